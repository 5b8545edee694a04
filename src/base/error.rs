//! The one error type: a code, a place, a cause, and the next step.

use std::fmt;

use serde::Serialize;
use tsify::Tsify;

use super::words::words;

/// The result of everything here that can be refused.
pub type Result<T> = std::result::Result<T, Error>;

words! {
    /// What went wrong. The set is closed: `tests/errors.rs` fails for a code that no input yields.
    pub enum Code {
        // What a person types or pastes (`input/`).
        /// Nothing, or only white space, where a matrix should be.
        Empty = "empty",
        /// One cell of a matrix is empty.
        EmptyCell = "empty-cell",
        /// A word that is not a number, a fraction or a square root.
        NotANumber = "not-a-number",
        /// NaN or an infinity, where only finite numbers make sense.
        NotFinite = "not-finite",
        /// A number beyond the range of a double.
        NumberTooLarge = "number-too-large",
        /// A number of more characters than anybody means.
        NumberTooLong = "number-too-long",
        /// Two kinds of separators, or a comma that may be a decimal point.
        MixedSeparators = "mixed-separators",
        /// A row that is longer or shorter than the first.
        RowLength = "row-length",
        /// Brackets that do not close, or nest in a way that is no matrix.
        Nesting = "nesting",
        /// A print that leaves numbers out with `...`.
        Elided = "elided",
        /// An empty line inside a matrix: one matrix or two?
        BlankLine = "blank-line",
        /// A character that cannot be seen.
        InvisibleCharacter = "invisible-character",
        /// A text that is something else than a matrix.
        NotAMatrix = "not-a-matrix",
        /// More text, or more cells, than the page can show.
        TooLarge = "too-large",

        // What a request asks for (`run.rs`).
        /// A request that is not of the shape that the documentation gives.
        BadRequest = "bad-request",
        /// No variant has this id.
        UnknownVariant = "unknown-variant",
        /// The variant has no such input.
        UnknownInput = "unknown-input",
        /// The variant has no such parameter.
        UnknownParam = "unknown-param",
        /// A parameter's value is not one of those that it takes.
        ParamValue = "param-value",
        /// The variant has no axis of this letter.
        UnknownAxis = "unknown-axis",
        /// An axis of size 0, or a size that is not a whole number.
        SizeValue = "size-value",
        /// An input has more or fewer axes than it should.
        Rank = "rank",
        /// Two inputs share an axis and disagree about its size.
        AxisSize = "axis-size",
        /// A mask cell that is neither true (1) nor false (0).
        MaskValue = "mask-value",
        /// Finite inputs whose product or sum is not: the step and the cell are named.
        Overflow = "overflow",
        /// The trace has no such step.
        UnknownStep = "unknown-step",
        /// An index that is outside of the step's table.
        IndexRange = "index-range",

        // What a variant's author may get wrong (`einsum.rs`, `graph.rs`).
        /// An equation that does not parse.
        EquationSyntax = "equation-syntax",
        /// An equation with more or fewer terms than there are operands.
        OperandCount = "operand-count",
        /// A term with more or fewer letters than its operand has axes.
        OperandRank = "operand-rank",
        /// One letter, two sizes.
        LetterSize = "letter-size",
        /// A letter after the arrow that stands nowhere before it.
        LetterUnknown = "letter-unknown",

        // What a person answers (`lab/big_o.rs`).
        /// A big-O answer that is no sum of products.
        CostSyntax = "cost-syntax",
        /// A typed formula that is none in d, σ and μ.
        FormulaSyntax = "formula-syntax",
        /// A program of one's own with a mistake: the line and the column are its place.
        Program = "program",
    }
}

/// Characters of a word that an error repeats.
pub const WORD_CHARS: usize = 40;

/// A word of the person's own as a message repeats it: cut where it is long.
#[must_use]
pub fn brief(word: &str) -> String {
    match word.char_indices().nth(WORD_CHARS) {
        Some((end, _)) => format!("{}…", &word[..end]),
        None => word.to_owned(),
    }
}

/// The same in quotation marks.
#[must_use]
pub fn quote(word: &str) -> String {
    format!("“{}”", brief(word))
}

/// Where it is: an input, a parameter or a step, and a cell of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Tsify)]
pub struct Place {
    /// The input or the step.
    pub field: String,
    /// Of a text of several lines, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional)]
    pub line: Option<usize>,
    /// Counted from 1.
    #[tsify(optional)]
    pub row: Option<usize>,
    /// Counted from 1.
    #[tsify(optional)]
    pub column: Option<usize>,
}

impl Place {
    /// One cell of an input or a step.
    pub fn cell(field: impl Into<String>, row: usize, column: usize) -> Self {
        Self { field: field.into(), line: None, row: Some(row), column: Some(column) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        if !self.field.is_empty() {
            write!(f, "{}", self.field)?;
            separator = ", ";
        }
        if let Some(line) = self.line {
            write!(f, "{separator}line {line}")?;
            separator = ", ";
        }
        if let Some(row) = self.row {
            write!(f, "{separator}row {row}")?;
            separator = ", ";
        }
        if let Some(column) = self.column {
            write!(f, "{separator}column {column}")?;
        }
        Ok(())
    }
}

/// One error: its code, its place, what disagrees with what, and what to do next.
///
/// ```
/// use attention_playground::base::error::{Code, Error};
///
/// let error = Error::new(Code::RowLength, "This row has 4 numbers, the first has 3.")
///     .at("q").row(3).expected(3).found(4)
///     .hint("Add or remove a number.");
/// assert_eq!(error.to_string(), "q, row 3: This row has 4 numbers, the first has 3. Add or remove a number.");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    pub code: Code,
    pub place: Place,
    /// What is wrong, as a sentence that names the two things that disagree.
    pub cause: String,
    /// What was expected, where a word says it.
    pub expected: Option<String>,
    /// What was found instead.
    pub found: Option<String>,
    /// The next step, as a sentence.
    pub hint: String,
}

impl Error {
    /// An error without a place or a hint yet.
    pub fn new(code: Code, cause: impl Into<String>) -> Self {
        Self {
            code,
            place: Place::default(),
            cause: cause.into(),
            expected: None,
            found: None,
            hint: String::new(),
        }
    }

    /// Names the input, parameter or step; a place that is named already stays.
    #[must_use]
    pub fn at(mut self, field: impl Into<String>) -> Self {
        if self.place.field.is_empty() {
            self.place.field = brief(&field.into());
        }
        self
    }

    /// Names the row, counted from 1.
    #[must_use]
    pub fn row(mut self, row: usize) -> Self {
        self.place.row = Some(row);
        self
    }

    /// Names the column, counted from 1.
    #[must_use]
    pub fn column(mut self, column: usize) -> Self {
        self.place.column = Some(column);
        self
    }

    /// Says what was expected.
    #[must_use]
    pub fn expected(mut self, expected: impl ToString) -> Self {
        self.expected = Some(expected.to_string());
        self
    }

    /// Says what was found instead.
    #[must_use]
    pub fn found(mut self, found: impl ToString) -> Self {
        self.found = Some(brief(&found.to_string()));
        self
    }

    /// Says what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.place.to_string();
        if !place.is_empty() {
            write!(f, "{place}: ")?;
        }
        write!(f, "{}", self.cause)?;
        if !self.hint.is_empty() {
            write!(f, " {}", self.hint)?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}
