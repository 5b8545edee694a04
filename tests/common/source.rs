//! The project's own files, read as text.
#![allow(dead_code, reason = "each test file uses its own part")]

use std::fs;
use std::path::{Path, PathBuf};

/// A file of the project.
#[derive(Clone)]
pub struct File {
    /// From the project's root, with slashes.
    pub path: String,
    pub text: String,
}

impl File {
    /// The text with every line empty that is nothing but a comment.
    pub fn without_comment_lines(&self) -> String {
        let is_comment = |line: &str| {
            let line = line.trim_start();
            ["//", "/*", "* ", "*/"].iter().any(|start| line.starts_with(start)) || line == "*"
        };
        let lines = self.text.lines().map(|line| if is_comment(line) { "" } else { line });
        lines.collect::<Vec<_>>().join("\n")
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Whether there is such a file or folder.
pub fn exists(path: &str) -> bool {
    root().join(path).exists()
}

/// A file of text, if it is there.
pub fn try_read(path: &str) -> Option<File> {
    let text = fs::read_to_string(root().join(path)).ok()?;
    Some(File { path: path.to_owned(), text })
}

/// A file that must be there.
pub fn read(path: &str) -> File {
    try_read(path).unwrap_or_else(|| panic!("{path} is missing"))
}

/// The files in a folder and in its folders that end in one of these ways, by path; a folder that
/// lacks them all is an error, so that no check passes for want of anything to look at.
pub fn files(folder: &str, endings: &[&str]) -> Vec<File> {
    let mut paths = Vec::new();
    collect(&root().join(folder), &mut paths);
    let path = |path: PathBuf| {
        let path = path.strip_prefix(root()).expect("it is under the root");
        path.to_str().expect("our names are plain").replace('\\', "/")
    };
    let mut paths: Vec<String> = paths.into_iter().map(path).collect();
    paths.retain(|path| endings.iter().any(|ending| path.ends_with(&format!(".{ending}"))));
    paths.sort();
    assert!(!paths.is_empty() || folder == "tests", "{folder} has no {endings:?}");
    paths.iter().map(|path| read(path)).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    for entry in entries {
        let path = entry.expect("the folder can be listed").path();
        if path.ends_with("node_modules") {
            continue; // what others wrote
        }
        if path.is_dir() {
            collect(&path, paths);
        } else {
            paths.push(path);
        }
    }
}

/// Rust without its comments and without what its strings say, line by line.
pub fn code(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("r#\"") {
            rest.find("\"#").map_or(rest.len(), |at| at + 2)
        } else if rest.starts_with('"') {
            string(rest)
        } else if rest.starts_with("'\"'") || rest.starts_with("'\\") {
            rest[2..].find('\'').map_or(rest.len(), |at| at + 3)
        } else {
            kept.push(next);
            rest = &rest[next.len_utf8()..];
            continue;
        };
        let (gone, left) = rest.split_at(skipped);
        kept.extend(gone.chars().filter(|c| *c == '\n'));
        rest = left;
    }
    kept
}

/// The length of the string that a text opens with.
fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '"' if !escaped => return at + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    text.len()
}

/// The identifiers of a line.
pub fn words(line: &str) -> Vec<&str> {
    line.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).collect()
}

/// Whether a line has this identifier, as a whole word.
pub fn holds_word(line: &str, word: &str) -> bool {
    words(line).contains(&word)
}
