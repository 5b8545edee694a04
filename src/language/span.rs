//! A place in a text, as editors count it.

/// Some characters of one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// Counted from 1.
    pub line: usize,
    /// The first character, counted from 1 in code points.
    pub column: usize,
    /// How many there are; 0 for the place between two.
    pub length: usize,
}

impl Span {
    /// From the first character of this to the last of another, on the same line.
    #[must_use]
    pub fn to(self, last: Self) -> Self {
        Self { length: last.end().saturating_sub(self.column), ..self }
    }

    /// The column behind the last character.
    #[must_use]
    pub fn end(self) -> usize {
        self.column + self.length
    }

    /// The place before the first character.
    #[must_use]
    pub fn before(self) -> Self {
        Self { length: 0, ..self }
    }

    /// The place behind the last character.
    #[must_use]
    pub fn behind(self) -> Self {
        Self { column: self.end(), length: 0, ..self }
    }
}
