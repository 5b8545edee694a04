//! What stands around the lists of a bracketed matrix: names, calls with their keywords, and
//! arithmetic on the whole.

use super::super::label::is_statement;
use super::super::raw_table::Format;
use super::super::whole::behind;
use super::super::{axes, cell, quote};
use super::calls::{self, Call};
use super::state::{Frame, Kind, Last, Walk, beside, several};
use super::words::may_be_number;
use crate::base::error::{Code, Error, Result};

/// What a call, an object or a print says beside its numbers.
const ATTRIBUTES: [&str; 18] = [
    "shape",
    "dtype",
    "device",
    "strides",
    "layout",
    "ndim",
    "backend",
    "kind",
    "columns",
    "index",
    "requires_grad",
    "grad_fn",
    "place",
    "stop_gradient",
    "type",
    "name",
    "path",
    "order",
];

impl<'a> Walk<'a> {
    pub fn call(&mut self, call: &'a str) -> Result<()> {
        self.refuse_words()?;
        let Frame { kind, values, depth, .. } = *self.frame();
        if values > 0 && self.last == Last::Value && !kind.is_list() {
            return self.method(call);
        }
        if matches!(kind, Kind::Call(called) if called.is_matrix()) && values > 0 {
            if calls::kind(call).is_ok_and(Call::is_matrix) {
                return Err(several());
            }
            self.tokens.skip_arguments();
            self.last = Last::Value;
            return Ok(());
        }
        let name =
            if kind.is_list() { call.trim_start_matches('-') } else { self.whole.before(call) };
        if name.is_empty() && !kind.is_list() {
            return self.open('(');
        }
        let is_list = calls::LISTS.contains(&name) && self.tokens.opens_list(name);
        let called = if is_list { Call::List } else { calls::kind(name)? };
        let signs = if kind.is_list() { call.len() - name.len() } else { 0 };
        if signs > usize::from(called == Call::Number) || (kind.is_list() && called.acts()) {
            return Err(behind(call));
        }
        self.sign = if signs > 0 { "-" } else { "" };
        match called {
            Call::Of(format) => {
                if values > 0 && kind == Kind::Around && self.level > Some(1) {
                    return Err(self.several());
                }
                self.format.get_or_insert(format);
            }
            Call::Whole => {
                self.format.get_or_insert(Format::Tensor);
                self.whole.kind("int");
            }
            Call::Transpose | Call::Columns => self.whole.transpose(),
            Call::Not => self.whole.negate("not"),
            Call::Number | Call::Transparent | Call::List => {}
        }
        let is_list = matches!(called, Call::List | Call::Columns);
        self.push(')', Kind::Call(called), depth + usize::from(is_list));
        Ok(())
    }

    /// A method behind the matrix, or a sign before another one.
    fn method(&mut self, call: &'a str) -> Result<()> {
        let arguments = self.tokens.skip_arguments();
        let shown = format!("{call}({arguments})");
        let (before, name) = call.rsplit_once('.').ok_or_else(|| behind(&shown))?;
        let known = self.whole.behind(before) && self.whole.method(name, arguments, self.format);
        if known { Ok(()) } else { Err(behind(&shown)) }
    }

    /// A name and its sign: a keyword of a call, or what a row or the matrix is called.
    pub fn name(&mut self, name: &'a str) -> Result<()> {
        let Frame { kind, values, .. } = *self.frame();
        let words = std::mem::take(&mut self.words);
        if let Some(word) = words.iter().find(|word| is_statement(word)) {
            return Err(beside(word));
        }
        let name = if name.is_empty() { words.last().copied().unwrap_or_default() } else { name };
        let is_attribute = ATTRIBUTES.contains(&name);
        match kind {
            Kind::Call(_) if words.is_empty() => self.keyword(name),
            Kind::Braces if is_attribute => self.keyword(name),
            Kind::Around if is_attribute && values > 0 => self.keyword(name),
            // A print without its numbers tells only these.
            Kind::Around if matches!(name, "shape" | "dtype" | "strides") => self.keyword(name),
            Kind::Around | Kind::Braces
                if !name.is_empty() && !name.ends_with(['+', '-', '*', '/', '@']) =>
            {
                self.names.push(name);
                self.is_named = true;
                Ok(())
            }
            _ => Err(beside(if name.is_empty() { ":" } else { name })),
        }
    }

    /// `dtype=..` and its like say how the numbers are kept, and some how they are arranged.
    fn keyword(&mut self, name: &'a str) -> Result<()> {
        if matches!(name, "data" | "object" | "numpy" | "value" | "initial_value")
            && self.frame().values == 0
        {
            return Ok(());
        }
        let value = self.tokens.skip_value();
        self.last = Last::Value;
        match name {
            "shape" => {
                let sizes = value.trim_matches(|c: char| "()[] ".contains(c));
                self.shape = axes::sizes(sizes);
            }
            "dtype" => self.whole.kind(value),
            "nrow" => self.arranged.rows = value.parse().ok(),
            "ncol" => self.arranged.columns = value.parse().ok(),
            "byrow" => self.arranged.by_row = matches!(value, "TRUE" | "T"),
            "dim" | "indices" | "crow_indices" | "mask" | "copy_from" => {
                let shown = format!("{name}={value}");
                return Err(Error::new(
                    Code::NotAMatrix,
                    format!(
                        "{} says that the numbers belong in another order than the text shows.",
                        quote(&shown)
                    ),
                )
                .hint("Print the whole matrix and paste that."));
            }
            _ => {}
        }
        Ok(())
    }

    pub fn word(&mut self, word: &'a str) -> Result<()> {
        let Frame { kind, values, .. } = *self.frame();
        if kind.is_list() {
            return self.cell(word);
        }
        if values == 0 {
            if matches!(kind, Kind::Call(_)) && may_be_number(word) && !word.ends_with('*') {
                return self.cell(word);
            }
            let rest = self.whole.before(word);
            if !rest.is_empty() {
                self.words.push(rest);
            }
            return Ok(());
        }
        match (kind, self.last) {
            (Kind::Call(_), Last::Comma) => self.argument(word),
            // An operator in a call acts on a list of Python, and not on a matrix.
            (Kind::Call(Call::Of(_) | Call::Whole), _) if self.closed.is_list() => {
                Err(behind(word))
            }
            (Kind::Around | Kind::Call(_), Last::Value) if self.whole.behind(word) => {
                self.tokens.stay_behind();
                Ok(())
            }
            (Kind::Around, Last::Start | Last::Comma | Last::Semicolon) => {
                self.words.push(word);
                Ok(())
            }
            _ => Err(behind(format!("{word} {}", self.tokens.line()).trim())),
        }
    }

    /// What stands behind the numbers of a call without a name: a type, or how R arranges them.
    fn argument(&mut self, word: &str) -> Result<()> {
        let number = word.parse::<usize>();
        if number.is_err() && may_be_number(word) && cell::truth(word).is_none() {
            return Err(beside(word));
        }
        match number {
            Ok(number) if self.arranged.rows.is_none() => self.arranged.rows = Some(number),
            Ok(number) if self.arranged.columns.is_none() => self.arranged.columns = Some(number),
            Ok(_) => return Err(beside(word)),
            Err(_) => match cell::truth(word) {
                Some(by_row) => self.arranged.by_row = by_row,
                None => self.whole.kind(word),
            },
        }
        self.tokens.skip_value();
        self.last = Last::Value;
        Ok(())
    }
}
