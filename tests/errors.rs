//! Every error code is yielded by some input, and every error says where, why and what next.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/json.rs"]
mod json;
#[path = "common/table.rs"]
mod table;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use attention_playground::base::error::{Code, Error, Result};
use attention_playground::input::{parse_cells, parse_matrix};
use attention_playground::language::program::OwnProgram;
use attention_playground::program::axis::Axis;
use attention_playground::program::build::{Builder, Value as Node};
use attention_playground::program::einsum::Equation;
use attention_playground::program::param::{ParamValue, Params, SCALE};
use attention_playground::request::nested::{Cell, Nested};
use attention_playground::request::{Request, run};
use attention_playground::variants::find;
use json::{nested, setting};
use serde_json::{Value, json};
use table::{Refused, answers, formulas, pastes, refusals, text};

/// A graph that its builder refuses: the sizes of `x` and `y`, the program, and the error.
type Row = (&'static str, [Axis; 4], for<'g> fn(&'g Builder, [Node<'g>; 2]) -> Node<'g>, Value);

/// What a variant's author may get wrong: `x` has the axes i and d, `y` has j and e.
#[expect(clippy::too_many_lines, reason = "a table")]
fn graphs() -> Vec<Row> {
    let small = [axis('i', 2), axis('d', 3), axis('j', 4), axis('e', 3)];
    let narrow = [axis('i', 2), axis('d', 3), axis('j', 4), axis('e', 5)];
    let renamed = [axis('i', 2), axis('d', 3), axis('j', 4), Axis { symbol: 'm', ..axis('e', 3) }];
    let long = [axis('i', 1 << 14), axis('d', 1 << 9), axis('j', 1 << 14), axis('e', 1 << 9)];
    let longest = [axis('i', 1 << 31), axis('d', 1 << 31), axis('j', 1 << 31), axis('e', 1 << 31)];
    vec![
        (
            "no arrow",
            small,
            |_, [x, y]| x.contract("id,je", y),
            json!({"code": "equation-syntax", "field": "id,je", "cause_contains": "arrow"}),
        ),
        (
            "two arrows",
            small,
            |_, [x, y]| x.contract("id,je->ij->ij", y),
            json!({"code": "equation-syntax", "field": "id,je->ij->ij"}),
        ),
        (
            "a digit for a letter",
            small,
            |_, [x, y]| x.contract("i1,j1->ij", y),
            json!({"code": "equation-syntax", "field": "i1,j1->ij", "cause_contains": "\"1\""}),
        ),
        (
            "an ellipsis",
            small,
            |_, [x, y]| x.contract("...d,...d->...", y),
            json!({"code": "equation-syntax", "field": "...d,...d->...", "cause_contains": "\".\""}),
        ),
        (
            "a diagonal",
            small,
            |_, [x, y]| x.contract("ii,je->ij", y),
            json!({"code": "equation-syntax", "field": "ii,je->ij", "cause_contains": "twice"}),
        ),
        (
            "one letter twice in the result",
            small,
            |_, [x, y]| x.contract("id,je->ii", y),
            json!({"code": "equation-syntax", "field": "id,je->ii", "cause_contains": "twice"}),
        ),
        (
            "a letter of no operand",
            small,
            |_, [x, y]| x.contract("id,je->ijz", y),
            json!({"code": "letter-unknown", "field": "id,je->ijz", "found": "z", "hint_contains": "id,je"}),
        ),
        (
            "no comma",
            small,
            |_, [x, y]| x.contract("id->i", y),
            json!({"code": "operand-count", "field": "id->i", "expected": "1", "found": "2"}),
        ),
        (
            "a comma too many",
            small,
            |_, [x, y]| x.contract("id,je,->ij", y),
            json!({"code": "operand-count", "field": "id,je,->ij", "expected": "3", "found": "2"}),
        ),
        (
            "an axis without a letter",
            small,
            |_, [x, y]| x.contract("id,j->ij", y),
            json!({"code": "operand-rank", "field": "id,j->ij", "expected": "1", "found": "2", "cause_contains": "Operand 2"}),
        ),
        (
            "a letter without an axis",
            small,
            |_, [x, y]| x.contract("bid,je->ij", y),
            json!({"code": "operand-rank", "field": "bid,je->ij", "expected": "3", "found": "2", "cause_contains": "Operand 1"}),
        ),
        (
            "one letter, two sizes",
            narrow,
            |_, [x, y]| x.contract("id,jd->ij", y),
            json!({"code": "letter-size", "field": "id,jd->ij", "expected": "size 3", "found": "size 5", "cause_contains": "\"d\""}),
        ),
        (
            "two sizes that are equal by accident",
            renamed,
            |_, [x, y]| x.contract("id,jd->ij", y),
            json!({"code": "letter-size", "field": "id,jd->ij", "expected": "size d", "found": "size m"}),
        ),
        (
            "only the first thing that is wrong",
            small,
            |_, [x, y]| x.contract("id,je->ijz", y).contract("no equation", y).softmax('z'),
            json!({"code": "letter-unknown", "field": "id,je->ijz", "found": "z", "hint_contains": "id,je"}),
        ),
        (
            "an input that is not declared",
            small,
            |g, _| g.inputs(["w_q"])[0].named("queries"),
            json!({"code": "unknown-input", "field": "w_q", "cause_contains": "w_q"}),
        ),
        (
            "softmax over an axis of another tensor",
            small,
            |_, [x, _]| x.softmax('j'),
            json!({"code": "unknown-axis", "field": "x", "found": "j", "hint_contains": "id"}),
        ),
        (
            "the largest over an axis of no tensor",
            small,
            |_, [_, y]| y.named("keys").one_hot('z', false),
            json!({"code": "unknown-axis", "field": "keys", "found": "z", "hint_contains": "je"}),
        ),
        (
            "division by the root of no axis",
            small,
            |_, [x, _]| x.scale('z'),
            json!({"code": "unknown-axis", "found": "z", "cause_contains": "\"z\""}),
        ),
        (
            "a sum that divides by no axis",
            small,
            |_, [x, _]| x.sum("id->i").div_size('z'),
            json!({"code": "unknown-axis", "found": "z", "cause_contains": "\"z\""}),
        ),
        (
            "a term for each of two where there is one",
            small,
            |_, [x, _]| x.sum("id,je->ij"),
            json!({"code": "operand-count", "field": "id,je->ij", "expected": "2", "found": "1"}),
        ),
        (
            "cell by cell, two sizes",
            narrow,
            |_, [x, y]| x.div("id,jd->ijd", y),
            json!({"code": "letter-size", "field": "id,jd->ijd", "expected": "size 3", "found": "size 5"}),
        ),
        (
            "heads that do not divide the width",
            small,
            |_, [_, y]| y.split('j', ['h', 'k'], 3, "heads"),
            json!({"code": "param-value", "field": "heads", "expected": "1, 2, 4", "found": "3", "hint_contains": "1, 2, 4"}),
        ),
        (
            "no heads at all",
            small,
            |_, [_, y]| y.split('j', ['h', 'k'], 0, "heads"),
            json!({"code": "param-value", "field": "heads", "expected": "1, 2, 4", "found": "0"}),
        ),
        (
            "a split of an axis that is not there",
            small,
            |_, [x, _]| x.split('z', ['h', 'k'], 1, "heads"),
            json!({"code": "unknown-axis", "field": "x", "found": "z", "hint_contains": "id"}),
        ),
        (
            "heads joined that are none",
            small,
            |_, [x, _]| x.merge(['i', 'v'], 'u'),
            json!({"code": "unknown-axis", "field": "x", "found": "v", "hint_contains": "id"}),
        ),
        (
            "a token appended along no axis",
            small,
            |_, [x, y]| x.concat('n', 'j', y),
            json!({"code": "unknown-axis", "field": "x", "found": "n", "hint_contains": "id"}),
        ),
        (
            "more multiplications than a person waits for",
            long,
            |_, [x, y]| x.contract("id,je->ij", y),
            json!({"code": "too-large", "field": "id,je->ij", "expected": "2147483648", "found": "70368744177664"}),
        ),
        (
            "more cells than fit",
            long,
            |_, [x, _]| x.softmax('d'),
            json!({"code": "too-large", "field": "sizes", "expected": "16777216", "found": "25165824"}),
        ),
        (
            "a product that wraps in 64 bits",
            longest,
            |_, [x, y]| x.contract("id,je->idje", y),
            json!({"code": "too-large", "field": "id,je->idje", "expected": "2147483648", "found": u64::MAX.to_string()}),
        ),
    ]
}

