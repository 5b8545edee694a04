//! A PyTorch program: the forward pass step by step, the backward pass by autograd.

use super::python::{
    Parts, Program, at, broadcast, letters, number, place, plus, position, shape, sizes,
};
use crate::program::function::Function;
use crate::program::graph::{Graph, Node, NodeId};
use crate::program::mask::{Fill, Mask};
use crate::program::op::{Combine, Factor, Op};
use crate::read::grad::UPSTREAM;

const DIVIDE: &str = r#"def divide(a, b):
    """a / b, and 0 where b is 0."""
    return torch.where(b == 0, 0, a / torch.where(b == 0, 1, b))"#;

pub fn write(program: &Program) -> String {
    let [inputs, forward, _] = program.sections().map(|nodes| {
        let lines = |(id, node): (NodeId, &Node)| statements(program, id, node);
        nodes.into_iter().flat_map(lines).collect::<Vec<_>>()
    });
    // Autograd computes the backward steps, so what only they need is not asked for.
    let has = |is_it: fn(&Op) -> bool| program.has(|node| !node.backward && is_it(&node.op));
    let (mut imports, mut helpers) = (vec!["import torch"], Vec::new());
    if has(|op| matches!(op, Op::Scale(Factor::OverSqrt { .. }))) {
        imports.insert(0, "import math\n");
    }
    if has(calls_functional) {
        imports.push("import torch.nn.functional as F");
    }
    if has(|op| matches!(op, Op::Pointwise { combine: Combine::Over, .. })) {
        helpers.push(DIVIDE);
    }
    let backward = backward(program);
    program.assemble(Parts { imports, helpers, inputs, forward, backward })
}

fn calls_functional(op: &Op) -> bool {
    match op {
        Op::OneHot { .. } => true,
        Op::Map(function) => map(*function, "").starts_with("F."),
        _ => false,
    }
}

/// The lines of a node: one, but for a choice that pretends to be an average.
fn statements(program: &Program, id: NodeId, node: &Node) -> Vec<String> {
    let name = program.name(id);
    let expression = step(program, id, node);
    if let Op::OneHot { along, straight_through: true } = node.op {
        return vec![
            format!("hard_{name} = {expression}"),
            format!("soft_{name} = {}", softmax(program, node, &place(&node.axes, along))),
            program.statement(id, &format!("soft_{name} + (hard_{name} - soft_{name}).detach()")),
        ];
    }
    let statement = program.statement(id, &expression);
    if matches!(node.op, Op::Softmax { .. }) && program.masks_to_minus_infinity() {
        return vec![format!("{statement}; a row without any key is NaN in PyTorch, and 0 here")];
    }
    vec![statement]
}

/// The expression of a node.
fn step(program: &Program, id: NodeId, node: &Node) -> String {
    let x = || program.input(node, 0);
    let read = |place: usize| program.read(node, place);
    match &node.op {
        Op::Input => {
            let kind = if program.is_boolean(node) {
                "dtype=torch.bool"
            } else if has_gradient(program, node) {
                "dtype=torch.float64, requires_grad=True"
            } else {
                "dtype=torch.float64"
            };
            format!("torch.tensor({}, {kind})", program.cells(id, node))
        }
        Op::Constant(value) => {
            format!("torch.full({}, {}, dtype=torch.float64)", shape(&node.axes), number(*value))
        }
        // The same cells under other letters, or under another name.
        Op::Contract { equation, .. } if equation.operands == [equation.output.clone()] => {
            x().to_owned()
        }
        Op::Contract { equation, .. } => {
            let operands: Vec<&str> =
                node.inputs.iter().map(|input| program.name(*input)).collect();
            format!("torch.einsum(\"{equation}\", {})", operands.join(", "))
        }
        Op::Pointwise { combine, equation } => {
            let [one, two] = [0, 1].map(|place| {
                let own = &equation.operands[place];
                broadcast(program.input(node, place), own, &equation.output, "permute")
            });
            match combine {
                Combine::Plus => format!("{one} + {two}"),
                Combine::Minus => format!("{one} - {two}"),
                Combine::Over => format!("divide({one}, {two})"),
            }
        }
        Op::Expand => {
            let narrow = broadcast(x(), &letters(&read(0).axes), &letters(&node.axes), "permute");
            format!("{narrow}.expand({})", sizes(&node.axes))
        }
        Op::Map(function) => map(*function, x()),
        Op::Slope(function) => slope(*function, x()),
        Op::Scale(factor) => match factor {
            Factor::OverSqrt { letter, size } => {
                format!("{} / math.sqrt({})", x(), program.size(id, *letter, *size))
            }
            Factor::OverSize { letter, size } => {
                format!("{} / {}", x(), program.size(id, *letter, *size))
            }
            Factor::Number(factor) => format!("{} * {}", number(*factor), x()),
            Factor::OverNumber(divisor) => format!("{} / {}", x(), number(*divisor)),
        },
        Op::Mask { mask, fill } => {
            let fill = match fill {
                Fill::MinusInfinity => "-torch.inf",
                Fill::MinusBillion => "-1e9",
                Fill::Zero => "0",
            };
            let allowed = allowed(program, node, mask);
            match mask {
                Mask::Both(_) => format!("{}.masked_fill(~({allowed}), {fill})", x()),
                _ => format!("{}.masked_fill(~{allowed}, {fill})", x()),
            }
        }
        Op::Softmax { along } => softmax(program, node, &place(&node.axes, *along)),
        Op::OneHot { along, .. } => one_hot(program, node, position(&node.axes, *along)),
        Op::Split { .. } | Op::Join { .. } => format!("{}.reshape({})", x(), sizes(&node.axes)),
        Op::Append { along } => {
            let place = position(&node.axes, *along);
            let last = format!("{}{}", program.input(node, 1), at(place, "None"));
            format!("torch.cat([{}, {last}], dim={place})", x())
        }
        Op::Before { along } => format!("{}{}", x(), at(position(&read(0).axes, *along), ":-1")),
        Op::Last { along } => format!("{}{}", x(), at(position(&read(0).axes, *along), "-1")),
        Op::RunningSum { along, backward } => {
            let dim = place(&node.axes, *along);
            if *backward {
                format!("torch.cumsum({}.flip({dim}), dim={dim}).flip({dim})", x())
            } else {
                format!("torch.cumsum({}, dim={dim})", x())
            }
        }
    }
}

