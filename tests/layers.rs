//! The layers of the core: which folder may import which, and that no files import each other in a
//! circle.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/source.rs"]
mod source;

use std::collections::{BTreeMap, BTreeSet};

use source::{code, files};

/// Each folder of `src/` with the folders that it imports, from the ground up: every arrow goes up
/// the page. A folder that is new gets a line here.
const LAYERS: &[(&str, &[&str])] = &[
    ("base", &[]),
    ("kernels", &[]),
    ("models", &["kernels"]),
    ("grammar", &[]),
    ("input", &["base"]),
    ("program", &["base"]),
    ("variants", &["base", "program"]),
    ("read", &["base", "program"]),
    ("language", &["base", "grammar", "program", "read"]),
    ("request", &["base", "input", "program", "read"]),
    ("runs", &["base", "program", "variants", "read", "request"]),
    ("wasm", &["base", "input", "program", "variants", "read", "language", "request", "runs"]),
    ("lab", &["base", "grammar", "input", "program", "variants", "read", "request", "wasm"]),
];

#[test]
fn a_folder_imports_what_its_layer_allows() {
    let found = found_layers();
    for (folder, allowed) in LAYERS {
        let imports = found.get(*folder).cloned().unwrap_or_default();
        let wrong: Vec<_> = imports.iter().filter(|(to, _)| !allowed.contains(&&***to)).collect();
        assert!(wrong.is_empty(), "src/{folder}/ may not import: {wrong:#?}");
        let unused: Vec<_> = allowed.iter().filter(|to| !imports.contains_key(**to)).collect();
        assert!(unused.is_empty(), "src/{folder}/ does not import {unused:?}: shorten its line");
    }
}

#[test]
fn every_folder_has_a_layer() {
    let folders: BTreeSet<String> =
        modules().keys().filter_map(|m| Some(m.first()?.clone())).collect();
    let layers: BTreeSet<String> = LAYERS.iter().map(|(folder, _)| (*folder).to_owned()).collect();
    assert_eq!(folders, layers);
}

#[test]
fn every_arrow_goes_down() {
    for (place, (folder, allowed)) in LAYERS.iter().enumerate() {
        for to in *allowed {
            let below = LAYERS[..place].iter().any(|(lower, _)| lower == to);
            assert!(below, "{folder} stands below {to} and may not import it");
        }
    }
}

/// What stands in a circle cannot be read, or moved, one file at a time. A module that is told of
/// its parent is no circle: the two are one.
#[test]
fn no_files_import_each_other_in_a_circle() {
    let mut left: BTreeMap<Module, BTreeSet<Module>> = modules()
        .into_iter()
        .map(|(module, text)| {
            let own = imports(&module, &text);
            (module.clone(), own.into_iter().filter(|to| !module.starts_with(to)).collect())
        })
        .collect();
    // Whoever imports nothing that is left, or is imported by nobody, is in no circle.
    loop {
        let imported: BTreeSet<Module> = left.values().flatten().cloned().collect();
        let free = |module: &Module, to: &BTreeSet<Module>| {
            !imported.contains(module) || to.iter().all(|to| !left.contains_key(to))
        };
        let gone: Vec<Module> =
            left.iter().filter(|(module, to)| free(module, to)).map(|(m, _)| m.clone()).collect();
        if gone.is_empty() {
            break;
        }
        left.retain(|module, _| !gone.contains(module));
    }
    let circle: Vec<String> = left
        .iter()
        .map(|(module, to)| {
            let to = to.iter().filter(|to| left.contains_key(*to)).map(|to| to.join("::"));
            format!("{} -> {}", module.join("::"), to.collect::<Vec<_>>().join(", "))
        })
        .collect();
    assert!(circle.is_empty(), "a circle of files:\n{}", circle.join("\n"));
}

/// The folder of the crate of models.
const MODELS: &str = "models";

/// The path of a module: `["read", "cost"]`.
type Module = Vec<String>;

/// Every module of the crate that is a file, with its code.
fn modules() -> BTreeMap<Module, String> {
    let module = |path: &str| {
        let path = path.trim_start_matches("src/").trim_end_matches(".rs");
        path.trim_end_matches("/mod").split('/').map(str::to_owned).collect::<Module>()
    };
    let files = files("src", &["rs"]).into_iter().filter(|file| file.path != "src/lib.rs");
    files.map(|file| (module(&file.path), code(&file.text))).collect()
}

/// By folder: the other folders that it imports, and the modules that do.
fn found_layers() -> BTreeMap<String, BTreeMap<String, BTreeSet<String>>> {
    let mut found: BTreeMap<String, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for (module, text) in modules() {
        for to in imports(&module, &text).into_iter().filter(|to| to[0] != module[0]) {
            let imports = found.entry(module[0].clone()).or_default();
            imports.entry(to[0].clone()).or_default().insert(module.join("::"));
        }
    }
    found
}

/// The other modules that the code of a module names by a path from `crate` or from `super`.
fn imports(module: &Module, text: &str) -> BTreeSet<Module> {
    let parent = module[..module.len() - 1].to_vec();
    let starts = |root: &'static str| {
        text.match_indices(root).filter_map(move |(at, _)| {
            let before = text[..at].chars().next_back();
            let whole = !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':');
            whole.then(|| &text[at + root.len()..])
        })
    };
    // The models are a crate of their own, with the kernels in it.
    let is_kernels = |path: &Module| path.first().is_some_and(|first| first == "kernels");
    let of_models = |path: Module| {
        if is_kernels(&path) { path } else { [vec![MODELS.to_owned()], path].concat() }
    };
    let is_apart = module[0] == MODELS;
    let from_crate = starts("crate::").flat_map(|rest| paths(rest, Module::new()));
    let from_crate = from_crate.map(|path| if is_apart { of_models(path) } else { path });
    let from_super = starts("super::").flat_map(|rest| paths(rest, parent.clone()));
    let named = from_crate.chain(from_super).map(file_of);
    named.filter(|to| to != module && !to.is_empty()).collect()
}

/// The paths that a path or a tree of them stands for, each below `before`.
fn paths(rest: &str, before: Module) -> Vec<Module> {
    let rest = rest.trim_start();
    if let Some(tree) = rest.strip_prefix('{') {
        return branches(tree).into_iter().flat_map(|rest| paths(rest, before.clone())).collect();
    }
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    let (name, rest) = rest.split_at(end);
    let mut path = before;
    match name {
        "super" => drop(path.pop()),
        "self" | "" => {}
        name => path.push(name.to_owned()),
    }
    match rest.strip_prefix("::") {
        Some(rest) => paths(rest, path),
        None => vec![path],
    }
}

/// What stands between the commas of a tree whose brace is open.
fn branches(tree: &str) -> Vec<&str> {
    let (mut depth, mut start, mut found) = (0, 0, Vec::new());
    for (at, c) in tree.char_indices() {
        match c {
            '{' => depth += 1,
            ',' if depth == 0 => {
                found.push(&tree[start..at]);
                start = at + 1;
            }
            '}' if depth == 0 => {
                found.push(&tree[start..at]);
                return found;
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    found
}

/// The module that a path leads into: what follows it are items.
fn file_of(path: Module) -> Module {
    let is_file = |path: &[String]| {
        let path = path.join("/");
        source::exists(&format!("src/{path}.rs")) || source::exists(&format!("src/{path}/mod.rs"))
    };
    let length = (1..=path.len()).rev().find(|length| is_file(&path[..*length])).unwrap_or(0);
    path[..length].to_vec()
}
