//! What stands around a matrix and is no part of it: `Q =`, `$$`, a type, a last semicolon.
//!
//! A name may say how large the matrix is, as in `float q[2][3] =` and `3×3 Matrix{Float64}:`. What
//! it says is kept: numbers that were lost on the way show in it.

use super::axes::sizes;
use super::footer::{self, Said};
use super::{limits, quote};
use crate::base::error::{Code, Error, Result};

/// A text without its surroundings, and what they say.
#[derive(Debug)]
pub(super) struct Labelled<'a> {
    pub body: &'a str,
    /// The name that stood last before it.
    pub name: Option<&'a str>,
    /// How large the text says that it is.
    pub shape: Option<Vec<usize>>,
}

/// Takes off what stands around.
pub(super) fn strip(text: &str) -> Labelled<'_> {
    let mut labelled = Labelled { body: trim(text), name: None, shape: None };
    // Each round takes one layer off, so `Q: $$ \mathbf{Q} = ... $$;` needs four.
    while let Some(inner) = labelled.layer() {
        labelled.body = trim(inner);
    }
    labelled
}

impl<'a> Labelled<'a> {
    fn layer(&mut self) -> Option<&'a str> {
        let text = self.body;
        if let Some((name, after)) = label(text) {
            self.name = Some(name);
            // One number in brackets is an index, unless a list of C follows.
            let declared = declared(name)
                .filter(|sizes| sizes.len() > 1 || after.trim_start().starts_with('{'));
            self.shape = declared.or_else(|| self.shape.take());
            let Some((shape, after)) = footer::shape_in(after).filter(|_| is_shape(name)) else {
                return Some(after);
            };
            self.shape = Some(shape);
            return Some(after);
        }
        if let Some((head, after)) = julia(text)
            .or_else(|| matlab(text))
            .or_else(|| angle(text))
            .or_else(|| footer::strip(text))
        {
            self.shape = head.or_else(|| self.shape.take());
            return Some(after);
        }
        delimiters(text).or_else(|| before_braces(text)).or_else(|| text.strip_suffix(';'))
    }
}

/// A tab stays: in a table it is an empty first cell.
fn trim(text: &str) -> &str {
    text.trim_matches([' ', '\n'])
}

/// Whether every line has a name of its own, as in `cat: 1 0`: then the first is no label of all.
fn every_line_is_named(text: &str) -> bool {
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    lines().count() > 1 && lines().all(|line| named(line).is_some())
}

/// Takes off the name of every line: `cat: 1 0`, `Token 0 ("cat"): [1, 0]`, `cat → [1, 0]`. None
/// where some have none.
pub(super) fn without_line_names(text: &str) -> Option<Result<String>> {
    if !every_line_is_named(text) {
        return None;
    }
    let (names, rows): (Vec<&str>, Vec<&str>) = text.lines().filter_map(named).unzip();
    if have_roles(&names) {
        let cause = format!("{} are several inputs.", quote(&names.join(", ")));
        return Some(Err(Error::new(Code::NotAMatrix, cause).hint("Paste one at a time.")));
    }
    Some(Ok(rows.join("\n")))
}

/// The name of a line and what it stands for: `the cat → 1 0`.
fn named(line: &str) -> Option<(&str, &str)> {
    const BULLETS: [&str; 4] = ["- ", "* ", "• ", "+ "];
    let plain = line.trim_start();
    let line = BULLETS.iter().find_map(|bullet| plain.strip_prefix(bullet)).unwrap_or(line);
    let signs = ["→", "->", "⟶", "↦", ":=", "<-", "=", ":"];
    let (name, rest) = signs.iter().find_map(|sign| line.split_once(sign))?;
    // `0: 1 2` is a row that is counted, and `1:2` is none.
    let is_counted = rest.starts_with(' ') && name.trim().bytes().all(|byte| byte.is_ascii_digit());
    let (name, rest) = (name.trim(), rest.trim());
    let is_name = !name.is_empty()
        && name.len() <= limits::LABEL_BYTES
        && !name.contains([',', '\t', '|', '[', '{', '&'])
        && (is_counted || name.starts_with(|c: char| c.is_alphabetic() || c == '"'));
    let is_value = rest.starts_with(|c: char| c.is_ascii_digit() || "+-.[({".contains(c));
    (is_name && is_value).then_some((name, rest))
}

