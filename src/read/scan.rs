//! Tables that are made place by place: the body at one place, and what it is given there.

use ndarray::{ArrayD, Axis as Position, Slice};

use crate::base::letter::Letter;
use crate::base::number::Number;
use crate::program::axis::Axis;
use crate::program::graph::Graph;
use crate::program::op::{Body, Node, Op};
use crate::program::tensor::{Tensor, shape};

/// The body as it runs at one place: an axis has one place there.
#[must_use]
pub fn at_one_place(body: &Body, along: Letter) -> Graph {
    let one = |axis: &Axis| match axis.letter {
        letter if letter == along => Axis { size: 1, ..*axis },
        _ => *axis,
    };
    let all = |axes: &[Axis]| axes.iter().map(one).collect::<Vec<Axis>>();
    let node = |node: &Node| {
        let op = match &node.op {
            Op::Contract { equation, loops } => {
                Op::Contract { equation: equation.clone(), loops: all(loops) }
            }
            Op::Max { loops } => Op::Max { loops: all(loops) },
            Op::Scan { along: inner, backward, body } => {
                let nodes = at_one_place(body, along).nodes;
                let body = Box::new(Body { nodes, ..**body });
                Op::Scan { along: *inner, backward: *backward, body }
            }
            other => other.clone(),
        };
        Node { op, axes: all(&node.axes), ..node.clone() }
    };
    let nodes = body.nodes.iter().map(node).collect();
    Graph { nodes, output: body.output, relations: Vec::new() }
}

/// The place of a tensor along an axis, as a tensor with one place there; the whole tensor where
/// it lacks the axis.
#[must_use]
pub fn place_of<E: Number>(tensor: &Tensor<E>, along: Letter, at: usize) -> Tensor<E> {
    let Some(position) = tensor.position(along) else { return tensor.clone() };
    let data = tensor.data.slice_axis(Position(position), Slice::from(at..=at)).to_owned();
    let mut axes = tensor.axes.clone();
    axes[position].size = 1;
    Tensor { axes, data }
}

/// The place before another one, in the order of a scan; none before the first.
#[must_use]
pub fn before(at: usize, size: usize, backward: bool) -> Option<usize> {
    if backward { Some(at + 1).filter(|at| *at < size) } else { at.checked_sub(1) }
}

/// A table of 0 at one place.
#[must_use]
pub fn nothing<E: Number>(placed: &Graph) -> Tensor<E> {
    let axes = placed.nodes[0].axes.clone();
    Tensor { data: ArrayD::from_elem(shape(&axes), E::from(0.0)), axes }
}

/// The place before along an axis, or behind it.
#[must_use]
pub fn shifted<E: Number>(tensor: &Tensor<E>, along: Letter, backward: bool) -> ArrayD<E> {
    let mut cells = ArrayD::from_elem(tensor.data.raw_dim(), E::from(0.0));
    let Some(position) = tensor.position(along).map(Position) else { return cells };
    let (first, last) = (Slice::from(1..), Slice::from(..-1));
    let (to, from) = if backward { (last, first) } else { (first, last) };
    cells.slice_axis_mut(position, to).assign(&tensor.data.slice_axis(position, from));
    cells
}
