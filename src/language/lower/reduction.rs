//! What runs along axes.

use super::axes::{ordered, term, union};
use super::{Lowered, Lowering, Part};
use crate::base::letter::Letter;
use crate::language::check::free;
use crate::language::size::Size;
use crate::language::syntax::{Expression, Factor, Kind, Reduction};
use crate::language::words::Reducer;
use crate::program::axis::Axis;
use crate::program::build::Value;
use crate::program::condition::Condition;
use crate::program::function::Function;
use crate::program::mask::Fill;

/// A table some of whose axes are one.
struct Joined<'g> {
    value: Value<'g>,
    whole: Axis,
    /// What each pair was before it became one.
    pairs: Vec<(Letter, [Axis; 2])>,
}

impl<'g> Lowering<'g, '_> {
    pub(super) fn reduction(&self, of: &Reduction, want: Option<&[Letter]>) -> Lowered<Part<'g>> {
        let along: Vec<Letter> = of.letters.iter().map(|at| at.letter).collect();
        let condition = match &of.condition {
            Some(condition) => self.condition(condition)?,
            None => Condition::Always,
        };
        match of.reducer {
            Reducer::Sum => self.summed(&of.body, &along, condition, want),
            Reducer::Mean => self.mean(&of.body, &along, condition, want),
            Reducer::Norm => {
                let (value, letters) = self.whole(&of.body, condition, Fill::Zero)?;
                let kept = without(&letters, &along, want);
                let own = term(&letters);
                let squares = value.contract(&format!("{own},{own}->{}", term(&kept)), value);
                Ok(Part::Table { value: squares.map(Function::Sqrt), letters: kept })
            }
            Reducer::Max => {
                let (value, letters) = self.whole(&of.body, condition, Fill::MinusInfinity)?;
                let kept = without(&letters, &along, None);
                // Along several axes at once: a row of one of them may be left with nothing, and is
                // not 0 before the others are looked at.
                let (value, along) = if let [only] = along[..] {
                    (value, only)
                } else {
                    let Joined { value, whole, .. } = self.together(value, &letters, &along)?;
                    (value, whole.letter)
                };
                Ok(Part::Table { value: value.max(along), letters: kept })
            }
            Reducer::Softmax | Reducer::OneHot | Reducer::Sparsemax => {
                self.shares(of, &along, condition, want)
            }
            Reducer::Cumsum => {
                let (value, letters) = self.whole(&of.body, condition, Fill::Zero)?;
                Ok(Part::Table { value: value.running_sum(along[0], false), letters })
            }
        }
    }

    /// What is reduced, as a table, with the places filled that the condition leaves out.
    fn whole(
        &self,
        body: &Expression,
        condition: Condition,
        fill: Fill,
    ) -> Lowered<(Value<'g>, Vec<Letter>)> {
        let part = self.expression(body, None)?;
        self.table(self.filled(part, condition, fill)?)
    }

    fn shares(
        &self,
        of: &Reduction,
        along: &[Letter],
        condition: Condition,
        want: Option<&[Letter]>,
    ) -> Lowered<Part<'g>> {
        let part = self.expression(&of.body, want)?;
        let (value, letters) = self.table(self.filled(part, condition, Fill::MinusInfinity)?)?;
        if let [_, _, ..] = along {
            return self.shares_together(value, &letters, along);
        }
        let value = match of.reducer {
            Reducer::OneHot => value.one_hot(along[0], false),
            Reducer::Sparsemax => value.sparsemax(along[0]),
            _ => value.softmax(along[0]),
        };
        Ok(Part::Table { value, letters })
    }

    /// Softmax along several axes: they are one for as long as it runs.
    fn shares_together(
        &self,
        value: Value<'g>,
        letters: &[Letter],
        along: &[Letter],
    ) -> Lowered<Part<'g>> {
        let Joined { value, whole, pairs } = self.together(value, letters, along)?;
        let mut value = value.softmax(whole.letter);
        for (spare, both) in pairs.into_iter().rev() {
            value = value.split_as(spare, both);
        }
        let kept = without(letters, along, None);
        Ok(Part::Table { value, letters: [&kept, along].concat() })
    }

    /// A table with several axes as one, its last.
    fn together(
        &self,
        value: Value<'g>,
        letters: &[Letter],
        along: &[Letter],
    ) -> Lowered<Joined<'g>> {
        let kept = without(letters, along, None);
        let order: Vec<Letter> = [&kept, along].concat();
        let mut joined =
            self.table_over(Part::Table { value, letters: letters.to_vec() }, &order)?;
        let mut size = self.size_of(along[0])?;
        // Under letters that no axis of the table has.
        let mut pairs: Vec<(Letter, [Axis; 2])> = Vec::new();
        let mut outer = self.axis(along[0])?;
        for letter in &along[1..] {
            let taken = joined.letters();
            let spare = ('A'..='Z').find(|letter| !taken.contains(*letter)).unwrap_or('Z');
            let both = [outer, self.axis(*letter)?];
            size = size.times(&self.size_of(*letter)?).unwrap_or_else(|| Size::whole(1));
            let whole = self.axis_of(&size, None)?.called(spare);
            joined = joined.merge_as(both.map(|axis| axis.letter), whole);
            pairs.push((spare, both));
            outer = whole;
        }
        Ok(Joined { value: joined, whole: outer, pairs })
    }

    fn mean(
        &self,
        body: &Expression,
        along: &[Letter],
        condition: Condition,
        want: Option<&[Letter]>,
    ) -> Lowered<Part<'g>> {
        if condition == Condition::Always {
            let sum = self.summed(body, along, Condition::Always, want)?;
            return along.iter().try_fold(sum, |sum, letter| {
                self.multiplied(sum, Part::Form(self.size_form(*letter)?), true, want)
            });
        }
        // The number of places that are left, row by row.
        let letters = union(&condition.letters(), along);
        let ones = self.g.constant(1.0, self.axes(&letters)?);
        let open = self.own_mask(ones, condition.clone(), Fill::Zero);
        let kept = without(&letters, along, None);
        let counts = open.sum(&format!("{}->{}", term(&letters), term(&kept)));
        let sum = self.summed(body, along, condition, want)?;
        self.multiplied(sum, Part::Table { value: counts, letters: kept }, true, want)
    }

    /// A sum over what holds the axes; factors that do not hold them stand outside.
    fn summed(
        &self,
        body: &Expression,
        along: &[Letter],
        condition: Condition,
        want: Option<&[Letter]>,
    ) -> Lowered<Part<'g>> {
        let single = [Factor { divides: false, of: body.clone() }];
        let factors: &[Factor] = match &body.kind {
            Kind::Product(factors) => factors,
            _ => &single,
        };
        let is_number = |name: &str| {
            self.params.0.contains_key(name)
                || self.tables.get(name).is_some_and(|value| value.axes().is_empty())
        };
        let holds =
            |of: &Expression| free(of, &is_number).iter().any(|at| along.contains(&at.letter));
        let (inside, outside): (Vec<&Factor>, Vec<&Factor>) =
            factors.iter().partition(|factor| holds(&factor.of));
        let sum = self.contracted(&inside, along, condition, want)?;
        outside.into_iter().try_fold(sum, |sum, factor| {
            let next = self.expression(&factor.of, None)?;
            if factor.divides {
                return self.multiplied(sum, next, true, want);
            }
            match next {
                // A number before a sum is a scale of it.
                next @ Part::Form(_) => self.multiplied(sum, next, false, want),
                next @ Part::Table { .. } => self.multiplied(next, sum, false, want),
            }
        })
    }

    /// Σ of a product: its last multiplication and the sum are one contraction.
    fn contracted(
        &self,
        factors: &[&Factor],
        along: &[Letter],
        condition: Condition,
        want: Option<&[Letter]>,
    ) -> Lowered<Part<'g>> {
        let mut product: Option<Part> = None;
        for (place, factor) in factors.iter().enumerate() {
            let next = self.expression(&factor.of, None)?;
            let Some(before) = product.take() else {
                product = Some(if factor.divides {
                    self.multiplied(
                        Part::Form(crate::program::condition::ClosedForm::Number(1.0)),
                        next,
                        true,
                        None,
                    )?
                } else {
                    next
                });
                continue;
            };
            let is_last = place + 1 == factors.len();
            if is_last && !factor.divides && condition == Condition::Always {
                let (one, of_one) = self.operand(before)?;
                let (two, of_two) = self.operand(next)?;
                let all = union(&of_one, &of_two);
                if along.iter().all(|letter| all.contains(letter)) {
                    let kept = without(&all, along, want);
                    let equation = format!("{},{}->{}", term(&of_one), term(&of_two), term(&kept));
                    return Ok(Part::Table { value: one.contract(&equation, two), letters: kept });
                }
                product = Some(self.multiplied(
                    Part::Table { value: one, letters: of_one },
                    Part::Table { value: two, letters: of_two },
                    false,
                    None,
                )?);
                continue;
            }
            product = Some(self.multiplied(before, next, factor.divides, None)?);
        }
        let product =
            product.unwrap_or(Part::Form(crate::program::condition::ClosedForm::Number(1.0)));
        let (value, letters) = if condition == Condition::Always {
            self.operand(product)?
        } else {
            self.table(self.filled(product, condition, Fill::Zero)?)?
        };
        // A place over which nothing changes is counted as often as there are places.
        let all = union(&letters, along);
        let value = if all.len() == letters.len() {
            value
        } else {
            self.table_over(Part::Table { value, letters }, &all)?
        };
        let kept = without(&all, along, want);
        Ok(Part::Table {
            value: value.sum(&format!("{}->{}", term(&all), term(&kept))),
            letters: kept,
        })
    }
}

/// Letters that are left when some are reduced away.
fn without(letters: &[Letter], along: &[Letter], want: Option<&[Letter]>) -> Vec<Letter> {
    let kept = letters.iter().copied().filter(|letter| !along.contains(letter));
    ordered(kept.collect(), want)
}
