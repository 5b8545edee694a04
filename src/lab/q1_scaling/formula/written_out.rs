//! A sum that is written out with dots: `μ_1^2 + μ_2^2 + … + μ_d^2`, as a sum over i.

use std::borrow::Cow;

const DOTS: [&str; 6] = ["\\cdots", "\\ldots", "\\dots", "...", "…", "⋯"];
const FIRST: [&str; 4] = ["_{1}", "_1", "₁", "[0]"];
const SECOND: [&str; 4] = ["_{2}", "_2", "₂", "[1]"];
const LAST: [&str; 6] = ["_{d}", "_d", "_{D}", "_D", "[d-1]", "[-1]"];

/// The text with such a sum as `sum(μ_i^2)`; as it is where there is none.
pub fn summed(text: &str) -> Cow<'_, str> {
    rewritten(text).map_or(Cow::Borrowed(text), Cow::Owned)
}

fn rewritten(text: &str) -> Option<String> {
    let (at, dots) = DOTS.iter().find_map(|dots| Some((text.find(dots)?, dots)))?;
    let before = text[..at].trim_end().strip_suffix('+')?;
    let after = text[at + dots.len()..].trim_start().strip_prefix('+')?;
    let end = after.find(['+', '-', '−', '$']).unwrap_or(after.len());
    let term = indexed(&after[..end], &LAST)?;
    let from = before.rfind(['=', '$']).map_or(0, |equals| equals + 1);
    let mut written = before[from..].split('+');
    let is_first = indexed(written.next()?, &FIRST)? == term;
    let is_second =
        written.next().is_none_or(|next| indexed(next, &SECOND).as_ref() == Some(&term));
    let is_whole = is_first && is_second && written.next().is_none();
    is_whole.then(|| format!("{}sum({term}){}", &text[..from], &after[end..]))
}

/// A term without blanks, whose index is i in place of one of these.
fn indexed(term: &str, index: &[&str]) -> Option<String> {
    let term: String = term.chars().filter(|c| !c.is_whitespace()).collect();
    let of = index.iter().find(|of| term.contains(**of))?;
    Some(term.replace(of, "_i"))
}
