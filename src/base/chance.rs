//! Random numbers: the same seed and stream give the same ones everywhere.

use std::f64::consts::TAU;

use rand::RngExt;
use rand_pcg::Pcg32;

/// A stream of numbers.
pub struct Chance(Pcg32);

impl Chance {
    /// One of the streams of a seed: their numbers do not depend on each other.
    #[must_use]
    pub fn new(seed: u32, stream: u64) -> Self {
        Self(Pcg32::new(seed.into(), stream))
    }

    /// A whole number from `-most` to `most`, each as often as the others.
    pub fn whole(&mut self, most: i32) -> f64 {
        f64::from(self.0.random_range(-most..=most))
    }

    /// A place among so many, each as often as the others.
    ///
    /// # Panics
    /// Where there is no place.
    pub fn place(&mut self, count: u32) -> u32 {
        self.0.random_range(0..count)
    }

    /// What a mask allows: 1 three times in four, else 0.
    pub fn allowed(&mut self) -> f64 {
        f64::from(u8::from(self.place(4) > 0))
    }

    /// Normal with mean 0 and deviation 1, after Box and Muller 1958. The functions are those of
    /// `libm`, whose bits are the same everywhere.
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * libm::log(1.0 - self.share())).sqrt();
        radius * libm::cos(TAU * self.share())
    }

    /// The same rounded to two decimals, and never −0.
    pub fn normal_hundredths(&mut self) -> f64 {
        (self.normal() * 100.0).round() / 100.0 + 0.0
    }

    /// From 0 up to 1, which is not included.
    fn share(&mut self) -> f64 {
        self.0.random()
    }
}
