//! The characters of a formula -> its tokens.

use super::syntax;
use crate::base::error::{Error, Result, brief};

/// A piece of a formula.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Token {
    Number(f64),
    Width,
    Deviation,
    Mean,
    /// μᵢ, one entry of the mean.
    Entry,
    Plus,
    Minus,
    Times,
    Over,
    Power,
    Root,
    Open,
    Close,
    /// `<` or `dot(`, before two vectors with a comma.
    Pair,
    Comma,
    Fraction,
    Norm,
    /// A norm as a function.
    Length,
    Sum,
    /// A mark that turns a vector into a row, or mere looks: it changes nothing here.
    Nothing,
}

/// Words and signs, longest first where one begins another.
#[rustfmt::skip]
const WORDS: &[(&str, Token)] = &[
    ("\\left", Token::Nothing), ("\\right", Token::Nothing), ("\\mathbf", Token::Nothing),
    ("\\boldsymbol", Token::Nothing), ("\\vec", Token::Nothing), ("\\displaystyle", Token::Nothing),
    ("\\bigl", Token::Nothing), ("\\bigr", Token::Nothing), ("\\big", Token::Nothing),
    ("\\(", Token::Nothing), ("\\)", Token::Nothing), ("\\[", Token::Nothing), ("\\]", Token::Nothing),
    ("\\,", Token::Nothing), ("\\;", Token::Nothing), ("\\!", Token::Nothing), ("\\:", Token::Nothing),
    ("\\ ", Token::Nothing), ("$", Token::Nothing), ("&", Token::Nothing), ("~", Token::Nothing),
    ("\\langle", Token::Pair), ("⟨", Token::Pair), ("<", Token::Pair),
    ("numpy.dot(", Token::Pair), ("np.dot(", Token::Pair), ("torch.dot(", Token::Pair), ("dot(", Token::Pair),
    ("\\rangle", Token::Close), ("⟩", Token::Close), (">", Token::Close), (",", Token::Comma),
    ("\\lVert", Token::Norm), ("\\rVert", Token::Norm), ("\\Vert", Token::Norm), ("\\|", Token::Norm),
    ("\\lvert", Token::Norm), ("\\rvert", Token::Norm), ("\\vert", Token::Norm),
    ("||", Token::Norm), ("|", Token::Norm), ("‖", Token::Norm),
    ("torch.linalg.norm", Token::Length), ("np.linalg.norm", Token::Length), ("torch.norm", Token::Length),
    ("\\norm", Token::Length), ("norm", Token::Length),
    ("\\dfrac", Token::Fraction), ("\\tfrac", Token::Fraction), ("\\frac", Token::Fraction),
    ("numpy.sqrt", Token::Root), ("np.sqrt", Token::Root), ("math.sqrt", Token::Root),
    ("torch.sqrt", Token::Root), ("\\sqrt", Token::Root), ("sqrt", Token::Root), ("√", Token::Root),
    ("np.sum", Token::Sum), ("torch.sum", Token::Sum), ("\\sum", Token::Sum), ("sum", Token::Sum),
    ("Σ", Token::Sum), ("∑", Token::Sum),
    ("\\sigma", Token::Deviation), ("sigma", Token::Deviation), ("σ", Token::Deviation),
    ("\\mu", Token::Mean), ("mu", Token::Mean), ("μ", Token::Mean), ("µ", Token::Mean),
    (".T", Token::Nothing), ("^T", Token::Nothing), ("^{T}", Token::Nothing), ("^⊤", Token::Nothing),
    ("^{\\top}", Token::Nothing), ("^\\top", Token::Nothing), ("\\top", Token::Nothing),
    ("ᵀ", Token::Nothing), ("⊤", Token::Nothing), ("'", Token::Nothing),
    ("**", Token::Power), ("^", Token::Power),
    ("\\cdot", Token::Times), ("\\times", Token::Times), (".dot", Token::Times), ("*", Token::Times),
    ("·", Token::Times), ("⋅", Token::Times), ("•", Token::Times), ("×", Token::Times), ("@", Token::Times),
    ("/", Token::Over), ("+", Token::Plus), ("-", Token::Minus), ("−", Token::Minus),
    ("(", Token::Open), ("[", Token::Open), ("{", Token::Open),
    (")", Token::Close), ("]", Token::Close), ("}", Token::Close),
    ("d_{k}", Token::Width), ("d_k", Token::Width), ("dₖ", Token::Width), ("dk", Token::Width), ("d", Token::Width),
];