/// A row of either table, ready to be called.
type Call<'r> = Box<dyn Fn() -> Result<()> + 'r>;

fn axis(letter: char, size: usize) -> Axis {
    Axis::new(letter, size).expect("a size of 1 or more")
}

fn build((_, [i, d, j, e], program, _): &Row) -> Result<()> {
    let scale = Params([(SCALE.name.to_owned(), ParamValue::Flag(true))].into());
    let builder = Builder::new(vec![("x", vec![*i, *d]), ("y", vec![*j, *e])], scale);
    let output = program(&builder, builder.inputs(["x", "y"])).id();
    builder.finish(output).map(drop)
}

/// A row of the table of requests, as the native API takes it.
fn ask(row: &Value) -> Result<()> {
    if let Some(program) = row["variant"]["program"].as_str() {
        return OwnProgram::read(program).map(drop);
    }
    let variant = find(row["variant"].as_str().unwrap_or("argmax"))?;
    let trace = run::run(variant, &request(&row["request"]))?;
    row["step"].as_str().map_or(Ok(()), |step| trace.graph.find(step).map(drop))
}

fn request(json: &Value) -> Request {
    let fields = |key: &str| json[key].as_object().cloned().unwrap_or_default();
    let size = |value: &Value| usize::try_from(value.as_u64().expect("a size")).expect("it fits");
    Request {
        inputs: fields("inputs").into_iter().map(|(name, cells)| (name, nested(&cells))).collect(),
        params: fields("params").into_iter().map(|(name, v)| (name, setting(&v))).collect(),
        sizes: fields("sizes")
            .into_iter()
            .map(|(name, v)| (name.parse().expect("one letter"), size(&v)))
            .collect(),
        ..Request::default()
    }
}

