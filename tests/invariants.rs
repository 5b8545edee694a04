//! What must nowhere stand: the invariants that are absences, read off the source as text.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/source.rs"]
mod source;

use std::collections::{BTreeMap, BTreeSet};

use attention_playground::variants::{ALL, UNLISTED};
use source::{File, code, files, holds_word, read, words};

fn rust(folder: &str) -> Vec<File> {
    files(folder, &["rs"])
}

/// The head of every shell, which the build writes into each.
const HEAD: &str = "www/head.html";

/// The shells around the modules: the workbench, the labs and the models.
const SHELLS: [&str; 5] = ["embedding.html", "index.html", "labs.html", "language.html", MODELS];

const MODELS: &str = "models.html";

/// The one file that names the Hub, from which a model comes by its name when a person asks for it.
const HUB: &str = "www/models/hub.ts";

/// The pages: their modules and styles, and the shells around them.
fn page() -> Vec<File> {
    let mut page = files("www", &["ts", "css", "html", "svg"]);
    page.extend(SHELLS.map(read));
    page
}

/// `path:line: text` of every line for which `is_wrong` holds.
fn lines_of(file: &File, text: &str, is_wrong: impl Fn(&str) -> bool) -> Vec<String> {
    let lines = text.lines().enumerate().filter(|(_, line)| is_wrong(line));
    lines.map(|(at, line)| format!("{}:{}: {}", file.path, at + 1, line.trim())).collect()
}

fn assert_none(found: impl IntoIterator<Item = Vec<String>>) {
    let found: Vec<String> = found.into_iter().flatten().collect();
    assert!(found.is_empty(), "{} places\n{}", found.len(), found.join("\n"));
}

#[test]
fn only_the_boundary_names_a_javascript_value() {
    const NAMES: [&str; 5] = ["js_sys", "web_sys", "wasm_bindgen", "serde_wasm_bindgen", "JsValue"];
    const BOUNDARIES: [&str; 2] = ["src/wasm/", "src/models/boundary/"];
    let is_of_a_lab = |path: &str| {
        let parts: Vec<_> = path.split('/').collect();
        matches!(*parts, ["src", "lab", _, "boundary.rs"] | ["src", "lab", _, "boundary", ..])
    };
    let is_inner = |file: &File| {
        let is_below = BOUNDARIES.iter().any(|folder| file.path.starts_with(folder));
        !is_below && !is_of_a_lab(&file.path)
    };
    let inner = rust("src").into_iter().filter(is_inner);
    assert_none(inner.map(|file| {
        lines_of(&file, &code(&file.text), |line| NAMES.iter().any(|name| holds_word(line, name)))
    }));
}

/// `op.rs` defines the operations and the builder makes them. To ask which one a node is belongs
/// to a reading, so no line elsewhere has an operation as a pattern.
#[test]
fn only_a_reading_matches_on_an_operation() {
    let is_pattern = |line: &str| {
        let line = line.trim();
        let after = line.split_once("Op::").map_or("", |(_, after)| after);
        let asks = ["matches!(", "let Op::", "let &Op::", "let Some(Op::", "if Op::"];
        after.contains("=>")
            || after.contains("..")
            || line.starts_with("| Op::")
            || !after.is_empty() && asks.iter().any(|ask| line.contains(ask))
    };
    let is_match = |line: &str| {
        let subject = line.split_once("match ").map_or("", |(_, subject)| subject);
        let subject = subject.split(" {").next().unwrap_or_default();
        words(subject).last() == Some(&"op")
    };
    let is_reading = |path: &str| path.starts_with("src/read/") || path == "src/program/op.rs";
    let others = rust("src").into_iter().filter(|file| !is_reading(&file.path));
    assert_none(
        others.map(|file| {
            lines_of(&file, &code(&file.text), |line| is_pattern(line) || is_match(line))
        }),
    );
}

