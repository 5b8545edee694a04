//! Named axes: a letter, what it counts, and how many there are.

use crate::base::error::{Code, Error, Result};
use crate::base::letter::Letter;

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
            let cause = format!("Axis {letter} has size 0.");
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

/// The same as a list.
#[must_use]
pub fn letter_list(axes: &[Axis]) -> Vec<Letter> {
    axes.iter().map(|axis| axis.letter).collect()
}
