//! The walk over the tokens of a bracketed matrix.
//!
//! It knows how many lists are open and at which depth the numbers stand: two lists deep in
//! `[[1, 2], [3, 4]]`, one deep in `[1 2; 3 4]`, more in a tensor. A row ends where its list ends,
//! and one deep also at a semicolon or a line end. What stands around the lists is a name, a call,
//! or arithmetic on the whole. Brackets are kept on a stack of its own, so that a text of ten
//! thousand of them is only an error.

use super::super::lines::names;
use super::super::raw_table::{Format, RawTable};
use super::super::whole::behind;
use super::super::{axes, label, limits};
use super::calls::Call;
use super::state::{Arranged, Frame, Kind, Last, Separator, Walk, beside, several};
use super::tokens::Token;
use super::words::{may_be_number, plain};
use crate::base::error::{Code, Error, Result};

impl<'a> Walk<'a> {
    /// Walks to the end of the text.
    pub fn reading(mut self) -> Result<RawTable> {
        while let Some(token) = self.tokens.next() {
            match token {
                Token::Open(_) if self.tokens.is_glued() => {
                    return Err(behind(&format!("[{}", self.tokens.line())));
                }
                Token::Open(bracket) => self.open(bracket)?,
                Token::Call(name) => self.call(name)?,
                Token::Close(bracket) => self.close(bracket)?,
                Token::Name(name) => self.name(name)?,
                Token::Word(word) => self.word(word)?,
                Token::Quoted(text) => self.quoted(text)?,
                Token::Comma => self.comma()?,
                Token::Semicolon => self.semicolon()?,
                Token::Newline => self.newline()?,
            }
        }
        self.finish()
    }

    pub fn open(&mut self, bracket: char) -> Result<()> {
        self.refuse_words()?;
        let depth = self.depth();
        let Frame { kind, values, .. } = *self.frame();
        if bracket == '('
            && kind == Kind::Around
            && values == 0
            && self.tokens.is_before_expression()
        {
            self.push(')', Kind::Around, depth);
            return Ok(());
        }
        let is_whole = self.level > Some(1) || self.format == Some(Format::Matlab);
        let is_second = matches!(kind, Kind::Call(call) if call.is_matrix()) && values > 0;
        if (depth == 0 && !self.rows.is_empty() && is_whole) || is_second {
            return Err(self.several());
        }
        if !self.row.is_empty() {
            return Err(self.uneven());
        }
        if bracket == '{' && kind == Kind::Braces && self.is_named {
            return Err(nesting("An object stands in an object: its rows may be columns.")
                .hint("Paste the rows as lists, as in [[1, 2], [3, 4]]."));
        }
        let (close, kind) = match bracket {
            '[' => (']', Kind::List),
            '(' => (')', Kind::List),
            _ => ('}', Kind::Braces),
        };
        self.push(close, kind, depth + 1);
        Ok(())
    }

