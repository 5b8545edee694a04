//! The gradient: the backward pass of a graph, as more nodes of the same graph.
//!
//! Each operation says once what its inputs receive, in terms of operations that exist already.
//! So a gradient has steps, formulas, sources and costs like everything else. The rule behind
//! most of it: the gradient of a contraction is a contraction of the same letters, permuted
//! (compare mattjj/autodidact and HIPS/autograd, where it is a table as well).

use crate::base::error::Result;
use crate::base::letter::Letter;
use crate::program::axis::Axis;
use crate::program::build::{Builder, Value};
use crate::program::einsum::Equation;
use crate::program::function::Function;
use crate::program::graph::{Graph, UPSTREAM};
use crate::program::mask::Fill;
use crate::program::node_id::NodeId;
use crate::program::op::{Body, Combine, Node, Op};
use crate::program::role::Role;

/// A graph with its backward pass, and the node of the gradient of each input that it has.
pub struct Differentiated {
    pub graph: Graph,
    pub gradients: Vec<(NodeId, NodeId)>,
}

/// Adds the backward pass of the output with respect to these inputs.
///
/// # Errors
/// `too-large` where the forward pass would fit and both do not.
pub fn differentiate(graph: Graph, inputs: &[NodeId]) -> Result<Differentiated> {
    let forward = graph.nodes.clone();
    let output = graph.output;
    let needed = requires_grad(&forward, inputs);
    let builder = Builder::backward(graph);

    let upstream = builder.upstream(UPSTREAM, forward[output.0].axes.clone());
    let mut received: Vec<Vec<Value>> = vec![Vec::new(); forward.len()];
    received[output.0].push(upstream);
    let mut gradients = Vec::new();
    for (place, node) in forward.iter().enumerate().rev() {
        let (id, parts) = (NodeId(place), std::mem::take(&mut received[place]));
        if !needed[place] {
            continue;
        }
        let gradient = accumulate(&builder, node, id, &parts);
        if inputs.contains(&id) {
            gradients.push((id, gradient.id()));
        }
        for (input, part) in vjp(&builder, node, id, gradient) {
            if needed[input.0] {
                received[input.0].push(part);
            }
        }
    }
    gradients.reverse();
    Ok(Differentiated { graph: builder.finish(output)?, gradients })
}

/// Which nodes depend on one of the inputs.
fn requires_grad(nodes: &[Node], inputs: &[NodeId]) -> Vec<bool> {
    let mut needed: Vec<bool> = Vec::with_capacity(nodes.len());
    for (place, node) in nodes.iter().enumerate() {
        let depends = node.inputs.iter().any(|input| needed[input.0]);
        needed.push(depends || inputs.contains(&NodeId(place)));
    }
    needed
}

