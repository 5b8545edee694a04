//! The PyTorch programs, run where PyTorch is: `npm run test:torch`.
#![cfg(not(target_arch = "wasm32"))]

mod common;
mod programs;

use attention_playground::read::code::CodeTarget;

#[test]
fn pytorch_programs_compute_the_trace() {
    let cure = "Make one: python3 -m venv venv && venv/bin/pip install torch numpy";
    let python = programs::python_with("torch", "PYTHON_TORCH", cure);
    programs::check(&python, CodeTarget::PyTorch, &programs::results());
}
