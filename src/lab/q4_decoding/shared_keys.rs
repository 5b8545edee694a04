//! Homework 4 (a) to (e): the blanks of the multi-query program, judged by the letters of its lines
//! and in the words of the sheet: A to E, `W_q`, `prev_K`.

use std::collections::BTreeMap;

use serde::Serialize;
use tsify::Tsify;

use crate::base::error::{Code, Error, Result, brief};

/// The blanks, what is offered for each, and which of it is right.
pub const BLANKS: [(&str, [&str; 3], usize); 5] = [
    ("A", ["hdq", "dq", "hq"], 0),
    ("B", ["hdk", "dk", "hk"], 1),
    ("C", ["bd,dq->bhq", "bd,hdq->bhq", "bhd,dq->bhq"], 1),
    ("D", ["bd,dk->bk", "bd,hdk->bhk", "bd,dk->bhk"], 0),
    ("E", ["bd,hdv->bhv", "bd,dv->bhv", "bd,dv->bv"], 2),
];

/// The weights of a line: their name, and their axes or the blank that says them.
struct Weights {
    name: &'static str,
    blank: Option<&'static str>,
    axes: &'static str,
}

/// A line with a blank.
struct Line {
    /// What it gives.
    name: &'static str,
    blank: &'static str,
    weights: Weights,
    cache: Option<Cache>,
}

/// A cache that takes what a line gives.
struct Cache {
    /// What the line that appends to it gives.
    line: &'static str,
    name: &'static str,
    axes: &'static str,
}

const LINES: [Line; 3] = [
    Line {
        name: "q",
        blank: "C",
        weights: Weights { name: "W_q", blank: Some("A"), axes: "" },
        cache: None,
    },
    Line {
        name: "k",
        blank: "D",
        weights: Weights { name: "W_k", blank: Some("B"), axes: "" },
        cache: Some(Cache { line: "new_K", name: "prev_K", axes: "bnk" }),
    },
    Line {
        name: "v",
        blank: "E",
        weights: Weights { name: "W_v", blank: None, axes: "dv" },
        cache: Some(Cache { line: "new_V", name: "prev_V", axes: "bnv" }),
    },
];

/// What the blanks are worth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tsify)]
pub struct SharedKeysReport {
    /// Whether all five are right.
    pub right: bool,
    /// Those that are right, where the whole line that uses them is filled in.
    pub settled: Vec<&'static str>,
    /// The lines that do not fit, by what they compute, with the reason.
    pub faults: Vec<SharedKeysFault>,
}

/// A line that does not fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tsify)]
pub struct SharedKeysFault {
    /// What the line computes, such as `q` or `new_K`.
    pub line: &'static str,
    pub message: String,
}

/// Judges what stands in the blanks, by their letters; a blank that is left out is open.
///
/// ```
/// use attention_playground::lab::q4_decoding::shared_keys::judge;
///
/// let blanks = [("A", "hq"), ("C", "bd,hdq->bhq")].map(|(blank, text)| (blank.into(), text.into()));
/// assert_eq!(
///     judge(&blanks.into())?.faults[0].message,
///     "W_q has two axes (your A: [h, q]); “hdq” in C names three. One of A and C is not right."
/// );
/// # Ok::<(), attention_playground::base::error::Error>(())
/// ```
///
/// # Errors
/// `bad-request` for a blank or a choice that the sheet has not.
pub fn judge(chosen: &BTreeMap<String, String>) -> Result<SharedKeysReport> {
    for (name, text) in chosen {
        let offered =
            BLANKS.iter().find(|(blank, ..)| blank == name).map(|(_, offered, _)| offered);
        if !offered.is_some_and(|offered| offered.contains(&&**text)) {
            let cause = format!("The sheet offers no \"{}\" for {}.", brief(text), brief(name));
            let hint = "Choose one of the three of each blank, A to E.";
            return Err(Error::new(Code::BadRequest, cause).at(name).found(text).hint(hint));
        }
    }
    let of = |blank: &str| chosen.get(blank).map(String::as_str);
    let is_right = |blank: &str| {
        BLANKS
            .iter()
            .any(|(name, offered, right)| *name == blank && of(blank) == Some(offered[*right]))
    };
    let (mut faults, mut settled) = (Vec::new(), Vec::new());
    for Line { name, blank, weights, cache } in &LINES {
        let Some(equation) = of(blank) else { continue };
        let Some(axes) = weights.blank.map_or(Some(weights.axes), of) else { continue };
        let (line, message) = match (fault(blank, equation, weights, axes), cache) {
            (None, Some(cache)) => (cache.line, of_cache(blank, equation, cache)),
            (fault, _) => (*name, fault),
        };
        faults.extend(message.map(|message| SharedKeysFault { line, message }));
        let used = weights.blank.into_iter().chain([*blank]);
        settled.extend(used.filter(|blank| is_right(blank)));
    }
    settled.sort_unstable();
    Ok(SharedKeysReport {
        right: BLANKS.iter().all(|(blank, ..)| is_right(blank)),
        settled,
        faults,
    })
}

/// Why a line does not fit, in the letters of the sheet.
fn fault(blank: &str, equation: &str, weights: &Weights, axes: &str) -> Option<String> {
    let (terms, output) = equation.split_once("->")?;
    let (x, own) = terms.split_once(',')?;
    if x != "bd" {
        return Some(format!(
            "x is [b, d], one row for each sequence; “{x}” in {blank} names {} axes.",
            count(x)
        ));
    }
    if let Some(letter) = output.chars().find(|letter| !terms.contains(*letter)) {
        return Some(format!(
            "The output of {blank} has {letter}, but no input does: no axis can come from nowhere."
        ));
    }
    if own == axes {
        return None;
    }
    let says =
        weights.blank.map_or_else(|| list(axes), |blank| format!("your {blank}: {}", list(axes)));
    let end = weights
        .blank
        .map_or_else(String::new, |shape| format!(" One of {shape} and {blank} is not right."));
    let name = weights.name;
    Some(if own.len() == axes.len() {
        format!("{name} has other axes ({says}) than “{own}” in {blank} calls them.{end}")
    } else {
        format!(
            "{name} has {} axes ({says}); “{own}” in {blank} names {}.{end}",
            count(axes),
            count(own)
        )
    })
}

/// Why a cache cannot take what a line gives.
fn of_cache(blank: &str, equation: &str, cache: &Cache) -> Option<String> {
    let Cache { name, axes, .. } = cache;
    let (_, output) = equation.split_once("->")?;
    let token: String = axes.chars().filter(|letter| *letter != 'n').collect();
    if output == token {
        return None;
    }
    let mut grown: Vec<String> = output.chars().map(String::from).collect();
    grown.insert(1, "1".to_owned());
    let last = axes.chars().last().unwrap_or_default();
    Some(format!(
        "{name} is {}, and {last}.unsqueeze(1) has {} axes, [{}]: your {blank} kept the heads.",
        list(axes),
        number(grown.len()),
        grown.join(", "),
    ))
}

/// Letters as the sheet lists them: `[b, n, k]`.
fn list(letters: &str) -> String {
    format!("[{}]", letters.chars().map(String::from).collect::<Vec<_>>().join(", "))
}

fn count(letters: &str) -> String {
    number(letters.len())
}

fn number(count: usize) -> String {
    ["no", "one", "two", "three", "four"]
        .get(count)
        .map_or_else(|| count.to_string(), |word| (*word).to_owned())
}
