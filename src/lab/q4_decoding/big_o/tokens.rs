//! The characters of a big-O answer -> its tokens.

use crate::base::error::{Code, Error, Result, brief};

/// A piece of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token {
    Letter(char),
    Number(i64),
    Plus,
    Minus,
    Times,
    Over,
    Power,
    Open,
    Close,
    Comma,
    Max,
    Fraction,
    /// O or Θ before a bracket: what it encloses.
    Order,
}

/// The words of LaTeX that stand in an answer, each with what it means; none for mere looks.
const WORDS: &[(&str, Option<Token>)] = &[
    ("cdot", Some(Token::Times)),
    ("times", Some(Token::Times)),
    ("max", Some(Token::Max)),
    ("frac", Some(Token::Fraction)),
    ("dfrac", Some(Token::Fraction)),
    ("tfrac", Some(Token::Fraction)),
    ("Theta", Some(Token::Order)),
    ("mathcal", None),
    ("mathrm", None),
    ("left", None),
    ("right", None),
    ("bigl", None),
    ("bigr", None),
    ("big", None),
    ("quad", None),
];

/// The tokens with their places, counted from 1.
pub fn tokens(text: &str) -> Result<Vec<(Token, usize)>> {
    let mut tokens: Vec<(Token, usize)> = Vec::new();
    let mut rest = (1..).zip(text.chars()).peekable();
    let mut raised = false;
    while let Some((at, c)) = rest.next() {
        let is_raised = raised_digit(c).is_some();
        if is_raised && !raised {
            tokens.push((Token::Power, at));
        }
        raised = is_raised;
        let mut word = |first: Option<char>, part: fn(&char) -> bool| {
            let mut word: String = first.into_iter().collect();
            while let Some((_, c)) = rest.next_if(|(_, c)| part(c)) {
                word.push(c);
            }
            word
        };
        let token = match raised_digit(c).unwrap_or(c) {
            c if c.is_whitespace() || "$&".contains(c) => continue,
            '0'..='9' => {
                let digits = if is_raised {
                    word(Some(c), |c| raised_digit(*c).is_some_and(|c| c != '-'))
                } else {
                    word(Some(c), char::is_ascii_digit)
                };
                let digits: String = digits.chars().map(|c| raised_digit(c).unwrap_or(c)).collect();
                let number = digits.parse().ok().filter(|number| *number < 1_000_000_000);
                Token::Number(number.ok_or_else(|| syntax("This number is too large.", at))?)
            }
            '\\' => {
                let name = word(None, char::is_ascii_alphabetic);
                if name.is_empty() {
                    // A space of some width, or a bracket: `\,` and `\{`.
                    rest.next_if(|(_, c)| ",;:! ".contains(*c));
                    continue;
                }
                match WORDS.iter().find(|(word, _)| *word == name) {
                    Some((_, Some(token))) => *token,
                    Some((_, None)) => continue,
                    None => {
                        return Err(syntax(
                            format!("\"\\{}\" is no part of a cost.", brief(&name)),
                            at,
                        ));
                    }
                }
            }
            '+' => Token::Plus,
            '-' | '−' => Token::Minus,
            '*' if rest.next_if(|(_, c)| *c == '*').is_some() => Token::Power,
            '*' | '·' | '×' | '⋅' | '∙' => Token::Times,
            '/' | '÷' => Token::Over,
            '^' => Token::Power,
            '(' | '[' | '{' => Token::Open,
            ')' | ']' | '}' => Token::Close,
            ',' => Token::Comma,
            'O' | 'Θ' | '𝒪' => Token::Order,
            'm' if is_max(rest.clone().map(|(_, c)| c)) => {
                rest.nth(1); // the a and the x
                Token::Max
            }
            c if c.is_ascii_alphabetic() => Token::Letter(c),
            c => return Err(syntax(format!("\"{c}\" is no part of a cost."), at)),
        };
        tokens.push((token, at));
        if let [.., (Token::Open, from), (Token::Order, _), (Token::Close, _)] = tokens[..] {
            tokens.truncate(tokens.len() - 3); // \mathcal{O}
            tokens.push((Token::Order, from));
        }
    }
    Ok(tokens)
}

/// Whether an `m` begins `max(`.
fn is_max(mut rest: impl Iterator<Item = char>) -> bool {
    rest.next() == Some('a')
        && rest.next() == Some('x')
        && rest.find(|c| !c.is_whitespace()).is_some_and(|c| "([{".contains(c))
}

/// The character that is raised: `2` for `²`.
fn raised_digit(c: char) -> Option<char> {
    const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    let place = RAISED.chars().position(|raised| raised == c);
    place
        .and_then(|digit| char::from_digit(u32::try_from(digit).ok()?, 10))
        .or((c == '⁻').then_some('-'))
}

/// An answer that cannot be read, and the place of the character, or 0 for the whole.
pub fn syntax(cause: impl Into<String>, at: usize) -> Error {
    let error = Error::new(Code::CostSyntax, cause).at("answer");
    let error = if at == 0 { error } else { error.column(at) };
    error.hint("Write a sum of products, such as O(bd^2 + bnd/h).")
}
