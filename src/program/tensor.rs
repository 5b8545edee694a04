//! A tensor: an ndarray whose axes have names.

use ndarray::{ArrayD, IxDyn};
use serde::{Serialize, Serializer};
use tsify::Tsify;

use crate::base::floats::Floats;
use crate::base::letter::Letter;
use crate::program::axis::Axis;

/// The shape that axes have in ndarray.
#[must_use]
pub fn shape(axes: &[Axis]) -> IxDyn {
    IxDyn(&axes.iter().map(|axis| axis.size).collect::<Vec<_>>())
}

/// Numbers over named axes. `E` is `f64` everywhere but in the tests that count operations.
#[derive(Debug, Clone, PartialEq)]
pub struct Tensor<E = f64> {
    /// The axes, outermost first; `data` has their sizes, in their order.
    pub axes: Vec<Axis>,
    pub data: ArrayD<E>,
}

impl<E: Clone> Tensor<E> {
    /// Every cell computed from its index.
    pub fn from_fn(axes: &[Axis], mut cell: impl FnMut(&[usize]) -> E) -> Self {
        let shape: Vec<usize> = axes.iter().map(|axis| axis.size).collect();
        let data =
            ArrayD::from_shape_fn(IxDyn(&shape), |index| cell(ndarray::Dimension::slice(&index)));
        Self { axes: axes.to_vec(), data }
    }

    /// The sizes of the axes, outermost first.
    #[must_use]
    pub fn shape(&self) -> &[usize] {
        self.data.shape()
    }

    /// The position of the axis with this letter.
    #[must_use]
    pub fn position(&self, letter: char) -> Option<usize> {
        self.axes.iter().position(|axis| axis.letter == letter)
    }
}

/// Numbers over named axes, last axis fastest. A masked score is −Infinity.
#[derive(Serialize, Tsify)]
#[tsify(rename = "Tensor")]
struct Flat {
    axes: Vec<Letter>,
    shape: Vec<usize>,
    #[tsify(type = "Float64Array")]
    data: Floats,
}

impl Serialize for Tensor {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let flat = Flat {
            axes: self.axes.iter().map(|axis| axis.letter).collect(),
            shape: self.shape().to_vec(),
            data: self.data.iter().copied().collect(),
        };
        flat.serialize(serializer)
    }
}
