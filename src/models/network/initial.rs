//! A network before its training: weights from a seed, those that the training of the shipped models
//! began with.
//!
//! Tensor n by name takes stream n of the seed. Biases are 0, the scales of norms are 1, positions are
//! sinusoids, every other number is normal. The generator is that of the core's `src/base/chance.rs`
//! and of `training/initial.py`.

use std::f64::consts::{SQRT_2, TAU};

use crate::error::Result;
use crate::files::config::{Config, Family};

use super::weights::{HeadFound, Network, Place, needed};

/// What the weights are drawn from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seed {
    pub seed: u32,
    /// The standard deviation of what is drawn.
    pub deviation: f64,
    /// Of the sinusoids: the longest has 2π times as many positions.
    pub base: f64,
}

/// O'Neill's PCG-XSH-RR 64/32.
struct Pcg32 {
    state: u64,
    increment: u64,
}

impl Pcg32 {
    const MULTIPLIER: u64 = 6_364_136_223_846_793_005;

    fn new(seed: u32, stream: u64) -> Self {
        let increment = stream << 1 | 1;
        let state = increment.wrapping_add(u64::from(seed));
        let state = state.wrapping_mul(Self::MULTIPLIER).wrapping_add(increment);
        Self { state, increment }
    }

    fn word(&mut self) -> u64 {
        let state = self.state;
        self.state = state.wrapping_mul(Self::MULTIPLIER).wrapping_add(self.increment);
        let mixed = ((state >> 18 ^ state) >> 27) as u32;
        u64::from(mixed.rotate_right((state >> 59) as u32))
    }

    /// From 0 up to 1, which is not included.
    fn share(&mut self) -> f64 {
        let low = self.word();
        let bits = (self.word() << 32 | low) >> 11;
        bits as f64 / (1u64 << 53) as f64
    }

    /// Normal with mean 0 and deviation 1, after Box and Muller 1958.
    fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.share()).ln()).sqrt();
        radius * (TAU * self.share()).cos()
    }
}

/// The embedding of positions of Vaswani et al. 2017 times √2: its mean square is 1.
fn sinusoid(at: usize, width: usize, base: f64) -> f64 {
    let (position, cell) = (at / width, at % width);
    let turn = position as f64 * base.powf(-((cell - cell % 2) as f64 / width as f64));
    SQRT_2 * if cell.is_multiple_of(2) { turn.sin() } else { turn.cos() }
}

/// As files of a model with an output name it, by which the streams are counted.
fn full_name(family: Family, name: &str) -> String {
    match family {
        Family::Gpt2 => format!("transformer.{name}"),
        Family::Bert if name.starts_with("cls.") => name.to_owned(),
        Family::Bert => format!("bert.{name}"),
    }
}

impl Network {
    /// A network with random weights; its output over tokens has those of the token embedding.
    ///
    /// # Errors
    /// `too-large` where there is no room for it.
    pub fn initial(config: Config, seed: Seed) -> Result<Self> {
        let head = HeadFound { is_there: true, own: false };
        let mut needed = needed(&config, head);
        let family = config.family;
        needed.sort_by_cached_key(|tensor| full_name(family, &tensor.name));
        let width = config.width;
        let mut network = Self::zeros(config, head)?;
        for (stream, tensor) in (0u64..).zip(&needed) {
            let count = tensor.shape.iter().product();
            let columns = tensor.shape.last().copied().unwrap_or(1);
            let Some(mut target) = network.target(tensor.place, columns) else {
                continue;
            };
            if tensor.name.ends_with("bias") {
                continue;
            }
            let mut random = Pcg32::new(seed.seed, stream);
            for at in 0..count {
                let number = if tensor.place == Place::Positions {
                    seed.deviation * sinusoid(at, width, seed.base)
                } else if tensor.shape.len() == 1 {
                    1.0
                } else {
                    seed.deviation * random.normal()
                };
                target.set(at, number as f32);
            }
        }
        Ok(network)
    }
}

/// The first number that a tensor of this stream is given.
#[must_use]
pub fn first_number(seed: Seed, stream: u64) -> f64 {
    seed.deviation * Pcg32::new(seed.seed, stream).normal()
}
