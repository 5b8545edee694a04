//! Laws of the language: a printed variant is the variant, and no text does harm.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use std::collections::BTreeMap;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use attention_playground::base::chance::Chance;
use attention_playground::language::program::{OwnProgram, text_of};
use attention_playground::language::report::report;
use attention_playground::program::trace::Trace;
use attention_playground::request::Request;
use attention_playground::request::run::{program, run};
use attention_playground::variants::ALL;
use common::{CASES, Case, any_case, case_of, settings};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::Value;

fn bits(trace: &Trace, name: &str) -> Vec<u64> {
    let id = trace.graph.find(name).unwrap();
    trace.values[id.0].data.iter().map(|cell| cell.to_bits()).collect()
}

/// The texts of programs that are right and of some that are not.
fn texts() -> Vec<String> {
    let tables = [
        include_str!("programs-right.json"),
        include_str!("programs-wrong.json"),
        include_str!("programs-mended.json"),
    ];
    let rows = tables.iter().flat_map(|table| serde_json::from_str::<Vec<Value>>(table).unwrap());
    let copies = |row: Value| vec![row.clone(); if row["code"].is_string() { 1 } else { 9 }];
    rows.flat_map(copies).map(|row| row["text"].as_str().unwrap().to_owned()).collect()
}

/// Outputs and gradients of a printed variant are those of the variant, bit for bit, and printing
/// what was read gives the same text.
fn is_printed_as_itself(case: &Case) {
    let request = Request { gradients: true, ..case.request.clone() };
    let variant = case.variant();
    let graph = program(variant, &request).unwrap();
    let text = text_of(variant.title, &graph).unwrap();
    let own = OwnProgram::read(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let tables = own.tables();
    let known = run(variant, &request).unwrap();
    let found = run(&tables.variant(), &Request { params: BTreeMap::new(), ..request })
        .unwrap_or_else(|error| panic!("{error}\n{text}"));
    let [one, two] =
        [&known, &found].map(|trace| bits(trace, &trace.graph.node(trace.graph.output).id));
    assert_eq!(one, two, "{text}");
    let names = |trace: &Trace| trace.gradients.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&known), names(&found));
    for name in known.gradients.keys() {
        let gradient = |trace: &Trace| bits(trace, &trace.graph.node(trace.gradients[name]).id);
        assert_eq!(gradient(&known), gradient(&found), "the gradient of {name}\n{text}");
    }
    let forward = Request { gradients: false, params: BTreeMap::new(), ..case.request.clone() };
    let again = text_of(variant.title, &program(&tables.variant(), &forward).unwrap()).unwrap();
    assert_eq!(again, text);
}

/// What is trained straight through a choice is no line of a program.
fn is_line(case: &Case) -> bool {
    let through = case.request.params.get("straight_through");
    through.is_none_or(|value| value.to_string() != "true")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn a_printed_variant_computes_the_variant(case in any_case()) {
        prop_assume!(is_line(&case));
        is_printed_as_itself(&case);
    }
}

/// Every variant in every setting, at two random sizes, or as many as `SIZES` says.
#[test]
fn every_setting_of_every_variant_is_printed_as_itself() {
    let sizes = std::env::var("SIZES").ok().and_then(|sizes| sizes.parse().ok()).unwrap_or(2);
    let mut runner = TestRunner::deterministic();
    let mut judged = 0_usize;
    for (variant, known) in ALL.iter().enumerate() {
        for params in settings(known) {
            let cases = case_of(variant, params);
            for _ in 0..sizes {
                let case = cases.new_tree(&mut runner).unwrap().current();
                if is_line(&case) {
                    is_printed_as_itself(&case);
                    judged += 1;
                }
            }
        }
    }
    println!("{judged} results of {} variants at {sizes} sizes each", ALL.len());
    assert!(judged >= ALL.len() * sizes);
}

/// A text with some of its characters changed, moved or taken from another text.
fn mutated(texts: &[String], chance: &mut Chance) -> String {
    const SIGNS: &[&str] = &[
        "[",
        "]",
        "(",
        ")",
        ",",
        "=",
        "+",
        "-",
        "*",
        "/",
        "^",
        "|",
        ":",
        " ",
        "\n",
        "i",
        "j",
        "d",
        "sum",
        "softmax",
        "[j]",
        "if ",
        "then ",
        "else ",
        "and ",
        "2",
        "0.5",
        "1e9",
        "top(2)[j] ",
        "²",
        "√",
        "λ",
        "-1",
        "concat[m] ",
        "axis h = 2\n",
        "in ",
        "normal(1)",
        "block(",
        "é",
        "中",
    ];
    let place =
        |chance: &mut Chance, of: usize| chance.place(u32::try_from(of.max(1)).unwrap()) as usize;
    let mut text: Vec<char> = texts[place(chance, texts.len())].chars().collect();
    for _ in 0..=place(chance, 4) {
        let at = place(chance, text.len() + 1).min(text.len());
        match place(chance, 4) {
            0 => {
                let sign = SIGNS[place(chance, SIGNS.len())];
                text.splice(at..at, sign.chars());
            }
            1 => {
                let end = (at + place(chance, 6)).min(text.len());
                text.drain(at..end);
            }
            2 => {
                let other: Vec<char> = texts[place(chance, texts.len())].chars().collect();
                let from = place(chance, other.len());
                let to = (from + place(chance, 30)).min(other.len());
                text.splice(at..at, other[from.min(to)..to].iter().copied());
            }
            _ => {
                let end = (at + place(chance, 12)).min(text.len());
                let piece: Vec<char> = text[at..end].to_vec();
                text.splice(at..at, piece);
            }
        }
    }
    text.into_iter().collect()
}

