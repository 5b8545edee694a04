//! Parameters as data: validation, the page's controls and its links follow from these tables.

use std::collections::BTreeMap;

use serde::Serialize;
use tsify::Tsify;

use crate::base::error::{Code, Error, Result, brief};
use crate::base::letter::Letter;
use crate::program::choice::{Choice, Choices, choices};

/// A parameter's value.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
#[serde(untagged)]
#[tsify(rename = "Value")]
pub enum ParamValue {
    Flag(bool),
    Number(f64),
    Word(String),
}

impl std::fmt::Display for ParamValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Word(word) => write!(f, "{word}"),
        }
    }
}

/// Which values a parameter takes, and which it has where a request says nothing.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// `false` or `true`, with what the page calls each.
    Flag { choices: [Choice; 2], start: Start },
    /// A flag, or a number in its place.
    FlagOrReal {
        choices: [Choice; 2],
        start: Start,
        /// What the page says of a number.
        number: Choice,
        least: f64,
        most: f64,
    },
    /// One of some words; the first is the default.
    Words(&'static [Choice]),
    /// A whole number.
    Whole { least: u32, most: u32, start: u32 },
    /// Any number in a range.
    Real { least: f64, most: f64, start: f64 },
}

/// The default of a flag.
#[derive(Debug, Clone, Copy)]
pub enum Start {
    Always(bool),
    /// True where another parameter of the variant, declared before, has this word.
    When {
        param: &'static str,
        is: &'static str,
    },
}

/// A parameter of a variant.
#[derive(Debug, Clone, Copy)]
pub struct Param<'v> {
    pub name: &'v str,
    /// As the page calls it.
    pub label: &'v str,
    /// What it changes, in a sentence.
    pub help: &'v str,
    pub kind: Kind,
    /// The axis of the inputs that it is the size of, if it is one: it then fits inputs that are
    /// not given, and follows those that are.
    pub size_of: Option<Letter>,
    /// The letters of the axes that it must divide.
    pub divides: &'static str,
    /// Whether `false` stands for its first word, and `true` for its second.
    pub or_flag: bool,
}

/// Divide the scores by √d before the softmax (Vaswani et al. 2017, section 3.2.1), or multiply them
/// with a number, as `scale` does in PyTorch's `scaled_dot_product_attention`.
pub const SCALE: Param = Param::new(
    "scale",
    "scale",
    "What the scores are multiplied by.",
    Kind::FlagOrReal {
        choices: [
            Choice { word: "false", label: "none", help: "The scores stay as they are." },
            Choice {
                word: "true",
                label: "1/√d",
                help: "Keeps the variance of the scores near 1, whatever d is.",
            },
        ],
        start: Start::Always(true),
        number: Choice {
            word: "number",
            label: "a number",
            help: "The scores are multiplied by it, like PyTorch’s scale. At width 8, 1/√d is 1/sqrt(8).",
        },
        least: -1e6,
        most: 1e6,
    },
);

/// Divide the scores by this before the softmax (Hinton, Vinyals and Dean 2015, arXiv:1503.02531).
pub const TEMPERATURE: Param = Param::new(
    "temperature",
    "temperature T",
    "Scores are divided by T: near 0 the best key takes all, far above 1 all keys weigh the same.",
    Kind::Real { least: 0.01, most: 100.0, start: 1.0 },
);

choices! {
    /// Which keys come after a query. Where queries and keys are equally many, the two corners are
    /// the same.
    pub enum Causal {
        Off = "off", "off",
            "Every query reads every key.";
        UpperLeft = "upper-left", "upper left",
            "Query i reads the keys 1 to i, as with is_causal in PyTorch and JAX.";
        LowerRight = "lower-right", "lower right",
            "The last query reads every key, as in FlashAttention since 2.1 and in decoding.";
    }
}

/// Each query reads only the keys up to its own.
pub const CAUSAL: Param = Param::new(
    "causal",
    "causal",
    "Whether a query may read keys that come after it.",
    Kind::Words(Causal::WORDS),
)
.or_flag();

