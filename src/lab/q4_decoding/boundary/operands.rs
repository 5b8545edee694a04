//! What `einsum` is given: numbers, or shapes alone.

use js_sys::Float64Array;
use wasm_bindgen::prelude::*;

use crate::base::error::{Error, Result};
use crate::base::letter::Letter;
use crate::lab::q4_decoding::einsum_lab::{Content, Operand};
use crate::request::limits;
use crate::wasm::decode::{array_is_array, entries, input, items, unexpected, whole};

#[wasm_bindgen(typescript_custom_section)]
const OPERAND: &str = r#"
/** Numbers; or a shape alone, to try an equation on. Both may say what the axes are called. */
export type Operand =
  | Nested
  | number
  | Tensor
  | { name?: string; axes?: string | string[]; values: Nested | Tensor | number }
  | { name?: string; axes?: string | string[]; shape: number[] };
"#;

/// The operands in a JavaScript list.
pub fn operands(value: &JsValue) -> Result<Vec<Operand>> {
    let Some(list) = items(value, limits::AXES as u64)? else {
        return Err(unexpected(value, "operands", "a list of tensors"));
    };
    let numbered = (1..).zip(&list);
    let read = numbered.map(|(place, value)| {
        operand(value).map_err(|error: Error| error.at(format!("operand {place}")))
    });
    read.collect()
}

fn operand(value: &JsValue) -> Result<Operand> {
    let is_plain = !value.is_object()
        || value.is_instance_of::<Float64Array>()
        || array_is_array(value).map_err(|_| unexpected(value, "", "numbers"))?;
    if is_plain {
        return Ok(Operand { content: Content::Cells(input(value)?), ..Operand::default() });
    }
    let fields = entries(value, "")?;
    let field = |name: &str| fields.iter().find(|(key, _)| key == name).map(|(_, value)| value);
    let name = field("name")
        .map(|name| name.as_string().ok_or_else(|| unexpected(name, "", "a name, as a text")));
    let content = match (field("values"), field("data"), field("shape")) {
        (Some(values), ..) => Content::Cells(input(values)?),
        (_, Some(_), _) => Content::Cells(input(value)?),
        (.., Some(shape)) => Content::Shape(sizes(shape)?),
        _ => return Err(unexpected(value, "", "numbers, or an object with values or a shape")),
    };
    Ok(Operand { name: name.transpose()?, axes: field("axes").map(axes).transpose()?, content })
}

fn sizes(value: &JsValue) -> Result<Vec<usize>> {
    match items(value, limits::AXES as u64)? {
        Some(sizes) => sizes.iter().map(|size| whole(size, "", 1)).collect(),
        None => Err(unexpected(value, "", "a shape, as a list of sizes")),
    }
}

/// The names of axes: `"bhk"`, or a list of letters.
fn axes(value: &JsValue) -> Result<Vec<Letter>> {
    let wrong = || unexpected(value, "", "one letter for each axis");
    let text = match (value.as_string(), items(value, limits::AXES as u64)) {
        (Some(text), _) => text,
        (None, Ok(Some(letters))) => {
            letters.iter().map(JsValue::as_string).collect::<Option<_>>().ok_or_else(wrong)?
        }
        (None, Ok(None)) => return Err(wrong()),
        (None, Err(error)) => return Err(error),
    };
    let is_name =
        text.chars().count() <= limits::AXES && text.chars().all(|c| c.is_ascii_alphabetic());
    if is_name { Ok(text.chars().collect()) } else { Err(wrong()) }
}
