//! Homework 1: mean and variance of a product qᵀk, and why scores are divided by √d.

#[cfg(all(target_arch = "wasm32", feature = "whole"))]
#[doc(hidden)]
pub mod boundary;
pub mod formula;
pub mod mean_variance;
pub mod normal;
pub mod scaling;
mod slips;
