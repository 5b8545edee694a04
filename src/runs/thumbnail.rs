//! A variant in small: the picture that stands beside its name.

use crate::base::error::Result;
use crate::base::letter::Letter;
use crate::program::graph::Graph;
use crate::program::role::Role;
use crate::program::tensor::Tensor;
use crate::program::variant::Variant;
use crate::request::Request;
use crate::request::run::{definition, run};

/// A variant in small: its weights on a handful of random numbers, the same for all that take the
/// same inputs, so that the pictures can be compared. Weights that it never forms are those of its
/// definition; where there are none at all it is the output.
///
/// # Errors
/// What the program refuses.
pub fn thumbnail(variant: &Variant) -> Result<Tensor> {
    const SIZES: [(Letter, usize); 3] = [('i', 5), ('j', 5), ('n', 4)];
    const SEED: u32 = 4;
    let letters = variant.letters();
    let sizes = SIZES.into_iter().filter(|(letter, _)| letters.contains(letter)).collect();
    let trace = run(variant, &Request { sizes, seed: SEED, ..Request::default() })?;
    let weights = |graph: &Graph, values: &[Tensor]| {
        graph.with_role(Role::Weights).map(|step| values[step.0].clone())
    };
    let defined = || definition(variant, &trace.params, &trace.graph, &trace.values);
    Ok(weights(&trace.graph, &trace.values)
        .or_else(|| defined().and_then(|(graph, values)| weights(&graph, &values)))
        .unwrap_or_else(|| trace.values[trace.graph.output.0].clone()))
}
