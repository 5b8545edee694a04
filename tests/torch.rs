//! The PyTorch programs, run where PyTorch is: `npm run test:torch`.
#![cfg(not(target_arch = "wasm32"))]

mod common;
mod programs;

use attention_playground::read::code::Target;

#[test]
fn pytorch_programs_compute_the_trace() {
    let python = programs::python_with("torch", "PYTHON_TORCH");
    programs::check(&python, Target::PyTorch, &programs::results());
}
