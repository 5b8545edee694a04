//! Where a cell came from: its arithmetic over the cells that it was computed from.

use ndarray::{Dimension, indices};

use crate::base::letter::Letter;
use crate::program::axis::Axis;
use crate::program::condition::{ClosedForm, Sign};
use crate::program::function::Function;
use crate::program::graph::Graph;
use crate::program::node_id::NodeId;
use crate::program::op::{Body, Combine, Factor, Node, Op, Table};
use crate::program::tensor::{Tensor, shape};
use crate::read::expression::{Cell, Term};
use crate::read::scan;
use crate::read::value::{evaluate_with, holds, largest, support, values_at};

/// The arithmetic of one cell. Its [`Term::value`] is the cell's value to the last bit.
#[must_use]
pub fn explain(graph: &Graph, values: &[Tensor], id: NodeId, index: &[usize]) -> Term {
    let node = graph.node(id);
    let cell = |place: usize, index: &[usize]| cell_of(values, node.inputs[place], index);
    let same = || Term::Cell(cell(0, index));
    let position = |letter: Letter| node.axes.iter().position(|axis| axis.letter == letter);
    match &node.op {
        Op::Input => Term::Number(values[id.0].data[index]),
        Op::Constant(number) => Term::Number(*number),
        Op::Table(Table::Form(form)) => {
            let at = |letter: Letter| position(letter).map_or(0, |place| index[place]);
            decided(form, &at)
        }
        Op::Table(Table::Normal { .. }) => Term::Number(values[id.0].data[index]),
        Op::Contract { equation, loops } => {
            let (kept, summed) = loops.split_at(index.len());
            let product = |at: &[usize]| {
                let at: Vec<usize> = index.iter().chain(at).copied().collect();
                let bound = |letter: &Letter| {
                    let place = loops.iter().position(|axis| axis.letter == *letter);
                    place.map_or(0, |place| at[place])
                };
                let factor = |(place, term): (usize, &Vec<Letter>)| {
                    Term::Cell(cell(place, &term.iter().map(bound).collect::<Vec<_>>()))
                };
                equation.operands.iter().enumerate().map(factor).collect::<Vec<_>>()
            };
            let terms = indices(shape(summed)).into_iter().map(|at| product(at.slice()));
            match equation.operands.len() {
                1 if kept.len() == loops.len() => product(&[]).remove(0),
                1 => Term::Sum(terms.flatten().collect()),
                _ => Term::Sum(terms.map(Term::Product).collect()),
            }
        }
        Op::Pointwise { combine, equation } => {
            let operand = |place: usize| {
                let at = |letter: &Letter| position(*letter).map_or(0, |place| index[place]);
                let index: Vec<usize> = equation.operands[place].iter().map(at).collect();
                Term::Cell(cell(place, &index))
            };
            match combine {
                Combine::Plus => Term::Plus(Box::new([operand(0), operand(1)])),
                Combine::Minus => Term::difference(operand(0), operand(1)),
                Combine::Divide => Term::quotient(operand(0), operand(1)),
                Combine::Power => Term::Power(Box::new([operand(0), operand(1)])),
            }
        }
        Op::Expand => {
            let own = &values[node.inputs[0].0].axes;
            let at = |axis: &Axis| position(axis.letter).map_or(0, |place| index[place]);
            Term::Cell(cell(0, &own.iter().map(at).collect::<Vec<_>>()))
        }
        Op::Map(function) => Term::Function { function: *function, of: Box::new(same()) },
        Op::Slope(function) => Term::Slope { function: *function, of: Box::new(same()) },
        Op::Scale(factor) => match *factor {
            Factor::DivideBySqrt { size, .. } => {
                Term::quotient(same(), Term::Root(Box::new(whole(size))))
            }
            Factor::DivideBySize { size, .. } => Term::quotient(same(), whole(size)),
            Factor::Number(number) => Term::Product(vec![same(), Term::Number(number)]),
            Factor::DivideBy(number) => Term::quotient(same(), Term::Number(number)),
        },
        Op::Mask { mask, fill } => {
            let at = |letter: Letter| position(letter).map_or(0, |place| index[place]);
            let open = holds(mask, &node.axes, index, values);
            let given = |(id, index): (NodeId, Vec<usize>)| cell_of(values, id, &index);
            Term::Gate {
                mask: mask.given_at(&at).into_iter().map(given).collect(),
                inside: Box::new(if open { same() } else { Term::Number(fill.value()) }),
            }
        }
        Op::Choose { condition } => {
            let at = |letter: Letter| position(letter).map_or(0, |place| index[place]);
            let chosen = usize::from(!holds(condition, &node.axes, index, values));
            let given = |(id, index): (NodeId, Vec<usize>)| cell_of(values, id, &index);
            Term::Gate {
                mask: condition.given_at(&at).into_iter().map(given).collect(),
                inside: Box::new(Term::Cell(cell(chosen, index))),
            }
        }
        Op::Sparsemax { along } => {
            let (place, row) = row(values, node.inputs[0], index, *along);
            if largest_of(&row).is_none() {
                return Term::Number(0.0);
            }
            let cells: Vec<f64> = row.iter().map(|cell| cell.value).collect();
            let shared = support(&cells);
            let total = shared.iter().map(|place| Term::Cell(row[*place].clone())).collect();
            let above = Term::difference(Term::Sum(total), Term::Number(1.0));
            let threshold = Term::quotient(above, whole(shared.len()));
            Term::Function {
                function: Function::Relu,
                of: Box::new(Term::difference(Term::Cell(row[place].clone()), threshold)),
            }
        }
        Op::TopK { along, count } => {
            let (place, row) = row(values, node.inputs[0], index, *along);
            if largest_of(&row).is_none() {
                return Term::Number(0.0);
            }
            let of = row.into_iter().map(Term::Cell).collect();
            Term::IsAmong { place, count: *count as usize, of }
        }
        Op::Max { loops } => {
            let own = &values[node.inputs[0].0];
            let along = loops.last().map_or('?', |axis| axis.letter);
            let mut at = index.to_vec();
            at.insert(own.position(along).unwrap_or(0), 0);
            let (_, row) = row(values, node.inputs[0], &at, along);
            match largest_of(&row) {
                None => Term::Number(0.0),
                Some(_) => Term::Largest(row.into_iter().map(Term::Cell).collect()),
            }
        }
        Op::Softmax { along } => {
            let (place, row) = row(values, node.inputs[0], index, *along);
            let Some(most) = largest_of(&row) else { return Term::Number(0.0) };
            let power = |cell: &Cell| Term::Function {
                function: Function::Exp,
                of: Box::new(Term::difference(Term::Cell(cell.clone()), Term::Cell(most.clone()))),
            };
            let live = row.iter().filter(|cell| cell.value > f64::NEG_INFINITY);
            Term::quotient(power(&row[place]), Term::Sum(live.map(power).collect()))
        }
        Op::OneHot { along, .. } => {
            let (place, row) = row(values, node.inputs[0], index, *along);
            match largest_of(&row) {
                None => Term::Number(0.0),
                Some(_) => Term::IsLargest { place, of: row.into_iter().map(Term::Cell).collect() },
            }
        }
        Op::Split { .. } | Op::Merge { .. } => {
            let whole = &values[node.inputs[0].0].axes;
            Term::Cell(cell(0, &regrouped(index, &node.axes, whole)))
        }
        Op::Concat { along } => {
            let place = position(*along).unwrap_or(0);
            let before = values[node.inputs[0].0].shape()[place];
            if index[place] < before {
                return same();
            }
            let mut other = index.to_vec();
            if values[node.inputs[1].0].axes.len() < index.len() {
                other.remove(place);
            } else {
                other[place] -= before;
            }
            Term::Cell(cell(1, &other))
        }
        Op::DropLast { .. } => same(),
        Op::TakeLast { along } => {
            let own = &values[node.inputs[0].0];
            let place = own.position(*along).unwrap_or(0);
            let (whole, mut longer) = (own.shape()[place], index.to_vec());
            if index.len() < own.axes.len() {
                longer.insert(place, whole - 1);
            } else {
                longer[place] += whole - node.axes[place].size;
            }
            Term::Cell(cell(0, &longer))
        }
        Op::Shift { along, backward } => {
            let place = position(*along).unwrap_or(0);
            match scan::before(index[place], node.axes[place].size, *backward) {
                Some(before) => {
                    let mut other = index.to_vec();
                    other[place] = before;
                    Term::Cell(cell(0, &other))
                }
                None => Term::Number(0.0),
            }
        }
        Op::Scan { along, backward, body } => {
            scan_cell((id, node), values, index, (*along, *backward, body))
        }
        // A state is the state before it and what joins it.
        Op::RunningSum { along, backward } => {
            let (place, row) = row(values, node.inputs[0], index, *along);
            let (own, states) = (row[place].clone(), self::row(values, id, index, *along).1);
            let before = if *backward { states.get(place + 1) } else { states[..place].last() };
            let terms = before.cloned().into_iter().chain([own]);
            Term::Sum(terms.map(Term::Cell).collect())
        }
    }
}

