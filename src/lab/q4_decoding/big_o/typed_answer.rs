//! The text of a big-O answer -> a polynomial, in any usual notation.
//!
//! A sum of products: `+`, `·` or nothing between factors, `/`, powers by `^`, `**` or raised
//! digits, brackets of any kind, `max(…)`, which is a sum under O, and LaTeX for all of these.
//! Factors that stand side by side belong together: `bnd/hk` is bnd over hk.

use super::sizes::Sizes;
use super::tokens::{Answer, ORDER, Word, syntax};
use crate::base::error::{Code, Error, Result, brief};
use crate::base::poly::{Monomial, Polynomial};
use crate::grammar::{
    Algebra, Beside, Complaint, Kind, Outcome, Parser, Rules, Token, parse, tokens,
};

/// Characters that an answer may have.
const LENGTH: usize = 300;
/// Terms that brackets may multiply out to.
const TERMS: usize = 500;
/// The largest exponent.
const EXPONENT: i32 = 20;

const MINUS: &str = "A cost has no minus.";

/// Reads an answer.
///
/// # Errors
/// `cost-syntax` for what is no sum of products, `letter-unknown` for a letter that is no size;
/// the column is the character's place.
pub fn read(text: &str, sizes: &Sizes) -> Result<Polynomial> {
    sum(text, sizes).map_err(|error| {
        let is_hinted = error.code != Code::CostSyntax || !error.hint.is_empty();
        if is_hinted { error } else { error.hint(example(sizes)) }
    })
}

/// How an answer is written, in the letters of its question.
fn example(sizes: &Sizes) -> String {
    let [one, other] = [0, 1].map(|at| sizes.offered.get(at).copied().unwrap_or('n'));
    format!("Write a sum of products, such as O(3{one} + {other}^4).")
}

fn sum(text: &str, sizes: &Sizes) -> Result<Polynomial> {
    let length = text.chars().count();
    if length > LENGTH {
        let error = syntax(format!("The answer has {length} characters; the most is {LENGTH}."), 0);
        return Err(error.expected(LENGTH).found(length));
    }
    let sum = parse(Answer(sizes), text, &tokens::<Answer>(text, 0)?)?;
    if sum.terms().next().is_none() {
        return Err(syntax("The answer is 0.", 0));
    }
    Ok(sum)
}

impl Algebra for Answer<'_> {
    type Value = Polynomial;

    const RULES: Rules<Self> = Rules {
        sum: &[Kind::Plus],
        product: &[Kind::Times, Kind::Over],
        beside: Beside::Together,
        negative: None,
        depth: 20,
    };

    fn atom(parser: &mut Parser<Self>, token: Token<Word>) -> Result<Polynomial> {
        match token.kind {
            Kind::Number(number) => Ok(Polynomial::number(i64::from(whole(number)))),
            Kind::Name => {
                let letter = parser.text[token.start..].chars().next().unwrap_or_default();
                let sizes = parser.algebra.0;
                let size = sizes.find(letter).map(|letter| Polynomial::product([letter]));
                size.ok_or_else(|| unknown(parser.text, token, sizes))
            }
            ORDER => group(parser),
            // The largest of several is as large as their sum under O.
            Kind::Word(Word::Max) => {
                open(parser)?;
                let mut sum = parser.sum()?;
                while parser.take(Kind::Comma) {
                    sum = sum + parser.sum()?;
                }
                parser.close(Kind::Close).map(|()| sum)
            }
            Kind::Fraction => {
                let above = group(parser)?;
                over(above, &group(parser)?, token.column)
            }
            _ => Err(Self::refuse(parser, Complaint::Missing(Some(token)))),
        }
    }

    fn combine(&self, sign: Kind<Word>, [one, two]: [Polynomial; 2], at: usize) -> Outcome<Self> {
        match sign {
            Kind::Plus => Ok(one + two),
            Kind::Over => over(one, &two, at),
            _ => times(one, two, at),
        }
    }

    fn power(parser: &mut Parser<Self>, base: Polynomial, at: usize) -> Result<Polynomial> {
        let bracket = parser.take(Kind::Open);
        let is_under = parser.take(Kind::Minus);
        let Some(Token { kind: Kind::Number(exponent), .. }) = parser.read() else {
            return Err(syntax("A power needs a whole number.", at));
        };
        let exponent = whole(exponent);
        if bracket {
            parser.close(Kind::Close)?;
        }
        if exponent > EXPONENT {
            let error = syntax(format!("The exponent {exponent} is too large."), at);
            return Err(error.expected(EXPONENT).found(exponent));
        }
        let one = Polynomial::number(1);
        let power =
            (0..exponent).try_fold(one.clone(), |power, _| times(power, base.clone(), at))?;
        if is_under { over(one, &power, at) } else { Ok(power) }
    }

    fn goes_on(parser: &Parser<Self>) -> Result<bool> {
        if let Some(Kind::Number(_)) = parser.kind() {
            let hint = "Write d^2 for a power, and 2d for a multiple.";
            return Err(syntax("A number stands after a factor.", parser.column()).hint(hint));
        }
        let begins = [Kind::Name, Kind::Open, Kind::Fraction, Kind::Word(Word::Max), ORDER];
        Ok(parser.kind().is_some_and(|kind| begins.contains(&kind)))
    }

    fn refuse(parser: &Parser<Self>, complaint: Complaint<Word>) -> Error {
        let at = parser.column();
        let cause = match (complaint, parser.kind()) {
            (Complaint::Missing(None), _) if at == 0 => "There is no answer yet.",
            (Complaint::Missing(None), _) => "The answer ends too early.",
            (Complaint::Missing(Some(Token { kind: Kind::Minus, column, .. })), _) => {
                return syntax(MINUS, column);
            }
            (Complaint::Missing(Some(token)), _) => {
                return syntax("A factor is missing here.", token.column);
            }
            (Complaint::TooDeep, _) => "The brackets nest too deep.",
            (Complaint::Unclosed, None) => "A bracket is not closed.",
            (_, Some(Kind::Close)) => "A bracket closes that was not opened.",
            (_, Some(Kind::Minus)) => MINUS,
            (_, Some(Kind::Comma)) => "A comma stands outside max.",
            (_, Some(Kind::Power)) => "A power stands after a power.",
            _ => "This does not belong here.",
        };
        syntax(cause, at)
    }
}

