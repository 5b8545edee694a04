//! Typed mathematics: one tokenizer and one expression parser for every notation.
//!
//! A [`Notation`] says how it is spelled: a table of words beside those of all notations. An
//! [`Algebra`] says how tight its signs bind, what its expressions are (a number, a polynomial, a
//! tree), and how it words what cannot be read. Values are computed as the text is read, so the
//! first mistake from the left is the one that is named.

mod expression;
mod token;

pub use expression::{Algebra, Beside, Complaint, Outcome, Parser, Rules, parse};
pub use token::{Kind, Lexer, Notation, Token, Words, raised_digit, tokens};
