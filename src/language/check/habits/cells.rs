//! The place of the largest cell, read in an index: a sum over weights that are 1 there.

use super::{Edit, Habit};
use crate::grammar::Kind as Sign;
use crate::language::text::Line;

/// Words for the place of the largest cell.
const PLACES: &[&str] = &["argmax", "argmin"];

impl Habit<'_> {
    /// `v[argmax[j] s[i,j],m]`; and `best[i] = argmax[j] s[i,j]`, which lines below read as `v[best[i],m]`.
    pub(super) fn largest(&self) -> Option<Edit> {
        self.largest_inside().or_else(|| self.largest_by_name())
    }

    fn largest_inside(&self) -> Option<Edit> {
        let right = self.right()?;
        let at = right.clone().find(|at| PLACES.contains(&self.text_at(*at)))?;
        let open = (right.start..at).rev().find(|open| {
            self.text_at(*open) == "[" && self.partner(*open).is_some_and(|close| close > at)
        })?;
        let (parts, close) = self.arguments(open)?;
        let part = parts.iter().find(|part| part.contains(&at))?;
        if part.start != at || self.text_at(at + 1) != "[" || self.text_at(at + 3) != "]" {
            return None;
        }
        let along = self.text_at(at + 2);
        let index: Vec<String> = parts
            .iter()
            .map(|own| if own == part { along.to_owned() } else { self.text(own) })
            .collect();
        let weights = onehot(self.text_at(at), along, &self.text(&(at + 4..part.end)));
        let reading = format!("{}[{}]", self.text_at(open - 1), index.join(","));
        let sum = format!("sum[{along}] ({weights}) {reading}");
        let all = open - 1..close + 1;
        let is_whole = self.right() == Some(all.clone());
        Some((self.span(&all), if is_whole { sum } else { format!("({sum})") }))
    }

    fn largest_by_name(&self) -> Option<Edit> {
        let right = self.right()?;
        let at = right.start;
        let is_place = PLACES.contains(&self.text_at(at))
            && self.text_at(at + 1) == "["
            && self.text_at(at + 3) == "]";
        let name = self.text_at(0);
        let (along, left) = (self.text_at(at + 2), self.left());
        if !is_place || left.iter().any(|own| own == along) {
            return None;
        }
        let index = [left, vec![along.to_owned()]].concat().join(",");
        let weights = onehot(self.text_at(at), along, &self.text(&(at + 4..right.end)));
        let mut lines = vec![format!("{name}[{index}] = {weights}")];
        let mut is_read = false;
        for line in &self.scope.lines[self.line.number..] {
            let read = read_at(line, name, along, &index);
            is_read |= read.is_some();
            lines.push(read.unwrap_or_else(|| line.text.to_string()));
        }
        let last = self.scope.lines.len();
        is_read.then(|| self.rewritten(self.line.number, last, &lines))
    }
}

/// The weights that are 1 at the largest cell, or at the least one.
fn onehot(word: &str, along: &str, of: &str) -> String {
    let of = of.trim();
    if word == "argmin" {
        format!("onehot[{along}] (-{of})")
    } else {
        format!("onehot[{along}] {of}")
    }
}

/// A line that reads a table at a place of this name, as a sum with the weights of that name.
fn read_at(line: &Line, name: &str, along: &str, index: &str) -> Option<String> {
    let tokens = &line.tokens;
    let at = (3..tokens.len())
        .find(|at| tokens[*at].text == name && matches!(&*tokens[at - 1].text, "[" | ","))?;
    // Up to its own bracket, where it has one.
    let mut end = at;
    if tokens.get(at + 1).is_some_and(|open| open.text == "[") {
        end = (at..tokens.len()).find(|at| tokens[*at].text == "]")?;
    }
    let open = (0..at).rev().find(|at| tokens[*at].text == "[")?;
    let close = (end + 1..tokens.len()).find(|at| tokens[*at].text == "]")?;
    let table = tokens.get(open.checked_sub(1)?).filter(|table| table.kind == Sign::Name)?;
    let before = line.slice(tokens[open].span.behind().to(tokens[at].span.before()));
    let behind = line.slice(tokens[end].span.behind().to(tokens[close].span.before()));
    let sum = format!("sum[{along}] {name}[{index}] {}[{before}{along}{behind}]", table.text);
    let before_table = open.checked_sub(2).map(|at| &*tokens[at].text);
    let is_whole = before_table == Some("=") && close + 1 == tokens.len();
    let text = if is_whole { sum } else { format!("({sum})") };
    let whole = table.span.to(tokens[close].span);
    Some(
        crate::language::diagnostic::Fix::new(
            crate::language::span::Span { line: 1, ..whole },
            text,
        )
        .apply(&line.text),
    )
}
