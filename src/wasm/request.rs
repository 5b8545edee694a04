//! What a variant is asked to compute.

use super::decode::{entries, flag, input, letter, param_value, whole};
use super::fields::fields;
use crate::request::Request;

fields! {
    /// What to compute. Whatever is left out is the variant's example.
    interface Request: "A request", at "request";
    fn request(request: Request = Request::default(), value);
    /// By name; a cell is a number, a boolean, or the text of a number such as "1/3".
    inputs ? "Record<string, Nested | Tensor>" => {
        for (name, value) in entries(value, "inputs")? {
            let given = input(&value).map_err(|error| error.at(&name))?;
            request.inputs.insert(name, given);
        }
    };
    /// By name, with the values that `listVariants` gives.
    params ? "Record<string, boolean | number | string>" => {
        for (name, value) in entries(value, "params")? {
            request.params.insert(name.clone(), param_value(&value, &name)?);
        }
    };
    /// By axis letter: inputs that are not given are filled at random at these sizes.
    sizes ? "Record<string, number>" => {
        for (name, value) in entries(value, "sizes")? {
            request.sizes.insert(letter(&name, "sizes")?, whole(&value, "sizes", 1)?);
        }
    };
    /// Which random numbers, a whole number from 0.
    seed ? "number" => request.seed = whole(value, "seed", 0)?;
    /// Whether to add the backward pass; its steps then follow the forward steps.
    gradients ? "boolean" => request.gradients = flag(value, "gradients")?;
    /// The gradient of the output that the backward pass starts from; 1 everywhere by default.
    upstream ? "Nested | Tensor" => {
        request.upstream = Some(input(value).map_err(|error| error.at("upstream"))?);
    };
}
