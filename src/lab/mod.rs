//! Experiments that take more than one run of one variant.

pub mod compare;
pub mod decode;
pub mod sweep;
