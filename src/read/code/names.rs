//! The names of steps as Python's identifiers: `grad-q` becomes `grad_q`.

use crate::program::graph::Graph;

/// Python's keywords, and what every program calls.
const TAKEN: &[&str] = &[
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield", "print",
];

/// One identifier for each node, in the nodes' order, no two alike and none of those that are
/// reserved.
pub fn identifiers(graph: &Graph, reserved: &[&str]) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(graph.nodes.len());
    for node in &graph.nodes {
        let mut name = identifier(&node.id);
        let is_taken = |name: &str| TAKEN.contains(&name) || reserved.contains(&name);
        while is_taken(&name) || names.contains(&name) {
            name.push('_');
        }
        names.push(name);
    }
    names
}

/// Greek letters stay as they are; Python reads the other forms of some as the plain ones.
fn identifier(id: &str) -> String {
    let allowed = |c: char| match c {
        'ϵ' => 'ε',
        'ϑ' => 'θ',
        'ϕ' => 'φ',
        'ϱ' => 'ρ',
        'µ' => 'μ',
        'Α'..='ω' if c.is_alphabetic() => c,
        c if c.is_ascii_alphanumeric() => c,
        _ => '_',
    };
    let name: String = id.chars().map(allowed).collect();
    if name.starts_with(|c: char| c.is_ascii_digit()) || name.is_empty() {
        return format!("_{name}");
    }
    name
}
