//! What a text is wrapped in on its way: a fence of Markdown, quotation marks, doubled backslashes.

use super::super::remark;
use crate::base::note::Note;

/// The text without its wrappings.
pub(super) fn open(text: &str, notes: &mut Vec<Note>) -> String {
    let text = fenced(text, notes);
    let text = without_bullets(&unescaped(&text));
    let text = quoted_lines(&text).unwrap_or(text);
    quoted(text.trim()).map_or_else(|| text.clone(), str::to_owned)
}

/// What stands in the one block of code.
fn fenced(text: &str, notes: &mut Vec<Note>) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let is_fence = |line: &&str| line.trim().starts_with("```") || line.trim().starts_with("~~~");
    if lines.iter().filter(|line| is_fence(line)).count() > 2 {
        return text.to_owned();
    }
    let mut parts = lines.split(is_fence);
    let (Some(before), Some(inside)) = (parts.next(), parts.next()) else {
        return text.to_owned();
    };
    let mut around = before.iter().chain(parts.flatten());
    if around.any(|line| !line.trim().is_empty()) {
        remark(notes, "fence", "Read the block of code, and not the text around it.");
    }
    inside.join("\n")
}

/// LaTeX as it stands in a string of a program: `\\begin` for `\begin`.
fn unescaped(text: &str) -> String {
    let doubled = text
        .split_once("begin{")
        .is_some_and(|(before, _)| before.len() - before.trim_end_matches('\\').len() == 2);
    if doubled { text.replace("\\\\", "\\") } else { text.to_owned() }
}

/// The rows of a list, as YAML and Markdown write it: `- [1, 2]`.
fn without_bullets(text: &str) -> String {
    let row = |line: &str| {
        let line = line.trim_start();
        let row = line.strip_prefix("- ").or_else(|| line.strip_prefix("* "))?.trim_start();
        row.starts_with(['[', '(']).then(|| row.to_owned())
    };
    let (name, list) = match text.split_once('\n') {
        Some((first, rest)) if first.trim_end().ends_with(':') => (first, rest),
        _ => ("", text),
    };
    let lines: Vec<&str> = list.lines().filter(|line| !line.trim().is_empty()).collect();
    match lines.iter().map(|line| row(line)).collect::<Option<Vec<String>>>() {
        Some(rows) if rows.len() > 1 => format!("{name}\n{}", rows.join("\n")),
        _ => text.to_owned(),
    }
}

const MARKS: [char; 3] = ['"', '\'', '`'];

/// What stands between two marks, and is more than the one cell that a spreadsheet quotes.
fn quoted(text: &str) -> Option<&str> {
    let mark = text.chars().next().filter(|mark| MARKS.contains(mark))?;
    let inside = text.strip_prefix(mark)?.strip_suffix(mark)?;
    let several = inside.contains([' ', '\n', '\t', ';', '[', '(', '{', '\\']);
    ((several || inside.matches(',').count() > 1) && !inside.contains(mark)).then_some(inside)
}

/// Rows of which each stands in quotation marks.
fn quoted_lines(text: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if lines.len() < 2 {
        return None;
    }
    let rows: Option<Vec<&str>> =
        lines.iter().map(|line| quoted(line.strip_suffix(',').unwrap_or(line))).collect();
    rows.map(|rows| rows.join("\n"))
}