/// The arithmetic of a cell that is made from the place before: that of the body there, with the
/// cells of the table itself at the place before.
fn scan_cell(
    (id, node): (NodeId, &Node),
    values: &[Tensor],
    index: &[usize],
    (along, backward, body): (Letter, bool, &Body),
) -> Term {
    let own = &values[id.0];
    let place = own.position(along).unwrap_or(0);
    let at = index[place];
    let before = scan::before(at, node.axes[place].size, backward);
    let reads = node.inputs.iter().map(|input| &values[input.0]).collect();
    let scan = ScanAt { id, node, own, along, body, reads };
    let placed = scan::at_one_place(body, along);
    let state = match before {
        None => scan::nothing(&placed),
        Some(before) if body.state == body.output => scan::place_of(own, along, before),
        Some(before) => scan.behind(before).1.swap_remove(body.state.0),
    };
    let inner = values_at(&placed, along, at, state, &scan.reads);
    let mut first = index.to_vec();
    first[place] = 0;
    explain(&placed, &inner, placed.output, &first)
        .with_cells(&mut |cell| scan.inlined((&placed, &inner), cell, at, before))
}

/// A scan in a trace.
struct ScanAt<'t> {
    id: NodeId,
    node: &'t Node,
    own: &'t Tensor,
    along: Letter,
    body: &'t Body,
    reads: Vec<&'t Tensor>,
}

