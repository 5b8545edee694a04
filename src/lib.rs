//! Attention, computed and explained.
pub mod error;
pub mod input;
pub mod note;
