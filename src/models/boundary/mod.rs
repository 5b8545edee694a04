//! What JavaScript sees of the models: three classes over plain data.
//!
//! Numbers travel as typed arrays; whatever is refused is thrown as an `Error` with the name
//! `AttentionError` and the fields of [`crate::error::Error`].

mod error;
mod input;
mod sources;
mod tensor;
mod types;

use std::rc::Rc;

use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

use crate::files::Files;
use crate::model;
use crate::network::forward::Run;
use crate::network::patterns;
use crate::tokenizer::{self, Encoding};

use error::{Js, thrown};
use tensor::{object, tensor};

/// Turns a panic, which should never happen, into a readable message in the console.
#[wasm_bindgen(start)]
fn start() {
    console_error_panic_hook::set_once();
}

/// Text to tokens and back, as transformers does it by default.
#[wasm_bindgen(skip_typescript)]
pub struct Tokenizer(tokenizer::Tokenizer);

#[wasm_bindgen]
impl Tokenizer {
    /// A tokenizer of files by name: `tokenizer.json`, or `vocab.txt`, or `vocab.json` with
    /// `merges.txt`; `tokenizer_config.json` is optional.
    ///
    /// # Errors
    /// What a file is refused for.
    #[wasm_bindgen(js_name = fromFiles)]
    pub fn from_files(files: JsValue) -> Result<Tokenizer, JsValue> {
        let files = sources::small(&files)?;
        let read = tokenizer::Tokenizer::from_files(&Files::new(
            files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())),
        ));
        read.map_err(thrown)?.map(Tokenizer).ok_or_else(|| thrown(input::no_tokenizer_file()))
    }

    /// The tokens of a text, or of two.
    ///
    /// # Errors
    /// A text beyond the limit.
    pub fn encode(&self, text: JsValue, second: JsValue) -> Js {
        let text = input::text(&text, "text").map_err(thrown)?;
        let second = input::optional_text(&second, "second").map_err(thrown)?;
        Ok(encoding(&self.0.encode(&text, second.as_deref()).map_err(thrown)?).into())
    }

    /// The text of some ids.
    ///
    /// # Errors
    /// An id that no token has.
    pub fn decode(&self, ids: JsValue) -> Result<String, JsValue> {
        self.0.decode(&input::ids(&ids, "ids").map_err(thrown)?).map_err(thrown)
    }
}

/// A GPT-2 or BERT network, with its tokenizer where one came with it.
#[wasm_bindgen(skip_typescript)]
pub struct Model(Rc<model::Model>);

#[wasm_bindgen]
impl Model {
    /// A model of files in memory: `config.json`, `model.safetensors`, and a tokenizer's.
    ///
    /// # Errors
    /// What a file is refused for.
    #[wasm_bindgen(js_name = fromFiles)]
    pub fn from_files(files: JsValue) -> Result<Model, JsValue> {
        sources::in_memory(&files).map(|model| Model(Rc::new(model)))
    }

