//! Homework 3: fillings are judged by what they compute, not by how they are written.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;

use attention_playground::base::error::Code;
use attention_playground::lab::q3_by_hand::fill_in::program::{Execution, Sizes};
use attention_playground::lab::q3_by_hand::fill_in::{
    BLANKS, Blank, BlankVerdict, BlanksReport, MENDS, Misfit, PROGRAM, fill,
};
use attention_playground::program::axis::Axis;
use attention_playground::program::build::Builder;
use attention_playground::program::param::Params;
use attention_playground::program::tensor::Tensor;
use attention_playground::read::value::evaluate;

fn filled(holes: &[(&str, &str)], widened: bool) -> BlanksReport {
    let holes = holes.iter().map(|(hole, text)| ((*hole).to_owned(), (*text).to_owned()));
    fill(&holes.collect(), widened, 7).expect("these are holes of the program")
}

/// The right program, its heads joined by what PyTorch accepts, with one filling changed.
fn with(hole: &'static str, text: &'static str) -> BlanksReport {
    let mut holes =
        BLANKS.map(|(name, right)| (name, if name == hole { text } else { right })).to_vec();
    holes.push(("joined", "reshape"));
    filled(&holes, false)
}

/// The verdict of one hole, which must be that of the whole where the others are right.
fn alone(hole: &'static str, text: &'static str) -> BlankVerdict {
    let report = with(hole, text);
    let Blank { verdict, .. } =
        report.blanks.iter().find(|blank| blank.id == hole).unwrap().clone();
    for Blank { id: name, verdict: other } in &report.blanks {
        assert!(*name == hole || *other == BlankVerdict::Right, "{name} beside {hole} = {text}");
    }
    match (&verdict, &report.whole) {
        (BlankVerdict::SomethingElse { .. }, BlankVerdict::SomethingElse { .. }) => {}
        // The right size by a name that is not defined there.
        (BlankVerdict::Right, BlankVerdict::Refused { .. }) => assert_eq!(report.notes.len(), 1),
        (one, whole) => assert_eq!(one, whole, "{hole} = {text}"),
    }
    verdict
}

#[test]
fn equivalent_fillings_are_right() {
    let right: [(&'static str, &[&'static str]); 8] = [
        ("a", &["d_model", "self.d_model", "self.num_heads*self.d_k", "num_heads * self.d_k"]),
        ("b", &["d_model", "self.d_model", "(d_model // num_heads) * num_heads", "2*d_model//2"]),
        ("c", &["d_model", "self.d_model", " d_model ", "d_model + 0"]),
        ("d", &["Q"]),
        ("e", &["softmax", "special.softmax", "nn.functional.softmax", "torch.softmax"]),
        ("f", &["V"]),
        (
            "g",
            &["self.num_heads", "num_heads", "-1", "self.d_model // self.d_k", "d_model//self.d_k"],
        ),
        ("h", &["W_o", "self.W_o"]),
    ];
    for (hole, texts) in right {
        for text in texts {
            assert_eq!(alone(hole, text), BlankVerdict::Right, "{hole} = {text}");
        }
    }
    let report = with("g", "num_heads");
    assert!(report.notes.iter().any(|note| note.code == "not-in-scope" && note.place.field == "g"));
    assert!(!with("g", "self.num_heads").notes.iter().any(|note| note.code == "not-in-scope"));
}

