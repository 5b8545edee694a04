//! A language for attention: a few lines that read like the formula on paper become a graph.
//!
//! From text to graph, a file or a folder each:
//!
//! 1. [`text`]: the lines of a text, with what is written full width as ASCII.
//! 2. `notation`: how the language is spelled, on the tokenizer of all typed mathematics.
//! 3. [`syntax`]: what a line can be, every part with its [`span`].
//! 4. `read`: tokens -> syntax, by recursive descent. It stops at the first mistake of a line and
//!    goes on with the next one.
//! 5. [`size`]: sizes as formulas, so that u/2 · 2 is u.
//! 6. `check`: names, sizes, letters, conditions: whether the lines mean something together.
//! 7. [`diagnostic`]: the form of a message: what is wrong, where, and what mends it. Its words stand
//!    in `read` and `check`, where the mistake is found; `cures` keeps the cures that cure.
//! 8. `lower`: a program that is right -> the nodes of a graph, at the sizes of a request.
//!
//! [`program`] is the whole: a text as a variant; [`cache`] keeps the one that is being typed. `read/own_program.rs` goes the other way, from a
//! graph to a text.

// A mistake is long, and a result carries it in a box; on 32 bits the lint finds it short.
#![allow(clippy::unnecessary_box_returns)]

mod alike;
pub mod cache;
mod check;
mod cures;
pub mod diagnostic;
mod lower;
mod notation;
pub mod program;
mod read;
pub mod report;
pub mod size;
pub mod span;
pub mod syntax;
pub mod text;
mod words;
