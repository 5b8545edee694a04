//! Bracketed matrices: Python lists and JSON, `tensor(..)`, `array(..)`, NumPy's print, MATLAB.
//!
//! One walk over the tokens serves all of them. It knows how many lists are open and at which
//! depth the numbers stand: two lists deep in `[[1, 2], [3, 4]]`, one deep in `[1 2; 3 4]`.

use super::quote;
use super::reading::{Format, Reading, transpose};
use super::tokens::{Token, Tokens, is_root};
use crate::error::{Code, Error, Result};

/// Whether the text has brackets other than those of a root.
pub(super) fn looks_like(text: &str) -> bool {
    text.match_indices(['[', '(', '{']).any(|(at, _)| !text.get(..at).is_some_and(is_root))
}

pub(super) fn read(text: &str) -> Result<Reading> {
    if !wraps_like_numpy(text) {
        return Walk::new(text, true).reading();
    }
    let reading = Walk::new(text, false).reading()?;
    let by_line = Walk::new(text, true).reading()?.rows;
    let columns = by_line.first().map_or(0, Vec::len);
    if by_line == reading.rows || by_line.iter().any(|row| row.len() != columns) {
        return Ok(reading);
    }
    let message = "Read the lines as one long row, as NumPy breaks it.";
    Ok(reading.remark("wrapped-print", message).or("One row a line", by_line))
}

/// NumPy breaks a line only where the next number does not fit into 75 columns. MATLAB's rows, on
/// lines of their own in the same brackets, end earlier.
fn wraps_like_numpy(text: &str) -> bool {
    const WIDTH: usize = 75;
    let widest = text.split_whitespace().map(str::len).max().unwrap_or(0);
    let mut lines = text.lines().rev().skip(1).peekable();
    lines.peek().is_some()
        && !text.contains([',', ';'])
        && lines.all(|line| line.trim_end().len() + " ".len() + widest >= WIDTH)
}

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

struct Walk<'a> {
    tokens: Tokens<'a>,
    /// Whether a line end inside a list of numbers ends a row, as in MATLAB.
    lines_are_rows: bool,
    frames: Vec<Frame>,
    rows: Vec<Vec<String>>,
    row: Vec<String>,
    last: Last,
    /// How many lists deep the numbers stand.
    level: Option<usize>,
    commas: bool,
    blanks: bool,
    /// Whether one list holds several rows.
    matlab: bool,
    called: Option<Format>,
    factor: Option<String>,
    transposed: bool,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str, lines_are_rows: bool) -> Self {
        Self {
            tokens: Tokens::new(text),
            lines_are_rows,
            frames: Vec::new(),
            rows: Vec::new(),
            row: Vec::new(),
            last: Last::Start,
            level: None,
            commas: false,
            blanks: false,
            matlab: false,
            called: None,
            factor: None,
            transposed: false,
        }
    }

    fn reading(mut self) -> Result<Reading> {
        while let Some(token) = self.tokens.next() {
            match token {
                Token::Open(bracket) => self.open(bracket)?,
                Token::Call(name) => self.call(name)?,
                Token::Close(bracket) => self.close(bracket)?,
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
        let format = match self.called {
            Some(format) => format,
            None if self.matlab => Format::Matlab,
            None if self.blanks || !self.commas => Format::NumpyPrint,
            None => Format::Python,
        };
        let rows = if self.transposed { transpose(self.rows) } else { self.rows };
        Ok(Reading::new(format, rows).scaled(self.factor.as_deref()))
    }

    fn depth(&self) -> usize {
        self.frames.last().map_or(0, |frame| frame.depth)
    }

    fn open(&mut self, bracket: char) -> Result<()> {
        let depth = self.depth();
        if depth == 0 && !self.rows.is_empty() && (self.level == Some(2) || self.matlab) {
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
        const ARRAYS: [&str; 6] = ["array", "asarray", "matrix", "Array", "DeviceArray", "ndarray"];
        const TENSORS: [&str; 6] =
            ["tensor", "Tensor", "FloatTensor", "DoubleTensor", "as_tensor", "Parameter"];
        const NUMBERS: [&str; 9] =
            ["float16", "float32", "float64", "int8", "int32", "int64", "bool", "bool_", "float"];
        let name = match call.rsplit_once('*') {
            Some((factor, name)) => {
                self.factor = Some(format!("*{factor}"));
                name
            }
            None => call,
        };
        let last = name.rsplit('.').next().unwrap_or(name);
        if last == "Size" {
            return Err(Error::new(Code::NotAMatrix, "This is a shape, not the numbers.")
                .hint("Print the tensor itself and paste that."));
        }
        if TENSORS.contains(&last) {
            self.called.get_or_insert(Format::Tensor);
        } else if ARRAYS.contains(&last) {
            self.called.get_or_insert(Format::Array);
        } else if !NUMBERS.contains(&last) {
            let message = format!("{} does not open a matrix.", quote(&format!("{call}(")));
            return Err(Error::new(Code::NotAMatrix, message)
                .hint("Run it, and paste the numbers that it gives."));
        }
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
            // `dtype=..` and all that follows it say nothing about the numbers.
            Some(frame) if frame.is_call => {
                let has_data = depth == 0 && self.rows.len() > frame.rows_before;
                if has_data || word.contains('=') {
                    self.tokens.skip_call();
                    return Ok(());
                }
            }
            Some(frame) if frame.close == '}' => {
                return Err(nesting("Numbers stand directly in braces.")
                    .hint("Braces hold a set of vectors; write each vector in [ ]."));
            }
            Some(frame) => {
                self.matlab |= self.row.is_empty() && self.rows.len() > frame.rows_before;
            }
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
        self.blanks |= self.last == Last::Value;
        if self.blanks && self.commas {
            return Err(self
                .here(
                    Code::MixedSeparators,
                    "Some numbers have a comma between them, some only a blank.",
                )
                .hint("Put a comma between all of them, or nowhere."));
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
            let message = format!("{} stands beside the brackets.", quote(word));
            return Err(Error::new(Code::NotAMatrix, message).hint("Paste the matrix alone."));
        }
        Ok(())
    }

    fn comma(&mut self) -> Result<()> {
        if self.last != Last::Value {
            return Err(self
                .here(Code::EmptyCell, "Nothing stands before this comma.")
                .hint("Type a number there, or remove the comma."));
        }
        self.commas = true;
        self.last = Last::Comma;
        Ok(())
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

fn several() -> Error {
    Error::new(Code::NotAMatrix, "These are several matrices.").hint("Paste one at a time.")
}
