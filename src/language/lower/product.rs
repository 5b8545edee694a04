//! Products and quotients, from left to right.

use super::axes::{ordered, term, union};
use super::form::{factor, joined};
use super::{Lowered, Lowering, Part};
use crate::base::letter::Letter;
use crate::language::syntax::{Expression, Factor};
use crate::program::condition::{ClosedForm, Sign};

impl<'g> Lowering<'g, '_> {
    pub(super) fn product(&self, factors: &[Factor], want: Option<&[Letter]>) -> Lowered<Part<'g>> {
        let mut product: Option<Part> = None;
        for Factor { divides, of } in factors {
            let next = self.factor(of, product.is_none().then_some(want).flatten())?;
            product = Some(match product {
                None => next,
                Some(before) => self.multiplied(before, next, *divides, want)?,
            });
        }
        Ok(product.unwrap_or(Part::Form(ClosedForm::Number(1.0))))
    }

    fn factor(&self, of: &Expression, want: Option<&[Letter]>) -> Lowered<Part<'g>> {
        self.expression(of, want)
    }

    pub(super) fn multiplied(
        &self,
        one: Part<'g>,
        two: Part<'g>,
        divides: bool,
        want: Option<&[Letter]>,
    ) -> Lowered<Part<'g>> {
        let sign = if divides { Sign::Over } else { Sign::Times };
        match (one, two) {
            (Part::Form(one), Part::Form(two)) => Ok(Part::Form(joined(sign, one, two))),
            (table @ Part::Table { .. }, Part::Form(form)) if form.constant().is_some() => {
                self.scaled(table, &form, divides)
            }
            (Part::Form(form), table @ Part::Table { .. })
                if form.constant().is_some() && !divides =>
            {
                self.scaled(table, &form, false)
            }
            (one, two) => {
                let (one, of_one) = self.operand(one)?;
                let (two, of_two) = self.operand(two)?;
                let letters = ordered(union(&of_one, &of_two), want);
                let equation = format!("{},{}->{}", term(&of_one), term(&of_two), term(&letters));
                let value =
                    if divides { one.div(&equation, two) } else { one.contract(&equation, two) };
                Ok(Part::Table { value, letters })
            }
        }
    }

    /// Every cell times, or over, the same number.
    fn scaled(&self, table: Part<'g>, form: &ClosedForm, divides: bool) -> Lowered<Part<'g>> {
        let Some(factor) = factor(form, divides) else { return Ok(table) };
        let (value, letters) = self.table(table)?;
        Ok(Part::Table { value: value.factor(factor), letters })
    }
}
