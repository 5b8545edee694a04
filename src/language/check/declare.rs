//! Lines that declare: given tables, numbers, sizes of axes.

use super::scope::{Origin, Scope, TableAxis};
use crate::base::letter::Letter;
use crate::language::diagnostic::{Diagnostic, Mistake, Outcome};
use crate::language::read::letter;
use crate::language::size::Size;
use crate::language::span::Span;
use crate::language::syntax::{Expression, InputDeclaration, Kind, LetterAt, Name};

/// The largest size that a program gives to an axis.
const LARGEST: usize = 1 << 16;

impl Scope {
    pub(super) fn declare_inputs(&mut self, inputs: Vec<InputDeclaration>) -> Outcome<()> {
        let mut first = Ok(());
        for InputDeclaration { name, letters } in inputs {
            let fits = self.check_input(&name, &letters);
            first = first.and(fits);
            let own = letters.iter().filter(|at| self.alias(at.letter).is_none());
            let own: Vec<LetterAt> = own.copied().collect();
            for at in own {
                self.symbols.entry(at.letter).or_insert(at.span);
            }
            let axis = |at: &LetterAt| TableAxis {
                name: at.letter.to_string(),
                size: Some(Size::symbol(self.alias(at.letter).unwrap_or(at.letter))),
            };
            let axes = letters.iter().map(axis).collect();
            self.add(name, Some(axes), Origin::Given);
        }
        first
    }

    /// The letter of a given table whose size `axis` says that this letter has: `axis j = |i|`.
    fn alias(&self, letter: Letter) -> Option<Letter> {
        let known = self.checked.axes.iter().find(|(known, _)| *known == letter);
        known.and_then(|(_, size)| size.letter())
    }

    fn check_input(&self, name: &Name, letters: &[LetterAt]) -> Outcome<()> {
        self.check_new(name)?;
        for at in letters {
            self.check_letter(*at)?;
            if let Some(axis) =
                self.axis_places.get(&at.letter).filter(|_| self.alias(at.letter).is_none())
            {
                let message = format!(
                    "\"{}\" is an axis of {} and has a size from axis.",
                    at.letter, name.text
                );
                let error = Diagnostic::new(Mistake::Twice, at.span, message).other(*axis);
                return Err(
                    error.hint("A given table has the sizes of its numbers: use another letter, or give the axis the size of another axis, as axis j = |i| does.")
                );
            }
        }
        Ok(())
    }

    pub(super) fn declare_params(&mut self, params: Vec<(Name, f64)>) -> Outcome<()> {
        let mut first = Ok(());
        for (name, number) in params {
            match self.check_new(&name).and_then(|()| self.check_no_axis(&name)) {
                Ok(()) => self.checked.params.push((name, number)),
                Err(error) => {
                    self.doubtful.insert(name.text);
                    first = first.and(Err(error));
                }
            }
        }
        first
    }

    pub(super) fn declare_axes(&mut self, axes: Vec<(LetterAt, Expression)>) -> Outcome<()> {
        let mut first = Ok(());
        for (at, formula) in axes {
            let size = self.axis_size(at, &formula);
            match size {
                Ok(size) => self.checked.axes.push((at.letter, size)),
                Err(error) => {
                    // Which of the two sizes is meant is not known.
                    if error.code == Mistake::Twice {
                        self.checked.tables.forget(&Size::symbol(at.letter));
                    }
                    first = first.and(Err(error));
                }
            }
            self.axis_places.entry(at.letter).or_insert(at.span);
        }
        first
    }

    fn axis_size(&self, at: LetterAt, formula: &Expression) -> Outcome<Size> {
        self.check_letter(at)?;
        let before = self.symbols.get(&at.letter).or_else(|| self.axis_places.get(&at.letter));
        if let Some(before) = before {
            let message = format!("\"{}\" already has a size.", at.letter);
            let error = Diagnostic::new(Mistake::Twice, at.span, message).other(*before);
            return Err(error.hint("Use another letter, or remove one of the two."));
        }
        let size = self.formula(formula)?;
        let is_whole = size.number().is_some_and(|number| number <= LARGEST);
        if size.letters().is_empty() && !is_whole {
            let message = format!("An axis cannot have size {size}.");
            let error = Diagnostic::new(Mistake::Size, formula.span, message);
            return Err(error.hint(format!("Use a whole number from 1 to {LARGEST}.")));
        }
        Ok(size)
    }

