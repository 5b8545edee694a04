//! A step: its left side, what it is, and lines that are none.

use super::{Reader, letter};
use crate::grammar::Kind;
use crate::language::diagnostic::{Diagnostic, Mistake, Outcome};
use crate::language::notation::Word;
use crate::language::span::Span;
use crate::language::syntax::{
    Expression, Index, Kind as ExpressionKind, Left, LetterAt, Name, Statement,
};
use crate::language::words::list_word;
use crate::program::condition::Comparison;

impl Reader<'_> {
    /// `scores[i,j] = …`
    pub(super) fn step(&mut self) -> Outcome<Statement> {
        let left = self.left()?;
        if !self.take(Kind::Word(Word::Compare(Comparison::Equal))) {
            return Err(self.no_equals(&left));
        }
        if self.peek().is_none() {
            let error = self.syntax(format!("\"{}\" has no formula.", left.name.text));
            return Err(error.hint("Write a formula after \"=\"."));
        }
        let right = self.whole()?;
        if self.is_next("if") || self.is_next("where") {
            return Err(self.condition_behind(&right));
        }
        Ok(Statement::Step { left, right: right.into() })
    }

    /// A line that is no step: tables without `in`, a word of another language, round brackets.
    fn no_equals(&self, left: &Left) -> Box<Diagnostic> {
        let name = &left.name;
        let message =
            format!("\"{}\" needs a \"=\" after it; {} stands here.", name.text, self.found());
        let error = self.syntax(message);
        let error = error.hint("A line is a step: its name and its axes, \"=\", and a formula.");
        let has_equals = self
            .tokens
            .iter()
            .any(|token| token.kind == Kind::Word(Word::Compare(Comparison::Equal)));
        let word = list_word(&name.text, has_equals);
        if let (Some(word), Some(Kind::Name), true) = (word, self.kind(), left.indices.is_empty()) {
            return error.hint(format!("This list begins with {word}.")).fix(name.span, word);
        }
        if let Some((at, text)) = self.shape(name) {
            return error.hint("Given tables stand after the word in.").fix(at, text);
        }
        match self.kind() {
            _ if self.begins_value() && !left.indices.is_empty() => {
                error.fix(self.here().before(), "= ")
            }
            Some(Kind::Open) if self.is_definition() => {
                let message = format!(
                    "\"{}\" is defined as a function, and functions cannot be defined here.",
                    name.text
                );
                let error = Diagnostic::new(Mistake::Function, self.here(), message);
                error.hint(
                    "Write the formula where the function is called, or make a step of it: f[i,d] = elu(q[i,d]) + 1.",
                )
            }
            Some(Kind::Open) => match self.round(name) {
                Some((at, text)) => error.hint("Axes stand in square brackets.").fix(at, text),
                None => error,
            },
            Some(Kind::Minus) if self.kind_at(1) == Some(Kind::Name) && left.indices.is_empty() => {
                let last = &self.tokens[self.at + 1];
                let error = error.hint("A name is letters, digits, \"_\" and primes.");
                error.fix(name.span.to(last.span), format!("{}_{}", name.text, last.text))
            }
            Some(Kind::Comma) | None if !left.indices.is_empty() => {
                error.hint("Given tables stand after the word in.").fix(left.span.before(), "in ")
            }
            Some(Kind::Name) if has_equals => error.fix(name.span.to(self.here().before()), ""),
            _ if self.reducer().is_some() => error.fix(self.here().before(), "= "),
            Some(Kind::Name) if left.indices.is_empty() => {
                error.hint("Given tables stand after the word in.").fix(name.span, "in")
            }
            _ => error,
        }
    }

    /// `q: (n, d)` as a table with its axes, and `inputs: q[i,d]` as a list.
    fn shape(&self, name: &Name) -> Option<(Span, String)> {
        if self.kind() != Some(Kind::Word(Word::Colon)) {
            return None;
        }
        if let Some(word) = list_word(&name.text.to_lowercase(), false) {
            return Some((name.span.to(self.here()), word.to_owned()));
        }
        let inside = self.tokens.get(self.at + 2..)?;
        let end = inside
            .iter()
            .position(|token| matches!(token.kind, Kind::Close | Kind::Word(Word::CloseIndex)))?;
        let is_open = matches!(self.kind_at(1), Some(Kind::Open | Kind::Word(Word::OpenIndex)));
        let is_index = inside[..end].iter().all(|token| {
            token.kind == Kind::Comma || (token.kind == Kind::Name && letter(&token.text).is_some())
        });
        let letters: String = inside[..end].iter().map(|token| &*token.text).collect();
        (is_open && is_index && end > 0)
            .then(|| (name.span.to(inside[end].span), format!("in {}[{letters}]", name.text)))
    }

    /// Whether a formula begins with what is next.
    fn begins_value(&self) -> bool {
        self.begins_factor() || self.kind() == Some(Kind::Minus) || self.is_next("if")
    }

    /// `f(x) = elu(x) + 1`: what stands in the brackets that are next is read as a number behind them, and
    /// not as the letter of an axis.
    fn is_definition(&self) -> bool {
        let behind = &self.tokens[self.at + 1..];
        let Some(end) = behind.windows(2).position(|pair| {
            pair[0].kind == Kind::Close
                && pair[1].kind == Kind::Word(Word::Compare(Comparison::Equal))
        }) else {
            return false;
        };
        let (names, right) = (&behind[..end], &behind[end + 2..]);
        let is_index = names.iter().all(|token| {
            token.kind == Kind::Comma || (token.kind == Kind::Name && letter(&token.text).is_some())
        });
        let mut depth = 0;
        let mut as_number = false;
        let mut as_letter = false;
        for token in right {
            depth += i32::from(token.kind == Kind::Word(Word::OpenIndex));
            depth -= i32::from(token.kind == Kind::Word(Word::CloseIndex));
            let is_named =
                token.kind == Kind::Name && names.iter().any(|name| name.text == token.text);
            as_number |= is_named && depth == 0;
            as_letter |= is_named && depth > 0;
        }
        !names.is_empty() && (!is_index || (as_number && !as_letter))
    }

    /// `s(i,j)` as a table with its axes, where letters alone stand in the brackets that are next.
    fn round(&self, name: &Name) -> Option<(Span, String)> {
        let inside = &self.tokens[self.at + 1..];
        let end = inside.iter().position(|token| token.kind == Kind::Close)?;
        let is_index = inside[..end].iter().all(|token| {
            token.kind == Kind::Comma || (token.kind == Kind::Name && letter(&token.text).is_some())
        });
        let text: String = inside[..end].iter().map(|token| &*token.text).collect();
        (is_index && end > 0)
            .then(|| (name.span.to(inside[end].span), format!("{}[{text}]", name.text)))
    }

    /// `a if c else b`, and a condition behind what it is about.
    fn condition_behind(&mut self, right: &Expression) -> Box<Diagnostic> {
        let word = self.here();
        let error = self.syntax(format!("{} comes after the value that it chooses.", self.found()));
        let error =
            error.hint("Write if condition then number else number, or softmax[j : condition] ….");
        self.at += 1;
        let Ok(condition) = self.or() else { return error };
        if self.is_next("then") {
            let choice = word.to(self.line.span().behind());
            let text = self.line.slice(choice);
            let error = error.hint("Put if … then … else … in brackets.");
            return error.fix(choice, format!("({text})"));
        }
        let [what, condition] = [right.span, condition.span].map(|span| self.line.slice(span));
        if self.take_word("else") {
            let other = self.line.slice(self.rest());
            let all = right.span.to(self.line.span().behind());
            return error.fix(all, format!("if {condition} then {what} else {other}"));
        }
        match &right.kind {
            ExpressionKind::Reduce(reduction) if reduction.condition.is_none() => {
                let head = self.line.slice(reduction.head);
                let body = self.line.slice(reduction.head.behind().to(right.span.behind()));
                let head = head.trim_end_matches(']');
                error.fix(right.span.to(self.before()), format!("{head} : {condition}]{body}"))
            }
            _ => error
                .fix(right.span.to(self.before()), format!("if {condition} then {what} else -inf"))
                .fix(right.span.to(word.before()), format!("{what} ")),
        }
    }

    pub(super) fn left(&mut self) -> Outcome<Left> {
        if self.kind() != Some(Kind::Name) {
            let error =
                self.syntax(format!("A line begins with a name; {} stands here.", self.found()));
            return Err(error.hint("Write a step as name[axes] = formula."));
        }
        let name = self.new_name("step")?;
        let mut span = name.span;
        let mut indices = Vec::new();
        if self.kind() == Some(Kind::Word(Word::OpenIndex)) {
            indices = self.indices().map_err(|error| self.first_place(error))?;
            span = span.to(self.before());
        }
        let before = indices.iter().find_map(|index| match index {
            Index::Before(letter) => Some(*letter),
            _ => None,
        });
        if let Some(LetterAt { letter, span }) = before {
            let place = self.tokens.iter().position(|token| token.span == span).unwrap_or(0);
            let span = span.to(self.tokens[(place + 2).min(self.tokens.len() - 1)].span);
            let error = Diagnostic::new(
                Mistake::Before,
                span,
                "The left side names every place, not the one before.",
            );
            return Err(error
                .hint(format!("Write {letter} here, and {letter}-1 on the right."))
                .fix(span, letter));
        }
        Ok(Left { name, indices, span })
    }

    /// `h[0,a] = 0`: what a step is before its first place.
    fn first_place(&self, error: Box<Diagnostic>) -> Box<Diagnostic> {
        let is_number = matches!(self.kind(), Some(Kind::Number(_)));
        if !is_number || error.code != Mistake::Syntax {
            return error;
        }
        error.hint(
            "A step is 0 before its first place; another first value is h[t,a] = if t = 1 then … else … .",
        )
    }
}
