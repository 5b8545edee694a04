//! Typed answers to homework 6 (b): the quadratic kernel, its features, and equation 3 with features,
//! tried on numbers.
//!
//! A kernel is right if it is (q·k + c)² for every q and k; a list φ is if φ(q)·φ(k) is. The
//! constant is c where it is named, and else 1, or 0 where it is left out.

mod expression;
mod list;
mod rewritten;
mod rounded;
mod table;

use serde::Serialize;
use tsify::Tsify;

use crate::base::error::{Code, Error, Result, brief};
use crate::base::words::words;
use crate::lab::typed_formula::syntax;
use crate::read::number_format::format_number;
use expression::{Value, Vectors, names_constant, value};

words! {
    /// What is typed: a similarity of q and k, a list of features of x, or a row of the output.
    pub enum KernelQuestion {
        /// (i): sim(q, k) of the quadratic kernel.
        Similarity = "similarity",
        /// (ii): its feature map, for two entries.
        Features = "features",
        /// (iii): equation 3 with features in place of sim.
        Rewritten = "rewritten",
    }
}

/// What a typed answer is worth.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
pub struct KernelReport {
    pub right: bool,
    /// Where it fails and what it gives there, or what there is to say of a right one.
    pub found: String,
    /// What a usual wrong answer is instead; empty where it is none of them.
    pub slip: &'static str,
    /// Which quadratic kernel a right similarity or list is: `(q·k + 1)²`; empty where that is not plain.
    pub kernel: String,
    /// Where it fails, for an experiment to be made there.
    #[tsify(optional)]
    pub place: Option<KernelPlace>,
}

/// A query and a key, of two entries each.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
pub struct KernelPlace {
    pub q: Vec<f64>,
    pub k: Vec<f64>,
}

impl KernelQuestion {
    /// The question of this name.
    ///
    /// # Errors
    /// `bad-request`, with the names that there are.
    pub fn parse(name: &str) -> Result<Self> {
        Self::find(name).ok_or_else(|| {
            let cause = format!("There is no question \"{}\".", brief(name));
            let error = Error::new(Code::BadRequest, cause).at("question").found(name);
            error.hint(format!("Use one of: {}.", Self::list()))
        })
    }

    const fn hint(self) -> &'static str {
        match self {
            Self::Similarity => "Write it in q and k, such as 3 q·k − 2 or exp(q·k)/2.",
            Self::Features => {
                "Write a list for x with two entries, such as (x1, 3 x2, x1^3), with commas."
            }
            Self::Rewritten => "Write it in φ, Q_i, K_j and V_j, with Σ_j or \\sum_j for sums.",
        }
    }
}

/// Where an answer is tried. The last two are two entries and a 0: what takes the width for the degree
/// fails there.
const TRIED: [(&[f64], &[f64]); 6] = [
    (&[1.0, 2.0], &[3.0, -1.0]),
    (&[0.5, -1.5], &[2.0, 1.0]),
    (&[-1.0, 2.0], &[1.0, 1.0]),
    (&[2.0, 0.0], &[1.0, 3.0]),
    (&[1.0, 2.0, 0.0], &[3.0, -1.0, 0.0]),
    (&[0.5, -1.5, 0.0], &[2.0, 1.0, 0.0]),
];
/// Values of c, where it is named.
const CONSTANTS: [f64; 2] = [1.0, 2.0];

/// A usual wrong answer, and what a teacher would say to it.
type Slip = (&'static str, &'static str);

const DEGREE: &str = "That is a polynomial kernel of degree 1. Here the degree is 2.";
const UNSET: &str =
    "That is a polynomial kernel of any degree. Put the degree of a quadratic one in its place.";
const TWICE: &str = "Multiplied out, a product of two different entries comes twice. Here it does not \
                     count twice.";
const OWN_SQUARE: &str =
    "φ stands on both sides, so a factor in it meets itself: 2 counts four times.";
const MIXED: &str = "Multiplied out, the square has products of two different entries too.";

