//! Nested lists of cells, as JavaScript gives a matrix -> a shape and one row of cells.

use crate::base::error::{Code, Error, Result};

/// A cell, or a list of them.
#[derive(Debug, Clone, PartialEq)]
pub enum Nested {
    List(Vec<Nested>),
    Cell(Cell),
}

/// A cell as it is given: a number, or the text of one.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Number(f64),
    Text(String),
}

impl Nested {
    /// The sizes, outermost first, and the cells, last axis fastest.
    ///
    /// # Errors
    /// `row-length` for a list that is longer or shorter than the first of its level, `nesting`
    /// where a list stands beside a number.
    pub fn flatten(&self) -> Result<(Vec<usize>, Vec<&Cell>)> {
        let shape = self.shape();
        let mut cells = Vec::new();
        self.collect(&shape, &mut cells)?;
        Ok((shape, cells))
    }

    /// The sizes that the first list of each level has.
    fn shape(&self) -> Vec<usize> {
        let mut shape = Vec::new();
        let mut level = self;
        while let Self::List(items) = level {
            shape.push(items.len());
            match items.first() {
                Some(first) => level = first,
                None => break,
            }
        }
        shape
    }

    fn collect<'n>(&'n self, shape: &[usize], cells: &mut Vec<&'n Cell>) -> Result<()> {
        match (self, shape) {
            (Self::Cell(cell), []) => cells.push(cell),
            (Self::List(items), [size, inner @ ..]) if items.len() == *size => {
                for (place, item) in items.iter().enumerate() {
                    item.collect(inner, cells).map_err(|error| match inner {
                        [_] if error.place.row.is_none() => error.row(place + 1),
                        _ => error,
                    })?;
                }
            }
            (Self::List(items), [size, ..]) => {
                let found = items.len();
                let cause = format!("This row has {found} numbers, the first has {size}.");
                let error = Error::new(Code::RowLength, cause).expected(size).found(found);
                return Err(error.hint("Add or remove a number."));
            }
            _ => {
                let cause = "A list stands beside a number, on the same level.";
                let hint = "Give lists of lists, one level for each axis.";
                return Err(Error::new(Code::Nesting, cause).hint(hint));
            }
        }
        Ok(())
    }
}
