//! What a person should know about an equation that runs, and perhaps should not.

use super::{ResolvedOperand, bind, contraction, evaluate, letter_use};
use crate::base::error::brief;
use crate::base::letter::Letter;
use crate::base::note::Note;
use crate::program::axis::Axis;
use crate::program::einsum::Equation;
use crate::program::tensor::Tensor;
use crate::read::number_format::format_number;

/// The findings about an equation whose operands fit.
pub fn findings(
    equation: &Equation,
    read: &[ResolvedOperand],
    loops: &[Axis],
    result: Option<&Tensor>,
) -> Vec<Note> {
    let terms = || read.iter().zip(&equation.operands).enumerate();
    let mut notes: Vec<Note> = terms()
        .filter_map(|(place, (operand, term))| {
            let own = operand.in_another_order(term)?;
            let apart = as_declared(equation, read, place, own, result);
            let message = format!(
                "{} has the axes {}, and the equation calls them {}. It fits because the sizes do.{}",
                brief(operand.name),
                list(own),
                list(term),
                apart.unwrap_or_default(),
            );
            Some(Note::new("letters-swapped", brief(operand.name), message))
        })
        .collect();
    if notes.is_empty() {
        notes.extend(equal_by_accident(equation, read));
    }
    if read.len() == 2 {
        let alone = loops.iter().map(|axis| letter_use(equation, *axis));
        for letter in alone.filter(|at| at.output.is_none() && at.operands.len() == 1) {
            let (own, operand) = (letter.letter, letter.operands[0].operand);
            let message = format!("{own} is summed over in operand {} alone.", operand + 1);
            notes.push(Note::new("summed-alone", brief(read[operand].name), message));
        }
    }
    notes
}

/// How far the result is from that of the operand's own letters, as a sentence.
fn as_declared(
    equation: &Equation,
    read: &[ResolvedOperand],
    place: usize,
    own: &[Letter],
    result: Option<&Tensor>,
) -> Option<String> {
    let mut meant = equation.clone();
    meant.operands[place] = own.to_vec();
    let written = format!(" Written \"{meant}\"");
    if bind(&meant, read).is_err() {
        return None;
    }
    let result = result?;
    let (graph, output) = contraction(&meant, read, true).ok()?;
    let other = evaluate(&graph, read, output).ok()?;
    if other.shape() != result.shape() {
        return Some(format!("{written}, the result has another shape: {:?}.", other.shape()));
    }
    let pairs = result.data.iter().zip(&other.data);
    Some(match pairs.map(|(one, two)| (one - two).abs()).fold(0.0, f64::max) {
        0.0 => format!("{written}, the result is the same."),
        most => format!("{written}, it differs by up to {}.", format_number(most)),
    })
}

/// A letter that stands for two axes of other names, where these are known.
fn equal_by_accident(equation: &Equation, read: &[ResolvedOperand]) -> Option<Note> {
    let axes: Vec<Vec<Axis>> = read
        .iter()
        .zip(&equation.operands)
        .map(|(operand, term)| {
            let own = operand.declared.unwrap_or(term).iter().zip(&operand.shape);
            own.map(|(letter, size)| Axis::named(*letter, *size)).collect()
        })
        .collect();
    let error = equation.bind(&axes.iter().map(|axes| &**axes).collect::<Vec<_>>()).err()?;
    let message = format!("{} The two are equal here, and need not be.", error.cause);
    Some(Note::new("equal-by-accident", error.place.field, message))
}

/// Letters as a person lists them: `b, h, k`.
pub fn list(letters: &[Letter]) -> String {
    letters.iter().map(char::to_string).collect::<Vec<_>>().join(", ")
}
