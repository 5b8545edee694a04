//! The registry: one file a variant, one line here.

use crate::axis::{D, I, J, Letter, M};
use crate::graph::{Builder, Value};
use crate::param::Param;

mod argmax;
mod scaled_dot_product;

/// Every variant, in the order in which the page offers them.
pub const ALL: &[Variant] = &[scaled_dot_product::VARIANT, argmax::VARIANT];

/// A variant of attention: its whole definition.
pub struct Variant {
    /// What requests and links call it.
    pub id: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// What it does, in one sentence.
    pub summary: &'static str,
    /// The heading that it stands under.
    pub family: &'static str,
    pub reference: Reference,
    pub params: &'static [Param],
    pub inputs: &'static [Input],
    /// Where the inputs' examples come from.
    pub example: &'static str,
    /// Its own file, whose opening comment is the description that the page shows.
    pub file: &'static str,
    /// The program; it returns the output.
    pub build: for<'g> fn(&'g Builder) -> Value<'g>,
}

/// Where a variant was first written down.
pub struct Reference {
    pub text: &'static str,
    pub url: &'static str,
}

/// An input of a variant.
#[derive(Clone, Copy)]
pub struct Input {
    pub name: &'static str,
    /// What it is, in a word or two.
    pub meaning: &'static str,
    pub axes: &'static [Letter],
    /// Whether the program does without it.
    pub optional: bool,
    /// Whether its cells are true (1) or false (0).
    pub boolean: bool,
    /// The numbers that stand there at the beginning, in any format that a person may paste;
    /// empty for an optional input that is not given.
    pub example: &'static str,
}

impl Input {
    /// An input that must be given.
    #[must_use]
    pub const fn new(name: &'static str, meaning: &'static str, axes: &'static [Letter]) -> Self {
        Self { name, meaning, axes, optional: false, boolean: false, example: "" }
    }

    /// The same with an example.
    #[must_use]
    pub const fn example(self, example: &'static str) -> Self {
        Self { example, ..self }
    }
}

/// One query a row.
pub const Q: Input = Input::new("q", "query", &[I, D]);
/// One key a row.
pub const K: Input = Input::new("k", "keys", &[J, D]);
/// One value a row, beside its key.
pub const V: Input = Input::new("v", "values", &[J, M]);
/// Which keys each query may read: 1 = may attend.
pub const MASK: Input =
    Input { optional: true, boolean: true, ..Input::new("mask", "mask", &[I, J]) };

impl Variant {
    /// The opening comment of the variant's file: what it does, why, and what to look at.
    #[must_use]
    pub fn description(&self) -> String {
        let lines = self.file.lines().map_while(|line| line.strip_prefix("//!"));
        lines.map(str::trim).collect::<Vec<_>>().join("\n").trim().to_owned()
    }

    /// The letters of the inputs that must be given, in the order in which they first stand.
    #[must_use]
    pub fn letters(&self) -> Vec<Letter> {
        let mut letters = Vec::new();
        for letter in self.inputs.iter().flat_map(|input| input.axes) {
            if !letters.contains(letter) {
                letters.push(*letter);
            }
        }
        letters
    }
}
