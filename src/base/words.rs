//! An enum whose values have words: those that a request, a link and the page spell them by.

/// Makes an enum of such values, their list, and the way from a word to its value, so that no word
/// stands in two places.
macro_rules! words {
    (
        $(#[$attribute:meta])*
        $visible:vis enum $name:ident {
            $($(#[$about:meta])* $value:ident = $word:literal),+ $(,)?
        }
    ) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, tsify::Tsify)]
        $(#[$attribute])*
        $visible enum $name {
            $($(#[$about])* #[serde(rename = $word)] $value),+
        }

        #[allow(dead_code, reason = "not every enum needs each of them")]
        impl $name {
            /// Each value, in the order in which it is offered.
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$value),+];

            /// The word of a value.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$value => $word),+
                }
            }

            /// The value of a word; none for a word that is no value's.
            #[must_use]
            pub fn find(word: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|value| value.word() == word)
            }

            /// All words, as an error lists them.
            #[must_use]
            pub fn list() -> String {
                [$($word),+].join(", ")
            }
        }
    };
}

pub(crate) use words;
