//! The functions and methods of libraries, in the words of the language.

use std::ops::Range;

use super::Formula;
use super::value::{Tensor, Tight, over, times};
use crate::grammar::Kind as Sign;
use crate::language::check::habits::Habit;
use crate::language::notation::Word;
use crate::language::read::letter;
use crate::language::words;
use crate::program::condition::Comparison;

impl<'h> Formula<'h> {
    /// The letter of an axis that libraries count.
    pub(super) fn axis(&self, of: &Range<usize>, tensor: &Tensor) -> Option<String> {
        let count = tensor.letters.len();
        let own = self.habit.text_at(of.start);
        if of.len() == 1 && tensor.letters.iter().any(|letter| letter == own) {
            return Some(own.to_owned());
        }
        let is_negative = self.habit.kind(of.start) == Some(Sign::Minus);
        let number = self.habit.text_at(of.start + usize::from(is_negative));
        let number: usize = number.parse().ok()?;
        let place = if is_negative { count.checked_sub(number)? } else { number };
        tensor.letters.get(place).cloned()
    }

    /// The letters of the axes that a call names, the last one where it names none.
    fn along(&self, named: Option<&Range<usize>>, of: &Tensor) -> Option<Vec<String>> {
        let Some(range) = named else { return Some(vec![of.letters.last()?.clone()]) };
        if self.habit.kind(range.start) != Some(Sign::Open) {
            return Some(vec![self.axis(range, of)?]);
        }
        let (parts, _) = self.habit.arguments(range.start)?;
        parts.iter().map(|part| self.axis(part, of)).collect()
    }

