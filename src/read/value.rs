//! The values: every node of a graph computed, in one fixed order of additions.
//!
//! A sum runs over its terms first to last, with a multiplication and an addition each, never
//! fused and never regrouped, so that native code and every browser agree to the last bit.

mod rows;
mod sums;

use ndarray::{ArrayD, Axis as Position, Dimension, Slice, Zip, concatenate};

use crate::base::chance::Chance;
use crate::base::error::{Code, Error, Result};
use crate::base::letter::Letter;
use crate::base::number::Number;
use crate::program::axis::Axis;
use crate::program::condition::Condition;
use crate::program::graph::Graph;
use crate::program::mask::Fill;
use crate::program::node_id::NodeId;
use crate::program::op::{Body, Combine, Node, Op, Table};
use crate::program::tensor::{Tensor, shape};
use crate::read::scan;
use rows::{by_row, one_hot, running_sum, sparsemax, top};
pub use rows::{largest, softmax, support};
use sums::{contract, lay_over, sum};

/// The tensors of all nodes, in the nodes' order; `inputs` are those of the input nodes, in
/// theirs.
///
/// # Errors
/// `overflow` where finite inputs lead to a cell that is not finite.
pub fn evaluate(graph: &Graph, inputs: Vec<Tensor>) -> Result<Vec<Tensor>> {
    let values = evaluate_with(graph, inputs);
    for ((_, node), tensor) in graph.steps().zip(&values) {
        check_finite(node, tensor, &values)?;
    }
    Ok(values)
}

/// The same for any element type, without the check for overflow.
#[must_use]
pub fn evaluate_with<E: Number>(graph: &Graph, inputs: Vec<Tensor<E>>) -> Vec<Tensor<E>> {
    let mut given = inputs.into_iter();
    let mut values: Vec<Tensor<E>> = Vec::with_capacity(graph.nodes.len());
    for (_, node) in graph.steps() {
        let value = match &node.op {
            Op::Input => given.next().map(|tensor| tensor.data),
            _ => None,
        };
        let data = value.unwrap_or_else(|| apply(node, &values));
        values.push(Tensor { axes: node.axes.clone(), data });
    }
    values
}

