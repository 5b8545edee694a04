//! What a person wrote in each cell, and how exactly they meant it.

use super::{TypedAnswer, nothing};
use crate::base::error::Result;
use crate::base::note::Note;
use crate::input::{ParsedTensor, parse_answer, parse_cell, parse_tensor};
use crate::read::number_format::format_number;
use crate::request::nested::{Cell, Nested};

/// How far a number that is meant exactly may be off, as a share of it or, below 1, of 1: what
/// another order of the same additions makes.
const EXACT: f64 = 1e-9;
/// How people write a masked score, the longest first, and what stands for it: a number as low as
/// the lowest fill is read as a masked score.
const MASKED: [&str; 9] = [
    "float('-inf')",
    "float(\"-inf\")",
    "-np.inf",
    "-math.inf",
    "-Infinity",
    "-inf",
    "-Inf",
    "-∞",
    "−∞",
];
const LOWEST: &str = "-1e300";
/// How people and their programs write what is no number, the longest first, and what stands for it.
const NOT_NUMBERS: [&str; 9] = [
    "float('nan')",
    "float(\"nan\")",
    "torch.nan",
    "math.nan",
    "np.nan",
    "np.NaN",
    "NaN",
    "NAN",
    "nan",
];
const NO_NUMBER: &str = "7e307";
const LOW: f64 = -1e9;

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub struct TypedCell {
    pub text: String,
    pub value: f64,
    /// Half a unit in the last place that was written; 0 for what is meant exactly.
    half_unit: f64,
}

/// A table as it was given: its shape, and its cells, last axis fastest.
pub struct TypedTable {
    pub shape: Vec<usize>,
    pub cells: Vec<TypedCell>,
    pub notes: Vec<Note>,
}

impl TypedCell {
    /// Whether the cell says this number.
    pub fn is(&self, number: f64) -> bool {
        if number == f64::NEG_INFINITY {
            return self.value <= LOW;
        }
        if number.is_nan() {
            return self.value.is_nan();
        }
        self.covers(self.value, number)
    }

    /// Whether the cell is the number without the digits behind those that were written.
    fn is_cut(&self, number: f64) -> bool {
        let sign = if number < 0.0 { -1.0 } else { 1.0 };
        self.lacks(sign * (number - self.value), number)
    }

    /// Whether the cell is the largest of so many digits that is not above the number.
    fn is_floor(&self, number: f64) -> bool {
        self.lacks(number - self.value, number)
    }

    /// Whether what the cell lacks of a number is less than a unit of its last place.
    fn lacks(&self, rest: f64, number: f64) -> bool {
        if self.half_unit == 0.0 || !number.is_finite() {
            return self.is(number);
        }
        let slack = EXACT * number.abs().max(1.0);
        (-slack..2.0 * self.half_unit + slack).contains(&rest)
    }

    /// Whether the cell is not exact enough to tell two numbers apart.
    pub fn covers(&self, one: f64, two: f64) -> bool {
        one.is_finite()
            && two.is_finite()
            && (one - two).abs() <= self.half_unit + EXACT * two.abs().max(1.0)
    }
}

/// What to say of numbers whose digits were cut off and not rounded, as `int` cuts towards 0 or `floor`
/// downwards; none where they say others, or where a rounded number stands among them.
pub fn cut(cells: &[TypedCell], numbers: &[f64]) -> Option<Note> {
    let all = |is_cut: fn(&TypedCell, f64) -> bool| {
        cells.iter().zip(numbers).all(|(typed, number)| is_cut(typed, *number))
    };
    if !all(TypedCell::is_cut) && !all(TypedCell::is_floor) {
        return None;
    }
    let differs = |(typed, number): &(&TypedCell, &f64)| !typed.is(**number);
    let (typed, number) = cells.iter().zip(numbers).find(differs)?;
    let unit = 2.0 * typed.half_unit;
    let fewest = || cells.iter().filter_map(|typed| decimals(&typed.text)).min();
    let places = decimals(&typed.text).or_else(fewest).and_then(|places| places.try_into().ok());
    let places: usize = places.unwrap_or(0);
    let rounded = format!("{:.places$}", (number / unit).round() * unit);
    // As many digits as show that there was something to round.
    let differs = |shown: &String| shown.parse::<f64>() != rounded.parse();
    let longer = (places + 1..places + 16).map(|digits| format!("{number:.digits$}"));
    let shown = std::iter::once(format_number(*number)).chain(longer).find(differs)?;
    let message = format!("The digits are cut off and not rounded: {shown} rounds to {rounded}.");
    Some(Note::new("cut", "answer", message))
}

