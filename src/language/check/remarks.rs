//! What reads and is rarely meant: a place where the size of its axis is. It is said, not refused.

use super::scope::Checked;
use crate::language::diagnostic::{Diagnostic, Mistake};
use crate::language::span::Span;
use crate::language::syntax::{Expression, Factor, Index, Kind, Left, Reduction, visit};
use crate::program::function::Function;

/// `sum[d] q[i,d] k[j,d] / sqrt(d)`, which divides each term by a place of its own, and any root of a place.
#[must_use]
pub fn remarks(checked: &Checked) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for step in &checked.steps {
        visit(&step.right, &mut |part| match &part.kind {
            Kind::Reduce(reduction) => in_reduction(reduction, &mut found),
            Kind::Product(factors) => by_root(factors, &step.left, &mut found),
            _ => {}
        });
    }
    found
}

fn in_reduction(reduction: &Reduction, found: &mut Vec<Diagnostic>) {
    let Kind::Product(factors) = &reduction.body.bare().kind else { return };
    for (name, of) in divisors(factors) {
        if reduction.letters.iter().any(|at| at.letter.to_string() == *name) {
            found.push(of_place("Each term is divided by its own place", name, of));
        }
    }
}

/// `x[i,d] / sqrt(d)`: what grows with a width is divided by the root of its size, and of a place hardly ever.
fn by_root(factors: &[Factor], left: &Left, found: &mut Vec<Diagnostic>) {
    let roots = factors.iter().filter(|factor| {
        matches!(factor.of.bare().kind, Kind::Call { function: Function::Sqrt, .. })
    });
    for (name, of) in divisors(roots) {
        let mut letters = left.indices.iter().flat_map(Index::letters);
        if letters.any(|at| at.letter.to_string() == *name) {
            found.push(of_place("The root is of the place", name, of));
        }
    }
}

/// What is said of a place that divides, and the size that is meant.
fn of_place(what: &str, name: &str, of: &Expression) -> Diagnostic {
    let message = format!("{what}: \"{name}\" is 1, 2, 3 … here.");
    let size = format!("|{name}|");
    let slip = Diagnostic::new(Mistake::Place, of.span, message);
    *slip.hint(format!("The size of the axis is {size}.")).fix(of.span, size)
}

/// Whether what stands at a place of a line, or its root, divides.
pub(super) fn divides(right: &Expression, at: Span) -> bool {
    let mut found = false;
    visit(right, &mut |part| {
        if let Kind::Product(factors) = &part.kind {
            found |= divisors(factors).any(|(_, of)| of.span == at);
        }
    });
    found
}

/// The places that divide, alone or by their roots.
fn divisors<'f>(
    factors: impl IntoIterator<Item = &'f Factor>,
) -> impl Iterator<Item = (&'f String, &'f Expression)> {
    factors.into_iter().filter(|factor| factor.divides).filter_map(|factor| place(&factor.of))
}

/// A place alone, or its root.
fn place(of: &Expression) -> Option<(&String, &Expression)> {
    let of = of.bare();
    match &of.kind {
        Kind::Name(name) => Some((name, of)),
        Kind::Call { function: Function::Sqrt, of } => place(of),
        _ => None,
    }
}
