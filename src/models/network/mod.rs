//! A network: its weights in the kernels' layout, its forward pass, and the gradient of a logit.
//!
//! From the ground up: [`matrix`], [`norm`] and [`activation`] are the parts of a layer, each with
//! its backward pass; [`weights`] names and holds them; [`load`] fills them from the bytes of a file
//! as they come; [`forward`] runs them, [`row`] is one row of a head step by step, [`prediction`] what comes out;
//! [`gradient`] goes back; [`patterns`] measures what heads do; [`initial`] is before any training.

pub mod activation;
pub mod forward;
pub mod gradient;
pub mod initial;
pub mod load;
pub mod matrix;
pub mod norm;
pub mod patterns;
pub mod prediction;
pub mod row;
pub mod weights;
