//! What is done with the score of one pair, and whether the pair is read.

use std::fmt;

use super::Said;
use super::attention::Attention;
use crate::base::letter::Letter;
use crate::program::axis::Axis;
use crate::program::condition::{ClosedForm, Condition, Sign};
use crate::program::function::Function;
use crate::program::graph::Graph;
use crate::program::node_id::NodeId;
use crate::program::op::{Combine, Factor, Op};
use crate::read::code::program::Program;
use crate::read::code::syntax::number;

impl Attention {
    /// What `FlexAttention` multiplies with before anything else, where it is not 1/√ of the width, and
    /// the changes that are left.
    pub(super) fn scale(&self, graph: &Graph, width: Letter) -> (Option<String>, &[NodeId]) {
        let Some((first, rest)) = self.changes.split_first() else {
            return (Some("1.0".to_owned()), &[]);
        };
        let is_width = |size: usize| {
            let inputs = &graph.node(self.scores).inputs;
            let axes = inputs.iter().flat_map(|id| &graph.node(*id).axes);
            axes.into_iter().any(|axis| axis.size == size)
        };
        match graph.node(*first).op {
            Op::Scale(Factor::DivideBySqrt { letter, size })
                if letter == width && is_width(size) =>
            {
                (None, rest)
            }
            Op::Scale(Factor::Number(factor)) => (Some(number(factor)), rest),
            _ => (Some("1.0".to_owned()), &self.changes),
        }
    }

    /// A score after one more change.
    pub(super) fn changed(&self, program: &Program, id: NodeId, score: &str) -> Said<String> {
        let node = program.trace.graph.node(id);
        let tight = if is_one(score) { score.to_owned() } else { format!("({score})") };
        Ok(match &node.op {
            Op::Scale(Factor::DivideBySqrt { size, .. }) => format!("{tight} / math.sqrt({size})"),
            Op::Scale(Factor::DivideBySize { size, .. }) => format!("{tight} / {size}"),
            Op::Scale(Factor::Number(factor)) if *factor == 1.0 => score.to_owned(),
            Op::Scale(Factor::Number(factor)) => format!("{} * {tight}", number(*factor)),
            Op::Scale(Factor::DivideBy(divisor)) => format!("{tight} / {}", number(*divisor)),
            Op::Map(Function::Plus(value)) if *value < 0.0 => {
                format!("{score} - {}", number(-value))
            }
            Op::Map(Function::Plus(value)) => format!("{score} + {}", number(*value)),
            Op::Map(Function::Power(degree)) => format!("{tight} ** {degree}"),
            Op::Map(Function::Raise(exponent)) => format!("{tight} ** {}", bracketed(*exponent)),
            Op::Map(function) => {
                let template = program.dialect.function.of(*function);
                // In the brackets of a call nothing else has to hold it together.
                let is_call = template.matches("{x}").count() == template.matches("({x})").count();
                let x = if is_call { score } else { &tight };
                program.dialect.fill(template, &[("x", x)])
            }
            Op::Pointwise { combine, equation } => {
                let sign = if *combine == Combine::Minus { "-" } else { "+" };
                let letters: Vec<Letter> = equation.output.clone();
                let other = self.read(program, node.inputs[1], &equation.operands[1], &letters)?;
                format!("{score} {sign} {other}")
            }
            _ => return Err("its scores are changed in another way".to_owned()),
        })
    }

    /// A table at one pair: `slopes[head]`.
    fn read(
        &self,
        program: &Program,
        id: NodeId,
        own: &[Letter],
        letters: &[Letter],
    ) -> Said<String> {
        let words: Said<Vec<&str>> = own.iter().map(|letter| self.word(letters, *letter)).collect();
        let words = words?;
        let name = program.name(id);
        Ok(if words.is_empty() { name.to_owned() } else { format!("{name}[{}]", words.join(", ")) })
    }

