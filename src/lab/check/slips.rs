//! The usual slips of the hand: one line each, and what such a slip computes.

use serde::Serialize;
use tsify::Tsify;

use crate::program::condition::Corner;
use crate::program::graph::Graph;
use crate::program::node_id::NodeId;
use crate::program::op::Op;
use crate::program::role::Role;
use crate::program::tensor::Tensor;
use crate::program::trace::Trace;
use crate::read::mutate::{
    Cut, Misreading, Mutation, NumberScale, Part, Product, Scale, Side, mutate,
};
use crate::read::{grad, value};

/// A usual slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Tsify)]
pub struct Slip {
    /// A stable word, such as "no-scale".
    pub id: &'static str,
    /// What a teacher would write in the margin.
    pub name: &'static str,
    /// What happened, in a sentence.
    pub explanation: &'static str,
    #[serde(skip)]
    pub mutation: Mutation,
    /// A second slip that people make together with it.
    #[serde(skip)]
    pub also: Option<Mutation>,
    /// Whether it is made in the backward pass, behind a forward pass that is right.
    #[serde(skip)]
    pub backward: bool,
}

const fn slip(
    id: &'static str,
    name: &'static str,
    explanation: &'static str,
    mutation: Mutation,
) -> Slip {
    Slip { id, name, explanation, mutation, also: None, backward: false }
}

const fn with(slip: Slip, also: Mutation) -> Slip {
    Slip { also: Some(also), ..slip }
}

const fn in_backward(slip: Slip) -> Slip {
    Slip { backward: true, ..slip }
}

const fn mistaken(product: Product, place: usize, for_factor: usize) -> Mutation {
    Mutation::Mistaken { product, place, for_factor }
}

const DROPOUT: &str = "Dropout left on";

