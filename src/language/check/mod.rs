//! Whether the lines of a program mean something together: line by line, with what stands above.

mod again;
mod bad_names;
mod concat;
mod condition;
mod declare;
mod elsewhere;
mod habits;
mod letters;
mod names;
mod numbered;
mod order;
mod pairs;
mod places;
mod recover;
mod remarks;
mod scope;
mod similar;
mod spelling;
mod step;

use std::rc::Rc;

use crate::language::diagnostic::{Diagnostic, Mistake, Outcome};
use crate::language::read;
use crate::language::span::Span;
use crate::language::syntax::Statement;
use crate::language::text::{CHARACTERS, LINES, Line};
pub use condition::{check_width, whole_count};
pub use order::order;
pub use places::free;
pub use remarks::remarks;
pub use scope::{Checked, Origin, Scope, Step, TableAxis};

/// The lines of a text with what each says by itself; a copy shares them.
#[derive(Clone, Default)]
pub struct Text {
    lines: Rc<[Line]>,
    statements: Rc<[Rc<Outcome<Option<Statement>>>]>,
}

/// What reading a text gives.
pub struct Outline {
    /// What is known of it; all of it where nothing is wrong.
    pub checked: Checked,
    pub diagnostics: Vec<Diagnostic>,
    /// The text, for others that are much like it.
    pub text: Text,
    /// Lines that were read anew, and lines that were checked.
    pub looked_at: usize,
}

/// Mistakes, from the top, whose lines are looked at for what they may mean.
const HABITS: usize = 8;

/// How a text is checked.
#[derive(Clone, Copy)]
pub enum Depth {
    /// With what the lines of its first mistakes may mean.
    Habits,
    /// Without it.
    Bare,
}

/// Reads a text and checks it. The cures are not yet tried.
#[must_use]
pub fn outline(text: &str) -> Outline {
    outline_while(text, &Text::default(), Depth::Habits, |_| true)
}

/// Reads a text that is much like another one up to its first mistake that does not pass.
#[must_use]
pub fn outline_while(
    text: &str,
    like: &Text,
    depth: Depth,
    passes: impl Fn(&Diagnostic) -> bool,
) -> Outline {
    if let Some(error) = too_long(text) {
        let diagnostics = vec![*error];
        let (checked, text) = (Checked::default(), Text::default());
        return Outline { checked, diagnostics, text, looked_at: 0 };
    }
    let (text, read) = Text::like(like, text);
    let (checked, diagnostics, looked_at) = checked(&text, depth, passes);
    Outline { checked, diagnostics, text, looked_at: read + looked_at }
}

impl Text {
    /// A text, and how many of its lines were read anew: those that another one has at the same place
    /// are not.
    fn like(other: &Self, text: &str) -> (Self, usize) {
        let mut read = 0;
        let mut lines = Vec::new();
        let mut statements = Vec::new();
        for (place, typed) in text.lines().enumerate() {
            let known = other.lines.get(place).filter(|known| *known.text == *typed);
            let line = known.cloned().unwrap_or_else(|| Line::new(place + 1, typed));
            let statement = if known.is_some() {
                Rc::clone(&other.statements[place])
            } else {
                read += 1;
                Rc::new(read::statement(&line))
            };
            lines.push(line);
            statements.push(statement);
        }
        (Self { lines: lines.into(), statements: statements.into() }, read)
    }
}

fn checked(
    text: &Text,
    depth: Depth,
    passes: impl Fn(&Diagnostic) -> bool,
) -> (Checked, Vec<Diagnostic>, usize) {
    let habits = match depth {
        Depth::Habits => HABITS,
        Depth::Bare => 0,
    };
    let mut scope = Scope { lines: Rc::clone(&text.lines), ..Scope::default() };
    let mut diagnostics = Vec::new();
    for statement in &*text.statements {
        if let Ok(Some(statement)) = &**statement {
            scope.foretell(statement);
        }
    }
    let mut note: Option<String> = None;
    let mut goes_on = GoesOn::No;
    let mut is_numbered = false;
    for (line, statement) in text.lines.iter().zip(&*text.statements) {
        if diagnostics.last().is_some_and(|last| !passes(last)) {
            return (scope.checked, diagnostics, line.number);
        }
        let went_on = std::mem::take(&mut goes_on);
        let comment = line.comment.as_deref().filter(|comment| !comment.is_empty());
        match &**statement {
            Ok(None) => {
                // Comments of several lines are one note; an empty line ends it.
                note = match (note, comment) {
                    (Some(above), Some(comment)) => Some(format!("{above} {comment}")),
                    (_, comment) => comment.map(str::to_owned),
                };
            }
            Ok(Some(statement)) => {
                let note = note.take().or(comment.map(str::to_owned));
                if let Err(error) = enter(&mut scope, line, statement.clone(), note) {
                    say(&mut diagnostics, &mut scope, line, error, habits);
                }
            }
            Err(error) => {
                note = None;
                if let Some((plain, statement)) = numbered::without_number(line) {
                    if !std::mem::replace(&mut is_numbered, true) {
                        diagnostics.push(*numbered::numbered(line, text));
                    }
                    if let Err(error) = enter(&mut scope, &plain, statement, None) {
                        say(&mut diagnostics, &mut scope, &plain, error, habits);
                    }
                    continue;
                }
                goes_on = GoesOn::behind(line, error);
                // What a list or a formula goes on with is no mistake of its own.
                if went_on != GoesOn::No && habits::goes_on(line) {
                    if went_on == GoesOn::List {
                        scope.recover_rest(line);
                    }
                    continue;
                }
                let error = scope.unknown_call(line, error).unwrap_or_else(|| error.clone());
                say(&mut diagnostics, &mut scope, line, error, habits);
                scope.recover(line);
            }
        }
    }
    if diagnostics.is_empty() && scope.checked.steps.is_empty() {
        diagnostics.push(*no_step(&text.lines));
    }
    again::with_places(&mut diagnostics, &text.lines);
    (scope.checked, diagnostics, text.lines.len())
}

/// Whether a line that cannot be read goes on below.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum GoesOn {
    #[default]
    No,
    /// A list that ends with a comma.
    List,
    /// A formula whose end is missing.
    Formula,
}

impl GoesOn {
    fn behind(line: &Line, error: &Diagnostic) -> Self {
        if line.code.trim_end().ends_with(',') {
            Self::List
        } else if habits::is_unfinished(line, error) {
            Self::Formula
        } else {
            Self::No
        }
    }
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
    let is_known = said.iter().any(is_name)
        || scope.follows_bad_name(line)
        || again::is_said_again(said, line, &error);
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
