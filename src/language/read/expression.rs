//! Conditions, sums and products, from loose to tight.

use super::Reader;
use crate::grammar::Kind as Sign;
use crate::language::diagnostic::{Diagnostic, Mistake, Outcome};
use crate::language::notation::Word;
use crate::language::span::Span;
use crate::language::syntax::{Expression, Factor, Kind, Term};
use crate::language::words::Reducer;

impl Reader<'_> {
    /// What stands alone on the right, in brackets, as an argument or behind `else`.
    pub(super) fn whole(&mut self) -> Outcome<Expression> {
        self.nested(|reader| if reader.is_next("if") { reader.choice() } else { reader.or() })
    }

    /// `if c then a else b`
    fn choice(&mut self) -> Outcome<Expression> {
        let first = self.here();
        self.at += 1;
        let condition = self.or()?;
        self.word("then", first)?;
        let then = self.or()?;
        self.word("else", first)?;
        let other = self.whole()?;
        let span = first.to(other.span);
        Ok(Expression { kind: Kind::Choice(Box::new([condition, then, other])), span })
    }

    fn word(&mut self, word: &str, first: Span) -> Outcome<()> {
        if self.take_word(word) {
            return Ok(());
        }
        let message = format!("\"{word}\" is missing after \"if\": {} stands here.", self.found());
        let error = self.syntax(message).other(first);
        let error = error.hint("Write if condition then number else number.");
        let end = self.before().behind();
        let is_end = word == "else" && !matches!(self.kind(), Some(Sign::Name));
        Err(if is_end { error.fix(end, " else 0").fix(end, " else -inf") } else { error })
    }

    pub(super) fn or(&mut self) -> Outcome<Expression> {
        self.joined("or", Self::and, Kind::Or)
    }

    fn and(&mut self) -> Outcome<Expression> {
        self.joined("and", Self::not, Kind::And)
    }

    fn joined(
        &mut self,
        word: &str,
        part: fn(&mut Self) -> Outcome<Expression>,
        kind: fn(Vec<Expression>) -> Kind,
    ) -> Outcome<Expression> {
        let first = part(self)?;
        let mut all = vec![first];
        while self.take_word(word) {
            all.push(part(self)?);
        }
        if all.len() == 1 {
            return Ok(all.remove(0));
        }
        let span = all[0].span.to(all[all.len() - 1].span);
        Ok(Expression { kind: kind(all), span })
    }

    fn not(&mut self) -> Outcome<Expression> {
        let first = self.here();
        if !self.take_word("not") {
            return self.comparison();
        }
        let of = self.nested(Self::not)?;
        Ok(Expression { span: first.to(of.span), kind: Kind::Not(Box::new(of)) })
    }

    fn comparison(&mut self) -> Outcome<Expression> {
        let left = self.sum()?;
        let Some(Sign::Word(Word::Compare(comparison))) = self.kind() else { return Ok(left) };
        self.at += 1;
        let right = self.sum()?;
        if let Some(Sign::Word(Word::Compare(_))) = self.kind() {
            let sign = self.here();
            let message = "Two comparisons stand in a row.";
            let error = Diagnostic::new(Mistake::Chained, sign, message).other(left.span);
            let error = error.hint("Join them by and.");
            return Err(self.joined_by_and(error, right.span));
        }
        let span = left.span.to(right.span);
        Ok(Expression { kind: Kind::Compare(comparison, Box::new([left, right])), span })
    }

    /// `1 <= j <= i`: from the second comparison on, each with the side that it shares.
    fn joined_by_and(&mut self, error: Box<Diagnostic>, shared: Span) -> Box<Diagnostic> {
        let first = self.here();
        let (mut shared, mut text) = (shared, String::new());
        while let Some(Sign::Word(Word::Compare(_))) = self.kind() {
            let sign = self.here();
            self.at += 1;
            let Ok(next) = self.sum() else { return error };
            let [middle, rest] = [shared, sign.to(next.span)].map(|span| self.line.slice(span));
            let gap = if text.is_empty() { "" } else { " " };
            text = format!("{text}{gap}and {middle} {rest}");
            shared = next.span;
        }
        error.fix(first.to(shared), text)
    }

    pub(super) fn sum(&mut self) -> Outcome<Expression> {
        let first = self.term()?;
        let mut terms = vec![Term { negative: false, of: first }];
        loop {
            let negative = match self.kind() {
                Some(Sign::Plus) => false,
                Some(Sign::Minus) => true,
                _ => break,
            };
            self.at += 1;
            terms.push(Term { negative, of: self.term()? });
        }
        if terms.len() == 1 {
            return Ok(terms.remove(0).of);
        }
        let span = terms[0].of.span.to(terms[terms.len() - 1].of.span);
        Ok(Expression { kind: Kind::Sum(terms), span })
    }

    /// A product, which the minus sign before it covers.
    fn term(&mut self) -> Outcome<Expression> {
        let sign = self.here();
        if !self.take(Sign::Minus) {
            return self.product();
        }
        let of = self.nested(Self::term)?;
        Ok(Expression { span: sign.to(of.span), kind: Kind::Negative(Box::new(of)) })
    }

    pub(super) fn product(&mut self) -> Outcome<Expression> {
        let first = self.factor()?;
        let start = first.span;
        let mut factors = vec![Factor { divides: false, of: first }];
        loop {
            match self.kind() {
                Some(Sign::Times) => {
                    self.at += 1;
                    let sign = self.here();
                    if self.take(Sign::Minus) {
                        let of = self.nested(Self::term)?;
                        let span = sign.to(of.span);
                        let of = Expression { kind: Kind::Negative(Box::new(of)), span };
                        factors.push(Factor { divides: false, of });
                        break;
                    }
                    factors.push(Factor { divides: false, of: self.factor()? });
                }
                Some(Sign::Over) => {
                    self.at += 1;
                    let of = self.divisor()?;
                    factors.push(Factor { divides: true, of });
                }
                _ if self.begins_factor() => {
                    if factors.last().is_some_and(|last| last.divides) {
                        return Err(self.ambiguous(&factors));
                    }
                    let is_number = matches!(self.kind(), Some(Sign::Number(_)));
                    let behind = matches!(factors[factors.len() - 1].of.kind, Kind::Number(_));
                    if is_number && behind {
                        let here = self.here();
                        let error = self.syntax("Two numbers stand side by side.");
                        return Err(error.hint("Write * between them.").fix(here.before(), "* "));
                    }
                    factors.push(Factor { divides: false, of: self.factor()? });
                }
                _ => break,
            }
        }
        if factors.len() == 1 {
            return Ok(factors.remove(0).of);
        }
        let span = start.to(factors[factors.len() - 1].of.span);
        Ok(Expression { kind: Kind::Product(factors), span })
    }

    /// What divides: a reduction needs brackets here, since it takes all that follows.
    fn divisor(&mut self) -> Outcome<Expression> {
        let sign = self.here();
        if self.reducer().is_some() {
            let word = self.found();
            let reduction = self.factor();
            let error = Diagnostic::new(
                Mistake::Ambiguous,
                sign,
                format!("{word} is a divisor here and needs brackets."),
            );
            let error = error.hint("Put the reduction in brackets.");
            let Ok(of) = reduction else { return Err(error) };
            let text = self.line.slice(of.span);
            return Err(error.fix(of.span, format!("({text})")));
        }
        if self.take(Sign::Minus) {
            let of = self.nested(Self::factor)?;
            let span = sign.to(of.span);
            return Ok(Expression { kind: Kind::Negative(Box::new(of)), span });
        }
        self.factor()
    }

    /// `a / b c`, with both readings.
    fn ambiguous(&mut self, factors: &[Factor]) -> Box<Diagnostic> {
        let divisor = &factors[factors.len() - 1].of;
        let here = self.here();
        let message = format!(
            "\"/ {} {}\" has two readings: is {} below the line too?",
            self.line.slice(divisor.span),
            self.peek().map_or("", |token| &token.text),
            self.found(),
        );
        let error = Diagnostic::new(Mistake::Ambiguous, here, message).other(divisor.span);
        let error = error.hint("Put the divisor in brackets, or write * after it.");
        let error = error.fix(here.before(), "* ");
        let mut end = divisor.span;
        while self.begins_factor() {
            match self.factor() {
                Ok(of) => end = of.span,
                Err(_) => return error,
            }
        }
        let all = divisor.span.to(end);
        let text = self.line.slice(all);
        error.fix(all, format!("({text})"))
    }

    /// Whether what is next multiplies what was before without a sign.
    pub(super) fn begins_factor(&self) -> bool {
        match self.kind() {
            Some(
                Sign::Number(_) | Sign::Open | Sign::Word(Word::Root | Word::Sum | Word::Infinity),
            ) => true,
            // A size: a bar, a letter, a bar.
            Some(Sign::Word(Word::Bar)) => self.kind_at(1) == Some(Sign::Name),
            Some(Sign::Name) => {
                !["then", "else", "and", "or", "not", "if"].iter().any(|word| self.is_next(word))
            }
            _ => false,
        }
    }

    /// The reducer that is next.
    pub(super) fn reducer(&self) -> Option<Reducer> {
        let token = self.peek()?;
        match token.kind {
            Sign::Word(Word::Sum) => Some(Reducer::Sum),
            Sign::Name => Reducer::find(&token.text),
            _ => None,
        }
    }

    /// A power.
    pub(super) fn factor(&mut self) -> Outcome<Expression> {
        if self.reducer().is_some() {
            return self.nested(Self::reduction);
        }
        let base = self.atom()?;
        if !self.take(Sign::Power) {
            return Ok(base);
        }
        let sign = self.before();
        let exponent = self.nested(|reader| reader.exponent(&base, sign))?;
        let span = base.span.to(exponent.span);
        Ok(Expression { kind: Kind::Power(Box::new([base, exponent])), span })
    }

    /// A number, `-` and a number, or a bracket; from right to left.
    fn exponent(&mut self, of: &Expression, raised: Span) -> Outcome<Expression> {
        let sign = self.here();
        let is_negative = self.take(Sign::Minus);
        let base = match self.kind() {
            Some(Sign::Number(_)) => self.atom()?,
            Some(Sign::Open) if !is_negative => self.atom()?,
            _ => {
                let error = self.syntax(format!(
                    "An exponent is a number or stands in brackets; {} stands here.",
                    self.found()
                ));
                let error = error.hint("Put the exponent in brackets.");
                if self.is_next("T") && matches!(of.kind, Kind::Table(_)) {
                    let error =
                        error.hint("Nothing is transposed: the letters say which axis is which.");
                    return Err(error.fix(raised.to(sign), ""));
                }
                let is_e = matches!(&of.kind, Kind::Name(name) if name == "e");
                return Err(match self.atom() {
                    Ok(exponent) if is_e => {
                        let text = self.line.slice(sign.to(exponent.span));
                        let error = error.hint("Write exp(x).");
                        error.fix(of.span.to(exponent.span), format!("exp({text})"))
                    }
                    Ok(of) => {
                        let all = sign.to(of.span);
                        let text = self.line.slice(all);
                        error.fix(all, format!("({text})"))
                    }
                    Err(_) => error,
                });
            }
        };
        let base = if self.take(Sign::Power) {
            let raised = self.before();
            let exponent = self.nested(|reader| reader.exponent(&base, raised))?;
            let span = base.span.to(exponent.span);
            Expression { kind: Kind::Power(Box::new([base, exponent])), span }
        } else {
            base
        };
        if !is_negative {
            return Ok(base);
        }
        Ok(Expression { span: sign.to(base.span), kind: Kind::Negative(Box::new(base)) })
    }
}
