//! What reads and is rarely meant: a place where the size of its axis is. It is said, not refused.

use super::letters::visit;
use super::scope::Checked;
use crate::language::diagnostic::{Diagnostic, Mistake};
use crate::language::span::Span;
use crate::language::syntax::{Expression, Factor, Index, Kind, Left, Reduction};
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
    for factor in factors.iter().filter(|factor| factor.divides) {
        let Some((name, of)) = place(&factor.of) else { continue };
        if !reduction.letters.iter().any(|at| at.letter.to_string() == *name) {
            continue;
        }
        let message =
            format!("Each term is divided by its own place: \"{name}\" is 1, 2, 3 … here.");
        let slip = Diagnostic::new(Mistake::Place, of.span, message);
        found.push(
            *slip
                .hint(format!("The size of the axis is |{name}|."))
                .fix(of.span, format!("|{name}|")),
        );
    }
}

/// `x[i,d] / sqrt(d)`: what grows with a width is divided by the root of its size, and of a place hardly ever.
fn by_root(factors: &[Factor], left: &Left, found: &mut Vec<Diagnostic>) {
    for factor in factors.iter().filter(|factor| factor.divides) {
        let Kind::Call { function: Function::Sqrt, .. } = factor.of.bare().kind else { continue };
        let Some((name, of)) = place(&factor.of) else { continue };
        let mut letters = left.indices.iter().flat_map(Index::letters);
        if letters.any(|at| at.letter.to_string() == *name) {
            let message = format!("The root is of the place: \"{name}\" is 1, 2, 3 … here.");
            let slip = Diagnostic::new(Mistake::Place, of.span, message);
            let hint = format!("The size of the axis is |{name}|.");
            found.push(*slip.hint(hint).fix(of.span, format!("|{name}|")));
        }
    }
}

/// Whether what stands at a place of a line, or its root, divides.
pub(super) fn divides(right: &Expression, at: Span) -> bool {
    let mut found = false;
    visit(right, &mut |part| {
        if let Kind::Product(factors) = &part.kind {
            let divisors = factors.iter().filter(|factor| factor.divides);
            found |= divisors.filter_map(|factor| place(&factor.of)).any(|(_, of)| of.span == at);
        }
    });
    found
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
