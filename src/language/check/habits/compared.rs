//! Choices between values of tables, which are compared nowhere: the function that chooses so.

use std::ops::Range;

use super::{Edit, Habit, one};
use crate::grammar::Kind as Sign;
use crate::language::diagnostic::Mistake;
use crate::language::notation::Word;
use crate::program::condition::Comparison;

/// `if left > right then …`, every part a text.
struct Choice {
    left: String,
    right: String,
    is_equal: bool,
    above: String,
    below: String,
}

impl Habit<'_> {
    /// `if s[i,j] > 0 then s[i,j] else 0` as relu, `if a[i] > b[i] then a[i] else b[i]` as the larger one,
    /// `if s[i,j] = max[j] s[i,j] then 1 else 0` as onehot.
    pub(super) fn compared(&self) -> Option<Edit> {
        if self.error.code != Mistake::Compared {
            return None;
        }
        let start = (0..self.at).rev().find(|at| self.text_at(*at) == "if")?;
        let opened = start.checked_sub(1).filter(|before| self.text_at(*before) == "(");
        let end = opened.and_then(|open| self.partner(open)).unwrap_or(self.tokens.len());
        let choice = self.choice(start..end)?;
        let text = choice.function()?;
        let all =
            self.span(&(opened.unwrap_or(start)..if opened.is_some() { end + 1 } else { end }));
        let is_whole = opened.is_none() && self.right() == Some(start..end);
        Some((all, if is_whole { text } else { one(&text) }))
    }

    fn choice(&self, of: Range<usize>) -> Option<Choice> {
        let word = |word: &str| of.clone().find(|at| self.text_at(*at) == word);
        let (then, other) = (word("then")?, word("else")?);
        let compares = |at: &usize| matches!(self.kind(*at), Some(Sign::Word(Word::Compare(_))));
        let sign = (of.start..then).find(compares)?;
        let Some(Sign::Word(Word::Compare(comparison))) = self.kind(sign) else { return None };
        let [left, right, yes, no] =
            [of.start + 1..sign, sign + 1..then, then + 1..other, other + 1..of.end]
                .map(|part| self.text(&part));
        let (is_more, is_equal) = match comparison {
            Comparison::More | Comparison::AtLeast => (true, false),
            Comparison::Less | Comparison::AtMost => (false, false),
            Comparison::Equal => (true, true),
            Comparison::NotEqual => (false, true),
        };
        let (above, below) = if is_more { (yes, no) } else { (no, yes) };
        // A number stands on the right.
        let is_number = left.parse::<f64>().is_ok();
        Some(if is_number && !is_equal {
            Choice { left: right, right: left, is_equal, above: below, below: above }
        } else {
            Choice { left, right, is_equal, above, below }
        })
    }
}

impl Choice {
    /// The function of a cell that chooses so.
    fn function(&self) -> Option<String> {
        let Self { left, right, is_equal, above, below } = self;
        if *is_equal {
            // The largest cell of a row.
            let along = right.trim_matches(['(', ')']).strip_prefix("max")?;
            let close = along.find(']')?;
            let is_same = along[close + 1..].trim() == left.trim_matches(['(', ')']);
            let onehot = format!("onehot{} {}", &along[..=close], one(left));
            return match (is_same, &**above, &**below) {
                (true, "1", "0") => Some(onehot),
                (true, above, "0") => Some(format!("({onehot}) {}", one(above))),
                _ => None,
            };
        }
        let is_zero = right.parse::<f64>().is_ok_and(|number| number == 0.0);
        let difference = format!("{} - {}", left, one(right));
        if above == left && below == right {
            let text = if is_zero {
                format!("relu({left})")
            } else {
                format!("{right} + relu({difference})")
            };
            return Some(text);
        }
        if above == right && below == left {
            let text = if is_zero {
                format!("-relu(-{})", one(left))
            } else {
                format!("{left} - relu({difference})")
            };
            return Some(text);
        }
        if !is_zero || above != left {
            return None;
        }
        if *below == format!("-{left}") {
            return Some(format!("abs({left})"));
        }
        // `0.2 s[i,j]` below 0.
        let slope = below.strip_suffix(&**left)?.trim_end_matches(['*', '·', ' ']);
        let is_number = slope.parse::<f64>().is_ok();
        is_number.then(|| format!("relu({left}) - {slope} relu(-{})", one(left)))
    }
}