/// A variant is a program that text could say: it calls the builder, and that is all. Numbers
/// stand in its examples and parameters only.
#[test]
fn a_variant_has_no_loop_and_no_arithmetic() {
    const LOOPS: [&str; 3] = ["for", "while", "loop"];
    const ITERATION: [&str; 4] = [".iter()", ".into_iter()", ".fold(", ".zip("];
    const FUNCTIONS: [&str; 5] = [".sqrt()", ".powi(", ".powf(", ".exp()", ".ln()"];
    const OPERATORS: [&str; 8] = [" + ", " - ", " * ", " / ", " % ", " += ", " *= ", " << "];
    let wrong = |file: &File| {
        // `for<'g>` names a lifetime, and is no loop.
        let code = code(&file.text).replace("for<", "<");
        lines_of(file, &code, |line| {
            LOOPS.iter().any(|word| holds_word(line, word))
                || [&ITERATION[..], &FUNCTIONS, &OPERATORS]
                    .concat()
                    .iter()
                    .any(|t| line.contains(t))
        })
    };
    assert_none(variant_files().iter().map(wrong));
}

/// One file a variant, one line in one of the registry's lists; a module without a variant is a helper.
#[test]
fn the_registry_names_every_file_once() {
    let registry = code(&read("src/variants/mod.rs").text);
    let modules: BTreeSet<&str> = registry
        .lines()
        .filter_map(|line| {
            let line = line.trim().trim_start_matches("pub(crate) ").trim_start_matches("pub ");
            line.strip_prefix("mod ")?.strip_suffix(';')
        })
        .collect();
    let stem = |path: &str| path["src/variants/".len()..].trim_end_matches(".rs").to_owned();
    let found = rust("src/variants").into_iter().map(|file| stem(&file.path));
    let found: BTreeSet<String> = found.filter(|name| name != "mod").collect();
    assert_eq!(found, modules.iter().map(|name| (*name).to_owned()).collect());

    let mut entries: Vec<&str> = ["pub const ALL", "pub const UNLISTED"]
        .into_iter()
        .flat_map(|start| {
            let (_, list) = registry.split_once(start).expect("the registry has such a list");
            let (list, _) = list.split_once("];").expect("the list ends");
            list.split(['[', ']', ',', '&', '='])
                .filter_map(|entry| entry.trim().strip_suffix("::VARIANT"))
        })
        .collect();
    entries.sort_unstable();
    let mut variants: Vec<String> = variant_files().iter().map(|file| stem(&file.path)).collect();
    variants.sort_unstable();
    assert_eq!(entries, variants);
    assert_eq!(entries.len(), ALL.len() + UNLISTED.len());
}

#[test]
fn a_variant_is_called_as_its_file() {
    for variant in ALL.iter().chain(UNLISTED) {
        let file = read(&format!("src/variants/{}.rs", variant.id.replace('-', "_")));
        assert!(variant.file == file.text, "{} does not include its own file", variant.id);
    }
}

fn variant_files() -> Vec<File> {
    let defines = |file: &File| code(&file.text).contains("const VARIANT: Variant");
    rust("src/variants").into_iter().filter(defines).collect()
}

/// One file says `unsafe`, in an attribute: the names of the functions that the modules of kernels
/// export. No block and no function is unsafe anywhere.
#[test]
fn no_rust_is_unsafe() {
    const NAMES: &str = "#[cfg_attr(kernels_alone, unsafe(no_mangle))]";
    let sources = rust("src").into_iter().chain(rust("tests"));
    assert_none(sources.map(|file| {
        let is_module = file.path == "src/kernels/module.rs";
        lines_of(&file, &code(&file.text), |line| {
            holds_word(line, "unsafe") && !(is_module && line.trim() == NAMES)
        })
    }));
}

/// The kernels are compiled alone, too: they use the standard library and each other.
#[test]
fn the_kernels_use_nothing_but_themselves() {
    assert_none(rust("src/kernels").into_iter().map(|file| {
        lines_of(&file, &code(&file.text), |line| {
            let line = line.trim().trim_start_matches("pub ");
            let used = line.strip_prefix("use ").map(|path| path.split("::").next());
            let foreign = used
                .is_some_and(|root| !matches!(root, Some("super" | "std" | "core" | "machine")));
            foreign || holds_word(line, "crate")
        })
    }));
}

