//! The gradient of one logit with respect to what one head computed.
//!
//! It goes back from the logit through the layers above the head. A run keeps what comes into each
//! layer and what its heads computed; the rest is computed again on the way.

use crate::error::{Code, Error, Result};
use crate::files::config::Family;
use crate::kernels::matmul::{Factor, matmul};

use super::forward::{LayerRun, Run, Workspace, add};
use super::weights::{Block, Head, Network};

/// The gradient with respect to each table of a head.
#[derive(Debug, Clone, PartialEq)]
pub struct HeadGradient {
    /// 0 where a query may not read a key.
    pub scores: Vec<f32>,
    /// What each weight would change if it alone moved, also those that the mask keeps at 0.
    pub weights: Vec<f32>,
    pub q: Vec<f32>,
    pub k: Vec<f32>,
    pub v: Vec<f32>,
}

impl Network {
    /// The gradient of the logit of `token` at `position`.
    ///
    /// # Errors
    /// `no-logits` for a network without an output over tokens, `range` for what is not there.
    pub fn gradient(
        &self,
        run: &Run,
        token: usize,
        position: usize,
        [layer, head]: [usize; 2],
    ) -> Result<HeadGradient> {
        self.check_head("head", [layer, head])?;
        self.check_position(run, position)?;
        self.check_token(token)?;
        let space = &mut Workspace::default();
        let Some(mut hidden) = self.at_the_end(run, token, position, space) else {
            let error = Error::new(Code::NoLogits, "of", "The network has no output over tokens.");
            return Err(error.hint("Take one with a language-model head."));
        };
        for above in (layer + 1..run.layers.len()).rev() {
            hidden = self.through_layer(run, above, &hidden, space);
        }
        let (block, layer_run) = (&self.blocks[layer], &run.layers[layer]);
        let (_, outputs) = self.to_heads(block, layer_run, &hidden, space);
        Ok(self.through_head(layer_run, layer, head, &outputs, space))
    }

    /// The gradient with respect to what the last layer hands on: one row of it is not 0.
    fn at_the_end(
        &self,
        run: &Run,
        token: usize,
        position: usize,
        space: &mut Workspace,
    ) -> Option<Vec<f32>> {
        let width = self.config.width;
        let epsilon = self.config.epsilon;
        let place = position * width..(position + 1) * width;
        let output = |own: &Option<super::matrix::Matrix>| {
            own.as_ref().unwrap_or(&self.tokens).row(token).collect::<Vec<f32>>()
        };
        let mut hidden = vec![0.0; run.last.len()];
        match self.head.as_ref()? {
            Head::Causal { own } => {
                let back = &mut hidden[place.clone()];
                self.norm.back(&run.behind[place], &output(own), epsilon, back);
            }
            Head::Masked { transform, norm, own, .. } => {
                let inner = transform.of(&run.last[place.clone()], 1, space);
                let mut active = inner.clone();
                self.config.activation.apply(&mut active);
                let mut back = vec![0.0; width];
                norm.back(&active, &output(own), epsilon, &mut back);
                self.slopes(&inner, &mut back);
                transform.weight.back(&back, 1, &mut hidden[place], &mut space.left);
            }
        }
        Some(hidden)
    }

    /// dy becomes dx, where y = f(x).
    fn slopes(&self, x: &[f32], dy: &mut [f32]) {
        dy.iter_mut().zip(x).for_each(|(dy, x)| *dy *= self.config.activation.slope(*x));
    }

    /// From what a layer hands on to the sum behind its attention, and to the outputs of its heads, a
    /// row a token.
    fn to_heads(
        &self,
        block: &Block,
        run: &LayerRun,
        next: &[f32],
        space: &mut Workspace,
    ) -> (Vec<f32>, Vec<f32>) {
        let epsilon = self.config.epsilon;
        let rows = next.len() / self.config.width;
        let attended = self.attended(block, &run.input, &run.output, space);
        let zeros = || vec![0.0; next.len()];
        let through_inner = |x: &[f32], dy: &[f32], space: &mut Workspace| {
            let inner = self.inner(block, x, space);
            let mut back = vec![0.0; inner.len()];
            block.outer.weight.back(dy, rows, &mut back, &mut space.left);
            self.slopes(&inner, &mut back);
            let mut dx = zeros();
            block.inner.weight.back(&back, rows, &mut dx, &mut space.left);
            dx
        };
        let sum = match self.config.family {
            Family::Gpt2 => {
                let x = self.normed(&block.inner_norm, &attended);
                let back = through_inner(&x, next, space);
                let mut sum = zeros();
                block.inner_norm.back(&attended, &back, epsilon, &mut sum);
                add(&mut sum, next);
                sum
            }
            Family::Bert => {
                let middle = self.normed(&block.norm, &attended);
                let mut inner = self.inner(block, &middle, space);
                self.config.activation.apply(&mut inner);
                let mut before = block.outer.of(&inner, rows, space);
                add(&mut before, &middle);
                let mut back = zeros();
                block.inner_norm.back(&before, next, epsilon, &mut back);
                let through = through_inner(&middle, &back, space);
                add(&mut back, &through);
                let mut sum = zeros();
                block.norm.back(&attended, &back, epsilon, &mut sum);
                sum
            }
        };
        let mut outputs = zeros();
        block.output.weight.back(&sum, rows, &mut outputs, &mut space.left);
        (sum, outputs)
    }

