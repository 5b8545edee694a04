//! The formula of each step: one tree, printed as LaTeX and as MathML.

mod latex;
mod math;
mod mathml;

pub use latex::latex;
pub use math::Math;
pub use mathml::{Element, mathml};

use crate::axis::{Axis, Letter};
use crate::graph::{Graph, Node, NodeId};
use crate::mask::{Fill, Mask};
use crate::op::{Divisor, Op};
use math::{letters, name, number, operator, row, word};

/// What a node computes, as an equation: `s_{ij} = Σ_d q_{id} k_{jd}`.
#[must_use]
pub fn formula(graph: &Graph, id: NodeId) -> Math {
    let node = graph.node(id);
    let input = |place: usize| graph.node(node.inputs[place]);
    let own: Vec<Letter> = node.axes.iter().map(|axis| axis.letter).collect();
    let left = name(&node.symbol).indexed(letters(&own));
    let right = match &node.op {
        Op::Input => return given(node),
        Op::Contract { equation, .. } => {
            let factor = |(place, term): (usize, &Vec<Letter>)| {
                name(&input(place).symbol).indexed(letters(term))
            };
            let product = row(equation.operands.iter().enumerate().map(factor).collect());
            match equation.summed() {
                over if over.is_empty() => product,
                over => Math::Sum { over: letters(&over), body: Box::new(product) },
            }
        }
        Op::Divide(divisor) => {
            let Divisor::Sqrt { letter, .. } = divisor;
            let root = Math::Root(Box::new(Math::Letter { letter: *letter, primed: false }));
            Math::Fraction(Box::new([name(&input(0).symbol).indexed(letters(&own)), root]))
        }
        Op::Mask { mask, fill } => Math::Cases(vec![
            (name(&input(0).symbol).indexed(letters(&own)), condition(graph, mask, &node.axes)),
            (filled(*fill), word("else")),
        ]),
        Op::Softmax { along } => {
            let power =
                |index| Math::Power(Box::new([name("e"), name(&input(0).symbol).indexed(index)]));
            let other = Math::Letter { letter: *along, primed: true };
            let total =
                Math::Sum { over: vec![other], body: Box::new(power(primed(&own, *along))) };
            Math::Fraction(Box::new([power(letters(&own)), total]))
        }
        Op::OneHot { along } => {
            let other = Math::Letter { letter: *along, primed: true };
            let scores = name(&input(0).symbol).indexed(primed(&own, *along));
            let best = Math::Under { function: "argmax", under: vec![other] };
            let is_best =
                vec![Math::Letter { letter: *along, primed: false }, operator("="), best, scores];
            Math::Bracketed(Box::new(row(is_best)))
        }
    };
    row(vec![left, operator("="), right])
}

/// An input has no formula but its space: q ∈ ℝ^{i×d}.
fn given(node: &Node) -> Math {
    let mut sizes = Vec::new();
    for axis in &node.axes {
        if !sizes.is_empty() {
            sizes.push(operator("×"));
        }
        sizes.push(Math::Letter { letter: axis.letter, primed: false });
    }
    let space = Math::Power(Box::new([name("ℝ"), row(sizes)]));
    row(vec![name(&node.symbol), operator("∈"), space])
}

/// The same letters, with a prime at the one that is summed over.
fn primed(own: &[Letter], along: Letter) -> Vec<Math> {
    own.iter().map(|letter| Math::Letter { letter: *letter, primed: *letter == along }).collect()
}

fn filled(fill: Fill) -> Math {
    match fill {
        Fill::MinusInfinity => row(vec![operator("−"), number("∞")]),
        Fill::MinusBillion => {
            row(vec![operator("−"), Math::Power(Box::new([number("10"), number("9")]))])
        }
    }
}

/// When a mask lets a score through: j ≤ i and mask_{ij} = 1.
fn condition(graph: &Graph, mask: &Mask, axes: &[Axis]) -> Math {
    let letter = |axis: &Axis| Math::Letter { letter: axis.letter, primed: false };
    match (mask, axes) {
        (Mask::Causal, [.., query, key]) => row(vec![letter(key), operator("≤"), letter(query)]),
        (Mask::Given(id), _) => {
            let typed = graph.node(*id);
            let own: Vec<Letter> = typed.axes.iter().map(|axis| axis.letter).collect();
            row(vec![name(&typed.symbol).indexed(letters(&own)), operator("="), number("1")])
        }
        (Mask::Both(both), _) => {
            let [one, two] = &**both;
            row(vec![condition(graph, one, axes), word("and"), condition(graph, two, axes)])
        }
        (Mask::Full | Mask::Causal, _) => word("always"),
    }
}