#[test]
fn the_page_makes_no_markup_and_no_code_from_text() {
    const SINKS: [&str; 16] = [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "DOMParser",
        "createContextualFragment",
        "setHTMLUnsafe",
        "parseHTMLUnsafe",
        "srcdoc",
        "unsafeHTML",
        "unsafeSVG",
        "unsafeMathML",
        "unsafeStatic",
        "new Function",
        "javascript:",
        "importScripts",
    ];
    let is_eval = |line: &str| holds_word(line, "eval") && line.contains("eval(");
    let is_timer = |line: &str| {
        ["setTimeout(", "setInterval("]
            .iter()
            .any(|timer| line.split(timer).skip(1).any(|rest| rest.starts_with(['\'', '"', '`'])))
    };
    assert_none(page().into_iter().map(|file| {
        lines_of(&file, &file.without_comment_lines(), |line| {
            SINKS.iter().any(|sink| line.contains(sink)) || is_eval(line) || is_timer(line)
        })
    }));
}

/// The page shows what the core computes, and the same link shows the same.
#[test]
fn the_page_computes_no_attention_and_draws_no_lots() {
    const WORDS: [&str; 5] = ["Math.exp", "Math.random", "softmax(", "argmax(", "getRandomValues"];
    assert_none(page().into_iter().map(|file| {
        lines_of(&file, &file.without_comment_lines(), |line| {
            WORDS.iter().any(|word| line.contains(word))
        })
    }));
}

/// An address of another host is a namespace, a link that a person follows, or the Hub for the page of
/// the models.
#[test]
fn the_page_loads_nothing_from_another_host() {
    // Names that look like addresses, and that nothing fetches: of mathematics and SVG, and of xAPI.
    const NAMES: [&str; 2] = ["http://www.w3.org/", "http://adlnet.gov/expapi/"];
    let is_name = |address: &str| NAMES.iter().any(|name| address.starts_with(name));
    let is_foreign = |line: &str| {
        let of = |scheme: &'static str| line.match_indices(scheme);
        let addresses = of("https://").chain(of("http://")).chain(of("\"//")).chain(of("'//"));
        addresses.into_iter().any(|(at, scheme)| {
            let (before, address) = line.split_at(at);
            let tag = before.rfind('<').map_or("", |open| &before[open..]);
            let is_link =
                tag.starts_with("<a ") && before.trim_end_matches(['"', '\'']).ends_with("href=");
            scheme.ends_with("//") && !is_name(address) && !is_link
        })
    };
    let others = page().into_iter().filter(|file| ![MODELS, HUB].contains(&file.path.as_str()));
    assert_none(others.map(|file| lines_of(&file, &file.without_comment_lines(), is_foreign)));
    // Nothing but the models' page imports what asks the Hub.
    let importers = files("www", &["ts"]).into_iter().filter(|file| file.text.contains("/hub"));
    let importers: Vec<String> = importers.map(|file| file.path).collect();
    assert_eq!(importers, ["www/models/hub-form.ts", "www/models/model-choice.ts"]);
}

/// The element may stand in a narrow column of a wide window: its styles ask for its own width.
#[test]
fn layout_follows_the_element() {
    let sheets = files("www", &["ts", "css"]).into_iter();
    assert_none(sheets.map(|file| {
        lines_of(&file, &file.text, |line| {
            line.contains("@media") && line.contains("width")
                || line.contains("matchMedia(") && line.contains("width")
                // Twice as large a text needs twice the room.
                || line.contains("@container") && line.contains("px)")
        })
    }));
}

/// What is imported is a file of this site, the component library, or the package by its name.
#[test]
fn the_page_imports_only_its_own() {
    const PACKAGES: [&str; 3] = ["lit", "lit/", "attention-playground"];
    let is_own = |specifier: &str| {
        specifier.starts_with("./")
            || specifier.starts_with("../")
            || PACKAGES.iter().any(|name| {
                specifier == *name || name.ends_with('/') && specifier.starts_with(name)
            })
    };
    assert_none(files("www", &["ts"]).into_iter().map(|file| {
        lines_of(&file, &file.without_comment_lines(), |line| {
            imports(line).iter().any(|specifier| !is_own(specifier))
        })
    }));
}

