//! What stands here in the place of a sign of another language.

use super::{begins_condition, wide};
use crate::grammar::Kind;
use crate::language::diagnostic::{Diagnostic, Mistake};
use crate::language::notation::{Foreign, Token, Word};
use crate::language::read::letter;
use crate::language::span::Span;

/// Commands that are other signs here; those that are names are written as they are.
const COMMANDS: &[(&str, &str)] = &[
    ("cdot", "*"),
    ("times", "*"),
    ("odot", "*"),
    ("le", "<="),
    ("leq", "<="),
    ("ge", ">="),
    ("geq", ">="),
    ("ne", "!="),
    ("neq", "!="),
    ("infty", "inf"),
    ("left", ""),
    ("right", ""),
    ("big", ""),
    ("Big", ""),
    ("bigl", ""),
    ("bigr", ""),
    ("land", "and"),
    ("wedge", "and"),
    ("lor", "or"),
    ("lnot", "not"),
    ("quad", ""),
    ("qquad", ""),
    ("displaystyle", ""),
    ("top", ""),
    ("langle", "⟨"),
    ("rangle", "⟩"),
    ("lambda", "λ"),
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("tau", "τ"),
    ("phi", "φ"),
    ("sigma", "σ"),
];

/// What is said of a sign, with what is written in its place.
pub(super) fn refused(
    sign: Foreign,
    token: &Token,
    tokens: &[Token],
    place: usize,
) -> Box<Diagnostic> {
    let error = |message: &str| {
        Diagnostic::new(
            Mistake::Foreign,
            token.span,
            format!("\"{}\" is not a sign of the language: {message}", token.text),
        )
    };
    let at = token.span;
    match sign {
        Foreign::Equals => error("\"=\" compares.").hint("Write =.").fix(at, "="),
        Foreign::AtMost => error("at most is \"<=\".").hint("Write <=.").fix(at, "<="),
        Foreign::Power => error("\"^\" raises to a power.").hint("Write ^.").fix(at, "^"),
        Foreign::And => {
            error("conditions are joined by a word.").hint("Write and.").fix(wide(tokens, place, place), " and ")
        }
        // `q~[i,d]`
        Foreign::Not if !begins_condition(&tokens[..place]) => {
            error("it is no part of a name.").hint("A name is letters, digits, \"_\" and primes.")
        }
        Foreign::Not => {
            error("a condition is negated by a word.").hint("Write not.").fix(at, " not ")
        }
        Foreign::Matrix => error("a product of matrices is a sum over the axis that they share.")
            .hint("Write sum[d] q[i,d] k[j,d]."),
        Foreign::Arrow if token.text == "=>" && begins_condition(&tokens[..place]) => {
            error("at least is \">=\".").hint("Write >=.").fix(at, ">=")
        }
        Foreign::Arrow => error("a step is written with \"=\".").hint("Write output[i,m] = … ."),
        Foreign::Assign => error("a step is given once, with \"=\".").hint("Write =.").fix(at, "="),
        Foreign::Brace => {
            let round = if token.text == "{" { "(" } else { ")" };
            braced(error("brackets are round.").hint(format!("Write {round}.")), tokens, place)
        }
        Foreign::Dot => {
            match without_libraries(tokens) {
                Some((all, text)) if is_library(tokens, place) => {
                    error("functions stand alone.").hint("Remove what stands before it.").fix(all, text)
                }
                _ if neighbour(tokens, place).is_some_and(|next| matches!(next.kind, Kind::Word(Word::Foreign(Foreign::Dot)))) => {
                    error("there are no ranges.").hint("Compare: 1 <= j and j <= i.")
                }
                _ => {
                    let error = error("there are no methods, and nothing is transposed.")
                        .hint("Letters say which axis is which: k[j,d] may be read in any order.");
                    match (place.checked_sub(1).map(|before| &tokens[before]), neighbour(tokens, place)) {
                        // `q[i.d]`
                        (Some(one), Some(two))
                            if letter(&one.text).is_some() && letter(&two.text).is_some() && is_in_index(&tokens[..place]) =>
                        {
                            error.hint("A comma stands between two axes.").fix(at, ",")
                        }
                        (Some(one), Some(two)) if one.kind == Kind::Name && two.kind == Kind::Name => {
                            error.fix(one.span.to(two.span), format!("{}_{}", one.text, two.text))
                        }
                        _ => error,
                    }
                }
            }
        }
        Foreign::Quote => {
            let error = error("there are no texts.").hint("Write a comment after #.");
            match (neighbour(tokens, place), tokens.get(place + 2)) {
                (Some(text), Some(end)) if end.kind == token.kind => {
                    error.fix(at.to(end.span), &*text.text)
                }
                _ => unquoted(error, token, tokens),
            }
        }
        Foreign::Command => {
            let error = error("formulas are not written in LaTeX.")
                .hint("Write sqrt, sum, exp and Greek letters as they are.");
            let brace = Kind::Word(Word::Foreign(Foreign::Brace));
            let has_parts = tokens.get(place + 2).is_some_and(|next| next.kind == brace);
            let name = neighbour(tokens, place).filter(|next| next.span.column == at.end());
            match name {
                _ if has_parts => error,
                Some(name) if token.text == "\\" => {
                    error.fix(at.to(name.span), latex_sign(&name.text))
                }
                _ => error.fix(at, ""),
            }
        }
        Foreign::Remainder => error("there is no remainder.").hint(
            "The remainder of a by w is a - w block(a + 1, w), with block the whole part of a/w; comments begin with #.",
        ),
        Foreign::Or => error("conditions are joined by a word.").hint("Write or.").fix(wide(tokens, place, place), " or "),
        Foreign::Times => {
            error("\"*\" multiplies, cell by cell where the letters agree.").hint("Write *.").fix(at, "*")
        }
        Foreign::Question => {
            let error = error("a choice is written with words.").hint("Write if c then a else b.");
            choice(error, tokens, place)
        }
        Foreign::Fraction => {
            let (_, text) = FRACTIONS.iter().find(|(sign, _)| *sign == token.text).unwrap_or(&("", "1"));
            error("a fraction is a quotient.").hint(format!("Write {text}.")).fix(at, *text)
        }
        Foreign::Product => {
            error("nothing is multiplied along an axis.").hint("Write exp(sum[j] log(x[j])).")
        }
        Foreign::Inner => error("a product of vectors is a sum over the axis that they share.")
            .hint("Write sum[d] q[i,d] k[j,d]."),
    }
}

