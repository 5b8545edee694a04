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

    /// `f(x) = elu(x) + 1`, `f = lambda x: …`, `def f(x): return …`: what it says, where it is read; and a
    /// function that no line reads is left out.
    pub(super) fn inlined(&self) -> Option<Edit> {
        let of = |parts: Option<(Vec<std::ops::Range<usize>>, usize)>| {
            let (parts, close) = parts?;
            let names: Vec<String> = parts.iter().map(|part| self.text(part)).collect();
            names.iter().all(|name| !name.is_empty()).then_some((names, close))
        };
        let colon = |at: usize| self.text_at(at) == ":";
        let (name, names, from) = if self.text_at(0) == "def" && self.text_at(2) == "(" {
            let (names, close) = of(self.arguments(2))?;
            let from = close + 2 + usize::from(self.text_at(close + 2) == "return");
            (self.text_at(1), names, colon(close + 1).then_some(from)?)
        } else if self.text_at(1) == "(" && self.is_name(0) {
            let (names, close) = of(self.arguments(1))?;
            (self.text_at(0), names, (self.kind(close + 1) == Some(EQUAL)).then_some(close + 2)?)
        } else if self.text_at(2) == "lambda" && self.kind(1) == Some(EQUAL) {
            let colon = (3..self.tokens.len()).find(|at| colon(*at))?;
            let names = self.text(&(3..colon));
            let names = names.split(',').map(|name| name.trim().to_owned()).collect();
            (self.text_at(0), names, colon + 1)
        } else {
            return None;
        };
        let first = self.line.number;
        let mut last = first;
        let body = if from < self.tokens.len() {
            self.text(&(from..self.tokens.len()))
        } else {
            // The value stands on the next line.
            let next = self.scope.lines.get(last)?;
            last += 1;
            next.code.trim().strip_prefix("return ")?.to_owned()
        };
        if !is_closed(&body) {
            return None;
        }
        let mut lines = Vec::new();
        let mut changed = first;
        for line in &self.scope.lines[..] {
            if (first..=last).contains(&line.number) {
                continue;
            }
            let mut line = line.clone();
            while let Some((at, given)) = called(&line, name) {
                let inside = with_arguments(&body, &names, &given)?;
                let text = format!(
                    "{}({inside}){}",
                    line.text.chars().take(at.column - 1).collect::<String>(),
                    line.text.chars().skip(at.end() - 1).collect::<String>()
                );
                if text.chars().count() > super::LONGEST {
                    return None;
                }
                changed = changed.min(line.number);
                line = Line::new(line.number, &text);
            }
            lines.push(line.text.to_string());
        }
        let end = self.scope.lines.len();
        Some(self.rewritten(changed, end, &lines[changed - 1..]))
    }
}

/// Whether every bracket of a text closes.
fn is_closed(text: &str) -> bool {
    let depth = text.chars().try_fold(0_usize, |depth, c| match c {
        '(' | '[' => Some(depth + 1),
        ')' | ']' => depth.checked_sub(1),
        _ => Some(depth),
    });
    depth == Some(0)
}

/// A formula with what a call gives in the place of each name.
fn with_arguments(body: &str, names: &[String], given: &[String]) -> Option<String> {
    if names.len() != given.len() {
        return None;
    }
    // `f(q[i,d])` names a table with its axes.
    let (plain, read): (Vec<_>, Vec<_>) =
        names.iter().zip(given).partition(|(name, _)| !name.contains('['));
    let body =
        read.iter().fold(body.to_owned(), |body, (name, what)| body.replace(&***name, &one(what)));
    let given: Vec<String> = plain.iter().map(|(_, what)| one(what)).collect();
    let pairs: Vec<(&str, &str)> =
        plain.iter().zip(&given).map(|((name, _), what)| (&***name, &**what)).collect();
    Some(with_names(&Line::new(1, &body), &pairs))
}

/// Where a line calls a function, and what with.
fn called(line: &Line, name: &str) -> Option<(Span, Vec<String>)> {
    let tokens = &line.tokens;
    let at = tokens.windows(2).position(|pair| pair[0].text == name && pair[1].text == "(")?;
    let (mut depth, mut from, mut given) = (0, tokens[at + 1].span.behind(), Vec::new());
    for token in &tokens[at + 1..] {
        depth += match &*token.text {
            "(" | "[" => 1,
            ")" | "]" => -1,
            _ => 0,
        };
        if depth == 0 || (depth == 1 && token.text == ",") {
            given.push(line.slice(from.to(token.span.before())).trim().to_owned());
            from = token.span.behind();
        }
        if depth == 0 {
            return Some((tokens[at].span.to(token.span), given));
        }
    }
    None
}
