//! Linear attention: the keys and values are summed up to one table, which every query reads.
//!
//! Both passes are products: φ(K)ᵀ V with a tile of four features and eight columns, then the state
//! times φ(Q) with a tile of four columns and eight queries. The state is kept as the left operand
//! of the second. Nothing has N² cells, and the features of a key exist for a block at a time only.

use super::features::Map;
use super::lanes::Lanes;
use super::matmul::accumulate;
use super::pack::{Rows, across, back, down};
use super::softmax::{Sizes, head_of};
use super::tile::{COLUMNS, Left, ROWS, Right};

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

/// Room to work in.
#[derive(Debug, Default)]
pub struct Room {
    /// Prepared rows, one after another.
    pub(super) rows: Vec<f32>,
    pub(super) values: Vec<Right>,
    pub(super) readers: Readers,
    pub(super) state: State,
}

/// Σ φ(k) vᵀ and Σ φ(k) over the keys so far.
#[derive(Debug, Default)]
pub(super) struct State {
    features: usize,
    /// Panels of four columns, a step for each feature.
    table: Vec<Left>,
    norm: Vec<f32>,
    /// Four features of some keys.
    four: Vec<Left>,
}

/// Eight queries that read the state.
#[derive(Debug, Default)]
pub(super) struct Readers {
    /// Prepared, a line for each cell.
    pub(super) q: Vec<Right>,
    features: Vec<Right>,
    /// Sums of weighted values, a line for each column, and the sums of the weights.
    pub(super) sums: Vec<Right>,
    pub(super) total: Right,
}

/// out = φ(q) (Σ φ(k) vᵀ) / φ(q) (Σ φ(k))
///
/// # Panics
/// Where a table is smaller than its sizes say.
pub fn attention(task: &Linear<'_>, out: &mut [f32], room: &mut Room) {
    let Sizes { heads, queries, keys, width, values } = task.sizes;
    for head in 0..heads {
        let table = |cells, rows, width| head_of(cells, head, rows, width);
        room.state.begin(task.map, width, values);
        let (k, v) = (table(task.k, keys, width), table(task.v, keys, values));
        for first in (0..keys).step_by(BLOCK) {
            let count = BLOCK.min(keys - first);
            prepare(task.map, k, first, count, &mut room.rows);
            pack_values(v, first, count, &mut room.values);
            room.state.add(task.map, width, &room.rows, &room.values, count);
        }
        let q = table(task.q, queries, width);
        let out = &mut out[head * queries * values..][..queries * values];
        for first in (0..queries).step_by(COLUMNS) {
            let count = COLUMNS.min(queries - first);
            prepare(task.map, q, first, count, &mut room.rows);
            room.readers.begin(&room.rows, count, values);
            room.readers.read(task.map, width, &room.state);
            room.readers.finish(count, values, &mut out[first * values..]);
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

/// Panels of eight columns, a step for each of some rows.
pub(super) fn pack_values(v: Rows<'_>, first: usize, count: usize, panels: &mut Vec<Right>) {
    panels.resize(v.width.div_ceil(COLUMNS) * count, Right::ZERO);
    for (column, panel) in (0..v.width).step_by(COLUMNS).zip(panels.chunks_exact_mut(count)) {
        down(v, first, column, panel);
    }
}

impl State {
    pub(super) fn begin(&mut self, map: Map, width: usize, values: usize) {
        self.features = map.count(width);
        let panels = values.next_multiple_of(COLUMNS) / ROWS;
        self.table.clear();
        self.table.resize(panels * self.features, Left::ZERO);
        self.norm.clear();
        self.norm.resize(self.features, 0.0);
    }

    /// Adds some keys with their values.
    pub(super) fn add(
        &mut self,
        map: Map,
        width: usize,
        rows: &[f32],
        values: &[Right],
        count: usize,
    ) {
        let each = rows.len() / count;
        self.four.resize(count, Left::ZERO);
        for (at, four) in map.fours(width).enumerate() {
            if map.is_cell_by_cell() {
                down(Rows::all(rows, each), 0, 4 * at, &mut self.four);
            } else {
                four.of_keys(rows, each, &mut self.four);
            }
            let norm = self.four.iter().fold(Lanes::zero(), |sum, key| sum.plus(Lanes::new(key.0)));
            for (sum, more) in self.norm[4 * at..].iter_mut().zip(norm.array()) {
                *sum += more;
            }
            for (panel, values) in values.chunks_exact(count).enumerate() {
                self.add_tile(4 * at, panel, values);
            }
        }
    }

    /// Four features × eight columns.
    fn add_tile(&mut self, feature: usize, panel: usize, values: &[Right]) {
        let [low, high] = [0, 1].map(|half| (2 * panel + half) * self.features + feature);
        let mut sums = core::array::from_fn(|row| {
            let ([a, b, c, d], [e, f, g, h]) = (self.table[low + row].0, self.table[high + row].0);
            super::tile::Line([a, b, c, d, e, f, g, h])
        });
        accumulate(&mut sums, &self.four, values);
        for (row, sum) in sums.into_iter().enumerate() {
            let [left, right] = sum.pair();
            self.table[low + row] = left.into();
            self.table[high + row] = right.into();
        }
    }
}

impl Readers {
    /// Takes up to eight prepared queries.
    pub(super) fn begin(&mut self, rows: &[f32], count: usize, values: usize) {
        let longer = rows.len() / count;
        self.q.resize(longer, Right::ZERO);
        across(Rows::all(rows, longer).some(0, count), 1.0, &mut self.q);
        self.sums.clear();
        self.sums.resize(values.next_multiple_of(COLUMNS), Right::ZERO);
        self.total = Right::ZERO;
    }

    /// Adds what the state says to these queries.
    pub(super) fn read(&mut self, map: Map, width: usize, state: &State) {
        let features = if map.is_cell_by_cell() {
            &self.q
        } else {
            self.features.resize(state.features, Right::ZERO);
            for (four, features) in map.fours(width).zip(self.features.chunks_exact_mut(4)) {
                four.of_queries(&self.q, features);
            }
            &self.features
        };
        // Two sums for each query, of which none waits for the other.
        let mut totals = [self.total.pair(), [Lanes::zero(); 2]];
        for (features, norm) in features.chunks(2).zip(state.norm.chunks(2)) {
            for (total, (features, norm)) in totals.iter_mut().zip(features.iter().zip(norm)) {
                let ([low, high], norm) = (features.pair(), Lanes::splat(*norm));
                *total = [low.times_plus(norm, total[0]), high.times_plus(norm, total[1])];
            }
        }
        let [one, two] = totals;
        self.total = [one[0].plus(two[0]), one[1].plus(two[1])].into();
        let sums = self.sums.as_chunks_mut::<ROWS>().0;
        for (sums, panel) in sums.iter_mut().zip(state.table.chunks_exact(state.features.max(1))) {
            accumulate(sums, panel, features);
        }
    }

    /// Writes the rows of the output. A query without weights has the output 0.
    pub(super) fn finish(&self, count: usize, values: usize, out: &mut [f32]) {
        let share = self.total.0.map(|total| if total == 0.0 { 0.0 } else { 1.0 / total });
        back(&self.sums, super::tile::Line(share), count, values, out);
    }
}
