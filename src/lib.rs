//! Attention, computed and explained.
pub mod error;
