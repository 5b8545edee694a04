//! Programs as people write them: which are read, and what is said of those that are not.
#![cfg(not(target_arch = "wasm32"))]

use attention_playground::base::error::Code;
use attention_playground::language::program::OwnProgram;
use attention_playground::language::report::{ProgramReport, report};
use attention_playground::request::Request;
use attention_playground::request::run::run;
use serde_json::Value;

fn table(text: &str) -> Vec<Value> {
    serde_json::from_str(text).unwrap()
}

fn right() -> Vec<Value> {
    table(include_str!("programs-right.json"))
}

fn wrong() -> Vec<Value> {
    table(include_str!("programs-wrong.json"))
}

fn word<'r>(row: &'r Value, key: &str) -> &'r str {
    row[key].as_str().unwrap()
}

#[test]
fn programs_of_papers_are_read_and_run() {
    for row in right() {
        let (title, text) = (word(&row, "title"), word(&row, "text"));
        let ProgramReport { diagnostics, .. } = report(text);
        assert!(diagnostics.is_empty(), "{title}: {diagnostics:#?}");
        let program = OwnProgram::read(text).unwrap();
        let tables = program.tables();
        let request = Request { gradients: true, ..Request::default() };
        let trace =
            run(&tables.variant(), &request).unwrap_or_else(|error| panic!("{title}: {error}"));
        let output = &trace.values[trace.graph.output.0];
        assert!(output.data.iter().all(|cell| cell.is_finite()), "{title}: {:?}", output.data);
        assert_eq!(trace.gradients.len(), program.tables().variant().numeric(&trace.graph).len());
    }
}

/// What differs between what is said of a wrong program and what its row says.
fn differences(row: &Value) -> Vec<String> {
    let (name, text) = (word(row, "name"), word(row, "text"));
    let found = report(text).diagnostics;
    let mut wrong = Vec::new();
    let [only] = &found[..] else {
        return vec![format!("{name}: {} messages\n{found:#?}", found.len())];
    };
    let place = (only.code.word(), only.line, only.column);
    let whole = |key: &str| usize::try_from(row[key].as_u64().unwrap()).unwrap();
    let expected = (word(row, "code"), whole("line"), whole("column"));
    if place != expected {
        wrong.push(format!("{name}: {place:?} for {expected:?}: {}", only.message));
    }
    for says in row["says"].as_array().unwrap() {
        let says = says.as_str().unwrap();
        if !only.message.contains(says) && !only.hint.contains(says) {
            wrong.push(format!("{name}: \"{says}\" is not in: {} {}", only.message, only.hint));
        }
    }
    if only.fixes.len() < whole("cures") {
        wrong.push(format!("{name}: {} cures for {}: {only:#?}", only.fixes.len(), row["cures"]));
    }
    for fix in &only.fixes {
        let left = report(&fix.apply(text)).diagnostics;
        // What graphs cannot do yet is no mistake of the text.
        if left.iter().any(|left| left.code.word() != "not-yet") {
            wrong.push(format!("{name}: {fix:?} leaves {left:#?}"));
        }
    }
    if only.hint.is_empty() {
        wrong.push(format!("{name}: no hint"));
    }
    wrong
}

#[test]
fn a_mistake_has_one_message_at_its_place_and_cures_that_cure() {
    let rows = wrong();
    let cured = rows.iter().filter(|row| row["cures"].as_u64() > Some(0)).count();
    assert!(rows.len() >= 80 && cured >= 40, "{} rows, {cured} with cures", rows.len());
    let differences: Vec<String> = rows.iter().flat_map(differences).collect();
    assert!(
        differences.is_empty(),
        "{} differences\n{}",
        differences.len(),
        differences.join("\n")
    );
}

#[test]
fn a_program_that_is_wrong_does_not_run_and_says_where() {
    for row in wrong() {
        let error = OwnProgram::read(word(&row, "text")).unwrap_err();
        assert_eq!(error.code, Code::Program);
        assert_eq!(
            error.place.line,
            row["line"].as_u64().map(|line| usize::try_from(line).unwrap())
        );
    }
}

/// A name of any length may stand in a program; no message may grow with it.
#[test]
fn no_message_grows_with_the_program() {
    let name = "x".repeat(10_000);
    for text in [format!("s = {name}"), format!("in {name}"), format!("in a[{name}]\ns = 1")] {
        let found = report(&text).diagnostics;
        assert!(!found.is_empty());
        assert!(found.iter().all(|mistake| mistake.message.chars().count() < 300), "{found:?}");
        assert!(found.iter().all(|mistake| mistake.hint.chars().count() < 300), "{found:?}");
    }
}
