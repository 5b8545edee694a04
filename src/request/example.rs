//! An example of a variant -> the request that it stands for.

use std::collections::BTreeMap;

use crate::base::error::Result;
use crate::input::plain_matrix;
use crate::program::param::{Param, ParamValue};
use crate::program::variant::{Example, Variant};
use crate::request::Request;
use crate::request::nested::{Cell, Nested};

impl Request {
    /// What an example asks of its variant.
    ///
    /// # Errors
    /// What is wrong with the text of an input.
    pub fn from_example(variant: &Variant, example: &Example) -> Result<Self> {
        let mut request = Self {
            sizes: example.sizes.iter().copied().collect(),
            seed: example.seed,
            gradients: example.gradients,
            params: params(variant, example),
            ..Self::default()
        };
        for (name, text) in example.inputs {
            request.inputs.insert((*name).to_owned(), matrix(text)?);
        }
        Ok(request)
    }
}

/// The parameters of an example as values.
fn params(variant: &Variant, example: &Example) -> BTreeMap<String, ParamValue> {
    let known = |name: &str| variant.params.iter().find(|param| param.name == name);
    let set = |(name, word): &(&str, &str)| {
        let value = known(name)
            .map_or_else(|| ParamValue::Word((*word).to_owned()), |param| value(param, word));
        ((*name).to_owned(), value)
    };
    example.params.iter().map(set).collect()
}

fn value(param: &Param, word: &str) -> ParamValue {
    let choice = param.choices().iter().find(|choice| choice.word == word);
    choice.map_or_else(
        || word.parse().map_or_else(|_| ParamValue::Word(word.to_owned()), ParamValue::Number),
        |choice| param.value(choice),
    )
}

fn matrix(text: &str) -> Result<Nested> {
    let grid = plain_matrix(text)?;
    let cell = |number: &f64| Nested::Cell(Cell::Number(*number));
    let rows = grid.values.chunks(grid.columns);
    Ok(Nested::List(rows.map(|row| Nested::List(row.iter().map(cell).collect())).collect()))
}
