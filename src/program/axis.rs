//! Named axes: a letter, what it counts, and how many there are.

use crate::base::error::{Code, Error, Result};

/// A letter of the alphabet that the equations are written in. What it counts comes from
/// [`LETTERS`], so that a letter means the same thing in every variant and keeps its colour.
pub type Letter = char;

/// Every letter in use: what it counts, and what one of them is called.
pub const LETTERS: &[(Letter, &str, &str)] = &[
    ('i', "queries", "query"),
    ('j', "keys", "key"),
    ('d', "width", "feature"),
    ('m', "value width", "value feature"),
    ('b', "sequences", "sequence"),
    ('h', "heads", "head"),
    ('g', "key–value heads", "key–value head"),
    ('r', "query heads that share keys", "query head"),
    ('n', "cached tokens", "cached token"),
    ('k', "key width of a head", "key feature"),
    ('v', "value width of a head", "value feature"),
    ('e', "key width of all heads", "key feature"),
    ('u', "value width of all heads", "value feature"),
    ('f', "hidden width", "hidden feature"),
    ('a', "map features", "map feature"),
    ('c', "map features", "map feature"),
];

/// What a letter counts, in words; the letter itself where it has no meaning of its own.
#[must_use]
pub fn meaning(letter: Letter) -> String {
    let known = LETTERS.iter().find(|(known, ..)| *known == letter);
    known.map_or_else(|| letter.to_string(), |(_, meaning, _)| (*meaning).to_owned())
}

/// What one of those that a letter counts is called.
#[must_use]
pub fn singular(letter: Letter) -> String {
    let known = LETTERS.iter().find(|(known, ..)| *known == letter);
    known.map_or_else(|| letter.to_string(), |(.., one)| (*one).to_owned())
}

/// One axis of a tensor.
///
/// The letter is local: an equation may call the same axis by another one (`x` meets itself as
/// `"id"` and `"jd"` in self-attention). The size symbol is not: two axes fit together when
/// their symbols do, even where their sizes happen to be equal today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Axis {
    pub letter: Letter,
    /// The letter that stands for the size in a cost, such as `N` for both `i` and `j`.
    pub symbol: Letter,
    /// How many there are.
    pub size: usize,
}

impl Axis {
    /// An axis whose size is called by its own letter; a size of 0 is refused.
    ///
    /// # Errors
    /// `size-value` if the size is 0.
    pub fn new(letter: Letter, size: usize) -> Result<Self> {
        if size == 0 {
            let cause = format!("Axis {letter} ({}) has size 0.", meaning(letter));
            let error = Error::new(Code::SizeValue, cause).expected("1 or more").found(0);
            return Err(error.hint("Give it at least one row or column."));
        }
        Ok(Self::named(letter, size))
    }

    /// An axis of a size that is known to be 1 or more.
    #[must_use]
    pub fn named(letter: Letter, size: usize) -> Self {
        Self { letter, symbol: letter, size }
    }

    /// The same axis under another letter, as an equation binds it.
    #[must_use]
    pub fn called(self, letter: Letter) -> Self {
        Self { letter, ..self }
    }
}

/// The letters of some axes, in order: `"ij"`.
#[must_use]
pub fn letters(axes: &[Axis]) -> String {
    axes.iter().map(|axis| axis.letter).collect()
}
