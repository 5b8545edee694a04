//! `...` in an equation -> the letters that it stands for.
//!
//! As in NumPy and PyTorch, `...` stands for the axes of an operand that have no letters, counted from
//! the last, and an axis of size 1 among them serves every place of the other operand's.

use super::{ResolvedOperand, findings::list};
use crate::base::error::{Code, Error, Result, brief};
use crate::base::letter::Letter;
use crate::base::note::Note;
use crate::program::einsum::plain;

const REST: &str = "...";
/// What batch axes are called where their operand does not say, the most usual first.
const USUAL: &str = "bhgrnstacefijklmopquvwxyz";

/// The equation with a letter in place of each axis that `...` stands for, and what to say of it.
///
/// # Errors
/// `equation-syntax` for `...` twice in a term or before the arrow alone, `operand-rank` where
/// an operand has fewer axes than its term has letters.
pub fn written_out(typed: &str, read: &[ResolvedOperand]) -> Result<(String, Option<Note>)> {
    let text = plain(typed);
    let Some((left, right)) = text.split_once("->").filter(|_| text.contains(REST)) else {
        return Ok((typed.to_owned(), None));
    };
    let terms: Vec<&str> = left.split(',').collect();
    let syntax =
        |cause: &str, hint: &str| Err(Error::new(Code::EquationSyntax, cause).at(typed).hint(hint));
    if terms.iter().chain([&right]).any(|term| term.matches(REST).count() > 1) {
        return syntax(
            "“...” stands twice in one term.",
            "Write it once, for all axes without a letter.",
        );
    }
    let covered = terms.iter().zip(read).enumerate();
    let covered = covered.map(|(place, (term, operand))| axes_covered(&text, place, term, operand));
    let covered = covered.collect::<Result<Vec<&[usize]>>>()?;
    let most = covered.iter().map(|sizes| sizes.len()).max().unwrap_or(0);
    if most > 0 && !right.contains(REST) {
        return syntax(
            "“...” stands before the arrow and not after it.",
            "NumPy refuses this and PyTorch sums over those axes. Write it after the arrow too, or \
             name the axes to sum over by letters.",
        );
    }
    let mut fresh = Fresh { used: text.chars().filter(char::is_ascii_alphabetic).collect() };
    let batch: Vec<Letter> =
        (0..most).map(|place| fresh.letter(named(&terms, read, &covered, most - place))).collect();
    // A term without an operand is refused with the equation.
    let written = terms.iter().enumerate().map(|(place, term)| {
        let sizes = covered.get(place).copied().unwrap_or_default();
        let own = &batch[most - sizes.len()..];
        let letters = own.iter().zip(sizes).enumerate().map(|(at, (letter, size))| {
            let from_last = sizes.len() - at;
            let wider =
                covered.iter().any(|other| size_at(other, from_last).is_some_and(|n| n > 1));
            // Its only place is summed over alone, so that it serves every place of the other.
            if *size == 1 && wider { fresh.letter(None) } else { *letter }
        });
        term.replace(REST, &letters.collect::<String>())
    });
    let left = written.collect::<Vec<_>>().join(",");
    let batch_text: String = batch.iter().collect();
    let equation = format!("{left}->{}", right.replace(REST, &batch_text));
    let stands_for = match &*batch {
        [] => "no axis here".to_owned(),
        letters => list(letters),
    };
    let message = format!("“...” stands for {stands_for}. Written out: \"{equation}\".");
    Ok((equation, Some(Note::new("written-out", brief(typed), message))))
}

/// The sizes of the axes of an operand that its term has no letters for.
fn axes_covered<'o>(
    equation: &str,
    place: usize,
    term: &str,
    operand: &'o ResolvedOperand,
) -> Result<&'o [usize]> {
    let Some((before, after)) = term.split_once(REST) else { return Ok(&[]) };
    let (before, after) = (before.chars().count(), after.chars().count());
    let (found, least) = (operand.shape.len(), before + after);
    let Some(end) = found.checked_sub(after).filter(|_| found >= least) else {
        let cause = format!(
            "Operand {} is written \"{}\" and has {found} axes, fewer than its letters.",
            place + 1,
            brief(term),
        );
        let error = Error::new(Code::OperandRank, cause).at(equation);
        let error = error.expected(format!("{least} or more")).found(found);
        return Err(error.hint("Leave a letter out, or give the operand another axis."));
    };
    Ok(&operand.shape[before..end])
}

fn size_at(sizes: &[usize], from_last: usize) -> Option<usize> {
    Some(sizes[sizes.len().checked_sub(from_last)?])
}

/// What an operand calls the axis that is so many places before the end of those covered.
fn named(
    terms: &[&str],
    read: &[ResolvedOperand],
    covered: &[&[usize]],
    from_last: usize,
) -> Option<Letter> {
    terms.iter().zip(read).zip(covered).find_map(|((term, operand), sizes)| {
        let before = term.split_once(REST)?.0.chars().count();
        let place = before + sizes.len().checked_sub(from_last)?;
        operand.declared?.get(place).copied()
    })
}

/// Letters that an equation does not have yet.
struct Fresh {
    used: Vec<Letter>,
}

impl Fresh {
    /// The one that is wished, where it is free, else the most usual that is.
    fn letter(&mut self, wish: Option<Letter>) -> Letter {
        let capitals = 'A'..='Z';
        let mut wished = wish.into_iter().chain(USUAL.chars()).chain(capitals);
        // More letters than an operand may have axes, so one is always free.
        let free = wished.find(|letter| !self.used.contains(letter)).unwrap_or('Z');
        self.used.push(free);
        free
    }
}
