//! How a big-O answer is spelled.

use super::sizes::Sizes;
use crate::base::error::{Code, Error, Result, brief};
use crate::grammar::{Kind, Lexer, Notation, Token, Words};

/// An answer about some sizes.
pub struct Answer<'s>(pub &'s Sizes);

/// What an answer has beside the signs of all notations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    Max,
    /// O or Θ before a bracket: what it encloses.
    Order,
}

pub const ORDER: Kind<Word> = Kind::Word(Word::Order);

impl Notation for Answer<'_> {
    type Word = Word;
    type Error = Error;

    const WORDS: Words<Word> =
        &[(Kind::Word(Word::Max), &["\\max"]), (ORDER, &["\\Theta", "O", "Θ", "𝒪"])];

    fn number(rest: &str, column: usize) -> Result<Option<(f64, usize)>> {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        if digits.is_empty() {
            return Ok(None);
        }
        let number = digits.parse::<u32>().ok().filter(|number| *number < 1_000_000_000);
        let number = number.ok_or_else(|| syntax("This number is too large.", column))?;
        Ok(Some((f64::from(number), digits.len())))
    }

    fn name(rest: &str) -> usize {
        usize::from(rest.starts_with(|c: char| c.is_ascii_alphabetic()))
    }

    fn reads(lexer: &mut Lexer<'_, Self>) -> bool {
        let rest = lexer.rest();
        if rest.starts_with([')', ']', '}'])
            && let [.., Token { kind: Kind::Open, .. }, Token { kind: ORDER, .. }] =
                lexer.tokens[..]
        {
            lexer.tokens.pop(); // \mathcal{O}
            lexer.rename(ORDER);
            lexer.skip(1);
        } else if rest.strip_prefix("max").is_some_and(opens) {
            lexer.push(Kind::Word(Word::Max), "max".len());
        } else if let Some(after) = rest.strip_prefix("Theta").or(rest.strip_prefix("theta"))
            && opens(after)
        {
            lexer.push(ORDER, "Theta".len());
        } else if rest.starts_with('⁻') {
            lexer.raise();
            lexer.push(Kind::Minus, '⁻'.len_utf8());
        } else if rest.starts_with('\\') && Self::name(&rest[1..]) == 0 {
            lexer.skip(1);
            lexer.takes(&[",", ";", ":", "!", " "]); // a blank of some width; else a bracket: `\{`
        } else {
            return false;
        }
        true
    }

    fn unknown(lexer: &Lexer<'_, Self>) -> Result<Word> {
        let is_letter = |c: &char| c.is_ascii_alphabetic();
        let word: String = match lexer.rest().strip_prefix('\\') {
            Some(name) => {
                let name: String = name.chars().take_while(is_letter).collect();
                format!("\\{}", brief(&name))
            }
            None => lexer.rest().chars().take(1).collect(),
        };
        Err(syntax(format!("\"{word}\" cannot be part of a cost."), lexer.column))
    }
}

/// Whether a bracket is next.
fn opens(rest: &str) -> bool {
    rest.trim_start().starts_with(['(', '[', '{'])
}

/// An answer that cannot be read, and the place of the character, or 0 for the whole.
pub fn syntax(cause: impl Into<String>, at: usize) -> Error {
    let error = Error::new(Code::CostSyntax, cause).at("answer");
    if at == 0 { error } else { error.column(at) }
}
