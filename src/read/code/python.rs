//! A Python program: a line a step, spelled as a library's table says.

use std::collections::BTreeMap;

use super::condition::{condition, places};
use super::dialect::{Backward, Dialect};
use super::program::Program;
use super::syntax::{at, broadcast, number, place, plus, position, shape, sizes};
use crate::base::letter::Letter;
use crate::program::axis::letter_list;
use crate::program::einsum::Equation;
use crate::program::function::Function;
use crate::program::graph::{Graph, UPSTREAM};
use crate::program::mask::Fill;
use crate::program::node_id::NodeId;
use crate::program::op::{Body, Combine, Factor, Node, Op, Table};
use crate::program::trace::Trace;
use crate::program::variant::Variant;
use crate::read::scan::at_one_place;

pub fn write(variant: &Variant, trace: &Trace, dialect: &'static Dialect) -> String {
    let program = Program::new(variant, trace, dialect);
    let lines = |nodes: Vec<(NodeId, &Node)>| -> Vec<String> {
        nodes.into_iter().flat_map(|(id, node)| statements(&program, id, node)).collect()
    };
    let [inputs, forward, backward] = program.sections();
    let (inputs, forward) = (lines(inputs), lines(forward));
    let backward = match dialect.backward {
        Backward::Written => lines(backward),
        Backward::Autograd { .. } => autograd(&program),
    };
    program.assemble(&inputs, &forward, &backward)
}

/// The lines of a node: one, but for a choice that pretends to be an average where a library
/// computes the gradient of either.
pub fn statements(program: &Program, id: NodeId, node: &Node) -> Vec<String> {
    let dialect = program.dialect;
    if let Op::Scan { along, backward, body } = &node.op {
        return scan_lines(program, id, node, (*along, *backward, body));
    }
    let expression = step(program, id, node);
    match (&node.op, &dialect.backward) {
        (
            Op::OneHot { along, straight_through: true },
            Backward::Autograd { straight_through, .. },
        ) => {
            let name = program.name(id);
            let soft = softmax(program, node, *along);
            let either = dialect.fill(straight_through, &[("name", name)]);
            vec![
                format!("hard_{name} = {expression}"),
                format!("soft_{name} = {soft}"),
                program.statement(id, &either),
            ]
        }
        (Op::Softmax { .. }, _) => {
            let remark = program.of_rows(dialect.softmax_remark);
            vec![program.statement(id, &expression) + remark]
        }
        _ => vec![program.statement(id, &expression)],
    }
}

/// A loop over the places of a scan, which puts what it makes into a list.
fn scan_lines(
    program: &Program,
    id: NodeId,
    node: &Node,
    (along, backward, body): (Letter, bool, &Body),
) -> Vec<String> {
    let dialect = program.dialect;
    let name = program.name(id);
    let (list, at) = (format!("{name}_places"), format!("at_{name}"));
    let trace = Trace {
        params: program.trace.params.clone(),
        sizes: program.trace.sizes.clone(),
        graph: at_one_place(body, along),
        values: Vec::new(),
        gradients: BTreeMap::new(),
        notes: Vec::new(),
    };
    let inside = program.body(&trace, node, &[&list, &at]);
    let first = trace.graph.node(NodeId(0));
    let before = inside.name(NodeId(0));
    let place = position(&node.axes, along);
    let size = node.axes.get(place).map_or(0, |axis| axis.size);
    let zeros = dialect.fill(dialect.zeros, &[("shape", &shape(&first.axes)), ("number", "0")]);
    let turns =
        if backward { format!("reversed(range({size}))") } else { format!("range({size})") };
    let mut lines = vec![
        format!("{list} = []"),
        inside.statement(NodeId(0), &zeros),
        format!("for {at} in {turns}:"),
    ];
    let mut inner = Vec::new();
    for (place, input) in node.inputs.iter().enumerate() {
        let own = NodeId(place + 1);
        let whole = &program.trace.graph.node(*input).axes;
        if *whole != trace.graph.node(own).axes {
            let index = self::at(position(whole, along), &format!("{at}:{at} + 1"));
            inner.push(inside.statement(own, &format!("{}{index}", program.name(*input))));
        }
    }
    for (own, step) in trace.graph.steps().skip(node.inputs.len() + 1) {
        inner.extend(statements(&inside, own, step));
    }
    inner.push(format!("{list}.append({})", inside.name(trace.graph.output)));
    inner.push(format!("{before} = {}", inside.name(body.state)));
    lines.extend(inner.into_iter().map(|line| format!("    {line}")));
    let made = if backward { format!("{list}[::-1]") } else { list };
    let made = dialect.fill(dialect.concat_list, &[("x", &made), ("place", &place.to_string())]);
    lines.push(program.statement(id, &made));
    lines
}

