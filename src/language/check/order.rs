//! A step that reads itself: the axes along which it is made place by place, so that what it reads
//! is there before it is read.

use super::letters::{span, text};
use crate::base::letter::Letter;
use crate::language::diagnostic::{Diagnostic, Mistake, Outcome};
use crate::language::syntax::{Expression, Index, Kind, Left, Reading};

/// Where a step reads itself along one of its axes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Before,
    Same,
    /// At places that no order of this axis has made by then.
    Elsewhere,
}

/// A reading of the step itself: where it stands along each axis of the left side.
struct Itself<'e> {
    reading: &'e Reading,
    at: Vec<At>,
}

/// The axes along which a step is made, from the outermost on; none where it does not read itself.
///
/// # Errors
/// Where no order of the axes makes each place before it is read.
pub fn order(left: &Left, right: &Expression) -> Outcome<Vec<Letter>> {
    let mut open = Vec::new();
    collect(left, right, &mut Vec::new(), &mut open);
    let mut axes = Vec::new();
    while !open.is_empty() {
        let is_free = |axis: &usize| {
            let mut along = open.iter().map(|itself| itself.at[*axis]);
            along.clone().all(|at| at != At::Elsewhere) && along.any(|at| at == At::Before)
        };
        let is_whole = |axis: &usize| open.iter().all(|itself| itself.at[*axis] == At::Before);
        let all = 0..left.indices.len();
        let axis = all.clone().find(is_whole).or_else(|| all.clone().find(is_free));
        let Some(axis) = axis else { return Err(circle(left, &open)) };
        axes.extend(left.indices[axis].letters().map(|at| at.letter));
        open.retain(|itself| itself.at[axis] != At::Before);
    }
    Ok(axes)
}

/// Collects the readings of the step itself; `bound` are the letters that reductions bind there.
fn collect<'e>(
    left: &Left,
    of: &'e Expression,
    bound: &mut Vec<Letter>,
    found: &mut Vec<Itself<'e>>,
) {
    let known = bound.len();
    match &of.kind {
        Kind::Table(reading) if reading.name.text == left.name.text => {
            let pairs = left.indices.iter().zip(&reading.indices);
            let at = pairs.map(|(own, index)| place(own, index, bound)).collect();
            found.push(Itself { reading, at });
        }
        Kind::Reduce(reduction) => bound.extend(reduction.letters.iter().map(|at| at.letter)),
        Kind::Top { along, .. } => bound.push(along.letter),
        _ => {}
    }
    of.each_part(&mut |part| collect(left, part, bound, found));
    bound.truncate(known);
}

fn place(own: &Index, index: &Index, bound: &[Letter]) -> At {
    let letters = |of: &Index| of.letters().map(|at| at.letter).collect::<Vec<_>>();
    match index {
        Index::Before(_) => At::Before,
        _ if letters(own) == letters(index) && !letters(own).iter().any(|l| bound.contains(l)) => {
            At::Same
        }
        _ => At::Elsewhere,
    }
}

/// Two readings that wait for each other.
fn circle(left: &Left, open: &[Itself]) -> Box<Diagnostic> {
    let name = &left.name.text;
    let first = open[0].reading;
    let elsewhere = |itself: &&Itself| itself.at.contains(&At::Elsewhere);
    let other = open[1..].iter().find(elsewhere).or(open.get(1)).map_or(first, |of| of.reading);
    let message = format!(
        "{} and {} need all places of {name} along the axis of the other, so neither can be computed first.",
        text(first),
        text(other)
    );
    let error = Diagnostic::new(Mistake::Itself, span(first), message).other(span(other));
    error.hint("In both, read the place before along the same axis.")
}
