//! What everything else stands on: errors and notes, numbers, and polynomials.

pub mod error;
pub mod note;
pub mod number;
pub mod poly;
