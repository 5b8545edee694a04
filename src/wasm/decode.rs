//! Values of JavaScript -> ours. Each is looked at before it is believed.

use std::collections::BTreeMap;

use js_sys::{Array, Float64Array, JSON, Reflect};
use wasm_bindgen::prelude::*;

use crate::base::error::{Code, Error, Result, brief};
use crate::base::letter::Letter;
use crate::program::param::ParamValue;
use crate::request::limits;
use crate::request::nested::{Cell, Nested};
use crate::request::params;

#[wasm_bindgen(typescript_custom_section)]
const NESTED: &str = r#"
/** Lists of lists of cells, one level for each axis. */
export type Nested = (number | boolean | string | Nested)[] | Float64Array;
"#;

#[wasm_bindgen]
extern "C" {
    /// `Object.entries`; what a getter or a proxy throws in it is caught.
    #[wasm_bindgen(catch, js_namespace = Object, js_name = entries)]
    fn object_entries(object: &JsValue) -> std::result::Result<Array, JsValue>;

    /// `Array.isArray`, which throws for a proxy that is revoked.
    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    pub fn array_is_array(value: &JsValue) -> std::result::Result<bool, JsValue>;
}

/// A name or a text. Parameters of type `&str` would leave it to the glue to refuse what is no
/// string, and that throws a `TypeError` of its own.
pub fn text(value: &JsValue, field: &str) -> Result<String> {
    value.as_string().ok_or_else(|| unexpected(value, field, "a text"))
}

pub fn flag(value: &JsValue, field: &str) -> Result<bool> {
    value.as_bool().ok_or_else(|| unexpected(value, field, "a boolean"))
}

/// A number, or the text of one as a cell has it: `1/sqrt(8)`.
pub fn number(value: &JsValue, field: &str) -> Result<f64> {
    typed_number(value).ok_or_else(|| unexpected(value, field, "a number"))
}

/// The same; none for what says no number.
pub fn typed_number(value: &JsValue) -> Option<f64> {
    value.as_f64().or_else(|| Some(params::number(&value.as_string()?)?.value))
}

/// A list of at most so many items.
pub fn list(value: &JsValue, field: &str, most: u64) -> Result<Vec<JsValue>> {
    let items = items(value, most).map_err(|error| error.at(field))?;
    items.ok_or_else(|| unexpected(value, field, "a list"))
}

/// A field that the table of a request does not have.
pub fn no_field(what: &str, field: &str, key: &str, known: &str) -> Error {
    let cause = format!("{what} has no field \"{}\".", brief(key));
    let error = Error::new(Code::BadRequest, cause).at(field).found(key);
    error.hint(format!("It has: {known}."))
}

/// An index into a tensor of this shape.
pub fn index(value: &JsValue, step: &str, shape: &[usize]) -> Result<Vec<usize>> {
    let outside = || {
        let cause = format!("The step has shape {shape:?}; the index is outside of it.");
        let error = Error::new(Code::IndexRange, cause).at(step).expected(format!("{shape:?}"));
        error.hint("Give one whole number from 0 for each axis, below its size.")
    };
    let Ok(Some(items)) = items(value, shape.len() as u64) else { return Err(outside()) };
    let index: Vec<usize> =
        items.iter().map(|at| whole(at, step, 0).map_err(|_| outside())).collect::<Result<_>>()?;
    let fits = index.len() == shape.len() && index.iter().zip(shape).all(|(at, size)| at < size);
    if fits { Ok(index) } else { Err(outside()) }
}

/// The fields of a plain object; none for `undefined` and `null`.
pub fn entries(value: &JsValue, field: &str) -> Result<Vec<(String, JsValue)>> {
    if value.is_undefined() || value.is_null() {
        return Ok(Vec::new());
    }
    if !value.is_object() || array_is_array(value).map_err(|_| unreadable(field))? {
        return Err(unexpected(value, field, "an object"));
    }
    let pairs = object_entries(value).map_err(|_| unreadable(field))?;
    let pair = |pair: JsValue| {
        let pair: &Array = pair.unchecked_ref();
        (pair.get(0).as_string().unwrap_or_default(), pair.get(1))
    };
    let given = pairs.iter().map(pair).filter(|(_, value)| !value.is_undefined());
    Ok(given.collect())
}

