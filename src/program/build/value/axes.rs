//! What a program does to the axes of a step: it splits, merges and joins them.

use super::Value;
use crate::base::error::{Code, Error};
use crate::base::letter::{Letter, meaning};
use crate::program::axis::Axis;
use crate::program::graph::Relation;
use crate::program::op::Op;

impl Value<'_> {
    /// One axis as two, the outer of this size: `split('e', ['h', 'k'], heads)`.
    ///
    /// Refused where the axis does not divide, as `param-value` of the parameter `field`.
    #[must_use]
    pub fn split(self, letter: Letter, parts: [Letter; 2], outer: u32, field: &str) -> Self {
        let axis = match self.axis(letter) {
            Ok(axis) => axis,
            Err(error) => return self.builder.refused(error, self.id),
        };
        let outer = outer as usize;
        if outer == 0 || axis.size % outer != 0 {
            let error = indivisible(axis, outer, field);
            return self.builder.refused(error, self.id);
        }
        let sizes = [outer, axis.size / outer];
        self.split_as(letter, [0, 1].map(|place| Axis::named(parts[place], sizes[place])))
    }

    /// One axis as two that are known, the first outer.
    #[must_use]
    pub fn split_as(self, letter: Letter, parts: [Axis; 2]) -> Self {
        let axis = match self.axis(letter) {
            Ok(axis) => axis,
            Err(error) => return self.builder.refused(error, self.id),
        };
        let symbols = parts.map(|part| part.symbol);
        self.builder.relate(Relation::Product { whole: axis.symbol, parts: symbols });
        let axes = self.axes().into_iter();
        let axes = axes.flat_map(|other| if other == axis { parts.to_vec() } else { vec![other] });
        self.builder.add(Op::Split { letter }, vec![self.id], axes.collect())
    }

    /// One axis as pairs of neighbours: `pairs('d', ['p', 'y'], "q")`.
    ///
    /// Refused where there is an odd number, at the input that is called so.
    #[must_use]
    pub fn pairs(self, letter: Letter, parts: [Letter; 2], field: &str) -> Self {
        match self.axis(letter) {
            Ok(axis) if axis.size.is_multiple_of(2) => {
                let pairs = u32::try_from(axis.size / 2).unwrap_or(u32::MAX);
                self.split(letter, parts, pairs, field)
            }
            Ok(axis) => {
                let size = axis.size;
                let cause = format!(
                    "{size} {} cannot be split into pairs: one is left over.",
                    meaning(letter)
                );
                let error = Error::new(Code::SizeValue, cause).at(field).expected("an even number");
                let error = error.found(size).hint("Give it an even number of columns.");
                self.builder.refused(error, self.id)
            }
            Err(error) => self.builder.refused(error, self.id),
        }
    }

    /// Two neighbouring axes as one: `join(['h', 'v'], 'u')`.
    #[must_use]
    pub fn merge(self, parts: [Letter; 2], letter: Letter) -> Self {
        let size = |part: Letter| self.axis(part).map_or(1, |axis| axis.size);
        self.merge_as(parts, Axis::named(letter, size(parts[0]) * size(parts[1])))
    }

    /// Two neighbouring axes as one that is known.
    #[must_use]
    pub fn merge_as(self, parts: [Letter; 2], whole: Axis) -> Self {
        let (outer, inner) = match (self.axis(parts[0]), self.axis(parts[1])) {
            (Ok(outer), Ok(inner)) => (outer, inner),
            (Err(error), _) | (_, Err(error)) => return self.builder.refused(error, self.id),
        };
        let symbols = [outer.symbol, inner.symbol];
        self.builder.relate(Relation::Product { whole: whole.symbol, parts: symbols });
        let axes = self.axes().into_iter().filter(|axis| *axis != inner);
        let axes = axes.map(|axis| if axis == outer { whole } else { axis }).collect();
        self.builder.add(Op::Merge { letter: whole.letter }, vec![self.id], axes)
    }

    /// Another tensor behind the last place along an axis, which is then called `into`: one place,
    /// or as many as the other has there.
    #[must_use]
    pub fn concat(self, along: Letter, into: Letter, other: Self) -> Self {
        let size = self.axis(along).map_or(0, |axis| axis.size);
        let more = self.joining(along, other).map_or(1, |axis| axis.size);
        self.concat_as(along, Axis::named(into, size + more), other)
    }

    /// The axis of another tensor that joins one of this; none where the other lacks it.
    fn joining(self, along: Letter, other: Self) -> Option<Axis> {
        let (own, joins) = (self.axes(), other.axes());
        let place = own.iter().position(|axis| axis.letter == along)?;
        joins.get(place).filter(|_| joins.len() == own.len()).copied()
    }

    /// The same behind which the axis is one that is known.
    #[must_use]
    pub fn concat_as(self, along: Letter, longer: Axis, other: Self) -> Self {
        match self.axis(along) {
            Ok(axis) => {
                let (next, into) = (longer.symbol, longer.letter);
                self.builder.relate(match self.joining(along, other) {
                    None => Relation::Successor { next, of: axis.symbol },
                    Some(more) => Relation::Sum { whole: next, parts: [axis.symbol, more.symbol] },
                });
                let axes = self.axes().into_iter();
                let axes = axes.map(|other| if other == axis { longer } else { other }).collect();
                self.builder.add(Op::Concat { along: into }, vec![self.id, other.id], axes)
            }
            Err(error) => self.builder.refused(error, self.id),
        }
    }

    /// A number behind the last place along an axis, which is then called `into`.
    #[must_use]
    pub fn concat_number(self, along: Letter, into: Letter, number: f64) -> Self {
        let axes = self.axes().into_iter().filter(|axis| axis.letter != along).collect();
        let constant = self.builder.constant(number, axes);
        self.concat(along, into, constant)
    }
}

/// A width that its heads do not divide, with the numbers that would.
fn indivisible(axis: Axis, outer: usize, field: &str) -> Error {
    let divisors = (1..=axis.size).filter(|divisor| axis.size.is_multiple_of(*divisor));
    let list = divisors.map(|divisor| divisor.to_string()).collect::<Vec<_>>().join(", ");
    let cause = format!("{outer} does not divide the {} {}.", axis.size, meaning(axis.letter));
    let error = Error::new(Code::ParamValue, cause).at(field).expected(&list).found(outer);
    error.hint(format!("Use one of {list}."))
}
