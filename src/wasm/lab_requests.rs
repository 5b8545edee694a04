//! What JavaScript asks of the labs: an answer to check, fillings, a task to learn, two vectors.

use std::collections::BTreeMap;

use wasm_bindgen::prelude::*;

use super::decode::{entries, flag, input, number, text, whole};
use super::fields::fields;
use crate::base::error::{Code, Error, Result, brief};
use crate::lab::check::TypedAnswer;
use crate::lab::q2_argmax::train_retrieval::{Estimator, Task};
use crate::request::limits;
use crate::request::nested::{Cell, Nested};

#[wasm_bindgen(typescript_custom_section)]
const FILLINGS: &str = r#"
/** What fills the blanks of homework 3, by their letters "a" to "h". */
export type Fillings = Record<string, string>;
"#;

/// How the program of homework 3 is executed.
#[derive(Default)]
pub struct Options {
    pub widened: bool,
    pub mends: BTreeMap<String, String>,
    pub seed: u32,
}

fields! {
    /// How the program of homework 3 is executed.
    interface BlanksOptions: "This call", at "options";
    fn options(options: Options = Options::default(), value);
    /// Part (b): W_v gives 2 * d_model features; blanks that are not given are then right.
    widened ? "boolean" => options.widened = flag(value, "widened")?;
    /// By name: `split`, `split_v` (for the values alone), `combine`, `o_in`, `v_out`, `joined`.
    mends ? "Record<string, string>" => options.mends = texts(value, "mends")?;
    /// Which numbers the program runs on.
    seed ? "number" => options.seed = whole(value, "seed", 0)?;
}

fields! {
    /// A retrieval to learn.
    interface TrainingTask: "A task", at "task";
    fn task(task: Task = Task::default(), value);
    /// What the weights are made by, and what their gradient is taken for.
    through ? "Estimator" => task.estimator = estimator(&text(value, "through")?)?;
    steps ? "number" => task.steps = size(value, "steps")?;
    rate ? "number" => task.rate = number(value, "rate")?;
    seed ? "number" => task.seed = whole(value, "seed", 0)?;
    /// How many queries there are, and as many keys and values.
    tokens ? "number" => task.tokens = size(value, "tokens")?;
    /// How wide queries and keys are.
    width ? "number" => task.width = size(value, "width")?;
    /// Whether the values learn too.
    values ? "boolean" => task.values = flag(value, "values")?;
    /// A loss that counts as learned.
    target ? "number" => task.target = number(value, "target")?;
}

/// A query, a key and the constant c of the quadratic kernel.
pub struct Vectors {
    pub q: Nested,
    pub k: Nested,
    pub offset: f64,
}

impl Default for Vectors {
    fn default() -> Self {
        let list =
            |cells: [f64; 2]| Nested::List(cells.map(|n| Nested::Cell(Cell::Number(n))).into());
        Self { q: list([1.0, 2.0]), k: list([3.0, -1.0]), offset: 1.0 }
    }
}

fields! {
    /// A query and a key, each a list of numbers, and the constant c; 1 by default.
    interface FeatureVectors: "This call", at "vectors";
    fn vectors(vectors: Vectors = Vectors::default(), value);
    q ? "Nested" => vectors.q = input(value).map_err(|error| error.at("q"))?;
    k ? "Nested" => vectors.k = input(value).map_err(|error| error.at("k"))?;
    offset ? "number" => vectors.offset = number(value, "offset")?;
}

/// A person's own table: a text, or lists.
pub fn answer(value: &JsValue) -> Result<TypedAnswer> {
    match value.as_string() {
        Some(text) => Ok(TypedAnswer::Text(text)),
        None => Ok(TypedAnswer::Nested(input(value).map_err(|error| error.at("answer"))?)),
    }
}

/// Texts by name.
pub fn texts(value: &JsValue, field: &str) -> Result<BTreeMap<String, String>> {
    let fields = entries(value, field)?;
    limits::check_list(fields.len() as u64, 64)?;
    let named = |(key, value): (String, JsValue)| text(&value, &key).map(|text| (key, text));
    fields.into_iter().map(named).collect()
}

fn size(value: &JsValue, field: &str) -> Result<usize> {
    whole::<u32>(value, field, 1).map(|size| size as usize)
}

fn estimator(word: &str) -> Result<Estimator> {
    Estimator::find(word).ok_or_else(|| {
        let cause = format!("Nothing is learned through \"{}\".", brief(word));
        let error = Error::new(Code::ParamValue, cause).at("through").found(word);
        error.hint(format!("Use one of: {}.", Estimator::list()))
    })
}