/// The sum of what a node received, under the node's own name.
fn accumulate<'g>(builder: &'g Builder, node: &Node, id: NodeId, parts: &[Value<'g>]) -> Value<'g> {
    let letters: String = node.axes.iter().map(|axis| axis.letter).collect();
    let total = match parts {
        [] => builder.constant(0.0, node.axes.clone()),
        // What is named already is the gradient of another node too, and what has other letters
        // was called by them in an equation: this node gets a step of its own.
        [only] if only.is_named() || only.letters() != letters => {
            only.sum(&format!("{letters}->{letters}"))
        }
        [only] => *only,
        [first, others @ ..] => {
            let sum = format!("{letters},{letters}->{letters}");
            others.iter().fold(*first, |total, part| total.plus(&sum, *part))
        }
    };
    let total = total.role(Role::Gradient(id));
    total.named_as(&format!("grad-{}", node.id), &format!("∂{}", node.symbol))
}

/// The vector–Jacobian product: what each input of a node receives when the node receives
/// `gradient`.
fn vjp<'g>(
    builder: &'g Builder,
    node: &Node,
    id: NodeId,
    gradient: Value<'g>,
) -> Vec<(NodeId, Value<'g>)> {
    let input = |place: usize| builder.at(node.inputs[place]);
    let own = gradient.letters();
    let same = format!("{own},{own}->{own}");
    let first = |part: Value<'g>| vec![(node.inputs[0], part)];
    match &node.op {
        Op::Input | Op::Constant(_) | Op::Table(_) => Vec::new(),
        Op::Contract { equation, .. } => {
            let operands = 0..equation.operands.len();
            let part = |place| {
                let axes = input(place).axes();
                (node.inputs[place], co_factors(builder, node, equation, place, gradient, &axes))
            };
            operands.map(part).collect()
        }
        Op::Pointwise { combine, equation } => {
            let [one, two] =
                [0, 1].map(|place| equation.operands[place].iter().collect::<String>());
            let to = |part: Value<'g>, letters: &str| match part.letters() {
                from if from == *letters => part,
                from => part.sum(&format!("{from}->{letters}")),
            };
            let (to_one, to_two) = match combine {
                Combine::Plus => (to(gradient, &one), to(gradient, &two)),
                Combine::Minus => (to(gradient, &one), to(gradient.times(-1.0), &two)),
                Combine::Power => power_vjp(builder, node, id, gradient, [&*one, &*two]),
                Combine::Divide => {
                    let to_one = gradient.div(&format!("{own},{two}->{own}"), input(1));
                    let quotient = to_one.contract(&same, builder.at(id)).times(-1.0);
                    (to(to_one, &one), to(quotient, &two))
                }
            };
            vec![(node.inputs[0], to_one), (node.inputs[1], to_two)]
        }
        Op::Expand => {
            let narrow = input(0).letters();
            first(gradient.sum(&format!("{own}->{narrow}")))
        }
        Op::Map(function) => first(match function {
            Function::Plus(_) => gradient,
            Function::Exp => gradient.contract(&same, builder.at(id)),
            Function::Sqrt => gradient.times(0.5).div(&same, builder.at(id)),
            Function::Power(1) => gradient,
            Function::Power(degree) => {
                let slope = input(0).map(Function::Power(degree - 1)).times(f64::from(*degree));
                gradient.contract(&same, slope)
            }
            other => gradient.contract(&same, input(0).slope(*other)),
        }),
        Op::Scale(factor) => first(gradient.factor(*factor)),
        Op::Mask { mask, .. } => first(gradient.mask_with(mask.clone(), Fill::Zero)),
        Op::Softmax { along } => first(softmax_vjp(gradient, builder.at(id), *along)),
        Op::Choose { condition } => {
            let other = gradient.mask_with(!condition.clone(), Fill::Zero);
            let one = gradient.mask_with(condition.clone(), Fill::Zero);
            vec![(node.inputs[0], one), (node.inputs[1], other)]
        }
        Op::Sparsemax { along } => first(sparsemax_vjp(gradient, builder.at(id), *along)),
        Op::Max { loops } => {
            let along = loops.last().map_or('?', |axis| axis.letter);
            let all = input(0).letters();
            let largest = Op::OneHot { along, straight_through: false };
            let largest = input(0).derived(largest, input(0).axes());
            first(gradient.contract(&format!("{own},{all}->{all}"), largest))
        }
        Op::TopK { .. } | Op::OneHot { straight_through: false, .. } => {
            first(builder.constant(0.0, gradient.axes()))
        }
        Op::OneHot { along, straight_through: true } => {
            let soft = input(0).softmax(*along).named_as(&format!("soft-{}", node.id), "w̃");
            first(softmax_vjp(gradient, soft, *along))
        }
        Op::Split { letter } => {
            let axes = input(0).axes();
            first(gradient.derived(Op::Merge { letter: *letter }, axes))
        }
        Op::Merge { letter } => {
            let axes = input(0).axes();
            first(gradient.derived(Op::Split { letter: *letter }, axes))
        }
        Op::Concat { along } => vec![
            (node.inputs[0], gradient.derived(Op::DropLast { along: *along }, input(0).axes())),
            (node.inputs[1], gradient.derived(Op::TakeLast { along: *along }, input(1).axes())),
        ],
        Op::Shift { along, backward } => first(gradient.shift(*along, !backward)),
        Op::Scan { along, backward: false, body } => {
            scan_vjp(builder, node, id, gradient, (*along, body))
        }
        Op::RunningSum { along, backward } => first(gradient.running_sum(*along, !backward)),
        // These stand in backward passes only, and those are not differentiated again.
        Op::Slope(_)
        | Op::DropLast { .. }
        | Op::TakeLast { .. }
        | Op::Scan { backward: true, .. } => Vec::new(),
    }
}

