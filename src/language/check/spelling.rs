//! Names that nothing here has: what their writer may have meant, with what stands for it.

use super::elsewhere::elsewhere;
use super::scope::{Origin, Scope};
use super::similar::similar;
use crate::grammar::Kind as Sign;
use crate::language::alike::alike;
use crate::language::diagnostic::{Diagnostic, LONGEST, Mistake};
use crate::language::notation::{Token, Word};
use crate::language::read::letter;
use crate::language::span::Span;
use crate::language::text::Line;
use crate::language::words;
use crate::program::condition::Comparison;

impl Scope {
    /// A name that nothing has. `own` is the step that reads it.
    pub(super) fn unknown_name(
        &self,
        name: &str,
        at: Span,
        letters: Option<&str>,
        own: Option<&str>,
    ) -> Box<Diagnostic> {
        if let Some(later) = self.foretold.get(name) {
            let message = format!("\"{name}\" is read here and given on line {}.", later.line);
            let error = Diagnostic::new(Mistake::TooEarly, at, message).other(*later);
            return error
                .hint("A step can read only the lines above it: move one of the two lines.");
        }
        let is_called = letters.is_none() && self.follows(at, '(');
        let what = match letters {
            Some(_) => "table",
            None if is_called => "function",
            None => "number, axis or step",
        };
        let message = format!("There is no {what} \"{name}\".");
        let error = Diagnostic::new(Mistake::UnknownName, at, message);
        let known = || {
            let tables = self.checked.tables.iter().map(|table| &*table.name.text);
            tables.chain(self.checked.params.iter().map(|(name, _)| &*name.text))
        };
        let stands_here = elsewhere(name);
        let mut error = match stands_here {
            Some((_, hint)) => error.hint(hint),
            None if is_called => error.hint(format!(
                "Functions are: {}.",
                words::FUNCTIONS.iter().map(|of| of.name()).collect::<Vec<_>>().join(", ")
            )),
            None if known().next().is_none() => {
                error.hint("Declare tables with in and numbers with param.")
            }
            None => error.hint(format!("There are: {}.", listed(known()))),
        };
        if let Some((Some(here), _)) = stands_here {
            error = error.fix(at, here);
        }
        if stands_here.is_none() {
            for word in misspelt(name, letters.is_some(), is_called) {
                error = error.fix(at, word);
            }
        }
        if !is_called {
            for near in similar(name, known().chain(own)) {
                error = self.looks_so(error, name, &near).fix(at, near);
            }
        }
        error = self.without_transposition(error, name, at, letters);
        error = self.subscript(error, name, at, letters);
        let axes = name
            .chars()
            .all(|c| letter(&c.to_string()).is_some_and(|l| self.own_size(l).is_some()));
        if letters.is_none() && axes && name.chars().count() <= 4 {
            let apart: Vec<String> = name.chars().map(String::from).collect();
            error = error.fix(at, apart.join(" "));
        }
        // A table may be spelled nearly as a word is: `mask` and `max`.
        let is_word_alone = error.fixes.iter().all(|fix| words::is_word(&fix.text));
        if is_word_alone && stands_here.is_none() {
            error = self.declared(error, name, at, letters);
        }
        error
    }

    /// Two names that look the same: the one in ASCII is easier to type.
    fn looks_so(&self, error: Box<Diagnostic>, name: &str, known: &str) -> Box<Diagnostic> {
        let is_alike = |one: &str, two: &str| alike(one).is_some_and(|one| one == two);
        if !is_alike(name, known) && !is_alike(known, name) {
            return error;
        }
        let Some(table) = self.table(known) else { return error };
        let hint = format!("It looks like \"{known}\" and has another letter.");
        let error = error.hint(hint).other(table.name.span);
        if name.is_ascii() { error.fix(table.name.span, name) } else { error }
    }

    /// Whether a sign stands directly behind a place.
    pub(super) fn follows(&self, at: Span, sign: char) -> bool {
        self.slice(Span { length: 1, ..at.behind() }).starts_with(sign)
    }

    /// `kᵀ[d,j]`, where `k[j,d]` is meant, and `k[j,d]ᵀ`.
    fn without_transposition(
        &self,
        error: Box<Diagnostic>,
        name: &str,
        at: Span,
        letters: Option<&str>,
    ) -> Box<Diagnostic> {
        let Some(plain) = name.strip_suffix(['ᵀ', 'ᵗ']) else { return error };
        let error = error.hint("Nothing is transposed: the letters say which axis is which.");
        let table = self.table(plain).filter(|_| letters.is_some());
        match (letters, table) {
            (None, _) if plain.is_empty() => error.fix(at, ""),
            (Some(letters), Some(_)) => {
                let turned: Vec<&str> = letters.split(',').rev().collect();
                let whole = Span { length: at.length + letters.chars().count() + 2, ..at };
                error.fix(whole, format!("{plain}[{}]", turned.join(","))).fix(at, plain)
            }
            _ => error,
        }
    }

