//! The readings of a graph, one a file. Only here does code ask which operation a node is.

pub mod arithmetic;
pub mod code;
pub mod cost;
pub mod digits;
pub mod formula;
pub mod grad;
mod misprint;
pub mod mutate;
pub mod notes;
pub mod reach;
pub mod source;
pub mod steps;
pub mod value;
pub mod written;
