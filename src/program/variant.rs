//! A variant of attention as plain data: its program, and everything that is said about it.

use serde::Serialize;
use tsify::Tsify;

use crate::base::letter::{Letter, meaning, singular};
use crate::program::build::Program;
use crate::program::graph::Graph;
use crate::program::node_id::NodeId;
use crate::program::param::Param;

/// A variant of attention: its whole definition.
#[derive(Clone)]
pub struct Variant<'v> {
    /// What requests and links call it.
    pub id: &'v str,
    /// What people call it.
    pub title: &'v str,
    /// What it does, in one sentence.
    pub summary: &'v str,
    /// What it is called within its family, where there is little room.
    pub name: &'v str,
    /// What sets it apart within its family, in a few words.
    pub line: &'static str,
    pub family: Family,
    pub reference: Reference,
    pub params: &'v [Param<'v>],
    pub inputs: &'v [Input<'v>],
    /// What it opens with: the inputs' own examples.
    pub example: Example,
    /// The sizes of the inputs whose example is numbers by chance.
    pub sizes: &'v [(Letter, usize)],
    /// How its costs are written.
    pub cost_aliases: CostAliases,
    /// Its own file, whose opening comment is the description that the page shows.
    pub file: &'static str,
    /// The same function computed as it is defined, where the program takes another order: a law
    /// holds the two together, and a result says how far apart they are.
    pub definition: Option<Program<'v>>,
    pub build: Program<'v>,
}

/// How the homework writes sizes: costs are derived in the letters of the axes, and shown in these.
#[derive(Clone, Copy)]
pub struct CostAliases {
    /// Sizes that it takes for the same: `("ij", "N")` says that i and j are N, and `("k", "d/h")`
    /// that a head's width is its share of the whole one.
    pub equal: &'static [(&'static str, &'static str)],
    /// Sizes that it takes for nearly the same, in its own letters: `("M", "D")`.
    pub approx: &'static [(&'static str, &'static str)],
}

impl CostAliases {
    /// Costs are shown in the letters of the axes.
    pub const NONE: Self = Self { equal: &[], approx: &[] };
    /// One sequence that meets itself, without heads, as homework 6 has it.
    pub const ONE_HEAD: Self = Self { equal: &[("ij", "N"), ("d", "D"), ("m", "M")], approx: &[] };
}

/// The group of variants that it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Tsify)]
pub struct Family {
    pub title: &'static str,
    /// What is the same in the whole of it, in a few words.
    pub line: &'static str,
}

/// Where a variant was first written down.
#[derive(Clone, Copy, Serialize, Tsify)]
pub struct Reference {
    pub text: &'static str,
    pub url: &'static str,
}

/// An input of a variant.
#[derive(Clone, Copy)]
pub struct Input<'v> {
    pub name: &'v str,
    /// What it is, in a word or two.
    pub meaning: &'v str,
    /// The letters of its axes: `"jd"`.
    pub axes: &'v str,
    /// The letters that its sizes are called by, where they are others: a mask of
    /// self-attention has axes `"ij"` and sizes `"ii"`.
    pub sizes: &'v str,
    /// The letters of its axes where a person may give it with one axis more, such as tokens in
    /// order: `"btd"`. Empty where not.
    pub several: &'v str,
    /// Whether the program does without it.
    pub optional: bool,
    /// Whether its cells are true (1) or false (0).
    pub boolean: bool,
    /// The numbers that stand there at the beginning, in any format that a person may paste.
    /// Empty for an optional input that is not given, and for numbers by chance.
    pub example: &'v str,
}

impl<'v> Input<'v> {
    /// An input that must be given.
    #[must_use]
    pub const fn new(name: &'v str, meaning: &'v str, axes: &'v str) -> Self {
        Self {
            name,
            meaning,
            axes,
            sizes: axes,
            several: "",
            optional: false,
            boolean: false,
            example: "",
        }
    }

    /// The same with an example.
    #[must_use]
    pub const fn example(self, example: &'v str) -> Self {
        Self { example, ..self }
    }

    /// The same with sizes that are called by other letters than its axes.
    #[must_use]
    pub const fn sized(self, sizes: &'v str) -> Self {
        Self { sizes, ..self }
    }

    /// The same, which may have these axes instead.
    #[must_use]
    pub const fn or_several(self, several: &'v str) -> Self {
        Self { several, ..self }
    }

