//! Costs over a range of sizes: they are the costs of results of these sizes, and they grow and
//! cross as homework 4 and 6 derive by hand.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;

use attention_playground::base::error::Code;
use attention_playground::base::letter::Letter;
use attention_playground::language::program::OwnProgram;
use attention_playground::program::param::{Kind, ParamValue};
use attention_playground::program::variant::Variant;
use attention_playground::read::code::{CodeTarget, code};
use attention_playground::read::cost::cost;
use attention_playground::read::steps;
use attention_playground::request::Request;
use attention_playground::request::run::run;
use attention_playground::runs::growth::{CostCurves, CostMeasure, CurvesRequest, LARGEST, growth};
use attention_playground::variants::{ALL, find};
use proptest::prelude::*;

/// A variant by its id, with parameters that are words.
type Program = (&'static str, &'static [(&'static str, &'static str)]);

const SOFTMAX: Program = ("scaled-dot-product", &[]);
const QUADRATIC: Program = ("linear", &[("feature_map", "quadratic")]);
const NARROW: Program = ("linear", &[("feature_map", "elu+1")]);
const DECODING: [Program; 3] =
    [("multi-head-decode", &[]), ("grouped-query-decode", &[]), ("multi-query-decode", &[])];

fn curves(programs: &[Program], letter: Letter, sizes: &[(Letter, u32)]) -> CurvesRequest<'static> {
    let program = |(id, params): &Program| {
        let word = |(name, word): &(&str, &str)| {
            ((*name).to_owned(), ParamValue::Word((*word).to_owned()))
        };
        let params = params.iter().map(word).collect();
        (find(id).unwrap(), Request { params, ..Request::default() })
    };
    let programs = programs.iter().map(program).collect();
    let sizes = sizes.iter().copied().collect();
    CurvesRequest { programs, letter, range: [16, 1 << 20], points: 65, sizes }
}

fn grown(programs: &[Program], letter: Letter, sizes: &[(Letter, u32)]) -> CostCurves {
    growth(&curves(programs, letter, sizes)).unwrap()
}

fn slope(growth: &CostCurves, curve: usize, measure: CostMeasure) -> f64 {
    growth.curves[curve].lines[&measure].slope
}

/// The sizes at which two programs cost the same.
fn crossings(growth: &CostCurves, measure: CostMeasure) -> Vec<f64> {
    growth.crossings.iter().filter(|c| c.measure == measure).map(|c| c.at).collect()
}

/// The letter that a variant's costs grow with.
fn sequence(variant: &Variant) -> Letter {
    if variant.letters().contains(&'n') { 'n' } else { 'N' }
}

/// How many columns a variant takes together: 2 where it has pairs of features.
fn places_in_a_pair(variant: &Variant) -> u32 {
    let graph = run(variant, &Request::default()).unwrap().graph;
    let place = graph.nodes.iter().flat_map(|node| &node.axes).find(|axis| axis.letter == 'y');
    place.map_or(1, |axis| u32::try_from(axis.size).unwrap())
}

/// A request whose sizes are those of the homework's letters, and these sizes.
fn any_sized(
    variant: &'static Variant<'static>,
) -> impl Strategy<Value = (Request, BTreeMap<Letter, u32>)> {
    let share = (1_u32..=2, 1_u32..=2, 1_u32..=3);
    let others = (1_u32..=7, 1_u32..=4, 1_u32..=3, 1_u32..=4);
    let words = prop::collection::vec(any::<prop::sample::Index>(), variant.params.len());
    let in_pair = places_in_a_pair(variant);
    (share, others, words).prop_map(move |((g, r, k), (rows, m, b, f), words)| {
        let (h, d) = (g * r, g * r * k * in_pair);
        let of_axes = [
            ('i', rows),
            ('j', rows),
            ('n', rows),
            ('d', d),
            ('m', m),
            ('b', b),
            ('f', f),
            ('l', m),
        ];
        let of_heads = [('h', h), ('g', g), ('k', k), ('v', k), ('e', d), ('u', d)];
        let known = variant.letters();
        let axes = of_axes.into_iter().chain(of_heads).filter(|(own, _)| known.contains(own));
        let sizes = axes.map(|(letter, size)| (letter, size as usize)).collect();
        let mut params = BTreeMap::new();
        for (param, word) in variant.params.iter().zip(words) {
            let setting = match (param.name, param.kind) {
                ("heads", _) => ParamValue::Number(h.into()),
                ("kv_heads", _) => ParamValue::Number(g.into()),
                (_, Kind::Words(_) | Kind::Flag { .. }) => param.value(word.get(param.choices())),
                _ => continue,
            };
            params.insert(param.name.to_owned(), setting);
        }
        let request = Request { sizes, params, ..Request::default() };
        let letters = [
            ('p', (d / 2).max(1)),
            ('N', rows),
            ('n', rows),
            ('D', d),
            ('M', m),
            ('d', d),
            ('h', h),
            ('g', g),
        ];
        (
            request,
            letters.into_iter().chain([('b', b), ('f', f), ('k', k), ('l', m), ('v', k)]).collect(),
        )
    })
}

