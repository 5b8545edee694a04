//! Homework 3: a program with blanks, whose fillings are executed.
//!
//! The sizes of an execution are all different, so nothing fits by accident, and each filling is
//! tried at two sets of sizes, so that `12` is no answer where `d_model` is. What fits is told
//! apart by its numbers from what is right.

mod expression;
mod listing;
pub mod program;
pub mod stop;
mod words;

use std::collections::BTreeMap;

use serde::Serialize;
use tsify::Tsify;

use crate::base::error::{Code, Error, Result, brief};
use crate::base::note::Note;
pub use program::PROGRAM;
use program::{Execution, Outcome, Sizes};
pub use stop::Misfit;
use stop::Stop;

/// The blanks of the sheet, with a filling that is right.
pub const BLANKS: [(&str, &str); 8] = [
    ("a", "d_model"),
    ("b", "d_model"),
    ("c", "d_model"),
    ("d", "Q"),
    ("e", "softmax"),
    ("f", "V"),
    ("g", "self.num_heads"),
    ("h", "W_o"),
];
/// What else may be changed, as it stands before `W_v` is widened.
pub const MENDS: [(&str, &str); 5] = [
    ("v_out", "d_model"),
    ("split", "self.d_k"),
    ("combine", "self.d_model"),
    ("joined", "view"),
    ("o_in", "d_model"),
];
/// What part (b) asks for: values twice as wide.
const WIDE: &str = "2 * d_model";
/// What is then right.
const MENDED: [(&str, &str); 4] = [
    ("v_out", WIDE),
    ("split", "d_model // self.num_heads"),
    ("combine", "2 * self.d_model"),
    ("o_in", WIDE),
];
/// How the joined heads may be laid out.
const LAYOUTS: [&str; 3] = ["view", "contiguous().view", "reshape"];

/// Two sets of sizes.
const SIZES: [Sizes; 2] = [
    Sizes { batch: 2, queries: 5, keys: 7, heads: 3, width: 4 },
    Sizes { batch: 4, queries: 9, keys: 6, heads: 2, width: 5 },
];

/// How a program, or a blank in an otherwise right program, does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tsify)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum BlankVerdict {
    Right,
    /// Nothing is filled in yet.
    Empty,
    /// A text that is no size, tensor, function or module.
    Unclear {
        hole: &'static str,
        message: String,
    },
    /// A line of the program that stops.
    Misfit(Misfit),
    /// Everything fits, and other numbers come out.
    SomethingElse {
        message: String,
    },
    /// Everything fits, and a line, counted from 1, stops all the same: a name that is not defined, or a view of
    /// what lies apart in memory.
    Refused {
        line: usize,
        message: String,
    },
}

/// What fillings of the program of homework 3 are worth.
#[derive(Debug, Clone, Serialize, Tsify)]
pub struct BlanksReport {
    /// The program with the fillings in place; an empty blank stays as its name in braces.
    pub program: String,
    /// Each blank by itself, in a program that is right otherwise.
    pub blanks: Vec<Blank>,
    /// The program as a whole. Blanks are judged by their sizes and numbers first, so that a line
    /// of the sheet's own that is refused hides nothing; in part (b) the first line that stops
    /// counts, whatever stops it.
    pub whole: BlankVerdict,
    /// What stands beside the question, such as a view that PyTorch refuses.
    pub notes: Vec<Note>,
}

/// A blank by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tsify)]
pub struct Blank {
    pub id: &'static str,
    pub verdict: BlankVerdict,
}

type Holes = BTreeMap<&'static str, String>;

/// Executes the program with these fillings, by the names of their holes.
///
/// `widened` is part (b): `W_v` gives `2 * d_model` features, the blanks are right where they are
/// not given, and `split`, `split_v` (for the values alone), `combine` and `o_in` are the mends.
///
/// ```
/// use attention_playground::lab::q3_by_hand::fill_in::{fill, BlankVerdict};
///
/// let fillings = [("a", "self.d_k"), ("f", "K")].map(|(hole, text)| (hole.into(), text.into()));
/// let report = fill(&fillings.into(), false, 0)?;
/// let BlankVerdict::Misfit(misfit) = &report.blanks[0].verdict else { panic!("W_k gives too little") };
/// assert_eq!((&*misfit.tensor, misfit.found, misfit.needed), ("K", 4, 12));
/// assert!(matches!(report.blanks[5].verdict, BlankVerdict::SomethingElse { .. }));
/// # Ok::<(), attention_playground::base::error::Error>(())
/// ```
///
/// # Errors
/// `bad-request` for a hole that the program has not.
pub fn fill(fillings: &BTreeMap<String, String>, widened: bool, seed: u32) -> Result<BlanksReport> {
    let given = given(fillings)?;
    let right = right(widened);
    let mut whole: Holes = MENDS.map(|(hole, text)| (hole, text.to_owned())).into();
    whole.extend(BLANKS.map(|(hole, text)| (hole, text.to_owned())));
    if widened {
        whole.insert("v_out", WIDE.to_owned());
    }
    whole.extend(given.clone());
    let alone = |(hole, _)| {
        let Some(text) = given.get(hole) else {
            return Blank { id: hole, verdict: BlankVerdict::Empty };
        };
        let mut holes = right.clone();
        holes.insert(hole, text.clone());
        Blank { id: hole, verdict: verdict(&holes, &right, seed, Some(hole), false) }
    };
    let is_open = |hole: &&str| !widened && !given.contains_key(*hole);
    let open: Vec<&str> = BLANKS.map(|(hole, _)| hole).into_iter().filter(is_open).collect();
    let mut program = PROGRAM.to_owned();
    for (hole, text) in whole.iter().filter(|(hole, _)| !open.contains(hole)) {
        program = program.replace(&format!("{{{hole}}}"), text);
    }
    let judged = |whole| match verdict(whole, &right, seed, None, widened) {
        BlankVerdict::Right => verdict(whole, &right, seed, None, true),
        other => other,
    };
    Ok(BlanksReport {
        program,
        blanks: BLANKS.map(alone).to_vec(),
        notes: notes(&whole, &given),
        whole: if open.is_empty() { judged(&whole) } else { BlankVerdict::Empty },
    })
}

