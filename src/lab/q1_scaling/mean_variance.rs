//! Typed answers to homework 1, judged by their values: the mean and the variance of qᵀk, and s.

use serde::Serialize;
use tsify::Tsify;

use crate::base::error::{Code, Error, Result, brief};
use crate::base::words::words;
use crate::lab::q1_scaling::formula::{Distribution, Formula};
use crate::lab::q1_scaling::scaling::theory::Theory;
use crate::lab::q1_scaling::slips::{self, Slip};
use crate::read::number_format::format_number;

words! {
    /// What is asked: E[qᵀk]; Var(qᵀk) for μ = 0 and σ = 1, and for any; the s that makes the
    /// variance 1.
    pub enum MomentQuestion {
        /// (a): E[qᵀk] for any μ and σ.
        Mean = "mean",
        /// (b): Var(qᵀk) where μ = 0 and σ = 1.
        Variance = "variance",
        /// The same for any μ and σ.
        AnyVariance = "any-variance",
        /// (c): the s for which Var(qᵀk / s) = 1 where μ = 0 and σ = 1.
        Scale = "scale",
    }
}

impl MomentQuestion {
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

    /// What an answer is written in.
    fn hint(self) -> &'static str {
        match self {
            Self::Mean | Self::AnyVariance => {
                "Write it in d, σ (sigma) and μ (mu), such as 3*d + sigma^3/2."
            }
            Self::Variance => "Write it in d, such as 3*d^3 or d/2.",
            Self::Scale => "Write s in d, such as 3*d^3 or d/2.",
        }
    }

    const fn slips(self) -> &'static [Slip] {
        match self {
            Self::Mean => slips::MEAN,
            Self::Variance => slips::VARIANCE,
            Self::Scale => slips::SCALE,
            Self::AnyVariance => slips::ANY_VARIANCE,
        }
    }

    fn exact(self, distribution: &Distribution) -> f64 {
        let theory = Theory::new(&distribution.mean, distribution.std);
        match self {
            Self::Mean => theory.mean,
            Self::Variance | Self::AnyVariance => theory.variance,
            Self::Scale => theory.variance.sqrt(),
        }
    }

    /// Where an answer is tried. No two of the usual wrong answers agree on all of these.
    fn distributions(self) -> Vec<Distribution> {
        let distribution = |mean: &[f64], std| Distribution { mean: mean.to_vec(), std };
        match self {
            Self::Variance | Self::Scale => {
                [4, 3, 9, 64].map(|d| distribution(&vec![0.0; d], 1.0)).to_vec()
            }
            Self::Mean | Self::AnyVariance => vec![
                distribution(&[1.0, 2.0, 0.0], 1.0),
                distribution(&[0.5, -1.0], 2.0),
                distribution(&[0.0; 4], 1.5),
                distribution(&[3.0], 0.5),
            ],
        }
    }
}

/// What is said of a right answer in E[q] and E[k].
const MEANS: &str = "E[q] and E[k] are μ: in the letters of the question it is μᵀμ.";

/// What a typed answer is worth.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
pub struct MomentReport {
    pub right: bool,
    /// Where it fails and what it gives there, or how a right one was read; empty where that is plain.
    pub found: String,
    /// What it should give there: it tells part of the answer.
    pub expected: String,
    /// What a usual wrong answer is instead; empty where it is none of them.
    pub slip: &'static str,
    /// Where it fails, for an experiment to be made there.
    #[tsify(optional)]
    pub place: Option<MomentPlace>,
}

/// A distribution of queries and keys, and what an answer gives for it.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
pub struct MomentPlace {
    /// As many entries as queries are wide.
    pub mean: Vec<f64>,
    pub std: f64,
    pub given: f64,
}

/// Judges a typed answer.
///
/// # Errors
/// `formula-syntax` for what is no formula in d, σ and μ.
pub fn judge(question: MomentQuestion, text: &str) -> Result<MomentReport> {
    let hinted = |error: Error| error.hint(question.hint());
    let formula = Formula::parse(text).map_err(hinted)?;
    let distributions = question.distributions();
    let mut given = Vec::new();
    for distribution in &distributions {
        given.push(formula.at(distribution).map_err(hinted)?);
    }
    let pairs = || distributions.iter().zip(&given);
    let is_near = |(distribution, given): &(&Distribution, &f64)| {
        let exact = question.exact(distribution);
        (*given - exact).abs() <= 1e-9 * exact.abs().max(1.0)
    };
    let Some((distribution, given)) = pairs().find(|pair| !is_near(pair)) else {
        let found = if formula.names_means { MEANS } else { "" }.to_owned();
        let expected = String::new();
        return Ok(MomentReport { right: true, found, expected, slip: "", place: None });
    };
    let mut report = wrong(question, distribution, *given, question.exact(distribution));
    report.slip = slips::name(question.slips(), &formula, &distributions);
    if report.slip.is_empty() && question == MomentQuestion::Mean {
        report.slip = slips::dependence(&formula);
    }
    if *given < 0.0 && question == MomentQuestion::Variance {
        report.slip = "A variance is a mean of squares, and never below 0.";
    }
    let holds: Vec<usize> = pairs().filter(is_near).map(|(at, _)| at.mean.len()).collect();
    if let ([d], MomentQuestion::Variance | MomentQuestion::Scale) = (&*holds, question) {
        report.found = format!("It is right at d = {d}, but not at every d. {}", report.found);
    }
    Ok(report)
}

fn wrong(
    question: MomentQuestion,
    distribution: &Distribution,
    given: f64,
    exact: f64,
) -> MomentReport {
    let d = distribution.mean.len();
    let found = format_number(given);
    let (found, expected) = match question {
        MomentQuestion::Scale if given < 0.0 => {
            let found = format!(
                "At d = {d} your formula gives s = {found}. A negative s reverses the order of the scores: \
                 the key that fits best would get the least weight."
            );
            (found, "It should be positive.".to_owned())
        }
        MomentQuestion::Scale => {
            let variance = exact * exact / (given * given);
            let found = format!(
                "At d = {d} your formula gives s = {found}, and Var(qᵀk/s) would be {}.",
                format_number(variance)
            );
            (found, "It should be 1.".to_owned())
        }
        MomentQuestion::Variance => {
            let found = format!("At d = {d} your formula gives {found}.");
            (found, format!("The variance there is {}.", format_number(exact)))
        }
        MomentQuestion::Mean | MomentQuestion::AnyVariance => {
            let mean: Vec<String> =
                distribution.mean.iter().map(|entry| format_number(*entry)).collect();
            let at =
                format!("μ = ({}) and σ = {}", mean.join(", "), format_number(distribution.std));
            (
                format!("At {at} your formula gives {found}."),
                format!("There it is {}.", format_number(exact)),
            )
        }
    };
    let place = MomentPlace { mean: distribution.mean.clone(), std: distribution.std, given };
    MomentReport { right: false, found, expected, slip: "", place: Some(place) }
}
