//! Whether a table has the shape of a step, and what to say where it has not.

use super::TypedCell;
use crate::base::sizes::size_text;
use crate::program::op::Node;
use crate::program::variant::Variant;

/// Whether a table is the step's, laid out in any of the usual ways: axes of size 1 left out, or
/// the tables of all heads one below the other.
pub fn fits(given: &[usize], expected: &[usize]) -> bool {
    let stacked = match expected {
        [outer @ .., last] => vec![outer.iter().product(), *last],
        [] => vec![1, 1],
    };
    given == expected || given == stacked || squeezed(given) == squeezed(expected)
}

/// Whether rows and columns have taken each other's place.
pub fn transposed(given: &[usize], expected: &[usize]) -> bool {
    matches!(given, [.., _, _]) && {
        let mut turned = given.to_vec();
        let last = turned.len() - 1;
        turned.swap(last - 1, last);
        fits(&turned, expected)
    }
}

/// The cells of such a table, turned back.
pub fn turned(cells: &[TypedCell], shape: &[usize]) -> Vec<TypedCell> {
    let [.., rows, columns] = shape else { return cells.to_vec() };
    let table = |table: &[TypedCell]| -> Vec<TypedCell> {
        let place = |to: usize| (to % rows) * columns + to / rows;
        (0..table.len()).map(|to| table[place(to)].clone()).collect()
    };
    cells.chunks(rows * columns).flat_map(table).collect()
}

/// What is too many, too few or turned round.
pub fn message(
    variant: &Variant,
    node: &Node,
    given: &[usize],
    turned: bool,
    right: bool,
) -> String {
    let expected: Vec<usize> = node.axes.iter().map(|axis| axis.size).collect();
    let (have, want) = (size_text(given), size_text(&expected));
    let first = match &*node.axes {
        [row, column] => format!(
            "This table is {have}; {} is {want}: rows are {}, columns are {}.",
            node.id,
            variant.meaning(row.letter),
            variant.meaning(column.letter),
        ),
        axes => {
            let names: Vec<String> = axes.iter().map(|axis| variant.meaning(axis.letter)).collect();
            format!("This table is {have}; {} is {want}: {}.", node.id, names.join(" × "))
        }
    };
    match (turned, right) {
        (true, true) => format!(
            "{first} It is the transpose: with rows and columns exchanged, every cell is right."
        ),
        (true, false) => {
            format!("{first} With rows and columns exchanged it would have the right shape.")
        }
        _ => first,
    }
}

fn squeezed(shape: &[usize]) -> Vec<usize> {
    shape.iter().copied().filter(|size| *size != 1).collect()
}
