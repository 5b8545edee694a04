//! The header of model.safetensors: which tensors there are, of what shape, and where.
//!
//! The `safetensors` crate parses it and checks that the tensors follow each other without a gap.
//! What it lets pass is refused before: its size, too many tensors, a name that is there twice.

use std::collections::HashSet;
use std::fmt;

use ::safetensors::tensor::{Dtype, Metadata};
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};

use crate::error::{Code, Error, Result, brief};
use crate::limits;

use super::kind;
use super::number::Number;

/// Bytes before the header, which say its length.
pub const LENGTH_BYTES: usize = 8;

/// One tensor of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub name: String,
    /// Nothing for a format that is not read, which only a tensor that nobody needs may have.
    pub number: Option<Number>,
    /// The format as the file writes it.
    pub dtype: String,
    pub shape: Vec<usize>,
    /// Bytes of it.
    pub bytes: usize,
}

/// The length of the header, from the first bytes of the file.
///
/// # Errors
/// `file-kind` for another format, `bad-header` or `too-large` for a length that cannot be.
pub fn header_length(file: &str, start: &[u8], file_bytes: Option<u64>) -> Result<usize> {
    if let Some(what) = kind::of_start(start) {
        return Err(kind::wrong(file, what));
    }
    if let Some(bytes) = file_bytes.filter(|bytes| *bytes > limits::WEIGHTS_BYTES) {
        let cause = format!(
            "It has {}, the limit is {}.",
            limits::bytes(bytes),
            limits::bytes(limits::WEIGHTS_BYTES)
        );
        return Err(Error::new(Code::TooLarge, file, cause).hint("Take a smaller model."));
    }
    let Some(length) = start.first_chunk::<LENGTH_BYTES>() else {
        let cause = format!("It has {} bytes, and a header's length alone takes 8.", start.len());
        let error = Error::new(Code::FileKind, file, cause);
        return Err(error.hint("This is not a safetensors file: download it again."));
    };
    let length = u64::from_le_bytes(*length);
    if length > limits::HEADER_BYTES {
        // What is no file of safetensors at all has such a length, too.
        let cause = format!(
            "Its header would have {}, the limit is {}.",
            limits::bytes(length),
            limits::bytes(limits::HEADER_BYTES)
        );
        let error = Error::new(Code::TooLarge, file, cause);
        return Err(error.hint("If it is a safetensors file, download it again."));
    }
    let room = file_bytes.map(|bytes| bytes.saturating_sub(LENGTH_BYTES as u64));
    if let Some(room) = room.filter(|room| length > *room) {
        let cause = format!("Its header would have {length} bytes, and {room} are left.");
        let error = Error::new(Code::BadHeader, file, cause).differs(length, room);
        return Err(error.hint("The file is cut off: download it again."));
    }
    if length < 2 {
        let error = Error::new(Code::BadHeader, file, format!("Its header has {length} bytes."));
        return Err(error.hint("This is not a safetensors file: download it again."));
    }
    Ok(length as usize)
}

