//! The feature maps φ of linear attention, as panels that a tile multiplies.
//!
//! Three maps work cell by cell. The quadratic one has all products of two cells of (x, √c), and
//! φ(q)·φ(k) = (q·k + c)²: a product and its mirror image are equal, so only half of them is kept,
//! counted twice on the side of the query.

use super::exp::Exponentials;
use super::f32x4::F32x4;
use super::tile::F32x8;

/// What φ makes of a query and of a key.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Map {
    Quadratic { offset: f32 },
    EluPlusOne,
    Relu,
    Exp,
}

/// Some of φ's features, beside each other.
#[derive(Debug, Clone, Copy)]
pub struct Four {
    /// What the four cells are multiplied by, for the quadratic map.
    factor: usize,
    cells: usize,
}

impl Map {
    /// How many cells a row has once the map's constant stands behind it.
    #[must_use]
    pub fn longer(self, width: usize) -> usize {
        match self {
            Self::Quadratic { offset } if offset > 0.0 => width + 1,
            _ => width,
        }
    }

    /// The features in groups of four. The quadratic map's groups begin at a multiple of four, so
    /// that those on the diagonal have up to three cells that do not count.
    pub fn fours(self, width: usize) -> impl Iterator<Item = Four> {
        let longer = self.longer(width);
        let factors = if self.is_cell_by_cell() { 1 } else { longer };
        (0..factors).flat_map(move |factor| {
            (factor / 4 * 4..longer).step_by(4).map(move |cells| Four { factor, cells })
        })
    }

    /// Whether φ works cell by cell, so that prepared rows are their own features.
    #[must_use]
    pub fn is_cell_by_cell(self) -> bool {
        !matches!(self, Self::Quadratic { .. })
    }

    /// What is done to rows before features are made of them: the cell-by-cell maps are all of it,
    /// and the quadratic map appends √c. Rows get as long as a multiple of four, filled up with 0.
    pub fn prepare<'a>(
        self,
        table: impl Iterator<Item = &'a [f32]>,
        rows: &mut [f32],
        each: usize,
    ) {
        let exponentials = Exponentials::new();
        let zero = F32x4::zero();
        let map = |x: F32x4| match self {
            // eˣ up to 0 and x + 1 above: where one of the two grows, the other stays.
            Self::EluPlusOne => exponentials.of(x.min(zero)).plus(x.max(zero)),
            Self::Relu => x.max(zero),
            Self::Exp => exponentials.of(x),
            Self::Quadratic { .. } => x,
        };
        for (row, longer) in table.zip(rows.chunks_exact_mut(each)) {
            let (fours, rest) = row.as_chunks::<4>();
            for (four, to) in fours.iter().zip(longer.as_chunks_mut::<4>().0) {
                *to = map(F32x4::new(*four)).array();
            }
            let end = &mut longer[fours.len() * 4..];
            for (to, cell) in end.iter_mut().zip(rest) {
                [*to, ..] = map(F32x4::splat(*cell)).array();
            }
            end[rest.len()..].fill(0.0);
            if let Self::Quadratic { offset } = self
                && offset > 0.0
            {
                end[rest.len()] = offset.sqrt();
            }
        }
    }

    /// How many features there are, in groups of four.
    #[must_use]
    pub fn count(self, width: usize) -> usize {
        4 * self.fours(width).count()
    }

    /// How alike a query and a key are, from the product of what they are prepared to.
    #[inline(always)]
    #[must_use]
    pub fn similarity(self, product: F32x4) -> F32x4 {
        match self {
            Self::Quadratic { .. } => product.times(product),
            _ => product,
        }
    }
}

impl Four {
    /// These features of prepared keys, which are rows, in one half of a panel: those of the
    /// quadratic map.
    pub fn of_keys(self, rows: &[f32], each: usize, half: usize, panel: &mut [F32x8]) {
        for (key, line) in rows.chunks_exact(each).zip(panel) {
            let factor = key[self.factor];
            for at in 0..4 {
                line.0[half * 4 + at] = key[self.cells + at] * factor;
            }
        }
    }

    /// These features of prepared queries, which are lanes: those of the quadratic map.
    pub fn of_queries(self, q: &[F32x8], out: &mut [F32x8]) {
        for (cell, out) in (self.cells..).zip(out) {
            // A product of two different cells stands for its mirror image as well.
            let often = match cell.cmp(&self.factor) {
                core::cmp::Ordering::Less => 0.0,
                core::cmp::Ordering::Equal => 1.0,
                core::cmp::Ordering::Greater => 2.0,
            };
            out.0 = core::array::from_fn(|lane| often * q[cell].0[lane] * q[self.factor].0[lane]);
        }
    }
}
