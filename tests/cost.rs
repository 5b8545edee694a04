//! Costs: the counted evaluation is the polynomial, the answers of the homework come out by
//! derivation, and masks leave needed what they allow.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use std::cell::Cell;
use std::cmp::Ordering;
use std::ops::{Add, Div, Mul, Sub};

use attention_playground::base::number::Number;
use attention_playground::program::axis::Axis;
use attention_playground::program::condition::Condition;
use attention_playground::program::graph::Graph;
use attention_playground::program::op::{Combine, Op};
use attention_playground::program::param::ParamValue;
use attention_playground::program::tensor::Tensor;
use attention_playground::program::trace::Trace;
use attention_playground::read::cost::notation::{order_text, text};
use attention_playground::read::cost::{Cost, CostReport, cost, count};
use attention_playground::read::value::{evaluate_with, holds};
use attention_playground::request::Request;
use attention_playground::request::run::{definition, run};
use attention_playground::request::work::work;
use attention_playground::variants::find;
use common::{CASES, any_case};
use ndarray::{Axis as Position, IxDyn, indices};
use proptest::prelude::*;

thread_local! {
    static OPERATIONS: Cell<u64> = const { Cell::new(0) };
}

/// A number that counts what is done with it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Counted(f64);

impl Counted {
    fn new(number: f64) -> Self {
        OPERATIONS.set(OPERATIONS.get() + 1);
        Self(number)
    }
}

impl From<f64> for Counted {
    fn from(number: f64) -> Self {
        Self(number)
    }
}

impl PartialOrd for Counted {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        OPERATIONS.set(OPERATIONS.get() + 1);
        self.0.partial_cmp(&other.0)
    }
}

impl Add for Counted {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(self.0 + other.0)
    }
}

impl Sub for Counted {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self::new(self.0 - other.0)
    }
}

impl Mul for Counted {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self::new(self.0 * other.0)
    }
}

impl Div for Counted {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        Self::new(self.0 / other.0)
    }
}

impl Number for Counted {
    fn plus_product(self, one: Self, two: Self) -> Self {
        Self::new(self.0 + one.0 * two.0)
    }

    fn power(self, exponent: Self) -> Self {
        Self::new(self.0.powf(exponent.0))
    }

    fn apply(self, function: impl Fn(f64) -> f64) -> Self {
        Self::new(function(self.0))
    }
}

/// How many operations the evaluation of a program performs.
fn counted(graph: &Graph, expected: &[Tensor]) -> u64 {
    let inputs = graph.steps().filter(|(_, node)| node.op == Op::Input);
    let inputs = inputs.map(|(id, node)| {
        let data = expected[id.0].data.mapv(Counted);
        Tensor { axes: node.axes.clone(), data }
    });
    OPERATIONS.set(0);
    let values = evaluate_with(graph, inputs.collect());
    let operations = OPERATIONS.get();
    for (value, expected) in values.iter().zip(expected) {
        assert!(
            value
                .data
                .iter()
                .zip(&expected.data)
                .all(|(one, two)| one.0.to_bits() == two.to_bits())
        );
    }
    operations
}

/// What the evaluation leaves out: a row of −∞ gets its zeros after the comparisons, and nothing
/// is divided by 0.
fn skipped(graph: &Graph, values: &[Tensor]) -> u64 {
    let skipped = graph.nodes.iter().map(|node| match &node.op {
        Op::Softmax { along } => {
            let scores = &values[node.inputs[0].0];
            let rows = scores.data.lanes(Position(scores.position(*along).unwrap()));
            let dead =
                rows.into_iter().filter(|row| row.iter().all(|score| *score == f64::NEG_INFINITY));
            dead.map(|row| 4 * row.len()).sum()
        }
        Op::Pointwise { combine: Combine::Divide, .. } => {
            let below = &values[node.inputs[1].0].data;
            let zeros = below.iter().filter(|cell| **cell == 0.0).count();
            zeros * node.axes.iter().map(|axis| axis.size).product::<usize>() / below.len()
        }
        _ => 0,
    });
    skipped.sum::<usize>() as u64
}

/// The operations of a program, as they are counted while it runs.
fn performed(graph: &Graph, values: &[Tensor]) -> f64 {
    (counted(graph, values) + skipped(graph, values)) as f64
}

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
