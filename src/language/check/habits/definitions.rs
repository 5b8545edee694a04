//! Functions that a program defines: its tables, and feature maps of one's own.

use super::program::{EQUAL, with_names};
use super::{Edit, Habit, one};
use crate::grammar::Kind as Sign;
use crate::language::notation::Word;
use crate::language::read::letter;
use crate::language::span::Span;
use crate::language::text::Line;

impl Habit<'_> {
    /// `def attention(q, k, v):` as the tables that are given.
    pub(super) fn defined(&self) -> Vec<Edit> {
        let is_definition = self.text_at(0) == "def" && self.text_at(2) == "(";
        let Some((parts, close)) = self.arguments(2).filter(|_| is_definition) else {
            return Vec::new();
        };
        // One that gives its value on the same line is a function of one's own.
        if self.tokens.len() > close + 2 && self.text_at(close + 1) == ":" {
            return Vec::new();
        }
        let names = parts.iter().map(|part| self.text_at(part.start));
        let names: Vec<&str> = names
            .filter(|name| *name != "self" && self.scope.table(name).is_none())
            .filter(|name| self.scope.param(name).is_none())
            .collect();
        if names.is_empty() {
            return vec![self.rewritten(
                self.line.number,
                self.line.number + 1,
                &self.texts(self.line.number + 1, self.line.number + 1),
            )];
        }
        let tables: Option<Vec<String>> = names.into_iter().map(|name| self.given(name)).collect();
        tables
            .map(|tables| (self.line.span(), format!("in {}", tables.join(", "))))
            .into_iter()
            .collect()
    }

    /// A table that is given, with the axes that the lines below read, or those that it usually has.
    pub(super) fn given(&self, name: &str) -> Option<String> {
        let read = self.scope.lines[self.line.number..].iter().find_map(|line| {
            let tokens = &line.tokens;
            let at = tokens.windows(2).position(|pair| {
                pair[0].text == name && pair[1].kind == Sign::Word(Word::OpenIndex)
            })?;
            let inside = tokens[at + 2..].iter().take_while(|token| token.text != "]");
            let letters: Vec<&str> =
                inside.filter(|token| token.text != ",").map(|token| &*token.text).collect();
            letters.iter().all(|text| letter(text).is_some()).then(|| letters.join(","))
        });
        let plain = name.to_lowercase();
        let usual = match &*plain {
            "q" | "query" | "queries" | "x" | "input" => "i,d",
            "k" | "key" | "keys" => "j,d",
            "v" | "value" | "values" => "j,m",
            "mask" | "bias" | "scores" | "attn_mask" => "i,j",
            "w_q" | "w_k" | "w_v" | "wq" | "wk" | "wv" | "w" => "d,e",
            "w_o" | "wo" => "e,d",
            "y" | "context" => "j,d",
            _ => return read.map(|letters| format!("{name}[{letters}]")),
        };
        Some(format!("{name}[{}]", read.unwrap_or_else(|| usual.to_owned())))
    }

    /// `f(x) = elu(x) + 1`, `f = lambda x: …`, `def f(x): return …`: what it says, where it is read.
    pub(super) fn inlined(&self) -> Option<Edit> {
        let of = |parts: Option<(Vec<std::ops::Range<usize>>, usize)>| {
            let (parts, close) = parts?;
            let [only] = &parts[..] else { return None };
            (only.len() == 1).then(|| (self.text_at(only.start).to_owned(), close))
        };
        let colon = |at: usize| self.text_at(at) == ":";
        let (name, argument, from) = if self.text_at(0) == "def" && self.text_at(2) == "(" {
            let (argument, close) = of(self.arguments(2))?;
            let from = close + 2 + usize::from(self.text_at(close + 2) == "return");
            (self.text_at(1), argument, colon(close + 1).then_some(from)?)
        } else if self.text_at(1) == "(" && self.is_name(0) {
            let (argument, close) = of(self.arguments(1))?;
            (self.text_at(0), argument, (self.kind(close + 1) == Some(EQUAL)).then_some(close + 2)?)
        } else if self.text_at(2) == "lambda" && self.kind(1) == Some(EQUAL) {
            (self.text_at(0), self.text_at(3).to_owned(), colon(4).then_some(5)?)
        } else {
            return None;
        };
        let mut last = self.line.number;
        let body = if from < self.tokens.len() {
            self.text(&(from..self.tokens.len()))
        } else {
            // The value stands on the next line.
            let next = self.scope.lines.get(last)?;
            last += 1;
            next.code.trim().strip_prefix("return ")?.to_owned()
        };
        let body = Line::new(1, &body);
        let mut lines = Vec::new();
        let mut is_read = false;
        for line in &self.scope.lines[last..] {
            let mut line = line.clone();
            while let Some((at, what)) = called(&line, name) {
                let inside = with_names(&body, &[(&argument, &one(&what))]);
                let text = format!(
                    "{}({inside}){}",
                    line.text.chars().take(at.column - 1).collect::<String>(),
                    line.text.chars().skip(at.end() - 1).collect::<String>()
                );
                if text.chars().count() > super::LONGEST {
                    return None;
                }
                is_read = true;
                line = Line::new(line.number, &text);
            }
            lines.push(line.text.to_string());
        }
        is_read.then(|| self.rewritten(self.line.number, self.scope.lines.len(), &lines))
    }
}

/// Where a line calls a function of one number, and what with.
fn called(line: &Line, name: &str) -> Option<(Span, String)> {
    let tokens = &line.tokens;
    let at = tokens.windows(2).position(|pair| pair[0].text == name && pair[1].text == "(")?;
    let mut depth = 0;
    let close = tokens[at + 1..].iter().position(|token| {
        depth += i32::from(token.text == "(") - i32::from(token.text == ")");
        depth == 0
    })? + at
        + 1;
    let all = tokens[at].span.to(tokens[close].span);
    let inside = tokens[at + 1].span.behind().to(tokens[close].span.before());
    Some((all, line.slice(inside).trim().to_owned()))
}
