//! Homework 3: multi-head attention by hand, and its program with blanks to fill in.

#[cfg(all(target_arch = "wasm32", feature = "whole"))]
#[doc(hidden)]
pub mod boundary;
pub mod fill_in;
