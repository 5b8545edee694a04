//! What `trainRetrieval` gives: the losses and tables of a small training, step by step.

use js_sys::Float64Array;
use serde::Serialize;
use tsify::Tsify;

use super::trace::Tensor;
use crate::lab::q2_argmax::train_retrieval;

/// A training from its first table to its last.
#[derive(Serialize, Tsify)]
pub struct Training {
    /// The place of the key whose value each query should read.
    wanted: Vec<usize>,
    targets: Tensor,
    /// Before each step and after the last: one more than there are steps.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "Float64Array")]
    losses: Float64Array,
    /// As many as there are losses.
    states: Vec<TrainingState>,
    /// The first state whose loss is at the target or below.
    #[tsify(optional)]
    learned: Option<usize>,
}

/// The parameters at one time, and what they give.
#[derive(Serialize, Tsify)]
pub struct TrainingState {
    q: Tensor,
    k: Tensor,
    v: Tensor,
    weights: Tensor,
    /// The largest entry of each gradient, without its sign.
    gradients: GradientSizes,
}

#[derive(Serialize, Tsify)]
pub struct GradientSizes {
    q: f64,
    k: f64,
    v: f64,
}

impl From<train_retrieval::Training> for Training {
    fn from(training: train_retrieval::Training) -> Self {
        let losses: Vec<f64> = training.states.iter().map(|state| state.loss).collect();
        Self {
            wanted: training.wanted,
            targets: Tensor::new(&training.targets),
            losses: Float64Array::from(losses.as_slice()),
            states: training.states.iter().map(TrainingState::from).collect(),
            learned: training.learned,
        }
    }
}

impl From<&train_retrieval::State> for TrainingState {
    fn from(state: &train_retrieval::State) -> Self {
        let [q, k, v] = state.gradients;
        Self {
            q: Tensor::new(&state.q),
            k: Tensor::new(&state.k),
            v: Tensor::new(&state.v),
            weights: Tensor::new(&state.weights),
            gradients: GradientSizes { q, k, v },
        }
    }
}