/// What differs between an outcome and the error that a row names.
fn differences(name: &str, outcome: Result<()>, row: &Value) -> Vec<String> {
    let found = match outcome {
        Ok(()) => vec!["was accepted".to_owned()],
        Err(error) => Refused::from(error).all_differences(row),
    };
    found.into_iter().map(|difference| format!("{name}: {difference}")).collect()
}

fn assert_none(failures: &[String]) {
    assert!(failures.is_empty(), "{} differences\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_code_is_yielded_by_some_input() {
    let tables = [
        refusals(),
        pastes(),
        answers(),
        formulas(),
        graphs().into_iter().map(|row| json!({"error": row.3})).collect(),
    ];
    let rows = tables.iter().flatten();
    let yielded: BTreeSet<&str> = rows.filter_map(|row| row["error"]["code"].as_str()).collect();
    let known: BTreeSet<&str> = Code::ALL.iter().map(|code| code.word()).collect();
    let missing: Vec<_> = known.difference(&yielded).collect();
    let misspelt: Vec<_> = yielded.difference(&known).collect();
    assert!(missing.is_empty(), "no table has an input that yields {missing:?}");
    assert!(misspelt.is_empty(), "the tables name codes that do not exist: {misspelt:?}");
}

#[test]
fn every_request_is_refused_as_the_table_says() {
    let rows = refusals();
    let native = rows.iter().filter(|row| row["only"] != "browser");
    let name = |row: &Value| row["name"].as_str().expect("a row has a name").to_owned();
    assert_none(
        &native
            .flat_map(|row| differences(&name(row), ask(row), &row["error"]))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn every_graph_is_refused_as_the_table_says() {
    let graphs = graphs();
    let rows = graphs.iter();
    assert_none(&rows.flat_map(|row| differences(row.0, build(row), &row.3)).collect::<Vec<_>>());
}

#[test]
fn what_would_be_too_large_is_refused_at_once() {
    let (rows, graphs) = (refusals(), graphs());
    let large = rows.iter().filter(|row| row["error"]["code"] == "too-large");
    let programs = graphs.iter().filter(|row| row.3["code"] == "too-large");
    let mut calls: Vec<(String, Call)> = Vec::new();
    calls.extend(large.map(|row| (row["name"].to_string(), Box::new(|| ask(row)) as _)));
    calls.extend(programs.map(|row| (row.0.to_owned(), Box::new(|| build(row)) as _)));
    for (name, call) in calls {
        let time = || {
            let start = Instant::now();
            assert!(call().is_err(), "{name}");
            start.elapsed()
        };
        // Numbers that are counted and not allocated: a filled table alone would take longer, also
        // where a busy machine holds up one run of several.
        assert!((0..10).any(|_| time() < Duration::from_millis(50)), "{name} took long");
    }
}

#[test]
fn names_in_the_table_are_unique() {
    let rows = refusals();
    let mut names: Vec<String> = rows.iter().map(|row| row["name"].to_string()).collect();
    names.extend(graphs().iter().map(|row| row.0.to_owned()));
    let unique: BTreeSet<&String> = names.iter().collect();
    assert_eq!(unique.len(), names.len());
}

/// A word of any length may stand where a name should; no message may grow with it.
#[test]
fn no_message_grows_with_the_input() {
    let word = "x".repeat(100_000);
    let one = ParamValue::Word(word.clone());
    let run = |request: Request| run::run(find("argmax")?, &request).map(drop);
    let cell = |text: &str| {
        Nested::List(vec![Nested::List(vec![Nested::Cell(Cell::Text(text.to_owned()))])])
    };
    let named = |name: &str, cells: Nested| Request {
        inputs: [(name.to_owned(), cells)].into(),
        ..Request::default()
    };
    let with = |name: &str| Request {
        params: [(name.to_owned(), one.clone())].into(),
        ..Request::default()
    };
    let step = || run::run(find("argmax")?, &Request::default())?.graph.find(&word).map(drop);
    let calls: [(&str, Result<()>); 9] = [
        ("variant", find(&word).map(drop)),
        ("input", run(named(&word, cell("1")))),
        ("cell", run(named("q", cell(&word)))),
        ("parameter", run(with(&word))),
        ("value", run(with("causal"))),
        ("step", step()),
        ("equation", Equation::parse(&word).map(drop)),
        ("term", Equation::parse(&format!("{word}->a")).map(drop)),
        ("paste", parse_matrix(&word).map(drop)),
    ];
    let mut failures = Vec::new();
    for (name, outcome) in calls {
        let refused = Refused::from(outcome.expect_err(name));
        failures.extend(refused.shortcomings().into_iter().map(|what| format!("{name}: {what}")));
    }
    assert_none(&failures);
}

#[test]
fn an_error_reads_place_cause_hint() {
    let of_input =
        |field: &str, rows: &[Vec<&str>]| parse_cells(field, rows).expect_err("not a number");
    let cell = of_input("q", &[vec!["1", "2"], vec!["3", "?"]]);
    assert_eq!(
        cell.to_string(),
        "q, row 2, column 2: “?” is not a number. Write a number, a fraction such as 1/3, or sqrt(2)."
    );
    let row = of_input("k", &[vec!["1", "2"], vec!["3"]]);
    assert!(row.to_string().starts_with("k, row 2: "), "{row}");
    let nowhere = parse_matrix(" ").expect_err("nothing to read");
    assert_eq!(nowhere.to_string(), format!("{} {}", nowhere.cause, nowhere.hint));

    let errors = graphs().into_iter().filter_map(|row| build(&row).err());
    let asked = refusals().into_iter().filter(|row| row["only"] != "browser");
    for error in errors.chain(asked.filter_map(|row| ask(&row).err())) {
        let Error { place, cause, hint, .. } = &error;
        let place = Some(place.to_string()).filter(|place| !place.is_empty());
        let place = place.map_or_else(String::new, |place| format!("{place}: "));
        assert_eq!(error.to_string(), format!("{place}{cause} {hint}"));
    }
}

#[test]
fn every_paste_that_is_refused_says_what_next() {
    let rows = pastes();
    let bad = rows.iter().filter(|row| row.get("error").is_some());
    let of_row = |row: &Value| match parse_matrix(&text(&row["paste"])) {
        Ok(_) => vec![format!("{}: was accepted", row["name"])],
        Err(error) => {
            let refused = Refused::from(error);
            refused
                .shortcomings()
                .into_iter()
                .map(|what| format!("{}: {what}", row["name"]))
                .collect()
        }
    };
    assert_none(&bad.flat_map(of_row).collect::<Vec<_>>());
}