    /// A size as a formula of sizes.
    fn formula(&self, of: &Expression) -> Outcome<Size> {
        let refused = |message: &str| {
            let error = Diagnostic::new(Mistake::Size, of.span, message);
            Err(error.hint("Write whole numbers, sizes such as |d|, +, -, * and /."))
        };
        let known = |size: Option<Size>| match size {
            Some(size) => Ok(size),
            None => refused("This is not a size."),
        };
        match &of.kind {
            Kind::Number(number) if number.fract() == 0.0 && *number <= LARGEST as f64 => {
                #[expect(clippy::cast_possible_truncation, reason = "checked above")]
                let number = *number as i64;
                Ok(Size::whole(number))
            }
            Kind::Size(letter) => match self.own_size(*letter) {
                Some(size) => Ok(size),
                None => Err(self.unknown_letter(*letter, of.span)),
            },
            Kind::Name(name) => {
                let Some(letter) = letter(name).filter(|letter| self.own_size(*letter).is_some())
                else {
                    return refused("A size depends on other sizes only.");
                };
                let message = format!("\"{letter}\" alone is a place; its size is |{letter}|.");
                let error = Diagnostic::new(Mistake::Size, of.span, message);
                Err(error.hint(format!("Write |{letter}|.")).fix(of.span, format!("|{letter}|")))
            }
            Kind::Group(of) => self.formula(of),
            Kind::Sum(terms) => {
                let mut sum = Size::default();
                for term in terms {
                    let size = self.formula(&term.of)?;
                    sum = known(if term.negative { sum.minus(&size) } else { sum.plus(&size) })?;
                }
                Ok(sum)
            }
            Kind::Product(factors) => {
                let mut product = Size::whole(1);
                for factor in factors {
                    let size = self.formula(&factor.of)?;
                    product = known(if factor.divides {
                        product.over(&size)
                    } else {
                        product.times(&size)
                    })?;
                }
                Ok(product)
            }
            Kind::Number(_) => refused("A size is a whole number."),
            _ => refused("This is not a size."),
        }
    }

    /// Refuses a name that something has already.
    pub(super) fn check_new(&self, name: &Name) -> Outcome<()> {
        let before = self
            .table(&name.text)
            .map(|table| &table.name)
            .or_else(|| self.param(&name.text).map(|(name, _)| name));
        let Some(before) = before else { return Ok(()) };
        let message = format!("\"{}\" is already given on line {}.", name.text, before.span.line);
        let error = Diagnostic::new(Mistake::Twice, name.span, message).other(before.span);
        Err(error
            .hint("Use another name: each name is given only once.")
            .fix(name.span, format!("{}'", name.text)))
    }

    /// Refuses the name of a number that is an axis as well.
    pub(super) fn check_no_axis(&self, name: &Name) -> Outcome<()> {
        let Some(letter) = letter(&name.text) else { return Ok(()) };
        let axis = self.symbols.get(&letter).or_else(|| self.axis_places.get(&letter));
        let Some(axis) = axis else { return Ok(()) };
        let message = format!("\"{letter}\" is an axis, so a number cannot have this name.");
        let error = Diagnostic::new(Mistake::BadName, name.span, message).other(*axis);
        Err(error.hint("Use another name.").fix(name.span, format!("{letter}_")))
    }

    /// Refuses an axis that a number is called as well.
    pub(super) fn check_letter(&self, at: LetterAt) -> Outcome<()> {
        let mut name = [0; 4];
        let Some(number) = self.number(at.letter.encode_utf8(&mut name)) else { return Ok(()) };
        let message = format!("\"{}\" is a number, so an axis cannot have this name.", at.letter);
        let error = Diagnostic::new(Mistake::BadName, at.span, message).other(number);
        Err(error.hint("Use another letter for the axis."))
    }

    pub(super) fn unknown_letter(&self, letter: char, span: Span) -> Box<Diagnostic> {
        let message = format!("Nothing says how large the axis \"{letter}\" is.");
        let error = Diagnostic::new(Mistake::UnknownLetter, span, message);
        let known: Vec<String> =
            self.symbols.keys().chain(self.axis_places.keys()).map(char::to_string).collect();
        let list = if known.is_empty() {
            String::new()
        } else {
            format!(" Known are: {}.", known.join(", "))
        };
        error.hint(format!(
            "Give it a size with axis {letter} = 4, give it the size of another axis, or use a letter of a table.{list}"
        ))
    }
}
