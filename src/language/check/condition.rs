//! Where a number stands and where a condition does.

use super::scope::Scope;
use crate::language::diagnostic::{Diagnostic, Mistake, Outcome};
use crate::language::syntax::{Expression, Kind};

impl Scope {
    /// Refuses what is no number; `-inf` is one in the branches of a choice alone.
    pub(super) fn check_number(&self, of: &Expression, in_choice: bool) -> Outcome<()> {
        match &of.kind {
            Kind::Compare(..) | Kind::Not(_) | Kind::And(_) | Kind::Or(_) | Kind::Top { .. } => {
                let error = Diagnostic::new(
                    Mistake::Kind,
                    of.span,
                    "A condition stands where a number should.",
                );
                Err(error.hint("Choose a number by it: if condition then 1 else 0."))
            }
            Kind::Block(_) => {
                let error =
                    Diagnostic::new(Mistake::Kind, of.span, "block stands in conditions only.");
                Err(error.hint("Compare it: block(i, 4) = block(j, 4)."))
            }
            Kind::Infinity if !in_choice => {
                let error = Diagnostic::new(
                    Mistake::Kind,
                    of.span,
                    "inf stands behind then and else only.",
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
            Kind::Compare(_, pair) => pair.iter().try_for_each(|side| self.check_side(side)),
            Kind::Table(_) => Ok(()),
            Kind::Top { count, condition, of, .. } => {
                self.check_side(count)?;
                if let Some(condition) = condition {
                    self.check_condition(condition)?;
                }
                self.check_number(of, false)
            }
            _ => {
                let error = Diagnostic::new(
                    Mistake::Kind,
                    of.span,
                    "A number stands where a condition should.",
                );
                Err(error.hint("Compare places, such as j <= i, or read a table of 1 and 0."))
            }
        }
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
            Kind::Sum(_) | Kind::Block(_) => {
                of.parts().into_iter().try_for_each(|part| self.check_side(part))
            }
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
