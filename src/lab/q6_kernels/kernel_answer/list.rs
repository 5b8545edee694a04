//! A typed list of features -> its pieces and their values: with brackets or not, as a column in LaTeX, in
//! other letters, as a product of two lists.

use super::expression::{Value, Vectors, outer, value};
use crate::base::error::Result;
use crate::lab::typed_formula::syntax;

const TRANSPOSED: [&str; 7] = ["^T", "^{T}", "^\\top", "^{\\top}", "ᵀ", "⊤", ".T"];
const BRACKETS: [(char, char); 4] = [('(', ')'), ('[', ']'), ('{', '}'), ('⟨', '⟩')];
/// Letters that people give the two entries of x.
const LETTERS: [[char; 2]; 3] = [['a', 'b'], ['u', 'v'], ['x', 'y']];

/// Words of LaTeX around a name: `\\operatorname{vec}`.
const NAMES: [&str; 4] = ["\\operatorname{", "\\mathrm{", "\\text{", "\\mathbf{"];
/// What makes one list of a table, before a bracket.
const FLAT: [&str; 5] = ["vec", "np.ravel", "ravel", "flatten", "torch.flatten"];
/// The product of two lists, before a bracket.
const PRODUCTS: [&str; 6] = ["kron", "np.kron", "torch.kron", "outer", "np.outer", "torch.outer"];
/// What makes one list of a table, behind it.
const FLATTENED: [&str; 4] = [".ravel()", ".flatten()", ".reshape(-1)", ".T"];

/// A list with names as they are, and x xᵀ in vec(…) as the product that it is.
///
/// # Errors
/// `formula-syntax` where x xᵀ stands alone: it is a table.
pub fn spelled_out(text: &str) -> Result<String> {
    let mut text = text.replace("\\left", "").replace("\\right", "");
    for open in NAMES {
        while let Some(from) = text.find(open) {
            let inner = from + open.len();
            let Some(length) = text[inner..].find('}') else { break };
            let name = text[inner..inner + length].to_owned();
            text.replace_range(from..=inner + length, &name);
        }
    }
    let mut from = 0;
    while let Some((start, end)) = table(&text, from) {
        if !is_flattened(&text[..start], &text[end..]) {
            let cause = "x xᵀ is a table with a row and a column for each entry of x. φ is a list: \
                         write vec(x xᵀ), or x ⊗ x.";
            return Err(syntax(cause, text[..start].chars().count() + 1));
        }
        text.replace_range(start..end, "x ⊗ x");
        from = start + "x ⊗ x".len();
    }
    Ok(text)
}

/// Where `x xᵀ` stands, from a place on.
fn table(text: &str, from: usize) -> Option<(usize, usize)> {
    let starts = text[from..].match_indices('x').map(|(at, _)| from + at);
    starts.into_iter().find_map(|start| {
        let between = |c: char| " *@·".contains(c);
        let rest = text[start + 1..].trim_start_matches(between).strip_prefix('x')?;
        let mark = TRANSPOSED.iter().find(|mark| rest.starts_with(**mark))?;
        Some((start, text.len() - rest.len() + mark.len()))
    })
}

/// Whether what stands before and behind a table makes one list of it.
fn is_flattened(before: &str, behind: &str) -> bool {
    let before = before.trim_end().trim_end_matches('(').trim_end();
    FLAT.iter().any(|name| before.ends_with(name))
        || FLATTENED[..3].iter().any(|name| behind.trim_start_matches([')', ' ']).starts_with(name))
}

/// The numbers that a piece of a list stands for: an expression, a list in it, or a product of lists.
///
/// # Errors
/// `formula-syntax`, with the place.
pub fn features(piece: &str, vectors: Vectors) -> Result<Vec<f64>> {
    let piece = FLATTENED
        .iter()
        .fold(piece.trim(), |text, mark| text.strip_suffix(mark).unwrap_or(text).trim());
    let all = |text: &str| -> Result<Vec<f64>> {
        let inner = unwrapped(text.trim());
        let mut features = Vec::new();
        for piece in split(&inner).into_iter().filter(|piece| !piece.trim().is_empty()) {
            features.extend(self::features(piece, vectors)?);
        }
        Ok(features)
    };
    let product = |one: &str, two: &str| -> Result<Vec<f64>> { Ok(outer(&all(one)?, &all(two)?)) };
    let called = |names: &[&str]| {
        names.iter().find_map(|name| {
            let inner = piece.strip_prefix(name)?.trim_start();
            let bare = unwrapped(inner);
            (bare.len() < inner.len()).then_some(bare)
        })
    };
    if let Some(inner) = called(&FLAT) {
        return all(&inner);
    }
    if let Some(inner) = called(&PRODUCTS)
        && let [one, two] = split(&inner)[..]
    {
        return product(one, two);
    }
    if let Some((one, two)) = factors(piece)
        && [one, two].iter().any(|factor| split(&unwrapped(factor.trim())).len() > 1)
    {
        return product(one, two);
    }
    let bare = unwrapped(piece);
    if bare.len() < piece.len() && split(&bare).len() > 1 {
        return all(piece);
    }
    Ok(match value(piece, vectors)? {
        Value::Number(number) => vec![number],
        Value::Vector(vector) => vector,
    })
}

