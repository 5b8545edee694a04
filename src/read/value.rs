//! The values: every node of a graph computed, in one fixed order of additions.
//!
//! A sum runs over its terms first to last, with a multiplication and an addition each, never
//! fused and never regrouped, so that native code and every browser agree to the last bit.

use ndarray::{
    ArrayD, ArrayView1, ArrayViewD, ArrayViewMut1, Axis as Position, Dimension, IxDyn, Zip, indices,
};

use crate::axis::{Axis, Letter};
use crate::einsum::Equation;
use crate::error::{Code, Error, Result};
use crate::graph::{Graph, Node, NodeId};
use crate::mask::{Fill, Mask};
use crate::number::Number;
use crate::op::Op;
use crate::tensor::Tensor;

/// The tensors of all nodes, in the nodes' order; `inputs` are those of the input nodes.
///
/// # Errors
/// `overflow` where finite inputs lead to a cell that is not finite.
pub fn evaluate(graph: &Graph, inputs: Vec<Tensor>) -> Result<Vec<Tensor>> {
    let values = evaluate_with(graph, inputs);
    for ((_, node), tensor) in graph.steps().zip(&values) {
        check_finite(node, tensor)?;
    }
    Ok(values)
}

/// The same for any element type, without the check for overflow.
pub fn evaluate_with<E: Number>(graph: &Graph, inputs: Vec<Tensor<E>>) -> Vec<Tensor<E>> {
    let mut values = inputs;
    for (_, node) in graph.steps().skip(values.len()) {
        let data = apply(node, &values);
        values.push(Tensor { axes: node.axes.clone(), data });
    }
    values
}

fn apply<E: Number>(node: &Node, values: &[Tensor<E>]) -> ArrayD<E> {
    let input = |place: usize| &values[node.inputs[place].0];
    match &node.op {
        Op::Input => unreachable!("the inputs of a graph stand before its other nodes"),
        Op::Contract { equation, loops } => contract(equation, loops, input(0), input(1)),
        Op::Divide(divisor) => input(0).data.mapv(|cell| cell / E::from(divisor.value())),
        Op::Mask { mask, fill } => masked(input(0), mask, *fill, values),
        Op::Softmax { along } => by_row(input(0), *along, softmax),
        Op::OneHot { along } => by_row(input(0), *along, one_hot),
    }
}

/// A sum of products: for each place along the summed axes, first to last, the product of the
/// two slices that stand there is added to the result.
fn contract<E: Number>(
    equation: &Equation,
    loops: &[Axis],
    one: &Tensor<E>,
    two: &Tensor<E>,
) -> ArrayD<E> {
    let (kept, summed) = loops.split_at(equation.output.len());
    let shape = |axes: &[Axis]| IxDyn(&axes.iter().map(|axis| axis.size).collect::<Vec<_>>());
    let one = lay_over(loops, &equation.operands[0], one);
    let two = lay_over(loops, &equation.operands[1], two);
    let mut sums = ArrayD::from_elem(shape(kept), E::from(0.0));
    for place in indices(shape(summed)) {
        Zip::from(&mut sums)
            .and_broadcast(slice_at(&one, kept.len(), place.slice()))
            .and_broadcast(slice_at(&two, kept.len(), place.slice()))
            .for_each(|sum, a, b| *sum = sum.clone() + a.clone() * b.clone());
    }
    sums
}

/// An operand with its axes in the order of the loops, and an axis of size 1 for each that it
/// lacks.
fn lay_over<'t, E>(loops: &[Axis], term: &[Letter], tensor: &'t Tensor<E>) -> ArrayViewD<'t, E> {
    let place = |axis: &Axis| term.iter().position(|letter| *letter == axis.letter);
    let order: Vec<usize> = loops.iter().filter_map(place).collect();
    let mut view = tensor.data.view().permuted_axes(order);
    for (position, axis) in loops.iter().enumerate() {
        if !term.contains(&axis.letter) {
            view = view.insert_axis(Position(position));
        }
    }
    view
}

/// What is left of an operand at one place along the summed axes, which follow the kept ones.
fn slice_at<'v, E>(operand: &ArrayViewD<'v, E>, kept: usize, place: &[usize]) -> ArrayViewD<'v, E> {
    place.iter().fold(operand.clone(), |view, at| {
        let last = view.len_of(Position(kept)) - 1; // 0 where the operand lacks the axis
        view.index_axis_move(Position(kept), (*at).min(last))
    })
}

fn masked<E: Number>(
    scores: &Tensor<E>,
    mask: &Mask,
    fill: Fill,
    values: &[Tensor<E>],
) -> ArrayD<E> {
    let mut data = scores.data.clone();
    for (index, cell) in data.indexed_iter_mut() {
        if !may_attend(mask, index.slice(), values) {
            *cell = E::from(fill.value());
        }
    }
    data
}

/// Whether a mask allows the cell at this index, whose last two axes are queries and keys. A
/// typed mask of fewer axes serves every head and batch alike.
pub fn may_attend<E: Number>(mask: &Mask, index: &[usize], values: &[Tensor<E>]) -> bool {
    let [.., query, key] = index else { return true };
    mask.allows(*query, *key, &|node: NodeId| {
        let typed = &values[node.0].data;
        typed[&index[index.len() - typed.ndim()..]] != E::from(0.0)
    })
}

fn by_row<E: Number>(tensor: &Tensor<E>, along: Letter, map: fn(ArrayViewMut1<E>)) -> ArrayD<E> {
    let mut data = tensor.data.clone();
    if let Some(position) = tensor.position(along) {
        data.lanes_mut(Position(position)).into_iter().for_each(map);
    }
    data
}

fn softmax<E: Number>(mut row: ArrayViewMut1<E>) {
    let Some(place) = largest(row.view()) else {
        return row.fill(E::from(0.0));
    };
    let most = row[place].clone();
    row.mapv_inplace(|cell| (cell - most.clone()).exp());
    let sum = row.iter().fold(E::from(0.0), |sum, cell| sum + cell.clone());
    row.mapv_inplace(|cell| cell / sum.clone());
}

fn one_hot<E: Number>(mut row: ArrayViewMut1<E>) {
    let place = largest(row.view());
    row.fill(E::from(0.0));
    if let Some(place) = place {
        row[place] = E::from(1.0);
    }
}

/// The place of the largest cell, the first at a tie; none where every cell is −∞. Scores are
/// finite, so a cell is −∞ exactly where the mask put it.
pub fn largest<E: Number>(row: ArrayView1<E>) -> Option<usize> {
    let mut best: Option<(usize, &E)> = None;
    for (place, cell) in row.iter().enumerate() {
        if best.map_or(*cell > E::from(f64::NEG_INFINITY), |(_, most)| cell > most) {
            best = Some((place, cell));
        }
    }
    best.map(|(place, _)| place)
}

fn check_finite(node: &Node, tensor: &Tensor) -> Result<()> {
    if matches!(node.op, Op::Mask { .. }) {
        return Ok(()); // its −∞ is meant, and its scores were checked one node earlier
    }
    let Some((index, cell)) = tensor.data.indexed_iter().find(|(_, cell)| !cell.is_finite()) else {
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
