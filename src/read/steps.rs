//! The steps: each node of a graph as a card shows it.

use crate::program::axis::Axis;
use crate::program::build::NAMELESS;
use crate::program::function::Function;
use crate::program::graph::Graph;
use crate::program::node_id::NodeId;
use crate::program::op::{Combine, Factor, Node, Op, Table};
use crate::program::role::Role;
use crate::program::variant::Variant;
use crate::read::number_format::{format_number, subscript};

/// A stable word for what a node does.
#[must_use]
pub const fn word(op: &Op) -> &'static str {
    match op {
        Op::Input => "input",
        Op::Constant(_) => "constant",
        Op::Table(_) => "table",
        Op::Contract { .. } => "contract",
        Op::Pointwise { combine: Combine::Plus, .. } => "add",
        Op::Pointwise { combine: Combine::Minus, .. } => "subtract",
        Op::Pointwise { combine: Combine::Divide, .. } => "divide",
        Op::Pointwise { combine: Combine::Power, .. } => "power",
        Op::Expand => "expand",
        Op::Map(_) => "map",
        Op::Slope(_) => "slope",
        Op::Scale(_) => "scale",
        Op::Mask { .. } => "mask",
        Op::Softmax { .. } => "softmax",
        Op::OneHot { .. } => "one-hot",
        Op::Choose { .. } => "choose",
        Op::Sparsemax { .. } => "sparsemax",
        Op::TopK { .. } => "top",
        Op::Max { .. } => "max",
        Op::Split { .. } => "split",
        Op::Merge { .. } => "join",
        Op::Concat { .. } => "append",
        Op::DropLast { .. } => "before",
        Op::TakeLast { .. } => "last",
        Op::RunningSum { .. } => "running-sum",
        Op::Shift { backward: false, .. } => "place-before",
        Op::Shift { backward: true, .. } => "place-behind",
        Op::Scan { .. } => "scan",
    }
}