choices! {
    /// What a masked score becomes.
    pub enum MaskFill {
        MinusInfinity = "-inf", "−∞",
            "Weight exactly 0; a row without any key is 0, as in PyTorch and FlashAttention.";
        MinusBillion = "-1e9", "−10⁹",
            "As in much teaching code; a row without any key becomes uniform.";
    }
}

/// What a masked score becomes.
pub const MASK_FILL: Param = Param::new(
    "mask_fill",
    "masked positions get",
    "The score of a masked position; it decides what a row without any key gives.",
    Kind::Words(MaskFill::WORDS),
);

impl<'v> Param<'v> {
    /// A parameter that is no size.
    #[must_use]
    pub const fn new(name: &'v str, label: &'v str, help: &'v str, kind: Kind) -> Self {
        Self { name, label, help, kind, size_of: None, divides: "", or_flag: false }
    }

    /// The same as the size of an axis.
    #[must_use]
    pub const fn size_of(self, letter: Letter) -> Self {
        Self { size_of: Some(letter), ..self }
    }

    /// The same as a divisor of the sizes of these axes.
    #[must_use]
    pub const fn divides(self, letters: &'static str) -> Self {
        Self { divides: letters, ..self }
    }

    /// The same words, with `false` for the first of them and `true` for the second as well.
    #[must_use]
    const fn or_flag(self) -> Self {
        Self { or_flag: true, ..self }
    }

    /// The flag that stands for a choice too, if one does.
    #[must_use]
    pub fn flag_of(&self, choice: &Choice) -> Option<ParamValue> {
        let words = self.choices().iter().take(if self.or_flag { 2 } else { 0 });
        let place = words.map(|known| known.word).position(|word| word == choice.word)?;
        Some(ParamValue::Flag(place == 1))
    }

    /// The same flag with another default.
    #[must_use]
    pub const fn starting(self, start: Start) -> Self {
        match self.kind {
            Kind::Flag { choices, .. } => Self { kind: Kind::Flag { choices, start }, ..self },
            Kind::FlagOrReal { choices, number, least, most, .. } => {
                let kind = Kind::FlagOrReal { choices, start, number, least, most };
                Self { kind, ..self }
            }
            _ => self,
        }
    }

    /// The same flag, with another word for `true` on the page.
    #[must_use]
    pub const fn labelled(self, label: &'static str) -> Self {
        match self.kind {
            Kind::Flag { choices: [off, on], start } => {
                let choices = [off, Choice { label, ..on }];
                Self { kind: Kind::Flag { choices, start }, ..self }
            }
            Kind::FlagOrReal { choices: [off, on], start, number, least, most } => {
                let choices = [off, Choice { label, ..on }];
                Self { kind: Kind::FlagOrReal { choices, start, number, least, most }, ..self }
            }
            _ => self,
        }
    }

    /// The choices, in the order in which the page shows them; none for a number.
    #[must_use]
    pub fn choices(&self) -> &[Choice] {
        match &self.kind {
            Kind::Flag { choices, .. } | Kind::FlagOrReal { choices, .. } => choices,
            Kind::Words(choices) => choices,
            Kind::Whole { .. } | Kind::Real { .. } => &[],
        }
    }

    /// The value that a choice stands for.
    #[must_use]
    pub fn value(&self, choice: &Choice) -> ParamValue {
        match self.kind {
            Kind::Flag { .. } | Kind::FlagOrReal { .. } => ParamValue::Flag(choice.word == "true"),
            _ => ParamValue::Word(choice.word.to_owned()),
        }
    }

    /// The value that it has where a request says nothing, given those before it.
    #[must_use]
    pub fn default(&self, before: &Params) -> ParamValue {
        match &self.kind {
            Kind::Flag { start, .. } | Kind::FlagOrReal { start, .. } => match start {
                Start::Always(flag) => ParamValue::Flag(*flag),
                Start::When { param, is } => {
                    let is = ParamValue::Word((*is).to_owned());
                    ParamValue::Flag(before.0.get(*param) == Some(&is))
                }
            },
            Kind::Words(choices) => ParamValue::Word(choices[0].word.to_owned()),
            Kind::Whole { start, .. } => ParamValue::Number(f64::from(*start)),
            Kind::Real { start, .. } => ParamValue::Number(*start),
        }
    }

