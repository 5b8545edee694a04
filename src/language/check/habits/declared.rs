//! Lines that declare, as they are written elsewhere: lists over several lines, tables without axes, numbers
//! for axes and axes for numbers.

use super::lists::usual;
use super::program::replaced;
use super::{Edit, Habit};
use crate::grammar::Kind as Sign;
use crate::language::diagnostic::{Fix, Mistake};
use crate::language::notation::{Token, Word};
use crate::language::read::letter;
use crate::language::span::Span;
use crate::language::text::Line;

impl Habit<'_> {
    pub(super) fn declared(&self) -> Vec<Edit> {
        let mut edits = Vec::new();
        edits.extend(self.joined_lines());
        edits.extend(self.semicolons());
        edits.extend(self.table_of_numbers());
        edits.extend(self.spaces());
        edits.extend(self.without_axes());
        edits.extend(self.number_for_an_axis());
        edits.extend(self.axis_for_a_number());
        edits.extend(self.number_with_axes());
        edits.extend(self.axis_size());
        edits.extend(self.pair_that_is_given());
        edits.extend(self.begins_with_a_digit());
        edits
    }

    /// `in q[i,d]; k[j,d]`
    fn semicolons(&self) -> Option<Edit> {
        let is_end = |token: &Token| token.kind == Sign::Word(Word::End);
        let is_list = self.text_at(0) == "in" && self.tokens.iter().any(is_end);
        is_list.then(|| (self.line.span(), self.line.slice(self.line.span()).replace(';', ",")))
    }

    /// `mask = [[0, 1], [0, 0]]`: a table that is given, with the axes that a line below reads.
    fn table_of_numbers(&self) -> Option<Edit> {
        let right = self.right()?;
        let is_list = self.text_at(right.start) == "["
            && (self.text_at(right.start + 1) == "[" || self.text_at(right.start + 2) == ",");
        let left = self.text(&(0..right.start - 1));
        let given = if right.start == 2 { self.given(&left) } else { Some(left) };
        given.filter(|_| is_list).map(|given| (self.line.span(), format!("in {given}")))
    }

    /// `Q ∈ R^{n×d}, K ∈ R^{n×d}`
    fn spaces(&self) -> Option<Edit> {
        let mut tables = Vec::new();
        for at in (1..self.tokens.len()).filter(|at| self.text_at(*at) == "∈") {
            let open = (at + 1..at + 5).find(|at| matches!(self.text_at(*at), "{" | "("))?;
            let close = self.partner(open)?;
            let names = (open + 1..close).filter(|at| self.is_name(*at));
            let letters: Vec<String> =
                names.filter_map(|at| self.text_at(at).chars().next().map(String::from)).collect();
            let name = self.text_at(at - 1);
            // The letters by which a line below reads it.
            let table = self.given(name).filter(|given| {
                given.matches(',').count() + 1 == letters.len() && self.is_read_below(name)
            });
            tables.push(table.unwrap_or_else(|| format!("{name}[{}]", letters.join(","))));
        }
        (!tables.is_empty()).then(|| (self.line.span(), format!("in {}", tables.join(", "))))
    }

    fn is_read_below(&self, name: &str) -> bool {
        let read = format!("{name}[");
        self.scope.lines[self.line.number..].iter().any(|line| line.code.contains(&read))
    }

    /// `in q[i,d],` and what follows on the next line.
    fn joined_lines(&self) -> Option<Edit> {
        let is_list = matches!(self.text_at(0), "in" | "param" | "axis");
        if !is_list || self.tokens.last().is_none_or(|last| last.kind != Sign::Comma) {
            return None;
        }
        let first = self.line.number;
        let mut all = self.line.code.trim().to_owned();
        let mut last = first;
        while all.ends_with(',') {
            let next = self.scope.lines.get(last)?;
            all = format!("{all} {}", next.code.trim());
            last += 1;
        }
        Some(self.rewritten(first, last, &[all]))
    }

    /// `in q, k, v`, `in q[i,d], k`
    fn without_axes(&self) -> Option<Edit> {
        if self.error.code != Mistake::Syntax || self.text_at(0) != "in" {
            return None;
        }
        let (mut tables, mut numbers) = (Vec::new(), Vec::new());
        let mut from = 1;
        for part in self.arguments_of(&(1..self.tokens.len())) {
            let is_bare = self.is_name(from) && part == self.text_at(from);
            from += Line::new(1, &part).tokens.len() + 1;
            match self.given(&part).filter(|_| is_bare) {
                Some(given) => tables.push(given),
                // What no line reads with axes is a number.
                None if is_bare => numbers.push(format!("{part} = {}", usual(&part))),
                None => tables.push(part),
            }
        }
        let mut lines = Vec::new();
        if !tables.is_empty() {
            lines.push(format!("in {}", tables.join(", ")));
        }
        if !numbers.is_empty() {
            lines.push(format!("param {}", numbers.join(", ")));
        }
        Some((self.line.span(), lines.join("\n")))
    }

    /// `param d = 4` where d is an axis: the numbers that are typed say how large it is.
    fn number_for_an_axis(&self) -> Option<Edit> {
        let at = self.error.other.filter(|_| self.error.code == Mistake::BadName)?;
        let name = self.text_at(self.at);
        let first = self.scope.lines.get(at.line - 1)?;
        let tokens = &first.tokens;
        let is_alone = tokens.first().is_some_and(|word| word.text == "param")
            && tokens.get(1).is_some_and(|own| own.text == name)
            && !tokens.iter().any(|token| token.kind == Sign::Comma);
        if !is_alone || letter(name).is_none() {
            return None;
        }
        let size = format!("|{name}|");
        let lines: Vec<String> =
            self.scope.lines[at.line..].iter().map(|line| with_alone(line, name, &size)).collect();
        Some(self.rewritten(at.line, self.scope.lines.len(), &lines))
    }

    /// `param h = 2` where steps have an axis h: how large it is.
    fn axis_for_a_number(&self) -> Option<Edit> {
        let at = self.error.other.filter(|_| self.error.code == Mistake::BadName)?;
        let tokens = &self.scope.lines.get(at.line - 1)?.tokens;
        let [word, name, _, value] = &tokens[..] else { return None };
        let is_size =
            matches!(value.kind, Sign::Number(size) if size >= 1.0 && size.fract() == 0.0);
        let is_own = word.text == "param" && name.text == self.text_at(self.at);
        (is_own && is_size).then(|| (word.span, "axis".to_owned()))
    }

    /// `param m = 0.5` where m is an axis: another name, wherever the number is read.
    pub(super) fn renamed_number(&self) -> Option<Edit> {
        let is_number = self.error.code == Mistake::BadName && self.text_at(0) == "param";
        let name = self.text_at(self.at);
        letter(name).filter(|_| is_number)?;
        let other = format!("{name}_");
        let first = self.line.number;
        let lines = self.scope.lines[first - 1..].iter();
        let lines: Vec<String> = lines.map(|line| with_alone(line, name, &other)).collect();
        Some(self.rewritten(first, self.scope.lines.len(), &lines))
    }

    /// `param w[i] = 4` above the line that gives i.
    fn number_with_axes(&self) -> Option<Edit> {
        if self.text_at(0) != "param" || self.text_at(2) != "[" {
            return None;
        }
        let inputs = self.scope.lines[self.line.number..].iter().take_while(|line| {
            let tokens = &line.tokens;
            tokens.first().is_none_or(|first| matches!(&*first.text, "in" | "param" | "axis"))
        });
        let last = self.line.number + inputs.count();
        let mut lines = self.texts(self.line.number + 1, last);
        lines.push(self.text(&(1..self.tokens.len())));
        Some(self.rewritten(self.line.number, last, &lines))
    }

    /// `axis h = 0`, `axis h = 2.5`, `axis h = x[i,e]`, `axis h = |n| + 1` of nothing that divides.
    fn axis_size(&self) -> Vec<Edit> {
        if self.error.code != Mistake::Size || self.text_at(0) != "axis" {
            return Vec::new();
        }
        let span = self.tokens.get(self.at).map(|token| token.span);
        let Some(span) = span else { return Vec::new() };
        match self.kind(self.at) {
            Some(Sign::Number(number)) => {
                let mut whole = vec![number.floor().max(1.0), number.ceil().max(1.0)];
                whole.dedup();
                whole.into_iter().map(|number| (span, number.to_string())).collect()
            }
            Some(Sign::Name) if self.text_at(self.at + 1) == "[" => {
                let Some(close) = self.partner(self.at + 1) else { return Vec::new() };
                let letters = self.letters(&(self.at..close + 1)).into_iter().rev();
                let all = self.span(&(self.at..close + 1));
                letters.map(|letter| (all, format!("|{letter}|"))).collect()
            }
            _ => Vec::new(),
        }
    }

    /// `in x[i,(h k)]`: an axis that steps read as a pair.
    fn pair_that_is_given(&self) -> Option<Edit> {
        let open = self.at.checked_sub(1)?;
        let is_pair = self.text_at(0) == "in"
            && self.text_at(open) == "("
            && self.text_at(self.at + 2) == ")";
        if !is_pair || self.error.code != Mistake::Syntax {
            return None;
        }
        let outer = self.text_at(self.at);
        let wide = ["e", "u", "c", "z"].into_iter().find(|free| {
            self.scope.lines.iter().all(|line| line.tokens.iter().all(|token| token.text != *free))
        })?;
        let line = self.line.slice(self.line.span());
        let at = self.span(&(open..self.at + 3));
        let start = self.line.span().column;
        let at = Span { line: 1, column: at.column + 1 - start, ..at };
        let line = Fix::new(at, wide).apply(&line);
        Some((self.line.span(), format!("{line}\naxis {outer} = 2")))
    }

    /// `2x[i]` as a name.
    fn begins_with_a_digit(&self) -> Option<Edit> {
        let is_digit =
            matches!(self.kind(self.at), Some(Sign::Number(number)) if number.fract() == 0.0);
        if self.text_at(0) != "in" || !is_digit || !self.is_name(self.at + 1) {
            return None;
        }
        let (digit, name) = (self.text_at(self.at), self.text_at(self.at + 1));
        let (old, new) = (format!("{digit}{name}["), format!("{name}{digit}["));
        let first = self.line.number;
        let lines = self.scope.lines[first - 1..].iter().map(|line| line.text.replace(&old, &new));
        let lines: Vec<String> = lines.collect();
        Some(self.rewritten(first, self.scope.lines.len(), &lines))
    }
}

/// A line with another text in the place of a letter that stands outside of indices and bars.
fn with_alone(line: &Line, name: &str, by: &str) -> String {
    let tokens = &line.tokens;
    let mut text = line.text.to_string();
    let mut depth = 0;
    let mut places = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match &*token.text {
            "[" => depth += 1,
            "]" => depth -= 1,
            own if own == name && depth == 0 => {
                let is_bar = at > 0 && tokens[at - 1].text == "|";
                let is_table = tokens.get(at + 1).is_some_and(|next| next.text == "[");
                if !is_bar && !is_table {
                    places.push(token.span);
                }
            }
            _ => {}
        }
    }
    for at in places.into_iter().rev() {
        text = replaced(&text, at, by);
    }
    text
}
