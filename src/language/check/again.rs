//! A name that nothing has and that several lines read: one message with all of its places, and cures that
//! write another name on each of these lines.

use crate::grammar::Kind as Sign;
use crate::language::diagnostic::{Diagnostic, Fix, Mistake};
use crate::language::span::Span;
use crate::language::text::{Line, span_of};

/// Lines that a hint names.
const NAMED: usize = 4;

/// Adds the place of a mistake to the one that says the same of this name, if one does.
pub fn is_said_again(said: &mut [Diagnostic], line: &Line, error: &Diagnostic) -> bool {
    let is_name = error.code == Mistake::UnknownName
        || (error.code == Mistake::UnknownLetter && stands_alone(line, error));
    let is_same = |known: &&mut Diagnostic| {
        is_name && error.code == known.code && known.message == error.message
    };
    let Some(first) = said.iter_mut().find(is_same) else { return false };
    first.again.push(Span { line: error.line, column: error.column, length: error.length });
    true
}

/// Whether a letter stands outside of indices and bars, where a number does.
fn stands_alone(line: &Line, error: &Diagnostic) -> bool {
    let before = line.tokens.iter().take_while(|token| token.span.column < error.column);
    let mut depth = 0;
    for token in before {
        depth += i32::from(token.text == "[") - i32::from(token.text == "]");
    }
    let bars =
        line.tokens.iter().any(|token| token.span.column == error.column && token.text == "|");
    depth == 0 && !bars
}

/// Says where else the names of these mistakes are read.
pub fn with_places(said: &mut [Diagnostic], lines: &[Line]) {
    for mistake in said.iter_mut().filter(|mistake| !mistake.again.is_empty()) {
        let mut numbers: Vec<String> =
            mistake.again.iter().take(NAMED).map(|at| at.line.to_string()).collect();
        let others = mistake.again.len() - numbers.len();
        if others > 0 {
            numbers.push(format!("{others} more"));
        }
        let read = match &numbers[..] {
            [only] => format!("Line {only} reads it too."),
            [before @ .., last] => format!("Lines {} and {last} read it too.", before.join(", ")),
            [] => String::new(),
        };
        let hint = format!("{read} {}", mistake.hint);
        let mut said = Box::new(mistake.clone()).hint(hint).other(mistake.again[0]);
        for fix in said.fixes.iter_mut().chain(said.spare.iter_mut()) {
            let is_name = (fix.line, fix.column, fix.length)
                == (mistake.line, mistake.column, mistake.length);
            if is_name {
                *fix = everywhere(fix, &mistake.again, lines);
            }
        }
        *mistake = *said;
    }
}

/// The same text in the place of the same name on the lines below as well.
fn everywhere(fix: &Fix, again: &[Span], lines: &[Line]) -> Fix {
    let last = again.iter().map(|at| at.line).max().unwrap_or(fix.line);
    let own = Span { line: fix.line, column: fix.column, length: fix.length };
    let Some(name) = lines.get(fix.line - 1).map(|line| line.slice(own)) else {
        return fix.clone();
    };
    let lines = &lines[fix.line - 1..last];
    let mut all = Vec::new();
    for line in lines {
        let is_read = line.number == fix.line || again.iter().any(|at| at.line == line.number);
        let mut text = line.text.to_string();
        let names = line.tokens.iter().rev();
        for token in
            names.filter(|token| is_read && token.kind == Sign::Name && token.text == *name)
        {
            text = Fix::new(Span { line: 1, ..token.span }, &*fix.text).apply(&text);
        }
        all.push(text);
    }
    Fix::new(span_of(lines), all.join("\n"))
}