/// `Q =`, `\mathbf{q} =`, `Head 1 - Q_1:`, `float q[2][3] =`, `Parameter containing:`, `Q <-`.
fn label(text: &str) -> Option<(&str, &str)> {
    let first = text.chars().next()?;
    let word = text.split(' ').next().unwrap_or_default();
    if !(first.is_alphabetic() || first == '\\' || first == '"') || is_statement(word) {
        return None;
    }
    if let Some(value) = text.strip_prefix("return ") {
        return Some(("", value));
    }
    // `Columns 1 through 8:` of Octave names a part.
    if text.starts_with("Column ") || text.starts_with("Columns ") {
        return None;
    }
    let (at, sign) = sign(text)?;
    let (name, after) = text.split_at_checked(at)?;
    let after = after.get(sign..)?;
    // A type may stand between the name and the matrix: `let q: [[f64; 2]; 2] =`.
    let typed = self::sign(after).filter(|(at, _)| {
        let kind = after.get(..*at).unwrap_or_default();
        kind.contains(char::is_alphabetic) && kind.trim_start().starts_with('[')
    });
    match typed {
        Some((at, sign)) => Some((name, after.get(at + sign..)?)),
        None if is_label(name, text.get(at..)?.starts_with(':') && sign == 1, after) => {
            Some((name, after))
        }
        None => None,
    }
}

/// Whether a word of Python makes something else than a name of what stands before a sign.
pub(super) fn is_statement(word: &str) -> bool {
    const WORDS: [&str; 9] =
        ["lambda", "for", "if", "elif", "while", "def", "with", "assert", "class"];
    WORDS.contains(&word)
}

/// Where the first sign outside of brackets is that gives a name to what follows it, and how long
/// it is.
fn sign(text: &str) -> Option<(usize, usize)> {
    let mut depth = 0_usize;
    let mut before = ' ';
    let mut comma = false;
    for (at, character) in text.char_indices() {
        let rest = text.get(at..)?;
        let next = rest.chars().nth(1).unwrap_or('\n');
        if at > limits::LABEL_BYTES || character == '\n' {
            return None;
        }
        match character {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.checked_sub(1)?,
            _ if depth > 0 => {}
            // `Layer 2, Head 5: [[1, 2]]` is one name; `q, k = …` are two.
            ':' if comma && next != '=' => {
                let after = rest.get(1..)?.trim_start();
                let call = after.split('(').next().unwrap_or_default();
                let is_matrix =
                    after.starts_with('[') || call.ends_with("tensor") || call == "array";
                return is_matrix.then_some((at, 1));
            }
            '<' | '=' | ':' if comma => return None,
            '<' if next == '-' => return Some((at, 2)),
            ':' if next == '=' => return Some((at, 2)),
            // `+=` changes what was there, and `==` compares.
            '=' if next == '=' || "+-*/@!<>=~".contains(before) => return None,
            '=' => return Some((at, 1)),
            '≈' | '≔' => return Some((at, character.len_utf8())),
            ':' if next != ':' && before != ':' => return Some((at, 1)),
            '\t' | ';' => return None,
            ',' => comma = true,
            _ => {}
        }
        before = character;
    }
    None
}

/// Whether the text before a sign is a name, and the text after it what is named. A colon may also
/// stand in the header of a table.
fn is_label(name: &str, is_colon: bool, after: &str) -> bool {
    // The brackets of a name hold an index or what was computed, and no rows.
    let holds_rows = ["[[", "([", "({", "{{", "[(", "(("].iter().any(|rows| name.contains(rows));
    let line = after.lines().next().unwrap_or_default().trim();
    let begins = line.starts_with(|c: char| "[({$\\<".contains(c) || c.is_alphabetic());
    let is_one_line = !after.trim_end().contains('\n');
    !holds_rows && (!is_colon || line.is_empty() || begins || is_one_line)
}

/// The sizes of a declaration of C: `float q[2][3]`.
fn declared(name: &str) -> Option<Vec<usize>> {
    let (before, sizes) = name.trim_end().split_once('[')?;
    // A type stands before the name; without one the brackets hold an index.
    if !before.trim_start().contains([' ', '*']) {
        return None;
    }
    let sizes = sizes.strip_suffix(']')?;
    let sizes: Option<Vec<usize>> =
        sizes.split("][").map(|size| size.trim().parse().ok()).collect();
    sizes
}