/// Through a scan. All places of its body stand there at once, since the place before is known by
/// now. What each cell receives in all is made from the last place on: its own gradient, and what
/// the place behind it hands on. From there it goes to what the places read.
fn scan_vjp<'g>(
    builder: &'g Builder,
    node: &Node,
    id: NodeId,
    gradient: Value<'g>,
    (along, body): (Letter, &Body),
) -> Vec<(NodeId, Value<'g>)> {
    let mut all = Unrolled { levels: Vec::new(), steps: Vec::new(), made: id };
    all.unroll(builder, id, &node.inputs, (along, body));
    let whole = all.received(builder, &all.levels, gradient);
    let reads = pulled(builder, &all.steps, all.made, whole, &node.inputs);
    reads.into_iter().filter_map(|(id, value)| Some((id, value?))).collect()
}

/// The body of a scan at all places at once.
struct Unrolled {
    /// The axes along which the table is made, from the outermost on, with the table at the place
    /// before.
    levels: Vec<(Letter, NodeId)>,
    steps: Vec<(NodeId, Node)>,
    made: NodeId,
}

impl Unrolled {
    /// Adds the steps of a body; where it ends in a scan, those of that body.
    fn unroll(
        &mut self,
        builder: &Builder,
        table: NodeId,
        reads: &[NodeId],
        (along, body): (Letter, &Body),
    ) {
        let before = builder.at(table).shift(along, false).id();
        self.levels.push((along, before));
        let mut places: Vec<NodeId> =
            std::iter::once(before).chain(reads.iter().copied()).collect();
        for (at, inner) in body.nodes.iter().enumerate().skip(places.len()) {
            if let Op::Scan { along, backward: false, body: last } = &inner.op
                && at == body.output.0
            {
                let reads: Vec<NodeId> = inner.inputs.iter().map(|id| places[id.0]).collect();
                self.unroll(builder, table, &reads, (*along, last));
                return;
            }
            let again = builder.copy(inner, &|id| places[id.0]).id();
            places.push(again);
            self.steps.push((again, builder.node(again)));
        }
        self.made = places[body.output.0];
    }

    /// What the cells of the table receive in all.
    fn received<'g>(
        &self,
        builder: &'g Builder,
        levels: &[(Letter, NodeId)],
        gradient: Value<'g>,
    ) -> Value<'g> {
        let Some(((along, before), inner)) = levels.split_first() else { return gradient };
        let own = gradient.letters();
        let behind = builder.before(gradient.axes(), *along);
        let both = gradient.plus(&format!("{own},{own}->{own}"), behind);
        let whole = self.received(builder, inner, both);
        let back = pulled(builder, &self.steps, self.made, whole, &[*before]);
        let back = back.into_iter().next().and_then(|(_, value)| value);
        let back = back.unwrap_or_else(|| builder.constant(0.0, gradient.axes()));
        builder.scan(behind, whole, back, true)
    }
}

/// What some nodes receive through steps, of which one receives a gradient.
fn pulled<'g>(
    builder: &'g Builder,
    steps: &[(NodeId, Node)],
    made: NodeId,
    gradient: Value<'g>,
    wanted: &[NodeId],
) -> Vec<(NodeId, Option<Value<'g>>)> {
    let mut needed: Vec<NodeId> = wanted.to_vec();
    for (id, node) in steps {
        if node.inputs.iter().any(|input| needed.contains(input)) {
            needed.push(*id);
        }
    }
    let mut received: Vec<(NodeId, Value)> = vec![(made, gradient)];
    for (id, node) in steps.iter().rev().filter(|(id, _)| needed.contains(id)) {
        let Some(own) = together(&received, *id, &builder.at(*id).letters()) else { continue };
        let parts = vjp(builder, node, *id, own);
        received.extend(parts.into_iter().filter(|(input, _)| needed.contains(input)));
    }
    wanted.iter().map(|id| (*id, together(&received, *id, &builder.at(*id).letters()))).collect()
}

