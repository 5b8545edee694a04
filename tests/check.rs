//! Check my answer: right answers are right at any rounding, each slip is recognised, and what is
//! wrong is named with its cell or its shape.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use attention_playground::base::error::Code;
use attention_playground::lab::check::slips::{SLIPS, Slip};
use attention_playground::lab::check::{
    CheckReport, CheckVerdict, TypedAnswer, check, parse_pasted_answer,
};
use attention_playground::program::param::ParamValue;
use attention_playground::program::tensor::Tensor;
use attention_playground::program::trace::Trace;
use attention_playground::request::Request;
use attention_playground::request::nested::{Cell, Nested};
use attention_playground::variants::find;
use common::{Case, any_case, nested, tensor};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

/// Instances that each slip is recognised on.
const INSTANCES: usize = 200;

/// A table as a person types it, each cell rounded to so many decimals.
fn typed(tensor: &Tensor, decimals: usize) -> TypedAnswer {
    let text = |cell: &f64| match *cell {
        f64::NEG_INFINITY => "-inf".to_owned(),
        cell => format!("{cell:.decimals$}"),
    };
    let cells: Vec<String> = tensor.data.iter().map(text).collect();
    TypedAnswer::Nested(lists(tensor.shape(), &cells))
}

fn lists(shape: &[usize], cells: &[String]) -> Nested {
    match shape {
        [] => Nested::Cell(Cell::Text(cells[0].clone())),
        [size, inner @ ..] => {
            let rows = cells.chunks(cells.len() / size);
            Nested::List(rows.map(|row| lists(inner, row)).collect())
        }
    }
}

fn checked(case: &Case, step: &str, given: &TypedAnswer) -> CheckReport {
    check(case.variant(), &case.request, step, given)
        .unwrap_or_else(|error| panic!("{error}\n{case:?}, {step}"))
}

/// Whether two tables differ by more than rounding to so many decimals would hide.
fn differ(one: &Tensor, two: &Tensor, decimals: i32) -> bool {
    let unit = 2.0 * 10_f64.powi(-decimals);
    let apart =
        |(one, two): (&f64, &f64)| one != two && (one - two).abs() > unit * two.abs().max(1.0);
    one.data.iter().zip(&two.data).any(apart)
}

/// Any request, with gradients.
fn any_request() -> impl Strategy<Value = Case> {
    any_case().prop_map(|mut case| {
        case.request.gradients = true;
        case
    })
}

/// The steps that a slip changes visibly, with what they become.
fn changed(slip: &Slip, trace: &Trace) -> Vec<(String, Tensor)> {
    let backward = !trace.gradients.is_empty();
    let Some((graph, values)) = slip.run(trace, backward) else { return Vec::new() };
    let steps = graph.nodes.into_iter().zip(values);
    steps
        .filter(|(node, slipped)| {
            let right = trace.graph.find(&node.id).map(|id| &trace.values[id.0]);
            right.is_ok_and(|right| right.shape() == slipped.shape() && differ(slipped, right, 6))
        })
        .map(|(node, slipped)| (node.id, slipped))
        .collect()
}

