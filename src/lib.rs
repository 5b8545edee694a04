//! Attention, computed and explained.
pub mod axis;
pub mod build;
pub mod einsum;
pub mod error;
pub mod function;
pub mod given;
pub mod graph;
pub mod input;
pub mod limits;
pub mod mask;
pub mod nested;
pub mod note;
pub mod number;
pub mod op;
pub mod param;
pub mod read;
pub mod run;
pub mod tensor;
pub mod variants;
#[cfg(target_arch = "wasm32")]
#[doc(hidden)]
pub mod wasm;
