//! What runs along axes: `sum[d] …`, `softmax[j : j <= i] …`, and `top(k)[j] …` in conditions.

use super::Reader;
use crate::grammar::Kind as Sign;
use crate::language::diagnostic::{Diagnostic, Mistake, Outcome};
use crate::language::notation::Word;
use crate::language::span::Span;
use crate::language::syntax::{Expression, Kind, LetterAt, Reduction};
use crate::language::words::Reducer;

impl Reader<'_> {
    /// A reduction, which takes the whole product that follows it.
    pub(super) fn reduction(&mut self) -> Outcome<Expression> {
        let Some(reducer) = self.reducer() else { return self.atom() };
        let word = self.here();
        self.at += 1;
        if self.kind() != Some(Sign::Word(Word::OpenIndex)) {
            return Err(self.without_axis(reducer, word));
        }
        let (letters, condition) = self.along()?;
        let head = word.to(self.before());
        if let [_, second, ..] = &letters[..]
            && !reducer.takes_several()
        {
            let message = format!("{} runs along one axis.", reducer.word());
            let error = Diagnostic::new(Mistake::NoAxis, second.span, message);
            return Err(error.other(head).hint("Give it one letter."));
        }
        if let Some(inner) = self.reducer().filter(|inner| inner.keeps()) {
            return Err(self.behind(reducer, inner, word));
        }
        if self.peek().is_none() {
            let error = self.syntax(format!("Nothing stands behind {}.", self.line.slice(head)));
            return Err(error.hint("Write what it runs over."));
        }
        let body = self.product()?;
        let span = word.to(body.span);
        let reduction = Reduction { reducer, head, letters, condition, body: Box::new(body) };
        Ok(Expression { kind: Kind::Reduce(reduction), span })
    }

    /// `[j : condition]`
    fn along(&mut self) -> Outcome<(Vec<LetterAt>, Option<Box<Expression>>)> {
        let opened = self.here();
        self.at += 1;
        let mut letters = vec![self.letter()?];
        while self.take(Sign::Comma) {
            let letter = self.letter()?;
            if let Some(first) = letters.iter().find(|known| known.letter == letter.letter) {
                let message = format!("\"{}\" is reduced twice.", letter.letter);
                let error = Diagnostic::new(Mistake::RepeatedLetter, letter.span, message);
                return Err(error.other(first.span).hint("Name each axis once."));
            }
            letters.push(letter);
        }
        let condition = if self.take(Sign::Word(Word::Colon)) {
            Some(Box::new(self.nested(Self::or)?))
        } else {
            None
        };
        self.close(Sign::Word(Word::CloseIndex), "]", opened)?;
        Ok((letters, condition))
    }

    fn without_axis(&self, reducer: Reducer, word: Span) -> Box<Diagnostic> {
        let name = reducer.word();
        let message = format!("{name} does not say along which axis it runs.");
        let error = Diagnostic::new(Mistake::NoAxis, word, message);
        let mut error = error.hint(format!("Write the letter of the axis: {name}[j] …."));
        // The letters that stand in indices behind it, the last one first.
        let behind = self.tokens[self.at..].windows(2).filter_map(|pair| {
            let is_letter = matches!(pair[0].kind, Sign::Word(Word::OpenIndex) | Sign::Comma);
            super::letter(&pair[1].text).filter(|_| is_letter && pair[1].kind == Sign::Name)
        });
        let mut letters: Vec<char> = behind.collect();
        letters.reverse();
        let mut offered = Vec::new();
        for letter in letters {
            if !offered.contains(&letter) {
                offered.push(letter);
                error = error.fix(word.behind(), format!("[{letter}]"));
            }
        }
        error
    }

    /// `sum[j] softmax[j] …`, which would be 1 in every cell.
    fn behind(&mut self, outer: Reducer, inner: Reducer, first: Span) -> Box<Diagnostic> {
        let start = self.here();
        let message = format!(
            "{} stands directly behind {} and would take the whole product, so that it could not be seen where it ends.",
            inner.word(),
            outer.word(),
        );
        let mut error = Diagnostic::new(Mistake::BehindReduction, start, message)
            .other(first)
            .hint(format!("Put {} and what it runs over in brackets.", inner.word()));
        // Around the first factor, and around the whole product.
        self.at += 1;
        if self.kind() != Some(Sign::Word(Word::OpenIndex)) || self.along().is_err() {
            return error;
        }
        let mut ends = Vec::new();
        if self.factor().is_ok() {
            ends.push(self.before());
            self.at =
                self.tokens.iter().position(|token| token.span == start).unwrap_or(self.at) + 1;
            if self.along().is_ok() && self.product().is_ok() {
                ends.push(self.before());
            }
        }
        ends.dedup();
        for end in ends {
            let all = start.to(end);
            let text = self.line.slice(all);
            error = error.fix(all, format!("({text})"));
        }
        error
    }

    /// `top(k)[j] s[i,j]`
    pub(super) fn top(&mut self) -> Outcome<Expression> {
        let word = self.here();
        self.at += 1;
        let opened = self.here();
        if !self.take(Sign::Open) {
            let error = self.syntax("top needs how many cells it takes.");
            return Err(error.hint("Write top(2)[j] s[i,j]."));
        }
        let count = self.sum()?;
        self.close(Sign::Close, ")", opened)?;
        if self.kind() != Some(Sign::Word(Word::OpenIndex)) {
            let error = self.syntax("top does not say along which axis it ranks.");
            return Err(error.hint("Write top(2)[j] s[i,j]."));
        }
        let (letters, condition) = self.along()?;
        if let [_, second, ..] = &letters[..] {
            let error = Diagnostic::new(Mistake::NoAxis, second.span, "top ranks along one axis.");
            return Err(error.hint("Give it one letter."));
        }
        let of = self.nested(Self::product)?;
        let span = word.to(of.span);
        let kind =
            Kind::Top { count: Box::new(count), along: letters[0], condition, of: Box::new(of) };
        Ok(Expression { kind, span })
    }
}
