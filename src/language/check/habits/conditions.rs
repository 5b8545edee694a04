//! Conditions as other languages and papers write them.

use super::{Edit, Habit, one};
use crate::grammar::Kind as Sign;
use crate::language::check::scope::Origin;
use crate::language::diagnostic::Mistake;
use crate::language::notation::Word;
use crate::language::span::Span;
use crate::program::condition::Comparison;

impl Habit<'_> {
    pub(super) fn conditions(&self) -> Vec<Edit> {
        let mut edits = Vec::new();
        edits.extend(self.remainder());
        edits.extend(self.whole_part());
        edits.extend(self.among());
        edits.extend(self.one_or_zero());
        edits.extend(self.always());
        edits.extend(self.called_choice());
        edits.extend(self.where_behind());
        edits.extend(self.called_top());
        edits.extend(self.ranked());
        edits.extend(self.range());
        edits.extend(self.bare_place());
        edits.extend(self.part_of_a_place());
        edits.extend(self.quotient());
        edits.extend(self.without_then());
        edits.extend(self.cases());
        edits.extend(self.infinite());
        edits
    }

    /// `{s[i,j] if j <= i, -inf else}`, the cases of a brace.
    fn cases(&self) -> Option<Edit> {
        let open = self.tokens.iter().position(|token| token.text == "{")?;
        let (parts, close) = self.arguments(open)?;
        let word = |part: &std::ops::Range<usize>, words: &[&str]| {
            part.clone().find(|at| words.contains(&self.text_at(*at)))
        };
        let [first, second] = &parts[..] else { return None };
        let at = word(first, &["if", "for", "when"])?;
        let (what, when) = (self.text(&(first.start..at)), self.text(&(at + 1..first.end)));
        let end = word(second, &["else", "otherwise", "if"]).unwrap_or(second.end);
        let other = self.text(&(second.start..end));
        let text = format!("if {when} then {what} else {other}");
        let all = open..close + 1;
        let is_whole = self.right() == Some(all.clone());
        Some((self.span(&all), if is_whole { text } else { format!("({text})") }))
    }

    /// `scores[i,j] - inf`, as libraries write it.
    fn infinite(&self) -> Option<Edit> {
        let is_infinite =
            self.error.code == Mistake::Kind && matches!(self.text_at(self.at), "inf" | "∞");
        is_infinite.then(|| (self.tokens[self.at].span, "1e9".to_owned()))
    }

    /// `d % 2`, `(i - j) mod 2`
    fn remainder(&self) -> Option<Edit> {
        let at = self.at;
        if !matches!(self.text_at(at), "%" | "mod") || at == 0 {
            return None;
        }
        let start = if self.text_at(at - 1) == ")" { self.partner(at - 1)? } else { at - 1 };
        let end = if self.text_at(at + 1) == "(" { self.partner(at + 1)? + 1 } else { at + 2 };
        let (of, by) = (self.text(&(start..at)), self.text(&(at + 1..end)));
        let inside = of.trim_start_matches('(').trim_end_matches(')');
        let text = format!("{of} - {by} block({inside} + 1, {by})");
        Some((self.span(&(start..end)), text))
    }

    /// `i // 2`, `floor(i / 2)`: the block of the next place.
    fn whole_part(&self) -> Option<Edit> {
        let at = self.at;
        if self.text_at(at) == "floor" && self.text_at(at + 1) == "(" {
            let close = self.partner(at + 1)?;
            let over = (at + 2..close).rev().find(|at| self.kind(*at) == Some(Sign::Over))?;
            let (of, by) = (self.text(&(at + 2..over)), self.text(&(over + 1..close)));
            return Some((self.span(&(at..close + 1)), block(&of, &by)));
        }
        if self.text_at(at) != "//" || at == 0 {
            return None;
        }
        let start = if self.text_at(at - 1) == ")" { self.partner(at - 1)? } else { at - 1 };
        let end = if self.text_at(at + 1) == "(" { self.partner(at + 1)? + 1 } else { at + 2 };
        let (of, by) = (self.text(&(start..at)), self.text(&(at + 1..end)));
        Some((self.span(&(start..end)), block(&of, &by)))
    }

    /// `j ∈ {1, 2}`, `j in [1, 2]`
    fn among(&self) -> Option<Edit> {
        let at = self.at;
        if !matches!(self.text_at(at), "∈" | "in") || at == 0 {
            return None;
        }
        let (parts, close) = self.arguments(at + 1)?;
        let of = self.text_at(at - 1);
        let each: Vec<String> =
            parts.iter().map(|part| format!("{of} = {}", self.text(part))).collect();
        Some((self.span(&(at - 1..close + 1)), format!("({})", each.join(" or "))))
    }

    /// `mask[i,j] = 1` for the mask itself, `mask[i,j] = 0` for the places that it leaves out.
    fn one_or_zero(&self) -> Option<Edit> {
        let is_given =
            |name: &str| self.scope.table(name).is_some_and(|table| table.origin == Origin::Given);
        if self.error.code != Mistake::Compared || !is_given(self.text_at(self.at)) {
            return None;
        }
        let close = self.partner(self.at + 1)?;
        let Some(Sign::Word(Word::Compare(sign))) = self.kind(close + 1) else { return None };
        let Some(Sign::Number(number)) = self.kind(close + 2) else { return None };
        let is_one = match (sign, number) {
            (Comparison::Equal | Comparison::AtLeast, 1.0)
            | (Comparison::NotEqual | Comparison::More, 0.0) => true,
            (Comparison::NotEqual | Comparison::Less, 1.0)
            | (Comparison::Equal | Comparison::AtMost, 0.0) => false,
            _ => return None,
        };
        // A table that is read as a number as well holds others than 1 and 0.
        let name = self.text_at(self.at);
        let readings = self.tokens.iter().filter(|token| token.text == name).count();
        let table = self.text(&(self.at..close + 1));
        let text = if is_one { table } else { format!("not {table}") };
        (readings == 1).then(|| (self.span(&(self.at..close + 3)), text))
    }

    /// `softmax[j : true] s[i,j]`
    fn always(&self) -> Option<Edit> {
        let at = self.at;
        let is_alone = self.kind(at.checked_sub(1)?) == Some(Sign::Word(Word::Colon))
            && self.text_at(at + 1) == "]";
        let is_true = self.text_at(at).eq_ignore_ascii_case("true");
        let head = self.tokens[at - 1].span.to(self.tokens.get(at)?.span);
        let head = Span { column: self.tokens.get(at.checked_sub(2)?)?.span.end(), ..head };
        let length = self.tokens[at].span.end() - head.column;
        (is_alone && is_true).then(|| (Span { length, ..head }, String::new()))
    }

    /// `if(j <= i, s[i,j], 0)`
    fn called_choice(&self) -> Option<Edit> {
        let at =
            (0..self.at).find(|at| self.text_at(*at) == "if" && self.text_at(at + 1) == "(")?;
        let (parts, close) = self.arguments(at + 1)?;
        let [when, then, other] = &parts[..] else { return None };
        let [when, then, other] = [when, then, other].map(|part| self.text(part));
        let text = format!("if {when} then {then} else {other}");
        let all = at..close + 1;
        let is_whole = self.right() == Some(all.clone());
        Some((self.span(&all), if is_whole { text } else { format!("({text})") }))
    }

    /// `s[i,j] where j <= i`
    fn where_behind(&self) -> Vec<Edit> {
        let Some(right) = self.right() else { return Vec::new() };
        let word = (right.start + 1..right.end).find(|at| self.text_at(*at) == "where");
        let Some(word) = word.filter(|at| self.text_at(at + 1) != "(") else { return Vec::new() };
        let (what, when) = (self.text(&(right.start..word)), self.text(&(word + 1..right.end)));
        let text = |other: &str| format!("if {when} then {what} else {other}");
        ["0", "-inf"].map(|other| (self.span(&right), text(other))).into()
    }

    /// `top(2) s[i,j]`, `top(2, j) s[i,j]` and `top(2)[i,j] s[i,j]`: the axis along which it ranks.
    fn ranked(&self) -> Vec<Edit> {
        let is_top = |at: &usize| self.text_at(*at) == "top" && self.text_at(at + 1) == "(";
        let Some(at) = (0..self.tokens.len()).find(is_top) else { return Vec::new() };
        let Some((parts, close)) = self.arguments(at + 1) else { return Vec::new() };
        let count = self.text(&parts[0]);
        let index = (self.text_at(close + 1) == "[").then(|| self.partner(close + 1)).flatten();
        let end = index.unwrap_or(close) + 1;
        let all = self.span(&(at..end));
        let head = |along: &str| (all, format!("top({count})[{along}]"));
        if let [_, along] = &parts[..] {
            return vec![head(&self.text(along))];
        }
        if index.is_some() && self.error.code != Mistake::NoAxis {
            return Vec::new();
        }
        let letters = match index {
            Some(index) => self.letters(&(close + 1..index + 1)),
            None => self.letters(&(end..self.tokens.len().min(end + 8))),
        };
        // Along the axis that the condition is about, or along the last one.
        let about =
            (0..at).rev().find(|at| self.text_at(*at) == "[").map(|at| self.text_at(at + 1));
        let (first, others): (Vec<&String>, Vec<&String>) =
            letters.iter().rev().partition(|letter| Some(letter.as_str()) == about);
        first.into_iter().chain(others).map(|along| head(along)).collect()
    }

    /// `topk(s[i,j], 2)` in the condition on j.
    fn called_top(&self) -> Option<Edit> {
        let is_top = |at: &usize| {
            matches!(self.text_at(*at), "topk" | "top_k" | "top") && self.text_at(at + 1) == "("
        };
        let at = (0..self.tokens.len()).find(is_top)?;
        let (parts, close) = self.arguments(at + 1)?;
        let [of, count, ..] = &parts[..] else { return None };
        let count = count.clone().find(|at| matches!(self.kind(*at), Some(Sign::Number(_))))?;
        let colon = (0..at).rev().find(|at| self.text_at(*at) == ":")?;
        let open = (0..colon).rev().find(|at| self.text_at(*at) == "[")?;
        let of = self.operand(of)?;
        let along = self.text_at(open + 1);
        let text = format!("top({})[{along}] {}", self.text_at(count), of.text);
        Some((self.span(&(at..close + 1)), text))
    }

    /// `top 2 s[i,j]` in the condition on j.
    pub(super) fn bare_top(&self) -> Option<Edit> {
        let at = (0..self.tokens.len()).find(|at| self.text_at(*at) == "top")?;
        let Some(Sign::Number(count)) = self.kind(at + 1) else { return None };
        let colon = (0..at).rev().find(|at| self.text_at(*at) == ":")?;
        let open = (0..colon).rev().find(|at| self.text_at(*at) == "[")?;
        let along = self.text_at(open + 1);
        Some((self.span(&(at..at + 2)), format!("top({count})[{along}]")))
    }

    /// `if c then a otherwise b`, and `a, if c else b` without its comma.
    pub(super) fn otherwise(&self) -> Option<Edit> {
        if let Some(at) = (0..self.tokens.len()).find(|at| self.text_at(*at) == "otherwise") {
            let is_choice = (0..at).any(|at| self.text_at(at) == "then");
            return is_choice.then(|| (self.tokens[at].span, "else".to_owned()));
        }
        let at = self.at;
        let is_apart = self.kind(at) == Some(Sign::Comma) && self.text_at(at + 1) == "if";
        (is_apart && self.error.code == Mistake::Syntax)
            .then(|| (self.tokens[at].span, String::new()))
    }

    /// `j in 1..i`
    fn range(&self) -> Option<Edit> {
        let at = self.at;
        let is_range = self.text_at(at) == "." && self.text_at(at + 1) == "." && at >= 3;
        if !is_range || self.text_at(at - 2) != "in" {
            return None;
        }
        let (of, low, high) = (self.text_at(at - 3), self.text_at(at - 1), self.text_at(at + 2));
        Some((self.span(&(at - 3..at + 3)), format!("{low} <= {of} and {of} <= {high}")))
    }

    /// `softmax[j : block(i, 2)]` for the same block, `softmax[j : j]` for no condition.
    fn bare_place(&self) -> Option<Edit> {
        if self.error.code != Mistake::Kind {
            return None;
        }
        let colon =
            (0..self.at).rev().find(|at| self.kind(*at) == Some(Sign::Word(Word::Colon)))?;
        let open = (0..colon).rev().find(|at| self.text_at(*at) == "[")?;
        let along = self.text_at(open + 1);
        if self.text_at(self.at) == "block" {
            let (parts, close) = self.arguments(self.at + 1)?;
            let [of, by] = &parts[..] else { return None };
            let (of, by) = (self.text(of), self.text(by));
            let left = self.left();
            let other = if of == along {
                left.iter().find(|letter| **letter != along)?.clone()
            } else {
                along.to_owned()
            };
            let block = self.text(&(self.at..close + 1));
            return Some((
                self.span(&(self.at..close + 1)),
                format!("{block} = block({other}, {by})"),
            ));
        }
        let close = self.partner(open)?;
        let is_alone = self.at == colon + 1 && close == self.at + 1;
        is_alone.then(|| {
            (self.span(&(open..close + 1)), format!("[{}]", self.text(&(open + 1..colon))))
        })
    }

    /// `j <= 1.5`, which is `j <= 1`.
    fn part_of_a_place(&self) -> Option<Edit> {
        let Some(Sign::Number(number)) = self.kind(self.at) else { return None };
        let Some(Sign::Word(Word::Compare(sign))) = self.kind(self.at.checked_sub(1)?) else {
            return None;
        };
        let whole = match sign {
            Comparison::AtMost | Comparison::More => number.floor(),
            Comparison::AtLeast | Comparison::Less => number.ceil(),
            Comparison::Equal | Comparison::NotEqual => return None,
        };
        (self.error.code == Mistake::Compared && number.fract() != 0.0)
            .then(|| (self.tokens[self.at].span, whole.to_string()))
    }

    /// `j <= i / 2`, which is `2 j <= i`.
    fn quotient(&self) -> Option<Edit> {
        if self.error.code != Mistake::Compared {
            return None;
        }
        let ends = |at: usize| {
            matches!(self.text_at(at), "and" | "or" | "not" | "then" | "if" | ":" | "]")
                || self.tokens.get(at).is_none()
        };
        let start = (0..self.at).rev().find(|at| ends(*at)).map_or(0, |at| at + 1);
        let end = (self.at..=self.tokens.len()).find(|at| ends(*at))?;
        let is_sign = |at: &usize| matches!(self.kind(*at), Some(Sign::Word(Word::Compare(_))));
        let sign = (start..end).find(is_sign)?;
        let over = (start..end).find(|at| self.kind(*at) == Some(Sign::Over))?;
        let sides = [start..sign, sign + 1..end];
        let divided = usize::from(over > sign);
        let by = self.text(&(over + 1..sides[divided].end));
        let whole = format!("{} {}", one(&by), one(&self.text(&sides[1 - divided])));
        let of = self.text(&(sides[divided].start..over));
        let sign = self.text_at(sign);
        let text = if divided == 0 {
            format!("{of} {sign} {whole}")
        } else {
            format!("{whole} {sign} {of}")
        };
        Some((self.span(&(start..end)), text))
    }

    /// `if j <= i s[i,j] else 0`
    fn without_then(&self) -> Vec<Edit> {
        let right = self.right().unwrap_or(0..0);
        let is_choice = self.text_at(right.start) == "if" || self.text_at(right.start + 1) == "if";
        if !is_choice || (right.clone()).any(|at| self.text_at(at) == "then") {
            return Vec::new();
        }
        let other = right.clone().find(|at| self.text_at(*at) == "else").unwrap_or(right.end);
        // `if j <= i: s[i,j] else 0`
        let colon = (right.start..other).find(|at| self.kind(*at) == Some(Sign::Word(Word::Colon)));
        if let Some(colon) = colon {
            let gap = self.tokens[colon - 1].span.behind().to(self.tokens[colon].span);
            return vec![(gap, " then".to_owned())];
        }
        let places = (right.start + 2..other).rev().filter(|at| self.text_at(*at) != "[");
        let before = places.filter(|at| !matches!(self.text_at(*at), "]" | ")" | ","));
        before.take(6).map(|at| (self.tokens[at].span.before(), "then ".to_owned())).collect()
    }
}

/// The whole part of a quotient.
fn block(of: &str, by: &str) -> String {
    let inside = of.trim().trim_start_matches('(').trim_end_matches(')');
    format!("block({inside} + 1, {})", by.trim())
}
