//! The tables of bad input, which the native tests and those in the browser read alike.
#![allow(dead_code, reason = "each test file uses its own part")]

use attention_playground::base::error::Error;
use serde_json::Value;

/// Texts that people paste: what each is read as, or why it is refused.
pub fn pastes() -> Vec<Value> {
    rows(include_str!("../pastes.json"))
}

/// Texts that people paste into an input of some rank: what each is read as, or why it is refused.
pub fn tensors() -> Vec<Value> {
    rows(include_str!("../tensors.json"))
}

/// Texts that people paste as a mask, in the spellings of libraries.
pub fn masks() -> Vec<Value> {
    rows(include_str!("../masks.json"))
}

/// Requests that are refused, each with its error.
pub fn refusals() -> Vec<Value> {
    rows(include_str!("../refusals.json"))
}

/// Typed big-O answers: the verdict on each, or why it cannot be read.
pub fn answers() -> Vec<Value> {
    rows(include_str!("../big_o.json"))
}

/// Typed formulas about qᵀk that cannot be read, each with its error.
pub fn formulas() -> Vec<Value> {
    rows(include_str!("../moments.json"))
}

/// Equations that do not fit their operands, each with its error.
pub fn equations() -> Vec<Value> {
    rows(include_str!("../einsum.json"))
}

fn rows(json: &str) -> Vec<Value> {
    serde_json::from_str(json).expect("the table is JSON")
}

/// A paste is a string, or for a long one a string to repeat, with texts around it.
pub fn text(paste: &Value) -> String {
    let part = |key: &str| paste[key].as_str().unwrap_or_default();
    match paste {
        Value::String(text) => text.clone(),
        long => {
            let times = long["times"].as_u64().and_then(|times| usize::try_from(times).ok());
            let middle = part("repeat").repeat(times.expect("times is a number"));
            format!("{}{middle}{}", part("before"), part("after"))
        }
    }
}

/// An error as it arrives on either side of the boundary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    pub code: String,
    pub field: String,
    pub row: Option<usize>,
    pub column: Option<usize>,
    pub cause: String,
    pub expected: Option<String>,
    pub found: Option<String>,
    pub hint: String,
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self {
            code: error.code.word().to_owned(),
            field: error.place.field,
            row: error.place.row,
            column: error.place.column,
            cause: error.cause,
            expected: error.expected,
            found: error.found,
            hint: error.hint,
        }
    }
}

impl Refused {
    /// Everything in which it differs from a row of a table, or from what every error owes. The
    /// row says the code, the cell and parts of the texts; what it leaves out is absent.
    pub fn differences(&self, row: &Value) -> Vec<String> {
        let number = |key: &str| row[key].as_u64().and_then(|number| usize::try_from(number).ok());
        let has = |text: &str, key: &str| row[key].as_str().is_none_or(|part| text.contains(part));
        let mut differences = self.shortcomings();
        differences.extend(failed(&[
            (self.code == row["code"], "another code"),
            (self.row == number("row"), "another row"),
            (self.column == number("column"), "another column"),
            (has(&self.cause, "cause_contains"), "another cause"),
            (has(&self.hint, "hint_contains"), "another hint"),
        ]));
        differences.into_iter().map(|what| format!("{what}: {self:?}")).collect()
    }

    /// The same for a row that also says the field, and what was expected and found.
    pub fn all_differences(&self, row: &Value) -> Vec<String> {
        let text = |key: &str| row[key].as_str();
        let more = failed(&[
            (self.field == text("field").unwrap_or_default(), "another field"),
            (self.expected.as_deref() == text("expected"), "expected something else"),
            (self.found.as_deref() == text("found"), "found something else"),
        ]);
        let more = more.into_iter().map(|what| format!("{what}: {self:?}"));
        self.differences(row).into_iter().chain(more).collect()
    }

    /// What every error owes and this one lacks: a cause and a next step, each a sentence, short
    /// enough to stand beside a field.
    pub fn shortcomings(&self) -> Vec<&'static str> {
        let is_sentence = |text: &str| text.ends_with('.') && !text.ends_with("..");
        let is_short = |text: &str, most: usize| text.chars().count() <= most;
        failed(&[
            (is_sentence(&self.cause), "the cause is no sentence"),
            (is_short(&self.cause, 160), "the cause is long"),
            (is_sentence(&self.hint), "the next step is no sentence"),
            (is_short(&self.hint, 600), "the next step is long"),
            (is_short(&self.field, 80), "the field is long"),
            (is_short(self.expected.as_deref().unwrap_or(""), 160), "what is expected is long"),
            (is_short(self.found.as_deref().unwrap_or(""), 80), "what is found is long"),
            (self.row != Some(0) && self.column != Some(0), "rows and columns count from 1"),
        ])
    }
}

fn failed(checks: &[(bool, &'static str)]) -> Vec<&'static str> {
    checks.iter().filter(|(good, _)| !good).map(|(_, what)| *what).collect()
}