#[rustfmt::skip]
const SIMILARITIES: &[Slip] = &[
    ("(q·k)^d", UNSET),
    ("(q·k + 1)^d", UNSET),
    ("(q·k + c)^d", UNSET),
    ("exp(q·k/sqrt(d))", "That is the similarity of softmax attention. A polynomial kernel takes a power in place of exp."),
    ("exp(q·k)", "That is the similarity of softmax attention. A polynomial kernel takes a power in place of exp."),
    ("exp(q·k/sqrt(2))", "That is the similarity of softmax attention. A polynomial kernel takes a power in place of exp."),
    ("q·k", DEGREE),
    ("q·k + 1", DEGREE),
    ("q·k + c", DEGREE),
    ("(q·k)^2 + 1", "A polynomial kernel adds its constant before the power is taken."),
    ("(q·k)^2 + c", "A polynomial kernel adds its constant before the power is taken."),
    ("q^2 k^2", "The lengths of q and k alone do not say how well the two match: that is in qᵀk."),
    ("q^2 + k^2", "The lengths of q and k alone do not say how well the two match: that is in qᵀk."),
    ("(q - k)^2", "That is a distance: 0 where the two are the same, where a similarity is large."),
    ("(q + k)^2", "A kernel is made of the dot product qᵀk, not of the sum of the two vectors."),
    ("2 q·k", "A degree of 2 is a power, not a factor."),
    ("2 q·k + 1", "A degree of 2 is a power, not a factor."),
    ("2 (q·k + 1)", "A degree of 2 is a power, not a factor."),
    ("(q·k)^3", "That is of degree 3. Here the degree is 2."),
    ("(q·k + 1)^3", "That is of degree 3. Here the degree is 2."),
    ("(q·k - 1)^2", "The constant of a polynomial kernel is not negative."),
    ("(q·k)^2 + q·k", "The power is taken of the dot product with its constant, as a whole."),
    ("(q·k)^2 + q·k + 1", "The power is taken of the dot product with its constant, as a whole. Multiply that out."),
    ("sqrt(q·k + 1)", "That takes the power 1/2. Here the degree is 2."),
    ("exp(-||q - k||^2)", "That is a Gaussian kernel, not a polynomial one."),
    ("exp(-||q - k||^2/2)", "That is a Gaussian kernel, not a polynomial one."),
];

#[rustfmt::skip]
const FEATURES: &[Slip] = &[
    ("x1^2, x1 x2, x2^2", TWICE),
    ("x1^2, 2 x1 x2, x2^2", OWN_SQUARE),
    ("x1^2, x2^2", MIXED),
    ("x1^2, x2^2, 1", MIXED),
    ("x1^2, x2^2, x1, x2, 1", MIXED),
    ("x1^2, x2^2, x1, x2", MIXED),
    ("x1^2, x2^2, sqrt(2) x1, sqrt(2) x2, 1", MIXED),
    ("x1, x2", "That gives q·k, which is of degree 1. Here the degree is 2."),
    ("x1, x2, 1", "That gives q·k + 1, which is of degree 1. Here the degree is 2."),
    ("x1 x2", "One product is not enough: the square of a sum has squares in it too."),
    ("(x1 + x2)^2", "φ is a list, in which each product has a place of its own. One number mixes them."),
    ("x1^2 + x2^2", "φ is a list, in which each product has a place of its own. One number mixes them."),
    ("x1^2, x1 x2, x2^2, x1, x2, 1", "Multiplied out, what is made of two different parts comes twice. Here nothing counts twice."),
    ("x1^2, sqrt(2) x1 x2, x2^2, x1, x2, 1", "Each entry of x meets the constant 1 as well, and that product comes twice: x₁·1 and 1·x₁."),
    ("x1^2, x1 x2, x2^2, sqrt(2) x1, sqrt(2) x2, 1", TWICE),
    ("x1^2, 2 x1 x2, x2^2, 2 x1, 2 x2, 1", OWN_SQUARE),
    ("x1^2, sqrt(2) x1 x2, x2^2, 2 x1, 2 x2, 1", OWN_SQUARE),
    ("x1^2, 2 x1 x2, x2^2, sqrt(2) x1, sqrt(2) x2, 1", OWN_SQUARE),
    ("x1^2, sqrt(2) x1 x2, x2^2, 1", "The square of a sum also has products of its two parts: here, of the entries with the constant."),
    ("x1^2, sqrt(2) x1 x2, x2^2, sqrt(2) x1, sqrt(2) x2", "The constant meets itself as well: that is a feature too, the same for every x."),
    ("x1^2, sqrt(2) x1 x2, x2^2, sqrt(2) x1, sqrt(2) x2, sqrt(2)", "The constant meets itself once only."),
];

/// Judges a typed answer.
///
/// ```
/// use attention_playground::lab::q6_kernels::kernel_answer::{KernelQuestion, judge};
///
/// assert!(judge(KernelQuestion::Similarity, "(q^T k + 1)^2")?.right);
/// assert!(judge(KernelQuestion::Features, "(x1^2, sqrt(2) x1 x2, x2^2)")?.right);
/// assert!(!judge(KernelQuestion::Features, "(x1^2, x1 x2, x2^2)")?.right);
/// # Ok::<(), attention_playground::base::error::Error>(())
/// ```
///
/// # Errors
/// `formula-syntax`, with the place, for what cannot be read.
pub fn judge(question: KernelQuestion, text: &str) -> Result<KernelReport> {
    let judged = match question {
        KernelQuestion::Similarity => tried(text, false),
        KernelQuestion::Features => tried(text, true),
        KernelQuestion::Rewritten => rewritten::judge(text),
    };
    judged.map_err(|error| error.hint(question.hint()))
}

