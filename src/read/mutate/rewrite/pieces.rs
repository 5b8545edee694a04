//! What a mutation puts into a graph: a sum, a mask as numbers, tokens that have moved on.

use super::Rewrite;
use super::masks::until;
use crate::base::letter::Letter;
use crate::program::axis::Axis;
use crate::program::condition::Condition;
use crate::program::einsum::Equation;
use crate::program::function::Function;
use crate::program::mask::Fill;
use crate::program::node_id::NodeId;
use crate::program::op::{Factor, Node, Op};

/// A letter that no variant uses.
const SPARE: Letter = 'z';

impl Rewrite {
    /// Scores with 0 in place of what a mask has filled: sums of them are numbers.
    pub fn finite(&mut self, scores: NodeId) -> NodeId {
        let node = self.nodes[scores.0].clone();
        match node.op {
            Op::Mask { mask, .. } => {
                self.helper(Op::Mask { mask, fill: Fill::Zero }, &node.inputs, &node.axes)
            }
            _ => scores,
        }
    }

    /// 1 where a mask allows the pair, else 0.
    pub fn open(&mut self, mask: Condition, axes: &[Axis]) -> NodeId {
        let ones = self.helper(Op::Constant(1.0), &[], axes);
        let inputs: Vec<NodeId> = std::iter::once(ones).chain(mask.nodes()).collect();
        self.helper(Op::Mask { mask, fill: Fill::Zero }, &inputs, axes)
    }

    /// 1 less each cell.
    fn complement(&mut self, of: NodeId, axes: &[Axis]) -> NodeId {
        let less = self.helper(Op::Scale(Factor::Number(-1.0)), &[of], axes);
        self.helper(Op::Map(Function::Plus(1.0)), &[less], axes)
    }

    /// A tensor whose tokens have moved on by one place, the last to the first.
    ///
    /// The first place that a causal mask forbids to token j is j + 1; for the last token it
    /// forbids none, and the first of all wins. So an argmax over what is forbidden is the shift.
    pub fn shifted(
        &mut self,
        of: NodeId,
        own: Vec<Letter>,
        along: Letter,
        forward: bool,
    ) -> Option<NodeId> {
        let axes = self.nodes[of.0].axes.clone();
        let size = axes[own.iter().position(|letter| *letter == along)?].size;
        let square = [along, SPARE].map(|letter| by_size(Axis::named(letter, size)));
        let open = self.open(until(SPARE, along), &square);
        let closed = self.complement(open, &square);
        let next = Op::OneHot { along: SPARE, straight_through: false };
        let next = self.helper(next, &[closed], &square);
        let pair = if forward { vec![along, SPARE] } else { vec![SPARE, along] };
        let met = own.iter().map(|letter| if *letter == along { SPARE } else { *letter });
        let operands = vec![pair, met.collect()];
        let mut loops: Vec<Axis> =
            axes.iter().zip(&own).map(|(axis, letter)| axis.called(*letter)).collect();
        loops.push(square[1]);
        let equation = Equation { operands, output: own };
        Some(self.helper(Op::Contract { equation, loops }, &[next, of], &axes))
    }

    /// A sum over some axes, or another order of them.
    pub fn sum(&mut self, of: NodeId, own: Vec<Letter>, output: Vec<Letter>) -> NodeId {
        let axes = self.nodes[of.0].axes.clone();
        let equation = Equation { operands: vec![own.clone()], output };
        let called = |letter: Letter| {
            let place = own.iter().position(|other| *other == letter).unwrap_or_default();
            axes[place].called(letter)
        };
        let loops: Vec<Axis> = equation.loops().into_iter().map(called).collect();
        let kept = loops[..equation.output.len()].to_vec();
        self.helper(Op::Contract { equation, loops }, &[of], &kept)
    }

    pub fn helper(&mut self, op: Op, inputs: &[NodeId], axes: &[Axis]) -> NodeId {
        let place = self.nodes.len();
        self.nodes.push(Node {
            id: format!("slip-{}", place + 1),
            symbol: "t".to_owned(),
            op,
            inputs: inputs.to_vec(),
            axes: axes.to_vec(),
            backward: false,
            role: None,
            transient: false,
            group: None,
            label: None,
            misprint: None,
        });
        NodeId(place)
    }
}

/// The axis with a symbol that all axes of its size share.
pub fn by_size(axis: Axis) -> Axis {
    let symbol = u32::try_from(axis.size).ok().and_then(char::from_u32);
    Axis { symbol: symbol.unwrap_or(axis.symbol), ..axis }
}