/// Whether a text names the sizes of a matrix and gives no other numbers: `x.shape = (2, 3)`.
pub(super) fn is_shape_alone(labelled: &Labelled<'_>) -> bool {
    let inside = |text: &str| {
        let inside = text.strip_prefix(['(', '['])?.strip_suffix([')', ']'])?;
        sizes(inside).filter(|sizes| sizes.len() > 1)
    };
    labelled.name.is_some_and(is_shape) && inside(labelled.body).is_some()
}

fn is_shape(name: &str) -> bool {
    let last = name.trim_end().rsplit(['.', ' ', '_']).next().unwrap_or_default();
    matches!(last.to_ascii_lowercase().as_str(), "shape" | "size")
}

/// Julia's `3×3 Matrix{Float64}:` and `3-element Vector{Float64}:`.
fn julia(text: &str) -> Option<Said<'_>> {
    let (first, after) = text.split_once('\n')?;
    let head = first.trim_end().strip_suffix(':')?;
    let (size, kind) = head.split_once([' ', '-'])?;
    kind.contains(char::is_alphabetic).then_some(())?;
    Some((Some(sizes(size)?), after))
}

/// MATLAB's `2×3 single matrix` and, in a live script, only `2×3`.
fn matlab(text: &str) -> Option<Said<'_>> {
    let (head, after) = text.split_once('\n')?;
    let (size, kind) = head.trim().split_once(' ').unwrap_or((head.trim(), "matrix"));
    let is_kind = ["matrix", "array", "vector"].iter().any(|word| kind.ends_with(word));
    let (rows, columns) = size.split_once(['×', 'x'])?;
    let sizes = vec![rows.parse().ok()?, columns.parse().ok()?];
    (is_kind && !after.trim().is_empty()).then_some((Some(sizes), after))
}

/// `TensorFlow` shows a tensor in angle brackets: `<tf.Tensor: shape=(2, 3), dtype=float32, numpy=…>`.
fn angle(text: &str) -> Option<Said<'_>> {
    let inside = text.strip_prefix('<')?.strip_suffix('>')?;
    let (head, value) =
        ["numpy=", "value="].iter().find_map(|content| inside.split_once(content))?;
    let shape = head.split_once("shape=").and_then(|(_, shape)| {
        let (shape, _) = shape.strip_prefix('(')?.split_once(')')?;
        sizes(shape)
    });
    Some((shape, value))
}

/// The signs that open and close a formula.
fn delimiters(text: &str) -> Option<&str> {
    const PAIRS: [(&str, &str); 4] = [("$$", "$$"), ("$", "$"), ("\\[", "\\]"), ("\\(", "\\)")];
    PAIRS.iter().find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close))
}

/// The type before an initialiser in braces: `new double[,] {{1, 2}}`, `[][]float64{{1, 2}}`.
fn before_braces(text: &str) -> Option<&str> {
    let (kind, _) = text.split_once("{{")?;
    let is_type = kind.contains(char::is_alphabetic)
        && kind.chars().all(|c| c.is_alphanumeric() || "[]<>,:_. ".contains(c));
    if is_type { text.get(kind.len()..) } else { None }
}

/// Whether rows are called q, k and v: then they belong to different inputs.
pub(super) fn have_roles(names: &[&str]) -> bool {
    const ROLES: [[&str; 4]; 3] = [
        ["q", "query", "queries", "w_q"],
        ["k", "key", "keys", "w_k"],
        ["v", "value", "values", "w_v"],
    ];
    let role = |name: &&str| {
        // `k1`, `k_1` and `k₁` count the keys.
        let is_count =
            |c: char| c.is_ascii_digit() || " _{}".contains(c) || ('₀'..='₉').contains(&c);
        let name = name.trim().trim_end_matches(is_count).to_lowercase();
        ROLES.iter().position(|names| names.contains(&name.as_str()))
    };
    let mut roles: Vec<usize> = names.iter().filter_map(role).collect();
    roles.dedup();
    roles.len() > 1
}
