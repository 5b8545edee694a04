//! One row of one head, step by step: from a query and every key to the row of the output.

use crate::error::Result;
use crate::files::config::Family;
use crate::kernels::matmul::{self, Factor, matmul};

use super::forward::Run;
use super::weights::Network;

/// What a head did for one query; j counts keys, d the width of the head, m that of its values.
#[derive(Debug)]
pub struct Row {
    /// q times k, number by number: a row a key.
    pub products: Vec<f32>,
    /// Their sums.
    pub dots: Vec<f32>,
    /// What the sums are multiplied by.
    pub scale: f32,
    pub scaled: Vec<f32>,
    /// −∞ for a key that the query may not read.
    pub masked: Vec<f32>,
    pub weights: Vec<f32>,
    /// Weights times values: a row a key.
    pub weighted: Vec<f32>,
    /// Their sum.
    pub output: Vec<f32>,
}

impl Network {
    /// The row of one query of a head.
    ///
    /// # Errors
    /// `range` for a head or a position that is not there.
    pub fn row(&self, run: &Run, layer: usize, head: usize, query: usize) -> Result<Row> {
        self.check_head("head", [layer, head])?;
        self.check_position(run, query)?;
        let (tokens, each) = (run.ids.len(), self.config.head_width());
        let layer_run = &run.layers[layer];
        let table = |width: usize| head * tokens * width..(head + 1) * tokens * width;
        let row = |width: usize| query * width..(query + 1) * width;
        let q = &layer_run.q[table(each)][row(each)];
        let (k, v) = (&layer_run.k[table(each)], &layer_run.v[table(each)]);
        let weights = layer_run.weights[table(tokens)][row(tokens)].to_vec();
        let output = layer_run.output[table(each)][row(each)].to_vec();
        let products = k.chunks_exact(each).flat_map(|key| q.iter().zip(key).map(|(q, k)| q * k));
        let scale = self.config.scale(layer);
        let scores = |scale: f32| {
            let mut row = vec![0.0; tokens];
            let space = &mut matmul::Workspace::default();
            matmul(q, Factor::Transposed(k), scale, &mut row, [1, each, tokens], space);
            row
        };
        let scaled = scores(scale);
        let mut masked = scaled.clone();
        if self.config.family == Family::Gpt2 {
            masked[query + 1..].fill(f32::NEG_INFINITY);
        }
        let weighted: Vec<f32> = v
            .chunks_exact(each)
            .zip(&weights)
            .flat_map(|(value, weight)| value.iter().map(move |cell| weight * cell))
            .collect();
        Ok(Row {
            products: products.collect(),
            dots: scores(1.0),
            scale,
            scaled,
            masked,
            weights,
            weighted,
            output,
        })
    }
}
