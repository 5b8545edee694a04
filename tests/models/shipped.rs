//! The models that ship, measured by the code of the page: heads do what their cards say.

use attention_models::files::Files;
use attention_models::model::{Input, Model};
use attention_models::network::initial::{Seed, first_number};
use attention_models::network::patterns::scores;
use serde_json::Value;

/// The folder of a model that ships.
fn model(name: &str) -> Model {
    let files = ["config.json", "tokenizer.json", "model.safetensors"].map(|file| {
        let path = format!("{}/models/{name}/{file}", env!("CARGO_MANIFEST_DIR"));
        (file, std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}")))
    });
    let files: Vec<(&str, &[u8])> = files.iter().map(|(file, bytes)| (*file, &**bytes)).collect();
    Model::from_files(&files).unwrap()
}

/// Layer after layer, head after head, what the heads of a run score for a pattern.
fn measured(model: &Model, input: &Input, pattern: &str, rows: [usize; 2]) -> Vec<f32> {
    let (_, run) = model.run(input, &[]).unwrap();
    let all = scores(&run, model.special(), rows);
    all.into_iter().find(|(name, _)| *name == pattern).unwrap().1
}

/// Random tokens from a seed, none below `first`.
fn random(seed: u32, count: usize, first: u32) -> Vec<u32> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        first + (state >> 8) % (2048 - first)
    };
    (0..count).map(|_| next()).collect()
}

/// 32 random tokens and the same again.
fn repeat(seed: u32) -> Input {
    let part = random(seed, 32, 1);
    Input::Ids { ids: [&*part, &part].concat(), segments: vec![] }
}

/// [CLS] 31 random tokens [SEP] and 30 of them again [SEP], where every fourth is masked.
fn masked_repeat(seed: u32) -> Input {
    let [cls, sep, mask] = [2, 3, 4];
    let part = random(seed, 31, 5);
    let again = part[..30].iter().enumerate();
    let again: Vec<u32> = again.map(|(i, id)| if i % 4 == 1 { mask } else { *id }).collect();
    let ids = [&[cls], &*part, &[sep], &again, &[sep]].concat();
    let segments = (0..ids.len()).map(|i| u32::from(i > 32)).collect();
    Input::Ids { ids, segments }
}

/// Every head scores on such inputs what the card notes, and the best one 0.5 and more.
fn scores_as_noted(name: &str, card: &str, pattern: &str, input: fn(u32) -> Input) {
    let model = model(name);
    let card: Value = serde_json::from_str(card).unwrap();
    let trained = &card["log"].as_array().unwrap().last().unwrap()["scores"][pattern];
    let runs: Vec<Vec<f32>> =
        (0..16).map(|seed| measured(&model, &input(seed), pattern, [32, 64])).collect();
    let noted = trained.as_array().unwrap().iter().flat_map(|layer| layer.as_array().unwrap());
    let mut best = 0.0_f32;
    for (head, noted) in noted.enumerate() {
        let mean = runs.iter().map(|run| run[head]).sum::<f32>() / 16.0;
        let noted = noted.as_f64().unwrap() as f32;
        assert!((mean - noted).abs() < 0.1, "{pattern}, head {head}: {mean}, noted {noted}");
        best = best.max(mean);
    }
    assert!(best >= 0.5, "{pattern}: {best}");
}

#[test]
fn heads_of_the_causal_model_copy() {
    let card = include_str!("../../models/causal/training.json");
    scores_as_noted("causal", card, "induction", repeat);
    scores_as_noted("causal", card, "same_token", repeat);
}

#[test]
fn heads_of_the_masked_model_copy() {
    let card = include_str!("../../models/masked/training.json");
    scores_as_noted("masked", card, "copy", masked_repeat);
}

#[test]
fn a_prompt_fires_the_head_that_it_names() {
    let prompts: Vec<Value> =
        serde_json::from_str(include_str!("../../models/prompts.json")).unwrap();
    for prompt in &prompts {
        let text = |field: &str| prompt[field].as_str().map(str::to_owned);
        let model = model(&text("model").unwrap());
        let pattern = text("pattern").unwrap();
        let input = Input::Text { text: text("text").unwrap(), second: text("second") };
        // The first row has nowhere else to look than at the first token.
        let first = usize::from(pattern == "first_token");
        let heads = measured(&model, &input, &pattern, [first, usize::MAX]);
        let at = |index: usize| prompt["head"][index].as_u64().unwrap() as usize;
        let score = heads[at(0) * model.network.config.heads + at(1)];
        let noted = prompt["score"].as_f64().unwrap() as f32;
        assert!((score - noted).abs() < 0.01, "{input:?}: {score}, noted {noted}");
    }
}

