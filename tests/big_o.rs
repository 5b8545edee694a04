//! Typed big-O answers: the table of those that were judged, and what holds for any answer.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/table.rs"]
mod table;

use std::collections::BTreeSet;

use attention_playground::base::error::Result;
use attention_playground::base::poly::Monomial;
use attention_playground::lab::q4_decoding::big_o::{
    BigOFinding, BigOReport, Quantity, Verdict, check,
};
use attention_playground::read::cost::notation::text;
use attention_playground::request::Request;
use attention_playground::request::run::run;
use attention_playground::variants::find;
use proptest::prelude::*;
use serde_json::Value;
use table::{Refused, answers};

/// What the sheet asks about: homework 4 (f) and (g), homework 6 (c) and (d).
const ASKED: [(&str, &str, &str); 10] = [
    ("multi-head-decode", "time", "forward"),
    ("multi-query-decode", "time", "forward"),
    ("grouped-query-decode", "time", "forward"),
    ("multi-head-decode", "memory", "fused"),
    ("multi-query-decode", "memory", "fused"),
    ("grouped-query-decode", "memory", "fused"),
    ("scaled-dot-product", "time", "forward"),
    ("scaled-dot-product", "memory", "kept"),
    ("linear", "time", "forward"),
    ("linear", "memory", "kept"),
];

fn judge(variant: &str, quantity: &str, rule: &str, text: &str) -> Result<BigOReport> {
    let variant = find(variant)?;
    let trace = run(variant, &Request::default())?;
    check(variant, &trace, Quantity::parse(quantity, rule)?, text)
}

fn word(verdict: Verdict) -> String {
    format!("{verdict:?}").to_lowercase()
}

/// A finding as the table writes it: `missing b·n·d`, or `letters` for one about the whole.
fn findings(judged: &BigOReport) -> BTreeSet<String> {
    let finding = judged.findings.iter().map(|finding| match &finding.term {
        Some(term) => format!("{} {}", finding.code, text(&term.clone().into())),
        None => finding.code.to_owned(),
    });
    finding.collect()
}

#[test]
fn every_answer_of_the_table_is_judged_as_it_says() {
    let (mut judged, mut failures) = (0, Vec::new());
    for row in answers() {
        let part = |key: &str| row[key].as_str().unwrap_or_default();
        let name = format!("{} {} {:?}", part("variant"), part("quantity"), part("text"));
        let outcome = judge(part("variant"), part("quantity"), part("rule"), part("text"));
        let wrong = match (outcome, &row["error"]) {
            (Ok(found), Value::Null) => {
                judged += 1;
                let listed = row["findings"].as_array().expect("a row lists its findings");
                let listed = listed.iter().map(|f| f.as_str().expect("a text").to_owned());
                let (verdict, told) = (word(found.verdict), findings(&found));
                let says =
                    |finding: &BigOFinding| row["says"].is_null() || row["says"] == finding.message;
                let is_said = found.findings.is_empty() || found.findings.iter().any(says);
                if verdict == part("verdict") && told == listed.collect() && is_said {
                    vec![]
                } else {
                    vec![format!("{verdict} {told:?} {:?}", found.findings)]
                }
            }
            (Err(error), Value::Object(_)) => Refused::from(error).all_differences(&row["error"]),
            (Ok(found), _) => vec![format!("was read as {}", text(&found.read))],
            (Err(error), _) => vec![error.to_string()],
        };
        failures.extend(wrong.into_iter().map(|what| format!("{name}: {what}")));
    }
    assert!(failures.is_empty(), "{} differences\n{}", failures.len(), failures.join("\n"));
    assert!(judged >= 60, "{judged} answers were judged");
}

/// What is derived is right, however it is written; what a person may type of it comes back.
#[test]
fn the_derived_cost_is_judged_right() {
    for (variant, quantity, rule) in ASKED {
        let derived = judge(variant, quantity, rule, "1").expect("1 can be read").derived;
        let leading = judge(variant, quantity, rule, &text(&derived.leading)).unwrap();
        assert_eq!((leading.verdict, leading.findings.len()), (Verdict::Right, 0), "{variant}");
        let full = judge(variant, quantity, rule, &text(&derived.full())).unwrap();
        assert!(full.verdict <= Verdict::Equivalent, "{variant} {:?}", full.findings);
        assert!(full.findings.iter().all(|finding| finding.code == "kept"), "{variant}");
        let exact = judge(variant, quantity, rule, &text(&derived.exact)).unwrap();
        assert!(exact.verdict <= Verdict::Equivalent, "{variant} {:?}", exact.findings);
        if let Some(nearly) = derived.nearly {
            let nearly = judge(variant, quantity, rule, &text(&nearly)).unwrap();
            assert_eq!(nearly.verdict, Verdict::Right, "{variant} {:?}", nearly.findings);
        }
        for finding in full.findings.iter().chain(&exact.findings) {
            assert!(finding.message.ends_with('.') && finding.message.len() < 160, "{finding:?}");
        }
    }
}

