//! config.json: the sizes and choices of a network, by transformers' names.

use serde::Deserialize;

use crate::error::{Code, Error, Result, brief};
use crate::limits;
use crate::network::activation::Activation;

/// The name of the file.
pub const FILE: &str = "config.json";

/// What kind of network it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// Causal, norms before each part.
    Gpt2,
    /// Both ways, norms behind each part.
    Bert,
}

impl Family {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Gpt2 => "gpt2",
            Self::Bert => "bert",
        }
    }
}

/// The sizes and choices that count.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    pub family: Family,
    pub layers: usize,
    pub heads: usize,
    /// Numbers of a token: `d_model`.
    pub width: usize,
    /// Numbers of a token inside the feed-forward network.
    pub inner: usize,
    pub vocabulary: usize,
    pub positions: usize,
    /// Kinds of segments that have an embedding; 0 for GPT-2.
    pub segments: usize,
    pub epsilon: f32,
    pub activation: Activation,
    /// Scores are divided by √(width of a head).
    pub scaled: bool,
    /// Scores of layer l are divided by l + 1 as well.
    pub scaled_by_layer: bool,
    /// The output over tokens has the weights of the token embedding.
    pub tied: bool,
}

impl Config {
    /// Numbers of a query, a key and a value of one head: `d_head`.
    #[must_use]
    pub fn head_width(&self) -> usize {
        self.width / self.heads
    }

    /// What the products of a layer's queries and keys are multiplied by.
    #[must_use]
    pub fn scale(&self, layer: usize) -> f32 {
        let by_width = if self.scaled { (self.head_width() as f32).sqrt() } else { 1.0 };
        let by_layer = if self.scaled_by_layer { layer as f32 + 1.0 } else { 1.0 };
        1.0 / (by_width * by_layer)
    }
}

/// The file as it is: GPT-2's names and BERT's.
#[derive(Deserialize, Default)]
#[serde(default)]
struct File {
    model_type: Option<String>,
    architectures: Option<Vec<String>>,
    vocab_size: Option<f64>,
    tie_word_embeddings: Option<bool>,
    add_cross_attention: Option<bool>,
    is_decoder: Option<bool>,
    is_encoder_decoder: Option<bool>,
    // GPT-2
    n_embd: Option<f64>,
    n_layer: Option<f64>,
    n_head: Option<f64>,
    n_inner: Option<f64>,
    n_positions: Option<f64>,
    n_ctx: Option<f64>,
    layer_norm_epsilon: Option<f64>,
    activation_function: Option<String>,
    scale_attn_weights: Option<bool>,
    scale_attn_by_inverse_layer_idx: Option<bool>,
    // BERT
    hidden_size: Option<f64>,
    num_hidden_layers: Option<f64>,
    num_attention_heads: Option<f64>,
    intermediate_size: Option<f64>,
    max_position_embeddings: Option<f64>,
    type_vocab_size: Option<f64>,
    layer_norm_eps: Option<f64>,
    hidden_act: Option<String>,
    position_embedding_type: Option<String>,
}

fn refuse(field: &str, cause: impl Into<String>) -> Error {
    Error::new(Code::Config, FILE, format!("{field}: {}", cause.into()))
}

/// A size, with transformers' default where the file does not say.
fn size(field: &str, given: Option<f64>, usual: usize, most: usize) -> Result<usize> {
    let Some(given) = given else { return Ok(usual) };
    if given.fract() != 0.0 || given < 1.0 || given > most as f64 {
        let error = refuse(field, format!("{given} is not a whole number from 1 to {most}."));
        return Err(error
            .differs(format!("1 to {most}"), given)
            .hint("Take the config.json that was saved with the weights."));
    }
    Ok(given as usize)
}

