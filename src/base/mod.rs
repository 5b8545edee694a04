//! What everything else stands on: errors and notes, numbers and sizes, polynomials, and marks of transposition.

pub mod chance;
pub mod error;
pub mod floats;
pub mod letter;
pub mod note;
pub mod number;
pub mod poly;
pub mod sizes;
pub mod transposed;
pub mod words;
