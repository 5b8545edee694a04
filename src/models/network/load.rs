//! Weights from the bytes of a file as they come: each number goes straight to its place.
//!
//! First the header, which is checked against config.json before anything is allocated; then the
//! tensors, of which only the bytes of a number that a chunk cuts are kept.

use crate::error::{Code, Error, Result, brief};
use crate::files::config::{Config, Family};
use crate::files::number::Number;
use crate::files::safetensors::{Entry, LENGTH_BYTES, entries, header_length, unread};
use crate::limits;

use super::weights::{HeadFound, Needed, Network, Place, needed};

/// Reads a file of weights, chunk by chunk.
#[derive(Debug)]
pub struct Loader {
    file: String,
    file_bytes: Option<u64>,
    config: Config,
    state: State,
    notes: Vec<String>,
}

#[derive(Debug)]
enum State {
    /// The bytes so far, and how long the header is.
    Header {
        bytes: Vec<u8>,
        length: Option<usize>,
    },
    Data(Box<Data>),
}

#[derive(Debug)]
struct Data {
    network: Network,
    tensors: Vec<Tensor>,
    /// The tensor that comes next, and its numbers so far.
    tensor: usize,
    numbers: usize,
    /// Bytes of the tensor that are passed over, where nobody needs it.
    passed: usize,
    /// A number that a chunk cut.
    cut: Vec<u8>,
}

#[derive(Debug)]
struct Tensor {
    name: String,
    bytes: usize,
    /// Nothing where nobody needs it.
    kept: Option<Kept>,
}

#[derive(Debug, Clone, Copy)]
struct Kept {
    number: Number,
    place: Place,
    columns: usize,
}

impl Loader {
    /// Begins a file, of as many bytes as are said.
    #[must_use]
    pub fn new(file: &str, file_bytes: Option<u64>, config: Config) -> Self {
        let state = State::Header { bytes: Vec::new(), length: None };
        Self { file: brief(file), file_bytes, config, state, notes: Vec::new() }
    }

    /// Takes the next bytes of the file.
    ///
    /// # Errors
    /// As soon as what has come is none of a network like the config's.
    pub fn push(&mut self, mut chunk: &[u8]) -> Result<()> {
        if let State::Header { bytes, length } = &mut self.state {
            let wanted = length.map_or(LENGTH_BYTES, |length| LENGTH_BYTES + length);
            let taken = chunk.len().min(wanted - bytes.len());
            bytes.extend_from_slice(&chunk[..taken]);
            chunk = &chunk[taken..];
            if bytes.len() < wanted {
                return Ok(());
            }
            if length.is_none() {
                // What the file begins with may take more bytes to be known.
                let start = [&bytes[..], &chunk[..chunk.len().min(256)]].concat();
                *length = Some(header_length(&self.file, &start, self.file_bytes)?);
                return self.push(chunk);
            }
            let header = std::mem::take(bytes).split_off(LENGTH_BYTES);
            self.state = State::Data(Box::new(self.begin(&header)?));
        }
        if let State::Data(data) = &mut self.state {
            data.push(&self.file, chunk, &mut self.notes)?;
        }
        Ok(())
    }

    /// The network, where all of the file has come, and what is worth a note in it.
    ///
    /// # Errors
    /// `read` where it has not, `file-kind` where that is no file of weights at all.
    pub fn finish(self) -> Result<(Network, Vec<String>)> {
        match self.state {
            State::Header { bytes, length: None } => {
                header_length(&self.file, &bytes, self.file_bytes)?;
                Err(ended(&self.file))
            }
            State::Data(data) if data.tensor == data.tensors.len() => {
                Ok((data.network, self.notes))
            }
            _ => Err(ended(&self.file)),
        }
    }

    /// Checks the header against the config, and makes room.
    fn begin(&self, header: &[u8]) -> Result<Data> {
        let entries = entries(&self.file, header, self.file_bytes)?;
        let head = head_of(&self.config, &entries);
        let needed = needed(&self.config, head);
        let tensors = self.tensors(&entries, &needed)?;
        let network = Network::zeros(self.config.clone(), head)?;
        Ok(Data { network, tensors, tensor: 0, numbers: 0, passed: 0, cut: Vec::new() })
    }

