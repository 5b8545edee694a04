//! Mutations: the graph that a person's slip computes in place of the right one.
//!
//! A mutation changes some operations and leaves the axes of every step, so that what follows is
//! computed as before. The axes of a mutated graph go by their sizes alone, as in NumPy: a slip is
//! what fits although it should not.

mod rewrite;

use crate::program::condition::Corner;
use crate::program::graph::Graph;
use crate::program::node_id::NodeId;
use crate::program::op::{Factor, Node, Op};
use rewrite::{Rewrite, moved, scaled_scores};

/// A change to a graph, as data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mutation {
    /// Where scores are divided by √width, something else is done.
    Rescale(Scale),
    /// Where scores are multiplied by a number, something else is done.
    Renumber(NumberScale),
    /// The weights are scaled in place of the scores.
    ScaleAfterSoftmax,
    /// A bias is scaled with the scores that it is added to.
    BiasScaled,
    /// Scores that are meant to stay as they are get divided by √width.
    ScaleAdded,
    /// A step hands on what it is given.
    Skip(Part),
    /// Softmax runs along another axis.
    SoftmaxAlong(Side),
    /// Argmax runs along another axis.
    ArgmaxAlong(Side),
    /// The largest score takes all where scores are meant to share.
    ArgmaxForSoftmax,
    /// Scores share where the largest is meant to take all.
    SoftmaxForArgmax,
    /// Every key gets the same weight: an equal share, or all of it.
    Flat { shared: bool },
    /// Softmax divides by the sum over the whole table.
    ShareOfAll,
    /// exp of each score, which no sum of the row divides.
    ExpAlone,
    /// The same after the row's largest score was taken off.
    ExpLessMax,
    /// Each score over the sum of its row, without exp.
    PlainShare,
    /// A dropout of this share, in hundredths, is still at work on the weights: those that it leaves
    /// are larger. Which it takes is chance, and not part of the graph.
    Dropout(u8),
    /// Scores that every query may read get a causal mask.
    MaskAdded,
    /// The mask is applied to the weights in place of the scores.
    MaskAfterSoftmax,
    /// Masked scores become 0 in place of −∞.
    MaskByZero,
    /// The mask's 1s and 0s are added to the scores.
    MaskAddedAsNumbers,
    /// The mask is read another way.
    Misread(Misreading),
    /// One factor of a product is transposed.
    Transposed(Product, usize),
    /// The two factors of the scores take each other's place.
    Exchanged,
    /// One factor of a product is a factor of the scores.
    Mistaken { product: Product, place: usize, for_factor: usize },
    /// The width is cut into heads in the wrong order.
    Split(Cut),
    /// Heads are joined without their axis brought back beside their width.
    JoinedWithoutTranspose,
    /// Query heads go to the key heads in turn, and not in blocks.
    GroupsInTurn,
    /// A variance is divided by one less than there are numbers.
    VarianceOfSample,
    /// A weight meets the value of a neighbouring token, around the end.
    Shifted { forward: bool },
}

/// What is done to scores in place of a division by √width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    Nothing,
    OverWidth,
    TimesSqrt,
    OverSqrtOfAllHeads,
    OverSqrtOfKeys,
}

/// What is done to scores in place of a multiplication with the number that is the scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberScale {
    Nothing,
    Divided,
    OverSqrt,
}

/// What may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Mask,
    Softmax,
    Argmax,
    /// A sum with an input of this first letter: `b_q` and the like are biases.
    Bias,
    Offset,
    OutputProjection,
    /// The average that the gradient of a softmax takes off.
    Average,
}

/// Another axis for a softmax.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The one before it: queries in place of keys.
    Before,
    /// The first, where that is another one still.
    First,
}

/// How a mask is misread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misreading {
    KeepForBlock,
    Transposed,
    /// A causal mask without its diagonal.
    WithoutSelf,
    /// A causal mask that begins at this corner in place of the other.
    From(Corner),
}

/// A product of two tensors that variants have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Product {
    /// Queries with keys.
    Scores,
    /// Weights with values.
    Readout,
    /// A tensor with the weights of this name.
    With(&'static str),
    /// The sums that similarities are divided by; of one tensor.
    Totals,
}

/// How a width is cut wrongly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// Heads first and then tokens, without a transpose: each head gets some of the tokens.
    BeforeTokens,
    /// The heads inside: neighbouring entries go to different heads.
    HeadsInside,
}

/// The graph with the mutation, in the forward pass or in the backward pass; none where there is
/// nothing in it to change.
#[must_use]
pub fn mutate(graph: &Graph, mutation: Mutation, backward: bool) -> Option<Graph> {
    let scales =
        |node: &Node| is_root_scale(&node.op) || scaled_scores(node, &graph.nodes).is_some();
    let scaled = graph.nodes.iter().any(scales);
    let softmax = graph.nodes.iter().any(|node| matches!(node.op, Op::Softmax { .. }));
    let mut rewrite = Rewrite { nodes: Vec::new(), scaled, softmax, moved: None };
    let mut places: Vec<NodeId> = Vec::new();
    let mut changed = false;
    for (_, node) in graph.steps() {
        let mut node = moved(node, &places);
        changed |= node.backward == backward && rewrite.change(mutation, &mut node).is_some();
        places.push(NodeId(rewrite.nodes.len()));
        rewrite.nodes.push(node);
    }
    let output = places[graph.output.0];
    changed.then_some(Graph { nodes: rewrite.nodes, output, relations: Vec::new() })
}

const fn is_root_scale(op: &Op) -> bool {
    matches!(op, Op::Scale(Factor::DivideBySqrt { .. }))
}
