//! A tokenizer out of tokenizer.json: what the parts of the file ask for, or why it cannot be had.

use crate::error::{Code, Error, Result, brief};

use super::added::{Added, AddedToken};
use super::bert::Normalizer;
use super::bpe::{Bpe, Options, merge};
use super::file::{File, Listed, Merge, Model, Part, Piece};
use super::scan::PATTERN;
use super::vocabulary::Vocabulary;
use super::wordpiece::WordPiece;
use super::{ByteLevel, Kind, Slot, Tokenizer};

/// The name of the file.
pub const FILE: &str = "tokenizer.json";

fn unsupported(what: &str, found: &str) -> Error {
    let cause = format!("Its {what} is “{}”, which is not supported here.", brief(found));
    let error = Error::new(Code::TokenizerKind, FILE, cause);
    error.hint("Only the kinds of GPT-2 and BERT are: byte-level BPE and WordPiece.")
}

/// Reads the file.
///
/// # Errors
/// `bad-json` for another shape, `tokenizer-kind` for another kind, `vocabulary` for one that
/// contradicts itself.
pub fn read(bytes: &[u8]) -> Result<Tokenizer> {
    let file: File = crate::files::json(FILE, bytes)?;
    let kind = file.model.r#type.clone().unwrap_or_else(|| {
        (if file.model.merges.is_some() { "BPE" } else { "WordPiece" }).to_owned()
    });
    if file.model.vocab.is_list {
        return Err(unsupported("model", &kind));
    }
    let mut model = file.model;
    let tokens = std::mem::take(&mut model.vocab.tokens);
    let vocabulary = Vocabulary::new(FILE, tokens)?;
    let (single, pair) = template(file.post_processor.as_ref())?;
    for listed in &file.added_tokens {
        let other = vocabulary.token(listed.id);
        if other.is_some_and(|other| other != listed.content) {
            let cause = format!(
                "“{}” and “{}” both have the id {}.",
                brief(other.unwrap_or_default()),
                brief(&listed.content),
                listed.id
            );
            let error = Error::new(Code::Vocabulary, FILE, cause);
            return Err(error.hint("Take the file that was saved with the model."));
        }
        if listed.id as usize >= crate::limits::VOCABULARY {
            let cause =
                format!("The added token “{}” has the id {}.", brief(&listed.content), listed.id);
            let error = Error::new(Code::TooLarge, FILE, cause);
            return Err(error.hint(format!("The limit is {}.", crate::limits::VOCABULARY)));
        }
    }
    let is_added = |id| file.added_tokens.iter().any(|token| token.id == id);
    if let Some(gap) = vocabulary.gap(is_added) {
        let error = Error::new(Code::Vocabulary, FILE, format!("No token has the id {gap}."));
        return Err(error.hint("Take the file that was saved with the model."));
    }
    let [pre_tokenizer, normalizer, decoder] =
        [&file.pre_tokenizer, &file.normalizer, &file.decoder].map(Option::as_ref);
    let kind = match &*kind {
        "BPE" => byte_level(&model, &vocabulary, pre_tokenizer, normalizer, decoder).map(
            |mut kind| {
                kind.trim_offsets = trims(file.post_processor.as_ref());
                Kind::ByteLevel(kind)
            },
        )?,
        "WordPiece" => word_piece(&model, &vocabulary, pre_tokenizer, normalizer, decoder)?,
        other => return Err(unsupported("model", other)),
    };
    let normalize = |text: &str| match &kind {
        Kind::WordPiece { normalizer, .. } => normalizer.normalize(text).0,
        Kind::ByteLevel(_) => text.to_owned(),
    };
    let token = |listed: Listed| AddedToken {
        content: listed.content,
        id: listed.id,
        single_word: listed.single_word,
        lstrip: listed.lstrip,
        rstrip: listed.rstrip,
        normalized: listed.normalized,
        special: listed.special,
    };
    let added = Added::new(file.added_tokens.into_iter().map(token).collect(), normalize);
    Ok(Tokenizer { vocabulary, added, kind, single, pair, cleans_up: false })
}

