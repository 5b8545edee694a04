//! Decoding with a cache: it gives what the full causal computation gives, and its caches grow as
//! the formula says.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use std::collections::BTreeMap;

use attention_playground::base::error::Code;
use attention_playground::base::letter::Letter;
use attention_playground::program::axis::Axis;
use attention_playground::program::build::Builder;
use attention_playground::program::einsum::Equation;
use attention_playground::program::param::{ParamValue, Params};
use attention_playground::program::tensor::Tensor;
use attention_playground::program::trace::Trace;
use attention_playground::read::cost::cost;
use attention_playground::read::value::evaluate;
use attention_playground::request::Request;
use attention_playground::request::nested::Nested;
use attention_playground::request::run::run;
use attention_playground::runs::decoding::{DecodeKind, DecodeRun, DecodeToken, decode};
use attention_playground::variants::find;
use common::{CASES, any_case, bits, nested, tensor};
use proptest::prelude::*;

/// A request for a decoding run, with what its cells are.
#[derive(Debug, Clone)]
struct Sequence {
    sizes: BTreeMap<Letter, usize>,
    groups: usize,
    scale: bool,
    cells: BTreeMap<&'static str, Vec<f64>>,
}

const INPUTS: [(&str, &str); 5] =
    [("x", "id"), ("w_q", "hdk"), ("w_k", "hdk"), ("w_v", "hdv"), ("w_o", "hvd")];

fn any_sequence() -> impl Strategy<Value = Sequence> {
    let sizes = (1_usize..=6, 1_usize..=4, 1_usize..=3, 1_usize..=3, 1_usize..=3, 1_usize..=3);
    (sizes, any::<bool>()).prop_flat_map(|((i, d, groups, r, k, v), scale)| {
        let sizes: BTreeMap<Letter, usize> =
            [('i', i), ('d', d), ('h', groups * r), ('k', k), ('v', v)].into();
        let input = |(name, axes): (&'static str, &str)| {
            let count: usize = axes.chars().map(|letter| sizes[&letter]).product();
            (Just(name), prop::collection::vec(-3.0..3.0_f64, count))
        };
        let cells = INPUTS.map(input);
        (Just(sizes), cells).prop_map(move |(sizes, cells)| Sequence {
            sizes,
            groups,
            scale,
            cells: cells.into(),
        })
    })
}

impl Sequence {
    fn request(&self) -> Request {
        let input = |(name, axes): (&str, &str)| {
            let shape: Vec<usize> = axes.chars().map(|letter| self.sizes[&letter]).collect();
            (name.to_owned(), nested(&shape, &self.cells[name]))
        };
        request(INPUTS.map(input), self.scale, Some(("kv_heads", self.groups)))
    }

    fn decode(&self) -> DecodeRun {
        decode(&self.request()).unwrap_or_else(|error| panic!("{error}\n{self:?}"))
    }

    /// The key or value weights of each head, where the heads of a group have the group's mean.
    fn shared(&self, weights: &str, groups: usize) -> Vec<f64> {
        let heads = self.sizes[&'h'];
        let cells = &self.cells[weights];
        let (each, of_group) = (cells.len() / heads, heads / groups);
        let mean = |group: &[f64], at: usize| {
            group.iter().skip(at).step_by(each).sum::<f64>() / of_group as f64
        };
        let share = |group: &[f64]| -> Vec<f64> {
            (0..group.len()).map(|at| mean(group, at % each)).collect()
        };
        cells.chunks(each * of_group).flat_map(share).collect()
    }

    /// The registry's multi-head attention under a causal mask, on such weights.
    fn multi_head(&self, groups: usize) -> Trace {
        let [i, d, h, k, v] = ['i', 'd', 'h', 'k', 'v'].map(|letter| self.sizes[&letter]);
        // From "hdk" to the layout of nn.Linear, "(hk)d".
        let linear = |weights: &[f64], width: usize| -> Nested {
            let row = |e: usize| (0..d).map(move |at| (e / width * d + at) * width + e % width);
            let cells: Vec<f64> = (0..h * width).flat_map(row).map(|at| weights[at]).collect();
            nested(&[h * width, d], &cells)
        };
        let w_o = &self.cells["w_o"];
        let w_o: Vec<f64> =
            (0..d).flat_map(|at| (0..h * v).map(move |u| u * d + at)).map(|at| w_o[at]).collect();
        let inputs = [
            ("x", nested(&[i, d], &self.cells["x"])),
            ("w_q", linear(&self.cells["w_q"], k)),
            ("w_k", linear(&self.shared("w_k", groups), k)),
            ("w_v", linear(&self.shared("w_v", groups), v)),
            ("w_o", nested(&[d, h * v], &w_o)),
        ];
        let mut request = request(inputs, self.scale, Some(("heads", h)));
        request.params.insert("causal".to_owned(), ParamValue::Flag(true));
        run(find("multi-head").unwrap(), &request).unwrap()
    }

