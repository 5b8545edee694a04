//! Homework 2 (b) as an experiment: one small retrieval task, learned through softmax, through
//! argmax, or straight through the argmax.
//!
//! Each query should read the value of one key, and nothing says so but the loss. What learns are
//! the queries and the keys, by the gradients that the graph's own backward pass gives them. Through
//! argmax those are exactly 0 at every step.

use serde::Serialize;
use tsify::Tsify;

use crate::base::chance::Chance;
use crate::base::error::{Code, Error, Result};
use crate::base::floats::Floats;
use crate::base::words::words;
use crate::program::axis::Axis;
use crate::program::build::{Builder, Value};
use crate::program::graph::Graph;
use crate::program::node_id::NodeId;
use crate::program::param::{ParamValue, Params};
use crate::program::role::Role;
use crate::program::tensor::Tensor;
use crate::read::{grad, value};
use crate::variants::find;

/// Numbers that one training may keep: every table of every step.
const MOST_NUMBERS: usize = 4_000_000;

words! {
    /// What the weights are made by, and what their gradient is taken for.
    pub enum Estimator {
        Softmax = "softmax",
        Argmax = "argmax",
        /// Argmax forward, and the gradient of the identity backward (arXiv:1308.3432).
        StraightThrough = "straight-through",
    }
}

impl Estimator {
    /// The registry's variant and its parameters. No scores are scaled: what differs is the choice
    /// alone.
    fn variant(self) -> (&'static str, Vec<(&'static str, bool)>) {
        let scale = ("scale", false);
        match self {
            Self::Softmax => ("scaled-dot-product", vec![scale]),
            Self::Argmax => ("argmax", vec![scale]),
            Self::StraightThrough => ("argmax", vec![scale, ("straight_through", true)]),
        }
    }
}

/// What to learn, and how.
#[derive(Debug, Clone)]
pub struct Task {
    pub estimator: Estimator,
    pub steps: usize,
    /// What a gradient is multiplied by before it is taken off.
    pub rate: f64,
    pub seed: u32,
    /// How many queries there are, and as many keys and values.
    pub tokens: usize,
    /// How wide queries and keys are.
    pub width: usize,
    /// Whether the values learn too.
    pub values: bool,
    /// A loss that counts as learned.
    pub target: f64,
}

impl Default for Task {
    fn default() -> Self {
        Self {
            estimator: Estimator::Softmax,
            steps: 200,
            rate: 1.0,
            seed: 0,
            tokens: 4,
            width: 3,
            values: false,
            target: 0.01,
        }
    }
}

/// A training from its first table to its last.
#[derive(Debug, Clone, Serialize, Tsify)]
pub struct Training {
    /// The place of the key whose value each query should read.
    pub wanted: Vec<usize>,
    /// What the outputs should be.
    pub targets: Tensor,
    /// Before each step and after the last, one more than there are steps: the sum of squared
    /// differences from the targets, over twice the number of queries.
    #[tsify(type = "Float64Array")]
    pub losses: Floats,
    /// As many as there are losses.
    pub states: Vec<TrainingState>,
    /// The first state whose loss is at the target or below.
    #[tsify(optional)]
    pub learned: Option<usize>,
}

/// The parameters at one time, and what they give.
#[derive(Debug, Clone, Serialize, Tsify)]
pub struct TrainingState {
    pub q: Tensor,
    pub k: Tensor,
    pub v: Tensor,
    pub weights: Tensor,
    /// The largest entry of each gradient, without its sign.
    pub gradients: GradientSizes,
}

/// How large the gradients of one state are.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Tsify)]
pub struct GradientSizes {
    pub q: f64,
    pub k: f64,
    pub v: f64,
}

/// Trains a small retrieval.
///
/// ```
/// use attention_playground::lab::q2_argmax::train_retrieval::{train, Estimator, Task};
///
/// let softmax = train(&Task::default())?;
/// assert!(softmax.learned.is_some());
/// let argmax = train(&Task { estimator: Estimator::Argmax, ..Task::default() })?;
/// assert!(argmax.states.iter().all(|state| state.gradients.q == 0.0 && state.gradients.k == 0.0));
/// # Ok::<(), attention_playground::base::error::Error>(())
/// ```
///
/// # Errors
/// A size or a rate that is out of range, or `overflow` where the rate is so large that numbers
/// leave the range of a double.
pub fn train(task: &Task) -> Result<Training> {
    check(task)?;
    let (wanted, [q, k, v, targets]) = start(task);
    let program = Program::new(task, [&q, &k, &v, &targets])?;
    let mut inputs = [q, k, v];
    let mut states = Vec::with_capacity(task.steps + 1);
    let mut losses = Floats::default();
    for step in 0..=task.steps {
        let (loss, state, gradients) = program.state(&inputs, &targets)?;
        losses.push(loss);
        states.push(state);
        let learning = if task.values { 3 } else { 2 };
        for (input, gradient) in inputs.iter_mut().zip(&gradients).take(learning) {
            if step < task.steps {
                input.data.zip_mut_with(&gradient.data, |cell, slope| *cell -= task.rate * slope);
            }
        }
    }
    let learned = losses.iter().position(|loss| *loss <= task.target);
    Ok(Training { wanted, targets, losses, states, learned })
}

