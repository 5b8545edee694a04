//! What `checkAnswer` and `fillBlanks` give: a verdict, and what explains it.

use serde::Serialize;
use tsify::Tsify;

use super::trace::Note;
use crate::lab::check::{self, common_mistakes};
use crate::lab::q3_by_hand::fill_in;

/// How a person's table compares with a step.
#[derive(Serialize, Tsify)]
pub struct CheckReport {
    verdict: CheckVerdict,
    /// How many cells the step has.
    cells: usize,
    /// How many of the person's are wrong; 0 where the shape is.
    wrong: usize,
    /// The slips that give the person's numbers, the plainest first.
    slips: Vec<Slip>,
    notes: Vec<Note>,
}

#[derive(Serialize, Tsify)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum CheckVerdict {
    Right,
    /// The first cell that is wrong; its index counts from 0.
    WrongCell {
        index: Vec<usize>,
        /// What the cell is called, such as w₁₂.
        name: String,
        given: String,
        expected: f64,
        /// What the cell is and how it comes about.
        words: String,
    },
    WrongShape {
        message: String,
        /// Whether rows and columns have taken each other's place.
        transposed: bool,
    },
}

/// A usual slip.
#[derive(Serialize, Tsify)]
pub struct Slip {
    /// A stable word, such as "no-scale".
    id: &'static str,
    name: &'static str,
    /// What happened, in a sentence.
    explanation: &'static str,
}

/// What fillings of the program of homework 3 are worth.
#[derive(Serialize, Tsify)]
pub struct BlanksReport {
    /// The program with the fillings in place; an empty blank stays as its name in braces.
    program: String,
    /// Each blank by itself, in a program that is right otherwise.
    blanks: Vec<Blank>,
    /// The program as a whole.
    whole: BlankVerdict,
    /// What stands beside the question, such as a view that PyTorch refuses.
    notes: Vec<Note>,
}

#[derive(Serialize, Tsify)]
pub struct Blank {
    id: &'static str,
    verdict: BlankVerdict,
}

#[derive(Serialize, Tsify)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum BlankVerdict {
    Right,
    Empty,
    /// A text that is no size, tensor, function or module.
    Unclear {
        hole: &'static str,
        message: String,
    },
    /// A line of the program, counted from 1, that stops.
    Misfit {
        line: usize,
        tensor: String,
        axis: String,
        found: usize,
        needed: usize,
        message: String,
    },
    /// Everything fits, and other numbers come out.
    SomethingElse {
        message: String,
    },
    /// Everything fits, and Python or PyTorch stops at a line all the same, counted from 1.
    Refused {
        line: usize,
        message: String,
    },
}

impl From<check::Check> for CheckReport {
    fn from(check: check::Check) -> Self {
        Self {
            verdict: check.verdict.into(),
            cells: check.cells,
            wrong: check.wrong,
            slips: check.slips.into_iter().map(Slip::from).collect(),
            notes: check.notes.into_iter().map(Note::from).collect(),
        }
    }
}

impl From<check::Verdict> for CheckVerdict {
    fn from(verdict: check::Verdict) -> Self {
        match verdict {
            check::Verdict::Right => Self::Right,
            check::Verdict::WrongCell { index, name, given, expected, words } => {
                Self::WrongCell { index, name, given, expected, words }
            }
            check::Verdict::WrongShape { message, transposed } => {
                Self::WrongShape { message, transposed }
            }
        }
    }
}

impl From<&common_mistakes::Slip> for Slip {
    fn from(slip: &common_mistakes::Slip) -> Self {
        Self { id: slip.id, name: slip.name, explanation: slip.what }
    }
}

impl From<fill_in::Report> for BlanksReport {
    fn from(report: fill_in::Report) -> Self {
        let blank =
            |(id, verdict): (&'static str, fill_in::Verdict)| Blank { id, verdict: verdict.into() };
        Self {
            program: report.program,
            blanks: report.blanks.into_iter().map(blank).collect(),
            whole: report.whole.into(),
            notes: report.notes.into_iter().map(Note::from).collect(),
        }
    }
}

impl From<fill_in::Verdict> for BlankVerdict {
    fn from(verdict: fill_in::Verdict) -> Self {
        match verdict {
            fill_in::Verdict::Right => Self::Right,
            fill_in::Verdict::Empty => Self::Empty,
            fill_in::Verdict::Unclear { hole, message } => Self::Unclear { hole, message },
            fill_in::Verdict::SomethingElse { message } => Self::SomethingElse { message },
            fill_in::Verdict::Refused { line, message } => Self::Refused { line, message },
            fill_in::Verdict::Misfit(misfit) => {
                let fill_in::Misfit { line, tensor, axis, found, needed, message } = misfit;
                Self::Misfit { line, tensor, axis, found, needed, message }
            }
        }
    }
}
