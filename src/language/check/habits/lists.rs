//! Declarations that lack a part, and remarks behind other signs.

use super::program::EQUAL;
use super::{Edit, Habit};
use crate::grammar::Kind as Sign;
use crate::language::check::elsewhere::greek;
use crate::language::diagnostic::Mistake;
use crate::language::notation::Token;
use crate::language::read::letter;
use crate::language::span::Span;
use crate::language::words::Reducer;

impl Habit<'_> {
    pub(super) fn lists(&self) -> Vec<Edit> {
        let mut edits = Vec::new();
        edits.extend(self.remark());
        edits.extend(self.without_value());
        edits.extend(self.not_declared());
        edits.extend(self.said_again());
        edits.extend(self.joined());
        edits.extend(self.doubled_comma());
        edits.extend(self.second_step());
        edits
    }

    /// `in q[i,d], , k[j,d]`
    fn doubled_comma(&self) -> Option<Edit> {
        let is_comma = |at: usize| self.kind(at) == Some(Sign::Comma);
        let at = (1..self.tokens.len()).find(|at| is_comma(*at) && is_comma(at - 1))?;
        Some((self.tokens[at - 1].span.behind().to(self.tokens[at].span), String::new()))
    }

    /// `y[i] = x[i], z[i] = 2`: a step of its own; `1,5 x[i]`: a number.
    fn second_step(&self) -> Option<Edit> {
        let (at, comma) = (self.at, self.tokens.get(self.at)?);
        if comma.kind != Sign::Comma || self.error.code != Mistake::Syntax {
            return None;
        }
        let (before, behind) = (self.tokens.get(at.checked_sub(1)?)?, self.tokens.get(at + 1)?);
        let is_number = |token: &Token| matches!(token.kind, Sign::Number(_));
        let is_close =
            before.span.end() == comma.span.column && comma.span.end() == behind.span.column;
        if is_number(before) && is_number(behind) && is_close {
            return Some((comma.span, ".".to_owned()));
        }
        let equals = (at..self.tokens.len()).any(|at| self.kind(at) == Some(EQUAL));
        (behind.kind == Sign::Name && equals)
            .then(|| (comma.span.to(behind.span.before()), "\n".to_owned()))
    }

    /// `y[i] = x[i] -- the same`, `// the same`
    fn remark(&self) -> Option<Edit> {
        let sign = (1..self.tokens.len()).find(|at| {
            let dashes = self.text_at(*at) == "-" && self.text_at(*at + 1) == "-";
            let is_number = matches!(self.kind(*at + 1), Some(Sign::Number(_)));
            let words = self.is_name(*at + 1) && self.is_name(*at + 2);
            dashes
                || (self.text_at(*at) == "//" && !is_number)
                || (self.text_at(*at) == "%" && words)
        })?;
        let length = if self.text_at(sign) == "-" { 2 } else { 1 };
        Some((self.span(&(sign..sign + length)), "#".to_owned()))
    }

    /// `param w`, `axis h`
    fn without_value(&self) -> Option<Edit> {
        let is_bare =
            self.error.code == Mistake::Syntax && self.tokens.len() == 2 && self.is_name(1);
        let value = match self.text_at(0) {
            "param" => "4",
            "axis" => "2",
            _ => return None,
        };
        is_bare.then(|| (self.tokens[1].span.behind(), format!(" = {value}")))
    }

    /// A number in a condition that no line gives.
    fn not_declared(&self) -> Option<Edit> {
        let name = self.tokens.get(self.at).filter(|token| token.kind == Sign::Name)?;
        let is_number = self.error.code == Mistake::UnknownName
            && name.text.chars().count() > 1
            && !["mod", "true", "True", "false", "False"].contains(&&*name.text)
            && !self.names_its_axes(&name.text)
            && !matches!(self.text_at(self.at + 1), "[" | "(");
        let above = Span { column: 1, length: 0, ..name.span };
        is_number.then(|| (above, format!("param {} = {}\n", name.text, usual(&name.text))))
    }

    /// `ε` alone, which nothing gives: a number of this name.
    pub(super) fn greek_number(&self) -> Option<Edit> {
        let name = self.tokens.get(self.at).filter(|token| token.kind == Sign::Name)?;
        let before = self.text_at(self.at.wrapping_sub(1));
        let word = name.text.chars().next().and_then(greek);
        let is_spelled_out = word.is_some_and(|word| self.scope.number(word).is_some());
        let is_number = self.error.code == Mistake::UnknownLetter
            && !name.text.is_ascii()
            && !is_spelled_out
            && !matches!(before, "[" | "," | "|" | "(")
            && !matches!(self.text_at(self.at + 1), "[" | "(" | "," | "]");
        let above = Span { column: 1, length: 0, ..name.span };
        is_number.then(|| (above, format!("param {} = {}\n", name.text, usual(&name.text))))
    }

    /// `top(k)[j] s[i,j]`: how many there are, as a param.
    pub(super) fn top_count(&self) -> Option<Edit> {
        let is_count = matches!(self.error.code, Mistake::UnknownLetter | Mistake::UnknownName)
            && self.text_at(self.at.wrapping_sub(1)) == "("
            && self.text_at(self.at.wrapping_sub(2)) == "top"
            && self.text_at(self.at + 1) == ")";
        let at = self.tokens.get(self.at).filter(|_| is_count)?.span;
        let above = Span { column: 1, length: 0, ..at };
        Some((above, format!("param {} = 2\n", self.text_at(self.at))))
    }

    /// `sum[i] x[i,d] / N`: the number of places that a sum runs over.
    pub(super) fn count(&self) -> Option<Edit> {
        let is_count = self.error.code == Mistake::UnknownLetter
            && matches!(self.text_at(self.at), "n" | "N" | "T" | "L")
            && !matches!(self.text_at(self.at + 1), "[" | "," | "]");
        let before = self.text_at(self.at.wrapping_sub(1));
        if !is_count || matches!(before, "[" | ",") {
            return None;
        }
        let head = (0..self.at)
            .rev()
            .find(|at| Reducer::find(self.text_at(*at)).is_some() && self.text_at(at + 1) == "[")?;
        // The sum goes on up to here.
        let mut depth = 0;
        let is_closed = (head..self.at).any(|at| {
            depth += i32::from(matches!(self.text_at(at), "(" | "["));
            depth -= i32::from(matches!(self.text_at(at), ")" | "]"));
            depth < 0
        });
        let letter = letter(self.text_at(head + 2)).filter(|_| !is_closed)?;
        let at = self.tokens[self.at].span;
        Some(if before == "|" { (at, letter.to_string()) } else { (at, format!("|{letter}|")) })
    }

    /// `q_i` where q is a table.
    fn names_its_axes(&self, name: &str) -> bool {
        name.rsplit_once('_').is_some_and(|(base, _)| self.scope.table(base).is_some())
    }

    /// `axis d = 4` where a table has d.
    fn said_again(&self) -> Option<Edit> {
        let is_alone = self.error.code == Mistake::Twice && self.text_at(0) == "axis";
        if !is_alone {
            return None;
        }
        let is_comma = |at: &usize| self.kind(*at) == Some(Sign::Comma);
        let end = (self.at..self.tokens.len()).find(is_comma);
        Some(match (self.at.checked_sub(1).filter(is_comma), end) {
            (Some(comma), _) => {
                (self.span(&(comma..end.unwrap_or(self.tokens.len()))), String::new())
            }
            (None, Some(end)) => {
                let next = self.tokens.get(end + 1)?.span.before();
                (self.tokens[self.at].span.before().to(next), String::new())
            }
            (None, None) => (self.line.span(), String::new()),
        })
    }

    /// `concat a[n,k], b[k]`
    fn joined(&self) -> Vec<Edit> {
        let at = self.tokens.iter().position(|token| token.text == "concat");
        let Some(at) = at.filter(|at| self.text_at(at + 1) != "[") else { return Vec::new() };
        let letters = self.left().into_iter();
        letters.map(|letter| (self.tokens[at].span.behind(), format!("[{letter}]"))).collect()
    }
}

/// What a number of this name usually is.
pub(super) fn usual(name: &str) -> &'static str {
    match name {
        "eps" | "epsilon" | "ε" | "ϵ" => "1e-6",
        "tau" | "temperature" | "temp" | "τ" | "β" => "1",
        "gamma" | "decay" | "γ" | "λ" => "0.9",
        _ => "4",
    }
}