fn byte_level(
    model: &Model,
    vocabulary: &Vocabulary,
    pre_tokenizer: Option<&Part>,
    normalizer: Option<&Part>,
    decoder: Option<&Part>,
) -> Result<ByteLevel> {
    if let Some(normalizer) = normalizer {
        return Err(unsupported("normalizer", &normalizer.r#type));
    }
    let has = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.is_empty());
    if has(&model.continuing_subword_prefix) || has(&model.end_of_word_suffix) {
        return Err(unsupported("model", "BPE with a prefix or suffix of words"));
    }
    if model.byte_fallback == Some(true) {
        return Err(unsupported("model", "BPE with byte_fallback"));
    }
    if model.dropout.is_some_and(|dropout| dropout > 0.0) {
        return Err(unsupported("model", "BPE with dropout"));
    }
    match decoder.map(|part| &*part.r#type) {
        Some("ByteLevel") | None => {}
        Some(other) => return Err(unsupported("decoder", other)),
    }
    let Some(part) = pre_tokenizer else {
        return Err(unsupported("pre_tokenizer", "none"));
    };
    let (split, level) = match (&*part.r#type, &part.parts[..]) {
        ("ByteLevel", _) => (part.use_regex != Some(false), part),
        ("Sequence", [split, level]) if split.r#type == "Split" && level.r#type == "ByteLevel" => {
            let pattern = split.pattern.as_ref().and_then(|pattern| pattern.regex.as_deref());
            let is_known = pattern == Some(PATTERN)
                && split.behavior.as_deref() == Some("Isolated")
                && split.invert != Some(true)
                && level.use_regex == Some(false);
            if !is_known {
                return Err(unsupported("pattern", pattern.unwrap_or("none")));
            }
            (true, level)
        }
        ("Split", _) => {
            let pattern = part.pattern.as_ref().and_then(|pattern| pattern.regex.as_deref());
            return Err(unsupported("pattern", pattern.unwrap_or("none")));
        }
        (other, _) => return Err(unsupported("pre_tokenizer", other)),
    };
    let unknown = match &model.unk_token {
        Some(token) => Some(vocabulary.id(token).ok_or_else(|| {
            let cause = format!("The unknown token “{}” is not in the vocabulary.", brief(token));
            Error::new(Code::Vocabulary, FILE, cause).hint("Add it to the vocabulary.")
        })?),
        None => None,
    };
    let options = Options {
        unknown,
        fuse_unknown: model.fuse_unk == Some(true),
        ignore_merges: model.ignore_merges == Some(true),
    };
    let merges: Vec<(String, String)> = model
        .merges
        .iter()
        .flatten()
        .map(|written| match written {
            Merge::Pair(left, right) => Ok((left.clone(), right.clone())),
            Merge::Text(text) => merge(FILE, text),
        })
        .collect::<Result<_>>()?;
    Ok(ByteLevel {
        model: Bpe::new(FILE, vocabulary, merges, &options)?,
        add_prefix_space: level.add_prefix_space.unwrap_or(true),
        split,
        trim_offsets: false,
    })
}

