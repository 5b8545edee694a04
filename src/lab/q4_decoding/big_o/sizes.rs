//! The letters that a big-O answer may use.

use crate::base::letter::Letter;
use crate::base::poly::Polynomial;
use crate::program::variant::Variant;

/// The letters that an answer about a variant may use.
pub struct Sizes {
    /// A letter that may be typed, and the letter that it is read as.
    known: Vec<(Letter, Letter)>,
    /// Those that an error offers.
    pub offered: Vec<Letter>,
}

impl Sizes {
    /// The sizes of a variant; `short` writes one as costs are shown.
    pub fn new(variant: &Variant, short: impl Fn(&Polynomial) -> Polynomial) -> Self {
        let mut known = Vec::new();
        let mut offered = Vec::new();
        let shares = variant.cost_aliases.equal.iter().flat_map(|(letters, _)| letters.chars());
        for own in variant.letters().into_iter().chain(shares) {
            let shown = short(&Polynomial::product([own]));
            let factors: Vec<(Letter, i32)> =
                shown.terms().flat_map(|(term, _)| term.factors()).collect();
            let read = match factors[..] {
                [(shown, 1)] => shown,
                _ => own,
            };
            known.push((own, read));
            for letter in factors.iter().map(|(letter, _)| *letter).chain([read]) {
                known.push((letter, letter));
                if !offered.contains(&letter) {
                    offered.push(letter);
                }
            }
        }
        if offered.contains(&'k') {
            known.push(('q', 'k')); // homework 4 has a letter of its own for a query's width
        }
        Self { known, offered }
    }

    /// The letter that is meant; in either case, where only the other is one.
    pub fn find(&self, typed: Letter) -> Option<Letter> {
        let read =
            |letter| self.known.iter().find(|(own, _)| *own == letter).map(|(_, read)| *read);
        let other = if typed.is_uppercase() {
            typed.to_ascii_lowercase()
        } else {
            typed.to_ascii_uppercase()
        };
        read(typed).or_else(|| read(other))
    }
}