    /// `q_id` for `q[i,d]`, `sum_d` for `sum[d]`, `d_k` for `|d|`.
    fn subscript(
        &self,
        error: Box<Diagnostic>,
        name: &str,
        at: Span,
        letters: Option<&str>,
    ) -> Box<Diagnostic> {
        let Some((base, below)) = name.rsplit_once('_').filter(|_| letters.is_none()) else {
            return error;
        };
        let all: Option<Vec<String>> =
            below.chars().map(|c| letter(&c.to_string()).map(String::from)).collect();
        let index =
            all.filter(|all| !all.is_empty()).map(|all| format!("{base}[{}]", all.join(",")));
        let is_reducer = words::Reducer::find(base).is_some();
        match index {
            Some(index) if is_reducer || self.table(base).is_some() => error
                .hint("The letters of the axes stand in square brackets after the name.")
                .fix(at, index),
            _ => [base, below]
                .into_iter()
                .filter_map(letter)
                .filter(|letter| self.own_size(*letter).is_some())
                .fold(error, |error, letter| {
                    error
                        .hint(format!("The size of the axis {letter} is |{letter}|."))
                        .fix(at, format!("|{letter}|"))
                }),
        }
    }

    /// Offers to declare a table among those that are given.
    fn declared(
        &self,
        error: Box<Diagnostic>,
        name: &str,
        at: Span,
        letters: Option<&str>,
    ) -> Box<Diagnostic> {
        let is_index = |text: &&str| text.split(',').all(|part| letter(part).is_some());
        let Some(letters) = letters.filter(is_index) else { return error };
        let table = format!("{name}[{letters}]");
        let line = self.checked.tables.iter().rev().find(|table| table.origin == Origin::Given);
        if let Some(line) = line.and_then(|table| self.lines.get(table.name.span.line - 1)) {
            return error.fix(line.span().behind(), format!(", {table}"));
        }
        let own = Span { column: 1, length: 0, ..at };
        let others = self.lines.get(at.line - 1).map(|line| self.unknown_tables(line));
        error.fix(own, format!("in {}\n", others.unwrap_or(table)))
    }

    /// The tables that a line reads and nothing gives, as a list.
    fn unknown_tables(&self, line: &Line) -> String {
        let tokens = &line.tokens;
        let mut found: Vec<String> = Vec::new();
        for pair in tokens.windows(2).skip(1) {
            let is_table = pair[0].kind == Sign::Name
                && pair[1].kind == Sign::Word(Word::OpenIndex)
                && !words::is_word(&pair[0].text)
                && self.table(&pair[0].text).is_none();
            let from = pair[0].span;
            let rest = line.slice(Span { length: line.code.chars().count(), ..from });
            if let Some((table, _)) = rest.split_once(']').filter(|_| is_table)
                && !found.iter().any(|known| known.starts_with(&format!("{}[", pair[0].text)))
            {
                found.push(format!("{table}]"));
            }
        }
        found.join(", ")
    }

    /// A function that nothing here has, on a line that cannot be read behind it.
    pub(super) fn unknown_call(&self, line: &Line, broken: &Diagnostic) -> Option<Box<Diagnostic>> {
        let tokens = &line.tokens;
        let equals = Sign::Word(Word::Compare(Comparison::Equal));
        let right = tokens.iter().position(|token| token.kind == equals)?;
        let own = tokens.first().map(|token| &*token.text);
        let is_call = |pair: &&[Token]| {
            let name = &*pair[0].text;
            let opens = match pair[1].kind {
                Sign::Open => pair[0].span.end() == pair[1].span.column,
                Sign::Word(Word::OpenIndex) => elsewhere(name).is_some(),
                _ => false,
            };
            let is_known = words::is_word(name)
                || letter(name).is_some()
                || self.table(name).is_some()
                || self.param(name).is_some()
                || self.foretold.contains_key(name);
            let at = pair[0].span;
            pair[0].kind == Sign::Name && opens && !is_known && at.column <= broken.column
        };
        let call = tokens[right..].windows(2).find(is_call)?;
        let is_index = call[1].kind != Sign::Open;
        Some(self.unknown_name(&call[0].text, call[0].span, is_index.then_some(""), own))
    }
}

/// Names one after the other, as many as a hint has room for.
fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let mut list = String::new();
    for name in names {
        if list.len() > LONGEST {
            break;
        }
        list.push_str(if list.is_empty() { "" } else { ", " });
        list.push_str(name);
    }
    list
}

/// Words of the language that a wrong one may stand for: reductions before an index, functions before
/// a bracket, `inf` alone.
fn misspelt(name: &str, is_index: bool, is_called: bool) -> Vec<String> {
    let reducers = words::Reducer::ALL.iter().map(|(_, word)| *word).chain(["concat"]);
    let functions = words::FUNCTIONS.iter().map(|of| of.name()).chain(["block", "top", "normal"]);
    // `sigm` for sigmoid, before words that are as near.
    let begun = |words: Vec<&'static str>| {
        let is_begun = |word: &&str| name.len() > 2 && word.starts_with(name);
        words.into_iter().find(is_begun).map(str::to_owned)
    };
    let with_begun = |words: Vec<&'static str>| {
        let near = similar(name, words.iter().copied());
        begun(words).into_iter().chain(near).collect::<Vec<String>>()
    };
    match (is_index, is_called) {
        (true, _) => with_begun(reducers.collect()),
        (_, true) => with_begun(functions.collect()),
        _ => similar(name, std::iter::once("inf")).into_iter().filter(|_| name.len() > 2).collect(),
    }
}
