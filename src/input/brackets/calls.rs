//! The calls that stand around numbers in code and in prints.

use super::super::quote;
use super::super::raw_table::Format;
use crate::base::error::{Code, Error, Result};

const TENSORS: [&str; 16] = [
    "tensor",
    "Tensor",
    "FloatTensor",
    "DoubleTensor",
    "HalfTensor",
    "BFloat16Tensor",
    "as_tensor",
    "Parameter",
    "to_tensor",
    "constant",
    "Variable",
    "BoolTensor",
    "tensor1d", // TensorFlow.js
    "tensor2d",
    "tensor3d",
    "tensor4d",
];
const ARRAYS: [&str; 13] = [
    "array",
    "asarray",
    "matrix",
    "Array",
    "DeviceArray",
    "ndarray",
    "Matrix",
    "ImmutableMatrix",
    "arr1",
    "arr2",
    "Float32Array",
    "Float64Array",
    "DataFrame",
];
/// Calls that may hold the numbers or the rows of a list without its brackets.
pub(super) const LISTS: [&str; 9] = [
    "array",
    "Array",
    "List",
    "Vector",
    "Seq",
    "arrayOf",
    "listOf",
    "doubleArrayOf",
    "floatArrayOf",
];
/// Calls that cut what is no whole number.
const WHOLE: [&str; 5] = ["LongTensor", "IntTensor", "ShortTensor", "CharTensor", "ByteTensor"];
/// NumPy prints a list of its numbers as `[np.float64(1.5), np.float64(2.0)]`.
const NUMBERS: [&str; 9] =
    ["float16", "float32", "float64", "int8", "int32", "int64", "bool_", "float", "Float"];
/// What shows its argument, or hands it on.
const TRANSPARENT: [&str; 5] = ["print", "display", "repr", "disp", "list"];

/// What a call is around numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Call {
    /// A matrix of a library.
    Of(Format),
    /// A tensor of whole numbers.
    Whole,
    /// One number.
    Number,
    /// Nothing of its own.
    Transparent,
    /// Rows to columns.
    Transpose,
    /// True to False.
    Not,
    /// A list, as `[` opens one: R's `c(`, Typst's `mat(`.
    List,
    /// A list of columns: R's `cbind(`, Typst's `vec(`.
    Columns,
}

impl Call {
    pub fn is_matrix(self) -> bool {
        matches!(self, Self::Of(_) | Self::Whole)
    }

    /// Whether it acts on the whole of what it holds.
    pub fn acts(self) -> bool {
        matches!(self, Self::Transpose | Self::Not | Self::Columns)
    }
}

/// What `torch.tensor(` and its like are; an error for what does not hold a matrix.
pub(super) fn kind(call: &str) -> Result<Call> {
    if let Some(at) = call.rfind(|c: char| !is_part_of_path(c)) {
        let (before, _) = call.split_at_checked(at).unwrap_or_default();
        let sign: String = call.chars().skip(before.chars().count()).take(1).collect();
        let cause = format!("{} stands before the matrix.", quote(&format!("{before}{sign}")));
        return Err(refusal(cause).hint("Run it, and paste the numbers that it gives."));
    }
    let name = call.rsplit(['.', ':']).next().unwrap_or(call);
    Ok(match name {
        _ if call.ends_with("Tensor::new") => Call::Of(Format::Tensor),
        "mat" | "c" | "rbind" if call == name => Call::List,
        "vec" | "cbind" if call == name => Call::Columns,
        "t" | "transpose" | "Transpose" => Call::Transpose,
        "logical_not" => Call::Not,
        "mat" => Call::Of(Format::Array),
        _ if WHOLE.contains(&name) => Call::Whole,
        _ if TENSORS.contains(&name) => Call::Of(Format::Tensor),
        _ if ARRAYS.contains(&name) => Call::Of(Format::Array),
        _ if NUMBERS.contains(&name) => Call::Number,
        _ if TRANSPARENT.contains(&name) => Call::Transparent,
        "Size" => return Err(shape()),
        _ => {
            let opening = quote(&format!("{call}("));
            return Err(refusal(format!("{opening} does not open a matrix."))
                .hint("Run it, and paste the numbers that it gives."));
        }
    })
}

/// The error for a text that says only how large a matrix is.
pub(in super::super) fn shape() -> Error {
    refusal("This is a shape, not the numbers.".to_owned())
        .hint("Print the tensor itself and paste that.")
}

/// Whether a character may stand in the name of a call: `torch.tensor`, `Tensor::new`, `array!`.
fn is_part_of_path(character: char) -> bool {
    character.is_alphanumeric() || "_.:!&".contains(character)
}

fn refusal(cause: String) -> Error {
    Error::new(Code::NotAMatrix, cause)
}