/// The expression of a node.
fn step(program: &Program, id: NodeId, node: &Node) -> String {
    let dialect = program.dialect;
    let x = || program.input(node, 0);
    let own = || program.trace.graph.node(node.inputs[0]).axes.as_slice();
    let fill = |text: &str, holes: &[(&str, &str)]| dialect.fill(text, holes);
    match &node.op {
        Op::Input => input(program, id, node),
        Op::Constant(value) => {
            let value = number(*value);
            let text = match value.as_str() {
                "0" => dialect.zeros,
                "1" => dialect.ones,
                _ => dialect.full,
            };
            fill(text, &[("shape", &shape(&node.axes)), ("number", &value)])
        }
        Op::Table(Table::Form(form)) => {
            let text = places(program, &node.axes, form, true).text;
            let read = form.letters();
            if let Some(constant) = form.constant() {
                let number = number(constant);
                fill(dialect.full, &[("shape", &shape(&node.axes)), ("number", &number)])
            } else if node.axes.iter().all(|axis| read.contains(&axis.letter)) {
                text
            } else {
                let bracketed = format!("({text})");
                let (shape, sizes) = (shape(&node.axes), sizes(&node.axes));
                let holes = [("x", &*bracketed), ("shape", &shape), ("sizes", &sizes)];
                fill(dialect.expand, &holes)
            }
        }
        Op::Table(Table::Normal { .. }) => fill(dialect.numbers, &[("cells", &program.cells(id))]),
        // The same cells under other letters, or under another name.
        Op::Contract { equation, .. } if equation.operands == [equation.output.clone()] => {
            x().to_owned()
        }
        Op::Contract { equation, .. } => {
            let operands: Vec<&str> =
                node.inputs.iter().map(|input| program.name(*input)).collect();
            let operands = [("equation", &*ascii(equation)), ("operands", &operands.join(", "))];
            fill(dialect.einsum, &operands)
        }
        Op::Pointwise { combine, equation } => {
            let [one, two] = [0, 1].map(|place| {
                let own = &equation.operands[place];
                broadcast(program.input(node, place), own, &equation.output, dialect.transpose)
            });
            match combine {
                Combine::Plus => format!("{one} + {two}"),
                Combine::Minus => format!("{one} - {two}"),
                Combine::Divide => format!("divide({one}, {two})"),
                Combine::Power => format!("{one} ** {two}"),
            }
        }
        Op::Expand => {
            let narrow =
                broadcast(x(), &letter_list(own()), &letter_list(&node.axes), dialect.transpose);
            let (shape, sizes) = (shape(&node.axes), sizes(&node.axes));
            fill(dialect.expand, &[("x", &narrow), ("shape", &shape), ("sizes", &sizes)])
        }
        Op::Map(function) => match function {
            Function::Plus(value) => plus(x(), *value),
            Function::Power(degree) => format!("{} ** {degree}", x()),
            Function::Raise(exponent) => raised(x(), *exponent),
            other => fill(dialect.function.of(*other), &[("x", x())]),
        },
        Op::Slope(function) => match function {
            Function::Plus(_) => fill(dialect.ones_like, &[("x", x())]),
            Function::Power(degree) => {
                format!("{degree} * {} ** {}", x(), degree.saturating_sub(1))
            }
            Function::Raise(exponent) => {
                format!("{} * {}", number(*exponent), raised(x(), exponent - 1.0))
            }
            other => fill(dialect.slope.of(*other), &[("x", x())]),
        },
        Op::Scale(factor) => match factor {
            Factor::DivideBySqrt { letter, size } => {
                let size = program.size(id, *letter, *size);
                format!("{} / {}", x(), fill(dialect.root_of_size, &[("size", &size)]))
            }
            Factor::DivideBySize { letter, size } => {
                format!("{} / {}", x(), program.size(id, *letter, *size))
            }
            Factor::Number(factor) => format!("{} * {}", number(*factor), x()),
            Factor::DivideBy(divisor) => format!("{} / {}", x(), number(*divisor)),
        },
        Op::Mask { mask, fill: with } => {
            let with = match with {
                Fill::MinusInfinity => format!("-{}", fill(dialect.infinity, &[])),
                Fill::MinusBillion => "-1e9".to_owned(),
                Fill::Zero => "0".to_owned(),
            };
            let allowed = condition(program, &node.axes, mask);
            let (bracketed, allowed) = (allowed.bracketed(), allowed.text);
            let holes =
                [("x", x()), ("allowed", &*allowed), ("bracketed", &bracketed), ("fill", &with)];
            fill(dialect.mask, &holes)
        }
        Op::Choose { condition: when } => {
            let when = condition(program, &node.axes, when).text;
            let (one, two) = (program.input(node, 0), program.input(node, 1));
            fill(dialect.choose, &[("condition", &when), ("one", one), ("two", two)])
        }
        Op::Sparsemax { along } => {
            fill(dialect.sparsemax, &[("x", x()), ("axis", &place(&node.axes, *along))])
        }
        Op::TopK { along, count } => {
            let (axis, count) = (place(&node.axes, *along), count.to_string());
            fill(dialect.top, &[("x", x()), ("axis", &axis), ("count", &count)])
        }
        Op::Max { loops } => {
            let along = loops.last().map_or('?', |axis| axis.letter);
            let axis = place(own(), along);
            fill(program.of_rows(dialect.max), &[("x", x()), ("axis", &axis)])
        }
        Op::Softmax { along } => softmax(program, node, *along),
        Op::OneHot { along, .. } => one_hot(program, node, position(&node.axes, *along)),
        Op::Split { .. } | Op::Merge { .. } => format!("{}.reshape({})", x(), sizes(&node.axes)),
        Op::Concat { along } => {
            let place = position(&node.axes, *along);
            let second = program.trace.graph.node(node.inputs[1]);
            let is_one = second.axes.len() < node.axes.len();
            let index = if is_one { at(place, "None") } else { String::new() };
            let last = format!("{}{index}", program.input(node, 1));
            fill(dialect.concat, &[("x", x()), ("last", &last), ("place", &place.to_string())])
        }
        Op::DropLast { along } => {
            let place = position(own(), *along);
            let dropped = own()[place].size - node.axes[place].size;
            format!("{}{}", x(), at(place, &format!(":-{dropped}")))
        }
        Op::TakeLast { along } => {
            let place = position(own(), *along);
            let index = match node.axes.get(place) {
                Some(axis) if node.axes.len() == own().len() => format!("-{}:", axis.size),
                _ => "-1".to_owned(),
            };
            format!("{}{}", x(), at(place, &index))
        }
        Op::Shift { along, backward } => {
            let place = position(&node.axes, *along);
            let mut first = node.axes.clone();
            if let Some(axis) = first.get_mut(place) {
                axis.size = 1;
            }
            let zeros = fill(dialect.zeros, &[("shape", &shape(&first)), ("number", "0")]);
            let others = format!("{}{}", x(), at(place, if *backward { "1:" } else { ":-1" }));
            let (one, two) = if *backward { (others, zeros) } else { (zeros, others) };
            fill(dialect.concat, &[("x", &one), ("last", &two), ("place", &place.to_string())])
        }
        // A loop, which is more than an expression.
        Op::Scan { .. } => String::new(),
        Op::RunningSum { along, backward } => {
            let text = if *backward { dialect.running_sum_backward } else { dialect.running_sum };
            let reversed = at(position(&node.axes, *along), "::-1");
            let axis = place(&node.axes, *along);
            fill(text, &[("x", x()), ("axis", &axis), ("reversed", &reversed)])
        }
    }
}

