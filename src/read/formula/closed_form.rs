//! Conditions and closed forms as formulas: `j ≤ i and i − j < w`.

use super::math::{
    apply, bracketed, fraction, letter, name, number, operator, power, root, row, word,
};
use super::{Math, plain};
use crate::program::condition::{ClosedForm, Condition, Sign};
use crate::program::function::Function;
use crate::program::graph::Graph;

/// How tightly a form holds together: what stands inside of something tighter gets brackets.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Binding {
    Sum,
    Product,
    Tight,
}

/// When a condition holds: j ≤ i and mask_{ij} = 1.
pub(super) fn condition(graph: &Graph, holds: &Condition) -> Math {
    match holds {
        Condition::Always => word("always"),
        Condition::Compare(comparison, pair) => {
            let [one, two] = pair.each_ref().map(|form| closed_form(graph, form));
            row(vec![one, operator(comparison.sign()), two])
        }
        Condition::Given { node, letters } => {
            let table = graph.node(*node);
            let is = name(&table.symbol).indexed(plain(letters));
            row(vec![is, operator("="), number(&1)])
        }
        Condition::Not(inside) => {
            row(vec![word("not"), operator("("), condition(graph, inside), operator(")")])
        }
        Condition::And(both) => {
            let [one, two] = both.each_ref().map(|one| match one {
                Condition::Or(_) => bracketed(condition(graph, one)),
                _ => condition(graph, one),
            });
            row(vec![one, word("and"), two])
        }
        Condition::Or(both) => {
            let [one, two] = both.each_ref().map(|one| condition(graph, one));
            row(vec![one, word("or"), two])
        }
    }
}

/// A closed form: 2^{−8h/|h|}.
pub(super) fn closed_form(graph: &Graph, form: &ClosedForm) -> Math {
    let print = |form| closed_form(graph, form);
    match form {
        ClosedForm::Number(value) => signed(*value),
        ClosedForm::Place(own) => letter(*own),
        ClosedForm::Size { letter: own, .. } => {
            row(vec![operator("|"), letter(*own), operator("|")])
        }
        ClosedForm::Param { name: own, .. } => name(own),
        ClosedForm::Binary(Sign::Over, pair) => fraction(print(&pair[0]), print(&pair[1])),
        ClosedForm::Binary(Sign::Power, pair) => {
            power(inside(graph, &pair[0], Binding::Tight), print(&pair[1]))
        }
        ClosedForm::Binary(sign, pair) => {
            let (sign, one, two) = match sign {
                Sign::Plus => ("+", Binding::Sum, Binding::Sum),
                Sign::Minus => ("−", Binding::Sum, Binding::Product),
                _ => ("·", Binding::Product, Binding::Product),
            };
            let one = inside(graph, &pair[0], one);
            let is_negative = matches!(pair[1], ClosedForm::Number(value) if value < 0.0);
            let two = if is_negative { Binding::Tight } else { two };
            row(vec![one, operator(sign), inside(graph, &pair[1], two)])
        }
        ClosedForm::Block(pair) => {
            let before =
                row(vec![inside(graph, &pair[0], Binding::Sum), operator("−"), number(&1)]);
            row(vec![operator("⌊"), fraction(before, print(&pair[1])), operator("⌋")])
        }
        ClosedForm::Function(function, of) => applied(graph, *function, of),
        ClosedForm::If(when, pair) => Math::Cases(vec![
            (print(&pair[0]), condition(graph, when)),
            (print(&pair[1]), word("else")),
        ]),
    }
}

fn applied(graph: &Graph, function: Function, of: &ClosedForm) -> Math {
    let print = || closed_form(graph, of);
    match function {
        Function::Sqrt => root(print()),
        Function::Exp => power(name("e"), print()),
        Function::Plus(value) => row(vec![print(), operator("+"), signed(value)]),
        Function::Power(degree) => power(inside(graph, of, Binding::Tight), number(&degree)),
        Function::EluPlusOne => row(vec![apply("elu", print()), operator("+"), number(&1)]),
        Function::Abs => row(vec![operator("|"), print(), operator("|")]),
        Function::Raise(exponent) => power(inside(graph, of, Binding::Tight), signed(exponent)),
        other => apply(other.name(), print()),
    }
}

/// A number with its sign before it, in all its digits.
pub(super) fn signed(value: f64) -> Math {
    let digits = if value.is_infinite() { number(&"∞") } else { number(&value.abs()) };
    if value < 0.0 { row(vec![operator("−"), digits]) } else { digits }
}

fn inside(graph: &Graph, form: &ClosedForm, around: Binding) -> Math {
    let printed = closed_form(graph, form);
    if binding(form) < around { bracketed(printed) } else { printed }
}

fn binding(form: &ClosedForm) -> Binding {
    match form {
        ClosedForm::Number(value) if *value < 0.0 => Binding::Product,
        ClosedForm::Binary(Sign::Plus | Sign::Minus, _)
        | ClosedForm::Function(Function::Plus(_) | Function::EluPlusOne, _)
        | ClosedForm::If(..) => Binding::Sum,
        ClosedForm::Binary(Sign::Times, _) => Binding::Product,
        // A fraction is read as one thing, but for what stands above it.
        ClosedForm::Binary(Sign::Over | Sign::Power, _) => Binding::Product,
        _ => Binding::Tight,
    }
}
