//! What everything else stands on: errors and notes, numbers, polynomials, and marks of transposition.

pub mod chance;
pub mod error;
pub mod floats;
pub mod letter;
pub mod note;
pub mod number;
pub mod poly;
pub mod transposed;
pub mod words;
