//! The walk over the tokens of a bracketed matrix.
//!
//! It knows how many lists are open and at which depth the numbers stand: two lists deep in
//! `[[1, 2], [3, 4]]`, one deep in `[1 2; 3 4]`. A row ends where its list ends, and one deep also
//! at a semicolon or a line end. Brackets are kept on a stack of its own, so that a text of ten
//! thousand of them is only an error.

use super::reading::{Format, Reading, transpose};
use super::tokens::{Token, Tokens};
use super::{calls, quote};
use crate::base::error::{Code, Error, Result};

/// An open bracket.
struct Frame {
    close: char,
    /// How many lists are open here; a call such as `array(` is no list.
    depth: usize,
    is_call: bool,
    /// How many rows were complete when it was opened.
    rows_before: usize,
}

/// What came last: it decides what a comma, a blank or a line end means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Start,
    Value,
    Comma,
}

/// What stands between two numbers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Separator {
    Comma,
    Blank,
}

/// The walk and what it has gathered.
pub(super) struct Walk<'a> {
    tokens: Tokens<'a>,
    /// Whether a line end inside a list of numbers ends a row, as in MATLAB.
    lines_are_rows: bool,
    frames: Vec<Frame>,
    rows: Vec<Vec<String>>,
    /// The row that is open.
    row: Vec<String>,
    last: Last,
    /// How many lists deep the numbers stand.
    level: Option<usize>,
    separator: Option<Separator>,
    /// What a call or several rows in one list have told.
    format: Option<Format>,
    factor: Option<String>,
    transposed: bool,
}

impl<'a> Walk<'a> {
    pub fn new(text: &'a str, lines_are_rows: bool) -> Self {
        Self {
            tokens: Tokens::new(text),
            lines_are_rows,
            frames: Vec::new(),
            rows: Vec::new(),
            row: Vec::new(),
            last: Last::Start,
            level: None,
            separator: None,
            format: None,
            factor: None,
            transposed: false,
        }
    }

    /// Walks to the end of the text.
    pub fn reading(mut self) -> Result<Reading> {
        while let Some(token) = self.tokens.next() {
            match token {
                Token::Open(bracket) => self.open(bracket)?,
                Token::Call(name) => self.call(name)?,
                Token::Close(bracket) => self.close(bracket)?,
                Token::Keyword(name) => self.keyword(name)?,
                Token::Word(word) => self.word(word)?,
                Token::Comma => self.comma()?,
                Token::Semicolon => self.semicolon()?,
                Token::Newline => self.newline(),
            }
        }
        if let Some(frame) = self.frames.last() {
            return Err(nesting(format!("A “{}” is missing at the end.", frame.close))
                .hint("Copy the matrix with all of its brackets."));
        }
        let format = self.format.unwrap_or(match self.separator {
            Some(Separator::Comma) => Format::Python,
            _ => Format::NumpyPrint,
        });
        let rows = if self.transposed { transpose(self.rows) } else { self.rows };
        Ok(Reading::new(format, rows).scaled(self.factor.as_deref()))
    }

    fn depth(&self) -> usize {
        self.frames.last().map_or(0, |frame| frame.depth)
    }

    fn open(&mut self, bracket: char) -> Result<()> {
        let depth = self.depth();
        let is_whole = self.level == Some(2) || self.format == Some(Format::Matlab);
        if depth == 0 && !self.rows.is_empty() && is_whole {
            return Err(several());
        }
        if !self.row.is_empty() {
            return Err(self.uneven());
        }
        let close = match bracket {
            '[' => ']',
            '(' => ')',
            _ => '}',
        };
        let rows_before = self.rows.len();
        self.frames.push(Frame { close, depth: depth + 1, is_call: false, rows_before });
        self.last = Last::Start;
        Ok(())
    }

    fn call(&mut self, call: &str) -> Result<()> {
        let name = match call.rsplit_once('*') {
            Some((factor, name)) => {
                self.factor = Some(format!("*{factor}"));
                name
            }
            None => call,
        };
        self.format = self.format.or(calls::format(name)?);
        let (depth, rows_before) = (self.depth(), self.rows.len());
        self.frames.push(Frame { close: ')', depth, is_call: true, rows_before });
        Ok(())
    }

    fn close(&mut self, bracket: char) -> Result<()> {
        let frame = match self.frames.pop() {
            Some(frame) if frame.close == bracket => frame,
            Some(frame) => {
                let message = format!("“{bracket}” stands where “{}” should.", frame.close);
                return Err(nesting(message).hint("Close every bracket with its own kind."));
            }
            None => {
                return Err(nesting(format!("“{bracket}” closes a bracket that is not open."))
                    .hint("Copy the matrix with all of its brackets."));
            }
        };
        let is_empty_list = !frame.is_call && self.rows.len() == frame.rows_before;
        let ends_row = !frame.is_call || frame.depth == 0;
        if is_empty_list || (ends_row && !self.row.is_empty()) {
            self.end_row();
        }
        self.last = Last::Value;
        Ok(())
    }

