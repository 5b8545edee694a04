//! The program as a program that runs elsewhere: NumPy, PyTorch, or a derivation in LaTeX, for
//! exactly the inputs, parameters and masks of a result.

mod latex;
mod names;
mod numpy;
mod python;
mod pytorch;

use crate::base::error::{Code, Error, Result, brief};
use crate::program::op::Op;
use crate::request::limits;
use crate::request::run::Trace;
use crate::variants::Variant;
use python::Program;

/// What a program is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    NumPy,
    PyTorch,
    Latex,
}

impl Target {
    /// Every target with the word that a request has for it.
    pub const ALL: [(&'static str, Self); 3] =
        [("numpy", Self::NumPy), ("pytorch", Self::PyTorch), ("latex", Self::Latex)];

    /// The target that a word stands for.
    ///
    /// # Errors
    /// `bad-request`, with the words that there are.
    pub fn parse(word: &str) -> Result<Self> {
        let known = Self::ALL.iter().find(|(name, _)| *name == word);
        known.map(|(_, target)| *target).ok_or_else(|| {
            let names = Self::ALL.map(|(name, _)| name).join(", ");
            let cause = format!("There is no program for \"{}\".", brief(word));
            let error = Error::new(Code::BadRequest, cause).at("target").found(word);
            error.expected(&names).hint(format!("Use one of: {names}."))
        })
    }
}

/// The text of a result's program.
///
/// ```
/// use attention_playground::read::code::{code, Target};
/// use attention_playground::request::run::{find, run, Request};
///
/// let variant = find("scaled-dot-product")?;
/// let trace = run(variant, &Request::default())?;
/// let program = code(variant, &trace, Target::NumPy)?;
/// assert!(program.contains(r#"products = np.einsum("id,jd->ij", q, k)"#));
/// # Ok::<(), attention_playground::base::error::Error>(())
/// ```
///
/// # Errors
/// `too-large` where the inputs have more numbers than a text should hold.
pub fn code(variant: &Variant, trace: &Trace, target: Target) -> Result<String> {
    let inputs = trace.graph.nodes.iter().filter(|node| node.op == Op::Input);
    limits::check_literals(inputs.map(|node| node.axes.as_slice()))?;
    Ok(match target {
        Target::NumPy => numpy::write(&Program::new(variant, trace)),
        Target::PyTorch => pytorch::write(&Program::new(variant, trace)),
        Target::Latex => latex::write(variant, trace),
    })
}
