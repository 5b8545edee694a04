//! Attention at the speed of the machine: float32, one thread, and no table of N × N numbers where
//! the algorithm needs none.
//!
//! The core computes every step in float64, so that it can be shown and explained. These kernels
//! compute only the output, for sizes at which the costs that the core derives can be felt. Each
//! is held to its variant by tests/kernels.rs.
//!
//! Read them from the ground up: [`f32x4`], four numbers at once; [`tile`], the one loop that
//! multiplies; [`pack`], which lays numbers out for it; [`exp`]. Then the algorithms: [`matmul`],
//! [`unfused`] (three passes over N × N scores) beside [`softmax`] (one pass, and no such table),
//! [`linear`] and [`linear_causal`] with the maps of [`features`], and [`decode`].
//!
//! They are compiled twice more, apart from the core, to small WebAssembly modules with and without
//! the relaxed instructions (scripts/lib/wasm.mjs); [`module`] is what JavaScript sees of them.
#![allow(clippy::inline_always, reason = "a tile stays in registers only where it is inlined")]
#![allow(clippy::needless_range_loop, reason = "an index makes the one pointer that browsers like")]

pub mod decode;
pub mod exp;
pub mod f32x4;
pub mod features;
pub mod limit;
pub mod linear;
pub mod linear_causal;
pub mod matmul;
#[cfg(any(kernels_alone, not(target_arch = "wasm32")))]
pub mod module;
pub mod numbers;
pub mod pack;
pub mod softmax;
pub mod tile;
pub mod unfused;
