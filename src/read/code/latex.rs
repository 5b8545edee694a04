//! A derivation in LaTeX: the formula of each step and, where they are small, the matrices.

use crate::program::node_id::NodeId;
use crate::program::op::Node;
use crate::program::tensor::Tensor;
use crate::program::trace::Trace;
use crate::program::variant::Variant;
use crate::read::formula::{self, Math, latex};
use crate::read::number_format::format_number;

/// Rows and columns of the largest matrix that a page has room for.
const LARGEST: usize = 8;

pub fn write(variant: &Variant, trace: &Trace) -> String {
    let mut blocks = vec![title(variant, trace)];
    let steps =
        |backward: bool| trace.graph.steps().filter(move |(_, node)| node.backward == backward);
    let formula = |(id, _): (NodeId, &Node)| aligned(&formula::formula(&trace.graph, id));
    blocks.push(align(steps(false).map(formula)));
    if steps(true).next().is_some() {
        blocks.push("The gradients, last step first:".to_owned());
        blocks.push(align(steps(true).map(formula)));
    }
    if trace.values.iter().all(is_small) {
        blocks.push("In numbers:".to_owned());
        let matrix = |(id, node): (NodeId, &Node)| {
            let name = latex(&formula::symbol(node));
            format!("{name} &= {}", matrix(&trace.values[id.0]))
        };
        blocks.push(align(trace.graph.steps().map(matrix)));
    }
    blocks.join("\n") + "\n"
}

fn title(variant: &Variant, trace: &Trace) -> String {
    let params = trace.params.0.iter();
    let params: Vec<_> = params.map(|(name, value)| format!("{name}={value}")).collect();
    let params =
        if params.is_empty() { String::new() } else { format!(" ({})", params.join(", ")) };
    // A program of one's own is after nobody.
    let said = format!("{}{}", text(variant.reference.text), text(&params));
    let said = if said.is_empty() { said } else { format!(" {}.", said.trim_start()) };
    let needs =
        format!("% Needs \\usepackage{{amsmath,amssymb}}. {}", plain(variant.reference.url));
    format!("{}\n\\paragraph{{{}.}}{said}", needs.trim_end(), text(variant.title))
}

/// Lines that are aligned at their `&`.
fn align(lines: impl Iterator<Item = String>) -> String {
    let lines: Vec<String> = lines.map(|line| format!("  {line}")).collect();
    format!("\\begin{{align*}}\n{}\n\\end{{align*}}", lines.join(" \\\\\n"))
}

/// An equation with a mark before its sign.
fn aligned(math: &Math) -> String {
    match math {
        Math::Row(parts) if matches!(parts.get(1), Some(Math::Operator(_))) => {
            let right = latex(&Math::Row(parts[1..].to_vec()));
            format!("{} &{right}", latex(&parts[0]))
        }
        _ => format!("& {}", latex(math)),
    }
}

fn is_small(tensor: &Tensor) -> bool {
    tensor.shape().len() <= 2 && tensor.shape().iter().all(|size| *size <= LARGEST)
}

/// A matrix; one row where there is one axis, and the number where there is none.
fn matrix(tensor: &Tensor) -> String {
    let cells: Vec<String> = tensor.data.iter().map(|cell| number(*cell)).collect();
    let Some(columns) = tensor.shape().last() else { return cells.concat() };
    let rows: Vec<String> = cells.chunks(*columns).map(|row| row.join(" & ")).collect();
    format!(r"\begin{{bmatrix}} {} \end{{bmatrix}}", rows.join(r" \\ "))
}

/// The digits of a number as a step's table has them.
fn number(cell: f64) -> String {
    let digits = format_number(cell).replace('−', "-").replace('∞', r"\infty");
    let Some(at) = digits.find(|c| "⁻⁰¹²³⁴⁵⁶⁷⁸⁹".contains(c)) else {
        return digits;
    };
    let (base, exponent) = digits.split_at(at);
    let exponent: String = exponent.chars().filter_map(lowered).collect();
    format!("{}^{{{exponent}}}", base.replace('·', r" \cdot "))
}

fn lowered(superscript: char) -> Option<char> {
    let place = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻".chars().position(|other| other == superscript)?;
    "0123456789-".chars().nth(place)
}

/// Text for a paragraph, in ASCII.
fn text(words: &str) -> String {
    words.chars().map(in_text).collect()
}

/// The same for a comment, where nothing has to be escaped.
fn plain(words: &str) -> String {
    words.chars().filter(char::is_ascii).collect()
}

fn in_text(c: char) -> String {
    match c {
        '&' | '%' | '$' | '#' | '_' | '{' | '}' => format!(r"\{c}"),
        '\\' => r"\textbackslash{}".to_owned(),
        '^' => r"\textasciicircum{}".to_owned(),
        '~' => r"\textasciitilde{}".to_owned(),
        '–' => "--".to_owned(),
        '—' => "---".to_owned(),
        '−' => "$-$".to_owned(),
        '’' => "'".to_owned(),
        '√' => r"$\surd$".to_owned(),
        'é' => r"\'{e}".to_owned(),
        'è' => r"\`{e}".to_owned(),
        'ö' => "\\\"{o}".to_owned(),
        'ü' => "\\\"{u}".to_owned(),
        'ä' => "\\\"{a}".to_owned(),
        'Ł' => r"\L{}".to_owned(),
        'ł' => r"\l{}".to_owned(),
        other if other.is_ascii() => other.to_string(),
        // XeLaTeX and LuaLaTeX print it; a test sees to it that no variant needs this.
        other => format!("\\symbol{{{}}}", u32::from(other)),
    }
}