/// Every slip, the plainest first: where two give the same numbers, both are named in this order.
#[rustfmt::skip]
pub const SLIPS: &[Slip] = &[
    slip("no-scale", "No scale", "The scores were not divided by √width.", Mutation::Rescale(Scale::Nothing)),
    slip("scale-by-width", "Scaled by the width", "The scores were divided by the width, not by its square root.", Mutation::Rescale(Scale::OverWidth)),
    slip("scale-upside-down", "Scale upside down", "The scores were multiplied by √width, not divided by it.", Mutation::Rescale(Scale::TimesSqrt)),
    slip("scale-of-all-heads", "Scaled by the width of all heads", "The scores were divided by the root of the width of all heads; each head divides by the root of its own width.", Mutation::Rescale(Scale::OverSqrtOfAllHeads)),
    slip("scale-of-keys", "Scaled by the number of keys", "The scores were divided by the root of the number of keys, not of the width.", Mutation::Rescale(Scale::OverSqrtOfKeys)),
    slip("scale-number-forgotten", "Scale left out", "The scores were left as they are; here they are multiplied by the scale.", Mutation::Renumber(NumberScale::Nothing)),
    slip("scale-number-divided", "Divided by the scale", "The scores were divided by the scale. A number as scale multiplies them, as scale= does in PyTorch.", Mutation::Renumber(NumberScale::Divided)),
    slip("scale-number-ignored", "1/√width in place of the scale", "The scores were divided by √width. The given scale replaces that division.", Mutation::Renumber(NumberScale::OverSqrt)),
    slip("scale-after-softmax", "Scaled after the softmax", "The weights were scaled and not the scores, so the rows no longer add up to 1.", Mutation::ScaleAfterSoftmax),
    slip("bias-scaled", "Bias scaled too", "The bias was added first and then scaled with the scores. It is added to the scaled scores.", Mutation::BiasScaled),
    slip("scale-added", "Scaled where no scale is", "The scores were divided by √width; this variant leaves them as they are.", Mutation::ScaleAdded),
    slip("mask-forgotten", "Mask forgotten", "Every query read every key.", Mutation::Skip(Part::Mask)),
    slip("mask-added", "Masked where no mask is", "A causal mask hid the later keys; here every query reads every key.", Mutation::MaskAdded),
    slip("mask-after-softmax", "Mask after the softmax", "The weights were masked, not the scores, so those that are left do not add up to 1.", Mutation::MaskAfterSoftmax),
    slip("mask-by-zero", "Masked scores set to 0", "A masked score became 0 in place of −∞, and exp(0) = 1 is still a weight.", Mutation::MaskByZero),
    slip("mask-as-numbers", "Mask added as 0 and 1", "The 0s and 1s of the mask were added to the scores. What is added must be 0 where a query may read and −∞ where it may not.", Mutation::MaskAddedAsNumbers),
    slip("mask-inverted", "Mask upside down", "The mask was read the wrong way: 1 means “may attend” here, and 0 “may not”.", Mutation::Misread(Misreading::KeepForBlock)),
    slip("mask-transposed", "Mask transposed", "The mask was read with keys as rows and queries as columns.", Mutation::Misread(Misreading::Transposed)),
    slip("mask-without-self", "Mask without the diagonal", "No query read its own key; a causal mask lets a token read itself.", Mutation::Misread(Misreading::WithoutSelf)),
    slip("lower-right-for-upper-left", "Causal from the wrong corner", "The causal mask was counted from the last key, as FlashAttention has it; here it counts from the first.", Mutation::Misread(Misreading::From(Corner::LowerRight))),
    slip("upper-left-for-lower-right", "Causal from the wrong corner", "The causal mask was counted from the first key, as PyTorch’s is_causal has it; here it counts from the last.", Mutation::Misread(Misreading::From(Corner::UpperLeft))),
    slip("softmax-over-queries", "Softmax over the wrong axis", "The softmax ran over the axis before the keys, so columns add up to 1 in place of rows.", Mutation::SoftmaxAlong(Side::Before)),
    slip("softmax-over-first", "Softmax over the first axis", "The softmax ran over the outermost axis.", Mutation::SoftmaxAlong(Side::First)),
    slip("softmax-over-all", "Softmax over the whole table", "exp was divided by the sum of the whole table, not by that of its row.", Mutation::ShareOfAll),
    slip("softmax-forgotten", "Softmax forgotten", "The scores themselves were used as weights.", Mutation::Skip(Part::Softmax)),
    slip("not-normalized", "exp without its sum", "exp was taken of each score, but not divided by the sum of its row.", Mutation::ExpAlone),
    slip("shifted-not-normalized", "exp without its sum", "The row’s largest score was subtracted before exp, but the row was not divided by its sum.", Mutation::ExpLessMax),
    slip("sum-for-softmax", "A sum in place of a softmax", "Each score was divided by the sum of its row, without exp: such shares can be negative.", Mutation::PlainShare),
    slip("dropout-10", DROPOUT, "Dropout of 0.1 was at work: it divides the weights that it leaves by 0.9, and sets the others to 0. Call eval() first.", Mutation::Dropout(10)),
    slip("dropout-50", DROPOUT, "Dropout of 0.5 was at work: it divides the weights that it leaves by 0.5, and sets the others to 0. Call eval() first.", Mutation::Dropout(50)),
    slip("dropout-20", DROPOUT, "Dropout of 0.2 was at work: it divides the weights that it leaves by 0.8, and sets the others to 0. Call eval() first.", Mutation::Dropout(20)),
    slip("dropout-30", DROPOUT, "Dropout of 0.3 was at work: it divides the weights that it leaves by 0.7, and sets the others to 0. Call eval() first.", Mutation::Dropout(30)),
    slip("dropout-5", DROPOUT, "Dropout of 0.05 was at work: it divides the weights that it leaves by 0.95, and sets the others to 0. Call eval() first.", Mutation::Dropout(5)),
    slip("dropout-25", DROPOUT, "Dropout of 0.25 was at work: it divides the weights that it leaves by 0.75, and sets the others to 0. Call eval() first.", Mutation::Dropout(25)),
    slip("dropout-15", DROPOUT, "Dropout of 0.15 was at work: it divides the weights that it leaves by 0.85, and sets the others to 0. Call eval() first.", Mutation::Dropout(15)),
    slip("dropout-40", DROPOUT, "Dropout of 0.4 was at work: it divides the weights that it leaves by 0.6, and sets the others to 0. Call eval() first.", Mutation::Dropout(40)),
    slip("argmax-for-softmax", "Argmax in place of softmax", "The best key took all of the weight.", Mutation::ArgmaxForSoftmax),
    slip("softmax-for-argmax", "Softmax in place of argmax", "The keys shared the weight; here the best one takes all of it.", Mutation::SoftmaxForArgmax),
    slip("argmax-forgotten", "Argmax forgotten", "The scores themselves were used as weights; here the best key takes all of the weight.", Mutation::Skip(Part::Argmax)),
    slip("all-alike", "All keys alike", "Every key got the same weight, whatever its score.", Mutation::Flat { shared: true }),
    slip("values-added", "Values added up", "The values were added up whole, without weights.", Mutation::Flat { shared: false }),
    slip("argmax-over-queries", "Argmax over queries", "Each key chose its best query; each query should choose its best key.", Mutation::ArgmaxAlong(Side::Before)),
    slip("keys-not-transposed", "Keys not transposed", "Queries were multiplied by K, not with Kᵀ.", Mutation::Transposed(Product::Scores, 1)),
    slip("scores-transposed", "Scores transposed", "Rows are keys here; they should be queries.", Mutation::Exchanged),
    slip("keys-for-queries", "Keys in place of queries", "The keys were compared with themselves.", mistaken(Product::Scores, 0, 1)),
    slip("queries-for-keys", "Queries in place of keys", "The queries were compared with themselves.", mistaken(Product::Scores, 1, 0)),
    slip("totals-over-queries", "Sums over the wrong axis", "Similarities were divided by the sum over the queries, not by that over the keys.", Mutation::Transposed(Product::Totals, 0)),
    slip("offset-forgotten", "Constant forgotten", "The constant c was not added to the dot product.", Mutation::Skip(Part::Offset)),
    slip("weights-transposed", "Weights transposed", "The transposed weights were multiplied by the values.", Mutation::Transposed(Product::Readout, 0)),
    slip("keys-for-values", "Keys in place of values", "The weights were multiplied by the keys.", mistaken(Product::Readout, 1, 1)),
    slip("queries-for-values", "Queries in place of values", "The weights were multiplied by the queries.", mistaken(Product::Readout, 1, 0)),
    slip("values-of-next", "Values of the next token", "Each weight met the value of the token after its own.", Mutation::Shifted { forward: true }),
    slip("values-of-previous", "Values of the token before", "Each weight met the value of the token before its own.", Mutation::Shifted { forward: false }),
    slip("w_q-transposed", "w_q transposed", "w_q was multiplied from the wrong side.", Mutation::Transposed(Product::With("w_q"), 1)),
    slip("w_k-transposed", "w_k transposed", "w_k was multiplied from the wrong side.", Mutation::Transposed(Product::With("w_k"), 1)),
    slip("w_v-transposed", "w_v transposed", "w_v was multiplied from the wrong side: x @ w_v in place of x @ w_vᵀ, or the reverse.", Mutation::Transposed(Product::With("w_v"), 1)),
    slip("w_o-transposed", "w_o transposed", "w_o was multiplied from the wrong side.", Mutation::Transposed(Product::With("w_o"), 1)),
    slip("bias-forgotten", "Bias forgotten", "The biases were not added.", Mutation::Skip(Part::Bias)),
    slip("heads-before-tokens", "Heads split before the wrong axis", "The rows were cut into heads as they lie in memory, without a transpose, so each head got some of the tokens.", Mutation::Split(Cut::BeforeTokens)),
    slip("heads-inside", "Heads interleaved", "Neighbouring entries went to different heads; a head takes neighbours.", Mutation::Split(Cut::HeadsInside)),
    slip("groups-in-turn", "Key heads interleaved", "The query heads took the key heads in turn, as tile and repeat give them. Neighbouring heads share one, as repeat_interleave gives them.", Mutation::GroupsInTurn),
    slip("variance-of-sample", "Variance with n − 1", "The squares were divided by n − 1, as var() does in PyTorch. Layer norm divides by n.", Mutation::VarianceOfSample),
    slip("heads-joined-untransposed", "Heads joined without a transpose", "The heads were joined before their axis was moved back beside the width.", Mutation::JoinedWithoutTranspose),
    slip("no-output-projection", "No output projection", "The joined heads were not multiplied by w_o.", Mutation::Skip(Part::OutputProjection)),
    with(slip("softmax-for-argmax-scaled", "Softmax in place of argmax, and scaled", "The scores were divided by √width and the keys shared the weight; here nothing is scaled, and the best key takes all of it.", Mutation::SoftmaxForArgmax), Mutation::ScaleAdded),
    in_backward(slip("gradient-unscaled", "Scale forgotten in the gradient", "The forward pass divides by √width; so must the backward pass.", Mutation::Rescale(Scale::Nothing))),
    in_backward(slip("gradient-without-scale", "Scale left out of the gradient", "The forward pass multiplies the scores with the scale; so must the backward pass.", Mutation::Renumber(NumberScale::Nothing))),
    in_backward(slip("gradient-without-average", "Average forgotten in the gradient of the softmax", "Only w · g was taken. First subtract the row’s average from g: a weight gains by how far its gradient is above that average.", Mutation::Skip(Part::Average))),
];

