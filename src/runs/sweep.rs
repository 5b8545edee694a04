//! One step of a variant at many values of one parameter: how weights sharpen as T falls.

use crate::base::error::Result;
use crate::program::param::ParamValue;
use crate::program::tensor::Tensor;
use crate::program::variant::Variant;
use crate::request::run::run;
use crate::request::{Request, limits};

/// The step of this name, computed at each of the values.
///
/// # Errors
/// What [`run`] refuses at one of the values; `unknown-step`; `too-large` for more than
/// [`limits::SWEPT`] values.
pub fn sweep(
    variant: &Variant,
    request: &Request,
    param: &str,
    values: &[f64],
    step: &str,
) -> Result<Vec<Tensor>> {
    limits::check_list(values.len() as u64, limits::SWEPT as u64)?;
    let mut request = request.clone();
    let at = |value: &f64| {
        request.params.insert(param.to_owned(), ParamValue::Number(*value));
        let trace = run(variant, &request)?;
        let node = trace.graph.find(step)?;
        Ok(trace.values[node.0].clone())
    };
    values.iter().map(at).collect()
}
