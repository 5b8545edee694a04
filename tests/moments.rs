//! Typed answers to homework 1: right in any notation, and wrong ones told what they give.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/table.rs"]
mod table;

use attention_playground::lab::q1_scaling::mean_variance::{MomentQuestion, judge};
use serde_json::json;
use table::{Refused, formulas};

fn all_are(right: bool, question: MomentQuestion, answers: &[&str]) {
    for answer in answers {
        let verdict = judge(question, answer).unwrap_or_else(|error| panic!("{answer}: {error}"));
        assert_eq!(verdict.right, right, "{answer}: {verdict:?}");
        assert_eq!(verdict.found.is_empty(), right, "{answer}");
    }
}

#[test]
fn the_mean() {
    let right = [
        "||mu||^2",
        "‖μ‖²",
        "‖μ‖^2",
        "μᵀμ",
        "mu^T mu",
        r"\mu^T\mu",
        r"\mu^{\top}\mu",
        "mu·mu",
        r"\|\mu\|^2",
        r"\lVert\mu\rVert^2",
        "norm(mu)^2",
        "μ²",
        "mu**2",
        "sum mu_i^2",
        "Σ μᵢ²",
        "1/2 (2 ||mu||^2)",
        "||mu||*||mu||",
        "(||2 mu||/2)^2",
        r"\lVert\mu\rVert_2^2",
        r"\left\lVert \boldsymbol{\mu} \right\rVert_2^2",
        "‖μ‖_2^2",
        "‖μ‖₂²",
        "||mu||_2^2",
        "||mu||^2_2",
        "|mu|^2",
        "sum_i mu_i^2",
        "sum_i mu_i mu_i",
        "sum(mu**2)",
        "np.sum(mu**2)",
        r"\sum_{i=1}^d \mu_i^2",
        r"\sum\limits_{i=1}^{d} \mu_{i}^{2}",
        "∑_{i=1}^d μᵢ²",
        r"$\|\mu\|^2$",
        r"\(\mu^\top \mu\)",
        r"$E = \mu^T\mu$",
        "E[q^T k] = ||mu||^2",
        r"\mathbb{E}[q^\top k] = \sum_i \mu_i \mu_i = \|\mu\|^2",
        "= mu . mu",
        "mu.mu",
        "mu . mu",
        "mu@mu",
        "mu.T @ mu",
        "mu.dot(mu)",
        "<mu,mu>",
        r"\langle \mu, \mu \rangle",
        "np.dot(mu, mu)",
        "np.linalg.norm(mu)**2",
        r"\frac{2\mu^T\mu}{2}",
    ];
    all_are(true, MomentQuestion::Mean, &right);
    let wrong = [
        "0",
        "d*mu^2",
        "||mu||",
        "||mu||^2 + d*sigma^2",
        "d||mu||^2",
        "sigma^2",
        "d",
        "sum_i mu_i",
        "sum_i ||mu||^2",
    ];
    all_are(false, MomentQuestion::Mean, &wrong);
}

#[test]
fn the_variance() {
    all_are(true, MomentQuestion::Variance, &["d", "d*sigma^4", "dσ⁴", "2d/2", "d + 0", "d*1"]);
    let written =
        ["Var(qk) = d", r"\operatorname{Var}(q^\top k) = d", "= d", "$d$", "d_k", "sum_i 1"];
    all_are(true, MomentQuestion::Variance, &written);
    all_are(false, MomentQuestion::Variance, &["1", "d^2", "sqrt(d)", "√d", "2d", "1/d", "d-1"]);
    let right = [
        "d sigma^4 + 2 sigma^2 ||mu||^2",
        "dσ⁴ + 2σ²‖μ‖²",
        r"2\sigma^2\mu^\top\mu + d\sigma^4",
        "σ²(dσ² + 2μᵀμ)",
        r"\sum_i (\sigma^4 + 2\sigma^2\mu_i^2)",
        "sum_i sigma^4 + 2 sigma^2 <mu, mu>",
    ];
    all_are(true, MomentQuestion::AnyVariance, &right);
    let wrong = ["d", "d sigma^4", "d sigma^4 + sigma^2 ||mu||^2", "d sigma^2 + 2||mu||^2"];
    all_are(false, MomentQuestion::AnyVariance, &wrong);
}

#[test]
fn the_scale() {
    all_are(
        true,
        MomentQuestion::Scale,
        &["sqrt(d)", "√d", "d^(1/2)", r"\sqrt{d}", "d^0.5", "d/√d"],
    );
    let written = [
        "s = sqrt(d)",
        "np.sqrt(d)",
        "math.sqrt(d)",
        "torch.sqrt(d)",
        "sqrt(d_k)",
        r"\sqrt{d_k}",
        "d**0.5",
        "d^{1/2}",
        r"d^{\frac{1}{2}}",
        "$s = \\sqrt{d}$",
    ];
    all_are(true, MomentQuestion::Scale, &written);
    all_are(false, MomentQuestion::Scale, &["-d", "d", "1/sqrt(d)", "d^2", "1", "2", "sqrt(2d)"]);
    let verdict = judge(MomentQuestion::Scale, "d").unwrap();
    assert_eq!(verdict.found, "At d = 4 your formula gives s = 4, and Var(qᵀk/s) would be 0.25.");
}

/// With the sign turned the variance is right, and the answer is not.
#[test]
fn a_scale_is_positive() {
    let verdict = judge(MomentQuestion::Scale, "-sqrt(d)").unwrap();
    assert!(!verdict.right);
    assert!(
        verdict
            .found
            .starts_with("At d = 4 your formula gives s = −2. A negative s reverses the order")
    );
    assert_eq!(verdict.expected, "It should be positive.");
}

/// A hint names what fits there, and a refusal the whole word.
#[test]
fn a_refusal_says_which_word_is_not_understood() {
    let refused = |question, text| judge(question, text).unwrap_err().to_string();
    assert_eq!(
        refused(MomentQuestion::Scale, "2*delta"),
        "answer, column 3: \"delta\" is not understood here. Write s in d, such as 3*d^3 or d/2."
    );
    for question in [MomentQuestion::Variance, MomentQuestion::Scale] {
        assert!(!refused(question, "?").contains("sigma"), "{question:?}");
    }
    assert!(refused(MomentQuestion::Mean, "?").contains("sigma"));
}

#[test]
fn what_is_no_formula_is_refused_with_its_place() {
    let mut rows = formulas();
    let long = "d+".repeat(101);
    let deep = format!("{}d{}", "(".repeat(30), ")".repeat(30));
    let error =
        |column: usize| json!({"code": "formula-syntax", "field": "answer", "column": column});
    rows.push(json!({"text": long, "error": error(1)}));
    rows.push(json!({"text": deep, "error": error(21)}));
    for row in rows {
        let text = row["text"].as_str().expect("a formula");
        let refused = judge(MomentQuestion::Mean, text).expect_err(text);
        let differences = Refused::from(refused).all_differences(&row["error"]);
        assert!(differences.is_empty(), "{text}: {differences:?}");
    }
}
