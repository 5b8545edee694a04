//! The tables of pastes, tensors and masks: what each text is read as, or why it is refused.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/table.rs"]
mod table;

use attention_playground::base::error::{Code, Error};
use attention_playground::input::{
    Format, Parsed, ParsedTensor, parse_cells, parse_mask, parse_matrix, parse_tensor,
};
use serde_json::{Value, json};
use table::{masks, pastes, tensors, text};

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
    compare("format", parsed.format.word().into(), &expected["format"]);
    compare("notes", notes.into(), &expected["notes"]);
    compare(
        "alternatives",
        labels.into(),
        expected.get("alternatives").unwrap_or(&Value::Array(vec![])),
    );
    compare("unsure", parsed.unsure.into(), expected.get("unsure").unwrap_or(&Value::Bool(false)));
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
            differences.push(format!("{what}: {error} ({})", error.code.word()));
        }
    };
    let index = |key: &str| expected.get(key).and_then(Value::as_u64);
    let contains = |text: &str, key: &str| {
        expected.get(key).and_then(Value::as_str).is_none_or(|part| text.contains(part))
    };
    check(error.code.word() == expected["code"], "another code");
    check(error.place.row.map(|row| row as u64) == index("row"), "another row");
    check(error.place.column.map(|column| column as u64) == index("column"), "another column");
    check(contains(&error.cause, "cause_contains"), "another cause");
    check(contains(&error.hint, "hint_contains"), "another hint");
    check(error.hint.ends_with('.'), "no next step");
    check(error.to_string().chars().count() <= 200, "too long");
    differences
}

/// Everything in which a tensor that was read differs from what the table says.
fn tensor_differences(tensor: &ParsedTensor, expected: &Value) -> Vec<String> {
    let notes: Vec<&str> = tensor.notes.iter().map(|note| note.code).collect();
    let labels: Vec<&str> = tensor.alternatives.iter().map(|other| &*other.label).collect();
    let numbers: Vec<f64> = expected["values"]
        .as_array()
        .map(|values| values.iter().filter_map(Value::as_f64).collect())
        .unwrap_or_default();
    let none = Value::Array(Vec::new());
    let checks = [
        ("shape", json!(tensor.shape) == expected["shape"]),
        ("values", numbers == tensor.values),
        ("format", tensor.format.word() == expected["format"]),
        ("notes", json!(notes) == expected["notes"]),
        ("alternatives", json!(labels) == *expected.get("alternatives").unwrap_or(&none)),
        ("cells", tensor.cells.len() == tensor.values.len()),
    ];
    let wrong = checks.iter().filter(|(_, good)| !good);
    wrong.map(|(what, _)| format!("other {what}: {tensor:?}")).collect()
}

/// Reads every text of a table, and says in what the results differ from it.
fn check<T>(
    table: Vec<Value>,
    read: impl Fn(&Value, &str) -> Result<T, Error>,
    differences: fn(&T, &Value) -> Vec<String>,
) {
    let mut failures = Vec::new();
    for case in table {
        let outcome = read(&case, &text(&case["paste"]));
        let found = match (outcome, case.get("ok"), case.get("error")) {
            (Ok(read), Some(expected), None) => differences(&read, expected),
            (Err(error), None, Some(expected)) => error_differences(&error, expected),
            (Ok(_), None, Some(_)) => vec!["was accepted".to_owned()],
            (Err(error), Some(_), None) => vec![format!("was refused: {error}")],
            _ => vec!["needs either ok or error".to_owned()],
        };
        failures.extend(found.iter().map(|difference| format!("{}: {difference}", case["name"])));
    }
    assert!(failures.is_empty(), "{} differences\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_paste_is_read_as_the_table_says() {
    check(pastes(), |_, text| parse_matrix(text), differences);
}

#[test]
fn every_tensor_is_read_as_the_table_says() {
    let rank = |case: &Value| case["rank"].as_u64().and_then(|rank| usize::try_from(rank).ok());
    let read = |case: &Value, text: &str| parse_tensor(text, rank(case).expect("it has a rank"));
    check(tensors(), read, tensor_differences);
}

/// How many queries and keys there are, where a row of the table of masks says so.
fn sizes(case: &Value) -> Option<[usize; 2]> {
    let size = |at: usize| usize::try_from(case["sizes"][at].as_u64()?).ok();
    Some([size(0)?, size(1)?])
}

#[test]
fn every_mask_is_read_as_the_table_says() {
    check(masks(), |case, text| parse_mask(text, sizes(case)), differences);
}

#[test]
fn what_a_mask_may_mean_is_a_mask_too() {
    for case in masks().iter().filter(|case| case.get("ok").is_some()) {
        let mask = parse_mask(&text(&case["paste"]), sizes(case)).expect("the table says so");
        assert!(mask.grid.values.iter().all(|value| *value == 0.0 || *value == 1.0));
        for other in mask.alternatives {
            // Where a key may be read in one reading, it may not in the other.
            let other = parse_cells("mask", &other.cells).expect("an alternative can be chosen");
            let sums = mask.grid.values.iter().zip(&other.values).map(|(a, b)| a + b);
            assert!(sums.into_iter().all(|sum| sum == 1.0), "{}", case["name"]);
        }
    }
}

#[test]
fn the_table_of_pastes_is_large() {
    assert!(pastes().len() >= 300, "{}", pastes().len());
}

#[test]
fn the_table_has_a_case_of_every_code_and_format() {
    let table = pastes();
    let masks = masks();
    let has = |kind: &str, key: &str, word: &str| {
        table.iter().chain(&masks).any(|case| case[kind][key] == word)
    };
    let codes = CODES.iter().map(|code| code.word()).filter(|code| !has("error", "code", code));
    let formats = Format::ALL
        .iter()
        .map(|format| format.word())
        .filter(|format| !has("ok", "format", format));
    assert_eq!(codes.chain(formats).collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn names_in_the_table_are_unique() {
    for table in [pastes(), tensors(), masks()] {
        let mut names: Vec<&str> = table.iter().filter_map(|case| case["name"].as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), table.len());
    }
}

#[test]
fn the_other_readings_are_matrices_too() {
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

/// What a paste leaves in the blanks can be copied, and is read again to the last bit.
#[test]
fn what_stands_in_the_blanks_is_read_again() {
    for case in table::pastes() {
        let Ok(parsed) = parse_matrix(&table::text(&case["paste"])) else { continue };
        let rows: Vec<String> = parsed.grid.cells.iter().map(|row| row.join("\t")).collect();
        let again = parse_matrix(&rows.join("\n")).map(|again| again.grid.values);
        assert_eq!(again, Ok(parsed.grid.values), "{}", case["name"]);
    }
}
