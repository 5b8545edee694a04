//! What is more than one run: several side by side, the experiments and the answers of the homework.

pub mod big_o;
pub mod blanks;
pub mod check;
pub mod compare;
pub mod decode;
pub mod denominators;
pub mod desk;
pub mod features;
pub mod formula;
pub mod moments;
pub mod normal;
pub mod scaling;
pub mod slips;
pub mod sweep;
pub mod training;
