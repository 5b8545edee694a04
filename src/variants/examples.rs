//! Examples to start from, beside those that variants open with.

use crate::program::variant::{Example, Variant};

/// The examples of a variant: first the one that it opens with.
pub fn of<'v>(variant: &'v Variant<'_>) -> impl Iterator<Item = &'v Example> {
    let more = MORE.iter().filter(|(id, _)| *id == variant.id);
    std::iter::once(&variant.example).chain(more.map(|(_, example)| example))
}

/// The numbers of homework 2 (a), at two queries more.
const THREE_QUERIES: (&str, &str) = ("q", "[[1, 1, 2], [2, 0, 0], [0, 1, 0]]");

/// Beside those that variants open with, by the variant's id.
const MORE: &[(&str, Example)] = &[
    (
        "scaled-dot-product",
        Example {
            inputs: &[
                ("q", "[[2, 0, 0], [0, 2, 0], [2, 0, 1], [0, 2, 1]]"),
                ("k", "[[0, 0, 1], [2, 0, 0], [0, 2, 0], [0, 1, 1]]"),
                ("v", "[[0, 1], [4, 0], [1, 3], [-1, 2]]"),
            ],
            words: &["the", "cat", "sat", "down"],
            ..Example::new("words", "Four words", "The query of “sat” matches the key of “cat” best, so “cat” gets 0.69 of the weight of “sat”.")
        },
    ),
    (
        "scaled-dot-product",
        Example {
            params: &[("scale", "false")],
            sizes: &[('i', 4), ('j', 6), ('d', 16), ('m', 2)],
            seed: 1,
            ..Example::new("1-scale", "Homework 1 (c), without the scale", "The scores run from −12.8 to 9.8, and one key takes most of each row. Set the scale to 1/√d, and the weights spread over more keys.").homework(1)
        },
    ),
    (
        "argmax",
        Example {
            gradients: true,
            ..Example::new("2b", "Homework 2 (b), the gradients", "The gradients of q and of k are exactly 0: nothing says which key should have won. Only v learns.").homework(2)
        },
    ),
    (
        "scaled-dot-product",
        Example {
            gradients: true,
            ..Example::new("2b-softmax", "Homework 2 (b), through softmax", "The same numbers through softmax: the gradient of q is (−0.44, 0.34, 0.50), so there is something to learn.").homework(2)
        },
    ),
    (
        "multi-head",
        Example {
            sizes: &[('i', 3), ('d', 4), ('e', 4), ('u', 8)],
            ..Example::new("3b", "Homework 3 (b), wide values", "With w_v of 8 rows a head's value has width 4, and w_o needs 8 columns. The output is as wide as x again.").homework(3)
        },
    ),
    (
        "kernel",
        Example {
            params: &[("kernel", "quadratic")],
            ..Example::new("6-quadratic", "Homework 6, the quadratic kernel", "Query 1 and key 3 have (−1 + 1)² = 0: that key gets no weight. Nothing is ever negative.").homework(6)
        },
    ),
    (
        "kernel",
        Example {
            inputs: &[("k", "[[-1, 1], [-1, 2], [-1, -1]]")],
            params: &[("kernel", "quadratic")],
            ..Example::new("6-zero", "Homework 6 (a), a row of 0/0", "Query 1 has q·k = −1 with every key, so its similarities add up to 0. The row would be 0/0; it is set to 0.").homework(6)
        },
    ),
    (
        "argmax",
        Example {
            inputs: &[("k", "[[1, 2, 0], [0, 3, 4], [5, 0, 3], [0, 0, 1]]")],
            ..Example::new("tie", "A tie", "Keys 2 and 3 both score 11. The first of them wins, and key 3 gets no weight.")
        },
    ),
    (
        "scaled-dot-product",
        Example {
            params: &[("causal", "upper-left")],
            sizes: &[('i', 4), ('j', 4), ('d', 3), ('m', 3)],
            ..Example::new("causal", "A causal mask", "Above the diagonal the weights are exactly 0. Query 1 reads key 1 alone, so its output is value 1.")
        },
    ),
    (
        "scaled-dot-product",
        Example {
            inputs: &[THREE_QUERIES, ("mask", "[[1, 1, 1, 1], [0, 0, 0, 0], [1, 0, 1, 0]]")],
            ..Example::new("masked-row", "A query that may read nothing", "Query 2 may read no key, and its output is 0 rather than 0/0. Set the masked score to −10⁹, and the output becomes the average of all values.")
        },
    ),
];
