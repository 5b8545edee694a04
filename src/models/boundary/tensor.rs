//! Plain data for JavaScript: objects, and tensors with named axes.

use js_sys::{Array, Float32Array, Object, Reflect};
use wasm_bindgen::JsValue;

/// An object with these fields.
pub fn object(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        // A new object takes any field.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object
}

fn shaped(axes: &[&str], shape: &[usize], data: Float32Array) -> JsValue {
    let axes: Array = axes.iter().map(|axis| JsValue::from_str(axis)).collect();
    let shape: Array = shape.iter().map(|size| JsValue::from_f64(*size as f64)).collect();
    object(&[("axes", axes.into()), ("shape", shape.into()), ("data", data.into())]).into()
}

/// Axes by their letters, sizes, and the numbers row by row.
pub fn tensor(axes: &[&str], shape: &[usize], cells: &[f32]) -> JsValue {
    shaped(axes, shape, Float32Array::from(cells))
}

/// The same of parts that lie apart, one after another.
pub fn joined(axes: &[&str], shape: &[usize], parts: &[&[f32]]) -> JsValue {
    let count: usize = parts.iter().map(|part| part.len()).sum();
    let data = Float32Array::new_with_length(count as u32);
    let mut from = 0;
    for part in parts {
        let end = from + part.len();
        data.subarray(from as u32, end as u32).copy_from(part);
        from = end;
    }
    shaped(axes, shape, data)
}
