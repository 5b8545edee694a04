//! What `readProgram` gives: what a text declares and makes, and what is wrong with it.

use serde::Serialize;
use tsify::Tsify;

use crate::base::letter::Letter;
use crate::language::check::{Origin, remarks};
use crate::language::diagnostic::Diagnostic;
use crate::language::program::diagnose;

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
    let (checked, diagnostics) = diagnose(text);
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
        remarks: if diagnostics.is_empty() { remarks(&checked, text) } else { Vec::new() },
        diagnostics,
    }
}
