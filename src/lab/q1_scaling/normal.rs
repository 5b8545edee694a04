//! Random normal numbers, quick and with the same bits everywhere: the ziggurat.
//!
//! The area under the bell is cut into layers of the same size (Marsaglia and Tsang 2000). A layer
//! and a place in it are drawn by one number; 99 of 100 such places lie under the bell whatever
//! its exact height there, so that only the others cost an exponential. Numbers are computed with
//! the `libm` crate and never with the platform's functions.

use rand::{Rng, SeedableRng};
use rand_pcg::Pcg32;

/// How many layers there are, the base with the tail among them.
const LAYERS: usize = 256;
/// Where the tail begins, for so many layers.
const TAIL: f64 = 3.654_152_885_361_009;

/// A stream of numbers whose distribution is normal, with mean 0 and standard deviation 1.
///
/// ```
/// use attention_playground::lab::q1_scaling::normal::Normal;
///
/// let (mut one, mut two) = (Normal::new(7), Normal::new(7));
/// assert!((0..100).all(|_| one.draw().to_bits() == two.draw().to_bits()));
/// ```
pub struct Normal {
    random: Pcg32,
    /// The right end of each layer, the widest first, and 0 behind the last. The base is as wide
    /// as a rectangle of its size would be.
    ends: [f64; LAYERS + 1],
    /// The height of the bell at each end.
    heights: [f64; LAYERS + 1],
}

/// The bell, 1 at its middle.
fn bell(x: f64) -> f64 {
    libm::exp(-0.5 * x * x)
}

impl Normal {
    /// The stream of this seed.
    #[must_use]
    pub fn new(seed: u32) -> Self {
        let half_tail = libm::erfc(TAIL / std::f64::consts::SQRT_2);
        let size = TAIL * bell(TAIL) + (std::f64::consts::PI / 2.0).sqrt() * half_tail;
        let (mut ends, mut heights) = ([0.0; LAYERS + 1], [1.0; LAYERS + 1]);
        (ends[0], ends[1]) = (size / bell(TAIL), TAIL);
        for layer in 1..LAYERS {
            heights[layer] = bell(ends[layer]);
            let above = heights[layer] + size / ends[layer];
            // The last layer ends at the top, where rounding must not lead beyond 1.
            let end = (-2.0 * libm::log(above.min(1.0))).max(0.0).sqrt();
            ends[layer + 1] = if layer + 1 == LAYERS { 0.0 } else { end };
        }
        Self { random: Pcg32::seed_from_u64(seed.into()), ends, heights }
    }

    /// The next number.
    #[inline]
    pub fn draw(&mut self) -> f64 {
        let bits = self.random.next_u32();
        // Eight bits choose the layer, the others a place from −1 to 1 in it.
        let layer = (bits & 0xff) as usize;
        let place = (f64::from(bits >> 8) - 8_388_607.5) / 8_388_608.0;
        let x = place * self.ends[layer];
        if x.abs() < self.ends[layer + 1] { x } else { self.at_the_edge(layer, x) }
    }

    /// A place that may lie above the bell: it is taken where it does not, and else drawn anew.
    #[cold]
    fn at_the_edge(&mut self, layer: usize, x: f64) -> f64 {
        if layer == 0 {
            return self.in_the_tail().copysign(x);
        }
        let (low, high) = (self.heights[layer], self.heights[layer + 1]);
        if low + (high - low) * self.share() < bell(x) { x } else { self.draw() }
    }

    /// A number beyond the layers (Marsaglia 1964).
    fn in_the_tail(&mut self) -> f64 {
        loop {
            let beyond = -libm::log(self.share()) / TAIL;
            if -2.0 * libm::log(self.share()) >= beyond * beyond {
                return TAIL + beyond;
            }
        }
    }

    /// A number between 0 and 1, neither of them included.
    fn share(&mut self) -> f64 {
        (f64::from(self.random.next_u32()) + 0.5) / 4_294_967_296.0
    }
}
