//! Text to tokens and back, as Hugging Face's tokenizers does it: byte-level BPE and WordPiece.
//!
//! A tokenizer is read from `tokenizer.json` ([`json`]) or from lists of tokens ([`lists`]). No
//! regular expression of a file is ever run: the two that GPT-2's files hold are known by their text
//! and scanned by hand ([`scan`]). Each step is linear in the text, but for the merges of one word,
//! which take n log n.

pub mod added;
pub mod bert;
pub mod bpe;
pub mod bytes;
pub mod classes;
pub mod file;
pub mod json;
pub mod lists;
pub mod scan;
pub mod vocabulary;
pub mod wordpiece;

use crate::error::{Code, Error, Result};
use crate::files::Files;
use crate::limits;

use added::{Added, Part};
use bert::Normalizer;
use bpe::Bpe;
use vocabulary::Vocabulary;
use wordpiece::WordPiece;

/// A text in tokens.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Encoding {
    pub ids: Vec<u32>,
    /// As the vocabulary writes them, such as `Ġdog` and `##ing`.
    pub tokens: Vec<String>,
    /// 0 for the first text, 1 for the second.
    pub segments: Vec<u32>,
    /// Where a token comes from, first and last + 1, in UTF-16 units of its text; what the tokenizer
    /// adds comes from nowhere, and has 0 and 0.
    pub offsets: Vec<[u32; 2]>,
}

/// Part of a text's token: its id, and its bytes in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    pub id: u32,
    pub start: usize,
    pub end: usize,
}

/// What comes of one text: tokens, with the text itself for their offsets.
type Tokens = Vec<Token>;

/// How words become tokens.
#[derive(Debug)]
pub enum Kind {
    ByteLevel(ByteLevel),
    WordPiece { normalizer: Normalizer, model: WordPiece, cleanup: bool },
}

/// GPT-2's way.
#[derive(Debug)]
pub struct ByteLevel {
    pub model: Bpe,
    /// A space is put before a text that begins with none.
    pub add_prefix_space: bool,
    /// Split by GPT-2's pattern; without it a text is one word.
    pub split: bool,
    /// Offsets leave out the spaces around a token.
    pub trim_offsets: bool,
}

/// A place in what is put around a text, or around two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    First { segment: u32 },
    Second { segment: u32 },
    Special { id: u32, segment: u32 },
}

/// A tokenizer, ready for texts.
#[derive(Debug)]
pub struct Tokenizer {
    pub vocabulary: Vocabulary,
    pub added: Added,
    pub kind: Kind,
    /// What is put around one text.
    pub single: Vec<Slot>,
    /// What is put around two.
    pub pair: Vec<Slot>,
    /// A decoded text loses the spaces before marks of punctuation, also those between its tokens.
    pub cleans_up: bool,
}

impl Tokenizer {
    /// The tokenizer of some files, or nothing where none of them is one's.
    ///
    /// # Errors
    /// What [`json::read`] and [`lists`] refuse, and `missing-file` for one of two files that belong
    /// together.
    pub fn from_files(files: &Files<'_>) -> Result<Option<Self>> {
        let config = lists::Config::read(files.get(lists::CONFIG))?;
        if let Some(bytes) = files.get(json::FILE) {
            let tokenizer = json::read(bytes)?;
            return Ok(Some(Self { cleans_up: config.cleans_up(), ..tokenizer }));
        }
        let lacks = |file: &str, other: &str| {
            let cause = format!("{other} is here, but {file} is missing.");
            Error::new(Code::MissingFile, file, cause).hint("Add it: the two belong together.")
        };
        match (files.get(lists::VOCAB_JSON), files.get(lists::MERGES), files.get(lists::VOCAB_TXT))
        {
            (Some(vocab), Some(merges), _) => lists::byte_level(vocab, merges, &config).map(Some),
            (_, _, Some(vocab)) => lists::word_piece(vocab, &config).map(Some),
            (Some(_), None, None) => Err(lacks(lists::MERGES, lists::VOCAB_JSON)),
            (None, Some(_), None) => Err(lacks(lists::VOCAB_JSON, lists::MERGES)),
            (None, None, None) => Ok(None),
        }
    }
}