/// The seed on the card gives the weights that the training began with, whose heads do nothing yet.
#[test]
fn the_causal_model_before_its_training_has_no_patterns() {
    let card = include_str!("../../models/causal/training.json");
    let card: Value = serde_json::from_str(card).unwrap();
    let sources = &card["initial"];
    let number = |name: &str| sources[name].as_f64().unwrap();
    let seed = Seed {
        seed: sources["seed"].as_u64().unwrap() as u32,
        deviation: number("deviation"),
        base: number("base"),
    };
    for (name, drawn) in sources["drawn"].as_object().unwrap() {
        let ours = first_number(seed, drawn["stream"].as_u64().unwrap());
        let noted = drawn["number"].as_f64().unwrap();
        assert!((ours - noted).abs() < 1e-8, "{name}: {ours}, the card says {noted}");
    }
    let read = |file: &str| {
        std::fs::read(format!("{}/models/causal/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap()
    };
    let files = ["config.json", "tokenizer.json"].map(|file| (file, read(file)));
    let files = Files::new(files.iter().map(|(name, bytes)| (*name, &bytes[..])));
    let model = Model::initial(&files, seed).unwrap();
    let noted = &card["log"][0]["scores"];
    for pattern in ["previous_token", "induction", "same_token"] {
        let runs: Vec<Vec<f32>> =
            (0..16).map(|seed| measured(&model, &repeat(seed), pattern, [32, 64])).collect();
        for head in 0..model.network.config.layers * model.network.config.heads {
            let mean = runs.iter().map(|run| run[head]).sum::<f32>() / 16.0;
            assert!(mean <= 0.05, "{pattern}, head {head}: {mean}");
            let heads = model.network.config.heads;
            let noted = noted[pattern][head / heads][head % heads].as_f64().unwrap() as f32;
            assert!((mean - noted).abs() < 0.01, "{pattern}, head {head}: {mean}, noted {noted}");
        }
    }
}

/// Every step of a row follows from the one before it, and is what the whole head has there.
#[test]
fn a_row_is_that_of_its_head_step_by_step() {
    let model = model("causal");
    let text = "And the king said unto the woman, Give me the cup.".to_owned();
    let (_, run) = model.run(&Input::Text { text, second: None }, &[[2, 1]]).unwrap();
    let (n, each) = (run.ids.len(), model.network.config.head_width());
    let near = |a: f32, b: f32| assert!((a - b).abs() <= 1e-4 * a.abs().max(1.0), "{a} and {b}");
    for (layer, head, query) in [(0, 0, 0), (1, 2, 5), (2, 3, n - 1)] {
        let row = model.network.row(&run, layer, head, query).unwrap();
        let whole = model.network.head(&run, layer, head).unwrap();
        let mut sum = vec![0.0; each];
        for j in 0..n {
            near(row.products[j * each..][..each].iter().sum(), row.dots[j]);
            near(row.dots[j] * row.scale, row.scaled[j]);
            near(row.scaled[j], whole.scores[query * n + j]);
            assert_eq!(row.masked[j] == f32::NEG_INFINITY, j > query);
            near(row.weights[j], whole.weights[query * n + j]);
            sum.iter_mut().zip(&row.weighted[j * each..][..each]).for_each(|(sum, x)| *sum += x);
        }
        sum.iter().zip(&row.output).for_each(|(sum, output)| near(*sum, *output));
    }
    let off = model.network.row(&run, 2, 1, n - 1).unwrap();
    assert!(off.output.iter().all(|cell| *cell == 0.0));
    assert!(model.network.row(&run, 0, 0, n).is_err());
}

/// The probabilities of the whole vocabulary sum to 1, and the most probable come first.
#[test]
fn predictions_are_the_softmax_of_the_logits() {
    let model = model("causal");
    let input = Input::Text { text: "And the king said unto".to_owned(), second: None };
    let (_, run) = model.run(&input, &[]).unwrap();
    let last = run.ids.len() - 1;
    let size = model.network.config.vocabulary;
    let all = model.network.predictions(&run, last, size, &[]).unwrap().unwrap();
    let sum: f64 = all.iter().map(|token| token.probability).sum();
    assert!((sum - 1.0).abs() < 1e-9, "{sum}");
    assert!(all.windows(2).all(|two| two[0].logit >= two[1].logit));
    let few = model.network.predictions(&run, last, 3, &[all[900].id]).unwrap().unwrap();
    assert_eq!(few, [&all[..3], &all[900..901]].concat());
    assert!(model.network.predictions(&run, last + 1, 3, &[]).is_err());
    assert!(model.network.predictions(&run, last, 3, &[size as u32]).is_err());
}
