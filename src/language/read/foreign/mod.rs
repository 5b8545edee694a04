//! Signs and words of other languages, which are named before anything else on the line is.

mod cures;

use crate::grammar::Kind;
use crate::language::diagnostic::{Diagnostic, Mistake, Outcome};
use crate::language::notation::{Foreign, Token, Word};
use crate::language::span::Span;

pub use self::cures::latex_sign;
use self::cures::refused;

/// Words that go on with a choice.
const ELSE_IF: &[&str] = &["elif", "elseif", "elsif"];

/// Words that lines of other languages begin with.
const BEGINNINGS: &[&str] = &[
    "for", "def", "return", "import", "from", "while", "let", "const", "var", "function", "print",
    "class", "where",
];

/// Refuses the first of them.
///
/// # Errors
/// `foreign-sign`, with what the language has in its place.
pub fn refuse(tokens: &[Token]) -> Outcome<()> {
    if let Some(error) = remark(tokens) {
        return Err(error);
    }
    for (place, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Name if place > 0 && ELSE_IF.contains(&&*token.text) => {
                let message = format!("\"{}\" is a word of another language.", token.text);
                let error = Diagnostic::new(Mistake::Foreign, token.span, message);
                return Err(error.hint("Write else if.").fix(token.span, "else if"));
            }
            _ if let Some((at, text, message)) = two_signs(tokens, place) => {
                let sign = format!("{}{}", token.text, tokens[place + 1].text);
                let message = format!("\"{sign}\" is not a sign of the language: {message}");
                let said = token.span.to(tokens[place + 1].span);
                let error = Diagnostic::new(Mistake::Foreign, said, message);
                return Err(error.hint(format!("Write {}.", text.trim())).fix(at, text));
            }
            // Braces of LaTeX: its commands say more.
            Kind::Word(Word::Foreign(Foreign::Brace)) if is_command(tokens) => {}
            Kind::Word(Word::Foreign(sign)) => return Err(refused(sign, token, tokens, place)),
            Kind::Word(Word::Unknown) => {
                let message = format!("\"{}\" means nothing here.", token.text);
                let error = Diagnostic::new(Mistake::Foreign, token.span, message);
                return Err(match &*token.text {
                    "∈" if begins_condition(&tokens[..place]) => {
                        error.hint("Compare: j = 1 or j = 2.")
                    }
                    "‖" => error.hint("The length of a vector is norm[d] x[i,d]."),
                    "—" | "―" => error.hint("The minus sign is -.").fix(token.span, "-"),
                    "…" | "⋯" => error.hint("Write the sum: sum[d] q[i,d] k[j,d]."),
                    _ => error.hint("Remove it.").fix(token.span, ""),
                });
            }
            Kind::Name if is_statement(tokens, place) => {
                let message = format!("\"{}\" is a word of another language.", token.text);
                let error = Diagnostic::new(Mistake::Foreign, token.span, message);
                let error = error.hint(
                    "A line is a step over all places: name[axes] = formula. There are no loops.",
                );
                let next = tokens[place + 1].span;
                let is_import = matches!(&*token.text, "import" | "from");
                let last = tokens[tokens.len() - 1].span;
                return Err(if is_import {
                    error.fix(token.span.to(last), "")
                } else if place == 0 {
                    error.fix(token.span.to(next.before()), "")
                } else {
                    error
                });
            }
            _ => {}
        }
    }
    Ok(())
}

/// From one token to another with the blanks around them.
fn wide(tokens: &[Token], first: usize, last: usize) -> Span {
    let before = first.checked_sub(1).map(|before| tokens[before].span.behind());
    let behind = tokens.get(last + 1).map(|behind| behind.span.before());
    before.unwrap_or(tokens[first].span).to(behind.unwrap_or(tokens[last].span))
}

/// Two signs that are one elsewhere: `||` between conditions, `<>`, and `<-` in the place of `=`.
fn two_signs(tokens: &[Token], place: usize) -> Option<(Span, &'static str, &'static str)> {
    use crate::program::condition::Comparison::{Equal, Less, More};
    let (one, two) = (&tokens[place], tokens.get(place + 1)?);
    if one.span.end() != two.span.column {
        return None;
    }
    let at = one.span.to(two.span);
    let compare = |sign| Kind::Word(Word::Compare(sign));
    match (one.kind, two.kind) {
        (Kind::Word(Word::Bar), Kind::Word(Word::Bar)) if is_in_condition(tokens, place) => {
            // The bars of two sizes: `|i||j|`.
            let closes = place > 1 && tokens[place - 2].kind == one.kind;
            let at = wide(tokens, place, place + 1);
            (!closes).then_some((at, " or ", "conditions are joined by a word."))
        }
        (less, more) if less == compare(Less) && more == compare(More) => {
            Some((at, "!=", "what differs is \"!=\"."))
        }
        (less, Kind::Minus)
            if less == compare(Less)
                && !tokens.iter().any(|token| token.kind == compare(Equal)) =>
        {
            Some((at, "=", "a step is written with \"=\"."))
        }
        _ => None,
    }
}

/// Whether a comparison stands before a place, in a condition.
fn is_in_condition(tokens: &[Token], place: usize) -> bool {
    let compares = |token: &Token| matches!(token.kind, Kind::Word(Word::Compare(_)));
    let last = tokens[..place].iter().rposition(compares);
    last.is_some_and(|last| begins_condition(&tokens[..last]))
}

/// Whether a condition begins here: behind a colon, or behind `if`.
fn begins_condition(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| {
        token.kind == Kind::Word(Word::Colon) || (token.kind == Kind::Name && token.text == "if")
    })
}

/// Whether a command of LaTeX stands on the line.
fn is_command(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| token.kind == Kind::Word(Word::Foreign(Foreign::Command)))
}

/// Whether a word is one that statements begin with, and no name.
fn is_statement(tokens: &[Token], place: usize) -> bool {
    let text = &*tokens[place].text;
    let behind = tokens.get(place + 1).map(|token| token.kind);
    let is_alone = matches!(behind, Some(Kind::Name));
    (place == 0 && BEGINNINGS.contains(&text) && is_alone)
        || (place == 0 && text == "print" && behind == Some(Kind::Open))
        || (place > 0 && text == "for" && is_alone)
        || (text == "lambda"
            && is_alone
            && tokens.get(place + 2).is_some_and(|next| next.kind == Kind::Word(Word::Colon)))
}

/// A line that other languages would read as a remark.
fn remark(tokens: &[Token]) -> Option<Box<Diagnostic>> {
    let (first, second) = (tokens.first()?, tokens.get(1));
    let is_dashed =
        first.kind == Kind::Minus && second.is_some_and(|next| next.kind == Kind::Minus);
    let is_remark = first.kind == Kind::Word(Word::Foreign(Foreign::Remainder)) || is_dashed;
    if !is_remark {
        return None;
    }
    let at = if is_dashed { first.span.to(second?.span) } else { first.span };
    let error = Diagnostic::new(Mistake::Foreign, at, "This does not begin a comment.");
    Some(error.hint("A comment begins with #.").fix(at, "#"))
}