/// The items of an array of at most so many; none for what is no array. Each is asked for by its
/// place, so that no iterator of somebody's own runs.
pub fn items(value: &JsValue, most: u64) -> Result<Option<Vec<JsValue>>> {
    let Some(length) = length(value, most)? else { return Ok(None) };
    let item = |at| Reflect::get_u32(value, at).map_err(|_| unreadable(""));
    (0..length).map(item).collect::<Result<_>>().map(Some)
}

/// How long a list of at most so many items is; none for what is no list.
fn length(value: &JsValue, most: u64) -> Result<Option<u32>> {
    if !array_is_array(value).map_err(|_| unreadable(""))? {
        return Ok(None);
    }
    let length = get(value, "length")?.as_f64().unwrap_or_default();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a length is u32")]
    let length = length as u32;
    limits::check_list(u64::from(length), most)?;
    Ok(Some(length))
}

/// The numbers of a typed array; none where its memory was given away, which may not be copied.
pub fn numbers(array: &Float64Array) -> Vec<f64> {
    if array.length() == 0 { Vec::new() } else { array.to_vec() }
}

pub fn get(value: &JsValue, name: &str) -> Result<JsValue> {
    Reflect::get(value, &name.into()).map_err(|_| unreadable(""))
}

/// An input: nested lists, or a tensor as a trace gives it.
pub fn input(value: &JsValue) -> Result<Nested> {
    let is_list = array_is_array(value).map_err(|_| unreadable(""))?;
    if !value.is_object() || is_list || value.is_instance_of::<Float64Array>() {
        return nested(value, 0, &mut 0);
    }
    let (shape, data) = (get(value, "shape")?, get(value, "data")?);
    let (Ok(Some(sizes)), Some(data)) =
        (items(&shape, limits::AXES as u64), data.dyn_ref::<Float64Array>())
    else {
        return Err(unexpected(value, "", "lists of numbers, or {axes, shape, data}"));
    };
    let shape: Vec<usize> = sizes.iter().map(|size| whole(size, "", 1)).collect::<Result<_>>()?;
    limits::check_list(u64::from(data.length()), limits::INPUT_CELLS)?;
    folded(&shape, &numbers(data))
}

/// Lists of lists; `seen` counts their cells, since one list may stand in another many times.
fn nested(value: &JsValue, depth: usize, seen: &mut u64) -> Result<Nested> {
    if depth > limits::AXES {
        let cause = format!("The lists nest more than {} deep.", limits::AXES);
        return Err(Error::new(Code::Nesting, cause).hint("Give one level for each axis."));
    }
    if let Some(numbers) = value.dyn_ref::<Float64Array>() {
        *seen += u64::from(numbers.length());
        limits::check_list(*seen, limits::INPUT_CELLS)?;
        let cells = self::numbers(numbers).into_iter().map(|n| Nested::Cell(Cell::Number(n)));
        return Ok(Nested::List(cells.collect()));
    }
    if let Some(texts) = row_of_texts(value)? {
        *seen += texts.len() as u64;
        limits::check_list(*seen, limits::INPUT_CELLS)?;
        let cells = texts.into_iter().map(|text| Nested::Cell(Cell::Text(text)));
        return Ok(Nested::List(cells.collect()));
    }
    if let Some(items) = items(value, limits::INPUT_CELLS)? {
        *seen += items.len() as u64;
        limits::check_list(*seen, limits::INPUT_CELLS)?;
        let rows = items.iter().map(|item| nested(item, depth + 1, seen));
        return rows.collect::<Result<_>>().map(Nested::List);
    }
    let cell = match (value.as_f64(), value.as_string(), value.as_bool()) {
        (Some(number), ..) => Cell::Number(number),
        (_, Some(text), _) => Cell::Text(text),
        (.., Some(flag)) => Cell::Number(f64::from(u8::from(flag))),
        _ => return Err(unexpected(value, "", "a number, a text or a boolean")),
    };
    Ok(Nested::Cell(cell))
}

