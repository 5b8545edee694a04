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
use crate::read::value::{holds, largest, support, values_at};

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
    let placed = scan::at_one_place(body, along);
    let state = match before {
        Some(before) => scan::place_of(own, along, before),
        None => scan::nothing(&placed),
    };
    let reads: Vec<&Tensor> = node.inputs.iter().map(|input| &values[input.0]).collect();
    let inner = values_at(&placed, along, at, state, &reads);
    let outside = |cell: Cell| {
        let mut index = cell.index;
        let (node, tensor) = match cell.node.0 {
            0 => (id, own),
            place => (node.inputs[place - 1], reads[place - 1]),
        };
        let place_at = if cell.node.0 == 0 { before } else { Some(at) };
        match (place_at, tensor.position(along)) {
            (None, _) => return Term::Number(0.0),
            (Some(at), Some(position)) => index[position] = at,
            (Some(_), None) => {}
        }
        Term::Cell(Cell { node, index, value: cell.value })
    };
    let mut first = index.to_vec();
    first[place] = 0;
    inlined(&placed, &inner, placed.output, &first, node.inputs.len(), &outside)
}

/// The arithmetic of a cell of a body, down to what the body is given.
fn inlined(
    body: &Graph,
    values: &[Tensor],
    id: NodeId,
    index: &[usize],
    reads: usize,
    outside: &impl Fn(Cell) -> Term,
) -> Term {
    if id.0 <= reads {
        return outside(cell_of(values, id, index));
    }
    explain(body, values, id, index)
        .with_cells(&mut |cell| inlined(body, values, cell.node, &cell.index, reads, outside))
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
    Cell { node, index: index.to_vec(), value: values[node.0].data[index] }
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
