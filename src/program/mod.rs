//! What a variant is made of: named axes, the closed set of operations, and graphs of them.

pub mod axis;
pub mod build;
pub mod choice;
pub mod condition;
pub mod einsum;
pub mod function;
pub mod graph;
pub mod limits;
pub mod mask;
pub mod misprint;
pub mod node_id;
pub mod op;
pub mod param;
pub mod role;
pub mod tensor;
pub mod trace;
pub mod variant;
