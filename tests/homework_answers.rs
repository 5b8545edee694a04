//! What students type: wrong answers to every part, each with what must and what must not be said
//! to it, and right answers in many notations.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::{BTreeMap, BTreeSet};

use attention_playground::base::error::Error;
use attention_playground::lab::check::{self, CheckVerdict, TypedAnswer};
use attention_playground::lab::q1_scaling::mean_variance::{self, MomentQuestion};
use attention_playground::lab::q3_by_hand::fill_in::{self, BlankVerdict};
use attention_playground::lab::q4_decoding::big_o::{self, Quantity};
use attention_playground::lab::q4_decoding::shared_keys;
use attention_playground::lab::q6_kernels::kernel_answer::{self, KernelQuestion};
use attention_playground::program::param::ParamValue;
use attention_playground::request::Request;
use attention_playground::request::run::run;
use attention_playground::variants::find;
use serde_json::Value;

/// Whether an answer is right, and all that is said of it before anything more is asked for.
type Said = (bool, String);

fn table() -> Value {
    serde_json::from_str(include_str!("homework-answers.json")).expect("the table is JSON")
}

/// A refusal is said like a verdict.
fn refused(error: &Error) -> Said {
    (false, format!("{} {}", error.cause, error.hint))
}

fn moment(question: MomentQuestion, text: &str) -> Said {
    match mean_variance::judge(question, text) {
        Ok(judged) => (judged.right, format!("{} {}", judged.slip, judged.found)),
        Err(error) => refused(&error),
    }
}

fn kernel(question: KernelQuestion, text: &str) -> Said {
    match kernel_answer::judge(question, text) {
        Ok(judged) => (judged.right, format!("{} {}", judged.slip, judged.found)),
        Err(error) => refused(&error),
    }
}

fn cost(variant: &str, quantity: &str, rule: &str, text: &str) -> Said {
    let mut request = Request::default();
    if variant == "linear" {
        request.params.insert("feature_map".into(), ParamValue::Word("quadratic".into()));
    }
    let judged = find(variant).and_then(|variant| {
        let trace = run(variant, &request)?;
        big_o::check(variant, &trace, Quantity::parse(quantity, rule)?, text)
    });
    match judged {
        Ok(judged) => {
            let said: Vec<&str> = judged.findings.iter().map(|found| &*found.discreet).collect();
            (judged.accepted, said.join(" "))
        }
        Err(error) => refused(&error),
    }
}

/// The output of question 2 (a), on the numbers of the sheet.
fn output(text: &str) -> Said {
    let argmax = find("argmax").expect("a variant");
    let given = TypedAnswer::Text(text.to_owned());
    let judged = match check::check(argmax, &Request::default(), "output", &given) {
        Ok(judged) => judged,
        Err(error) => return refused(&error),
    };
    let slips = judged.slips.iter().map(|slip| format!("{}. {}", slip.name, slip.explanation));
    let key = judged.wrong_key.iter().map(|key| key.message.clone());
    let shape = match &judged.verdict {
        CheckVerdict::WrongShape { message, .. } => Some(message.clone()),
        _ => None,
    };
    let notes = judged.notes.iter().filter(|note| note.code == "misplaced");
    let notes = notes.map(|note| note.message.clone());
    let said: Vec<String> = key.chain(slips).chain(shape).chain(notes).collect();
    (judged.verdict == CheckVerdict::Right, said.join(" "))
}

/// A verdict on a blank or on the whole program, in words.
fn in_words(verdict: &BlankVerdict) -> Said {
    match verdict {
        BlankVerdict::Right => (true, String::new()),
        BlankVerdict::Empty => (false, String::new()),
        BlankVerdict::Misfit(misfit) => (false, misfit.message.clone()),
        BlankVerdict::Unclear { message, .. }
        | BlankVerdict::SomethingElse { message }
        | BlankVerdict::Refused { message, .. } => (false, message.clone()),
    }
}

/// One blank of question 3 (a), the others right.
fn blank(hole: &str, text: &str) -> Said {
    let mut texts: BTreeMap<String, String> =
        fill_in::BLANKS.map(|(name, right)| (name.to_owned(), right.to_owned())).into();
    texts.insert(hole.to_owned(), text.to_owned());
    let report = fill_in::fill(&texts, false, 0).expect("a blank of the program");
    let found = report.blanks.iter().find(|blank| blank.id == hole).expect("the blank");
    let (right, said) = in_words(&found.verdict);
    let notes = report.notes.iter().filter(|note| note.place.field == hole);
    let notes: Vec<&str> = notes.map(|note| &*note.message).collect();
    (right, format!("{said} {}", notes.join(" ")))
}

