//! A NumPy program: every step on a line of its own, the backward pass written out.

use super::python::{
    Parts, Program, at, broadcast, letters, number, place, plus, position, shape, sizes,
};
use crate::program::function::Function;
use crate::program::graph::{Node, NodeId};
use crate::program::mask::{Fill, Mask};
use crate::program::op::{Combine, Factor, Op};

const SOFTMAX: &str = r"def softmax(x, axis):
    powers = np.exp(x - x.max(axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis, keepdims=True)";

const SOFTMAX_OF_MASKED: &str = r#"def softmax(x, axis):
    """A row in which every key is masked has no shares: it becomes 0."""
    largest = x.max(axis=axis, keepdims=True)
    powers = np.exp(x - np.where(largest == -np.inf, 0, largest))
    total = powers.sum(axis=axis, keepdims=True)
    return powers / np.where(total == 0, 1, total)"#;

const DIVIDE: &str = r#"def divide(a, b):
    """a / b, and 0 where b is 0."""
    return np.where(b == 0, 0, a / np.where(b == 0, 1, b))"#;

const ERF: &str = r#"def erf(x):
    """NumPy has none of its own."""
    return np.vectorize(math.erf)(x)"#;

pub fn write(program: &Program) -> String {
    let [inputs, forward, backward] = program.sections().map(|nodes| {
        let line = |(id, node): (NodeId, &Node)| program.statement(id, &step(program, id, node));
        nodes.into_iter().map(line).collect::<Vec<_>>()
    });
    let softmax = if program.masks_to_minus_infinity() { SOFTMAX_OF_MASKED } else { SOFTMAX };
    let (mut imports, mut helpers) = (Vec::new(), Vec::new());
    if program.has(|node| matches!(node.op, Op::Softmax { .. })) {
        helpers.push(softmax);
    }
    if program.has(|node| matches!(node.op, Op::Pointwise { combine: Combine::Over, .. })) {
        helpers.push(DIVIDE);
    }
    if program.has(|node| matches!(node.op, Op::Map(Function::Gelu) | Op::Slope(Function::Gelu))) {
        imports.push("import math\n");
        helpers.push(ERF);
    }
    imports.push("import numpy as np");
    program.assemble(Parts { imports, helpers, inputs, forward, backward })
}

/// The expression of a node.
fn step(program: &Program, id: NodeId, node: &Node) -> String {
    let x = || program.input(node, 0);
    let read = |place: usize| program.read(node, place);
    match &node.op {
        Op::Input if node.backward && program.is_all_ones(id) => {
            format!("np.ones_like({})", program.name(program.trace.graph.output))
        }
        Op::Input => {
            let dtype = if program.is_boolean(node) { "bool" } else { "np.float64" };
            format!("np.array({}, dtype={dtype})", program.cells(id, node))
        }
        Op::Constant(value) => match number(*value).as_str() {
            "0" => format!("np.zeros({})", shape(&node.axes)),
            "1" => format!("np.ones({})", shape(&node.axes)),
            value => format!("np.full({}, {value}, dtype=np.float64)", shape(&node.axes)),
        },
        // The same cells under other letters, or under another name.
        Op::Contract { equation, .. } if equation.operands == [equation.output.clone()] => {
            x().to_owned()
        }
        Op::Contract { equation, .. } => {
            let operands: Vec<&str> =
                node.inputs.iter().map(|input| program.name(*input)).collect();
            format!("np.einsum(\"{equation}\", {})", operands.join(", "))
        }
        Op::Pointwise { combine, equation } => {
            let [one, two] = [0, 1].map(|place| {
                let own = &equation.operands[place];
                broadcast(program.input(node, place), own, &equation.output, "transpose")
            });
            match combine {
                Combine::Plus => format!("{one} + {two}"),
                Combine::Minus => format!("{one} - {two}"),
                Combine::Over => format!("divide({one}, {two})"),
            }
        }
        Op::Expand => {
            let narrow = broadcast(x(), &letters(&read(0).axes), &letters(&node.axes), "transpose");
            format!("np.broadcast_to({narrow}, {})", shape(&node.axes))
        }
        Op::Map(function) => map(*function, x()),
        Op::Slope(function) => slope(*function, x()),
        Op::Scale(factor) => match factor {
            Factor::OverSqrt { letter, size } => {
                format!("{} / np.sqrt({})", x(), program.size(id, *letter, *size))
            }
            Factor::OverSize { letter, size } => {
                format!("{} / {}", x(), program.size(id, *letter, *size))
            }
            Factor::Number(factor) => format!("{} * {}", number(*factor), x()),
            Factor::OverNumber(divisor) => format!("{} / {}", x(), number(*divisor)),
        },
        Op::Mask { mask, fill } => {
            let fill = match fill {
                Fill::MinusInfinity => "-np.inf",
                Fill::MinusBillion => "-1e9",
                Fill::Zero => "0",
            };
            format!("np.where({}, {}, {fill})", allowed(program, node, mask), x())
        }
        Op::Softmax { along } => format!("softmax({}, axis={})", x(), place(&node.axes, *along)),
        Op::OneHot { along, .. } => one_hot(program, node, position(&node.axes, *along)),
        Op::Split { .. } | Op::Join { .. } => format!("{}.reshape({})", x(), sizes(&node.axes)),
        Op::Append { along } => {
            let place = position(&node.axes, *along);
            let last = format!("{}{}", program.input(node, 1), at(place, "None"));
            format!("np.concatenate([{}, {last}], axis={place})", x())
        }
        Op::Before { along } => format!("{}{}", x(), at(position(&read(0).axes, *along), ":-1")),
        Op::Last { along } => format!("{}{}", x(), at(position(&read(0).axes, *along), "-1")),
        Op::RunningSum { along, backward } => {
            let axis = place(&node.axes, *along);
            let turned = at(position(&node.axes, *along), "::-1");
            if *backward {
                format!("np.cumsum({}{turned}, axis={axis}){turned}", x())
            } else {
                format!("np.cumsum({}, axis={axis})", x())
            }
        }
    }
}

fn map(function: Function, x: &str) -> String {
    match function {
        Function::Exp => format!("np.exp({x})"),
        Function::Sqrt => format!("np.sqrt({x})"),
        Function::Plus(value) => plus(x, value),
        Function::Power(degree) => format!("{x} ** {degree}"),
        Function::Relu => format!("np.maximum({x}, 0)"),
        Function::EluPlusOne => {
            format!("np.where({x} > 0, {x} + 1, np.exp(np.minimum({x}, 0)))")
        }
        Function::Gelu => format!("{x} * (1 + erf({x} / np.sqrt(2))) / 2"),
    }
}

fn slope(function: Function, x: &str) -> String {
    match function {
        Function::Exp => format!("np.exp({x})"),
        Function::Sqrt => format!("0.5 / np.sqrt({x})"),
        Function::Plus(_) => format!("np.ones_like({x})"),
        Function::Power(degree) => format!("{degree} * {x} ** {}", degree.saturating_sub(1)),
        Function::Relu => format!("({x} > 0).astype(np.float64)"),
        Function::EluPlusOne => format!("np.where({x} > 0, 1, np.exp(np.minimum({x}, 0)))"),
        Function::Gelu => format!(
            "(1 + erf({x} / np.sqrt(2))) / 2 + {x} * np.exp(-({x} ** 2) / 2) / np.sqrt(2 * np.pi)"
        ),
    }
}

/// What is true where a score stays.
fn allowed(program: &Program, node: &Node, mask: &Mask) -> String {
    match mask {
        Mask::Full => "True".to_owned(),
        Mask::Causal => {
            let last_two = &node.axes[node.axes.len().saturating_sub(2)..];
            format!("np.tri({}, dtype=bool)", sizes(last_two))
        }
        Mask::Given(typed) => program.name(*typed).to_owned(),
        Mask::Both(both) => {
            both.iter().map(|mask| allowed(program, node, mask)).collect::<Vec<_>>().join(" & ")
        }
    }
}

/// The row of the identity that belongs to the largest cell, which a fully masked row has not.
fn one_hot(program: &Program, node: &Node, place: usize) -> String {
    let x = program.input(node, 0);
    let size = node.axes.get(place).map_or(1, |axis| axis.size);
    let rows = format!("np.eye({size})[{x}.argmax(axis={place})]");
    let rows = if place + 1 == node.axes.len() {
        rows
    } else {
        format!("np.moveaxis({rows}, -1, {place})")
    };
    if program.masks_to_minus_infinity() { format!("{rows} * ({x} > -np.inf)") } else { rows }
}
