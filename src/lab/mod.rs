//! Experiments that take more than one run of one variant.

pub mod big_o;
pub mod decode;
pub mod desk;
pub mod formula;
pub mod moments;
pub mod normal;
pub mod scaling;
