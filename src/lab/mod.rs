//! Experiments that take more than one run of one variant.

pub mod blanks;
pub mod check;
pub mod decode;
pub mod denominators;
pub mod features;
pub mod slips;
pub mod training;