/// The heading of a step: its name, such as `Masked`, or what it does where the variant gave none.
/// A person's own name that is no word, such as r or w′, stays as it is: R is another one.
#[must_use]
pub fn label(graph: &Graph, id: NodeId) -> String {
    let node = graph.node(id);
    let name = node.label.clone().unwrap_or_else(|| name(graph, id));
    if (node.label.is_some() || is_nameless(node)) && !begins_with_a_word(&name) {
        return name;
    }
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Whether a name begins with a word in small letters: scores, but neither q nor `w_q`.
fn begins_with_a_word(name: &str) -> bool {
    let first = name.split(' ').next().unwrap_or_default();
    first.chars().count() > 2 && first.chars().all(char::is_lowercase)
}

fn name(graph: &Graph, id: NodeId) -> String {
    let node = graph.node(id);
    if let Some(Role::Gradient(of)) = node.role {
        let step = graph.node(of);
        return if is_nameless(step) {
            format!("∂L/∂({})", name(graph, of))
        } else {
            format!("∂L/∂{}", step.id.replace('-', " "))
        };
    }
    if is_nameless(node) { deed(graph, id) } else { node.id.replace('-', " ") }
}

fn is_nameless(node: &Node) -> bool {
    node.id.starts_with(NAMELESS)
}

/// What a step without a name does, in words: `sum of residual 1`.
fn deed(graph: &Graph, id: NodeId) -> String {
    let node = graph.node(id);
    let operand = |at: usize| {
        let of = node.inputs[at];
        let node = graph.node(of);
        match &node.op {
            Op::Constant(number) => format_number(*number),
            op if is_nameless(node) => format!("the {}", noun(op)),
            _ => name(graph, of),
        }
    };
    let both = |word: &str| match &*node.inputs {
        [one, two] if one == two => format!("{} {word} itself", operand(0)),
        all => {
            let all: Vec<String> = (0..all.len()).map(operand).collect();
            all.join(&format!(" {word} "))
        }
    };
    match &node.op {
        Op::Input => node.id.clone(),
        Op::Constant(number) => {
            let reader = graph.nodes.iter().find(|node| node.inputs.contains(&id));
            match reader.filter(|reader| !is_nameless(reader)) {
                Some(reader) => {
                    format!("{} for {}", format_number(*number), reader.id.replace('-', " "))
                }
                None => format_number(*number),
            }
        }
        Op::Table(Table::Form(_)) => "table of places".to_owned(),
        Op::Table(Table::Normal { .. }) => "normal numbers".to_owned(),
        Op::Contract { equation, .. } if node.inputs.len() == 1 => {
            let did = if equation.summed().is_empty() { "axes turned of" } else { "sum of" };
            format!("{did} {}", operand(0))
        }
        Op::Contract { .. } => both("times"),
        Op::Pointwise { combine: Combine::Plus, .. } => both("plus"),
        Op::Pointwise { combine: Combine::Minus, .. } => both("minus"),
        Op::Pointwise { combine: Combine::Divide, .. } => both("over"),
        Op::Pointwise { combine: Combine::Power, .. } => both("to the power of"),
        Op::Expand => format!("{} repeated", operand(0)),
        Op::Map(Function::Plus(number)) if *number < 0.0 => {
            format!("{} minus {}", operand(0), format_number(-number))
        }
        Op::Map(Function::Plus(number)) => {
            format!("{} plus {}", operand(0), format_number(*number))
        }
        Op::Map(Function::EluPlusOne) => format!("elu of {} plus 1", operand(0)),
        Op::Map(Function::Power(2)) => format!("square of {}", operand(0)),
        Op::Map(Function::Power(degree)) => format!("{} to the power of {degree}", operand(0)),
        Op::Map(Function::Raise(exponent)) => {
            format!("{} to the power of {}", operand(0), format_number(*exponent))
        }
        Op::Map(Function::Sqrt) => format!("root of {}", operand(0)),
        Op::Map(Function::Abs) => format!("absolute value of {}", operand(0)),
        Op::Map(function) => format!("{} of {}", function.name(), operand(0)),
        Op::Slope(function) => format!("slope of {} at {}", function.name(), operand(0)),
        Op::Scale(Factor::Number(-1.0)) => format!("minus {}", operand(0)),
        Op::Scale(Factor::Number(number)) => {
            format!("{} times {}", format_number(*number), operand(0))
        }
        Op::Scale(Factor::DivideBy(number)) => {
            format!("{} over {}", operand(0), format_number(*number))
        }
        Op::Scale(Factor::DivideBySize { letter, .. }) => format!("{} over |{letter}|", operand(0)),
        Op::Scale(Factor::DivideBySqrt { letter, .. }) => {
            format!("{} over √|{letter}|", operand(0))
        }
        Op::Mask { .. } => format!("{} under the mask", operand(0)),
        Op::Softmax { .. } => format!("softmax of {}", operand(0)),
        Op::OneHot { .. } => format!("place of the largest of {}", operand(0)),
        Op::Choose { .. } => both("or"),
        Op::Sparsemax { .. } => format!("sparsemax of {}", operand(0)),
        Op::TopK { count, .. } => format!("places of the {count} largest of {}", operand(0)),
        Op::Max { .. } => format!("maximum of {}", operand(0)),
        Op::Split { .. } => format!("{} with one axis as two", operand(0)),
        Op::Merge { .. } => format!("{} with two axes as one", operand(0)),
        Op::Concat { .. } => both("and"),
        Op::DropLast { along } => format!("{} before the last {along}", operand(0)),
        Op::TakeLast { along } => format!("{} at the last {along}", operand(0)),
        Op::RunningSum { .. } => format!("running sum of {}", operand(0)),
        Op::Shift { backward: false, .. } => format!("{} at the place before", operand(0)),
        Op::Shift { backward: true, .. } => format!("{} at the next place", operand(0)),
        Op::Scan { along, backward: false, .. } => format!("scan along {along}"),
        Op::Scan { along, backward: true, .. } => format!("scan back along {along}"),
    }
}

/// What the result of a step without a name is called by the step that reads it.
fn noun(op: &Op) -> &'static str {
    match op {
        Op::Input => "input",
        Op::Constant(_) => "number",
        Op::Table(Table::Form(_)) => "table of places",
        Op::Table(Table::Normal { .. }) => "normal numbers",
        Op::Contract { equation, .. } if equation.operands.len() > 1 => "product",
        Op::Contract { equation, .. } if equation.summed().is_empty() => "turned table",
        Op::Contract { .. } => "sum",
        Op::Pointwise { combine: Combine::Plus, .. } => "sum",
        Op::Pointwise { combine: Combine::Minus, .. } => "difference",
        Op::Pointwise { combine: Combine::Divide, .. } => "quotient",
        Op::Pointwise { combine: Combine::Power, .. } => "power",
        Op::Expand => "copies",
        Op::Map(function) => function_noun(*function),
        Op::Slope(_) => "slope",
        Op::Scale(Factor::Number(-1.0)) => "negative",
        Op::Scale(Factor::Number(_)) => "product",
        Op::Scale(_) => "quotient",
        Op::Mask { .. } => "masked table",
        Op::Softmax { .. } | Op::Sparsemax { .. } => "shares",
        Op::OneHot { .. } | Op::TopK { .. } | Op::Choose { .. } => "choice",
        Op::Max { .. } => "maximum",
        Op::Split { .. } => "split table",
        Op::Merge { .. } => "joined table",
        Op::Concat { .. } => "longer table",
        Op::DropLast { .. } | Op::TakeLast { .. } => "part",
        Op::RunningSum { .. } => "running sum",
        Op::Shift { backward: false, .. } => "place before",
        Op::Shift { backward: true, .. } => "place behind",
        Op::Scan { .. } => "scan",
    }
}