    /// From what a layer hands on to what came in.
    fn through_layer(
        &self,
        run: &Run,
        layer: usize,
        next: &[f32],
        space: &mut Workspace,
    ) -> Vec<f32> {
        let (block, layer_run) = (&self.blocks[layer], &run.layers[layer]);
        let (mut input, outputs) = self.to_heads(block, layer_run, next, space);
        let (width, each) = (self.config.width, self.config.head_width());
        let rows = next.len() / width;
        let mut qkv = vec![0.0; 3 * next.len()];
        for head in 0..self.config.heads {
            let gradient = self.through_head(layer_run, layer, head, &outputs, space);
            for (part, cells) in [gradient.q, gradient.k, gradient.v].iter().enumerate() {
                for (row, cells) in qkv.chunks_exact_mut(3 * width).zip(cells.chunks_exact(each)) {
                    row[part * width + head * each..][..each].copy_from_slice(cells);
                }
            }
        }
        let mut back = vec![0.0; next.len()];
        block.qkv.weight.back(&qkv, rows, &mut back, &mut space.left);
        if self.config.family == Family::Gpt2 {
            let mut through = vec![0.0; next.len()];
            block.norm.back(&layer_run.input, &back, self.config.epsilon, &mut through);
            back = through;
        }
        add(&mut input, &back);
        input
    }

    /// From the outputs of a layer's heads, a row a token, to what one of them computed.
    fn through_head(
        &self,
        run: &LayerRun,
        layer: usize,
        head: usize,
        outputs: &[f32],
        space: &mut Workspace,
    ) -> HeadGradient {
        let (width, each) = (self.config.width, self.config.head_width());
        let rows = outputs.len() / width;
        let table =
            |cells: &'_ [f32], width: usize| cells[head * rows * width..][..rows * width].to_vec();
        let [q, k, v] = [&run.q, &run.k, &run.v].map(|cells| table(cells, each));
        let given = table(&run.weights, rows);
        let output: Vec<f32> = outputs
            .chunks_exact(width)
            .flat_map(|row| &row[head * each..][..each])
            .copied()
            .collect();
        let mut product = |a: &[f32], b: Factor<'_>, scale: f32, sizes: [usize; 3]| {
            let mut c = vec![0.0; sizes[0] * sizes[2]];
            matmul(a, b, scale, &mut c, sizes, &mut space.matmul);
            c
        };
        let weights = product(&output, Factor::Transposed(&v), 1.0, [rows, each, rows]);
        let mut scores = vec![0.0; rows * rows];
        let lines = given.chunks_exact(rows).zip(weights.chunks_exact(rows));
        for ((given, slopes), scores) in lines.zip(scores.chunks_exact_mut(rows)) {
            // Through softmax, as `softmax_vjp` of src/read/grad.rs says it: w (g − Σ g w).
            let mean: f32 = given.iter().zip(slopes).map(|(weight, slope)| weight * slope).sum();
            for ((score, weight), slope) in scores.iter_mut().zip(given).zip(slopes) {
                *score = weight * (slope - mean);
            }
        }
        let scale = self.config.scale(layer);
        let turned = |cells: &[f32]| -> Vec<f32> {
            (0..rows)
                .flat_map(|column| (0..rows).map(move |row| (row, column)))
                .map(|(row, column)| cells[row * rows + column])
                .collect()
        };
        HeadGradient {
            q: product(&scores, Factor::Plain(&k), scale, [rows, rows, each]),
            k: product(&turned(&scores), Factor::Plain(&q), scale, [rows, rows, each]),
            v: product(&turned(&given), Factor::Plain(&output), 1.0, [rows, rows, each]),
            scores,
            weights,
        }
    }
}