/// In a program of one's own a letter counts what its tables say, and not what the homework has it count.
#[test]
fn the_letters_of_a_program_count_what_its_tables_say() {
    let said = |text: &str, letter: Letter| -> Vec<String> {
        let own = OwnProgram::read(text).unwrap();
        let tables = own.tables();
        let variant = tables.variant();
        let programs = vec![(&variant, Request::default())];
        let range = [16, 1024];
        let asked = CurvesRequest { programs, letter, range, points: 5, sizes: BTreeMap::new() };
        let found = growth(&asked).unwrap();
        let sizes = found.sizes.iter().map(|size| format!("{}: {}", size.letter, size.meaning));
        std::iter::once(format!("{letter}: {}", found.meaning)).chain(sizes).collect()
    };
    let induced = "in x[n,d], u[m,d]
a[m,n] = softmax[n] (sum[d] u[m,d] x[n,d])
h[m,d] = u[m,d] + sum[n] a[m,n] x[n,d]";
    assert_eq!(said(induced, 'n'), ["n: rows of x", "d: columns of x", "m: rows of u"]);
    let usual = "in q[i,d], k[j,d], v[j,m]
w[i,j] = softmax[j] (sum[d] q[i,d] k[j,d])
o[i,m] = sum[j] w[i,j] v[j,m]";
    assert_eq!(said(usual, 'N'), ["N: tokens", "D: width", "M: value width"]);
    let projected = "in x[i,d], w[d,m]
y[i,m] = sum[d] x[i,d] w[d,m]
s[i] = cumsum[i] (sum[m] y[i,m])";
    assert_eq!(said(projected, 'N')[0], "N: rows of x");
    assert!(said(projected, 'N').contains(&"M: columns of w".to_owned()));

    let own = OwnProgram::read(induced).unwrap();
    let tables = own.tables();
    let variant = tables.variant();
    let trace = run(&variant, &Request::default()).unwrap();
    let text = code(&variant, &trace, CodeTarget::NumPy).unwrap();
    assert!(text.contains("# Axes: n = rows of x, d = columns of x, m = rows of u\n"), "{text}");
    let text = steps::words(&variant, &trace.graph, trace.graph.find("a").unwrap(), &[0, 1]);
    assert!(text.starts_with("m 1, n 2: "), "{text}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// What a curve says at a size is the cost of a result of this size.
    #[test]
    fn a_curve_goes_through_the_costs_of_results(
        (which, (request, sizes)) in (0..ALL.len())
            .prop_flat_map(|at| (Just(at), any_sized(&ALL[at])))
    ) {
        let variant = &ALL[which];
        let cost = cost(variant, &run(variant, &request).unwrap()).unwrap();
        let letter = sequence(variant);
        let range = [sizes[&letter]; 2];
        // A program that is built at other sizes is the same one.
        let params = request.params.into_iter().filter(|(name, _)| name != "kv_heads");
        let params = params.filter(|(name, _)| name != "heads").collect();
        let elsewhere = Request { params, ..Request::default() };
        let programs = vec![(variant, elsewhere)];
        let grown = growth(&CurvesRequest { programs, letter, range, points: 1, sizes }).unwrap();
        let at = |measure| grown.curves[0].lines[&measure].values[0];
        prop_assert_eq!(at(CostMeasure::Operations), cost.time.forward.performed.number);
        prop_assert_eq!(at(CostMeasure::Fused), cost.memory.fused.number);
        prop_assert_eq!(at(CostMeasure::Every), cost.memory.every.number);
        prop_assert_eq!(at(CostMeasure::Kept), cost.memory.kept.number);
        prop_assert_eq!(at(CostMeasure::Intensity), cost.intensity);
        // What masks leave needed is counted cell by cell there, and by a closed form here.
        if cost.time.forward.needed_in_letters.is_some() {
            prop_assert_eq!(at(CostMeasure::Needed), cost.time.forward.needed);
        } else {
            prop_assert!(at(CostMeasure::Needed) >= cost.time.forward.needed);
        }
        prop_assert!(at(CostMeasure::Flops) >= at(CostMeasure::Operations));
        prop_assert!(at(CostMeasure::Flops) <= 2.0 * at(CostMeasure::Operations));
    }
}

/// The slope that is written at a line's end is that of its last two points.
#[test]
fn a_slope_is_that_of_its_line() {
    for variant in ALL {
        let letter = sequence(variant);
        let programs = vec![(variant, Request::default())];
        let range = [1 << 16, (1 << 16) + 1];
        let request = CurvesRequest { programs, letter, range, points: 2, sizes: [].into() };
        for (measure, line) in &growth(&request).unwrap().curves[0].lines {
            let rise = (line.values[1] / line.values[0]).ln();
            let run = f64::from(range[1]).ln() - f64::from(range[0]).ln();
            assert!((rise / run - line.slope).abs() < 1e-4, "{} {measure:?}", variant.id);
        }
    }
}

#[test]
fn softmax_grows_with_the_square_and_linear_attention_as_the_sequence() {
    let growth = grown(&[SOFTMAX, QUADRATIC, NARROW], 'N', &[('D', 64), ('M', 64)]);
    for measure in [CostMeasure::Operations, CostMeasure::Every, CostMeasure::Kept] {
        assert!((slope(&growth, 0, measure) - 2.0).abs() < 1e-3, "{measure:?}");
        for linear in [1, 2] {
            assert!((slope(&growth, linear, measure) - 1.0).abs() < 0.01, "{linear} {measure:?}");
        }
    }
    // A fused kernel never writes the scores: what it touches grows as the sequence.
    assert!((slope(&growth, 0, CostMeasure::Fused) - 1.0).abs() < 1e-3);
    assert!((slope(&growth, 0, CostMeasure::Intensity) - 1.0).abs() < 1e-3);
    assert_eq!(growth.at.first(), Some(&16.0));
    assert_eq!(growth.at.last(), Some(&f64::from(1 << 20)));
    let sizes: Vec<_> = growth.sizes.iter().map(|of| (of.letter, of.size)).collect();
    assert_eq!(sizes, [('D', 64), ('M', 64)]);
}

/// Homework 6: the quadratic map pays once there are about D² tokens.
#[test]
fn the_quadratic_map_pays_from_about_the_square_of_the_width() {
    for width in [16, 64, 256] {
        let growth = grown(&[SOFTMAX, QUADRATIC], 'N', &[('D', width), ('M', width)]);
        let [at] = crossings(&growth, CostMeasure::Operations)[..] else { panic!("one crossing") };
        let ratio = at / f64::from(width * width);
        assert!((0.8..1.3).contains(&ratio), "D = {width}: N = {at}, {ratio} of D²");
        // Wider models come nearer, since the lower terms count less.
        assert!(width < 256 || (ratio - 1.0).abs() < 0.05, "{ratio}");
    }
}

#[test]
fn a_crossing_is_where_both_cost_the_same() {
    let growth = grown(&[SOFTMAX, QUADRATIC, NARROW], 'N', &[]);
    assert!(growth.crossings.len() >= 4, "{:?}", growth.crossings);
    for crossing in &growth.crossings {
        let [one, two] = crossing.curves.map(|curve| {
            let line = &growth.curves[curve].lines[&crossing.measure];
            let next = growth.at.iter().position(|at| *at > crossing.at).unwrap();
            (line.values[next - 1], line.values[next])
        });
        assert_ne!(one.0 > two.0, one.1 > two.1, "{crossing:?}");
        assert!((one.0..=one.1).contains(&crossing.value), "{crossing:?}");
    }
}

/// Homework 4: what a token computes hardly changes, and what it reads does.
#[test]
fn fewer_caches_make_decoding_denser() {
    let growth = grown(&DECODING, 'n', &[('d', 4096), ('h', 32), ('g', 8), ('b', 32)]);
    let at = growth.at.iter().position(|at| *at == 4096.0).unwrap();
    let value = |curve: usize, measure| growth.curves[curve].lines[&measure].values[at];
    for (more, less) in [(0, 1), (1, 2)] {
        assert!(value(more, CostMeasure::Fused) > 2.0 * value(less, CostMeasure::Fused));
        assert!(value(more, CostMeasure::Intensity) < value(less, CostMeasure::Intensity));
        assert!(value(more, CostMeasure::Flops) < 1.6 * value(less, CostMeasure::Flops));
    }
}

#[test]
fn what_makes_no_sense_is_refused() {
    let good = || curves(&DECODING, 'n', &[]);
    let refused = [
        (CurvesRequest { programs: vec![], ..good() }, Code::SizeValue, "curves"),
        (CurvesRequest { points: 0, ..good() }, Code::SizeValue, "points"),
        (CurvesRequest { points: 1 << 20, ..good() }, Code::SizeValue, "points"),
        (CurvesRequest { range: [0, 8], ..good() }, Code::SizeValue, "range"),
        (CurvesRequest { range: [8, 4], ..good() }, Code::SizeValue, "range"),
        (CurvesRequest { range: [8, LARGEST + 1], ..good() }, Code::SizeValue, "range"),
        (CurvesRequest { sizes: [('b', 0)].into(), ..good() }, Code::SizeValue, "b"),
        (CurvesRequest { sizes: [('d', 100), ('h', 8)].into(), ..good() }, Code::SizeValue, "h"),
        (CurvesRequest { sizes: [('h', 8), ('g', 3)].into(), ..good() }, Code::SizeValue, "g"),
        (CurvesRequest { letter: 'N', ..good() }, Code::UnknownAxis, "letter"),
    ];
    for (request, code, field) in refused {
        let error = growth(&request).unwrap_err();
        assert_eq!((error.code, &*error.place.field), (code, field), "{error}");
        assert!(!error.hint.is_empty(), "{error}");
    }
}
