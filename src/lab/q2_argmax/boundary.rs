//! The call of question 2: a retrieval is learned.

use wasm_bindgen::prelude::*;

use super::train_retrieval::{self, Estimator, Task};
use crate::base::error::{Code, Error, Result, brief};
use crate::wasm::decode::{flag, number, text, whole};
use crate::wasm::fields::fields;
use crate::wasm::{Js, answer};

/// Learns a small retrieval through softmax, argmax, or straight through the argmax.
#[wasm_bindgen(js_name = trainRetrieval, unchecked_return_type = "Training")]
pub fn train_retrieval(
    #[wasm_bindgen(unchecked_optional_param_type = "TrainingTask")] task: JsValue,
) -> Js {
    answer(decode(&task).and_then(|task| train_retrieval::train(&task)))
}

fields! {
    /// A retrieval to learn.
    interface TrainingTask: "A task", at "task";
    fn decode(task: Task = Task::default(), value);
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

fn size(value: &JsValue, field: &str) -> Result<usize> {
    whole::<u32>(value, field, 1).map(|size| size as usize)
}

fn estimator(word: &str) -> Result<Estimator> {
    Estimator::find(word).ok_or_else(|| {
        let cause = format!("There is no way to learn called \"{}\".", brief(word));
        let error = Error::new(Code::ParamValue, cause).at("through").found(word);
        error.hint(format!("Use one of: {}.", Estimator::list()))
    })
}