    /// The numbers that it takes, and whether they are whole; none where it takes none.
    #[must_use]
    pub fn range(&self) -> Option<(f64, f64, bool)> {
        match self.kind {
            Kind::Whole { least, most, .. } => Some((least.into(), most.into(), true)),
            Kind::Real { least, most, .. } | Kind::FlagOrReal { least, most, .. } => {
                Some((least, most, false))
            }
            Kind::Flag { .. } | Kind::Words(_) => None,
        }
    }

    fn words(&self) -> String {
        self.choices().iter().map(|choice| choice.word).collect::<Vec<_>>().join(", ")
    }

    fn check(&self, value: &ParamValue) -> Result<ParamValue> {
        let meant =
            self.choices().iter().find(|choice| self.flag_of(choice).as_ref() == Some(value));
        if let Some(choice) = meant {
            return Ok(self.value(choice));
        }
        let fits = match (&self.kind, value) {
            (Kind::Whole { least, most, .. }, ParamValue::Number(number)) => {
                number.fract() == 0.0 && (f64::from(*least)..=f64::from(*most)).contains(number)
            }
            (
                Kind::Real { least, most, .. } | Kind::FlagOrReal { least, most, .. },
                ParamValue::Number(number),
            ) => (*least..=*most).contains(number),
            _ => self.choices().iter().any(|choice| self.value(choice) == *value),
        };
        if fits {
            return Ok(value.clone());
        }
        let expected = match &self.kind {
            Kind::Whole { least, most, .. } => format!("a whole number from {least} to {most}"),
            Kind::Real { least, most, .. } => format!("a number from {least} to {most}"),
            Kind::FlagOrReal { least, most, .. } => {
                format!("{}, or a number from {least} to {most}", self.words())
            }
            _ => format!("one of {}", self.words()),
        };
        let value = value.to_string();
        let cause = format!("\"{}\" is not a value of {}.", brief(&value), self.label);
        let error = Error::new(Code::ParamValue, cause).at(self.name).found(value);
        Err(error.hint(format!("Use {expected}.")).expected(expected))
    }
}

/// The value of every parameter of one variant.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Params(pub BTreeMap<String, ParamValue>);

impl Params {
    /// What a request asks for, checked, and the defaults for the rest.
    ///
    /// # Errors
    /// `unknown-param` for a name that is not declared, `param-value` for a wrong value.
    pub fn resolve(params: &[Param], asked: &BTreeMap<String, ParamValue>) -> Result<Self> {
        for name in asked.keys() {
            if !params.iter().any(|param| param.name == name) {
                let list: Vec<&str> = params.iter().map(|param| param.name).collect();
                let cause = format!("This variant has no parameter \"{}\".", brief(name));
                let error = Error::new(Code::UnknownParam, cause).at(name).found(name);
                return Err(error.hint(format!("It has: {}.", list.join(", "))));
            }
        }
        let mut resolved = Self::default();
        for param in params {
            let value = match asked.get(param.name) {
                Some(value) => param.check(value)?,
                None => param.default(&resolved),
            };
            resolved.0.insert(param.name.to_owned(), value);
        }
        Ok(resolved)
    }

    /// Whether a flag is set; false where the parameter is none of the variant's.
    #[must_use]
    pub fn flag(&self, param: &Param) -> bool {
        self.0.get(param.name) == Some(&ParamValue::Flag(true))
    }

    /// What is chosen; none where the parameter is none of the variant's.
    #[must_use]
    pub fn get(&self, param: &Param) -> Option<&ParamValue> {
        self.0.get(param.name)
    }

    /// The word that is chosen; empty where the parameter is none of the variant's.
    #[must_use]
    pub fn word(&self, param: &Param) -> &str {
        match self.0.get(param.name) {
            Some(ParamValue::Word(word)) => word,
            _ => "",
        }
    }

    /// The number that is chosen; 0 where the parameter is none of the variant's.
    #[must_use]
    pub fn number(&self, param: &Param) -> f64 {
        match self.0.get(param.name) {
            Some(ParamValue::Number(number)) => *number,
            _ => 0.0,
        }
    }
}
