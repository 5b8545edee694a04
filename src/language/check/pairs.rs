//! An axis that is read as a pair: the sizes of its two letters.

use super::letters::{PairAt, Sizes, text};
use super::scope::Scope;
use crate::language::diagnostic::{Diagnostic, Mistake, Outcome};
use crate::language::size::Size;
use crate::language::span::Span;
use crate::language::syntax::{LetterAt, Reading};

impl Scope {
    /// A pair whose axis and one of whose letters have sizes gives one to the other.
    pub(super) fn split(&self, sizes: &mut Sizes, pairs: &[PairAt]) -> Outcome<()> {
        // What `axis` says comes before what a letter is in the given tables.
        for letter in pairs.iter().flat_map(|pair| pair.pair).map(|at| at.letter) {
            let axis = self.checked.axes.iter().find(|(known, _)| *known == letter);
            if let Some((_, size)) = axis {
                sizes.entry(letter).or_insert(Some(size.clone()));
            }
        }
        // A mistake on the line that should have given a size leaves both open.
        for PairAt { pair, .. } in pairs {
            let is_open = |at: &LetterAt| {
                self.axis_places.contains_key(&at.letter) && self.own_size(at.letter).is_none()
            };
            if pair.iter().any(is_open) {
                for at in pair {
                    sizes.entry(at.letter).or_insert(None);
                }
            }
        }
        for _ in 0..=pairs.len() {
            for PairAt { pair: [outer, inner], size, reading } in pairs {
                for (known, other) in [(outer, inner), (inner, outer)] {
                    let (Some(Some(part)), None) =
                        (sizes.get(&known.letter), sizes.get(&other.letter))
                    else {
                        continue;
                    };
                    let rest = match size {
                        None => None,
                        Some(whole) => match whole.over(part) {
                            Some(rest) => Some(rest),
                            None => return Err(Self::indivisible(*known, part, whole, reading)),
                        },
                    };
                    sizes.insert(other.letter, rest);
                }
            }
        }
        // A part that a mistake above leaves open leaves the other one open.
        for PairAt { pair: [outer, inner], .. } in pairs {
            for (known, other) in [(outer, inner), (inner, outer)] {
                if sizes.get(&known.letter) == Some(&None) {
                    sizes.entry(other.letter).or_insert(None);
                }
            }
        }
        for PairAt { pair: [outer, inner], size, reading } in pairs {
            let missing = |at: &LetterAt| {
                !sizes.contains_key(&at.letter) && self.own_size(at.letter).is_none()
            };
            if size.is_some() && missing(outer) && missing(inner) {
                let span = outer.span.to(inner.span);
                let message = format!(
                    "({} {}) splits an axis of {}, and neither part has a size.",
                    outer.letter,
                    inner.letter,
                    text(reading)
                );
                let error = Diagnostic::new(Mistake::UnknownLetter, span, message);
                let above = Span { column: 1, length: 0, ..span };
                let line = format!("axis {} = 2", outer.letter);
                let error = error.hint(format!("Say how many there are with a line {line} above."));
                return Err(error.fix(above, format!("{line}\n")));
            }
        }
        // What is left has the size that the given tables have for it.
        for letter in pairs.iter().flat_map(|pair| pair.pair) {
            if let Some(size) = self.own_size(letter.letter)
                && !sizes.contains_key(&letter.letter)
            {
                sizes.insert(letter.letter, Some(size));
            }
        }
        for PairAt { pair: [outer, inner], size, reading } in pairs {
            for (known, other) in [(outer, inner), (inner, outer)] {
                if let (Some(Some(part)), None, Some(whole)) =
                    (sizes.get(&known.letter), sizes.get(&other.letter), size)
                {
                    let rest = whole.over(part);
                    let Some(rest) = rest else {
                        return Err(Self::indivisible(*known, part, whole, reading));
                    };
                    sizes.insert(other.letter, Some(rest));
                }
            }
        }
        Ok(())
    }

    fn indivisible(at: LetterAt, part: &Size, whole: &Size, reading: &Reading) -> Box<Diagnostic> {
        let message = format!(
            "\"{}\" has size {part}, which does not divide {whole}, the axis of {}.",
            at.letter,
            text(reading)
        );
        let error = Diagnostic::new(Mistake::Size, at.span, message);
        error.hint("Split an axis by a number, or by a size that it is made of.")
    }

    /// Both parts of a pair make up the axis that it reads.
    pub(super) fn join_pairs(sizes: &Sizes, pairs: &[PairAt]) -> Outcome<()> {
        for PairAt { pair: [outer, inner], size, reading } in pairs {
            let part = |at: &LetterAt| sizes.get(&at.letter).and_then(Option::as_ref);
            let (Some(one), Some(two), Some(whole)) = (part(outer), part(inner), size) else {
                continue;
            };
            let product = one.times(two);
            if product.as_ref() != Some(*whole) {
                let product =
                    product.map_or_else(|| "too much".to_owned(), |size| size.to_string());
                let message = format!(
                    "({} {}) has size {product}, and the axis of {} that it reads has size {whole}.",
                    outer.letter,
                    inner.letter,
                    text(reading),
                );
                let error =
                    Diagnostic::new(Mistake::LetterSize, outer.span.to(inner.span), message)
                        .other(reading.name.span);
                return Err(error.hint("The product of the two sizes must be the size of the axis: use another letter for one of them."));
            }
        }
        Ok(())
    }
}