/// Hole, filling, and where it stops: tensor, axis, found, needed, and a piece of the line.
#[test]
fn what_does_not_fit_names_the_tensor_the_axis_and_both_sizes() {
    let stops: [(&'static str, &'static str, &str, &str, usize, usize, &str); 14] = [
        ("a", "self.d_k", "K", "features", 4, 12, "x.view("),
        ("a", "2 * d_model", "K", "features", 24, 12, "x.view("),
        ("a", "num_heads", "K", "features", 3, 12, "x.view("),
        ("b", "self.d_k", "V", "features", 12, 4, "V = self.split_heads"),
        ("b", "2 * d_model", "V", "features", 12, 24, "V = self.split_heads"),
        ("c", "self.d_k", "output", "features", 4, 12, "return self.{h}"),
        ("c", "2*d_model", "output", "features", 24, 12, "return self.{h}"),
        ("d", "K", "output", "positions", 7, 5, "return self.{h}"),
        ("d", "V", "output", "positions", 7, 5, "return self.{h}"),
        ("e", "argmax", "attn_probs", "last axis", 5, 7, "return torch.matmul"),
        ("e", "mean", "attn_probs", "last axis", 5, 7, "return torch.matmul"),
        ("f", "Q", "attn_probs", "last axis", 7, 5, "return torch.matmul"),
        ("g", "self.d_k", "Q", "features", 12, 16, "x.view("),
        ("g", "self.d_model", "Q", "features", 12, 48, "x.view("),
    ];
    for (hole, text, tensor, axis, found, needed, line) in stops {
        let BlankVerdict::Misfit(misfit) = alone(hole, text) else {
            panic!("{hole} = {text} fits")
        };
        let Misfit { tensor: of, axis: along, .. } = &misfit;
        assert_eq!((&**of, &**along), (tensor, axis), "{hole} = {text}");
        assert_eq!((misfit.found, misfit.needed), (found, needed), "{hole} = {text}");
        let text_of_line = PROGRAM.lines().nth(misfit.line - 1).unwrap();
        assert!(text_of_line.contains(line), "{hole} = {text}: {text_of_line}");
        for size in [found, needed] {
            assert!(misfit.message.contains(&size.to_string()), "{}", misfit.message);
        }
    }
}

#[test]
fn a_number_that_fits_by_accident_is_no_size() {
    for hole in ["a", "b", "c"] {
        let BlankVerdict::Misfit(misfit) = alone(hole, "12") else { panic!("{hole} = 12") };
        assert!(misfit.message.contains("It fitted at other sizes"), "{}", misfit.message);
    }
}

#[test]
fn what_fits_and_computes_something_else_is_told_apart_by_value() {
    let cases = [
        ("f", "K"),
        ("h", "W_q"),
        ("h", "W_k"),
        ("h", "self.W_v"),
        ("h", "identity"),
        ("e", "log_softmax"),
        ("e", "cumsum"),
        ("e", "nn.functional.softmin"),
    ];
    for (hole, text) in cases {
        let BlankVerdict::SomethingElse { message } = alone(hole, text) else {
            panic!("{hole} = {text}")
        };
        assert!(message.len() > 40, "{message}");
    }
    // Two blanks that fit together, and cut the width into heads of another number.
    let mut holes = BLANKS.to_vec();
    holes[6].1 = "self.d_k";
    holes.push(("split", "self.num_heads"));
    assert!(matches!(filled(&holes, false).whole, BlankVerdict::SomethingElse { .. }));
}

#[test]
fn what_is_not_understood_says_what_there_is() {
    let cases = [
        ("a", "d_modell", "d_model"),
        ("a", "d_model / 2", "//"),
        ("a", "d_model * (2", "bracket"),
        ("b", "0", "1 feature or more"),
        ("c", "d_model // 0", "divides by 0"),
        ("c", "999999999 * 999999999", "too large"),
        ("d", "queries", "Q, K or V"),
        ("e", "sigmoid", "takes no dim"),
        ("e", "softmaxx", "add up to 1"),
        ("h", "W_out", "W_o"),
        ("g", "-1 -", "missing"),
        ("g", "x.size(3)", "3 axes"),
        ("g", "x.shape", "name one axis"),
        ("a", "x.size(-1)", "not a name here"),
    ];
    for (hole, text, piece) in cases {
        let BlankVerdict::Unclear { hole: named, message } = alone(hole, text) else {
            panic!("{hole} = {text}")
        };
        assert_eq!(named, hole);
        assert!(message.contains(piece), "{message}");
    }
    let empty = filled(&[("a", " ")], false);
    assert!(empty.blanks.iter().all(|blank| blank.verdict == BlankVerdict::Empty));
    assert_eq!(empty.whole, BlankVerdict::Empty);
    let unknown = fill(&BTreeMap::from([("z".to_owned(), String::new())]), false, 0).unwrap_err();
    assert_eq!((unknown.code, &*unknown.place.field), (Code::BadRequest, "z"));
}

