//! What a scaling experiment is to be, and what is out of its range.

use std::collections::BTreeSet;

use super::{PRODUCTS, QUERIES};
use crate::base::error::{Code, Error, Result, brief};
use crate::input::parse_matrix;
use crate::read::number_format::format_number;

/// The largest width.
pub const WIDTH: usize = 4096;
/// The most products of one experiment.
pub const SAMPLES: u32 = 10_000_000;
/// The most keys that one query is compared with.
pub const KEYS: usize = 1024;
/// The most widths that one experiment compares.
pub const WIDTHS: usize = 32;
/// The least and the largest deviation and scale, and the largest mean on either side.
const RANGE: (f64, f64) = (1e-6, 1e6);

/// What the experiment is to be.
#[derive(Debug, Clone, PartialEq)]
pub struct ScalingRequest {
    /// The width of queries and keys.
    pub d: usize,
    pub mean: Mean,
    /// σ, the deviation of every entry.
    pub std: f64,
    /// How many products are drawn.
    pub samples: u32,
    pub seed: u32,
    pub scale: Scale,
    /// How many keys a query is compared with.
    pub keys: usize,
    /// The widths to compare; none for powers of 2 as far as they go.
    pub widths: Option<Vec<usize>>,
}

/// μ, the mean of queries and keys.
#[derive(Debug, Clone, PartialEq)]
pub enum Mean {
    /// The same for every entry.
    Every(f64),
    /// One for each entry. A smaller width then takes the first of them.
    Each(Vec<f64>),
}

/// What products are divided by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Scale {
    One,
    Root,
    Width,
    Own(f64),
}

impl Default for ScalingRequest {
    fn default() -> Self {
        Self {
            d: 64,
            mean: Mean::Every(0.0),
            std: 1.0,
            samples: 100_000,
            seed: 0,
            scale: Scale::Root,
            keys: 16,
            widths: None,
        }
    }
}

impl Mean {
    /// A mean that is typed: `0.5`, or `1, 2, 0` with or without brackets.
    ///
    /// # Errors
    /// `param-value` for what is neither a number nor a row of numbers.
    pub fn parse(text: &str) -> Result<Self> {
        let grid = parse_matrix(text).ok().map(|parsed| parsed.grid);
        let row = grid.filter(|grid| grid.rows == 1 || grid.columns == 1);
        match row.map(|grid| grid.values).as_deref() {
            Some([mean]) => Ok(Self::Every(*mean)),
            Some(means) => Ok(Self::Each(means.to_vec())),
            None => Err(no_mean(text)),
        }
    }
}

impl Scale {
    /// What products are divided by at a width.
    #[must_use]
    pub fn at(self, d: usize) -> f64 {
        match self {
            Self::One => 1.0,
            Self::Root => (d as f64).sqrt(),
            Self::Width => d as f64,
            Self::Own(number) => number,
        }
    }
}

impl ScalingRequest {
    /// How many normal numbers the experiment draws, which is nearly all of its work.
    #[must_use]
    pub fn numbers(&self) -> u64 {
        let at = |products: u32, d: usize| u64::from(products) * 2 * d as u64;
        let queries = |d: usize| u64::from(QUERIES) * (1 + self.keys as u64) * d as u64;
        let widths = self.widths().into_iter().map(|d| at(PRODUCTS, d) + queries(d));
        at(self.samples, self.d) + widths.sum::<u64>()
    }

    /// The widths that are compared: the powers of 2, and that of a vector.
    #[must_use]
    pub fn widths(&self) -> Vec<usize> {
        let own = matches!(self.mean, Mean::Each(_)).then_some(self.d);
        let powers = || (0..).map(|power| 1 << power).take_while(|width| *width <= WIDTH);
        self.widths
            .clone()
            .unwrap_or_else(|| powers().chain(own).collect::<BTreeSet<_>>().into_iter().collect())
    }

    /// The mean of every entry at a width: where a vector is shorter, it begins again.
    #[must_use]
    pub fn mean(&self, d: usize) -> Vec<f64> {
        match &self.mean {
            Mean::Every(mean) => vec![*mean; d],
            Mean::Each(means) => means.iter().copied().cycle().take(d).collect(),
        }
    }

    /// Refuses what is out of range.
    ///
    /// # Errors
    /// `param-value` or `axis-size`, with the field.
    pub fn check(&self) -> Result<()> {
        check("d", self.d as f64)?;
        check("samples", self.samples.into())?;
        check("std", self.std)?;
        check("keys", self.keys as f64)?;
        if let Scale::Own(number) = self.scale {
            check("scale", number)?;
        }
        let means = match &self.mean {
            Mean::Every(mean) => std::slice::from_ref(mean),
            Mean::Each(means) => means,
        };
        for (place, mean) in means.iter().enumerate() {
            check("mean", *mean).map_err(|error| match &self.mean {
                Mean::Every(_) => error,
                Mean::Each(_) => error.column(place + 1),
            })?;
        }
        if let Mean::Each(means) = &self.mean
            && means.len() != self.d
        {
            return Err(length(means.len(), self.d));
        }
        self.widths.as_ref().map_or(Ok(()), |widths| {
            check_within("widths", widths.len() as f64, (1.0, WIDTHS as f64))?;
            widths.iter().try_for_each(|d| check_within("widths", *d as f64, (1.0, WIDTH as f64)))
        })
    }
}

/// What a field ranges over.
fn range(field: &str) -> (f64, f64) {
    match field {
        "d" => (1.0, WIDTH as f64),
        "samples" => (2.0, SAMPLES.into()),
        "keys" => (2.0, KEYS as f64),
        "mean" => (-RANGE.1, RANGE.1),
        _ => RANGE,
    }
}

/// Refuses a number that is out of its field's range, or none at all.
fn check(field: &str, number: f64) -> Result<()> {
    check_within(field, number, range(field))
}

fn check_within(field: &str, number: f64, range: (f64, f64)) -> Result<()> {
    let fits = (range.0..=range.1).contains(&number);
    if fits { Ok(()) } else { Err(outside(field, &format_number(number), range)) }
}

/// A number that a field cannot be, or what stands in the place of one.
#[must_use]
pub fn no_value(field: &str, found: &str) -> Error {
    outside(field, found, range(field))
}

fn outside(field: &str, found: &str, (least, most): (f64, f64)) -> Error {
    let is_counted = ["d", "samples", "keys", "widths"].contains(&field);
    let kind = if is_counted { "a whole number" } else { "a number" };
    let expected = format!("{kind} from {} to {}", format_number(least), format_number(most));
    let error = Error::new(Code::ParamValue, format!("This cannot be {}.", brief(found)));
    error.at(field).found(found).hint(format!("Use {expected}.")).expected(expected)
}

fn no_mean(text: &str) -> Error {
    let cause = match text.trim() {
        "" => "There is no mean yet.".to_owned(),
        text => format!("\"{}\" is not a mean.", brief(text)),
    };
    let error = Error::new(Code::ParamValue, cause).at("mean").found(text);
    error.hint("A mean is one number, or d of them with commas.")
}

/// A mean that is a vector of another width than d.
fn length(found: usize, d: usize) -> Error {
    let cause = format!("The mean has {found} entries, and queries and keys have d = {d}.");
    let error = Error::new(Code::AxisSize, cause).at("mean").expected(d).found(found);
    error.hint(format!("Give it {d} entries, or set d to {found}."))
}
