//! What JavaScript asks -> a request. Every value is looked at before it is believed.

use js_sys::{Array, Float64Array, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::axis::Letter;
use crate::error::{Code, Error, Result};
use crate::limits;
use crate::nested::{Cell, Nested};
use crate::param::Setting;
use crate::run::Request;

#[wasm_bindgen(typescript_custom_section)]
const REQUEST: &str = r#"
/** What to compute. Whatever is left out is the variant's example. */
export interface Request {
  /** By name; a cell is a number, a boolean, or the text of a number such as "1/3". */
  inputs?: Record<string, Nested | Tensor>;
  /** By name, with the values that `listVariants` gives. */
  params?: Record<string, boolean | number | string>;
  /** By axis letter: inputs that are not given are filled at random at these sizes. */
  sizes?: Record<string, number>;
  /** Which random numbers, a whole number from 0. */
  seed?: number;
  /** Whether to add the backward pass; its steps then follow the forward steps. */
  gradients?: boolean;
  /** The gradient of the output that the backward pass starts from; 1 everywhere by default. */
  upstream?: Nested | Tensor;
}
/** Lists of lists of cells, one level for each axis. */
export type Nested = (number | boolean | string | Nested)[] | Float64Array;
"#;

/// The request in a JavaScript value; `undefined` asks for the example.
pub fn request(value: &JsValue) -> Result<Request> {
    let mut request = Request::default();
    for (key, value) in entries(value, "request")? {
        match key.as_str() {
            "inputs" => {
                for (name, value) in entries(&value, "inputs")? {
                    let given = input(&value).map_err(|error| error.at(&name))?;
                    request.inputs.insert(name, given);
                }
            }
            "params" => {
                for (name, value) in entries(&value, "params")? {
                    request.params.insert(name.clone(), setting(&value, &name)?);
                }
            }
            "sizes" => {
                for (name, value) in entries(&value, "sizes")? {
                    request.sizes.insert(letter(&name)?, whole(&value, "sizes", 1)?);
                }
            }
            "gradients" => request.gradients = value.is_truthy(),
            "upstream" => {
                let given = input(&value).map_err(|error| error.at("upstream"))?;
                request.upstream = Some(given);
            }
            "seed" => request.seed = whole(&value, "seed", 0)?,
            _ => {
                let cause = format!("A request has no field \"{key}\".");
                let error = Error::new(Code::BadRequest, cause).at("request").found(key);
                return Err(error.hint("It has: inputs, params, sizes, seed, gradients, upstream."));
            }
        }
    }
    Ok(request)
}

/// An index into a tensor of this shape.
pub fn index(value: &JsValue, step: &str, shape: &[usize]) -> Result<Vec<usize>> {
    let outside = || {
        let cause = format!("The step has shape {shape:?}; the index is outside of it.");
        let error = Error::new(Code::IndexRange, cause).at(step).expected(format!("{shape:?}"));
        error.hint("Give one whole number from 0 for each axis, below its size.")
    };
    if !Array::is_array(value) {
        return Err(outside());
    }
    let index: Vec<usize> = Array::from(value)
        .iter()
        .map(|at| whole(&at, step, 0).map_err(|_| outside()))
        .collect::<Result<_>>()?;
    let fits = index.len() == shape.len() && index.iter().zip(shape).all(|(at, size)| at < size);
    if fits { Ok(index) } else { Err(outside()) }
}

/// The fields of a plain object; none for `undefined` and `null`.
fn entries(value: &JsValue, field: &str) -> Result<Vec<(String, JsValue)>> {
    if value.is_undefined() || value.is_null() {
        return Ok(Vec::new());
    }
    if !value.is_object() || Array::is_array(value) {
        return Err(unexpected(value, field, "an object"));
    }
    let pairs = Object::entries(value.unchecked_ref());
    let pair = |pair: JsValue| {
        let pair = Array::from(&pair);
        (pair.get(0).as_string().unwrap_or_default(), pair.get(1))
    };
    let given = pairs.iter().map(pair).filter(|(_, value)| !value.is_undefined());
    Ok(given.collect())
}

/// An input: nested lists, or a tensor as a trace gives it.
fn input(value: &JsValue) -> Result<Nested> {
    if value.is_object() && !Array::is_array(value) && !value.is_instance_of::<Float64Array>() {
        let field = |name: &str| Reflect::get(value, &name.into()).unwrap_or(JsValue::UNDEFINED);
        let sizes = Array::from(&field("shape"));
        let shape: Vec<usize> =
            sizes.iter().map(|size| whole(&size, "", 1)).collect::<Result<_>>()?;
        let Some(data) = field("data").dyn_ref::<Float64Array>().map(Float64Array::to_vec) else {
            return Err(unexpected(value, "", "lists of numbers, or {axes, shape, data}"));
        };
        return folded(&shape, &data);
    }
    nested(value, 0)
}

fn nested(value: &JsValue, depth: usize) -> Result<Nested> {
    if depth > limits::RANK {
        let cause = format!("The lists nest more than {} deep.", limits::RANK);
        return Err(Error::new(Code::Nesting, cause).hint("Give one level for each axis."));
    }
    if let Some(numbers) = value.dyn_ref::<Float64Array>() {
        let cells = numbers.to_vec().into_iter().map(|n| Nested::Cell(Cell::Number(n)));
        return Ok(Nested::List(cells.collect()));
    }
    if Array::is_array(value) {
        let items = Array::from(value);
        return items
            .iter()
            .map(|item| nested(&item, depth + 1))
            .collect::<Result<_>>()
            .map(Nested::List);
    }
    let cell = match (value.as_f64(), value.as_string(), value.as_bool()) {
        (Some(number), ..) => Cell::Number(number),
        (_, Some(text), _) => Cell::Text(text),
        (.., Some(flag)) => Cell::Number(f64::from(u8::from(flag))),
        _ => return Err(unexpected(value, "", "a number, a text or a boolean")),
    };
    Ok(Nested::Cell(cell))
}

/// A row of cells as the nested lists of a shape.
fn folded(shape: &[usize], data: &[f64]) -> Result<Nested> {
    let cells = shape.iter().fold(1, |cells: u64, size| cells.saturating_mul(*size as u64));
    let found = data.len();
    if cells != found as u64 || shape.len() > limits::RANK {
        let cause = format!("A tensor of shape {shape:?} has {cells} cells; its data has {found}.");
        let error = Error::new(Code::BadRequest, cause).expected(cells).found(found);
        return Err(error.hint("Give as many numbers as the shape says."));
    }
    let mut level: Vec<Nested> = data.iter().map(|n| Nested::Cell(Cell::Number(*n))).collect();
    for size in shape.iter().rev() {
        level = level.chunks(*size).map(|row| Nested::List(row.to_vec())).collect();
    }
    level.pop().ok_or_else(|| Error::new(Code::Empty, "The tensor is empty."))
}

fn setting(value: &JsValue, name: &str) -> Result<Setting> {
    match (value.as_bool(), value.as_f64(), value.as_string()) {
        (Some(flag), ..) => Ok(Setting::Flag(flag)),
        (_, Some(number), _) => Ok(Setting::Number(number)),
        (.., Some(word)) => Ok(Setting::Word(word)),
        _ => Err(unexpected(value, name, "a boolean, a number or a word")),
    }
}

fn letter(name: &str) -> Result<Letter> {
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) => Ok(letter),
        _ => {
            let error = Error::new(Code::UnknownAxis, format!("\"{name}\" is not one letter."));
            Err(error.at("sizes").found(name).hint("Name an axis by its letter, such as \"i\"."))
        }
    }
}

/// A whole number, `least` or more, that fits its type.
fn whole<T: TryFrom<u32>>(value: &JsValue, field: &str, least: u32) -> Result<T> {
    let number = value
        .as_f64()
        .filter(|n| n.fract() == 0.0 && (f64::from(least)..=f64::from(u32::MAX)).contains(n));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked above")]
    let whole = number.and_then(|number| T::try_from(number as u32).ok());
    whole.ok_or_else(|| {
        let found = value.as_f64().map_or_else(|| "something else".to_owned(), |n| n.to_string());
        let cause = format!("{found} is not a whole number of {least} or more.");
        let error = Error::new(Code::SizeValue, cause).at(field).found(found);
        error.hint(format!("Give a whole number of {least} or more."))
    })
}

fn unexpected(value: &JsValue, field: &str, expected: &str) -> Error {
    let found = value.js_typeof().as_string().unwrap_or_default();
    let cause = format!("This should be {expected}; it is of type {found}.");
    let error = Error::new(Code::BadRequest, cause).at(field).expected(expected).found(found);
    error.hint("Look at the types that ship with the package.")
}
