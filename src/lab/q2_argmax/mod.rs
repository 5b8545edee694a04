//! Homework 2: what can be learned through an argmax.

pub mod train_retrieval;
