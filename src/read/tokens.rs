//! A line of arithmetic in pieces: `1·0 + 1·3 + 2·4`, each number that is a cell marked as one.

use serde::Serialize;
use tsify::Tsify;

use crate::program::function::Function;
use crate::read::expression::{Cell, Term};
use crate::read::number_format::{format_number, superscript};

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
pub struct Token {
    pub text: String,
    /// Which of the sources this is the value of.
    #[tsify(optional)]
    pub source: Option<usize>,
}

/// Terms that a long sum shows at its beginning and at its end.
const SHOWN: (usize, usize) = (16, 2);

/// How tightly a term holds together: what stands inside of something tighter gets brackets.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Binding {
    Loose,
    Sum,
    Product,
    Tight,
}

/// A line of arithmetic, without the equals sign before it.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
pub struct Line {
    /// Whether a number in it is rounded, so that "≈" is meant.
    pub rounded: bool,
    pub tokens: Vec<Token>,
}

/// The calculation, then the same with its innermost operations done, down to the value. A sum of
/// one number and the number are written alike, and stand there once.
#[must_use]
pub fn lines(term: &Term, sources: &[Cell]) -> Vec<Line> {
    let line = |term: &Term| Line { rounded: term.is_rounded(), tokens: tokens(term, sources) };
    let text = |line: &Line| line.tokens.iter().map(|t| &*t.text).collect::<String>();
    let mut lines: Vec<Line> = term.lines().iter().map(line).collect();
    lines.dedup_by(|next, line| text(next) == text(line));
    lines
}

/// The pieces of a term; `sources` are the cells that pieces may refer to.
#[must_use]
pub fn tokens(term: &Term, sources: &[Cell]) -> Vec<Token> {
    let mut writer = Writer { sources, tokens: Vec::new() };
    writer.write(term, Binding::Loose);
    writer.tokens
}

struct Writer<'s> {
    sources: &'s [Cell],
    tokens: Vec<Token>,
}

impl Writer<'_> {
    fn write(&mut self, term: &Term, around: Binding) {
        let opened = binding(term) < around || (around > Binding::Loose && is_negative(term));
        if opened {
            self.text("(");
        }
        match term {
            Term::Cell(cell) => {
                let source = self.sources.iter().position(|source| source == cell);
                self.tokens.push(Token { text: format_number(cell.value), source });
            }
            Term::Number(number) => self.text(&format_number(*number)),
            Term::Sum(terms) => self.join(terms, " + ", Binding::Sum),
            Term::Product(terms) => self.join(terms, " · ", Binding::Product),
            Term::Plus(pair) => self.pair(pair, " + ", Binding::Sum),
            Term::Difference(pair) => self.pair(pair, " − ", Binding::Sum),
            Term::Quotient(pair) => self.pair(pair, " / ", Binding::Product),
            Term::Power(pair) => {
                self.write(&pair[0], Binding::Tight);
                self.text("^");
                self.write(&pair[1], Binding::Tight);
            }
            Term::Largest(of) => {
                self.text("max(");
                self.join(of, ", ", Binding::Loose);
                self.text(")");
            }
            Term::IsAmong { place, count, of } => {
                self.text(&format!("[{} ∈ top {count} of (", place + 1));
                self.join(of, ", ", Binding::Loose);
                self.text(")]");
            }
            Term::Root(inside) => {
                self.text("√");
                self.write(inside, Binding::Tight);
            }
            Term::Function { function, of } => self.function(*function, of, around),
            Term::Slope { function, of } => {
                self.text(&format!("{}′(", function.name()));
                self.write(of, Binding::Loose);
                self.text(")");
            }
            Term::IsLargest { place, of } => {
                self.text(&format!("[{} = argmax(", place + 1));
                self.join(of, ", ", Binding::Loose);
                self.text(")]");
            }
            Term::Gate { inside, .. } => self.write(inside, around),
        }
        if opened {
            self.text(")");
        }
    }

    fn function(&mut self, function: Function, of: &Term, around: Binding) {
        match function {
            Function::Plus(number) => {
                let pair = [of.clone(), Term::Number(number)];
                self.write(&Term::Plus(Box::new(pair)), around);
            }
            Function::Power(degree) => {
                self.write(of, Binding::Tight);
                self.text(&superscript(degree));
            }
            Function::Sqrt => self.write(&Term::Root(Box::new(of.clone())), around),
            Function::Raise(exponent) => {
                let pair = [of.clone(), Term::Number(exponent)];
                self.write(&Term::Power(Box::new(pair)), around);
            }
            Function::Abs => {
                self.text("|");
                self.write(of, Binding::Loose);
                self.text("|");
            }
            Function::EluPlusOne => {
                self.text("elu(");
                self.write(of, Binding::Loose);
                self.text(") + 1");
            }
            other => {
                self.text(&format!("{}(", other.name()));
                self.write(of, Binding::Loose);
                self.text(")");
            }
        }
    }

    fn join(&mut self, terms: &[Term], between: &str, around: Binding) {
        let (first, last) = SHOWN;
        let hidden = terms.len().saturating_sub(first + last);
        // One term more is shorter than the words that it is left out.
        let left_out = if hidden > 1 { first..first + hidden } else { 0..0 };
        for (place, term) in terms.iter().enumerate() {
            if left_out.contains(&place) {
                if place == left_out.start {
                    self.text(&format!("{between}… {hidden} more …"));
                }
                continue;
            }
            if place > 0 {
                self.text(between);
            }
            // A negative number needs no brackets at the head of a line.
            let around = if place == 0 && self.tokens.is_empty() { Binding::Loose } else { around };
            self.write(term, around);
        }
    }

    fn pair(&mut self, pair: &[Term; 2], between: &str, around: Binding) {
        self.write(&pair[0], around);
        self.text(between);
        self.write(&pair[1], Binding::Tight);
    }

    /// Adds to the last piece where that is plain text too.
    fn text(&mut self, text: &str) {
        match self.tokens.last_mut() {
            Some(Token { text: last, source: None }) => last.push_str(text),
            _ => self.tokens.push(Token { text: text.to_owned(), source: None }),
        }
    }
}

fn binding(term: &Term) -> Binding {
    match term {
        Term::Sum(terms) if terms.len() > 1 => Binding::Sum,
        Term::Sum(terms) | Term::Product(terms) if terms.len() == 1 => binding(&terms[0]),
        Term::Sum(_) | Term::Plus(_) | Term::Difference(_) => Binding::Sum,
        Term::Function { function: Function::Plus(_) | Function::EluPlusOne, .. } => Binding::Sum,
        Term::Product(_) | Term::Quotient(_) => Binding::Product,
        Term::Gate { inside, .. } => binding(inside),
        _ => Binding::Tight,
    }
}

fn is_negative(term: &Term) -> bool {
    match term {
        Term::Cell(Cell { value, .. }) | Term::Number(value) => *value < 0.0,
        _ => false,
    }
}