fn apply<E: Number>(node: &Node, values: &[Tensor<E>]) -> ArrayD<E> {
    let input = |place: usize| &values[node.inputs[place].0];
    let axes = &node.axes;
    match &node.op {
        Op::Input => filled(axes, 0.0),
        Op::Constant(number) => filled(axes, *number),
        Op::Table(table) => tabulated(table, axes),
        Op::Contract { equation, loops } => match node.inputs.len() {
            1 => sum(equation, loops, input(0)),
            _ => contract(equation, loops, input(0), input(1)),
        },
        Op::Pointwise { combine, equation } => {
            let one = lay_over(axes, &equation.operands[0], input(0));
            let two = lay_over(axes, &equation.operands[1], input(1));
            let mut cells = filled(axes, 0.0);
            let zip = Zip::from(&mut cells).and_broadcast(one).and_broadcast(two);
            zip.for_each(|cell, one, two| *cell = combined(*combine, one.clone(), two.clone()));
            cells
        }
        Op::Expand => {
            let own: Vec<Letter> = input(0).axes.iter().map(|axis| axis.letter).collect();
            let mut cells = filled(axes, 0.0);
            let zip = Zip::from(&mut cells).and_broadcast(lay_over(axes, &own, input(0)));
            zip.for_each(|cell, one| *cell = one.clone());
            cells
        }
        Op::Map(function) => input(0).data.mapv(|cell| cell.apply(|x| function.value(x))),
        Op::Slope(function) => input(0).data.mapv(|cell| cell.apply(|x| function.slope(x))),
        Op::Scale(factor) => input(0).data.mapv(|cell| factor.of(cell)),
        Op::Mask { mask, fill } => masked(input(0), axes, mask, *fill, values),
        Op::Choose { condition } => {
            let mut cells = input(0).data.clone();
            for (index, cell) in cells.indexed_iter_mut() {
                if !holds(condition, axes, index.slice(), values) {
                    *cell = input(1).data[index].clone();
                }
            }
            cells
        }
        Op::Sparsemax { along } => by_row(input(0), *along, sparsemax),
        Op::TopK { along, count } => by_row(input(0), *along, |row| top(row, *count)),
        Op::Max { loops } => {
            let own = input(0);
            let reduced = loops.last().map_or('?', |axis| axis.letter);
            let rows = own.data.lanes(position(&own.axes, reduced));
            let cells = rows.into_iter().map(|row| match largest(row) {
                Some(place) => row[place].clone(),
                None => E::from(0.0),
            });
            ArrayD::from_shape_vec(shape(axes), cells.collect())
                .unwrap_or_else(|_| filled(axes, 0.0))
        }
        Op::Softmax { along } => by_row(input(0), *along, softmax),
        Op::OneHot { along, .. } => by_row(input(0), *along, one_hot),
        Op::Split { .. } | Op::Merge { .. } => regrouped(input(0), axes),
        Op::Concat { along } => {
            let position = position(axes, *along);
            let last = input(1).data.view();
            let is_one = last.ndim() < axes.len();
            let last = if is_one { last.insert_axis(position) } else { last };
            // The shapes were checked as the node was built.
            concatenate(position, &[input(0).data.view(), last])
                .unwrap_or_else(|_| filled(axes, 0.0))
        }
        Op::DropLast { along } => {
            let position = position(&input(0).axes, *along);
            let kept = axes[position.0].size;
            input(0).data.slice_axis(position, Slice::from(..kept)).to_owned()
        }
        Op::TakeLast { along } => {
            let position = position(&input(0).axes, *along);
            let whole = input(0).data.len_of(position);
            if axes.len() < input(0).data.ndim() {
                return input(0).data.index_axis(position, whole - 1).to_owned();
            }
            let first = whole - axes[position.0].size;
            input(0).data.slice_axis(position, Slice::from(first..)).to_owned()
        }
        Op::RunningSum { along, backward: false } => by_row(input(0), *along, running_sum),
        Op::Shift { along, backward } => scan::shifted(input(0), *along, *backward),
        Op::Scan { along, backward, body } => {
            let reads: Vec<&Tensor<E>> = node.inputs.iter().map(|id| &values[id.0]).collect();
            scanned(axes, body, *along, *backward, &reads)
        }
        Op::RunningSum { along, backward: true } => by_row(input(0), *along, |mut row| {
            row.invert_axis(Position(0));
            running_sum(row);
        }),
    }
}

/// All values of the body, as [`scan::at_one_place`] has it, at a place: `state` is the table at the place
/// before.
#[must_use]
pub fn values_at<E: Number>(
    placed: &Graph,
    along: Letter,
    at: usize,
    state: Tensor<E>,
    reads: &[&Tensor<E>],
) -> Vec<Tensor<E>> {
    let reads = reads.iter().map(|read| scan::place_of(read, along, at));
    evaluate_with(placed, std::iter::once(state).chain(reads).collect())
}

/// A table that is made place by place.
fn scanned<E: Number>(
    axes: &[Axis],
    body: &Body,
    along: Letter,
    backward: bool,
    reads: &[&Tensor<E>],
) -> ArrayD<E> {
    let mut cells = filled(axes, 0.0);
    let Some(position) = axes.iter().position(|axis| axis.letter == along) else { return cells };
    let placed = scan::at_one_place(body, along);
    let mut state = scan::nothing(&placed);
    let size = axes[position].size;
    for turn in 0..size {
        let at = if backward { size - 1 - turn } else { turn };
        let mut values = values_at(&placed, along, at, state, reads);
        let made = &values[placed.output.0].data;
        cells.slice_axis_mut(Position(position), Slice::from(at..=at)).assign(made);
        state = values.swap_remove(body.state.0);
    }
    cells
}

