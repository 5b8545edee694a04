//! Findings: each stands where it matters, once, and names the right row.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use attention_playground::language::program::OwnProgram;
use attention_playground::program::param::ParamValue;
use attention_playground::request::Request;
use attention_playground::request::run::run;
use attention_playground::variants::find;
use common::nested;

/// The findings of a request: code, step and row.
fn found(variant: &str, request: &Request) -> Vec<(&'static str, String, Option<usize>)> {
    let trace = run(find(variant).unwrap(), request).unwrap();
    let notes = trace.notes.into_iter();
    notes.map(|note| (note.code, note.place.field, note.place.row)).collect()
}

fn request(params: &[(&str, ParamValue)], inputs: &[(&str, &[usize], &[f64])]) -> Request {
    let params = params.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
    let inputs = inputs.iter();
    let inputs = inputs.map(|(name, shape, cells)| ((*name).to_owned(), nested(shape, cells)));
    Request { params: params.collect(), inputs: inputs.collect(), ..Request::default() }
}

fn word(word: &str) -> ParamValue {
    ParamValue::Word(word.to_owned())
}

#[test]
fn a_tie_is_named_with_the_first_winner() {
    let tie = request(&[], &[("k", &[4, 3], &[0., 3., 4., 0., 3., 4., 5., 0., 0., 0., 0., 1.])]);
    assert_eq!(found("argmax", &tie), [("tie", "weights".to_owned(), Some(1))]);
    assert_eq!(found("argmax", &Request::default()), []);
}

#[test]
fn a_masked_row_is_named_once_for_all_heads_and_both_passes() {
    let mask: [f64; 9] = [1., 1., 1., 0., 0., 0., 1., 1., 1.];
    let mut masked = request(&[], &[("mask", &[3, 3], &mask)]);
    let rows = |request: &Request| {
        let notes = found("multi-head", request).into_iter();
        notes.filter(|(code, ..)| *code == "masked-row").collect::<Vec<_>>()
    };
    let expected = [("masked-row", "masked".to_owned(), Some(2))];
    assert_eq!(rows(&masked), expected);
    masked.gradients = true;
    assert_eq!(rows(&masked), expected);
}

/// Of a program of one's own: the code, and the sentence.
fn own(text: &str) -> Vec<(&'static str, String)> {
    let program = OwnProgram::read(text).unwrap();
    let trace = run(&program.tables().variant(), &Request::default()).unwrap();
    trace.notes.into_iter().map(|note| (note.code, note.message)).collect()
}

/// Zeros of a sum or of a choice are numbers as others are: only what becomes weights has rows without a key.
#[test]
fn only_weights_have_rows_without_a_key() {
    const INPUTS: &str = "in q[h,i,d], k[h,j,d], v[h,j,m], b[h,r]\nparam a = 1";
    let sums = [
        "s[h,i,j] = sum[r : block(i - j, 2) = r - 1] b[h,r]",
        "s[i,j] = if j < i - 1 then a sum[h,m] v[h,j,m] else 0",
        "s[h,i] = sum[j : j < i - 5] (sum[m] v[h,j,m])",
        "s[h,i] = max[r] b[h,r] + cumsum[i : i > 9] (sum[d] q[h,i,d])",
    ];
    for line in sums {
        let found = own(&format!("{INPUTS}\n{line}"));
        assert!(found.iter().all(|(code, _)| *code != "masked-row"), "{line}\n{found:?}");
    }
    let rows = |line: &str| -> Vec<String> {
        let found =
            own(&format!("{INPUTS}\ns[h,i,j] = sum[d] q[h,i,d] k[h,j,d] / sqrt(|d|)\n{line}"));
        found.into_iter().filter(|(code, _)| *code == "masked-row").map(|(_, text)| text).collect()
    };
    // A query is counted within its head, and said once.
    let by_head = rows("w[h,i,j] = softmax[j : j < i and h < 2] s[h,i,j]");
    assert!(by_head.iter().all(|text| text.starts_with("Query ")), "{by_head:?}");
    let queries: Vec<_> = by_head.iter().map(|text| text.chars().nth(6)).collect();
    assert_eq!(queries, [Some('1'), Some('2'), Some('3')]);
    // Along the queries it is a key that is left with nothing.
    let found = rows("w[h,i,j] = softmax[i : j < i] s[h,i,j]");
    assert_eq!(
        found,
        [
            "Nothing is left along i where j = 3, so what is made of it is 0.",
            "Nothing is left along i where j = 4, so what is made of it is 0."
        ]
    );
}

#[test]
fn a_score_below_the_fill_leaks() {
    let fill = [("mask_fill", word("-1e9")), ("scale", ParamValue::Flag(false))];
    let low = [("q", &[1, 1][..], &[-1.0][..]), ("k", &[2, 1], &[3e9, 1.0])];
    let masked =
        request(&fill, &[low[0], low[1], ("v", &[2, 1], &[1., 2.]), ("mask", &[1, 2], &[1., 0.])]);
    let expected = [("mask-meaning", "mask", None), ("mask-leak", "masked", Some(1))];
    assert_eq!(
        found("scaled-dot-product", &masked),
        expected.map(|(code, place, row)| (code, place.to_owned(), row))
    );
}

