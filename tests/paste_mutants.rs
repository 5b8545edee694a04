//! Laws of damaged pastes: each is read or refused, and never reads as numbers that it does not hold.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/table.rs"]
mod table;

use std::collections::BTreeMap;

use attention_playground::input::{parse_mask, parse_matrix, parse_tensor};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;

const MUTANTS: usize = 20_000;

/// Notes that say that something of the text was left out, or used more than once.
const LEFT_OUT: [&str; 6] = ["names", "comments", "session", "fence", "scaled", "rendered"];

/// Texts that people paste, in all of the tables.
fn corpus() -> Vec<String> {
    let tables = [table::pastes(), table::tensors(), table::masks()];
    let texts = tables.into_iter().flatten().map(|case| case["paste"].as_str().map(str::to_owned));
    texts.flatten().filter(|text| text.len() < 2000).collect()
}

/// What a slip of the hand, or a program between, does to a text.
fn mutant(text: &str, random: &mut Pcg32) -> String {
    const STRUCTURE: &str = "[](){},;&\\|\"'\n\t .-=:*/%#<>~$^_";
    let mut signs: Vec<char> = text.chars().collect();
    for _ in 0..random.random_range(1..3) {
        if signs.is_empty() {
            break;
        }
        // Where the structure is, more often than in a number.
        let places: Vec<usize> =
            (0..signs.len()).filter(|at| STRUCTURE.contains(signs[*at])).collect();
        let at = match random.random_range(0..4) {
            0 => random.random_range(0..signs.len()),
            _ if places.is_empty() => random.random_range(0..signs.len()),
            _ => places[random.random_range(0..places.len())],
        };
        let line = |at: usize| {
            let start = signs[..at].iter().rposition(|sign| *sign == '\n').map_or(0, |at| at + 1);
            let end = signs[at..]
                .iter()
                .position(|sign| *sign == '\n')
                .map_or(signs.len(), |n| at + n + 1);
            start..end
        };
        match random.random_range(0..8) {
            0..=2 => {
                signs.remove(at);
            }
            3 | 4 => signs.insert(at, signs[at]),
            5 => {
                let others: Vec<char> = STRUCTURE.chars().collect();
                signs[at] = others[random.random_range(0..others.len())];
            }
            6 => {
                signs.drain(line(at));
            }
            _ => {
                let copy: Vec<char> = signs[line(at)].to_vec();
                signs.splice(at..at, copy);
            }
        }
    }
    signs.into_iter().collect()
}

/// The runs of digits in a text, and how often each stands there. Zero-width characters do not part
/// them, and digits of other scripts are the same.
fn digits(text: &str) -> BTreeMap<String, usize> {
    const UNSEEN: [char; 7] =
        ['\u{AD}', '\u{200B}', '\u{200C}', '\u{200D}', '\u{2060}', '\u{FEFF}', '\u{202C}'];
    // A raised digit is no part of the number that it stands behind.
    let raised = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".contains(c);
    let mut apart = String::with_capacity(text.len());
    for c in text.chars() {
        if raised(c) && !apart.ends_with(raised) {
            apart.push('^');
        }
        apart.push(c);
    }
    let plain: String = apart
        .chars()
        .filter(|c| !UNSEEN.contains(c) && !matches!(*c, '\u{202A}'..='\u{202E}'))
        .map(|c| match c {
            '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10).unwrap_or(c),
            '٠'..='٩' => char::from_digit(c as u32 - '٠' as u32, 10).unwrap_or(c),
            '⁰' | '⁴'..='⁹' => char::from_digit(c as u32 - '⁰' as u32, 10).unwrap_or(c),
            '¹' => '1',
            '²' => '2',
            '³' => '3',
            c => c,
        })
        .collect();
    let mut runs = BTreeMap::new();
    for run in plain.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()) {
        *runs.entry(run.to_owned()).or_insert(0) += 1;
    }
    runs
}

