//! Tables one behind the other, as other languages write it.

use std::ops::Range;

use super::{Edit, Habit};
use crate::grammar::Kind as Sign;
use crate::language::check::elsewhere::elsewhere;
use crate::language::notation::Word;

impl Habit<'_> {
    pub(super) fn concats(&self) -> Vec<Edit> {
        let Some(right) = self.right().filter(|right| !right.is_empty()) else { return Vec::new() };
        let mut edits = Vec::new();
        edits.extend(self.called_concat(&right));
        edits.extend(self.three(&right));
        edits.extend(self.parts(&right));
        edits.extend(self.made_on_the_left(&right));
        edits
    }

    /// `cat(a[n,k], b[k])`, `concat([a, b])`, `[a[n,k], b[k]]`, `a[n,k] ++ b[k]`
    fn called_concat(&self, right: &Range<usize>) -> Option<Edit> {
        let first = right.start;
        let word = self.text_at(first);
        let is_call =
            word == "concat" || elsewhere(word).is_some_and(|(here, _)| here == Some("concat"));
        let parts = if is_call && self.text_at(first + 1) == "(" {
            let inner = if self.text_at(first + 2) == "[" { first + 2 } else { first + 1 };
            self.arguments(inner)?.0
        } else if self.text_at(first) == "[" && self.partner(first) == Some(right.end - 1) {
            let end = Some(Sign::Word(Word::End));
            match (first..right.end).find(|at| self.kind(*at) == end) {
                // `[a; b]`
                Some(at) => vec![first + 1..at, at + 1..right.end - 1],
                None => self.arguments(first)?.0,
            }
        } else {
            let is_plus = |at: &usize| self.kind(*at) == Some(Sign::Plus);
            let at = right.clone().find(|at| is_plus(at) && is_plus(&(at + 1)))?;
            vec![first..at, at + 2..right.end]
        };
        let [one, two] = &parts[..] else { return None };
        let [one, two] = [self.operand(one)?, self.operand(two)?];
        let left = self.left();
        // The axis that is new on the left.
        let into =
            left.iter().find(|own| !one.letters.contains(own) && !two.letters.contains(own))?;
        let text = format!("concat[{into}] {}, {}", one.text, two.text);
        Some((self.span(right), text))
    }

    /// `concat[m] a[n,k], b[l,k], c[p,k]`: two of them in a step of its own.
    fn three(&self, right: &Range<usize>) -> Option<Edit> {
        let close = self.partner(right.start + 1)?;
        let parts = self.arguments_of(&(close + 1..right.end));
        let ([one, two, rest @ ..], "concat") = (&parts[..], self.text_at(right.start)) else {
            return None;
        };
        let into = self.text_at(right.start + 2);
        let own = self.free_letter("z");
        let index =
            self.left().into_iter().map(|left| if left == into { own.clone() } else { left });
        let joined = format!("joined[{}]", index.collect::<Vec<_>>().join(","));
        let first = format!("{joined} = concat[{own}] {one}, {two}");
        let head = self.text(&(0..close + 1));
        let second = format!("{head} {joined}, {}", rest.join(", "));
        (!rest.is_empty()).then(|| (self.line.span(), format!("{first}\n{second}")))
    }

    /// `concat[m] a[n,k] + 1, b[k]` with its parts in brackets, and `concat[m] a[n,k]; b[k]`.
    fn parts(&self, right: &Range<usize>) -> Vec<Edit> {
        if self.text_at(right.start) != "concat" || self.text_at(right.start + 1) != "[" {
            return Vec::new();
        }
        let Some(close) = self.partner(right.start + 1) else { return Vec::new() };
        let end = Some(Sign::Word(Word::End));
        if let Some(at) = (close..right.end).find(|at| self.kind(*at) == end) {
            return vec![(self.tokens[at].span, ",".to_owned())];
        }
        let mut depth = 0;
        let comma = (close + 1..right.end).find(|at| {
            depth += i32::from(matches!(self.text_at(*at), "[" | "("));
            depth -= i32::from(matches!(self.text_at(*at), "]" | ")"));
            depth == 0 && self.kind(*at) == Some(Sign::Comma)
        });
        let Some(comma) = comma else { return Vec::new() };
        let part = |of: Range<usize>| {
            let is_sum =
                of.clone().any(|at| matches!(self.kind(at), Some(Sign::Plus | Sign::Minus)));
            let text = self.text(&of);
            if is_sum && !text.starts_with('(') { format!("({text})") } else { text }
        };
        let (one, two) = (part(close + 1..comma), part(comma + 1..right.end));
        vec![(self.span(&(close + 1..right.end)), format!("{one}, {two}"))]
    }

    /// `K[b,k] = concat[m] a[b,n,k], b[b,k]`: the new axis stands where the one that grows does.
    fn made_on_the_left(&self, right: &Range<usize>) -> Option<Edit> {
        let into = self.text_at(right.start + 2);
        let left = self.left();
        if self.text_at(right.start) != "concat" || left.iter().any(|own| own == into) {
            return None;
        }
        let open = (right.start + 3..right.end).find(|at| self.text_at(*at) == "[")?;
        let grown = self.letters(&(open..self.partner(open)? + 1)).into_iter();
        let all: Vec<String> =
            grown.map(|own| if left.contains(&own) { own } else { into.to_owned() }).collect();
        let name = self.text_at(0);
        Some((self.span(&(0..right.start - 1)), format!("{name}[{}]", all.join(","))))
    }
}