    /// The step of a kind's variant at a token, as a request of its own that is given the cache.
    fn step(&self, kind: &DecodeKind, at: usize) -> Request {
        let d = self.sizes[&'d'];
        let given = |weights: &str| {
            let each = self.cells[weights].len() / self.sizes[&'h'];
            let heads = self.shared(weights, kind.groups);
            let groups: Vec<f64> = heads
                .chunks(heads.len() / kind.groups)
                .flat_map(|group| &group[..each])
                .copied()
                .collect();
            let mut shape = vec![kind.groups, d, each / d];
            shape.drain(..usize::from(kind.variant == "multi-query-decode"));
            nested(&shape, &groups)
        };
        let [h, k, v] = ['h', 'k', 'v'].map(|letter| self.sizes[&letter]);
        let before = &kind.tokens[at - 1];
        let inputs = [
            ("x", nested(&[1, d], &self.cells["x"][at * d..(at + 1) * d])),
            ("prev_k", nested(before.keys.shape(), &cells(&before.keys))),
            ("prev_v", nested(before.values.shape(), &cells(&before.values))),
            ("w_q", nested(&[h, d, k], &self.cells["w_q"])),
            ("w_k", given("w_k")),
            ("w_v", given("w_v")),
            ("w_o", nested(&[h, v, d], &self.cells["w_o"])),
        ];
        request(inputs, self.scale, None)
    }
}

fn request<const COUNT: usize>(
    inputs: [(impl Into<String>, Nested); COUNT],
    scale: bool,
    count: Option<(&str, usize)>,
) -> Request {
    let inputs = inputs.into_iter().map(|(name, cells)| (name.into(), cells)).collect();
    let mut params = BTreeMap::from([("scale".to_owned(), ParamValue::Flag(scale))]);
    params.extend(count.map(|(name, count)| (name.to_owned(), ParamValue::Number(count as f64))));
    Request { inputs, params, ..Request::default() }
}

fn cells(tensor: &Tensor) -> Vec<f64> {
    tensor.data.iter().copied().collect()
}

fn bits_of(cells: &[f64]) -> Vec<u64> {
    cells.iter().map(|cell| cell.to_bits()).collect()
}

