//! The forward pass, with everything that a head does along the way.

use crate::error::{Code, Error, Result};
use crate::files::config::Family;
use crate::kernels::matmul::{self, Factor, matmul};
use crate::kernels::softmax::{Attention, Sizes};
use crate::kernels::tile::F32x8;
use crate::kernels::unfused;
use crate::limits;

use super::weights::{Block, Head, Linear, Network};

/// What a layer computed. Tables of heads lie head after head, row after row.
#[derive(Debug, Default)]
pub struct LayerRun {
    /// The hidden state that came in, a row a token.
    pub input: Vec<f32>,
    pub q: Vec<f32>,
    pub k: Vec<f32>,
    pub v: Vec<f32>,
    pub weights: Vec<f32>,
    /// Weights times values; 0 for a head that is off.
    pub output: Vec<f32>,
}

/// A run of the network over some tokens.
#[derive(Debug)]
pub struct Run {
    pub ids: Vec<u32>,
    pub layers: Vec<LayerRun>,
    /// What the last layer hands on, before GPT-2's last norm.
    pub behind: Vec<f32>,
    /// The last hidden state.
    pub last: Vec<f32>,
}

/// What one head computed, tables of rows.
#[derive(Debug)]
pub struct HeadRun<'r> {
    pub q: &'r [f32],
    pub k: &'r [f32],
    pub v: &'r [f32],
    /// Scaled, and before the mask.
    pub scores: Vec<f32>,
    pub weights: &'r [f32],
    pub output: &'r [f32],
}

/// Memory to work in.
#[derive(Debug, Default)]
pub struct Workspace {
    pub left: Vec<F32x8>,
    pub matmul: matmul::Workspace,
}

/// A refusal that names a range.
fn out_of_range(field: &str, found: usize, count: usize, what: &str) -> Error {
    let cause = format!("There is no {what} {found}: there are {count}, counted from 0.");
    let error = Error::new(Code::Range, field, cause);
    let error = error.differs(format!("0 to {}", count.saturating_sub(1)), found);
    error.hint(format!("Take a {what} below {count}."))
}

impl Network {
    /// # Errors
    /// `range` for a head that is not there.
    pub fn check_head(&self, field: &str, [layer, head]: [usize; 2]) -> Result<()> {
        if layer >= self.config.layers {
            return Err(out_of_range(field, layer, self.config.layers, "layer"));
        }
        if head >= self.config.heads {
            return Err(out_of_range(field, head, self.config.heads, "head"));
        }
        Ok(())
    }

    /// Bytes that a run over so many tokens keeps.
    #[must_use]
    fn run_bytes(&self, tokens: usize) -> u64 {
        let config = &self.config;
        let (n, width) = (tokens as u64, config.width as u64);
        let layer = 5 * n * width + n * n * config.heads as u64;
        4 * (layer * config.layers as u64 + n * (6 * width + config.inner as u64))
    }

    fn check(&self, ids: &[u32], segments: &[u32], off: &[[usize; 2]]) -> Result<()> {
        let config = &self.config;
        if ids.is_empty() {
            let error = Error::new(Code::NoTokens, "text", "The text has no tokens.");
            return Err(error.hint("Type a word."));
        }
        if ids.len() > config.positions {
            let cause = format!(
                "The text has {} tokens, and the network has {} positions.",
                ids.len(),
                config.positions
            );
            let error = Error::new(Code::TooManyTokens, "text", cause);
            let error = error.differs(config.positions, ids.len());
            return Err(error.hint("Shorten the text."));
        }
        if let Some(id) = ids.iter().find(|id| **id as usize >= config.vocabulary) {
            return Err(out_of_range("ids", *id as usize, config.vocabulary, "token"));
        }
        if config.family == Family::Bert {
            if !segments.is_empty() && segments.len() != ids.len() {
                let cause =
                    format!("There are {} segments and {} tokens.", segments.len(), ids.len());
                let error = Error::new(Code::BadRequest, "segments", cause);
                return Err(error
                    .differs(ids.len(), segments.len())
                    .hint("Give each token its segment."));
            }
            if let Some(segment) =
                segments.iter().find(|segment| **segment as usize >= config.segments)
            {
                return Err(out_of_range(
                    "segments",
                    *segment as usize,
                    config.segments,
                    "segment",
                ));
            }
        }
        for head in off {
            self.check_head("ablate", *head)?;
        }
        let bytes = self.run_bytes(ids.len());
        if bytes > limits::RUN_BYTES {
            let cause = format!(
                "{} tokens need {}, the limit is {}.",
                ids.len(),
                limits::bytes(bytes),
                limits::bytes(limits::RUN_BYTES)
            );
            return Err(Error::new(Code::TooLarge, "text", cause).hint("Shorten the text."));
        }
        Ok(())
    }

