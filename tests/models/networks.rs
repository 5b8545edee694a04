//! Small random networks compute what transformers computes: every table of every head, hidden
//! states, logits, gradients, and logits without some heads.

use attention_models::error::Result;
use attention_models::files::config;
use attention_models::network::load::Loader;
use attention_models::network::weights::Network;
use serde_json::Value;

use crate::bytes::weights;

const VALUES: f64 = 1e-5;
const GRADIENTS: f64 = 1e-4;

fn goldens() -> Vec<Value> {
    let text = include_str!("../golden/models/networks.json");
    let golden: Value = serde_json::from_str(text).expect("the golden is JSON");
    golden["networks"].as_array().expect("it lists networks").clone()
}

/// Numbers in base 64.
fn floats(value: &Value) -> Vec<f32> {
    let text = value.as_str().expect("numbers are a text");
    let digit = |char: u8| match char {
        b'A'..=b'Z' => char - b'A',
        b'a'..=b'z' => char - b'a' + 26,
        b'0'..=b'9' => char - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let bits = text.bytes().filter(|char| *char != b'=').map(|char| u32::from(digit(char)));
    let digits: Vec<u32> = bits.collect();
    let bytes: Vec<u8> = digits
        .chunks(4)
        .flat_map(|four| {
            let word =
                four.iter().fold(0, |word, digit| word << 6 | digit) << (6 * (4 - four.len()));
            word.to_be_bytes()[1..four.len()].to_vec()
        })
        .collect();
    let (numbers, rest) = bytes.as_chunks::<4>();
    assert!(rest.is_empty());
    numbers.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect()
}

fn numbers(value: &Value) -> Vec<u32> {
    value.as_array().expect("a list").iter().map(|id| id.as_u64().expect("an id") as u32).collect()
}

fn head(value: &Value) -> [usize; 2] {
    [0, 1].map(|at| value[at].as_u64().expect("a layer or head") as usize)
}

/// The file of weights that a golden is about.
fn file(golden: &Value) -> Vec<u8> {
    let shapes = golden["shapes"].as_object().expect("shapes by name").iter();
    let shapes: Vec<(String, Vec<usize>)> = shapes
        .map(|(name, shape)| {
            (name.clone(), numbers(shape).into_iter().map(|size| size as usize).collect())
        })
        .collect();
    let dtype = match golden["dtype"].as_str() {
        Some("float16") => "F16",
        Some("bfloat16") => "BF16",
        _ => "F32",
    };
    weights(&shapes, golden["prefix"].as_str().expect("a prefix"), dtype)
}

fn network(golden: &Value) -> Result<Network> {
    let config = config::read(golden["config"].to_string().as_bytes())?;
    let bytes = file(golden);
    let mut loader = Loader::new("model.safetensors", Some(bytes.len() as u64), config);
    loader.push(&bytes)?;
    Ok(loader.finish()?.0)
}

/// The largest difference; where `relative`, beside the largest number.
#[track_caller]
fn assert_near(what: &str, found: &[f32], expected: &[f32], tolerance: f64, is_relative: bool) {
    assert_eq!(found.len(), expected.len(), "{what}");
    let largest = expected.iter().fold(0.0_f32, |most, cell| most.max(cell.abs()));
    let unit = if is_relative { f64::from(largest).max(1e-12) } else { 1.0 };
    let off = found.iter().zip(expected).map(|(a, b)| f64::from((a - b).abs()) / unit);
    let worst = off.fold(0.0, f64::max);
    assert!(worst <= tolerance, "{what}: {worst:e}");
}

#[test]
fn every_table_of_every_head_is_that_of_transformers() {
    let goldens = goldens();
    assert!(goldens.len() >= 12);
    for golden in &goldens {
        let network = network(golden).expect("the network loads");
        let (ids, segments) = (numbers(&golden["ids"]), numbers(&golden["segments"]));
        let run = network.run(&ids, &segments, &[]).expect("it runs");
        let name = golden["config"].to_string();
        for (layer, expected) in golden["hidden"].as_array().expect("a list").iter().enumerate() {
            let hidden = network.hidden(&run, layer).expect("it is there");
            assert_near(
                &format!("{name} hidden {layer}"),
                hidden,
                &floats(expected),
                VALUES,
                false,
            );
        }
        for (layer, tables) in golden["layers"].as_array().expect("a list").iter().enumerate() {
            let heads = network.config.heads;
            let found: Vec<_> = (0..heads)
                .map(|head| network.head(&run, layer, head).expect("it is there"))
                .collect();
            let all =
                |table: &dyn Fn(usize) -> Vec<f32>| (0..heads).flat_map(table).collect::<Vec<_>>();
            let causal = golden["config"]["model_type"] == "gpt2";
            for (table, cells) in [
                ("q", all(&|head| found[head].q.to_vec())),
                ("k", all(&|head| found[head].k.to_vec())),
                ("v", all(&|head| found[head].v.to_vec())),
                ("scores", all(&|head| found[head].scores.clone())),
                ("weights", all(&|head| found[head].weights.to_vec())),
                ("output", all(&|head| found[head].output.to_vec())),
            ] {
                let what = format!("{name} layer {layer} {table}");
                assert_near(&what, &cells, &floats(&tables[table]), VALUES, false);
            }
            for head in found.iter().filter(|_| causal) {
                let rows = head.weights.chunks_exact(ids.len()).enumerate();
                assert!(
                    rows.flat_map(|(row, cells)| &cells[row + 1..]).all(|weight| *weight == 0.0)
                );
            }
        }
        let logits = network.logits(&run, 0, ids.len());
        match golden.get("logits") {
            Some(expected) => {
                let logits = logits.expect("it has an output over tokens");
                assert_near(&format!("{name} logits"), &logits, &floats(expected), VALUES, false);
            }
            None => assert_eq!(logits, None),
        }
    }
}

#[test]
fn gradients_of_a_logit_are_those_of_pytorch() {
    let mut count = 0;
    for golden in &goldens() {
        let Some(gradients) = golden.get("gradients").and_then(Value::as_array) else { continue };
        let network = network(golden).expect("the network loads");
        let run = network
            .run(&numbers(&golden["ids"]), &numbers(&golden["segments"]), &[])
            .expect("it runs");
        for expected in gradients {
            let [token, position] = ["token", "position"]
                .map(|name| expected[name].as_u64().expect("a number") as usize);
            let found = network.gradient(&run, token, position, head(&expected["head"]));
            let found = found.expect("it has a gradient");
            for (table, cells) in [
                ("scores", &found.scores),
                ("weights", &found.weights),
                ("q", &found.q),
                ("k", &found.k),
                ("v", &found.v),
            ] {
                let what = format!("{} {} {table}", golden["config"], expected["head"]);
                assert_near(&what, cells, &floats(&expected[table]), GRADIENTS, true);
            }
            count += 1;
        }
    }
    assert!(count > 20, "{count}");
}

#[test]
fn a_head_that_is_off_adds_nothing() {
    for golden in &goldens() {
        let Some(expected) = golden.get("ablated") else { continue };
        let network = network(golden).expect("the network loads");
        let off: Vec<[usize; 2]> =
            expected["off"].as_array().expect("heads").iter().map(head).collect();
        let (ids, segments) = (numbers(&golden["ids"]), numbers(&golden["segments"]));
        let run = network.run(&ids, &segments, &off).expect("it runs");
        let logits = network.logits(&run, 0, ids.len()).expect("it has an output over tokens");
        let what = format!("{} without {off:?}", golden["config"]);
        assert_near(&what, &logits, &floats(&expected["logits"]), VALUES, false);
        for [layer, head] in &off {
            let head = network.head(&run, *layer, *head).expect("it is there");
            assert!(head.output.iter().all(|cell| *cell == 0.0));
            assert!(head.weights.iter().any(|weight| *weight > 0.0));
        }
    }
}

/// One row of logits is that row of all of them.
#[test]
fn logits_of_one_position_are_a_row_of_all() {
    let golden = &goldens()[0];
    let network = network(golden).expect("the network loads");
    let ids = numbers(&golden["ids"]);
    let run = network.run(&ids, &[], &[]).expect("it runs");
    let all = network.logits(&run, 0, ids.len()).expect("it has an output over tokens");
    let size = network.config.vocabulary;
    for (position, row) in all.chunks_exact(size).enumerate() {
        assert_eq!(network.logits(&run, position, 1).expect("as before"), row);
    }
}

/// However the bytes come, the weights are the same.
#[test]
fn weights_do_not_depend_on_how_the_bytes_come() {
    for golden in goldens().iter().step_by(3) {
        let bytes = file(golden);
        let config = config::read(golden["config"].to_string().as_bytes()).expect("it is read");
        let whole = network(golden).expect("the network loads");
        let ids = numbers(&golden["ids"]);
        let logits = |network: &Network| {
            network.run(&ids, &numbers(&golden["segments"]), &[]).expect("it runs").last
        };
        let expected = logits(&whole);
        for size in [1, 3, 7, 64, 1001] {
            let mut loader =
                Loader::new("model.safetensors", Some(bytes.len() as u64), config.clone());
            for chunk in bytes.chunks(size) {
                loader.push(chunk).expect("the chunk is taken");
            }
            let (network, notes) = loader.finish().expect("the file is complete");
            assert!(notes.is_empty());
            assert_eq!(logits(&network), expected, "chunks of {size}");
        }
    }
}

#[test]
fn a_gpt2_that_was_saved_alone_has_no_logits() {
    let is_tied = |golden: &Value| {
        golden["config"]["model_type"] == "gpt2"
            && golden["config"]["tie_word_embeddings"] != Value::Bool(false)
    };
    let mut golden = goldens().into_iter().find(is_tied).expect("a tied GPT-2");
    for (name, has_head) in [("GPT2Model", false), ("GPT2LMHeadModel", true)] {
        golden["config"]["architectures"] = serde_json::json!([name]);
        assert_eq!(network(&golden).expect("it loads").head.is_some(), has_head, "{name}");
    }
}