/// The request of a step for the variant with groups: multi-query keys and values get an axis g.
fn with_groups(kind: &DecodeKind, mut request: Request) -> Request {
    if kind.variant == "multi-query-decode" {
        for (name, given) in &mut request.inputs {
            match (&**name, given) {
                ("w_k" | "w_v", weights) => *weights = Nested::List(vec![weights.clone()]),
                ("prev_k" | "prev_v", Nested::List(sequences)) => {
                    for cache in sequences {
                        *cache = Nested::List(vec![cache.clone()]);
                    }
                }
                _ => {}
            }
        }
    }
    request
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    // No tolerance: each sum runs first to last in both, and what the mask forbids comes last and
    // adds zeros.
    #[test]
    fn cached_steps_are_the_full_causal_computation_bit_for_bit(sequence in any_sequence()) {
        for kind in sequence.decode().kinds {
            let steps: Vec<f64> =
                kind.tokens.iter().flat_map(|token| &token.output).copied().collect();
            prop_assert_eq!(bits_of(&steps), bits_of(&cells(&kind.output)), "{}", kind.variant);
            prop_assert_eq!(kind.difference, 0.0);
        }
    }

    #[test]
    fn the_full_computation_is_multi_head_attention_with_the_mean_of_each_group(
        sequence in any_sequence(),
    ) {
        for kind in sequence.decode().kinds {
            let plain = sequence.multi_head(kind.groups);
            let found = bits_of(&cells(&kind.output));
            prop_assert_eq!(found, bits(&plain, "output"), "{}", kind.variant);
        }
    }

    #[test]
    fn a_step_is_the_variant_with_the_cache_that_the_token_before_left(
        sequence in any_sequence(),
    ) {
        for kind in sequence.decode().kinds {
            let variant = find(kind.variant).unwrap();
            for at in 1..kind.tokens.len() {
                let trace = run(variant, &sequence.step(&kind, at)).unwrap();
                let token = &kind.tokens[at];
                prop_assert_eq!(bits_of(&token.output), bits(&trace, "output"));
                prop_assert_eq!(&token.keys, tensor(&trace, "keys"));
                prop_assert_eq!(&token.values, tensor(&trace, "values"));
                if at + 1 == kind.tokens.len() {
                    let report = cost(variant, &trace).unwrap();
                    prop_assert_eq!(token.operations, report.time.forward.performed.number);
                    prop_assert_eq!(token.touched, report.memory.fused.number);
                }
            }
        }
    }

    /// Sharing keys saves projections, and no multiplication with the cache.
    #[test]
    fn heads_that_share_keys_attend_at_the_same_cost(sequence in any_sequence()) {
        let kinds = sequence.decode().kinds;
        for pair in kinds.windows(2) {
            for (more, fewer) in pair[0].tokens.iter().zip(&pair[1].tokens) {
                let attention = |token: &DecodeToken| token.operations - token.projections;
                prop_assert_eq!(attention(more), attention(fewer));
                prop_assert!(fewer.projections <= more.projections);
            }
        }
    }

    #[test]
    fn a_cache_grows_by_one_token_and_keeps_the_others(sequence in any_sequence()) {
        let width = sequence.sizes[&'k'] + sequence.sizes[&'v'];
        for kind in sequence.decode().kinds {
            prop_assert_eq!(kind.tokens.len(), sequence.sizes[&'i']);
            for (before, token) in (1..).zip(&kind.tokens) {
                // b · g · n · (k + v), of one sequence.
                prop_assert_eq!(token.cache_numbers, kind.groups * before * width);
                prop_assert_eq!(token.cache_bytes, 8 * token.cache_numbers);
            }
            for pair in kind.tokens.windows(2) {
                for (old, new) in
                    [(&pair[0].keys, &pair[1].keys), (&pair[0].values, &pair[1].values)]
                {
                    let along = ndarray::Axis(new.position('j').unwrap());
                    let (kept, added) = new.data.view().split_at(along, old.data.len_of(along));
                    prop_assert_eq!(kept, old.data.view());
                    prop_assert_eq!(added.len_of(along), 1);
                }
            }
        }
    }

    #[test]
    fn grouped_queries_end_in_multi_head_and_in_multi_query(sequence in any_sequence()) {
        let decoded = sequence.decode();
        let [many, _, one] = &*decoded.kinds else { unreachable!("there are three kinds") };
        for kind in [many, one] {
            // The last token's step, which reads the longest cache.
            let last = kind.tokens.len() - 1;
            prop_assume!(last > 0);
            let request = Request { gradients: true, ..sequence.step(kind, last) };
            let end = run(find(kind.variant).unwrap(), &request).unwrap();
            let request = with_groups(kind, request);
            let grouped = run(find("grouped-query-decode").unwrap(), &request).unwrap();
            let groups = ParamValue::Number(kind.groups as f64);
            prop_assert_eq!(&grouped.params.0["kv_heads"], &groups);
            prop_assert_eq!(bits(&grouped, "output"), bits(&end, "output"));
            for (name, gradient) in &end.gradients {
                let [one, two] = [(&grouped, grouped.gradients[name]), (&end, *gradient)]
                    .map(|(trace, gradient)| bits_of(&cells(&trace.values[gradient.0])));
                prop_assert_eq!(one, two, "{}", name);
            }
        }
    }
}

/// Homework 4 prints `"bkh,bnk->bhn"` for the scores of multi-query decoding, where q has axes
/// b, h, k: the letters call its heads k and its features h.
#[test]
fn the_slip_of_homework_4_is_refused_and_would_give_another_result() {
    let slip = Equation::parse("bkh,bnk->bhn").unwrap();
    let meant = Equation::parse("bhk,bnk->bhn").unwrap();
    let axes = |letters: &str, heads: usize, width: usize| -> Vec<Axis> {
        let size = |letter| match letter {
            'b' => 1,
            'h' => heads,
            'n' => 3,
            _ => width,
        };
        letters.chars().map(|letter| Axis::named(letter, size(letter))).collect()
    };
    // Whether or not the sizes fit by accident: a head is no feature.
    for (heads, width) in [(3, 2), (2, 2)] {
        let (q, keys) = (axes("bhk", heads, width), axes("bnk", heads, width));
        assert!(meant.bind(&[&q, &keys]).is_ok());
        assert_eq!(slip.bind(&[&q, &keys]).unwrap_err().code, Code::LetterSize);
    }

    // Where only sizes are compared, h = k lets it pass: here q's axes are called as the slip
    // calls them.
    let scores = |equation: &str, letters: &str| {
        let (q, keys) = (axes(letters, 2, 2), axes("bnk", 2, 2));
        let builder = Builder::new(vec![("q", q.clone()), ("k", keys.clone())], Params::default());
        let [one, two] = builder.inputs(["q", "k"]);
        let output = builder.contract(equation, one, two).id();
        let graph = builder.finish(output).unwrap();
        let mut count = 0.0;
        let mut counted = |axes: &[Axis]| {
            Tensor::from_fn(axes, |_| {
                count += 1.0;
                count
            })
        };
        let inputs = vec![counted(&q), counted(&keys)];
        cells(&evaluate(&graph, inputs).unwrap()[output.0])
    };
    // q is (1 2; 3 4), a head a row; the keys are (5 6), (7 8) and (9 10).
    assert_eq!(scores("bhk,bnk->bhn", "bhk"), [17.0, 23.0, 29.0, 39.0, 53.0, 67.0]);
    assert_eq!(scores("bkh,bnk->bhn", "bkh"), [23.0, 31.0, 39.0, 34.0, 46.0, 58.0]);
}

