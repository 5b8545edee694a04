//! The table of pastes: what each is read as, or why it is refused.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/table.rs"]
mod table;

use attention_playground::base::error::{Code, Error};
use attention_playground::input::{Format, Parsed, parse_matrix};
use serde_json::Value;
use table::{pastes, text};

/// The codes that the text of a matrix can yield; the other codes belong to requests and graphs.
const CODES: [Code; 14] = [
    Code::Empty,
    Code::EmptyCell,
    Code::NotANumber,
    Code::NotFinite,
    Code::NumberTooLarge,
    Code::NumberTooLong,
    Code::MixedSeparators,
    Code::RowLength,
    Code::Nesting,
    Code::Elided,
    Code::BlankLine,
    Code::InvisibleCharacter,
    Code::NotAMatrix,
    Code::TooLarge,
];

/// Everything in which a matrix that was read differs from what the table says.
fn differences(parsed: &Parsed, expected: &Value) -> Vec<String> {
    let mut differences = Vec::new();
    let mut compare = |what: &str, found: Value, expected: &Value| {
        if found != *expected {
            differences.push(format!("{what} {found}, expected {expected}"));
        }
    };
    let grid = &parsed.grid;
    let notes: Vec<&str> = grid.notes.iter().map(|note| note.code).collect();
    let labels: Vec<&str> = parsed.alternatives.iter().map(|other| other.label.as_str()).collect();
    compare("rows", grid.rows.into(), &expected["rows"]);
    compare("columns", grid.columns.into(), &expected["columns"]);
    compare("format", parsed.format.as_str().into(), &expected["format"]);
    compare("notes", notes.into(), &expected["notes"]);
    compare(
        "alternatives",
        labels.into(),
        expected.get("alternatives").unwrap_or(&Value::Array(vec![])),
    );
    if let Some(says) = expected.get("says") {
        let messages: Vec<&str> = grid.notes.iter().map(|note| &*note.message).collect();
        compare("messages", messages.into(), says);
    }
    if let Some(cells) = expected.get("cells") {
        compare("cells", serde_json::json!(grid.cells), cells);
    }
    let values: Vec<f64> = match &expected["values"] {
        Value::Array(values) => values.iter().filter_map(Value::as_f64).collect(),
        _ => vec![expected["all"].as_f64().expect("values, or all"); grid.rows * grid.columns],
    };
    let bits = |values: &[f64]| values.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
    if bits(&values) != bits(&grid.values) {
        differences.push(format!("values {:?}, expected {values:?}", grid.values));
    }
    differences
}

/// Everything in which an error differs from what the table says, or from what every error owes.
fn error_differences(error: &Error, expected: &Value) -> Vec<String> {
    let mut differences = Vec::new();
    let mut check = |good: bool, what: &str| {
        if !good {
            differences.push(format!("{what}: {error} ({})", error.code.as_str()));
        }
    };
    let index = |key: &str| expected.get(key).and_then(Value::as_u64);
    let contains = |text: &str, key: &str| {
        expected.get(key).and_then(Value::as_str).is_none_or(|part| text.contains(part))
    };
    check(error.code.as_str() == expected["code"], "another code");
    check(error.place.row.map(|row| row as u64) == index("row"), "another row");
    check(error.place.column.map(|column| column as u64) == index("column"), "another column");
    check(contains(&error.cause, "cause_contains"), "another cause");
    check(contains(&error.hint, "hint_contains"), "another hint");
    check(error.hint.ends_with('.'), "no next step");
    check(error.to_string().chars().count() <= 200, "too long");
    differences
}

#[test]
fn every_paste_is_read_as_the_table_says() {
    let mut failures = Vec::new();
    for case in pastes() {
        let differences =
            match (parse_matrix(&text(&case["paste"])), case.get("ok"), case.get("error")) {
                (Ok(parsed), Some(expected), None) => differences(&parsed, expected),
                (Err(error), None, Some(expected)) => error_differences(&error, expected),
                (Ok(parsed), None, Some(_)) => {
                    vec![format!("was accepted as {:?}", parsed.grid.cells)]
                }
                (Err(error), Some(_), None) => vec![format!("was refused: {error}")],
                _ => vec!["needs either ok or error".to_owned()],
            };
        failures
            .extend(differences.iter().map(|difference| format!("{}: {difference}", case["name"])));
    }
    assert!(failures.is_empty(), "{} differences\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn the_table_has_a_case_of_every_code_and_format() {
    let table = pastes();
    let has = |kind: &str, key: &str, word: &str| table.iter().any(|case| case[kind][key] == word);
    let codes = CODES.iter().map(|code| code.as_str()).filter(|code| !has("error", "code", code));
    let formats = Format::ALL
        .iter()
        .map(|format| format.as_str())
        .filter(|format| !has("ok", "format", format));
    assert_eq!(codes.chain(formats).collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn names_in_the_table_are_unique() {
    let table = pastes();
    let mut names: Vec<&str> = table.iter().filter_map(|case| case["name"].as_str()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), table.len());
}

#[test]
fn the_other_readings_are_matrices_too() {
    use attention_playground::input::parse_cells;
    for case in pastes().iter().filter(|case| case.get("ok").is_some()) {
        let parsed = parse_matrix(&text(&case["paste"])).expect("the table says so");
        for other in &parsed.alternatives {
            let grid = parse_cells("q", &other.cells).expect("an alternative can be chosen");
            assert_ne!(grid.cells, parsed.grid.cells, "{}", case["name"]);
        }
        // What the editable table shows says the same as the paste.
        let again = parse_cells("q", &parsed.grid.cells).expect("cells can be read again");
        assert_eq!(again.values, parsed.grid.values, "{}", case["name"]);
        assert_eq!(again.cells, parsed.grid.cells, "{}", case["name"]);
    }
}
