//! Homework 6 (a): a search for a query whose similarities add up to 0 or less.
//!
//! The queries are drawn at random, with halves as entries, and go through the registry's `kernel`
//! variant many at a time. Where no query fails with the keys at hand, keys are drawn too. What
//! cannot fail says why, and fails all the same where a double runs out.

use ndarray::Axis as Position;
use serde::Serialize;
use tsify::Tsify;

use crate::base::chance::Chance;
use crate::base::error::{Code, Error, Result};
use crate::base::words::words;
use crate::program::choice::Choices;
use crate::program::param::ParamValue;
use crate::program::trace::Trace;
use crate::request::Request;
use crate::request::nested::{Cell, Nested};
use crate::request::run::run;
use crate::variants::find;
use crate::variants::kernel::Kernel;

/// Queries that are tried with the keys at hand.
const QUERIES: usize = 4096;
/// Sets of keys that are drawn where none of those fails, and queries for each.
const KEY_SETS: usize = 32;
const QUERIES_EACH: usize = 512;
/// The values of keys that are drawn, one of them or both.
const VALUES: [f64; 2] = [1.0, 2.0];
/// What makes a double run out.
const FAR: f64 = 1024.0;

words! {
    /// Which signs a sum of similarities may have.
    pub enum DenominatorSign {
        Positive = "positive",
        NotNegative = "not-negative",
        Either = "either",
    }
}

/// What a search for a failing denominator found.
#[derive(Debug, Clone, Serialize, Tsify)]
pub struct DenominatorReport {
    pub kernel: String,
    /// Which signs the sum of similarities may have.
    pub sign: DenominatorSign,
    /// Why it can or cannot be 0 or less.
    pub reason: &'static str,
    /// How many queries were tried.
    pub tried: usize,
    /// The smallest sum with the keys at hand.
    pub smallest: DenominatorRow,
    /// A query whose similarities add up to 0.
    #[tsify(optional)]
    pub zero: Option<DenominatorRow>,
    /// A query whose similarities add up to less.
    #[tsify(optional)]
    pub negative: Option<DenominatorRow>,
    /// For a positive similarity: a query so far away that its sum is 0 as a double.
    #[tsify(optional)]
    pub underflow: Option<DenominatorRow>,
}

/// One query through the kernel variant.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
pub struct DenominatorRow {
    pub q: Vec<f64>,
    /// The keys, where the search drew them too, one or two; their values are then 1 and 2.
    #[tsify(optional)]
    pub keys: Option<Vec<Vec<f64>>>,
    pub similarities: Vec<f64>,
    pub total: f64,
    pub weights: Vec<f64>,
    pub output: Vec<f64>,
}

/// Looks for a failing query. The request has the `kernel` variant's keys, values and parameters;
/// its seed is that of the search.
///
/// ```
/// use attention_playground::lab::q6_kernels::denominator_search::{search, DenominatorSign};
/// use attention_playground::program::param::ParamValue;
/// use attention_playground::request::Request;
///
/// let kernel = |word: &str| {
///     let params = [("kernel".to_owned(), ParamValue::Word(word.to_owned()))].into();
///     search(&Request { params, ..Request::default() })
/// };
/// assert!(kernel("dot")?.negative.is_some_and(|row| row.total < 0.0));
/// let exponential = kernel("exponential")?;
/// assert_eq!(exponential.sign, DenominatorSign::Positive);
/// assert!(exponential.zero.is_none() && exponential.negative.is_none());
/// # Ok::<(), attention_playground::base::error::Error>(())
/// ```
///
/// # Errors
/// The first thing in the request that does not fit.
pub fn search(request: &Request) -> Result<DenominatorReport> {
    let variant = find("kernel")?;
    let mut request = Request { gradients: false, upstream: None, ..request.clone() };
    let is_off = |value: &ParamValue| matches!(&*value.to_string(), "false" | "off");
    if request.params.get("causal").is_some_and(|causal| !is_off(causal)) {
        let error = Error::new(Code::ParamValue, "A search has one query, so no key is later.");
        return Err(error.at("causal").hint("Leave causal out."));
    }
    request.inputs.remove("q");
    let trace = run(variant, &request)?;
    let width = trace.sizes[&'d'];
    let (kernel, (sign, reason)) = nature(&trace);

    let mut chance = Chance::new(request.seed, 0);
    let rows = |request: &Request, queries: Vec<Vec<f64>>| -> Result<Vec<DenominatorRow>> {
        let mut request = request.clone();
        request.sizes.remove(&'i');
        request.inputs.insert("q".to_owned(), table(&queries));
        Ok(read(&run(variant, &request)?, queries))
    };
    let mut at_hand = rows(&request, drawn(&mut chance, QUERIES, width))?;
    let mut tried = at_hand.len();
    let mut zero = position(&at_hand, |total| total == 0.0);
    let mut negative = position(&at_hand, |total| total < 0.0);
    let mut own_keys = request.clone();
    own_keys.sizes.clear();
    for set in 0..KEY_SETS {
        let is_open = zero.is_none() || negative.is_none() && sign == DenominatorSign::Either;
        if sign == DenominatorSign::Positive || !is_open {
            break;
        }
        let keys = drawn(&mut chance, 2 - set % 2, width);
        own_keys.inputs.insert("k".to_owned(), table(&keys));
        own_keys
            .inputs
            .insert("v".to_owned(), table(&VALUES.map(|value| vec![value])[..keys.len()]));
        let mut found = rows(&own_keys, drawn(&mut chance, QUERIES_EACH, width))?;
        tried += found.len();
        for row in &mut found {
            row.keys = Some(keys.clone());
        }
        zero = zero.or_else(|| position(&found, |total| total == 0.0));
        negative = negative.or_else(|| position(&found, |total| total < 0.0));
    }
    // One by one: a query that is far on the other side leaves the range of a double upwards.
    let far =
        if sign == DenominatorSign::Positive { drawn(&mut chance, 64, width) } else { Vec::new() };
    let underflow = far.into_iter().find_map(|query| {
        let far = query.iter().map(|entry| entry * FAR).collect();
        let found = rows(&request, vec![far]).ok()?;
        position(&found, |total| total == 0.0)
    });
    let least = |best: usize, place: usize| {
        if at_hand[place].total < at_hand[best].total { place } else { best }
    };
    let smallest = (0..at_hand.len()).fold(0, least);
    let smallest = at_hand.swap_remove(smallest);
    Ok(DenominatorReport { kernel, sign, reason, tried, smallest, zero, negative, underflow })
}

