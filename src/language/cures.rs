//! Cures that cure: each fix is tried, and kept where the mistake is gone and no line above it broke.

use crate::language::check::outline;
use crate::language::diagnostic::{Diagnostic, Fix};

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
        let mut kept: Vec<Fix> = Vec::new();
        for fix in std::mem::take(&mut diagnostic.fixes) {
            let is_new = !kept.contains(&fix);
            if place >= MISTAKES || tries >= TRIES || kept.len() >= CURES || !is_new {
                break;
            }
            tries += 1;
            let left = outline(&fix.apply(text)).diagnostics;
            if mends(&all, place, &left) {
                kept.push(fix);
            }
        }
        diagnostic.fixes = kept;
    }
    diagnostics
}

/// Whether one mistake is gone and all others are as they were, or the next one of its line is seen.
fn mends(before: &[Diagnostic], place: usize, after: &[Diagnostic]) -> bool {
    let key =
        |diagnostic: &Diagnostic| (diagnostic.line, diagnostic.code, diagnostic.message.clone());
    let mine = &before[place];
    let others: Vec<_> =
        before.iter().enumerate().filter(|(at, _)| *at != place).map(|(_, d)| key(d)).collect();
    after.iter().all(|left| {
        others.contains(&key(left))
            || (left.line == mine.line && left.column > mine.column && left.code == mine.code)
    })
}
