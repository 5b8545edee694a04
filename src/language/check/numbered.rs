//! Numbers of lines, prompts and bullets that a pasted text has before each of its lines.

use super::Text;
use crate::language::diagnostic::{Diagnostic, Mistake};
use crate::language::read;
use crate::language::span::Span;
use crate::language::syntax::Statement;
use crate::language::text::{Line, span_of};

/// A line without what stands before it, and what it says then. Every character keeps its column.
pub fn without_number(line: &Line) -> Option<(Line, Statement)> {
    let length = length(&line.code)?;
    let code: String =
        line.code.chars().enumerate().map(|(at, c)| if at < length { ' ' } else { c }).collect();
    let plain = line.with_code(&code);
    match read::statement(&plain) {
        Ok(Some(statement)) => Some((plain, statement)),
        _ => None,
    }
}

/// One mistake for all lines that have it, with the cure for all of them.
pub fn numbered(line: &Line, text: &Text) -> Box<Diagnostic> {
    let length = length(&line.code).unwrap_or(0);
    let before: String = line.code.chars().take(length).collect();
    let indent = before.chars().take_while(|c| c.is_whitespace()).count();
    let at = Span { line: line.number, column: indent + 1, length: before.trim().chars().count() };
    let message = format!("\"{}\" stands before the line, and is no part of it.", before.trim());
    let error = Diagnostic::new(Mistake::Syntax, at, message);
    let error = error.hint("A line begins with the name of its step, or with in, param or axis.");
    let lines = &text.lines[line.number - 1..];
    let all: Vec<String> = lines
        .iter()
        .map(|line| match without_number(line) {
            Some(_) => line.text.chars().skip(self::length(&line.code).unwrap_or(0)).collect(),
            None => line.text.to_string(),
        })
        .collect();
    error.fix(span_of(lines), all.join("\n"))
}

/// The characters of `1`, `2.`, `(3)`, `[4]:`, `5|`, `>>>`, `- ` with the blanks around them.
fn length(code: &str) -> Option<usize> {
    let rest = code.trim_start();
    let prompt = rest.strip_prefix(">>>").or(rest.strip_prefix("..."));
    let behind = if let Some(behind) = prompt.or(rest.strip_prefix(['-', '*', '•', '–'])) {
        behind
    } else {
        let opened = rest.strip_prefix("In ").unwrap_or(rest);
        let opened = opened.strip_prefix(['(', '[']).unwrap_or(opened);
        let behind = opened.trim_start_matches(|c: char| c.is_ascii_digit());
        if behind.len() == opened.len() {
            return None;
        }
        behind.trim_start_matches([')', ']', '.', ':', '|'])
    };
    // What is glued to a name is a part of it.
    let is_apart = behind.starts_with(char::is_whitespace) || behind.len() + 1 < rest.len();
    let behind = behind.trim_start();
    (is_apart && behind.starts_with(char::is_alphabetic))
        .then(|| code.chars().count() - behind.chars().count())
}