    /// Runs the network. Segments that are none are 0; only BERT has embeddings for them. The output
    /// of each head in `off` is 0.
    ///
    /// # Errors
    /// `no-tokens`, `too-many-tokens`, `too-large`, and `range` for what is not there.
    pub fn run(&self, ids: &[u32], segments: &[u32], off: &[[usize; 2]]) -> Result<Run> {
        self.check(ids, segments, off)?;
        let space = &mut Workspace::default();
        let mut hidden = self.embed(ids, segments);
        let mut layers = Vec::with_capacity(self.blocks.len());
        for (layer, block) in self.blocks.iter().enumerate() {
            let is_off = |head: usize| off.contains(&[layer, head]);
            let (run, next) = self.layer(layer, block, hidden, is_off, space);
            layers.push(run);
            hidden = next;
        }
        let last = match self.config.family {
            Family::Gpt2 => self.normed(&self.norm, &hidden),
            Family::Bert => hidden.clone(),
        };
        Ok(Run { ids: ids.to_vec(), layers, behind: hidden, last })
    }

    /// Token, position and segment together.
    fn embed(&self, ids: &[u32], segments: &[u32]) -> Vec<f32> {
        let width = self.config.width;
        let mut hidden = Vec::with_capacity(ids.len() * width);
        for (position, id) in ids.iter().enumerate() {
            let place = &self.positions[position * width..][..width];
            hidden.extend(
                self.tokens.row(*id as usize).zip(place).map(|(token, place)| token + place),
            );
        }
        if self.config.family == Family::Gpt2 {
            return hidden;
        }
        for (at, cells) in hidden.chunks_exact_mut(width).enumerate() {
            let segment = segments.get(at).map_or(0, |segment| *segment as usize);
            let kind = &self.segments[segment * width..][..width];
            cells.iter_mut().zip(kind).for_each(|(cell, kind)| *cell += kind);
        }
        self.normed(&self.norm, &hidden)
    }

    pub(super) fn normed(&self, norm: &super::norm::Norm, x: &[f32]) -> Vec<f32> {
        let mut y = vec![0.0; x.len()];
        norm.apply(x, self.config.epsilon, &mut y);
        y
    }

    fn layer(
        &self,
        layer: usize,
        block: &Block,
        input: Vec<f32>,
        is_off: impl Fn(usize) -> bool,
        space: &mut Workspace,
    ) -> (LayerRun, Vec<f32>) {
        let is_first = self.config.family == Family::Gpt2;
        let mut run = if is_first {
            self.attention(layer, block, &self.normed(&block.norm, &input), space)
        } else {
            self.attention(layer, block, &input, space)
        };
        let cells = run.output.len() / self.config.heads;
        for (head, cells) in run.output.chunks_exact_mut(cells).enumerate() {
            if is_off(head) {
                cells.fill(0.0);
            }
        }
        let middle = self.middle(block, &input, &run.output, space);
        let next = if is_first {
            let (mut sum, inner) =
                self.feed_forward(block, &self.normed(&block.inner_norm, &middle), space);
            drop(inner);
            add(&mut sum, &middle);
            sum
        } else {
            let (mut sum, _) = self.feed_forward(block, &middle, space);
            add(&mut sum, &middle);
            self.normed(&block.inner_norm, &sum)
        };
        run.input = input;
        (run, next)
    }

    /// Queries, keys, values, weights and output of every head.
    fn attention(&self, layer: usize, block: &Block, x: &[f32], space: &mut Workspace) -> LayerRun {
        let (heads, width) = (self.config.heads, self.config.width);
        let (tokens, each) = (x.len() / width, self.config.head_width());
        let qkv = block.qkv.of(x, tokens, space);
        let part = |from: usize| {
            let mut cells = Vec::with_capacity(tokens * width);
            for head in 0..heads {
                for row in qkv.chunks_exact(3 * width) {
                    cells.extend_from_slice(&row[from + head * each..][..each]);
                }
            }
            cells
        };
        let (q, k, v) = (part(0), part(width), part(2 * width));
        let mut weights = vec![0.0; heads * tokens * tokens];
        let mut output = vec![0.0; tokens * width];
        let sizes = Sizes { heads, queries: tokens, keys: tokens, width: each, values: each };
        let (scale, causal) = (self.config.scale(layer), self.config.family == Family::Gpt2);
        let task = Attention { sizes, q: &q, k: &k, v: &v, scale, causal, key_mask: None };
        unfused::attention(&task, &mut weights, &mut output, &mut space.matmul);
        if causal {
            // The kernel's least power stands for the weight of what is masked: here it is 0.
            for table in weights.chunks_exact_mut(tokens * tokens) {
                for (query, row) in table.chunks_exact_mut(tokens).enumerate() {
                    row[query + 1..].fill(0.0);
                }
            }
        }
        LayerRun { input: Vec::new(), q, k, v, weights, output }
    }

    /// The hidden state between attention and the feed-forward network.
    pub(super) fn middle(
        &self,
        block: &Block,
        input: &[f32],
        output: &[f32],
        space: &mut Workspace,
    ) -> Vec<f32> {
        let sum = self.attended(block, input, output, space);
        match self.config.family {
            Family::Gpt2 => sum,
            Family::Bert => self.normed(&block.norm, &sum),
        }
    }