/// What may come of a sum of such similarities, and why.
fn nature(trace: &Trace) -> (String, (DenominatorSign, &'static str)) {
    let param = |name: &str| trace.params.0.get(name).cloned();
    let kernel = param("kernel").map_or_else(String::new, |word| word.to_string());
    let is_even = param("degree")
        .is_some_and(|degree| matches!(degree, ParamValue::Number(number) if number % 2.0 == 0.0));
    let nature = match (Kernel::of(&kernel), is_even) {
        (Kernel::Exponential, _) => (
            DenominatorSign::Positive,
            "exp of any number is above 0, so every similarity is above 0, and their sum is too.",
        ),
        (Kernel::Gaussian, _) => (
            DenominatorSign::Positive,
            "A gaussian is exp of something, which is above 0 however far the two are apart.",
        ),
        (Kernel::EluPlusOne, _) => (
            DenominatorSign::Positive,
            "Every feature is above 0: eˣ where x ≤ 0, x + 1 beyond. Products and sums of such \
             numbers are above 0 too.",
        ),
        (Kernel::Relu, _) => (
            DenominatorSign::NotNegative,
            "No feature is below 0, so no sum can be below 0. The sum is 0 where the query and each key have no \
             positive entry in common, as for a query without any positive entry.",
        ),
        (Kernel::Quadratic, _) | (Kernel::Polynomial, true) => (
            DenominatorSign::NotNegative,
            "An even power is never below 0, so no sum can be below 0. The sum is 0 where q·k = −c for every key \
             at once; without a constant, where the query is orthogonal to every key.",
        ),
        (Kernel::Dot, _) | (Kernel::Polynomial, false) => (
            DenominatorSign::Either,
            "A similarity has the sign of q·k, or of q·k + c, so similarities can cancel, and \
             their sum can be below 0.",
        ),
    };
    (kernel, nature)
}

/// Random vectors with halves from −3 to 3 as entries, none of them all 0.
fn drawn(chance: &mut Chance, count: usize, width: usize) -> Vec<Vec<f64>> {
    let mut entry = || chance.whole(6) / 2.0;
    let mut vectors = Vec::with_capacity(count);
    while vectors.len() < count {
        let vector: Vec<f64> = (0..width).map(|_| entry()).collect();
        if vector.iter().any(|entry| *entry != 0.0) {
            vectors.push(vector);
        }
    }
    vectors
}

fn table(rows: &[Vec<f64>]) -> Nested {
    let row = |row: &Vec<f64>| {
        Nested::List(row.iter().map(|cell| Nested::Cell(Cell::Number(*cell))).collect())
    };
    Nested::List(rows.iter().map(row).collect())
}

/// The rows of a result, beside the queries that they belong to.
fn read(trace: &Trace, queries: Vec<Vec<f64>>) -> Vec<DenominatorRow> {
    let row = |step: &str, place: usize| -> Vec<f64> {
        let Ok(id) = trace.graph.find(step) else { return Vec::new() };
        trace.values[id.0].data.index_axis(Position(0), place).iter().copied().collect()
    };
    let rows = queries.into_iter().enumerate().map(|(place, q)| DenominatorRow {
        q,
        keys: None,
        similarities: row("similarities", place),
        total: row("totals", place).iter().sum(),
        weights: row("weights", place),
        output: row("output", place),
    });
    rows.collect()
}

fn position(rows: &[DenominatorRow], is_found: impl Fn(f64) -> bool) -> Option<DenominatorRow> {
    rows.iter().find(|row| is_found(row.total)).cloned()
}
