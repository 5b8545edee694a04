//! The form of tokenizer.json: what its parts hold, in the kinds that GPT-2 and BERT have.

use std::collections::HashMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// The whole file.
#[derive(Deserialize)]
pub struct File {
    #[serde(default)]
    pub added_tokens: Vec<Listed>,
    pub normalizer: Option<Part>,
    pub pre_tokenizer: Option<Part>,
    pub post_processor: Option<Part>,
    pub decoder: Option<Part>,
    pub model: Model,
}

/// A token that is added to the vocabulary, and how it is met in a text.
#[derive(Deserialize)]
pub struct Listed {
    pub id: u32,
    pub content: String,
    #[serde(default)]
    pub single_word: bool,
    #[serde(default)]
    pub lstrip: bool,
    #[serde(default)]
    pub rstrip: bool,
    #[serde(default = "yes")]
    pub normalized: bool,
    #[serde(default)]
    pub special: bool,
}

/// Any part of the file: its kind, and what the known kinds hold.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Part {
    pub r#type: String,
    // BertNormalizer
    pub clean_text: Option<bool>,
    pub handle_chinese_chars: Option<bool>,
    pub strip_accents: Option<bool>,
    pub lowercase: Option<bool>,
    // ByteLevel
    pub add_prefix_space: Option<bool>,
    pub use_regex: Option<bool>,
    pub trim_offsets: Option<bool>,
    // Split
    pub pattern: Option<Pattern>,
    pub behavior: Option<String>,
    pub invert: Option<bool>,
    // WordPiece, as a decoder
    pub prefix: Option<String>,
    pub cleanup: Option<bool>,
    // Sequence
    #[serde(
        alias = "normalizers",
        alias = "pretokenizers",
        alias = "processors",
        alias = "decoders"
    )]
    pub parts: Vec<Part>,
    // TemplateProcessing
    pub single: Vec<Piece>,
    pub pair: Vec<Piece>,
    pub special_tokens: Option<HashMap<String, Special>>,
    // BertProcessing, RobertaProcessing
    pub sep: Option<(String, u32)>,
    pub cls: Option<(String, u32)>,
}

/// What a text is split by.
#[derive(Deserialize)]
pub struct Pattern {
    #[serde(rename = "Regex")]
    pub regex: Option<String>,
}

/// A place in what a tokenizer makes of one text or two.
#[derive(Deserialize)]
pub enum Piece {
    Sequence { id: String, type_id: u32 },
    SpecialToken { id: String, type_id: u32 },
}

/// The ids of a special token.
#[derive(Deserialize)]
pub struct Special {
    pub ids: Vec<u32>,
}

/// The vocabulary and how words are cut into it.
#[derive(Deserialize)]
pub struct Model {
    pub r#type: Option<String>,
    pub vocab: Pairs,
    pub merges: Option<Vec<Merge>>,
    pub unk_token: Option<String>,
    pub fuse_unk: Option<bool>,
    pub ignore_merges: Option<bool>,
    pub byte_fallback: Option<bool>,
    pub dropout: Option<f64>,
    pub continuing_subword_prefix: Option<String>,
    pub end_of_word_suffix: Option<String>,
    pub max_input_chars_per_word: Option<usize>,
}

/// A merge as older files write it, and as newer ones do.
#[derive(Deserialize)]
#[serde(untagged)]
pub enum Merge {
    Text(String),
    Pair(String, String),
}

/// A vocabulary in the order of the file, so that what is there twice is seen.
#[derive(Default)]
pub struct Pairs {
    pub tokens: Vec<(String, u32)>,
    pub is_list: bool,
}

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct Tokens;
        impl<'de> Visitor<'de> for Tokens {
            type Value = Pairs;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("tokens with their ids")
            }

            fn visit_map<A: MapAccess<'de>>(
                self,
                mut map: A,
            ) -> std::result::Result<Pairs, A::Error> {
                let mut pairs = Pairs::default();
                while let Some(pair) = map.next_entry()? {
                    pairs.tokens.push(pair);
                }
                Ok(pairs)
            }

            fn visit_seq<A: SeqAccess<'de>>(
                self,
                mut list: A,
            ) -> std::result::Result<Pairs, A::Error> {
                while list.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Pairs { is_list: true, ..Pairs::default() })
            }
        }
        deserializer.deserialize_any(Tokens)
    }
}

fn yes() -> bool {
    true
}
