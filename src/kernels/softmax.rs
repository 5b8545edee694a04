//! Softmax attention in one pass over the keys: no table of N × N scores ever exists.
//!
//! What a query must know about all of its scores fits in two running numbers, the largest score
//! and the sum of the weights (Milakov and Gimelshein 2018, arXiv:1805.02867; Dao et al. 2022,
//! arXiv:2205.14135). When a larger score comes, all that was summed up so far is made smaller by
//! the same factor. So eight queries and a block of keys make scores that stay in the nearest
//! cache, become weights there, meet their values, and are forgotten.
//!
//! A tile has a row for each of four keys and a column for each of eight queries. Then a query is
//! a lane: its largest score, its sum and its factor need no step across lanes. Scores are taken
//! to the base 2, and the largest is rounded up to a whole number, so that a factor is a power of
//! two: making smaller rounds nothing.

use super::exp::Powers;
use super::f32x4::F32x4;
use super::pack::{Rows, pack_all_cols, pack_all_rows, pack_rows, unpack};
use super::tile::{F32x8, ROWS, WIDTH, accumulate, multiply};

/// Keys whose scores with eight queries stay in the nearest cache.
const BLOCK: usize = 128;

/// Groups of eight queries that read a block of keys while it is near.
const GROUPS: usize = 12;

/// How large a problem is. Tables lie head after head, row after row.
#[derive(Debug, Clone, Copy)]
pub struct Sizes {
    pub heads: usize,
    pub queries: usize,
    pub keys: usize,
    /// Of a query and of a key.
    pub width: usize,
    /// Of a value.
    pub values: usize,
}

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Attention<'a> {
    pub sizes: Sizes,
    pub q: &'a [f32],
    pub k: &'a [f32],
    pub v: &'a [f32],
    /// What the products are multiplied by.
    pub scale: f32,
    /// Query i reads keys up to i.
    pub causal: bool,
    /// Which keys are read, 1 or 0, the same for all queries and heads.
    pub key_mask: Option<&'a [f32]>,
}

/// Memory to work in, which a caller keeps from call to call.
#[derive(Debug, Default)]
pub struct Workspace {
    unmasked: Vec<usize>,
    keys: Vec<F32x8>,
    values: Vec<F32x8>,
    weights: Vec<F32x8>,
    groups: Vec<Group>,
}

/// Eight queries on their way through the keys.
#[derive(Debug, Default)]
struct Group {
    /// The queries, one a lane.
    q: Vec<F32x8>,
    /// The sums of weighted values so far, a line for each column.
    sums: Vec<F32x8>,
    /// The largest score so far, rounded up.
    running_max: F32x8,
    /// The sum of the weights so far.
    running_sum: F32x8,
}

/// out = softmax(scale · q kᵀ) v
///
/// # Panics
/// Where a table is smaller than its sizes say.
pub fn attention(task: &Attention<'_>, out: &mut [f32], workspace: &mut Workspace) {
    let Sizes { heads, queries, keys, width, values } = task.sizes;
    workspace.unmasked.clear();
    workspace
        .unmasked
        .extend((0..keys).filter(|key| task.key_mask.is_none_or(|key_mask| key_mask[*key] != 0.0)));
    for head in 0..heads {
        let table = |cells, rows, width| head_of(cells, head, rows, width);
        // A key that nobody reads is not packed: from here on it costs nothing.
        let (indices, unmasked) = (Some(&*workspace.unmasked), workspace.unmasked.len());
        let scale = task.scale * core::f32::consts::LOG2_E;
        pack_all_rows(
            Rows { indices, ..table(task.k, keys, width) },
            unmasked,
            scale,
            &mut workspace.keys,
        );
        pack_all_cols(
            Rows { indices, ..table(task.v, keys, values) },
            0,
            unmasked,
            &mut workspace.values,
        );
        let out = &mut out[head * queries * values..][..queries * values];
        one_head(task, table(task.q, queries, width), out, workspace);
    }
}

/// The table of one head.
#[must_use]
pub fn head_of(cells: &[f32], head: usize, rows: usize, width: usize) -> Rows<'_> {
    Rows::all(&cells[head * rows * width..][..rows * width], width)
}