/// The mends of question 3 (b), as `split=…; combine=…`.
fn mends(text: &str) -> Said {
    let pairs = text.split(';').filter_map(|pair| pair.split_once('='));
    let texts = pairs.map(|(hole, text)| (hole.trim().to_owned(), text.trim().to_owned()));
    let report = fill_in::fill(&texts.collect(), true, 0).expect("mends of the program");
    in_words(&report.whole)
}

/// The blanks of question 4, as `A=hdq C=bd,hdq->bhq`.
fn letters(text: &str) -> Said {
    let pairs = text.split_whitespace().filter_map(|pair| pair.split_once('='));
    let chosen = pairs.map(|(blank, text)| (blank.to_owned(), text.to_owned())).collect();
    let report = shared_keys::judge(&chosen).expect("choices of the sheet");
    let faults: Vec<&str> = report.faults.iter().map(|fault| &*fault.message).collect();
    (report.right, faults.join(" "))
}

fn said(part: &str, text: &str) -> Said {
    match part {
        "1a" => moment(MomentQuestion::Mean, text),
        "1b" => moment(MomentQuestion::Variance, text),
        "1c" => moment(MomentQuestion::Scale, text),
        "2a" => output(text),
        "3b" => mends(text),
        "4A-E" => letters(text),
        "4f" => cost("multi-query-decode", "time", "forward", text),
        "4g" => cost("multi-query-decode", "memory", "fused", text),
        "6b-i" => kernel(KernelQuestion::Similarity, text),
        "6b-ii" => kernel(KernelQuestion::Features, text),
        "6b-iii" => kernel(KernelQuestion::Rewritten, text),
        "6c-time" => cost("scaled-dot-product", "time", "forward", text),
        "6c-memory" => cost("scaled-dot-product", "memory", "kept", text),
        "6d-time" => cost("linear", "time", "forward", text),
        "6d-memory" => cost("linear", "memory", "kept", text),
        _ => blank(part.strip_prefix("3a-").expect("a part of the sheet"), text),
    }
}

/// Whether some words stand in a text by themselves: b·d does not stand in b·d².
fn has_word(text: &str, words: &str) -> bool {
    let goes_on = |c: char| c.is_alphanumeric() || "·/²³⁴".contains(c);
    text.match_indices(words).any(|(at, _)| {
        !text[..at].ends_with(goes_on) && !text[at + words.len()..].starts_with(goes_on)
    })
}

fn texts(value: &Value) -> Vec<&str> {
    let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter().map(|text| text.as_str().expect("a text")).collect()
}

/// The parts that are chosen in the page are tried there.
fn is_of_the_page(part: &str) -> bool {
    ["2b", "6a", "6b-count"].contains(&part)
}

#[test]
fn every_wrong_answer_is_told_what_it_should_be_told() {
    let table = table();
    let (mut wrong, mut tried) = (Vec::new(), 0);
    for row in table["wrong"].as_array().expect("rows") {
        let (part, text) = (row["part"].as_str().unwrap(), row["text"].as_str().unwrap());
        tried += 1;
        if is_of_the_page(part) {
            continue;
        }
        let (right, said) = said(part, text);
        if std::env::var_os("SHOW").is_some() {
            println!("{part}\t{text}\t{right}\t{}", said.trim());
        }
        if right {
            wrong.push(format!("{part} {text:?} is taken for right"));
        }
        for words in texts(&row["says"]) {
            if !said.contains(words) {
                wrong.push(format!("{part} {text:?} is not told {words:?}: {said}"));
            }
        }
        for words in texts(&row["never"]).into_iter().chain(texts(&table["never"][part])) {
            if has_word(&said, words) && !text.contains(words) {
                wrong.push(format!("{part} {text:?} is told {words:?}: {said}"));
            }
        }
        if said.trim().is_empty() && row["says"].is_array() {
            wrong.push(format!("{part} {text:?} is told nothing"));
        }
    }
    assert!(wrong.is_empty(), "{} differences\n{}", wrong.len(), wrong.join("\n"));
    assert!(tried >= 150, "{tried} wrong answers");
}

#[test]
fn every_right_answer_is_right_in_at_least_six_notations() {
    let table = table();
    let mut wrong = Vec::new();
    for (part, notations) in table["right"].as_object().expect("parts") {
        let notations = texts(notations);
        let different: BTreeSet<&&str> = notations.iter().collect();
        assert!(different.len() >= 6, "{part} has {} notations", different.len());
        for text in notations {
            let (right, said) = said(part, text);
            if !right {
                wrong.push(format!("{part} {text:?}: {said}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} are not right\n{}", wrong.len(), wrong.join("\n"));
}