/// Homework 6 (a): (q·k)² is 0 for a query that is orthogonal to every key, and (q·k + 1)² where
/// q·k = −1; a plain dot product can be negative; exp cannot be either.
#[test]
fn a_denominator_of_zero_or_below_is_a_finding() {
    let inputs: [(&str, &[usize], &[f64]); 3] =
        [("q", &[2, 2], &[1., 0., 0., 1.]), ("k", &[1, 2], &[0., -1.]), ("v", &[1, 1], &[5.])];
    let totals = |params: &[(&str, ParamValue)]| found("kernel", &request(params, &inputs));
    let at = |code, row| (code, "totals".to_owned(), Some(row));
    let quadratic = ("kernel", word("quadratic"));
    assert_eq!(
        totals(&[quadratic.clone(), ("offset", ParamValue::Number(0.0))]),
        [at("zero-total", 1)]
    );
    assert_eq!(totals(&[quadratic]), [at("zero-total", 2)]);
    assert_eq!(totals(&[("kernel", word("dot"))]), [at("zero-total", 1), at("negative-total", 2)]);
    assert_eq!(totals(&[]), []);
}

fn sizes(sizes: &[(char, usize)]) -> Request {
    Request { sizes: sizes.iter().copied().collect(), ..Request::default() }
}

/// The one finding of this kind, as its step and its sentences.
fn only(variant: &str, request: &Request, code: &str) -> Option<(String, String)> {
    let trace = run(find(variant).unwrap(), request).unwrap();
    let mut notes = trace.notes.into_iter().filter(|note| note.code == code);
    let note = notes.next()?;
    assert!(notes.next().is_none(), "{code} is said twice");
    Some((note.place.field, note.message))
}

/// Homework 4 calls the axes of q by the wrong letters: an error, but not where h = k.
#[test]
fn the_equation_that_homework_4_prints_is_run() {
    let (step, message) =
        only("multi-query-decode", &sizes(&[('h', 3), ('k', 2)]), "misprint").unwrap();
    assert_eq!(step, "scores");
    assert!(
        message
            .starts_with("Homework 4 prints \"bkh,bnk->bhn\" here, though q has the axes b, h, k.")
    );
    let error = "it is an error: \"k\" (key width of a head) has size 3 in operand 1 and size 2 in \
                 operand 2.";
    assert!(message.ends_with(error), "{message}");

    // x is 1, so that q is w_q: (1 2; 3 4), a head a row. The keys are (5 6), (7 8) and (9 10).
    let inputs: [(&str, &[usize], &[f64]); 5] = [
        ("x", &[1, 1], &[1.]),
        ("w_q", &[2, 1, 2], &[1., 2., 3., 4.]),
        ("prev_k", &[1, 2, 2], &[5., 6., 7., 8.]),
        ("w_k", &[1, 2], &[9., 10.]),
        ("prev_v", &[1, 2, 1], &[1., 1.]),
    ];
    let given = Request { sizes: [('v', 1)].into(), ..request(&[], &inputs) };
    // Meant: 17 23 29 and 39 53 67. Printed: 23 31 39 and 34 46 58.
    let (_, message) = only("multi-query-decode", &given, "misprint").unwrap();
    assert!(message.ends_with("gives other numbers: they differ by up to 10."), "{message}");
}

/// Homework 3 joins the heads with .transpose and .view. PyTorch allows that only where one of the
/// three axes has a single place: tried there for every size up to 3.
#[test]
fn the_view_that_homework_3_prints_is_refused_where_pytorch_refuses_it() {
    for (tokens, heads, width) in (0..27).map(|n| (n / 9 + 1, n / 3 % 3 + 1, n % 3 + 1)) {
        let wide = heads * width;
        let mut request = sizes(&[('i', tokens), ('d', 2), ('e', heads), ('u', wide)]);
        request.params.insert("heads".to_owned(), ParamValue::Number(heads as f64));
        let found = only("multi-head", &request, "misprint");
        assert_eq!(
            found.is_some(),
            tokens > 1 && heads > 1 && width > 1,
            "{tokens} {heads} {width}"
        );
        if let Some((step, message)) = found {
            assert_eq!(step, "joined");
            assert!(
                message.contains(&format!("here they start {} numbers apart", tokens * width)),
                "{message}"
            );
        }
    }
}

