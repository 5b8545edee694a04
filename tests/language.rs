//! Programs as people write them: which are read, and what is said of those that are not.
#![cfg(not(target_arch = "wasm32"))]

use attention_playground::base::error::Code;
use attention_playground::language::cache::Cache;
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
        let request = Request { gradients: true, seed: 7, ..Request::default() };
        let trace =
            run(&tables.variant(), &request).unwrap_or_else(|error| panic!("{title}: {error}"));
        let output = &trace.values[trace.graph.output.0];
        // What NumPy computes from the formula, on the numbers of this seed.
        if let Some(answer) = row["answer"].as_array() {
            assert_eq!(answer.len(), output.data.len(), "{title}");
            for (cell, answer) in output.data.iter().zip(answer) {
                let answer = answer.as_f64().unwrap();
                let is_near = (cell - answer).abs() <= 1e-9 * answer.abs().max(1.0);
                assert!(is_near, "{title}: {cell} for {answer}");
            }
        }
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
    if let Some(first) = row["first"].as_str() {
        let fix = only.fixes.first();
        let mended = fix.map(|fix| (fix.apply(text), fix.line));
        let line = mended.as_ref().and_then(|(text, line)| text.lines().nth(line - 1));
        if line != Some(first) {
            wrong.push(format!("{name}: {line:?} for {first}"));
        }
    }
    for fix in &only.fixes {
        let mut text = fix.apply(text);
        // The same mistake may stand in the line again, or a line below read what was renamed.
        for _ in 0..2 {
            let left = report(&text).diagnostics;
            let [next] = &left[..] else { break };
            let codes = (only.code.word(), next.code.word());
            // Names are looked up before letters are.
            let is_next = next.line > fix.line
                || next.code == only.code
                || codes == ("unknown-name", "not-reduced");
            let Some(again) = next.fixes.first().filter(|_| is_next) else { break };
            text = again.apply(&text);
        }
        let left = report(&text).diagnostics;
        if !left.is_empty() {
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
    assert!(rows.len() >= 590 && cured >= 560, "{} rows, {cured} with cures", rows.len());
    let differences: Vec<String> = rows.iter().flat_map(differences).collect();
    assert!(
        differences.is_empty(),
        "{} differences\n{}",
        differences.len(),
        differences.join("\n")
    );
}

/// Each line has its own message, and a click on the first cure of each mends it.
#[test]
fn several_mistakes_are_mended_one_by_one() {
    const INPUTS: &str = "in q[i,d], k[j,d], v[j,m]\n";
    let cases = [
        ("scores[i,j] = sum[d] q[i,d] k[d,j] / sqrt(|d|)\nweights[i,j] = softmax[j] score[i,j]", 2),
        (
            "scores[i,j] = sum[d] q[i,d] k[j,d\nweights[i,j] = softmax scores[i,j]\noutput[i,m] = sum[j] weight[i,j] v[j,m]",
            3,
        ),
        (
            "scores[i,j] = sum[e] q[i,d] k[j,d]\noutput[i,m] = sum[j] softmax[j] scores[i,j] v[j,m]",
            2,
        ),
        ("norm[i] = norm[d] q[i,d]\nu[i,d] = q[i,d] / norm[i]", 1),
        ("w-q[i] = sum[d] q[i,d]\ns[i,j] = sum[d] Q[i,d] K[j,d]", 2),
        ("s_ij = sum_d q_id k_jd", 1),
        ("s[i,j] = sum[d] q[i,d] k[d,j]\no[i,m] = sum[j] s[i,j] v[j,d]", 2),
        (
            "s[i,j] sum[d] q[i,d] k[j,d] / sqrt(|d|)\nw[i,j] softmax[j] s[i,j]\nf[i,d] 2 q[i,d]\nn[i] -sum[d] q[i,d]\nu[i,d] if d = 1 then 0 else q[i,d]\nz[i] √(sum[d] q[i,d])\nh[j,d] (k[j,d] + 1)",
            7,
        ),
        ("s[i,j] = sum[d] q[i,d] k[j,d] / tau\no[i,m] = sum[j] s[i,j] v[j,m] tau", 1),
    ];
    for (lines, messages) in cases {
        let mut text = format!("{INPUTS}{lines}");
        let first = report(&text).diagnostics;
        assert_eq!(first.len(), messages, "{text}\n{first:#?}");
        for _ in 0..8 {
            let left = report(&text).diagnostics;
            let Some(fix) = left.iter().find_map(|mistake| mistake.fixes.first()) else { break };
            text = fix.apply(&text);
        }
        let left = report(&text).diagnostics;
        assert!(left.is_empty(), "{text}\n{left:#?}");
    }
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

/// A page reads the texts of an editor one after the other: what it says of one does not depend on
/// those before, with which it shares most of its lines.
#[test]
fn a_text_is_read_alike_behind_any_other() {
    let mut cache = Cache::default();
    let mut meets = |text: &str| {
        assert_eq!(format!("{:?}", cache.report(text)), format!("{:?}", report(text)), "{text}");
        let kept = cache.program(text).map(|program| (*program).clone());
        assert_eq!(format!("{kept:?}"), format!("{:?}", OwnProgram::read(text)), "{text}");
    };
    for (wrong, right) in wrong().iter().zip(right().iter().cycle()) {
        let (text, other) = (word(wrong, "text"), word(right, "text"));
        meets(text);
        let mistakes = report(text).diagnostics;
        if let Some(fix) = mistakes.iter().find_map(|mistake| mistake.fixes.first()) {
            meets(&fix.apply(text));
        }
        meets(other);
        // The same lines, each one further down.
        meets(&format!("# More\n{other}"));
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

/// Lines as libraries and papers have them: the first cure of each, one after the other, leads to the
/// program that was meant.
#[test]
fn what_was_meant_is_a_few_clicks_away() {
    let rows = table(include_str!("programs-mended.json"));
    let mut wrong = Vec::new();
    for row in &rows {
        let (name, mut text) = (word(row, "name"), word(row, "text").to_owned());
        for _ in 0..12 {
            let left = report(&text).diagnostics;
            let Some(fix) = left.iter().find_map(|mistake| mistake.fixes.first()) else { break };
            text = fix.apply(&text);
        }
        let left = report(&text).diagnostics;
        let lines =
            |text: &str| text.lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>();
        if !left.is_empty() || lines(&text) != lines(word(row, "mended")) {
            wrong.push(format!("## {name}\n{text}\nfor\n{}\n{left:#?}", word(row, "mended")));
        }
    }
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

/// A text that runs and of which one thing is said, with the cure for that.
fn remarked(text: &str) -> String {
    let ProgramReport { diagnostics, remarks, .. } = report(text);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    let [remark] = &remarks[..] else { panic!("{text}: {remarks:#?}") };
    remark.fixes[0].apply(text)
}

/// It reads, and it is said: `|r|` features were meant, and the place of each divides it.
#[test]
fn a_root_of_a_place_is_spoken_of_and_the_size_is_a_click_away() {
    let text = "in q[i,d], w[r,d]\np[i,r] = exp(sum[d] w[r,d] q[i,d]) / sqrt(r)";
    let mended = remarked(text);
    assert!(mended.ends_with("/ sqrt(|r|)"), "{mended}");
    assert!(report(&mended).remarks.is_empty());
    // A mean of what came before is divided by its place.
    let mean = "in x[i,d]\ny[i,d] = sum[j : j <= i] x[j,d] / i";
    assert!(report(mean).remarks.is_empty());
}

/// A fraction ends at a plus sign: where what follows is the sum that it is divided by, that is said.
#[test]
fn a_sum_that_was_meant_to_divide_is_spoken_of() {
    let lines = "in q[i,d], k[j,d]\ns[i,j] = sum[d] q[i,d] k[j,d]\n";
    for (wrong, right) in [
        (
            "w[i,j] = exp(s[i,j]) / 1 + sum[l] exp(s[i,l])",
            "w[i,j] = exp(s[i,j]) / (1 + sum[l] exp(s[i,l]))",
        ),
        (
            "w[i,j] = 2 relu(s[i,j]) / 1e-6 + (sum[l] relu(s[i,l]))",
            "w[i,j] = 2 relu(s[i,j]) / (1e-6 + (sum[l] relu(s[i,l])))",
        ),
    ] {
        let text = format!("{lines}{wrong}");
        let mended = remarked(&text);
        assert_eq!(mended, format!("{lines}{right}"));
        let after = report(&mended);
        assert!(after.diagnostics.is_empty() && after.remarks.is_empty(), "{after:#?}");
    }
    // Half of a table and a sum over another one are what they say.
    let plain = format!("{lines}w[i,d] = q[i,d] / 2 + sum[j] s[i,j] k[j,d]");
    assert!(report(&plain).remarks.is_empty(), "{:#?}", report(&plain).remarks);
}

/// −∞ in the weights is no weight: the mask is meant for the scores.
#[test]
fn a_mask_that_is_added_to_weights_is_spoken_of() {
    let text = "in q[i,d], k[j,d]\ns[i,j] = sum[d] q[i,d] k[j,d]\nmask[i,j] = if j <= i then 0 else -inf\nw[i,j] = softmax[j] s[i,j] + mask[i,j]";
    let mended = remarked(text);
    assert!(mended.ends_with("w[i,j] = softmax[j] (s[i,j] + mask[i,j])"), "{mended}");
    assert!(report(&mended).remarks.is_empty());
    // A table that is 0 or 1 may be added.
    let plain = text.replace("-inf", "1");
    assert!(report(&plain).remarks.is_empty());
}

/// Whatever a text has else, the place that a cure has written is right.
#[test]
fn a_cure_leaves_no_mistake_where_it_has_written() {
    let tables = [wrong(), table(include_str!("programs-mended.json"))];
    let mut wrong = Vec::new();
    for row in tables.iter().flatten() {
        let text = word(row, "text");
        for mistake in report(text).diagnostics {
            for fix in &mistake.fixes {
                let first = fix.text.lines().next().unwrap_or_default().chars().count();
                let written = fix.column..=fix.column + first;
                let left = report(&fix.apply(text)).diagnostics;
                let same = left.iter().find(|left| {
                    left.line == fix.line
                        && left.code == mistake.code
                        && left.message == mistake.message
                        && written.contains(&left.column)
                });
                if let Some(same) = same {
                    wrong.push(format!("{}: {fix:?} leaves {same:?}", word(row, "name")));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}
