//! Code and sessions -> the text that holds the numbers.
//!
//! In this order: `wrapping` takes off fences, quotation marks and doubled backslashes; `sessions`
//! keeps what was printed at prompts, or what was typed where nothing was; `comments` leaves out
//! what programs say to people. Whoever reads the numbers then meets only them and their names, and
//! operators without blanks.

mod comments;
mod sessions;
mod wrapping;

use super::clean::without_blanks_at_operators;
use crate::base::note::Note;

/// What is left, what is to be said about it, and the comments, which may name what they stand by.
#[derive(Debug)]
pub(super) struct Source {
    pub text: String,
    pub notes: Vec<Note>,
    pub comments: Vec<String>,
}

/// Takes off what is no data.
pub(super) fn strip(text: &str) -> Source {
    let mut notes = Vec::new();
    let text = wrapping::open(text, &mut notes);
    let text = sessions::printed(&text, &mut notes);
    let (text, comments) = comments::leave_out(&text, &mut notes);
    Source { text: without_blanks_at_operators(&without_statements(&text)), notes, comments }
}

/// Leaves out lines that bring in libraries or print, beside others.
fn without_statements(text: &str) -> String {
    const BEGINNINGS: [&str; 12] = [
        "import ", "from ", "using ", "library(", "require(", "use ", "#include", "clear", "clc",
        "print(", "display(", "disp(",
    ];
    let is_statement = |line: &&str| {
        let line = line.trim_start();
        BEGINNINGS.iter().any(|begin| line.starts_with(begin)) && !line.contains(['[', '{'])
    };
    if !text.lines().any(|line| is_statement(&line)) || text.lines().all(|line| is_statement(&line))
    {
        return text.to_owned();
    }
    text.lines().filter(|line| !is_statement(line)).collect::<Vec<_>>().join("\n")
}