fn input(program: &Program, id: NodeId, node: &Node) -> String {
    let dialect = program.dialect;
    if node.backward && program.is_all_ones(id) {
        let output = program.name(program.trace.graph.output);
        return dialect.fill(dialect.ones_like, &[("x", output)]);
    }
    let text = if program.is_boolean(node) {
        dialect.booleans
    } else if program.has_gradient(node) {
        dialect.differentiable
    } else {
        dialect.numbers
    };
    dialect.fill(text, &[("cells", &program.cells(id))])
}

fn raised(name: &str, exponent: f64) -> String {
    let exponent = number(exponent);
    if exponent.starts_with('-') {
        format!("{name} ** ({exponent})")
    } else {
        format!("{name} ** {exponent}")
    }
}

fn softmax(program: &Program, node: &Node, along: Letter) -> String {
    let holes = [("x", program.input(node, 0)), ("axis", &*place(&node.axes, along))];
    program.dialect.fill(program.of_rows(program.dialect.softmax), &holes)
}

/// The row of the identity that belongs to the largest cell, which a fully masked row has not.
fn one_hot(program: &Program, node: &Node, place: usize) -> String {
    let dialect = program.dialect;
    let x = ("x", program.input(node, 0));
    let size = node.axes.get(place).map_or(1, |axis| axis.size).to_string();
    let is_last = place + 1 == node.axes.len();
    let place = ("place", &*place.to_string());
    let mut rows = dialect.fill(dialect.one_hot, &[x, place, ("size", &size)]);
    if !is_last {
        rows = dialect.fill(dialect.one_hot_moved, &[place, ("rows", &rows)]);
    }
    dialect.fill(program.of_rows(dialect.one_hot_result), &[x, ("rows", &rows)])
}

