//! What stands between two signs: numbers, names, tables, sizes, functions, brackets.

use super::{Reader, letter};
use crate::grammar::Kind as Sign;
use crate::language::diagnostic::{Diagnostic, Mistake, Outcome};
use crate::language::notation::{Token, Word};
use crate::language::span::Span;
use crate::language::syntax::{Expression, Kind, Name, Reading};
use crate::language::words;
use crate::program::condition::Comparison;
use crate::program::function::Function;

impl<'l> Reader<'l> {
    pub(super) fn atom(&mut self) -> Outcome<Expression> {
        let Some(token) = self.peek() else {
            return Err(self.missing());
        };
        let alone = |kind| Ok(Expression { kind, span: token.span });
        match token.kind {
            Sign::Number(number) => {
                if !number.is_finite() {
                    return Err(self
                        .syntax("This number is too large.")
                        .hint("Write a smaller one."));
                }
                self.at += 1;
                alone(Kind::Number(number))
            }
            Sign::Word(Word::Infinity) => {
                self.at += 1;
                alone(Kind::Infinity)
            }
            Sign::Open => {
                self.at += 1;
                let of = self.whole()?;
                self.close(Sign::Close, ")", token.span)?;
                let span = token.span.to(self.before());
                Ok(Expression { kind: Kind::Group(Box::new(of)), span })
            }
            Sign::Word(Word::Bar) => self.size(token),
            Sign::Word(Word::Root) => {
                self.at += 1;
                let of = self.nested(Self::atom)?;
                let span = token.span.to(of.span);
                let function = Function::Sqrt;
                Ok(Expression { kind: Kind::Call { function, of: Box::new(of) }, span })
            }
            Sign::Name => self.named(token),
            _ => Err(self.missing()),
        }
    }

    /// Nothing where a value should be.
    fn missing(&self) -> Box<Diagnostic> {
        let doubled =
            matches!(self.kind(), Some(Sign::Plus | Sign::Times | Sign::Over | Sign::Comma));
        let here = self.here();
        let is_open = |ahead| self.kind_at(ahead) == Some(Sign::Word(Word::OpenIndex));
        let is_listed = self.kind_at(2) == Some(Sign::Comma);
        let is_number = matches!(self.kind_at(1), Some(Sign::Number(_) | Sign::Minus));
        if is_open(0) && (is_open(1) || (is_number && is_listed)) {
            let error = self.syntax("A table of numbers is not written in a step.");
            return error.hint("Declare the table with in: its numbers are typed in its fields.");
        }
        let error = self.syntax(format!(
            "A number, a table or a bracket is missing: {} stands here.",
            self.found()
        ));
        let error = error.hint("Write what belongs here, or remove the sign.");
        let last = self.tokens.last().filter(|_| self.peek().is_none());
        match last.map(|last| (last.kind, last.span)) {
            _ if doubled => error.fix(here, ""),
            Some((Sign::Plus | Sign::Minus | Sign::Times | Sign::Over | Sign::Power, sign)) => {
                error.fix(sign, "")
            }
            _ => error,
        }
    }

    /// `|d|`
    fn size(&mut self, bar: &Token) -> Outcome<Expression> {
        self.at += 1;
        let inner = self.peek().cloned();
        let is_closed = self.kind_at(1) == Some(Sign::Word(Word::Bar));
        match inner.as_ref().and_then(|token| letter(&token.text)) {
            Some(letter) if is_closed => {
                self.at += 2;
                Ok(Expression { kind: Kind::Size(letter), span: bar.span.to(self.before()) })
            }
            _ => {
                let error = Diagnostic::new(
                    Mistake::Syntax,
                    bar.span,
                    "Bars stand around the letter of an axis: |d| is its size.",
                );
                let error = error.hint("Write |d| for a size, abs(x) for an absolute value.");
                let error = self.bars(error, bar);
                // `sqrt(|d)`
                let alone =
                    inner.filter(|inner| letter(&inner.text).is_some() && error.fixes.is_empty());
                Err(match alone {
                    Some(inner) => error.fix(inner.span.behind(), "|"),
                    None => error,
                })
            }
        }
    }