/// The items of a list of nothing but texts, which cross as one: a crossing for each would take longer
/// than all the arithmetic. None for any other list, and where a text has a sign that JSON escapes.
fn row_of_texts(list: &JsValue) -> Result<Option<Vec<String>>> {
    let Some(length) = length(list, limits::INPUT_CELLS)? else { return Ok(None) };
    let first = Reflect::get_u32(list, 0).map_err(|_| unreadable(""))?;
    let Some(json) = first.is_string().then(|| JSON::stringify(list).ok()).flatten() else {
        return Ok(None);
    };
    let json = String::from(json);
    let Some(row) = json.strip_prefix("[\"").and_then(|row| row.strip_suffix("\"]")) else {
        return Ok(None);
    };
    let texts: Vec<String> = row.split("\",\"").map(String::from).collect();
    let plain = !row.contains('\\') && !texts.iter().any(|text| text.contains('"'));
    Ok((plain && texts.len() == length as usize).then_some(texts))
}

/// A row of cells as the nested lists of a shape.
fn folded(shape: &[usize], data: &[f64]) -> Result<Nested> {
    let cells = shape.iter().fold(1, |cells: u64, size| cells.saturating_mul(*size as u64));
    let found = data.len();
    if cells != found as u64 || shape.len() > limits::AXES {
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

pub fn param_value(value: &JsValue, name: &str) -> Result<ParamValue> {
    match (value.as_bool(), value.as_f64(), value.as_string()) {
        (Some(flag), ..) => Ok(ParamValue::Flag(flag)),
        (_, Some(number), _) => Ok(ParamValue::Number(number)),
        (.., Some(word)) => Ok(ParamValue::Word(word)),
        _ => Err(unexpected(value, name, "a boolean, a number or a word")),
    }
}

pub fn letter(name: &str, field: &str) -> Result<Letter> {
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return Ok(letter);
    }
    let cause = format!("\"{}\" is not one letter.", brief(name));
    let error = Error::new(Code::UnknownAxis, cause).at(field).found(name);
    Err(error.hint("Name an axis by its letter, such as \"i\"."))
}

/// A whole number, `least` or more, that fits its type.
pub fn whole<T: TryFrom<u32>>(value: &JsValue, field: &str, least: u32) -> Result<T> {
    let number = value
        .as_f64()
        .filter(|n| n.fract() == 0.0 && (f64::from(least)..=f64::from(u32::MAX)).contains(n));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked above")]
    let whole = number.and_then(|number| T::try_from(number as u32).ok());
    whole.ok_or_else(|| {
        let found = value.as_f64().map_or_else(|| type_of(value), |n| n.to_string());
        let cause = format!("{found} is not a whole number of {least} or more.");
        let expected = format!("a whole number of {least} or more");
        let error = Error::new(Code::SizeValue, cause).at(field).expected(expected).found(found);
        error.hint(format!("Give a whole number of {least} or more."))
    })
}

/// The sizes of a matrix, where they are given.
pub fn sizes(value: &JsValue, field: &str) -> Result<Option<[usize; 2]>> {
    if value.is_undefined() || value.is_null() {
        return Ok(None);
    }
    let sizes = list(value, field, 2)?;
    let [rows, columns] = sizes.as_slice() else {
        return Err(unexpected(value, field, "two sizes"));
    };
    let size = |size| whole::<u32>(size, field, 1).map(|size| size as usize);
    Ok(Some([size(rows)?, size(columns)?]))
}

/// A getter, or a proxy, that threw instead of giving a value.
fn unreadable(field: &str) -> Error {
    let error = Error::new(Code::BadRequest, "Reading this throws an error.").at(field);
    error.hint("Give plain objects, arrays and numbers.")
}

pub fn unexpected(value: &JsValue, field: &str, expected: &str) -> Error {
    let found = type_of(value);
    let cause = format!("This should be {expected}; it is of type {found}.");
    let error = Error::new(Code::BadRequest, cause).at(field).expected(expected).found(found);
    error.hint("Look at the types that ship with the package.")
}

/// What JavaScript calls the type, with `null` and arrays told apart from objects.
fn type_of(value: &JsValue) -> String {
    if value.is_null() {
        "null".to_owned()
    } else if array_is_array(value) == Ok(true) {
        "array".to_owned()
    } else {
        value.js_typeof().as_string().unwrap_or_default()
    }
}

/// Texts by name.
pub fn texts(value: &JsValue, field: &str) -> Result<BTreeMap<String, String>> {
    let fields = entries(value, field)?;
    limits::check_list(fields.len() as u64, 64)?;
    let named = |(key, value): (String, JsValue)| text(&value, &key).map(|text| (key, text));
    fields.into_iter().map(named).collect()
}
