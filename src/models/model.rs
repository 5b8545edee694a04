//! A model: a network with its tokenizer.

use crate::error::{Code, Error, Result};
use crate::files::config::Config;
use crate::files::{Files, base, config, weights_name};
use crate::network::forward::Run;
use crate::network::initial::Seed;
use crate::network::load::{Loader, check_size};
use crate::network::patterns::Special;
use crate::network::weights::Network;
use crate::tokenizer::{Encoding, Tokenizer};

/// A network, the tokenizer that belongs to it where there is one, and what is worth a note.
#[derive(Debug)]
pub struct Model {
    pub network: Network,
    pub tokenizer: Option<Tokenizer>,
    pub notes: Vec<String>,
}

/// What a network reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    Text { text: String, second: Option<String> },
    Ids { ids: Vec<u32>, segments: Vec<u32> },
}

/// A model whose weights are still to come.
#[derive(Debug)]
pub struct Opening {
    loader: Loader,
    tokenizer: Option<Tokenizer>,
}

impl Opening {
    /// Reads the small files, and begins the file of weights, of as many bytes as are said.
    ///
    /// # Errors
    /// What any of the files is refused for; nothing is allocated for weights yet.
    pub fn new(small: &Files<'_>, weights: &str, bytes: Option<u64>) -> Result<Self> {
        if let Some(bytes) = bytes {
            check_size(base(weights), bytes)?;
        }
        let config = read_config(small)?;
        let tokenizer = Tokenizer::from_files(small)?;
        Ok(Self { loader: Loader::new(base(weights), bytes, config), tokenizer })
    }

    /// Takes the next bytes of the file of weights.
    ///
    /// # Errors
    /// What [`Loader::push`] refuses.
    pub fn push(&mut self, bytes: &[u8]) -> Result<()> {
        self.loader.push(bytes)
    }

    /// The model, once all bytes have come.
    ///
    /// # Errors
    /// What [`Loader::finish`] refuses.
    pub fn finish(self) -> Result<Model> {
        let (network, notes) = self.loader.finish()?;
        Ok(Model { network, tokenizer: self.tokenizer, notes })
    }
}

/// The sizes of a network.
fn read_config(small: &Files<'_>) -> Result<Config> {
    let config = small.get(config::FILE).ok_or_else(|| {
        let error = Error::new(Code::MissingFile, config::FILE, "It is missing.");
        error.hint("Add it: it has the sizes of the network.")
    })?;
    config::read(config)
}

impl Model {
    /// A model of files that are in memory.
    ///
    /// # Errors
    /// What any of the files is refused for.
    pub fn from_files(files: &[(&str, &[u8])]) -> Result<Self> {
        let name = weights_name(files.iter().map(|(name, _)| *name))?;
        let bytes =
            files.iter().find(|(found, _)| *found == name).map_or(&[][..], |(_, bytes)| *bytes);
        let small = Files::new(files.iter().copied().filter(|(found, _)| *found != name));
        let mut opening = Opening::new(&small, name, Some(bytes.len() as u64))?;
        opening.push(bytes)?;
        opening.finish()
    }

    /// A model before its training: the small files say what it is, and a seed gives its weights.
    ///
    /// # Errors
    /// What a file is refused for.
    pub fn initial(small: &Files<'_>, seed: Seed) -> Result<Self> {
        let network = Network::initial(read_config(small)?, seed)?;
        Ok(Self { network, tokenizer: Tokenizer::from_files(small)?, notes: Vec::new() })
    }

    /// The tokens of an input.
    ///
    /// # Errors
    /// `no-tokenizer` for a text without one.
    pub fn encode(&self, input: &Input) -> Result<Encoding> {
        match input {
            Input::Text { text, second } => {
                let tokenizer = self.tokenizer.as_ref().ok_or_else(|| {
                    let cause = "The model came without a tokenizer, so it reads ids only.";
                    let error = Error::new(Code::NoTokenizer, "text", cause);
                    error.hint("Add tokenizer.json, vocab.txt, or vocab.json with merges.txt.")
                })?;
                tokenizer.encode(text, second.as_deref())
            }
            Input::Ids { ids, segments } => {
                let mut segments = segments.clone();
                if segments.is_empty() {
                    segments = vec![0; ids.len()];
                }
                Ok(Encoding {
                    tokens: ids.iter().map(|id| self.name(*id)).collect(),
                    offsets: vec![[0, 0]; ids.len()],
                    ids: ids.clone(),
                    segments,
                })
            }
        }
    }

    /// Runs an input; the output of each head in `off` is 0.
    ///
    /// # Errors
    /// What [`Network::run`] refuses.
    pub fn run(&self, input: &Input, off: &[[usize; 2]]) -> Result<(Encoding, Run)> {
        let encoding = self.encode(input)?;
        let run = self.network.run(&encoding.ids, &encoding.segments, off)?;
        Ok((encoding, run))
    }

    /// A token as the vocabulary writes it; its id where there is no vocabulary.
    #[must_use]
    pub fn name(&self, id: u32) -> String {
        self.tokenizer.as_ref().map_or_else(|| id.to_string(), |known| known.name(id))
    }

    /// The ids of `[SEP]` and `[MASK]`.
    #[must_use]
    pub fn special(&self) -> Special {
        let id = |token| self.tokenizer.as_ref()?.id(token);
        Special { separator: id("[SEP]"), mask: id("[MASK]") }
    }
}