/// What is said of x xᵀ, which is right but for how it is written.
const TABLE: &str = "A table is taken for the list of its numbers; vec(…) around it says so.";

/// Judges a similarity, or a list of features, where it was tried; a root that is rounded is read as the root.
fn tried(text: &str, is_list: bool) -> Result<KernelReport> {
    let report = tried_as_it_is(text, is_list)?;
    if report.right {
        return Ok(report);
    }
    let Some(rounded::Rounded { exact, said, is_near }) = rounded::roots(text) else {
        return Ok(report);
    };
    let Ok(meant) = tried_as_it_is(&exact, is_list) else { return Ok(report) };
    if !meant.right {
        return Ok(report);
    }
    if !is_near {
        return Ok(KernelReport { found: rounded::TOO_ROUGH.to_owned(), ..wrong("") });
    }
    Ok(KernelReport { found: format!("{said} {}", meant.found).trim().to_owned(), ..meant })
}

fn tried_as_it_is(text: &str, is_list: bool) -> Result<KernelReport> {
    let answer = Answer::read(text, is_list)?;
    let constants: &[f64] = if answer.names_constant() { &CONSTANTS } else { &CONSTANTS[..1] };
    let mut given = Vec::new();
    for constant in constants {
        for (q, k) in &TRIED {
            given.push((answer.at(q, k, *constant)?, *q, *k, *constant));
        }
    }
    let is_kernel = |offset: Option<f64>| {
        given.iter().all(|(found, q, k, c)| near(*found, kernel(q, k, offset.unwrap_or(*c))))
    };
    let right = |found: String, kernel: &str| {
        let kernel = kernel.to_owned();
        let table = if answer.is_table { TABLE } else { "" };
        let found = format!("{found} {table}").trim().to_owned();
        Ok(KernelReport { right: true, found, slip: "", kernel, place: None })
    };
    if is_kernel(None) {
        let kernel = if answer.names_constant() { "(q·k + c)²" } else { "(q·k + 1)²" };
        return right(String::new(), kernel);
    }
    if is_kernel(Some(0.0)) {
        return right("This is the kernel without a constant, c = 0.".to_owned(), "(q·k)²");
    }
    // A square of another line in q·k: the same kernel with other constants.
    if let Some((times, offset)) = line(&given) {
        let offset_text = format_number(offset);
        if near(times, 1.0) && offset >= 0.0 {
            let kernel = format!("(q·k + {offset_text})²");
            return right(format!("This is the kernel with c = {offset_text}."), &kernel);
        }
        if offset >= 0.0 {
            return Ok(KernelReport {
                found: "The form is right. The sheet sets constant factors to 1.".to_owned(),
                ..wrong("")
            });
        }
    }
    let slips = if is_list { FEATURES } else { SIMILARITIES };
    let gives_the_same = |(slip, _): &&Slip| {
        let Ok(slipped) = Answer::read(slip, is_list) else { return false };
        given
            .iter()
            .all(|(found, q, k, c)| slipped.at(q, k, *c).is_ok_and(|slipped| near(*found, slipped)))
    };
    let slip = slips.iter().find(gives_the_same).map(|(_, message)| *message);
    let slip = slip.unwrap_or(if is_affine(&given) { DEGREE } else { "" });
    let fails = |(found, q, k, c): &&Given| !near(*found, kernel(q, k, *c));
    let (found, q, k, _) = *given.iter().find(fails).unwrap_or(&given[0]);
    let what = if is_list { "your list gives φ(q)·φ(k) =" } else { "your formula gives" };
    let found =
        format!("At q = {} and k = {} {what} {}.", vector(q), vector(k), format_number(found));
    let place = Some(KernelPlace { q: q.to_vec(), k: k.to_vec() });
    Ok(KernelReport { found, place, ..wrong(slip) })
}

/// What is said of a wrong answer.
fn wrong(slip: &'static str) -> KernelReport {
    KernelReport { right: false, found: String::new(), slip, kernel: String::new(), place: None }
}

/// An answer, as the expressions that it is made of.
struct Answer {
    is_list: bool,
    pieces: Vec<String>,
    /// Whether it is written as a table.
    is_table: bool,
    /// Whether it is read as Python.
    entrywise: bool,
}

