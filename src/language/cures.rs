//! Cures that cure: each fix is tried, and kept where the mistake is gone and no line above it broke.

use crate::language::check::outline;
use crate::language::diagnostic::{Diagnostic, Fix, Mistake};

/// Mistakes that cures are looked for, from the top.
const MISTAKES: usize = 4;
/// Programs that are read for them.
const TRIES: usize = 16;
/// Cures that one mistake has.
const CURES: usize = 3;

/// The same mistakes with the cures that work.
#[must_use]
pub fn tried(text: &str, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let all = diagnostics.clone();
    let mut tries = 0;
    for (place, diagnostic) in diagnostics.iter_mut().enumerate() {
        let fixes = std::mem::take(&mut diagnostic.fixes);
        let spare = std::mem::take(&mut diagnostic.spare);
        for offered in [fixes, spare] {
            for fix in offered {
                let is_new = !diagnostic.fixes.contains(&fix);
                let is_enough = diagnostic.fixes.len() >= CURES;
                if place >= MISTAKES || tries >= TRIES || is_enough || !is_new {
                    break;
                }
                tries += 1;
                let left = outline(&fix.apply(text)).diagnostics;
                if mends(&all, place, &left, &fix) {
                    diagnostic.fixes.push(fix);
                }
            }
            if !diagnostic.fixes.is_empty() {
                break;
            }
        }
    }
    diagnostics
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
