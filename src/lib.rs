//! Attention, computed and explained cell by cell.
//!
//! A variant of attention is a small program over named axes, and everything that there is to say
//! about it is a *reading* of that program. From input to answer:
//!
//! ```
//! use attention_playground::read::{formula, source, written};
//! use attention_playground::run::{Request, find, run};
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
//! let term = source::source(&trace.graph, &trace.values, scores, &[0, 1]);
//! let line = written::written(&term, &term.cells());
//! let text: String = line.iter().map(|token| &*token.text).collect();
//! assert_eq!(text, "1 · 0 + 1 · 3 + 2 · 4");
//! assert_eq!(term.value(), 11.0);
//! # Ok::<(), attention_playground::error::Error>(())
//! ```
//!
//! # Where to read on
//!
//! 1. The vocabulary: [`axis`], [`tensor`], [`einsum`], [`mask`].
//! 2. The program: the closed set of operations in [`op`] and [`function`], its nodes in
//!    [`graph`], the builder in [`build`].
//! 3. A variant: [`variants`], one file each. Begin with `variants/argmax.rs`.
//! 4. The readings: [`read::value`] computes, [`read::formula`] writes, [`read::source`] explains
//!    a cell, [`read::grad`] adds the backward pass as more nodes.
//! 5. A request: [`input`] reads what is pasted, [`given`] fits it together, [`run`] is the way
//!    from a request to a result.
//! 6. What a person starts from: [`examples`] to open, and [`chance`] for numbers from a seed.
//! 7. Experiments over several runs: [`lab`], such as decoding a sequence token by token, and what
//!    stands beside them: [`lab::scaling`], [`lab::big_o`], [`lab::desk`].

pub mod axis;
pub mod build;
pub mod chance;
pub mod einsum;
pub mod error;
pub mod examples;
pub mod function;
pub mod given;
pub mod graph;
pub mod input;
pub mod lab;
pub mod limits;
pub mod mask;
pub mod misprint;
pub mod nested;
pub mod note;
pub mod number;
pub mod op;
pub mod param;
pub mod poly;
pub mod read;
pub mod run;
pub mod tensor;
pub mod variants;
#[cfg(target_arch = "wasm32")]
#[doc(hidden)]
pub mod wasm;
