//! Check my answer: a person's own table beside a step of a result, and the slip that explains it.

#[cfg(all(target_arch = "wasm32", feature = "whole"))]
#[doc(hidden)]
pub mod boundary;
mod misplaced;
mod shapes;
pub mod slips;
mod typed_answer;
mod wrong_key;

use serde::Serialize;
use tsify::Tsify;

use crate::base::error::{Code, Error, Result};
use crate::base::note::Note;
use crate::lab::check::slips::{SLIPS, Slip};
use crate::program::limits;
use crate::program::node_id::NodeId;
use crate::program::tensor::Tensor;
use crate::program::trace::Trace;
use crate::program::variant::Variant;
use crate::read::number_format::format_number;
use crate::read::steps;
use crate::request::Request;
use crate::request::nested::Nested;
use crate::request::run::run;
use typed_answer::TypedCell;
pub use typed_answer::parse_pasted_answer;
pub use wrong_key::WrongKey;

/// A person's table, as text or as lists.
#[derive(Debug, Clone)]
pub enum TypedAnswer {
    /// In any format that a matrix may be pasted in.
    Text(String),
    Nested(Nested),
}

/// How a person's table compares with a step.
#[derive(Debug, Clone, Serialize, Tsify)]
pub struct CheckReport {
    pub verdict: CheckVerdict,
    /// How many cells the step has.
    pub cells: usize,
    /// How many of the person's are wrong; 0 where the shape is.
    pub wrong: usize,
    /// The slips that give the person's numbers, the plainest first.
    #[tsify(type = "Slip[]")]
    pub slips: Vec<&'static Slip>,
    /// A row that is the value of one key, and of another than the best.
    #[tsify(optional)]
    pub wrong_key: Option<WrongKey>,
    /// How the table was read.
    pub notes: Vec<Note>,
}

/// What there is to say of the whole table.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum CheckVerdict {
    Right,
    /// The first cell that is wrong; its index counts from 0.
    WrongCell {
        index: Vec<usize>,
        /// What the cell is called, such as `w₁₂`.
        name: String,
        /// As the person wrote it.
        given: String,
        expected: f64,
        /// What the cell is and how it comes about, in words.
        words: String,
    },
    WrongShape {
        /// What is too many, too few or turned round, in a sentence or two.
        message: String,
        /// Whether it is the transpose of what it should be, in shape.
        transposed: bool,
    },
}

/// Compares a table with a step of a variant. A gradient is called `grad-q` or `grad_q`.
///
/// ```
/// use attention_playground::lab::check::{check, TypedAnswer, CheckVerdict};
/// use attention_playground::request::Request;
/// use attention_playground::variants::find;
///
/// let argmax = find("argmax")?;
/// let scores = |text: &str| {
///     check(argmax, &Request::default(), "scores", &TypedAnswer::Text(text.to_owned()))
/// };
/// assert_eq!(scores("3 11 5 2")?.verdict, CheckVerdict::Right);
/// // Divided by √3, although argmax attention of homework 2 has no scale.
/// let scaled = scores("1.73 6.35 2.89 1.15")?;
/// assert_eq!(scaled.slips[0].id, "scale-added");
/// # Ok::<(), attention_playground::base::error::Error>(())
/// ```
///
/// # Errors
/// What is wrong with the request, the step's name, or a cell of the table.
pub fn check(
    variant: &Variant,
    request: &Request,
    step: &str,
    given: &TypedAnswer,
) -> Result<CheckReport> {
    let mut request = request.clone();
    let step = step.replace("grad_", "grad-");
    request.gradients |= step.starts_with("grad-");
    let trace = run(variant, &request)?;
    let id = trace.graph.find(&step)?;
    let expected = &trace.values[id.0];
    let answer =
        typed_answer::read(given, expected.axes.len()).map_err(|error| error.at("answer"))?;
    let empty = CheckReport {
        verdict: CheckVerdict::Right,
        cells: expected.data.len(),
        wrong: 0,
        slips: Vec::new(),
        wrong_key: None,
        notes: answer.notes,
    };
    if !shapes::fits(&answer.shape, expected.shape()) {
        let turned = shapes::transposed(&answer.shape, expected.shape());
        let right = turned && is_right(&shapes::turned(&answer.cells, &answer.shape), expected);
        let message = shapes::message(variant, trace.graph.node(id), &answer.shape, turned, right);
        let verdict = CheckVerdict::WrongShape { message, transposed: turned };
        let mut report = CheckReport { verdict, ..empty };
        if !turned {
            report.notes.extend(misplaced(&trace, id, &answer.cells));
        }
        return Ok(report);
    }
    let mut empty = empty;
    let undefined = undefined(&trace, expected);
    if let Some(place) = answer.cells.iter().position(|cell| cell.value.is_nan()) {
        let is_right = undefined.get(place) == Some(&true);
        empty.notes.push(about_nan(is_right, expected.data.iter().nth(place).copied()));
    }
    let numbers: Vec<f64> = expected.data.iter().copied().collect();
    if !is_right(&answer.cells, expected)
        && let Some(cut) = typed_answer::cut(&answer.cells, &numbers)
    {
        empty.notes.push(cut);
        return Ok(empty);
    }
    let pairs = answer.cells.iter().zip(expected.data.indexed_iter()).enumerate();
    let is_undefined = |place: usize| undefined.get(place) == Some(&true);
    let mut wrong = pairs.filter(|(place, (typed, (_, cell)))| {
        !(typed.is(**cell) || typed.value.is_nan() && is_undefined(*place))
    });
    let Some((_, (typed, (index, cell)))) = wrong.next() else { return Ok(empty) };
    let index = ndarray::Dimension::slice(&index).to_vec();
    let verdict = CheckVerdict::WrongCell {
        name: steps::cell_name(trace.graph.node(id), &index),
        given: typed.text.clone(),
        expected: *cell,
        words: steps::words(variant, &trace.graph, id, &index),
        index,
    };
    let wrong = 1 + wrong.count();
    // The simpler slip of two that give the same numbers: one key taken for another.
    let wrong_key = wrong_key::find(&trace, id, &answer.cells);
    let slips = if wrong_key.is_some() { Vec::new() } else { slips(&trace, id, &answer.cells) };
    let mut report = CheckReport { verdict, wrong, slips, wrong_key, ..empty };
    if report.slips.is_empty() && report.wrong_key.is_none() {
        report.notes.extend(misplaced(&trace, id, &answer.cells));
    }
    Ok(report)
}

