//! Whether the lines of a program mean something together: line by line, with what stands above.

mod bad_names;
mod concat;
mod condition;
mod declare;
mod elsewhere;
mod habits;
mod letters;
mod names;
mod order;
mod pairs;
mod places;
mod remarks;
mod scope;
mod similar;
mod spelling;
mod step;

use crate::language::diagnostic::{Diagnostic, Mistake};
use crate::language::read;
use crate::language::span::Span;
use crate::language::syntax::Statement;
use crate::language::text::{CHARACTERS, LINES, Line, lines};
pub use condition::whole_count;
pub use letters::visit;
pub use order::order;
pub use places::free;
pub use remarks::remarks;
pub use scope::{Checked, Origin, Scope, Step, TableAxis};

/// What reading a text gives.
pub struct Outline {
    /// What is known of it; all of it where nothing is wrong.
    pub checked: Checked,
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a text and checks it. The cures are not yet tried.
#[must_use]
pub fn outline(text: &str) -> Outline {
    checked(text, HABITS)
}

/// The same without looking for what its lines may mean.
#[must_use]
pub fn bare_outline(text: &str) -> Outline {
    checked(text, 0)
}

/// Mistakes, from the top, whose lines are looked at for what they may mean.
const HABITS: usize = 8;

fn checked(text: &str, habits: usize) -> Outline {
    let mut scope = Scope::default();
    let mut diagnostics = Vec::new();
    if let Some(error) = too_long(text) {
        return Outline { checked: scope.checked, diagnostics: vec![*error] };
    }
    let lines = lines(text);
    scope.lines.clone_from(&lines);
    let read: Vec<_> = lines.iter().map(|line| (line, read::statement(line))).collect();
    for (_, statement) in &read {
        if let Ok(Some(statement)) = statement {
            scope.foretell(statement);
        }
    }
    let mut note: Option<String> = None;
    // Whether the line above is a list that ends with a comma.
    let mut goes_on = false;
    for (line, statement) in read {
        let went_on = std::mem::take(&mut goes_on);
        let comment = line.comment.clone().filter(|comment| !comment.is_empty());
        match statement {
            Ok(None) => {
                // Comments of several lines are one note; an empty line ends it.
                note = match (note, comment) {
                    (Some(above), Some(comment)) => Some(format!("{above} {comment}")),
                    (_, comment) => comment,
                };
            }
            Ok(Some(statement)) => {
                let note = note.take().or(comment);
                if let Err(error) = enter(&mut scope, line, statement, note) {
                    say(&mut diagnostics, &mut scope, line, error, habits);
                }
            }
            Err(error) => {
                note = None;
                goes_on = line.code.trim_end().ends_with(',');
                // What a list goes on with is no mistake of its own.
                if went_on && !line.code.contains('=') {
                    scope.recover_rest(line);
                    continue;
                }
                let error = scope.unknown_call(line, &error).unwrap_or(error);
                say(&mut diagnostics, &mut scope, line, error, habits);
                scope.recover(line);
            }
        }
    }
    if diagnostics.is_empty() && scope.checked.steps.is_empty() {
        diagnostics.push(*no_step(&lines));
    }
    Outline { checked: scope.checked, diagnostics }
}

/// Adds a mistake, unless it is said of a name that was refused above.
fn say(
    said: &mut Vec<Diagnostic>,
    scope: &mut Scope,
    line: &Line,
    error: Box<Diagnostic>,
    habits: usize,
) {
    let is_name = |known: &Diagnostic| {
        known.code == Mistake::BadName && error.code == known.code && error.message == known.message
    };
    let is_known = said.iter().any(is_name) || scope.follows_bad_name(line);
    if !is_known {
        let error = scope.renamed(line, error);
        let error = if said.len() < habits { scope.habits(line, error) } else { error };
        scope.remember_bad_name(line, &error);
        said.push(*error);
    }
}

fn enter(
    scope: &mut Scope,
    line: &Line,
    statement: Statement,
    note: Option<String>,
) -> Result<(), Box<Diagnostic>> {
    match statement {
        Statement::Inputs(inputs) => scope.declare_inputs(inputs),
        Statement::Params(params) => scope.declare_params(params),
        Statement::Axes(axes) => scope.declare_axes(axes),
        Statement::Step { left, right } => scope.add_step(line, left, right, note),
    }
}

fn too_long(text: &str) -> Option<Box<Diagnostic>> {
    let (characters, lines) = (text.chars().count(), text.lines().count());
    let (found, most, what) = if characters > CHARACTERS {
        (characters, CHARACTERS, "characters")
    } else if lines > LINES {
        (lines, LINES, "lines")
    } else {
        return None;
    };
    let at = Span { line: 1, column: 1, length: 0 };
    let message = format!("The program has {found} {what}; the most here is {most}.");
    Some(Diagnostic::new(Mistake::TooLong, at, message).hint("Shorten it."))
}

fn no_step(lines: &[Line]) -> Box<Diagnostic> {
    let last = lines.iter().rev().find(|line| !line.code.trim().is_empty());
    let at = last.map_or(Span { line: 1, column: 1, length: 0 }, Line::span);
    let error =
        Diagnostic::new(Mistake::NoStep, at, "The program has no step, so nothing is its output.");
    error.hint("Write a line such as output[i,m] = sum[j] weights[i,j] v[j,m].")
}
