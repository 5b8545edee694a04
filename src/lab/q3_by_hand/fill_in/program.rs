//! The program with its holes filled, executed on tensors of given sizes as PyTorch would.

use std::collections::BTreeMap;

use ndarray::{ArrayD, Axis, Dimension, IxDyn};

use super::expression::{Names, evaluate};
pub use super::listing::PROGRAM;
use super::listing::line_of;
use super::stop::{Misfit, Stop};
use super::words::{self, Function};
use crate::base::chance::Chance;
use crate::base::sizes::size_text;

/// The sizes of one execution: all different, so that nothing fits by accident.
#[derive(Debug, Clone, Copy)]
pub struct Sizes {
    pub batch: usize,
    pub queries: usize,
    pub keys: usize,
    pub heads: usize,
    pub width: usize,
}

impl Sizes {
    /// The width of all heads.
    #[must_use]
    pub fn model(self) -> usize {
        self.heads * self.width
    }
}

type Run<T> = Result<T, Stop>;
/// A tensor of torch, by the places of its axes.
pub type Array = ArrayD<f64>;

/// The fillings of all holes, by name, on tensors of these sizes.
pub struct Execution<'a> {
    pub holes: &'a BTreeMap<&'static str, String>,
    pub sizes: Sizes,
    pub seed: u32,
    /// Whether it stops where Python or PyTorch does, and not only where a size does not fit.
    pub strict: bool,
}

/// What an execution gives.
pub struct Outcome {
    pub output: Array,
    /// Whether the tensor that `combine_heads` views lies in memory as `view` needs it.
    pub is_contiguous: bool,
}

