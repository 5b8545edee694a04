//! A typed equation 3 with features, homework 6 (b)(iii), computed on numbers.
//!
//! A value is computed for every choice of two indices of keys, so that a sum is over the index that
//! it names, and an index that no sum is over shows. Which of two factors is transposed is left to
//! their lengths: those of queries, features and values are all different.

use std::cell::Cell;

use super::table::{KEYS, Table};
use super::{KernelReport, behind_equals, wrong};
use crate::base::error::{Error, Result, brief};
use crate::base::transposed::TRANSPOSED;
use crate::grammar::{
    Algebra, Beside, Complaint, Kind, Lexer, Notation, Outcome, Parser, Rules, Token, Words, parse,
    tokens,
};
use crate::lab::typed_formula::{self, complained, syntax};

/// Characters that an answer may have.
const LENGTH: usize = 300;
const DEPTH: usize = 20;

/// Rows of Q and of K; the query i is the first row.
const QUERIES: [[f64; 2]; KEYS] = [[0.5, -1.0], [1.5, 0.25], [-0.75, 2.0]];
const KEYS_OF: [[f64; 2]; KEYS] = [[1.0, 2.0], [-0.5, 0.75], [1.25, -1.0]];
const VALUES: [[f64; 4]; KEYS] =
    [[1.0, -2.0, 0.5, 3.0], [0.25, 4.0, -1.0, 2.0], [-3.0, 1.0, 2.0, 0.75]];

const RIGHT: &str = "Σ_j φ(Q_i) φ(K_j) V_j / Σ_j φ(Q_i) φ(K_j)";

const INSIDE: &str = "φ takes a vector, and QᵢᵀKⱼ is one number. The kernel is a product of features, \
                      not a feature of the product.";
const UNDER: &str = "The denominator has to be one number for each row, and yours is a vector.";
const FREE: &str = "An index is left over: what has a j has to be summed over j, above the line and \
                    under it.";
const UNVALUED: &str = "What is averaged are the values, and this has none.";
const OTHER: &str = "On numbers that were tried it gives another row than equation 3 does.";

/// Words of answers that are something else altogether.
const WORDS_OF: [(&str, &str); 3] = [
    ("softmax", "The kernel stands where exp stood. A softmax would take exp of it once more."),
    ("exp", "The kernel stands where exp stood: there is no exp left."),
    ("sim", "That is equation 3 as it was. The product of features stands where sim stands."),
];

/// Usual wrong answers.
const SLIPS: [(&str, &str); 6] = [
    (
        "Σ_j φ(Q_i) φ(K_j) V_j",
        "Without the sum under the line the weights of a row do not add up to 1.",
    ),
    ("Σ_j Q_i K_j V_j / Σ_j Q_i K_j", "That is the plain dot product: where is φ?"),
    (
        "Σ_j φ(Q_i) φ(K_j) V_j / Σ_j Q_i K_j",
        "Under the line stand the same products as above it, without the values.",
    ),
    ("Σ_j Q_i K_j V_j / Σ_j φ(Q_i) φ(K_j)", "Above the line the products are without φ."),
    ("Σ_j V_j / Σ_j φ(Q_i) φ(K_j)", "Above the line each value has its own weight."),
    (
        "Σ_j V_j",
        "That is the plain sum of the values: what a term is multiplied with, it is divided by again. \
         Equation 3 divides once, by a sum over all keys.",
    ),
];

/// Judges a typed equation.
///
/// # Errors
/// `formula-syntax`, with the place, for what cannot be read.
pub fn judge(text: &str) -> Result<KernelReport> {
    let text = behind_equals(text).trim().trim_matches('$').trim();
    if text.is_empty() {
        return Err(syntax("There is no answer yet.", 1));
    }
    if let Some((_, slip)) = WORDS_OF.iter().find(|(word, _)| text.contains(word)) {
        return Ok(wrong(slip));
    }
    let slip = Cell::new("");
    let found = value(text, &slip);
    if !slip.get().is_empty() {
        return Ok(wrong(slip.get()));
    }
    let found = found?;
    let is = |text: &str| value(text, &Cell::new("")).is_ok_and(|other| found.is(&other));
    if is(RIGHT) {
        return Ok(KernelReport { right: true, ..wrong("") });
    }
    if found.is_number() {
        return Ok(wrong(UNVALUED));
    }
    if found.cells.iter().any(|cells| *cells != found.cells[0]) {
        return Ok(wrong(FREE));
    }
    let slip = SLIPS.iter().find(|(slip, _)| is(slip)).map(|(_, message)| *message);
    Ok(wrong(slip.unwrap_or(OTHER)))
}

