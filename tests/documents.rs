//! What the documents name is there: files, tests, calls and commands.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/source.rs"]
mod source;

use std::collections::BTreeSet;

use source::{File, code, exists, files, read, try_read};

fn documents() -> Vec<File> {
    let mut documents = files("docs", &["md"]);
    documents.extend(["README.md", "ARCHITECTURE.md"].map(read));
    documents
}

/// The calls of the package, by the names that JavaScript has for them.
fn calls() -> BTreeSet<String> {
    let mut calls = BTreeSet::new();
    for file in [files("src/wasm", &["rs"]), files("src/lab", &["rs"])].concat() {
        let text = code(&file.text);
        for (at, _) in text.match_indices("#[wasm_bindgen(") {
            let rest = &text[at..];
            let Some((attribute, after)) = rest.split_once(")]") else { continue };
            // What we call of JavaScript is no call of ours.
            // Nor is a call that the package does not type: the core's own.
            if attribute.contains("js_namespace") || attribute.contains("skip_typescript") {
                continue;
            }
            let Some(name) = after.trim_start().strip_prefix("pub fn ") else { continue };
            let own = name.split('(').next().unwrap_or_default();
            let called = attribute
                .split_once("js_name = ")
                .map_or(own, |(_, name)| name.split([',', ')']).next().unwrap_or_default().trim());
            calls.insert(called.to_owned());
        }
    }
    calls
}

/// The calls of the models' classes, as their types have them.
fn calls_of_the_models() -> BTreeSet<String> {
    let types = read("src/models/boundary/types.rs").text;
    let call = |line: &str| {
        let line = line.strip_prefix("  ")?;
        let (name, _) = line.strip_prefix("static ").unwrap_or(line).split_once('(')?;
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic());
        (is_name && name != "free").then(|| name.to_owned())
    };
    types.lines().filter_map(call).collect()
}

/// What stands between two backticks, on one line.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split('`').skip(1).step_by(2))
}

#[test]
fn every_file_that_a_document_names_is_there() {
    let built = ["pkg/", "dist/", "bench/results.json", "screenshots/"];
    let is_path = |word: &&str| {
        let known = ["src/", "www/", "tests/", "scripts/", "docs/", "bench/"];
        known.iter().any(|folder| word.starts_with(folder)) && !word.contains([' ', '*'])
    };
    let mut named = 0;
    let mut missing = Vec::new();
    for document in documents() {
        let is_word = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
        for word in document.text.split(|c| !is_word(c)).map(|word| word.trim_end_matches('.')) {
            if !is_path(&word) || built.iter().any(|built| word.starts_with(built)) {
                continue;
            }
            named += 1;
            if !exists(word) {
                missing.push(format!("{}: {word}", document.path));
            }
        }
    }
    assert!(missing.is_empty(), "documents name what is not there: {missing:#?}");
    assert!(named > 50, "{named} files are named");
}

/// Beside a file of tests, on its line, stands `the_test_itself`, or “the title of a page’s test”.
#[test]
fn every_test_that_a_document_names_is_there() {
    let is_test = |name: &&str| {
        name.contains('_')
            && name.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c.is_ascii_digit())
    };
    let mut named = 0;
    for document in documents() {
        for line in document.text.lines().filter(|line| line.contains("tests/")) {
            let is_path = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
            let paths = line.split(|c| !is_path(c)).filter(|path| path.starts_with("tests/"));
            let found: Vec<File> =
                paths.filter_map(|path| try_read(path.trim_end_matches('.'))).collect();
            // A page's tests have titles, which hold blanks; other words between such marks do not.
            let titles = line.split('“').skip(1).filter_map(|rest| rest.split('”').next());
            for title in titles.filter(|_| line.contains(".test.js")) {
                named += 1;
                let is_there = found.iter().any(|file| file.text.contains(&format!("'{title}'")));
                assert!(
                    is_there,
                    "{} names “{title}”, which is no test of its line",
                    document.path
                );
            }
            for test in quoted(line).filter(is_test) {
                named += 1;
                let name = format!("fn {test}(");
                let is_there = found.iter().any(|file| file.text.contains(&name));
                assert!(
                    is_there,
                    "{} names {test}, which is in no file of its line",
                    document.path
                );
            }
        }
    }
    assert!(named > 10, "{named} tests are named");
}

#[test]
fn readme_names_every_call_and_no_other() {
    let readme = read("README.md");
    for (heading, calls, least) in [
        ("| call | gives |", calls(), 15),
        ("| call of the models | gives |", calls_of_the_models(), 10),
    ] {
        assert!(calls.len() > least, "{calls:?}");
        let (_, table) = readme.text.split_once(heading).expect("README has a table of calls");
        let (table, _) = table.split_once("\n\n").expect("the table ends");
        let first = |line: &str| line.split('|').nth(1).unwrap_or_default().to_owned();
        let cells: Vec<String> = table.lines().map(first).collect();
        let named: BTreeSet<String> = cells
            .iter()
            .flat_map(|cell| quoted(cell))
            .map(|call| call.rsplit('.').next().unwrap_or(call).to_owned())
            .collect();
        assert_eq!(named, calls, "what README names, and what is a call");
    }
}

#[test]
fn every_command_that_a_document_names_is_one() {
    let package = read("package.json");
    let mut named = 0;
    for document in documents() {
        for (at, _) in document.text.match_indices("npm run ") {
            let rest = &document.text[at + "npm run ".len()..];
            let is_name = |c: char| c.is_ascii_lowercase() || ":-".contains(c);
            let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
            let script = format!("\"{}\": ", &rest[..end]);
            named += 1;
            assert!(package.text.contains(&script), "{} names {script}", document.path);
        }
    }
    assert!(named > 5, "{named} commands are named");
}

/// Who opens it shall read it whole.
#[test]
fn the_map_is_short() {
    assert!(read("ARCHITECTURE.md").text.lines().count() <= 120);
}

/// What a reader who knows nothing of the project looks for: the map names the file, and there alone
/// it stands.
#[test]
fn the_map_leads_to_what_is_looked_for() {
    const SOUGHT: [(&str, &str, &str); 5] = [
        ("softmax's gradient", "src/read/grad.rs", "fn softmax_vjp<"),
        ("where a link is read", "www/state/url/read-link.ts", "export function readLink("),
        ("where a panel is declared", "www/panels/registry.ts", "export const panels: Panel"),
        ("the slip “no scale”", "src/lab/check/slips.rs", "slip(\"no-scale\""),
        ("where a paste format is added", "src/input/mod.rs", "fn reader("),
    ];
    let map = read("ARCHITECTURE.md").text;
    let sources = [files("src", &["rs"]), files("www", &["ts"])].concat();
    for (sought, path, text) in SOUGHT {
        assert!(quoted(&map).any(|name| name == path), "ARCHITECTURE.md names {path}: {sought}");
        let places = sources.iter().filter(|file| file.text.contains(text));
        let places: Vec<&str> = places.map(|file| file.path.as_str()).collect();
        assert_eq!(places, [path], "{sought}");
    }
}
