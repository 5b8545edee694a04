//! What JavaScript sees of the kernels: plain functions of numbers over one stretch of memory.
//!
//! The module owns a list of floats. JavaScript asks for room in it, writes tables there, one after
//! another, calls a kernel with their sizes, and reads the result behind them. So nothing here takes
//! an address, and each table is a part of the list that the sizes say: a wrong size ends the call
//! (the module traps) and touches nothing else.
//!
//! This is the only file of the kernels that has the word `unsafe`, as an attribute: it gives a
//! function a name of our choice in the module, which nothing else there has.
#![allow(unsafe_code, reason = "the attribute that keeps a function's name")]
#![allow(clippy::must_use_candidate, reason = "JavaScript is the only caller")]
#![allow(clippy::too_many_arguments, reason = "a WebAssembly function takes numbers only")]

use std::cell::RefCell;
use std::ops::{Deref, DerefMut};

use super::decode::{self, Decode};
use super::features::Map;
use super::linear::{self, Linear};
use super::matmul::{self, Factor};
use super::softmax::{self, Attention, Sizes};
use super::{exp, limit, linear_causal, numbers, unfused};

#[derive(Default)]
struct Arena {
    cells: Cells,
    matmul: matmul::Workspace,
    softmax: softmax::Workspace,
    linear: linear::Workspace,
    linear_causal: linear_causal::Workspace,
    decode: decode::Workspace,
}

thread_local! {
    static ARENA: RefCell<Arena> = RefCell::default();
}

/// The list of floats, which begins where a line of the cache does.
///
/// The kernels would not mind: they pack what they read. It is for whoever writes the tables. Some
/// processors (AMD Zen 4) copy 17 times slower to an address that is a few bytes further on in its
/// page than the source is in its own, and large arrays of JavaScript begin with a page.
#[derive(Default)]
struct Cells {
    all: Vec<f32>,
    before: usize,
}

/// Bytes of a line of the cache.
const LINE: usize = 64;

impl Cells {
    /// Room for so many, with what was there lost, or nothing where there is no such room.
    fn reserve(&mut self, floats: usize) -> Option<usize> {
        let all = floats.checked_add(LINE / size_of::<f32>())?;
        self.all.try_reserve_exact(all.saturating_sub(self.all.len())).ok()?;
        self.before = self.all.as_ptr().align_offset(LINE);
        self.all.resize(self.before + floats, 0.0);
        Some(self.as_ptr() as usize)
    }
}

impl Deref for Cells {
    type Target = [f32];

    fn deref(&self) -> &[f32] {
        &self.all[self.before..]
    }
}

impl DerefMut for Cells {
    fn deref_mut(&mut self) -> &mut [f32] {
        &mut self.all[self.before..]
    }
}

/// The tables with these sizes, one after another.
fn tables<const N: usize>(mut cells: &mut [f32], sizes: [usize; N]) -> [&mut [f32]; N] {
    sizes.map(|size| {
        let (table, rest) = std::mem::take(&mut cells).split_at_mut(size);
        cells = rest;
        table
    })
}

/// Makes room for `floats` numbers, which are then anything, and says where it is; 0 where there is
/// no such room.
#[cfg_attr(kernels_alone, unsafe(no_mangle))]
pub extern "C" fn reserve(floats: usize) -> usize {
    ARENA.with_borrow_mut(|arena| arena.cells.reserve(floats).unwrap_or(0))
}

/// Fills some of the numbers from a seed, with mean 0 and variance 1.
#[cfg_attr(kernels_alone, unsafe(no_mangle))]
pub extern "C" fn fill(from: usize, count: usize, seed: u32) {
    ARENA.with_borrow_mut(|arena| numbers::fill(&mut arena.cells[from..][..count], seed));
}

/// x: the first `count` numbers become eˣ.
#[cfg_attr(kernels_alone, unsafe(no_mangle))]
pub extern "C" fn exponentials(count: usize) {
    ARENA.with_borrow_mut(|arena| exp::exp(&mut arena.cells[..count]));
}

/// x: the rows become their softmax.
#[cfg_attr(kernels_alone, unsafe(no_mangle))]
pub extern "C" fn softmax_rows(rows: usize, width: usize) {
    ARENA.with_borrow_mut(|arena| unfused::softmax_rows(&mut arena.cells[..rows * width], width));
}

/// a, b, c: c = a b, or a bᵀ where b has a row for each column of c.
#[cfg_attr(kernels_alone, unsafe(no_mangle))]
pub extern "C" fn matrix_product(rows: usize, depth: usize, columns: usize, transposed: bool) {
    ARENA.with_borrow_mut(|Arena { cells, matmul: workspace, .. }| {
        let [a, b, c] = tables(cells, [rows * depth, depth * columns, rows * columns]);
        let b = if transposed { Factor::Transposed(b) } else { Factor::Plain(b) };
        matmul::matmul(a, b, 1.0, c, [rows, depth, columns], workspace);
    });
}

