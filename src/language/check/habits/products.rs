//! Products of matrices and vectors as sums over what both share.

use std::ops::Range;

use super::{Edit, Habit, Operand};

impl Habit<'_> {
    /// `q @ k.T`, `⟨q, k⟩`, `q[i,d] k[j,d]^T`.
    pub(super) fn products(&self) -> Vec<Edit> {
        let mut edits = self.operator();
        match self.text_at(self.at) {
            "@" => edits.extend(self.matrices()),
            "⟨" | "〈" => edits.extend(self.inner()),
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

    /// `dot(q, k)`, `matmul(q, k)`, `einsum("id,jd->ij", q, k)`.
    pub(super) fn multiplied(
        &self,
        name: &str,
        parts: &[Range<usize>],
        all: Range<usize>,
    ) -> Option<Edit> {
        match (name, parts) {
            ("dot" | "matmul" | "inner" | "bmm" | "mm", [one, two]) => {
                self.product(&self.operand(one)?, &self.operand(two)?, all)
            }
            ("einsum", _) => self.einsum(all),
            _ => None,
        }
    }

    fn matrices(&self) -> Option<Edit> {
        let at = self.at;
        let last = at.checked_sub(1)?;
        let start =
            if self.text_at(last) == "]" { self.partner(last)?.checked_sub(1)? } else { last };
        let mut end = at + 2;
        if self.text_at(end) == "[" {
            end = self.partner(end)? + 1;
        } else if self.text_at(end) == "." && self.text_at(end + 1) == "T" {
            end += 2;
        }
        self.product(&self.operand(&(start..at))?, &self.operand(&(at + 1..end))?, start..end)
    }

    fn inner(&self) -> Option<Edit> {
        let close =
            (self.at..self.tokens.len()).find(|at| matches!(self.text_at(*at), "⟩" | "〉"))?;
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

    /// `einsum("id,jd->ij", q, k)`
    fn einsum(&self, all: Range<usize>) -> Option<Edit> {
        let call = self.text(&all);
        let (_, rest) = call.split_once(['"', '\''])?;
        let (equation, tables) = rest.split_once(['"', '\''])?;
        let (terms, output) = equation.split_once("->")?;
        let letters = |term: &str| {
            term.chars().filter(|c| !c.is_whitespace()).map(String::from).collect::<Vec<_>>()
        };
        let terms: Vec<Vec<String>> = terms.split(',').map(letters).collect();
        let output = letters(output);
        let names = tables.trim_matches([')', ',', ' ']).split(',').map(str::trim);
        let names: Vec<&str> = names.collect();
        if names.len() != terms.len() || !names.iter().all(|name| self.scope.table(name).is_some())
        {
            return None;
        }
        let product =
            names.iter().zip(&terms).map(|(name, term)| format!("{name}[{}]", term.join(",")));
        let product = product.collect::<Vec<_>>().join(" ");
        let mut summed: Vec<String> = Vec::new();
        for letter in terms.into_iter().flatten() {
            if !output.contains(&letter) && !summed.contains(&letter) {
                summed.push(letter);
            }
        }
        let text = if summed.is_empty() {
            product
        } else {
            format!("sum[{}] {product}", summed.join(","))
        };
        if self.left().is_empty() && self.right()?.start == 2 {
            let left = format!("{}[{}] = {text}", self.text_at(0), output.join(","));
            return Some((self.span(&(0..all.end)), left));
        }
        let text = if all == self.right()? { text } else { format!("({text})") };
        Some((self.span(&all), text))
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
