//! Costs: the counted evaluation is the polynomial, the answers of the homework come out by
//! derivation, and masks leave needed what they allow.
#![cfg(not(target_arch = "wasm32"))]

mod common;
#[path = "common/counted.rs"]
mod counted;

use attention_playground::program::axis::Axis;
use attention_playground::program::condition::{Comparison, Condition, number, place};
use attention_playground::program::op::Op;
use attention_playground::program::param::ParamValue;
use attention_playground::program::trace::Trace;
use attention_playground::read::cost::notation::{order_text, text};
use attention_playground::read::cost::pairs::pairs;
use attention_playground::read::cost::{Cost, CostReport, cost, count};
use attention_playground::read::value::holds;
use attention_playground::request::Request;
use attention_playground::request::run::{definition, run};
use attention_playground::request::work::work;
use attention_playground::variants::find;
use common::{CASES, any_case};
use counted::performed;
use ndarray::{IxDyn, indices};
use proptest::prelude::*;

fn report(trace: &Trace, variant: &str) -> CostReport {
    cost(find(variant).unwrap(), trace).unwrap()
}

/// The cost of a variant at its example, with some parameters.
fn costs(variant: &str, params: &[(&str, &str)]) -> CostReport {
    let setting =
        |(name, word): &(&str, &str)| ((*name).to_owned(), ParamValue::Word((*word).to_owned()));
    let params = params.iter().map(setting).collect();
    let trace = run(find(variant).unwrap(), &Request { params, ..Request::default() }).unwrap();
    report(&trace, variant)
}

fn big_o(cost: &Cost) -> String {
    order_text(&cost.leading)
}

