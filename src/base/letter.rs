//! The letters that equations, axes and sizes are written in, and what each counts.

/// A letter of the alphabet that the equations are written in. What it counts comes from
/// [`LETTERS`], so that a letter means the same thing in every variant and keeps its colour.
pub type Letter = char;

/// What is counted within a pair.
const IN_PAIR: &str = "places in a pair";

/// Every letter in use: what it counts, and what one of them is called.
pub const LETTERS: &[(Letter, &str, &str)] = &[
    ('i', "queries", "query"),
    ('j', "keys", "key"),
    ('d', "width", "feature"),
    ('m', "value width", "value feature"),
    ('b', "sequences", "sequence"),
    ('h', "heads", "head"),
    ('g', "key–value heads", "key–value head"),
    ('r', "query heads that share keys", "query head"),
    ('n', "cached tokens", "cached token"),
    ('t', "tokens in order", "token"),
    ('k', "key width of a head", "key feature"),
    ('v', "value width of a head", "value feature"),
    ('e', "key width of all heads", "key feature"),
    ('u', "value width of all heads", "value feature"),
    ('f', "hidden width", "hidden feature"),
    ('a', "map features", "map feature"),
    ('c', "map features", "map feature"),
    ('l', "latent width", "latent feature"),
    ('p', "pairs of features", "pair"),
    ('x', IN_PAIR, "place"),
    ('y', IN_PAIR, "place"),
];

/// How many places a pair has.
pub const PAIR: usize = 2;

/// Whether a letter counts the places in a pair, of which there are always as many.
#[must_use]
pub fn is_in_pair(letter: Letter) -> bool {
    LETTERS.iter().any(|(known, meaning, _)| *known == letter && *meaning == IN_PAIR)
}

/// What a letter counts, in words; the letter itself where it has no meaning of its own.
#[must_use]
pub fn meaning(letter: Letter) -> String {
    let known = LETTERS.iter().find(|(known, ..)| *known == letter);
    known.map_or_else(|| letter.to_string(), |(_, meaning, _)| (*meaning).to_owned())
}

/// What one of those that a letter counts is called.
#[must_use]
pub fn singular(letter: Letter) -> String {
    let known = LETTERS.iter().find(|(known, ..)| *known == letter);
    known.map_or_else(|| letter.to_string(), |(.., one)| (*one).to_owned())
}
