//! Einstein-summation equations: parse, check against shapes, explain what is wrong.
//!
//! `"id,jd->ij"` names the axes of two operands and of the result; a letter that is missing
//! after the arrow is summed over. From these letters alone follow the value, the gradient, the
//! cost, the formula, the sources of a cell and the code: see [`crate::read`].

use std::fmt;

use crate::base::error::{Code, Error, Result, brief};
use crate::base::letter::{Letter, meaning};
use crate::program::axis::Axis;

/// A parsed equation.
///
/// ```
/// use attention_playground::program::einsum::Equation;
///
/// let scores = Equation::parse("id,jd->ij")?;
/// assert_eq!(scores.summed(), ['d']);
/// assert_eq!(scores.to_string(), "id,jd->ij");
/// # Ok::<(), attention_playground::base::error::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Equation {
    /// The letters of each operand, one for each of its axes.
    pub operands: Vec<Vec<Letter>>,
    /// The letters of the result.
    pub output: Vec<Letter>,
}

impl Equation {
    /// Reads an equation such as `"bhk,bnk->bhn"`. Blanks are allowed, and an arrow as [`plain`]
    /// reads it; `...`, repeated letters within a term and a missing arrow are not.
    ///
    /// # Errors
    /// `equation-syntax` for what is not an equation, `letter-unknown` for a letter that
    /// stands only after the arrow.
    pub fn parse(text: &str) -> Result<Self> {
        let syntax = |cause: String| {
            Error::new(Code::EquationSyntax, cause).at(text).hint(
                "Write it like \"id,jd->ij\": one letter for each axis, a comma between operands.",
            )
        };
        let compact = plain(text);
        let Some((left, right)) = compact.split_once("->") else {
            return Err(syntax("The equation has no arrow \"->\".".to_owned()));
        };
        let term = |term: &str| -> Result<Vec<Letter>> {
            let found: Vec<Letter> = term.chars().collect();
            for (at, letter) in found.iter().enumerate() {
                if !letter.is_alphabetic() {
                    return Err(syntax(format!("\"{letter}\" is not a letter.")));
                }
                if found[..at].contains(letter) {
                    return Err(syntax(format!(
                        "\"{letter}\" stands twice in \"{}\".",
                        brief(term)
                    )));
                }
            }
            Ok(found)
        };
        let operands = left.split(',').map(term).collect::<Result<Vec<_>>>()?;
        let output = term(right)?;
        let unknown = output.iter().find(|l| !operands.iter().any(|term| term.contains(l)));
        if let Some(letter) = unknown {
            let cause = format!("\"{letter}\" stands after the arrow but in no operand.");
            let error = Error::new(Code::LetterUnknown, cause).at(text).found(letter);
            return Err(error.hint(format!("Use one of the letters of \"{left}\".")));
        }
        Ok(Self { operands, output })
    }

    /// The letters that disappear, in the order in which they first stand.
    #[must_use]
    pub fn summed(&self) -> Vec<Letter> {
        let mut summed = Vec::new();
        for letter in self.operands.iter().flatten() {
            if !self.output.contains(letter) && !summed.contains(letter) {
                summed.push(*letter);
            }
        }
        summed
    }

    /// The letters of the loops that the equation means: those of the result, then the summed.
    #[must_use]
    pub fn loops(&self) -> Vec<Letter> {
        self.output.iter().copied().chain(self.summed()).collect()
    }