fn check(task: &Task) -> Result<()> {
    let each = 3 * task.tokens * task.width.max(task.tokens);
    let ranges = [
        ("tokens", task.tokens, 2, 16),
        ("width", task.width, 1, 16),
        ("steps", task.steps, 1, MOST_NUMBERS / each.max(1)),
    ];
    for (field, found, least, most) in ranges {
        if !(least..=most).contains(&found) {
            let cause = format!("{field} is {found}; it may be from {least} to {most}.");
            let error = Error::new(Code::SizeValue, cause).at(field).found(found);
            let hint = format!("Use a whole number from {least} to {most}.");
            return Err(error.expected(format!("{least} to {most}")).hint(hint));
        }
    }
    let rates = [("rate", task.rate, 1e3), ("target", task.target, 1e6)];
    for (field, found, most) in rates {
        if !(0.0..=most).contains(&found) {
            let cause = format!("{field} is {found}; it may be from 0 to {most}.");
            let error = Error::new(Code::ParamValue, cause).at(field).found(found);
            return Err(error.expected(format!("0 to {most}")).hint("Use a number in this range."));
        }
    }
    Ok(())
}

/// Random queries, keys, values and targets. The values are the rows of an identity, so that
/// a token's output says which keys it read, and each query wants a key of its own.
fn start(task: &Task) -> (Vec<usize>, [Tensor; 4]) {
    let mut chance = Chance::new(task.seed, 0);
    let mut wanted: Vec<usize> = (0..task.tokens).collect();
    for place in (1..wanted.len()).rev() {
        wanted.swap(place, chance.place(u32_of(place) + 1) as usize);
    }
    let [i, j, d, m] =
        [('i', task.tokens), ('j', task.tokens), ('d', task.width), ('m', task.tokens)]
            .map(|(letter, size)| Axis::named(letter, size));
    let mut cell = || chance.whole(10) / 10.0;
    let q = Tensor::from_fn(&[i, d], |_| cell());
    let k = Tensor::from_fn(&[j, d], |_| cell());
    let one_where = |is: bool| if is { 1.0 } else { 0.0 };
    let v = Tensor::from_fn(&[j, m], |at| one_where(at[0] == at[1]));
    let targets = Tensor::from_fn(&[i, m], |at| one_where(wanted[at[0]] == at[1]));
    (wanted, [q, k, v, targets])
}

/// The tokens of a task are few.
fn u32_of(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// Attention with its loss and its backward pass, built once for all steps.
struct Program {
    graph: Graph,
    weights: NodeId,
    gradients: Vec<NodeId>,
}

impl Program {
    fn new(task: &Task, inputs: [&Tensor; 4]) -> Result<Self> {
        let (id, flags) = task.estimator.variant();
        let variant = find(id)?;
        let given = flags.into_iter().map(|(name, flag)| (name.to_owned(), ParamValue::Flag(flag)));
        let params = Params::resolve(variant.params, &given.collect())?;
        let names = ["q", "k", "v", "targets"].into_iter();
        let axes = names.zip(inputs).map(|(name, tensor)| (name, tensor.axes.clone())).collect();
        let graph = Builder::graph(variant.build, axes, &params)?;
        let attended = graph.output;
        let builder = Builder::onward(graph);
        let output = loss(&builder, builder.at(attended)).id();
        let graph = builder.finish(output)?;
        let wanted = ["q", "k", "v"].map(|name| graph.find(name));
        let wanted = wanted.into_iter().collect::<Result<Vec<_>>>()?;
        let both = grad::differentiate(graph, &wanted)?;
        let gradients = both.gradients.into_iter().map(|(_, node)| node).collect();
        let weights = both.graph.with_role(Role::Weights).unwrap_or(both.graph.output);
        Ok(Self { weights, graph: both.graph, gradients })
    }

    /// The loss, what the parameters give, and the gradients of q, k and v.
    fn state(
        &self,
        [q, k, v]: &[Tensor; 3],
        targets: &Tensor,
    ) -> Result<(f64, TrainingState, Vec<Tensor>)> {
        let mut inputs = vec![q.clone(), k.clone(), v.clone(), targets.clone()];
        inputs.push(Tensor::from_fn(&[], |_| 1.0)); // ∂L/∂L
        let mut values = value::evaluate(&self.graph, inputs)?;
        let loss = values[self.graph.output.0].data.sum();
        let weights = values[self.weights.0].clone();
        let gradients = self.gradients.iter().map(|node| {
            let empty = Tensor::from_fn(&[], |_| 0.0);
            std::mem::replace(&mut values[node.0], empty)
        });
        let gradients: Vec<Tensor> = gradients.collect();
        let largest =
            |tensor: &Tensor| tensor.data.fold(0.0_f64, |most, cell| most.max(cell.abs()));
        let [of_q, of_k, of_v] = [0, 1, 2].map(|place| largest(&gradients[place]));
        let sizes = GradientSizes { q: of_q, k: of_k, v: of_v };
        let [q, k, v] = [q, k, v].map(Clone::clone);
        Ok((loss, TrainingState { q, k, v, weights, gradients: sizes }, gradients))
    }
}

/// Half the mean over the queries of the squared distance from the targets.
fn loss<'g>(g: &'g Builder, output: Value<'g>) -> Value<'g> {
    let [targets] = g.inputs(["targets"]);
    let difference = output.minus("im,im->im", targets).named_as("difference", "e");
    let squares = difference.contract("im,im->", difference);
    squares.div_size('i').times(0.5).named_as("loss", "L")
}