    /// The input of a layer plus what its heads add.
    pub(super) fn attended(
        &self,
        block: &Block,
        input: &[f32],
        output: &[f32],
        space: &mut Workspace,
    ) -> Vec<f32> {
        let tokens = input.len() / self.config.width;
        let mut sum = block.output.of(&self.side_by_side(output), tokens, space);
        add(&mut sum, input);
        sum
    }

    /// Tables of heads -> a row a token.
    pub(super) fn side_by_side(&self, heads: &[f32]) -> Vec<f32> {
        let (width, each) = (self.config.width, self.config.head_width());
        let tokens = heads.len() / width;
        let mut rows = vec![0.0; heads.len()];
        for (head, table) in heads.chunks_exact(tokens * each).enumerate() {
            for (row, cells) in rows.chunks_exact_mut(width).zip(table.chunks_exact(each)) {
                row[head * each..][..each].copy_from_slice(cells);
            }
        }
        rows
    }

    /// The feed-forward network, and its inner cells before the activation.
    pub(super) fn inner(&self, block: &Block, x: &[f32], space: &mut Workspace) -> Vec<f32> {
        block.inner.of(x, x.len() / self.config.width, space)
    }

    fn feed_forward(
        &self,
        block: &Block,
        x: &[f32],
        space: &mut Workspace,
    ) -> (Vec<f32>, Vec<f32>) {
        let mut inner = self.inner(block, x, space);
        self.config.activation.apply(&mut inner);
        (block.outer.of(&inner, x.len() / self.config.width, space), inner)
    }

    /// What one head of a run computed.
    ///
    /// # Errors
    /// `range` for a head that is not there.
    pub fn head<'r>(&self, run: &'r Run, layer: usize, head: usize) -> Result<HeadRun<'r>> {
        self.check_head("head", [layer, head])?;
        let layer_run = &run.layers[layer];
        let (tokens, each) = (run.ids.len(), self.config.head_width());
        let table =
            |cells: &'r [f32], width: usize| &cells[head * tokens * width..][..tokens * width];
        let (q, k) = (table(&layer_run.q, each), table(&layer_run.k, each));
        let mut scores = vec![0.0; tokens * tokens];
        let sizes = [tokens, each, tokens];
        let space = &mut matmul::Workspace::default();
        matmul(q, Factor::Transposed(k), self.config.scale(layer), &mut scores, sizes, space);
        Ok(HeadRun {
            q,
            k,
            v: table(&layer_run.v, each),
            scores,
            weights: table(&layer_run.weights, tokens),
            output: table(&layer_run.output, each),
        })
    }

    /// A hidden state: 0 are the embeddings, the last is what the output over tokens reads.
    ///
    /// # Errors
    /// `range` for one that is not there.
    pub fn hidden<'r>(&self, run: &'r Run, layer: usize) -> Result<&'r [f32]> {
        match run.layers.get(layer) {
            Some(layer) => Ok(&layer.input),
            None if layer == run.layers.len() => Ok(&run.last),
            None => Err(out_of_range("layer", layer, run.layers.len() + 1, "hidden state")),
        }
    }

    /// Logits of every token of the vocabulary, a row for each of some positions from `first` on;
    /// nothing where the network has no such output.
    #[must_use]
    pub fn logits(&self, run: &Run, first: usize, count: usize) -> Option<Vec<f32>> {
        let width = self.config.width;
        let space = &mut Workspace::default();
        let last = &run.last[first * width..][..count * width];
        let (table, bias, x) = match self.head.as_ref()? {
            Head::Causal { own } => (own, &[][..], last.to_vec()),
            Head::Masked { transform, norm, own, bias } => {
                let mut inner = transform.of(last, count, space);
                self.config.activation.apply(&mut inner);
                (own, &bias[..], self.normed(norm, &inner))
            }
        };
        let table = table.as_ref().unwrap_or(&self.tokens);
        let mut logits = vec![0.0; count * self.config.vocabulary];
        table.product(&x, count, bias, &mut logits, &mut space.left);
        Some(logits)
    }

    /// Checks a position of a run.
    ///
    /// # Errors
    /// `range` for one that is not there.
    pub fn check_position(&self, run: &Run, position: usize) -> Result<()> {
        if position < run.ids.len() {
            return Ok(());
        }
        Err(out_of_range("position", position, run.ids.len(), "position"))
    }

    /// Checks a token.
    ///
    /// # Errors
    /// `range` for one that is not there.
    pub fn check_token(&self, token: usize) -> Result<()> {
        if token < self.config.vocabulary {
            return Ok(());
        }
        Err(out_of_range("token", token, self.config.vocabulary, "token"))
    }
}

impl Linear {
    /// x W + b
    pub(super) fn of(&self, x: &[f32], rows: usize, space: &mut Workspace) -> Vec<f32> {
        let mut y = vec![0.0; rows * self.weight.outputs];
        self.weight.product(x, rows, &self.bias, &mut y, &mut space.left);
        y
    }
}

/// x = x + y
pub(super) fn add(x: &mut [f32], y: &[f32]) {
    x.iter_mut().zip(y).for_each(|(x, y)| *x += y);
}
