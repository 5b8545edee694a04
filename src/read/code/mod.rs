//! The program as a program that runs elsewhere: NumPy, PyTorch, or a derivation in LaTeX, for
//! exactly the inputs, parameters and masks of a result.

mod condition;
mod dialect;
mod latex;
mod names;
mod numpy;
mod program;
mod python;
mod pytorch;
mod syntax;

use crate::base::error::{Code, Error, Result, brief};
use crate::program::limits;
use crate::program::op::Op;
use crate::program::trace::Trace;
use crate::program::variant::Variant;
use dialect::Dialect;

/// How a target's text comes about.
enum Writer {
    Python(&'static Dialect),
    Latex,
}

/// The targets, each with the word that a request has for it, what people call it, and how its
/// text comes about.
macro_rules! targets {
    ($($name:ident: $word:literal, $label:literal, $writer:expr;)+) => {
        /// What a program is written for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Target { $($name),+ }

        impl Target {
            /// Every target, in the order in which the page offers them.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The words as a type for whoever calls from JavaScript.
            pub const TYPE: &str = concat!(
                "/** What a program is written for. */\nexport type CodeTarget =",
                $(" | '", $word, "'",)+
                ";\n"
            );

            /// The word that a request has for it.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word),+ }
            }

            /// What people call it.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$name => $label),+ }
            }

            const fn writer(self) -> Writer {
                match self { $(Self::$name => $writer),+ }
            }
        }
    };
}

targets! {
    NumPy: "numpy", "NumPy", Writer::Python(&numpy::NUMPY);
    PyTorch: "pytorch", "PyTorch", Writer::Python(&pytorch::PYTORCH);
    Latex: "latex", "LaTeX", Writer::Latex;
}

impl Target {
    /// The target that a word stands for.
    ///
    /// # Errors
    /// `bad-request`, with the words that there are.
    pub fn parse(word: &str) -> Result<Self> {
        let known = Self::ALL.iter().find(|target| target.word() == word);
        known.copied().ok_or_else(|| {
            let words: Vec<&str> = Self::ALL.iter().map(|target| target.word()).collect();
            let words = words.join(", ");
            let cause = format!("There is no program for \"{}\".", brief(word));
            let error = Error::new(Code::BadRequest, cause).at("target").found(word);
            error.expected(&words).hint(format!("Use one of: {words}."))
        })
    }
}

/// The text of a result's program.
///
/// ```
/// use attention_playground::read::code::{code, Target};
/// use attention_playground::request::Request;
/// use attention_playground::request::run::run;
/// use attention_playground::variants::find;
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
    Ok(match target.writer() {
        Writer::Python(dialect) => python::write(variant, trace, dialect),
        Writer::Latex => latex::write(variant, trace),
    })
}
