//! How softmax spreads over some scores, and how much of a gradient it lets through.

use ndarray::ArrayViewMut1;
use serde::Serialize;
use tsify::Tsify;

use crate::read::value::softmax;

/// What softmax makes of a query's scores, on average over some queries.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Tsify)]
pub struct Weights {
    /// −Σ w ln w, in nats: ln n where all n keys count alike, 0 where one takes all.
    pub entropy: f64,
    pub largest: f64,
    /// The size of the Jacobian ∂wᵢ/∂sⱼ (Frobenius): how much of a gradient passes.
    pub jacobian: f64,
}

impl Weights {
    /// The spread of the softmax of some scores over s.
    #[must_use]
    pub fn of(scores: &[f64], s: f64) -> Self {
        let mut weights: Vec<f64> = scores.iter().map(|score| score / s).collect();
        softmax(ArrayViewMut1::from(&mut weights[..]));
        let (mut entropy, mut largest, mut jacobian, mut squares) = (0.0, 0.0, 0.0, 0.0);
        for weight in weights {
            // A weight that underflows to 0 adds nothing, and has no logarithm.
            if weight > 0.0 {
                entropy -= weight * libm::log(weight);
            }
            largest = f64::max(largest, weight);
            // On the diagonal w(1 − w), and −wᵢwⱼ twice beside it: only squares are added, so that
            // nothing cancels.
            let (square, diagonal) = (weight * weight, weight * (1.0 - weight));
            jacobian += diagonal * diagonal + 2.0 * square * squares;
            squares += square;
        }
        Self { entropy, largest, jacobian: jacobian.sqrt() }
    }

    /// The average of some.
    #[must_use]
    pub fn average(all: &[Self]) -> Self {
        let mean = |of: fn(&Self) -> f64| {
            all.iter().fold(0.0, |sum, one| sum + of(one)) / all.len() as f64
        };
        Self {
            entropy: mean(|one| one.entropy),
            largest: mean(|one| one.largest),
            jacobian: mean(|one| one.jacobian),
        }
    }
}
