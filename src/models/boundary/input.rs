//! What JavaScript asks for, read field by field.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::error::{Code, Error, Result, brief};
use crate::model::{Input, Model};
use crate::network::initial::Seed;

fn bad(field: &str, wanted: &str) -> Error {
    let error = Error::new(Code::BadRequest, field, format!("It is not {wanted}."));
    error.hint("See the types that come with the package.")
}

pub fn no_tokenizer_file() -> Error {
    let error = Error::new(Code::MissingFile, "tokenizer.json", "It is missing.");
    error.hint("Add it, or vocab.txt, or vocab.json with merges.txt.")
}

/// A field of an object; undefined where it is not there.
pub fn get(object: &JsValue, name: &str) -> JsValue {
    if object.is_object() {
        Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
    } else {
        JsValue::UNDEFINED
    }
}

pub fn text(value: &JsValue, field: &str) -> Result<String> {
    value.as_string().ok_or_else(|| bad(field, "a text"))
}

pub fn optional_text(value: &JsValue, field: &str) -> Result<Option<String>> {
    if value.is_undefined() || value.is_null() { Ok(None) } else { text(value, field).map(Some) }
}

pub fn whole(value: &JsValue, field: &str) -> Result<usize> {
    let number = value.as_f64().filter(|number| number.fract() == 0.0);
    let number = number.filter(|number| (0.0..=f64::from(u32::MAX)).contains(number));
    number.map(|number| number as usize).ok_or_else(|| bad(field, "a whole number of 0 or more"))
}

/// A list, or a typed array, of whole numbers.
pub fn ids(value: &JsValue, field: &str) -> Result<Vec<u32>> {
    if !value.is_object() || get(value, "length").as_f64().is_none() {
        return Err(bad(field, "a list of whole numbers"));
    }
    let list = Array::from(value);
    list.iter().map(|id| whole(&id, field).map(|id| id as u32)).collect()
}

/// Layer and head.
fn head(value: &JsValue, field: &str) -> Result<[usize; 2]> {
    match ids(value, field)?[..] {
        [layer, head] => Ok([layer as usize, head as usize]),
        _ => Err(bad(field, "a layer and a head, such as [0, 3]")),
    }
}

/// A text, two texts, or ids.
pub fn input(asked: &JsValue) -> Result<Input> {
    let (text_value, ids_value) = (get(asked, "text"), get(asked, "ids"));
    match (text_value.is_undefined(), ids_value.is_undefined()) {
        (false, true) => Ok(Input::Text {
            text: text(&text_value, "text")?,
            second: optional_text(&get(asked, "second"), "second")?,
        }),
        (true, false) => {
            let segments = get(asked, "segments");
            let segments =
                if segments.is_undefined() { Vec::new() } else { ids(&segments, "segments")? };
            Ok(Input::Ids { ids: ids(&ids_value, "ids")?, segments })
        }
        _ => Err(bad("text", "either a text or ids")),
    }
}

/// The heads that are off.
pub fn ablated(options: &JsValue) -> Result<Vec<[usize; 2]>> {
    let list = get(options, "ablate");
    if list.is_undefined() {
        return Ok(Vec::new());
    }
    let Some(list) = list.dyn_ref::<Array>() else {
        return Err(bad("ablate", "a list of heads, such as [[0, 3]]"));
    };
    list.iter().map(|value| head(&value, "ablate")).collect()
}

/// What the weights of a model before its training are drawn from.
pub fn seed(options: &JsValue) -> Result<Seed> {
    let number = |name: &str| {
        let value = get(options, name).as_f64();
        let value = value.filter(|value| value.is_finite() && *value > 0.0);
        value.ok_or_else(|| bad(name, "a number above 0"))
    };
    Ok(Seed {
        seed: whole(&get(options, "seed"), "seed")? as u32,
        deviation: number("deviation")?,
        base: number("base")?,
    })
}

/// A gradient that is asked for.
pub struct Wanted {
    pub input: Input,
    pub token: usize,
    pub position: usize,
    pub head: [usize; 2],
}

/// A token is an id, or as the vocabulary writes it.
pub fn gradient(asked: &JsValue, model: &Model) -> Result<Wanted> {
    let of = get(asked, "of");
    let token = get(&of, "token");
    let token = match token.as_string() {
        None => whole(&token, "of.token")?,
        Some(written) => {
            let known = model.tokenizer.as_ref().and_then(|tokenizer| tokenizer.id(&written));
            known.ok_or_else(|| {
                let cause = format!("The vocabulary has no token “{}”.", brief(&written));
                let error = Error::new(Code::Range, "of.token", cause);
                error.hint("Write it as the vocabulary does, or take its id.")
            })? as usize
        }
    };
    Ok(Wanted {
        input: input(asked)?,
        token,
        position: whole(&get(&of, "position"), "of.position")?,
        head: head(&get(asked, "head"), "head")?,
    })
}
