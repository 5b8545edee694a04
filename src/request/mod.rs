//! One request: its inputs are read and fitted together, and it is run.

pub mod draw;
pub mod inputs;
pub mod limits;
pub mod nested;
pub mod run;
