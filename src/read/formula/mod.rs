//! The formula of each step: one tree, printed as LaTeX and as `MathML`.

mod closed_form;
mod latex;
mod math;
mod mathml;

pub use latex::latex;
pub use math::Math;
pub use mathml::{Element, mathml};

use crate::base::letter::Letter;
use crate::program::axis::Axis;
use crate::program::function::Function;
use crate::program::graph::Graph;
use crate::program::mask::Fill;
use crate::program::node_id::NodeId;
use crate::program::op::{Body, Combine, Factor, Node, Op, Table};
use closed_form::{closed_form, condition, signed};
use math::{
    apply, bracketed, fraction, letter, name, number, operator, power, root, row, total, word,
};

/// What a node computes, as an equation: `s_{ij} = Σ_d q_{id} k_{jd}`.
#[must_use]
pub fn formula(graph: &Graph, id: NodeId) -> Math {
    let node = graph.node(id);
    match &node.op {
        Op::Input => given(node),
        // The cells of one axis that became two, or of two that became one, keep their place.
        Op::Merge { letter } => {
            let parts = graph.node(node.inputs[0]);
            let index = grouped(&own(node), *letter, &new_letters(parts, node));
            equals(tensor(node, index), tensor(parts, plain(&own(parts))))
        }
        _ => equals(tensor(node, plain(&own(node))), right(&Scope { graph, body: None }, node)),
    }
}

/// A graph whose steps are written: a whole one, or the body of a scan.
struct Scope<'g> {
    graph: &'g Graph,
    body: Option<Inside<'g>>,
}

/// The body of a scan, and where it stands.
#[derive(Clone, Copy)]
struct Inside<'g> {
    body: &'g Body,
    along: Letter,
    backward: bool,
    /// What the scan reads beside itself at the place before.
    reads: &'g [NodeId],
    around: &'g Scope<'g>,
}

impl Scope<'_> {
    /// What a step reads, beside other signs.
    fn read(&self, id: NodeId, index: Vec<Math>) -> Math {
        let read = self.read_alone(id, index);
        if read.is_loose() { bracketed(read) } else { read }
    }

    /// What a step reads. What only stands in a body is written out.
    fn read_alone(&self, id: NodeId, index: Vec<Math>) -> Math {
        let node = self.graph.node(id);
        let Some(Inside { body, along, backward, reads, around }) = self.body else {
            return tensor(node, index);
        };
        if id.0 == 0 {
            let sign = if backward { "+" } else { "−" };
            let beside = |(axis, index): (&Axis, Math)| {
                if axis.letter == along { between(index, sign, number(&1)) } else { index }
            };
            let index = node.axes.iter().zip(index).map(beside).collect();
            return if body.state == body.output {
                tensor(node, index)
            } else {
                self.read_alone(body.state, index)
            };
        }
        if id == body.output {
            return tensor(self.graph.node(NodeId(0)), index);
        }
        if let Some(read) = reads.get(id.0 - 1) {
            return around.read_alone(*read, index);
        }
        let letters = node.axes.iter().map(|axis| axis.letter);
        right(self, node).with(&letters.zip(index).collect::<Vec<_>>())
    }
}

