//! Sums of products, and sums over axes: their terms come first to last.

use ndarray::{ArrayD, ArrayViewD, Axis as Position, Dimension, Zip, indices};

use super::filled;
use crate::base::letter::Letter;
use crate::base::number::Number;
use crate::program::axis::Axis;
use crate::program::einsum::Equation;
use crate::program::tensor::{Tensor, shape};

/// A sum of products: for each place along the summed axes, first to last, the product of the
/// two slices that stand there is added to the result.
pub fn contract<E: Number>(
    equation: &Equation,
    loops: &[Axis],
    one: &Tensor<E>,
    two: &Tensor<E>,
) -> ArrayD<E> {
    let (kept, summed) = loops.split_at(equation.output.len());
    let one = lay_over(loops, &equation.operands[0], one);
    let two = lay_over(loops, &equation.operands[1], two);
    let mut sums = filled(kept, 0.0);
    for place in indices(shape(summed)) {
        Zip::from(&mut sums)
            .and_broadcast(slice_at(&one, kept.len(), place.slice()))
            .and_broadcast(slice_at(&two, kept.len(), place.slice()))
            .for_each(|sum: &mut E, a, b| *sum = sum.clone().plus_product(a.clone(), b.clone()));
    }
    sums
}

/// A sum over some of a tensor's axes. Where nothing is summed the cells are copied, in another
/// order of the axes.
pub fn sum<E: Number>(equation: &Equation, loops: &[Axis], one: &Tensor<E>) -> ArrayD<E> {
    let (kept, summed) = loops.split_at(equation.output.len());
    let one = lay_over(loops, &equation.operands[0], one);
    if summed.is_empty() {
        return one.as_standard_layout().to_owned();
    }
    let mut sums = filled(kept, 0.0);
    for place in indices(shape(summed)) {
        Zip::from(&mut sums)
            .and(slice_at(&one, kept.len(), place.slice()))
            .for_each(|sum: &mut E, cell| *sum = sum.clone() + cell.clone());
    }
    sums
}

/// An operand with its axes in the order of the loops, and an axis of size 1 for each that it
/// lacks.
pub fn lay_over<'t, E>(
    loops: &[Axis],
    term: &[Letter],
    tensor: &'t Tensor<E>,
) -> ArrayViewD<'t, E> {
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
