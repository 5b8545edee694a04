//! What `scalingExperiment` is asked and what it gives.

use js_sys::{Float64Array, Function};
use serde::Serialize;
use tsify::Tsify;
use wasm_bindgen::prelude::*;

use super::decode::{entries, items, numbers, unexpected, whole};
use crate::base::error::{Code, Error, Result, brief};
use crate::lab::q1_scaling::scaling::{self, Asked, Mean, Scale, WIDTH, WIDTHS, no_value};
use crate::read::number_format::format_number;
use crate::request::limits;

#[wasm_bindgen(typescript_custom_section)]
const REQUEST: &str = r#"
/** A scaling experiment. Whatever is left out is the default. */
export interface ScalingRequest {
  /** The width of queries and keys, up to 4,096; 64 by default. */
  d?: number;
  /** The mean of every entry, or a vector of d means, or the text of either; 0 by default. */
  mean?: number | number[] | Float64Array | string;
  /** The deviation of every entry; 1 by default. */
  std?: number;
  /** How many products are drawn; 100,000 by default. */
  samples?: number;
  /** Which random numbers, a whole number from 0. */
  seed?: number;
  /** What products are divided by; the root of d by default. */
  scale?: 'one' | 'sqrt-d' | 'd' | number;
  /** How many keys each query is compared with; 16 by default. */
  keys?: number;
  /** The widths to compare; powers of 2 by default. */
  widths?: number[];
}
/** Told how many of how many numbers are drawn; `false` stops the experiment. */
export type Progress = (done: number, total: number) => boolean | void;
"#;

/// What a scaling experiment takes.
#[derive(Serialize, Tsify)]
pub struct ScalingCost {
    /// Normal numbers that it draws, which is nearly all of its work.
    pub numbers: f64,
}

/// What came out of a scaling experiment.
#[derive(Serialize, Tsify)]
pub struct ScalingReport {
    d: usize,
    samples: u32,
    keys: usize,
    /// What products are divided by.
    s: f64,
    /// Of qᵀk/s.
    mean: Estimate,
    /// Of qᵀk/s.
    variance: Estimate,
    /// Of qᵀk/s.
    histogram: Histogram,
    widths: Vec<AtWidth>,
    /// Of the variance against d, both on logarithmic axes; none where there is one width.
    #[tsify(optional)]
    slope: Option<Slope>,
}

/// What was measured, what it is exactly, and the exact standard error of the measurement.
#[derive(Serialize, Tsify)]
pub struct Estimate {
    sample: f64,
    exact: f64,
    error: f64,
}

/// How many products fell into each of some bins of equal width.
#[derive(Serialize, Tsify)]
pub struct Histogram {
    /// Where the first bin begins.
    from: f64,
    /// The width of a bin.
    width: f64,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "Float64Array")]
    counts: Float64Array,
    /// How many would fall there by the normal curve of the exact mean and deviation.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "Float64Array")]
    normal: Float64Array,
    below: f64,
    above: f64,
}

/// What softmax makes of a query's scores, on average.
#[derive(Serialize, Tsify)]
pub struct Weights {
    /// In nats: ln n where all n keys count alike, 0 where one takes all.
    entropy: f64,
    largest: f64,
    /// The size of the softmax's Jacobian (Frobenius).
    jacobian: f64,
}

/// The experiment at another width.
#[derive(Serialize, Tsify)]
pub struct AtWidth {
    d: usize,
    /// What products are divided by there.
    s: f64,
    variance: Estimate,
    /// Of products that are not divided.
    plain: Weights,
    /// Of products over s.
    scaled: Weights,
}

/// A slope on logarithmic axes.
#[derive(Serialize, Tsify)]
pub struct Slope {
    sample: f64,
    exact: f64,
}

/// The experiment in a JavaScript value; `undefined` asks for the default.
pub fn asked(value: &JsValue) -> Result<Asked> {
    let mut asked = Asked::default();
    for (key, value) in entries(value, "request")? {
        let field = key.as_str();
        match field {
            "d" => asked.d = count(&value, field)?,
            "mean" => asked.mean = mean(&value)?,
            "std" => asked.std = number(&value, field)?,
            "samples" => asked.samples = count(&value, field)?,
            "seed" => asked.seed = whole(&value, field, 0)?,
            "scale" => asked.scale = scale(&value)?,
            "keys" => asked.keys = count(&value, field)?,
            "widths" => {
                let Some(list) = items(&value, WIDTHS as u64)? else {
                    return Err(unexpected(&value, field, "a list of whole numbers"));
                };
                let widths = list.iter().map(|width| whole(width, field, 0));
                asked.widths = Some(widths.collect::<Result<_>>()?);
            }
            _ => {
                let cause = format!("A scaling experiment has no field \"{}\".", brief(&key));
                let error = Error::new(Code::BadRequest, cause).at("request").found(key);
                let has = "It has: d, mean, std, samples, seed, scale, keys, widths.";
                return Err(error.hint(has));
            }
        }
    }
    Ok(asked)
}