/// What the values of a function are called.
fn function_noun(function: Function) -> &'static str {
    match function {
        Function::Exp => "exponential",
        Function::Log => "logarithm",
        Function::Sqrt => "root",
        Function::Abs => "absolute value",
        Function::Plus(number) if number < 0.0 => "difference",
        Function::Plus(_) | Function::EluPlusOne => "sum",
        Function::Power(2) => "square",
        Function::Power(_) | Function::Raise(_) => "power",
        Function::Sin => "sine",
        Function::Cos => "cosine",
        other => other.name(),
    }
}

/// What a cell is called, counted from 1: `s₁₂`, or `s[10, 2]` where digits would run together.
#[must_use]
pub fn cell_name(node: &Node, index: &[usize]) -> String {
    let places = index.iter().map(|at| at + 1);
    let symbol = node.symbol.replace('∂', "∂L/∂");
    let ends_in_a_digit = symbol.ends_with(|last: char| last.is_ascii_digit());
    if !ends_in_a_digit && index.iter().all(|at| *at < 9) {
        let digits: String = places.map(subscript).collect();
        return format!("{symbol}{digits}");
    }
    let list: Vec<String> = places.map(|place| place.to_string()).collect();
    format!("{symbol}[{}]", list.join(", "))
}

/// The equation of a contraction: `id,jd->ij`.
#[must_use]
pub fn equation(op: &Op) -> Option<String> {
    match op {
        Op::Contract { equation, .. } => Some(equation.to_string()),
        _ => None,
    }
}

/// Whether the cells are shares: never negative, and at most 1.
#[must_use]
pub const fn is_weights(op: &Op) -> bool {
    matches!(op, Op::Softmax { .. } | Op::Sparsemax { .. } | Op::OneHot { .. })
}

/// What a cell is and how it came about, in words: `query 1 and key 2, summed over d`.
#[must_use]
pub fn words(variant: &Variant, graph: &Graph, id: NodeId, index: &[usize]) -> String {
    let node = graph.node(id);
    let one = |(axis, at): (&Axis, &usize)| format!("{} {}", variant.singular(axis.letter), at + 1);
    let place = node.axes.iter().zip(index).map(one).collect::<Vec<_>>().join(", ");
    let how = match &node.op {
        Op::Input => "as typed".to_owned(),
        Op::Constant(_) => "the same everywhere".to_owned(),
        Op::Table(Table::Form(_)) => "decided by its place".to_owned(),
        Op::Table(Table::Normal { seed }) => format!("a random normal number, from seed {seed}"),
        Op::Contract { equation, .. } => match equation.summed() {
            summed if summed.is_empty() => "multiplied".to_owned(),
            summed => format!("summed over {}", summed.into_iter().collect::<String>()),
        },
        Op::Pointwise { combine: Combine::Plus, .. } => "added".to_owned(),
        Op::Pointwise { combine: Combine::Minus, .. } => "subtracted".to_owned(),
        Op::Pointwise { combine: Combine::Divide, .. } => {
            "divided; where the divisor is 0 the result is set to 0".to_owned()
        }
        Op::Pointwise { combine: Combine::Power, .. } => "raised to a power".to_owned(),
        Op::Expand => "repeated".to_owned(),
        Op::Map(_) => "a function of one number".to_owned(),
        Op::Slope(_) => "the slope of a function at one number".to_owned(),
        Op::Scale(_) => "times the same number everywhere".to_owned(),
        Op::Mask { .. } => "let through or filled, as the mask says".to_owned(),
        Op::Softmax { along } => format!(
            "its share of the sum over {along}. The largest score is subtracted first: \
             the result is the same, and exp cannot overflow"
        ),
        Op::Choose { .. } => "chosen, as the condition says".to_owned(),
        Op::Sparsemax { along } => format!(
            "by how much it is above a threshold, or 0; the threshold makes the shares over {along} add up to 1"
        ),
        Op::TopK { along, count } => format!("1 at the {count} largest over {along}, else 0"),
        Op::Max { loops } => {
            let along = loops.last().map_or('?', |axis| axis.letter);
            format!("the largest over {along}")
        }
        Op::OneHot { along, .. } => format!("1 at the largest over {along}, else 0"),
        Op::Split { .. } | Op::Merge { .. } => "the same cell under other axes".to_owned(),
        Op::Concat { along } => format!("joined along {along}"),
        Op::DropLast { along } => format!("the first of those along {along}"),
        Op::TakeLast { along } => format!("the last along {along}"),
        Op::Shift { along, backward: false } => {
            format!("the same at the place before along {along}, and 0 at the first")
        }
        Op::Shift { along, backward: true } => {
            format!("the same at the next place along {along}, and 0 at the last")
        }
        Op::Scan { along, backward: false, .. } => {
            format!("made from the place before along {along}, which is 0 for the first")
        }
        Op::Scan { along, backward: true, .. } => {
            format!("made from the next place along {along}, which is 0 for the last")
        }
        Op::RunningSum { along, .. } => {
            format!("the sum so far along {along}: the state before, and what joins it")
        }
    };
    format!("{place}: {how}")
}