    /// Binds each letter to the axis at its position; the axes of [`Self::loops`], in that order.
    ///
    /// # Errors
    /// `operand-count`, `operand-rank`, or `letter-size` with the letter, both operands and
    /// both sizes. Two axes of one size that are called by different symbols do not fit either:
    /// that they are equal is an accident of this example.
    pub fn bind(&self, operands: &[&[Axis]]) -> Result<Vec<Axis>> {
        if operands.len() != self.operands.len() {
            let (terms, given) = (self.operands.len(), operands.len());
            let cause = format!("The equation has {terms} operands, {given} are given.");
            let error = Error::new(Code::OperandCount, cause).at(self.to_string());
            let hint = "Give one operand for each term before the arrow.";
            return Err(error.expected(terms).found(given).hint(hint));
        }
        let mut bound: Vec<(Axis, usize)> = Vec::new();
        for (place, (term, axes)) in self.operands.iter().zip(operands).enumerate() {
            if term.len() != axes.len() {
                return Err(self.wrong_rank(place, axes));
            }
            for (letter, axis) in term.iter().zip(*axes) {
                let axis = axis.called(*letter);
                match bound.iter().find(|(known, _)| known.letter == *letter) {
                    None => bound.push((axis, place)),
                    Some((known, _)) if (known.symbol, known.size) == (axis.symbol, axis.size) => {}
                    Some((known, first)) => {
                        return Err(self.two_sizes((*known, *first), (axis, place)));
                    }
                }
            }
        }
        let axis_of = |letter| bound.iter().find(|(axis, _)| axis.letter == letter);
        Ok(self.loops().into_iter().filter_map(axis_of).map(|(axis, _)| *axis).collect())
    }

    fn wrong_rank(&self, place: usize, axes: &[Axis]) -> Error {
        let term: String = self.operands[place].iter().collect();
        let (expected, found) = (self.operands[place].len(), axes.len());
        let sizes: Vec<String> = axes.iter().map(|axis| axis.size.to_string()).collect();
        let cause = format!(
            "Operand {} is written \"{term}\" (axes: {expected}) and has the shape [{}] (axes: {found}).",
            place + 1,
            sizes.join(", "),
        );
        let error = Error::new(Code::OperandRank, cause).at(self.to_string());
        error.expected(expected).found(found).hint("Write one letter for each of its axes.")
    }

    fn two_sizes(&self, (first, at): (Axis, usize), (second, place): (Axis, usize)) -> Error {
        let letter = first.letter;
        let (known, new) = if first.size == second.size {
            (format!("size {}", first.symbol), format!("size {}", second.symbol))
        } else {
            (format!("size {}", first.size), format!("size {}", second.size))
        };
        let meant = match meaning(letter) {
            same if same == letter.to_string() => String::new(),
            meaning => format!(" ({meaning})"),
        };
        let cause = format!(
            "\"{letter}\"{meant} has {known} in operand {} and {new} in operand {}.",
            at + 1,
            place + 1,
        );
        let error = Error::new(Code::LetterSize, cause).at(self.to_string());
        let hint = "Use another letter for one of them, or give both the same size.";
        error.expected(known).found(new).hint(hint)
    }
}

/// An equation without blanks, its arrow `->` and its ellipsis `...`, however keyboards, word
/// processors and pages spell them.
#[must_use]
pub fn plain(text: &str) -> String {
    const SPELLINGS: [(&str, &[&str]); 2] = [
        (
            "->",
            &[
                "→",
                "⟶",
                "➝",
                "➔",
                "⇒",
                "⟹",
                "↦",
                "–>",
                "—>",
                "−>",
                "=>",
                "-&gt;",
                "\\rightarrow",
                "\\mapsto",
                "\\to",
            ],
        ),
        ("...", &["…", "⋯", "\\ldots", "\\dots"]),
    ];
    // As the builder writes all of its own.
    if text.bytes().all(|sign| sign.is_ascii_alphabetic() || b",->".contains(&sign)) {
        return text.to_owned();
    }
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    // As a program has it: in quotation marks.
    let compact = compact.trim_matches(['"', '\'', '`', '“', '”', '‘', '’']).to_owned();
    SPELLINGS.iter().fold(compact, |text, (plain, spellings)| {
        spellings.iter().fold(text, |text, spelling| text.replace(spelling, plain))
    })
}

impl fmt::Display for Equation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, term) in self.operands.iter().enumerate() {
            let comma = if place == 0 { "" } else { "," };
            write!(f, "{comma}{}", term.iter().collect::<String>())?;
        }
        write!(f, "->{}", self.output.iter().collect::<String>())
    }
}
