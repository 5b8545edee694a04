//! LaTeX: matrix environments, and vectors one by one or as a set.

use super::reading::{Format, Reading, scale, transpose};
use super::tex::{self, Token};
use super::{cell, quote};
use crate::base::error::{Code, Error, Result};

/// Whether the text is LaTeX: an environment, or rows that were copied out of one.
pub(super) fn looks_like(text: &str) -> bool {
    text.contains("\\begin") || text.contains('&') || text.contains("\\\\")
}

type Rows = Vec<Vec<String>>;

/// The matrices of a text, each with the factor before it and the transpose after it applied.
#[derive(Default)]
struct Found {
    matrices: Vec<Rows>,
    scaled: bool,
}

/// Reads matrix environments, or the rows of one.
pub(super) fn read(text: &str) -> Result<Reading> {
    let Found { matrices, scaled } = environments(text)?;
    let reading = one_matrix(matrices)?;
    Ok(if scaled { reading.noting_scale() } else { reading })
}

/// One matrix as it is; vectors as the rows of one.
fn one_matrix(mut matrices: Vec<Rows>) -> Result<Reading> {
    let vectors =
        matrices.iter().all(|rows| rows.len() == 1 || rows.iter().all(|row| row.len() == 1));
    match (matrices.pop(), matrices.is_empty()) {
        (None, _) => Err(super::empty()),
        (Some(rows), true) if rows.len() > 1 && vectors => {
            let column = rows.clone();
            Ok(Reading::new(Format::Vectors, transpose(rows))
                .remark(
                    "vector-as-row",
                    "Read the column vector as one row: each row here is one token.",
                )
                .or("As a column", column))
        }
        (Some(rows), true) => Ok(Reading::new(Format::Latex, rows)),
        (Some(last), false) if vectors => {
            matrices.push(last);
            let rows: Rows =
                matrices.into_iter().map(|rows| rows.into_iter().flatten().collect()).collect();
            let columns = transpose(rows.clone());
            Ok(Reading::new(Format::Vectors, rows)
                .remark(
                    "vectors-as-rows",
                    "Read each vector as one row: each row here is one token.",
                )
                .or("As columns", columns))
        }
        (Some(_), false) => Err(Error::new(Code::NotAMatrix, "These are several matrices.")
            .hint("Paste one at a time; only vectors may come together.")),
    }
}

/// Finds every matrix from its `\begin` to its `\end`.
fn environments(text: &str) -> Result<Found> {
    const MATRICES: [&str; 4] = ["matrix", "smallmatrix", "array", "tabular"];
    const FORMULAS: [&str; 8] =
        ["equation", "displaymath", "math", "align", "aligned", "gather", "split", "multline"];
    if !text.contains("\\begin") {
        return Ok(Found { matrices: vec![body(text)], scaled: false });
    }
    let mut found = Found::default();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\\begin") {
        let factor = between(before, &mut found.matrices)?;
        let (name, after) = braced(after).ok_or_else(|| unclosed("\\begin"))?;
        let plain = name.trim_end_matches('*');
        if FORMULAS.contains(&plain) {
            rest = after;
            continue;
        }
        // The letter before `matrix` chooses the brackets.
        let shape = plain.trim_start_matches(['b', 'p', 'B', 'v', 'V']);
        if !MATRICES.contains(&shape) {
            let message = format!("{} is not a matrix.", quote(&format!("\\begin{{{name}}}")));
            return Err(
                Error::new(Code::NotAMatrix, message).hint("Use bmatrix, pmatrix or array.")
            );
        }
        let (inside, after) = after
            .split_once(&format!("\\end{{{name}}}"))
            .ok_or_else(|| unclosed(&format!("\\begin{{{name}}}")))?;
        if inside.contains("\\begin") {
            return Err(Error::new(Code::Nesting, "A matrix stands inside of a matrix.")
                .hint("Write its numbers out."));
        }
        let mut rows = body(without_arguments(inside, plain));
        if !factor.is_empty() {
            scale(&mut rows, &format!("*{factor}"));
            found.scaled = true;
        }
        found.matrices.push(rows);
        rest = after;
    }
    match between(rest, &mut found.matrices)?.as_str() {
        "" => Ok(found),
        word => Err(beside(word)),
    }
}