/// Without one of its leading terms an answer misses that one; with its square it is wrong.
#[test]
fn a_term_that_is_left_out_is_named() {
    for (variant, quantity, rule) in ASKED {
        let leading = judge(variant, quantity, rule, "1").unwrap().derived.leading;
        let terms: Vec<String> =
            leading.terms().map(|(term, _)| text(&term.clone().into())).collect();
        for (place, missing) in terms.iter().enumerate() {
            let mut others = terms.clone();
            others.remove(place);
            let answer = if others.is_empty() { "1".to_owned() } else { others.join(" + ") };
            let judged = judge(variant, quantity, rule, &answer).unwrap();
            if findings(&judged).contains("near") {
                continue; // with M ≈ D the term that is left out is one that is there
            }
            assert_eq!(judged.verdict, Verdict::Missing, "{variant} {answer}");
            assert!(
                findings(&judged).contains(&format!("missing {missing}")),
                "{variant} {answer}"
            );
            let larger = format!("{answer} + n·({missing})^2");
            let judged = judge(variant, quantity, rule, &larger).unwrap();
            assert_eq!(judged.verdict, Verdict::Wrong, "{variant} {larger}");
        }
    }
}

/// Whoever lacks a term, or has a factor of it too few, is told so in words, and not which it is.
#[test]
fn what_is_missing_is_told_in_the_words_of_the_sheet() {
    for (variant, quantity, rule) in ASKED {
        let leading = judge(variant, quantity, rule, "1").unwrap().derived.leading;
        let terms: Vec<Monomial> = leading.terms().map(|(term, _)| term.clone()).collect();
        let written = |term: &Monomial| text(&term.clone().into());
        for meant in &terms {
            let others = terms.iter().filter(|term| *term != meant).map(written);
            let others: Vec<String> = others.collect();
            let fewer = meant.factors().into_iter().filter(|(_, power)| *power > 0);
            let smaller = fewer.map(|(letter, _)| {
                let small = meant.clone() * &Monomial::from(letter).power(-1);
                (Some(written(&small)), [others.clone(), vec![written(&small)]].concat())
            });
            for (small, answer) in [(None, others.clone())].into_iter().chain(smaller) {
                let answer = if answer.is_empty() { "1".to_owned() } else { answer.join(" + ") };
                let judged = judge(variant, quantity, rule, &answer).unwrap();
                let missing = judged.findings.iter().filter(|finding| finding.code == "missing");
                for finding in missing {
                    let said = &finding.discreet;
                    let is_named = said.contains(" is missing: ")
                        || small.as_ref().is_some_and(|small| said.starts_with(small));
                    assert!(is_named, "{variant} {quantity} {answer}: {said}");
                    assert!(finding.origin.starts_with("Count the "), "{answer}: {finding:?}");
                }
                if judged.accepted {
                    continue;
                }
                for finding in &judged.findings {
                    let harmless = ["may leave", "no harm", "small enough", "≈"];
                    let said = harmless.iter().find(|words| finding.discreet.contains(**words));
                    assert_eq!(said, None, "{variant} {quantity} {answer}");
                }
            }
        }
    }
}

#[test]
fn an_unknown_quantity_or_rule_is_refused() {
    let refused = |quantity, rule| Quantity::parse(quantity, rule).unwrap_err().to_string();
    assert_eq!(
        refused("space", ""),
        "quantity: \"space\" is no quantity of a cost. Use one of time, memory."
    );
    assert_eq!(
        refused("time", "kept"),
        "rule: \"kept\" is no rule of a cost. Use one of forward, backward."
    );
    assert_eq!(Quantity::parse("time", "").unwrap(), Quantity::Forward);
    assert_eq!(Quantity::parse("memory", "").unwrap(), Quantity::Fused);
}

/// Characters that answers are made of, in any order.
fn scribble() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "b", "d", "n", "h", "k", "O", "(", ")", "[", "}", "^", "**", "²", "⁻", "1", "20", "+", "-",
        "·", "/", ",", "max(", "\\frac{", "\\", "\\left", "m", "ax", " ", "Θ", "𝒪", "é", "log",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// Any order of terms and factors, any signs and brackets: the same verdict.
    #[test]
    fn the_order_of_terms_and_factors_is_free(
        terms in Just(vec!["bdd", "bnd"]).prop_shuffle(),
        factors in Just(()).prop_flat_map(|()| [Just(vec!['b', 'd', 'd']).prop_shuffle(), Just(vec!['b', 'n', 'd']).prop_shuffle()]),
        sign in prop::sample::select(vec!["", " ", "*", "·", "\\cdot ", " \\times "]),
    ) {
        let product = |term: &&str| {
            let letters = &factors[usize::from(*term == "bnd")];
            letters.iter().map(char::to_string).collect::<Vec<_>>().join(sign)
        };
        let answer = format!("O({})", terms.iter().map(product).collect::<Vec<_>>().join(" + "));
        let judged = judge("multi-query-decode", "time", "forward", &answer).unwrap();
        prop_assert_eq!(judged.verdict, Verdict::Right, "{}", answer);
    }

    #[test]
    fn no_text_breaks_the_reader(text in scribble()) {
        if let Err(error) = judge("multi-query-decode", "memory", "fused", &text) {
            let shortcomings = Refused::from(error.clone()).shortcomings();
            prop_assert!(shortcomings.is_empty(), "{}: {} {:?}", text, error, shortcomings);
        }
    }
}
