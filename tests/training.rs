//! Training through a softmax reaches its target; through an argmax nothing moves.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/fingerprint.rs"]
mod fingerprint;

use attention_playground::base::error::Code;
use attention_playground::lab::q2_argmax::train_retrieval::{
    Estimator, Task, Training, TrainingState, train,
};
use attention_playground::program::tensor::Tensor;

fn trained(estimator: Estimator, seed: u32) -> Training {
    train(&Task { estimator, seed, ..Task::default() }).unwrap()
}

fn bits(tensor: &Tensor) -> Vec<u64> {
    tensor.data.iter().map(|cell| cell.to_bits()).collect()
}

#[test]
fn softmax_reaches_the_target() {
    for seed in 0..20 {
        let training = trained(Estimator::Softmax, seed);
        let losses = &training.losses;
        assert_eq!(losses.len(), 201);
        assert!(losses[0] > 0.1, "seed {seed} starts at {}", losses[0]);
        assert!(training.learned.is_some(), "seed {seed} ends at {:?}", losses.last());
        let last = &training.states[200];
        for (query, key) in training.wanted.iter().enumerate() {
            assert!(last.weights.data[[query, *key]] > 0.5, "seed {seed}, query {query}");
        }
    }
}

#[test]
fn argmax_has_no_gradient_for_queries_and_keys_at_any_step() {
    for seed in 0..20 {
        for values in [false, true] {
            let task = Task { estimator: Estimator::Argmax, seed, values, ..Task::default() };
            let training = train(&task).unwrap();
            let first = &training.states[0];
            for state in &training.states {
                assert_eq!([state.gradients.q, state.gradients.k].map(f64::to_bits), [0, 0]);
                assert_eq!((bits(&state.q), bits(&state.k)), (bits(&first.q), bits(&first.k)));
                assert_eq!(bits(&state.weights), bits(&first.weights));
            }
            let losses = &training.losses;
            let moved = losses.iter().any(|loss| *loss != losses[0]);
            // Values learn: through a choice that does not.
            assert_eq!(moved, values && first.gradients.v > 0.0, "seed {seed}");
        }
    }
}

#[test]
fn straight_through_moves_and_its_weights_stay_a_choice() {
    let mut learned = 0;
    for seed in 0..20 {
        let training = trained(Estimator::StraightThrough, seed);
        let is_choice = |state: &TrainingState| {
            state.weights.data.outer_iter().all(|row| row.sum() == 1.0)
                && state.weights.data.iter().all(|cell| *cell == 0.0 || *cell == 1.0)
        };
        assert!(training.states.iter().all(is_choice));
        let first = &training.states[0];
        if training.losses[0] > 0.0 {
            assert!(first.gradients.q > 0.0, "seed {seed}");
            assert_ne!(bits(&training.states[1].q), bits(&first.q));
        }
        learned += usize::from(training.learned.is_some());
    }
    assert!(learned >= 15, "straight through learned {learned} of 20");
}

/// A step is the gradient's: the loss falls by rate · |∂|² for a small rate.
#[test]
fn a_small_step_lowers_the_loss_as_its_gradient_says() {
    let rate = 1e-6;
    for seed in 0..20 {
        let task = Task { rate, steps: 1, seed, values: true, ..Task::default() };
        let training = train(&task).unwrap();
        let [before, after] = &training.states[..] else { panic!("two states") };
        let moved = |one: &Tensor, two: &Tensor| -> f64 {
            one.data.iter().zip(&two.data).map(|(a, b)| ((a - b) / rate).powi(2)).sum()
        };
        let squares =
            moved(&before.q, &after.q) + moved(&before.k, &after.k) + moved(&before.v, &after.v);
        let fall = (training.losses[0] - training.losses[1]) / rate;
        assert!((fall - squares).abs() < 1e-4 * squares, "{fall} {squares}");
    }
}

#[test]
fn the_same_task_gives_the_same_bytes_and_another_seed_others() {
    let all = |training: Training| -> Vec<u64> {
        let of = |state: &TrainingState| {
            [&state.q, &state.k, &state.v, &state.weights]
                .into_iter()
                .flat_map(bits)
                .collect::<Vec<_>>()
        };
        training.states.iter().flat_map(of).collect()
    };
    for estimator in Estimator::ALL {
        assert_eq!(all(trained(estimator, 3)), all(trained(estimator, 3)));
        assert_ne!(all(trained(estimator, 3)), all(trained(estimator, 4)));
    }
}

#[test]
fn every_bit_is_that_of_every_platform() {
    let found = Estimator::ALL.map(fingerprint::training);
    assert_eq!(found, fingerprint::TRAININGS, "{found:#x?}");
}

/// The loss by its definition, from the tables.
#[test]
fn the_loss_is_half_the_mean_squared_distance() {
    for estimator in Estimator::ALL {
        let training = trained(estimator, 5);
        for (state, loss) in training.states.iter().zip(&training.losses) {
            let output = |i: usize, m: usize| -> f64 {
                (0..4).map(|j| state.weights.data[[i, j]] * state.v.data[[j, m]]).sum()
            };
            let apart = |i: usize, m: usize| (output(i, m) - training.targets.data[[i, m]]).powi(2);
            let sum: f64 =
                (0..4).flat_map(|i| (0..4).map(move |m| (i, m))).map(|(i, m)| apart(i, m)).sum();
            assert!((loss - sum / 8.0).abs() < 1e-12);
        }
    }
}

#[test]
fn what_is_out_of_range_is_refused_and_overflow_named() {
    let base = Task::default();
    let cases = [
        (Task { tokens: 1, ..base.clone() }, Code::SizeValue, "tokens"),
        (Task { width: 0, ..base.clone() }, Code::SizeValue, "width"),
        (Task { steps: 0, ..base.clone() }, Code::SizeValue, "steps"),
        (Task { steps: 10_000_000, ..base.clone() }, Code::SizeValue, "steps"),
        (Task { rate: f64::NAN, ..base.clone() }, Code::ParamValue, "rate"),
        (Task { rate: -1.0, ..base.clone() }, Code::ParamValue, "rate"),
        (Task { target: f64::INFINITY, ..base }, Code::ParamValue, "target"),
    ];
    for (task, code, field) in cases {
        let error = train(&task).unwrap_err();
        assert_eq!((error.code, &*error.place.field), (code, field));
        assert!(!error.hint.is_empty());
    }
}
