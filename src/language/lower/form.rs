//! Numbers that places, sizes and parameters decide.

use super::{Lowered, Lowering};
use crate::base::letter::Letter;
use crate::program::condition::{ClosedForm, Sign};
use crate::program::function::Function;
use crate::program::op::Factor;

impl Lowering<'_, '_> {
    /// What a name alone stands for, where it is no table: a parameter or a place.
    pub(super) fn name_form(&self, name: &str) -> Option<ClosedForm> {
        if let Some(value) = self.param(name) {
            return Some(ClosedForm::Param { name: name.to_owned(), value });
        }
        if self.tables.contains_key(name) && self.is_scalar(name) {
            return None;
        }
        crate::language::read::letter(name).map(ClosedForm::Place)
    }

    fn is_scalar(&self, name: &str) -> bool {
        self.tables.get(name).is_some_and(|value| value.axes().is_empty())
    }

    /// `|d|`
    pub(super) fn size_form(&self, letter: Letter) -> Lowered<ClosedForm> {
        let axis = self.axis(letter)?;
        Ok(ClosedForm::Size { letter, size: axis.size })
    }
}

/// What every cell is multiplied by, or divided by, for a number that has no places.
pub(super) fn factor(form: &ClosedForm, divides: bool) -> Option<Factor> {
    let number = form.constant()?;
    Some(match form {
        ClosedForm::Function(Function::Sqrt, of) if divides => match **of {
            ClosedForm::Size { letter, size } => Factor::DivideBySqrt { letter, size },
            _ => Factor::DivideBy(number),
        },
        ClosedForm::Size { letter, size } if divides => {
            Factor::DivideBySize { letter: *letter, size: *size }
        }
        _ if divides => Factor::DivideBy(number),
        _ => Factor::Number(number),
    })
}

/// Two numbers with a sign between them; numbers that are written are done at once.
pub(super) fn joined(sign: Sign, one: ClosedForm, two: ClosedForm) -> ClosedForm {
    match (&one, &two) {
        (ClosedForm::Number(a), ClosedForm::Number(b)) => ClosedForm::Number(sign.of(*a, *b)),
        _ => ClosedForm::Binary(sign, Box::new([one, two])),
    }
}