    /// A model before its training, with weights from a seed.
    ///
    /// # Errors
    /// What a file is refused for.
    pub fn initial(files: JsValue, options: JsValue) -> Result<Model, JsValue> {
        let small = sources::small(&files)?;
        let small = Files::new(small.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
        let seed = input::seed(&options).map_err(thrown)?;
        let model = model::Model::initial(&small, seed).map_err(thrown)?;
        Ok(Model(Rc::new(model)))
    }

    /// A model of files that are read as they come, straight into their place.
    ///
    /// # Errors
    /// What a file is refused for, and the signal's reason where it is aborted.
    pub async fn open(files: JsValue, options: JsValue) -> Result<Model, JsValue> {
        sources::open(files, options).await.map(|model| Model(Rc::new(model)))
    }

    /// The sizes of the network.
    ///
    /// # Errors
    /// None.
    pub fn info(&self) -> Js {
        let (network, config) = (&self.0.network, &self.0.network.config);
        let number = |count: usize| JsValue::from_f64(count as f64);
        let notes: Array = self.0.notes.iter().map(|note| JsValue::from_str(note)).collect();
        Ok(object(&[
            ("family", config.family.as_str().into()),
            ("layers", number(config.layers)),
            ("heads", number(config.heads)),
            ("d_model", number(config.width)),
            ("d_head", number(config.head_width())),
            ("vocabulary", number(config.vocabulary)),
            ("positions", number(config.positions)),
            ("parameters", number(network.parameters())),
            ("bytes", JsValue::from_f64(network.weights_bytes() as f64)),
            ("has_logits", network.head.is_some().into()),
            ("has_tokenizer", self.0.tokenizer.is_some().into()),
            ("notes", notes.into()),
        ])
        .into())
    }

    /// Runs the network over a text, or over ids.
    ///
    /// # Errors
    /// What is not there, or too large.
    pub fn run(&self, asked: JsValue, options: JsValue) -> Result<Forward, JsValue> {
        let off = input::ablated(&options).map_err(thrown)?;
        let (encoding, run) =
            input::input(&asked).and_then(|input| self.0.run(&input, &off)).map_err(thrown)?;
        Ok(Forward { model: Rc::clone(&self.0), encoding, run })
    }

    /// The gradient of one logit with respect to what one head computed.
    ///
    /// # Errors
    /// What is not there, and a network without logits.
    pub fn gradients(&self, asked: JsValue) -> Js {
        let gradient = input::gradient(&asked, &self.0).and_then(|wanted| {
            let (_, run) = self.0.run(&wanted.input, &[])?;
            let found =
                self.0.network.gradient(&run, wanted.token, wanted.position, wanted.head)?;
            Ok((run.ids.len(), found))
        });
        let (n, found) = gradient.map_err(thrown)?;
        let each = self.0.network.config.head_width();
        Ok(object(&[
            ("scores", tensor(&["i", "j"], &[n, n], &found.scores)),
            ("weights", tensor(&["i", "j"], &[n, n], &found.weights)),
            ("q", tensor(&["i", "d"], &[n, each], &found.q)),
            ("k", tensor(&["j", "d"], &[n, each], &found.k)),
            ("v", tensor(&["j", "m"], &[n, each], &found.v)),
        ])
        .into())
    }

    /// The tokenizer's tokens of a text, as `run` will read them.
    ///
    /// # Errors
    /// A model without a tokenizer.
    pub fn encode(&self, text: JsValue, second: JsValue) -> Js {
        let text = input::text(&text, "text").map_err(thrown)?;
        let second = input::optional_text(&second, "second").map_err(thrown)?;
        let asked = model::Input::Text { text, second };
        Ok(encoding(&self.0.encode(&asked).map_err(thrown)?).into())
    }

    /// A token as the vocabulary writes it.
    ///
    /// # Errors
    /// An id that is no whole number.
    pub fn token(&self, id: JsValue) -> Result<String, JsValue> {
        let id = input::whole(&id, "id").map_err(thrown)?;
        let id = u32::try_from(id).unwrap_or(u32::MAX);
        Ok(self.0.name(id))
    }
}

/// What a run computed.
#[wasm_bindgen(skip_typescript)]
pub struct Forward {
    model: Rc<model::Model>,
    encoding: Encoding,
    run: Run,
}

#[wasm_bindgen]
impl Forward {
    /// What one head computed, table by table.
    ///
    /// # Errors
    /// A head that is not there.
    pub fn head(&self, layer: JsValue, head: JsValue) -> Js {
        let network = &self.model.network;
        let found = input::whole(&layer, "layer")
            .and_then(|layer| Ok((layer, input::whole(&head, "head")?)))
            .and_then(|(layer, head)| network.head(&self.run, layer, head));
        let found = found.map_err(thrown)?;
        let (n, each) = (self.run.ids.len(), network.config.head_width());
        Ok(object(&[
            ("q", tensor(&["i", "d"], &[n, each], found.q)),
            ("k", tensor(&["j", "d"], &[n, each], found.k)),
            ("v", tensor(&["j", "m"], &[n, each], found.v)),
            ("scores", tensor(&["i", "j"], &[n, n], &found.scores)),
            ("weights", tensor(&["i", "j"], &[n, n], found.weights)),
            ("output", tensor(&["i", "m"], &[n, each], found.output)),
        ])
        .into())
    }

    /// What one head did for one query, step by step.
    ///
    /// # Errors
    /// A head or a query that is not there.
    pub fn row(&self, layer: JsValue, head: JsValue, query: JsValue) -> Js {
        let network = &self.model.network;
        let place = [(&layer, "layer"), (&head, "head"), (&query, "position")];
        let [layer, head, query] = place.map(|(value, name)| input::whole(value, name));
        let found =
            layer.and_then(|layer| network.row(&self.run, layer, head?, query?)).map_err(thrown)?;
        let (n, each) = (self.run.ids.len(), network.config.head_width());
        Ok(object(&[
            ("products", tensor(&["j", "d"], &[n, each], &found.products)),
            ("dots", tensor(&["j"], &[n], &found.dots)),
            ("scale", JsValue::from_f64(found.scale.into())),
            ("scaled", tensor(&["j"], &[n], &found.scaled)),
            ("masked", tensor(&["j"], &[n], &found.masked)),
            ("weights", tensor(&["j"], &[n], &found.weights)),
            ("weighted", tensor(&["j", "m"], &[n, each], &found.weighted)),
            ("output", tensor(&["m"], &[each], &found.output)),
        ])
        .into())
    }

