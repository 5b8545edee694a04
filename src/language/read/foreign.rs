//! Signs and words of other languages, which are named before anything else on the line is.

use crate::grammar::Kind;
use crate::language::diagnostic::{Diagnostic, Mistake, Outcome};
use crate::language::notation::{Foreign, Token, Word};

/// Words that lines of other languages begin with.
const BEGINNINGS: &[&str] = &[
    "for", "def", "return", "import", "from", "while", "let", "const", "var", "function", "print",
    "class", "lambda", "where",
];

/// Refuses the first of them.
///
/// # Errors
/// `foreign-sign`, with what the language has in its place.
pub fn refuse(tokens: &[Token]) -> Outcome<()> {
    for (place, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Word(Word::Foreign(sign)) => return Err(refused(sign, token, tokens, place)),
            Kind::Word(Word::Unknown) => {
                let message = format!("\"{}\" means nothing here.", token.text);
                let error = Diagnostic::new(Mistake::Foreign, token.span, message);
                return Err(error.hint("Remove it."));
            }
            Kind::Name if is_statement(tokens, place) => {
                let message = format!("\"{}\" is a word of another language.", token.text);
                let error = Diagnostic::new(Mistake::Foreign, token.span, message);
                return Err(error.hint(
                    "A line is a step over all places: name[axes] = formula. There are no loops.",
                ));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Whether a word is one that statements begin with, and no name.
fn is_statement(tokens: &[Token], place: usize) -> bool {
    let text = &*tokens[place].text;
    let behind = tokens.get(place + 1).map(|token| token.kind);
    let is_alone = matches!(behind, Some(Kind::Name));
    (place == 0 && BEGINNINGS.contains(&text) && is_alone)
        || (place > 0 && ["for", "lambda"].contains(&text) && is_alone)
}

fn refused(sign: Foreign, token: &Token, tokens: &[Token], place: usize) -> Box<Diagnostic> {
    let error = |message: &str| {
        Diagnostic::new(
            Mistake::Foreign,
            token.span,
            format!("\"{}\" is no sign of the language: {message}", token.text),
        )
    };
    let at = token.span;
    match sign {
        Foreign::Equals => error("\"=\" compares.").hint("Write =.").fix(at, "="),
        Foreign::Power => error("\"^\" raises to a power.").hint("Write ^.").fix(at, "^"),
        Foreign::And => {
            error("conditions are joined by a word.").hint("Write and.").fix(at, " and ")
        }
        Foreign::Not => {
            error("a condition is turned round by a word.").hint("Write not.").fix(at, " not ")
        }
        Foreign::Matrix => error("a product of matrices is a sum over the axis that they share.")
            .hint("Write sum[d] q[i,d] k[j,d]."),
        Foreign::Arrow => error("a step is written with \"=\".").hint("Write output[i,m] = … ."),
        Foreign::Assign => error("a step is given once, with \"=\".").hint("Write =.").fix(at, "="),
        Foreign::Brace => {
            let round = if token.text == "{" { "(" } else { ")" };
            error("brackets are round.").hint(format!("Write {round}."))
        }
        Foreign::Dot => {
            let library = place.checked_sub(1).map(|before| &*tokens[before].text);
            match library {
                Some(name @ ("np" | "torch" | "F" | "math" | "jnp" | "numpy" | "nn")) => {
                    error("functions stand alone.").hint("Remove what stands before it.").fix(
                        crate::language::span::Span {
                            column: at.column - name.chars().count(),
                            length: at.length + name.chars().count(),
                            ..at
                        },
                        "",
                    )
                }
                _ => error("there are no methods, and nothing is transposed.")
                    .hint("Letters say which axis is which: k[j,d] may be read in any order."),
            }
        }
        Foreign::Quote => error("there are no texts.").hint("Put a remark behind #."),
        Foreign::Command => error("formulas are not written in LaTeX.")
            .hint("Write sqrt, sum, exp and Greek letters as they are."),
        Foreign::Remainder => error("there is no remainder.")
            .hint("block(i, w) is the whole part of (i - 1)/w; remarks stand behind #."),
    }
}
