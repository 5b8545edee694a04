//! Marked-up text: `MathML` is written as LaTeX, and a table of HTML as rows.

use super::clean::clean;
use super::raw_table::Rows;
use crate::base::error::{Code, Error, Result};

/// What a marked-up text holds.
pub(super) enum Markup {
    /// A formula, as LaTeX.
    Formula(String),
    /// The rows of a table, and its header if it has one.
    Table { header: Option<Vec<String>>, rows: Rows },
}

/// A tag with its attributes, or the text before it.
enum Piece<'a> {
    Open(&'a str, &'a str),
    Close(&'a str),
    Text(&'a str),
}

/// Reads marked-up text; none for a text that has no such marks.
pub(super) fn read(text: &str) -> Option<Result<Markup>> {
    let has = |tag: &str| {
        text.contains(&format!("<{tag}")) || text.contains(&format!("<{}", tag.to_uppercase()))
    };
    if has("mtable") || has("math") || text.contains(":mtable") {
        return Some(Ok(Markup::Formula(formula(text))));
    }
    if has("tr") {
        return Some(table(text));
    }
    let is_page = text.starts_with('<')
        && text.get(1..).is_some_and(|tag| {
            let name =
                tag.split(|c: char| c.is_whitespace() || c == '>').next().unwrap_or_default();
            tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!' || c == '/')
                && !name.contains('.') // the print of an object, as of xarray
        });
    is_page.then(|| Err(no_table()))
}

fn no_table() -> Error {
    Error::new(Code::NotAMatrix, "This is a web page's source, not a matrix.")
        .hint("Copy the table as the page shows it.")
}

/// A name without the prefix of its namespace, as in `mml:mtd`.
fn plain(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or_default()
}

/// Splits a text at its tags; what begins as one and does not end is text.
fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let Some((tag, after)) = rest.strip_prefix('<').and_then(|tag| tag.split_once('>')) else {
            // A sign of less that begins no tag is text.
            let next = rest.char_indices().skip(1).find(|(_, c)| *c == '<');
            let length = next.map_or(rest.len(), |(at, _)| at);
            let (text, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
            rest = after;
            return Some(Piece::Text(text));
        };
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            return Some(Piece::Close(plain(name).trim()));
        }
        let (name, attributes) = tag.split_once([' ', '\n', '\t']).unwrap_or((tag, ""));
        let attributes = if tag.ends_with('/') { "/" } else { attributes };
        Some(Piece::Open(plain(name.trim_end_matches('/')), attributes))
    })
}

/// The characters that a text of a page names, or gives by their numbers.
fn unescaped(text: &str) -> String {
    const NAMES: [(&str, &str); 8] = [
        ("nbsp", " "),
        ("minus", "-"),
        ("lt", "<"),
        ("gt", ">"),
        ("quot", "\""),
        ("amp", "&"),
        ("sdot", "·"),
        ("times", "×"),
    ];
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, entity)) = rest.split_once('&') {
        plain.push_str(before);
        rest = entity;
        let Some((name, after)) = entity.split_once(';').filter(|(name, _)| name.len() < 16) else {
            plain.push('&');
            continue;
        };
        let number = name.strip_prefix('#').and_then(|number| {
            let hex = number.strip_prefix(['x', 'X']).map(|hex| u32::from_str_radix(hex, 16));
            char::from_u32(hex.unwrap_or_else(|| number.parse()).ok()?)
        });
        let named = NAMES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text);
        match (number, named) {
            (Some(character), _) => plain.push(character),
            (None, Some(text)) => plain.push_str(text),
            (None, None) => {
                plain.push('&');
                continue;
            }
        }
        rest = after;
    }
    plain.push_str(rest);
    // What was named may look like a plain character, as a written one may.
    clean(&plain).map_or(plain, |clean| clean.text)
}

/// Adds a text behind a tag: digits on both sides are those of two numbers.
fn add(to: &mut String, text: &str) {
    let digit = |c: char| c.is_ascii_digit();
    if to.ends_with(digit) && text.starts_with(digit) {
        to.push(' ');
    }
    to.push_str(text);
}