fn near(cost: &Cost) -> String {
    order_text(cost.nearly.as_ref().unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn a_counted_evaluation_is_the_polynomial(case in any_case(), gradients in any::<bool>()) {
        let mut case = case;
        case.request.gradients = gradients;
        let trace = case.run();
        let report = report(&trace, case.variant().id);
        let backward = if gradients { report.time.backward.performed.number } else { 0.0 };
        let derived = report.time.forward.performed.number + backward;
        prop_assert_eq!(performed(&trace.graph, &trace.values), derived);
        let steps: f64 = report.steps.iter().map(|step| step.operations.performed.number).sum();
        prop_assert_eq!(steps, derived);
        let needed: f64 = report.steps.iter().map(|step| step.operations.needed).sum();
        let of_backward = if gradients { report.time.backward.needed } else { 0.0 };
        prop_assert_eq!(needed, report.time.forward.needed + of_backward);
        for (step, tensor) in report.steps.iter().zip(&trace.values) {
            prop_assert_eq!(step.cells.number, tensor.data.len() as f64);
        }
    }

    /// Told beforehand, what is then counted: also of the definition beside a schedule.
    #[test]
    fn the_work_of_a_request_is_what_its_run_takes(case in any_case(), gradients in any::<bool>()) {
        let mut case = case;
        case.request.gradients = gradients;
        let work = work(case.variant(), &case.request).unwrap();
        let Trace { graph, values, params, .. } = case.run();
        let definition = definition(case.variant(), &params, &graph, &values);
        let beside = definition.map_or(0.0, |(graph, values)| performed(&graph, &values));
        prop_assert_eq!(work.operations, performed(&graph, &values) + beside);
        prop_assert_eq!(work.steps, values.len());
        let cells = |of: &dyn Fn(&Op) -> bool| -> usize {
            let nodes = graph.nodes.iter().zip(&values).filter(|(node, _)| of(&node.op));
            nodes.map(|(_, tensor)| tensor.data.len()).sum()
        };
        prop_assert_eq!(work.cells, cells(&|_| true) as f64);
        prop_assert_eq!(work.inputs, cells(&|op| *op == Op::Input) as f64);
    }

    #[test]
    fn masks_leave_needed_what_they_allow(case in any_case(), gradients in any::<bool>()) {
        let mut case = case;
        case.request.gradients = gradients;
        let trace = case.run();
        for step in report(&trace, case.variant().id).steps {
            let node = trace.graph.node(trace.graph.find(&step.step).unwrap());
            let loops = count::loops(node);
            let turns = loops.iter().map(|axis| axis.size).product::<usize>() as f64;
            let each = step.operations.performed.number / turns;
            prop_assert_eq!(step.operations.needed, each * allowed_turns(&trace, loops) as f64, "{}", &node.id);
            prop_assert!(step.operations.needed <= step.operations.performed.number);
        }
    }

    #[test]
    fn a_rule_of_memory_counts_no_more_than_every_tensor(case in any_case()) {
        let memory = report(&case.run(), case.variant().id).memory;
        prop_assert!(memory.fused.number <= memory.every.number);
        prop_assert!(memory.kept.number <= memory.every.number);
    }
}

/// The turns of some loops that every mask over two of them allows, one by one.
fn allowed_turns(trace: &Trace, loops: &[Axis]) -> usize {
    let mut masks: Vec<(&Condition, &[Axis], Vec<usize>)> = Vec::new();
    for node in &trace.graph.nodes {
        let Op::Mask { mask, .. } = &node.op else { continue };
        let place = |axis: &Axis| loops.iter().position(|own| own == axis);
        let places: Option<Vec<usize>> = node.axes.iter().map(place).collect();
        masks.extend(places.map(|places| (mask, &*node.axes, places)));
    }
    let shape: Vec<usize> = loops.iter().map(|axis| axis.size).collect();
    let turns = indices(IxDyn(&shape)).into_iter().filter(|turn| {
        masks.iter().all(|(mask, axes, places)| {
            let cell: Vec<usize> = places.iter().map(|place| turn[*place]).collect();
            holds(mask, axes, &cell, &trace.values)
        })
    });
    turns.count()
}

#[test]
fn homework_4_multi_head() {
    let cost = costs("multi-head-decode", &[]);
    assert_eq!(big_o(&cost.time.forward.performed), "O(b·d² + b·n·d)");
    // Four weights, x q k v o y, and both caches: what the sheet lists, no more and no less.
    assert_eq!(text(&cost.memory.fused.short), "4·d² + 6·b·d + 2·b·n·d");
    assert_eq!(text(&cost.memory.fused.full()), "d² + b·d + b·n·d");
    assert_eq!(big_o(&cost.memory.fused), "O(d² + b·n·d)");
    assert_eq!(big_o(&cost.memory.every), "O(d² + b·n·d)");
}

#[test]
fn homework_4_multi_query() {
    let cost = costs("multi-query-decode", &[]);
    assert_eq!(big_o(&cost.time.forward.performed), "O(b·d² + b·n·d)");
    let full = "d² + d²/h + b·d + b·d/h + b·n·d/h";
    assert_eq!(text(&cost.memory.fused.full()), full);
    assert_eq!(big_o(&cost.memory.fused), "O(d² + b·d + b·n·d/h)");
    // With every intermediate the b·h·n scores appear; b·n·d/h outgrows them only if k > h.
    assert_eq!(big_o(&cost.memory.every), "O(d² + b·d + b·n·d/h + b·h·n)");
}

#[test]
fn grouped_queries_lie_between() {
    let cost = costs("grouped-query-decode", &[]);
    assert_eq!(big_o(&cost.time.forward.performed), "O(b·d² + b·n·d)");
    assert_eq!(big_o(&cost.memory.fused), "O(d² + b·d + b·g·n·d/h)");
    // Its ends: g = h is multi-head, g = 1 is multi-query.
    let ends = |letters: &str| {
        let put = attention_playground::base::poly::Monomial::new(letters);
        cost.memory.fused.short.with('g', &put)
    };
    assert_eq!(ends("h"), costs("multi-head-decode", &[]).memory.fused.short);
    assert_eq!(ends(""), costs("multi-query-decode", &[]).memory.fused.short);
}

#[test]
fn homework_6_softmax() {
    for cost in [costs("scaled-dot-product", &[]), costs("kernel", &[("kernel", "exponential")])] {
        assert_eq!(big_o(&cost.time.forward.performed), "O(N²·(D + M))");
        assert_eq!(big_o(&cost.time.backward.performed), "O(N²·(D + M))");
        assert_eq!(big_o(&cost.memory.kept), "O(N² + N·(D + M))");
        assert_eq!(big_o(&cost.memory.fused), "O(N·(D + M))");
    }
    for kernel in ["polynomial", "quadratic", "elu+1", "relu", "gaussian", "dot"] {
        let cost = costs("kernel", &[("kernel", kernel)]);
        assert_eq!(big_o(&cost.time.forward.performed), "O(N²·(D + M))", "{kernel}");
        assert_eq!(big_o(&cost.memory.fused), "O(N·(D + M))", "{kernel}");
    }
}

#[test]
fn homework_6_linear() {
    let quadratic = costs("linear", &[("feature_map", "quadratic")]);
    assert_eq!(big_o(&quadratic.time.forward.performed), "O(N·D²·M)");
    assert_eq!(near(&quadratic.time.forward.performed), "O(N·D³)");
    assert_eq!(near(&quadratic.memory.kept), "O(N·D² + D³)");
    let narrow = costs("linear", &[("feature_map", "elu+1")]);
    assert_eq!(near(&narrow.time.forward.performed), "O(N·D²)");
    assert_eq!(near(&narrow.memory.kept), "O(N·D + D²)");
}

/// Conditions of lines over queries and keys, and of blocks of them, as masks are made of them.
fn any_condition() -> impl Strategy<Value = Condition> {
    let line = (-2_i8..=2, -1_i8..=1, -5_i8..=5)
        .prop_map(|(i, j, rest)| place('i') * number(i) + place('j') * number(j) + number(rest));
    let blocks = (-1_i8..=1, -1_i8..=1, -2_i8..=2, 1_u8..=5, any::<bool>()).prop_map(
        |(i, j, rest, width, same)| {
            let other = if same { width } else { 6 - width };
            let [query, key] = [('i', width), ('j', other)]
                .map(|(letter, width)| place(letter).block(number(width)));
            query * number(i) + key * number(j) + number(rest)
        },
    );
    let within = (-2_i8..=2, 1_u8..=4).prop_map(|(rest, width)| {
        place('i')
            - place('j')
            - (place('i') - place('j') + number(rest)).block(number(width)) * number(width)
    });
    let form = prop_oneof![line, blocks, within];
    let signs = [
        Comparison::Less,
        Comparison::AtMost,
        Comparison::Equal,
        Comparison::NotEqual,
        Comparison::AtLeast,
        Comparison::More,
    ];
    let one = (form, prop::sample::select(signs.to_vec()))
        .prop_map(|(form, sign)| Condition::compare(form, sign, number(0)));
    one.prop_recursive(2, 6, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(one, two)| one & two),
            (inner.clone(), inner.clone()).prop_map(|(one, two)| one | two),
            inner.prop_map(|one| !one),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    /// A closed form counts the pairs that are counted one by one, at any sizes.
    #[test]
    fn the_pairs_of_a_condition_have_a_closed_form(
        condition in any_condition(), i in 1_usize..14, j in 1_usize..14,
    ) {
        let axes = [Axis::named('i', i), Axis::named('j', j)];
        let size = |letter| if letter == 'i' { i64::try_from(i).unwrap() } else { i64::try_from(j).unwrap() };
        let counted = (0..i).flat_map(|i| (0..j).map(move |j| (i, j))).filter(|(i, j)| {
            condition.holds(&|letter| if letter == 'i' { *i } else { *j }, &|_, _| true)
        });
        let counted = counted.count() as f64;
        // A line that is no bound of keys, such as 2·i > 3, has none.
        if let Some(found) = pairs(&condition, axes, &size) {
            prop_assert_eq!(found.number, counted);
            if let Some(letters) = found.letters {
                let number = letters.sum.at(&|letter| size(letter) as f64);
                prop_assert_eq!(number, letters.over as f64 * counted, "{}", letters.text());
            }
        }
    }
}

/// What a variant's masks leave needed, in letters.
fn needed(variant: &str, sizes: &[(char, usize)], params: &[(&str, ParamValue)]) -> String {
    let sizes = sizes.iter().copied().collect();
    let params = params.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    let trace = run(find(variant).unwrap(), &Request { sizes, params, ..Request::default() });
    let forward = report(&trace.unwrap(), variant).time.forward;
    forward.needed_in_letters.map_or_else(String::new, |halves| halves.text())
}

#[test]
fn what_masks_leave_needed_is_a_polynomial() {
    let causal = [("causal", ParamValue::Flag(true))];
    let square = |size| [('i', size), ('j', size), ('d', 2), ('m', 3)];
    // Five of softmax, one scaling, and d + m multiply–adds for each of N(N + 1)/2 pairs.
    let found = needed("scaled-dot-product", &square(5), &causal);
    assert_eq!(found, "(6·N + 6·N² + N·D + N·M + N²·D + N²·M)/2");
    // Of a window of four there are 4·N − 6 pairs where it fits, and N(N + 1)/2 where it does not.
    let window = [("window", ParamValue::Number(4.0))];
    let long = needed("sliding-window", &square(9), &window);
    let short = needed("sliding-window", &square(3), &window);
    assert_ne!(long, short);
    assert!(short.ends_with("/2"), "{short}");
    assert_eq!(needed("scaled-dot-product", &square(5), &[]), "");
}

/// What a condition leaves of N by M pairs, in letters; so it is at four more of each, and so on.
fn in_letters(condition: &Condition, queries: usize, keys: usize) -> String {
    let found = |queries: usize, keys: usize| {
        let axes = [('i', 'N', queries), ('j', if queries == keys { 'N' } else { 'M' }, keys)];
        let axes = axes.map(|(letter, symbol, size)| Axis { symbol, ..Axis::named(letter, size) });
        let size = move |letter| if letter == 'N' { queries } else { keys };
        let pairs = pairs(condition, axes, &|letter| i64::try_from(size(letter)).unwrap()).unwrap();
        (pairs.number, pairs.letters.unwrap())
    };
    let (_, letters) = found(queries, keys);
    for more in [0, 4, 8, 40] {
        let (number, _) = found(queries + more, keys + more);
        let size = |letter| (if letter == 'N' { queries + more } else { keys + more }) as f64;
        assert_eq!(
            letters.sum.at(&size) / letters.over as f64,
            number,
            "{more}: {}",
            letters.text()
        );
    }
    letters.text()
}

#[test]
fn blocks_are_counted_in_letters() {
    let [query, key] = ['i', 'j'].map(|letter| place(letter).block(number(4)));
    let same = Condition::compare(query.clone(), Comparison::Equal, key.clone());
    let causal = Condition::compare(key.clone(), Comparison::AtMost, query.clone());
    let beside = Condition::compare(query - key, Comparison::AtMost, number(1));
    let past = Condition::compare(place('j'), Comparison::AtMost, place('i'));
    // Blocks of four that fill 12, and one place more.
    assert_eq!(in_letters(&same, 12, 12), "4·N");
    assert_eq!(in_letters(&same, 13, 13), "4·N − 3");
    assert_eq!(in_letters(&same, 16, 12), "4·M");
    assert_eq!(in_letters(&causal, 12, 12), "(4·N + N²)/2");
    assert_eq!(in_letters(&(same & past.clone()), 12, 12), "(5·N)/2");
    // Its own block of the past, and the one before.
    assert_eq!(in_letters(&(beside & past.clone()), 12, 12), "(13·N − 32)/2");
    // Every other key of the past.
    let apart = place('i') - place('j');
    let even = (apart.clone() + number(1)).block(number(2)) * number(2);
    let even = Condition::compare(apart, Comparison::Equal, even);
    assert_eq!(in_letters(&(even & past), 8, 8), "(2·N + N²)/4");
    let diagonal = Condition::compare(place('i'), Comparison::Equal, place('j'));
    assert_eq!(in_letters(&diagonal, 9, 6), "M");
}

/// Of three places a block of four holds all.
#[test]
fn one_block_for_all_is_everything() {
    let [query, key] = ['i', 'j'].map(|letter| place(letter).block(number(4)));
    let same = Condition::compare(query, Comparison::Equal, key);
    let axes = ['i', 'j'].map(|letter| Axis { symbol: 'N', ..Axis::named(letter, 3) });
    assert_eq!(pairs(&same, axes, &|_| 3).unwrap().letters.unwrap().text(), "N²");
}

/// Which keys are the largest differs from row to row, how many they are does not.
#[test]
fn the_largest_are_counted_in_letters_as_they_are_by_cell() {
    for (causal, size, k) in [(false, 6, 2.0), (true, 6, 2.0), (true, 9, 4.0), (true, 3, 5.0)] {
        let sizes = [('i', size), ('j', size), ('d', 2), ('m', 3)].into();
        let params = [
            ("causal".to_owned(), ParamValue::Flag(causal)),
            ("top".to_owned(), ParamValue::Number(k)),
        ];
        let request = Request { sizes, params: params.into(), ..Request::default() };
        let trace = run(find("top-k").unwrap(), &request).unwrap();
        let forward = report(&trace, "top-k").time.forward;
        let letters = forward.needed_in_letters.unwrap();
        let number = letters.sum.at(&|letter| match letter {
            'N' => size as f64,
            'D' => 2.0,
            _ => 3.0,
        });
        assert_eq!(
            number / letters.over as f64,
            forward.needed,
            "{causal} {size} {k}: {}",
            letters.text()
        );
    }
}

#[test]
fn a_causal_mask_leaves_half_needed() {
    let sizes = [('i', 8), ('j', 8), ('d', 3), ('m', 5)].into();
    let params = [("causal".to_owned(), ParamValue::Flag(true))].into();
    let trace =
        run(find("scaled-dot-product").unwrap(), &Request { sizes, params, ..Request::default() });
    let forward = report(&trace.unwrap(), "scaled-dot-product").time.forward;
    // d and m multiply–adds, a scaling and the five of softmax for each pair.
    assert_eq!(forward.performed.number, f64::from(8 * 8 * (3 + 5 + 6)));
    assert_eq!(forward.needed, f64::from(8 * 9 / 2 * (3 + 5 + 6)));
}
