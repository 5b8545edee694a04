//! What `randomInputs` is asked: which numbers to draw, and for which inputs.

use wasm_bindgen::prelude::*;

use super::decode::{entries, items, unexpected, whole};
use crate::base::error::{Code, Error, Result, brief};
use crate::request::draw::{Draw, Spread};
use crate::request::limits;

#[wasm_bindgen(typescript_custom_section)]
const DRAW: &str = r#"
/** Which numbers to fill inputs with. */
export interface Draw {
  /** The same seed gives the same numbers, on every machine; a whole number from 0. */
  seed: number;
  /** Normal with two decimals, as by default, or the whole numbers from −3 to 3. */
  spread?: 'normal' | 'whole';
  /** Their names; left out, all that are numbers. */
  inputs?: string[];
}
"#;

/// What to draw by chance.
pub fn asked(value: &JsValue) -> Result<Draw> {
    let mut draw = Draw::default();
    for (key, value) in entries(value, "draw")? {
        let words =
            |value: &JsValue| value.as_string().ok_or_else(|| unexpected(value, &key, "a text"));
        match key.as_str() {
            "seed" => draw.seed = whole(&value, "seed", 0)?,
            "spread" => draw.spread = Spread::parse(&words(&value)?)?,
            "inputs" => {
                let names = items(&value, limits::GIVEN_CELLS)?;
                let names = names.ok_or_else(|| unexpected(&value, "inputs", "a list of names"))?;
                draw.only = names.iter().map(words).collect::<Result<_>>()?;
            }
            _ => {
                let cause = format!("A draw has no field \"{}\".", brief(&key));
                let error = Error::new(Code::BadRequest, cause).at("draw").found(&key);
                return Err(error.hint("It has: seed, spread, inputs."));
            }
        }
    }
    Ok(draw)
}
