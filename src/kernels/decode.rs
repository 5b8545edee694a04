//! A step of decoding: one new query for each head reads a cache of keys and values.
//!
//! Every number of the cache is used once for each head that shares it, so the step is as fast as
//! memory can be read, and heads that share a cache share the reading: multi-head attention has a
//! cache for every head, multi-query attention one for all of them. A block of the cache is taken
//! once, and all of its heads read it before the next.

use super::exp::Powers;
use super::lanes::Lanes;
use super::pack::Rows;
use super::plain::largest;
use super::tile::{Line, WIDTH};

/// Positions of the cache that are read at once: so many that the reading of keys and then of values
/// is seldom broken off, and so few that all heads that share them find them near.
const BLOCK: usize = 256;

/// Lanes of sums that stay in registers.
const HELD: usize = 8;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Decode<'a> {
    pub heads: usize,
    /// Sets of keys and values, which divide the heads.
    pub sets: usize,
    pub keys: usize,
    pub width: usize,
    pub values: usize,
    pub q: &'a [f32],
    pub k: &'a [f32],
    pub v: &'a [f32],
    pub scale: f32,
}

/// Room to work in.
#[derive(Debug, Default)]
pub struct Room {
    q: Vec<f32>,
    scores: Vec<f32>,
    tops: Vec<f32>,
    totals: Vec<f32>,
}

/// out = softmax(scale · q Kᵀ) V for each head.
///
/// # Panics
/// Where a table is smaller than its sizes say.
pub fn decode(task: &Decode<'_>, out: &mut [f32], room: &mut Room) {
    let Decode { heads, sets, keys, width, values, .. } = *task;
    let out = &mut out[..heads * values];
    out.fill(0.0);
    room.q.clear();
    let scale = task.scale * core::f32::consts::LOG2_E;
    room.q.extend(task.q[..heads * width].iter().map(|cell| cell * scale));
    room.tops.clear();
    room.tops.resize(heads, f32::MIN);
    room.totals.clear();
    room.totals.resize(heads, 0.0);
    room.scores.resize(BLOCK, 0.0);
    let share = heads / sets;
    for set in 0..sets {
        let k = Rows::all(&task.k[set * keys * width..][..keys * width], width);
        let v = Rows::all(&task.v[set * keys * values..][..keys * values], values);
        for first in (0..keys).step_by(BLOCK) {
            let scores = &mut room.scores[..BLOCK.min(keys - first)];
            for head in set * share..(set + 1) * share {
                let out = &mut out[head * values..][..values];
                score(&room.q[head * width..][..width], k, first, scores);
                let factor = weigh(scores, &mut room.tops[head], &mut room.totals[head]);
                add(out, factor, scores, v, first);
            }
        }
    }
    for (out, total) in out.chunks_exact_mut(values.max(1)).zip(&room.totals) {
        for cell in out {
            *cell = if *total > 0.0 { *cell / total } else { 0.0 };
        }
    }
}

/// The products of a query with some keys, four keys at a time.
#[inline(never)]
fn score(q: &[f32], k: Rows<'_>, first: usize, scores: &mut [f32]) {
    if q.is_empty() {
        return scores.fill(0.0); // sums of nothing
    }
    let keys = &k.cells[first * q.len()..][..scores.len() * q.len()];
    let (fours, rest) = scores.as_chunks_mut::<4>();
    let (keys, last) = keys.split_at(fours.len() * 4 * q.len());
    for (scores, keys) in fours.iter_mut().zip(keys.chunks_exact(4 * q.len())) {
        *scores = products(q, core::array::from_fn(|key| &keys[key * q.len()..][..q.len()]));
    }
    for (score, key) in rest.iter_mut().zip(last.chunks_exact(q.len())) {
        [*score, ..] = products(q, [key; 4]);
    }
}

/// The products of a query with four keys, each with two sums on their way.
#[inline(always)]
fn products(q: &[f32], keys: [&[f32]; 4]) -> [f32; 4] {
    let (steps, rest) = q.as_chunks::<WIDTH>();
    let cells = keys.map(|key| &key.as_chunks::<WIDTH>().0[..steps.len()]);
    let mut sums = [[Lanes::zero(); 2]; 4];
    for step in 0..steps.len() {
        let [low, high] = Line(steps[step]).pair();
        for key in 0..4 {
            let cells = Line(cells[key][step]).pair();
            sums[key][0] = low.times_plus(cells[0], sums[key][0]);
            sums[key][1] = high.times_plus(cells[1], sums[key][1]);
        }
    }
    let [a, b, c, d] = Lanes::transposed(sums.map(|[low, high]| low.plus(high)));
    let mut sums = a.plus(b).plus(c.plus(d)).array();
    if !rest.is_empty() {
        for (sum, key) in sums.iter_mut().zip(keys) {
            let ends = rest.iter().zip(&key[q.len() - rest.len()..]);
            *sum += ends.map(|(q, k)| q * k).sum::<f32>();
        }
    }
    sums
}

/// Scores -> weights, as in [`super::softmax`]; returns what the sums so far are multiplied by.
#[inline(never)]
fn weigh(scores: &mut [f32], top: &mut f32, total: &mut f32) -> f32 {
    let before = *top;
    *top = largest(scores).max(before).ceil();
    let powers = Powers::new();
    let [factor, ..] = powers.of(Lanes::splat(before - *top)).array();
    let shift = Lanes::splat(*top);
    let (chunks, rest) = scores.as_chunks_mut::<4>();
    let mut sums = Lanes::zero();
    for chunk in chunks {
        let weights = powers.of(Lanes::new(*chunk).minus(shift));
        sums = sums.plus(weights);
        *chunk = weights.array();
    }
    *total = *total * factor + sums.sum();
    for score in rest {
        [*score, ..] = powers.of(Lanes::splat(*score).minus(shift)).array();
        *total += *score;
    }
    factor
}

/// out = factor · out + weights × values, some columns at a time.
fn add(out: &mut [f32], factor: f32, weights: &[f32], v: Rows<'_>, first: usize) {
    let values = &v.cells[first * v.width..][..weights.len() * v.width];
    let mut column = 0;
    while column + 4 * HELD <= out.len() {
        add_columns::<HELD>(&mut out[column..], factor, weights, values, v.width, column);
        column += 4 * HELD;
    }
    while column + 4 <= out.len() {
        add_columns::<1>(&mut out[column..], factor, weights, values, v.width, column);
        column += 4;
    }
    for column in column..out.len() {
        let cells = values.iter().skip(column).step_by(v.width);
        out[column] =
            weights.iter().zip(cells).fold(factor * out[column], |sum, (w, v)| sum + w * v);
    }
}

/// 4 · N columns, whose sums stay in registers.
#[inline(never)]
fn add_columns<const N: usize>(
    out: &mut [f32],
    factor: f32,
    weights: &[f32],
    values: &[f32],
    width: usize,
    column: usize,
) {
    let Some(out) = out.as_chunks_mut::<4>().0.first_chunk_mut::<N>() else { return };
    let factor = Lanes::splat(factor);
    let mut sums = out.map(|cells| Lanes::new(cells).times(factor));
    for (weight, row) in weights.iter().zip(values.chunks_exact(width)) {
        let Some(cells) = row[column..].as_chunks::<4>().0.first_chunk::<N>() else { return };
        let weight = Lanes::splat(*weight);
        for at in 0..N {
            sums[at] = weight.times_plus(Lanes::new(cells[at]), sums[at]);
        }
    }
    *out = sums.map(Lanes::array);
}
