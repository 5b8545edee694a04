//! Numbers, vectors and matrices at every choice of two indices of keys, and their products by length.

use super::near;

/// How many keys an index runs over.
pub const KEYS: usize = 3;
const CHOICES: usize = KEYS * KEYS;

/// A number (1 by 1), a vector (n by 1) or a matrix, for each choice of the two indices.
#[derive(Debug, Clone)]
pub struct Table {
    pub rows: usize,
    pub columns: usize,
    pub cells: Vec<Vec<f64>>,
}

impl Table {
    pub fn new(rows: usize, columns: usize, cells: impl Fn(usize) -> Vec<f64>) -> Self {
        Self { rows, columns, cells: (0..CHOICES).map(cells).collect() }
    }

    pub fn is_number(&self) -> bool {
        self.rows == 1 && self.columns == 1
    }

    pub fn is(&self, other: &Self) -> bool {
        let mut pairs = self.cells.iter().flatten().zip(other.cells.iter().flatten());
        (self.rows, self.columns) == (other.rows, other.columns)
            && pairs.all(|(one, two)| near(*one, *two))
    }

    pub fn map(&self, cell: impl Fn(usize, f64) -> f64) -> Self {
        let at = |choice: usize| {
            self.cells[choice].iter().map(|own| cell(choice, *own)).collect::<Vec<f64>>()
        };
        Self::new(self.rows, self.columns, at)
    }

    pub fn times_number(&self, number: &Self) -> Self {
        self.map(|choice, own| own * number.cells[choice][0])
    }

    /// A matrix, perhaps transposed, times a vector.
    fn applied(&self, vector: &Self, is_turned: bool) -> Self {
        let (length, summed) =
            if is_turned { (self.columns, self.rows) } else { (self.rows, self.columns) };
        let cell = |choice: usize, at: usize| {
            let entry = |along: usize| {
                let (row, column) = if is_turned { (along, at) } else { (at, along) };
                self.cells[choice][row * self.columns + column]
            };
            (0..summed).map(|along| entry(along) * vector.cells[choice][along]).sum::<f64>()
        };
        Self::new(length, 1, |choice| (0..length).map(|at| cell(choice, at)).collect())
    }

    fn outer(&self, other: &Self) -> Self {
        Self::new(self.rows, other.rows, |choice| {
            let [one, two] = [&self.cells[choice], &other.cells[choice]];
            one.iter().flat_map(|a| two.iter().map(move |b| a * b)).collect()
        })
    }

    /// The product, by the lengths of both; none where they do not fit.
    pub fn times(&self, other: &Self) -> Option<Self> {
        if other.is_number() {
            return Some(self.times_number(other));
        }
        if self.is_number() {
            return Some(other.times_number(self));
        }
        match ((self.rows, self.columns), (other.rows, other.columns)) {
            ((one, 1), (two, 1)) if one != two => Some(self.outer(other)),
            ((rows, _), (length, 1)) if rows == length => Some(self.applied(other, true)),
            ((_, columns), (length, 1)) if columns == length => Some(self.applied(other, false)),
            ((length, 1), (rows, _)) if rows == length => Some(other.applied(self, true)),
            ((length, 1), (_, columns)) if columns == length => Some(other.applied(self, false)),
            _ => None,
        }
    }

    /// The sum over one of the two indices.
    pub fn summed(&self, slot: usize) -> Self {
        Self::new(self.rows, self.columns, |choice| {
            let choices = (0..KEYS).map(|key| match slot {
                0 => key * KEYS + choice % KEYS,
                _ => choice / KEYS * KEYS + key,
            });
            let choices: Vec<usize> = choices.collect();
            let cell =
                |at: usize| choices.iter().map(|choice| self.cells[*choice][at]).sum::<f64>();
            (0..self.rows * self.columns).map(cell).collect()
        })
    }
}
