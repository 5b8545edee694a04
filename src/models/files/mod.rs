//! The files of a model, by their names: which are needed, what each is, and whether it is that.

pub mod config;
pub mod kind;
pub mod number;
pub mod safetensors;

use serde::de::DeserializeOwned;

use crate::error::{Code, Error, Result};
use crate::limits;

/// Small files by name, as they were read.
#[derive(Debug, Default)]
pub struct Files<'f>(Vec<(&'f str, &'f [u8])>);

impl<'f> Files<'f> {
    /// Files by name. A name with folders before it counts without them.
    #[must_use]
    pub fn new(files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> Self {
        Self(files.into_iter().map(|(name, bytes)| (base(name), bytes)).collect())
    }

    #[must_use]
    pub fn get(&self, name: &str) -> Option<&'f [u8]> {
        self.0.iter().find(|(found, _)| *found == name).map(|(_, bytes)| *bytes)
    }
}

/// A name without the folders before it.
#[must_use]
pub fn base(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// Is this file one of weights?
#[must_use]
pub fn is_weights(name: &str) -> bool {
    name.ends_with(".safetensors")
}

/// The one file of weights among some names.
///
/// # Errors
/// `missing-file` where there is none, and `bad-request` where there are several; a pickle or an
/// archive alone is named as what it is.
pub fn weights_name<'n>(names: impl IntoIterator<Item = &'n str> + Clone) -> Result<&'n str> {
    let mut found = names.clone().into_iter().filter(|name| is_weights(name));
    match (found.next(), found.next()) {
        (Some(name), None) => Ok(name),
        (Some(first), Some(second)) => {
            let cause = format!("“{}” and “{}” both hold weights.", base(first), base(second));
            let error = Error::new(Code::BadRequest, base(first), cause);
            Err(error.hint("Give one of them: a model in several parts is not supported here."))
        }
        (None, _) => {
            let other = names.into_iter().find_map(|name| Some((name, kind::of_name(name)?)));
            if let Some((name, what)) = other {
                return Err(kind::wrong(base(name), what));
            }
            let error = Error::new(Code::MissingFile, "model.safetensors", "It is missing.");
            Err(error.hint("Add it: it holds the weights."))
        }
    }
}

/// A text file's text.
///
/// # Errors
/// `too-large` beyond the limit, `file-kind` for what is no text.
pub fn text<'b>(name: &str, bytes: &'b [u8]) -> Result<&'b str> {
    if bytes.len() > limits::TEXT_FILE_BYTES {
        let cause = format!(
            "It has {}, the limit is {}.",
            limits::bytes(bytes.len() as u64),
            limits::bytes(limits::TEXT_FILE_BYTES as u64)
        );
        return Err(Error::new(Code::TooLarge, name, cause).hint("Take a smaller vocabulary."));
    }
    if let Some(what) = kind::of_start(bytes) {
        return Err(kind::wrong(name, what));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let cause = format!("Byte {} is not UTF-8.", error.valid_up_to());
        Error::new(Code::FileKind, name, cause).hint("Save it as UTF-8, or take the original.")
    })
}

/// A JSON file's content. Nesting beyond 128 levels is refused by the parser.
///
/// # Errors
/// What [`text`] refuses, and `bad-json`.
pub fn json<T: DeserializeOwned>(name: &str, bytes: &[u8]) -> Result<T> {
    serde_json::from_str(text(name, bytes)?).map_err(|error| {
        let cause = format!("It cannot be read: {error}.");
        Error::new(Code::BadJson, name, cause).hint("Take the file that was saved with the model.")
    })
}