/// q, k, v, `key_mask`, out; `key_mask` has as many numbers as there are keys where it is `given`,
/// else none.
#[cfg_attr(kernels_alone, unsafe(no_mangle))]
pub extern "C" fn softmax_attention(
    heads: usize,
    queries: usize,
    keys: usize,
    width: usize,
    values: usize,
    scale: f32,
    causal: bool,
    given: bool,
) {
    let sizes = Sizes { heads, queries, keys, width, values };
    ARENA.with_borrow_mut(|Arena { cells, softmax: workspace, .. }| {
        let [q, k, v, key_mask, out] = with_key_mask(cells, sizes, given);
        let key_mask = given.then_some(&*key_mask);
        softmax::attention(&Attention { sizes, q, k, v, scale, causal, key_mask }, out, workspace);
    });
}

/// The same by three passes over a table of one head's weights, which follows behind `out`.
#[cfg_attr(kernels_alone, unsafe(no_mangle))]
pub extern "C" fn plain_attention(
    heads: usize,
    queries: usize,
    keys: usize,
    width: usize,
    values: usize,
    scale: f32,
    causal: bool,
    given: bool,
) {
    let sizes = Sizes { heads, queries, keys, width, values };
    ARENA.with_borrow_mut(|Arena { cells, matmul: workspace, .. }| {
        let [q, k, v, key_mask, rest] = with_key_mask(cells, sizes, given);
        let [out, weights] = tables(rest, [heads * queries * values, queries * keys]);
        let key_mask = given.then_some(&*key_mask);
        unfused::attention(
            &Attention { sizes, q, k, v, scale, causal, key_mask },
            weights,
            out,
            workspace,
        );
    });
}

fn with_key_mask(cells: &mut [f32], sizes: Sizes, given: bool) -> [&mut [f32]; 5] {
    let Sizes { heads, queries, keys, width, values } = sizes;
    let kept = if given { keys } else { 0 };
    let inputs = [heads * queries * width, heads * keys * width, heads * keys * values, kept];
    let [q, k, v, key_mask] = inputs;
    let rest = cells.len() - inputs.iter().sum::<usize>();
    tables(cells, [q, k, v, key_mask, rest])
}

/// q, k, v, out; `map` is 0 for the quadratic map, 1 for elu + 1, 2 for relu, 3 for exp.
#[cfg_attr(kernels_alone, unsafe(no_mangle))]
pub extern "C" fn linear_attention(
    heads: usize,
    queries: usize,
    keys: usize,
    width: usize,
    values: usize,
    map: usize,
    offset: f32,
    causal: bool,
) {
    let sizes = Sizes { heads, queries, keys, width, values };
    let map = [Map::Quadratic { offset }, Map::EluPlusOne, Map::Relu, Map::Exp][map];
    ARENA.with_borrow_mut(|arena| {
        let inputs = [heads * queries * width, heads * keys * width, heads * keys * values];
        let [of_q, of_k, of_v] = inputs;
        let cells = &mut arena.cells;
        let [q, k, v, out] = tables(cells, [of_q, of_k, of_v, heads * queries * values]);
        let task = Linear { sizes, q, k, v, map };
        if causal {
            linear_causal::attention(&task, out, &mut arena.linear_causal);
        } else {
            linear::attention(&task, out, &mut arena.linear);
        }
    });
}

/// q, k, v, out: one query for each head, and keys and values for each set that heads share.
#[cfg_attr(kernels_alone, unsafe(no_mangle))]
pub extern "C" fn decode_step(
    heads: usize,
    sets: usize,
    keys: usize,
    width: usize,
    values: usize,
    scale: f32,
) {
    ARENA.with_borrow_mut(|Arena { cells, decode: workspace, .. }| {
        let sizes = [heads * width, sets * keys * width, sets * keys * values, heads * values];
        let [q, k, v, out] = tables(cells, sizes);
        decode::decode(
            &Decode { heads, sets, keys, width, values, q, k, v, scale },
            out,
            workspace,
        );
    });
}

/// The limit of computing: 96 operations a step.
#[cfg_attr(kernels_alone, unsafe(no_mangle))]
pub extern "C" fn limit_multiply_add(steps: usize) -> f32 {
    limit::multiply_add(steps)
}

/// The limit of reading: every number that there is room for, once.
#[cfg_attr(kernels_alone, unsafe(no_mangle))]
pub extern "C" fn limit_read(count: usize) -> f32 {
    ARENA.with_borrow(|arena| limit::read(&arena.cells[..count]))
}