/// Part (b): the lines break one after the other, and each mend moves on to the next.
#[test]
fn a_widened_value_breaks_the_program_line_by_line() {
    let broken = |mends: &[(&str, &str)]| match filled(mends, true).whole {
        BlankVerdict::Misfit(misfit) => {
            let line = PROGRAM.lines().nth(misfit.line - 1).unwrap().trim().to_owned();
            (misfit.tensor, misfit.found, misfit.needed, line)
        }
        other => panic!("{mends:?}: {other:?}"),
    };
    let (tensor, found, needed, line) = broken(&[]);
    assert_eq!((&*tensor, found, needed), ("V", 24, 12));
    assert!(line.starts_with("return x.view("), "{line}");
    let split = ("split_v", "2 * self.d_k");
    let (tensor, found, needed, line) = broken(&[split]);
    assert_eq!((&*tensor, found, needed), ("attn_output", 24, 12));
    assert!(line.starts_with("return x.transpose(1, 2)"), "{line}");
    let combine = ("combine", "2 * self.d_model");
    // The view is refused before W_o gets anything, and once it is another, W_o is next.
    let BlankVerdict::Refused { line, message } = filled(&[split, combine], true).whole else {
        panic!("a view of what transpose gives")
    };
    assert_eq!(line, 24);
    assert!(!message.contains("contiguous") && !message.contains("reshape"), "{message}");
    let joined = ("joined", "reshape");
    let (tensor, found, needed, line) = broken(&[split, combine, joined]);
    assert_eq!((&*tensor, found, needed), ("attn_output", 24, 12));
    assert!(line.starts_with("return self.{h}"), "{line}");
    let inner = ("o_in", "2 * d_model");
    assert_eq!(filled(&[split, combine, joined, inner], true).whole, BlankVerdict::Right);
    // Widened for all three, the queries no longer split.
    let (tensor, found, needed, _) = broken(&[("split", "2 * self.d_k"), combine, inner]);
    assert_eq!((&*tensor, found, needed), ("Q", 12, 24));
    // An output that is wider as well cannot be added to the input.
    let (tensor, found, needed, _) = broken(&[split, combine, joined, inner, ("c", "2 * d_model")]);
    assert_eq!((&*tensor, found, needed), ("output", 24, 12));
}

#[test]
fn minimal_mends_are_accepted_in_any_equivalent_form() {
    let splits = [
        ("split", "d_model // self.num_heads"),
        ("split", "-1"),
        ("split", "d_model//num_heads"),
        ("split", "x.size(-1) // self.num_heads"),
        ("split", "x.shape[-1]//self.num_heads"),
        ("split", "x.size()[2] // self.num_heads"),
        ("split_v", "2*self.d_k"),
        ("split_v", "self.d_k * 2"),
        ("split_v", "2*self.d_model//self.num_heads"),
        ("split_v", "-1"),
    ];
    let combines = [
        "2 * self.d_model",
        "-1",
        "self.num_heads * d_k",
        "self.d_model*2",
        "2*self.num_heads*self.d_k",
        "x.size(1) * x.shape[-1]",
    ];
    let inners = ["2 * d_model", "d_model*2", "2*self.d_model", "2 * num_heads * self.d_k"];
    for split in splits {
        for combine in combines {
            for inner in inners {
                let mends = [split, ("combine", combine), ("o_in", inner), ("joined", "reshape")];
                match filled(&mends, true).whole {
                    BlankVerdict::Right => {}
                    // The name is not defined in split_heads without self.
                    BlankVerdict::Refused { line: 20, .. } => {
                        assert!(split.1.ends_with("//num_heads"));
                    }
                    other => panic!("{mends:?}: {other:?}"),
                }
            }
        }
    }
}