/// Every slip is recognised in whichever step it shows, at any number of decimals from 7.
#[test]
fn each_slip_is_recognised_on_200_random_instances() {
    let mut runner = TestRunner::deterministic();
    let mut counts: BTreeMap<&str, usize> = SLIPS.iter().map(|slip| (slip.id, 0)).collect();
    let mut shows: BTreeSet<(&str, &str)> = BTreeSet::new();
    for tried in 0.. {
        if counts.values().all(|count| *count >= INSTANCES) {
            break;
        }
        assert!(tried < 40_000, "too few instances: {counts:?}");
        let mut case = any_case().new_tree(&mut runner).expect("a request").current();
        let variant = case.variant().id;
        let is_open = |slip: &Slip| {
            counts[slip.id] < INSTANCES && (tried < 1000 || shows.contains(&(slip.id, variant)))
        };
        if !SLIPS.iter().any(is_open) {
            continue; // nothing that shows in this variant is left to see
        }
        case.request.gradients = tried % 4 == 0;
        let trace = case.run();
        for (place, slip) in SLIPS.iter().enumerate() {
            if counts[slip.id] >= INSTANCES {
                continue;
            }
            let changed = changed(slip, &trace);
            if changed.is_empty() {
                continue;
            }
            let (step, slipped) = &changed[(tried + place) % changed.len()];
            let found = checked(&case, step, &typed(slipped, 7 + tried % 4));
            assert!(matches!(found.verdict, CheckVerdict::WrongCell { .. }), "{case:?} {step}");
            assert!(found.wrong > 0 && found.wrong <= found.cells);
            let names: Vec<&str> = found.slips.iter().map(|slip| slip.id).collect();
            // Where one key takes all, another key for it is plainer than any slip.
            let is_named = names.contains(&slip.id) || found.wrong_key.is_some();
            assert!(is_named, "{} in {step}: {names:?}\n{case:?}", slip.id);
            *counts.entry(slip.id).or_default() += 1;
            shows.insert((slip.id, variant));
        }
    }
}

/// No right answer is called wrong, however it is rounded, and so none has a slip.
#[test]
fn a_right_answer_is_right_at_any_rounding() {
    let mut runner = TestRunner::deterministic();
    for tried in 0..400 {
        let case = any_request().new_tree(&mut runner).expect("a request").current();
        let trace = case.run();
        let nodes = &trace.graph.nodes;
        for node in [&nodes[tried % nodes.len()], &nodes[(7 * tried) % nodes.len()]] {
            for decimals in [1, 2, 3, 5, 8, 12] {
                let found = checked(&case, &node.id, &typed(tensor(&trace, &node.id), decimals));
                assert_eq!(
                    found.verdict,
                    CheckVerdict::Right,
                    "{} at {decimals}: {case:?}",
                    node.id
                );
                assert!(found.slips.is_empty() && found.wrong == 0);
            }
        }
    }
}

/// A slip that gives the right numbers here is not named, whatever else is wrong.
#[test]
fn a_slip_without_effect_is_never_named() {
    let mut runner = TestRunner::deterministic();
    let mut without = 0;
    for _ in 0..300 {
        let case = any_request().new_tree(&mut runner).expect("a request").current();
        let trace = case.run();
        let output = trace.graph.node(trace.graph.output).id.clone();
        let right = tensor(&trace, &output);
        let mut off = right.clone();
        off.data[[0; 8].get(..right.shape().len()).expect("few axes")] += 0.5;
        let named = checked(&case, &output, &typed(&off, 9)).slips;
        let idle = SLIPS.iter().filter(|slip| {
            slip.value(&trace, &output).is_some_and(|slipped| !differ(&slipped, right, 9))
        });
        for slip in idle {
            without += 1;
            assert!(!named.contains(&slip), "{} in {case:?}", slip.id);
        }
    }
    assert!(without > 100, "only {without}");
}

fn scores(request: &Request, given: &str) -> CheckReport {
    let argmax = find("argmax").unwrap();
    check(argmax, request, "scores", &TypedAnswer::Text(given.to_owned())).unwrap()
}

/// The scores of these two tokens are 1/3, 2/3, 100 and √2.
fn thirds() -> Request {
    let inputs = [
        ("q", nested(&[2, 2], &[1.0, 0.0, 0.0, 1.0])),
        ("k", nested(&[2, 2], &[1.0 / 3.0, 100.0, 2.0 / 3.0, 2.0_f64.sqrt()])),
        ("v", nested(&[2, 1], &[1.0, 2.0])),
    ];
    let inputs = inputs.map(|(name, cells)| (name.to_owned(), cells));
    Request { inputs: inputs.into(), ..Request::default() }
}