/// What stands to the right of the equals sign.
fn right(scope: &Scope, node: &Node) -> Math {
    let graph = scope.graph;
    let input = |place: usize| graph.node(node.inputs[place]);
    let own = own(node);
    let read = |place: usize, index: Vec<Math>| scope.read(node.inputs[place], index);
    let same = || read(0, plain(&own));
    // What a bracket, a root or a bar of a fraction holds together.
    let alone = |place: usize, index: Vec<Math>| scope.read_alone(node.inputs[place], index);
    let same_alone = || alone(0, plain(&own));
    match &node.op {
        Op::Input | Op::Merge { .. } => word("given"),
        Op::Constant(value) => signed(*value),
        Op::Table(Table::Form(form)) => closed_form(graph, form),
        Op::Table(Table::Normal { seed }) => apply("normal", number(seed)),
        Op::Contract { equation, .. } => {
            let factors = equation.operands.iter().enumerate();
            let factor = |(place, term): (usize, &Vec<Letter>)| read(place, plain(term));
            let product = row(factors.map(factor).collect());
            match equation.summed() {
                over if over.is_empty() => product,
                over => total(plain(&over), product),
            }
        }
        Op::Pointwise { combine, equation } => {
            let index = |place: usize| plain(&equation.operands[place]);
            let [one, two] = [0, 1].map(|place| alone(place, index(place)));
            match combine {
                Combine::Plus => row(vec![one.term(), operator("+"), two.last_term()]),
                Combine::Minus => row(vec![one.term(), operator("−"), read(1, index(1))]),
                Combine::Divide => fraction(one, two),
                Combine::Power => power(one.base(), two),
            }
        }
        Op::Expand => read(0, plain(&self::own(input(0)))),
        Op::Map(function) => applied(*function, same_alone()),
        Op::Slope(function) => apply(&format!("{}′", function.name()), same_alone()),
        Op::Scale(factor) => match factor {
            Factor::DivideBySqrt { letter: of, .. } => fraction(same_alone(), root(letter(*of))),
            Factor::DivideBySize { letter: of, .. } => fraction(same_alone(), letter(*of)),
            Factor::Number(-1.0) => row(vec![operator("−"), same()]),
            Factor::Number(value) => row(vec![signed(*value), operator("·"), same()]),
            Factor::DivideBy(value) => fraction(same_alone(), signed(*value)),
        },
        Op::Mask { mask, fill } => {
            Math::Cases(vec![(same_alone(), condition(graph, mask)), (filled(*fill), word("else"))])
        }
        Op::Choose { condition: when } => Math::Cases(vec![
            (same_alone(), condition(graph, when)),
            (alone(1, plain(&own)), word("else")),
        ]),
        // τ is the one threshold that lets the shares of a row add up to 1.
        Op::Sparsemax { along } => {
            let row_letters: Vec<Letter> = own.iter().copied().filter(|l| l != along).collect();
            let above = row(vec![same(), operator("−"), name("τ").indexed(plain(&row_letters))]);
            let shares = total(vec![primed(*along)], tensor(node, with_prime(&own, *along)));
            let above = apply("max", row(vec![above, operator(","), number(&0)]));
            row(vec![above, word("with"), shares, operator("="), number(&1)])
        }
        Op::TopK { along, count } => {
            let scores = read(0, with_prime(&own, *along));
            let count = row(vec![number(count), operator(","), primed(*along)]);
            let best = Math::Under { function: "top", under: vec![count] };
            Math::Bracketed(Box::new(row(vec![letter(*along), operator("∈"), best, scores])))
        }
        Op::Max { loops } => {
            let along = loops.last().map_or('?', |axis| axis.letter);
            let best = Math::Under { function: "max", under: vec![letter(along)] };
            row(vec![best, read(0, plain(&self::own(input(0))))])
        }
        Op::Softmax { along } => {
            let share = |index| power(name("e"), alone(0, index));
            let all = total(vec![primed(*along)], share(with_prime(&own, *along)));
            fraction(share(plain(&own)), all)
        }
        Op::OneHot { along, .. } => {
            let scores = read(0, with_prime(&own, *along));
            let best = Math::Under { function: "argmax", under: vec![primed(*along)] };
            Math::Bracketed(Box::new(row(vec![letter(*along), operator("="), best, scores])))
        }
        Op::Split { letter } => {
            let whole = self::own(input(0));
            read(0, grouped(&whole, *letter, &new_letters(node, input(0))))
        }
        Op::Concat { along } => {
            let before = self::own(input(0));
            let shorter = before.iter().find(|letter| !own.contains(letter)).unwrap_or(along);
            let fits = row(vec![letter(*along), operator("≤"), letter(*shorter)]);
            let is_one = input(1).axes.len() < own.len();
            let behind = |own: Letter| {
                if own == *along {
                    between(letter(own), "−", letter(*shorter))
                } else {
                    letter(own)
                }
            };
            let kept = own.iter().filter(|letter| !(is_one && *letter == along));
            let last = read(1, kept.copied().map(behind).collect());
            Math::Cases(vec![(same(), fits), (last, word("else"))])
        }
        Op::DropLast { along } => {
            let longer = self::own(input(0));
            let shorter = own.iter().find(|letter| !longer.contains(letter)).unwrap_or(along);
            let index = longer.iter().map(|other| if other == along { *shorter } else { *other });
            read(0, plain(&index.collect::<Vec<_>>()))
        }
        Op::TakeLast { along } => {
            let whole = &input(0).axes;
            let index = whole.iter().enumerate().map(|(place, axis)| match axis.letter {
                last if last == *along && own.len() < whole.len() => number(&axis.size),
                last if last == *along => {
                    let part = node.axes[place];
                    between(number(&(axis.size - part.size)), "+", letter(part.letter))
                }
                other => letter(other),
            });
            read(0, index.collect())
        }
        Op::Shift { along, backward } => {
            let sign = if *backward { "+" } else { "−" };
            let beside = between(letter(*along), sign, number(&1));
            let index = own
                .iter()
                .map(|other| if other == along { beside.clone() } else { letter(*other) });
            read(0, index.collect())
        }
        Op::Scan { along, backward, body } => {
            let inside = Inside {
                body,
                along: *along,
                backward: *backward,
                reads: &node.inputs,
                around: scope,
            };
            let graph = Graph::from(&**body);
            right(&Scope { graph: &graph, body: Some(inside) }, graph.node(body.output))
        }
        Op::RunningSum { along, backward } => {
            let order = operator(if *backward { "≥" } else { "≤" });
            let over = vec![primed(*along), order, letter(*along)];
            total(over, read(0, with_prime(&own, *along)))
        }
    }
}