fn open(parser: &mut Parser<Answer>) -> Result<()> {
    let at = parser.column();
    let is_open = parser.take(Kind::Open);
    if is_open { Ok(()) } else { Err(syntax("A bracket should open here.", at)) }
}

fn group(parser: &mut Parser<Answer>) -> Result<Polynomial> {
    open(parser)?;
    parser.inside(Kind::Close)
}

/// A number that the tokens have found small enough.
#[expect(clippy::cast_possible_truncation, reason = "`Answer::number` has checked it")]
fn whole(number: f64) -> i32 {
    number as i32
}

/// A letter that is no size, or the whole word that it stands in, where that is no product of sizes.
fn unknown(text: &str, token: Token<Word>, sizes: &Sizes) -> Error {
    let is_letter = |c: char| c.is_ascii_alphabetic();
    let from = text[..token.start].trim_end_matches(is_letter).len();
    let to = text.len() - text[token.start..].trim_start_matches(is_letter).len();
    let word = &text[from..to];
    let strange = word.chars().filter(|letter| sizes.find(*letter).is_none()).count();
    let found = if strange > 2 { word } else { &text[token.start..token.end] };
    let cause = format!("\"{}\" is not a size here.", brief(found));
    let list: Vec<String> = sizes.offered.iter().map(char::to_string).collect();
    let error = Error::new(Code::LetterUnknown, cause).at("answer").column(token.column);
    let error = error.found(&text[token.start..token.end]);
    error.hint(format!("The sizes are: {}.", list.join(", ")))
}

/// A product, unless brackets multiply out to more than anybody means.
fn times(one: Polynomial, two: Polynomial, at: usize) -> Result<Polynomial> {
    if one.terms().count() * two.terms().count() > TERMS {
        return Err(syntax("The brackets multiply out to too many terms.", at));
    }
    let product = one * two;
    let largest = |(term, _): (&Monomial, i64)| {
        term.factors().into_iter().map(|(_, exponent)| exponent.abs()).max().unwrap_or(0)
    };
    let largest = product.terms().map(largest).max().unwrap_or(0);
    if largest > EXPONENT {
        let error = syntax(format!("The exponent {largest} is too large."), at);
        return Err(error.expected(EXPONENT).found(largest));
    }
    Ok(product)
}

/// A quotient by a product of letters.
fn over(above: Polynomial, below: &Polynomial, at: usize) -> Result<Polynomial> {
    let mut terms = below.terms();
    let (Some((term, 1..)), None) = (terms.next(), terms.next()) else {
        return Err(syntax("Only a product of letters may stand under a line.", at));
    };
    times(above, term.power(-1).into(), at)
}