fn map(function: Function, x: &str) -> String {
    match function {
        Function::Exp => format!("torch.exp({x})"),
        Function::Sqrt => format!("torch.sqrt({x})"),
        Function::Plus(value) => plus(x, value),
        Function::Power(degree) => format!("{x} ** {degree}"),
        Function::Relu => format!("F.relu({x})"),
        Function::EluPlusOne => format!("F.elu({x}) + 1"),
        Function::Gelu => format!("F.gelu({x})"),
    }
}

/// Autograd stands in for these; a forward pass that had one would still be complete.
fn slope(function: Function, x: &str) -> String {
    match function {
        Function::Exp => format!("torch.exp({x})"),
        Function::Sqrt => format!("0.5 / torch.sqrt({x})"),
        Function::Plus(_) => format!("torch.ones_like({x})"),
        Function::Power(degree) => format!("{degree} * {x} ** {}", degree.saturating_sub(1)),
        Function::Relu => format!("({x} > 0).double()"),
        Function::EluPlusOne => format!("torch.exp({x}.clamp(max=0))"),
        Function::Gelu => format!(
            "(1 + torch.erf({x} / 2**0.5)) / 2 + {x} * torch.exp(-({x} ** 2) / 2) / (2 * torch.pi) ** 0.5"
        ),
    }
}

/// What is true where a score stays.
fn allowed(program: &Program, node: &Node, mask: &Mask) -> String {
    match mask {
        Mask::Full => "torch.tensor(True)".to_owned(),
        Mask::Causal => {
            let last_two = &node.axes[node.axes.len().saturating_sub(2)..];
            format!("torch.ones({}, dtype=torch.bool).tril()", sizes(last_two))
        }
        Mask::Given(typed) => program.name(*typed).to_owned(),
        Mask::Both(both) => {
            both.iter().map(|mask| allowed(program, node, mask)).collect::<Vec<_>>().join(" & ")
        }
    }
}

/// PyTorch's softmax of a row in which every key is masked is NaN; the rule here is 0, and the
/// gradient that is NaN too ends at the mask.
fn softmax(program: &Program, node: &Node, dim: &str) -> String {
    let softmax = format!("torch.softmax({}, dim={dim})", program.input(node, 0));
    if program.masks_to_minus_infinity() { softmax + ".nan_to_num(0)" } else { softmax }
}

fn one_hot(program: &Program, node: &Node, place: usize) -> String {
    let x = program.input(node, 0);
    let size = node.axes.get(place).map_or(1, |axis| axis.size);
    let rows = format!("F.one_hot({x}.argmax(dim={place}), {size})");
    let rows =
        if place + 1 == node.axes.len() { rows } else { format!("{rows}.movedim(-1, {place})") };
    if program.masks_to_minus_infinity() {
        format!("({rows} * ({x} > -torch.inf)).double()")
    } else {
        format!("{rows}.double()")
    }
}

/// `output.backward(…)`, and the gradients under the names that they have as steps.
fn backward(program: &Program) -> Vec<String> {
    let trace = program.trace;
    let Ok(upstream) = trace.graph.find(UPSTREAM) else { return Vec::new() };
    let output = program.name(trace.graph.output);
    let start = if program.is_all_ones(upstream) {
        format!("torch.ones_like({output})")
    } else {
        let cells = program.cells(upstream, trace.graph.node(upstream));
        format!("torch.tensor({cells}, dtype=torch.float64)")
    };
    let mut lines = vec![program.statement(upstream, &start)];
    let reached = reached_by_gradient(&trace.graph);
    if trace.graph.steps().any(|(id, node)| reached[id.0] && has_gradient(program, node)) {
        lines.push(format!("{output}.backward({})", program.name(upstream)));
    }
    for (id, node) in trace.graph.steps() {
        let Some(gradient) = trace.gradients.get(node.id.as_str()) else { continue };
        let input = program.name(id);
        lines.push(if reached[id.0] {
            program.statement(*gradient, &format!("{input}.grad"))
        } else {
            let zeros = program.statement(*gradient, &format!("torch.zeros_like({input})"));
            format!("{zeros}; {input}.grad is None: no gradient comes back to it")
        });
    }
    lines
}

/// Whether a node is an input whose gradient is asked for.
fn has_gradient(program: &Program, node: &Node) -> bool {
    program.trace.gradients.contains_key(node.id.as_str())
}

/// Which nodes autograd goes back to from the output: `argmax` has no gradient, not even 0.
fn reached_by_gradient(graph: &Graph) -> Vec<bool> {
    let mut reached = vec![false; graph.nodes.len()];
    reached[graph.output.0] = true;
    for (id, node) in graph.steps().rev() {
        let passes = !matches!(node.op, Op::OneHot { straight_through: false, .. });
        if reached[id.0] && passes {
            node.inputs.iter().for_each(|input| reached[input.0] = true);
        }
    }
    reached
}
