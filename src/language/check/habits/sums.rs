//! A letter that no sum removes: the sum that is meant, or the letter of the table's own axis.

use std::ops::Range;

use super::{Edit, Habit};
use crate::grammar::Kind as Sign;
use crate::language::diagnostic::Mistake;
use crate::language::read::letter;
use crate::language::words::Reducer;

impl Habit<'_> {
    pub(super) fn sums(&self) -> Vec<Edit> {
        let mut edits = Vec::new();
        if self.error.code == Mistake::NotReduced {
            edits.extend(self.own_axis());
            edits.extend(self.other_left());
            edits.extend(self.other_sum());
            edits.extend(self.weighted());
        }
        match self.error.code {
            Mistake::NothingReduced | Mistake::UnknownLetter => edits.extend(self.likely_axis()),
            Mistake::BehindReduction => edits.extend(self.weights_inside()),
            Mistake::Foreign => edits.extend(self.dots()),
            _ => {}
        }
        edits
    }

    /// `v[j,d]` in a step `o[i,m]`, where v has the axes j and m: its own letter.
    fn own_axis(&self) -> Option<Edit> {
        let right = self.right().filter(|right| right.contains(&self.at))?;
        let (_, axis) = self.read_axis(self.at)?;
        let is_meant =
            self.left().contains(&axis.name) && !self.letters(&right).contains(&axis.name);
        is_meant.then(|| (self.tokens[self.at].span, axis.name.clone()))
    }

    /// `o[i,d] = sum[j] s[i,j] v[j,m]`: the left side names an axis that is gone, and not the one that is left.
    fn other_left(&self) -> Option<Edit> {
        let right = self.right()?;
        let all = self.letters(&right);
        let mut gone = (1..right.start).filter(|at| {
            letter(self.text_at(*at)).is_some() && !all.iter().any(|own| own == self.text_at(*at))
        });
        let (Some(only), None) = (gone.next(), gone.next()) else { return None };
        Some((self.tokens[only].span, self.text_at(self.at).to_owned()))
    }

    /// `o[i,m] = sum[i] w[i,j] v[j,m]`: the sum runs over an axis of the left side, and not over the one
    /// that is left.
    fn other_sum(&self) -> Option<Edit> {
        let right = self.right()?;
        let (left, own) = (self.left(), self.text_at(self.at));
        let head = (right.start..self.at).rev().find(|at| {
            Reducer::find(self.text_at(*at)).is_some_and(|reducer| !reducer.keeps())
                && self.text_at(at + 1) == "["
                && self.text_at(at + 3) == "]"
        })?;
        let along = self.text_at(head + 2);
        let is_read = self.letters(&(head + 4..right.end)).iter().any(|letter| letter == own);
        (left.iter().any(|letter| letter == along) && is_read)
            .then(|| (self.tokens[head + 2].span, own.to_owned()))
    }

    /// `o[i,m] = softmax[j] s[i,j] v[j,m]`: the weights in brackets, summed with what they weigh.
    fn weighted(&self) -> Option<Edit> {
        let right = self.right()?;
        let keeps = Reducer::find(self.text_at(right.start)).is_some_and(Reducer::keeps);
        let own = self.text_at(self.at);
        if !keeps || self.text_at(right.start + 1) != "[" || self.text_at(right.start + 2) != own {
            return None;
        }
        let last = self.last_factor(&right)?;
        let holds = self.letters(&last).iter().any(|letter| letter == own);
        let head = self.partner(right.start + 1)?;
        if !holds || last.start <= head + 1 {
            return None;
        }
        let (weights, values) = (self.text(&(right.start..last.start)), self.text(&last));
        Some((self.span(&right), format!("sum[{own}] ({}) {values}", weights.trim_end())))
    }

    /// `sum[j] softmax[j] sum[d] q[i,d] k[j,d] / sqrt(|d|) v[j,m]`: all but the last factor are the weights.
    fn weights_inside(&self) -> Option<Edit> {
        let end = self.right()?.end;
        let last = self.last_factor(&(self.at..end))?;
        let weights = self.text(&(self.at..last.start));
        let is_sum =
            (self.at..last.start).skip(1).any(|at| Reducer::find(self.text_at(at)).is_some());
        is_sum.then(|| {
            let values = self.text(&last);
            (self.span(&(self.at..end)), format!("({}) {values}", weights.trim_end()))
        })
    }

    /// `q[i,1] k[j,1] + … + q[i,d] k[j,d]`: the last term, summed over what the left side lacks.
    fn dots(&self) -> Option<Edit> {
        if !matches!(self.text_at(self.at), "…" | "⋯") {
            return None;
        }
        let right = self.right()?;
        let plus = right.clone().rev().find(|at| self.kind(*at) == Some(Sign::Plus))?;
        let last = plus + 1..right.end;
        let left = self.left();
        let summed: Vec<String> =
            self.letters(&last).into_iter().filter(|own| !left.contains(own)).collect();
        let is_sum = plus > self.at && !summed.is_empty();
        is_sum
            .then(|| (self.span(&right), format!("sum[{}] {}", summed.join(","), self.text(&last))))
    }

    /// The table or bracket that a product ends with.
    pub(super) fn last_factor(&self, of: &Range<usize>) -> Option<Range<usize>> {
        let end = of.end.checked_sub(1)?;
        let open = matches!(self.text_at(end), "]" | ")").then(|| self.partner(end)).flatten()?;
        let start = match self.kind(open.checked_sub(1)?) {
            Some(Sign::Name) => open - 1,
            _ => open,
        };
        let is_free = !matches!(
            self.kind(start.checked_sub(1)?),
            Some(Sign::Over | Sign::Plus | Sign::Minus | Sign::Power)
        );
        (of.contains(&start) && is_free).then_some(start..of.end)
    }

    /// A reduction over a letter that is not there: a sum removes one that the left side lacks, and rows
    /// run along their last axis.
    fn likely_axis(&self) -> Option<Edit> {
        let right = self.right()?;
        let open = (0..self.at).rev().find(|at| self.text_at(*at) == "[")?;
        let close = self.partner(open)?;
        let word = self.text_at(open.checked_sub(1)?);
        // A letter of a table is not that of a reduction.
        let is_head = Reducer::find(word).is_some() || word == ")";
        let in_condition = (open..self.at).any(|at| self.text_at(at) == ":");
        if close < self.at || !is_head || in_condition {
            return None;
        }
        let held = self.letters(&(close + 1..right.end));
        let left = self.left();
        let meant = match Reducer::find(word) {
            Some(reducer) if reducer.keeps() => held.last(),
            Some(_) => held.iter().find(|letter| !left.contains(letter)),
            // `top(2)[d]` ranks along the axis that the condition is about.
            None => {
                let head = (0..open).rev().find(|at| self.text_at(*at) == ":")?;
                let along = (0..head).rev().find(|at| self.text_at(*at) == "[")? + 1;
                return letter(self.text_at(along))
                    .map(|along| (self.tokens[self.at].span, along.to_string()));
            }
        };
        meant.map(|letter| (self.tokens[self.at].span, letter.clone()))
    }
}
