//! What `searchDenominator` and `featureMap` give: failing rows, and features written out.

use serde::Serialize;
use tsify::Tsify;

use crate::lab::q6_kernels::denominator_search::{self, Sign};
use crate::lab::q6_kernels::features;

/// What a search for a failing denominator found.
#[derive(Serialize, Tsify)]
pub struct DenominatorReport {
    kernel: String,
    /// Which signs the sum of similarities may have.
    #[tsify(type = "'positive' | 'not-negative' | 'either'")]
    sign: &'static str,
    /// Why it can or cannot be 0 or less.
    reason: &'static str,
    /// How many queries were tried.
    tried: usize,
    /// The smallest sum with the keys at hand.
    smallest: DenominatorRow,
    /// A query whose similarities add up to 0.
    #[tsify(optional)]
    zero: Option<DenominatorRow>,
    /// A query whose similarities add up to less.
    #[tsify(optional)]
    negative: Option<DenominatorRow>,
    /// For a positive similarity: a query so far away that its sum is 0 as a double.
    #[tsify(optional)]
    underflow: Option<DenominatorRow>,
}

/// One query through the kernel variant.
#[derive(Serialize, Tsify)]
pub struct DenominatorRow {
    q: Vec<f64>,
    /// The keys, where the search drew them too, one or two; their values are then 1 and 2.
    #[tsify(optional)]
    keys: Option<Vec<Vec<f64>>>,
    similarities: Vec<f64>,
    total: f64,
    weights: Vec<f64>,
    output: Vec<f64>,
}

/// The quadratic kernel of a query and a key as a sum over features.
#[derive(Serialize, Tsify)]
pub struct FeatureMap {
    width: usize,
    offset: f64,
    /// (q·k + c)²
    kernel: f64,
    /// Every product of two entries of (x, √c), in rows.
    full: Vec<Feature>,
    /// Each product once, those of two different entries times √2.
    reduced: Vec<Feature>,
    /// φ(q)ᵀφ(k) over each of the two lists.
    #[tsify(type = "[number, number]")]
    sums: [f64; 2],
    /// How many features (q·k + c)ᵖ has, for p from 1.
    counts: Vec<FeatureCount>,
}

/// One feature of both vectors.
#[derive(Serialize, Tsify)]
pub struct Feature {
    /// What it is of x, such as "√2 x₁x₂".
    name: String,
    q: f64,
    k: f64,
    product: f64,
}

#[derive(Serialize, Tsify)]
pub struct FeatureCount {
    degree: u32,
    full: f64,
    reduced: f64,
}

impl From<denominator_search::Denominators> for DenominatorReport {
    fn from(found: denominator_search::Denominators) -> Self {
        Self {
            kernel: found.kernel,
            sign: match found.sign {
                Sign::Positive => "positive",
                Sign::NotNegative => "not-negative",
                Sign::Either => "either",
            },
            reason: found.reason,
            tried: found.tried,
            smallest: found.smallest.into(),
            zero: found.zero.map(DenominatorRow::from),
            negative: found.negative.map(DenominatorRow::from),
            underflow: found.underflow.map(DenominatorRow::from),
        }
    }
}

impl From<denominator_search::Row> for DenominatorRow {
    fn from(row: denominator_search::Row) -> Self {
        let denominator_search::Row { q, keys, similarities, total, weights, output } = row;
        Self { q, keys, similarities, total, weights, output }
    }
}

impl From<features::FeatureMap> for FeatureMap {
    fn from(map: features::FeatureMap) -> Self {
        let feature = |feature: features::Feature| Feature {
            name: feature.name,
            q: feature.q,
            k: feature.k,
            product: feature.product,
        };
        let count = |count: features::Count| FeatureCount {
            degree: count.degree,
            full: count.full,
            reduced: count.reduced,
        };
        Self {
            width: map.width,
            offset: map.offset,
            kernel: map.kernel,
            full: map.full.into_iter().map(feature).collect(),
            reduced: map.reduced.into_iter().map(feature).collect(),
            sums: map.sums,
            counts: map.counts.into_iter().map(count).collect(),
        }
    }
}
