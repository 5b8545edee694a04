//! Experiments that take more than one run of one variant.

pub mod blanks;
pub mod check;
pub mod decode;
pub mod slips;
