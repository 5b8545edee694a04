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
use super::lanes::Lanes;
use super::pack::{Rows, across, back, columns_down, rows_across};
use super::tile::{Line, ROWS, WIDTH, accumulate, multiply};

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
    pub keep: Option<&'a [f32]>,
}

/// Room to work in, which a caller keeps from call to call.
#[derive(Debug, Default)]
pub struct Room {
    kept: Vec<usize>,
    keys: Vec<Line>,
    values: Vec<Line>,
    weights: Vec<Line>,
    groups: Vec<Group>,
}

/// Eight queries on their way through the keys.
#[derive(Debug, Default)]
struct Group {
    /// The queries, one a lane.
    q: Vec<Line>,
    /// The sums of weighted values so far, a line for each column.
    sums: Vec<Line>,
    /// The largest score so far, rounded up, and the sum of the weights.
    top: Line,
    total: Line,
}

/// out = softmax(scale · q kᵀ) v
///
/// # Panics
/// Where a table is smaller than its sizes say.
pub fn attention(task: &Attention<'_>, out: &mut [f32], room: &mut Room) {
    let Sizes { heads, queries, keys, width, values } = task.sizes;
    room.kept.clear();
    room.kept.extend((0..keys).filter(|key| task.keep.is_none_or(|keep| keep[*key] != 0.0)));
    for head in 0..heads {
        let table = |cells, rows, width| head_of(cells, head, rows, width);
        // A key that nobody reads is not packed: from here on it costs nothing.
        let (only, kept) = (Some(&*room.kept), room.kept.len());
        let scale = task.scale * core::f32::consts::LOG2_E;
        rows_across(Rows { only, ..table(task.k, keys, width) }, kept, scale, &mut room.keys);
        columns_down(Rows { only, ..table(task.v, keys, values) }, 0, kept, &mut room.values);
        let out = &mut out[head * queries * values..][..queries * values];
        one_head(task, table(task.q, queries, width), out, room);
    }
}

/// The table of one head.
#[must_use]
pub fn head_of(cells: &[f32], head: usize, rows: usize, width: usize) -> Rows<'_> {
    Rows::all(&cells[head * rows * width..][..rows * width], width)
}

fn one_head(task: &Attention<'_>, q: Rows<'_>, out: &mut [f32], room: &mut Room) {
    let Sizes { queries, width, values, .. } = task.sizes;
    let kept = room.kept.len();
    room.weights.resize(BLOCK, Line::ZERO);
    room.groups.resize_with(GROUPS, Group::default);
    for first in (0..queries).step_by(GROUPS * WIDTH) {
        let starts = (first..queries).step_by(WIDTH).take(GROUPS);
        for (start, group) in starts.clone().zip(&mut room.groups) {
            group.begin(q.eight(start, queries), width, values);
        }
        for block in (0..kept).step_by(BLOCK) {
            for (start, group) in starts.clone().zip(&mut room.groups) {
                let last = start + WIDTH - 1;
                let keys = &room.kept[block..kept.min(block + BLOCK)];
                // Blocks that none of these queries reads are passed over.
                let seen = keys.partition_point(|key| !task.causal || *key <= last);
                if seen == 0 {
                    continue;
                }
                // The last tile may have rows beyond the last key, which nobody reads.
                let scores = &mut room.weights[..seen.next_multiple_of(ROWS)];
                group.score(&room.keys[block / WIDTH * width..], scores);
                let weights = &mut scores[..seen];
                let hidden = if task.causal { start } else { usize::MAX };
                let hidden = Hidden { keys: &keys[..seen], above: hidden };
                hidden.fill(weights, f32::MIN);
                group.weigh(weights);
                hidden.fill(weights, 0.0);
                group.add(weights, &room.values[block..], kept);
            }
        }
        for (start, group) in starts.zip(&room.groups) {
            let out = &mut out[start * values..];
            back(&group.sums, group.shares(), WIDTH.min(queries - start), values, out);
        }
    }
}

/// The keys that come after some of eight queries.
struct Hidden<'a> {
    keys: &'a [usize],
    /// The first of the queries.
    above: usize,
}

impl Hidden<'_> {
    fn fill(&self, lines: &mut [Line], cell: f32) {
        for (key, line) in self.keys.iter().zip(lines).rev() {
            if *key <= self.above {
                break;
            }
            line.0[..WIDTH.min(key - self.above)].fill(cell);
        }
    }
}

impl Group {
    fn begin(&mut self, q: [&[f32]; WIDTH], width: usize, values: usize) {
        self.q.resize(width, Line::ZERO);
        across(q, 1.0, &mut self.q);
        self.sums.clear();
        self.sums.resize(values.next_multiple_of(ROWS), Line::ZERO);
        self.top = Line([f32::MIN; WIDTH]);
        self.total = Line::ZERO;
    }

    /// The scores of a block of keys, a line for each key.
    fn score(&self, keys: &[Line], scores: &mut [Line]) {
        let panels = keys.chunks_exact(self.q.len());
        for (scores, keys) in scores.chunks_mut(WIDTH).zip(panels) {
            multiply(scores, keys, &self.q);
        }
    }

    /// Scores -> weights of at most 1, and everything so far brought to the same measure.
    #[inline(never)]
    fn weigh(&mut self, scores: &mut [Line]) {
        let before = self.top.pair();
        let top = scores.iter().fold(before, |top, line| {
            let [low, high] = line.pair();
            [top[0].max(low), top[1].max(high)]
        });
        let top = top.map(Lanes::ceil);
        let powers = Powers::new();
        let mut total = [Lanes::zero(); 2];
        for line in scores {
            let [low, high] = line.pair();
            let weights = [powers.of(low.minus(top[0])), powers.of(high.minus(top[1]))];
            total = [total[0].plus(weights[0]), total[1].plus(weights[1])];
            *line = weights.into();
        }
        let [low, high] = self.total.pair();
        let factor = [powers.of(before[0].minus(top[0])), powers.of(before[1].minus(top[1]))];
        self.total =
            [low.times_plus(factor[0], total[0]), high.times_plus(factor[1], total[1])].into();
        self.top = top.into();
        if Line::from(factor) != Line([1.0; WIDTH]) {
            for sum in &mut self.sums {
                let [low, high] = sum.pair();
                *sum = [low.times(factor[0]), high.times(factor[1])].into();
            }
        }
    }

    /// The sums plus weights × values.
    fn add(&mut self, weights: &[Line], values: &[Line], keys: usize) {
        for (panel, sums) in self.sums.chunks_mut(WIDTH).enumerate() {
            accumulate(sums, &values[panel * keys..][..weights.len()], weights);
        }
    }

    /// 1 over each sum of weights, and 0 for a query that read no key.
    fn shares(&self) -> Line {
        Line(self.total.0.map(|total| if total > 0.0 { 1.0 / total } else { 0.0 }))
    }
}