    /// `|x[i]|` as it is written here; `|i - j| < w` as two comparisons; `||x||` is a length.
    fn bars(&mut self, error: Box<Diagnostic>, bar: &Token) -> Box<Diagnostic> {
        let is_norm = self.take(Sign::Word(Word::Bar));
        let Ok(inside) = self.nested(Self::sum) else { return error };
        let is_closed =
            self.take(Sign::Word(Word::Bar)) && (!is_norm || self.take(Sign::Word(Word::Bar)));
        if !is_closed {
            return error;
        }
        let all = bar.span.to(self.before());
        let text = self.line.slice(inside.span);
        if is_norm {
            return error.hint("The length of a vector is norm[d] x[i,d].");
        }
        let sign = match self.kind() {
            Some(Sign::Word(Word::Compare(Comparison::Less))) => "<",
            Some(Sign::Word(Word::Compare(Comparison::AtMost))) => "<=",
            _ => return error.fix(all, format!("abs({text})")),
        };
        self.at += 1;
        let Ok(most) = self.sum() else { return error };
        let error = error.hint("A distance is compared both ways: i - j < w and j - i < w.");
        let bound = self.line.slice(most.span);
        let both = format!("{text} {sign} {bound} and -({text}) {sign} {bound}");
        error.fix(bar.span.to(most.span), both)
    }

    fn named(&mut self, Token { text, span, .. }: &'l Token) -> Outcome<Expression> {
        let span = *span;
        if self.kind_at(1) == Some(Sign::Word(Word::OpenIndex)) && !words::is_word(text) {
            self.at += 1;
            let indices = self.indices()?;
            let end = self.before();
            let name = Name { text: text.to_string(), span };
            return Ok(Expression {
                kind: Kind::Table(Reading { name, indices }),
                span: span.to(end),
            });
        }
        if self.reducer().is_some() {
            return self.nested(Self::reduction);
        }
        if let Some(function) = words::function(text) {
            return self.call(function, text, span);
        }
        match &**text {
            "inf" => {
                self.at += 1;
                Ok(Expression { kind: Kind::Infinity, span })
            }
            "block" => self.block(span),
            "top" => self.nested(Self::top),
            "concat" => self.concat(span),
            "normal" => self.normal(span),
            "if" => {
                let error = self.syntax("A choice needs brackets here.");
                let rest = self.line.span();
                let all = Span { length: rest.end() - span.column, ..span };
                let text = self.line.slice(all);
                Err(error.hint("Put if … then … else … in brackets.").fix(all, format!("({text})")))
            }
            _ if words::is_word(text) => {
                let error = self.syntax(format!(
                    "\"{text}\" is a word of the language, and a value is needed here."
                ));
                Err(error.hint("Write what belongs here."))
            }
            _ => {
                if self.is_round_index() {
                    return Err(self.round_index(text, span));
                }
                self.at += 1;
                Ok(Expression { kind: Kind::Name(text.to_string()), span })
            }
        }
    }

    /// Whether letters with commas stand in round brackets behind the next token: `q(i,d)`.
    fn is_round_index(&self) -> bool {
        let is_letter = |ahead: usize| {
            self.tokens
                .get(self.at + ahead)
                .is_some_and(|token| token.kind == Sign::Name && letter(&token.text).is_some())
        };
        self.kind_at(1) == Some(Sign::Open)
            && is_letter(2)
            && self.kind_at(3) == Some(Sign::Comma)
            && is_letter(4)
    }

    fn round_index(&self, name: &str, span: Span) -> Box<Diagnostic> {
        let message = format!("The axes of \"{name}\" stand in round brackets.");
        let error = Diagnostic::new(Mistake::NotATable, span, message);
        let error = error.hint(format!("Write {name}[i,d]: a table is read with square brackets."));
        let close = self.tokens[self.at..].iter().find(|token| token.kind == Sign::Close);
        let Some(close) = close else { return error };
        let all = span.to(close.span);
        let inside = self.line.slice(Span {
            column: self.tokens[self.at + 2].span.column,
            length: close.span.column - self.tokens[self.at + 2].span.column,
            ..span
        });
        error.fix(all, format!("{name}[{inside}]"))
    }

    fn call(&mut self, function: Function, word: &str, first: Span) -> Outcome<Expression> {
        self.at += 1;
        let opened = self.here();
        if !self.take(Sign::Open) {
            let error = Diagnostic::new(
                Mistake::Syntax,
                first,
                format!("{word} needs brackets around its number."),
            );
            let error = error.hint(format!("Write {word}(x)."));
            return Err(match self.factor() {
                Ok(of) => {
                    let all = first.to(of.span);
                    let text = self.line.slice(of.span);
                    error.fix(all, format!("{word}({text})"))
                }
                Err(_) => error,
            });
        }
        let of = self.whole()?;
        if self.kind() == Some(Sign::Comma) {
            let error = self.syntax(format!("{word} takes one number, and a second one follows."));
            return Err(error.hint(format!("Write {word}(x).")));
        }
        self.close(Sign::Close, ")", opened)?;
        let span = first.to(self.before());
        Ok(Expression { kind: Kind::Call { function, of: Box::new(of) }, span })
    }