/// What a table is that no slip explains.
fn misplaced(trace: &Trace, id: NodeId, cells: &[TypedCell]) -> Option<Note> {
    misplaced::find(trace, id, cells).map(|message| Note::new("misplaced", "answer", message))
}

/// Which cells stand in a row that is 0/0 by its formula, and 0 here: no key of it may be read.
fn undefined(trace: &Trace, expected: &Tensor) -> Vec<bool> {
    let width = expected.shape().last().copied().unwrap_or(1).max(1);
    let is_masked = trace.notes.iter().any(|note| note.code == "masked-row");
    let cells: Vec<f64> = expected.data.iter().copied().collect();
    let rows = cells.chunks(width);
    rows.flat_map(|row| vec![is_masked && row.iter().all(|cell| *cell == 0.0); row.len()]).collect()
}

/// What nan says in an answer.
fn about_nan(is_right: bool, expected: Option<f64>) -> Note {
    let message = if is_right {
        "nan is what 0/0 gives: no key of this row may be read, and softmax divides 0 by a sum of 0. \
         Here such a row is 0, as it is in PyTorch's attention."
            .to_owned()
    } else {
        let here = expected
            .map_or_else(String::new, |cell| format!(" Here it is {}.", format_number(cell)));
        format!(
            "nan is not a number: it comes from 0/0 or from ∞ − ∞, as in a row that is masked entirely.{here}"
        )
    };
    Note::new("nan", "answer", message)
}

/// The slips that give these numbers and not the right ones; none is looked for in a result so
/// large that a dozen more like it would keep a person waiting.
fn slips(trace: &Trace, id: NodeId, cells: &[TypedCell]) -> Vec<&'static Slip> {
    let nodes = trace.graph.nodes.iter().map(|node| &*node.axes);
    if limits::check_beside(nodes).is_err() {
        return Vec::new();
    }
    let (node, right) = (trace.graph.node(id), &trace.values[id.0]);
    let explains = |slip: &&Slip| {
        slip.value(trace, &node.id).is_some_and(|slipped| {
            if slip.drops(node.role) {
                return is_dropped(cells, right, &slipped);
            }
            let both = cells.iter().zip(right.data.iter().zip(&slipped.data));
            // The person's numbers may lie on the edge of what both round to.
            let differs = both.into_iter().any(|(typed, (right, slipped))| {
                !typed.is(*right) && !typed.covers(*right, *slipped)
            });
            differs && is_right(cells, &slipped)
        })
    };
    SLIPS.iter().filter(explains).collect()
}

/// Whether a dropout left some cells, which are larger then, and set the others to 0.
fn is_dropped(cells: &[TypedCell], right: &Tensor, slipped: &Tensor) -> bool {
    let all = || cells.iter().zip(right.data.iter().zip(&slipped.data));
    let is_left = |(typed, (right, slipped)): (&TypedCell, (&f64, &f64))| {
        typed.is(*slipped) && !typed.is(*right) && !typed.covers(*right, *slipped)
    };
    all().any(is_left)
        && all().all(|(typed, (_, slipped))| typed.value == 0.0 || typed.is(*slipped))
}

fn is_right(cells: &[TypedCell], expected: &Tensor) -> bool {
    cells.iter().zip(&expected.data).all(|(typed, cell)| typed.is(*cell))
}

/// A table that has nothing in it to compare.
fn nothing() -> Error {
    Error::new(Code::Empty, "There is no number here.").hint("Type or paste your own table.")
}
