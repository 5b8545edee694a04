//! Indices with what is no letter, or not the right one.

use super::{Edit, Habit};
use crate::grammar::Kind as Sign;
use crate::language::diagnostic::{Fix, Mistake};
use crate::language::read::letter;
use crate::language::span::Span;
use crate::language::words;

impl Habit<'_> {
    pub(super) fn indices(&self) -> Vec<Edit> {
        let mut edits = Vec::new();
        edits.extend(self.numbered());
        edits.extend(self.twice());
        edits.extend(self.unclosed());
        edits.extend(self.other_table());
        edits.extend(self.only_left());
        edits.extend(self.before_a_place());
        edits.extend(self.twice_on_the_left());
        edits.extend(self.of_nothing());
        edits.extend(self.second_of_concat());
        edits.extend(self.itself_before());
        edits.extend(self.transposed_index());
        edits
    }

    /// `S_{t-1}`, `S(t-1)`, `S[(t-1)]`: the step itself at the place before.
    fn itself_before(&self) -> Option<Edit> {
        let right = self.right()?;
        let own = self.text_at(0);
        let is_own = |at: &usize| self.text_at(*at).trim_end_matches('_') == own;
        let at = right
            .clone()
            .find(|at| is_own(at) && matches!(self.text_at(at + 1), "(" | "{" | "["))?;
        let close = self.partner(at + 1)?;
        let inside: Vec<&str> = (at + 2..close)
            .map(|at| self.text_at(at))
            .filter(|text| !matches!(*text, "(" | ")"))
            .collect();
        let [before, "-" | "−", "1"] = inside[..] else { return None };
        let left = self.left();
        let index: Vec<String> = left
            .iter()
            .map(|letter| if letter == before { format!("{letter}-1") } else { letter.clone() })
            .collect();
        let text = format!("{own}[{}]", index.join(","));
        Some((self.span(&(at..close + 1)), text))
    }

    /// `s.T[i,j]`: the letters in the other order.
    fn transposed_index(&self) -> Option<Edit> {
        let stop = (1..self.tokens.len()).find(|at| {
            self.text_at(*at) == "." && self.text_at(at + 1) == "T" && self.text_at(at + 2) == "["
        })?;
        let close = self.partner(stop + 2)?;
        let letters: Vec<String> = self.letters(&(stop + 2..close + 1)).into_iter().rev().collect();
        let all = self.span(&(stop - 1..close + 1));
        Some((all, format!("{}[{}]", self.text_at(stop - 1), letters.join(","))))
    }

    /// `sum[t] k[t-1,a]`: all places but the last; `a[i + 1` without its bracket.
    fn before_a_place(&self) -> Option<Edit> {
        if self.error.code != Mistake::Before {
            return None;
        }
        let letter = self.text_at(self.at);
        let open = (0..self.at).rev().find(|at| self.text_at(*at) == "[")?;
        if self.partner(open).is_none() {
            let all = self.span(&(self.at..self.tokens.len()));
            return Some((all, format!("{letter}-1]")));
        }
        let minus = self.at + 1;
        let head = (0..self.at).rev().find(|at| {
            self.text_at(*at) == "["
                && words::Reducer::find(self.text_at(at.wrapping_sub(1))).is_some()
                && self.text_at(at + 1) == letter
                && self.text_at(at + 2) == "]"
        })?;
        let between = self
            .line
            .slice(self.tokens[head + 2].span.behind().to(self.tokens[minus].span.before()));
        let all = self.span(&(head..minus + 2));
        Some((all, format!("[{letter} : {letter} < |{letter}|]{between}")))
    }

    /// `s[i,i] = sum[d] q[i,d] k[i,d]`, where k has another first axis.
    fn twice_on_the_left(&self) -> Option<Edit> {
        let right = self.right()?;
        if self.error.code != Mistake::RepeatedLetter || self.at >= right.start {
            return None;
        }
        let own = self.text_at(self.at).to_owned();
        let mut text = self.line.code.trim_end().to_owned();
        let mut other = None;
        for at in right.clone().rev().filter(|at| self.text_at(*at) == own) {
            let open = (right.start..at).rev().find(|at| self.text_at(*at) == "[")?;
            let place = (open..at).filter(|at| self.kind(*at) == Some(Sign::Comma)).count();
            let table = self.scope.table(self.text_at(open - 1)).and_then(Self::axes);
            let axis = table.and_then(|axes| axes.get(place).cloned()).filter(|axis| *axis != own);
            if let Some(axis) = axis {
                text = Fix::new(Span { line: 1, ..self.tokens[at].span }, &*axis).apply(&text);
                other = Some(axis);
            }
        }
        let text = Fix::new(Span { line: 1, ..self.tokens[self.at].span }, other?).apply(&text);
        Some((self.line.span(), text.trim().to_owned()))
    }

    /// `s[i] = sum[d]`, where one table has these axes.
    fn of_nothing(&self) -> Option<Edit> {
        let is_end = self.at >= self.tokens.len() && self.error.code == Mistake::Syntax;
        let all = self.letters(&(0..self.tokens.len()));
        if !is_end
            || self.text_at(self.tokens.len().checked_sub(1)?) != "]"
            || self.right()?.is_empty()
        {
            return None;
        }
        let fits = self.scope.checked.tables.iter().filter_map(|table| {
            let axes = Self::axes(table)?;
            let is_whole = axes.len() == all.len() && axes.iter().all(|axis| all.contains(axis));
            is_whole.then(|| format!(" {}[{}]", table.name.text, axes.join(",")))
        });
        let fits: Vec<String> = fits.collect();
        let [only] = &fits[..] else { return None };
        Some((self.line.span().behind(), only.clone()))
    }

    /// `concat[m] a[n,k]`, where one table has the other axes.
    fn second_of_concat(&self) -> Vec<Edit> {
        let at = self.tokens.iter().position(|token| token.text == "concat");
        let (Some(at), true) = (at, self.error.code == Mistake::Syntax) else { return Vec::new() };
        let is_one = self.at >= self.tokens.len()
            && !(at..self.tokens.len())
                .any(|at| self.text_at(at) == "]" && self.text_at(at + 1) == ",");
        let into = self.text_at(at + 2);
        let left: Vec<String> = self.left().into_iter().filter(|own| own != into).collect();
        let is_read = |name: &str| self.tokens.iter().any(|token| token.text == name);
        let tables =
            self.scope.checked.tables.iter().filter(|table| is_one && !is_read(&table.name.text));
        let fits = tables.filter_map(|table| {
            let axes = Self::axes(table)?;
            let others = axes.iter().filter(|axis| !left.contains(axis)).count();
            let is_whole = left.iter().all(|own| axes.contains(own)) && others <= 1;
            is_whole.then(|| format!(", {}[{}]", table.name.text, axes.join(",")))
        });
        fits.map(|table| (self.line.span().behind(), table)).collect()
    }

    /// The brackets around the mistake: where they open and close.
    fn brackets(&self) -> Option<(usize, usize)> {
        let open = (0..=self.at.min(self.tokens.len().checked_sub(1)?)).rev().find(|at| {
            self.text_at(*at) == "[" && self.partner(*at).is_some_and(|close| close >= self.at)
        })?;
        Some((open, self.partner(open)?))
    }

    /// `q[2,d]` in a list of tables, `weights[1,j]`, `x[i,:]`, `x[]`.
    fn numbered(&self) -> Vec<Edit> {
        let Some((open, close)) = self.brackets().filter(|_| self.error.code == Mistake::Syntax)
        else {
            return Vec::new();
        };
        let Some((parts, _)) = self.arguments(open) else { return Vec::new() };
        let texts: Vec<String> = parts.iter().map(|part| self.text(part)).collect();
        let all = self.span(&(open..close + 1));
        let name = self.text_at(open.wrapping_sub(1));
        if self.text_at(0) == "in" {
            let mut spare = ["i", "j", "d", "m", "h", "b"]
                .into_iter()
                .filter(|spare| !texts.iter().any(|text| text == spare));
            let letters = texts.iter().map(|text| match letter(text) {
                Some(_) => text.clone(),
                None => spare.next().unwrap_or("n").to_owned(),
            });
            return vec![(all, format!("[{}]", letters.collect::<Vec<_>>().join(",")))];
        }
        let Some(axes) = self.scope.table(name).and_then(Self::axes) else { return Vec::new() };
        let reading = self.span(&(open - 1..close + 1));
        let is_slice = texts.iter().any(|text| matches!(&**text, ":" | "" | "..." | "…" | "*"));
        if is_slice {
            let own = |at: usize, axis: &String| match texts
                .get(at)
                .filter(|text| letter(text).is_some())
            {
                Some(text) => text.clone(),
                None => axis.clone(),
            };
            let letters: Vec<String> =
                axes.iter().enumerate().map(|(at, axis)| own(at, axis)).collect();
            let index = format!("[{}]", letters.join(","));
            return vec![
                (all, index.clone()),
                self.wider(&letters, &format!("{name}{index}"), close),
            ];
        }
        let mut conditions = Vec::new();
        let mut letters = Vec::new();
        for (text, axis) in texts.iter().zip(&axes) {
            if text.parse::<f64>().is_ok() {
                let own = self.free_letter(axis);
                conditions.push((own.clone(), text.clone()));
                letters.push(own);
            } else {
                letters.push(text.clone());
            }
        }
        if texts.len() != axes.len() || conditions.is_empty() {
            return Vec::new();
        }
        let bound: Vec<&str> = conditions.iter().map(|(letter, _)| &**letter).collect();
        let when: Vec<String> =
            conditions.iter().map(|(letter, place)| format!("{letter} = {place}")).collect();
        let sum = format!(
            "(sum[{} : {}] {name}[{}])",
            bound.join(","),
            when.join(" and "),
            letters.join(",")
        );
        vec![(reading, sum)]
    }

    /// The line up to a place with these axes on the left too.
    fn wider(&self, letters: &[String], reading: &str, close: usize) -> Edit {
        let mut left = self.left();
        let more: Vec<String> =
            letters.iter().filter(|letter| !left.contains(letter)).cloned().collect();
        left.extend(more);
        let right = self.right().map_or(0, |right| right.start);
        let open = (0..close).rev().find(|at| self.text_at(*at) == "[").unwrap_or(right);
        let between = if right + 1 < open {
            format!("{} ", self.text(&(right..open - 1)))
        } else {
            String::new()
        };
        let text = format!("{}[{}] = {between}{reading}", self.text_at(0), left.join(","));
        (self.span(&(0..close + 1)), text)
    }

    /// `s[i,i]`: another letter, or the diagonal as a sum; `sum[i,i]`.
    fn twice(&self) -> Vec<Edit> {
        let Some((open, close)) =
            self.brackets().filter(|_| self.error.code == Mistake::RepeatedLetter)
        else {
            return Vec::new();
        };
        let Some(token) = self.tokens.get(self.at) else { return Vec::new() };
        let name = self.text_at(open.wrapping_sub(1));
        let own = self.letters(&(open..close + 1));
        let table = self.scope.table(name).and_then(Self::axes);
        let all = self.letters(&(0..self.tokens.len()));
        let mut edits = Vec::new();
        if let Some(axes) = table {
            let place = (open + 1..self.at).filter(|at| self.text_at(*at) == ",").count();
            let other = axes.get(place).filter(|axis| !own.contains(axis));
            edits.extend(other.map(|axis| (token.span, axis.clone())));
            let is_whole = axes.len() == 2 && close == open + 4;
            if let Some(axis) = other.filter(|_| is_whole) {
                let own = self.free_letter(axis);
                let reading =
                    format!("(sum[{own} : {own} = {}] {name}[{},{own}])", token.text, token.text);
                edits.push((self.span(&(open - 1..close + 1)), reading));
            }
        } else {
            let others = all.into_iter().filter(|letter| !own.contains(letter));
            edits.extend(others.map(|letter| (token.span, letter)));
            if self.text_at(0) == "in" {
                let free =
                    ["j", "n", "t", "m"].iter().find(|free| !own.iter().any(|own| own == *free));
                edits.extend(free.map(|free| (token.span, (*free).to_owned())));
            }
            if words::is_word(name) {
                edits.push((self.span(&(self.at - 1..self.at + 1)), String::new()));
            }
        }
        edits
    }

    /// `a[i,j] = softmax[j] s[i,j]` where s has heads too.
    pub(super) fn fewer(&self) -> Option<Edit> {
        if self.error.code != Mistake::Rank {
            return None;
        }
        let end = if self.text_at(self.at + 1) == "[" {
            self.partner(self.at + 1)? + 1
        } else {
            self.at + 1
        };
        let letters = self.letters(&(self.at..end));
        let name = self.text_at(self.at);
        let axes = Self::axes(self.scope.table(name)?)?;
        let own = letters.iter().all(|letter| axes.contains(letter));
        let right = self.right()?;
        if !own || letters.len() >= axes.len() || right.start < 3 {
            return None;
        }
        let left = self.left();
        let more: Vec<String> = axes.iter().filter(|axis| !left.contains(axis)).cloned().collect();
        let before =
            self.line.slice(self.span(&right).before().to(self.tokens[self.at].span.before()));
        let left = [more, left].concat().join(",");
        let text = format!("{}[{left}] = {before}{name}[{}]", self.text_at(0), axes.join(","));
        Some((self.span(&(0..end)), text))
    }

    /// `in q[i,d, k[j,d]`
    fn unclosed(&self) -> Vec<Edit> {
        if self.error.code != Mistake::Bracket {
            return Vec::new();
        }
        let commas = (0..self.tokens.len()).filter(|at| {
            self.kind(*at) == Some(Sign::Comma)
                && self.kind(*at + 1) == Some(Sign::Name)
                && self.text_at(*at + 2) == "["
        });
        commas.map(|at| (self.tokens[at].span.before(), "]".to_owned())).collect()
    }

    /// `v[j,d]` where k has these axes.
    fn other_table(&self) -> Vec<Edit> {
        let Some((open, close)) =
            self.brackets().filter(|_| self.error.code == Mistake::LetterSize)
        else {
            return Vec::new();
        };
        let Some(name) = open.checked_sub(1).and_then(|at| self.tokens.get(at)) else {
            return Vec::new();
        };
        let own = self.letters(&(open..close + 1));
        let tables = self.scope.checked.tables.iter().rev();
        let fits = tables.filter(|table| {
            table.name.text != name.text && Self::axes(table).as_ref() == Some(&own)
        });
        let fits: Vec<&str> = fits.map(|table| &*table.name.text).collect();
        let is_read = |table: &str| self.tokens.iter().any(|token| token.text == table);
        let mut edits: Vec<Edit> = fits
            .iter()
            .filter(|table| !is_read(table))
            .map(|table| (name.span, (*table).to_owned()))
            .collect();
        edits.extend(self.same_size(&name.text, open));
        edits
    }

    /// The letter of a given table's axis, where this line says that the axis is as large as another.
    fn same_size(&self, name: &str, open: usize) -> Option<Edit> {
        let letter = self.tokens.get(self.at)?;
        let axes = Self::axes(self.scope.table(name)?)?;
        let place = (open..self.at).filter(|at| self.kind(*at) == Some(Sign::Comma)).count();
        let axis = axes.get(place)?;
        let given = self
            .scope
            .lines
            .iter()
            .map(|line| &*line.tokens)
            .filter(|tokens| tokens.first().is_some_and(|first| first.text == "in"));
        let stands = given.flatten().filter(|token| token.text == *axis);
        let stands: Vec<Span> = stands.map(|token| token.span).collect();
        match stands[..] {
            [only] => Some((only, letter.text.to_string())),
            _ => None,
        }
    }

    /// `s[i,p] = …` where nothing has p.
    fn only_left(&self) -> Option<Edit> {
        let is_left = self.right().is_some_and(|right| self.at < right.start);
        if self.error.code != Mistake::UnknownLetter || !is_left {
            return None;
        }
        let (open, close) = self.brackets()?;
        let own = &self.tokens.get(self.at)?.text;
        let kept: Vec<String> =
            self.letters(&(open..close + 1)).into_iter().filter(|letter| letter != own).collect();
        let text = if kept.is_empty() { String::new() } else { format!("[{}]", kept.join(",")) };
        Some((self.span(&(open..close + 1)), text))
    }
}
