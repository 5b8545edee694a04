//! What `randomInputs` is asked: which numbers to draw, and for which inputs.

use super::decode::{list, text, whole};
use super::fields::fields;
use crate::base::error::Result;
use crate::request::draw::{Draw, Spread};
use crate::request::limits;

fields! {
    /// Which numbers to fill inputs with.
    interface Draw: "A draw", at "draw";
    fn draw(draw: Draw = Draw::default(), value);
    /// The same seed gives the same numbers, on every machine; a whole number from 0.
    seed : "number" => draw.seed = whole(value, "seed", 0)?;
    /// Normal with two decimals, as by default, or the whole numbers from −3 to 3.
    spread ? "Spread" => draw.spread = Spread::parse(&text(value, "spread")?)?;
    /// Their names; left out, all that are numbers.
    inputs ? "string[]" => {
        let names = list(value, "inputs", limits::INPUT_CELLS)?;
        draw.only = names.iter().map(|name| text(name, "inputs")).collect::<Result<_>>()?;
    };
}