fn value(text: &str, slip: &Cell<&'static str>) -> Result<Table> {
    if text.chars().count() > LENGTH {
        return Err(syntax(format!("An answer has at most {LENGTH} characters."), 1));
    }
    parse(Reader { slip, letters: Vec::new() }, text, &tokens::<Reader>(text, 0)?)
}

/// Any map to features that no other is equal to.
fn features(vector: &Table) -> Table {
    Table::new(3, 1, |choice| {
        let [a, b] = [vector.cells[choice][0], vector.cells[choice][1]];
        vec![1.0 + a * a, libm::exp(b / 2.0), 0.5 + (a - b) * (a - b)]
    })
}

/// What an answer has beside the signs of all notations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Phi,
    /// A row of Q, K or V, counted from 0, with its index.
    Row(usize, char),
    /// Q, K or V as a whole.
    Whole,
    /// A sum over an index.
    Sum(char),
    /// Before two vectors with a comma.
    Pair,
}

/// Computes the value of an answer as it is read.
struct Reader<'s> {
    /// What is wrong with it, where that is no matter of spelling.
    slip: &'s Cell<&'static str>,
    /// The indices of keys, at most two.
    letters: Vec<char>,
}

impl Reader<'_> {
    /// Which of the two indices a letter is.
    fn slot(&mut self, letter: char, column: usize) -> Result<usize> {
        if let Some(slot) = self.letters.iter().position(|known| *known == letter) {
            return Ok(slot);
        }
        if self.letters.len() == 2 {
            return Err(syntax("One index for the keys is enough: j.", column));
        }
        self.letters.push(letter);
        Ok(self.letters.len() - 1)
    }

    fn row(&mut self, of: usize, letter: char, column: usize) -> Result<Table> {
        let slot = if letter == 'i' { None } else { Some(self.slot(letter, column)?) };
        let at = move |choice: usize| match slot {
            None => 0,
            Some(0) => choice / KEYS,
            Some(_) => choice % KEYS,
        };
        Ok(match of {
            0 => Table::new(2, 1, |choice| QUERIES[at(choice)].to_vec()),
            1 => Table::new(2, 1, |choice| KEYS_OF[at(choice)].to_vec()),
            _ => Table::new(4, 1, |choice| VALUES[at(choice)].to_vec()),
        })
    }
}

impl Notation for Reader<'_> {
    type Word = Word;
    type Error = Error;

    #[rustfmt::skip]
    const WORDS: Words<Word> = &[
        (Kind::Word(Word::Phi), &["φ", "ϕ", "Φ", "\\phi", "\\varphi", "\\Phi", "phi"]),
        (Kind::Word(Word::Pair), &["\\langle", "⟨", "<", "np.dot(", "torch.dot(", "dot("]),
        (Kind::Close, &["\\rangle", "⟩", ">"]),
        (Kind::Times, &["@"]),
        (Kind::Looks, TRANSPOSED),
    ];
    const GLUES: bool = true;

    fn number(rest: &str, column: usize) -> Result<Option<(f64, usize)>> {
        typed_formula::number(rest, column)
    }

    /// Sums and rows, each with its index.
    fn reads(lexer: &mut Lexer<'_, Self>) -> bool {
        const SUMS: [&str; 5] = ["\\sum\\limits", "\\sum", "Σ", "∑", "sum"];
        let rest = lexer.rest();
        if let Some(after) = SUMS.iter().find_map(|sum| rest.strip_prefix(sum)) {
            let (letter, after) = index(after).unwrap_or(('j', after));
            let after = without_limit(after);
            lexer.push(Kind::Word(Word::Sum(letter)), rest.len() - after.len());
            return true;
        }
        let first = rest.chars().next().unwrap_or_default();
        let Some(of) = "QKV".find(first.to_ascii_uppercase()) else { return false };
        let after = &rest[first.len_utf8()..];
        let bracketed = after.strip_prefix('[').and_then(|inner| {
            let letter = inner.chars().next().filter(char::is_ascii_alphabetic)?;
            Some((letter, inner[1..].strip_prefix(']')?))
        });
        match bracketed.or_else(|| index(after)) {
            Some((letter, after)) => {
                lexer.push(Kind::Word(Word::Row(of, letter)), rest.len() - after.len());
            }
            None => lexer.push(Kind::Word(Word::Whole), first.len_utf8()),
        }
        true
    }

    fn unknown(lexer: &Lexer<'_, Self>) -> Result<Word> {
        let rest = lexer.rest();
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let is_letter = |c: char| c.is_alphabetic() || c == '\\';
        let end = rest.find(|c| !is_letter(c)).unwrap_or(rest.len()).max(first);
        let word = brief(&rest[..end]);
        Err(syntax(format!("\"{word}\" is not understood here."), lexer.column))
    }
}

