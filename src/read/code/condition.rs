//! Conditions and closed forms as expressions over whole axes: `np.arange(1, 5)[:, None]`.

use super::program::Program;
use super::syntax::{broadcast, number, sizes};
use crate::base::letter::Letter;
use crate::program::axis::{Axis, letter_list};
use crate::program::condition::{ClosedForm, Comparison, Condition, Sign};
use crate::program::function::Function;

/// A text, and whether it needs brackets beside another sign.
pub struct Text {
    pub text: String,
    loose: bool,
}

impl Text {
    fn tight(text: String) -> Self {
        Self { text, loose: false }
    }

    fn loose(text: String) -> Self {
        Self { text, loose: true }
    }

    /// It in brackets where it needs them.
    pub fn bracketed(&self) -> String {
        if self.loose { format!("({})", self.text) } else { self.text.clone() }
    }
}

/// What is true where a condition holds, over these axes.
pub fn condition(program: &Program, axes: &[Axis], holds: &Condition) -> Text {
    let dialect = program.dialect;
    match holds {
        Condition::Always => Text::tight(dialect.fill(dialect.allow_all, &[])),
        Condition::Compare(comparison, pair) => {
            if let Some(diagonal) = diagonal(axes, *comparison, pair) {
                let last_two = sizes(&axes[axes.len() - 2..]);
                let (text, diagonal) = match diagonal {
                    0 => (dialect.allow_causal, String::new()),
                    moved => (dialect.allow_causal_from, moved.to_string()),
                };
                let holes = [("sizes", &*last_two), ("diagonal", &diagonal)];
                return Text::tight(dialect.fill(text, &holes));
            }
            let [one, two] = pair.each_ref().map(|form| places(program, axes, form, false));
            Text::loose(format!("{} {} {}", one.text, comparison.operator(), two.text))
        }
        Condition::Given { node, letters: own } => {
            let result: Vec<Letter> = letter_list(axes);
            let table = program.name(*node);
            let table = broadcast(table, own, &result, dialect.transpose);
            if program.is_boolean(program.trace.graph.node(*node)) {
                Text::tight(table)
            } else {
                Text::loose(format!("{table} != 0"))
            }
        }
        Condition::Not(inside) => {
            Text::tight(format!("~{}", condition(program, axes, inside).bracketed()))
        }
        Condition::And(both) => joined(program, axes, both, "&"),
        Condition::Or(both) => joined(program, axes, both, "|"),
    }
}

/// Conditions of one sign stand in a row; another sign inside gets brackets.
fn joined(program: &Program, axes: &[Axis], both: &[Condition; 2], sign: &str) -> Text {
    let [one, two] = both.each_ref().map(|one| {
        let text = condition(program, axes, one);
        let same = match one {
            Condition::And(_) => sign == "&",
            Condition::Or(_) => sign == "|",
            _ => false,
        };
        if same { text.text } else { text.bracketed() }
    });
    Text::loose(format!("{one} {sign} {two}"))
}

/// How far the last two axes' diagonal is moved by a condition that keeps what lies on and below
/// it; none for any other condition.
fn diagonal(axes: &[Axis], comparison: Comparison, pair: &[ClosedForm; 2]) -> Option<i64> {
    let [.., query, key] = axes else { return None };
    let [ClosedForm::Place(one), two] = pair else { return None };
    if comparison != Comparison::AtMost || *one != key.letter {
        return None;
    }
    match two {
        ClosedForm::Place(two) => (*two == query.letter).then_some(0),
        ClosedForm::Binary(Sign::Plus, pair) => {
            let is_query = pair[0] == ClosedForm::Place(query.letter);
            let moved = pair[1].constant().filter(|moved| is_query && moved.fract() == 0.0)?;
            #[expect(clippy::cast_possible_truncation, reason = "a difference of sizes")]
            Some(moved as i64)
        }
        _ => None,
    }
}

/// A closed form over these axes, its places as whole numbers or, in a table, as doubles.
pub fn places(program: &Program, axes: &[Axis], form: &ClosedForm, doubles: bool) -> Text {
    let dialect = program.dialect;
    let print = |form: &ClosedForm| places(program, axes, form, doubles);
    if let Some(constant) = form.constant() {
        return match number(constant) {
            infinite if constant.is_infinite() => {
                let sign = if infinite.starts_with('-') { "-" } else { "" };
                Text::loose(format!("{sign}{}", dialect.fill(dialect.infinity, &[])))
            }
            text if constant < 0.0 => Text::loose(text),
            text => Text::tight(text),
        };
    }
    match form {
        ClosedForm::Number(_) | ClosedForm::Param { .. } | ClosedForm::Size { .. } => {
            Text::tight(String::new()) // constants, printed above
        }
        ClosedForm::Place(letter) => {
            let axis = axes.iter().find(|axis| axis.letter == *letter);
            let end = (axis.map_or(1, |axis| axis.size) + 1).to_string();
            let text = if doubles { dialect.places } else { dialect.whole_places };
            let range = dialect.fill(text, &[("end", &end)]);
            Text::tight(broadcast(&range, &[*letter], &letter_list(axes), dialect.transpose))
        }
        ClosedForm::Binary(sign, pair) => {
            let [one, two] = pair.each_ref().map(print);
            let sign = match sign {
                Sign::Plus => "+",
                Sign::Minus => "-",
                Sign::Times => "*",
                Sign::Over => "/",
                Sign::Power => "**",
            };
            let one = match (sign, &pair[0]) {
                ("+" | "-", _) => one.text,
                _ => one.bracketed(),
            };
            Text::loose(format!("{one} {sign} {}", two.bracketed()))
        }
        ClosedForm::Block(pair) => {
            let [one, two] = pair.each_ref().map(print);
            Text::loose(format!("({} - 1) // {}", one.text, two.bracketed()))
        }
        ClosedForm::Function(function, of) => {
            let of = print(of);
            match function {
                Function::Plus(value) => Text::loose(format!("{} + {}", of.text, number(*value))),
                Function::Power(degree) => Text::loose(format!("{} ** {degree}", of.bracketed())),
                Function::Raise(exponent) => {
                    Text::loose(format!("{} ** ({})", of.bracketed(), number(*exponent)))
                }
                other => {
                    let entry = dialect.function.of(*other);
                    let is_argument =
                        entry.matches("{x}").count() == entry.matches("({x})").count();
                    let of = if is_argument { of.text } else { of.bracketed() };
                    Text::loose(dialect.fill(entry, &[("x", &of)]))
                }
            }
        }
        ClosedForm::If(when, pair) => {
            let when = condition(program, axes, when).text;
            let [one, two] = pair.each_ref().map(|form| match form.constant() {
                Some(_) => dialect.fill(dialect.scalar, &[("x", &print(form).text)]),
                None => print(form).text,
            });
            let holes = [("condition", &*when), ("one", &one), ("two", &two)];
            Text::tight(dialect.fill(dialect.choose, &holes))
        }
    }
}
