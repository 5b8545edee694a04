//! How a formula is spelled.

use super::Reader;
use crate::base::error::{Error, Result, brief};
use crate::base::transposed::TRANSPOSED;
use crate::grammar::{Kind, Lexer, Notation, Token, Words};
use crate::lab::typed_formula::{self, syntax};

/// What a formula has beside the signs of all notations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    Width,
    Deviation,
    Mean,
    /// μᵢ, one entry of the mean.
    Entry,
    /// `<` or `dot(`, before two vectors with a comma.
    Pair,
    Norm,
    /// A norm as a function.
    Length,
    Root,
    Sum,
    Square,
    /// `pow(`, before a base and an exponent.
    Power,
}

/// What makes an entry of the mean.
const INDICES: &[&str] =
    &["_{i}", "_i", "ᵢ", "[i]", "_{j}", "_j", "ⱼ", "[j]", "_{k}", "_k", "ₖ", "[k]"];
/// The mark of the norm that is meant, the root of the sum of squares.
const EUCLIDEAN: &[&str] = &["_{2}", "_2", "₂"];
/// What may stand under and over a sum over the entries.
const UNDER: &[&str] = &[
    "_{i=1}", "_(i=1)", "_{j=1}", "_{k=1}", "_{i}", "_{j}", "_{k}", "_i", "_j", "_k", "ᵢ", "ⱼ", "ₖ",
];
const OVER: &[&str] = &["^{d_k}", "^{d_{k}}", "^{d}", "^d_k", "^d", "ᵈ"];

impl Notation for Reader<'_> {
    type Word = Word;
    type Error = Error;

    #[rustfmt::skip]
    const WORDS: Words<Word> = &[
        (Kind::Word(Word::Width), &["d", "D", "dk", "d_k", "d_{k}", "dₖ"]),
        (Kind::Word(Word::Deviation), &["\\sigma", "sigma", "σ"]),
        (Kind::Word(Word::Mean), &["\\mu", "mu", "μ", "µ"]),
        (Kind::Word(Word::Pair), &["\\langle", "⟨", "<", "numpy.dot(", "np.dot(", "torch.dot(", "dot(", "np.inner(", "torch.inner(", "inner(", "np.vdot(", "np.matmul(", "torch.matmul(", "matmul("]),
        (Kind::Close, &["\\rangle", "⟩", ">"]),
        (Kind::Word(Word::Norm), &["\\lVert", "\\rVert", "\\Vert", "\\lvert", "\\rvert", "\\vert", "\\|", "||", "|", "‖"]),
        (Kind::Word(Word::Length), &["\\norm", "norm", "torch.norm", "torch.linalg.norm", "np.linalg.norm"]),
        (Kind::Word(Word::Root), &["\\sqrt", "sqrt", "√", "numpy.sqrt", "np.sqrt", "math.sqrt", "torch.sqrt", "the square root of", "square root of", "root of"]),
        (Kind::Word(Word::Sum), &["\\sum", "sum", "Σ", "∑", "np.sum", "torch.sum"]),
        (Kind::Word(Word::Power), &["pow(", "math.pow(", "np.power(", "torch.pow("]),
        (Kind::Word(Word::Square), &["np.square", "torch.square", "square"]),
        (Kind::Times, &[".dot", "@", "."]),
        // What is multiplied entry by entry is a sum over them already.
        (Kind::Looks, &[".sum()"]),
        // A mark that turns a vector into a row changes nothing here.
        (Kind::Looks, TRANSPOSED),
        (Kind::Looks, &["\\vec"]),
    ];
    const GLUES: bool = true;

    fn number(rest: &str, column: usize) -> Result<Option<(f64, usize)>> {
        typed_formula::number(rest, column)
    }

    fn reads(lexer: &mut Lexer<'_, Self>) -> bool {
        let last = lexer.tokens.last().filter(|token| token.end == lexer.at);
        match last.map(|token| token.kind) {
            Some(Kind::Word(Word::Mean)) if lexer.takes(INDICES) => {
                lexer.rename(Kind::Word(Word::Entry));
                true
            }
            // A sum runs over all entries with or without its limits.
            Some(Kind::Word(Word::Sum)) => {
                let limits: [&[&str]; 3] = [&["\\limits"], UNDER, OVER];
                limits.into_iter().fold(false, |any, words| lexer.takes(words) | any)
            }
            _ => closes_norm(&lexer.tokens) && lexer.takes(EUCLIDEAN),
        }
    }

    /// Names the whole word that a rest begins in or goes on with, or its first sign.
    fn unknown(lexer: &Lexer<'_, Self>) -> Result<Word> {
        let (before, rest) = lexer.text.split_at(lexer.at);
        let is_letter = |c: char| c.is_ascii_alphabetic() || c == '\\';
        let tail = rest.trim_start_matches(is_letter);
        let (from, to) = if tail.len() < rest.len() {
            (before.trim_end_matches(is_letter).len(), lexer.text.len() - tail.len())
        } else {
            (lexer.at, lexer.at + rest.chars().next().map_or(0, char::len_utf8))
        };
        let cause = format!("\"{}\" is not understood here.", brief(&lexer.text[from..to]));
        Err(syntax(cause, lexer.text[..from].chars().count() + 1))
    }
}

/// Whether a norm has just been closed, or its square been taken.
fn closes_norm(tokens: &[Token<Word>]) -> bool {
    let last = |count: usize| tokens.iter().rev().take(count).map(|token| token.kind);
    let norm = Kind::Word(Word::Norm);
    last(1).eq([norm]) || last(3).eq([Kind::Number(2.0), Kind::Power, norm])
}

/// What stands behind the last `=` that is in no bracket: `E[qᵀk] = …` and `Var(qᵀk) = … = …`.
pub fn behind_equals(text: &str) -> Result<usize> {
    let mut depth = 0;
    let mut signs = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            _ if text[..at].ends_with('\\') => {} // `\(` encloses a formula
            '{' | '(' | '[' => depth += 1,
            '}' | ')' | ']' => depth -= 1,
            '=' if depth == 0 => signs.push(at),
            _ => {}
        }
    }
    let (Some(first), Some(last)) = (signs.first(), signs.last()) else { return Ok(0) };
    let said = text[..*first].trim();
    let mut name = said.trim_start_matches(['$', '\\', '(', '[', ' ']);
    for looks in ["mathbb", "mathrm", "operatorname", "text"] {
        name = name.strip_prefix(looks).unwrap_or(name).trim_start_matches(['{', ' ']);
    }
    let is_asked =
        ["E", "Var", "var", "𝔼", "mean", "variance"].iter().any(|of| name.starts_with(of));
    if is_asked || name.is_empty() || name == "s" {
        return Ok(last + 1);
    }
    let cause = format!("\"{}\" stands before the sign =, and is not what is asked.", brief(said));
    Err(syntax(cause, 1))
}
