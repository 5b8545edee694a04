//! Formulas over whole tables, as libraries and papers write them, with the letters of their axes:
//! `softmax(q @ k.T / sqrt(d), dim=-1) @ v`.

mod library;
mod value;
mod whole;

use std::collections::BTreeMap;
use std::ops::Range;

pub(super) use self::whole::Whole;

use self::value::{Tensor, Tight, joined, over, side_by_side, times};
use super::Habit;
use crate::grammar::Kind as Sign;
use crate::language::check::scope::Table;
use crate::language::notation::{Foreign, Word};
use crate::language::read::letter;
use crate::language::size::Size;
use crate::language::words;

/// A place in the formula of a line.
struct Formula<'h> {
    habit: &'h Habit<'h>,
    at: usize,
    end: usize,
    /// Whether a table stands there without its axes, or what only libraries write.
    is_of_tables: bool,
    /// The axis that the last product of matrices shares.
    shared: Option<String>,
    /// The sizes of the letters that stand there.
    sizes: BTreeMap<String, Size>,
    depth: usize,
}

/// What libraries are called.
const LIBRARIES: &[&str] =
    &["np", "torch", "F", "math", "jnp", "numpy", "nn", "functional", "linalg", "jax", "special"];

/// What the width of a head is called.
const WIDTHS: &[&str] =
    &["d_k", "dk", "d_head", "d_model", "head_dim", "dim", "depth", "d", "D", "hidden_size", "d_h"];

/// How deep calls may nest in a line that somebody wrote by hand.
const DEPTH: usize = 24;

impl<'h> Formula<'h> {
    fn new(habit: &'h Habit<'h>, of: &Range<usize>) -> Self {
        let (at, end) = (of.start, of.end);
        Self { habit, at, end, is_of_tables: false, shared: None, sizes: BTreeMap::new(), depth: 0 }
    }

    /// The whole formula.
    fn whole(&mut self) -> Option<Tensor> {
        let all = self.sum()?;
        (self.at == self.end).then_some(all)
    }

