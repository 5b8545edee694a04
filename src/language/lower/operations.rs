//! The operations that a line names, one by one: what graphs have for each.

use super::axes::{term, union};
use super::{Lowered, Lowering, Part};
use crate::base::letter::Letter;
use crate::program::build::Value;
use crate::program::condition::{ClosedForm, Condition};
use crate::program::function::Function;
use crate::program::mask::Fill;

impl<'g> Lowering<'g, '_> {
    /// A function of each cell.
    pub(super) fn call(&self, function: Function, of: Part<'g>) -> Lowered<Part<'g>> {
        match of {
            Part::Form(form) => Ok(Part::Form(ClosedForm::Function(function, Box::new(form)))),
            table @ Part::Table { .. } => {
                let (value, letters) = self.table(table)?;
                Ok(Part::Table { value: value.map(function), letters })
            }
        }
    }

    /// A table whose cells their places decide; where a place changes nothing it is repeated.
    pub(super) fn form_table(&self, form: ClosedForm, letters: &[Letter]) -> Lowered<Value<'g>> {
        if let Some(number) = form.constant() {
            return Ok(self.g.constant(number, self.axes(letters)?));
        }
        let own = form.letters();
        if own.len() == letters.len() {
            return Ok(self.g.table(form, self.axes(letters)?));
        }
        let value = self.g.table(form, self.axes(&own)?);
        self.table_over(Part::Table { value, letters: own }, letters)
    }

    /// A table of normal numbers.
    pub(super) fn normal(&self, seed: u32, letters: &[Letter]) -> Lowered<Part<'g>> {
        let value = self.g.normal(seed, self.axes(letters)?);
        Ok(Part::Table { value, letters: letters.to_vec() })
    }

    /// A cell to a power.
    pub(super) fn power(&self, base: Part<'g>, exponent: f64) -> Lowered<Part<'g>> {
        let (value, letters) = self.table(base)?;
        let is_whole = exponent.fract() == 0.0 && (1.0..=16.0).contains(&exponent);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked")]
        let function =
            if is_whole { Function::Power(exponent as u32) } else { Function::Raise(exponent) };
        Ok(Part::Table { value: value.map(function), letters })
    }

    /// A cell to the power of another one.
    pub(super) fn power_of(&self, base: Part<'g>, exponent: Part<'g>) -> Lowered<Part<'g>> {
        let (base, of_base) = self.operand(base)?;
        let (exponent, of_exponent) = self.operand(exponent)?;
        let letters = union(&of_base, &of_exponent);
        let equation = format!("{},{}->{}", term(&of_base), term(&of_exponent), term(&letters));
        Ok(Part::Table { value: base.power(&equation, exponent), letters })
    }

    /// A table with cells filled, called after the table; nothing, where that has no name or was masked
    /// before.
    pub(super) fn own_mask(&self, value: Value<'g>, condition: Condition, fill: Fill) -> Value<'g> {
        let before = value.id();
        let masked = value.mask_with(condition, fill);
        if masked.id() == before {
            return masked;
        }
        let symbol = format!("{}′", self.symbol());
        let id = |of: &String| format!("{of}-masked");
        match value.name().filter(|of| !self.g.has(&id(of))) {
            Some(of) => masked.named_as(&id(&of), &symbol).labelled(&format!("{of} masked")),
            None => masked.unnamed(&symbol),
        }
    }
}