/// What stands before and behind a ⊗ in no bracket.
fn factors(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0;
    text.char_indices().find_map(|(at, c)| {
        depth += i32::from("([{⟨<".contains(c)) - i32::from(")]}⟩>".contains(c));
        let sign = ["⊗", "\\otimes"].into_iter().find(|sign| text[at..].starts_with(sign))?;
        (depth == 0).then(|| (&text[..at], &text[at + sign.len()..]))
    })
}

/// A list without what is around it: a matrix of LaTeX, or brackets, which may have a transpose behind
/// them.
pub fn unwrapped(text: &str) -> String {
    let text = TRANSPOSED.iter().fold(text, |text, mark| text.strip_suffix(mark).unwrap_or(text));
    let text = text.trim();
    if let Some(inner) = matrix(text) {
        return inner.replace("\\\\", ";").replace('&', ";");
    }
    let text = text.strip_prefix("\\left").unwrap_or(text);
    let inner = BRACKETS.iter().find_map(|(open, close)| {
        let inner = text.strip_prefix(*open)?.strip_suffix(*close)?;
        // The first bracket must be closed by the last.
        let mut depth = 0;
        let closes_early = inner.chars().any(|c| {
            depth += i32::from("([{⟨".contains(c)) - i32::from(")]}⟩".contains(c));
            depth < 0
        });
        (!closes_early).then_some(inner)
    });
    inner.map_or(text, |inner| inner.strip_suffix("\\right").unwrap_or(inner)).to_owned()
}

/// What stands in `\begin{bmatrix} … \end{bmatrix}`.
fn matrix(text: &str) -> Option<&str> {
    let (kind, rest) = text.strip_prefix("\\begin{")?.split_once('}')?;
    rest.strip_suffix('}')?.strip_suffix(kind)?.strip_suffix("\\end{")
}

/// A piece in which the entries of x are called a and b, or x and y, in the letters that are read.
pub fn in_one_letter(piece: &str) -> String {
    let words = piece.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty());
    let is_of = |word: &str, letters: &[char; 2]| word.chars().all(|c| letters.contains(&c));
    let own = |letters: &&[char; 2]| {
        let mut of: Vec<&str> = words.clone().filter(|word| is_of(word, letters)).collect();
        of.dedup();
        // An x alone is the vector; beside a y, or as a and b, letters are entries.
        !of.is_empty() && (letters[0] != 'x' || of.iter().any(|word| word.contains('y')))
    };
    let Some(letters) = LETTERS.iter().find(own) else { return piece.to_owned() };
    let mut renamed = String::new();
    let mut rest = piece;
    while let Some(c) = rest.chars().next() {
        let length = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        let (word, next) = rest.split_at(length.max(c.len_utf8()));
        if length > 0 && is_of(word, letters) {
            let entry = |c: char| if c == letters[0] { " x1 " } else { " x2 " };
            renamed.extend(word.chars().map(entry));
        } else {
            renamed.push_str(word);
        }
        rest = next;
    }
    renamed
}

/// The pieces between commas, semicolons and ends of lines that stand in no bracket.
pub fn split(text: &str) -> Vec<&str> {
    let (mut depth, mut from, mut pieces) = (0, 0, Vec::new());
    for (at, c) in text.char_indices() {
        depth += i32::from("([{⟨<".contains(c)) - i32::from(")]}⟩>".contains(c));
        if depth == 0 && ",;\n".contains(c) {
            pieces.push(&text[from..at]);
            from = at + c.len_utf8();
        }
    }
    pieces.push(&text[from..]);
    pieces
}
