//! The models: tokens, files, networks and gradients, held to transformers and PyTorch.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::cast_possible_truncation, reason = "goldens have small numbers")]
#![allow(clippy::cast_sign_loss, reason = "as above: none is below 0")]

mod bytes;
mod files;
mod networks;
mod patterns;
mod shipped;
mod tokens;
