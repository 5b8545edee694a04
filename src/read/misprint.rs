//! Misprints, run: what comes of a source's own text on the numbers at hand.

use crate::base::error::Result;
use crate::base::note::Note;
use crate::program::axis::Axis;
use crate::program::build::Builder;
use crate::program::einsum::Equation;
use crate::program::graph::Graph;
use crate::program::misprint::Printed;
use crate::program::node_id::NodeId;
use crate::program::param::Params;
use crate::program::tensor::Tensor;
use crate::read::number_format::format_number;
use crate::read::value::evaluate;

/// A finding where the misprint of a step, if it has one, matters at these sizes.
pub(super) fn misprint(graph: &Graph, id: NodeId, values: &[Tensor]) -> Option<Note> {
    let node = graph.node(id);
    let misprint = node.misprint?;
    let operands: Vec<&Tensor> = node.inputs.iter().map(|input| &values[input.0]).collect();
    let symbol = &graph.node(node.inputs[0]).symbol;
    let outcome = match misprint.printed {
        Printed::Equation(printed) => {
            // What is printed for one token says nothing of several.
            let fits = Equation::parse(printed).is_ok_and(|equation| {
                let terms = equation.operands.iter().zip(&operands);
                terms.clone().all(|(term, operand)| term.len() == operand.axes.len())
            });
            fits.then(|| of_equation(printed, symbol, &operands, &values[id.0]))?
        }
        Printed::ViewAfterTranspose => of_view(&operands[0].axes)?,
    };
    Some(Note::new("misprint", &node.id, format!("{} {outcome}", misprint.source)))
}

/// An equation that calls the axes by the wrong letters is an error, unless the sizes happen to
/// be equal: then it runs.
fn of_equation(printed: &str, symbol: &str, operands: &[&Tensor], meant: &Tensor) -> String {
    let outcome = match with_equation(printed, operands) {
        Err(error) => format!("With these sizes it is an error: {}", error.cause),
        Ok(cells) => {
            let both = cells.data.iter().zip(&meant.data);
            let most = both.map(|(one, two)| (one - two).abs()).fold(0.0, f64::max);
            format!(
                "With these sizes it runs all the same, and gives other numbers: they differ by \
                 up to {}.",
                format_number(most)
            )
        }
    };
    let letters: Vec<String> =
        operands[0].axes.iter().map(|axis| axis.letter.to_string()).collect();
    let axes = letters.join(", ");
    format!("prints \"{printed}\" here, though {symbol} has the axes {axes}. {outcome}")
}

/// The equation on these operands, where only sizes are compared, as NumPy and PyTorch do.
fn with_equation(equation: &str, operands: &[&Tensor]) -> Result<Tensor> {
    const ANY: char = '?';
    let names = ["one", "two"];
    let sizes = |tensor: &&Tensor| -> Vec<Axis> {
        tensor.axes.iter().map(|axis| Axis { symbol: ANY, ..*axis }).collect()
    };
    let axes = names.into_iter().zip(operands.iter().map(sizes)).collect();
    let builder = Builder::new(axes, Params::default());
    let [one, two] = builder.inputs(names);
    let output = builder.contract(equation, one, two).id();
    let graph = builder.finish(output)?;
    let tensors = operands.iter().map(|tensor| (*tensor).clone()).collect();
    Ok(evaluate(&graph, tensors)?.swap_remove(output.0))
}

/// The tensor was transposed to the axes tokens, heads, features; in memory the heads stand
/// outside the tokens. `.view` may join two axes only where the second runs through the first.
fn of_view(axes: &[Axis]) -> Option<String> {
    let [.., tokens, heads, width] = axes else { return None };
    if [tokens, heads, width].iter().any(|axis| axis.size == 1) {
        return None;
    }
    let (far, near) = (tokens.size * width.size, width.size);
    Some(format!(
        "writes this step as .transpose and then .view, which PyTorch refuses: .view can join the \
         heads of a token only if they start {near} numbers apart in memory, and here they start \
         {far} numbers apart. Write .reshape, or .contiguous() before .view."
    ))
}