/// A table of HTML. A raised or lowered text would change a number, and is kept as such.
fn table(text: &str) -> Result<Markup> {
    let mut header = None;
    let mut rows = Rows::new();
    let mut row: Vec<(bool, String)> = Vec::new();
    let mut is_in_cell = false;
    let mut tables = 0;
    let mut end = |row: &mut Vec<(bool, String)>| {
        let cells = std::mem::take(row);
        if cells.is_empty() {
            return;
        }
        let is_header =
            rows.is_empty() && header.is_none() && cells.iter().all(|(is_name, _)| *is_name);
        let cells = cells.into_iter().map(|(_, text)| text.trim().to_owned()).collect();
        if is_header {
            header = Some(cells);
        } else {
            rows.push(cells);
        }
    };
    for piece in pieces(text) {
        match piece {
            Piece::Open(name, _) => match name.to_ascii_lowercase().as_str() {
                "table" => tables += 1,
                "tr" => end(&mut row),
                name @ ("td" | "th") => {
                    row.push((name == "th", String::new()));
                    is_in_cell = true;
                }
                // A power of ten is clear; another raised text may be the mark of a footnote.
                name @ ("sup" | "sub") => {
                    if let Some((_, cell)) = row.last_mut() {
                        let is_power = name == "sup" && cell.ends_with("10");
                        cell.push(if is_power { '^' } else { '↑' });
                    }
                }
                "br" => {
                    if let Some((_, cell)) = row.last_mut() {
                        cell.push(' ');
                    }
                }
                _ => {}
            },
            Piece::Close(name)
                if matches!(name.to_ascii_lowercase().as_str(), "td" | "th" | "tr") =>
            {
                is_in_cell = false;
            }
            Piece::Text(text) if is_in_cell => {
                if let Some((_, cell)) = row.last_mut() {
                    let words: Vec<&str> = text.split_whitespace().collect();
                    add(cell, &unescaped(&words.join(" ")));
                }
            }
            Piece::Close(_) | Piece::Text(_) => {}
        }
    }
    end(&mut row);
    // One number in the source of a page is no matrix.
    if rows.iter().map(Vec::len).sum::<usize>() < 2 {
        return Err(no_table());
    }
    if tables > 1 {
        return Err(
            Error::new(Code::NotAMatrix, "These are several tables.").hint("Paste one at a time.")
        );
    }
    Ok(Markup::Table { header, rows })
}

/// A formula of `MathML` as LaTeX. An element that it does not know becomes a command of that name,
/// which is refused where it stands.
fn formula(text: &str) -> String {
    // The source of the formula, where it is told.
    if let Some((_, source)) = text.split_once("x-tex\">")
        && let Some((source, _)) = source.split_once('<')
    {
        return unescaped(source);
    }
    let mut latex = String::new();
    // The open elements, and how many elements each has had.
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut hidden = 0_usize;
    for piece in pieces(text) {
        match piece {
            Piece::Open(name, attributes) if hidden == 0 => {
                let parent = open.last().map_or("", |(parent, _)| *parent);
                if let Some((parent, children)) = open.last_mut() {
                    latex.push_str(match (*parent, *children) {
                        ("msup", 1) => "^{",
                        ("msub" | "msubsup", 1) => "_{",
                        ("mtr", 1..) => " & ",
                        ("mtable", 1..) => " \\\\ ",
                        ("mfrac" | "msup" | "msub", _) => "{",
                        _ => "",
                    });
                    *children += 1;
                }
                match name {
                    "mfrac" => latex.push_str("\\frac"),
                    "msqrt" => latex.push_str("\\sqrt{"),
                    "mtable" => latex.push_str("\\begin{matrix}"),
                    // Two numbers beside each other are two.
                    "mspace" | "mn" => latex.push(' '),
                    "mtd" if parent != "mtr" => latex.push_str("\\mtd "),
                    "mtr" if parent != "mtable" => latex.push_str("\\mtr "),
                    "math" | "mrow" | "mstyle" | "mpadded" | "mtr" | "mtd" | "mi" | "mo"
                    | "mtext" | "msup" | "semantics" | "mphantom" | "annotation" | "mfenced"
                    | "msub" | "annotation-xml" => {}
                    _ => latex.extend(["\\", name, " "]),
                }
                let is_hidden = matches!(name, "mphantom" | "annotation" | "annotation-xml");
                let is_empty = attributes.ends_with('/') || name == "mspace";
                hidden = usize::from(is_hidden && !is_empty);
                if !is_empty {
                    open.push((name, 0));
                } else if let Some((parent, _)) = open.last()
                    && matches!(*parent, "mfrac" | "msup" | "msub")
                {
                    latex.push('}');
                }
            }
            Piece::Open(_, attributes) => hidden += usize::from(!attributes.ends_with('/')),
            Piece::Close(_) if hidden > 1 => hidden -= 1,
            Piece::Close(name) => {
                hidden = 0;
                if open.last().is_some_and(|(open, _)| *open == name) {
                    open.pop();
                }
                latex.push_str(match name {
                    "msqrt" => "}",
                    "mtable" => "\\end{matrix}",
                    _ => "",
                });
                if matches!(open.last(), Some(("mfrac" | "msup" | "msub", _))) {
                    latex.push('}');
                }
            }
            Piece::Text(text) if hidden == 0 => {
                let text = unescaped(text.trim());
                let shown = match text.as_str() {
                    // Signs of application and multiplication that are not shown.
                    "&ApplyFunction;" | "&InvisibleTimes;" => "",
                    "⊤" => "\\top",
                    text => text,
                };
                add(&mut latex, shown);
            }
            Piece::Text(_) => {}
        }
    }
    latex
}