impl Tokenizer {
    /// Text to tokens, with what the tokenizer adds around it.
    ///
    /// # Errors
    /// `too-large` for a text beyond the limit.
    pub fn encode(&self, text: &str, second: Option<&str>) -> Result<Encoding> {
        for text in [Some(text), second].into_iter().flatten() {
            if text.len() > limits::TEXT_BYTES {
                let cause = format!(
                    "The text has {}, the limit is {}.",
                    limits::bytes(text.len() as u64),
                    limits::bytes(limits::TEXT_BYTES as u64)
                );
                return Err(Error::new(Code::TooLarge, "text", cause).hint("Take a part of it."));
            }
        }
        let mut encoding = Encoding::default();
        let first = self.tokens(text);
        let other = second.map(|text| self.tokens(text));
        for slot in if second.is_some() { &self.pair } else { &self.single } {
            match (*slot, &other) {
                (Slot::First { segment }, _) => self.add(&mut encoding, text, &first, segment),
                (Slot::Second { segment }, Some(tokens)) => {
                    self.add(&mut encoding, second.unwrap_or_default(), tokens, segment);
                }
                (Slot::Second { .. }, None) => {}
                (Slot::Special { id, segment }, _) => {
                    encoding.ids.push(id);
                    encoding.tokens.push(self.name(id));
                    encoding.segments.push(segment);
                    encoding.offsets.push([0, 0]);
                }
            }
        }
        Ok(encoding)
    }

    /// A token as the vocabulary writes it.
    #[must_use]
    pub fn name(&self, id: u32) -> String {
        self.added.name(id).or_else(|| self.vocabulary.token(id)).unwrap_or_default().to_owned()
    }

    /// The id of a token as the vocabulary writes it.
    #[must_use]
    pub fn id(&self, token: &str) -> Option<u32> {
        self.added.id(token).or_else(|| self.vocabulary.id(token))
    }

    /// Tokens back to text; what was added around the text stays.
    ///
    /// # Errors
    /// `range` for an id that no token has.
    pub fn decode(&self, ids: &[u32]) -> Result<String> {
        let mut tokens = Vec::with_capacity(ids.len());
        for id in ids {
            let known = self.added.name(*id).or_else(|| self.vocabulary.token(*id));
            tokens.push(known.ok_or_else(|| {
                let cause = format!("No token has the id {id}.");
                let error = Error::new(Code::Range, "ids", cause);
                error.hint(format!("Take ids below {}.", self.size()))
            })?);
        }
        Ok(match &self.kind {
            Kind::ByteLevel(_) => bytes::decode(&tokens),
            Kind::WordPiece { model, cleanup, .. } => {
                let text = model.decode(&tokens, *cleanup);
                if self.cleans_up { wordpiece::clean_up(&text) } else { text }
            }
        })
    }

    /// One more than the largest id.
    #[must_use]
    pub fn size(&self) -> usize {
        self.vocabulary.size().max(self.added.size())
    }

    /// The tokens of one text, with their bytes in it.
    fn tokens(&self, text: &str) -> Tokens {
        let mut tokens = Vec::new();
        for part in self.added.split(text, added::Stage::Raw) {
            match part {
                Part::Token { id, start, end } => tokens.push(Token { id, start, end }),
                Part::Text { start, end } => self.plain(&text[start..end], start, &mut tokens),
            }
        }
        tokens
    }

