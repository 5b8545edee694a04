//! Random numbers with mean 0 and variance 1, from a seed: inputs to measure with.
//!
//! The same seed gives the same bits everywhere. The sum of four uniform numbers is near enough to
//! a normal one, and needs no function that platforms round differently.

/// Fills `cells` (PCG by `O'Neill` 2014, with 32 bits of state taken out through its permutation).
pub fn fill(cells: &mut [f32], seed: u32) {
    let mut state = seed.wrapping_mul(0x9E37_79B9).wrapping_add(0x7F4A_7C15);
    for cell in cells {
        let mut sum = 0.0;
        for _ in 0..4 {
            state = state.wrapping_mul(747_796_405).wrapping_add(2_891_336_453);
            let word = ((state >> ((state >> 28) + 4)) ^ state).wrapping_mul(277_803_737);
            #[expect(clippy::cast_precision_loss, reason = "24 bits fit a float")]
            let share = (((word >> 22) ^ word) >> 8) as f32 / 16_777_216.0;
            sum += share - 0.5;
        }
        // A uniform number has variance 1/12, four of them 1/3.
        *cell = sum * 1.732_050_8;
    }
}
