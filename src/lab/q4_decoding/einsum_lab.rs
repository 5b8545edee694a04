//! The einsum desk: any equation on any one or two tensors, and everything that its letters say.
//!
//! The equation becomes a graph of one contraction, and the readings of a variant's graph answer
//! for it: the value, the cost, the backward pass. An operand may be a shape without numbers, and
//! it may say what its own axes are called. Letters are local to an equation, so other names are
//! no mistake; the same names in another order nearly always are one.

mod findings;
mod written_out;

use serde::Serialize;
use tsify::Tsify;

use crate::base::error::{Code, Error, Result, brief};
use crate::base::letter::{Letter, meaning};
use crate::base::note::Note;
use crate::base::poly::Polynomial;
use crate::program::axis::Axis;
use crate::program::build::Builder;
use crate::program::einsum::Equation;
use crate::program::graph::Graph;
use crate::program::node_id::NodeId;
use crate::program::param::Params;
use crate::program::tensor::Tensor;
use crate::program::variant::CostAliases;
use crate::read::cost::{Cost, Letters, count};
use crate::read::{grad, value};
use crate::request::nested::Nested;
use crate::request::{cells, limits};
use findings::{findings, list};
use written_out::written_out;

/// An operand as it is given.
#[derive(Debug, Clone, Default)]
pub struct Operand {
    /// What it is called; `a` or `b` where it has no name.
    pub name: Option<String>,
    /// What its axes are called, where that is known.
    pub axes: Option<Vec<Letter>>,
    pub content: Content,
}

/// What an operand holds.
#[derive(Debug, Clone)]
pub enum Content {
    Cells(Nested),
    /// Only the sizes of its axes.
    Shape(Vec<usize>),
}

impl Default for Content {
    fn default() -> Self {
        Self::Shape(Vec::new())
    }
}

/// A letter of an equation: a loop.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
pub struct EinsumLetter {
    pub letter: Letter,
    /// What it counts, such as "queries"; the letter itself where it has no meaning of its own.
    pub meaning: String,
    pub size: usize,
    /// Where it stands before the arrow.
    pub operands: Vec<EinsumPlace>,
    /// Its place in the result; none where it is summed over.
    #[tsify(optional)]
    pub output: Option<usize>,
}

/// An axis of an operand; both count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Tsify)]
pub struct EinsumPlace {
    pub operand: usize,
    pub axis: usize,
}

/// What an equation does with its operands.
#[derive(Debug, Clone)]
pub struct Report {
    pub equation: Equation,
    /// The axes of the result.
    pub axes: Vec<Axis>,
    /// None where an operand is only a shape.
    pub value: Option<Tensor>,
    /// Multiply–adds.
    pub operations: Cost,
    /// Cells of the result.
    pub cells: Cost,
    /// In the order of the loops that it means: those of the result, then those summed over.
    pub letters: Vec<EinsumLetter>,
    /// The contraction and its backward pass. The sizes in it are 1 where an operand is only a
    /// shape.
    pub graph: Graph,
    /// For each operand, the steps that lead from the result's gradient to its own.
    pub gradients: Vec<Vec<NodeId>>,
    pub notes: Vec<Note>,
}

/// An operand that has been read.
struct ResolvedOperand<'o> {
    name: &'o str,
    declared: Option<&'o [Letter]>,
    shape: Vec<usize>,
    cells: Option<ndarray::ArrayD<f64>>,
}