    /// The tokens of a stretch of text in which no added token is spelt as it is written.
    fn plain(&self, text: &str, from: usize, tokens: &mut Tokens) {
        match &self.kind {
            Kind::ByteLevel(kind) => {
                for part in self.added.split(text, added::Stage::Normalized) {
                    match part {
                        Part::Token { id, start, end } => {
                            tokens.push(Token { id, start: from + start, end: from + end });
                        }
                        Part::Text { start, end } => {
                            kind.tokens(&text[start..end], from + start, tokens);
                        }
                    }
                }
            }
            Kind::WordPiece { normalizer, model, .. } => {
                let (normal, spans) = normalizer.normalize(text);
                for part in self.added.split(&normal, added::Stage::Normalized) {
                    match part {
                        Part::Token { id, start, end } if start < end => {
                            let (start, end) = (spans.start(start), spans.end(end));
                            tokens.push(Token { id, start: from + start, end: from + end });
                        }
                        Part::Token { .. } => {}
                        Part::Text { start, end } => {
                            for word in bert::words(&normal[start..end]) {
                                let at = start + word.start;
                                model.tokens(&normal[at..start + word.end], |id, first, last| {
                                    let (first, last) =
                                        (spans.start(at + first), spans.end(at + last));
                                    tokens.push(Token {
                                        id,
                                        start: from + first,
                                        end: from + last,
                                    });
                                });
                            }
                        }
                    }
                }
            }
        }
    }

    fn add(&self, encoding: &mut Encoding, text: &str, tokens: &[Token], segment: u32) {
        let mut units = Units::new(text);
        for (at, token) in tokens.iter().enumerate() {
            let name = self.name(token.id);
            let (mut start, mut end) = (token.start, token.end);
            if let Kind::ByteLevel(ByteLevel { trim_offsets: true, add_prefix_space, .. }) =
                &self.kind
                && self.added.name(token.id).is_none()
            {
                (start, end) =
                    bytes::trimmed(&text[start..end], &name, start, at == 0 && *add_prefix_space);
            }
            encoding.ids.push(token.id);
            encoding.tokens.push(name);
            encoding.segments.push(segment);
            encoding.offsets.push([units.before(start), units.before(end)]);
        }
    }
}

impl ByteLevel {
    fn tokens(&self, text: &str, from: usize, tokens: &mut Tokens) {
        let is_open = self.add_prefix_space && !text.starts_with(char::is_whitespace);
        if is_open && !text.is_empty() {
            // What is put in front has no place in the text.
            let spaced = format!(" {text}");
            self.words(&spaced, |token| {
                tokens.push(Token {
                    id: token.id,
                    start: from + token.start.saturating_sub(1),
                    end: from + token.end.saturating_sub(1),
                });
            });
        } else {
            self.words(text, |token| {
                tokens.push(Token {
                    id: token.id,
                    start: from + token.start,
                    end: from + token.end,
                });
            });
        }
    }

    fn words(&self, text: &str, mut found: impl FnMut(Token)) {
        let mut start = 0;
        while start < text.len() {
            let end = if self.split { scan::word_end(text, start) } else { text.len() };
            self.model.tokens(&text.as_bytes()[start..end], |id, first, last| {
                // A token may be part of a character, whose place is the whole of it.
                let whole = |mut at: usize, step: fn(usize) -> usize| {
                    while !text.is_char_boundary(at) {
                        at = step(at);
                    }
                    at
                };
                let (start, end) = (start + first, start + last);
                found(Token { id, start: whole(start, |at| at - 1), end: whole(end, |at| at + 1) });
            });
            start = end;
        }
    }
}

/// UTF-16 units before a byte of a text, for bytes that come nearly in order.
struct Units<'t> {
    text: &'t str,
    byte: usize,
    count: u32,
}

impl<'t> Units<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, byte: 0, count: 0 }
    }

    fn before(&mut self, byte: usize) -> u32 {
        let count = |text: &str| text.encode_utf16().count() as u32;
        if byte >= self.byte {
            self.count += count(&self.text[self.byte..byte]);
        } else {
            self.count -= count(&self.text[byte..self.byte]);
        }
        self.byte = byte;
        self.count
    }
}