    /// What `FlexAttention` calls the place along an axis.
    fn word(&self, letters: &[Letter], letter: Letter) -> Said<&'static str> {
        let place = letters.iter().position(|own| *own == letter);
        let place = place.ok_or("its scores are changed along another axis")?;
        if place == self.key {
            return Ok("key");
        }
        if Some(place) == self.query {
            return Ok("query");
        }
        match &self.outer(letters.len())[..] {
            [_] => Ok("head"),
            [first, _] => Ok(if *first == place { "batch" } else { "head" }),
            _ => Err("more axes than a batch and heads decide its scores".to_owned()),
        }
    }

    /// Whether the pair is read.
    pub(super) fn condition(
        &self,
        program: &Program,
        axes: &[Axis],
        of: &Condition,
    ) -> Said<String> {
        let letters: Vec<Letter> = axes.iter().map(|axis| axis.letter).collect();
        match of {
            Condition::Always => Ok("query >= 0".to_owned()),
            Condition::Compare(comparison, pair) => {
                let [one, two] = pair.each_ref().map(|form| self.form(&letters, form));
                let (one, two) = (one?, two?);
                // One side keeps the whole number that both have.
                let (left, right) = if one.terms.is_empty() {
                    (Affine { constant: one.constant - two.constant, ..one }, two.bare())
                } else {
                    let constant = two.constant - one.constant;
                    (one.bare(), Affine { constant, ..two })
                };
                Ok(format!("{left} {} {right}", comparison.operator()))
            }
            Condition::Given { node, letters: own } => {
                let table = self.read(program, *node, own, &letters)?;
                let is_boolean = program.is_boolean(program.trace.graph.node(*node));
                Ok(if is_boolean { table } else { format!("{table} != 0") })
            }
            Condition::Not(inside) => Ok(format!("~{}", self.held(program, axes, inside)?)),
            Condition::And(_) | Condition::Or(_) => {
                let (parts, sign) = parts(of);
                let parts = parts.into_iter().map(|part| self.held(program, axes, part));
                Ok(parts.collect::<Said<Vec<String>>>()?.join(sign))
            }
        }
    }

    /// A condition as a part of another one: `&` holds tighter than a comparison.
    fn held(&self, program: &Program, axes: &[Axis], of: &Condition) -> Said<String> {
        let text = self.condition(program, axes, of)?;
        let is_not = matches!(of, Condition::Not(_));
        let is_one = is_not || !text.contains(' ') || (text.ends_with(']') && !text.contains("] "));
        Ok(if is_one { text } else { format!("({text})") })
    }

    /// A whole number that the place of a pair decides. Places are counted from 0 there.
    fn form(&self, letters: &[Letter], of: &ClosedForm) -> Said<Affine> {
        if let Some(constant) = of.constant() {
            return Ok(Affine { terms: Vec::new(), constant });
        }
        match of {
            ClosedForm::Place(letter) => {
                let word = self.word(letters, *letter)?.to_owned();
                Ok(Affine { terms: vec![(word, 1.0)], constant: 1.0 })
            }
            ClosedForm::Binary(sign @ (Sign::Plus | Sign::Minus | Sign::Times), pair) => {
                let [one, two] = pair.each_ref().map(|form| self.form(letters, form));
                let (one, two) = (one?, two?);
                Ok(match sign {
                    Sign::Plus => one.plus(two, 1.0),
                    Sign::Minus => one.plus(two, -1.0),
                    _ if one.terms.is_empty() => two.times(one.constant),
                    _ if two.terms.is_empty() => one.times(two.constant),
                    _ => Affine::atom(format!("{} * {}", one.factor(), two.factor())),
                })
            }
            ClosedForm::Block(pair) => {
                let [one, two] = pair.each_ref().map(|form| self.form(letters, form));
                let mut place = one?;
                place.constant -= 1.0;
                Ok(Affine::atom(format!("{} // {}", place.factor(), two?.factor())))
            }
            _ => Err("its mask computes with more than sums and products of places".to_owned()),
        }
    }
}

