//! Attention, computed and explained cell by cell.
//!
//! A variant of attention is a small program over named axes, and everything that there is to say
//! about it is a *reading* of that program. From input to answer:
//!
//! ```
//! use attention_playground::read::{explain, formula, tokens};
//! use attention_playground::request::Request;
//! use attention_playground::request::run::run;
//! use attention_playground::variants::find;
//!
//! // Homework 2 (a): one query, four keys; the value of the best key is the output.
//! let trace = run(find("argmax")?, &Request::default())?;
//! let scores = trace.graph.find("scores")?;
//! assert_eq!(trace.values[scores.0].data.as_slice(), Some(&[3.0, 11.0, 5.0, 2.0][..]));
//!
//! // The formula of a step.
//! let math = formula::formula(&trace.graph, scores);
//! assert_eq!(formula::latex(&math), r"s_{ij} = \sum_{d} q_{id} k_{jd}");
//!
//! // The arithmetic of one of its cells, over the cells that it came from.
//! let term = explain::explain(&trace.graph, &trace.values, scores, &[0, 1]);
//! let line = tokens::tokens(&term, &term.cells());
//! let text: String = line.iter().map(|token| &*token.text).collect();
//! assert_eq!(text, "1 · 0 + 1 · 3 + 2 · 4");
//! assert_eq!(term.value(), 11.0);
//! # Ok::<(), attention_playground::base::error::Error>(())
//! ```
//!
//! # Where to read on
//!
//! 1. The vocabulary: [`program::axis`], [`program::tensor`], [`program::einsum`],
//!    [`program::mask`].
//! 2. The program: the closed set of operations in [`program::op`] and [`program::function`], its
//!    nodes in [`program::graph`], the builder in [`program::build`].
//! 3. A variant: [`variants`], one file each. Begin with `variants/argmax.rs`.
//! 4. The readings: [`read::value`] computes, [`read::formula`] writes, [`read::explain`] explains
//!    a cell, [`read::grad`] adds the backward pass as more nodes.
//! 5. A request: [`input`] reads what is pasted, [`request::inputs`] fits it together,
//!    [`request::run`] is the way from a request to a result.
//! 6. What a person starts from: [`variants::examples`] to open, and [`request::draw`] for numbers
//!    from a seed.
//! 7. Several runs: [`runs`], such as decoding a sequence token by token.
//! 8. A text of one's own as a variant: [`language`].
//! 9. The homework, question by question: [`lab`]. What a person types there as mathematics is read
//!    by `grammar`.

pub mod base;
mod grammar;
pub mod input;
pub mod kernels;
pub mod lab;
pub mod language;
pub mod program;
pub mod read;
pub mod request;
pub mod runs;
pub mod variants;
#[cfg(target_arch = "wasm32")]
#[doc(hidden)]
pub mod wasm;