/// The tensors in the order of their bytes.
///
/// # Errors
/// `bad-header` for one that does not parse or does not fit the file, `too-large` for too many
/// tensors, `dtype` for a format that does not exist.
pub fn entries(file: &str, header: &[u8], file_bytes: Option<u64>) -> Result<Vec<Entry>> {
    let bad = |cause: String| {
        let error = Error::new(Code::BadHeader, file, cause);
        error.hint("The file is damaged, or it is not a safetensors file: download it again.")
    };
    let text = std::str::from_utf8(header).map_err(|error| {
        bad(format!("Byte {} of its header is not UTF-8.", error.valid_up_to()))
    })?;
    let outline: Outline = serde_json::from_str(text)
        .map_err(|error| bad(format!("Its header does not parse: {error}.")))?;
    if outline.count > limits::TENSORS {
        let cause = format!("It has {} tensors, the limit is {}.", outline.count, limits::TENSORS);
        return Err(Error::new(Code::TooLarge, file, cause).hint("Take a smaller model."));
    }
    if let Some(twice) = outline.twice {
        return Err(bad(format!("The tensor “{}” is there twice.", brief(&twice))));
    }
    if let Some((name, rank)) = outline.deep {
        let cause = format!("“{}” has {rank} axes, the limit is {}.", brief(&name), limits::RANK);
        return Err(bad(cause));
    }
    if let Some((name, dtype)) = outline.unknown {
        return Err(unread(file, &name, &dtype));
    }
    let metadata: Metadata = serde_json::from_str(text)
        .map_err(|error| bad(format!("Its header contradicts itself: {error}.")))?;
    let data = metadata.data_len() as u64;
    let whole = LENGTH_BYTES as u64 + header.len() as u64 + data;
    if let Some(bytes) = file_bytes.filter(|bytes| *bytes != whole) {
        let cause = format!("Its tensors end at byte {whole}, and the file at {bytes}.");
        return Err(bad(cause).differs(whole, bytes));
    }
    if whole > limits::WEIGHTS_BYTES {
        let cause = format!(
            "Its tensors have {}, the limit is {}.",
            limits::bytes(data),
            limits::bytes(limits::WEIGHTS_BYTES)
        );
        return Err(Error::new(Code::TooLarge, file, cause).hint("Take a smaller model."));
    }
    let entry = |name: String| {
        let info = metadata.info(&name)?;
        let number = match info.dtype {
            Dtype::F32 => Some(Number::F32),
            Dtype::F16 => Some(Number::F16),
            Dtype::BF16 => Some(Number::BF16),
            _ => None,
        };
        let bytes = info.data_offsets.1 - info.data_offsets.0;
        Some(Entry {
            number,
            dtype: info.dtype.to_string(),
            shape: info.shape.clone(),
            bytes,
            name,
        })
    };
    Ok(metadata.offset_keys().into_iter().filter_map(entry).collect())
}

/// The refusal of a format.
#[must_use]
pub fn unread(file: &str, name: &str, dtype: &str) -> Error {
    let cause = format!("“{}” has numbers in the format {}.", brief(name), brief(dtype));
    let error = Error::new(Code::Dtype, file, cause).differs("F32, F16, BF16", brief(dtype));
    error.hint("F32, F16 and BF16 are supported: save the model in one of them.")
}

/// What is asked of a header before it is believed.
#[derive(Default)]
struct Outline {
    count: usize,
    twice: Option<String>,
    deep: Option<(String, usize)>,
    unknown: Option<(String, String)>,
}

#[derive(Deserialize)]
struct Sketch {
    dtype: String,
    #[serde(default)]
    shape: Vec<IgnoredAny>,
}

impl<'de> Deserialize<'de> for Outline {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct Names;
        impl<'de> Visitor<'de> for Names {
            type Value = Outline;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of tensors")
            }

            fn visit_map<A: MapAccess<'de>>(
                self,
                mut map: A,
            ) -> std::result::Result<Outline, A::Error> {
                let mut outline = Outline::default();
                let mut names = HashSet::new();
                while let Some(name) = map.next_key::<String>()? {
                    if name == "__metadata__" {
                        map.next_value::<IgnoredAny>()?;
                    } else {
                        outline.count += 1;
                        let Sketch { dtype, shape } = map.next_value()?;
                        if shape.len() > limits::RANK {
                            outline.deep.get_or_insert((name.clone(), shape.len()));
                        }
                        if !exists(&dtype) {
                            outline.unknown.get_or_insert((name.clone(), dtype));
                        }
                    }
                    if names.contains(&name) {
                        outline.twice.get_or_insert(name);
                    } else {
                        names.insert(name);
                    }
                }
                Ok(outline)
            }
        }
        deserializer.deserialize_map(Names)
    }
}

/// Does the crate know this format?
fn exists(dtype: &str) -> bool {
    serde_json::from_value::<Dtype>(serde_json::Value::from(dtype)).is_ok()
}
