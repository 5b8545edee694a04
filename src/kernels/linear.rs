//! Linear attention: the keys and values are summed up to one table, which every query reads.
//!
//! Both passes are products. The first, φ(K)ᵀ V, leaves the state as panels of eight columns, a line
//! for each feature; the second has these panels on its left and eight queries on its right. Nothing
//! has N² cells, and the features of a key exist for a block at a time only.

use super::f32x4::F32x4;
use super::features::{Four, Map};
use super::pack::{Rows, pack_all_cols, pack_cols, pack_rows, unpack};
use super::softmax::{Sizes, head_of};
use super::tile::{F32x8, WIDTH, accumulate};

/// Keys that are summed up at once.
const BLOCK: usize = 128;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Linear<'a> {
    pub sizes: Sizes,
    pub q: &'a [f32],
    pub k: &'a [f32],
    pub v: &'a [f32],
    pub map: Map,
}

/// Memory to work in.
#[derive(Debug, Default)]
pub struct Workspace {
    /// Prepared rows, one after another.
    pub(super) rows: Vec<f32>,
    pub(super) values: Vec<F32x8>,
    pub(super) readers: Readers,
    pub(super) state: State,
}

/// Σ φ(k) vᵀ and Σ φ(k) over the keys so far.
#[derive(Debug, Default)]
pub(super) struct State {
    features: usize,
    /// Panels of eight columns, a line for each feature.
    table: Vec<F32x8>,
    norm: Vec<f32>,
    /// Eight features of some keys.
    eight: Vec<F32x8>,
}

/// Eight queries that read the state.
#[derive(Debug, Default)]
pub(super) struct Readers {
    /// Prepared, a line for each cell.
    pub(super) q: Vec<F32x8>,
    features: Vec<F32x8>,
    /// Sums of weighted values, a line for each column, and the sums of the weights.
    pub(super) sums: Vec<F32x8>,
    pub(super) total: F32x8,
}

/// out = φ(q) (Σ φ(k) vᵀ) / φ(q) (Σ φ(k))
///
/// # Panics
/// Where a table is smaller than its sizes say.
pub fn attention(task: &Linear<'_>, out: &mut [f32], workspace: &mut Workspace) {
    let Sizes { heads, queries, keys, width, values } = task.sizes;
    for head in 0..heads {
        let table = |cells, rows, width| head_of(cells, head, rows, width);
        workspace.state.begin(task.map, width, values);
        let (k, v) = (table(task.k, keys, width), table(task.v, keys, values));
        for first in (0..keys).step_by(BLOCK) {
            let count = BLOCK.min(keys - first);
            prepare(task.map, k, first, count, &mut workspace.rows);
            pack_all_cols(v, first, count, &mut workspace.values);
            workspace.state.add(task.map, width, &workspace.rows, &workspace.values, count);
        }
        let q = table(task.q, queries, width);
        let out = &mut out[head * queries * values..][..queries * values];
        for first in (0..queries).step_by(WIDTH) {
            let count = WIDTH.min(queries - first);
            prepare(task.map, q, first, count, &mut workspace.rows);
            workspace.readers.begin(&workspace.rows, count, values);
            workspace.readers.read(task.map, width, &workspace.state);
            workspace.readers.finish(count, values, &mut out[first * values..]);
        }
    }
}

/// Some rows, prepared for the map, and how long each of them is then.
pub(super) fn prepare(
    map: Map,
    table: Rows<'_>,
    first: usize,
    count: usize,
    rows: &mut Vec<f32>,
) -> usize {
    let each = map.longer(table.width).next_multiple_of(4);
    rows.resize(count * each, 0.0);
    map.prepare((first..first + count).map(|row| table.row(row)), rows, each);
    each
}

impl State {
    pub(super) fn begin(&mut self, map: Map, width: usize, values: usize) {
        self.features = map.count(width);
        let panels = values.div_ceil(WIDTH);
        self.table.clear();
        self.table.resize(panels * self.features, F32x8::ZERO);
        self.norm.clear();
        self.norm.resize(self.features, 0.0);
    }

    /// Adds some keys with their values.
    pub(super) fn add(
        &mut self,
        map: Map,
        width: usize,
        rows: &[f32],
        values: &[F32x8],
        count: usize,
    ) {
        let each = rows.len() / count;
        let fours: Vec<Four> = map.fours(width).collect();
        self.eight.resize(count, F32x8::ZERO);
        for (first, fours) in (0..).step_by(WIDTH).zip(fours.chunks(2)) {
            if map.is_cell_by_cell() {
                pack_cols(Rows::all(rows, each), 0, first, &mut self.eight);
            } else {
                for (half, four) in fours.iter().enumerate() {
                    four.of_keys(rows, each, half, &mut self.eight);
                }
            }
            let norm = self.eight.iter().fold([F32x4::zero(); 2], |[one, two], key| {
                let [low, high] = key.pair();
                [one.plus(low), two.plus(high)]
            });
            for (sum, more) in self.norm[first..].iter_mut().zip(F32x8::from(norm).0) {
                *sum += more;
            }
            let tables = self.table.chunks_exact_mut(self.features);
            for (table, values) in tables.zip(values.chunks_exact(count)) {
                let end = self.features.min(first + WIDTH);
                accumulate(&mut table[first..end], &self.eight, values);
            }
        }
    }
}

impl Readers {
    /// Takes up to eight prepared queries.
    pub(super) fn begin(&mut self, rows: &[f32], count: usize, values: usize) {
        let longer = rows.len() / count;
        self.q.resize(longer, F32x8::ZERO);
        pack_rows(Rows::all(rows, longer).eight(0, count), 1.0, &mut self.q);
        self.sums.clear();
        self.sums.resize(values.next_multiple_of(WIDTH), F32x8::ZERO);
        self.total = F32x8::ZERO;
    }

    /// Adds what the state says to these queries.
    pub(super) fn read(&mut self, map: Map, width: usize, state: &State) {
        let features = if map.is_cell_by_cell() {
            &self.q
        } else {
            self.features.resize(state.features, F32x8::ZERO);
            for (four, features) in map.fours(width).zip(self.features.chunks_exact_mut(4)) {
                four.of_queries(&self.q, features);
            }
            &self.features
        };
        // Two sums for each query, of which none waits for the other.
        let mut totals = [self.total.pair(), [F32x4::zero(); 2]];
        for (features, norm) in features.chunks(2).zip(state.norm.chunks(2)) {
            for (total, (features, norm)) in totals.iter_mut().zip(features.iter().zip(norm)) {
                let ([low, high], norm) = (features.pair(), F32x4::splat(*norm));
                *total = [low.fma(norm, total[0]), high.fma(norm, total[1])];
            }
        }
        let [one, two] = totals;
        self.total = [one[0].plus(two[0]), one[1].plus(two[1])].into();
        let panels = state.table.chunks_exact(state.features.max(1));
        for (sums, panel) in self.sums.chunks_mut(WIDTH).zip(panels) {
            accumulate(sums, panel, features);
        }
    }

    /// Writes the rows of the output. A query without weights has the output 0.
    pub(super) fn finish(&self, count: usize, values: usize, out: &mut [f32]) {
        let normaliser = self.total.0.map(|total| if total == 0.0 { 0.0 } else { 1.0 / total });
        unpack(&self.sums, F32x8(normaliser), count, values, out);
    }
}
