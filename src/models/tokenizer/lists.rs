//! Tokenizers without a tokenizer.json: vocab.txt, or vocab.json with merges.txt, made as
//! transformers makes them, and `tokenizer_config.json` where there is one.

use std::collections::HashMap;

use serde::Deserialize;

use crate::error::{Code, Error, Result, brief};
use crate::files::{json, text};

use super::added::{Added, AddedToken};
use super::bert::Normalizer;
use super::bpe::{Bpe, Options, merge};
use super::file::Pairs;
use super::vocabulary::Vocabulary;
use super::wordpiece::WordPiece;
use super::{ByteLevel, Kind, Slot, Tokenizer};

pub const VOCAB_TXT: &str = "vocab.txt";
pub const VOCAB_JSON: &str = "vocab.json";
pub const MERGES: &str = "merges.txt";
pub const CONFIG: &str = "tokenizer_config.json";

/// What `tokenizer_config.json` says that counts here.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Config {
    do_lower_case: Option<bool>,
    strip_accents: Option<bool>,
    tokenize_chinese_chars: Option<bool>,
    add_prefix_space: Option<bool>,
    clean_up_tokenization_spaces: Option<bool>,
    unk_token: Option<Named>,
    sep_token: Option<Named>,
    pad_token: Option<Named>,
    cls_token: Option<Named>,
    mask_token: Option<Named>,
    bos_token: Option<Named>,
    eos_token: Option<Named>,
    added_tokens_decoder: HashMap<String, Described>,
}

/// A token by its text, or described.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum Named {
    Text(String),
    Described(Described),
}

#[derive(Debug, Clone, Deserialize)]
struct Described {
    content: String,
    #[serde(default)]
    single_word: bool,
    #[serde(default)]
    lstrip: bool,
    #[serde(default)]
    rstrip: bool,
    #[serde(default)]
    normalized: bool,
    #[serde(default)]
    special: bool,
}

impl Config {
    /// # Errors
    /// `bad-json` for another shape.
    pub fn read(bytes: Option<&[u8]>) -> Result<Self> {
        bytes.map_or_else(|| Ok(Self::default()), |bytes| json(CONFIG, bytes))
    }

    /// Are the spaces before marks of punctuation taken out of a decoded text once more?
    #[must_use]
    pub fn cleans_up(&self) -> bool {
        self.clean_up_tokenization_spaces == Some(true)
    }

    /// The tokens that control the model: named in the file, or by what transformers calls them.
    fn special(
        &self,
        vocabulary: &Vocabulary,
        names: &[(&Option<Named>, &str)],
    ) -> Vec<AddedToken> {
        let mut tokens: Vec<AddedToken> = Vec::new();
        let mut add = |id: Option<u32>, described: &Described| {
            let Some(id) = id
                .filter(|id| vocabulary.token(*id).is_none_or(|token| token == described.content))
            else {
                return;
            };
            if tokens.iter().all(|token| token.id != id && token.content != described.content) {
                tokens.push(AddedToken {
                    content: described.content.clone(),
                    id,
                    single_word: described.single_word,
                    lstrip: described.lstrip,
                    rstrip: described.rstrip,
                    normalized: described.normalized,
                    special: described.special,
                });
            }
        };
        let mut listed: Vec<(u32, &Described)> = self
            .added_tokens_decoder
            .iter()
            .filter_map(|(id, described)| Some((id.parse().ok()?, described)))
            .filter(|(id, _)| (*id as usize) < crate::limits::VOCABULARY)
            .collect();
        listed.sort_by_key(|(id, _)| *id);
        for (id, described) in listed {
            add(Some(id), described);
        }
        for (named, usual) in names {
            let described = match named {
                Some(Named::Described(described)) => described.clone(),
                Some(Named::Text(content)) => Described::special(content),
                None => Described::special(usual),
            };
            add(vocabulary.id(&described.content), &described);
        }
        tokens
    }
}

impl Described {
    fn special(content: &str) -> Self {
        Self {
            content: content.to_owned(),
            single_word: false,
            lstrip: false,
            rstrip: false,
            normalized: false,
            special: true,
        }
    }
}

fn name<'n>(named: Option<&'n Named>, usual: &'n str) -> &'n str {
    match named {
        Some(Named::Text(content) | Named::Described(Described { content, .. })) => content,
        None => usual,
    }
}

