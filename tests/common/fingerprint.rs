//! The bits of a training in one number, which native code and every browser must agree on.

use attention_playground::lab::q2_argmax::train_retrieval::{Estimator, Task, train};

/// What each way to learn gives with its defaults, in the order of `Estimator::ALL`.
pub const TRAININGS: [u64; 3] =
    [0xf2cc_901c_8b5f_55c9, 0x2720_b5cf_8ea0_2355, 0x2fdb_3ded_70ab_0b9c];

/// FNV-1a over the bits of every table of every step.
pub fn training(estimator: Estimator) -> u64 {
    let training = train(&Task { estimator, ..Task::default() }).expect("the default task runs");
    let tables =
        training.states.iter().flat_map(|state| [&state.q, &state.k, &state.v, &state.weights]);
    let bits = tables.flat_map(|table| table.data.iter().map(|cell| cell.to_bits()));
    bits.fold(0xcbf2_9ce4_8422_2325, |hash, bits| (hash ^ bits).wrapping_mul(0x0100_0000_01b3))
}
