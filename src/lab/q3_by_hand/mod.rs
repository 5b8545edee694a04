//! Homework 3: multi-head attention by hand, and its program with blanks to fill in.

pub mod fill_in;
