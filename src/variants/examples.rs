//! Examples to start from: inputs and settings of a variant, with a sentence on what to notice.

use crate::base::error::Result;
use crate::input::parse_matrix;
use crate::program::axis::Letter;
use crate::program::graph::Graph;
use crate::program::param::{Param, Setting};
use crate::program::tensor::Tensor;
use crate::request::nested::{Cell, Nested};
use crate::request::run::{Request, plain_form, run};
use crate::variants::Variant;

/// A state of a variant that is worth opening.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// What links call it.
    pub id: &'static str,
    /// The problem of the homework that it belongs to, if it belongs to one.
    pub homework: Option<u8>,
    pub title: &'static str,
    /// What there is to see, in a sentence or two.
    pub notice: &'static str,
    /// By name, in any format that a person may paste; the others are the variant's own.
    pub inputs: &'static [(&'static str, &'static str)],
    /// By name, each with the word or the number that a request would have.
    pub params: &'static [(&'static str, &'static str)],
    /// Where there are sizes, the inputs that are not given are numbers by chance.
    pub sizes: &'static [(Letter, usize)],
    /// Which numbers by chance.
    pub seed: u32,
    /// Whether the backward pass is part of it.
    pub gradients: bool,
}

impl Example {
    /// A variant as it opens.
    #[must_use]
    pub const fn new(id: &'static str, title: &'static str, notice: &'static str) -> Self {
        Self {
            id,
            homework: None,
            title,
            notice,
            inputs: &[],
            params: &[],
            sizes: &[],
            seed: 0,
            gradients: false,
        }
    }

    /// The same as part of a problem of the homework.
    #[must_use]
    pub const fn homework(self, problem: u8) -> Self {
        Self { homework: Some(problem), ..self }
    }

    /// What it asks of its variant.
    ///
    /// # Errors
    /// What is wrong with the text of an input.
    pub fn request(&self, variant: &Variant) -> Result<Request> {
        let mut request = Request {
            sizes: self.sizes.iter().copied().collect(),
            seed: self.seed,
            gradients: self.gradients,
            params: self.settings(variant),
            ..Request::default()
        };
        for (name, text) in self.inputs {
            request.inputs.insert((*name).to_owned(), matrix(text)?);
        }
        Ok(request)
    }

    /// Its parameters as values.
    fn settings(&self, variant: &Variant) -> std::collections::BTreeMap<String, Setting> {
        let known = |name: &str| variant.params.iter().find(|param| param.name == name);
        let set = |(name, word): &(&str, &str)| {
            let value = known(name)
                .map_or_else(|| Setting::Word((*word).to_owned()), |param| setting(param, word));
            ((*name).to_owned(), value)
        };
        self.params.iter().map(set).collect()
    }
}

/// The examples of a variant: first the one that it opens with.
pub fn of(variant: &Variant) -> impl Iterator<Item = &Example> {
    let more = MORE.iter().filter(|(id, _)| *id == variant.id);
    std::iter::once(&variant.example).chain(more.map(|(_, example)| example))
}

/// A variant in small: its weights on a handful of numbers by chance, the same for all that take the
/// same inputs, so that the pictures can be compared. Weights that it never forms are those of its
/// plain form; where there are none at all it is the output.
///
/// # Errors
/// What the program refuses.
pub fn thumbnail(variant: &Variant) -> Result<Tensor> {
    const SIZES: [(Letter, usize); 3] = [('i', 5), ('j', 5), ('n', 4)];
    const SEED: u32 = 4;
    let letters = variant.letters();
    let sizes = SIZES.into_iter().filter(|(letter, _)| letters.contains(letter)).collect();
    let trace = run(variant, &Request { sizes, seed: SEED, ..Request::default() })?;
    let weights = |graph: &Graph, values: &[Tensor]| {
        graph.find("weights").ok().map(|step| values[step.0].clone())
    };
    let plain = || plain_form(variant, &trace.settings, &trace.graph, &trace.values);
    Ok(weights(&trace.graph, &trace.values)
        .or_else(|| plain().and_then(|(graph, values)| weights(&graph, &values)))
        .unwrap_or_else(|| trace.values[trace.graph.output.0].clone()))
}

fn setting(param: &Param, word: &str) -> Setting {
    let choice = param.choices().iter().find(|choice| choice.word == word);
    choice.map_or_else(
        || word.parse().map_or_else(|_| Setting::Word(word.to_owned()), Setting::Number),
        |choice| param.setting(choice),
    )
}

fn matrix(text: &str) -> Result<Nested> {
    let grid = parse_matrix(text)?.grid;
    let cell = |number: &f64| Nested::Cell(Cell::Number(*number));
    let rows = grid.values.chunks(grid.columns);
    Ok(Nested::List(rows.map(|row| Nested::List(row.iter().map(cell).collect())).collect()))
}

/// The numbers of homework 2 (a), at two queries more.
const THREE_QUERIES: (&str, &str) = ("q", "[[1, 1, 2], [2, 0, 0], [0, 1, 0]]");

/// Beside those that variants open with, by the variant's id.
const MORE: &[(&str, Example)] = &[
    (
        "scaled-dot-product",
        Example {
            params: &[("scale", "false")],
            sizes: &[('i', 4), ('j', 6), ('d', 16), ('m', 2)],
            seed: 1,
            ..Example::new("1-scale", "Homework 1 (c), without the scale", "The scores run from −12.8 to 9.8, and one key takes most of each row. Set the scale to 1/√d and the rows even out.").homework(1)
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
            ..Example::new("tie", "A tie", "Keys 2 and 3 both score 11. The first of them wins, and key 3 counts for nothing.")
        },
    ),
    (
        "scaled-dot-product",
        Example {
            params: &[("causal", "true")],
            sizes: &[('i', 4), ('j', 4), ('d', 3), ('m', 3)],
            ..Example::new("causal", "A causal mask", "Above the diagonal the weights are exactly 0. Query 1 reads key 1 alone, so its output is value 1.")
        },
    ),
    (
        "scaled-dot-product",
        Example {
            inputs: &[THREE_QUERIES, ("mask", "[[1, 1, 1, 1], [0, 0, 0, 0], [1, 0, 1, 0]]")],
            ..Example::new("masked-row", "A query that may read nothing", "Query 2 may read no key, and its output is 0 rather than 0/0. Set the masked score to −10⁹ and it becomes the average of all values.")
        },
    ),
];
