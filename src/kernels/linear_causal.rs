//! Causal linear attention by chunks: the state carries all earlier chunks, and inside a chunk every
//! query meets the keys up to its own.
//!
//! Token by token, as in a recurrent network, the state would be read and written once a token and
//! nothing would be used twice. Over a chunk the same sums are products of tables.

use super::lanes::Lanes;
use super::linear::{Linear, Room as Shared, pack_values, prepare};
use super::matmul::accumulate;
use super::pack::{Rows, across, down};
use super::softmax::{Sizes, head_of};
use super::tile::{COLUMNS, Left, ROWS, Right, product, store, zero};

/// Tokens in a chunk.
const CHUNK: usize = 64;

/// Room to work in.
#[derive(Debug, Default)]
pub struct Room {
    shared: Shared,
    keys: Vec<f32>,
    /// The chunk's keys in panels of four, and its values in panels of four columns.
    of_keys: Vec<Left>,
    of_values: Vec<Left>,
    weights: Vec<Right>,
}

/// outᵢ = φ(qᵢ) Σ φ(kⱼ) vⱼᵀ / φ(qᵢ) Σ φ(kⱼ), the sums over j ≤ i.
///
/// # Panics
/// Where a table is smaller than its sizes say, or queries and keys are not equally many.
pub fn attention(task: &Linear<'_>, out: &mut [f32], room: &mut Room) {
    let Sizes { heads, queries, keys, width, values } = task.sizes;
    assert!(queries == keys, "a causal sum has a query for each key");
    for head in 0..heads {
        let table = |cells, width| head_of(cells, head, keys, width);
        let (q, k, v) = (table(task.q, width), table(task.k, width), table(task.v, values));
        let out = &mut out[head * queries * values..][..queries * values];
        room.shared.state.begin(task.map, width, values);
        for first in (0..keys).step_by(CHUNK) {
            let count = CHUNK.min(keys - first);
            room.take(task, k, v, first, count);
            for start in (first..first + count).step_by(COLUMNS) {
                let queries = COLUMNS.min(first + count - start);
                let Shared { rows, readers, state, .. } = &mut room.shared;
                prepare(task.map, q, start, queries, rows);
                readers.begin(rows, queries, values);
                readers.read(task.map, width, state);
                room.inside(task, start - first, count);
                room.shared.readers.finish(queries, values, &mut out[start * values..]);
            }
            let Shared { values, state, .. } = &mut room.shared;
            state.add(task.map, width, &room.keys, values, count);
        }
    }
}

impl Room {
    /// Packs the keys and values of a chunk.
    fn take(&mut self, task: &Linear<'_>, k: Rows<'_>, v: Rows<'_>, first: usize, count: usize) {
        prepare(task.map, k, first, count, &mut self.keys);
        pack_values(v, first, count, &mut self.shared.values);
        let longer = self.keys.len() / count;
        let keys = Rows::all(&self.keys, longer);
        self.of_keys.resize(count.div_ceil(ROWS) * longer, Left::ZERO);
        let panels = self.of_keys.chunks_exact_mut(longer.max(1));
        for (key, panel) in (0..count).step_by(ROWS).zip(panels) {
            across(keys.some::<ROWS>(key, count), 1.0, panel);
        }
        self.of_values.resize(v.width.div_ceil(ROWS) * count, Left::ZERO);
        let panels = self.of_values.chunks_exact_mut(count);
        for (column, panel) in (0..v.width).step_by(ROWS).zip(panels) {
            down(v, first, column, panel);
        }
        self.weights.resize(CHUNK, Right::ZERO);
    }

    /// Adds what eight queries read of their own chunk; `start` is the first of them in it.
    fn inside(&mut self, task: &Linear<'_>, start: usize, count: usize) {
        let readers = &mut self.shared.readers;
        let seen = count.min(start + COLUMNS);
        let tiles = self.weights[..seen.next_multiple_of(ROWS)].as_chunks_mut::<ROWS>().0;
        for (tile, keys) in tiles.iter_mut().zip(self.of_keys.chunks_exact(readers.q.len())) {
            let products = product(zero(), keys, &readers.q);
            *tile = store(products.map(|row| row.map(|product| task.map.similarity(product))));
        }
        let weights = &mut self.weights[..seen];
        let mut total = readers.total.pair();
        for (key, weights) in weights.iter_mut().enumerate() {
            weights.0[..key.saturating_sub(start)].fill(0.0);
            let [low, high] = weights.pair();
            total = [Lanes::plus(total[0], low), Lanes::plus(total[1], high)];
        }
        readers.total = total.into();
        let sums = readers.sums.as_chunks_mut::<ROWS>().0.iter_mut();
        for (sums, values) in sums.zip(self.of_values.chunks_exact(count)) {
            accumulate(sums, &values[..weights.len()], weights);
        }
    }
}