/// What formulas call a node: `s`, or `∂L/∂s` for the gradient of `s`.
#[must_use]
pub fn symbol(node: &Node) -> Math {
    tensor(node, Vec::new())
}

/// A tensor with indices; the gradient of `s` is `∂L/∂s`.
fn tensor(node: &Node, index: Vec<Math>) -> Math {
    match node.symbol.strip_prefix('∂') {
        Some(of) => fraction(
            row(vec![operator("∂"), name("L")]),
            row(vec![operator("∂"), name(of).indexed(index)]),
        ),
        None => name(&node.symbol).indexed(index),
    }
}

fn applied(function: Function, to: Math) -> Math {
    match function {
        Function::Exp => power(name("e"), to),
        Function::Sqrt => root(to),
        Function::Plus(value) if value < 0.0 => {
            row(vec![to.term(), operator("−"), number(&value.abs())])
        }
        Function::Plus(value) => row(vec![to.term(), operator("+"), number(&value)]),
        Function::Power(degree) => power(bracketed(to), number(&degree)),
        Function::EluPlusOne => row(vec![apply("elu", to), operator("+"), number(&1)]),
        Function::Abs => row(vec![operator("|"), to, operator("|")]),
        Function::Raise(exponent) => power(bracketed(to), signed(exponent)),
        other => apply(other.name(), to),
    }
}

/// Two with a sign between them, as one place of an index: `(j − n)`.
fn between(one: Math, sign: &'static str, two: Math) -> Math {
    row(vec![operator("("), one, operator(sign), two, operator(")")])
}

/// An input has no formula but its space: q ∈ ℝ^{i×d}.
fn given(node: &Node) -> Math {
    let mut sizes = Vec::new();
    for axis in own(node) {
        if !sizes.is_empty() {
            sizes.push(operator("×"));
        }
        sizes.push(letter(axis));
    }
    let named = match node.symbol.strip_prefix('∂') {
        Some(_) => tensor(node, Vec::new()),
        None => name(&node.symbol),
    };
    row(vec![named, operator("∈"), power(name("ℝ"), row(sizes))])
}

fn equals(left: Math, right: Math) -> Math {
    row(vec![left, operator("="), right])
}

fn own(node: &Node) -> Vec<Letter> {
    node.axes.iter().map(|axis| axis.letter).collect()
}

fn plain(letters: &[Letter]) -> Vec<Math> {
    letters.iter().copied().map(letter).collect()
}

/// A letter that runs beside itself.
fn primed(letter: Letter) -> Math {
    Math::Letter { letter, primed: true }
}

fn with_prime(letters: &[Letter], along: Letter) -> Vec<Math> {
    let index =
        letters.iter().map(|other| if *other == along { primed(along) } else { letter(*other) });
    index.collect()
}

/// The letters with one of them written as the pair that it stands for: `i(hk)`.
fn grouped(letters: &[Letter], whole: Letter, parts: &[Letter]) -> Vec<Math> {
    let mut index = Vec::new();
    for other in letters {
        if *other == whole {
            index.push(operator("("));
            index.extend(plain(parts));
            index.push(operator(")"));
        } else {
            index.push(letter(*other));
        }
    }
    index
}

/// The letters that one node has and another has not.
fn new_letters(node: &Node, other: &Node) -> Vec<Letter> {
    let known = own(other);
    own(node).into_iter().filter(|letter| !known.contains(letter)).collect()
}

fn filled(fill: Fill) -> Math {
    match fill {
        Fill::MinusInfinity => row(vec![operator("−"), number(&"∞")]),
        Fill::MinusBillion => row(vec![operator("−"), power(number(&10), number(&9))]),
        Fill::Zero => number(&0),
    }
}