    /// The tokens that are predicted at a position, the most probable first, and those that are asked
    /// for by their ids behind them; `null` where the network has no output over tokens.
    ///
    /// # Errors
    /// A position or a token that is not there.
    pub fn predictions(&self, position: JsValue, count: JsValue, also: JsValue) -> Js {
        let position = input::whole(&position, "position").map_err(thrown)?;
        let count = input::whole(&count, "count").map_err(thrown)?;
        let also = if also.is_undefined() {
            Vec::new()
        } else {
            input::ids(&also, "also").map_err(thrown)?
        };
        let found = self.model.network.predictions(&self.run, position, count, &also);
        let Some(found) = found.map_err(thrown)? else { return Ok(JsValue::NULL) };
        let list: Array = found
            .iter()
            .map(|found| {
                object(&[
                    ("id", found.id.into()),
                    ("token", JsValue::from_str(&self.model.name(found.id))),
                    ("logit", JsValue::from_f64(found.logit.into())),
                    ("probability", JsValue::from_f64(found.probability)),
                ])
            })
            .collect();
        Ok(list.into())
    }

    /// The weights of every head of every layer at once.
    ///
    /// # Errors
    /// None.
    pub fn weights(&self) -> Js {
        let (n, config) = (self.run.ids.len(), &self.model.network.config);
        let all: Vec<&[f32]> = self.run.layers.iter().map(|layer| &layer.weights[..]).collect();
        let shape = [config.layers, config.heads, n, n];
        Ok(tensor::joined(&["l", "h", "i", "j"], &shape, &all))
    }

    /// How far every head follows each pattern: the mean weight on its positions over some rows, the
    /// second half where none are said.
    ///
    /// # Errors
    /// Rows that are no whole numbers.
    pub fn patterns(&self, first: JsValue, end: JsValue) -> Js {
        let n = self.run.ids.len();
        let row = |value: &JsValue, usual: usize, name: &str| {
            if value.is_undefined() { Ok(usual) } else { input::whole(value, name).map_err(thrown) }
        };
        let rows = [row(&first, n / 2, "first")?, row(&end, n, "end")?];
        let config = &self.model.network.config;
        let found = patterns::scores(&self.run, self.model.special(), rows);
        let scores: Vec<(&str, JsValue)> = found
            .iter()
            .map(|(name, cells)| {
                (*name, tensor(&["l", "h"], &[config.layers, config.heads], cells))
            })
            .collect();
        Ok(object(&scores).into())
    }

    /// A hidden state: 0 are the embeddings, the last is what the output over tokens reads.
    ///
    /// # Errors
    /// One that is not there.
    pub fn hidden(&self, layer: JsValue) -> Js {
        let found = input::whole(&layer, "layer")
            .and_then(|layer| self.model.network.hidden(&self.run, layer));
        let shape = [self.run.ids.len(), self.model.network.config.width];
        Ok(tensor(&["i", "d"], &shape, found.map_err(thrown)?))
    }

    /// The logits of every token at every position, or at one; `null` where the network has none.
    ///
    /// # Errors
    /// A position that is not there.
    pub fn logits(&self, position: JsValue) -> Js {
        let network = &self.model.network;
        let (n, size) = (self.run.ids.len(), network.config.vocabulary);
        if position.is_undefined() {
            let all = network.logits(&self.run, 0, n);
            return Ok(all.map_or(JsValue::NULL, |cells| tensor(&["i", "t"], &[n, size], &cells)));
        }
        let position = input::whole(&position, "position").map_err(thrown)?;
        network.check_position(&self.run, position).map_err(thrown)?;
        let row = network.logits(&self.run, position, 1);
        Ok(row.map_or(JsValue::NULL, |cells| tensor(&["t"], &[size], &cells)))
    }

    /// The tokens, as the vocabulary writes them.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn tokens(&self) -> Array {
        self.encoding.tokens.iter().map(|token| JsValue::from_str(token)).collect()
    }

    /// Their ids.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn ids(&self) -> Array {
        self.run.ids.iter().map(|id| JsValue::from(*id)).collect()
    }

    /// 0 for the first text, 1 for the second.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn segments(&self) -> Array {
        self.encoding.segments.iter().map(|segment| JsValue::from(*segment)).collect()
    }

    /// Where each comes from in its text, in UTF-16 units.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn offsets(&self) -> Array {
        offsets(&self.encoding)
    }
}

fn offsets(encoding: &Encoding) -> Array {
    let pair = |[start, end]: &[u32; 2]| Array::of2(&JsValue::from(*start), &JsValue::from(*end));
    encoding.offsets.iter().map(pair).collect()
}

fn encoding(encoding: &Encoding) -> Object {
    let numbers =
        |list: &[u32]| list.iter().map(|number| JsValue::from(*number)).collect::<Array>();
    let tokens: Array = encoding.tokens.iter().map(|token| JsValue::from_str(token)).collect();
    object(&[
        ("ids", numbers(&encoding.ids).into()),
        ("tokens", tokens.into()),
        ("segments", numbers(&encoding.segments).into()),
        ("offsets", offsets(encoding).into()),
    ])
}
