//! Homework 2: what can be learned through an argmax.

#[cfg(all(target_arch = "wasm32", feature = "whole"))]
#[doc(hidden)]
pub mod boundary;
pub mod train_retrieval;