/// The fillings of holes that there are; what is blank is left out.
fn given(fillings: &BTreeMap<String, String>) -> Result<Holes> {
    let known: Vec<&str> =
        BLANKS.iter().chain(&MENDS).map(|(hole, _)| *hole).chain(["split_v"]).collect();
    let mut given = Holes::new();
    for (name, text) in fillings {
        let Some(hole) = known.iter().find(|hole| *hole == name) else {
            let cause = format!("The program has no blank \"{}\".", brief(name));
            let error = Error::new(Code::BadRequest, cause).at(name).found(name);
            return Err(error.hint(format!("It has: {}.", known.join(", "))));
        };
        let text = text.trim();
        if *hole == "joined" && !LAYOUTS.contains(&text) {
            let cause = format!("\"{}\" lays out no tensor.", brief(text));
            let error = Error::new(Code::BadRequest, cause).at(*hole).found(text);
            return Err(error.hint(format!("Use one of: {}.", LAYOUTS.join(", "))));
        }
        if !text.is_empty() {
            given.insert(hole, text.to_owned());
        }
    }
    Ok(given)
}

fn right(widened: bool) -> Holes {
    let mut right: Holes = BLANKS.map(|(hole, text)| (hole, text.to_owned())).into();
    right.extend(MENDS.map(|(hole, text)| (hole, text.to_owned())));
    if widened {
        right.extend(MENDED.map(|(hole, text)| (hole, text.to_owned())));
    }
    right
}

/// How a program does beside the right one, at both sets of sizes.
fn verdict(
    holes: &Holes,
    right: &Holes,
    seed: u32,
    alone: Option<&str>,
    strict: bool,
) -> BlankVerdict {
    for (place, sizes) in SIZES.into_iter().enumerate() {
        let expected = Execution { holes: right, sizes, seed, strict: false }.run();
        match (Execution { holes, sizes, seed, strict }.run(), expected) {
            (Err(Stop::Refused { line, message }), _) => {
                return BlankVerdict::Refused { line, message };
            }
            (Err(Stop::Unclear { hole, message }), _) => {
                return BlankVerdict::Unclear { hole, message };
            }
            (Err(Stop::Misfit(mut misfit)), _) => {
                if place > 0 {
                    let end = " It fitted at other sizes: write the size by its name.";
                    misfit.message.push_str(end);
                }
                return BlankVerdict::Misfit(misfit);
            }
            (Ok(found), Ok(expected)) if is_same(&found, &expected) => {}
            _ => {
                let text = alone.map_or("", |hole| &*holes[hole]);
                let message = something_else(alone.unwrap_or_default(), text);
                return BlankVerdict::SomethingElse { message: message.to_owned() };
            }
        }
    }
    BlankVerdict::Right
}

fn is_same(one: &Outcome, two: &Outcome) -> bool {
    let apart = |(a, b): (&f64, &f64)| (a - b).abs() > 1e-9;
    one.output.shape() == two.output.shape() && !one.output.iter().zip(&two.output).any(apart)
}

/// What a filling computes that fits and is not meant.
fn something_else(hole: &str, text: &str) -> &'static str {
    match hole {
        "e" if text.contains("log") => {
            "This gives logarithms of shares. A weighted average needs the shares themselves."
        }
        "e" if text.contains("min") => "This gives the most weight to the key that fits least.",
        "e" => "The numbers of a row are not shares: they do not add up to 1.",
        "f" => {
            "It fits, because keys are as wide as values. But keys only say which tokens match. \
             What should be averaged is what those tokens have to say."
        }
        "h" if text.trim_start_matches("self.").starts_with("W_") => {
            "It fits, because that module is as wide. But its weights belong to another \
             projection. One module is not used anywhere yet."
        }
        "h" => "It fits, but the heads stay side by side: nothing mixes them.",
        _ => "Everything fits, but the numbers are not those of multi-head attention.",
    }
}

fn notes(whole: &Holes, given: &Holes) -> Vec<Note> {
    let remark = |(hole, text): (&&'static str, &String)| {
        Some(Note::new("not-in-scope", *hole, words::remark(hole, text)?))
    };
    let mut notes: Vec<Note> = given.iter().filter_map(remark).collect();
    let again = |(hole, text): (&&'static str, &String)| {
        Some(Note::new("repeated", *hole, words::repeated(hole, text)?))
    };
    notes.extend(given.iter().filter_map(again));
    let right = right(false);
    let lies = Execution { holes: &right, sizes: SIZES[0], seed: 0, strict: false }.run();
    if whole["joined"] == "view" && lies.is_ok_and(|outcome| !outcome.is_contiguous) {
        notes.push(Note::new("view-after-transpose", "joined", words::VIEWED));
    }
    notes
}