/// What libraries are called.
const LIBRARIES: &[&str] = &["np", "torch", "F", "math", "jnp", "numpy", "nn"];

/// Whether a full stop stands behind a library, or behind a part of one.
fn is_library(tokens: &[Token], place: usize) -> bool {
    let is_stop = |at: usize| {
        tokens.get(at).is_some_and(|token| token.kind == Kind::Word(Word::Foreign(Foreign::Dot)))
    };
    let Some(before) = place.checked_sub(1) else { return false };
    let is_part = before > 1 && is_stop(before - 1) && is_stop(place);
    LIBRARIES.contains(&&*tokens[before].text)
        || (is_part && is_library(tokens, before - 1) && tokens[before].kind == Kind::Name)
}

/// A line without all of its libraries, from the first of them to the last: `np.exp(x) / np.sqrt(d)`.
fn without_libraries(tokens: &[Token]) -> Option<(Span, String)> {
    let stops: Vec<usize> = (0..tokens.len())
        .filter(|at| tokens[*at].kind == Kind::Word(Word::Foreign(Foreign::Dot)))
        .filter(|at| is_library(tokens, *at))
        .collect();
    let (first, last) = (stops.first()?.checked_sub(1)?, *stops.last()?);
    let goes = |at: usize| stops.contains(&at) || stops.contains(&(at + 1));
    let mut text = String::new();
    let mut kept: Option<usize> = None;
    for at in (first..=last).filter(|at| !goes(*at)) {
        text.push_str(gap(tokens, kept.unwrap_or(at), at));
        text.push_str(&tokens[at].text);
        kept = Some(at);
    }
    if let Some(kept) = kept {
        text.push_str(gap(tokens, kept, last + 1));
    }
    Some((tokens[first].span.to(tokens[last].span), text))
}

/// The blank before a token, or before what is left out before it.
fn gap(tokens: &[Token], before: usize, at: usize) -> &'static str {
    let is_apart = (before + 1..=at).any(|at| {
        tokens.get(at).is_some_and(|token| tokens[at - 1].span.end() < token.span.column)
    });
    if is_apart { " " } else { "" }
}

