//! Whole-number expressions as Python writes them: `self.num_heads * self.d_k`, `x.size(-1) // 2`.

use std::collections::BTreeMap;

use crate::grammar::{
    Algebra, Beside, Complaint, Kind, Lexer, Notation, Parser, Rules, Token, Words, parse, tokens,
};

/// What an expression may use.
pub struct Names {
    /// Names with their numbers.
    pub sizes: BTreeMap<&'static str, i64>,
    /// The shape of the tensor `x`, where there is one.
    pub x: Vec<usize>,
}

/// Characters that an expression may have.
const LONGEST: usize = 200;
/// Numbers stay far from where sums and products overflow.
const MOST: i64 = 1 << 24;

/// The value of an expression.
///
/// # Errors
/// A sentence that names what cannot be read.
pub fn evaluate(text: &str, names: &Names) -> Result<i64, String> {
    if text.len() > LONGEST {
        return Err(format!("This has {} characters, more than {LONGEST}.", text.len()));
    }
    let text = text.trim();
    parse(names, text, &tokens::<&Names>(text, 0)?)
}

/// What Python has beside the signs of all notations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// `/`, which gives no whole number.
    Divide,
    /// `()`, the call of a function of nothing.
    Call,
    OpenIndex,
    CloseIndex,
    Unknown,
}

impl Notation for &Names {
    type Word = Word;
    type Error = String;

    const WORDS: Words<Word> = &[
        (Kind::Plus, &["+"]),
        (Kind::Minus, &["-"]),
        (Kind::Times, &["*"]),
        (Kind::Over, &["//"]),
        (Kind::Open, &["("]),
        (Kind::Close, &[")"]),
        (Kind::Word(Word::Divide), &["/"]),
        (Kind::Word(Word::Call), &["()"]),
        (Kind::Word(Word::OpenIndex), &["["]),
        (Kind::Word(Word::CloseIndex), &["]"]),
    ];
    const SIGNS: Words<Word> = &[];

    /// A number is a name too: `2x` is one word.
    fn name(rest: &str) -> usize {
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
        rest.len() - rest.trim_start_matches(is_part).len()
    }

    fn unknown(_: &Lexer<'_, Self>) -> Result<Word, String> {
        Ok(Word::Unknown)
    }
}

impl Algebra for &Names {
    type Value = i64;

    const RULES: Rules<Self> = Rules {
        sum: &[Kind::Plus, Kind::Minus],
        product: &[Kind::Times, Kind::Over],
        beside: Beside::InTurn,
        negative: Some(|value| -value),
        depth: LONGEST + 1,
    };

    fn atom(parser: &mut Parser<Self>, token: Token<Word>) -> Result<i64, String> {
        if token.kind != Kind::Name {
            return Err(Self::refuse(parser, Complaint::Missing(Some(token))));
        }
        let (word, names) = (&parser.text[token.start..token.end], parser.algebra);
        if let Ok(number) = word.parse() {
            return bounded(number);
        }
        if matches!(word, "x.size" | "x.shape") && !names.x.is_empty() {
            return size(parser, word);
        }
        names.sizes.get(word).copied().ok_or_else(|| {
            let known: Vec<&str> = names.sizes.keys().copied().collect();
            format!("“{word}” is not a name here. The names are: {}.", known.join(", "))
        })
    }

    fn combine(&self, sign: Kind<Word>, [one, two]: [i64; 2], _: usize) -> Result<i64, String> {
        match sign {
            Kind::Plus => bounded(one + two),
            Kind::Minus => bounded(one - two),
            Kind::Over if two == 0 => Err("This divides by 0.".to_owned()),
            Kind::Over => Ok(one.div_euclid(two)),
            _ => bounded(one * two),
        }
    }

    fn refuse(parser: &Parser<Self>, complaint: Complaint<Word>) -> String {
        let next = parser.peek();
        match (complaint, next) {
            (Complaint::Missing(_), _) => "A size is missing here.".to_owned(),
            (_, Some(Token { kind: Kind::Word(Word::Divide), .. })) => {
                "A size is a whole number: divide with //, as in d_model // 2.".to_owned()
            }
            (Complaint::More, Some(Token { start, .. })) => {
                format!("“{}” does not continue a size.", &parser.text[start..])
            }
            _ => "A bracket stays open.".to_owned(),
        }
    }
}

/// `x.size(i)`, `x.size()[i]` or `x.shape[i]`, where the axis −1 is the last.
fn size(parser: &mut Parser<&Names>, word: &str) -> Result<i64, String> {
    let is_called = word == "x.size" && !parser.take(Kind::Word(Word::Call));
    let (open, close) = if is_called {
        (Kind::Open, Kind::Close)
    } else {
        (Kind::Word(Word::OpenIndex), Kind::Word(Word::CloseIndex))
    };
    if !parser.take(open) {
        return Err(format!("“{word}” is a whole shape: name one axis, as in x.size(-1)."));
    }
    let axis = parser.inside(close)?;
    let shape = &parser.algebra.x;
    let from_end = usize::try_from(-axis).ok().and_then(|back| shape.len().checked_sub(back));
    let place = usize::try_from(axis).ok().or(from_end);
    let size = place.and_then(|place| shape.get(place));
    let size = size.ok_or_else(|| format!("x has {} axes, and no axis {axis}.", shape.len()))?;
    Ok(i64::try_from(*size).unwrap_or(i64::MAX))
}

fn bounded(value: i64) -> Result<i64, String> {
    let fits = value.abs() <= MOST;
    if fits { Ok(value) } else { Err(format!("{value} is too large for a size.")) }
}
