//! What `checkMoment` gives.

use serde::Serialize;
use tsify::Tsify;
use wasm_bindgen::prelude::*;

use crate::lab::q1_scaling::mean_variance::Verdict;

#[wasm_bindgen(typescript_custom_section)]
const QUESTION: &str = r#"
/** E[qᵀk]; Var(qᵀk) for μ = 0 and σ = 1, and for any; the s that makes the variance 1. */
export type MomentQuestion = 'mean' | 'variance' | 'any-variance' | 'scale';
"#;

/// What a typed answer is worth.
#[derive(Serialize, Tsify)]
pub struct MomentReport {
    right: bool,
    /// Where it fails, and what it gives there; empty where it is right.
    found: String,
    /// What it should give there: it tells part of the answer.
    expected: String,
}

impl From<Verdict> for MomentReport {
    fn from(of: Verdict) -> Self {
        Self { right: of.right, found: of.found, expected: of.expected }
    }
}