/// Reads a table that is to be compared with a step of so many axes.
///
/// # Errors
/// The first cell that is no number, or lists that are no table.
pub fn read(given: &TypedAnswer, rank: usize) -> Result<TypedTable> {
    let (shape, texts, notes) = match given {
        TypedAnswer::Text(text) => from_text(text, rank)?,
        TypedAnswer::Nested(nested) => from_lists(nested)?,
    };
    if texts.is_empty() {
        return Err(nothing());
    }
    // A whole number beside decimals is rounded as they are: 0 beside 0.25 is 0.00.
    let fewest = texts.iter().filter_map(|(text, _)| decimals(text)).min();
    let cells = texts.into_iter().map(|(text, value)| {
        let is_whole = text.chars().all(|c| c.is_ascii_digit() || "+-.".contains(c));
        let places = decimals(&text).or(fewest.filter(|_| is_whole));
        let half_unit = places.map_or(0.0, |places| 0.5 * power_of_ten(-places));
        let value = if text == NO_NUMBER { f64::NAN } else { value };
        let text = word_of(&text).map_or(text, str::to_owned);
        TypedCell { text, value, half_unit }
    });
    Ok(TypedTable { shape, cells: cells.collect(), notes })
}

type Texts = (Vec<usize>, Vec<(String, f64)>, Vec<Note>);

/// Reads what is pasted as an answer of `rank` axes, before it is compared: as [`parse_tensor`] does,
/// but for masked scores, which stay −∞, and for nan, which no input has.
///
/// # Errors
/// As for [`parse_tensor`].
pub fn parse_pasted_answer(text: &str, rank: usize) -> Result<ParsedTensor> {
    let mut table = parse_tensor(&with_numbers_for_words(text), rank)?;
    let others = table.alternatives.iter_mut().map(|other| &mut other.cells);
    for cell in others.chain([&mut table.cells]).flatten() {
        if let Some(word) = word_of(cell) {
            word.clone_into(cell);
        }
    }
    Ok(table)
}

/// The word that a number stands for, if it stands for one.
fn word_of(text: &str) -> Option<&'static str> {
    match text {
        LOWEST => Some("−∞"),
        NO_NUMBER => Some("nan"),
        _ => None,
    }
}

fn with_numbers_for_words(text: &str) -> String {
    let text = MASKED.iter().fold(text.to_owned(), |text, masked| text.replace(masked, LOWEST));
    NOT_NUMBERS.iter().fold(text, |text, word| text.replace(word, NO_NUMBER))
}

fn from_text(text: &str, rank: usize) -> Result<Texts> {
    let text = with_numbers_for_words(text);
    let text = if rank > 2 { rows_only(&text) } else { text };
    let grid = parse_answer(&text)?.grid;
    let texts = grid.cells.into_iter().flatten().zip(grid.values);
    Ok((vec![grid.rows, grid.columns], texts.collect(), grid.notes))
}

/// A print of many tables as one: the rows of all of them, one below the other.
fn rows_only(text: &str) -> String {
    if !text.contains("[[") {
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        return lines.collect::<Vec<_>>().join("\n");
    }
    let rows = text.split(']').filter_map(|piece| piece.rsplit_once('['));
    let rows = rows.map(|(_, row)| row).filter(|row| !row.trim().is_empty());
    let rows: Vec<String> = rows.map(|row| format!("[{row}]")).collect();
    format!("[{}]", rows.join(", "))
}

fn from_lists(nested: &Nested) -> Result<Texts> {
    let (shape, cells) = nested.flatten()?;
    let width = shape.last().copied().unwrap_or(1).max(1);
    let texts = cells.into_iter().enumerate().map(|(place, cell)| match cell {
        Cell::Number(number) if *number == f64::NEG_INFINITY => parse(LOWEST),
        Cell::Number(number) if number.is_nan() => parse(NO_NUMBER),
        Cell::Number(number) => parse(&number.to_string()),
        Cell::Text(text) if MASKED.contains(&text.trim()) => parse(LOWEST),
        Cell::Text(text) if NOT_NUMBERS.contains(&text.trim()) => parse(NO_NUMBER),
        Cell::Text(text) => {
            parse(text).map_err(|error| error.row(place / width + 1).column(place % width + 1))
        }
    });
    Ok((shape.clone(), texts.collect::<Result<_>>()?, Vec::new()))
}

fn parse(text: &str) -> Result<(String, f64)> {
    parse_cell(text).map(|cell| (cell.text, cell.value))
}

/// How many places behind the point were written, less the exponent: 2 for `0.01` and for `1e-2`;
/// none for a whole number, a fraction or a root.
fn decimals(text: &str) -> Option<i32> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let exponent = exponent.parse::<i32>().ok()?;
    let Some((_, behind)) = mantissa.split_once('.') else {
        let is_plain = mantissa.trim_start_matches(['-', '−']).bytes().all(|b| b.is_ascii_digit());
        return (is_plain && exponent < 0).then_some(-exponent);
    };
    let is_plain = !behind.is_empty() && behind.bytes().all(|byte| byte.is_ascii_digit());
    let places = i32::try_from(behind.len()).ok()?;
    is_plain.then_some(places - exponent)
}

/// 10 to a whole power, by multiplication: the same bits everywhere.
fn power_of_ten(power: i32) -> f64 {
    let size = (0..power.unsigned_abs().min(400)).fold(1.0, |size, _| size * 10.0);
    if power < 0 { 1.0 / size } else { size }
}