#[test]
fn the_tolerance_follows_the_digits_that_are_given() {
    let right = [
        "1/3 2/3; 100 sqrt(2)",
        "0.33 0.67; 100 1.41",
        "0.3333 0.6667; 100.0000 1.4142",
        "0.3 0.7; 1.0e2 1.4",
        "[[.333, 2/3], [1e2, √2]]",
        "0.33 & 0.67 \\\\ 100 & 1.414",
    ];
    for text in right {
        assert_eq!(scores(&thirds(), text).verdict, CheckVerdict::Right, "{text}");
    }
    let wrong = [
        ("0.33 0.65; 100 1.41", [0, 1]), // neither rounded nor cut off
        ("0.34 0.67; 100 1.41", [0, 0]),
        ("0.3333 0.6667; 100 1.4143", [1, 1]),
        ("1/3 2/3; 100 1", [1, 1]), // a whole number among whole numbers is meant exactly
        ("1/3 2/3; 101 sqrt(2)", [1, 0]),
        ("0.33333 0.66667; 100.001 1.41421", [1, 0]),
    ];
    for (text, cell) in wrong {
        let found = scores(&thirds(), text);
        let CheckVerdict::WrongCell { index, given, .. } = found.verdict else { panic!("{text}") };
        assert_eq!((index, found.wrong), (cell.to_vec(), 1), "{text}: {given}");
    }
}

#[test]
fn digits_that_are_cut_are_accepted_and_said() {
    for (text, number) in [
        ("0.33 0.66; 100 1.41", "0.6667 rounds to 0.67"),
        ("0.3 0.6; 100 1.4", "0.6667 rounds to 0.7"),
    ] {
        let found = scores(&thirds(), text);
        assert_eq!((found.verdict, found.wrong), (CheckVerdict::Right, 0), "{text}");
        let cut = found.notes.iter().find(|note| note.code == "cut").expect(text);
        assert!(cut.message.contains(number), "{}", cut.message);
    }
    // What is rounded needs no word.
    assert!(scores(&thirds(), "0.33 0.67; 100 1.41").notes.is_empty());
    let mut runner = TestRunner::deterministic();
    for _ in 0..300 {
        let case = any_case().new_tree(&mut runner).expect("a request").current();
        let trace = case.run();
        let output = trace.graph.node(trace.graph.output).id.clone();
        let right = tensor(&trace, &output);
        for cut in [f64::trunc, f64::floor] {
            let mut short = right.clone();
            short.data.mapv_inplace(|cell| cut(cell * 100.0) / 100.0);
            let found = checked(&case, &output, &typed(&short, 2));
            assert_eq!(found.verdict, CheckVerdict::Right, "{case:?}");
            if let Some(cut) = found.notes.iter().find(|note| note.code == "cut") {
                let (from, to) = cut.message.rsplit_once(" rounds to ").expect("two numbers");
                let from = from.rsplit(' ').next().unwrap_or_default().parse::<f64>();
                assert_ne!(from, to.trim_end_matches('.').parse(), "{}", cut.message);
            }
            // A unit further down is wrong.
            short.data.mapv_inplace(|cell| cell - 0.02);
            let found = checked(&case, &output, &typed(&short, 2));
            assert!(matches!(found.verdict, CheckVerdict::WrongCell { .. }), "{case:?}");
        }
    }
}

#[test]
fn weights_that_a_dropout_has_left_are_known_by_their_size_and_its_zeros() {
    let case = Case { variant: 0, request: Request::default() };
    let trace = case.run();
    let weights = tensor(&trace, "weights");
    let named = |table: &Tensor| -> Vec<&str> {
        let found = checked(&case, "weights", &typed(table, 6));
        found.slips.iter().map(|slip| slip.id).collect()
    };
    let mut left = weights.clone();
    left.data.mapv_inplace(|weight| weight / 0.9);
    assert_eq!(named(&left), ["dropout-10"]);
    left.data[[0, 0]] = 0.0;
    assert_eq!(named(&left), ["dropout-10"]);
    left.data[[0, 2]] *= 1.01;
    assert!(named(&left).is_empty(), "another number is none of its zeros");
    for percent in [5, 10, 15, 20, 25, 30, 40, 50] {
        let mut left = weights.clone();
        left.data.mapv_inplace(|weight| weight / (1.0 - f64::from(percent) / 100.0));
        assert_eq!(named(&left), [format!("dropout-{percent}")]);
    }
    left.data.fill(0.0);
    assert!(named(&left).is_empty(), "zeros alone say nothing of its size");
    let mut zero = weights.clone();
    zero.data[[0, 1]] = 0.0;
    assert!(named(&zero).is_empty(), "nor does a zero beside right weights");
}