impl ScanAt<'_> {
    /// A cell of the body at a place, down to the cells that the body is given and those of the
    /// table itself.
    fn inlined(
        &self,
        (graph, values): (&Graph, &[Tensor]),
        cell: Cell,
        at: usize,
        before: Option<usize>,
    ) -> Term {
        let Body { output, state, .. } = *self.body;
        if cell.node.0 == 0 {
            let Some(before) = before else { return Term::Number(0.0) };
            if state == output {
                return Self::outside(self.id, self.own, cell, self.along, before);
            }
            // What was passed on is made of the table at the place before.
            let (graph, values) = self.behind(before);
            return self.inlined((&graph, &values), Cell { node: state, ..cell }, before, None);
        }
        if cell.node == output {
            return Self::outside(self.id, self.own, cell, self.along, at);
        }
        if let Some(read) = self.reads.get(cell.node.0 - 1) {
            let id = self.node.inputs[cell.node.0 - 1];
            return Self::outside(id, read, cell, self.along, at);
        }
        explain(graph, values, cell.node, &cell.index)
            .with_cells(&mut |cell| self.inlined((graph, values), cell, at, before))
    }

    /// A cell of a whole table, for one of a place.
    fn outside(id: NodeId, whole: &Tensor, cell: Cell, along: Letter, at: usize) -> Term {
        let mut index = cell.index;
        if let Some(position) = whole.position(along) {
            index[position] = at;
        }
        Term::Cell(cell_of_tensor(whole, id, &index))
    }

    /// The body at a place where the table is known: what it passes on is made of that.
    fn behind(&self, at: usize) -> (Graph, Vec<Tensor>) {
        let mut graph = scan::at_one_place(self.body, self.along);
        let made = &mut graph.nodes[self.body.output.0];
        made.op = Op::Input;
        made.inputs.clear();
        let reads = self.reads.iter().map(|read| scan::place_of(read, self.along, at));
        let own = scan::place_of(self.own, self.along, at);
        let given = std::iter::once(scan::nothing(&graph)).chain(reads).chain([own]).collect();
        let values = evaluate_with(&graph, given);
        (graph, values)
    }
}