/// A whole number; the sentence on what is none is that on what is out of range.
fn count<T: TryFrom<u32>>(value: &JsValue, field: &str) -> Result<T> {
    whole(value, field, 0).map_err(|error| match (value.as_f64(), value.as_string()) {
        (Some(number), _) => no_value(field, &format_number(number)),
        (_, Some(text)) => no_number(field, &text),
        _ => error,
    })
}

fn number(value: &JsValue, field: &str) -> Result<f64> {
    value.as_f64().ok_or_else(|| match value.as_string() {
        Some(text) => no_number(field, &text),
        None => unexpected(value, field, "a number"),
    })
}

/// A text that a page hands on because it is no number.
fn no_number(field: &str, text: &str) -> Error {
    match text.trim() {
        "" => no_value(field, "empty"),
        text => no_value(field, &format!("\"{}\"", brief(text))),
    }
}

fn mean(value: &JsValue) -> Result<Mean> {
    if let Some(mean) = value.as_f64() {
        return Ok(Mean::Every(mean));
    }
    if let Some(text) = value.as_string() {
        return Mean::parse(&text);
    }
    if let Some(means) = value.dyn_ref::<Float64Array>() {
        limits::check_given(u64::from(means.length()), WIDTH as u64)?;
        return Ok(Mean::Each(numbers(means)));
    }
    let Some(means) = items(value, WIDTH as u64)? else {
        return Err(unexpected(value, "mean", "a number or a list of numbers"));
    };
    means.iter().map(|mean| number(mean, "mean")).collect::<Result<_>>().map(Mean::Each)
}

fn scale(value: &JsValue) -> Result<Scale> {
    match (value.as_f64(), value.as_string().as_deref()) {
        (Some(number), _) => Ok(Scale::Own(number)),
        (_, Some("one")) => Ok(Scale::One),
        (_, Some("sqrt-d")) => Ok(Scale::Root),
        (_, Some("d")) => Ok(Scale::Width),
        (_, Some(word)) => {
            let cause = format!("\"{}\" is no scale.", brief(word));
            let expected = "one, sqrt-d, d or a number";
            let error = Error::new(Code::ParamValue, cause).at("scale").found(word);
            Err(error.expected(expected).hint(format!("Use {expected}.")))
        }
        _ => Err(unexpected(value, "scale", "a word or a number")),
    }
}

/// Tells a function of JavaScript how far it is; whether to go on. One that throws stops it too.
pub fn tell(progress: Option<&Function>, done: u64, total: u64) -> bool {
    let Some(progress) = progress else { return true };
    let told = progress.call2(&JsValue::UNDEFINED, &(done as f64).into(), &(total as f64).into());
    told.is_ok_and(|answer| answer != JsValue::FALSE)
}

impl ScalingReport {
    pub fn new(asked: &Asked, report: scaling::Report) -> Self {
        let histogram = report.histogram;
        Self {
            d: asked.d,
            samples: asked.samples,
            keys: asked.keys,
            s: report.s,
            mean: report.mean.into(),
            variance: report.variance.into(),
            histogram: Histogram {
                from: histogram.from,
                width: histogram.width,
                counts: Float64Array::from(histogram.counts.as_slice()),
                normal: Float64Array::from(histogram.normal.as_slice()),
                below: histogram.below,
                above: histogram.above,
            },
            widths: report.widths.into_iter().map(AtWidth::from).collect(),
            slope: report.slope.map(|of| Slope { sample: of.sample, exact: of.exact }),
        }
    }
}

impl From<scaling::Estimate> for Estimate {
    fn from(of: scaling::Estimate) -> Self {
        Self { sample: of.sample, exact: of.exact, error: of.error }
    }
}

impl From<scaling::Weights> for Weights {
    fn from(of: scaling::Weights) -> Self {
        Self { entropy: of.entropy, largest: of.largest, jacobian: of.jacobian }
    }
}

impl From<scaling::AtWidth> for AtWidth {
    fn from(at: scaling::AtWidth) -> Self {
        Self {
            d: at.d,
            s: at.s,
            variance: at.variance.into(),
            plain: at.plain.into(),
            scaled: at.scaled.into(),
        }
    }
}