/// Tries an equation on some operands.
///
/// ```
/// use attention_playground::lab::q4_decoding::einsum_lab::{einsum, Content, Operand};
///
/// let of = |shape: &[usize]| Operand { content: Content::Shape(shape.to_vec()), ..Operand::default() };
/// let report = einsum("bhk,bnk->bhn", &[of(&[1, 2, 4]), of(&[1, 3, 4])])?;
/// assert_eq!(report.operations.number, 24.0);
///
/// let error = einsum("bkh,bnk->bhn", &[of(&[1, 2, 4]), of(&[1, 3, 4])]).unwrap_err();
/// assert_eq!(error.cause, "\"k\" (key width of a head) has size 2 in operand 1 and size 4 in operand 2.");
/// # Ok::<(), attention_playground::base::error::Error>(())
/// ```
///
/// # Errors
/// What is wrong with the equation or an operand, or where the two do not fit: the letter, both
/// operands and both sizes.
pub fn einsum(equation: &str, operands: &[Operand]) -> Result<Report> {
    let mut notes = Vec::new();
    let read = operands.iter().enumerate().map(|(place, operand)| {
        let (read, remarks) = read(place, operand)?;
        notes.extend(remarks);
        Ok(read)
    });
    let read = read.collect::<Result<Vec<ResolvedOperand>>>()?;
    let (written, remark) = written_out(equation, &read)?;
    notes.extend(remark);
    let equation = Equation::parse(&written)?;
    if equation.operands.len() > 2 {
        let found = equation.operands.len();
        let cause = format!("The equation has {found} operands; the desk takes one or two.");
        let error = Error::new(Code::OperandCount, cause).at(equation.to_string());
        let hint = "Multiply two of them first, and the result with the third.";
        return Err(error.expected("1 or 2").found(found).hint(hint));
    }
    let loops = bind(&equation, &read)?;

    let has_values = read.iter().all(|operand| operand.cells.is_some());
    let (forward, output) = contraction(&equation, &read, has_values)?;
    let result = if has_values { Some(evaluate(&forward, &read, output)?) } else { None };
    notes.extend(findings(&equation, &read, &loops, result.as_ref()));
    let inputs: Vec<NodeId> = (0..read.len()).map(NodeId).collect();
    let both = grad::differentiate(forward, &inputs)?;
    let upstream = both.graph.find("grad-result")?;
    let way = |(_, gradient): &(NodeId, NodeId)| way_to(&both.graph, upstream, *gradient);
    let gradients = both.gradients.iter().map(way).collect();
    let node = both.graph.node(output);
    let cost = |counted: Polynomial| {
        let size = |letter| loops.iter().find(|axis| axis.letter == letter).map_or(1, |a| a.size);
        let number = counted.at(&|letter| size(letter) as f64);
        Cost { number, ..Cost::new(&Letters::new(&both.graph, &CostAliases::NONE), &counted) }
    };
    Ok(Report {
        axes: loops[..equation.output.len()].to_vec(),
        value: result,
        operations: cost(count::operations(node)),
        cells: cost(count::cells(node)),
        letters: loops.iter().map(|axis| letter_use(&equation, *axis)).collect(),
        gradients,
        graph: both.graph,
        equation,
        notes,
    })
}

fn read(place: usize, operand: &Operand) -> Result<(ResolvedOperand<'_>, Vec<Note>)> {
    let unnamed = if place == 0 { "a" } else { "b" };
    let name = operand.name.as_deref().filter(|name| !name.is_empty()).unwrap_or(unnamed);
    let (shape, cells, notes) = match &operand.content {
        Content::Shape(shape) => (shape.clone(), None, Vec::new()),
        Content::Cells(cells) => {
            let (cells, notes) = cells::cells(name, cells)?;
            (cells.shape().to_vec(), Some(cells), notes)
        }
    };
    let rank = shape.len();
    if rank > limits::AXES {
        let cause = format!("An operand has {rank} axes; the most is {}.", limits::AXES);
        let error = Error::new(Code::Rank, cause).at(name).expected(limits::AXES).found(rank);
        return Err(error.hint("Leave some axes out."));
    }
    let declared = operand.axes.as_deref();
    if let Some(declared) = declared.filter(|declared| declared.len() != rank) {
        let found = declared.len();
        let cause = format!("{found} axes are named, and there are {rank}.");
        let error = Error::new(Code::Rank, cause).at(name).expected(rank).found(found);
        return Err(error.hint("Name each axis by one letter."));
    }
    Ok((ResolvedOperand { name, declared, shape, cells }, notes))
}

