//! The exact numbers of qᵀk, and how far a measurement may stray from them.

use serde::Serialize;
use tsify::Tsify;

/// What was measured, what it is exactly, and the exact standard error of the measurement.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Tsify)]
pub struct Estimate {
    pub sample: f64,
    pub exact: f64,
    pub error: f64,
}

/// The first two moments and the fourth cumulant of qᵀk, exactly.
pub struct Theory {
    pub mean: f64,
    pub variance: f64,
    pub fourth: f64,
}

impl Theory {
    /// At this mean, whose entries are as many as the width, and this deviation.
    #[must_use]
    pub fn new(mean: &[f64], std: f64) -> Self {
        let (d, square) = (mean.len() as f64, std * std);
        let norm = mean.iter().fold(0.0, |sum, entry| sum + entry * entry);
        Self {
            mean: norm,
            variance: d * square * square + 2.0 * square * norm,
            fourth: square * square * square * (6.0 * d * square + 24.0 * norm),
        }
    }
}

/// Products as they are drawn, each counted in exact deviations from the exact mean.
#[derive(Default)]
pub struct Tally {
    count: f64,
    sum: f64,
    squares: f64,
}

impl Tally {
    /// Counts one more.
    pub fn add(&mut self, deviations: f64) {
        self.count += 1.0;
        self.sum += deviations;
        self.squares += deviations * deviations;
    }

    /// The mean of the products over s.
    #[must_use]
    pub fn mean(&self, theory: &Theory, s: f64) -> Estimate {
        let deviation = theory.variance.sqrt() / s;
        let exact = theory.mean / s;
        Estimate {
            sample: exact + deviation * (self.sum / self.count),
            exact,
            error: deviation / self.count.sqrt(),
        }
    }

    /// Their variance.
    #[must_use]
    pub fn variance(&self, theory: &Theory, s: f64) -> Estimate {
        let exact = theory.variance / (s * s);
        let others = self.count - 1.0;
        let fourth = theory.fourth / (theory.variance * theory.variance);
        Estimate {
            sample: exact * ((self.squares - self.sum * self.sum / self.count) / others),
            exact,
            error: exact * (fourth / self.count + 2.0 / others).sqrt(),
        }
    }
}

/// The slope of the line that fits some points best; none where they have one place.
pub fn slope(points: impl Iterator<Item = (f64, f64)> + Clone) -> Option<f64> {
    let count = points.clone().count() as f64;
    let mean = |of: fn((f64, f64)) -> f64| points.clone().fold(0.0, |sum, p| sum + of(p)) / count;
    let (x, y) = (mean(|point| point.0), mean(|point| point.1));
    let sums = points.clone().fold((0.0, 0.0), |(both, square), point| {
        (both + (point.0 - x) * (point.1 - y), square + (point.0 - x) * (point.0 - x))
    });
    (sums.1 > 0.0).then(|| sums.0 / sums.1)
}
