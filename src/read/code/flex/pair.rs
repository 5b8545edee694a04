//! What is done with the score of one pair, and whether the pair is read.

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
        let is_name = score.chars().all(|c| c.is_ascii_alphanumeric());
        let tight = if is_name { score.to_owned() } else { format!("({score})") };
        Ok(match &node.op {
            Op::Scale(Factor::DivideBySqrt { size, .. }) => format!("{tight} / math.sqrt({size})"),
            Op::Scale(Factor::DivideBySize { size, .. }) => format!("{tight} / {size}"),
            Op::Scale(Factor::Number(factor)) => format!("{} * {tight}", number(*factor)),
            Op::Scale(Factor::DivideBy(divisor)) => format!("{tight} / {}", number(*divisor)),
            Op::Map(Function::Plus(value)) => format!("{score} + {}", bracketed(*value)),
            Op::Map(Function::Power(degree)) => format!("{tight} ** {degree}"),
            Op::Map(Function::Raise(exponent)) => format!("{tight} ** {}", bracketed(*exponent)),
            Op::Map(function) => {
                program.dialect.fill(program.dialect.function.of(*function), &[("x", &tight)])
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
        let both = |both: &[Condition; 2], sign: &str| -> Said<String> {
            let [one, two] = both.each_ref().map(|one| self.condition(program, axes, one));
            Ok(format!("({}) {sign} ({})", one?, two?))
        };
        match of {
            Condition::Always => Ok("query == query".to_owned()),
            Condition::Compare(comparison, pair) => {
                let alone = |form: &ClosedForm| match form {
                    ClosedForm::Place(letter) => Some(*letter),
                    _ => None,
                };
                let sign = comparison.operator();
                // Places are counted from 0 there.
                if let (Some(one), Some(two)) = (alone(&pair[0]), alone(&pair[1])) {
                    let (one, two) = (self.word(&letters, one)?, self.word(&letters, two)?);
                    return Ok(format!("{one} {sign} {two}"));
                }
                let [one, two] = pair.each_ref().map(|form| self.form(&letters, form));
                let (one, two) = (one?, two?);
                Ok(format!("{one} {sign} {two}"))
            }
            Condition::Given { node, letters: own } => {
                let table = self.read(program, *node, own, &letters)?;
                let is_boolean = program.is_boolean(program.trace.graph.node(*node));
                Ok(if is_boolean { table } else { format!("{table} != 0") })
            }
            Condition::Not(inside) => Ok(format!("~({})", self.condition(program, axes, inside)?)),
            Condition::And(pair) => both(pair, "&"),
            Condition::Or(pair) => both(pair, "|"),
        }
    }

    /// A whole number that the place of a pair decides.
    fn form(&self, letters: &[Letter], of: &ClosedForm) -> Said<String> {
        if let Some(constant) = of.constant() {
            return Ok(bracketed(constant));
        }
        Ok(match of {
            ClosedForm::Place(letter) => format!("({} + 1)", self.word(letters, *letter)?),
            ClosedForm::Binary(sign @ (Sign::Plus | Sign::Minus | Sign::Times), pair) => {
                let [one, two] = pair.each_ref().map(|form| self.form(letters, form));
                let sign = match sign {
                    Sign::Plus => "+",
                    Sign::Minus => "-",
                    _ => "*",
                };
                format!("({} {sign} {})", one?, two?)
            }
            ClosedForm::Block(pair) => {
                let [one, two] = pair.each_ref().map(|form| self.form(letters, form));
                format!("(({} - 1) // {})", one?, two?)
            }
            _ => {
                return Err(
                    "its mask computes with more than sums and products of places".to_owned()
                );
            }
        })
    }
}

/// A number, in brackets where it has a sign.
fn bracketed(value: f64) -> String {
    let text = number(value);
    if text.starts_with('-') { format!("({text})") } else { text }
}
