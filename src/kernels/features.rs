//! The feature maps φ of linear attention, as panels that a tile multiplies.
//!
//! Three maps work cell by cell. The quadratic one has all products of two cells of (x, √c), and
//! φ(q)·φ(k) = (q·k + c)²: a product and its mirror image are equal, so only half of them is kept,
//! counted twice on the side of the query.

use super::exp::Exponentials;
use super::lanes::Lanes;
use super::tile::Line;

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
        let factors = if matches!(self, Self::Quadratic { .. }) { longer } else { 1 };
        let is_map = factors == 1 && !matches!(self, Self::Quadratic { .. });
        (0..factors).flat_map(move |factor| {
            let from = if is_map { 0 } else { factor / 4 * 4 };
            (from..longer).step_by(4).map(move |cells| Four { factor, cells })
        })
    }

    /// What is done to rows before features are made of them: the cell-by-cell maps are all of it,
    /// and the quadratic map appends √c. `longer` is a multiple of four and filled up with 0.
    pub fn prepare(self, row: &[f32], longer: &mut [f32]) {
        longer[..row.len()].copy_from_slice(row);
        if !matches!(self, Self::Quadratic { .. }) {
            self.apply(longer);
        }
        longer[row.len()..].fill(0.0);
        if let Self::Quadratic { offset } = self
            && offset > 0.0
        {
            longer[row.len()] = offset.sqrt();
        }
    }

    fn apply(self, cells: &mut [f32]) {
        let exponentials = Exponentials::new();
        let [zero, one] = [0.0, 1.0].map(Lanes::splat);
        for chunk in cells.as_chunks_mut::<4>().0 {
            let x = Lanes::new(*chunk);
            let y = match self {
                // eˣ for x ≤ 0 and x + 1 above: the one is at most 1 where the other is at least.
                Self::EluPlusOne => exponentials.of(x.min(zero)).plus(x.max(zero)),
                Self::Relu => x.max(zero),
                Self::Exp => exponentials.of(x),
                Self::Quadratic { .. } => one,
            };
            *chunk = y.array();
        }
    }

    /// Four features of a prepared key.
    #[inline(always)]
    #[must_use]
    pub fn of_key(self, four: Four, key: &[f32]) -> [f32; 4] {
        let cells = Lanes::new(core::array::from_fn(|at| key[four.cells + at]));
        match self {
            Self::Quadratic { .. } => cells.times(Lanes::splat(key[four.factor])).array(),
            _ => cells.array(),
        }
    }

    /// The same four features of prepared queries, which are lanes.
    #[inline(always)]
    pub fn of_queries<const N: usize>(self, four: Four, q: &[Line<N>], out: &mut [Line<N>]) {
        for (at, out) in out.iter_mut().enumerate() {
            let cell = four.cells + at;
            let often = match self {
                Self::Quadratic { .. } if cell < four.factor => 0.0,
                Self::Quadratic { .. } if cell > four.factor => 2.0,
                _ => 1.0,
            };
            *out = q[cell];
            if let Self::Quadratic { .. } = self {
                for (cell, factor) in out.0.iter_mut().zip(q[four.factor].0) {
                    *cell *= often * factor;
                }
            }
        }
    }

    /// How alike a query and a key are, from the product of what they are prepared to.
    #[inline(always)]
    #[must_use]
    pub fn similarity(self, product: Lanes) -> Lanes {
        match self {
            Self::Quadratic { .. } => product.times(product),
            _ => product,
        }
    }
}
