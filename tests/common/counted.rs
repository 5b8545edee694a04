//! A number that counts what is done with it, and what a whole program takes by that count.

use std::cell::Cell;
use std::cmp::Ordering;
use std::ops::{Add, Div, Mul, Sub};

use attention_playground::base::number::Number;
use attention_playground::program::graph::Graph;
use attention_playground::program::op::{Combine, Op};
use attention_playground::program::tensor::Tensor;
use attention_playground::read::value::evaluate_with;
use ndarray::Axis as Position;

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
pub fn performed(graph: &Graph, values: &[Tensor]) -> f64 {
    (counted(graph, values) + skipped(graph, values)) as f64
}