/// A table that no input decides.
fn tabulated<E: Number>(table: &Table, axes: &[Axis]) -> ArrayD<E> {
    let mut cells = filled(axes, 0.0);
    match table {
        Table::Form(form) => {
            for (index, cell) in cells.indexed_iter_mut() {
                *cell = E::from(form.at(&|letter| index.slice()[position(axes, letter).0]));
            }
        }
        Table::Normal { seed } => {
            let mut chance = Chance::new(*seed, 0);
            cells.iter_mut().for_each(|cell| *cell = E::from(chance.normal_hundredths()));
        }
    }
    cells
}

fn filled<E: Number>(axes: &[Axis], number: f64) -> ArrayD<E> {
    ArrayD::from_elem(shape(axes), E::from(number))
}

fn position(axes: &[Axis], letter: Letter) -> Position {
    Position(axes.iter().position(|axis| axis.letter == letter).unwrap_or(0))
}

/// The same cells in the same order under other axes.
fn regrouped<E: Number>(tensor: &Tensor<E>, axes: &[Axis]) -> ArrayD<E> {
    let cells: Vec<E> = tensor.data.iter().cloned().collect();
    ArrayD::from_shape_vec(shape(axes), cells).unwrap_or_else(|_| filled(axes, 0.0))
}

fn combined<E: Number>(combine: Combine, one: E, two: E) -> E {
    match combine {
        Combine::Plus => one + two,
        Combine::Minus => one - two,
        Combine::Power => one.power(two),
        Combine::Divide if two == E::from(0.0) => two,
        Combine::Divide => one / two,
    }
}

fn masked<E: Number>(
    scores: &Tensor<E>,
    axes: &[Axis],
    mask: &Condition,
    fill: Fill,
    values: &[Tensor<E>],
) -> ArrayD<E> {
    let mut data = scores.data.clone();
    for (index, cell) in data.indexed_iter_mut() {
        if !holds(mask, axes, index.slice(), values) {
            *cell = E::from(fill.value());
        }
    }
    data
}

/// Whether a condition holds at an index of a step with these axes. A condition that reads fewer
/// axes serves every head and batch alike.
#[must_use]
pub fn holds<E: Number>(
    condition: &Condition,
    axes: &[Axis],
    index: &[usize],
    values: &[Tensor<E>],
) -> bool {
    let at = |letter: Letter| index[position(axes, letter).0];
    let given = |node: NodeId, index: &[usize]| values[node.0].data[index] != E::from(0.0);
    condition.holds(&at, &given)
}

fn check_finite(node: &Node, tensor: &Tensor, values: &[Tensor]) -> Result<()> {
    // −∞ is meant where a mask or a table puts it, and where it comes from there.
    let is_open = |cell: &f64| *cell == f64::NEG_INFINITY;
    let is_meant = match &node.op {
        Op::Mask { .. } | Op::Table(_) | Op::Constant(_) => true,
        _ => node.inputs.iter().any(|input| values[input.0].data.iter().any(is_open)),
    };
    let is_wrong = |cell: &f64| !(cell.is_finite() || is_meant && is_open(cell));
    let Some((index, cell)) = tensor.data.indexed_iter().find(|(_, cell)| is_wrong(cell)) else {
        return Ok(());
    };
    let found = if *cell > 0.0 {
        "∞"
    } else if *cell < 0.0 {
        "−∞"
    } else {
        "no number"
    };
    let cause = format!("{} leaves the range of a double (1.8·10³⁰⁸) here: {found}.", node.symbol);
    let mut error = Error::new(Code::Overflow, cause).at(&node.id).found(found);
    if let [.., row, column] = index.slice() {
        error = error.row(row + 1).column(column + 1);
    }
    Err(error.hint("Use smaller numbers in the row and the column that meet here."))
}
