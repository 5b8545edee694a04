//! The registry: one file a variant, one line here.

use crate::program::axis::Letter;
use crate::program::build::{Builder, Value};
use crate::program::graph::{Graph, NodeId};
use crate::program::param::Param;
use crate::variants::examples::Example;

mod argmax;
pub mod examples;
pub mod family;
mod grouped_query_decode;
mod kernel;
mod linear;
mod linear_recurrent;
mod multi_head;
mod multi_head_decode;
mod multi_query_decode;
mod parts;
mod scaled_dot_product;
mod transformer_layer;

pub use family::Family;
pub(crate) use parts::KV_HEADS;

/// Every variant, in the order in which the page offers them.
pub const ALL: &[Variant] = &[
    scaled_dot_product::VARIANT,
    argmax::VARIANT,
    multi_head::VARIANT,
    transformer_layer::VARIANT,
    multi_head_decode::VARIANT,
    multi_query_decode::VARIANT,
    grouped_query_decode::VARIANT,
    kernel::VARIANT,
    linear::VARIANT,
    linear_recurrent::VARIANT,
];

/// A program: it returns the output.
pub type Program = for<'g> fn(&'g Builder) -> Value<'g>;

/// A variant of attention: its whole definition.
#[derive(Clone)]
pub struct Variant {
    /// What requests and links call it.
    pub id: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// What it does, in one sentence.
    pub summary: &'static str,
    /// What it is called within its family, where there is little room.
    pub name: &'static str,
    /// What sets it apart within its family, in a few words.
    pub line: &'static str,
    pub family: Family,
    pub reference: Reference,
    pub params: &'static [Param],
    pub inputs: &'static [Input],
    /// What it opens with: the inputs' own examples.
    pub example: Example,
    /// The sizes of the inputs whose example is numbers by chance.
    pub sizes: &'static [(Letter, usize)],
    /// How its costs are written.
    pub accounting: Accounting,
    /// Its own file, whose opening comment is the description that the page shows.
    pub file: &'static str,
    /// The same function computed as it is defined, where the program takes another order: a law
    /// holds the two together, and a result says how far apart they are.
    pub plain: Option<Program>,
    pub build: Program,
}

/// How the homework writes sizes: costs are derived in the letters of the axes, and shown in these.
#[derive(Clone, Copy)]
pub struct Accounting {
    /// Sizes that it takes for the same: `("ij", "N")` says that i and j are N, and `("k", "d/h")`
    /// that a head's width is its share of the whole one.
    pub same: &'static [(&'static str, &'static str)],
    /// Sizes that it takes for nearly the same, in its own letters: `("M", "D")`.
    pub near: &'static [(&'static str, &'static str)],
}

/// One sequence that meets itself, without heads, as homework 6 has it.
pub const ONE_HEAD: Accounting =
    Accounting { same: &[("ij", "N"), ("d", "D"), ("m", "M")], near: &[] };
/// Heads that share the width, as in homework 4.
pub const HEADS_SHARE: Accounting = Accounting { same: &[("kv", "d/h")], near: &[] };
/// The same over a whole sequence that meets itself.
pub const SELF_ATTENTION: Accounting = Accounting { same: &[("i", "N"), ("kv", "d/h")], near: &[] };

/// Where a variant was first written down.
#[derive(Clone, Copy)]
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
    /// The letters of its axes: `"jd"`.
    pub axes: &'static str,
    /// The letters that its sizes are called by, where they are others: a mask of
    /// self-attention has axes `"ij"` and sizes `"ii"`.
    pub sizes: &'static str,
    /// Whether the program does without it.
    pub optional: bool,
    /// Whether its cells are true (1) or false (0).
    pub boolean: bool,
    /// The numbers that stand there at the beginning, in any format that a person may paste.
    /// Empty for an optional input that is not given, and for numbers by chance.
    pub example: &'static str,
}

impl Input {
    /// An input that must be given.
    #[must_use]
    pub const fn new(name: &'static str, meaning: &'static str, axes: &'static str) -> Self {
        Self { name, meaning, axes, sizes: axes, optional: false, boolean: false, example: "" }
    }

    /// The same with an example.
    #[must_use]
    pub const fn example(self, example: &'static str) -> Self {
        Self { example, ..self }
    }

    /// The same with sizes that are called by other letters than its axes.
    #[must_use]
    pub const fn sized(self, sizes: &'static str) -> Self {
        Self { sizes, ..self }
    }

    /// The same, left out unless a person gives it.
    #[must_use]
    pub const fn optional(self) -> Self {
        Self { optional: true, ..self }
    }
}

/// One query a row.
pub const Q: Input = Input::new("q", "query", "id");
/// One key a row.
pub const K: Input = Input::new("k", "keys", "jd");
/// One value a row, beside its key.
pub const V: Input = Input::new("v", "values", "jm");
/// One token a row.
pub const X: Input = Input::new("x", "tokens", "id");
/// Which keys each query may read: 1 = may attend.
pub const MASK: Input = Input { boolean: true, ..Input::new("mask", "mask", "ij").optional() };

impl Variant {
    /// The opening comment of the variant's file: what it does, why, and what to look at.
    #[must_use]
    pub fn description(&self) -> String {
        let lines = self.file.lines().map_while(|line| line.strip_prefix("//!"));
        lines.map(str::trim).collect::<Vec<_>>().join("\n").trim().to_owned()
    }

    /// The inputs that are numbers and that a graph has: those that have gradients.
    #[must_use]
    pub fn numeric(&self, graph: &Graph) -> Vec<(&'static str, NodeId)> {
        let numbers = self.inputs.iter().filter(|input| !input.boolean);
        numbers.filter_map(|input| Some((input.name, graph.find(input.name).ok()?))).collect()
    }

    /// The letters of the inputs' sizes, in the order in which they first stand.
    #[must_use]
    pub fn letters(&self) -> Vec<Letter> {
        let mut letters = Vec::new();
        for letter in self.inputs.iter().flat_map(|input| input.sizes.chars()) {
            if !letters.contains(&letter) {
                letters.push(letter);
            }
        }
        letters
    }
}