/// The parts of a condition that one sign joins, and the sign.
fn parts(of: &Condition) -> (Vec<&Condition>, &'static str) {
    fn collect<'c>(of: &'c Condition, is_and: bool, into: &mut Vec<&'c Condition>) {
        match of {
            Condition::And(pair) if is_and => {
                pair.iter().for_each(|part| collect(part, is_and, into));
            }
            Condition::Or(pair) if !is_and => {
                pair.iter().for_each(|part| collect(part, is_and, into));
            }
            _ => into.push(of),
        }
    }
    let is_and = matches!(of, Condition::And(_));
    let mut all = Vec::new();
    collect(of, is_and, &mut all);
    (all, if is_and { " & " } else { " | " })
}

/// A sum of places, each so many times, and a number.
struct Affine {
    terms: Vec<(String, f64)>,
    constant: f64,
}

impl Affine {
    /// What has no simpler form.
    fn atom(text: String) -> Self {
        Self { terms: vec![(text, 1.0)], constant: 0.0 }
    }

    fn plus(mut self, other: Self, times: f64) -> Self {
        self.constant += times * other.constant;
        for (text, count) in other.terms {
            match self.terms.iter_mut().find(|(own, _)| *own == text) {
                Some((_, own)) => *own += times * count,
                None => self.terms.push((text, times * count)),
            }
        }
        self.terms.retain(|(_, count)| *count != 0.0);
        self
    }

    fn times(mut self, factor: f64) -> Self {
        self.constant *= factor;
        for (_, count) in &mut self.terms {
            *count *= factor;
        }
        self.terms.retain(|(_, count)| *count != 0.0);
        self
    }

    fn bare(self) -> Self {
        Self { constant: 0.0, ..self }
    }

    /// The text, in brackets where it is no single thing.
    fn factor(&self) -> String {
        let text = self.to_string();
        if text.contains(' ') || text.starts_with('-') { format!("({text})") } else { text }
    }
}

impl fmt::Display for Affine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A text that begins with a minus sign is read twice.
        let (first, rest): (Vec<_>, Vec<_>) =
            self.terms.iter().partition(|(_, count)| *count > 0.0);
        for (at, (text, count)) in first.into_iter().chain(rest).enumerate() {
            match (at, *count < 0.0) {
                (0, true) => write!(f, "-")?,
                (0, false) => {}
                (_, true) => write!(f, " - ")?,
                (_, false) => write!(f, " + ")?,
            }
            match count.abs() {
                1.0 if at > 0 && text.contains(' ') && *count < 0.0 => write!(f, "({text})")?,
                1.0 => write!(f, "{text}")?,
                count if text.contains(' ') => write!(f, "{} * ({text})", number(count))?,
                count => write!(f, "{} * {text}", number(count))?,
            }
        }
        match (self.terms.is_empty(), self.constant) {
            (true, constant) => write!(f, "{}", bracketed(constant)),
            (false, constant) if constant > 0.0 => write!(f, " + {}", number(constant)),
            (false, constant) if constant < 0.0 => write!(f, " - {}", number(-constant)),
            _ => Ok(()),
        }
    }
}

/// Whether a text is a name or a call, which holds together without brackets.
fn is_one(text: &str) -> bool {
    let is_name = |name: &str| name.chars().all(|c| c.is_ascii_alphanumeric() || "._".contains(c));
    let Some((name, inside)) = text.split_once('(') else { return is_name(text) };
    let closes = inside.char_indices().scan(1_i32, |depth, (at, c)| {
        *depth += i32::from(c == '(') - i32::from(c == ')');
        Some((at, *depth))
    });
    let end = closes.into_iter().find(|(_, depth)| *depth == 0).map(|(at, _)| at + 1);
    is_name(name) && end == Some(inside.len())
}

/// A number, in brackets where it has a sign.
fn bracketed(value: f64) -> String {
    let text = number(value);
    if text.starts_with('-') { format!("({text})") } else { text }
}
