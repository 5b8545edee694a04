//! The readings of a graph, one a file. Only here does code ask which operation a node is.

pub mod code;
pub mod cost;
pub mod explain;
pub mod expression;
pub mod formula;
pub mod grad;
mod misprint;
pub mod mutate;
pub mod notes;
pub mod number_format;
pub mod own_program;
pub mod provenance;
pub mod rename;
pub mod scan;
pub mod steps;
pub mod tokens;
pub mod value;