fn one_head(task: &Attention<'_>, q: Rows<'_>, out: &mut [f32], workspace: &mut Workspace) {
    let Sizes { queries, width, values, .. } = task.sizes;
    let unmasked = workspace.unmasked.len();
    workspace.weights.resize(BLOCK, F32x8::ZERO);
    workspace.groups.resize_with(GROUPS, Group::default);
    for first in (0..queries).step_by(GROUPS * WIDTH) {
        let starts = (first..queries).step_by(WIDTH).take(GROUPS);
        for (start, group) in starts.clone().zip(&mut workspace.groups) {
            group.begin(q.eight(start, queries), width, values);
        }
        for block in (0..unmasked).step_by(BLOCK) {
            for (start, group) in starts.clone().zip(&mut workspace.groups) {
                let last = start + WIDTH - 1;
                let keys = &workspace.unmasked[block..unmasked.min(block + BLOCK)];
                // Blocks that none of these queries reads are passed over.
                let seen = keys.partition_point(|key| !task.causal || *key <= last);
                if seen == 0 {
                    continue;
                }
                // The last tile may have rows beyond the last key, which nobody reads.
                let scores = &mut workspace.weights[..seen.next_multiple_of(ROWS)];
                group.score(&workspace.keys[block / WIDTH * width..], scores);
                let weights = &mut scores[..seen];
                let first_query = if task.causal { start } else { usize::MAX };
                let causal_mask = CausalMask { keys: &keys[..seen], first_query };
                causal_mask.fill(weights, f32::MIN);
                group.online_softmax_update(weights);
                causal_mask.fill(weights, 0.0);
                group.add(weights, &workspace.values[block..], unmasked);
            }
        }
        for (start, group) in starts.zip(&workspace.groups) {
            let out = &mut out[start * values..];
            unpack(&group.sums, group.normaliser(), WIDTH.min(queries - start), values, out);
        }
    }
}

/// The keys that come after some of eight queries.
struct CausalMask<'a> {
    keys: &'a [usize],
    /// The first of the queries; `usize::MAX` hides nothing.
    first_query: usize,
}

impl CausalMask<'_> {
    fn fill(&self, lines: &mut [F32x8], cell: f32) {
        for (key, line) in self.keys.iter().zip(lines).rev() {
            if *key <= self.first_query {
                break;
            }
            line.0[..WIDTH.min(key - self.first_query)].fill(cell);
        }
    }
}

impl Group {
    fn begin(&mut self, q: [&[f32]; WIDTH], width: usize, values: usize) {
        self.q.resize(width, F32x8::ZERO);
        pack_rows(q, 1.0, &mut self.q);
        self.sums.clear();
        self.sums.resize(values.next_multiple_of(ROWS), F32x8::ZERO);
        self.running_max = F32x8([f32::MIN; WIDTH]);
        self.running_sum = F32x8::ZERO;
    }

    /// The scores of a block of keys, a line for each key.
    fn score(&self, keys: &[F32x8], scores: &mut [F32x8]) {
        let panels = keys.chunks_exact(self.q.len());
        for (scores, keys) in scores.chunks_mut(WIDTH).zip(panels) {
            multiply(scores, keys, &self.q);
        }
    }

    /// Scores -> weights of at most 1, and everything so far brought to the same measure.
    #[inline(never)]
    fn online_softmax_update(&mut self, scores: &mut [F32x8]) {
        let before = self.running_max.pair();
        let max = scores.iter().fold(before, |max, line| {
            let [low, high] = line.pair();
            [max[0].max(low), max[1].max(high)]
        });
        let max = max.map(F32x4::ceil);
        let powers = Powers::new();
        let mut sum = [F32x4::zero(); 2];
        for line in scores {
            let [low, high] = line.pair();
            let weights = [powers.of(low.minus(max[0])), powers.of(high.minus(max[1]))];
            sum = [sum[0].plus(weights[0]), sum[1].plus(weights[1])];
            *line = weights.into();
        }
        let [low, high] = self.running_sum.pair();
        let factor = [powers.of(before[0].minus(max[0])), powers.of(before[1].minus(max[1]))];
        self.running_sum = [low.fma(factor[0], sum[0]), high.fma(factor[1], sum[1])].into();
        self.running_max = max.into();
        if F32x8::from(factor) != F32x8([1.0; WIDTH]) {
            for sum in &mut self.sums {
                let [low, high] = sum.pair();
                *sum = [low.times(factor[0]), high.times(factor[1])].into();
            }
        }
    }

    /// The sums plus weights × values.
    fn add(&mut self, weights: &[F32x8], values: &[F32x8], keys: usize) {
        for (panel, sums) in self.sums.chunks_mut(WIDTH).enumerate() {
            accumulate(sums, &values[panel * keys..][..weights.len()], weights);
        }
    }

    /// 1 over each sum of weights, and 0 for a query that read no key.
    fn normaliser(&self) -> F32x8 {
        F32x8(self.running_sum.0.map(|sum| if sum > 0.0 { 1.0 / sum } else { 0.0 }))
    }
}
