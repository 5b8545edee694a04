//! The values of a parameter that is one of some words.

/// One of the values that a parameter takes.
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    /// As a request spells it.
    pub word: &'static str,
    /// As the page shows it.
    pub label: &'static str,
    /// What it means, in a sentence.
    pub help: &'static str,
}

/// An enum of such values: a program matches on it, so that a new choice is a place the compiler
/// finds. The first is the default.
pub trait Choices: Copy + 'static {
    /// Each value, in the order in which the page shows them.
    const ALL: &'static [Self];
    /// The words of each, for a parameter's table.
    const WORDS: &'static [Choice];

    /// The value of a word that the parameter's check let through; else the default.
    #[must_use]
    fn of(word: &str) -> Self {
        let at = Self::WORDS.iter().position(|choice| choice.word == word);
        Self::ALL[at.unwrap_or(0)]
    }
}

/// Makes an enum and the list of its choices: `Name = "word", "label", "help.";`
macro_rules! choices {
    (
        $(#[$attribute:meta])*
        $visible:vis enum $name:ident {
            $($value:ident = $word:literal, $label:literal, $help:literal;)+
        }
    ) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        $visible enum $name {
            $($value),+
        }

        impl $crate::program::choice::Choices for $name {
            const ALL: &'static [Self] = &[$(Self::$value),+];
            const WORDS: &'static [$crate::program::choice::Choice] =
                &[$($crate::program::choice::Choice { word: $word, label: $label, help: $help }),+];
        }
    };
}

pub(crate) use choices;