impl Answer {
    fn read(text: &str, is_list: bool) -> Result<Self> {
        let text = behind_equals(text).trim().trim_matches('$').trim();
        let text = text.replace("numpy.", "np.").replace("jnp.", "np.");
        if text.is_empty() {
            return Err(syntax("There is no answer yet.", 1));
        }
        if !is_list {
            return Ok(Self { is_list, pieces: vec![text], is_table: false, entrywise: false });
        }
        if ["_i", "_j", "_{i", "_{j", "ᵢ", "ⱼ"].iter().any(|index| text.contains(index)) {
            return Err(syntax("An index stands for any entry; here x has two: x1 and x2.", 1));
        }
        let text = list::in_one_letter(&list::spelled_out(&text));
        let list = list::unwrapped(&text);
        let pieces = list::split(&list).into_iter().map(|piece| piece.trim().to_owned());
        Ok(Self {
            is_list,
            pieces: pieces.filter(|piece| !piece.is_empty()).collect(),
            is_table: list::is_table(&text),
            entrywise: list::is_python(&text),
        })
    }

    fn names_constant(&self) -> bool {
        self.pieces.iter().any(|piece| names_constant(piece))
    }

    /// The similarity of q and k.
    fn at(&self, q: &[f64], k: &[f64], constant: f64) -> Result<f64> {
        if !self.is_list {
            return match value(
                &self.pieces[0],
                Vectors { one: q, two: Some(k), constant, entrywise: false },
            )? {
                Value::Number(number) => Ok(number),
                Value::Vector(_) => Err(syntax("A similarity is one number, not a vector.", 1)),
            };
        }
        let of = |one: &[f64]| -> Result<Vec<f64>> {
            let mut features = Vec::new();
            let vectors = Vectors { one, two: None, constant, entrywise: self.entrywise };
            for piece in &self.pieces {
                features.extend(list::features(piece, vectors)?);
            }
            Ok(features)
        };
        Ok(of(q)?.iter().zip(of(k)?).map(|(one, two)| one * two).sum())
    }
}

/// What stands behind the last equals sign that is in no bracket.
fn behind_equals(text: &str) -> &str {
    let (mut depth, mut from) = (0, 0);
    for (at, c) in text.char_indices() {
        depth += i32::from("([{".contains(c)) - i32::from(")]}".contains(c));
        if c == '=' && depth == 0 {
            from = at + 1;
        }
    }
    &text[from..]
}

fn product(q: &[f64], k: &[f64]) -> f64 {
    q.iter().zip(k).map(|(q, k)| q * k).sum()
}

fn kernel(q: &[f64], k: &[f64], offset: f64) -> f64 {
    let sum = product(q, k) + offset;
    sum * sum
}

fn near(one: f64, two: f64) -> bool {
    (one - two).abs() <= 1e-9 * two.abs().max(1.0)
}

type Given<'g> = (f64, &'g [f64], &'g [f64], f64);

/// a and b where all that was found is (a·q·k + b)².
fn line(given: &[Given]) -> Option<(f64, f64)> {
    let root = |at: &Given| (at.0 >= 0.0).then(|| (product(at.1, at.2), at.0.sqrt()));
    let points: Vec<(f64, f64)> = given.iter().map(root).collect::<Option<_>>()?;
    let (x, y) = points[0];
    let (other, z) = *points.iter().find(|(at, _)| *at != x)?;
    let fits = |sign: f64| {
        let times = (sign * z - y) / (other - x);
        let offset = y - times * x;
        let offset = if offset.abs() < 1e-9 { 0.0 } else { offset };
        let all = given.iter().all(|(found, q, k, _)| {
            let sum = times * product(q, k) + offset;
            near(*found, sum * sum)
        });
        (all && times.abs() > 1e-9).then_some((times * times.signum(), offset * times.signum()))
    };
    fits(1.0).or_else(|| fits(-1.0))
}

/// Whether all that was found is a·q·k + b, and not always the same.
fn is_affine(given: &[Given]) -> bool {
    let alike = given.iter().filter(|(_, _, _, c)| *c == given[0].3);
    let points: Vec<(f64, f64)> = alike.map(|(found, q, k, _)| (product(q, k), *found)).collect();
    let (x, y) = points[0];
    let Some((other, z)) = points.iter().find(|(at, _)| *at != x) else { return false };
    let slope = (z - y) / (other - x);
    slope != 0.0 && points.iter().all(|(at, found)| near(*found, y + slope * (at - x)))
}

fn vector(entries: &[f64]) -> String {
    let list: Vec<String> = entries.iter().map(|entry| format_number(*entry)).collect();
    format!("({})", list.join(", "))
}
