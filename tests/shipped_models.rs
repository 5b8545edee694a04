//! The models that ship: the seed on their cards gives the weights that their training began with.
#![cfg(not(target_arch = "wasm32"))]

use attention_playground::base::chance::Chance;
use serde_json::Value;

const CARDS: [&str; 2] = [
    include_str!("../models/causal/training.json"),
    include_str!("../models/masked/training.json"),
];

/// Tensor n of the file, by name, takes stream n. Biases are 0, the scales of layer norms 1, positions
/// sinusoids: the card has the first number of each other tensor.
#[test]
fn the_seed_gives_the_weights_of_step_0() {
    for card in CARDS {
        let card: Value = serde_json::from_str(card).unwrap();
        let initial = &card["initial"];
        let seed = u32::try_from(initial["seed"].as_u64().unwrap()).unwrap();
        let deviation = initial["deviation"].as_f64().unwrap();
        let drawn = initial["drawn"].as_object().unwrap();
        assert!(drawn.len() > 10, "{} drawn tensors", drawn.len());
        for (name, number) in drawn {
            let stream = number["stream"].as_u64().unwrap();
            let ours = deviation * Chance::new(seed, stream).normal();
            let noted = number["number"].as_f64().unwrap();
            assert!((ours - noted).abs() < 1e-8, "{name}: {ours}, the card says {noted}");
        }
    }
}