/// Homework 4 prints no 1/√k; the finding is there wherever nothing divides the scores.
#[test]
fn scores_that_nothing_divides_are_a_finding() {
    for decode in ["multi-head-decode", "multi-query-decode", "grouped-query-decode"] {
        let mut request = sizes(&[('k', 4)]);
        let (step, message) = only(decode, &request, "unscaled").unwrap();
        assert_eq!(step, "scores");
        assert!(message.starts_with("Nothing divides these scores by √k = 2."), "{message}");
        request.params.insert("scale".to_owned(), ParamValue::Flag(true));
        assert_eq!(only(decode, &request, "unscaled"), None);
    }
    let off =
        request(&[("scale", ParamValue::Flag(false)), ("causal", ParamValue::Flag(true))], &[]);
    assert!(only("scaled-dot-product", &off, "unscaled").is_some());
    assert_eq!(only("scaled-dot-product", &Request::default(), "unscaled"), None);
    // A single product spreads no further than itself.
    assert_eq!(only("multi-head-decode", &sizes(&[('k', 1)]), "unscaled"), None);
}

/// True lets through here and in `scaled_dot_product_attention`, and blocks in
/// `nn.MultiheadAttention`.
#[test]
fn the_meaning_of_a_mask_is_said_beside_it() {
    let masked = request(&[], &[("mask", &[3, 3], &[1., 0., 0., 1., 1., 0., 1., 1., 1.])]);
    let (field, message) = only("multi-head", &masked, "mask-meaning").unwrap();
    assert_eq!(field, "mask");
    assert!(message.contains("scaled_dot_product_attention") && message.contains("it blocks"));
    let causal = request(&[("causal", ParamValue::Flag(true))], &[]);
    assert_eq!(only("multi-head", &causal, "mask-meaning"), None);
}

/// A mask of one row, or of one level of brackets, holds for every query, and that is said.
#[test]
fn one_row_of_a_mask_holds_for_every_query() {
    let sizes = [("q", &[2, 1][..], &[1.0, 2.0][..]), ("k", &[3, 1], &[1.0, 2.0, 3.0])];
    let values = ("v", &[3, 1][..], &[1.0, 2.0, 3.0][..]);
    let with = |mask: (&'static str, &'static [usize], &'static [f64])| {
        request(&[], &[sizes[0], sizes[1], values, mask])
    };
    let whole = with(("mask", &[2, 3], &[1., 1., 0., 1., 1., 0.]));
    let output = |request: &Request| {
        let trace = run(find("scaled-dot-product").unwrap(), request).unwrap();
        trace.values[trace.graph.output.0].data.clone()
    };
    for short in [with(("mask", &[1, 3], &[1., 1., 0.])), with(("mask", &[3], &[1., 1., 0.]))] {
        assert_eq!(output(&short), output(&whole));
        let (place, message) = only("scaled-dot-product", &short, "all-queries").unwrap();
        assert_eq!((&*place, &*message), ("mask", "mask has one row: it holds for all 2 queries."));
    }
    assert!(only("scaled-dot-product", &whole, "all-queries").is_none());
}

/// Lengths in place of a mask, of all queries or of each, are the mask that they mean.
#[test]
fn lengths_of_keys_become_the_mask() {
    let given = [
        ("q", &[2, 1][..], &[1.0, 2.0][..]),
        ("k", &[3, 1], &[1.0, 2.0, 3.0]),
        ("v", &[3, 1], &[1.0, 2.0, 3.0]),
    ];
    let variant = find("scaled-dot-product").unwrap();
    let with = |more: &[(&'static str, &'static [usize], &'static [f64])]| {
        request(&[], &[&given[..], more].concat())
    };
    let output = |more: &[(&'static str, &'static [usize], &'static [f64])]| {
        run(variant, &with(more)).map(|trace| trace.values[trace.graph.output.0].data.clone())
    };
    for (lengths, shape, mask) in [
        (&[2.0][..], &[1][..], &[1., 1., 0., 1., 1., 0.][..]),
        (&[1.0, 3.0], &[2], &[1., 0., 0., 1., 1., 1.]),
        (&[0.0, 2.0], &[2, 1], &[0., 0., 0., 1., 1., 0.]),
    ] {
        let by_mask = output(&[("mask", &[2, 3], mask)]).unwrap();
        assert_eq!(output(&[("key_lengths", shape, lengths)]).unwrap(), by_mask, "{lengths:?}");
    }
    assert!(
        only("scaled-dot-product", &with(&[("key_lengths", &[1], &[2.0])]), "lengths").is_some()
    );
    for wrong in [&[1.0, 1.0, 1.0][..], &[4.0], &[1.5], &[-1.0]] {
        let shape: &[usize] = if wrong.len() == 3 { &[3] } else { &[1] };
        let error = output(&[("key_lengths", shape, wrong)]).unwrap_err();
        assert_eq!((error.code.word(), &*error.place.field), ("axis-size", "key_lengths"));
    }
    let both = [("mask", &[1, 3][..], &[1., 1., 0.][..]), ("key_lengths", &[1], &[2.0])];
    assert_eq!(output(&both).unwrap_err().code.word(), "axis-size");
}
