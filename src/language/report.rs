//! What `readProgram` gives: what a text declares and makes, and what is wrong with it.

use serde::Serialize;
use tsify::Tsify;

use crate::base::letter::Letter;
use crate::language::check::{Checked, Origin, Text, remarks};
use crate::language::diagnostic::Diagnostic;
use crate::language::program::{OwnProgram, Reading, diagnose};

/// A text as a program: what it has, and what is wrong with it.
#[derive(Debug, Clone, Serialize, Tsify)]
pub struct ProgramReport {
    pub inputs: Vec<ProgramTable>,
    pub params: Vec<ProgramParam>,
    /// The sizes that the text gives to axes.
    pub axes: Vec<ProgramAxis>,
    pub steps: Vec<ProgramStep>,
    /// Empty where it runs.
    pub diagnostics: Vec<Diagnostic>,
    /// What is said of a program that runs: lines that rarely mean what they say.
    pub remarks: Vec<Diagnostic>,
}

/// A table that a program is given.
#[derive(Debug, Clone, Serialize, Tsify)]
pub struct ProgramTable {
    pub name: String,
    pub axes: Vec<String>,
}

/// A number with a field of its own.
#[derive(Debug, Clone, Serialize, Tsify)]
pub struct ProgramParam {
    pub name: String,
    pub value: f64,
}

/// An axis that no table has, with its size as a formula.
#[derive(Debug, Clone, Serialize, Tsify)]
pub struct ProgramAxis {
    pub letter: Letter,
    pub size: String,
}

/// A line that makes a table.
#[derive(Debug, Clone, Serialize, Tsify)]
pub struct ProgramStep {
    pub name: String,
    pub axes: Vec<String>,
    pub line: usize,
}

/// What a text has, and what is wrong with it.
///
/// ```
/// use attention_playground::language::report::report;
///
/// // Homework 4 prints bkh for bhk.
/// let report = report("in q[b,h,k], K[b,m,k]\nlogits[b,h,m] = sum[k] q[b,k,h] K[b,m,k]");
/// let [mistake] = &report.diagnostics[..] else { panic!("one mistake") };
/// assert_eq!(mistake.message, "\"k\" has size |h| in q[b,k,h] and size |k| in K[b,m,k].");
/// assert_eq!(mistake.fixes[0].text, "q[b,h,k]");
/// ```
#[must_use]
pub fn report(text: &str) -> ProgramReport {
    read(text, &Text::default()).report
}

/// What reading a text gives.
pub struct Read {
    pub report: ProgramReport,
    /// The program of a text that is right: who asks more of it need not read it again.
    pub program: Option<OwnProgram>,
    /// The lines, for a text that is much like this one.
    pub lines: Text,
}

/// Reads a text that may have lines of another one.
#[must_use]
pub fn read(text: &str, like: &Text) -> Read {
    let (reading, lines) = diagnose(text, like);
    match reading {
        Reading::Right(own) => {
            let remarks = remarks(own.checked(), text);
            let report = ProgramReport { remarks, ..report_of(own.checked()) };
            Read { report, program: Some(own), lines }
        }
        Reading::Wrong(checked, diagnostics) => {
            let report = ProgramReport { diagnostics, ..report_of(&checked) };
            Read { report, program: None, lines }
        }
    }
}

/// What a text has, of which nothing is said.
fn report_of(checked: &Checked) -> ProgramReport {
    let axes = |axes: &Option<Vec<crate::language::check::TableAxis>>| {
        axes.iter().flatten().map(|axis| axis.name.clone()).collect::<Vec<_>>()
    };
    let given = checked.tables.iter().filter(|table| table.origin == Origin::Given);
    let step = |step: &crate::language::check::Step| {
        let table = checked.tables.named(&step.left.name.text);
        ProgramStep {
            name: step.left.name.text.clone(),
            axes: table.map(|table| axes(&table.axes)).unwrap_or_default(),
            line: step.line,
        }
    };
    ProgramReport {
        inputs: given
            .map(|table| ProgramTable { name: table.name.text.clone(), axes: axes(&table.axes) })
            .collect(),
        params: checked
            .params
            .iter()
            .map(|(name, value)| ProgramParam { name: name.text.clone(), value: *value })
            .collect(),
        axes: checked
            .axes
            .iter()
            .map(|(letter, size)| ProgramAxis { letter: *letter, size: size.to_string() })
            .collect(),
        steps: checked.steps.iter().map(step).collect(),
        diagnostics: Vec::new(),
        remarks: Vec::new(),
    }
}
