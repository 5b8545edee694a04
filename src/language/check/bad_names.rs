//! Names that a line gives and that are none: what is said of the lines that read them.

use super::scope::Scope;
use crate::grammar::Kind as Sign;
use crate::language::diagnostic::{Diagnostic, Mistake};
use crate::language::notation::{Token, Word};
use crate::language::text::Line;
use crate::language::words;

impl Scope {
    /// Names that were refused above and are read on this line all the same: what is said of it
    /// would be said twice.
    pub(super) fn follows_bad_name(&self, line: &Line) -> bool {
        let tokens = &line.tokens;
        (0..tokens.len()).filter(|_| !self.bad_names.is_empty()).any(|at| {
            let behind = &tokens[at..];
            let begins = |bad: &Vec<String>| {
                bad.len() <= behind.len()
                    && bad.iter().zip(behind).all(|(bad, token)| token.text == *bad)
            };
            self.bad_names.get(&*behind[0].text).is_some_and(|all| all.iter().any(begins))
        })
    }

    /// Remembers a name that a line gives and that is none, with its index where it has one.
    pub(super) fn remember_bad_name(&mut self, line: &Line, error: &Diagnostic) {
        // What calls a function that is refused says nothing else.
        if let (Mistake::Function, Some(name)) = (error.code, line.tokens.first()) {
            let call = vec![name.text.to_string(), "(".to_owned()];
            self.bad_names.entry(name.text.to_string()).or_default().push(call);
            return;
        }
        // The place of the largest cell, which lines below read in an index.
        let is_place = |token: &Token| matches!(&*token.text, "argmax" | "argmin");
        if let (Mistake::UnknownName, Some(name)) = (error.code, line.tokens.first())
            && line.tokens.iter().any(is_place)
        {
            let reading = vec![name.text.to_string(), "[".to_owned()];
            self.bad_names.entry(name.text.to_string()).or_default().push(reading);
            return;
        }
        if error.code != Mistake::BadName && error.code != Mistake::Foreign {
            return;
        }
        // What the first cure replaces.
        let (column, length) = error
            .fixes
            .first()
            .map_or((error.column, error.length), |fix| (fix.column, fix.length));
        let tokens = &line.tokens;
        let Some(first) = tokens.iter().position(|token| token.span.column == column) else {
            return;
        };
        let covered =
            tokens[first..].iter().take_while(|token| token.span.column < column + length.max(1));
        let mut name: Vec<String> = covered.map(|token| token.text.to_string()).collect();
        let opens = |token: &&Token| token.kind == Sign::Word(Word::OpenIndex);
        if let Some(open) = tokens.get(first + name.len()).filter(opens) {
            name.push(open.text.to_string());
            name.extend(tokens.get(first + name.len()).map(|token| token.text.to_string()));
        }
        let is_name = name.first().is_some_and(|first| words::is_word(first)) || name.len() > 2;
        if is_name && name.len() > 1 {
            self.bad_names.entry(name[0].clone()).or_default().push(name);
        }
    }

    /// Offers the names by which the ones are called that were none: `norm_` for `norm`, `w_q` for
    /// `w-q`.
    pub(super) fn renamed(&self, line: &Line, error: Box<Diagnostic>) -> Box<Diagnostic> {
        let tokens = &line.tokens;
        let mut error = error;
        if !self.checked.tables.iter().any(|table| table.name.text.contains('_')) {
            return error;
        }
        for (place, token) in
            tokens.iter().enumerate().filter(|(_, token)| token.kind == Sign::Name)
        {
            let other = format!("{}_", token.text);
            if words::is_word(&token.text) && self.table(&other).is_some() {
                error = error.fix(token.span, other);
            }
            let joined = tokens.get(place + 1).zip(tokens.get(place + 2));
            for last in [tokens.get(place + 1), joined.map(|(_, last)| last)].into_iter().flatten()
            {
                let whole = format!("{}_{}", token.text, last.text);
                if last.kind == Sign::Name && self.table(&whole).is_some() {
                    error = error.fix(token.span.to(last.span), whole);
                }
            }
        }
        error
    }
}