/// What holds for everything that was read: its numbers stand in the text, as often as they come
/// out; and where the text has no words and nothing is said to be left out, all of them come out.
fn check(text: &str, cells: &[&str], notes: &[&str]) -> Result<(), String> {
    let mut written = digits(text);
    // An e of LaTeX is written exp(1); a 0 or a 1 of `~` is the other one.
    let mut read = digits(&cells.join(" ").replace("exp(1)", "exp()"));
    if notes.contains(&"inverted") {
        read.retain(|run, _| run != "0" && run != "1");
    }
    // Characters that a page names by their numbers, and digits that need no braces in LaTeX.
    let short = |at: usize| text[at..].starts_with(|c: char| c.is_ascii_digit());
    if text.contains("&#") || text.match_indices("frac").any(|(at, _)| short(at + 4)) {
        return Ok(());
    }
    let says_so = |codes: &[&str]| notes.iter().any(|note| codes.contains(note));
    for (run, count) in &read {
        let holds = written.get(run).copied().unwrap_or(0);
        let repeats = says_so(&["scaled"]);
        if holds == 0 || (!repeats && *count > holds) {
            return Err(format!("{run} comes out {count} times, and stands there {holds} times"));
        }
    }
    // R counts its rows and columns in brackets.
    let counts =
        text.contains("[,") || text.contains(",]") || text.trim_start().starts_with("[1] ");
    let is_bare = text.chars().all(|c| c.is_ascii_digit() || "[](), \n\t.;&-|".contains(c));
    if is_bare && !counts && !says_so(&LEFT_OUT) {
        written.retain(|run, count| read.get(run) != Some(count));
        if !written.is_empty() {
            return Err(format!("{written:?} is left out in silence"));
        }
    }
    Ok(())
}

#[test]
fn twenty_thousand_mutants_are_read_or_refused() {
    let corpus = corpus();
    let mut random = Pcg32::seed_from_u64(13);
    let (mut read, mut refused) = (0, 0);
    let mut failures = Vec::new();
    for _ in 0..MUTANTS {
        let text = mutant(&corpus[random.random_range(0..corpus.len())], &mut random);
        match parse_matrix(&text) {
            Ok(parsed) => {
                read += 1;
                let grid = parsed.grid;
                assert!(grid.values.iter().all(|value| value.is_finite()), "{text}");
                let cells: Vec<&str> = grid.cells.iter().flatten().map(String::as_str).collect();
                let notes: Vec<&str> = grid.notes.iter().map(|note| note.code).collect();
                if let Err(what) = check(&text, &cells, &notes) {
                    failures.push(format!("{what}\n{text:?}\n{cells:?} {notes:?}"));
                }
            }
            Err(error) => {
                refused += 1;
                assert!(error.hint.ends_with('.'), "no next step: {error} in {text:?}");
                assert!(error.to_string().chars().count() <= 200, "{error} in {text:?}");
            }
        }
        for rank in [1, 3, 4] {
            if let Ok(tensor) = parse_tensor(&text, rank) {
                assert_eq!(tensor.shape.len(), rank);
                assert_eq!(tensor.shape.iter().product::<usize>(), tensor.values.len(), "{text:?}");
                let cells: Vec<&str> = tensor.cells.iter().map(String::as_str).collect();
                let notes: Vec<&str> = tensor.notes.iter().map(|note| note.code).collect();
                if let Err(what) = check(&text, &cells, &notes) {
                    failures.push(format!("{what}\n{text:?}, {rank} axes\n{cells:?} {notes:?}"));
                }
            }
        }
        if let Ok(mask) = parse_mask(&text, None) {
            assert!(mask.grid.values.iter().all(|value| *value == 0.0 || *value == 1.0));
        }
    }
    assert!(
        failures.is_empty(),
        "{} mutants\n{}",
        failures.len(),
        failures[..failures.len().min(12)].join("\n\n")
    );
    // Neither side is empty: what is damaged is not merely refused, nor taken at any price.
    assert!(read > MUTANTS / 10 && refused > MUTANTS / 4, "{read} read, {refused} refused");
}