/// Reads the file.
///
/// # Errors
/// `bad-json` for another shape, `config` for what is out of range or not supported.
pub fn read(bytes: &[u8]) -> Result<Config> {
    let file: File = super::json(FILE, bytes)?;
    let family = family(&file)?;
    for (field, given) in [
        ("add_cross_attention", file.add_cross_attention),
        ("is_encoder_decoder", file.is_encoder_decoder),
        ("is_decoder", file.is_decoder.filter(|_| family == Family::Bert)),
    ] {
        if given == Some(true) {
            let error = refuse(field, "a network of this kind is not supported here.");
            return Err(error.hint("Take a GPT-2, or a BERT that is an encoder."));
        }
    }
    let config = match family {
        Family::Gpt2 => {
            let width = size("n_embd", file.n_embd.or(file.hidden_size), 768, limits::WIDTH)?;
            Config {
                family,
                layers: size(
                    "n_layer",
                    file.n_layer.or(file.num_hidden_layers),
                    12,
                    limits::LAYERS,
                )?,
                heads: size("n_head", file.n_head.or(file.num_attention_heads), 12, width)?,
                width,
                inner: size("n_inner", file.n_inner, 4 * width, 4 * limits::WIDTH)?,
                vocabulary: size("vocab_size", file.vocab_size, 50257, limits::VOCABULARY)?,
                positions: size(
                    "n_positions",
                    file.n_positions.or(file.n_ctx).or(file.max_position_embeddings),
                    1024,
                    limits::WIDTH,
                )?,
                segments: 0,
                epsilon: epsilon("layer_norm_epsilon", file.layer_norm_epsilon, 1e-5)?,
                activation: activation(
                    "activation_function",
                    file.activation_function.as_deref(),
                    Activation::GeluNew,
                )?,
                scaled: file.scale_attn_weights.unwrap_or(true),
                scaled_by_layer: file.scale_attn_by_inverse_layer_idx.unwrap_or(false),
                tied: file.tie_word_embeddings.unwrap_or(true) && !is_headless(&file),
            }
        }
        Family::Bert => {
            let kind = file.position_embedding_type.as_deref().unwrap_or("absolute");
            if kind != "absolute" {
                let error = refuse(
                    "position_embedding_type",
                    format!("“{}” is not supported here, only “absolute”.", brief(kind)),
                );
                return Err(error
                    .differs("absolute", kind)
                    .hint("Take a BERT with learned positions."));
            }
            let width = size("hidden_size", file.hidden_size, 768, limits::WIDTH)?;
            Config {
                family,
                layers: size("num_hidden_layers", file.num_hidden_layers, 12, limits::LAYERS)?,
                heads: size("num_attention_heads", file.num_attention_heads, 12, width)?,
                width,
                inner: size("intermediate_size", file.intermediate_size, 3072, 4 * limits::WIDTH)?,
                vocabulary: size("vocab_size", file.vocab_size, 30522, limits::VOCABULARY)?,
                positions: size(
                    "max_position_embeddings",
                    file.max_position_embeddings,
                    512,
                    limits::WIDTH,
                )?,
                segments: size("type_vocab_size", file.type_vocab_size, 2, limits::WIDTH)?,
                epsilon: epsilon("layer_norm_eps", file.layer_norm_eps, 1e-12)?,
                activation: activation("hidden_act", file.hidden_act.as_deref(), Activation::Gelu)?,
                scaled: true,
                scaled_by_layer: false,
                tied: file.tie_word_embeddings.unwrap_or(true),
            }
        }
    };
    let Config { width, heads, .. } = config;
    if width % heads != 0 {
        let divisors: Vec<String> =
            (1..=width).filter(|heads| width % heads == 0).map(|heads| heads.to_string()).collect();
        let cause = format!("{heads} heads do not divide a width of {width}.");
        let error = refuse("heads", cause).differs(format!("a divisor of {width}"), heads);
        return Err(error.hint(format!("Take one of {}.", divisors.join(", "))));
    }
    Ok(config)
}

/// Whether the weights are those of the network alone. A tied output is no tensor of its own, so only
/// the name of the class tells.
fn is_headless(file: &File) -> bool {
    file.architectures
        .as_ref()
        .is_some_and(|names| !names.is_empty() && names.iter().all(|name| name == "GPT2Model"))
}

fn family(file: &File) -> Result<Family> {
    match file.model_type.as_deref() {
        Some("gpt2") => Ok(Family::Gpt2),
        Some("bert") => Ok(Family::Bert),
        None if file.n_embd.is_some() => Ok(Family::Gpt2),
        None if file.hidden_size.is_some()
            && file
                .architectures
                .as_ref()
                .is_none_or(|names| names.iter().all(|name| name.starts_with("Bert"))) =>
        {
            Ok(Family::Bert)
        }
        found => {
            let found = brief(found.unwrap_or("none"));
            let error = refuse("model_type", format!("“{found}” is not supported here."));
            Err(error
                .differs("gpt2 or bert", found)
                .hint("Take a model of the GPT-2 or BERT family."))
        }
    }
}

fn epsilon(field: &str, given: Option<f64>, usual: f64) -> Result<f32> {
    let given = given.unwrap_or(usual);
    if !(0.0..=1.0).contains(&given) {
        let error = refuse(field, format!("{given} is not between 0 and 1."));
        return Err(error.differs("0 to 1", given).hint(format!("It is usually {usual}.")));
    }
    Ok(given as f32)
}

fn activation(field: &str, given: Option<&str>, usual: Activation) -> Result<Activation> {
    let Some(given) = given else { return Ok(usual) };
    Activation::named(given).ok_or_else(|| {
        let known = Activation::NAMES.map(|(name, _)| name).join(", ");
        let error = refuse(field, format!("“{}” is not supported here.", brief(given)));
        error.differs(&known, brief(given)).hint(format!("These are supported: {known}."))
    })
}
