//! What is computed of one row at a time: softmax, the largest cells, sums that run along it.

use ndarray::{ArrayD, ArrayView1, ArrayViewMut1, Axis as Position};

use crate::base::letter::Letter;
use crate::base::number::Number;
use crate::program::function::Function;
use crate::program::tensor::Tensor;

pub fn running_sum<E: Number>(mut row: ArrayViewMut1<E>) {
    let mut sum = E::from(0.0);
    for cell in &mut row {
        sum = sum + cell.clone();
        *cell = sum.clone();
    }
}

pub fn by_row<E: Number>(
    tensor: &Tensor<E>,
    along: Letter,
    map: impl FnMut(ArrayViewMut1<E>),
) -> ArrayD<E> {
    let mut data = tensor.data.clone();
    if let Some(position) = tensor.position(along) {
        data.lanes_mut(Position(position)).into_iter().for_each(map);
    }
    data
}

/// Softmax of a row: exp, divided by its sum; 0 where every cell is −∞.
pub fn softmax<E: Number>(mut row: ArrayViewMut1<E>) {
    let Some(place) = largest(row.view()) else {
        return row.fill(E::from(0.0));
    };
    let most = row[place].clone();
    row.mapv_inplace(|cell| (cell - most.clone()).apply(|x| Function::Exp.value(x)));
    let sum = row.iter().fold(E::from(0.0), |sum, cell| sum + cell.clone());
    row.mapv_inplace(|cell| cell / sum.clone());
}

pub fn one_hot<E: Number>(mut row: ArrayViewMut1<E>) {
    let place = largest(row.view());
    row.fill(E::from(0.0));
    if let Some(place) = place {
        row[place] = E::from(1.0);
    }
}

/// The row less a threshold, and 0 where that is below 0. A cell is above the threshold exactly
/// where the others are above it by less than 1 in all.
pub fn sparsemax<E: Number>(mut row: ArrayViewMut1<E>) {
    let zero = || E::from(0.0);
    if largest(row.view()).is_none() {
        return row.fill(zero());
    }
    let (mut total, mut count) = (zero(), 0);
    for own in &row {
        let above = row.iter().fold(zero(), |sum, cell| {
            sum + (cell.clone() - own.clone()).apply(|x| Function::Relu.value(x))
        });
        let is_above = above < E::from(1.0);
        count += u32::from(is_above);
        total = total + if is_above { own.clone() } else { zero() };
    }
    let threshold = (total - E::from(1.0)) / E::from(f64::from(count));
    row.mapv_inplace(|cell| (cell - threshold.clone()).apply(|x| Function::Relu.value(x)));
}

/// The cells of a row that are above the threshold of its sparsemax.
#[must_use]
pub fn support(row: &[f64]) -> Vec<usize> {
    let is_above = |own: &f64| {
        let above = row.iter().map(|cell| Function::Relu.value(cell - own));
        above.fold(0.0, |sum, above| sum + above) < 1.0
    };
    (0..row.len()).filter(|place| is_above(&row[*place])).collect()
}

pub fn top<E: Number>(mut row: ArrayViewMut1<E>, count: u32) {
    let mut taken = vec![false; row.len()];
    for _ in 0..count {
        let mut best: Option<usize> = None;
        for (place, cell) in row.iter().enumerate() {
            // One comparison a cell and a pass, which is what the cost says.
            let larger = match best {
                Some(best) => *cell > row[best],
                None => *cell > E::from(f64::NEG_INFINITY),
            };
            if larger && !taken[place] {
                best = Some(place);
            }
        }
        if let Some(best) = best {
            taken[best] = true;
        }
    }
    for (cell, taken) in row.iter_mut().zip(taken) {
        *cell = E::from(f64::from(u8::from(taken)));
    }
}

/// The place of the largest cell, the first at a tie; none where every cell is −∞. Scores are
/// finite, so a cell is −∞ exactly where the mask put it.
#[must_use]
pub fn largest<E: Number>(row: ArrayView1<E>) -> Option<usize> {
    let mut best: Option<(usize, &E)> = None;
    for (place, cell) in row.iter().enumerate() {
        // One comparison a cell, which is what the cost says.
        let larger = match best {
            Some((_, most)) => cell > most,
            None => *cell > E::from(f64::NEG_INFINITY),
        };
        if larger {
            best = Some((place, cell));
        }
    }
    best.map(|(place, _)| place)
}
