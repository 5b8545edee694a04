//! A histogram of products around their exact mean, beside the normal curve.

use super::Theory;

/// The histogram reaches this many deviations to either side of the mean.
const REACH: f64 = 5.0;
/// Bins of the histogram.
pub const BINS: usize = 100;
/// How often a product fell into each of some bins of equal width.
#[derive(Debug, Clone, PartialEq)]
pub struct Histogram {
    /// Where the first bin begins.
    pub from: f64,
    /// The width of a bin.
    pub width: f64,
    pub counts: Vec<f64>,
    /// How many would fall there if the products were normal, with the exact mean and deviation.
    pub normal: Vec<f64>,
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
            counts: vec![0.0; BINS],
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
