//! The call of question 3: its program is run with somebody's fillings.

use std::collections::BTreeMap;

use wasm_bindgen::prelude::*;

use super::fill_in;
use crate::wasm::decode::{flag, texts, whole};
use crate::wasm::fields::fields;
use crate::wasm::{Js, answer};

#[wasm_bindgen(typescript_custom_section)]
const FILLINGS: &str = r#"
/** What fills the blanks of homework 3, by their letters "a" to "h". */
export type Fillings = Record<string, string>;
"#;

/// Executes the program of homework 3 with these fillings.
#[wasm_bindgen(js_name = fillBlanks, unchecked_return_type = "BlanksReport")]
pub fn fill_blanks(
    #[wasm_bindgen(unchecked_param_type = "Fillings")] fillings: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "BlanksOptions")] options: JsValue,
) -> Js {
    let filled = || {
        let Options { widened, mends, seed } = decode(&options)?;
        let mut texts = texts(&fillings, "fillings")?;
        texts.extend(mends);
        fill_in::fill(&texts, widened, seed)
    };
    answer(filled())
}

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
    fn decode(options: Options = Options::default(), value);
    /// Part (b): W_v gives 2 * d_model features; blanks that are not given are then right.
    widened ? "boolean" => options.widened = flag(value, "widened")?;
    /// By name: a blank, `split`, `split_v` (for the values alone), `combine`, `o_in`, `v_out`, `joined`.
    mends ? "Record<string, string>" => options.mends = texts(value, "mends")?;
    /// Which numbers the program runs on.
    seed ? "number" => options.seed = whole(value, "seed", 0)?;
}
