//! Wide prints in several parts: MATLAB's and Octave's `Columns 1 through 8`, pandas' header that
//! ends in a backslash, and R's counted columns. The parts are put side by side again, and what
//! they are counted by is checked: a part that is missing would move the numbers.

use crate::base::error::{Code, Error, Result};

/// A print in one part, and how large its counts say that it is.
pub(super) struct Joined {
    pub text: String,
    pub shape: Option<Vec<usize>>,
}

/// Puts parts side by side.
pub(super) fn join(text: &str) -> Result<Joined> {
    if is_r(text) {
        return r(text);
    }
    if text.lines().any(|line| columns(line).is_some()) {
        return counted(text);
    }
    if text.lines().any(|line| line.trim_end().ends_with('\\')) {
        return Ok(Joined { text: pandas(text).ok_or_else(missing)?, shape: None });
    }
    Ok(Joined { text: text.to_owned(), shape: None })
}

fn missing() -> Error {
    Error::new(Code::Elided, "A part of this print is missing: its columns do not go on.")
        .hint("Copy all of its parts.")
}

/// `Columns 1 through 8:`, `Columns 9 and 10:`, `Columns 1 to 8`, `Column 11:` as their numbers.
fn columns(line: &str) -> Option<(usize, usize)> {
    let line = line.trim().trim_end_matches(':').trim_end();
    let rest = line.strip_prefix("Columns ").or_else(|| line.strip_prefix("Column "))?;
    let mut words = rest.split_whitespace();
    let first = words.next()?.parse().ok()?;
    let last = match words.next() {
        Some("through" | "to" | "and") => words.next()?.parse().ok()?,
        _ => first,
    };
    words.next().is_none().then_some((first, last))
}

/// Parts that say which columns they hold.
fn counted(text: &str) -> Result<Joined> {
    let mut rows: Vec<String> = Vec::new();
    let mut known = 0;
    let mut part: Vec<&str> = Vec::new();
    let mut expected = 0;
    let mut take = |part: &mut Vec<&str>, expected: usize| -> Result<()> {
        let lines = std::mem::take(part);
        let even = lines.iter().all(|line| line.split_whitespace().count() == expected);
        if !even || (!rows.is_empty() && rows.len() != lines.len()) {
            return Err(missing());
        }
        rows.resize(lines.len(), String::new());
        for (row, line) in rows.iter_mut().zip(lines) {
            row.push(' ');
            row.push_str(line.trim());
        }
        Ok(())
    };
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        match columns(line) {
            Some((first, last)) => {
                if first != known + 1 || last < first {
                    return Err(missing());
                }
                if known > 0 || !part.is_empty() {
                    take(&mut part, expected)?;
                }
                (known, expected) = (last, last + 1 - first);
            }
            None => part.push(line),
        }
    }
    take(&mut part, expected)?;
    let text = rows.iter().map(|row| row.trim()).collect::<Vec<_>>().join("\n");
    Ok(Joined { text, shape: None })
}

/// The parts of a pandas print: every header but the last ends in a backslash.
fn pandas(text: &str) -> Option<String> {
    let parts: Vec<Vec<&str>> = text
        .split("\n\n")
        .map(|part| part.lines().filter(|line| !line.trim().is_empty()).collect())
        .collect();
    let (first, more) = parts.split_first()?;
    let is_open = |part: &[&str]| part.first().is_some_and(|line| line.trim_end().ends_with('\\'));
    let opened = parts.iter().filter(|part| is_open(part)).count();
    if more.iter().any(|part| part.len() != first.len())
        || opened + 1 != parts.len()
        || more.is_empty()
    {
        return None;
    }
    let header = |line: &str| line.trim_end().trim_end_matches('\\').trim().to_owned();
    // The names of the rows come again in every part.
    let names = |part: &[&str]| -> Vec<String> {
        part.iter()
            .skip(1)
            .map(|line| line.split_whitespace().next().unwrap_or_default().to_owned())
            .collect()
    };
    let known = names(first);
    let mut lines: Vec<String> = first.iter().map(|line| header(line)).collect();
    for part in more {
        if names(part) != known {
            return None;
        }
        for (at, (line, more)) in lines.iter_mut().zip(part).enumerate() {
            let more = header(more);
            let cells = if at == 0 { more.as_str() } else { more.split_once(' ')?.1.trim() };
            line.push(' ');
            line.push_str(cells);
        }
    }
    Some(lines.join("\n"))
}

