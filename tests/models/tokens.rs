//! Tokens are those of Hugging Face's tokenizers: ids, segments, offsets, and the text back.

use std::time::Instant;

use attention_models::files::Files;
use attention_models::tokenizer::{Encoding, Tokenizer};
use serde_json::Value;

fn golden() -> Value {
    serde_json::from_str(include_str!("../golden/models/tokens.json")).expect("the golden is JSON")
}

pub fn tokenizer(files: &[(&str, &str)]) -> Tokenizer {
    let files = Files::new(files.iter().map(|(name, text)| (*name, text.as_bytes())));
    Tokenizer::from_files(&files).expect("the files are read").expect("they are a tokenizer's")
}

/// By its tokenizer.json, and by the lists that are in it.
fn tokenizers(golden: &Value, name: &str) -> [Tokenizer; 2] {
    let json = golden[name]["tokenizer"].as_str().expect("a file");
    let file: Value = serde_json::from_str(json).expect("it is JSON");
    let vocabulary = file["model"]["vocab"].as_object().expect("tokens with ids");
    let lists = if name == "word_piece" {
        let mut tokens: Vec<(&String, &Value)> = vocabulary.iter().collect();
        tokens.sort_by_key(|(_, id)| id.as_u64());
        let lines: Vec<&str> = tokens.iter().map(|(token, _)| token.as_str()).collect();
        tokenizer(&[("vocab.txt", &(lines.join("\n") + "\n"))])
    } else {
        let merges = file["model"]["merges"].as_array().expect("pairs").iter();
        let line = |pair: &Value| {
            [0, 1].map(|at| pair[at].as_str().expect("a token").to_owned()).join(" ")
        };
        let lines = merges.map(line).collect::<Vec<_>>().join("\n");
        let vocabulary = file["model"]["vocab"].to_string();
        tokenizer(&[
            ("vocab.json", &vocabulary),
            ("merges.txt", &format!("#version: 0.2\n{lines}\n")),
        ])
    };
    [tokenizer(&[("tokenizer.json", json)]), lists]
}

#[test]
fn tokens_are_those_of_hugging_face() {
    let golden = golden();
    let mut count = 0;
    for name in ["byte_level", "word_piece"] {
        for tokenizer in tokenizers(&golden, name) {
            for case in golden[name]["cases"].as_array().expect("cases") {
                let (text, second) = (case[0].as_str().expect("a text"), case[1].as_str());
                let Encoding { ids, segments, offsets, tokens } =
                    tokenizer.encode(text, second).expect("it has tokens");
                let what = format!("{name}: {text:?} {second:?}");
                assert_eq!(serde_json::json!(ids), case[2], "{what}");
                assert_eq!(serde_json::json!(segments), case[3], "{what}");
                assert_eq!(serde_json::json!(offsets), case[4], "{what}");
                assert_eq!(
                    tokenizer.decode(&ids).as_deref(),
                    Ok(case[5].as_str().expect("a text"))
                );
                assert!(
                    tokens.iter().zip(&ids).all(|(token, id)| tokenizer.id(token) == Some(*id))
                );
                count += 1;
            }
        }
    }
    assert!(count > 500, "{count}");
}

/// Twice the text takes about twice the time, whatever it is made of.
#[test]
fn encoding_is_linear_in_the_text() {
    let golden = golden();
    for name in ["byte_level", "word_piece"] {
        let [tokenizer, _] = tokenizers(&golden, name);
        for unit in ["a", " ", "\n", "^", "'s", "👩‍👩‍👧", "e\u{301}", "[MASK", "1"] {
            let time = |repeats: usize| {
                let text = unit.repeat(repeats / unit.len());
                let start = Instant::now();
                let encoding = tokenizer.encode(&text, None).expect("it has tokens");
                assert!(encoding.ids.len() <= text.len() + 2);
                start.elapsed().as_secs_f64()
            };
            // A busy machine may hold up a run; what takes its square takes it every time.
            let is_linear = || time(400_000) < 24.0 * time(50_000).max(1e-4);
            assert!((0..20).any(|_| is_linear()), "{name}, {unit:?}: far more for eight times it");
        }
    }
}

#[test]
fn an_id_that_no_token_has_is_refused() {
    let golden = golden();
    for tokenizer in tokenizers(&golden, "word_piece") {
        let error = tokenizer.decode(&[1, 1_000_000]).expect_err("there is none");
        assert_eq!(error.code.as_str(), "range");
    }
}
