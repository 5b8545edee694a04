//! What is wrong with a program: one message a mistake, with both places and what would mend it.

use serde::Serialize;
use tsify::Tsify;

use crate::base::words::words;
use crate::language::span::Span;

words! {
    /// The kinds of mistakes.
    pub enum Mistake {
        /// A text that is too long to be a program.
        TooLong = "program-too-long",
        /// Nothing that could be the output.
        NoStep = "no-step",
        /// A sign or a word of another language.
        Foreign = "foreign-sign",
        /// Something is missing, or stands where it cannot.
        Syntax = "program-syntax",
        /// A bracket that does not close.
        Bracket = "bracket",
        /// Brackets, minus signs or choices within each other beyond all reason.
        TooDeep = "too-deep",
        /// Two readings of one product.
        Ambiguous = "ambiguous-product",
        /// A reduction that keeps its axis directly behind another one.
        BehindReduction = "behind-reduction",
        /// A reduction without its axis.
        NoAxis = "no-axis",
        /// Two comparisons in a row.
        Chained = "chained-comparison",
        /// A word of the language, or no single letter, where a name should be.
        BadName = "bad-name",
        /// A name that is given twice.
        Twice = "defined-twice",
        /// A name that nothing has.
        UnknownName = "unknown-name",
        /// A name that is given further below.
        TooEarly = "used-before",
        /// A table without its axes, or axes where there is no table.
        NotATable = "not-a-table",
        /// More or fewer letters than axes.
        Rank = "axes-count",
        /// One letter, two sizes.
        LetterSize = "letter-size",
        /// A letter that has no size.
        UnknownLetter = "unknown-letter",
        /// The same letter twice in one index.
        RepeatedLetter = "repeated-letter",
        /// A letter that stands only on the right and is not reduced.
        NotReduced = "not-reduced",
        /// A letter that stands only on the left.
        OnlyLeft = "only-left",
        /// A reduced letter that what is reduced does not hold.
        NothingReduced = "nothing-reduced",
        /// A condition where a number should be, or a number where a condition should be.
        Kind = "number-or-condition",
        /// Values of tables that are compared.
        Compared = "values-compared",
        /// An axis that is divided so that no whole size is left, or in another way that is none.
        Size = "axis-size-formula",
        /// A step that reads itself, and not at the place before.
        Itself = "reads-itself",
        /// The place before, where there is none.
        Before = "place-before",
        /// A count of the best that is no whole number.
        Count = "top-count",
        /// Tables or axes of which no sizes are whole.
        NoSizes = "no-sizes",
        /// A place where the size of its axis is rarely not meant.
        Place = "place-for-size",
        /// A function that a line defines.
        Function = "function-defined",
        /// A sum beside a quotient that is rarely not meant to divide.
        Beside = "sum-beside-quotient",
        /// A mask that is added to weights and is meant for the scores.
        Mask = "mask-behind-softmax",
        /// What stands where a graph has nothing; the checks refuse it before.
        NoGraph = "no-graph",
    }
}

/// A mistake, with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tsify)]
pub struct Diagnostic {
    pub code: Mistake,
    /// What disagrees with what.
    pub message: String,
    /// The next step.
    pub hint: String,
    /// Lines and columns count from 1, columns in code points.
    pub line: usize,
    pub column: usize,
    pub length: usize,
    /// The place that disagrees with this one, where two do.
    #[tsify(optional)]
    pub other: Option<Elsewhere>,
    /// Each of them mends it.
    pub fixes: Vec<Fix>,
    /// What the line may mean, where none of these does.
    #[serde(skip)]
    pub spare: Vec<Fix>,
    /// Lines below that have the same mistake, and no message of their own.
    #[serde(skip)]
    pub again: Vec<Span>,
}

/// Another place of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Tsify)]
pub struct Elsewhere {
    pub line: usize,
    pub column: usize,
    pub length: usize,
}

/// A text to put in the place of some characters, which may run over several lines: the end of a
/// line counts as one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tsify)]
pub struct Fix {
    pub line: usize,
    pub column: usize,
    pub length: usize,
    pub text: String,
}

/// What reading a part gives.
pub type Outcome<T> = Result<T, Box<Diagnostic>>;

impl Diagnostic {
    /// A mistake at a place.
    pub fn new(code: Mistake, at: Span, message: impl Into<String>) -> Box<Self> {
        let Span { line, column, length } = at;
        Box::new(Self {
            code,
            message: short(message.into()),
            hint: String::new(),
            line,
            column,
            length,
            other: None,
            fixes: Vec::new(),
            spare: Vec::new(),
            again: Vec::new(),
        })
    }

    /// Says what to do next.
    #[must_use]
    pub fn hint(mut self: Box<Self>, hint: impl Into<String>) -> Box<Self> {
        self.hint = short(hint.into());
        self
    }

    /// Names the other place.
    #[must_use]
    pub fn other(mut self: Box<Self>, at: Span) -> Box<Self> {
        self.other = Some(Elsewhere { line: at.line, column: at.column, length: at.length });
        self
    }

    /// Offers a text in the place of another.
    #[must_use]
    pub fn fix(mut self: Box<Self>, at: Span, text: impl Into<String>) -> Box<Self> {
        self.fixes.push(Fix::new(at, text));
        self
    }
}

/// Characters of a sentence beside a line.
pub const LONGEST: usize = 240;

/// A sentence short enough to stand beside a line, whatever names a person gives.
fn short(text: String) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{} ….", &text[..end]),
        None => text,
    }
}

impl Fix {
    /// A text in the place of another.
    pub fn new(at: Span, text: impl Into<String>) -> Self {
        let Span { line, column, length } = at;
        Self { line, column, length, text: text.into() }
    }

    /// The text with this done.
    #[must_use]
    pub fn apply(&self, text: &str) -> String {
        let line: usize = text.split_inclusive('\n').take(self.line - 1).map(str::len).sum();
        let behind = |from: usize, count: usize, most: usize| {
            let end = text[from..most].char_indices().nth(count);
            end.map_or(most, |(at, _)| from + at)
        };
        let end = text[line..].find('\n').map_or(text.len(), |end| line + end);
        let from = behind(line, self.column - 1, end);
        let to = behind(from, self.length, text.len());
        format!("{}{}{}", &text[..from], self.text, &text[to..])
    }
}
