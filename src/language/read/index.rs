//! The index of a table: letters, pairs, and the place before.

use super::{Reader, is_axis, letter};
use crate::grammar::Kind;
use crate::language::alike::alike;
use crate::language::diagnostic::{Diagnostic, Fix, Mistake, Outcome};
use crate::language::notation::{Token, Word};
use crate::language::span::Span;
use crate::language::syntax::{Index, LetterAt};

/// What papers and libraries call axes in full.
const AXES: &[&str] = &[
    "query", "queries", "key", "keys", "value", "values", "dim", "dims", "head", "heads", "batch",
    "seq", "len", "length", "pos", "time", "token", "tokens", "model", "row", "rows", "col",
    "cols", "width", "feature", "features", "channel",
];

impl Reader<'_> {
    /// `[i,(h k),t-1]`
    pub(super) fn indices(&mut self) -> Outcome<Vec<Index>> {
        let opened = self.here();
        self.at += 1;
        let mut indices = Vec::new();
        if self.kind() == Some(Kind::Word(Word::CloseIndex)) {
            let error = self.syntax("There is no axis between these brackets.");
            return Err(error.hint("Write the letters of the axes, or no brackets at all."));
        }
        loop {
            indices.push(self.index()?);
            if !self.take(Kind::Comma) {
                break;
            }
        }
        self.between_letters(opened)?;
        self.close(Kind::Word(Word::CloseIndex), "]", opened)?;
        let mut seen: Vec<LetterAt> = Vec::new();
        for letter in indices.iter().flat_map(Index::letters) {
            if let Some(first) = seen.iter().find(|known| known.letter == letter.letter) {
                let message = format!("\"{}\" stands twice in one index.", letter.letter);
                let error = Diagnostic::new(Mistake::RepeatedLetter, letter.span, message);
                return Err(error.other(first.span).hint("Two axes need two letters."));
            }
            seen.push(letter);
        }
        Ok(indices)
    }

    /// Refuses what stands between two letters in the place of a comma.
    fn between_letters(&self, opened: Span) -> Outcome<()> {
        let (last, here) = (self.before(), self.here());
        // Where another table begins the bracket is not closed.
        let is_letter = |ahead: usize| {
            self.kind_at(ahead) == Some(Kind::Name)
                && self.kind_at(ahead + 1) != Some(Kind::Word(Word::OpenIndex))
        };
        let pair = |second: &Token| format!("({} {})", self.line.slice(last), second.text);
        match self.kind() {
            Some(Kind::Name) if is_letter(0) => {
                let gap = last.behind().to(here.before());
                let error = self.syntax("A comma is missing between two axes.");
                let error = error.hint("Write a comma, or (h k) for one axis that is read as two.");
                let second = &self.tokens[self.at];
                Err(error.fix(gap, ",").fix(last.to(here), pair(second)))
            }
            Some(Kind::Times) if is_letter(1) => {
                let error = self.syntax("Two letters are multiplied in an index.");
                let second = &self.tokens[self.at + 1];
                let error = error.hint("(h k) is one axis that is read as two.");
                Err(error.fix(last.to(second.span), pair(second)))
            }
            Some(Kind::Word(Word::End | Word::Colon | Word::Bar)) if is_letter(1) => {
                let message = format!("{} stands between two axes.", self.found());
                Err(self.syntax(message).hint("Write a comma.").fix(here, ","))
            }
            Some(Kind::Word(Word::Compare(_))) => {
                let end = self.tokens[self.at..]
                    .iter()
                    .position(|token| token.kind == Kind::Word(Word::CloseIndex));
                // The left side of a step may lack its bracket.
                let Some(end) = end.map(|end| self.at + end) else { return Ok(()) };
                let start = self.tokens.iter().position(|token| token.span == opened).unwrap_or(0);
                let inside = &self.tokens[start + 1..end];
                if inside.iter().any(|token| token.kind == Kind::Word(Word::OpenIndex)) {
                    return Ok(());
                }
                let letters = inside.iter().filter(|token| letter(&token.text).is_some());
                let letters: Vec<&str> = letters.map(|token| &*token.text).collect();
                let error = self.syntax("A size cannot stand in an index.");
                let error = error
                    .hint("Sizes come from the numbers that are typed, or from a line such as axis h = 2.");
                let all = opened.to(self.tokens[end].span);
                Err(error.fix(all, format!("[{}]", letters.join(","))))
            }
            _ => Ok(()),
        }
    }

    fn index(&mut self) -> Outcome<Index> {
        if self.kind() == Some(Kind::Open) {
            let opened = self.here();
            self.at += 1;
            let outer = self.letter()?;
            if let (Some(Kind::Comma | Kind::Times), Some(Kind::Name)) =
                (self.kind(), self.kind_at(1))
            {
                let message = format!("{} stands between the two letters of a pair.", self.found());
                let between = outer.span.behind().to(self.start_of(1));
                return Err(self.syntax(message).hint("Write (h k).").fix(between, " "));
            }
            let inner = self.letter()?;
            if self.kind() == Some(Kind::Name) {
                let error = self.syntax("A pair has two letters, and a third one stands here.");
                return Err(error.hint(
                    "Read the axis as a pair in one step, and in the next step read one of the two letters as a pair.",
                ));
            }
            self.close(Kind::Close, ")", opened)?;
            return Ok(Index::Pair([outer, inner]));
        }
        let letter = self.letter()?;
        if self.kind() != Some(Kind::Minus) && self.kind() != Some(Kind::Plus) {
            return Ok(Index::Letter(letter));
        }
        let is_before =
            self.kind() == Some(Kind::Minus) && self.kind_at(1) == Some(Kind::Number(1.0));
        if !is_before {
            let span = letter.span.to(self.tokens[(self.at + 1).min(self.tokens.len() - 1)].span);
            let message = "Only the place before can be read: a letter and -1.".to_owned();
            let error = Diagnostic::new(Mistake::Before, span, message);
            let before = format!("{}-1", letter.letter);
            return Err(error
                .hint(format!(
                    "Write {before}, or {} alone; a step that reads {before} can be read there again.",
                    letter.letter
                ))
                .fix(span, before));
        }
        self.at += 2;
        Ok(Index::Before(letter))
    }

    /// The letter of an axis.
    pub(super) fn letter(&mut self) -> Outcome<LetterAt> {
        let Some(token) = self.peek() else { return Err(self.no_letter()) };
        if token.kind != Kind::Name {
            return Err(self.no_letter());
        }
        if let Some(letter) = letter(&token.text) {
            self.at += 1;
            return Ok(LetterAt { letter, span: token.span });
        }
        let message = format!("\"{}\" is not an axis: an axis is one letter.", token.text);
        let error = Diagnostic::new(Mistake::BadName, token.span, message);
        let mut error = error.hint("Use one letter, Latin or Greek, for each axis.");
        let letters: Vec<String> = token.text.chars().map(String::from).collect();
        let is_word = AXES.contains(&&*token.text.to_lowercase());
        if letters.len() <= 6 && token.text.chars().all(is_axis) && !is_word {
            error = error.fix(token.span, letters.join(","));
            if let [outer, inner] = &letters[..] {
                error = error.fix(token.span, format!("({outer} {inner})"));
            }
        }
        // One letter throughout the line: the one that looks so, or its own first one where that is free.
        let throughout = |letter: &str| {
            let whole = self.line.span();
            let text = self.tokens.iter().rev().filter(|other| other.text == token.text).fold(
                self.line.slice(whole),
                |line, other| {
                    let at = Span { column: other.span.column + 1 - whole.column, ..other.span };
                    Fix::new(Span { line: 1, ..at }, letter).apply(&line)
                },
            );
            (whole, text)
        };
        if let Some(alike) = alike(&token.text).filter(|alike| letter(alike).is_some()) {
            let (whole, text) = throughout(&alike);
            let hint = format!("This is another letter that looks like {alike}: type {alike}.");
            return Err(error.hint(hint).fix(whole, text));
        }
        let is_free = |letter: &String| self.tokens.iter().all(|token| token.text != **letter);
        let spare = "jlntsabcefgopruwxyz".chars().map(String::from);
        let first = letters.first().filter(|first| first.chars().all(is_axis)).cloned();
        for free in first.into_iter().chain(spare).filter(is_free).take(2) {
            let (whole, text) = throughout(&free);
            error = error.fix(whole, text);
        }
        Err(error)
    }

    fn no_letter(&self) -> Box<Diagnostic> {
        let message = format!("The letter of an axis is missing: {} stands here.", self.found());
        let error = self.syntax(message);
        match self.kind() {
            Some(Kind::Number(_)) => error.hint(
                "An axis is one letter. One place is chosen by a condition: sum[j : j = 1] x[i,j].",
            ),
            Some(Kind::Word(Word::Colon)) => {
                error.hint("Write the letter of the axis: x[i,d] is all of x.")
            }
            Some(Kind::Word(Word::Bar)) => {
                let error = error.hint("An axis is one letter; |d| is its size.");
                match (self.tokens.get(self.at + 1), self.tokens.get(self.at + 2)) {
                    (Some(name), Some(bar)) if bar.kind == Kind::Word(Word::Bar) => {
                        error.fix(self.here().to(bar.span), &*name.text)
                    }
                    _ => error,
                }
            }
            _ => error.hint("An axis is one letter, Latin or Greek."),
        }
    }
}
