//! A table of weights, laid out once as the kernels' tile reads it.
//!
//! Eight outputs are a panel, and a line of it holds their weights for one input. So a weight is in
//! memory once, and no product packs it again.

use crate::kernels::f32x4::F32x4;
use crate::kernels::pack::{Rows, pack_all_rows};
use crate::kernels::tile::{F32x8, WIDTH, accumulate};

/// Inputs that are taken at once: the panels of so many fit into the nearest cache.
const DEPTH: usize = 512;

/// Which way a tensor of a file lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// A row an output, as in nn.Linear and in an embedding.
    RowPerOutput,
    /// A row an input, as in GPT-2's `Conv1D`.
    RowPerInput,
}

/// The weights from some inputs to some outputs.
#[derive(Debug, Default)]
pub struct Matrix {
    pub inputs: usize,
    pub outputs: usize,
    panels: Vec<F32x8>,
}

impl Matrix {
    /// Room for such a table, filled with 0; nothing where there is no such room.
    #[must_use]
    pub fn zeros(inputs: usize, outputs: usize) -> Option<Self> {
        let lines = Self::lines(inputs, outputs)?;
        let mut panels = Vec::new();
        panels.try_reserve_exact(lines).ok()?;
        panels.resize(lines, F32x8::ZERO);
        Some(Self { inputs, outputs, panels })
    }

    /// Bytes of such a table.
    #[must_use]
    pub fn bytes(inputs: usize, outputs: usize) -> Option<u64> {
        (Self::lines(inputs, outputs)? as u64).checked_mul(size_of::<F32x8>() as u64)
    }

    fn lines(inputs: usize, outputs: usize) -> Option<usize> {
        outputs.div_ceil(WIDTH).checked_mul(inputs)
    }

    /// Sets the weight from an input to an output.
    pub fn set(&mut self, input: usize, output: usize, weight: f32) {
        self.panels[output / WIDTH * self.inputs + input].0[output % WIDTH] = weight;
    }

    /// The weights of one output: a row of an embedding.
    pub fn row(&self, output: usize) -> impl Iterator<Item = f32> {
        let panel = &self.panels[output / WIDTH * self.inputs..][..self.inputs];
        panel.iter().map(move |line| line.0[output % WIDTH])
    }

    /// y = x W + bias, for `rows` rows; a bias that is empty is none.
    pub fn product(
        &self,
        x: &[f32],
        rows: usize,
        bias: &[f32],
        y: &mut [f32],
        left: &mut Vec<F32x8>,
    ) {
        for row in y[..rows * self.outputs].chunks_exact_mut(self.outputs) {
            if bias.is_empty() { row.fill(0.0) } else { row.copy_from_slice(bias) }
        }
        pack_all_rows(Rows::all(x, self.inputs), rows, 1.0, left);
        tiles(left, &self.panels, self.inputs, [rows, self.outputs], y);
    }

    /// dx = dy Wᵀ, for `rows` rows.
    pub fn back(&self, dy: &[f32], rows: usize, dx: &mut [f32], left: &mut Vec<F32x8>) {
        dx[..rows * self.inputs].fill(0.0);
        pack_all_rows(Rows::all(dy, self.outputs), rows, 1.0, left);
        // Eight inputs become a panel, with a line for each output, and are forgotten again.
        let mut panel = vec![F32x8::ZERO; self.outputs.next_multiple_of(WIDTH)];
        for first in (0..self.inputs).step_by(WIDTH) {
            let width = WIDTH.min(self.inputs - first);
            for (lines, eight) in
                panel.chunks_exact_mut(WIDTH).zip(self.panels.chunks_exact(self.inputs))
            {
                let square = core::array::from_fn(|at| eight[first + at.min(width - 1)]);
                lines.copy_from_slice(&transposed(square));
            }
            let panel = &panel[..self.outputs];
            for (row, left) in (0..rows).step_by(WIDTH).zip(left.chunks_exact(self.outputs)) {
                let mut sums = [F32x8::ZERO; WIDTH];
                accumulate(&mut sums, left, panel);
                for (cells, sum) in
                    dx[row * self.inputs..].chunks_mut(self.inputs).zip(&sums).take(rows - row)
                {
                    cells[first..first + width].copy_from_slice(&sum.0[..width]);
                }
            }
        }
    }
}

/// y = y + left × right, where both are panels of `depth` lines.
fn tiles(
    left: &[F32x8],
    right: &[F32x8],
    depth: usize,
    [rows, columns]: [usize; 2],
    y: &mut [f32],
) {
    for from in (0..depth).step_by(DEPTH) {
        let terms = DEPTH.min(depth - from);
        for (column, right) in (0..columns).step_by(WIDTH).zip(right.chunks_exact(depth)) {
            let right = &right[from..from + terms];
            let width = WIDTH.min(columns - column);
            for (row, left) in (0..rows).step_by(WIDTH).zip(left.chunks_exact(depth)) {
                let count = WIDTH.min(rows - row);
                let mut sums = [F32x8::ZERO; WIDTH];
                // Half of the tile is enough for four rows.
                let tile = if count > WIDTH / 2 { &mut sums[..] } else { &mut sums[..WIDTH / 2] };
                accumulate(tile, &left[from..from + terms], right);
                let lines = y[row * columns..].chunks_mut(columns).take(count);
                for (cells, sum) in lines.zip(&sums) {
                    add(&mut cells[column..column + width], sum);
                }
            }
        }
    }
}

#[inline(always)]
fn add(cells: &mut [f32], sum: &F32x8) {
    if let Ok(cells) = <&mut [f32; WIDTH]>::try_from(&mut *cells) {
        let [low, high] = F32x8(*cells).pair();
        let [more, most] = sum.pair();
        *cells = F32x8::from([low.plus(more), high.plus(most)]).0;
    } else {
        for (cell, sum) in cells.iter_mut().zip(sum.0) {
            *cell += sum;
        }
    }
}

fn transposed(square: [F32x8; WIDTH]) -> [F32x8; WIDTH] {
    let quarter = |from: usize, half: usize| {
        F32x4::transposed(core::array::from_fn(|at| square[from + at].pair()[half]))
    };
    let [[a, b], [c, d]] = [[quarter(0, 0), quarter(0, 1)], [quarter(4, 0), quarter(4, 1)]];
    core::array::from_fn(|at| match at {
        0..4 => [a[at], c[at]].into(),
        _ => [b[at - 4], d[at - 4]].into(),
    })
}