/// The sum of what a node received, under its own letters.
fn together<'g>(received: &[(NodeId, Value<'g>)], id: NodeId, own: &str) -> Option<Value<'g>> {
    let parts = received.iter().filter(|(to, _)| *to == id).map(|(_, part)| {
        if part.letters() == own { *part } else { part.sum(&format!("{own}->{own}")) }
    });
    parts.reduce(|sum, part| sum.plus(&format!("{own},{own}->{own}"), part))
}

/// The gradient times the other operand, if there is one: the same letters, permuted. Letters
/// that only this operand has were summed alone; each of their places receives the same.
fn co_factors<'g>(
    builder: &'g Builder,
    node: &Node,
    equation: &Equation,
    place: usize,
    gradient: Value<'g>,
    axes: &[Axis],
) -> Value<'g> {
    let text = |letters: &[Letter]| letters.iter().collect::<String>();
    let term = &equation.operands[place];
    let others: Vec<usize> = (0..equation.operands.len()).filter(|other| *other != place).collect();
    let reached = |letter: &Letter| {
        equation.output.contains(letter)
            || others.iter().any(|other| equation.operands[*other].contains(letter))
    };
    let kept: Vec<Letter> = term.iter().copied().filter(reached).collect();
    let output = text(&equation.output);
    let part = match others.first() {
        Some(other) => {
            let letters = text(&equation.operands[*other]);
            let back = format!("{output},{letters}->{}", text(&kept));
            gradient.contract(&back, builder.at(node.inputs[*other]))
        }
        None if kept == equation.output => gradient,
        None => gradient.sum(&format!("{output}->{}", text(&kept))),
    };
    if kept.len() == term.len() {
        return part;
    }
    let local = term.iter().zip(axes).map(|(letter, axis)| axis.called(*letter)).collect();
    part.derived(Op::Expand, local)
}

/// Through softmax it is w ⊙ (g − Σ g w): each weight gains what its own gradient is above the
/// row's average.
fn softmax_vjp<'g>(gradient: Value<'g>, weights: Value<'g>, along: Letter) -> Value<'g> {
    let own = gradient.letters();
    let row: String = own.chars().filter(|letter| *letter != along).collect();
    let average = gradient.contract(&format!("{own},{own}->{row}"), weights);
    let above = gradient.minus(&format!("{own},{row}->{own}"), average);
    weights.contract(&format!("{own},{own}->{own}"), above)
}

/// Through sparsemax it is the gradient less its mean over the cells that have a share, and 0 at
/// the others: the row is moved along the simplex.
fn sparsemax_vjp<'g>(gradient: Value<'g>, weights: Value<'g>, along: Letter) -> Value<'g> {
    let own = gradient.letters();
    let row: String = own.chars().filter(|letter| *letter != along).collect();
    let shared = weights.slope(Function::Relu);
    let total = gradient.contract(&format!("{own},{own}->{row}"), shared);
    let average = total.div(&format!("{row},{row}->{row}"), shared.sum(&format!("{own}->{row}")));
    let above = gradient.minus(&format!("{own},{row}->{own}"), average);
    shared.contract(&format!("{own},{own}->{own}"), above)
}

/// What the two of aᵇ receive: b·aᵇ⁻¹ and aᵇ·log a.
fn power_vjp<'g>(
    builder: &'g Builder,
    node: &Node,
    id: NodeId,
    gradient: Value<'g>,
    [one, two]: [&str; 2],
) -> (Value<'g>, Value<'g>) {
    let own = gradient.letters();
    let [base, exponent] = [0, 1].map(|place| builder.at(node.inputs[place]));
    let less = exponent.map(Function::Plus(-1.0));
    let below = base.power(&format!("{one},{two}->{own}"), less);
    let slope = below.contract(&format!("{own},{two}->{own}"), exponent);
    let to_base = gradient.contract(&format!("{own},{own}->{one}"), slope);
    let power = builder.at(id).contract(&format!("{own},{one}->{own}"), base.map(Function::Log));
    (to_base, gradient.contract(&format!("{own},{own}->{two}"), power))
}
