//! Homework 4: decoding with a cache, its costs under O, and its einsums.

pub mod big_o;
pub mod einsum_lab;
pub mod shared_keys;
