//! A step of decoding: one new query for each head reads a cache of keys and values.
//!
//! Every number of the cache is used once for each head that shares it, so the step is as fast as
//! memory can be read, and heads that share a cache share the reading: multi-head attention has a
//! cache for every head, multi-query attention one for all of them. A block of the cache is taken
//! once, and all of its heads read it before the next.

use super::exp::Powers;
use super::f32x4::F32x4;
use super::pack::Rows;
use super::tile::{F32x8, WIDTH};
use super::unfused::largest;

/// Positions of the cache that are read at once: so many that the reading of keys and then of values
/// is seldom broken off, and so few that all heads that share them find them near.
const BLOCK: usize = 256;

/// Vectors of sums that stay in registers.
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

/// Memory to work in.
#[derive(Debug, Default)]
pub struct Workspace {
    q: Vec<f32>,
    scores: Vec<f32>,
    running_max: Vec<f32>,
    running_sum: Vec<f32>,
}

/// out = softmax(scale · q Kᵀ) V for each head.
///
/// # Panics
/// Where a table is smaller than its sizes say.
pub fn decode(task: &Decode<'_>, out: &mut [f32], workspace: &mut Workspace) {
    let Decode { heads, sets, keys, width, values, .. } = *task;
    let out = &mut out[..heads * values];
    out.fill(0.0);
    workspace.q.clear();
    let scale = task.scale * core::f32::consts::LOG2_E;
    workspace.q.extend(task.q[..heads * width].iter().map(|cell| cell * scale));
    workspace.running_max.clear();
    workspace.running_max.resize(heads, f32::MIN);
    workspace.running_sum.clear();
    workspace.running_sum.resize(heads, 0.0);
    workspace.scores.resize(BLOCK, 0.0);
    let share = heads / sets;
    for set in 0..sets {
        let k = Rows::all(&task.k[set * keys * width..][..keys * width], width);
        let v = Rows::all(&task.v[set * keys * values..][..keys * values], values);
        for first in (0..keys).step_by(BLOCK) {
            let scores = &mut workspace.scores[..BLOCK.min(keys - first)];
            for head in set * share..(set + 1) * share {
                let out = &mut out[head * values..][..values];
                score(&workspace.q[head * width..][..width], k, first, scores);
                let factor = online_softmax_update(
                    scores,
                    &mut workspace.running_max[head],
                    &mut workspace.running_sum[head],
                );
                add(out, factor, scores, v, first);
            }
        }
    }
    for (out, total) in out.chunks_exact_mut(values.max(1)).zip(&workspace.running_sum) {
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
    let mut sums = [[F32x4::zero(); 2]; 4];
    for step in 0..steps.len() {
        let [low, high] = F32x8(steps[step]).pair();
        for key in 0..4 {
            let cells = F32x8(cells[key][step]).pair();
            sums[key][0] = low.fma(cells[0], sums[key][0]);
            sums[key][1] = high.fma(cells[1], sums[key][1]);
        }
    }
    let [a, b, c, d] = F32x4::transposed(sums.map(|[low, high]| low.plus(high)));
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
fn online_softmax_update(scores: &mut [f32], running_max: &mut f32, running_sum: &mut f32) -> f32 {
    let before = *running_max;
    *running_max = largest(scores).max(before).ceil();
    let powers = Powers::new();
    let [factor, ..] = powers.of(F32x4::splat(before - *running_max)).array();
    let shift = F32x4::splat(*running_max);
    let (chunks, rest) = scores.as_chunks_mut::<4>();
    let mut sums = F32x4::zero();
    for chunk in chunks {
        let weights = powers.of(F32x4::new(*chunk).minus(shift));
        sums = sums.plus(weights);
        *chunk = weights.array();
    }
    *running_sum = *running_sum * factor + sums.sum();
    for score in rest {
        [*score, ..] = powers.of(F32x4::splat(*score).minus(shift)).array();
        *running_sum += *score;
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
    let factor = F32x4::splat(factor);
    let mut sums = out.map(|cells| F32x4::new(cells).times(factor));
    for (weight, row) in weights.iter().zip(values.chunks_exact(width)) {
        let Some(cells) = row[column..].as_chunks::<4>().0.first_chunk::<N>() else { return };
        let weight = F32x4::splat(*weight);
        for at in 0..N {
            sums[at] = weight.fma(F32x4::new(cells[at]), sums[at]);
        }
    }
    *out = sums.map(F32x4::array);
}