    /// How many axes it has.
    #[must_use]
    pub fn rank(&self) -> usize {
        self.axes.chars().count()
    }

    /// The letters of its axes, and those that their sizes are called by, where it has so many.
    #[must_use]
    pub fn letters_of(&self, rank: usize) -> (&'v str, &'v str) {
        if rank == self.several.chars().count() && rank > 0 {
            (self.several, self.several)
        } else {
            (self.axes, self.sizes)
        }
    }

    /// The same, left out unless a person gives it.
    #[must_use]
    pub const fn optional(self) -> Self {
        Self { optional: true, ..self }
    }
}

/// A state of a variant that is worth opening.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// What links call it.
    pub id: &'static str,
    /// The problem of the homework that it belongs to, if it belongs to one.
    pub homework: Option<u8>,
    pub title: &'static str,
    /// What there is to see, in a sentence or two.
    pub notice: &'static str,
    /// By name, in any format that a person may paste; the others are the variant's own.
    pub inputs: &'static [(&'static str, &'static str)],
    /// By name, each with the word or the number that a request would have.
    pub params: &'static [(&'static str, &'static str)],
    /// Where there are sizes, the inputs that are not given are numbers by chance.
    pub sizes: &'static [(Letter, usize)],
    /// Which numbers by chance.
    pub seed: u32,
    /// Whether the backward pass is part of it.
    pub gradients: bool,
    /// The words that its tokens stand for, in their order; empty where they stand for none.
    pub words: &'static [&'static str],
}

impl Example {
    /// A variant as it opens.
    #[must_use]
    pub const fn new(id: &'static str, title: &'static str, notice: &'static str) -> Self {
        Self {
            id,
            homework: None,
            title,
            notice,
            inputs: &[],
            params: &[],
            sizes: &[],
            seed: 0,
            gradients: false,
            words: &[],
        }
    }

    /// The same as part of a problem of the homework.
    #[must_use]
    pub const fn homework(self, problem: u8) -> Self {
        Self { homework: Some(problem), ..self }
    }
}

impl<'v> Variant<'v> {
    /// The opening comment of the variant's file: what it does, why, and what to look at.
    #[must_use]
    pub fn description(&self) -> String {
        let lines = self.file.lines().map_while(|line| line.strip_prefix("//!"));
        // Backticks are for whoever reads the source.
        lines.map(str::trim).collect::<Vec<_>>().join("\n").replace('`', "").trim().to_owned()
    }

    /// Whether a person has written it.
    #[must_use]
    pub const fn is_written(&self) -> bool {
        matches!(self.build, Program::Written(_))
    }

    /// What a letter counts, in words: in a program of one's own what its tables say, unless they are those
    /// of every attention. The letter itself where nothing says it.
    #[must_use]
    pub fn meaning(&self, letter: Letter) -> String {
        if self.is_usual(letter) {
            return meaning(letter);
        }
        let holds = |input: &&Input| input.axes.contains(letter);
        let Some(input) = self.inputs.iter().find(holds) else { return letter.to_string() };
        let name = input.name;
        match (input.rank(), input.axes.starts_with(letter)) {
            (1, _) => format!("places of {name}"),
            (2, true) => format!("rows of {name}"),
            (2, false) => format!("columns of {name}"),
            _ => format!("axis {letter} of {name}"),
        }
    }

    /// What one of those that a letter counts is called.
    #[must_use]
    pub fn singular(&self, letter: Letter) -> String {
        if self.is_usual(letter) { singular(letter) } else { letter.to_string() }
    }

    /// Whether a letter counts here what it counts in the variants that ship.
    #[must_use]
    pub fn is_usual(&self, letter: Letter) -> bool {
        const USUAL: &[(&str, [&str; 2])] =
            &[("q", ["id", "hid"]), ("k", ["jd", "hjd"]), ("v", ["jm", "hjm"])];
        let own = self.inputs.iter().find(|input| input.axes.contains(letter));
        let is_usual = |input: &Input| {
            USUAL.iter().any(|(name, axes)| *name == input.name && axes.contains(&input.axes))
        };
        !self.is_written() || own.is_some_and(is_usual)
    }

    /// The inputs that are numbers and that a graph has: those that have gradients.
    #[must_use]
    pub fn numeric(&self, graph: &Graph) -> Vec<(&'v str, NodeId)> {
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
