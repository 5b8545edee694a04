//! Causal linear attention by chunks: the state carries all earlier chunks, and inside a chunk every
//! query meets the keys up to its own.
//!
//! Token by token, as in a recurrent network, the state would be read and written once a token and
//! nothing would be used twice. Over a chunk the same sums are products of tables.

use super::linear::{Linear, Workspace as Shared, prepare};
use super::pack::{Rows, pack_all_cols, pack_all_rows};
use super::softmax::{Sizes, head_of};
use super::tile::{F32x8, ROWS, WIDTH, accumulate, multiply};

/// Tokens in a chunk.
const CHUNK: usize = 64;

/// Memory to work in.
#[derive(Debug, Default)]
pub struct Workspace {
    shared: Shared,
    keys: Vec<f32>,
    /// The chunk's keys in panels of eight.
    panels: Vec<F32x8>,
    weights: Vec<F32x8>,
}

/// outᵢ = φ(qᵢ) Σ φ(kⱼ) vⱼᵀ / φ(qᵢ) Σ φ(kⱼ), the sums over j ≤ i.
///
/// # Panics
/// Where a table is smaller than its sizes say, or queries and keys are not equally many.
pub fn attention(task: &Linear<'_>, out: &mut [f32], workspace: &mut Workspace) {
    let Sizes { heads, queries, keys, width, values } = task.sizes;
    assert!(queries == keys, "a causal sum has a query for each key");
    for head in 0..heads {
        let table = |cells, width| head_of(cells, head, keys, width);
        let (q, k, v) = (table(task.q, width), table(task.k, width), table(task.v, values));
        let out = &mut out[head * queries * values..][..queries * values];
        workspace.shared.state.begin(task.map, width, values);
        for first in (0..keys).step_by(CHUNK) {
            let count = CHUNK.min(keys - first);
            workspace.take(task, k, v, first, count);
            for start in (first..first + count).step_by(WIDTH) {
                let queries = WIDTH.min(first + count - start);
                let Shared { rows, readers, state, .. } = &mut workspace.shared;
                prepare(task.map, q, start, queries, rows);
                readers.begin(rows, queries, values);
                readers.read(task.map, width, state);
                workspace.inside(task, start - first, count);
                workspace.shared.readers.finish(queries, values, &mut out[start * values..]);
            }
            let Shared { values, state, .. } = &mut workspace.shared;
            state.add(task.map, width, &workspace.keys, values, count);
        }
    }
}

impl Workspace {
    /// Packs the keys and values of a chunk.
    fn take(&mut self, task: &Linear<'_>, k: Rows<'_>, v: Rows<'_>, first: usize, count: usize) {
        let each = prepare(task.map, k, first, count, &mut self.keys);
        pack_all_rows(Rows::all(&self.keys, each), count, 1.0, &mut self.panels);
        pack_all_cols(v, first, count, &mut self.shared.values);
        self.weights.resize(CHUNK, F32x8::ZERO);
    }

    /// Adds what eight queries read of their own chunk; `start` is the first of them in it.
    fn inside(&mut self, task: &Linear<'_>, start: usize, count: usize) {
        let Shared { readers, values, .. } = &mut self.shared;
        let seen = count.min(start + WIDTH);
        let weights = &mut self.weights[..seen.next_multiple_of(ROWS)];
        let panels = self.panels.chunks_exact(readers.q.len());
        for (weights, keys) in weights.chunks_mut(WIDTH).zip(panels) {
            multiply(weights, keys, &readers.q);
        }
        let weights = &mut weights[..seen];
        let mut total = readers.total.pair();
        for (key, weights) in weights.iter_mut().enumerate() {
            *weights = weights.pair().map(|products| task.map.similarity(products)).into();
            weights.0[..key.saturating_sub(start)].fill(0.0);
            let [low, high] = weights.pair();
            total = [total[0].plus(low), total[1].plus(high)];
        }
        readers.total = total.into();
        for (sums, values) in readers.sums.chunks_mut(WIDTH).zip(values.chunks_exact(count)) {
            accumulate(sums, &values[..seen], weights);
        }
    }
}
