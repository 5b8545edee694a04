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
            let along = letters[0].span.to(letters[letters.len() - 1].span);
            let error = error.other(head).hint("Give it one letter.");
            // The last is the one that rows run along.
            return Err(letters.iter().rev().fold(error, |error, at| error.fix(along, at.letter)));
        }
        if let Some(inner) = self.reducer().filter(|inner| inner.keeps()) {
            return Err(self.behind(reducer, inner, word));
        }
        if self.peek().is_none() {
            let error = self.syntax(format!("Nothing follows {}.", self.line.slice(head)));
            return Err(error.hint("Write the formula that it runs over."));
        }
        if self.kind() == Some(Sign::Minus) {
            return Err(self.minus_behind(head));
        }
        let body = self.product()?;
        let span = word.to(body.span);
        let reduction = Reduction { reducer, head, letters, condition, body: Box::new(body) };
        Ok(Expression { kind: Kind::Reduce(reduction), span })
    }

    /// `sum[j] -x[j]`: what is meant gets brackets.
    fn minus_behind(&mut self, head: Span) -> Box<Diagnostic> {
        let minus = self.here();
        let message = format!("A minus sign stands directly behind {}.", self.line.slice(head));
        let error = Diagnostic::new(Mistake::Syntax, minus, message).other(head);
        let error = error.hint("Put what it reduces in brackets.");
        self.at += 1;
        match self.product() {
            Ok(of) => {
                let all = minus.to(of.span);
                let text = self.line.slice(all);
                error.fix(all, format!("({text})"))
            }
            Err(_) => error,
        }
    }

    /// `[j : condition]`
    fn along(&mut self) -> Outcome<(Vec<LetterAt>, Option<Box<Expression>>)> {
        let opened = self.here();
        self.at += 1;
        let mut letters = vec![self.letter()?];
        while self.take(Sign::Comma) {
            if self.is_comparison() {
                let comma = self.before();
                let message = "A comma stands before this condition.";
                let error = Diagnostic::new(Mistake::Syntax, comma, message);
                return Err(error.hint("Write a condition after a colon.").fix(comma, " :"));
            }
            let letter = self.letter()?;
            if let Some(first) = letters.iter().find(|known| known.letter == letter.letter) {
                let message = format!("\"{}\" is reduced twice.", letter.letter);
                let error = Diagnostic::new(Mistake::RepeatedLetter, letter.span, message);
                return Err(error.other(first.span).hint("Name each axis once."));
            }
            letters.push(letter);
        }
        let is_other = ["where", "if", "for", "with", "when"].iter().any(|word| self.is_next(word))
            || matches!(self.kind(), Some(Sign::Word(Word::Bar | Word::End)));
        if is_other {
            let message = format!("{} stands before the condition.", self.found());
            let (at, error) = (self.here(), self.syntax(message));
            let error = error.hint("Write a condition after a colon: softmax[j : j <= i].");
            let blank = if at.column > self.before().end() { "" } else { " " };
            return Err(error.fix(at, format!("{blank}:")));
        }
        let condition = if self.take(Sign::Word(Word::Colon)) {
            Some(Box::new(self.nested(Self::or)?))
        } else {
            None
        };
        if condition.is_some() && self.kind() == Some(Sign::Comma) {
            let comma = self.here();
            let error = self.syntax("A comma stands between two conditions.");
            return Err(error.hint("Join them by and.").fix(comma, " and"));
        }
        self.close(Sign::Word(Word::CloseIndex), "]", opened)?;
        Ok((letters, condition))
    }

    /// Whether a place is compared next.
    fn is_comparison(&self) -> bool {
        let behind = self.kind_at(1);
        !matches!(self.kind(), Some(Sign::Name))
            || matches!(behind, Some(Sign::Word(Word::Compare(_)) | Sign::Plus | Sign::Minus))
    }

    /// Arguments in round brackets, as texts; none where the bracket does not close.
    pub(super) fn arguments(&self) -> Option<(Vec<String>, Span)> {
        let mut depth = 0_usize;
        let mut start = self.tokens.get(self.at + 1)?.span;
        let mut texts = Vec::new();
        for token in &self.tokens[self.at..] {
            match token.kind {
                Sign::Open | Sign::Word(Word::OpenIndex) => depth += 1,
                Sign::Close | Sign::Word(Word::CloseIndex) => depth = depth.checked_sub(1)?,
                _ => {}
            }
            let ends = depth == 0 || (depth == 1 && token.kind == Sign::Comma);
            if ends {
                texts.push(
                    self.line.slice(start.before().to(token.span.before())).trim().to_owned(),
                );
                start = token.span.behind();
            }
            if depth == 0 {
                return Some((texts, token.span));
            }
        }
        None
    }

    /// `sum(d) …`, `softmax(s[i,j], j)`, `max(x[i], 0)`
    fn called(&self, reducer: Reducer, word: Span, error: Box<Diagnostic>) -> Box<Diagnostic> {
        let Some((arguments, close)) = self.arguments() else { return error };
        let (name, all) = (reducer.word(), word.to(close));
        match &arguments[..] {
            [only] if super::letter(only).is_some() => error.fix(all, format!("{name}[{only}]")),
            [what, along] if super::letter(along).is_some() => {
                error.fix(all, format!("{name}[{along}] ({what})"))
            }
            [what, rest @ ..] if !rest.is_empty() => {
                let error = match reducer {
                    Reducer::Max => error.hint(
                        "max[j] runs along an axis; relu(x) is the larger of x and 0, and if c then a else b chooses.",
                    ),
                    _ => error,
                };
                let letters = self.letters_behind();
                if reducer == Reducer::Max {
                    return error;
                }
                letters.into_iter().fold(error, |error, letter| {
                    error.fix(all, format!("{name}[{letter}] ({what})"))
                })
            }
            _ => error,
        }
    }

    /// The letters that stand in indices behind the next token, the last one first.
    fn letters_behind(&self) -> Vec<char> {
        let mut letters = Vec::new();
        for pair in self.tokens[self.at..].windows(2).rev() {
            let is_letter = matches!(pair[0].kind, Sign::Word(Word::OpenIndex) | Sign::Comma)
                && pair[1].kind == Sign::Name;
            let letter = super::letter(&pair[1].text).filter(|_| is_letter);
            letters.extend(letter.filter(|letter| !letters.contains(letter)));
        }
        letters
    }

    fn without_axis(&self, reducer: Reducer, word: Span) -> Box<Diagnostic> {
        let name = reducer.word();
        let message = format!("{name} does not say along which axis it runs.");
        let error = Diagnostic::new(Mistake::NoAxis, word, message);
        let error = error.hint(format!("Write the letter of the axis: {name}[j] …."));
        let error = match self.kind() {
            Some(Sign::Open) => {
                let error = self.called(reducer, word, error);
                if !error.fixes.is_empty() {
                    return error;
                }
                error
            }
            _ => error,
        };
        self.letters_behind()
            .into_iter()
            .fold(error, |error, letter| error.fix(word.behind(), format!("[{letter}]")))
    }

    /// `sum[j] softmax[j] …`, which would be 1 in every cell.
    fn behind(&mut self, outer: Reducer, inner: Reducer, first: Span) -> Box<Diagnostic> {
        let start = self.here();
        let message = format!(
            "{} comes directly after {} and would take the whole product, so nobody could see where it ends.",
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
            let error = error.hint("Write top(2)[j] s[i,j].");
            // `top[j](2) s[i,j]`, `top[j] s[i,j]`
            let behind: Vec<Sign<Word>> = (1..6).filter_map(|ahead| self.kind_at(ahead)).collect();
            return Err(match (&behind[..], self.tokens.get(self.at + 1)) {
                (
                    [
                        Sign::Name,
                        Sign::Word(Word::CloseIndex),
                        Sign::Open,
                        Sign::Number(count),
                        Sign::Close,
                    ],
                    Some(letter),
                ) => {
                    let all = word.to(self.tokens[self.at + 5].span);
                    error.fix(all, format!("top({count})[{}]", letter.text))
                }
                _ => error.fix(word.behind(), "(2)"),
            });
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
