//! Homework 6 (b): the features of the quadratic kernel, written out, and how many there are.

use serde::Serialize;
use tsify::Tsify;

use crate::base::error::{Code, Error, Result};
use crate::program::param::ParamValue;
use crate::read::number_format::subscript;
use crate::request::Request;
use crate::request::nested::Nested;
use crate::request::run::run;
use crate::variants::find;

/// Entries of a vector whose features are still written out.
const WIDEST: usize = 16;
/// The highest degree that features are counted for.
const HIGHEST: u32 = 8;

/// The quadratic kernel of a query and a key as a sum over features.
#[derive(Debug, Clone, Serialize, Tsify)]
pub struct FeatureMap {
    pub width: usize,
    pub offset: f64,
    /// (q·k + c)²
    pub kernel: f64,
    /// Every product of two entries of (x, √c), in rows.
    pub full: Vec<Feature>,
    /// Each product of two entries once, those of two different entries times √2.
    pub reduced: Vec<Feature>,
    /// φ(q)ᵀφ(k) over each of the two lists, summed first to last.
    #[tsify(type = "[number, number]")]
    pub sums: [f64; 2],
    /// How many features (q·k + c)ᵖ has, for p from 1.
    pub counts: Vec<FeatureCount>,
}

/// One feature of both vectors.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
pub struct Feature {
    /// What it is of x: `√2 x₁x₂`, `√(2c) x₁`, `c`.
    pub name: String,
    pub q: f64,
    pub k: f64,
    /// The product of the two: a summand of the kernel.
    pub product: f64,
}

/// How many features (q·k + c)ᵖ has.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Tsify)]
pub struct FeatureCount {
    pub degree: u32,
    /// (d + 1)ᵖ, or dᵖ where c = 0.
    pub full: f64,
    /// Those that differ: d + p over p, or d + p − 1 over p.
    pub reduced: f64,
}

/// Writes out the quadratic feature map of one query and one key, each a list of numbers.
///
/// The features are those of the registry's `linear` variant.
///
/// ```
/// use attention_playground::lab::q6_kernels::features::feature_map;
/// use attention_playground::request::nested::{Cell, Nested};
///
/// let list = |cells: [f64; 2]| {
///     Nested::List(cells.map(|cell| Nested::Cell(Cell::Number(cell))).to_vec())
/// };
/// let map = feature_map(&list([1.0, 2.0]), &list([3.0, -1.0]), 1.0)?;
/// let names: Vec<&str> = map.reduced.iter().map(|feature| &*feature.name).collect();
/// assert_eq!(names, ["x₁²", "√2 x₁x₂", "√(2c) x₁", "x₂²", "√(2c) x₂", "c"]);
/// assert_eq!(map.kernel, 4.0); // (3 − 2 + 1)²
/// assert_eq!(map.sums[0], 4.0);
/// # Ok::<(), attention_playground::base::error::Error>(())
/// ```
///
/// # Errors
/// What is wrong with a list, two lists of different lengths, or a constant below 0.
pub fn feature_map(q: &Nested, k: &Nested, offset: f64) -> Result<FeatureMap> {
    for (name, list) in [("q", q), ("k", k)] {
        let (shape, _) = list.flatten().map_err(|error| error.at(name))?;
        if shape.len() != 1 || shape[0] > WIDEST {
            let cause = format!("{name} should be one list of 1 to {WIDEST} numbers.");
            let error = Error::new(Code::Rank, cause).at(name).expected("one list");
            return Err(error.hint(format!("Give one number for each entry of {name}.")));
        }
    }
    let one_row = |list: &Nested| Nested::List(vec![list.clone()]);
    let inputs = [("q", one_row(q)), ("k", one_row(k)), ("v", one_row(&k.clone()))];
    let inputs = inputs.map(|(name, list)| (name.to_owned(), list)).into();
    let offset_set = ("offset".to_owned(), ParamValue::Number(offset));
    let with = |name: &str, word: &str| Request {
        inputs: std::collections::BTreeMap::clone(&inputs),
        params: [(name.to_owned(), ParamValue::Word(word.to_owned())), offset_set.clone()].into(),
        ..Request::default()
    };
    let kernel = run(find("kernel")?, &with("kernel", "quadratic"))?;
    let kernel = kernel.values[kernel.graph.find("similarities")?.0].data.sum();
    let linear = run(find("linear")?, &with("feature_map", "quadratic"))?;
    let cells = |step: &str| -> Result<Vec<f64>> {
        Ok(linear.values[linear.graph.find(step)?.0].data.iter().copied().collect())
    };
    let (of_q, of_k) = (cells("features-q")?, cells("features-k")?);

    let width = linear.sizes[&'d'];
    let side = width + usize::from(offset != 0.0);
    let places = (0..side).flat_map(|one| (0..side).map(move |two| (one, two)));
    let feature = |(one, two): (usize, usize), factor: f64, name: String| {
        let (q, k) = (factor * of_q[one * side + two], factor * of_k[one * side + two]);
        Feature { name, q, k, product: q * k }
    };
    let full = places.clone().map(|at| feature(at, 1.0, name(at, width, false)));
    let full: Vec<Feature> = full.collect();
    let once = places.filter(|(one, two)| one <= two).map(|(one, two)| {
        let factor = if one == two { 1.0 } else { std::f64::consts::SQRT_2 };
        feature((one, two), factor, name((one, two), width, one != two))
    });
    let reduced: Vec<Feature> = once.collect();
    let sum = |list: &[Feature]| list.iter().fold(0.0, |sum, feature| sum + feature.product);
    let sums = [sum(&full), sum(&reduced)];
    let counts = (1..=HIGHEST).map(|degree| count(side, degree)).collect();
    Ok(FeatureMap { width, offset, kernel, full, reduced, sums, counts })
}

/// What a product of two entries of (x, √c) is called, alone or as the one for both orders.
fn name((one, two): (usize, usize), width: usize, twice: bool) -> String {
    let entry = |place: usize| format!("x{}", subscript(place + 1));
    match (one < width, two < width, twice) {
        (true, true, _) if one == two => format!("{}²", entry(one)),
        (true, true, true) => format!("√2 {}{}", entry(one), entry(two)),
        (true, true, false) => format!("{}{}", entry(one), entry(two)),
        (true, false, true) => format!("√(2c) {}", entry(one)),
        (true, false, false) => format!("√c {}", entry(one)),
        (false, true, _) => format!("√c {}", entry(two)),
        (false, false, _) => "c".to_owned(),
    }
}

/// Features of degree p over so many entries: all in order, and those that differ.
fn count(side: usize, degree: u32) -> FeatureCount {
    let side = side as f64;
    let full = (0..degree).fold(1.0, |product, _| product * side);
    // side + p − 1 over p, each partial product a whole number.
    let next =
        |product: f64, place: u32| product * (side + f64::from(place)) / f64::from(place + 1);
    FeatureCount { degree, full, reduced: (0..degree).fold(1.0, next) }
}
