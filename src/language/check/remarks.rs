//! What reads and is rarely meant: a place where the size of its axis is, a sum beside the quotient that it
//! normalises. It is said, not refused.

use super::scope::Checked;
use crate::language::diagnostic::{Diagnostic, Mistake};
use crate::language::span::Span;
use crate::language::syntax::{Expression, Factor, Index, Kind, Left, Reduction, Term, visit};
use crate::language::words::Reducer;
use crate::program::function::Function;

/// `sum[d] q[i,d] k[j,d] / sqrt(d)`, which divides each term by a place of its own, and any root of a place.
#[must_use]
pub fn remarks(checked: &Checked, text: &str) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for step in &checked.steps {
        visit(&step.right, &mut |part| match &part.kind {
            Kind::Reduce(reduction) => in_reduction(reduction, &mut found),
            Kind::Product(factors) => by_root(factors, &step.left, &mut found),
            Kind::Sum(terms) => {
                beside(terms, text, &mut found);
                behind_softmax(terms, checked, text, &mut found);
            }
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

/// `exp(s[i,j]) / 1 + sum[j] exp(s[i,j])`: a quotient, and beside it a sum over the same as stands above
/// the line. A fraction ends at `+`.
fn beside(terms: &[Term], text: &str, found: &mut Vec<Diagnostic>) {
    for (at, term) in terms.iter().enumerate() {
        let Kind::Product(factors) = &term.of.kind else { continue };
        let Some((last, above)) = factors.split_last().filter(|(last, _)| last.divides) else {
            continue;
        };
        let names: Vec<&str> = above.iter().flat_map(|factor| named(&factor.of)).collect();
        let is_same = |other: &Term| match &other.of.bare().kind {
            Kind::Reduce(Reduction { reducer: Reducer::Sum, body, .. }) => named(body) == names,
            _ => false,
        };
        let behind = terms[at + 1..].iter().take_while(|other| !other.negative);
        let Some(sum) = behind.filter(|other| is_same(other)).last() else { continue };
        if names.is_empty() || last.of.span.line != sum.of.span.line {
            continue;
        }
        let whole = last.of.span.to(sum.of.span);
        let slip = Diagnostic::new(
            Mistake::Beside,
            whole,
            "The fraction ends before \"+\": the sum is added to it, and does not divide.",
        );
        let slip = slip.hint("Put what divides in brackets.");
        let line = text.lines().nth(whole.line - 1).unwrap_or("");
        let inside: String = line.chars().skip(whole.column - 1).take(whole.length).collect();
        found.push(*slip.fix(whole, format!("({inside})")));
    }
}

/// `softmax[j] s[i,j] + mask[i,j]`, where the mask is −∞ at places: it is meant for the scores.
fn behind_softmax(terms: &[Term], checked: &Checked, text: &str, found: &mut Vec<Diagnostic>) {
    for (at, term) in terms.iter().enumerate() {
        let Kind::Reduce(reduction) = &term.of.kind else { continue };
        let is_mask = |other: &&Term| match &other.of.kind {
            Kind::Table(reading) => leaves_out(checked, &reading.name.text),
            _ => false,
        };
        let Some(mask) = terms[at + 1..].iter().find(is_mask) else { continue };
        if reduction.reducer != Reducer::Softmax || reduction.head.line != mask.of.span.line {
            continue;
        }
        let message = "The mask is added to the weights: softmax ends before \"+\".";
        let slip = Diagnostic::new(Mistake::Mask, mask.of.span, message).other(reduction.head);
        let slip = slip.hint("Put the scores and the mask in brackets.");
        let whole = reduction.body.span.to(mask.of.span);
        let line = text.lines().nth(whole.line - 1).unwrap_or("");
        let inside: String = line.chars().skip(whole.column - 1).take(whole.length).collect();
        found.push(*slip.fix(whole, format!("({inside})")));
    }
}

/// Whether a step is −∞, or nearly so, at places.
fn leaves_out(checked: &Checked, name: &str) -> bool {
    let step = checked.steps.iter().find(|step| step.left.name.text == name);
    let mut found = false;
    if let Some(step) = step {
        visit(&step.right, &mut |part| {
            found |= match part.kind {
                Kind::Infinity => true,
                Kind::Number(number) => number.abs() >= 1e4,
                _ => false,
            };
        });
    }
    found
}

/// The functions and tables of an expression, in the order in which they stand.
fn named(of: &Expression) -> Vec<&str> {
    let mut names = Vec::new();
    visit(of, &mut |part| match &part.kind {
        Kind::Call { function, .. } => names.push(function.name()),
        Kind::Table(reading) => names.push(&reading.name.text),
        _ => {}
    });
    names
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
