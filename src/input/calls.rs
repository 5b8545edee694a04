//! The calls that stand around numbers in code and in prints.

use super::quote;
use super::reading::Format;
use crate::base::error::{Code, Error, Result};

const TENSORS: [&str; 6] =
    ["tensor", "Tensor", "FloatTensor", "DoubleTensor", "as_tensor", "Parameter"];
const ARRAYS: [&str; 6] = ["array", "asarray", "matrix", "Array", "DeviceArray", "ndarray"];
/// NumPy prints a list of its numbers as `[np.float64(1.5), np.float64(2.0)]`.
const NUMBERS: [&str; 8] =
    ["float16", "float32", "float64", "int8", "int32", "int64", "bool_", "float"];

/// The format that a call such as `torch.tensor(` shows; none if it holds one number.
pub(super) fn format(call: &str) -> Result<Option<Format>> {
    let name = call.rsplit('.').next().unwrap_or(call);
    if TENSORS.contains(&name) {
        return Ok(Some(Format::Tensor));
    }
    if ARRAYS.contains(&name) {
        return Ok(Some(Format::Array));
    }
    if NUMBERS.contains(&name) {
        return Ok(None);
    }
    let (cause, hint) = if name == "Size" {
        ("This is a shape, not the numbers.".to_owned(), "Print the tensor itself and paste that.")
    } else {
        let opening = quote(&format!("{call}("));
        (
            format!("{opening} does not open a matrix."),
            "Run it, and paste the numbers that it gives.",
        )
    };
    Err(Error::new(Code::NotAMatrix, cause).hint(hint))
}