/// How many texts are tried: 20,000, or as many as `FUZZ` says.
fn tries() -> u32 {
    std::env::var("FUZZ").ok().and_then(|tries| tries.parse().ok()).unwrap_or(20_000)
}

/// How long this thread has worked, where the system says so; else the time.
fn worked() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.as_deref().and_then(|told| told.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(
        || SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default(),
        Duration::from_nanos,
    )
}

#[test]
fn no_text_panics_or_takes_long() {
    let texts = texts();
    let mut chance = Chance::new(1, 0);
    let mut read = 0;
    for _ in 0..tries() {
        let text = mutated(&texts, &mut chance);
        let start = Instant::now();
        let is_right = report(&text).diagnostics.is_empty();
        let first = start.elapsed();
        // A busy machine holds up some runs, for a while all of them: what takes long works long.
        let is_slow = first >= Duration::from_millis(50) && {
            let start = worked();
            for _ in 0..50 {
                let _ = report(&text);
            }
            worked().saturating_sub(start) >= 50 * Duration::from_millis(50)
        };
        assert!(!is_slow, "{first:?} for\n{text}");
        if is_right {
            read += 1;
            let own = OwnProgram::read(&text).unwrap();
            // Whatever it says then, it says it without a panic.
            let _ =
                run(&own.tables().variant(), &Request { gradients: true, ..Request::default() });
        }
    }
    assert!(read > tries() / 100, "{read} of the texts are programs");
}

/// A person pastes what is wrong on every line: the editor goes on.
#[test]
fn what_is_wrong_on_every_line_is_read_while_one_types() {
    const LINES: usize = 380;
    type Kind = fn(usize) -> String;
    let kinds: [Kind; 7] = [
        |at| format!("s{at}[i,j] = sum[d] q[i,d] k[d,j] / sqrt(d_k)"),
        |at| format!("s{at}[i,j] = sum[d] q[i,d] kk[j,d]"),
        |at| format!("s{at}[i,j] = sum[d] (q[i,d] k[j,d]"),
        |at| format!("s{at} = softmax(q @ k.T, dim=-1)"),
        |at| format!("s{at}[i,j] = sum[d] q[i,d] k[j,e]"),
        |at| format!("no line {at} ((("),
        |at| match at % 2 {
            0 => "for i in range(n):".to_owned(),
            _ => format!("  s{at}[i,j] += q[i,d] * k[j,d]"),
        },
    ];
    for kind in kinds {
        let lines: Vec<String> = (0..LINES).map(kind).collect();
        let text = format!("in q[i,d], k[j,d]\n{}", lines.join("\n"));
        let start = worked();
        for _ in 0..3 {
            let found = report(&text).diagnostics;
            // One message may stand for several lines.
            let lines_said: usize = found.iter().map(|mistake| 1 + mistake.again.len()).sum();
            assert!(lines_said > LINES / 2 - 1, "{lines_said} for {}", lines[1]);
        }
        let each = worked().saturating_sub(start) / 3;
        assert!(each < Duration::from_millis(50), "{each:?} for {}", lines[1]);
    }
}

/// What stands there while somebody types: no character is missing that made a text readable.
#[test]
fn every_beginning_of_a_program_is_read() {
    let rows: Vec<Value> = serde_json::from_str(include_str!("programs-mended.json")).unwrap();
    for row in rows {
        let text = row["text"].as_str().unwrap();
        for (end, _) in text.char_indices() {
            let _ = report(&text[..end]);
        }
    }
}

#[test]
fn what_would_be_too_large_is_refused_before_memory_is_taken() {
    let wide = "axis a = 65536, b = 65536, c = 65536\ns[a,b,c] = 1";
    let deep = format!("in x[i]\ny[i] = {}x[i]{}", "(".repeat(5000), ")".repeat(5000));
    let long = format!("in x[i]\ny[i] = {}", "x[i] + ".repeat(2500) + "1");
    let nested = format!("in x[i]\ny[i] = {}x[i]", "sum[i] ".repeat(2000));
    for text in [wide, &deep, &long, &nested, &"q".repeat(30_000), &"s = 1\n".repeat(500)] {
        let time = || {
            let start = Instant::now();
            let _ = report(text);
            let _ = OwnProgram::read(text)
                .and_then(|own| run(&own.tables().variant(), &Request::default()).map(drop));
            start.elapsed()
        };
        // A busy machine may hold up a run; what takes memory takes its time every time.
        let is_quick = (0..10).any(|_| time() < Duration::from_millis(300));
        assert!(is_quick, "{}", &text[..40]);
    }
}

#[test]
fn thirty_lines_are_read_in_a_millisecond() {
    let steps = (0..27).map(|at| format!("s{at}[i,j] = sum[d] q[i,d] k[j,d] / sqrt(|d|)\n"));
    let text =
        format!("# Thirty\nin q[i,d], k[j,d]\n{}s[i,j] = s1[i,j]", steps.collect::<String>());
    let fastest = (0..20).map(|_| {
        let start = Instant::now();
        assert!(report(&text).diagnostics.is_empty());
        start.elapsed()
    });
    let fastest = fastest.min().unwrap();
    assert!(fastest < Duration::from_millis(1), "{fastest:?}");
}