    /// The arguments of a call that begins at its bracket: those in order, and those with names.
    #[expect(clippy::type_complexity, reason = "two lists of ranges")]
    fn given(&mut self) -> Option<(Vec<Range<usize>>, Vec<(&'h str, Range<usize>)>)> {
        let (parts, close) = self.habit.arguments(self.at)?;
        self.at = close + 1;
        let equal = Some(Sign::Word(Word::Compare(Comparison::Equal)));
        let (mut plain, mut named) = (Vec::new(), Vec::new());
        for part in parts.into_iter().filter(|part| !part.is_empty()) {
            if part.len() > 2 && self.habit.kind(part.start + 1) == equal {
                named.push((self.habit.text_at(part.start), part.start + 2..part.end));
            } else {
                plain.push(part);
            }
        }
        Some((plain, named))
    }

    /// A function of a library; `of` is what stands before the dot of a method.
    pub(super) fn call(&mut self, name: &str, of: Option<Tensor>) -> Option<Tensor> {
        let (plain, named) = self.given()?;
        let name = name.to_lowercase();
        if name == "float" {
            let text = self.habit.text(plain.first()?);
            return text.contains("inf").then(|| {
                Tensor::new(if text.contains('-') { "-inf" } else { "inf" }, vec![], Tight::Sum)
            });
        }
        if name == "einsum" {
            self.is_of_tables = true;
            return self.einsum(&plain);
        }
        if matches!(&*name, "tril" | "triu")
            && plain.first().is_some_and(|of| self.habit.text(of).contains("ones"))
        {
            return self.triangle(&name, &plain, &named);
        }
        if name == "where" {
            self.is_of_tables = true;
            let [when, then, other] = &plain[..] else { return None };
            let (then, other) = (self.part(then)?, self.part(other)?);
            return Some(self.chosen(when, &then, &other));
        }
        // What is left of the arguments behind the table.
        let (of, rest) = match of {
            Some(of) => (of, &plain[..]),
            None => (self.part(plain.first()?)?, &plain[1..]),
        };
        let by_name = |names: &[&str]| {
            named.iter().find(|(name, _)| names.contains(name)).map(|(_, range)| range.clone())
        };
        let along = by_name(&["dim", "axis"]).or_else(|| rest.first().cloned());
        let word = match &*name {
            "argmax" | "hardmax" => "onehot",
            "amax" => "max",
            "average" => "mean",
            "swish" => "silu",
            "ln" => "log",
            name => name,
        };
        if words::function(word).is_some() && rest.is_empty() {
            return Some(Tensor::new(format!("{word}({})", of.text), of.letters, Tight::Atom));
        }
        // max(x, 0) is the larger of two, torch.max(x, dim=0) runs along an axis.
        let is_of_two = matches!(word, "max" | "min" | "maximum" | "minimum")
            && rest
                .first()
                .is_some_and(|second| self.habit.kind(second.start) != Some(Sign::Minus));
        if is_of_two {
            return None;
        }
        if let Some(reducer) = words::Reducer::find(word) {
            self.is_of_tables = true;
            let all = along.is_none() && matches!(word, "sum" | "mean" | "max" | "norm");
            let along = if all {
                let left = self.habit.left();
                let lacks = of.letters.iter().filter(|own| !left.contains(own));
                let lacks: Vec<String> = lacks.cloned().collect();
                if lacks.is_empty() { of.letters.clone() } else { lacks }
            } else {
                self.along(along.as_ref(), &of)?
            };
            let is_sum = word == "sum" && along.len() == 1;
            let summed = along.first().filter(|_| is_sum).cloned();
            return Some(Tensor { summed, ..of.reduced(word, &along, reducer.keeps()) });
        }
        self.is_of_tables = true;
        let text = of.at_least(Tight::Atom);
        let quotient = |text: String| Tensor::new(text, of.letters.clone(), Tight::Quotient);
        Some(match (&*name, rest) {
            ("square", []) => Tensor::new(format!("{text}^2"), of.letters, Tight::Power),
            ("rsqrt", []) => quotient(format!("1 / sqrt({})", of.text)),
            ("reciprocal", []) => quotient(format!("1 / {text}")),
            ("neg" | "negative", []) => {
                Tensor::new(format!("-{}", of.at_least(Tight::Quotient)), of.letters, Tight::Sum)
            }
            ("pow" | "power", [by]) => {
                let by = self.part(by)?;
                let above =
                    if by.text.parse::<f64>().is_ok() { by.text } else { format!("({})", by.text) };
                Tensor::new(format!("{text}^{above}"), of.letters, Tight::Power)
            }
            ("t" | "transpose" | "swapaxes", [] | [_, _]) => {
                let pair = if let [one, two] = rest {
                    [self.axis(one, &of), self.axis(two, &of)]
                } else {
                    let mut last = of.letters.iter().rev().cloned();
                    [last.next(), last.next()]
                };
                let [Some(one), Some(two)] = pair else { return None };
                let mut of = of;
                let at = |letter: &String| of.letters.iter().position(|own| own == letter);
                let (one, two) = (at(&one)?, at(&two)?);
                of.letters.swap(one, two);
                of
            }
            ("permute", rest) if rest.len() == of.letters.len() => {
                let order: Option<Vec<String>> =
                    rest.iter().map(|place| self.axis(place, &of)).collect();
                Tensor { letters: order?, ..of }
            }
            ("matmul" | "mm" | "bmm" | "dot" | "inner", [by]) => {
                let by = self.part(by)?;
                self.product(of, by)?
            }
            ("outer", [by]) => {
                let by = self.part(by)?;
                let letters = [of.letters.clone(), by.letters.clone()].concat();
                let text = format!("{} {}", of.at_least(Tight::Power), by.at_least(Tight::Power));
                Tensor::new(text, letters, Tight::Product)
            }
            ("mul" | "multiply", [by]) => times(&of, &self.part(by)?)?,
            ("div" | "divide" | "true_divide", [by]) => over(&of, &self.part(by)?)?,
            ("linear", [by]) => {
                let by = self.part(by)?.transposed();
                self.product(of, by)?
            }
            ("masked_fill", [when, then]) => {
                let then = self.part(then)?;
                self.chosen(when, &then, &of)
            }
            ("tril" | "triu", []) => {
                let [.., row, column] = &of.letters[..] else { return None };
                let sign = if name == "tril" { "<=" } else { ">=" };
                let text = format!("if {column} {sign} {row} then {} else 0", of.text);
                Tensor::new(text, of.letters, Tight::Choice)
            }
            ("scaled_dot_product_attention", [keys, values]) => {
                let (keys, values) = (self.part(keys)?, self.part(values)?);
                let width = of.letters.last()?.clone();
                let scores = self.product(of, keys.transposed())?;
                let is_causal = by_name(&["is_causal"])
                    .is_some_and(|range| self.habit.text_at(range.start) == "True");
                let [.., row, column] = &scores.letters[..] else { return None };
                let head = if is_causal {
                    format!("{column} : {column} <= {row}")
                } else {
                    column.clone()
                };
                let text = format!("softmax[{head}] ({} / sqrt(|{width}|))", scores.text);
                let weights = Tensor::new(text, scores.letters, Tight::Reduction);
                self.product(weights, values)?
            }
            ("float" | "contiguous" | "detach" | "clone" | "double" | "bool", []) => of,
            (name, _) => {
                let letters = of.letters.clone();
                let along = self.along(along.as_ref(), &of)?;
                let [axis] = &along[..] else { return None };
                let x = of.at_least(Tight::Power);
                let kept: Vec<String> =
                    letters.iter().filter(|own| *own != axis).cloned().collect();
                let apart = format!("({x} - (mean[{axis}] {x}))");
                let (text, letters, tight) = match name {
                    "layernorm" | "layer_norm" => (
                        format!("{apart} / sqrt((mean[{axis}] {apart}^2) + 1e-5)"),
                        letters,
                        Tight::Quotient,
                    ),
                    "rmsnorm" | "rms_norm" => (
                        format!("{x} / sqrt((mean[{axis}] {x}^2) + 1e-6)"),
                        letters,
                        Tight::Quotient,
                    ),
                    "normalize" | "l2norm" | "l2_norm" => {
                        (format!("{x} / (norm[{axis}] {x})"), letters, Tight::Quotient)
                    }
                    "logsumexp" => (format!("log(sum[{axis}] exp({x}))"), kept, Tight::Atom),
                    "log_softmax" => (format!("log(softmax[{axis}] {x})"), letters, Tight::Atom),
                    "var" | "variance" => {
                        (format!("mean[{axis}] {apart}^2"), kept, Tight::Reduction)
                    }
                    "std" => (format!("sqrt(mean[{axis}] {apart}^2)"), kept, Tight::Atom),
                    "min" | "amin" => (format!("-(max[{axis}] (-{x}))"), kept, Tight::Sum),
                    _ => return None,
                };
                Tensor::new(text, letters, tight)
            }
        })
    }

    /// `triu(ones(n, n), diagonal=1)`: 1 on one side of a diagonal of queries and keys.
    fn triangle(
        &mut self,
        name: &str,
        plain: &[Range<usize>],
        named: &[(&str, Range<usize>)],
    ) -> Option<Tensor> {
        self.is_of_tables = true;
        let by = named.iter().find(|(name, _)| matches!(*name, "diagonal" | "k"));
        let by = by.map(|(_, range)| range).or(plain.get(1));
        let by = by.map_or_else(|| "0".to_owned(), |by| self.habit.text(by));
        let tables = self.habit.scope.checked.tables.iter();
        let mut rows: Vec<String> = Vec::new();
        for axes in tables.filter_map(Habit::axes).filter(|axes| axes.len() > 1) {
            let row = axes[axes.len() - 2].clone();
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
        let [row, column, ..] = &rows[..] else { return None };
        let sign = if name == "tril" { "<=" } else { ">=" };
        let test = if by == "0" {
            format!("{column} {sign} {row}")
        } else {
            format!("{column} - {row} {sign} {by}")
        };
        let text = format!("if {test} then 1 else 0");
        Some(Tensor::new(text, vec![row.clone(), column.clone()], Tight::Choice))
    }

    /// `if c then a else b`, from a mask or from a comparison of places.
    fn chosen(&mut self, when: &Range<usize>, then: &Tensor, other: &Tensor) -> Tensor {
        let mut when = when.clone();
        while self.habit.kind(when.start) == Some(Sign::Open)
            && self.habit.partner(when.start) == Some(when.end - 1)
        {
            when = when.start + 1..when.end - 1;
        }
        let mut is_other = matches!(self.habit.text_at(when.start), "~" | "not" | "!");
        when.start += usize::from(is_other);
        let compare = when.end.checked_sub(2).filter(|at| *at > when.start);
        let mut test = when.clone();
        if let Some(at) = compare
            && matches!(self.habit.text_at(at), "==" | "=" | "!=")
            && matches!(self.habit.text_at(at + 1), "0" | "1" | "False" | "True")
        {
            is_other ^= (self.habit.text_at(at) == "!=")
                != matches!(self.habit.text_at(at + 1), "0" | "False");
            test.end = at;
        }
        let (condition, of) = match self.part(&test) {
            Some(mask) if mask.tight == Tight::Atom && !mask.letters.is_empty() => {
                (mask.text, mask.letters)
            }
            _ => {
                let letters = (when.start..when.end).map(|at| self.habit.text_at(at));
                let letters: Vec<String> =
                    letters.filter(|text| letter(text).is_some()).map(str::to_owned).collect();
                (self.habit.text(&when), letters)
            }
        };
        let [one, two] = if is_other { [other, then] } else { [then, other] };
        let letters =
            if one.letters.len() >= two.letters.len() { &one.letters } else { &two.letters };
        let all = letters.iter().chain(&two.letters).chain(&one.letters).chain(&of);
        let mut letters: Vec<String> = Vec::new();
        for own in all {
            if !letters.contains(own) {
                letters.push(own.clone());
            }
        }
        let [one, two] = [one, two].map(|of| of.at_least(Tight::Sum));
        let text = format!("if {condition} then {one} else {two}");
        Tensor::new(text, letters, Tight::Choice)
    }

    /// `einsum("id,jd->ij", q, k)`
    fn einsum(&mut self, given: &[Range<usize>]) -> Option<Tensor> {
        let [_, .., last] = given else { return None };
        let call = self.habit.text(&(given[0].start..last.end));
        let (_, rest) = call.split_once(['"', '\''])?;
        let (equation, _) = rest.split_once(['"', '\''])?;
        let (terms, output) = equation.split_once("->")?;
        let letters = |term: &str| {
            term.chars().filter(|c| !c.is_whitespace()).map(String::from).collect::<Vec<_>>()
        };
        let terms: Vec<Vec<String>> = terms.split(',').map(letters).collect();
        let output = letters(output);
        // The commas of the equation are none of the call's.
        let operands = given.get(given.len().checked_sub(terms.len())?..)?;
        let mut factors = Vec::new();
        let mut summed: Vec<String> = Vec::new();
        for (operand, term) in operands.iter().zip(&terms) {
            let mut of = self.part(operand)?;
            if of.letters.len() != term.len() {
                return None;
            }
            // First to letters that nothing else has, so that two may change places.
            let own = of.letters.clone();
            let apart: Vec<String> = (0..own.len()).map(|at| format!("axis{at}")).collect();
            for (from, to) in own.iter().zip(&apart).chain(apart.iter().zip(term)) {
                of = of.renamed(from, to);
            }
            factors.push(of.at_least(Tight::Power));
            for own in term {
                if !output.contains(own) && !summed.contains(own) {
                    summed.push(own.clone());
                }
            }
        }
        self.shared = summed.last().cloned();
        let product = factors.join(" ");
        Some(if summed.is_empty() {
            Tensor::new(product, output, Tight::Product)
        } else {
            let text = format!("sum[{}] {product}", summed.join(","));
            let only = summed.first().filter(|_| summed.len() == 1).cloned();
            Tensor { summed: only, ..Tensor::new(text, output, Tight::Reduction) }
        })
    }
}