/// What makes an entry of the mean.
const INDICES: &[&str] = &["_{i}", "_i", "ᵢ", "[i]", "_{j}", "_j", "ⱼ", "[j]"];
/// The mark of the norm that is meant, the root of the sum of squares.
const EUCLIDEAN: &[&str] = &["_{2}", "_2", "₂"];
/// What may stand under and over a sum over the entries.
const UNDER: &[&str] = &["_{i=1}", "_(i=1)", "_{j=1}", "_{i}", "_{j}", "_i", "_j", "ᵢ", "ⱼ"];
const OVER: &[&str] = &["^{d_k}", "^{d_{k}}", "^{d}", "^d_k", "^d", "ᵈ"];

const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/// The tokens of a formula, behind what it is said to be: `s = √d` is √d.
pub fn tokens(text: &str) -> Result<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = behind_equals(text)?;
    while let Some(first) = rest.chars().next() {
        let next = &rest[first.len_utf8()..];
        let is_point = first == '.' && next.starts_with(|c: char| c.is_ascii_digit());
        if first.is_whitespace() {
            rest = next;
        } else if first.is_ascii_digit() || is_point {
            let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.');
            let (digits, after) = rest.split_at(end.unwrap_or(rest.len()));
            let number = digits.parse().ok();
            let number = number
                .ok_or_else(|| syntax(format!("\"{digits}\" is no number."), column(text, rest)));
            tokens.push(Token::Number(number?));
            rest = after;
        } else if let Some(digit) = RAISED.chars().position(|raised| raised == first) {
            tokens.extend([Token::Power, Token::Number(digit as f64)]);
            rest = next;
        } else if let Some((word, token)) = WORDS.iter().find(|(word, _)| rest.starts_with(word)) {
            rest = &rest[word.len()..];
            tokens.push(match (token, after(rest, INDICES)) {
                (Token::Mean, Some(behind)) => {
                    rest = behind;
                    Token::Entry
                }
                (Token::Sum, _) => {
                    rest = behind_limits(rest);
                    Token::Sum
                }
                _ => *token,
            });
        } else if let Some(behind) = after(rest, EUCLIDEAN).filter(|_| closes_norm(&tokens)) {
            rest = behind;
        } else if first == '.' {
            tokens.push(Token::Times);
            rest = next;
        } else {
            return Err(not_understood(text, rest));
        }
    }
    tokens.retain(|token| *token != Token::Nothing);
    Ok(tokens)
}

/// What follows one of some words.
fn after<'t>(rest: &'t str, words: &[&str]) -> Option<&'t str> {
    words.iter().find_map(|word| rest.strip_prefix(word))
}

/// What follows the limits of a sum, which runs over all entries with or without them.
fn behind_limits(rest: &str) -> &str {
    let rest = rest.strip_prefix("\\limits").unwrap_or(rest);
    let rest = after(rest, UNDER).unwrap_or(rest);
    after(rest, OVER).unwrap_or(rest)
}

/// Whether a norm has just been closed, or its square been taken.
fn closes_norm(tokens: &[Token]) -> bool {
    matches!(tokens, [.., Token::Norm] | [.., Token::Norm, Token::Power, Token::Number(2.0)])
}

/// What stands behind the last `=` that is in no bracket: `E[qᵀk] = …` and `Var(qᵀk) = … = …`.
fn behind_equals(text: &str) -> Result<&str> {
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
    let (Some(first), Some(last)) = (signs.first(), signs.last()) else { return Ok(text) };
    let said = text[..*first].trim();
    let mut name = said.trim_start_matches(['$', '\\', '(', '[', ' ']);
    for looks in ["mathbb", "mathrm", "operatorname", "text"] {
        name = name.strip_prefix(looks).unwrap_or(name).trim_start_matches(['{', ' ']);
    }
    let is_asked =
        ["E", "Var", "var", "𝔼", "mean", "variance"].iter().any(|of| name.starts_with(of));
    if is_asked || name.is_empty() || name == "s" {
        return Ok(&text[last + 1..]);
    }
    let cause = format!("\"{}\" stands before the sign =, and is not what is asked.", brief(said));
    Err(syntax(cause, 1))
}

/// The place of a rest in its text, counted from 1.
fn column(text: &str, rest: &str) -> usize {
    text.chars().count() - rest.chars().count() + 1
}

/// Names the whole word that a rest begins in or goes on with, or its first sign.
fn not_understood(text: &str, rest: &str) -> Error {
    let is_letter = |c: char| c.is_ascii_alphabetic() || c == '\\';
    let tail = rest.trim_start_matches(is_letter);
    let (from, to) = if tail.len() < rest.len() {
        let before = &text[..text.len() - rest.len()];
        (before.trim_end_matches(is_letter).len(), text.len() - tail.len())
    } else {
        let from = text.len() - rest.len();
        (from, from + rest.chars().next().map_or(0, char::len_utf8))
    };
    let cause = format!("\"{}\" is not understood here.", brief(&text[from..to]));
    syntax(cause, column(text, &text[from..]))
}
