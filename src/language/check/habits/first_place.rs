//! A step that is given at one place before it is given everywhere: `h[0,a] = 0`, `h[1,a] = x[1,a]`.

use super::program::is_nothing;
use super::{Edit, Habit};
use crate::grammar::Kind as Sign;
use crate::language::diagnostic::{Fix, Mistake};
use crate::language::read::letter;
use crate::language::text::Line;

impl Habit<'_> {
    /// `S[a,b] = S[a,b] + k[t,a] v[t,b]`: a state at each place of the axis that only the right side has.
    pub(super) fn state(&self) -> Option<Edit> {
        let right = self.right().filter(|_| self.error.code == Mistake::Itself)?;
        let (left, name) = (self.left(), self.text_at(0));
        let all = self.letters(&right);
        let mut more = all.iter().filter(|own| !left.contains(own));
        let (Some(along), None) = (more.next(), more.next()) else { return None };
        let close = self.partner(self.at + 1).filter(|_| self.text_at(self.at) == name)?;
        let index = |first: &str| [&[first.to_owned()], &left[..]].concat().join(",");
        let before = self.text(&(right.start..self.at));
        let behind = self
            .line
            .slice(self.span(&(self.at..close + 1)).behind().to(self.line.span().behind()));
        let gap = if before.is_empty() { "" } else { " " };
        let step = format!(
            "{name}[{}] = {before}{gap}{name}[{}]{behind}",
            index(along),
            index(&format!("{along}-1"))
        );
        Some((self.line.span(), step))
    }

    /// Without the line where it says 0 before the first place, which holds anyway; else as a choice in the
    /// line that gives the step everywhere.
    pub(super) fn first_place(&self) -> Option<Edit> {
        let right = self.right()?;
        let (parts, _) = self.arguments(1).filter(|_| self.text_at(1) == "[")?;
        let place = parts.iter().position(|part| {
            part.len() == 1 && matches!(self.kind(part.start), Some(Sign::Number(_)))
        })?;
        let number = self.text_at(parts[place].start);
        let below = self.scope.lines[self.line.number..]
            .iter()
            .find(|line| line.tokens.first().is_some_and(|first| first.text == self.text_at(0)))?;
        let own = below.tokens.get(2 + 2 * place).filter(|own| letter(&own.text).is_some())?;
        let last = below.number;
        let mut lines = self.texts(self.line.number + 1, last);
        if number != "0" || !is_nothing(self.tokens) {
            let equals = below.tokens.iter().position(|token| token.text == "=")?;
            let left = below.slice(below.tokens[0].span.to(below.tokens[equals].span));
            let from = below.tokens.get(equals + 1)?.span;
            let always = below.slice(from.to(below.span().behind()));
            let first = at_letter(&self.text(&right), number, &own.text);
            let choice = format!("{left} if {} = 1 then {first} else {always}", own.text);
            lines.pop();
            lines.push(choice);
        }
        if lines.is_empty() {
            return None;
        }
        Some(self.rewritten(self.line.number, last, &lines))
    }
}

/// A formula that reads tables at a number, at a letter: `x[1,a]` at t is `x[t,a]`.
fn at_letter(text: &str, number: &str, own: &str) -> String {
    let line = Line::new(1, text);
    let mut depth = 0;
    let mut places = Vec::new();
    for token in line.tokens.iter() {
        depth += i32::from(token.text == "[") - i32::from(token.text == "]");
        if depth > 0 && token.text == *number {
            places.push(token.span);
        }
    }
    places.into_iter().rev().fold(text.to_owned(), |text, at| Fix::new(at, own).apply(&text))
}