/// `output.backward(…)`, and the gradients under the names that they have as steps.
pub fn autograd(program: &Program) -> Vec<String> {
    let (trace, dialect) = (program.trace, program.dialect);
    let Backward::Autograd { start, gradient, no_gradient, no_gradient_remark, .. } =
        dialect.backward
    else {
        return Vec::new();
    };
    let Ok(upstream) = trace.graph.find(UPSTREAM) else { return Vec::new() };
    let mut lines = statements(program, upstream, trace.graph.node(upstream));
    let reached = reached_by_gradient(&trace.graph);
    if trace.graph.steps().any(|(id, node)| reached[id.0] && program.has_gradient(node)) {
        let output = program.name(trace.graph.output);
        let holes = [("output", output), ("upstream", program.name(upstream))];
        lines.push(dialect.fill(start, &holes));
    }
    for (id, node) in trace.graph.steps() {
        let Some(of) = trace.gradients.get(node.id.as_str()) else { continue };
        let spelled = |text| dialect.fill(text, &[("x", program.name(id))]);
        lines.push(if reached[id.0] {
            program.statement(*of, &spelled(gradient))
        } else {
            program.statement(*of, &spelled(no_gradient)) + &spelled(no_gradient_remark)
        });
    }
    lines
}

/// Which nodes autograd goes back to from the output: `argmax` has no gradient, not even 0.
fn reached_by_gradient(graph: &Graph) -> Vec<bool> {
    let mut reached = vec![false; graph.nodes.len()];
    reached[graph.output.0] = true;
    for (id, node) in graph.steps().rev() {
        let passes =
            !matches!(node.op, Op::OneHot { straight_through: false, .. } | Op::TopK { .. });
        if reached[id.0] && passes {
            node.inputs.iter().for_each(|input| reached[input.0] = true);
        }
    }
    reached
}

/// An equation with letters that every library reads: one that is not ASCII gets one that is free.
fn ascii(equation: &Equation) -> String {
    let text = equation.to_string();
    let mut spare = ('a'..='z').chain('A'..='Z').filter(|letter| !text.contains(*letter));
    let mut renamed: Vec<(char, char)> = Vec::new();
    let letter = |c: char| {
        if c.is_ascii() {
            return c;
        }
        if let Some((_, known)) = renamed.iter().find(|(own, _)| *own == c) {
            return *known;
        }
        let free = spare.next().unwrap_or(c);
        renamed.push((c, free));
        free
    };
    text.chars().map(letter).collect()
}
