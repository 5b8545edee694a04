//! A request: what it may ask for, how its inputs are read and fitted together, and its run.

pub mod cells;
pub mod draw;
pub mod example;
pub mod inputs;
pub mod limits;
pub mod nested;
pub mod params;
pub mod run;
pub mod work;

use std::collections::BTreeMap;

use crate::base::letter::Letter;
use crate::program::param::ParamValue;
use nested::Nested;

/// What a person asks for. Whatever is left out is the variant's example.
#[derive(Debug, Clone, Default)]
pub struct Request {
    pub inputs: BTreeMap<String, Nested>,
    pub params: BTreeMap<String, ParamValue>,
    /// Sizes by letter, for the inputs that are not given: they are then filled at random.
    pub sizes: BTreeMap<Letter, usize>,
    /// Which random numbers; the same seed gives the same numbers everywhere.
    pub seed: u32,
    /// Whether to add the backward pass.
    pub gradients: bool,
    /// ∂L/∂output for the backward pass; 1 everywhere where it is not given.
    pub upstream: Option<Nested>,
}
