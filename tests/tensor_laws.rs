//! A tensor that is copied, printed or saved is read back bit by bit, for every input of the variants.
#![cfg(not(target_arch = "wasm32"))]

use attention_playground::input::parse_tensor;
use attention_playground::variants;
use proptest::prelude::*;

/// A tensor as its texts are: the sizes, and a text for each number.
struct Tensor {
    shape: Vec<usize>,
    cells: Vec<String>,
}

impl Tensor {
    fn matrices(&self) -> Vec<Vec<&[String]>> {
        let [.., rows, columns] = self.shape[..] else { return Vec::new() };
        self.cells.chunks(rows * columns).map(|table| table.chunks(columns).collect()).collect()
    }

    fn outer(&self) -> &[usize] {
        &self.shape[..self.shape.len() - 2]
    }

    /// The place of each matrix along the outer axes, counted from 1.
    fn places(&self) -> Vec<Vec<usize>> {
        let count: usize = self.outer().iter().product();
        let place = |mut at: usize| {
            let mut place: Vec<usize> = Vec::new();
            for size in self.outer().iter().rev() {
                place.insert(0, at % size + 1);
                at /= size;
            }
            place
        };
        (0..count).map(place).collect()
    }

    /// `b = 1, h = 2`, as the page names a view.
    fn names(&self) -> Vec<String> {
        let letters = ["b", "h"];
        let from = letters.len() - self.outer().len().min(2);
        let name = |place: Vec<usize>| {
            let axes = letters[from..].iter().zip(place);
            axes.map(|(letter, at)| format!("{letter} = {at}")).collect::<Vec<_>>().join(", ")
        };
        self.places().into_iter().map(name).collect()
    }

    /// Texts of the matrices one after another, as the page copies them: one empty line between two,
    /// and one more where a larger part ends.
    fn one_after_another(&self, write: impl Fn(&[&[String]], &str) -> String) -> String {
        let mut text = String::new();
        let (places, names) = (self.places(), self.names());
        for (at, matrix) in self.matrices().iter().enumerate() {
            if at > 0 {
                let changed = places[at].iter().zip(&places[at - 1]).position(|(a, b)| a != b);
                let lines = places[at].len() - changed.expect("every place is another") + 1;
                text.push_str(&"\n".repeat(lines));
            }
            text.push_str(&write(matrix, &names[at]));
        }
        text
    }

    /// Lists in lists, with what stands between two lists of each depth.
    fn lists(&self, gap: impl Fn(usize) -> String, comma: &str) -> String {
        fn list(
            tensor: &Tensor,
            axis: usize,
            start: usize,
            gap: &dyn Fn(usize) -> String,
            comma: &str,
        ) -> String {
            if axis == tensor.shape.len() {
                return tensor.cells[start].clone();
            }
            let inner: usize = tensor.shape[axis + 1..].iter().product();
            let parts: Vec<String> = (0..tensor.shape[axis])
                .map(|at| list(tensor, axis + 1, start + at * inner, gap, comma))
                .collect();
            let between = if axis + 1 == tensor.shape.len() { comma.to_owned() } else { gap(axis) };
            format!("[{}]", parts.join(&between))
        }
        list(self, 0, 0, &gap, comma)
    }
}

/// How a program writes a tensor.
type Writer = fn(&Tensor) -> String;