    /// What becomes of each tensor of the file.
    fn tensors(&self, entries: &[Entry], needed: &[Needed]) -> Result<Vec<Tensor>> {
        let family = self.config.family;
        for entry in entries {
            if let Some(layer) =
                layer_of(family, &entry.name).filter(|layer| *layer >= self.config.layers)
            {
                let cause = format!(
                    "“{}” belongs to layer {layer}, and config.json has {} layers.",
                    brief(&entry.name),
                    self.config.layers
                );
                let error = Error::new(Code::ExtraLayer, &self.file, cause);
                let error = error.differs(format!("layers below {}", self.config.layers), layer);
                return Err(error.hint("Take the config.json that was saved with the weights."));
            }
        }
        let names: Vec<&str> = entries.iter().map(|entry| plain(family, &entry.name)).collect();
        let mut kept: Vec<Option<Kept>> = vec![None; entries.len()];
        for needed in needed {
            let exact = names.iter().position(|name| *name == needed.name);
            let called = || names.iter().position(|name| is_called(name, &needed.name));
            let Some(at) = exact.or_else(called) else {
                return Err(missing(&self.file, &needed.name, &names));
            };
            let entry = &entries[at];
            if entry.shape != needed.shape {
                return Err(shape(&self.file, entry, &needed.shape));
            }
            let Some(number) = entry.number else {
                return Err(unread(&self.file, &entry.name, &entry.dtype));
            };
            let columns = needed.shape.last().copied().unwrap_or(1);
            kept[at] = Some(Kept { number, place: needed.place, columns });
        }
        let unwanted = entries.iter().zip(&kept).zip(&names);
        for ((entry, kept), name) in unwanted {
            if kept.is_none() && entry.number.is_none() && !is_buffer(name) {
                return Err(unread(&self.file, &entry.name, &entry.dtype));
            }
        }
        let tensor = |(entry, kept): (&Entry, Option<Kept>)| Tensor {
            name: entry.name.clone(),
            bytes: entry.bytes,
            kept,
        };
        Ok(entries.iter().zip(kept).map(tensor).collect())
    }
}

impl Data {
    fn push(&mut self, file: &str, mut chunk: &[u8], notes: &mut Vec<String>) -> Result<()> {
        loop {
            let Some(tensor) = self.tensors.get(self.tensor) else {
                if chunk.is_empty() {
                    return Ok(());
                }
                let cause = format!("{} bytes or more follow the last tensor.", chunk.len());
                let error = Error::new(Code::BadHeader, file, cause);
                return Err(error.hint("The file is damaged: download it again."));
            };
            let is_whole = match tensor.kept {
                None => {
                    let taken = chunk.len().min(tensor.bytes - self.passed);
                    chunk = &chunk[taken..];
                    self.passed += taken;
                    self.passed == tensor.bytes
                }
                Some(kept) => {
                    let size = kept.number.bytes();
                    let count = tensor.bytes / size;
                    let Some(mut target) = self.network.target(kept.place, kept.columns) else {
                        return Err(missing(file, &tensor.name, &[]));
                    };
                    let mut is_finite = true;
                    let mut set = |at: usize, bytes: &[u8]| {
                        let number = kept.number.read(bytes);
                        is_finite &= number.is_finite();
                        target.set(at, number);
                    };
                    if !self.cut.is_empty() {
                        let taken = chunk.len().min(size - self.cut.len());
                        self.cut.extend_from_slice(&chunk[..taken]);
                        chunk = &chunk[taken..];
                        if self.cut.len() < size {
                            return Ok(());
                        }
                        set(self.numbers, &self.cut);
                        self.numbers += 1;
                        self.cut.clear();
                    }
                    let whole = (chunk.len() / size).min(count - self.numbers);
                    let (numbers, rest) = chunk.split_at(whole * size);
                    for (at, bytes) in (self.numbers..).zip(numbers.chunks_exact(size)) {
                        set(at, bytes);
                    }
                    self.numbers += whole;
                    chunk = rest;
                    if self.numbers < count {
                        self.cut.extend_from_slice(chunk);
                        chunk = &[];
                    }
                    if !is_finite {
                        let note =
                            format!("“{}” has numbers that are not finite.", brief(&tensor.name));
                        if notes.last() != Some(&note) {
                            notes.push(note);
                        }
                    }
                    self.numbers == count
                }
            };
            if !is_whole {
                return Ok(());
            }
            (self.tensor, self.numbers, self.passed) = (self.tensor + 1, 0, 0);
        }
    }
}

