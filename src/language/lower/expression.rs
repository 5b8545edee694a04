//! Expressions -> parts of the graph: names, tables, sums, powers, choices.

use super::axes::{term, union};
use super::form::joined;
use super::{Failure, Lowered, Lowering, Part, no_graph};
use crate::base::error::{Code, Error};
use crate::base::letter::Letter;
use crate::language::check::check_width;
use crate::language::span::Span;
use crate::language::syntax::{Expression, Index, Kind, LetterAt, Reading, Term};
use crate::program::condition::{ClosedForm, Condition, Sign};
use crate::program::function::Function;
use crate::program::mask::Fill;

impl<'g> Lowering<'g, '_> {
    /// An expression; `want` is the order of letters that its result should have.
    pub(super) fn expression(&self, of: &Expression, want: Option<&[Letter]>) -> Lowered<Part<'g>> {
        match &of.kind {
            Kind::Number(number) => Ok(Part::Form(ClosedForm::Number(*number))),
            Kind::Infinity => Ok(Part::Form(ClosedForm::Number(f64::INFINITY))),
            Kind::Name(name) => match self.name_form(name) {
                Some(form) => Ok(Part::Form(form)),
                None => self.scalar(name, of.span),
            },
            Kind::Size(letter) => Ok(Part::Form(self.size_form(*letter)?)),
            Kind::Table(reading) => self.reading(reading, of.span),
            Kind::Group(part) => self.expression(part, want),
            Kind::Negative(part) => {
                let part = self.expression(part, want)?;
                self.negative(part)
            }
            Kind::Call { function, of: part } => {
                let part = self.expression(part, want)?;
                self.call(*function, part)
            }
            Kind::Sum(terms) => self.sum(terms, want),
            Kind::Product(factors) => self.product(factors, want),
            Kind::Power(pair) => self.raised(pair, want),
            Kind::Reduce(reduction) => self.reduction(reduction, want),
            Kind::Choice(three) => self.choice(three, want),
            Kind::Block(pair) => {
                let [of, width] = [self.side(&pair[0])?, self.side(&pair[1])?];
                check_width(pair[1].span, width.constant()).map_err(Failure::Program)?;
                Ok(Part::Form(of.block(width)))
            }
            _ => Err(no_graph(of.span, "A number is needed here.", "Give it a step of its own.")),
        }
    }

    fn scalar(&self, name: &str, at: Span) -> Lowered<Part<'g>> {
        match self.tables.get(name) {
            Some(value) => Ok(Part::Table { value: *value, letters: Vec::new() }),
            None => {
                Err(no_graph(at, &format!("There is no \"{name}\"."), "Declare it with param."))
            }
        }
    }

    /// A table at an index; an axis that is read as a pair is split.
    fn reading(&self, reading: &Reading, at: Span) -> Lowered<Part<'g>> {
        let is_itself = reading.name.text == self.step.left.name.text;
        let is_before = |along: Letter| {
            reading
                .indices
                .iter()
                .any(|index| matches!(index, Index::Before(at) if at.letter == along))
        };
        // The step itself comes from the outermost axis along which it is read at the place before.
        let itself = self.before.iter().find(|(_, along)| is_itself && is_before(*along));
        let known = || self.tables.get(&reading.name.text).copied();
        let Some(mut value) = itself.map(|(before, _)| *before).or_else(known) else {
            return self.scalar(&reading.name.text, at);
        };
        let own = value.axes();
        for (axis, index) in own.iter().zip(&reading.indices) {
            let Index::Before(at) = index else { continue };
            // The step itself is at the place before already.
            if itself.is_none_or(|(_, along)| *along != at.letter) {
                value = value.shift(axis.letter, false);
            }
        }
        let mut letters = Vec::new();
        for (axis, index) in own.iter().zip(&reading.indices) {
            match index {
                Index::Letter(at) | Index::Before(at) => letters.push(at.letter),
                Index::Pair([outer, inner]) => {
                    letters.extend([outer.letter, inner.letter]);
                    // Under letters that no other axis of the table has.
                    let parts = [self.axis(outer.letter)?, self.axis(inner.letter)?];
                    if parts[0].size * parts[1].size != axis.size {
                        return Err(Self::other_size(
                            reading,
                            axis.size,
                            parts[0].size * parts[1].size,
                        ));
                    }
                    let taken: Vec<Letter> = value.axes().iter().map(|axis| axis.letter).collect();
                    let free = |wanted: Letter, taken: &[Letter]| {
                        let spare =
                            ('A'..='Z').chain('a'..='z').find(|letter| !taken.contains(letter));
                        if taken.contains(&wanted) { spare.unwrap_or(wanted) } else { wanted }
                    };
                    let taken: Vec<Letter> =
                        taken.into_iter().filter(|letter| *letter != axis.letter).collect();
                    let one = free(parts[0].letter, &taken);
                    let two = free(parts[1].letter, &[taken, vec![one]].concat());
                    value =
                        value.split_as(axis.letter, [parts[0].called(one), parts[1].called(two)]);
                }
            }
        }
        // In a step that is made place by place an axis is called by one letter throughout.
        if !self.before.is_empty() && value.letters() != term(&letters) {
            let all = term(&letters);
            value = value.sum(&format!("{all}->{all}"));
        }
        Ok(Part::Table { value, letters })
    }

    fn other_size(reading: &Reading, whole: usize, parts: usize) -> Failure {
        let name = &reading.name.text;
        let cause = format!("An axis of {name} has size {whole}, and its parts make up {parts}.");
        let error = Error::new(Code::SizeValue, cause).at(name).expected(whole).found(parts);
        Failure::Request(Box::new(
            error.hint("Give tables whose sizes can be divided without a remainder."),
        ))
    }

    pub(super) fn negative(&self, part: Part<'g>) -> Lowered<Part<'g>> {
        Ok(match part {
            Part::Form(ClosedForm::Number(number)) => Part::Form(ClosedForm::Number(-number)),
            Part::Form(form) => Part::Form(joined(Sign::Times, ClosedForm::Number(-1.0), form)),
            table @ Part::Table { .. } => {
                let (value, letters) = self.table(table)?;
                Part::Table { value: value.times(-1.0), letters }
            }
        })
    }

    fn sum(&self, terms: &[Term], want: Option<&[Letter]>) -> Lowered<Part<'g>> {
        // φ(x) = elu(x) + 1 is a function of its own: positive everywhere.
        if let [Term { of: call, .. }, Term { negative: false, of: one }] = terms
            && let Kind::Call { function: Function::Elu, of } = &call.kind
            && one.kind == Kind::Number(1.0)
            && let part @ Part::Table { .. } = self.expression(of, want)?
        {
            let (value, letters) = self.table(part)?;
            return Ok(Part::Table { value: value.map(Function::EluPlusOne), letters });
        }
        let mut sum: Option<Part> = None;
        for Term { negative, of } in terms {
            let next = self.expression(of, want)?;
            sum = Some(match sum {
                None => next,
                Some(before) => self.added(before, next, *negative)?,
            });
        }
        sum.ok_or_else(|| no_graph(self.step.right.span, "The sum is empty.", "Write a term."))
    }

    fn added(&self, one: Part<'g>, two: Part<'g>, negative: bool) -> Lowered<Part<'g>> {
        let sign = if negative { Sign::Minus } else { Sign::Plus };
        match (one, two) {
            (Part::Form(one), Part::Form(two)) => Ok(Part::Form(joined(sign, one, two))),
            (table @ Part::Table { .. }, Part::Form(form)) if form.constant().is_some() => {
                let number = form.constant().unwrap_or(0.0);
                let (value, letters) = self.table(table)?;
                let number = if negative { -number } else { number };
                Ok(Part::Table { value: value.map(Function::Plus(number)), letters })
            }
            (Part::Form(form), table @ Part::Table { .. }) if form.constant().is_some() => {
                let number = form.constant().unwrap_or(0.0);
                let table = if negative { self.negative(table)? } else { table };
                let (value, letters) = self.table(table)?;
                Ok(Part::Table { value: value.map(Function::Plus(number)), letters })
            }
            (one, two) => {
                let (one, of_one) = self.operand(one)?;
                let (two, of_two) = self.operand(two)?;
                let letters = union(&of_one, &of_two);
                let equation = format!("{},{}->{}", term(&of_one), term(&of_two), term(&letters));
                let value =
                    if negative { one.minus(&equation, two) } else { one.plus(&equation, two) };
                Ok(Part::Table { value, letters })
            }
        }
    }

    /// A part as an operand of an equation, which names its axes anew.
    pub(super) fn operand(
        &self,
        part: Part<'g>,
    ) -> Lowered<(crate::program::build::Value<'g>, Vec<Letter>)> {
        match part {
            Part::Table { value, letters } => Ok((value, letters)),
            form @ Part::Form(_) => self.table(form),
        }
    }

    fn raised(&self, pair: &[Expression; 2], want: Option<&[Letter]>) -> Lowered<Part<'g>> {
        let base = self.expression(&pair[0], want)?;
        let exponent = self.expression(&pair[1], None)?;
        match (base, exponent) {
            (Part::Form(base), Part::Form(exponent)) => {
                Ok(Part::Form(joined(Sign::Power, base, exponent)))
            }
            (base @ Part::Table { .. }, Part::Form(exponent)) => match exponent.constant() {
                Some(number) => self.power(base, number),
                None => self.power_of(base, Part::Form(exponent)),
            },
            (base, exponent) => self.power_of(base, exponent),
        }
    }

    fn choice(&self, three: &[Expression; 3], want: Option<&[Letter]>) -> Lowered<Part<'g>> {
        let condition = self.condition(&three[0])?;
        let then = self.expression(&three[1], want)?;
        let other = self.expression(&three[2], want)?;
        let filled = |part: &Part| match part {
            Part::Form(ClosedForm::Number(number)) => fill(*number),
            _ => None,
        };
        match (then, other) {
            (Part::Form(then), Part::Form(other)) if condition.nodes().is_empty() => {
                Ok(Part::Form(then.when(condition, other)))
            }
            (table @ Part::Table { .. }, other) if filled(&other).is_some() => {
                self.filled(table, condition, filled(&other).unwrap_or(Fill::Zero))
            }
            (then, table @ Part::Table { .. }) if filled(&then).is_some() => {
                self.filled(table, !condition, filled(&then).unwrap_or(Fill::Zero))
            }
            (then, other) => {
                let letters = |part: &Part| match part {
                    Part::Form(form) => form.letters(),
                    Part::Table { letters, .. } => letters.clone(),
                };
                let both = union(&letters(&then), &letters(&other));
                let all = super::axes::ordered(union(&both, &condition.letters()), want);
                let pair = [self.table_over(then, &all)?, self.table_over(other, &all)?];
                let [then, other] = pair;
                Ok(Part::Table { value: then.choose(condition, other), letters: all })
            }
        }
    }

    /// A table with the cells filled where a condition does not hold.
    pub(super) fn filled(
        &self,
        part: Part<'g>,
        condition: Condition,
        fill: Fill,
    ) -> Lowered<Part<'g>> {
        let (value, letters) = self.table(part)?;
        let all = union(&letters, &condition.letters());
        let value = self.table_over(Part::Table { value, letters }, &all)?;
        Ok(Part::Table { value: self.own_mask(value, condition, fill), letters: all })
    }

    /// `concat[m] a[n,k], b[k]`
    pub(super) fn concat(&self, into: LetterAt, parts: &[Expression; 2]) -> Lowered<Part<'g>> {
        let [one, two] = [self.expression(&parts[0], None)?, self.expression(&parts[1], None)?];
        let (one, of_one) = self.table(one)?;
        let (two, of_two) = self.table(two)?;
        let left: Vec<Letter> =
            self.step.left.indices.iter().flat_map(Index::letters).map(|at| at.letter).collect();
        let along = of_one.iter().copied().find(|letter| !left.contains(letter));
        let Some(along) = along else {
            return Err(no_graph(
                parts[0].span,
                "The first table has no axis that could grow.",
                "Give it one.",
            ));
        };
        // The axis of the second table that joins stands where the first has its own.
        let joins = of_two.iter().copied().find(|letter| !left.contains(letter));
        let beside = |letter: &Letter| if *letter == along { joins } else { Some(*letter) };
        let rest: Vec<Letter> = of_one.iter().filter_map(beside).collect();
        let two = self.table_over(Part::Table { value: two, letters: of_two }, &rest)?;
        let longer = self.axis(into.letter)?;
        let value = one.concat_as(along, longer, two);
        let letters =
            of_one.iter().map(|letter| if *letter == along { into.letter } else { *letter });
        Ok(Part::Table { value, letters: letters.collect() })
    }
}

/// The fill that a number is.
fn fill(number: f64) -> Option<Fill> {
    [Fill::MinusInfinity, Fill::MinusBillion, Fill::Zero]
        .into_iter()
        .find(|fill| fill.value() == number)
}
