//! `costCurves`: what it is asked, and what it gives. Costs over a range of sizes.

use std::collections::BTreeMap;

use js_sys::Float64Array;
use serde::Serialize;
use tsify::Tsify;
use wasm_bindgen::prelude::*;

use super::decode::{entries, get, items, letter, request, unexpected, whole};
use crate::base::error::{Code, Error, Result, brief};
use crate::runs::growth::{self, Asked, MOST_CURVES, Measure, described};
use crate::variants::find;

#[wasm_bindgen(typescript_custom_section)]
const ASKED: &str = r#"
/** Which costs to follow over which sizes. Letters are those of the homework: N, n, D, d, h … */
export interface CurvesRequest {
  /** Of a request only its parameters, and which inputs it has, count here; its sizes do not. */
  curves: { variant: string; request?: Request }[];
  /** The letter that grows: "N" for a sequence, "n" for a cache. */
  letter: string;
  /** The smallest size and the largest. */
  range: [number, number];
  /** How many sizes in this range, evenly on a logarithmic axis; 49 by default. */
  points?: number;
  /** The other letters; those that are left out have the sizes that the answer says. */
  sizes?: Record<string, number>;
}
/** What can be read off a curve. `flops` counts a multiply–add as two, `operations` as one. */
export type CostMeasure = 'operations' | 'flops' | 'fused' | 'every' | 'kept' | 'intensity';
"#;

/// How costs grow with one letter, from their polynomials: nothing is run at these sizes.
#[derive(Serialize, Tsify)]
pub struct CostCurves {
    letter: char,
    /// What the letter counts.
    meaning: String,
    /// The sizes of it, rising.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "Float64Array")]
    at: Float64Array,
    /// The other letters that the curves depend on.
    sizes: Vec<CurveSize>,
    /// In the order of the question.
    curves: Vec<CostCurve>,
    crossings: Vec<CurveCrossing>,
}

/// A letter that the curves depend on.
#[derive(Serialize, Tsify)]
pub struct CurveSize {
    letter: char,
    meaning: String,
    size: u32,
}

/// How the costs of one program grow.
#[derive(Serialize, Tsify)]
pub struct CostCurve {
    variant: &'static str,
    #[tsify(type = "Record<CostMeasure, CostLine>")]
    lines: BTreeMap<&'static str, CostLine>,
}

/// How one cost grows.
#[derive(Serialize, Tsify)]
pub struct CostLine {
    /// At each size.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "Float64Array")]
    values: Float64Array,
    /// The exponent that it grows with at the largest size.
    slope: f64,
    /// The polynomial.
    text: String,
}

/// A size at which two programs cost the same, and behind which the other one is cheaper.
#[derive(Serialize, Tsify)]
pub struct CurveCrossing {
    #[tsify(type = "CostMeasure")]
    measure: &'static str,
    /// The places of the two in the question.
    curves: [usize; 2],
    at: f64,
    value: f64,
}

impl From<growth::Growth> for CostCurves {
    fn from(growth: growth::Growth) -> Self {
        let size = |(letter, size)| CurveSize { letter, meaning: described(letter), size };
        Self {
            letter: growth.letter,
            meaning: growth.meaning,
            at: Float64Array::from(growth.at.as_slice()),
            sizes: growth.sizes.into_iter().map(size).collect(),
            curves: growth.curves.into_iter().map(CostCurve::from).collect(),
            crossings: growth.crossings.into_iter().map(CurveCrossing::from).collect(),
        }
    }
}

impl From<growth::Curve> for CostCurve {
    fn from(curve: growth::Curve) -> Self {
        let names = Measure::ALL.iter().map(|(_, name)| *name);
        let lines = names.zip(curve.lines.into_iter().map(CostLine::from)).collect();
        Self { variant: curve.variant, lines }
    }
}

impl From<growth::Line> for CostLine {
    fn from(line: growth::Line) -> Self {
        let values = Float64Array::from(line.values.as_slice());
        Self { values, slope: line.slope, text: line.text }
    }
}

impl From<growth::Crossing> for CurveCrossing {
    fn from(crossing: growth::Crossing) -> Self {
        let named = |(measure, _): &&(Measure, &str)| *measure == crossing.measure;
        let measure = Measure::ALL.iter().find(named).map_or("", |(_, name)| *name);
        Self { measure, curves: crossing.curves, at: crossing.at, value: crossing.value }
    }
}

/// Which costs to follow over which sizes.
pub fn asked(value: &JsValue) -> Result<Asked> {
    let mut asked =
        Asked { programs: vec![], letter: 'N', range: [1, 1], points: 49, sizes: [].into() };
    for (key, value) in entries(value, "curves")? {
        let list = |most| {
            let items = items(&value, most).map_err(|error| error.at(&key))?;
            items.ok_or_else(|| unexpected(&value, &key, "a list"))
        };
        match key.as_str() {
            "curves" => {
                for curve in list(MOST_CURVES as u64)? {
                    let id = get(&curve, "variant")?.as_string().unwrap_or_default();
                    asked.programs.push((find(&id)?, request(&get(&curve, "request")?)?));
                }
            }
            "letter" => {
                let name = value.as_string().unwrap_or_default();
                asked.letter = letter(&name, "letter")?;
            }
            "range" => match &list(2)?[..] {
                [from, to] => asked.range = [whole(from, "range", 1)?, whole(to, "range", 1)?],
                _ => return Err(unexpected(&value, "range", "two sizes, such as [16, 4096]")),
            },
            "points" => asked.points = whole(&value, "points", 1)?,
            "sizes" => {
                for (name, value) in entries(&value, "sizes")? {
                    asked.sizes.insert(letter(&name, "sizes")?, whole(&value, &name, 1)?);
                }
            }
            _ => {
                let cause = format!("This call has no field \"{}\".", brief(&key));
                let error = Error::new(Code::BadRequest, cause).at("curves").found(key);
                return Err(error.hint("It has: curves, letter, range, points, sizes."));
            }
        }
    }
    Ok(asked)
}