impl Execution<'_> {
    /// Runs the whole program on random numbers.
    ///
    /// # Errors
    /// The first line that stops, or the first hole that is not understood.
    pub fn run(&self) -> Run<Outcome> {
        let Sizes { batch, queries, keys, .. } = self.sizes;
        let model = self.sizes.model();
        let [q, k, v] = [(queries, 0), (keys, 1), (keys, 2)]
            .map(|(rows, stream)| self.chance(&[batch, rows, model], stream));
        let w_q = [model, model];
        let w_k = [model, self.size("a")?];
        let w_v = [self.size("b")?, self.size("v_out")?];
        let w_o = [self.size("o_in")?, self.size("c")?];
        let modules = [("W_q", w_q, 3), ("W_k", w_k, 4), ("W_v", w_v, 5), ("W_o", w_o, 6)];
        let project = |name: &str, place: usize, x: &Array, line: &str| {
            let (module, shape, stream) = modules[place];
            self.linear(name, module, x, shape, stream, line)
        };
        let q = self.split("Q", project("Q", 0, &q, "(self.W_q(Q))")?)?;
        let k = self.split("K", project("K", 1, &k, "(self.W_k(K))")?)?;
        let v = self.split("V", project("V", 2, &v, "(self.W_v(V))")?)?;

        let (joined, is_contiguous) = self.combine(self.attend(&q, &k, &v)?)?;
        let output = match words::module(&self.holes["h"])? {
            Some(place) => project("attn_output", place, &joined, "return self.{h}")?,
            None => joined,
        };
        let expected = [("positions", queries), ("features", model)];
        for (place, (axis, needed)) in expected.into_iter().enumerate() {
            let found = output.len_of(Axis(place + 1));
            if found != needed {
                let message = format!(
                    "The output has {found} {axis}, and the block’s input has {needed}: a \
                     residual connection could not add the two."
                );
                return Err(stop("return self.{h}", "output", axis, found, needed, message));
            }
        }
        Ok(Outcome { output, is_contiguous })
    }

    /// `scaled_dot_product_attention`.
    fn attend(&self, q: &Array, k: &Array, v: &Array) -> Run<Array> {
        let tensors = [("Q", q), ("K", k), ("V", v)];
        let (name, first) = tensors[words::tensor("d", &self.holes["d"])?];
        let mut turned = k.clone();
        turned.swap_axes(2, 3);
        let scores = matmul((name, first), ("K transposed", &turned), "attn_scores =")?;
        let scores = scores / (self.sizes.width as f64).sqrt();
        let probs = match words::function(&self.holes["e"])? {
            Function::AlongKeys(function) => {
                let mut probs = scores;
                probs.lanes_mut(Axis(3)).into_iter().for_each(function);
                probs
            }
            Function::DropsKeys(function) => scores.map_axis(Axis(3), function),
        };
        let (name, last) = tensors[words::tensor("f", &self.holes["f"])?];
        matmul(("attn_probs", &probs), (name, last), "return torch.matmul")
    }

    /// `combine_heads`, and whether what it views lies together in memory.
    fn combine(&self, mut joined: Array) -> Run<(Array, bool)> {
        let shape = joined.shape().to_vec();
        joined.swap_axes(1, 2);
        let is_contiguous = joined.is_standard_layout();
        let (heads, width) = (joined.len_of(Axis(2)), joined.len_of(Axis(3)));
        let rows = joined.len_of(Axis(1));
        let names = self.names(&[("seq_length", rows), ("d_k", width)], &shape);
        let asked = self.number("combine", &names)?;
        let model_out = inferred(asked, heads * width);
        if model_out != heads * width {
            let message = format!(
                "The heads lie side by side: {heads} heads of {width} features are {}, and \
                 combine_heads asks for {asked}.",
                heads * width
            );
            return Err(stop(
                "x.transpose(1, 2).",
                "attn_output",
                "features",
                heads * width,
                model_out,
                message,
            ));
        }
        if self.strict && self.holes["joined"] == "view" && !is_contiguous {
            return Err(refused("joined", words::VIEWED.to_owned()));
        }
        Ok((reshaped(&joined, &[self.sizes.batch, rows, model_out]), is_contiguous))
    }

    /// x Wᵀ, for a weight of so many features in and out.
    fn linear(
        &self,
        name: &str,
        module: &str,
        x: &Array,
        [inner, outer]: [usize; 2],
        stream: u64,
        line: &str,
    ) -> Run<Array> {
        let found = x.shape().last().copied().unwrap_or(1);
        if found != inner {
            let message = format!("{name} has {found} features, and {module} takes {inner}.");
            return Err(stop(line, name, "features", found, inner, message));
        }
        let weights = self.chance(&[outer, inner], stream);
        Ok(ArrayD::from_shape_fn(IxDyn(&[x.shape()[0], x.shape()[1], outer]), |at| {
            (0..inner).map(|d| x[[at[0], at[1], d]] * weights[[at[2], d]]).sum()
        }))
    }

    /// The width in heads, which then stand before the tokens.
    fn split(&self, name: &str, x: Array) -> Run<Array> {
        let [batch, rows, features] = [0, 1, 2].map(|axis| x.len_of(Axis(axis)));
        let names = self.names(&[("seq_length", rows), ("d_model", features)], x.shape());
        let heads = self.number("g", &names)?;
        let own =
            if name == "V" && self.holes.contains_key("split_v") { "split_v" } else { "split" };
        let width = self.number(own, &names)?;
        let (heads, width) = match (usize::try_from(heads), usize::try_from(width)) {
            (Ok(heads), Ok(width)) => (heads, width),
            (Ok(heads), Err(_)) => (heads, inferred(width, features / heads.max(1))),
            (Err(_), Ok(width)) => (inferred(heads, features / width.max(1)), width),
            (Err(_), Err(_)) => {
                let message = "Only one size of a view may be −1.".to_owned();
                return Err(Stop::Unclear { hole: "g", message });
            }
        };
        let whole = heads.saturating_mul(width);
        if whole != features {
            let message = format!(
                "{name} has {features} features here, and {heads} heads of {width} would be {whole}.",
            );
            return Err(stop("return x.view", name, "features", features, whole, message));
        }
        let mut x = reshaped(&x, &[batch, rows, heads, width]);
        x.swap_axes(1, 2);
        Ok(x)
    }

    /// A size in `__init__`, 1 or more.
    fn size(&self, hole: &'static str) -> Run<usize> {
        let number = self.number(hole, &self.names(&[("d_model", self.sizes.model())], &[]))?;
        usize::try_from(number).ok().filter(|size| (1..=4096).contains(size)).ok_or_else(|| {
            let message = format!("{number} is not a size: nn.Linear takes 1 feature or more.");
            Stop::Unclear { hole, message }
        })
    }

    fn number(&self, hole: &'static str, names: &Names) -> Run<i64> {
        let text = &self.holes[hole];
        let number = evaluate(text, names).map_err(|message| Stop::Unclear { hole, message })?;
        match words::remark(hole, text) {
            Some(message) if self.strict => Err(refused(hole, message)),
            _ => Ok(number),
        }
    }

    /// The names in scope: those of the module, those of a method with its tensor x, and the
    /// module's without `self.`, which [`words::remark`] has a word on.
    fn names(&self, local: &[(&'static str, usize)], x: &[usize]) -> Names {
        let Sizes { batch, heads, width, .. } = self.sizes;
        let module = [
            ("self.d_model", heads * width),
            ("self.num_heads", heads),
            ("self.d_k", width),
            ("d_model", heads * width),
            ("num_heads", heads),
            ("d_k", width),
        ];
        let method = (!x.is_empty()).then_some(("batch_size", batch));
        let all = module.into_iter().chain(method).chain(local.iter().copied());
        let sizes = all.map(|(name, size)| (name, i64::try_from(size).unwrap_or(i64::MAX)));
        Names { sizes: sizes.collect(), x: x.to_vec() }
    }

    /// Random numbers between −1 and 1; the same for the same seed and stream.
    #[must_use]
    pub fn chance(&self, shape: &[usize], stream: u64) -> Array {
        let mut chance = Chance::new(self.seed, stream);
        ArrayD::from_shape_fn(IxDyn(shape), |_| chance.whole(1000) / 1e3)
    }
}

/// The product of the last two axes, for each batch and head.
fn matmul((one, a): (&str, &Array), (two, b): (&str, &Array), line: &str) -> Run<Array> {
    let [inner, needed] = [a.shape().last().copied().unwrap_or(1), b.len_of(Axis(2))];
    if inner != needed || a.ndim() != b.ndim() {
        let message = format!(
            "{one} is {}, and {two} is {}: the last axis of the first has {inner}, the last but \
             one of the second has {needed}.",
            size_text(a.shape()),
            size_text(b.shape()),
        );
        return Err(stop(line, one, "last axis", inner, needed, message));
    }
    let shape = [a.len_of(Axis(0)), a.len_of(Axis(1)), a.len_of(Axis(2)), b.len_of(Axis(3))];
    Ok(ArrayD::from_shape_fn(IxDyn(&shape), |at| {
        let at = at.slice();
        (0..inner).map(|k| a[[at[0], at[1], at[2], k]] * b[[at[0], at[1], k, at[3]]]).sum()
    }))
}

/// The same numbers, row after row, under another shape of as many.
fn reshaped(x: &Array, shape: &[usize]) -> Array {
    let cells: Vec<f64> = x.iter().copied().collect();
    // Whoever calls has compared the counts.
    ArrayD::from_shape_vec(IxDyn(shape), cells).unwrap_or_else(|_| x.clone())
}

/// A size of a view, where −1 stands for whatever is left.
fn inferred(asked: i64, left: usize) -> usize {
    if asked == -1 { left } else { usize::try_from(asked).unwrap_or(0) }
}

fn stop(
    line: &str,
    tensor: &str,
    axis: &str,
    found: usize,
    needed: usize,
    message: String,
) -> Stop {
    let line = line_of(line);
    let (tensor, axis) = (tensor.to_owned(), axis.to_owned());
    Stop::Misfit(Misfit { line, tensor, axis, found, needed, message })
}

/// The line that a hole stands in; `split_v` is `split` for the values.
fn refused(hole: &str, message: String) -> Stop {
    Stop::Refused { line: line_of(&format!("{{{}}}", hole.trim_end_matches("_v"))), message }
}
