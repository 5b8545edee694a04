//! The models that ship, measured by the code of the page: heads do what their cards say.

use attention_models::model::{Input, Model};
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
    let all = scores(&run, model.separator(), rows);
    all.into_iter().find(|(name, _)| *name == pattern).unwrap().1
}

/// 32 random tokens and the same again, from a seed.
fn repeat(seed: u32) -> Input {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        1 + (state >> 8) % 2047
    };
    let part: Vec<u32> = (0..32).map(|_| next()).collect();
    Input::Ids { ids: [&*part, &part].concat(), segments: vec![] }
}

#[test]
fn heads_of_the_causal_model_copy() {
    let model = model("causal");
    let card = include_str!("../../models/causal/training.json");
    let card: Value = serde_json::from_str(card).unwrap();
    let trained = &card["log"].as_array().unwrap().last().unwrap()["scores"];
    for pattern in ["induction", "same_token"] {
        let runs: Vec<Vec<f32>> =
            (0..16).map(|seed| measured(&model, &repeat(seed), pattern, [32, 64])).collect();
        let noted = trained[pattern].as_array().unwrap().iter();
        for (head, noted) in noted.flat_map(|layer| layer.as_array().unwrap()).enumerate() {
            let mean = runs.iter().map(|run| run[head]).sum::<f32>() / 16.0;
            let noted = noted.as_f64().unwrap() as f32;
            assert!((mean - noted).abs() < 0.1, "{pattern}, head {head}: {mean}, noted {noted}");
        }
        let best = (0..12).map(|head| runs.iter().map(|run| run[head]).sum::<f32>() / 16.0);
        assert!(best.fold(0.0, f32::max) >= 0.5, "{pattern}");
    }
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
