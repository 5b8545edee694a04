//! A histogram of products around their exact mean, beside the normal curve.

use serde::Serialize;
use tsify::Tsify;

use super::Theory;
use crate::base::floats::Floats;

/// The histogram reaches this many deviations to either side of the mean.
const REACH: f64 = 5.0;
/// Bins of the histogram.
pub const BINS: usize = 100;

/// How many products fell into each of some bins of equal width.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
pub struct Histogram {
    /// Where the first bin begins.
    pub from: f64,
    /// The width of a bin.
    pub width: f64,
    #[tsify(type = "Float64Array")]
    pub counts: Floats,
    /// How many would fall there by the normal curve of the exact mean and deviation.
    #[tsify(type = "Float64Array")]
    pub normal: Floats,
    pub below: f64,
    pub above: f64,
}

impl Histogram {
    /// An empty histogram of so many products over s.
    #[must_use]
    pub fn new(theory: &Theory, s: f64, samples: f64) -> Self {
        let deviation = theory.variance.sqrt() / s;
        let edge = |bin: usize| -REACH + 2.0 * REACH * bin as f64 / BINS as f64;
        let below = |deviations: f64| 0.5 * libm::erfc(-deviations / std::f64::consts::SQRT_2);
        let share = |bin| samples * (below(edge(bin + 1)) - below(edge(bin)));
        Self {
            from: theory.mean / s - REACH * deviation,
            width: 2.0 * REACH * deviation / BINS as f64,
            counts: vec![0.0; BINS].into(),
            normal: (0..BINS).map(share).collect(),
            below: 0.0,
            above: 0.0,
        }
    }

    /// Counts a product that is so many deviations from the mean.
    pub fn add(&mut self, deviations: f64) {
        let place = ((deviations + REACH) * (BINS as f64 / (2.0 * REACH))).floor();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked")]
        match place {
            ..0.0 => self.below += 1.0,
            place if place < BINS as f64 => self.counts[place as usize] += 1.0,
            _ => self.above += 1.0,
        }
    }
}
