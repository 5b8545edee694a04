//! Letters that are free in an expression, and letters that reductions bind.

use super::scope::Scope;
use crate::language::diagnostic::{Diagnostic, Mistake, Outcome};
use crate::language::read::letter;
use crate::language::syntax::{Expression, Index, Kind, LetterAt, Reduction};

/// Adds letters that are not there yet.
fn add(letters: &mut Vec<LetterAt>, more: impl IntoIterator<Item = LetterAt>) {
    for at in more {
        if !letters.iter().any(|known| known.letter == at.letter) {
            letters.push(at);
        }
    }
}

impl Scope {
    /// The letters that stand free in an expression, each where it first does.
    pub(super) fn free(&self, of: &Expression) -> Vec<LetterAt> {
        free(of, &|name| self.number(name).is_some())
    }

    /// Refuses a reduction over an axis that what it reduces does not hold.
    pub(super) fn check_reductions(&self, of: &Expression) -> Outcome<()> {
        for part in of.parts() {
            self.check_reductions(part)?;
        }
        let (along, held, body) = match &of.kind {
            Kind::Reduce(Reduction { letters, condition, body, .. }) => {
                let mut held = self.free(body);
                add(&mut held, condition.iter().flat_map(|of| self.free(of)));
                (letters.clone(), held, body)
            }
            Kind::Top { along, of, .. } => (vec![*along], self.free(of), of),
            _ => return Ok(()),
        };
        for at in along {
            if held.iter().any(|held| held.letter == at.letter) {
                continue;
            }
            let message = format!("\"{}\" is not in the formula that it runs over.", at.letter);
            let error = Diagnostic::new(Mistake::NothingReduced, at.span, message).other(body.span);
            let list: Vec<String> = held.iter().map(|at| at.letter.to_string()).collect();
            let error = match &list[..] {
                [] => error.hint("That formula is one number: leave the reduction out."),
                list => error.hint(format!("The letters there are {}.", list.join(", "))),
            };
            return Err(list
                .iter()
                .take(6)
                .fold(error, |error, letter| error.fix(at.span, letter)));
        }
        Ok(())
    }
}

/// The letters that stand free; `is_number` says which names are no places.
pub fn free(of: &Expression, is_number: &impl Fn(&str) -> bool) -> Vec<LetterAt> {
    let mut letters = Vec::new();
    add_free(&mut letters, of, is_number);
    letters
}

fn add_free(letters: &mut Vec<LetterAt>, of: &Expression, is_number: &impl Fn(&str) -> bool) {
    match &of.kind {
        Kind::Name(name) if !is_number(name) => {
            add(letters, letter(name).map(|letter| LetterAt { letter, span: of.span }));
        }
        Kind::Table(reading) => add(letters, reading.indices.iter().flat_map(Index::letters)),
        Kind::Reduce(reduction) if !reduction.reducer.keeps() => {
            let mut own = Vec::new();
            of.each_part(&mut |part| add_free(&mut own, part, is_number));
            own.retain(|at| !reduction.letters.iter().any(|bound| bound.letter == at.letter));
            add(letters, own);
        }
        _ => of.each_part(&mut |part| add_free(letters, part, is_number)),
    }
}
