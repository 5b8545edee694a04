//! The programs that the page gives out, held against the results that it shows.
#![cfg(not(target_arch = "wasm32"))]

mod common;
mod programs;

use attention_playground::language::program::OwnProgram;
use attention_playground::read::code::{CodeTarget, code};
use attention_playground::read::formula::{formula, latex};
use attention_playground::request::Request;
use attention_playground::request::run::run;
use attention_playground::variants::find;

#[test]
fn numpy_programs_compute_the_trace() {
    let cure = "`npm run setup` makes one.";
    let python = programs::python_with("numpy", "PYTHON_NUMPY", cure);
    programs::check(&python, CodeTarget::NumPy, &programs::results());
}

/// Of PyTorch too, which is not run everywhere.
#[test]
fn no_hole_of_a_dialect_is_left_open() {
    for (variant, trace) in programs::results() {
        for target in CodeTarget::ALL.iter().filter(|target| **target != CodeTarget::Latex) {
            let text = code(variant, &trace, *target).unwrap();
            let is_reason = text.lines().count() == 1 && text.starts_with("# FlexAttention has no");
            assert!(is_reason || text.contains("print("), "{text}");
            assert!(!text.contains(['{', '}']), "{}: {text}", target.label());
        }
    }
}

#[test]
fn a_derivation_has_every_formula_and_is_well_formed() {
    for (variant, trace) in programs::results() {
        let text = code(variant, &trace, CodeTarget::Latex).unwrap();
        assert!(text.is_ascii(), "{text}");
        assert!(is_balanced(&text), "{text}");
        assert!(!text.contains("symbol{"), "a character without its LaTeX: {text}");
        let without_marks = text.replace("&= ", "= ").replace("&\\in ", "\\in ");
        for (id, node) in trace.graph.steps() {
            let formula = latex(&formula(&trace.graph, id));
            assert!(without_marks.contains(&formula), "{}: {formula} is not in {text}", node.id);
        }
    }
}

#[test]
fn a_small_result_has_its_matrices_in_the_derivation() {
    let variant = find("argmax").unwrap();
    let trace = run(variant, &Request::default()).unwrap();
    let text = code(variant, &trace, CodeTarget::Latex).unwrap();
    assert!(text.contains(r"o &= \begin{bmatrix} 1 & 4 & 3 \end{bmatrix}"), "{text}");
}

#[test]
fn a_program_is_asked_for_by_its_name() {
    for target in CodeTarget::ALL {
        assert_eq!(CodeTarget::parse(target.word()).unwrap(), target);
    }
    let error = CodeTarget::parse("fortran").unwrap_err();
    assert_eq!(error.expected.as_deref(), Some("numpy, pytorch, flex-attention, latex"));
}

/// Whether braces close, and environments in the order in which they open.
fn is_balanced(text: &str) -> bool {
    let mut braces = 0_i32;
    for (place, c) in text.char_indices() {
        let escaped = text[..place].ends_with('\\') && !text[..place].ends_with("\\\\");
        braces += match c {
            '{' if !escaped => 1,
            '}' if !escaped => -1,
            _ => 0,
        };
        if braces < 0 {
            return false;
        }
    }
    let mut open = Vec::new();
    for piece in text.split('\\') {
        let name = |rest: &str| rest.split_once('}').map(|(name, _)| name.to_owned());
        if let Some(rest) = piece.strip_prefix("begin{") {
            open.push(name(rest));
        } else if let Some(rest) = piece.strip_prefix("end{")
            && open.pop() != Some(name(rest))
        {
            return false;
        }
    }
    braces == 0 && open.is_empty()
}

/// What a program of one's own is in `FlexAttention`, or why it is nothing.
fn flex(weights: &str) -> String {
    let text = format!(
        "in q[i,d], k[j,d], v[j,m]\ns[i,j] = sum[d] q[i,d] k[j,d] / sqrt(|d|)\n{weights}\no[i,m] = sum[j] w[i,j] v[j,m]"
    );
    let own = OwnProgram::read(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let tables = own.tables();
    let variant = tables.variant();
    let trace = run(&variant, &Request::default()).unwrap();
    code(&variant, &trace, CodeTarget::FlexAttention).unwrap()
}

#[test]
fn a_mask_of_flex_attention_is_written_as_a_person_would() {
    for (condition, written) in [
        ("j <= i", "key <= query"),
        ("j <= i and i - j < 4", "(key <= query) & (query - key < 4)"),
        ("j <= i + 1 and j <= 3", "(key <= query + 1) & (key <= 2)"),
        ("1 < j or j = i", "(0 < key) | (key == query)"),
        ("block(i, 2) = block(j, 2)", "query // 2 == key // 2"),
        ("2 i - j * 1 < 5", "2 * query - key < 4"),
        ("i - 3 * block(i, 3) = 1", "query - 3 * (query // 3) == 0"),
    ] {
        let text = flex(&format!("w[i,j] = softmax[j : {condition}] s[i,j]"));
        assert!(text.contains(&format!("    return {written}\n")), "{condition}: {text}");
    }
}

#[test]
fn the_reason_for_no_flex_attention_is_the_one() {
    for (weights, reason) in [
        (
            "e[i,j] = exp(s[i,j])\nw[i,j] = e[i,j] / (1 + sum[l] e[i,l])",
            "it divides by a sum of its own",
        ),
        ("w[i,j] = onehot[j] s[i,j]", "its weights are made by onehot"),
        ("w[i,j] = sparsemax[j] s[i,j]", "its weights are made by sparsemax"),
        ("w[i,j] = sigmoid(s[i,j])", "no softmax makes its weights"),
    ] {
        let text = flex(weights);
        assert!(
            text.starts_with("# FlexAttention has no program") && text.contains(reason),
            "{text}"
        );
    }
}
