//! One table behind another: the axis that grows, and those that both parts have.

use super::letters::Sizes;
use super::scope::Scope;
use crate::base::letter::Letter;
use crate::language::diagnostic::{Diagnostic, Mistake, Outcome};
use crate::language::size::Size;
use crate::language::span::Span;
use crate::language::syntax::{Expression, Index, Left, LetterAt};

impl Scope {
    /// The axis that concat makes stands on the left.
    pub(super) fn check_made(left: &Left, into: LetterAt) -> Outcome<()> {
        let mut of_left = left.indices.iter().flat_map(Index::letters);
        if of_left.any(|at| at.letter == into.letter) {
            return Ok(());
        }
        let name = &left.name.text;
        let message =
            format!("concat makes the axis \"{}\", and {name} does not have it.", into.letter);
        let error = Diagnostic::new(Mistake::OnlyLeft, into.span, message).other(left.span);
        let own = left.indices.iter().flat_map(Index::letters);
        let error = error.hint("Write the letter on the left too.");
        Err(own.fold(error, |error, at| error.fix(into.span, at.letter)))
    }

    /// The axis that a table has more than the left side, which becomes another one.
    pub(super) fn check_concat(
        &self,
        left: &Left,
        into: LetterAt,
        parts: &[Expression; 2],
        sizes: &mut Sizes,
    ) -> Outcome<()> {
        let of_left: Vec<LetterAt> = left.indices.iter().flat_map(Index::letters).collect();
        let stands =
            |letter: Letter, at: &[LetterAt]| at.iter().any(|other| other.letter == letter);
        let mut extra: Vec<Option<LetterAt>> = Vec::new();
        for part in parts {
            let free = self.free(part);
            let more: Vec<LetterAt> =
                free.iter().copied().filter(|at| !stands(at.letter, &of_left)).collect();
            if let Some(at) = free.iter().find(|at| at.letter == into.letter) {
                let message = format!(
                    "\"{}\" is the axis that concat makes, and a table that it joins has that axis already.",
                    into.letter
                );
                let error = Diagnostic::new(Mistake::LetterSize, at.span, message).other(into.span);
                let error = error.hint("Use another letter for that axis of the table.");
                let own = left.indices.iter().flat_map(Index::letters);
                let own = own.filter(|own| own.letter == into.letter).map(|own| own.span).next();
                let free = ('a'..='z').rev().find(|letter| {
                    self.own_size(*letter).is_none() && self.number(&letter.to_string()).is_none()
                });
                let (Some(own), Some(free)) = (own, free) else { return Err(error) };
                let between = self.slice(Span {
                    column: own.end(),
                    length: into.span.column - own.end(),
                    ..own
                });
                return Err(error.fix(own.to(into.span), format!("{free}{between}{free}")));
            }
            if let [_, second, ..] = more[..] {
                let message = format!(
                    "\"{}\" is an axis too many: concat joins along one axis only.",
                    second.letter
                );
                let error =
                    Diagnostic::new(Mistake::NotReduced, second.span, message).other(left.span);
                return Err(error.hint(
                    "Each part has the axes of the left side, and one more that grows into the new axis.",
                ));
            }
            let lacks =
                of_left.iter().find(|at| at.letter != into.letter && !stands(at.letter, &free));
            if let Some(at) = lacks {
                let message = format!(
                    "\"{}\" is an axis of {}, and does not stand in both parts.",
                    at.letter, left.name.text
                );
                let error = Diagnostic::new(Mistake::OnlyLeft, at.span, message).other(part.span);
                return Err(error.hint("Both parts have the axes of the left side."));
            }
            extra.push(more.first().copied());
        }
        let Some(long) = extra[0] else {
            let message = "The first table has no axis that could grow.";
            let error = Diagnostic::new(Mistake::Rank, parts[0].span, message).other(left.span);
            return Err(error.hint(
                "It has one axis that the left side lacks: K[m,k] = concat[m] a[n,k], b[k].",
            ));
        };
        let size = |at: LetterAt| sizes.get(&at.letter).cloned().flatten();
        let more = extra[1].map_or(Some(Size::whole(1)), size);
        let whole = size(long).zip(more).and_then(|(one, two)| one.plus(&two));
        sizes.insert(into.letter, whole);
        Ok(())
    }
}
