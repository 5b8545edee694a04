//! The homework's own numbers.
#![cfg(not(target_arch = "wasm32"))]

use attention_playground::request::{Request, run};
use attention_playground::variants::find;

#[test]
fn argmax_of_problem_2a() {
    let variant = find("argmax").unwrap();
    let trace = run::run(variant, &Request::default()).unwrap();
    let cells = |id: &str| {
        let node = trace.graph.find(id).unwrap();
        trace.values[node.0].data.iter().copied().collect::<Vec<f64>>()
    };
    assert_eq!(cells("scores"), [3.0, 11.0, 5.0, 2.0]);
    assert_eq!(cells("weights"), [0.0, 1.0, 0.0, 0.0]);
    assert_eq!(cells("output"), [1.0, 4.0, 3.0]);
}
