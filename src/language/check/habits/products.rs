//! Products of matrices and vectors as sums over what both share.

use std::ops::Range;

use super::{Edit, Habit, Operand};
use crate::language::diagnostic::Mistake;

impl Habit<'_> {
    /// `⟨q, k⟩`, `q[i,d] k[j,d]^T`.
    pub(super) fn products(&self) -> Vec<Edit> {
        let mut edits = self.operator();
        match self.text_at(self.at) {
            "⟨" | "〈" | "<" => edits.extend(self.inner()),
            "." if self.text_at(self.at + 1) == "T" => {
                edits.extend(self.turned(self.at..self.at + 2));
            }
            "T" | "⊤" | "top" if self.text_at(self.at.wrapping_sub(1)) == "^" => {
                edits.extend(self.turned(self.at - 1..self.at + 1));
            }
            _ => {}
        }
        edits
    }

    /// `q[i,d] x k[j,d]`
    pub(super) fn cross(&self) -> Option<Edit> {
        let is_cross = self.error.code == Mistake::UnknownLetter
            && matches!(self.text_at(self.at), "x" | "X")
            && matches!(self.text_at(self.at.wrapping_sub(1)), "]" | ")")
            && self.is_name(self.at + 1);
        is_cross.then(|| (self.tokens[self.at].span, "*".to_owned()))
    }

    fn inner(&self) -> Option<Edit> {
        let close = (self.at..self.tokens.len())
            .find(|at| matches!(self.text_at(*at), "⟩" | "〉" | ">"))?;
        let mut depth = 0;
        let comma = (self.at..close).find(|at| {
            depth += match self.text_at(*at) {
                "[" | "(" => 1,
                "]" | ")" => -1,
                _ => 0,
            };
            depth == 0 && self.text_at(*at) == ","
        })?;
        let (one, two) = (self.at + 1..comma, comma + 1..close);
        self.product(&self.operand(&one)?, &self.operand(&two)?, self.at..close + 1)
    }

    /// The sum of two tables' product over what both have and the left side lacks. A left side
    /// without an index gets the axes that are left.
    fn product(&self, one: &Operand, two: &Operand, all: Range<usize>) -> Option<Edit> {
        let left = self.left();
        let shared: Vec<String> = one
            .letters
            .iter()
            .filter(|letter| two.letters.contains(letter) && !left.contains(letter))
            .cloned()
            .collect();
        if shared.is_empty() {
            return None;
        }
        let sum = format!("sum[{}] {} {}", shared.join(","), one.text, two.text);
        let right = self.right()?;
        let sum = if all == right { sum } else { format!("({sum})") };
        if !left.is_empty() || right.start != 2 {
            return Some((self.span(&all), sum));
        }
        let others =
            one.letters.iter().chain(two.letters.iter().filter(|two| !one.letters.contains(two)));
        let others: Vec<String> =
            others.filter(|letter| !shared.contains(letter)).cloned().collect();
        let before = self.line.slice(self.span(&right).before().to(self.span(&all).before()));
        let text = format!("{}[{}] = {before}{sum}", self.text_at(0), others.join(","));
        Some((self.span(&(0..all.end)), text))
    }

    /// A table that is turned: as it is, with the sum that a product of matrices means.
    fn turned(&self, mark: Range<usize>) -> Vec<Edit> {
        let Some(right) = self.right() else { return Vec::new() };
        let before = self.text(&(right.start..mark.start));
        let behind = self.text(&(mark.end..right.end));
        let last = self.text_at(mark.start.wrapping_sub(1));
        let (before, own) = match self.scope.table(last).and_then(Self::axes) {
            Some(axes) => (format!("{before}[{}]", axes.join(",")), axes),
            None => (before, Vec::new()),
        };
        let without = format!("{before} {behind}").trim_end().to_owned();
        let left = self.left();
        let mut letters = self.letters(&right);
        let more: Vec<String> = own.into_iter().filter(|own| !letters.contains(own)).collect();
        letters.extend(more);
        let summed: Vec<String> =
            letters.into_iter().filter(|letter| !left.contains(letter)).collect();
        let all = self.span(&right);
        let summed = format!("sum[{}] {without}", summed.join(","));
        vec![(all, without), (all, summed)]
    }
}