/// BERT's tokenizer from its vocabulary, a token a line.
///
/// # Errors
/// `vocabulary` where a token is there twice, or one that BERT needs is not.
pub fn word_piece(vocab: &[u8], config: &Config) -> Result<Tokenizer> {
    let lines = text(VOCAB_TXT, vocab)?;
    let lines = lines.strip_suffix('\n').unwrap_or(lines);
    let tokens = lines
        .split('\n')
        .enumerate()
        .map(|(id, line)| (line.strip_suffix('\r').unwrap_or(line).to_owned(), id as u32));
    let vocabulary = Vocabulary::new(VOCAB_TXT, tokens)?;
    let id = |named: &Option<Named>, usual| {
        let token = name(named.as_ref(), usual);
        vocabulary.id(token).ok_or_else(|| {
            let cause = format!("It lacks the token “{}”.", brief(token));
            let error = Error::new(Code::Vocabulary, VOCAB_TXT, cause);
            error.hint("Take the vocabulary of a BERT, or a tokenizer.json.")
        })
    };
    let unknown = id(&config.unk_token, "[UNK]")?;
    let [cls, sep] = [id(&config.cls_token, "[CLS]")?, id(&config.sep_token, "[SEP]")?];
    let lowercase = config.do_lower_case.unwrap_or(true);
    let normalizer = Normalizer {
        clean_text: true,
        handle_chinese_chars: config.tokenize_chinese_chars.unwrap_or(true),
        strip_accents: config.strip_accents.unwrap_or(lowercase),
        lowercase,
    };
    let special = config.special(
        &vocabulary,
        &[
            (&config.pad_token, "[PAD]"),
            (&config.unk_token, "[UNK]"),
            (&config.cls_token, "[CLS]"),
            (&config.sep_token, "[SEP]"),
            (&config.mask_token, "[MASK]"),
        ],
    );
    let special_slot = |id, segment| Slot::Special { id, segment };
    let single = vec![special_slot(cls, 0), Slot::First { segment: 0 }, special_slot(sep, 0)];
    let rest = [Slot::Second { segment: 1 }, special_slot(sep, 1)];
    Ok(Tokenizer {
        added: Added::new(special, |text| normalizer.normalize(text).0),
        kind: Kind::WordPiece {
            normalizer,
            model: WordPiece::new(&vocabulary, "##", unknown, 100),
            cleanup: true,
        },
        pair: [single.clone(), rest.to_vec()].concat(),
        single,
        vocabulary,
        cleans_up: config.cleans_up(),
    })
}

/// GPT-2's tokenizer from its tokens and the merges that it learnt.
///
/// # Errors
/// `vocabulary` where they contradict each other.
pub fn byte_level(vocab: &[u8], merges: &[u8], config: &Config) -> Result<Tokenizer> {
    let pairs: Pairs = json(VOCAB_JSON, vocab)?;
    let vocabulary = Vocabulary::new(VOCAB_JSON, pairs.tokens)?;
    let lines = text(MERGES, merges)?.lines();
    let merges = lines.filter(|line| !line.starts_with("#version") && !line.is_empty());
    let merges = merges.map(|line| merge(MERGES, line)).collect::<Result<Vec<_>>>()?;
    let model = Bpe::new(MERGES, &vocabulary, merges, &Options::default())?;
    let end = "<|endoftext|>";
    let special = config.special(
        &vocabulary,
        &[
            (&config.unk_token, end),
            (&config.bos_token, end),
            (&config.eos_token, end),
            (&config.pad_token, end),
        ],
    );
    if let Some(gap) = vocabulary.gap(|id| special.iter().any(|token| token.id == id)) {
        let error = Error::new(Code::Vocabulary, VOCAB_JSON, format!("No token has the id {gap}."));
        return Err(error.hint("Take the file that was saved with the model."));
    }
    let first = Slot::First { segment: 0 };
    Ok(Tokenizer {
        added: Added::new(special, str::to_owned),
        kind: Kind::ByteLevel(ByteLevel {
            model,
            add_prefix_space: config.add_prefix_space.unwrap_or(false),
            split: true,
            trim_offsets: false,
        }),
        single: vec![first],
        pair: vec![first, Slot::Second { segment: 1 }],
        vocabulary,
        cleans_up: config.cleans_up(),
    })
}
