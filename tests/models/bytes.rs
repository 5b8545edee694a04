//! Files of weights, written for a test: from numbers that come from a name by a formula.
#![allow(dead_code, reason = "each test file uses its own part")]
#![allow(clippy::cast_possible_truncation, reason = "the numbers of a test are small")]
#![allow(clippy::cast_sign_loss, reason = "as above: none is below 0")]

use serde_json::{Map, Value, json};

/// The numbers of a tensor; tests/golden/models/networks.py has the same formula.
pub fn cells(name: &str, count: usize) -> Vec<f32> {
    let hash = name
        .bytes()
        .fold(0x811c_9dc5_u32, |state, byte| (state ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let mut state = hash.max(1);
    let has = |part: &str| name.contains(part);
    let is_norm = (has("ln_") || has("LayerNorm")) && name.ends_with("weight");
    let [scale, shift] = match name {
        _ if is_norm => [0.5, 1.0],
        _ if has("emb") || has("wte") || has("wpe") => [1.5, 0.0],
        _ => [0.9, 0.0],
    };
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        ((state >> 8) as f32 / 16_777_216.0 - 0.5) * scale + shift
    };
    (0..count).map(|_| next()).collect()
}

/// A number in a format of the file, rounded to the nearest, to even where two are.
pub fn encode(number: f32, dtype: &str) -> Vec<u8> {
    match dtype {
        "F16" => half(number).to_le_bytes().to_vec(),
        "BF16" => {
            let bits = number.to_bits();
            let rounded = bits + 0x7fff + (bits >> 16 & 1);
            ((rounded >> 16) as u16).to_le_bytes().to_vec()
        }
        _ => number.to_le_bytes().to_vec(),
    }
}

/// For the numbers of the formula, which are small and no NaN.
fn half(number: f32) -> u16 {
    let sign = (number.to_bits() >> 16) as u16 & 0x8000;
    let size = number.abs();
    if size < 2.0_f32.powi(-14) {
        return sign | (size * 2.0_f32.powi(24)).round_ties_even() as u16;
    }
    let bits = size.to_bits();
    let rounded = bits + 0xfff + (bits >> 13 & 1);
    sign | ((rounded >> 13) - (112 << 10)) as u16
}

/// A file of weights with a header and its numbers.
pub fn file(header: &Value, data: &[u8]) -> Vec<u8> {
    let header = header.to_string();
    let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
    bytes.extend(header.as_bytes());
    bytes.extend(data);
    bytes
}

/// The start of a file whose tensors follow each other: the length of the header, and the header.
pub fn header(shapes: &[(String, Vec<usize>)], dtype: &str) -> Vec<u8> {
    let mut end = 0;
    let mut header = Map::new();
    for (name, shape) in shapes {
        let start = end;
        end += encode(0.0, dtype).len() * shape.iter().product::<usize>();
        let entry = json!({ "dtype": dtype, "shape": shape, "data_offsets": [start, end] });
        header.insert(name.clone(), entry);
    }
    file(&Value::Object(header), &[])
}

/// A file of weights of some tensors, whose numbers come from their names without `prefix`.
pub fn weights(shapes: &[(String, Vec<usize>)], prefix: &str, dtype: &str) -> Vec<u8> {
    let mut header = Map::new();
    header.insert("__metadata__".to_owned(), json!({ "format": "pt" }));
    let mut data = Vec::new();
    for (name, shape) in shapes {
        let start = data.len();
        for number in cells(name, shape.iter().product()) {
            data.extend(encode(number, dtype));
        }
        let is_head = name.starts_with("lm_head") || name.starts_with("cls.");
        let full = if is_head { name.clone() } else { format!("{prefix}{name}") };
        let entry = json!({ "dtype": dtype, "shape": shape, "data_offsets": [start, data.len()] });
        header.insert(full, entry);
    }
    file(&Value::Object(header), &data)
}
