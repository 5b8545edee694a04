//! What this machine can do at most: the measure that every kernel is held against.

use core::hint::black_box;

use super::f32x4::F32x4;

/// Sums that grow side by side: enough that none waits for itself.
const CHAINS: usize = 12;

/// Multiplies and adds `steps` times 48 numbers that never leave the registers: 96 operations a
/// step, and nothing else.
#[must_use]
pub fn multiply_add(steps: usize) -> f32 {
    let [by, plus] = black_box([0.5, 0.25]).map(F32x4::splat);
    let mut sums = [F32x4::zero(); CHAINS];
    for _ in 0..steps {
        for sum in &mut sums {
            *sum = sum.fma(by, plus);
        }
    }
    sums.into_iter().fold(F32x4::zero(), F32x4::plus).sum()
}

/// Reads every number once: what a step of decoding cannot be faster than.
#[must_use]
pub fn read(cells: &[f32]) -> f32 {
    let mut sums = [F32x4::zero(); 8];
    for chunk in cells.as_chunks::<4>().0.as_chunks::<8>().0 {
        for (sum, cells) in sums.iter_mut().zip(chunk) {
            *sum = sum.plus(F32x4::new(*cells));
        }
    }
    sums.into_iter().fold(F32x4::zero(), F32x4::plus).sum()
}
