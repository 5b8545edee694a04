//! Functions of one number, with their slopes.

/// A function that a node applies to each of its cells.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Function {
    Exp,
    Sqrt,
    /// x + c
    Plus(f64),
    /// xⁿ for n ≥ 1
    Power(u32),
    /// max(x, 0)
    Relu,
    /// elu(x) + 1, which is x + 1 for x > 0 and eˣ below, and so positive everywhere
    EluPlusOne,
    /// x·Φ(x) with the exact normal distribution function, PyTorch's default `gelu`
    Gelu,
    Log,
    Abs,
    /// x for x > 0 and eˣ − 1 below
    Elu,
    /// x·σ(x)
    Silu,
    /// σ(x) = 1/(1 + e⁻ˣ)
    Sigmoid,
    Tanh,
    /// log(1 + eˣ)
    Softplus,
    Sin,
    Cos,
    /// xᵖ for any exponent
    Raise(f64),
}

impl Function {
    /// What it is called where it is not written with signs of its own.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exp => "exp",
            Self::Sqrt => "sqrt",
            Self::Plus(_) => "plus",
            Self::Power(_) => "power",
            Self::Relu => "relu",
            Self::EluPlusOne => "elu",
            Self::Gelu => "gelu",
            Self::Log => "log",
            Self::Abs => "abs",
            Self::Elu => "elu",
            Self::Silu => "silu",
            Self::Sigmoid => "sigmoid",
            Self::Tanh => "tanh",
            Self::Softplus => "softplus",
            Self::Sin => "sin",
            Self::Cos => "cos",
            Self::Raise(_) => "power",
        }
    }

    /// The value. Everything beyond + − × ÷ √ comes from the `libm` crate and not from the
    /// platform's C library, whose last bit differs.
    #[must_use]
    pub fn value(self, x: f64) -> f64 {
        match self {
            Self::Exp => libm::exp(x),
            Self::Sqrt => x.sqrt(),
            Self::Plus(number) => x + number,
            Self::Power(degree) => power(x, degree),
            Self::Relu => {
                if x > 0.0 {
                    x
                } else {
                    0.0
                }
            }
            Self::EluPlusOne => {
                if x > 0.0 {
                    x + 1.0
                } else {
                    libm::exp(x)
                }
            }
            Self::Gelu => x * normal_share(x),
            Self::Log => libm::log(x),
            Self::Abs => x.abs(),
            Self::Elu => {
                if x > 0.0 {
                    x
                } else {
                    libm::expm1(x)
                }
            }
            Self::Silu => x * sigmoid(x),
            Self::Sigmoid => sigmoid(x),
            Self::Tanh => libm::tanh(x),
            Self::Softplus => x.max(0.0) + libm::log1p(libm::exp(-x.abs())),
            Self::Sin => libm::sin(x),
            Self::Cos => libm::cos(x),
            Self::Raise(exponent) => libm::pow(x, exponent),
        }
    }

    /// The derivative, where there is a kink the one from the left, and of |x| at 0 none, as in
    /// PyTorch.
    #[must_use]
    pub fn slope(self, x: f64) -> f64 {
        match self {
            Self::Exp => libm::exp(x),
            Self::Sqrt => 0.5 / x.sqrt(),
            Self::Plus(_) => 1.0,
            Self::Power(degree) => f64::from(degree) * power(x, degree - 1),
            Self::Relu => {
                if x > 0.0 {
                    1.0
                } else {
                    0.0
                }
            }
            Self::EluPlusOne | Self::Elu => {
                if x > 0.0 {
                    1.0
                } else {
                    libm::exp(x)
                }
            }
            Self::Gelu => normal_share(x) + x * normal_density(x),
            Self::Log => 1.0 / x,
            Self::Abs if x == 0.0 => 0.0,
            Self::Abs => x.signum(),
            Self::Silu => sigmoid(x) * (1.0 + x * (1.0 - sigmoid(x))),
            Self::Sigmoid => sigmoid(x) * (1.0 - sigmoid(x)),
            Self::Tanh => 1.0 - libm::tanh(x) * libm::tanh(x),
            Self::Softplus => sigmoid(x),
            Self::Sin => libm::cos(x),
            Self::Cos => -libm::sin(x),
            Self::Raise(exponent) => exponent * libm::pow(x, exponent - 1.0),
        }
    }
}

/// xⁿ by repeated multiplication, from the left.
fn power(x: f64, degree: u32) -> f64 {
    (0..degree).fold(1.0, |product, _| product * x)
}

/// 1/(1 + e⁻ˣ), with no power that leaves the range of a double.
fn sigmoid(x: f64) -> f64 {
    let power = libm::exp(-x.abs());
    if x >= 0.0 { 1.0 / (1.0 + power) } else { power / (1.0 + power) }
}

/// Φ(x): the share of a standard normal distribution below x.
fn normal_share(x: f64) -> f64 {
    0.5 * (1.0 + libm::erf(x / std::f64::consts::SQRT_2))
}

/// φ(x): the density of a standard normal distribution.
fn normal_density(x: f64) -> f64 {
    libm::exp(-0.5 * x * x) / (2.0 * std::f64::consts::PI).sqrt()
}