/// R counts the columns of a matrix in `[,1]`, its rows in `[1,]`, and a vector's numbers in `[1]`.
pub(super) fn is_r(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).peekable();
    let is_vector =
        lines.peek().is_some_and(|line| vector_row(line).is_some_and(|(at, _)| at == 1));
    is_vector || lines.any(|line| header(line).is_some() || matrix_row(line).is_some())
}

/// The counts of a line of `[,1] [,2]`.
fn header(line: &str) -> Option<Vec<usize>> {
    let count = |word: &str| word.strip_prefix("[,")?.strip_suffix(']')?.parse().ok();
    let counts: Option<Vec<usize>> = line.split_whitespace().map(count).collect();
    counts.filter(|counts| !counts.is_empty())
}

fn matrix_row(line: &str) -> Option<(usize, &str)> {
    let (at, row) = line.trim().strip_prefix('[')?.split_once(",]")?;
    Some((at.trim().parse().ok()?, row.trim()))
}

fn vector_row(line: &str) -> Option<(usize, &str)> {
    let (at, row) = line.trim().strip_prefix('[')?.split_once("] ")?;
    Some((at.trim().parse().ok()?, row.trim()))
}

/// A matrix or a vector of R.
fn r(text: &str) -> Result<Joined> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let vector: Option<Vec<(usize, &str)>> = lines.iter().map(|line| vector_row(line)).collect();
    if let Some(rows) = vector {
        let mut words: Vec<&str> = Vec::new();
        for (at, row) in rows {
            if at != words.len() + 1 {
                return Err(missing());
            }
            words.extend(row.split_whitespace());
        }
        return Ok(Joined { text: words.join(" "), shape: None });
    }
    let mut rows: Vec<String> = Vec::new();
    let (mut columns, mut names) = (0, Vec::new());
    let mut at = usize::MAX;
    let mut height = None;
    for line in lines {
        if let Some(counts) = header(line) {
            let goes_on = counts.iter().zip(columns + 1..).all(|(count, next)| *count == next);
            if !goes_on || (at != usize::MAX && *height.get_or_insert(at) != at) {
                return Err(missing());
            }
            columns += counts.len();
            at = 0;
            continue;
        }
        // A matrix may name its rows or its columns instead.
        let Some((count, row)) = matrix_row(line) else {
            if at == usize::MAX {
                names.push(line);
                at = 0;
                continue;
            }
            let (name, row) = line
                .trim()
                .split_once(' ')
                .filter(|(name, _)| name.starts_with(char::is_alphabetic))
                .ok_or_else(missing)?;
            add(&mut rows, at, &format!("{name} {}", row.trim()), name);
            at += 1;
            continue;
        };
        if count != at.wrapping_add(1) {
            return Err(missing());
        }
        add(&mut rows, at, row, "");
        at += 1;
    }
    if height.is_some_and(|height| height != at) {
        return Err(missing());
    }
    let shape = (columns > 0).then(|| vec![rows.len(), columns]);
    let header = names.iter().map(|line| (*line).to_owned());
    Ok(Joined { text: header.chain(rows).collect::<Vec<_>>().join("\n"), shape })
}

/// Adds the cells of a part to the row; what names the row stands in its first part only.
fn add(rows: &mut Vec<String>, at: usize, cells: &str, name: &str) {
    match rows.get_mut(at) {
        Some(row) => {
            row.push(' ');
            row.push_str(cells.strip_prefix(name).unwrap_or(cells).trim());
        }
        None => rows.push(cells.to_owned()),
    }
}
