//! Where a cell came from: its arithmetic over the cells that it was computed from.

use ndarray::{Dimension, IxDyn, indices};

use crate::axis::{Axis, Letter};
use crate::graph::{Graph, NodeId};
use crate::op::{Divisor, Op};
use crate::read::arithmetic::{Cell, Term};
use crate::read::value::{largest, may_attend};
use crate::tensor::Tensor;

/// The arithmetic of one cell. Its [`Term::value`] is the cell's value to the last bit.
#[must_use]
pub fn source(graph: &Graph, values: &[Tensor], id: NodeId, index: &[usize]) -> Term {
    let node = graph.node(id);
    let cell = |place: usize, index: &[usize]| cell_of(values, node.inputs[place], index);
    match &node.op {
        Op::Input => Term::Number(values[id.0].data[index]),
        Op::Contract { equation, loops } => {
            let (kept, summed) = loops.split_at(index.len());
            let operand = |place: usize, at: &[usize]| {
                let bound = |letter: &Letter| {
                    let kept = kept.iter().zip(index);
                    let mut all = kept.chain(summed.iter().zip(at));
                    all.find(|(axis, _)| axis.letter == *letter).map_or(0, |(_, at)| *at)
                };
                let index: Vec<usize> = equation.operands[place].iter().map(bound).collect();
                Term::Cell(cell(place, &index))
            };
            let product =
                |at: IxDyn| Term::Product(vec![operand(0, at.slice()), operand(1, at.slice())]);
            Term::Sum(indices(shape(summed)).into_iter().map(product).collect())
        }
        Op::Divide(Divisor::Sqrt { size, .. }) => {
            #[expect(clippy::cast_precision_loss, reason = "no axis is near 2⁵³ long")]
            let size = Term::Number(*size as f64);
            Term::quotient(Term::Cell(cell(0, index)), Term::Root(Box::new(size)))
        }
        Op::Mask { mask, fill } => {
            let typed = |id: NodeId| {
                let rank = values[id.0].axes.len();
                cell_of(values, id, &index[index.len() - rank..])
            };
            let open = may_attend(mask, index, values);
            Term::Gate {
                mask: mask.nodes().into_iter().map(typed).collect(),
                inside: Box::new(if open {
                    Term::Cell(cell(0, index))
                } else {
                    Term::Number(fill.value())
                }),
            }
        }
        Op::Softmax { along } => {
            let (place, row) = row(values, node.inputs[0], index, *along);
            let Some(most) = largest_of(&row) else {
                return Term::Number(0.0);
            };
            let power = |cell: &Cell| {
                let difference =
                    Term::difference(Term::Cell(cell.clone()), Term::Cell(most.clone()));
                Term::Exp(Box::new(difference))
            };
            let live = row.iter().filter(|cell| cell.value > f64::NEG_INFINITY);
            Term::quotient(power(&row[place]), Term::Sum(live.map(power).collect()))
        }
        Op::OneHot { along } => {
            let (place, row) = row(values, node.inputs[0], index, *along);
            match largest_of(&row) {
                None => Term::Number(0.0),
                Some(_) => Term::IsLargest { place, of: row.into_iter().map(Term::Cell).collect() },
            }
        }
    }
}

fn cell_of(values: &[Tensor], node: NodeId, index: &[usize]) -> Cell {
    Cell { node, index: index.to_vec(), value: values[node.0].data[index] }
}

/// The cells beside this one along an axis, and its place among them.
fn row(values: &[Tensor], node: NodeId, index: &[usize], along: Letter) -> (usize, Vec<Cell>) {
    let tensor = &values[node.0];
    let position = tensor.position(along).unwrap_or(0);
    let beside = |at: usize| {
        let mut index = index.to_vec();
        index[position] = at;
        cell_of(values, node, &index)
    };
    (index[position], (0..tensor.shape()[position]).map(beside).collect())
}

fn largest_of(row: &[Cell]) -> Option<&Cell> {
    let values: ndarray::Array1<f64> = row.iter().map(|cell| cell.value).collect();
    largest(values.view()).map(|place| &row[place])
}

fn shape(axes: &[Axis]) -> IxDyn {
    IxDyn(&axes.iter().map(|axis| axis.size).collect::<Vec<_>>())
}