#[test]
fn what_does_not_fit_is_refused() {
    let refused = |change: &dyn Fn(&mut Request)| {
        let mut request = Request::default();
        change(&mut request);
        let error = decode(&request).expect_err("it is refused");
        (error.code, error.place.field)
    };
    let heads = |request: &mut Request| {
        request.params.insert("kv_heads".to_owned(), ParamValue::Number(3.0));
    };
    assert_eq!(refused(&heads), (Code::ParamValue, "kv_heads".to_owned()));
    let gradients = |request: &mut Request| request.gradients = true;
    assert_eq!(refused(&gradients), (Code::BadRequest, "gradients".to_owned()));
    // The sequence alone would fit; its caches after each token do not.
    let long = |request: &mut Request| request.sizes = [('i', 1000), ('k', 64), ('h', 2)].into();
    assert_eq!(refused(&long), (Code::TooLarge, "sizes".to_owned()));
    let zero = |request: &mut Request| request.sizes = [('i', 0)].into();
    assert_eq!(refused(&zero), (Code::SizeValue, "sizes".to_owned()));
}

/// More heads than the parameter `kv_heads` may say: the multi-head kind has as many groups.
#[test]
fn heads_may_be_many() {
    let sizes = [('h', 66), ('i', 3)].into();
    let run = decode(&Request { sizes, ..Request::default() }).unwrap();
    let groups: Vec<usize> = run.kinds.iter().map(|kind| kind.groups).collect();
    assert_eq!(groups, [66, 2, 1]);
    assert_eq!(run.inputs["w_q"].shape(), [66, 4, 2]);
}

proptest! {
    #![proptest_config(ProptestConfig { max_global_rejects: 100 * CASES, ..ProptestConfig::with_cases(100) })]

    /// Tokens in order that join a cache at once give what each of them gives alone, to the last
    /// bit: the keys that it may not read come last and add exact zeros.
    #[test]
    fn several_tokens_at_once_are_the_tokens_one_by_one(case in any_case()) {
        let several = case.request.inputs.get("x").filter(|_| case.variant().id.ends_with("-decode"));
        let Some(Nested::List(sequences)) = several else { return Err(TestCaseError::reject("no decoding")) };
        let Some(Nested::List(tokens)) = sequences.first() else { unreachable!("x has axes") };
        prop_assume!(matches!(tokens[0], Nested::List(_)));
        let (count, together) = (tokens.len(), case.run());
        let mut request = case.request.clone();
        for at in 0..count {
            let token = |sequence: &Nested| match sequence {
                Nested::List(tokens) => tokens[at].clone(),
                Nested::Cell(_) => unreachable!("x has three axes"),
            };
            let x = Nested::List(sequences.iter().map(token).collect());
            request.inputs.insert("x".to_owned(), x);
            let alone = run(case.variant(), &request).unwrap();
            let axis = ndarray::Axis(together.values[together.graph.output.0].position('t').unwrap());
            let row = tensor(&together, "output").data.index_axis(axis, at).to_owned();
            let row: Vec<u64> = row.iter().map(|cell| cell.to_bits()).collect();
            prop_assert_eq!(row, bits(&alone, "output"), "token {}", at);
            for (cache, step) in [("prev_k", "keys"), ("prev_v", "values")] {
                let grown = tensor(&alone, step);
                let cells: Vec<f64> = grown.data.iter().copied().collect();
                request.inputs.insert(cache.to_owned(), nested(grown.shape(), &cells));
            }
        }
    }
}
