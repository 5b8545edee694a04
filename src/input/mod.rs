//! The text that a person types or pastes -> a matrix.
