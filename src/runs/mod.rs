//! What takes several runs: side by side, along one parameter, token by token, as sizes grow.

pub mod compare;
pub mod decoding;
pub mod description;
pub mod growth;
pub mod recognise;
pub mod same_steps;
pub mod sweep;
pub mod thumbnail;
