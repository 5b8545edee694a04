//! The program as a program that runs elsewhere: NumPy, PyTorch, PyTorch's `FlexAttention`, or a
//! derivation in LaTeX, for exactly the inputs, parameters and masks of a result.

mod condition;
mod dialect;
mod flex;
mod latex;
mod names;
mod numpy;
mod program;
mod python;
mod pytorch;
mod syntax;

use crate::base::error::{Code, Error, Result, brief};
use crate::base::words::words;
use crate::program::limits;
use crate::program::op::{Op, Table};
use crate::program::trace::Trace;
use crate::program::variant::Variant;
use dialect::Dialect;

/// How a target's text comes about.
enum Writer {
    Python(&'static Dialect),
    Flex,
    Latex,
}

words! {
    /// What a program is written for, in the order in which the page offers it.
    pub enum CodeTarget {
        NumPy = "numpy",
        PyTorch = "pytorch",
        FlexAttention = "flex-attention",
        Latex = "latex",
    }
}

impl CodeTarget {
    /// What people call it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::NumPy => "NumPy",
            Self::PyTorch => "PyTorch",
            Self::FlexAttention => "FlexAttention",
            Self::Latex => "LaTeX",
        }
    }

    const fn writer(self) -> Writer {
        match self {
            Self::NumPy => Writer::Python(&numpy::NUMPY),
            Self::PyTorch => Writer::Python(&pytorch::PYTORCH),
            Self::FlexAttention => Writer::Flex,
            Self::Latex => Writer::Latex,
        }
    }

    /// The target that a word stands for.
    ///
    /// # Errors
    /// `bad-request`, with the words that there are.
    pub fn parse(word: &str) -> Result<Self> {
        Self::find(word).ok_or_else(|| {
            let words = Self::list();
            let cause = format!("There is no program for \"{}\".", brief(word));
            let error = Error::new(Code::BadRequest, cause).at("target").found(word);
            error.expected(&words).hint(format!("Use one of: {words}."))
        })
    }
}

/// The text of a result's program.
///
/// ```
/// use attention_playground::read::code::{CodeTarget, code};
/// use attention_playground::request::Request;
/// use attention_playground::request::run::run;
/// use attention_playground::variants::find;
///
/// let variant = find("scaled-dot-product")?;
/// let trace = run(variant, &Request::default())?;
/// let program = code(variant, &trace, CodeTarget::NumPy)?;
/// assert!(program.contains(r#"products = np.einsum("id,jd->ij", q, k)"#));
/// # Ok::<(), attention_playground::base::error::Error>(())
/// ```
///
/// # Errors
/// `too-large` where the inputs have more numbers than a text should hold.
pub fn code(variant: &Variant, trace: &Trace, target: CodeTarget) -> Result<String> {
    let is_printed = |op: &Op| matches!(op, Op::Input | Op::Table(Table::Normal { .. }));
    let inputs = trace.graph.nodes.iter().filter(|node| is_printed(&node.op));
    limits::check_literals(inputs.map(|node| node.axes.as_slice()))?;
    Ok(match target.writer() {
        Writer::Python(dialect) => python::write(variant, trace, dialect),
        Writer::Flex => flex::write(variant, trace),
        Writer::Latex => latex::write(variant, trace),
    })
}
