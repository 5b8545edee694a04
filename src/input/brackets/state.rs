//! What the walk over a bracketed matrix knows: which brackets are open, and what it has gathered.

use super::super::raw_table::Format;
use super::super::{quote, whole::Whole};
use super::calls::Call;
use super::tokens::Tokens;
use crate::base::error::{Code, Error, Result};

/// An open bracket; the first frame is the text itself.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    pub close: char,
    /// How many lists are open here; a call such as `array(` is no list.
    pub depth: usize,
    pub kind: Kind,
    /// How many rows were complete when it was opened.
    pub rows_before: usize,
    /// How many lists and calls have been closed in it.
    pub values: usize,
    /// How many of its values have names.
    pub named: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The text, or round brackets around one expression.
    Around,
    Call(Call),
    List,
    Braces,
}

impl Kind {
    pub fn is_list(self) -> bool {
        matches!(self, Self::List | Self::Braces | Self::Call(Call::List | Call::Columns))
    }
}

/// The frame of the text.
const TEXT: Frame =
    Frame { close: '\0', depth: 0, kind: Kind::Around, rows_before: 0, values: 0, named: 0 };

/// What came last: it decides what a comma, a blank or a line end means.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Last {
    Start,
    Value,
    Comma,
    Semicolon,
}

/// What stands between two numbers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    Comma,
    Blank,
}

/// How R's `matrix(` arranges its numbers.
#[derive(Default)]
pub(super) struct Arranged {
    pub rows: Option<usize>,
    pub columns: Option<usize>,
    pub by_row: bool,
}

/// The walk and what it has gathered.
pub(super) struct Walk<'a> {
    pub tokens: Tokens<'a>,
    /// Whether a line end inside a list of numbers ends a row, as in MATLAB.
    pub lines_are_rows: bool,
    pub frames: Vec<Frame>,
    pub rows: Vec<Vec<String>>,
    /// The row that is open.
    pub row: Vec<String>,
    pub last: Last,
    /// How many lists deep the numbers stand.
    pub level: Option<usize>,
    /// How many values the first list of each depth holds, from the outermost on.
    pub sizes: Vec<Option<usize>>,
    pub separator: Option<Separator>,
    /// What a call or several rows in one list have told.
    pub format: Option<Format>,
    pub whole: Whole,
    /// Words that are a name if a sign of naming follows.
    pub words: Vec<&'a str>,
    /// Whether the words before the next value are its name.
    pub is_named: bool,
    pub names: Vec<&'a str>,
    /// The names of the cells in the open row, and those in the first.
    pub cell_names: Vec<&'a str>,
    pub columns: Option<Vec<&'a str>>,
    /// Whether an object holds what there is.
    pub is_object: bool,
    /// What was closed last.
    pub closed: Kind,
    /// The sign before a call that holds one number.
    pub sign: &'static str,
    pub shape: Option<Vec<usize>>,
    pub arranged: Arranged,
}

impl<'a> Walk<'a> {
    /// `name` and `shape` are what the text says before its brackets.
    pub fn new(
        text: &'a str,
        lines_are_rows: bool,
        name: Option<&'a str>,
        shape: Option<Vec<usize>>,
    ) -> Self {
        Self {
            tokens: Tokens::new(text),
            lines_are_rows,
            frames: vec![TEXT],
            rows: Vec::new(),
            row: Vec::new(),
            last: Last::Start,
            level: None,
            sizes: Vec::new(),
            separator: None,
            format: None,
            whole: Whole::default(),
            words: Vec::new(),
            is_named: false,
            names: name.into_iter().collect(),
            cell_names: Vec::new(),
            columns: None,
            is_object: false,
            closed: Kind::List,
            sign: "",
            shape,
            arranged: Arranged::default(),
        }
    }

    pub fn frame(&self) -> &Frame {
        self.frames.last().unwrap_or(&TEXT)
    }

    pub fn depth(&self) -> usize {
        self.frame().depth
    }

    /// Words that no sign of naming followed stand beside the matrix.
    pub fn refuse_words(&self) -> Result<()> {
        self.words.first().map_or(Ok(()), |word| Err(beside(word)))
    }

    pub fn push(&mut self, close: char, kind: Kind, depth: usize) {
        let is_named = std::mem::take(&mut self.is_named);
        if let Some(parent) = self.frames.last_mut() {
            parent.named += usize::from(is_named);
        }
        let rows_before = self.rows.len();
        self.frames.push(Frame { close, depth, kind, rows_before, values: 0, named: 0 });
        self.last = Last::Start;
    }

    pub fn count_value(&mut self) {
        if let Some(frame) = self.frames.last_mut() {
            frame.values += 1;
        }
    }

    pub fn several(&self) -> Error {
        if self.is_named {
            self.names.last().map_or_else(several, |name| beside(name))
        } else {
            several()
        }
    }
}

pub(super) fn beside(word: &str) -> Error {
    Error::new(Code::NotAMatrix, format!("{} stands beside the brackets.", quote(word)))
        .hint("Paste the matrix alone.")
}

pub(super) fn several() -> Error {
    Error::new(Code::NotAMatrix, "These are several matrices.").hint("Paste one at a time.")
}
