//! Conditions, and numbers that places decide.

use super::{Scan, Writer};
use crate::base::letter::Letter;
use crate::program::condition::{ClosedForm, Condition, Sign};
use crate::program::function::Function;
use crate::program::node_id::NodeId;
use crate::program::op::Op;

impl Writer<'_> {
    /// A condition; brackets stand where it binds less than what is around it.
    pub(super) fn condition(&self, of: &Condition, around: u8) -> String {
        let (text, own) = match of {
            Condition::Always => ("1 = 1".to_owned(), 3),
            Condition::Compare(comparison, pair) => {
                let [one, two] = pair.each_ref().map(|side| self.form(side, 0));
                (format!("{one} {} {two}", comparison.written()), 3)
            }
            Condition::Given { node, letters } => (self.given_condition(*node, letters), 3),
            Condition::Not(of) => (format!("not {}", self.condition(of, 3)), 2),
            Condition::And(pair) => {
                let [one, two] = [self.condition(&pair[0], 1), self.condition(&pair[1], 2)];
                (format!("{one} and {two}"), 1)
            }
            Condition::Or(pair) => {
                let [one, two] = [self.condition(&pair[0], 0), self.condition(&pair[1], 1)];
                (format!("{one} or {two}"), 0)
            }
        };
        if own < around { format!("({text})") } else { text }
    }

    /// A table of 1 and 0; one that ranks is said where it is read.
    fn given_condition(&self, id: NodeId, letters: &[Letter]) -> String {
        if let Some(Scan { writer, node, .. }) = self.scan
            && let Some(read) = id.0.checked_sub(1).and_then(|place| node.inputs.get(place))
        {
            return writer.given_condition(*read, letters);
        }
        let node = self.graph.node(id);
        let Op::TopK { along, count } = node.op else { return self.reading(id, letters) };
        let renamed = node.axes.iter().position(|axis| axis.letter == along);
        let along = renamed.and_then(|at| letters.get(at)).copied().unwrap_or(along);
        format!("top({count})[{along}] {}", self.reading(node.inputs[0], letters))
    }

    /// A number that places decide.
    pub(super) fn form(&self, of: &ClosedForm, around: u8) -> String {
        let (text, own) = match of {
            ClosedForm::Number(number) => (written(*number), 4),
            ClosedForm::Place(letter) => (letter.to_string(), 4),
            ClosedForm::Size { letter, .. } => (format!("|{letter}|"), 4),
            ClosedForm::Param { value, .. } => (written(*value), 4),
            ClosedForm::Binary(sign, pair) => {
                let (text, own, right) = match sign {
                    Sign::Plus => ("+", 0, 1),
                    Sign::Minus => ("-", 0, 1),
                    Sign::Times => ("*", 1, 2),
                    Sign::Over => ("/", 1, 2),
                    Sign::Power => ("^", 3, 4),
                };
                let left = if *sign == Sign::Power { 4 } else { own };
                let exponent = self.form(&pair[1], right);
                let exponent = match (&pair[1], sign) {
                    (ClosedForm::Number(number), Sign::Power) if *number >= 0.0 => exponent,
                    (_, Sign::Power) => format!("({})", self.form(&pair[1], 0)),
                    _ => exponent,
                };
                (format!("{} {text} {exponent}", self.form(&pair[0], left)), own)
            }
            ClosedForm::Block(pair) => {
                (format!("block({}, {})", self.form(&pair[0], 0), self.form(&pair[1], 0)), 4)
            }
            ClosedForm::Function(function, of) => (mapped(*function, &self.form(of, 0)), 4),
            ClosedForm::If(condition, pair) => {
                let [one, two] = pair.each_ref().map(|of| self.form(of, 0));
                return format!("(if {} then {one} else {two})", self.condition(condition, 0));
            }
        };
        if own < around { format!("({text})") } else { text }
    }
}

/// A number; a negative one stands in brackets, so that it is a number and no difference.
pub(super) fn written(number: f64) -> String {
    if number.is_sign_negative() { format!("({number})") } else { number.to_string() }
}

/// A function of a cell.
pub(super) fn mapped(function: Function, of: &str) -> String {
    match function {
        Function::Plus(number) if number < 0.0 => format!("{of} - {}", -number),
        Function::Plus(number) => format!("{of} + {number}"),
        Function::Power(degree) => format!("{of}^{degree}"),
        Function::Raise(exponent) => format!("{of}^{exponent}"),
        Function::EluPlusOne => format!("elu({of}) + 1"),
        named => format!("{}({of})", named.name()),
    }
}
