//! Python's own syntax: literals, shapes, and how indexing follows from the letters of axes.

use ndarray::{ArrayViewD, Axis as Position};

use crate::base::letter::Letter;
use crate::program::axis::Axis;

/// Characters that a literal takes before it is broken into rows.
const WIDTH: usize = 60;

/// The axes and their sizes behind a line: `  # i=1, j=4`.
pub fn comment(axes: &[Axis]) -> String {
    if axes.is_empty() {
        return "  # one number".to_owned();
    }
    let sizes = axes.iter().map(|axis| format!("{}={}", axis.letter, axis.size));
    format!("  # {}", sizes.collect::<Vec<_>>().join(", "))
}

/// The sizes of axes, between commas.
pub fn sizes(axes: &[Axis]) -> String {
    axes.iter().map(|axis| axis.size.to_string()).collect::<Vec<_>>().join(", ")
}

/// The same as a tuple.
pub fn shape(axes: &[Axis]) -> String {
    match axes {
        [only] => format!("({},)", only.size),
        _ => format!("({})", sizes(axes)),
    }
}

/// The place of an axis, -1 for the last.
pub fn place(axes: &[Axis], letter: Letter) -> String {
    match position(axes, letter) {
        last if last + 1 == axes.len() => "-1".to_owned(),
        place => place.to_string(),
    }
}

/// The same counted from the first.
pub fn position(axes: &[Axis], letter: Letter) -> usize {
    axes.iter().position(|axis| axis.letter == letter).unwrap_or(0)
}

/// A tensor so that it meets a result of other letters cell by cell: its axes in the result's
/// order, by the method that moves axes, and `None` for each that it lacks, but for leading ones,
/// which Python puts there itself: `totals[:, None]`.
pub fn broadcast(name: &str, own: &[Letter], result: &[Letter], method: &str) -> String {
    let place = |letter: &Letter| own.iter().position(|other| other == letter);
    let order: Vec<usize> = result.iter().filter_map(place).collect();
    let turned = if order.is_sorted() {
        name.to_owned()
    } else {
        let order = order.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        format!("{name}.{method}({order})")
    };
    let places = result.iter().skip_while(|letter| !own.contains(letter));
    let places: Vec<&str> =
        places.map(|letter| if own.contains(letter) { ":" } else { "None" }).collect();
    if places.contains(&"None") { format!("{turned}[{}]", places.join(", ")) } else { turned }
}

/// An index that takes whole axes up to a place and something else there: `[:, -1]`.
pub fn at(place: usize, index: &str) -> String {
    format!("[{}{index}]", ":, ".repeat(place))
}

/// The shortest digits that Python reads as the same double.
pub fn number(number: f64) -> String {
    // Rust's Debug changes to an exponent where Display would write a hundred zeros.
    let text = format!("{number:?}");
    match text.strip_suffix(".0") {
        Some(whole) if whole != "-0" => whole.to_owned(),
        _ => text,
    }
}

/// A name with a number added to it.
pub fn plus(name: &str, value: f64) -> String {
    let sign = if value.is_sign_negative() { "-" } else { "+" };
    format!("{name} {sign} {}", number(value.abs()))
}

pub fn truth(cell: f64) -> String {
    if cell == 0.0 { "False" } else { "True" }.to_owned()
}

/// Nested lists: on one line where they fit, else a line for each row.
pub fn nested(cells: &ArrayViewD<f64>, cell: fn(f64) -> String, indent: usize) -> String {
    if cells.ndim() == 0 {
        return cells.iter().map(|number| cell(*number)).collect();
    }
    let inner = indent + 4;
    let rows = cells.axis_iter(Position(0)).map(|row| nested(&row, cell, inner));
    let rows: Vec<String> = rows.collect();
    let flat = format!("[{}]", rows.join(", "));
    if cells.ndim() == 1 || (flat.len() <= WIDTH && !flat.contains('\n')) {
        return flat;
    }
    let break_ = format!("\n{}", " ".repeat(inner));
    let rows = rows.join(&format!(",{break_}"));
    format!("[{break_}{rows},\n{}]", " ".repeat(indent))
}