    fn text(&self) -> &'h str {
        self.ahead(0)
    }

    fn ahead(&self, by: usize) -> &'h str {
        if self.at + by < self.end { self.habit.text_at(self.at + by) } else { "" }
    }

    fn kind(&self) -> Option<Sign<Word>> {
        self.habit.kind(self.at).filter(|_| self.at < self.end)
    }

    fn sum(&mut self) -> Option<Tensor> {
        self.depth += 1;
        if self.depth > DEPTH {
            return None;
        }
        let mut all = self.term()?;
        loop {
            let sign = match self.kind() {
                Some(Sign::Plus) => "+",
                Some(Sign::Minus) => "-",
                _ => break,
            };
            self.at += 1;
            let next = self.term()?;
            let letters = joined(&all, &next)?;
            let least = if sign == "-" || next.text.starts_with('-') {
                Tight::Reduction
            } else {
                Tight::Sum
            };
            let text = format!("{} {sign} {}", all.at_least(Tight::Sum), next.at_least(least));
            all = Tensor::new(text, letters, Tight::Sum);
        }
        self.depth -= 1;
        Some(all)
    }

    fn term(&mut self) -> Option<Tensor> {
        let mut all = self.signed()?;
        loop {
            all = match self.kind() {
                Some(Sign::Word(Word::Foreign(Foreign::Matrix))) => {
                    self.at += 1;
                    self.is_of_tables = true;
                    let next = self.signed()?;
                    self.product(all, next)?
                }
                // `q_i · k_j`, `q_i . k_j`
                Some(Sign::Times | Sign::Word(Word::Foreign(Foreign::Dot))) => {
                    let is_read = self.is_read(&all);
                    self.at += 1;
                    let next = self.signed()?;
                    if is_read && self.is_read(&next) {
                        side_by_side(&all, &next)
                    } else {
                        times(&all, &next)?
                    }
                }
                Some(Sign::Over) => {
                    self.at += 1;
                    let next = self.signed()?;
                    over(&all, &next)?
                }
                Some(Sign::Number(_) | Sign::Open | Sign::Name | Sign::Word(Word::Root))
                    if !matches!(self.text(), "if" | "else" | "then" | "and" | "or" | "for") =>
                {
                    let is_read = self.is_read(&all);
                    let next = self.signed()?;
                    if is_read && self.is_read(&next) {
                        all = side_by_side(&all, &next);
                        continue;
                    }
                    // Side by side, as papers write a product of matrices.
                    let is_product = all.letters.len() > 1
                        && next.letters.len() > 1
                        && (all.is_turned || next.is_turned || joined(&all, &next).is_none());
                    if is_product { self.product(all, next)? } else { times(&all, &next)? }
                }
                _ => return Some(all),
            };
        }
    }

    /// Whether the table before this place has its own letters.
    fn is_read(&self, of: &Tensor) -> bool {
        of.is_row || (self.at > 0 && self.habit.text_at(self.at - 1) == "]")
    }

    fn signed(&mut self) -> Option<Tensor> {
        if self.kind() == Some(Sign::Minus) {
            self.at += 1;
            let of = self.signed()?;
            let text = format!("-{}", of.at_least(Tight::Quotient));
            return Some(Tensor::new(text, of.letters, Tight::Sum));
        }
        let base = self.postfix()?;
        if !matches!(self.text(), "^" | "**") {
            return Some(base);
        }
        self.is_of_tables |= self.text() == "**";
        self.at += 1;
        let exponent = self.signed()?;
        if !exponent.letters.is_empty() {
            return None;
        }
        let is_number = exponent.text.parse::<f64>().is_ok();
        let above = if is_number { exponent.text.clone() } else { format!("({})", exponent.text) };
        let text = format!("{}^{above}", base.at_least(Tight::Atom));
        Some(Tensor::new(text, base.letters, Tight::Power))
    }

    /// A value with its methods and signs behind it.
    fn postfix(&mut self) -> Option<Tensor> {
        let mut of = self.atom()?;
        loop {
            let behind = self.ahead(1);
            if matches!(self.text(), "ᵀ" | "ᵗ" | "⊤") {
                self.at += 1;
            } else if matches!(self.text(), "^" | ".") && matches!(behind, "T" | "⊤" | "ᵀ" | "mT")
            {
                self.at += 2;
            } else if self.text() == "." && of.is_row && self.habit.row(behind).is_some() {
                return Some(of);
            } else if self.text() == "." {
                self.is_of_tables = true;
                of = self.method(of)?;
                continue;
            } else {
                return Some(of);
            }
            self.is_of_tables = true;
            // The letters of a row say which axis is which.
            of = if of.is_row { of } else { of.transposed() };
        }
    }

    /// `.shape[-1]`, `.softmax(-1)`
    fn method(&mut self, of: Tensor) -> Option<Tensor> {
        let name = self.ahead(1);
        let opens = self.ahead(2);
        self.at += 2;
        if matches!(name, "shape" | "size") && matches!(opens, "[" | "(") {
            let (parts, close) = self.habit.arguments(self.at)?;
            self.at = close + 1;
            let axis = self.axis(parts.first()?, &of)?;
            return Some(Tensor::number(format!("|{axis}|")));
        }
        if opens != "(" {
            return matches!(name, "values").then_some(of);
        }
        self.call(name, Some(of))
    }

    fn atom(&mut self) -> Option<Tensor> {
        let text = self.text();
        match self.kind()? {
            Sign::Number(_) => {
                self.at += 1;
                Some(Tensor::number(text))
            }
            Sign::Open => {
                let close = self.habit.partner(self.at)?;
                let inside = self.part(&(self.at + 1..close))?;
                self.at = close + 1;
                Some(inside)
            }
            Sign::Word(Word::Bar) if self.ahead(2) == "|" && letter(self.ahead(1)).is_some() => {
                let size = format!("|{}|", self.ahead(1));
                self.at += 3;
                Some(Tensor::number(size))
            }
            Sign::Word(Word::Root) => {
                self.at += 1;
                let of = self.atom()?;
                Some(Tensor::new(format!("sqrt({})", of.text), of.letters, Tight::Atom))
            }
            Sign::Word(Word::Infinity) => {
                self.at += 1;
                Some(Tensor::number("inf"))
            }
            Sign::Name if self.ahead(1) == "." && LIBRARIES.contains(&text) => {
                self.at += 2;
                self.atom()
            }
            Sign::Name if self.ahead(1) == "(" && self.table(text).is_none() => {
                self.at += 1;
                self.call(text, None)
            }
            Sign::Name if self.ahead(1) == "[" => self.indexed(text),
            Sign::Name => self.named(text),
            _ => None,
        }
    }

    /// What stands between two tokens, to its end.
    fn part(&mut self, of: &Range<usize>) -> Option<Tensor> {
        let (at, end) = (self.at, self.end);
        (self.at, self.end) = (of.start, of.end);
        let found = self.whole();
        (self.at, self.end) = (at, end);
        found
    }

    /// A table by its name, in capitals or not.
    fn table(&self, name: &str) -> Option<&'h Table> {
        let scope = self.habit.scope;
        let other = || {
            let lower = name.to_lowercase();
            let mut tables = scope.checked.tables.iter();
            tables.find(|table| table.name.text.to_lowercase() == lower)
        };
        scope.table(name).or_else(other)
    }

    /// Remembers the sizes of a table's axes by the letters that they have here.
    fn sized(&mut self, table: &Table, letters: &[String]) {
        for (letter, axis) in letters.iter().zip(table.axes.iter().flatten()) {
            if let Some(size) = &axis.size {
                self.sizes.entry(letter.clone()).or_insert_with(|| size.clone());
            }
        }
    }

    fn named(&mut self, name: &str) -> Option<Tensor> {
        self.at += 1;
        let scope = self.habit.scope;
        if name == "inf" || scope.number(name).is_some() {
            return Some(Tensor::number(name));
        }
        let plain = name.trim_end_matches(['ᵀ', 'ᵗ']);
        if let Some(table) = self.table(plain) {
            let letters = Habit::axes(table)?;
            self.sized(table, &letters);
            self.is_of_tables = true;
            let text = format!("{}[{}]", table.name.text, letters.join(","));
            let whole = Tensor::new(text, letters, Tight::Atom);
            return Some(if plain == name { whole } else { whole.transposed() });
        }
        if let Some((table, letters)) = self.habit.row(name) {
            self.sized(table, &letters);
            self.is_of_tables = true;
            let text = format!("{}[{}]", table.name.text, letters.join(","));
            return Some(Tensor { is_row: true, ..Tensor::new(text, letters, Tight::Atom) });
        }
        let is_axis = letter(name).is_some_and(|letter| scope.own_size(letter).is_some());
        if is_axis {
            return Some(Tensor::number(format!("|{name}|")));
        }
        let shared = self.shared.clone().filter(|_| WIDTHS.contains(&name))?;
        Some(Tensor::number(format!("|{shared}|")))
    }

    /// `q[i,d]`, `k[t]` with the axes that it lacks, `softmax[j] s`
    fn indexed(&mut self, name: &str) -> Option<Tensor> {
        let (parts, close) = self.habit.arguments(self.at + 1)?;
        let head = self.habit.text(&(self.at + 1..close + 1));
        let mut letters = Vec::new();
        let axes = self.habit.scope.table(name).and_then(Habit::axes);
        for (place, part) in parts.iter().enumerate() {
            // `q[i,:]` is a row.
            let own = match self.habit.text_at(part.start) {
                ":" => axes.as_ref()?.get(place)?.as_str(),
                own => own,
            };
            letters.push(letter(own).map(|_| own.to_owned())?);
        }
        if let Some(reducer) = words::Reducer::find(name) {
            self.at = close + 1;
            let body = self.term()?;
            let mut reduced = body.reduced(name, &letters, reducer.keeps());
            let from = name.len() + letters.join(",").len() + 2;
            reduced.text = format!("{name}{head}{}", &reduced.text[from..]);
            return Some(reduced);
        }
        if parts.iter().any(|part| part.len() != 1) || words::is_word(name) {
            return None;
        }
        let table = self.habit.scope.table(name)?;
        self.at = close + 1;
        let said = letters.len();
        if let Some(axes) = Habit::axes(table).filter(|axes| axes.len() > letters.len()) {
            self.is_of_tables = true;
            for axis in &axes[letters.len()..] {
                if letters.contains(axis) {
                    return None;
                }
                letters.push(axis.clone());
            }
        }
        self.sized(table, &letters);
        let is_row = said < letters.len();
        let text = format!("{name}[{}]", letters.join(","));
        Some(Tensor { is_row, ..Tensor::new(text, letters, Tight::Atom) })
    }

    /// The sum of a product of matrices over the axis that both share.
    fn product(&mut self, one: Tensor, two: Tensor) -> Option<Tensor> {
        if one.letters.is_empty() || two.letters.is_empty() {
            return times(&one, &two);
        }
        let inner = one.letters.last()?.clone();
        let rows = two.letters.len().saturating_sub(2);
        let mut two = two;
        if !two.letters.contains(&inner) {
            let own = two.letters[rows].clone();
            if !self.sizes.contains_key(&own) || self.sizes.get(&own) != self.sizes.get(&inner) {
                return None;
            }
            two = two.renamed(&own, &inner);
        }
        for place in rows..two.letters.len() {
            let own = two.letters[place].clone();
            if own != inner && one.letters.contains(&own) {
                let other = if own == "i" { "j" } else { "n" };
                let is_free = |text: &str| {
                    !one.letters.iter().chain(&two.letters).any(|letter| letter == text)
                };
                let all = ('a'..='z').rev().map(String::from);
                let free =
                    std::iter::once(other.to_owned()).chain(all).find(|text| is_free(text))?;
                if let Some(size) = self.sizes.get(&own).cloned() {
                    self.sizes.insert(free.clone(), size);
                }
                two = two.renamed(&own, &free);
            }
        }
        let before = two.letters.iter().take(rows).filter(|own| !one.letters.contains(own));
        let kept = one.letters.iter().filter(|own| **own != inner);
        let behind = two.letters.iter().skip(rows);
        let mut letters: Vec<String> = before.chain(kept).cloned().collect();
        for own in behind.filter(|own| **own != inner) {
            if !letters.contains(own) {
                letters.push(own.clone());
            }
        }
        let [one, two] = [&one, &two].map(|of| of.at_least(Tight::Power));
        let text = format!("sum[{inner}] {one} {two}");
        self.shared = Some(inner.clone());
        Some(Tensor { summed: Some(inner), ..Tensor::new(text, letters, Tight::Reduction) })
    }
}