/// Which output over tokens the file has.
fn head_of(config: &Config, entries: &[Entry]) -> HeadFound {
    let has =
        |name: &str| entries.iter().any(|entry| is_called(plain(config.family, &entry.name), name));
    match config.family {
        Family::Gpt2 => {
            let own = !config.tied && has("lm_head.weight");
            HeadFound { is_there: config.tied || own, own }
        }
        Family::Bert => {
            let own = !config.tied && has("cls.predictions.decoder.weight");
            let is_there = has("cls.predictions.transform.dense.weight") && (config.tied || own);
            HeadFound { is_there, own }
        }
    }
}

/// A tensor's name without the prefix that a model with a head gives it.
fn plain(family: Family, name: &str) -> &str {
    let prefix = match family {
        Family::Gpt2 => "transformer.",
        Family::Bert => "bert.",
    };
    name.strip_prefix(prefix).unwrap_or(name)
}

/// Where the two are one, a file has either.
const BIASES: [&str; 2] = ["cls.predictions.bias", "cls.predictions.decoder.bias"];

/// Is this the tensor? Old files have `gamma` and `beta` for the weight and bias of a norm, and the
/// output's bias has two names.
fn is_called(name: &str, wanted: &str) -> bool {
    if name == wanted {
        return true;
    }
    let old = |end: &str, new: &str| {
        name.strip_suffix(end).is_some_and(|start| {
            start.ends_with("LayerNorm.") && wanted.strip_suffix(new) == Some(start)
        })
    };
    old("gamma", "weight")
        || old("beta", "bias")
        || BIASES.contains(&wanted) && BIASES.contains(&name)
}

/// Tensors that older versions of transformers saved and no computation needs.
fn is_buffer(name: &str) -> bool {
    name.ends_with("position_ids")
        || name.ends_with("token_type_ids")
        || name.ends_with(".attn.bias")
        || name.ends_with(".attn.masked_bias")
}

/// The layer that a tensor belongs to.
fn layer_of(family: Family, name: &str) -> Option<usize> {
    let start = match family {
        Family::Gpt2 => "h.",
        Family::Bert => "encoder.layer.",
    };
    plain(family, name).strip_prefix(start)?.split('.').next()?.parse().ok()
}

fn missing(file: &str, name: &str, names: &[&str]) -> Error {
    let likeness = |other: &str| {
        let ahead = name.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
        let behind =
            name.bytes().rev().zip(other.bytes().rev()).take_while(|(a, b)| a == b).count();
        ahead + behind
    };
    let nearest = names.iter().max_by_key(|other| likeness(other));
    let nearest = nearest.map_or_else(String::new, |nearest| {
        format!(" The nearest name in the file is “{}”.", brief(nearest))
    });
    let cause = format!("The weight “{}” is missing.{nearest}", brief(name));
    let error = Error::new(Code::MissingWeight, file, cause);
    error.hint("Take the config.json and the weights of one model.")
}

fn shape(file: &str, entry: &Entry, wanted: &[usize]) -> Error {
    let text = |shape: &[usize]| {
        let sizes: Vec<String> = shape.iter().map(ToString::to_string).collect();
        format!("[{}]", sizes.join(", "))
    };
    let (expected, found) = (text(wanted), text(&entry.shape));
    let mut turned = entry.shape.clone();
    turned.reverse();
    let cause = format!("“{}” is {found}, and config.json says {expected}.", brief(&entry.name));
    let error = Error::new(Code::WeightShape, file, cause).differs(expected, found);
    error.hint(if turned == wanted {
        "It is transposed: save it as transformers does."
    } else {
        "Take the config.json that was saved with the weights."
    })
}

fn ended(file: &str) -> Error {
    let error = Error::new(Code::Read, file, "The file ends before its last tensor does.");
    error.hint("Download it again.")
}

/// # Errors
/// `too-large` for a file that is not even begun.
pub fn check_size(file: &str, bytes: u64) -> Result<()> {
    if bytes <= limits::WEIGHTS_BYTES {
        return Ok(());
    }
    let cause = format!(
        "It has {}, the limit is {}.",
        limits::bytes(bytes),
        limits::bytes(limits::WEIGHTS_BYTES)
    );
    Err(Error::new(Code::TooLarge, file, cause).hint("Take a smaller model."))
}
