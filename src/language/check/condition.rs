//! Where a number stands and where a condition does.

use super::scope::Scope;
use crate::language::diagnostic::{Diagnostic, Mistake, Outcome};
use crate::language::span::Span;
use crate::language::syntax::{Expression, Kind};
use crate::program::condition::Comparison;
use crate::program::function::Function;

impl Scope {
    /// Refuses what is no number; `-inf` is one in the branches of a choice alone.
    pub(super) fn check_number(&self, of: &Expression, in_choice: bool) -> Outcome<()> {
        match &of.kind {
            Kind::Compare(..) | Kind::Not(_) | Kind::And(_) | Kind::Or(_) | Kind::Top { .. } => {
                let error = Diagnostic::new(
                    Mistake::Kind,
                    of.span,
                    "This is a condition, and a number is needed here.",
                );
                let error = error.hint("Make a number of it: if condition then 1 else 0.");
                let text = format!("if {} then 1 else 0", self.slice(of.span));
                let is_in_brackets = self.follows(of.span, ')')
                    && of.span.column > 1
                    && self.slice(Span { column: of.span.column - 1, length: 1, ..of.span }) == "(";
                Err(error.fix(of.span, if is_in_brackets { text } else { format!("({text})") }))
            }
            Kind::Block(_) => {
                let error =
                    Diagnostic::new(Mistake::Kind, of.span, "block may stand only in a condition.");
                Err(error.hint("Compare it: block(i, 4) = block(j, 4)."))
            }
            Kind::Infinity if !in_choice => {
                let error = Diagnostic::new(
                    Mistake::Kind,
                    of.span,
                    "inf may stand only after then or else.",
                );
                Err(error.hint("Leave places out with a condition: softmax[j : j <= i] …."))
            }
            Kind::Choice(three) => {
                self.check_condition(&three[0])?;
                three[1..].iter().try_for_each(|branch| self.check_number(branch, true))
            }
            Kind::Group(part) | Kind::Negative(part) => self.check_number(part, in_choice),
            Kind::Reduce(reduction) => {
                if let Some(condition) = &reduction.condition {
                    self.check_condition(condition)?;
                }
                self.check_number(&reduction.body, false)
            }
            _ => of.parts().into_iter().try_for_each(|part| self.check_number(part, false)),
        }
    }

    /// Refuses what is no condition.
    pub(super) fn check_condition(&self, of: &Expression) -> Outcome<()> {
        match &of.kind {
            Kind::Group(part) | Kind::Not(part) => self.check_condition(part),
            Kind::And(all) | Kind::Or(all) => {
                all.iter().try_for_each(|part| self.check_condition(part))
            }
            Kind::Compare(comparison, pair) => pair
                .iter()
                .try_for_each(|side| self.check_side(side))
                .map_err(|error| self.both_ways(error, of, *comparison, pair)),
            Kind::Table(_) => Ok(()),
            Kind::Top { count, condition, of, .. } => {
                match count.bare().kind {
                    Kind::Number(number) => whole_count(count.span, Some(number)).map(drop)?,
                    _ => self.check_side(count)?,
                }
                if let Some(condition) = condition {
                    self.check_condition(condition)?;
                }
                self.check_number(of, false)
            }
            _ => {
                let error = Diagnostic::new(
                    Mistake::Kind,
                    of.span,
                    "This is a number, and a condition is needed here.",
                );
                Err(error.hint("Compare places, such as j <= i, or read a table of 1 and 0."))
            }
        }
    }

    /// Offers two comparisons in the place of one of a distance: `abs(i - j) < w`.
    fn both_ways(
        &self,
        error: Box<Diagnostic>,
        whole: &Expression,
        comparison: Comparison,
        pair: &[Expression; 2],
    ) -> Box<Diagnostic> {
        let Kind::Call { function: Function::Abs, of } = &pair[0].bare().kind else { return error };
        let sign = match comparison {
            Comparison::Less => "<",
            Comparison::AtMost => "<=",
            _ => return error,
        };
        let (distance, most) = (self.slice(of.span), self.slice(pair[1].span));
        let error = error.hint("A distance is compared both ways: i - j < w and j - i < w.");
        error.fix(whole.span, format!("{distance} {sign} {most} and -({distance}) {sign} {most}"))
    }

    /// Refuses what conditions do not compare.
    fn check_side(&self, of: &Expression) -> Outcome<()> {
        let refused = |message: &str, hint: &str| {
            Err(Diagnostic::new(Mistake::Compared, of.span, message).hint(hint))
        };
        match &of.kind {
            Kind::Number(number) if number.fract() == 0.0 => Ok(()),
            Kind::Number(_) => refused(
                "Places are compared with whole numbers.",
                "Write a whole number, or a param.",
            ),
            Kind::Name(name) if self.param(name).is_none() && self.number(name).is_some() => {
                refused(
                    "The value of a step is compared.",
                    "Conditions compare places, sizes, params and whole numbers.",
                )
            }
            Kind::Name(_) | Kind::Size(_) => Ok(()),
            Kind::Group(part) | Kind::Negative(part) => self.check_side(part),
            Kind::Block(pair) => {
                pair.iter().try_for_each(|part| self.check_side(part))?;
                match pair[1].bare().kind {
                    Kind::Number(width) => check_width(pair[1].span, Some(width)),
                    _ => Ok(()),
                }
            }
            Kind::Sum(_) => of.parts().into_iter().try_for_each(|part| self.check_side(part)),
            Kind::Product(factors) => match factors.iter().find(|factor| factor.divides) {
                None => factors.iter().try_for_each(|factor| self.check_side(&factor.of)),
                Some(_) => refused(
                    "A condition divides.",
                    "Multiply the other side, or use block(i, w), the whole part of (i - 1)/w.",
                ),
            },
            Kind::Table(_) => refused(
                "Values of tables are compared.",
                "Conditions compare places; top(k)[j] s[i,j] takes the largest values.",
            ),
            _ => refused(
                "This cannot be compared.",
                "Conditions compare places, sizes, params and whole numbers.",
            ),
        }
    }
}

/// Refuses a block without a width, where that is the same everywhere.
pub fn check_width(at: Span, width: Option<f64>) -> Outcome<()> {
    let Some(width) = width.filter(|width| *width <= 0.0) else { return Ok(()) };
    let message = format!("A block has at least one place, and this width is {width}.");
    let error = Diagnostic::new(Mistake::Compared, at, message);
    Err(error.hint("Write block(i, 4).").fix(at, "1"))
}

/// How many of the best take part, where it is a whole number; with none it depends on the place.
pub fn whole_count(at: Span, count: Option<f64>) -> Outcome<f64> {
    let is_whole = |count: &f64| (1.0..=65536.0).contains(count) && count.fract() == 0.0;
    if let Some(count) = count.filter(is_whole) {
        return Ok(count);
    }
    let found =
        count.map_or_else(|| "depends on the place".to_owned(), |count| format!("is {count}"));
    let message = format!("top takes a whole number from 1 to 65,536, and this {found}.");
    let count = count.unwrap_or(1.0);
    let near = [count.floor(), count.ceil()].map(|count| count.clamp(1.0, 65536.0).to_string());
    let mut error = Diagnostic::new(Mistake::Count, at, message).fix(at, &*near[0]);
    if near[1] != near[0] {
        error = error.fix(at, &*near[1]);
    }
    Err(error.hint("Say how many of the best take part, such as top(2)."))
}