/// What stands in quotation marks after `from`, `import` or `import(`.
fn imports(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for quote in ['\'', '"'] {
        let parts: Vec<&str> = line.split(quote).collect();
        for pair in parts.windows(2).step_by(2) {
            let before = pair[0].trim_end().trim_end_matches('(').trim_end();
            if ["from", "import"].iter().any(|word| words(before).last() == Some(word)) {
                found.push(pair[1]);
            }
        }
    }
    found
}

#[test]
fn the_content_security_policy_is_strict() {
    // Where a file of the Hub is asked for, and where that leads: huggingface.co/.well-known/meta.json.
    const HOSTS: &str = "https://huggingface.co https://*.huggingface.co https://*.hf.co";
    const REQUIRED: [(&str, &str); 8] = [
        ("connect-src", "'self'"),
        ("default-src", "'none'"),
        ("script-src", "'self' 'wasm-unsafe-eval'"),
        ("worker-src", "'self' blob:"),
        ("base-uri", "'none'"),
        ("form-action", "'none'"),
        ("require-trusted-types-for", "'script'"),
        ("trusted-types", "lit-html playground-worker"),
    ];
    let head = read(HEAD).text;
    let (_, meta) = head.split_once("Content-Security-Policy").expect("the head has a policy");
    let (_, policy) = meta.split_once("content=\"").expect("the policy has a content");
    let (policy, _) = policy.split_once('"').expect("the content ends");
    let directives: BTreeMap<&str, &str> =
        policy.split(';').filter_map(|directive| directive.trim().split_once(' ')).collect();
    for (name, value) in REQUIRED {
        assert_eq!(directives.get(name), Some(&value), "{name}");
    }
    for (name, value) in &directives {
        // A frame without an origin of its own starts its worker from a blob that imports the page's.
        let is_allowed = |word: &str| word == "blob:" && *name == "worker-src";
        for word in ["'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:", "blob:"] {
            let is_there = value.split(' ').any(|part| part == word);
            assert!(!is_there || is_allowed(word), "{name} allows {word}");
        }
    }
    for shell in SHELLS {
        let html = read(shell).text;
        let hosts = if shell == MODELS { format!(", connect-src {HOSTS}") } else { String::new() };
        let (before, after) = html
            .split_once(&format!("<!-- {HEAD}{hosts} -->"))
            .unwrap_or_else(|| panic!("{shell} begins with {HEAD}{hosts}"));
        // A policy holds only for what comes after it.
        assert!(!before.contains("src=") && !before.contains("<script"), "{shell}");
        assert!(after.contains("<script"), "{shell}: the policy stands after the script");
        let plain = html.replace("<script type=\"module\" src=", "");
        let has_code = plain.contains("<script") || plain.contains("<style");
        assert!(!has_code, "{shell} has inline code");
        assert!(!html.contains("http-equiv"), "{shell} has a policy of its own");
    }
}

#[test]
fn every_file_says_first_what_it_is() {
    let scripts =
        ["www", "scripts", "tests", "bench"].map(|folder| files(folder, &["ts", "js", "mjs"]));
    let scripts = scripts.concat();
    let opens = |file: &File, starts: &[&str]| {
        let first = file.text.lines().find(|line| !line.starts_with("#!")).unwrap_or_default();
        let ok =
            starts.iter().any(|start| first.starts_with(start) && first.len() > start.len() + 1);
        if ok { vec![] } else { vec![format!("{} opens with: {first}", file.path)] }
    };
    let sources = rust("src").into_iter().chain(rust("tests"));
    assert_none(sources.map(|file| opens(&file, &["//!"])));
    assert_none(scripts.iter().map(|file| opens(file, &["//", "/*"])));
}