/// What people have met in public, with the numbers that they print.
#[test]
fn slips_from_public_trackers_are_named() {
    let named = |variant: &str, request: &Request, step: &str, text: &str| -> Vec<&str> {
        let given = TypedAnswer::Text(text.to_owned());
        let found = check(find(variant).unwrap(), request, step, &given).unwrap();
        assert!(matches!(found.verdict, CheckVerdict::WrongCell { .. }), "{text}");
        found.slips.iter().map(|slip| slip.id).collect()
    };
    let request = |inputs: &[(&str, Nested)], params: &[(&str, ParamValue)]| Request {
        inputs: inputs.iter().map(|(name, cells)| ((*name).to_owned(), cells.clone())).collect(),
        params: params.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
        ..Request::default()
    };
    // pytorch/pytorch#90842: one key, and dropout 0.2 in training mode.
    let one_key = request(
        &[
            ("q", nested(&[3, 1], &[1.0, 2.0, 3.0])),
            ("k", nested(&[1, 1], &[1.0])),
            ("v", nested(&[1, 1], &[1.0])),
        ],
        &[],
    );
    let dropped = named("scaled-dot-product", &one_key, "weights", "1.2500\n0.0000\n1.2500");
    assert_eq!(dropped, ["dropout-20"]);
    // SKaiNET-developers/SKaiNET#860: a scale of 0 makes the weights uniform.
    let q = nested(&[3, 2], &[0.1, 0.2, 0.3, 0.4, 0.5, 0.6]);
    let k = nested(&[3, 2], &[0.7, 0.8, 0.9, 1.0, 1.1, 1.2]);
    let v = nested(&[3, 2], &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
    let causal = |scale: ParamValue| {
        let inputs = [("q", q.clone()), ("k", k.clone()), ("v", v.clone())];
        request(&inputs, &[("causal", ParamValue::Flag(true)), ("scale", scale)])
    };
    let output = |scale: ParamValue, text: &str| {
        let given = TypedAnswer::Text(text.to_owned());
        let variant = find("scaled-dot-product").unwrap();
        check(variant, &causal(scale), "output", &given).unwrap().verdict
    };
    assert_eq!(output(ParamValue::Number(0.0), "1 2; 2 3; 3 4"), CheckVerdict::Right);
    let scaled = ParamValue::Word("1/sqrt(2)".to_owned());
    let printed = "1.0 2.0; 2.049 3.049; 3.207 4.207";
    assert_eq!(output(scaled, printed), CheckVerdict::Right);
    assert_eq!(output(ParamValue::Flag(true), printed), CheckVerdict::Right);
    // huggingface/diffusers#14342 and transformers#41443: a Boolean mask is added as 0 and 1.
    let masked = request(
        &[
            ("q", nested(&[1, 1], &[0.0])),
            ("k", nested(&[2, 1], &[1.0, 1.0])),
            ("v", nested(&[2, 1], &[1.0, 2.0])),
            ("mask", nested(&[1, 2], &[1.0, 0.0])),
        ],
        &[],
    );
    assert!(
        named("scaled-dot-product", &masked, "weights", "0.7311 0.2689")
            .contains(&"mask-as-numbers")
    );
    // FrancescoSaverioZuppichini/ViT#2: softmax(energy) times the scale.
    let plain = request(
        &[
            ("q", nested(&[1, 4], &[1.0, 0.0, 0.0, 0.0])),
            ("k", nested(&[2, 4], &[1.0, 0.0, 0.0, 0.0, 2.0, 0.0, 0.0, 0.0])),
            ("v", nested(&[2, 1], &[1.0, 2.0])),
        ],
        &[],
    );
    assert_eq!(
        named("scaled-dot-product", &plain, "weights", "0.13447 0.36553"),
        ["scale-after-softmax"]
    );
    // tenstorrent/tt-metal#55337: the bias is scaled with the scores: −10 counts as −1.25 at width 64.
    let wide = |first: f64| {
        let mut cells = vec![0.0; 64];
        cells[0] = first;
        cells
    };
    let biased = request(
        &[
            ("q", nested(&[1, 64], &wide(8.0))),
            ("k", nested(&[2, 64], &[wide(1.0), wide(2.0)].concat())),
            ("v", nested(&[2, 1], &[1.0, 2.0])),
            ("bias", nested(&[1, 2], &[-10.0, 5.0])),
        ],
        &[],
    );
    assert_eq!(named("scaled-dot-product", &biased, "biased", "-0.25 2.625"), ["bias-scaled"]);
}

#[test]
fn a_wrong_shape_is_explained() {
    let shape = |request: &Request, text: &str| match scores(request, text).verdict {
        CheckVerdict::WrongShape { message, transposed } => (message, transposed),
        other => panic!("{other:?}"),
    };
    let mut request = thirds();
    request.inputs.insert("q".to_owned(), nested(&[3, 2], &[1.0, 0.0, 0.0, 1.0, 1.0, 1.0]));
    let (message, transposed) = shape(&request, "1/3 100 301/3; 2/3 sqrt(2) 2.0809");
    assert!(
        transposed && message.contains("with rows and columns exchanged, every cell is right"),
        "{message}"
    );
    assert!(message.contains("2 × 3; scores is 3 × 2: rows are queries"), "{message}");
    let (message, transposed) = shape(&request, "1 2 3; 4 5 6");
    assert!(transposed && message.ends_with("the right shape."), "{message}");
    let (message, transposed) = shape(&request, "1 2 3; 4 5 6; 7 8 9");
    assert!(!transposed && message.contains("3 × 3; scores is 3 × 2"), "{message}");
    // One query: its scores may be written as a row or as a column.
    assert_eq!(
        scores(
            &Request::default(),
            "3
11
5
2"
        )
        .verdict,
        CheckVerdict::Right
    );
}

#[test]
fn heads_are_read_from_a_print_and_masked_scores_as_infinity() {
    let mut request = Request::default();
    request.params.insert("causal".to_owned(), ParamValue::Flag(true));
    let variant = find("multi-head").unwrap();
    let trace = attention_playground::request::run::run(variant, &request).unwrap();
    let masked = tensor(&trace, "masked");
    let rows = |head: ndarray::ArrayViewD<f64>| {
        let row = |row: ndarray::ArrayViewD<f64>| {
            let cells: Vec<String> = row.iter().map(|cell| format!("{cell:.4}")).collect();
            format!("[{}]", cells.join(", "))
        };
        format!(
            "[{}]",
            head.outer_iter().map(row).collect::<Vec<_>>().join(
                ",
 "
            )
        )
    };
    let heads: Vec<String> = masked.data.outer_iter().map(rows).collect();
    let print = format!(
        "tensor([{}], grad_fn=<Fill>)",
        heads.join(
            ",

"
        )
    );
    assert!(print.contains("-inf"));
    let found = check(variant, &request, "masked", &TypedAnswer::Text(print.clone())).unwrap();
    assert_eq!(found.verdict, CheckVerdict::Right, "{print}");
    let open = print.replacen("-inf", "0.0000", 1);
    let found = check(variant, &request, "masked", &TypedAnswer::Text(open)).unwrap();
    let CheckVerdict::WrongCell { index, expected, .. } = found.verdict else { panic!("{print}") };
    assert_eq!((index, expected), (vec![0, 0, 1], f64::NEG_INFINITY));
}

#[test]
fn a_gradient_is_asked_for_by_its_name() {
    let ask = |step: &str, text: &str| {
        check(
            find("scaled-dot-product").unwrap(),
            &Request::default(),
            step,
            &TypedAnswer::Text(text.to_owned()),
        )
    };
    let trace =
        Case { variant: 0, request: Request { gradients: true, ..Request::default() } }.run();
    let gradient: Vec<String> =
        tensor(&trace, "grad-q").data.iter().map(|cell| format!("{cell:.5}")).collect();
    assert_eq!(ask("grad_q", &gradient.join(" ")).unwrap().verdict, CheckVerdict::Right);
    assert_eq!(ask("grad-q", &gradient.join(" ")).unwrap().verdict, CheckVerdict::Right);
    assert_eq!(ask("grad_z", "1").unwrap_err().code, Code::UnknownStep);
    let error = ask("weights", "0.1 0.2 zwei 0.3").unwrap_err();
    assert_eq!((error.code, &*error.place.field), (Code::NotANumber, "answer"));
    assert_eq!((error.place.row, error.place.column), (Some(1), Some(3)));
}

/// A row of which no key may be read is 0/0 by its formula: whoever writes so is right, and is told
/// what stands here. Anywhere else nan is wrong, and is told what it comes of.
#[test]
fn nan_is_taken_and_explained() {
    let text = |cells: &[&str], columns| {
        let cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
        lists(&[cells.len() / columns, columns], &cells)
    };
    let inputs = [
        ("q", text(&["1", "0", "0", "1"], 2)),
        ("k", text(&["1", "0", "0", "1"], 2)),
        ("v", text(&["1", "2"], 1)),
        ("mask", text(&["1", "0", "0", "0"], 2)),
    ];
    let inputs = inputs.into_iter().map(|(name, table)| (name.to_owned(), table)).collect();
    let request = Request { inputs, ..Request::default() };
    let variant = find("scaled-dot-product").unwrap();
    let report = |step: &str, given: &str| {
        check(variant, &request, step, &TypedAnswer::Text(given.to_owned())).unwrap()
    };
    for word in ["nan", "NaN", "np.nan", "float('nan')", "torch.nan"] {
        let found = report("weights", &format!("[[1, 0], [{word}, {word}]]"));
        assert_eq!(found.verdict, CheckVerdict::Right, "{word}");
        assert!(found.notes.iter().any(|note| note.message.contains("0/0")), "{word}");
    }
    assert_eq!(report("output", "1\nnan").verdict, CheckVerdict::Right);
    let wrong = report("weights", "nan nan\n0 0");
    let CheckVerdict::WrongCell { index, given, .. } = &wrong.verdict else {
        panic!("{:?}", wrong.verdict)
    };
    assert_eq!((index.as_slice(), given.as_str()), (&[0, 0][..], "nan"));
    assert!(wrong.notes.iter().any(|note| note.message.ends_with("Here it is 1.")));
    assert!(report("weights", "1 0\n0 0").notes.is_empty());
}

#[test]
fn a_pasted_answer_keeps_what_is_no_number() {
    for (text, rank, shape, cells) in [
        ("[[1, -inf], [nan, 0.5]]", 2, vec![2, 2], ["1", "−∞", "nan", "0.5"]),
        (
            "tensor([[1., -inf],\n        [nan, 0.5000]])",
            2,
            vec![2, 2],
            ["1.", "−∞", "nan", "0.5000"],
        ),
        ("1, -Infinity\nNaN, 0.5", 2, vec![2, 2], ["1", "−∞", "nan", "0.5"]),
        ("[[[1, float('-inf')]], [[np.nan, 0.5]]]", 3, vec![2, 1, 2], ["1", "−∞", "nan", "0.5"]),
        ("[1, -np.inf, nan, 0.5]", 1, vec![4], ["1", "−∞", "nan", "0.5"]),
    ] {
        let table =
            parse_pasted_answer(text, rank).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(
            (&table.shape, table.cells.as_slice()),
            (&shape, &cells.map(str::to_owned)[..]),
            "{text}"
        );
    }
    // What is no table of numbers and such words is refused as any other text.
    assert!(parse_pasted_answer("[[1, infinite], [nan, 2]]", 2).is_err());
}