impl ResolvedOperand<'_> {
    /// Its axes as a term of an equation calls them.
    fn axes(&self, term: &[Letter]) -> Result<Vec<Axis>> {
        let letters = term.iter().chain(std::iter::repeat(&'?'));
        let axis = |(letter, size): (&Letter, &usize)| Axis::new(*letter, *size);
        letters
            .zip(&self.shape)
            .map(axis)
            .collect::<Result<_>>()
            .map_err(|error| error.at(self.name))
    }

    /// Its own names for its axes, where a term has the same letters in another order.
    fn in_another_order(&self, term: &[Letter]) -> Option<&[Letter]> {
        let sorted = |letters: &[Letter]| {
            let mut letters = letters.to_vec();
            letters.sort_unstable();
            letters
        };
        self.declared.filter(|own| *own != term && sorted(own) == sorted(term))
    }
}

/// The loops of the equation, if the operands fit.
fn bind(equation: &Equation, read: &[ResolvedOperand]) -> Result<Vec<Axis>> {
    // An operand without a term has no letters, and `bind` says that there are too many.
    let term = |place: usize| equation.operands.get(place).map_or(&[][..], |term| term);
    let axes = read.iter().enumerate().map(|(place, operand)| operand.axes(term(place)));
    let axes = axes.collect::<Result<Vec<_>>>()?;
    let loops = equation.bind(&axes.iter().map(|axes| &**axes).collect::<Vec<_>>());
    loops.map_err(|error| {
        let mut terms = read.iter().zip(&equation.operands).enumerate();
        let swapped = terms.find_map(|(place, (operand, term))| {
            Some((place, operand.name, operand.in_another_order(term)?))
        });
        match swapped {
            Some((place, name, own)) if error.code == Code::LetterSize => error.hint(format!(
                "{} has the axes {}: write \"{}\" for operand {}.",
                brief(name),
                list(own),
                own.iter().collect::<String>(),
                place + 1,
            )),
            _ => error,
        }
    })
}

/// The graph of one contraction, and the place of its result.
fn contraction(
    equation: &Equation,
    read: &[ResolvedOperand],
    has_values: bool,
) -> Result<(Graph, NodeId)> {
    let ids = ["operand-1", "operand-2"];
    let inputs = read.iter().zip(&equation.operands).zip(ids).map(|((operand, term), id)| {
        let sized = |axis: Axis| if has_values { axis } else { Axis { size: 1, ..axis } };
        Ok((id, operand.axes(term)?.into_iter().map(sized).collect()))
    });
    let builder = Builder::new(inputs.collect::<Result<_>>()?, Params::default());
    let values = read.iter().zip(ids).enumerate();
    let values =
        values.map(|(at, (operand, id))| builder.at(NodeId(at)).named_as(id, &brief(operand.name)));
    let text = equation.to_string();
    let result = match values.collect::<Vec<_>>()[..] {
        [one, two] => one.contract(&text, two),
        [one, ..] => one.sum(&text),
        [] => builder.constant(0.0, Vec::new()), // `bind` has refused an equation on nothing
    };
    let result = result.named_as("result", "y").id();
    Ok((builder.finish(result)?, result))
}

fn evaluate(graph: &Graph, read: &[ResolvedOperand], output: NodeId) -> Result<Tensor> {
    let tensors = read.iter().enumerate().filter_map(|(place, operand)| {
        let axes = graph.node(NodeId(place)).axes.clone();
        Some(Tensor { axes, data: operand.cells.clone()? })
    });
    Ok(value::evaluate(graph, tensors.collect())?.swap_remove(output.0))
}

fn letter_use(equation: &Equation, axis: Axis) -> EinsumLetter {
    let place = |term: &Vec<Letter>| term.iter().position(|letter| *letter == axis.letter);
    let operands = equation.operands.iter().enumerate();
    EinsumLetter {
        letter: axis.letter,
        meaning: meaning(axis.letter),
        size: axis.size,
        operands: operands
            .filter_map(|(operand, term)| Some(EinsumPlace { operand, axis: place(term)? }))
            .collect(),
        output: place(&equation.output),
    }
}

/// The steps of the backward pass from the result's gradient to an operand's, in their order.
fn way_to(graph: &Graph, from: NodeId, gradient: NodeId) -> Vec<NodeId> {
    let before = |step: &NodeId| {
        let mut inputs = graph.node(*step).inputs.iter();
        inputs.find(|id| **id > from).copied()
    };
    let mut way: Vec<NodeId> = std::iter::successors(Some(gradient), before).collect();
    way.reverse();
    way
}
