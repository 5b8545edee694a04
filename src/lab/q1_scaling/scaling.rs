//! Why scores are divided by √d: products of random queries and keys, and what softmax makes of
//! them.
//!
//! Queries and keys are drawn number by number, q, k ~ N(μ, σ²I), and multiplied. Beside every
//! measured number stands the exact one. The product of two such entries has the cumulants
//! m², σ⁴ + 2σ²m² and, fourth, 6σ⁸ + 24σ⁶m², where m is the entry's mean; those of independent
//! entries add up. The fourth says how far the measured variance may stray.

mod histogram;
mod request;
pub mod theory;
mod weights;

pub use histogram::{BINS, Histogram};
pub use request::{KEYS, Mean, SAMPLES, Scale, ScalingRequest, WIDTH, WIDTHS, no_value};
pub use theory::{Estimate, Theory};
pub use weights::Weights;

use serde::Serialize;
use tsify::Tsify;

use crate::base::error::Result;
use crate::lab::q1_scaling::normal::Normal;
use theory::{Tally, slope};

/// Products that are drawn for the variance at each of the widths that are compared.
const PRODUCTS: u32 = 1000;
/// Queries that attend at each of these widths.
const QUERIES: u32 = 64;
/// Normal numbers between two reports of progress: some milliseconds.
const STRETCH: usize = 1 << 21;

/// The experiment at another width.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Tsify)]
pub struct AtWidth {
    pub d: usize,
    /// What the products are divided by there.
    pub s: f64,
    pub variance: Estimate,
    /// Of products that are not divided.
    #[serde(rename = "plain")]
    pub unscaled: Weights,
    /// Of products over s.
    pub scaled: Weights,
}

/// The slope of the variance against the width, both on logarithmic axes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Tsify)]
pub struct Slope {
    pub sample: f64,
    pub exact: f64,
}

/// What came out of a scaling experiment.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
pub struct ScalingReport {
    pub d: usize,
    pub samples: u32,
    pub keys: usize,
    /// What products are divided by.
    pub s: f64,
    /// Of qᵀk/s.
    pub mean: Estimate,
    /// Of qᵀk/s.
    pub variance: Estimate,
    /// Of qᵀk/s.
    pub histogram: Histogram,
    pub widths: Vec<AtWidth>,
    /// Of the variance against d, both on logarithmic axes; none where there is one width.
    #[tsify(optional)]
    pub slope: Option<Slope>,
}

/// Runs the experiment. `go_on` is told now and then how many of how many numbers are drawn, and
/// says whether to go on; none comes out where it does not.
///
/// ```
/// use attention_playground::lab::q1_scaling::scaling::{run, ScalingRequest};
///
/// let report = run(&ScalingRequest::default(), |_, _| true)?.expect("it was not stopped");
/// assert_eq!((report.s, report.variance.exact), (8.0, 1.0));
/// assert!((report.variance.sample - 1.0).abs() < 4.0 * report.variance.error);
/// # Ok::<(), attention_playground::base::error::Error>(())
/// ```
///
/// # Errors
/// The first thing that is out of range.
pub fn run(
    request: &ScalingRequest,
    go_on: impl FnMut(u64, u64) -> bool,
) -> Result<Option<ScalingReport>> {
    request.check()?;
    let total = request.numbers();
    Ok(Draws { request, normal: Normal::new(request.seed), drawn: 0, total, go_on }.report())
}

/// An experiment that runs.
struct Draws<'a, F> {
    request: &'a ScalingRequest,
    normal: Normal,
    drawn: u64,
    total: u64,
    go_on: F,
}

impl<F: FnMut(u64, u64) -> bool> Draws<'_, F> {
    fn report(mut self) -> Option<ScalingReport> {
        let ScalingRequest { d, scale, samples, keys, .. } = *self.request;
        let (s, theory) = (scale.at(d), Theory::new(&self.request.mean(d), self.request.std));
        let mut histogram = Histogram::new(&theory, s, samples.into());
        let tally = self.products(d, samples, |place| histogram.add(place))?;
        let widths = self.request.widths().into_iter().map(|d| self.at_width(d));
        let widths = widths.collect::<Option<Vec<_>>>()?;
        let slope = |of: fn(&AtWidth) -> f64| {
            slope(widths.iter().map(|at| (libm::log(at.d as f64), libm::log(of(at)))))
        };
        let sample = slope(|at| at.variance.sample);
        let exact = slope(|at| at.variance.exact);
        Some(ScalingReport {
            d,
            samples,
            keys,
            s,
            mean: tally.mean(&theory, s),
            variance: tally.variance(&theory, s),
            histogram,
            slope: sample.zip(exact).map(|(sample, exact)| Slope { sample, exact }),
            widths,
        })
    }

    fn at_width(&mut self, d: usize) -> Option<AtWidth> {
        let s = self.request.scale.at(d);
        let tally = self.products(d, PRODUCTS, |_| ())?;
        let variance = tally.variance(&Theory::new(&self.request.mean(d), self.request.std), s);
        let queries = (0..QUERIES).map(|_| self.scores(d)).collect::<Option<Vec<_>>>()?;
        let over = |s: f64| {
            let weights = queries.iter().map(|scores| Weights::of(scores, s));
            Weights::average(&weights.collect::<Vec<_>>())
        };
        Some(AtWidth { d, s, variance, unscaled: over(1.0), scaled: over(s) })
    }

    /// Products of a query and a key, each handed over in deviations from the mean.
    fn products(&mut self, d: usize, count: u32, mut see: impl FnMut(f64)) -> Option<Tally> {
        let (mean, std) = (self.request.mean(d), self.request.std);
        let theory = Theory::new(&mean, std);
        let deviation = theory.variance.sqrt();
        let mut tally = Tally::default();
        let stretch = u32::try_from(STRETCH / (2 * d)).unwrap_or(1).max(1);
        let mut left = count;
        while left > 0 {
            let now = left.min(stretch);
            for _ in 0..now {
                let mut product = 0.0;
                for mean in &mean {
                    let (q, k) = (self.normal.draw(), self.normal.draw());
                    product += (mean + std * q) * (mean + std * k);
                }
                let deviations = (product - theory.mean) / deviation;
                tally.add(deviations);
                see(deviations);
            }
            left -= now;
            self.passed(now as usize * 2 * d)?;
        }
        Some(tally)
    }

    /// The products of one query with all keys.
    fn scores(&mut self, d: usize) -> Option<Vec<f64>> {
        let (mean, std, normal) = (self.request.mean(d), self.request.std, &mut self.normal);
        let query: Vec<f64> = mean.iter().map(|mean| mean + std * normal.draw()).collect();
        let key = |_| {
            let pairs = mean.iter().zip(&query);
            pairs.fold(0.0, |sum, (mean, q)| sum + q * (mean + std * normal.draw()))
        };
        let scores = (0..self.request.keys).map(key).collect();
        self.passed((1 + self.request.keys) * d)?;
        Some(scores)
    }

    /// Counts what was drawn; none where that is to be all.
    fn passed(&mut self, numbers: usize) -> Option<()> {
        let stretch = STRETCH as u64;
        let before = self.drawn / stretch;
        self.drawn += numbers as u64;
        let told = self.drawn / stretch > before || self.drawn == self.total;
        (!told || (self.go_on)(self.drawn, self.total)).then_some(())
    }
}
