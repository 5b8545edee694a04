//! LaTeX: matrix environments, and vectors one by one or as a set.

mod rows;

use super::lines::names;
use super::raw_table::{Format, RawTable, scale, transpose};
use super::tex::{self, Token};
use super::{axes, cell, quote};
use crate::base::error::{Code, Error, Result};
use crate::base::transposed::behind_mark;

/// Whether the text is LaTeX: an environment, or rows that were copied out of one. The `&` of Rust
/// stands before what it refers to.
pub(super) fn looks_like(text: &str) -> bool {
    let is_between = |(at, _): (usize, &str)| {
        let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
        let refers =
            after.get(1..).unwrap_or_default().starts_with(|c: char| c == '[' || c.is_alphabetic());
        !(refers && before.trim_end().ends_with(['(', ',', '=']) || after.starts_with("&["))
    };
    text.contains("\\begin")
        || text.contains("\\\\")
        || text.contains("\\cr")
        || text.match_indices('&').any(is_between)
}

type Rows = Vec<Vec<String>>;

/// The matrices of a text, each with the factor before it and the transpose after it applied.
#[derive(Default)]
struct Found {
    matrices: Vec<Rows>,
    scaled: bool,
    negated: bool,
    /// Whether a single backslash ended a row.
    single: bool,
    /// A number with a decimal comma.
    comma: Option<String>,
}

/// Reads matrix environments, or the rows of one; `rank` is how many axes are wanted.
pub(super) fn read(text: &str, rank: usize, comments: &[String]) -> Result<RawTable> {
    let Found { matrices, scaled, negated, single, comma } = environments(text)?;
    let mut reading = if rank > 2 && !matrices.is_empty() {
        axes::stack(Format::Latex, matrices, comments)?
    } else {
        names::without(one_matrix(matrices)?)
    };
    if let Some(comma) = comma {
        let message = format!("Read {} with a decimal comma.", quote(&comma));
        reading = reading.remark("decimal-comma", &message);
    }
    if single {
        reading = reading.remark("single-backslash", "Read a single \\ as the end of a row.");
    }
    if negated {
        reading =
            reading.remark("negated", "Applied the minus sign before the matrix to every cell.");
    }
    Ok(if scaled { reading.noting_scale() } else { reading })
}