    fn close(&mut self, bracket: char) -> Result<()> {
        self.refuse_words()?;
        let frame = match self.frames.pop_if(|frame| frame.close != '\0') {
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
        self.closed = frame.kind;
        self.is_object |= frame.kind == Kind::Braces && frame.depth == 1 && frame.named > 0;
        let is_list = frame.kind.is_list();
        let is_empty_list = is_list && self.rows.len() == frame.rows_before;
        if is_empty_list || ((is_list || frame.depth == 0) && !self.row.is_empty()) {
            self.end_row()?;
        }
        let holds_lists = is_list && self.level > Some(frame.depth);
        if holds_lists {
            self.check_size(&frame)?;
        }
        if let Some(parent) = self.frames.last_mut() {
            parent.values += 1;
            if holds_lists && parent.named > 0 && parent.values > 1 {
                return Err(self.several());
            }
        }
        self.last = Last::Value;
        Ok(())
    }

    /// Lists of one depth hold equally many: the first says how many.
    fn check_size(&mut self, frame: &Frame) -> Result<()> {
        let at = frame.depth - 1;
        if self.sizes.len() <= at {
            self.sizes.resize(at + 1, None);
        }
        let Some(size) = self.sizes.get_mut(at) else { return Ok(()) };
        let first = *size.get_or_insert(frame.values);
        if first == frame.values {
            return Ok(());
        }
        let message =
            format!("This part has {} rows or tables; the first has {first}.", frame.values);
        Err(Error::new(Code::RowLength, message)
            .row(self.rows.len())
            .expected(first)
            .found(frame.values)
            .hint("Give every part of a tensor the same count."))
    }

    /// A text in quotation marks: a number, or a row of numbers.
    fn quoted(&mut self, text: &'a str) -> Result<()> {
        let Frame { kind, values, depth, .. } = *self.frame();
        let is_one = may_be_number(text) && !text.contains([' ', ',', ';']);
        if kind == Kind::Call(Call::Number) || (kind.is_list() && is_one) {
            return self.cell(text);
        }
        let rows: Vec<&str> = text.split(';').map(str::trim).collect();
        let is_rows =
            text.split([' ', ',', ';']).filter(|word| !word.is_empty()).all(may_be_number);
        let holds_rows = kind.is_list() || (matches!(kind, Kind::Call(_)) && values == 0);
        if !is_rows || !holds_rows || !self.row.is_empty() || (kind.is_list() && rows.len() > 1) {
            return match kind {
                Kind::Around => {
                    self.words.push(text);
                    Ok(())
                }
                Kind::Call(_) if values > 0 => Ok(()),
                _ => Err(beside(text)),
            };
        }
        self.at_level(depth + 1)?;
        if kind.is_list() {
            self.format.get_or_insert(Format::Python);
        }
        for row in rows {
            self.row =
                row.split([' ', ',']).filter(|word| !word.is_empty()).map(str::to_owned).collect();
            self.end_row()?;
        }
        self.count_value();
        self.last = Last::Value;
        Ok(())
    }

    /// One number of a row.
    pub fn cell(&mut self, word: &str) -> Result<()> {
        let Frame { kind, depth, rows_before, .. } = *self.frame();
        if kind == Kind::Braces && !self.is_named && !self.may_hold_numbers() {
            return Err(in_braces());
        }
        if kind.is_list() && self.row.is_empty() && self.rows.len() > rows_before {
            // A list of numbers that goes on after a whole row.
            self.format.get_or_insert(Format::Matlab);
        }
        if kind == Kind::Braces && !self.is_named {
            self.format.get_or_insert(Format::Braces);
        }
        self.at_level(depth)?;
        if self.last == Last::Value && !self.row.is_empty() && kind.is_list() {
            self.separate(Separator::Blank)?;
        }
        if std::mem::take(&mut self.is_named) {
            let column = self.names.pop().unwrap_or_default();
            self.cell_names.push(column);
        }
        let sign = std::mem::take(&mut self.sign);
        self.row.push(format!("{sign}{}", plain(word)));
        if !kind.is_list() {
            self.count_value();
        }
        self.last = Last::Value;
        Ok(())
    }

    /// Whether braces may hold numbers: in other braces, as in `{{1, 2}, {3, 4}}`, or where the
    /// text says how the numbers are arranged.
    fn may_hold_numbers(&self) -> bool {
        let parent = self.frames.iter().rev().nth(1);
        parent.is_some_and(|parent| {
            parent.kind == Kind::Braces || matches!(parent.kind, Kind::Call(_))
        }) || self.shape.is_some()
    }

    /// All numbers stand at one depth.
    fn at_level(&mut self, depth: usize) -> Result<()> {
        if self.level.is_some_and(|level| level != depth) {
            return Err(self.uneven());
        }
        if depth > limits::AXES {
            return Err(axes::too_deep(depth, 2));
        }
        self.level = Some(depth);
        Ok(())
    }

    fn comma(&mut self) -> Result<()> {
        if self.last != Last::Value {
            return Err(self
                .here(Code::EmptyCell, "Nothing stands before this comma.")
                .hint("Type a number there, or remove the comma."));
        }
        self.refuse_words()?;
        if self.frame().kind.is_list() && !self.row.is_empty() {
            self.separate(Separator::Comma)?;
        }
        self.last = Last::Comma;
        Ok(())
    }

    /// One text has one separator between its numbers.
    fn separate(&mut self, separator: Separator) -> Result<()> {
        if *self.separator.get_or_insert(separator) == separator {
            return Ok(());
        }
        let message = "Some numbers have a comma between them, some only a space.";
        Err(self
            .here(Code::MixedSeparators, message)
            .hint("Put a comma between all of them, or nowhere."))
    }

    fn semicolon(&mut self) -> Result<()> {
        if self.depth() > 1 {
            return Err(self
                .here(Code::MixedSeparators, "A semicolon stands inside a row.")
                .hint("Write [1 2; 3 4] or [[1, 2], [3, 4]]."));
        }
        if self.last == Last::Semicolon {
            return Err(self
                .here(Code::Nesting, "Two semicolons stand together.")
                .hint("Write one between two rows; Julia's ;;; makes another axis."));
        }
        if !self.row.is_empty() {
            self.end_row()?;
        }
        self.last = Last::Semicolon;
        Ok(())
    }

    fn newline(&mut self) -> Result<()> {
        let is_list = self.frame().kind.is_list();
        let in_list = is_list && self.depth() == 1 && self.last == Last::Value;
        if self.lines_are_rows && in_list && !self.row.is_empty() {
            self.end_row()?;
            self.last = Last::Start;
        } else if self.last == Last::Semicolon
            || (self.frames.len() == 1 && self.last == Last::Value)
        {
            self.last = Last::Start;
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<()> {
        let names = std::mem::take(&mut self.cell_names);
        if !names.is_empty() {
            let columns = self.columns.get_or_insert_with(|| names.clone());
            if *columns != names {
                return Err(self
                    .here(
                        Code::RowLength,
                        "The cells of this row have other names than those of the first.",
                    )
                    .hint("Give every row the same names in the same order."));
            }
        }
        self.rows.push(std::mem::take(&mut self.row));
        Ok(())
    }

    /// What the walk has gathered, arranged.
    fn finish(self) -> Result<RawTable> {
        if let Some(frame) = self.frames.last().filter(|frame| frame.close != '\0') {
            return Err(nesting(format!("A “{}” is missing at the end.", frame.close))
                .hint("Copy the matrix with all of its brackets."));
        }
        self.refuse_words()?;
        let format = self.format.unwrap_or(match self.separator {
            Some(Separator::Comma) => Format::Python,
            _ => Format::NumpyPrint,
        });
        let is_one = self.rows.len() == 1 && self.rows.iter().all(|row| row.len() == 1);
        if format == Format::Braces && is_one {
            return Err(in_braces());
        }
        if label::have_roles(&self.names) || (self.frame().values > 1 && !self.whole.is_nothing()) {
            return Err(several());
        }
        let mut outer: Vec<usize> = self.sizes.iter().map(|size| size.unwrap_or(1)).collect();
        outer.pop();
        // An object with one matrix is no axis.
        if self.is_object && !outer.is_empty() {
            outer.remove(0);
        }
        let named_rows = self.names.len() > 1 || self.columns.is_some();
        let mut reading = RawTable::new(format, self.rows);
        reading.outer = outer;
        reading.shape = self.shape;
        let Arranged { rows, columns, by_row } = self.arranged;
        if rows.is_some() || columns.is_some() {
            reading = reading.arranged(rows, columns, by_row).ok_or_else(|| {
                Error::new(
                    Code::RowLength,
                    "The numbers do not fill the rows and columns that the call names.",
                )
                .hint("Print the matrix and paste that.")
            })?;
        }
        reading = reading.in_shape();
        if named_rows {
            reading = reading.remark("names", names::LEFT_OUT);
        }
        self.whole.apply(reading)
    }

    fn here(&self, code: Code, message: &str) -> Error {
        Error::new(code, message).row(self.rows.len() + 1).column(self.row.len() + 1)
    }

    fn uneven(&self) -> Error {
        self.here(Code::Nesting, "Some numbers are in more brackets than others.")
            .hint("Give every row one pair of brackets, as in [[1, 2], [3, 4]].")
    }
}

fn in_braces() -> Error {
    nesting("Numbers stand directly in braces.")
        .hint("Braces hold a set of vectors; write each vector in [ ].")
}

fn nesting(message: impl Into<String>) -> Error {
    Error::new(Code::Nesting, message)
}
