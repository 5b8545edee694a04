//! Conditions of the language -> conditions of a graph.

use super::{Failure, Lowered, Lowering, Part};
use crate::language::check::whole_count;
use crate::language::syntax::{Expression, Kind};
use crate::program::condition::{ClosedForm, Condition};
use crate::program::mask::Fill;

impl Lowering<'_, '_> {
    pub(super) fn condition(&self, of: &Expression) -> Lowered<Condition> {
        match &of.kind {
            Kind::Group(part) => self.condition(part),
            Kind::Not(part) => Ok(!self.condition(part)?),
            Kind::And(all) => self.joined(all, |one, two| one & two),
            Kind::Or(all) => self.joined(all, |one, two| one | two),
            Kind::Compare(comparison, pair) => {
                let [one, two] = [self.side(&pair[0])?, self.side(&pair[1])?];
                Ok(Condition::compare(one, *comparison, two))
            }
            Kind::Table(_) => {
                let (value, letters) = self.table(self.expression(of, None)?)?;
                Ok(Condition::Given { node: value.id(), letters })
            }
            Kind::Top { count, along, condition, of: ranked } => {
                let mut ranked = self.expression(ranked, None)?;
                if let Some(condition) = condition {
                    // The condition may tell places apart that what is ranked does not.
                    ranked =
                        self.filled(ranked, self.condition(condition)?, Fill::MinusInfinity)?;
                }
                let (value, letters) = self.table(ranked)?;
                let number = self.side(count)?.constant();
                let count = whole_count(count.span, number).map_err(Failure::Program)?;
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "checked"
                )]
                let node = value.top(along.letter, count as u32);
                Ok(Condition::Given { node: node.id(), letters })
            }
            _ => Ok(Condition::Always),
        }
    }

    fn joined(
        &self,
        all: &[Expression],
        join: fn(Condition, Condition) -> Condition,
    ) -> Lowered<Condition> {
        let mut conditions = all.iter().map(|part| self.condition(part));
        let first = conditions.next().unwrap_or(Ok(Condition::Always))?;
        conditions.try_fold(first, |before, next| Ok(join(before, next?)))
    }

    /// One side of a comparison.
    pub(super) fn side(&self, of: &Expression) -> Lowered<ClosedForm> {
        match &of.kind {
            Kind::Group(part) => self.side(part),
            Kind::Sum(terms) => {
                let mut sum: Option<ClosedForm> = None;
                for term in terms {
                    let form = self.side(&term.of)?;
                    sum = Some(match sum {
                        None => form,
                        Some(before) if term.negative => before - form,
                        Some(before) => before + form,
                    });
                }
                Ok(sum.unwrap_or(ClosedForm::Number(0.0)))
            }
            _ => match self.expression(of, None)? {
                Part::Form(form) => Ok(form),
                Part::Table { .. } => Ok(ClosedForm::Number(0.0)),
            },
        }
    }
}
