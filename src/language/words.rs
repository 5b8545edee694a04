//! The words of the language: none of them is a name.

use crate::program::function::Function;

/// What a line may begin with beside a step.
pub const DECLARATIONS: &[&str] = &["in", "param", "axis"];
/// What joins the parts of a choice and of a condition.
pub const JOINTS: &[&str] = &["if", "then", "else", "and", "or", "not"];
/// What has brackets of its own kind.
pub const SPECIAL: &[&str] = &["block", "top", "concat", "normal", "inf"];
/// What results call by itself: the gradient of the output.
pub const RESERVED: &[&str] = &["upstream"];

/// What runs along an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reducer {
    Sum,
    Mean,
    Max,
    Norm,
    Softmax,
    OneHot,
    Sparsemax,
    Cumsum,
}

impl Reducer {
    /// Each with its word.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Sum, "sum"),
        (Self::Mean, "mean"),
        (Self::Max, "max"),
        (Self::Norm, "norm"),
        (Self::Softmax, "softmax"),
        (Self::OneHot, "onehot"),
        (Self::Sparsemax, "sparsemax"),
        (Self::Cumsum, "cumsum"),
    ];

    /// The one of this word.
    #[must_use]
    pub fn find(word: &str) -> Option<Self> {
        let word = if word == "Σ" { "sum" } else { word };
        Self::ALL.iter().find(|(_, known)| *known == word).map(|(reducer, _)| *reducer)
    }

    /// The word.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(known, _)| *known == self).map_or("", |(_, word)| word)
    }

    /// Whether the axis is still there behind it.
    #[must_use]
    pub const fn keeps(self) -> bool {
        matches!(self, Self::Softmax | Self::OneHot | Self::Sparsemax | Self::Cumsum)
    }

    /// Whether it may run along several axes at once.
    #[must_use]
    pub const fn takes_several(self) -> bool {
        !matches!(self, Self::OneHot | Self::Sparsemax | Self::Cumsum)
    }
}

/// The functions of a cell that have a word.
pub const FUNCTIONS: &[Function] = &[
    Function::Exp,
    Function::Log,
    Function::Sqrt,
    Function::Abs,
    Function::Relu,
    Function::Elu,
    Function::Gelu,
    Function::Silu,
    Function::Sigmoid,
    Function::Tanh,
    Function::Softplus,
    Function::Sin,
    Function::Cos,
];

/// The function of this word.
#[must_use]
pub fn function(word: &str) -> Option<Function> {
    FUNCTIONS.iter().copied().find(|function| function.name() == word)
}

/// Whether a word of the language is spelled so.
#[must_use]
pub fn is_word(name: &str) -> bool {
    [DECLARATIONS, JOINTS, SPECIAL, RESERVED].iter().any(|words| words.contains(&name))
        || Reducer::find(name).is_some()
        || function(name).is_some()
}

/// The word that a list begins with, in this form or in one that others use; some give values.
#[must_use]
pub fn list_word(word: &str, gives_values: bool) -> Option<&'static str> {
    match word {
        "in" => Some("in"),
        "input" | "inputs" | "given" if !gives_values => Some("in"),
        "param" => Some("param"),
        "params" | "parameter" | "parameters" | "const" | "let" if gives_values => Some("param"),
        "axis" => Some("axis"),
        "axes" if gives_values => Some("axis"),
        _ => None,
    }
}
