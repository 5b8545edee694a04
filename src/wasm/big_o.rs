//! What `checkBigO` gives: a typed answer, compared with the derived cost.

use serde::Serialize;
use tsify::Tsify;

use super::cost::{Amount, Written};
use crate::base::poly::Polynomial;
use crate::lab::q4_decoding::big_o;

/// A typed big-O answer, judged.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct BigOReport {
    verdict: Verdict,
    /// Whether the answer grows as the count does.
    accepted: bool,
    /// The answer as it was read.
    read: Written,
    findings: Vec<BigOFinding>,
    /// The derived cost, which gives the answer away.
    derived: Amount,
}

/// "right"; "equivalent" with lower terms of the count, other letters or factors; "dominated" with
/// lower terms that are not counted; "missing" a leading term; "wrong" where a term grows too fast.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    Right,
    Equivalent,
    Dominated,
    Missing,
    Wrong,
}

/// What there is to say about a term, or about the whole where there is none.
#[derive(Serialize, Tsify)]
pub struct BigOFinding {
    /// "wrong", "missing", "dominated", "kept", "letters", "factor" or "near".
    code: &'static str,
    #[tsify(optional)]
    term: Option<Written>,
    message: String,
}

impl From<big_o::Judged> for BigOReport {
    fn from(judged: big_o::Judged) -> Self {
        let finding = |finding: big_o::Finding| BigOFinding {
            code: finding.code,
            term: finding.term.map(|term| Written::of(&Polynomial::from(term))),
            message: finding.message,
        };
        Self {
            accepted: judged.verdict < big_o::Verdict::Missing,
            verdict: judged.verdict.into(),
            read: Written::of(&judged.read),
            findings: judged.findings.into_iter().map(finding).collect(),
            derived: judged.derived.into(),
        }
    }
}

impl From<big_o::Verdict> for Verdict {
    fn from(verdict: big_o::Verdict) -> Self {
        match verdict {
            big_o::Verdict::Right => Self::Right,
            big_o::Verdict::Equivalent => Self::Equivalent,
            big_o::Verdict::Dominated => Self::Dominated,
            big_o::Verdict::Missing => Self::Missing,
            big_o::Verdict::Wrong => Self::Wrong,
        }
    }
}
