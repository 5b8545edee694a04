//! How a Python library spells a program: data, one table a library.
//!
//! An entry is text with holes: `{x}` is the tensor that a step reads, `{axis}` the place of an
//! axis (-1 for the last), `{place}` the same counted from the first, `{shape}` and `{sizes}` those
//! of the step, and `{np}` the library's own name, so that a library with NumPy's interface starts
//! from NumPy's table.

use crate::program::function::Function;

/// A library, as programs call it.
#[derive(Debug)]
pub struct Dialect {
    /// The name that its functions stand behind.
    pub np: &'static str,
    /// The names that its programs use themselves: no step may have them.
    pub reserved: &'static [&'static str],
    pub imports: &'static [Part],
    pub helpers: &'static [Part],
    /// Who writes the backward pass.
    pub backward: Backward,

    /// An input: true or false, numbers, and numbers whose gradient is asked for.
    pub booleans: &'static str,
    pub numbers: &'static str,
    pub differentiable: &'static str,
    /// The same number in every cell: 0, 1, or another.
    pub zeros: &'static str,
    pub ones: &'static str,
    pub full: &'static str,
    pub ones_like: &'static str,

    pub einsum: &'static str,
    /// The method that puts axes in another order.
    pub transpose: &'static str,
    pub expand: &'static str,
    /// The square root of a size.
    pub root_of_size: &'static str,
    pub concat: &'static str,
    /// A list of tensors, one behind the other.
    pub concat_list: &'static str,
    pub running_sum: &'static str,
    pub running_sum_backward: &'static str,
    pub function: Functions,
    pub slope: Functions,

    /// Where a cell stays, and the fill elsewhere; `{allowed}` is one word or stands in brackets
    /// as `{bracketed}`.
    pub mask: &'static str,
    /// What is true everywhere, on and below the diagonal, and likewise of a diagonal that is moved.
    pub allow_all: &'static str,
    pub allow_causal: &'static str,
    pub allow_causal_from: &'static str,
    /// 1, 2, … before `{end}`, as whole numbers and as doubles.
    pub whole_places: &'static str,
    pub places: &'static str,
    /// One of two by a condition, and a number among them.
    pub choose: &'static str,
    pub scalar: &'static str,
    pub infinity: &'static str,
    pub sparsemax: &'static str,
    pub top: &'static str,
    pub max: Rows,
    pub softmax: Rows,
    /// What stands behind its line.
    pub softmax_remark: Rows,
    /// The rows of the identity that belong to the largest cells, their axis then moved to its
    /// place, and what is made of them.
    pub one_hot: &'static str,
    pub one_hot_moved: &'static str,
    pub one_hot_result: Rows,
}

/// Text that stands above a program where one of its lines calls it.
#[derive(Debug)]
pub struct Part {
    /// What a line calls it by; nothing for what every program needs.
    pub called: &'static str,
    pub text: Rows,
}

/// Two spellings: where a row has a key for certain, and where all its keys may be masked.
#[derive(Debug, Clone, Copy)]
pub struct Rows {
    pub kept: &'static str,
    pub masked: &'static str,
}

/// The functions of a cell that have signs in no language.
#[derive(Debug)]
pub struct Functions {
    pub exp: &'static str,
    pub sqrt: &'static str,
    pub relu: &'static str,
    pub elu_plus_one: &'static str,
    pub gelu: &'static str,
    pub log: &'static str,
    pub abs: &'static str,
    pub elu: &'static str,
    pub silu: &'static str,
    pub sigmoid: &'static str,
    pub tanh: &'static str,
    pub softplus: &'static str,
    pub sin: &'static str,
    pub cos: &'static str,
}

/// Who writes the backward pass.
#[derive(Debug)]
pub enum Backward {
    /// The program, step by step.
    Written,
    /// The library.
    Autograd {
        /// A choice `hard_{name}` that has the gradient of `soft_{name}`.
        straight_through: &'static str,
        /// From the output and its gradient to all others.
        start: &'static str,
        /// The gradient of an input, and what stands in its place where none comes back.
        gradient: &'static str,
        no_gradient: &'static str,
        no_gradient_remark: &'static str,
    },
}

impl Part {
    pub const fn new(called: &'static str, text: &'static str) -> Self {
        Self { called, text: Rows::same(text) }
    }

    /// Whether one of some lines calls it by this name, and not by the end of a longer one.
    pub fn is_called<'l>(&self, mut lines: impl Iterator<Item = &'l str>) -> bool {
        let is_inside = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
        let calls = |line: &str| {
            line.match_indices(self.called).any(|(at, _)| !line[..at].ends_with(is_inside))
        };
        self.called.is_empty() || lines.any(calls)
    }
}

impl Functions {
    /// The entry of a function; one with a sign of its own has none.
    pub const fn of(&self, function: Function) -> &'static str {
        match function {
            Function::Exp => self.exp,
            Function::Sqrt => self.sqrt,
            Function::Relu => self.relu,
            Function::EluPlusOne => self.elu_plus_one,
            Function::Gelu => self.gelu,
            Function::Log => self.log,
            Function::Abs => self.abs,
            Function::Elu => self.elu,
            Function::Silu => self.silu,
            Function::Sigmoid => self.sigmoid,
            Function::Tanh => self.tanh,
            Function::Softplus => self.softplus,
            Function::Sin => self.sin,
            Function::Cos => self.cos,
            Function::Plus(_) | Function::Power(_) | Function::Raise(_) => "{x}",
        }
    }
}

impl Rows {
    pub const fn same(text: &'static str) -> Self {
        Self { kept: text, masked: text }
    }

    pub const fn either(self, masked: bool) -> &'static str {
        if masked { self.masked } else { self.kept }
    }
}

impl Dialect {
    /// A text of the table with its holes filled; one that is not known stays as it is.
    pub fn fill(&self, text: &str, holes: &[(&str, &str)]) -> String {
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (hole, after) = after.split_once('}').unwrap_or((after, ""));
            filled.push_str(before);
            match holes.iter().chain(&[("np", self.np)]).find(|(name, _)| *name == hole) {
                Some((_, with)) => filled.push_str(with),
                None => filled.extend(["{", hole, "}"]),
            }
            rest = after;
        }
        filled + rest
    }
}