/// The index that a text begins with, and what is behind it: `_j`, `_{j=1}` or `ⱼ`.
fn index(text: &str) -> Option<(char, &str)> {
    let first = text.chars().next()?;
    let mut lowered = "ᵢⱼₖₗₘₙ".chars().zip("ijklmn".chars());
    if let Some((_, letter)) = lowered.find(|(sign, _)| *sign == first) {
        return Some((letter, &text[first.len_utf8()..]));
    }
    let inner = text.strip_prefix('_')?;
    let (letters, after) = match inner.strip_prefix(['{', '(']) {
        Some(inner) => inner.split_once(['}', ')'])?,
        None => inner.split_at_checked(1)?,
    };
    let letter = letters.trim().chars().next().filter(char::is_ascii_alphabetic)?;
    Some((letter, after))
}

/// Without the end of a sum: `^N` or `^{N}`.
fn without_limit(text: &str) -> &str {
    let Some(limit) = text.strip_prefix('^') else { return text };
    match limit.strip_prefix('{') {
        Some(inner) => inner.split_once('}').map_or(text, |(_, after)| after),
        None => limit.split_at_checked(1).map_or(text, |(_, after)| after),
    }
}

impl Algebra for Reader<'_> {
    type Value = Table;

    const RULES: Rules<Self> = Rules {
        sum: &[Kind::Plus, Kind::Minus],
        product: &[Kind::Times, Kind::Over],
        beside: Beside::Together,
        negative: None,
        depth: DEPTH,
    };

    fn atom(parser: &mut Parser<Self>, token: Token<Word>) -> Result<Table> {
        match token.kind {
            Kind::Number(number) => Ok(Table::new(1, 1, |_| vec![number])),
            Kind::Word(Word::Row(of, letter)) => parser.algebra.row(of, letter, token.column),
            Kind::Word(Word::Whole) => {
                Err(syntax("Write one row of each matrix, with its index.", token.column))
            }
            Kind::Word(Word::Phi) => {
                let vector = parser.atom()?;
                if vector.is_number() {
                    parser.algebra.slip.set(INSIDE);
                    return Ok(vector);
                }
                if vector.rows != 2 || vector.columns != 1 {
                    return Err(syntax("φ takes a query or a key.", token.column));
                }
                Ok(features(&vector))
            }
            Kind::Word(Word::Sum('i')) => {
                Err(syntax("i is the row that is computed: sum over j.", token.column))
            }
            Kind::Word(Word::Sum(letter)) => {
                let slot = parser.algebra.slot(letter, token.column)?;
                Ok(parser.product()?.summed(slot))
            }
            Kind::Word(Word::Pair) => {
                let one = parser.inside(Kind::Comma)?;
                let two = parser.inside(Kind::Close)?;
                parser.algebra.combine(Kind::Times, [one, two], token.column)
            }
            Kind::Fraction => {
                let above = parser.atom()?;
                let below = parser.atom()?;
                parser.algebra.combine(Kind::Over, [above, below], token.column)
            }
            _ => Err(Self::refuse(parser, Complaint::Missing(Some(token)))),
        }
    }

    fn combine(&self, sign: Kind<Word>, [one, two]: [Table; 2], column: usize) -> Outcome<Self> {
        match sign {
            Kind::Plus | Kind::Minus => {
                let sign = if sign == Kind::Plus { 1.0 } else { -1.0 };
                if (one.rows, one.columns) != (two.rows, two.columns) {
                    return Err(syntax("These two have no sum: one is longer.", column));
                }
                Ok(Table::new(one.rows, one.columns, |choice| {
                    let pairs = one.cells[choice].iter().zip(&two.cells[choice]);
                    pairs.map(|(one, two)| one + sign * two).collect()
                }))
            }
            Kind::Over if !two.is_number() => {
                self.slip.set(UNDER);
                Err(syntax(UNDER, column))
            }
            Kind::Over => Ok(one.times_number(&two.map(|_, number| 1.0 / number))),
            _ => one.times(&two).ok_or_else(|| syntax("These two have no product.", column)),
        }
    }

    fn power(_: &mut Parser<Self>, _: Table, column: usize) -> Result<Table> {
        Err(syntax("A power has no place in equation 3.", column))
    }

    fn goes_on(parser: &Parser<Self>) -> Result<bool> {
        let begins = |kind: Kind<Word>| {
            matches!(kind, Kind::Number(_) | Kind::Open | Kind::Fraction | Kind::Word(_))
        };
        Ok(parser.kind().is_some_and(begins))
    }

    fn refuse(parser: &Parser<Self>, complaint: Complaint<Word>) -> Error {
        complained(&complaint, "a row or a number", parser.column())
    }
}