fn word_piece(
    model: &Model,
    vocabulary: &Vocabulary,
    pre_tokenizer: Option<&Part>,
    normalizer: Option<&Part>,
    decoder: Option<&Part>,
) -> Result<Kind> {
    match pre_tokenizer.map_or("none", |part| &*part.r#type) {
        "BertPreTokenizer" => {}
        other => return Err(unsupported("pre_tokenizer", other)),
    }
    let normalizer = match normalizer {
        None => Normalizer {
            clean_text: false,
            handle_chinese_chars: false,
            strip_accents: false,
            lowercase: false,
        },
        Some(part) if part.r#type == "BertNormalizer" => {
            let lowercase = part.lowercase.unwrap_or(true);
            Normalizer {
                clean_text: part.clean_text.unwrap_or(true),
                handle_chinese_chars: part.handle_chinese_chars.unwrap_or(true),
                strip_accents: part.strip_accents.unwrap_or(lowercase),
                lowercase,
            }
        }
        Some(part) => return Err(unsupported("normalizer", &part.r#type)),
    };
    let prefix = model.continuing_subword_prefix.as_deref().unwrap_or("##");
    let cleanup = match decoder {
        Some(part)
            if part.r#type == "WordPiece" && part.prefix.as_deref().unwrap_or("##") == prefix =>
        {
            part.cleanup.unwrap_or(true)
        }
        Some(part) => return Err(unsupported("decoder", &part.r#type)),
        None => true,
    };
    let unknown = model.unk_token.as_deref().unwrap_or("[UNK]");
    let unknown = vocabulary.id(unknown).ok_or_else(|| {
        let cause = format!("The unknown token “{}” is not in the vocabulary.", brief(unknown));
        Error::new(Code::Vocabulary, FILE, cause).hint("Add it to the vocabulary.")
    })?;
    let most = model.max_input_chars_per_word.unwrap_or(100).min(1000);
    let model = WordPiece::new(vocabulary, prefix, unknown, most);
    Ok(Kind::WordPiece { normalizer, model, cleanup })
}

/// Do the offsets leave out white space?
fn trims(part: Option<&Part>) -> bool {
    part.is_some_and(|part| match &*part.r#type {
        "ByteLevel" | "RobertaProcessing" => part.trim_offsets.unwrap_or(true),
        "Sequence" => part.parts.iter().any(|part| trims(Some(part))),
        _ => false,
    })
}

/// What is put around one text, and around two.
fn template(part: Option<&Part>) -> Result<(Vec<Slot>, Vec<Slot>)> {
    let first = Slot::First { segment: 0 };
    let plain = (vec![first], vec![first, Slot::Second { segment: 1 }]);
    let Some(part) = part else { return Ok(plain) };
    let ends = || {
        let lacks = || unsupported("post_processor", &part.r#type);
        Ok((part.cls.as_ref().ok_or_else(lacks)?.1, part.sep.as_ref().ok_or_else(lacks)?.1))
    };
    match &*part.r#type {
        "ByteLevel" => Ok(plain),
        "TemplateProcessing" => Ok((slots(part, &part.single)?, slots(part, &part.pair)?)),
        "BertProcessing" => {
            let (cls, sep) = ends()?;
            let special = |id, segment| Slot::Special { id, segment };
            let single = vec![special(cls, 0), first, special(sep, 0)];
            let rest = [Slot::Second { segment: 1 }, special(sep, 1)];
            Ok((single.clone(), [single, rest.to_vec()].concat()))
        }
        "RobertaProcessing" => {
            let (cls, sep) = ends()?;
            let special = |id| Slot::Special { id, segment: 0 };
            let single = vec![special(cls), first, special(sep)];
            let rest = [special(sep), Slot::Second { segment: 0 }, special(sep)];
            Ok((single.clone(), [single, rest.to_vec()].concat()))
        }
        "Sequence" => {
            let mut found = plain;
            for part in &part.parts {
                if part.r#type != "ByteLevel" {
                    found = template(Some(part))?;
                }
            }
            Ok(found)
        }
        other => Err(unsupported("post_processor", other)),
    }
}

fn slots(part: &Part, pieces: &[Piece]) -> Result<Vec<Slot>> {
    let mut slots = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Sequence { id, type_id } if id == "A" => {
                slots.push(Slot::First { segment: *type_id });
            }
            Piece::Sequence { type_id, .. } => slots.push(Slot::Second { segment: *type_id }),
            Piece::SpecialToken { id, type_id } => {
                let known = part.special_tokens.as_ref().and_then(|tokens| tokens.get(id));
                let special = known.ok_or_else(|| {
                    let cause =
                        format!("Its template names “{}”, which is not a token.", brief(id));
                    let error = Error::new(Code::Vocabulary, FILE, cause);
                    error.hint("Take the file that was saved with the model.")
                })?;
                let slot = |id: &u32| Slot::Special { id: *id, segment: *type_id };
                slots.extend(special.ids.iter().map(slot));
            }
        }
    }
    Ok(slots)
}