impl Slip {
    /// Whether chance sets some cells of the step with this role to 0.
    #[must_use]
    pub const fn drops(&self, role: Option<Role>) -> bool {
        matches!((self.mutation, role), (Mutation::Dropout(_), Some(Role::Weights)))
    }

    /// What a step of a result becomes with this slip; none where the slip cannot be made there.
    #[must_use]
    pub fn value(&self, trace: &Trace, step: &str) -> Option<Tensor> {
        let node = trace.graph.node(trace.graph.find(step).ok()?);
        let (graph, mut values) = self.run(trace, node.backward)?;
        Some(values.swap_remove(graph.find(step).ok()?.0))
    }

    /// The result with this slip, with or without its backward pass.
    #[must_use]
    pub fn run(&self, trace: &Trace, backward: bool) -> Option<(Graph, Vec<Tensor>)> {
        let graph = if self.backward {
            mutate(&trace.graph, self.mutation, true)?
        } else {
            let once = mutate(&forward(&trace.graph), self.mutation, false)?;
            let forward = match self.also {
                Some(also) => mutate(&once, also, false)?,
                None => once,
            };
            if backward { with_backward(forward, trace)? } else { forward }
        };
        let inputs = trace.graph.steps().zip(&trace.values);
        let inputs = inputs.filter(|((_, node), _)| node.op == Op::Input);
        let inputs = inputs.map(|(_, tensor)| tensor.clone()).collect();
        let values = value::evaluate(&graph, inputs).ok()?;
        Some((graph, values))
    }
}

/// A graph without its backward pass.
fn forward(graph: &Graph) -> Graph {
    let nodes = graph.nodes.iter().take_while(|node| !node.backward).cloned().collect();
    Graph { nodes, output: graph.output, relations: graph.relations.clone() }
}

fn with_backward(graph: Graph, trace: &Trace) -> Option<Graph> {
    let wanted = trace.gradients.keys().map(|name| graph.find(name).ok());
    let wanted: Vec<NodeId> = wanted.collect::<Option<_>>()?;
    Some(grad::differentiate(graph, &wanted).ok()?.graph)
}
