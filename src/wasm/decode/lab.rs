//! What JavaScript asks of the labs: an answer to check, fillings, a task to learn, two vectors.

use std::collections::BTreeMap;

use wasm_bindgen::prelude::*;

use super::{entries, input, unexpected, whole};
use crate::base::error::{Code, Error, Result, brief};
use crate::lab::check::Given;
use crate::lab::q2_argmax::train_retrieval::{Task, Through};
use crate::request::limits;
use crate::request::nested::{Cell, Nested};

#[wasm_bindgen(typescript_custom_section)]
const LAB: &str = r#"
/** What fills the blanks of homework 3, by their letters "a" to "h". */
export type Fillings = Record<string, string>;
/** How the program of homework 3 is executed. */
export interface BlanksOptions {
  /** Part (b): W_v gives 2 * d_model features; blanks that are not given are then right. */
  widened?: boolean;
  /** By name: `split`, `split_v` (for the values alone), `combine`, `o_in`, `v_out`, `joined`. */
  mends?: Record<string, string>;
  seed?: number;
}
/** A retrieval to learn. */
export interface TrainingTask {
  through?: 'softmax' | 'argmax' | 'straight-through';
  steps?: number;
  rate?: number;
  seed?: number;
  /** How many queries there are, and as many keys and values. */
  tokens?: number;
  /** How wide queries and keys are. */
  width?: number;
  /** Whether the values learn too. */
  values?: boolean;
  /** A loss that counts as learned. */
  target?: number;
}
/** A query and a key, each a list of numbers, and the constant c; 1 by default. */
export interface FeatureVectors {
  q?: Nested;
  k?: Nested;
  offset?: number;
}
"#;

/// A person's own table: a text, or lists.
pub fn answer(value: &JsValue) -> Result<Given> {
    match value.as_string() {
        Some(text) => Ok(Given::Text(text)),
        None => Ok(Given::Nested(input(value).map_err(|error| error.at("answer"))?)),
    }
}

/// Fillings with the options that go with them: all texts by hole, whether `W_v` is widened, and
/// the seed.
pub fn fillings(
    fillings: &JsValue,
    options: &JsValue,
) -> Result<(BTreeMap<String, String>, bool, u32)> {
    let mut texts = self::texts(fillings, "fillings")?;
    let (mut widened, mut seed) = (false, 0);
    for (key, value) in entries(options, "options")? {
        match key.as_str() {
            "widened" => widened = flag(&value, "widened")?,
            "mends" => texts.extend(self::texts(&value, "mends")?),
            "seed" => seed = whole(&value, "seed", 0)?,
            _ => return Err(unknown(&key, "widened, mends, seed")),
        }
    }
    Ok((texts, widened, seed))
}

/// A task, with the defaults for what is left out.
pub fn task(value: &JsValue) -> Result<Task> {
    let mut task = Task::default();
    for (key, value) in entries(value, "task")? {
        let size = |least| whole::<u32>(&value, &key, least).map(|size| size as usize);
        match key.as_str() {
            "through" => task.through = through(&value)?,
            "steps" => task.steps = size(1)?,
            "tokens" => task.tokens = size(1)?,
            "width" => task.width = size(1)?,
            "seed" => task.seed = whole(&value, "seed", 0)?,
            "rate" => task.rate = number(&value, "rate")?,
            "target" => task.target = number(&value, "target")?,
            "values" => task.values = flag(&value, "values")?,
            _ => {
                let known = "through, steps, rate, seed, tokens, width, values, target";
                return Err(unknown(&key, known));
            }
        }
    }
    Ok(task)
}

/// A query, a key and the constant c.
pub fn vectors(value: &JsValue) -> Result<(Nested, Nested, f64)> {
    let list = |cells: [f64; 2]| Nested::List(cells.map(|n| Nested::Cell(Cell::Number(n))).into());
    let (mut q, mut k, mut offset) = (list([1.0, 2.0]), list([3.0, -1.0]), 1.0);
    for (key, value) in entries(value, "vectors")? {
        match key.as_str() {
            "q" => q = input(&value).map_err(|error| error.at("q"))?,
            "k" => k = input(&value).map_err(|error| error.at("k"))?,
            "offset" => offset = number(&value, "offset")?,
            _ => return Err(unknown(&key, "q, k, offset")),
        }
    }
    Ok((q, k, offset))
}

fn through(value: &JsValue) -> Result<Through> {
    let words = Through::ALL.map(|(word, _)| word).join(", ");
    let word = value.as_string().ok_or_else(|| unexpected(value, "through", "a word"))?;
    let known = Through::ALL.into_iter().find(|(known, _)| *known == word);
    known.map(|(_, through)| through).ok_or_else(|| {
        let cause = format!("Nothing is learned through \"{}\".", brief(&word));
        let error = Error::new(Code::ParamValue, cause).at("through").found(word);
        error.hint(format!("Use one of: {words}."))
    })
}

fn texts(value: &JsValue, field: &str) -> Result<BTreeMap<String, String>> {
    let fields = entries(value, field)?;
    limits::check_given(fields.len() as u64, 64)?;
    let text = |(key, value): (String, JsValue)| match value.as_string() {
        Some(text) => Ok((key, text)),
        None => Err(unexpected(&value, &key, "a text")),
    };
    fields.into_iter().map(text).collect()
}

fn flag(value: &JsValue, field: &str) -> Result<bool> {
    value.as_bool().ok_or_else(|| unexpected(value, field, "a boolean"))
}

fn number(value: &JsValue, field: &str) -> Result<f64> {
    value.as_f64().ok_or_else(|| unexpected(value, field, "a number"))
}

fn unknown(key: &str, known: &str) -> Error {
    let cause = format!("There is no field \"{}\" here.", brief(key));
    let error = Error::new(Code::BadRequest, cause).at("request").found(key);
    error.hint(format!("There are: {known}."))
}
