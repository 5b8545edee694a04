//! Parameters as data: validation, the page's controls and its links follow from these tables.

use std::collections::BTreeMap;

use crate::error::{Code, Error, Result};

/// A parameter's value.
#[derive(Debug, Clone, PartialEq)]
pub enum Setting {
    Flag(bool),
    Number(f64),
    Word(String),
}

impl std::fmt::Display for Setting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Word(word) => write!(f, "{word}"),
        }
    }
}

/// One of the values that a parameter takes.
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    /// As a request spells it.
    pub word: &'static str,
    /// As the page shows it.
    pub label: &'static str,
    /// What it means, in a sentence.
    pub help: &'static str,
}

/// Which values a parameter takes; the first is the default unless a variant starts elsewhere.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// `false` or `true`, with what the page calls each.
    Flag([Choice; 2]),
    /// One of some words.
    Words(&'static [Choice]),
}

/// A parameter of a variant.
#[derive(Debug, Clone, Copy)]
pub struct Param {
    pub name: &'static str,
    /// As the page calls it.
    pub label: &'static str,
    /// What it changes, in a sentence.
    pub help: &'static str,
    pub kind: Kind,
    /// Which of the choices is the default, counted from 0.
    pub start: usize,
}

/// Divide the scores by √d before the softmax (Vaswani et al. 2017, section 3.2.1).
pub const SCALE: Param = Param {
    name: "scale",
    label: "scale",
    help: "What the scores are divided by.",
    kind: Kind::Flag([
        Choice { word: "false", label: "none", help: "The scores stay as they are." },
        Choice {
            word: "true", label: "1/√d", help: "Keeps their spread near 1 for any width d."
        },
    ]),
    start: 1,
};

/// Each query reads only the keys up to its own.
pub const CAUSAL: Param = Param {
    name: "causal",
    label: "causal",
    help: "Whether a query may read keys that come after it.",
    kind: Kind::Flag([
        Choice { word: "false", label: "off", help: "Every query reads every key." },
        Choice { word: "true", label: "on", help: "Query i reads the keys 1 to i." },
    ]),
    start: 0,
};

/// What a masked score becomes.
pub const MASK_FILL: Param = Param {
    name: "mask_fill",
    label: "masked score",
    help: "What a masked score becomes; it decides what a row without any key gives.",
    kind: Kind::Words(&[
        Choice {
            word: "-inf",
            label: "−∞",
            help: "Weight exactly 0; a row without any key is 0, as in PyTorch and FlashAttention.",
        },
        Choice {
            word: "-1e9",
            label: "−10⁹",
            help: "As much teaching code has it; a row without any key becomes uniform.",
        },
    ]),
    start: 0,
};

impl Param {
    /// The same parameter with another default, the choice of this number.
    #[must_use]
    pub const fn starting_at(self, start: usize) -> Self {
        Self { start, ..self }
    }

    /// The choices, in the order in which the page shows them.
    #[must_use]
    pub fn choices(&self) -> &[Choice] {
        match &self.kind {
            Kind::Flag(choices) => choices,
            Kind::Words(choices) => choices,
        }
    }

    /// The value that a choice stands for.
    #[must_use]
    pub fn setting(&self, choice: &Choice) -> Setting {
        match self.kind {
            Kind::Flag(_) => Setting::Flag(choice.word == "true"),
            Kind::Words(_) => Setting::Word(choice.word.to_owned()),
        }
    }

    /// The value that it has where a request says nothing.
    #[must_use]
    pub fn default(&self) -> Setting {
        self.setting(&self.choices()[self.start])
    }

    fn check(&self, value: &Setting) -> Result<Setting> {
        let allowed = || self.choices().iter().map(|choice| self.setting(choice));
        allowed().find(|setting| setting == value).ok_or_else(|| {
            let list = allowed().map(|s| s.to_string()).collect::<Vec<_>>().join(", ");
            Error::new(Code::ParamValue, format!("\"{value}\" is no value of {}.", self.label))
                .at(self.name)
                .found(value)
                .hint(format!("Use one of: {list}."))
                .expected(list)
        })
    }
}

/// The value of every parameter of one variant.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Settings(pub BTreeMap<&'static str, Setting>);

impl Settings {
    /// What a request asks for, checked, and the defaults for the rest.
    ///
    /// # Errors
    /// `unknown-param` for a name that is not declared, `param-value` for a wrong value.
    pub fn resolve(params: &[Param], asked: &BTreeMap<String, Setting>) -> Result<Self> {
        for name in asked.keys() {
            if !params.iter().any(|param| param.name == name) {
                let list: Vec<&str> = params.iter().map(|param| param.name).collect();
                let cause = format!("This variant has no parameter \"{name}\".");
                let error = Error::new(Code::UnknownParam, cause).at(name).found(name);
                return Err(error.hint(format!("It has: {}.", list.join(", "))));
            }
        }
        let value = |param: &Param| match asked.get(param.name) {
            Some(value) => param.check(value),
            None => Ok(param.default()),
        };
        let pairs = params.iter().map(|param| Ok((param.name, value(param)?)));
        Ok(Self(pairs.collect::<Result<_>>()?))
    }

    /// Whether a flag is set.
    #[must_use]
    pub fn flag(&self, param: &Param) -> bool {
        self.0.get(param.name) == Some(&Setting::Flag(true))
    }

    /// The word that is chosen, empty where the parameter is none of the variant's.
    #[must_use]
    pub fn word(&self, param: &Param) -> &str {
        match self.0.get(param.name) {
            Some(Setting::Word(word)) => word,
            _ => "",
        }
    }
}
