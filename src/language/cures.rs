//! Cures that cure: each fix is tried, and kept where the mistake is gone and no line above it broke.

use crate::language::check::{bare_outline, outline};
use crate::language::diagnostic::{Diagnostic, Fix, Mistake};

/// Mistakes that cures are looked for, from the top.
const MISTAKES: usize = 8;
/// Programs that are read for them.
const TRIES: usize = 16;
/// Cures that one mistake has.
const CURES: usize = 3;

/// Programs that are read for cures that go on with others.
const MORE: usize = 12;
/// Cures one after the other that are one cure, where no single one works.
const STEPS: usize = 8;

/// The same mistakes with the cures that work.
#[must_use]
pub fn tried(text: &str, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let all = diagnostics.clone();
    let (mut tries, mut more) = (0, 0);
    for (place, diagnostic) in diagnostics.iter_mut().enumerate() {
        let fixes = std::mem::take(&mut diagnostic.fixes);
        let spare = std::mem::take(&mut diagnostic.spare);
        let mut half_way = Vec::new();
        for offered in [fixes, spare] {
            for fix in offered {
                let is_new = !diagnostic.fixes.contains(&fix);
                let is_enough = diagnostic.fixes.len() >= CURES;
                if place >= MISTAKES || tries >= TRIES || is_enough || !is_new {
                    break;
                }
                tries += 1;
                let mended = fix.apply(text);
                let left = bare_outline(&mended).diagnostics;
                let is_wide = mended.matches('\n').count() < text.matches('\n').count()
                    || fix.length > text.split('\n').nth(fix.line - 1).map_or(0, str::len);
                let is_mended = if is_wide {
                    left.iter().all(|of| is_known(&all, place, of))
                } else {
                    mends(&all, place, &left, &fix)
                };
                if is_mended {
                    diagnostic.fixes.push(fix);
                } else {
                    half_way.push(mended);
                }
            }
            if !diagnostic.fixes.is_empty() {
                break;
            }
        }
        for mended in half_way {
            if more >= MORE || !diagnostic.fixes.is_empty() {
                break;
            }
            let whole = followed(&all, place, mended, &mut more);
            diagnostic.fixes.extend(whole.and_then(|mended| between(text, &mended)));
        }
    }
    diagnostics
}

/// A text whose mistake gave way to another one, with that one mended by its own first cure, and so on;
/// none where one of them has no cure or where there is no end.
fn followed(
    before: &[Diagnostic],
    place: usize,
    mut text: String,
    tries: &mut usize,
) -> Option<String> {
    let is_known = |mistake: &Diagnostic| is_known(before, place, mistake);
    for _ in 0..STEPS {
        *tries += 1;
        let left = outline(&text).diagnostics;
        let Some(next) = left.iter().find(|mistake| !is_known(mistake)) else { return Some(text) };
        // Where nothing says what a letter or a name stands for, any other one would do.
        let is_guess = matches!(next.code, Mistake::UnknownLetter | Mistake::NothingReduced);
        let fix = next.fixes.first().or(next.spare.first()).filter(|_| !is_guess)?;
        text = fix.apply(&text);
    }
    None
}

/// Whether a mistake is one of the others that stood there before, on whichever line it is now.
fn is_known(before: &[Diagnostic], place: usize, mistake: &Diagnostic) -> bool {
    let mut others = before.iter().enumerate().filter(|(at, _)| *at != place);
    others.any(|(_, other)| other.code == mistake.code && other.message == mistake.message)
}

/// What turns one text into another, as one cure.
fn between(old: &str, new: &str) -> Option<Fix> {
    let same = |(one, two): &(char, char)| one == two;
    let (olds, news): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let pairs = olds.iter().copied().zip(news.iter().copied());
    let mut start = pairs.take_while(same).count();
    // Whole lines are easier to read than parts of them.
    while start > 0 && olds[start - 1] != '\n' {
        start -= 1;
    }
    let most = olds.len().min(news.len()) - start;
    let backwards = olds.iter().rev().copied().zip(news.iter().rev().copied());
    let mut end = backwards.take(most).take_while(same).count();
    while end > 0 && olds[olds.len() - end] != '\n' {
        end -= 1;
    }
    let line = olds[..start].iter().filter(|c| **c == '\n').count() + 1;
    let length = (olds.len() - end).checked_sub(start)?;
    let text = news.get(start..news.len() - end)?.iter().collect();
    Some(Fix { line, column: 1, length, text })
}

/// Whether one mistake is gone and all others are as they were; or the next one of its line is seen,
/// or the same one on a line below, which was not said twice, or a line below that has to be mended
/// in the same way.
fn mends(before: &[Diagnostic], place: usize, after: &[Diagnostic], fix: &Fix) -> bool {
    let lines = fix.text.matches('\n').count();
    let key =
        |diagnostic: &Diagnostic| (diagnostic.line, diagnostic.code, diagnostic.message.clone());
    let mine = &before[place];
    let others = before.iter().enumerate().filter(|(at, _)| *at != place).map(|(_, other)| {
        let line = if other.line >= mine.line { other.line + lines } else { other.line };
        (line, other.code, other.message.clone())
    });
    let others: Vec<_> = others.collect();
    after.iter().all(|left| {
        others.contains(&key(left))
            // Names are looked up before letters are.
            || (left.line == mine.line + lines
                && (mine.code, left.code) == (Mistake::UnknownName, Mistake::NotReduced)
                && !left.fixes.is_empty())
            || (left.line > mine.line + lines
                && left.fixes.iter().any(|other| other.text == fix.text))
            || (left.code == mine.code
                && ((left.line == mine.line + lines && left.column > mine.column)
                    || (left.line > mine.line + lines && left.message == mine.message)))
    })
}