/// Every way in which a tensor leaves the page or another program.
const WRITERS: &[(&str, Writer)] = &[
    ("csv", |tensor| tensor.one_after_another(|rows, _| lines(rows, ","))),
    ("tsv", |tensor| tensor.one_after_another(|rows, _| lines(rows, "\t"))),
    ("latex", |tensor| {
        tensor.one_after_another(|rows, name| {
            let body: Vec<String> =
                rows.iter().map(|row| format!("  {}", row.join(" & "))).collect();
            let name = if name.is_empty() { String::new() } else { format!("% {name}\n") };
            format!("{name}\\begin{{bmatrix}}\n{}\n\\end{{bmatrix}}", body.join(" \\\\\n"))
        })
    }),
    ("markdown", |tensor| {
        tensor.one_after_another(|rows, name| {
            let head: Vec<String> = (1..=rows[0].len()).map(|at| format!("k = {at}")).collect();
            let body: Vec<String> = (1..)
                .zip(rows)
                .map(|(at, row)| format!("| j = {at} | {} |", row.join(" | ")))
                .collect();
            format!(
                "| {name} | {} |\n|---|{}\n{}",
                head.join(" | "),
                "---:|".repeat(rows[0].len()),
                body.join("\n")
            )
        })
    }),
    ("numpy program", |tensor| {
        format!(
            "k = np.array({})",
            tensor.lists(|axis| format!(",\n{}", " ".repeat(14 + axis)), ", ")
        )
    }),
    ("json", |tensor| tensor.lists(|_| ",".to_owned(), ",")),
    ("numpy print", |tensor| {
        let rank = tensor.shape.len();
        tensor
            .lists(|axis| format!("{}{}", "\n".repeat(rank - 1 - axis), " ".repeat(axis + 1)), "  ")
    }),
    ("array print", |tensor| {
        let rank = tensor.shape.len();
        let gap = |axis| format!(",{}{}", "\n".repeat(rank - 1 - axis), " ".repeat(axis + 7));
        format!("array({})", tensor.lists(gap, ", "))
    }),
    ("tensor print", |tensor| {
        let rank = tensor.shape.len();
        let gap = |axis| format!(",{}{}", "\n".repeat(rank - 1 - axis), " ".repeat(axis + 8));
        format!("tensor({}, dtype=torch.float64)", tensor.lists(gap, ", "))
    }),
];

fn lines(rows: &[&[String]], separator: &str) -> String {
    rows.iter().map(|row| row.join(separator)).collect::<Vec<_>>().join("\n")
}

/// The ranks of the inputs of all variants, and some sizes for each.
fn shapes() -> impl Strategy<Value = Vec<usize>> {
    let mut ranks: Vec<usize> = variants::ALL
        .iter()
        .flat_map(|variant| variant.inputs.iter().map(|input| input.axes.len()))
        .filter(|rank| *rank > 1)
        .collect();
    ranks.sort_unstable();
    ranks.dedup();
    prop::sample::select(ranks).prop_flat_map(|rank| proptest::collection::vec(1..4_usize, rank))
}

fn tensors() -> impl Strategy<Value = (Vec<usize>, Vec<f64>)> {
    let finite =
        proptest::num::f64::NORMAL | proptest::num::f64::SUBNORMAL | proptest::num::f64::ZERO;
    shapes().prop_flat_map(move |shape| {
        let count: usize = shape.iter().product();
        (Just(shape), proptest::collection::vec(finite, count))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_tensor_is_read_back_from_every_text((shape, values) in tensors()) {
        let cells = values.iter().map(|value| format!("{value:?}")).collect();
        let tensor = Tensor { shape: shape.clone(), cells };
        for (name, write) in WRITERS {
            // A column of LaTeX is a vector: alone it is read as one row, and said to be.
            if *name == "latex" && shape.len() == 2 && shape[1] == 1 {
                continue;
            }
            let text = write(&tensor);
            let read = parse_tensor(&text, shape.len())
                .map_err(|error| TestCaseError::fail(format!("{name}\n{text}\n{error}")))?;
            prop_assert_eq!(&read.shape, &shape, "{}\n{}", name, text);
            let bits = |values: &[f64]| values.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
            prop_assert_eq!(bits(&read.values), bits(&values), "{}\n{}", name, text);
        }
    }
}

#[test]
fn the_inputs_have_ranks_from_two_to_four() {
    let ranks = |rank: usize| {
        let inputs = variants::ALL.iter().flat_map(|variant| variant.inputs.iter());
        inputs.filter(|input| input.axes.len() == rank).count()
    };
    assert!(ranks(2) > 0 && ranks(3) > 0 && ranks(4) > 0);
}