/// Signs that are fractions.
const FRACTIONS: &[(&str, &str)] =
    &[("½", "(1/2)"), ("¼", "(1/4)"), ("¾", "(3/4)"), ("⅓", "(1/3)"), ("⅔", "(2/3)")];

/// Whether an index is open behind these tokens.
fn is_in_index(tokens: &[Token]) -> bool {
    let depth = tokens.iter().fold(0, |depth, token| match token.kind {
        Kind::Word(Word::OpenIndex) => depth + 1,
        Kind::Word(Word::CloseIndex) => depth - 1,
        _ => depth,
    });
    depth > 0
}

/// The token behind another one.
fn neighbour(tokens: &[Token], place: usize) -> Option<&Token> {
    tokens.get(place + 1)
}

/// What a command of LaTeX is written as, its name without the backslash.
pub fn latex_sign(command: &str) -> &str {
    let known = COMMANDS.iter().find(|(name, _)| *name == command);
    known.map_or(command, |(_, sign)| *sign)
}

/// `q{i,d}` and `sum_{d}` with square brackets, other braces with round ones.
fn braced(error: Box<Diagnostic>, tokens: &[Token], place: usize) -> Box<Diagnostic> {
    let is = |token: &Token, text: &str| {
        token.text == text && token.kind == Kind::Word(Word::Foreign(Foreign::Brace))
    };
    let close = tokens[place..].iter().position(|token| is(token, "}")).map(|end| place + end);
    let Some(close) = close.filter(|_| is(&tokens[place], "{")) else { return error };
    let inside = &tokens[place + 1..close];
    let before = place.checked_sub(1).map(|before| &tokens[before]);
    let is_index = inside.iter().all(|token| token.kind == Kind::Comma || token.kind == Kind::Name);
    let names = inside.iter().filter(|token| token.kind == Kind::Name);
    let Some(name) = before.filter(|before| before.kind == Kind::Name && is_index) else {
        let text: Vec<&str> = inside.iter().map(|token| &*token.text).collect();
        let all = tokens[place].span.to(tokens[close].span);
        return error.fix(all, format!("({})", text.join(" ")));
    };
    let names: Vec<String> =
        names.flat_map(|token| token.text.chars().map(String::from).collect::<Vec<_>>()).collect();
    let all = name.span.to(tokens[close].span);
    let table = name.text.trim_end_matches('_');
    error
        .hint("Letters of axes stand in square brackets.")
        .fix(all, format!("{table}[{}]", names.join(",")))
}

/// `c ? a : b` as a choice, where it is a whole right side.
fn choice(error: Box<Diagnostic>, tokens: &[Token], place: usize) -> Box<Diagnostic> {
    let equals = Kind::Word(Word::Compare(crate::program::condition::Comparison::Equal));
    let start = tokens.iter().position(|token| token.kind == equals).map(|at| at + 1);
    let colon = tokens[place..].iter().position(|token| token.kind == Kind::Word(Word::Colon));
    let (Some(start), Some(colon)) = (start, colon.map(|at| place + at)) else { return error };
    if start >= place || colon + 1 >= tokens.len() {
        return error;
    }
    let text = |part: &[Token]| {
        let mut text = String::new();
        for (at, token) in part.iter().enumerate() {
            let gap = at > 0 && part[at - 1].span.end() < token.span.column;
            text.push_str(if gap { " " } else { "" });
            text.push_str(&token.text);
        }
        text
    };
    let parts = [&tokens[start..place], &tokens[place + 1..colon], &tokens[colon + 1..]].map(text);
    let all = tokens[start].span.to(tokens[tokens.len() - 1].span);
    let [condition, then, other] = parts;
    error.fix(all, format!("if {condition} then {then} else {other}"))
}

/// `“s[i,j]” = …`: from one quotation mark to the next, without them.
fn unquoted(error: Box<Diagnostic>, first: &Token, tokens: &[Token]) -> Box<Diagnostic> {
    let is_mark =
        |token: &&Token| token.kind == first.kind && token.span.column > first.span.column;
    let Some(last) = tokens.iter().find(is_mark) else { return error };
    let inside = tokens.iter().filter(|token| {
        first.span.column < token.span.column && token.span.column < last.span.column
    });
    let text: String = inside.map(|token| &*token.text).collect();
    if text.is_empty() { error } else { error.fix(first.span.to(last.span), text) }
}
