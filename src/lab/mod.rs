//! The homework, question by question: its experiments, and the answers that are checked.

pub mod check;
pub mod q1_scaling;
pub mod q2_argmax;
pub mod q3_by_hand;
pub mod q4_decoding;
pub mod q6_kernels;
mod typed_formula;
