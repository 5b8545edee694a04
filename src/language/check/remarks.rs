//! What reads and is rarely meant: a place where the size of its axis is. It is said, not refused.

use super::letters::visit;
use super::scope::Checked;
use crate::language::diagnostic::{Diagnostic, Mistake};
use crate::language::syntax::{Expression, Kind, Reduction};
use crate::program::function::Function;

/// `sum[d] q[i,d] k[j,d] / sqrt(d)`, which divides each term by a place of its own.
#[must_use]
pub fn remarks(checked: &Checked) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for step in &checked.steps {
        visit(&step.right, &mut |part| {
            if let Kind::Reduce(reduction) = &part.kind {
                in_reduction(reduction, &mut found);
            }
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

/// A place alone, or its root.
fn place(of: &Expression) -> Option<(&String, &Expression)> {
    let of = of.bare();
    match &of.kind {
        Kind::Name(name) => Some((name, of)),
        Kind::Call { function: Function::Sqrt, of } => place(of),
        _ => None,
    }
}
