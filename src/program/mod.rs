//! What a variant is made of: named axes, the closed set of operations, and graphs of them.

pub mod axis;
pub mod build;
pub mod einsum;
pub mod function;
pub mod graph;
pub mod mask;
pub mod misprint;
pub mod op;
pub mod param;
pub mod tensor;