    /// `dtype=..` and all that follows it in a call say nothing about the numbers.
    fn keyword(&mut self, name: &str) -> Result<()> {
        if self.frames.last().is_some_and(|frame| frame.is_call) {
            self.tokens.skip_call();
            return Ok(());
        }
        Err(beside(name))
    }

    fn word(&mut self, word: &str) -> Result<()> {
        let depth = self.depth();
        let frame = self.frames.last();
        if depth == 0
            && let Some(factor) = word.strip_suffix('*')
        {
            self.factor = Some(format!("*{factor}"));
            return Ok(());
        }
        match frame {
            None => return self.beside(word),
            // What follows the numbers in a call, such as `np.float32`, says nothing about them.
            Some(frame) if frame.is_call && depth == 0 && self.rows.len() > frame.rows_before => {
                self.tokens.skip_call();
                return Ok(());
            }
            Some(frame) if frame.close == '}' => {
                return Err(nesting("Numbers stand directly in braces.")
                    .hint("Braces hold a set of vectors; write each vector in [ ]."));
            }
            // A list of numbers that goes on after a whole row.
            Some(frame) if self.row.is_empty() && self.rows.len() > frame.rows_before => {
                self.format.get_or_insert(Format::Matlab);
            }
            Some(_) => {}
        }
        if self.level.is_some_and(|level| level != depth) {
            return Err(self.uneven());
        }
        if depth > 2 {
            let message = format!("There are {depth} levels of brackets; a matrix has 2.");
            let hint = format!(
                "Paste one matrix of the batch, such as x[{}].",
                vec!["0"; depth.min(6) - 2].join(", ")
            );
            return Err(nesting(message).expected(2).found(depth).hint(hint));
        }
        self.level = Some(depth);
        if self.last == Last::Value {
            self.separate(Separator::Blank)?;
        }
        self.row.push(word.to_owned());
        self.last = Last::Value;
        Ok(())
    }

    /// A word outside of all brackets: a transpose, a factor, or something foreign.
    fn beside(&mut self, word: &str) -> Result<()> {
        const TRANSPOSES: [&str; 6] = [".T", ".mT", "'", ".'", "^T", "^\\top"];
        let after_matrix = !self.rows.is_empty();
        if after_matrix && TRANSPOSES.contains(&word) {
            self.transposed = !self.transposed;
        } else if after_matrix && word.starts_with(['*', '/']) {
            self.factor = Some(word.to_owned());
        } else {
            return Err(beside(word));
        }
        Ok(())
    }

    fn comma(&mut self) -> Result<()> {
        if self.last != Last::Value {
            return Err(self
                .here(Code::EmptyCell, "Nothing stands before this comma.")
                .hint("Type a number there, or remove the comma."));
        }
        if self.depth() > 0 {
            self.separate(Separator::Comma)?;
        }
        self.last = Last::Comma;
        Ok(())
    }

    /// One text has one separator.
    fn separate(&mut self, separator: Separator) -> Result<()> {
        if *self.separator.get_or_insert(separator) == separator {
            return Ok(());
        }
        let message = "Some numbers have a comma between them, some only a blank.";
        Err(self
            .here(Code::MixedSeparators, message)
            .hint("Put a comma between all of them, or nowhere."))
    }

    fn semicolon(&mut self) -> Result<()> {
        if self.depth() > 1 {
            return Err(self
                .here(Code::MixedSeparators, "A semicolon stands inside of a row.")
                .hint("Write [1 2; 3 4] or [[1, 2], [3, 4]]."));
        }
        if !self.row.is_empty() {
            self.end_row();
        }
        self.last = Last::Start;
        Ok(())
    }

    fn newline(&mut self) {
        let in_list = self.depth() == 1 && self.last == Last::Value;
        if self.lines_are_rows && in_list && !self.row.is_empty() {
            self.end_row();
            self.last = Last::Start;
        }
    }

    fn end_row(&mut self) {
        self.rows.push(std::mem::take(&mut self.row));
    }

    fn here(&self, code: Code, message: &str) -> Error {
        Error::new(code, message).row(self.rows.len() + 1).column(self.row.len() + 1)
    }

    fn uneven(&self) -> Error {
        self.here(Code::Nesting, "Some numbers stand deeper in the brackets than others.")
            .hint("Give every row one pair of brackets, as in [[1, 2], [3, 4]].")
    }
}

fn nesting(message: impl Into<String>) -> Error {
    Error::new(Code::Nesting, message)
}

fn beside(word: &str) -> Error {
    Error::new(Code::NotAMatrix, format!("{} stands beside the brackets.", quote(word)))
        .hint("Paste the matrix alone.")
}

fn several() -> Error {
    Error::new(Code::NotAMatrix, "These are several matrices.").hint("Paste one at a time.")
}
