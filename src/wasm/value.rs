//! The value of a parameter, as a result and the list of variants give it.

use serde::Serialize;
use tsify::Tsify;

use crate::program::param::Setting;

/// A parameter's value.
#[derive(Serialize, Tsify)]
#[serde(untagged)]
pub enum Value {
    Flag(bool),
    Number(f64),
    Word(String),
}

impl From<Setting> for Value {
    fn from(setting: Setting) -> Self {
        match setting {
            Setting::Flag(flag) => Self::Flag(flag),
            Setting::Number(number) => Self::Number(number),
            Setting::Word(word) => Self::Word(word),
        }
    }
}
