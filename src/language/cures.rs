//! Cures that cure: each fix is tried, and kept where the mistake is gone and no line above it broke.

use std::cell::Cell;
use std::collections::HashMap;

use crate::language::check::{Depth, Outline, Text, outline_while};
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
/// Lines that are looked at for all of this: of a text of hundreds of lines that are all wrong, the
/// first mistakes have cures, and the others have them when these are mended.
const LINES: usize = 1_000;

/// A text with its mistakes.
struct Before<'t> {
    read: &'t Text,
    mistakes: &'t [Diagnostic],
    /// Places of the mistakes by their messages.
    by_message: HashMap<&'t str, Vec<usize>>,
    /// What is left to spend.
    tries: usize,
    more: usize,
    lines: usize,
}

/// The same mistakes with the cures that work.
#[must_use]
pub fn tried(text: &str, read: &Text, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mistakes = diagnostics.clone();
    let mut by_message: HashMap<&str, Vec<usize>> = HashMap::new();
    for (place, mistake) in mistakes.iter().enumerate() {
        by_message.entry(&mistake.message).or_default().push(place);
    }
    let mut before =
        Before { read, mistakes: &mistakes, by_message, tries: TRIES, more: MORE, lines: LINES };
    for (place, diagnostic) in diagnostics.iter_mut().enumerate() {
        let fixes = std::mem::take(&mut diagnostic.fixes);
        let spare = std::mem::take(&mut diagnostic.spare);
        if place >= MISTAKES {
            continue;
        }
        let mut half_way = Vec::new();
        let mut seen: Vec<String> = Vec::new();
        let mut is_whole: Vec<bool> = Vec::new();
        for offered in [fixes, spare] {
            for fix in offered {
                if before.is_spent() || diagnostic.fixes.len() >= CURES {
                    break;
                }
                let mended = fix.apply(text);
                // Two edits may come to the same.
                if seen.contains(&mended) {
                    continue;
                }
                seen.push(mended.clone());
                match before.is_mended(text, place, &fix, &mended) {
                    Some(whole) => {
                        diagnostic.fixes.push(fix);
                        is_whole.push(whole);
                    }
                    None => half_way.push(mended),
                }
            }
            if !diagnostic.fixes.is_empty() {
                break;
            }
        }
        // Where one cure leaves nothing, those that leave the next mistake of the line are no help.
        if is_whole.contains(&true) {
            let mut whole = is_whole.into_iter();
            diagnostic.fixes.retain(|_| whole.next() != Some(false));
        }
        for mended in half_way {
            if before.more == 0 || before.lines == 0 || !diagnostic.fixes.is_empty() {
                break;
            }
            let whole = before.followed(place, mended);
            diagnostic.fixes.extend(whole.and_then(|mended| between(text, &mended)));
        }
    }
    diagnostics
}

impl Before<'_> {
    fn is_spent(&self) -> bool {
        self.tries == 0 || self.lines == 0
    }

    /// Reads a text up to its first mistake that does not pass, and whether there is one.
    fn first_that(
        &mut self,
        text: &str,
        depth: Depth,
        passes: impl Fn(&Self, &Diagnostic) -> bool,
    ) -> Option<Diagnostic> {
        let own = &*self;
        let Outline { diagnostics, looked_at, .. } =
            outline_while(text, self.read, depth, |left| passes(own, left));
        let last = diagnostics.into_iter().next_back();
        let last = last.filter(|last| !passes(self, last));
        self.lines = self.lines.saturating_sub(looked_at);
        last
    }

    /// Whether a text has one mistake less, and then whether it has no new one either.
    fn is_mended(&mut self, text: &str, place: usize, fix: &Fix, mended: &str) -> Option<bool> {
        self.tries -= 1;
        let is_above = fix.line < self.mistakes[place].line && fix.text.contains('\n');
        let is_wide = is_above
            || mended.matches('\n').count() < text.matches('\n').count()
            || fix.length > text.split('\n').nth(fix.line - 1).map_or(0, str::len);
        let is_whole = Cell::new(true);
        let added = mended.matches('\n').count().saturating_sub(text.matches('\n').count());
        let wrong = self.first_that(mended, Depth::Bare, |own, left| {
            let is_known = own.is_known(place, left) || own.is_behind(place, left, added);
            let passes = if is_wide { is_known } else { own.passes(place, left, fix) };
            is_whole.set(is_whole.get() && is_known);
            passes
        });
        wrong.is_none().then(|| is_whole.get())
    }

    /// A text whose mistake gave way to another one, with that one mended by its own first cure, and
    /// so on; none where one of them has no cure or where there is no end.
    fn followed(&mut self, place: usize, mut text: String) -> Option<String> {
        for _ in 0..STEPS {
            self.more = self.more.saturating_sub(1);
            let next =
                self.first_that(&text, Depth::Habits, |own, mistake| own.is_known(place, mistake));
            let Some(next) = next else { return Some(text) };
            // A line below with a mistake of its own, that more than one edit would mend, is not changed
            // without a word: it is spoken of next.
            let ways = next.fixes.len() + next.spare.len();
            if next.line > self.mistakes[place].line && ways > 1 {
                return Some(text);
            }
            // Where nothing says what a letter or a name stands for, any other one would do.
            let is_guess = matches!(next.code, Mistake::UnknownLetter | Mistake::NothingReduced);
            let fix = next.fixes.first().or(next.spare.first()).filter(|_| !is_guess)?;
            text = fix.apply(&text);
        }
        None
    }

    /// The other mistakes that stood there before with this message, on whichever line.
    fn others(&self, place: usize, mistake: &Diagnostic) -> impl Iterator<Item = &Diagnostic> {
        let places = self.by_message.get(&*mistake.message).into_iter().flatten();
        let others = places.filter(move |at| **at != place).map(|at| &self.mistakes[*at]);
        let code = mistake.code;
        others.filter(move |other| other.code == code)
    }

    /// Whether a mistake is one of the others that stood there before, on whichever line it is now.
    fn is_known(&self, place: usize, mistake: &Diagnostic) -> bool {
        self.others(place, mistake).next().is_some()
    }

    /// Whether a mistake is the next one of a line that had the mended one too.
    fn is_behind(&self, place: usize, left: &Diagnostic, added: usize) -> bool {
        let mine = &self.mistakes[place];
        left.message != mine.message && mine.again.iter().any(|at| at.line + added == left.line)
    }

    /// Whether a mistake may be left where one is mended: it was there before; or it is the next one
    /// of the mended line, or the same one on a line below, which was not said twice, or one of a
    /// line below that has to be mended in the same way.
    fn passes(&self, place: usize, left: &Diagnostic, fix: &Fix) -> bool {
        let lines = fix.text.matches('\n').count();
        let mine = &self.mistakes[place];
        let line =
            |other: &Diagnostic| other.line + if other.line >= mine.line { lines } else { 0 };
        self.others(place, left).any(|other| line(other) == left.line)
            // Names are looked up before letters are.
            || (left.line == mine.line + lines
                && mine.code == Mistake::UnknownName
                && (left.code == Mistake::UnknownLetter
                    || (left.code == Mistake::NotReduced && !left.fixes.is_empty())))
            || (left.line > mine.line + lines
                && left.fixes.iter().any(|other| other.text == fix.text))
            || (left.code == mine.code
                && ((left.line == mine.line + lines && left.column > mine.column)
                    || (left.line > mine.line + lines && left.message == mine.message)))
    }
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