    fn block(&mut self, first: Span) -> Outcome<Expression> {
        self.at += 1;
        let opened = self.here();
        let wrong = |reader: &Self| {
            reader.syntax("block takes a place and a width.").hint("Write block(i, 4).")
        };
        if !self.take(Sign::Open) {
            return Err(wrong(self));
        }
        let place = self.sum()?;
        if !self.take(Sign::Comma) {
            let error = wrong(self);
            let is_alone = self.kind() == Some(Sign::Close);
            return Err(if is_alone { error.fix(self.here().before(), ", 4") } else { error });
        }
        let width = self.sum()?;
        self.close(Sign::Close, ")", opened)?;
        let span = first.to(self.before());
        Ok(Expression { kind: Kind::Block(Box::new([place, width])), span })
    }

    /// Whether the next token begins the right side.
    fn is_whole(&self) -> bool {
        self.depth == 1
            && matches!(
                self.at.checked_sub(1).map(|before| self.tokens[before].kind),
                Some(Sign::Word(Word::Compare(Comparison::Equal)))
            )
    }

    fn concat(&mut self, first: Span) -> Outcome<Expression> {
        if !self.is_whole() {
            let error = self.syntax("concat is a whole right side.");
            return Err(error.hint("Give it a step of its own."));
        }
        self.at += 1;
        let opened = self.here();
        if !self.take(Sign::Word(Word::OpenIndex)) {
            let error = self.syntax("concat does not say which axis it makes.");
            return Err(error.hint("Write concat[m] a[n,k], b[k]."));
        }
        let into = self.letter()?;
        self.close(Sign::Word(Word::CloseIndex), "]", opened)?;
        if self.kind() == Some(Sign::Open)
            && let Some((arguments, close)) = self.arguments()
            && arguments.len() == 2
        {
            let error = self.syntax("concat takes two tables without brackets around them.");
            let error = error.hint("Write concat[m] a[n,k], b[k].");
            return Err(error.fix(self.here().to(close), format!(" {}", arguments.join(", "))));
        }
        let one = self.product()?;
        if !self.take(Sign::Comma) {
            let error = self.syntax(format!(
                "concat takes two tables with a comma between them; {} stands here.",
                self.found()
            ));
            let error = error.hint("Write concat[m] a[n,k], b[k].");
            return Err(match &one.kind {
                Kind::Product(factors) if factors.len() == 2 && !factors[1].divides => {
                    let gap = factors[0].of.span.behind().to(factors[1].of.span.before());
                    error.fix(gap, ", ")
                }
                _ => error,
            });
        }
        let two = self.product()?;
        if self.kind() == Some(Sign::Comma) {
            let error = self.syntax("concat takes two tables, and a third one follows.");
            return Err(error.hint("Join two of them in a step of its own."));
        }
        let span = first.to(two.span);
        Ok(Expression { kind: Kind::Concat { into, parts: Box::new([one, two]) }, span })
    }

    fn normal(&mut self, first: Span) -> Outcome<Expression> {
        if !self.is_whole() {
            let error = self.syntax("normal is a whole right side.");
            return Err(error.hint("Give it a step of its own."));
        }
        self.at += 1;
        let opened = self.here();
        let wrong = |reader: &Self| {
            reader.syntax("normal takes a seed, a whole number from 0.").hint("Write normal(1).")
        };
        if !self.take(Sign::Open) {
            // `normal 3`
            let number = self.here();
            let text = format!("({})", self.line.slice(number));
            let error = wrong(self);
            let is_number = matches!(self.kind(), Some(Sign::Number(_)));
            let all = first.behind().to(number);
            return Err(if is_number { error.fix(all, text) } else { error });
        }
        let Some(Sign::Number(seed)) = self.kind() else {
            let error = wrong(self);
            let is_empty = self.kind() == Some(Sign::Close);
            return Err(if is_empty { error.fix(self.here().before(), "1") } else { error });
        };
        if seed.fract() != 0.0 || seed > f64::from(u32::MAX) {
            return Err(wrong(self).fix(self.here(), "1"));
        }
        self.at += 1;
        if self.kind() == Some(Sign::Comma) {
            return Err(wrong(self));
        }
        self.close(Sign::Close, ")", opened)?;
        let span = first.to(self.before());
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "checked above"
        )]
        let seed = seed as u32;
        Ok(Expression { kind: Kind::Normal(seed), span })
    }
}
