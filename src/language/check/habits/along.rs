//! The axis of a reduction where papers and other languages say it: `sum over d`, `sum(d, …)`, `∑_d`,
//! `softmax[j <= i]`, `softmax[j, causal]`.

use super::{Edit, Habit, one};
use crate::grammar::Kind as Sign;
use crate::language::diagnostic::Mistake;
use crate::language::notation::Word;
use crate::language::read::letter;
use crate::language::words::Reducer;

/// Words before the axis.
const ALONG: &[&str] = &["over", "along", "across"];

impl Habit<'_> {
    pub(super) fn along(&self) -> Option<Edit> {
        let right = self.right()?;
        let at = right.clone().take_while(|at| *at <= self.at).filter(|at| self.is_reducer(*at));
        at.collect::<Vec<_>>().into_iter().rev().find_map(|at| {
            self.in_words(at)
                .or_else(|| self.first_argument(at))
                .or_else(|| self.comprehension(at))
                .or_else(|| self.below(at))
                .or_else(|| self.condition_alone(at))
                .or_else(|| self.causal(at))
                .or_else(|| self.two_letters(at))
                .or_else(|| self.in_round_brackets(at))
                .or_else(|| self.in_two_brackets(at))
                .or_else(|| self.without_letters(at))
                .or_else(|| self.unclosed_condition(at))
        })
    }

    fn is_reducer(&self, at: usize) -> bool {
        matches!(self.text_at(at), "∑" | "Σ") || Reducer::find(self.text_at(at)).is_some()
    }

    fn word(&self, at: usize) -> &str {
        match self.text_at(at) {
            "∑" | "Σ" => "sum",
            word => word,
        }
    }

    fn is_letter(&self, at: usize) -> bool {
        letter(self.text_at(at)).is_some()
    }

    /// `sum over d of q[i,d]`, `softmax(s[i,j]) over j`
    fn in_words(&self, at: usize) -> Option<Edit> {
        let word = self.word(at);
        let close = (self.text_at(at + 1) == "(").then(|| self.partner(at + 1)).flatten();
        let over = close.unwrap_or(at) + 1;
        if !ALONG.contains(&self.text_at(over)) || !self.is_letter(over + 1) {
            return None;
        }
        let head = format!("{word}[{}]", self.text_at(over + 1));
        if let Some(close) = close {
            let inside = self.text(&(at + 1..close + 1));
            return Some((self.span(&(at..over + 2)), format!("{head} {inside}")));
        }
        let is_of = self.text_at(over + 2) == "of";
        Some((self.span(&(at..over + if is_of { 3 } else { 2 })), head))
    }

    /// `sum(d, q[i,d] k[j,d])`
    fn first_argument(&self, at: usize) -> Option<Edit> {
        let is_call = self.text_at(at + 1) == "(" && self.is_letter(at + 2);
        let (parts, close) = self.arguments(at + 1).filter(|_| is_call)?;
        let [along, of] = &parts[..] else { return None };
        if along.len() != 1 || !of.clone().any(|at| self.text_at(at) == "[") {
            return None;
        }
        let text = format!("{}[{}] {}", self.word(at), self.text(along), one(&self.text(of)));
        let is_whole = self.right() == Some(at..close + 1);
        let text = if is_whole { text } else { format!("({text})") };
        Some((self.span(&(at..close + 1)), text))
    }

    /// `sum(q[i,d] * k[j,d] for d in range(D))`
    fn comprehension(&self, at: usize) -> Option<Edit> {
        let close = (self.text_at(at + 1) == "(").then(|| self.partner(at + 1)).flatten()?;
        let of = (at + 2..close).find(|at| self.text_at(*at) == "for")?;
        if !self.is_letter(of + 1) || self.text_at(of + 2) != "in" {
            return None;
        }
        let body = self.text(&(at + 2..of));
        let text = format!("{}[{}] ({body})", self.word(at), self.text_at(of + 1));
        Some((self.span(&(at..close + 1)), text))
    }

    /// `∑_d q[i,d]`
    fn below(&self, at: usize) -> Option<Edit> {
        let is_below = self.text_at(at + 1) == "_" && self.is_letter(at + 2);
        is_below.then(|| (self.span(&(at..at + 3)), format!("sum[{}]", self.text_at(at + 2))))
    }

    /// `softmax[j <= i] s[i,j]`
    fn condition_alone(&self, at: usize) -> Option<Edit> {
        let opens = self.text_at(at + 1) == "[" && self.is_letter(at + 2);
        let close = opens.then(|| self.partner(at + 1)).flatten()?;
        let compares = |at: usize| matches!(self.kind(at), Some(Sign::Word(Word::Compare(_))));
        let is_condition = compares(at + 3) && self.text_at(at + 3) != "=";
        is_condition.then(|| {
            let condition = self.text(&(at + 2..close));
            let along = self.text_at(at + 2);
            (self.span(&(at + 1..close + 1)), format!("[{along} : {condition}]"))
        })
    }

    /// `softmax[j, causal] s[i,j]`
    fn causal(&self, at: usize) -> Option<Edit> {
        let is_so = self.text_at(at + 1) == "["
            && self.text_at(at + 4).eq_ignore_ascii_case("causal")
            && self.text_at(at + 5) == "]";
        let along = self.text_at(at + 2);
        let left = self.left();
        let query = left.iter().rev().find(|own| *own != along).filter(|_| is_so)?;
        Some((self.span(&(at + 1..at + 6)), format!("[{along} : {along} <= {query}]")))
    }

    /// `sum[i j] s[i,j]`
    fn two_letters(&self, at: usize) -> Option<Edit> {
        let is_so = self.text_at(at + 1) == "["
            && self.is_letter(at + 2)
            && self.is_letter(at + 3)
            && self.text_at(at + 4) == "]";
        is_so.then(|| {
            let letters = format!("[{},{}]", self.text_at(at + 2), self.text_at(at + 3));
            (self.span(&(at + 1..at + 5)), letters)
        })
    }

    /// `sum(i,d) x[i,d]`
    fn in_round_brackets(&self, at: usize) -> Option<Edit> {
        let (parts, close) = self.arguments(at + 1).filter(|_| self.text_at(at + 1) == "(")?;
        let is_letters = parts.len() > 1
            && parts.iter().all(|part| part.len() == 1 && self.is_letter(part.start));
        let inside = self.text(&(at + 2..close));
        is_letters.then(|| (self.span(&(at + 1..close + 1)), format!("[{inside}]")))
    }

    /// `sum[i][d] x[i,d]`
    fn in_two_brackets(&self, at: usize) -> Option<Edit> {
        let is_so = [1, 3, 4, 6].map(|by| self.text_at(at + by)) == ["[", "]", "[", "]"]
            && self.is_letter(at + 2)
            && self.is_letter(at + 5);
        is_so.then(|| (self.span(&(at + 3..at + 5)), ",".to_owned()))
    }

    /// `m = mean x[i,d]`: along all that the left side lacks.
    fn without_letters(&self, at: usize) -> Option<Edit> {
        let is_bare = self.error.code == Mistake::NoAxis
            && self.is_name(at + 1)
            && self.text_at(at + 2) == "[";
        let removes = Reducer::find(self.word(at)).is_some_and(|reducer| !reducer.keeps());
        let left = self.left();
        let all = self.letters(&(at + 1..self.tokens.len()));
        let lacks: Vec<String> = all.into_iter().filter(|own| !left.contains(own)).collect();
        (is_bare && removes && !lacks.is_empty())
            .then(|| (self.tokens[at].span.behind(), format!("[{}]", lacks.join(","))))
    }

    /// `softmax[j : j <= i s[i,j]`: the bracket closes before what is reduced.
    fn unclosed_condition(&self, at: usize) -> Option<Edit> {
        let is_so = self.error.code == Mistake::Bracket
            && self.text_at(at + 1) == "["
            && self.text_at(at + 3) == ":"
            && self.partner(at + 1).is_none();
        let body = (at + 4..self.tokens.len())
            .find(|at| self.is_name(*at) && matches!(self.text_at(at + 1), "[" | "("))?;
        is_so.then(|| (self.tokens[body - 1].span.behind(), "]".to_owned()))
    }
}
