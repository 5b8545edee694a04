//! Axes of a step: the size of a letter here, and what its size is called in the graph.

use super::{Failure, Lowered, Lowering, Part};
use crate::base::error::{Code, Error};
use crate::base::letter::Letter;
use crate::language::size::Size;
use crate::program::axis::Axis;
use crate::program::build::Value;

/// Letters for sizes that no letter of the program stands for.
const SPARE: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZαβγδεζηθικμνξοπρστυχψωabcdefghijklmnopqrstuvwxyz";

impl<'g> Lowering<'g, '_> {
    /// The size of a letter in this step, as a formula.
    pub(super) fn size_of(&self, letter: Letter) -> Lowered<Size> {
        self.step.sizes.get(&letter).cloned().ok_or_else(|| {
            let cause = format!("Nothing says how large the axis \"{letter}\" is.");
            let error = Error::new(Code::UnknownAxis, cause).at(&self.step.left.name.text);
            Failure::Request(Box::new(error.hint("Give it a size with axis.")))
        })
    }

    /// The axis of a letter in this step.
    pub(super) fn axis(&self, letter: Letter) -> Lowered<Axis> {
        let size = self.size_of(letter)?;
        Ok(self.axis_of(&size, Some(letter))?.called(letter))
    }

    pub(super) fn axes(&self, letters: &[Letter]) -> Lowered<Vec<Axis>> {
        letters.iter().map(|letter| self.axis(*letter)).collect()
    }

    /// An axis of a size, called as the size is.
    pub(super) fn axis_of(&self, size: &Size, letter: Option<Letter>) -> Lowered<Axis> {
        let found = size.at(|letter| self.sizes.get(&letter).copied());
        let Some(number) = found.filter(|number| *number <= 1 << 24) else {
            return Err(self.no_size(size, letter));
        };
        Ok(Axis::named(self.symbol_of(size, letter), number))
    }

    fn no_size(&self, size: &Size, letter: Option<Letter>) -> Failure {
        let sizes = size
            .letters()
            .into_iter()
            .filter_map(|letter| Some(format!("{letter} = {}", self.sizes.get(&letter)?)));
        let sizes = sizes.collect::<Vec<_>>().join(", ");
        let whose = letter.map_or_else(String::new, |letter| format!(" of {letter}"));
        let cause = format!("The size {size}{whose} is not a whole number above 0 at {sizes}.");
        let field = size.letters().first().map_or_else(|| "sizes".to_owned(), char::to_string);
        let error = Error::new(Code::SizeValue, cause).at(field).expected(size).found(sizes);
        Failure::Request(Box::new(
            error.hint("Give tables whose sizes can be divided without a remainder."),
        ))
    }

    /// What a size is called in the graph: a letter of the given tables, or one that stands for it.
    fn symbol_of(&self, size: &Size, letter: Option<Letter>) -> Letter {
        let mut symbols = self.symbols.borrow_mut();
        if let Some((_, symbol)) = symbols.iter().find(|(known, _)| known == size) {
            return *symbol;
        }
        let is_free = |letter: &Letter| symbols.iter().all(|(_, symbol)| symbol != letter);
        let spare = || SPARE.chars().find(|letter| is_free(letter));
        let symbol = letter.filter(is_free).or_else(spare).unwrap_or('_');
        symbols.push((size.clone(), symbol));
        symbol
    }

    /// A part as a table over these letters, in this order.
    pub(super) fn table_over(&self, part: Part<'g>, letters: &[Letter]) -> Lowered<Value<'g>> {
        let (value, own) = match part {
            Part::Form(form) => return self.form_table(form, letters),
            Part::Table { value, letters } => (value, letters),
        };
        let missing: Vec<Letter> =
            letters.iter().copied().filter(|letter| !own.contains(letter)).collect();
        let own_text: String = own.iter().collect();
        let wanted: String = letters.iter().collect();
        if !missing.is_empty() {
            let ones = self.g.constant(1.0, self.axes(&missing)?);
            let missing: String = missing.iter().collect();
            return Ok(value.contract(&format!("{own_text},{missing}->{wanted}"), ones));
        }
        if value.letters() == wanted && own == letters {
            return Ok(value);
        }
        Ok(value.sum(&format!("{own_text}->{wanted}")))
    }

    /// A part as a table whose nodes have the letters that it is read at.
    pub(super) fn table(&self, part: Part<'g>) -> Lowered<(Value<'g>, Vec<Letter>)> {
        let letters = match &part {
            Part::Form(form) => form.letters(),
            Part::Table { letters, .. } => letters.clone(),
        };
        Ok((self.table_over(part, &letters)?, letters))
    }
}

/// The letters of two operands, each once.
pub(super) fn union(one: &[Letter], two: &[Letter]) -> Vec<Letter> {
    let more = two.iter().filter(|letter| !one.contains(letter));
    one.iter().chain(more).copied().collect()
}

/// These letters in the order that is wanted, where it has the same ones.
pub(super) fn ordered(letters: Vec<Letter>, want: Option<&[Letter]>) -> Vec<Letter> {
    match want {
        Some(want)
            if want.len() == letters.len()
                && want.iter().all(|letter| letters.contains(letter)) =>
        {
            want.to_vec()
        }
        _ => letters,
    }
}

/// Letters as an equation has them.
pub(super) fn term(letters: &[Letter]) -> String {
    letters.iter().collect()
}
