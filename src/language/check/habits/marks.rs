//! Marks of papers: 1[j ≤ i], sums with their bounds below, and places that are reckoned in an index.

use super::{Edit, Habit};
use crate::grammar::Kind as Sign;
use crate::language::diagnostic::Mistake;
use crate::language::notation::Word;
use crate::language::read::letter;
use crate::language::span::Span;
use crate::language::words::{Reducer, function};
use crate::program::condition::Comparison;

impl Habit<'_> {
    pub(super) fn marks(&self) -> Vec<Edit> {
        let places = 0..=(self.at + 1).min(self.tokens.len().saturating_sub(1));
        places.filter_map(|at| self.mark(at)).collect()
    }

    fn mark(&self, at: usize) -> Option<Edit> {
        let opens = self.text_at(at + 1);
        let close = matches!(opens, "[" | "{").then(|| self.partner(at + 1)).flatten()?;
        let inside = self.text(&(at + 2..close));
        let all = self.span(&(at..close + 1));
        let compares =
            (at + 2..close).any(|at| matches!(self.kind(at), Some(Sign::Word(Word::Compare(_)))));
        let name = self.text_at(at);
        if matches!(name, "1" | "𝟙") && compares {
            return Some((all, format!("(if {inside} then 1 else 0)")));
        }
        // `exp[x]`
        if function(name).is_some() && opens == "[" {
            return Some((all, format!("{name}({inside})")));
        }
        let word = name.trim_end_matches('_');
        Reducer::find(word)?;
        let own = self.tokens.get(at + 2).filter(|own| letter(&own.text).is_some())?;
        // `sum_{j=1}^{i}`, `sum[j=1..i]`
        let starts = self.kind(at + 3) == Some(Sign::Word(Word::Compare(Comparison::Equal)))
            && self.text_at(at + 4) == "1";
        if !starts {
            let condition = compares && opens == "{";
            return condition.then(|| (all, format!("{word}[{} : {inside}]", own.text)));
        }
        let (bound, end) = if close > at + 5 {
            (close - 1, close)
        } else if self.text_at(close + 1) != "^" {
            return None;
        } else if self.text_at(close + 2) == "{" {
            (close + 3, self.partner(close + 2)?)
        } else {
            (close + 2, close + 2)
        };
        let bound = self.text_at(bound);
        let is_place = letter(bound).is_some_and(|letter| self.scope.own_size(letter).is_some());
        let along = if is_place && bound != own.text {
            format!("{word}[{0} : {0} <= {bound}]", own.text)
        } else {
            format!("{word}[{}]", own.text)
        };
        Some((self.span(&(at..end + 1)), along))
    }

    /// `x[t+1,d]`, `x[t-2,d]`, `b[i-j]`: the cell at another place, and 0 where there is none. A table
    /// of distances begins with that from a place to itself.
    pub(super) fn reckoned(&self) -> Option<Edit> {
        let at = self.at;
        let is_before = self.text_at(at + 1) == "-" && self.text_at(at + 2) == "1";
        if self.error.code != Mistake::Before || is_before {
            return None;
        }
        let (open, axis) = self.read_axis(at)?;
        let close = self.partner(open)?;
        let end = (at..close).find(|at| self.kind(*at) == Some(Sign::Comma)).unwrap_or(close);
        let own = self.free_letter(&axis.name);
        let distance = letter(self.text_at(end - 1)).is_some();
        if end != at + 3 || (distance && self.text_at(at + 1) != "-") {
            return None;
        }
        let behind = if distance { " + 1" } else { "" };
        let [first, sign, second] = [at, at + 1, at + 2].map(|at| self.text_at(at));
        let condition = format!("{own} = {first} {sign} {second}{behind}");
        let start = self.tokens.get(open)?.span.behind();
        let from = |one: Span, two: Span| self.line.slice(one.to(two.before()));
        let (before, behind) = (
            from(start, self.tokens.get(at)?.span),
            from(self.tokens.get(end - 1)?.span.behind(), self.tokens.get(close)?.span.behind()),
        );
        let reading = format!("{}[{before}{own}{behind}", self.text_at(open - 1));
        Some((self.span(&(open - 1..close + 1)), format!("(sum[{own} : {condition}] {reading})")))
    }
}
