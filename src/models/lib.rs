//! GPT-2 and BERT networks from the files that people have: every head, down to its queries, keys,
//! values, scores, weights and output, and the gradient of a logit with respect to each.
//!
//! Read from the ground up: [`files`] knows what a file is, reads config.json and the header of
//! model.safetensors, and refuses before anything is allocated; [`tokenizer`] turns a text into
//! tokens; [`network`] holds the weights, laid out for the kernels, and runs them; [`model`] is the
//! three together; `boundary` is what JavaScript sees.
//!
//! It is a package and a module of WebAssembly of its own, which a page fetches when a model is
//! asked for. Its arithmetic is that of the kernels (`src/kernels/`), compiled into it.
#![allow(clippy::cast_possible_truncation, reason = "sizes are checked against limits.rs first")]
#![allow(clippy::cast_sign_loss, reason = "as above: sizes are no less than 0")]
#![allow(clippy::struct_excessive_bools, reason = "files of tokenizers have as many flags")]
#![allow(clippy::inline_always, reason = "a tile stays in registers only where it is inlined")]

pub mod error;
pub mod files;
#[path = "../kernels/mod.rs"]
pub mod kernels;
pub mod limits;
pub mod model;
pub mod network;
pub mod tokenizer;

#[cfg(target_arch = "wasm32")]
#[doc(hidden)]
pub mod boundary;
