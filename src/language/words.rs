//! The words of the language: none of them is a name.

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

/// A function of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellFunction {
    Exp,
    Log,
    Sqrt,
    Abs,
    Relu,
    Elu,
    Gelu,
    Silu,
    Sigmoid,
    Tanh,
    Softplus,
    Sin,
    Cos,
}

/// The functions of a cell, each with its word.
pub const FUNCTIONS: &[(&str, CellFunction)] = &[
    ("exp", CellFunction::Exp),
    ("log", CellFunction::Log),
    ("sqrt", CellFunction::Sqrt),
    ("abs", CellFunction::Abs),
    ("relu", CellFunction::Relu),
    ("elu", CellFunction::Elu),
    ("gelu", CellFunction::Gelu),
    ("silu", CellFunction::Silu),
    ("sigmoid", CellFunction::Sigmoid),
    ("tanh", CellFunction::Tanh),
    ("softplus", CellFunction::Softplus),
    ("sin", CellFunction::Sin),
    ("cos", CellFunction::Cos),
];

/// The function of this word.
#[must_use]
pub fn function(word: &str) -> Option<CellFunction> {
    FUNCTIONS.iter().find(|(known, _)| *known == word).map(|(_, function)| *function)
}

/// Whether a word of the language is spelled so.
#[must_use]
pub fn is_word(name: &str) -> bool {
    [DECLARATIONS, JOINTS, SPECIAL, RESERVED].iter().any(|words| words.contains(&name))
        || Reducer::find(name).is_some()
        || function(name).is_some()
}