/// The arithmetic of a cell that its place decides.
fn decided(form: &ClosedForm, at: &impl Fn(Letter) -> usize) -> Term {
    let pair = |pair: &[ClosedForm; 2]| pair.each_ref().map(|form| decided(form, at));
    match form {
        ClosedForm::Number(_)
        | ClosedForm::Param { .. }
        | ClosedForm::Place(_)
        | ClosedForm::Size { .. }
        | ClosedForm::Block(_) => Term::Number(form.at(at)),
        // Nothing to divide by is infinite in a table, and 0 in a quotient of steps.
        ClosedForm::Binary(Sign::Over, both) if both[1].at(at) == 0.0 => Term::Number(form.at(at)),
        ClosedForm::Binary(sign, both) => {
            let [one, two] = pair(both);
            match sign {
                Sign::Plus => Term::Plus(Box::new([one, two])),
                Sign::Minus => Term::difference(one, two),
                Sign::Times => Term::Product(vec![one, two]),
                Sign::Over => Term::quotient(one, two),
                Sign::Power => Term::Power(Box::new([one, two])),
            }
        }
        ClosedForm::Function(function, of) => {
            Term::Function { function: *function, of: Box::new(decided(of, at)) }
        }
        ClosedForm::If(condition, both) => {
            let chosen = usize::from(!condition.holds(at, &|_, _| true));
            decided(&both[chosen], at)
        }
    }
}

/// The index of the same cell under other axes that hold as many.
fn regrouped(index: &[usize], from: &[Axis], to: &[Axis]) -> Vec<usize> {
    let flat = from.iter().zip(index).fold(0, |flat, (axis, at)| flat * axis.size + at);
    let mut rest = flat;
    let mut found: Vec<usize> = to
        .iter()
        .rev()
        .map(|axis| {
            let at = rest % axis.size;
            rest /= axis.size;
            at
        })
        .collect();
    found.reverse();
    found
}
fn whole(size: usize) -> Term {
    Term::Number(size as f64)
}

fn cell_of(values: &[Tensor], node: NodeId, index: &[usize]) -> Cell {
    cell_of_tensor(&values[node.0], node, index)
}

fn cell_of_tensor(tensor: &Tensor, node: NodeId, index: &[usize]) -> Cell {
    Cell { node, index: index.to_vec(), value: tensor.data[index] }
}

/// The cells beside this one along an axis, and its place among them.
fn row(values: &[Tensor], node: NodeId, index: &[usize], along: Letter) -> (usize, Vec<Cell>) {
    let tensor = &values[node.0];
    let position = tensor.position(along).unwrap_or(0);
    let beside = |at: usize| {
        let mut index = index.to_vec();
        index[position] = at;
        cell_of(values, node, &index)
    };
    (index[position], (0..tensor.shape()[position]).map(beside).collect())
}

fn largest_of(row: &[Cell]) -> Option<&Cell> {
    let values: ndarray::Array1<f64> = row.iter().map(|cell| cell.value).collect();
    largest(values.view()).map(|place| &row[place])
}