/// One matrix as it is; vectors as the rows of one.
fn one_matrix(mut matrices: Vec<Rows>) -> Result<RawTable> {
    let vectors =
        matrices.iter().all(|rows| rows.len() == 1 || rows.iter().all(|row| row.len() == 1));
    match (matrices.pop(), matrices.is_empty()) {
        (None, _) => Err(super::empty()),
        (Some(rows), true) if rows.len() > 1 && vectors => {
            let column = rows.clone();
            Ok(RawTable::new(Format::Vectors, transpose(rows))
                .remark(
                    "vector-as-row",
                    "Read the column vector as one row: each row here is one token.",
                )
                .or("As a column", column))
        }
        (Some(rows), true) => Ok(RawTable::new(Format::Latex, rows)),
        (Some(last), false) if vectors => {
            matrices.push(last);
            let rows: Rows =
                matrices.into_iter().map(|rows| rows.into_iter().flatten().collect()).collect();
            let columns = transpose(rows.clone());
            Ok(RawTable::new(Format::Vectors, rows)
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
    const MATRICES: [&str; 6] =
        ["matrix", "smallmatrix", "array", "tabular", "NiceMatrix", "NiceArray"];
    const TABLES: [&str; 3] = ["NiceTabular", "tabularx", "tblr"];
    const FORMULAS: [&str; 9] = [
        "equation",
        "displaymath",
        "math",
        "align",
        "aligned",
        "gather",
        "split",
        "multline",
        "table",
    ];
    let mut found = Found::default();
    let text = plain_tex(text);
    let text = text.as_str();
    if !text.contains("\\begin") {
        found.rows_of(text)?;
        return Ok(found);
    }
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\\begin") {
        let factor = found.between(before, true)?;
        let (name, after) = braced(after).ok_or_else(|| unclosed("\\begin"))?;
        let plain = name.trim_end_matches('*');
        if FORMULAS.contains(&plain) {
            rest = after;
            continue;
        }
        // The letter before `matrix` chooses the brackets.
        let shape = plain.trim_start_matches(['b', 'p', 'B', 'v', 'V']);
        if !MATRICES.contains(&shape) && !TABLES.contains(&plain) {
            let message = format!("{} is not a matrix.", quote(&format!("\\begin{{{name}}}")));
            return Err(
                Error::new(Code::NotAMatrix, message).hint("Use bmatrix, pmatrix or array.")
            );
        }
        let (inside, after) = after
            .split_once(&format!("\\end{{{name}}}"))
            .ok_or_else(|| unclosed(&format!("\\begin{{{name}}}")))?;
        if inside.contains("\\begin") {
            return Err(Error::new(Code::Nesting, "A matrix stands inside a matrix.")
                .hint("Write its numbers out."));
        }
        found.rows_of(without_arguments(inside, shape))?;
        found.apply(&factor)?;
        rest = after;
    }
    match found.between(rest, false)?.as_str() {
        "" => Ok(found),
        word => Err(beside(word)),
    }
}

/// Plain TeX's `\matrix{1 & 2 \cr 3 & 4}` as an environment.
fn plain_tex(text: &str) -> String {
    for name in ["\\pmatrix", "\\bmatrix", "\\matrix"] {
        if let Some((before, after)) = text.split_once(name)
            && let Some((inside, after)) = braced(after)
        {
            return format!("{before}\\begin{{matrix}}{inside}\\end{{matrix}}{after}");
        }
    }
    text.to_owned()
}

impl Found {
    fn rows_of(&mut self, text: &str) -> Result<()> {
        let rows::Body { rows, single, comma } = rows::read(text)?;
        self.single |= single;
        self.comma = self.comma.take().or(comma);
        self.matrices.push(rows);
        Ok(())
    }

    /// Applies the factor that stands before the matrix that was found last, or behind it with its
    /// sign.
    fn apply(&mut self, factor: &str) -> Result<()> {
        let Some(rows) = self.matrices.last_mut() else { return Ok(()) };
        let factor = factor.strip_suffix(['*', '×', '·']).unwrap_or(factor);
        match factor {
            "" => {}
            "-" => {
                rows.iter_mut().flatten().for_each(super::whole::minus);
                self.negated = true;
            }
            _ => {
                let behind = factor.starts_with(['*', '/', '×', '·']);
                let number = if behind { factor.get(1..).unwrap_or_default() } else { factor };
                if cell::evaluate(number).is_err() {
                    return Err(beside(factor));
                }
                scale(rows, &if behind { factor.to_owned() } else { format!("*{factor}") });
                self.scaled = true;
            }
        }
        Ok(())
    }

    /// Reads what stands before, between and after matrices: it may transpose or scale the matrix
    /// before it, and it gives the factor of the one after it, if there is `more`.
    fn between(&mut self, text: &str, more: bool) -> Result<String> {
        let plain = without_decoration(text)?;
        let mut rest = plain.as_str();
        if let (Some(after), Some(last)) = (behind_mark(rest), self.matrices.last_mut()) {
            *last = transpose(std::mem::take(last));
            rest = after;
        }
        let operators = ["/", "*", "\\cdot", "\\times"];
        if !self.matrices.is_empty() && operators.iter().any(|sign| rest.starts_with(sign)) {
            self.apply(&tex::cell(rest))?;
            return Ok(String::new());
        }
        // `\in \mathbb{R}^{3 \times 2}` repeats the size.
        let size = rest.find("\\in").filter(|at| {
            rest.get(at + 3..)
                .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphabetic()))
        });
        rest = size.and_then(|at| rest.get(..at)).unwrap_or(rest);
        // Without a sign between them two matrices are multiplied.
        let is_apart = [",", ";", "=", "&", "$", "\\quad", "\\qquad", "\\text", "\n"]
            .iter()
            .any(|sign| text.contains(sign));
        rest = rest.rsplit('=').next().unwrap_or(rest).trim_matches([',', ';', ' ', '&']);
        let factor = tex::cell(rest);
        let number = factor.strip_suffix(['*', '×', '·']).unwrap_or(&factor);
        let is_factor = matches!(number, "" | "-" | "+") || cell::evaluate(number).is_ok();
        if more
            && is_factor
            && !is_apart
            && !self.matrices.is_empty()
            && !matches!(number, "-" | "+")
        {
            Err(Error::new(Code::NotAMatrix, "Two matrices stand side by side, as in a product.")
                .hint("Paste one at a time, or its result."))
        } else if is_factor
            && (is_apart || self.matrices.is_empty() || !matches!(number, "-" | "+"))
        {
            Ok(factor.trim_start_matches('+').to_owned())
        } else {
            Err(beside(rest))
        }
    }
}

/// Leaves out delimiters, blanks and the ends of formulas.
fn without_decoration(text: &str) -> Result<String> {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((token, after)) = tex::token(rest) {
        rest = after;
        match token {
            Token::Command("end" | "text" | "label" | "tag" | "caption" | "color") => {
                (_, rest) = braced(after).ok_or_else(|| unclosed("{"))?;
            }
            Token::Command("{" | "}" | "[" | "]" | "\\" | "centering")
            | Token::Char('[' | ']' | '(' | ')' | '|' | '$') => {}
            Token::Char(' ' | '\n' | '\t' | '~') => {
                if plain.ends_with(char::is_alphanumeric) {
                    plain.push(' ');
                }
            }
            // What stands before such a sign is named or computed, as before `=`.
            Token::Command(
                "approx" | "approxeq" | "simeq" | "equiv" | "coloneqq" | "triangleq",
            )
            | Token::Char('≈') => plain.push('='),
            Token::Command(name) if tex::is_look(name) || tex::is_blank(name) => {}
            Token::Command(name) => {
                plain.push('\\');
                plain.push_str(name);
                // What follows a command is its own word: `\in x` is not `\inx`.
                if after.starts_with(|c: char| c.is_ascii_alphabetic() || c == ' ') {
                    plain.push(' ');
                }
            }
            Token::Char(character) => plain.push(character),
        }
    }
    // A sentence goes on after a formula, or ends.
    Ok(plain.trim_matches([',', ';', ' ']).trim_end_matches('.').to_owned())
}

/// `\begin{array}[t]{c|cc}` and `\begin{bmatrix*}[r]`: how columns are set.
fn without_arguments<'a>(inside: &'a str, environment: &str) -> &'a str {
    let after = rows::without_spacing(inside);
    match environment {
        "tabularx" => {
            braced(after).and_then(|(_, after)| braced(after)).map_or(after, |(_, after)| after)
        }
        "array" | "tabular" | "NiceArray" | "NiceTabular" | "tblr" => {
            braced(after).map_or(after, |(_, after)| after)
        }
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
