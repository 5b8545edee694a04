//! The functions inside the feed-forward network, and their slopes.

use crate::kernels::exp::Exponentials;
use crate::kernels::f32x4::F32x4;

/// Which one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Activation {
    /// x·Φ(x).
    Gelu,
    /// The same by a hyperbolic tangent: x/2·(1 + tanh(√(2/π)(x + 0.044715x³))).
    GeluNew,
    /// max(x, 0).
    Relu,
}

/// √(2/π)
const ROOT: f64 = 0.797_884_560_802_865_4;
const CUBIC: f64 = 0.044_715;

/// Abramowitz and Stegun 7.1.26: erfc(z) = (a t + b t² + …)·exp(−z²) with t = 1/(1 + p z) and z ≥ 0,
/// to 1.5·10⁻⁷.
const ERFC: [f64; 5] =
    [0.254_829_592, -0.284_496_736, 1.421_413_741, -1.453_152_027, 1.061_405_429];
const ERFC_P: f64 = 0.327_591_1;

impl Activation {
    /// By transformers' names.
    pub const NAMES: [(&str, Self); 4] = [
        ("gelu_new", Self::GeluNew),
        ("gelu", Self::Gelu),
        ("relu", Self::Relu),
        ("gelu_pytorch_tanh", Self::GeluNew),
    ];

    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, activation)| *activation)
    }

    /// Every cell becomes f of it.
    pub fn apply(self, cells: &mut [f32]) {
        match self {
            Self::Relu => cells.iter_mut().for_each(|cell| *cell = cell.max(0.0)),
            Self::Gelu => four_by_four(cells, &Gelu::new(), Gelu::of),
            Self::GeluNew => four_by_four(cells, &GeluNew::new(), GeluNew::of),
        }
    }

    /// The slope of f.
    #[must_use]
    pub fn slope(self, x: f32) -> f32 {
        let x = f64::from(x);
        let slope = match self {
            Self::Relu => f64::from(u8::from(x > 0.0)),
            Self::Gelu => {
                let z = x.abs() * std::f64::consts::FRAC_1_SQRT_2;
                let t = 1.0 / (1.0 + ERFC_P * z);
                let tail =
                    ERFC.iter().rev().fold(0.0, |sum, a| (sum + a) * t) * (-z * z).exp() / 2.0;
                let below = if x < 0.0 { tail } else { 1.0 - tail };
                below + x * (-x * x / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt()
            }
            Self::GeluNew => {
                let tanh = (ROOT * (x + CUBIC * x * x * x)).tanh();
                let inner = ROOT * (1.0 + 3.0 * CUBIC * x * x);
                f64::midpoint(1.0, tanh) + x / 2.0 * (1.0 - tanh * tanh) * inner
            }
        };
        slope as f32
    }
}

fn four_by_four<F>(cells: &mut [f32], constants: &F, f: fn(&F, F32x4) -> F32x4) {
    let (fours, rest) = cells.as_chunks_mut::<4>();
    for four in fours {
        *four = f(constants, F32x4::new(*four)).array();
    }
    for cell in rest {
        [*cell, ..] = f(constants, F32x4::splat(*cell)).array();
    }
}

struct Gelu {
    exponentials: Exponentials,
    erfc: [F32x4; 5],
    p: F32x4,
    one: F32x4,
    half: F32x4,
}

impl Gelu {
    fn new() -> Self {
        Self {
            exponentials: Exponentials::new(),
            erfc: ERFC.map(|a| F32x4::splat((a / 2.0) as f32)),
            p: F32x4::splat((ERFC_P * std::f64::consts::FRAC_1_SQRT_2) as f32),
            one: F32x4::splat(1.0),
            half: F32x4::splat(-0.5),
        }
    }

    /// max(x, 0) − |x|·erfc(|x|/√2)/2
    #[inline(always)]
    fn of(&self, x: F32x4) -> F32x4 {
        let zero = F32x4::zero();
        let size = x.max(zero.minus(x));
        let t = self.one.over(size.fma(self.p, self.one));
        let [a, b, c, d, e] = self.erfc;
        let series = e.fma(t, d).fma(t, c).fma(t, b).fma(t, a).times(t);
        let tail = series.times(self.exponentials.of(x.times(x).times(self.half)));
        x.max(zero).minus(size.times(tail))
    }
}

struct GeluNew {
    exponentials: Exponentials,
    one: F32x4,
    linear: F32x4,
    cubic: F32x4,
}

impl GeluNew {
    fn new() -> Self {
        Self {
            exponentials: Exponentials::new(),
            one: F32x4::splat(1.0),
            linear: F32x4::splat((-2.0 * ROOT) as f32),
            cubic: F32x4::splat((-2.0 * ROOT * CUBIC) as f32),
        }
    }

    /// x/(1 + exp(−2u)), which is x/2·(1 + tanh u)
    #[inline(always)]
    fn of(&self, x: F32x4) -> F32x4 {
        let u = x.times(x).fma(self.cubic, self.linear).times(x);
        x.over(self.one.plus(self.exponentials.of(u)))
    }
}