/// The sheet's own line would not run: a finding of its own, whatever else is filled in.
#[test]
fn a_view_after_a_transpose_is_refused_as_pytorch_refuses_it() {
    let codes = |report: BlanksReport| -> Vec<&'static str> {
        report.notes.into_iter().map(|note| note.code).collect()
    };
    assert_eq!(codes(filled(&BLANKS, false)), ["view-after-transpose"]);
    assert_eq!(codes(filled(&[], true)), ["view-after-transpose"]);
    let mended = [("split", "-1"), ("combine", "-1"), ("o_in", "2*d_model")];
    for report in [filled(&BLANKS, false), filled(&mended, true)] {
        assert!(
            matches!(report.whole, BlankVerdict::Refused { line: 24, .. }),
            "{:?}",
            report.whole
        );
    }
    // Whatever stops first is what is said: a name that is not defined there, before the view.
    let unnamed = BLANKS.map(|(hole, text)| (hole, if hole == "g" { "num_heads" } else { text }));
    let BlankVerdict::Refused { line: 20, message } = filled(&unnamed, false).whole else {
        panic!("split_heads knows no num_heads")
    };
    assert!(message.contains("not defined there"), "{message}");
    // What a blank gets wrong is said rather than what the sheet does.
    let wrong = BLANKS.map(|(hole, text)| (hole, if hole == "f" { "K" } else { text }));
    assert!(matches!(filled(&wrong, false).whole, BlankVerdict::SomethingElse { .. }));
    for layout in ["reshape", "contiguous().view"] {
        let holes = [&BLANKS[..], &[("joined", layout)]].concat();
        let report = filled(&holes, false);
        assert_eq!(report.whole, BlankVerdict::Right);
        assert!(report.program.contains(&format!(".transpose(1, 2).{layout}(")));
        assert_eq!(codes(report), [""; 0]);
    }
}

#[test]
fn the_program_shows_what_is_filled_in_and_what_is_open() {
    let report = filled(&[("a", "self.d_k"), ("h", "self.W_o")], false);
    assert!(report.program.contains("self.W_k = nn.Linear(d_model, self.d_k)"));
    assert!(report.program.contains("self.W_v = nn.Linear({b}, d_model)"));
    let holes = BLANKS.iter().chain(&MENDS);
    let open =
        |(hole, _): &&(&str, &str)| filled(&BLANKS, false).program.contains(&format!("{{{hole}}}"));
    assert_eq!(holes.filter(open).count(), 0);
}

/// The right program computes what a graph of the registry's operations computes.
#[test]
fn the_right_program_is_multi_head_attention() {
    let sizes = Sizes { batch: 2, queries: 3, keys: 4, heads: 2, width: 3 };
    let right: BTreeMap<&'static str, String> =
        BLANKS.iter().chain(&MENDS).map(|(hole, text)| (*hole, (*text).to_owned())).collect();
    let execution = Execution { holes: &right, sizes, seed: 11, strict: false };
    let Ok(outcome) = execution.run() else { panic!("it runs") };
    let axis = Axis::named;
    let (b, i, j, d) = (axis('b', 2), axis('i', 3), axis('j', 4), axis('d', 6));
    let (e, u) = (axis('e', 6), axis('u', 6));
    let inputs = [
        ("q", vec![b, i, d]),
        ("k", vec![b, j, d]),
        ("v", vec![b, j, d]),
        ("w_q", vec![e, d]),
        ("w_k", vec![e, d]),
        ("w_v", vec![u, d]),
        ("w_o", vec![d, u]),
    ];
    let tensors = inputs.iter().zip(0..).map(|((_, axes), stream)| {
        let shape: Vec<usize> = axes.iter().map(|axis| axis.size).collect();
        Tensor { axes: axes.clone(), data: execution.chance(&shape, stream) }
    });
    let tensors = tensors.collect();
    let program = |g: &Builder| {
        let [q, k, v] = g.inputs(["q", "k", "v"]);
        let [w_q, w_k, w_v, w_o] = g.inputs(["w_q", "w_k", "w_v", "w_o"]);
        let q = g.contract("bid,ed->bie", q, w_q).split('e', ['h', 'k'], 2, "heads");
        let k = g.contract("bjd,ed->bje", k, w_k).split('e', ['h', 'k'], 2, "heads");
        let v = g.contract("bjd,ud->bju", v, w_v).split('u', ['h', 'v'], 2, "heads");
        let weights = g.contract("bihk,bjhk->bhij", q, k).scale('k').softmax('j');
        let heads = g.contract("bhij,bjhv->bihv", weights, v);
        g.contract("biu,du->bid", heads.merge(['h', 'v'], 'u'), w_o).id()
    };
    let builder = Builder::new(inputs.to_vec(), Params::default());
    let output = program(&builder);
    let graph = builder.finish(output);
    let graph = graph.unwrap_or_else(|error| panic!("{error}"));
    let values = evaluate(&graph, tensors).unwrap();
    let both = values[output.0].data.iter().zip(&outcome.output);
    for (graph, program) in both {
        assert!((graph - program).abs() < 1e-12, "{graph} {program}");
    }
}