/// Reads what stands before, between and after matrices: it may transpose the matrix before it,
/// and it gives the factor of the one after it.
fn between(text: &str, matrices: &mut [Rows]) -> Result<String> {
    const MARKS: [&str; 6] = ["^T", "^{T}", "^\\top", "^{\\top}", "^\\intercal", "^{\\intercal}"];
    let plain = without_decoration(text)?;
    let mut rest = plain.as_str();
    if let (Some(after), Some(last)) =
        (MARKS.iter().find_map(|mark| rest.strip_prefix(mark)), matrices.last_mut())
    {
        *last = transpose(std::mem::take(last));
        rest = after;
    }
    // `\in \mathbb{R}^{3 \times 2}` repeats the size.
    rest = rest.split("\\in").next().unwrap_or(rest);
    rest = rest.rsplit('=').next().unwrap_or(rest).trim_matches([',', ';', ' ', '&']);
    let factor = tex::cell(rest);
    if factor.is_empty() || cell::evaluate(&factor).is_ok() {
        Ok(factor)
    } else {
        Err(beside(rest))
    }
}

/// Leaves out delimiters, blanks and the ends of formulas.
fn without_decoration(text: &str) -> Result<String> {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((token, after)) = tex::token(rest) {
        rest = after;
        match token {
            Token::Command("end" | "text" | "label") => {
                (_, rest) = braced(after).ok_or_else(|| unclosed("{"))?;
            }
            Token::Command("{" | "}" | "[" | "]" | "\\")
            | Token::Char('[' | ']' | '(' | ')' | '|' | '$' | ' ' | '\n' | '\t' | '~') => {}
            Token::Command(name) if tex::is_look(name) => {}
            Token::Command(name) => {
                plain.push('\\');
                plain.push_str(name);
            }
            Token::Char(character) => plain.push(character),
        }
    }
    // A sentence goes on after a formula, or ends.
    Ok(plain.trim_matches([',', ';', ' ']).trim_end_matches('.').to_owned())
}

/// The rows between `\begin` and `\end`.
fn body(text: &str) -> Rows {
    text.split("\\\\")
        .map(|row| without_spacing(row).split('&').map(tex::cell).collect::<Vec<_>>())
        // The last `\\`, a rule, and doubled backslashes leave rows that hold nothing.
        .filter(|row| row.iter().any(|cell| !cell.is_empty()) || row.len() > 1)
        .collect()
}

/// `\\[4pt]` and `\\*` set the space after a row.
fn without_spacing(row: &str) -> &str {
    let row = row.strip_prefix('*').unwrap_or(row);
    let bracket = row.trim_start().strip_prefix('[').and_then(|row| row.split_once(']'));
    bracket.map_or(row, |(_, row)| row)
}

/// `\begin{array}[t]{c|cc}` and `\begin{bmatrix*}[r]`: how columns are set.
fn without_arguments<'a>(inside: &'a str, environment: &str) -> &'a str {
    let after = without_spacing(inside);
    match environment {
        "array" | "tabular" => braced(after).map_or(after, |(_, after)| after),
        _ => after,
    }
}

/// Splits off `{..}`, which may hold braces itself.
fn braced(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start().strip_prefix('{')?;
    let mut depth = 1_usize;
    for (at, character) in text.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((text.get(..at)?, text.get(at + 1..)?));
        }
    }
    None
}

fn unclosed(begin: &str) -> Error {
    Error::new(Code::Nesting, format!("{} has no end.", quote(begin)))
        .hint("Copy the whole matrix.")
}

fn beside(word: &str) -> Error {
    Error::new(Code::NotAMatrix, format!("{} stands beside the matrix.", quote(word)))
        .hint("Paste the matrix alone.")
}
