//! Lines that declare: `in`, `param` and `axis`.

use super::Reader;
use crate::grammar::Kind;
use crate::language::diagnostic::{Diagnostic, Mistake, Outcome};
use crate::language::notation::Word;
use crate::language::syntax::{Index, InputDeclaration, LetterAt, Name, Statement};
use crate::program::condition::Comparison;

impl Reader<'_> {
    /// A line that declares; none where the line begins with another word.
    pub(super) fn declaration(&mut self) -> Outcome<Option<Statement>> {
        let is_step = self.kind_at(1) == Some(Kind::Word(Word::Compare(Comparison::Equal)));
        if is_step {
            return Ok(None);
        }
        if self.take_word("in") {
            return self.list(Self::input).map(|all| Some(Statement::Inputs(all)));
        }
        if self.take_word("param") {
            return self.list(Self::param).map(|all| Some(Statement::Params(all)));
        }
        if self.take_word("axis") {
            return self.list(Self::axis).map(|all| Some(Statement::Axes(all)));
        }
        Ok(None)
    }

    fn list<T>(&mut self, item: fn(&mut Self) -> Outcome<T>) -> Outcome<Vec<T>> {
        let mut items = Vec::new();
        loop {
            if self.peek().is_none() {
                let comma = self.before();
                let error = self.syntax("The list ends here, and one more is expected.");
                let error = error
                    .hint("A list stands on one line; begin the next one with the word again.");
                return Err(if items.is_empty() { error } else { error.fix(comma, "") });
            }
            items.push(item(self)?);
            if self.take(Kind::Comma) {
                continue;
            }
            match self.peek() {
                Some(token) if token.kind == Kind::Name => {
                    let before = token.span.before();
                    let error = self.syntax("A comma is missing in this list.");
                    return Err(error.hint("Write a comma.").fix(before, ", "));
                }
                _ => return Ok(items),
            }
        }
    }

    fn input(&mut self) -> Outcome<InputDeclaration> {
        let name = self.new_name("table")?;
        if self.kind() != Some(Kind::Word(Word::OpenIndex)) {
            let message = format!(
                "\"{}\" needs its axes in square brackets; {} stands here.",
                name.text,
                self.found()
            );
            let error = self.syntax(message);
            return Err(
                error.hint(format!("Write {}[i,d], or declare a number with param.", name.text))
            );
        }
        let indices = self.indices()?;
        let letters = indices.into_iter().map(|index| match index {
            Index::Letter(letter) => Ok(letter),
            Index::Pair([outer, inner]) => {
                let span = outer.span.to(inner.span);
                let error = Diagnostic::new(
                    Mistake::Syntax,
                    span,
                    "A table that is given has one letter for each axis.",
                );
                Err(error.hint("Give the axis a letter; a step can read it as a pair."))
            }
            Index::Before(letter) => {
                let error = Diagnostic::new(
                    Mistake::Before,
                    letter.span,
                    "A declaration has no place before.",
                );
                Err(error.hint("Write the letter alone."))
            }
        });
        Ok(InputDeclaration { name, letters: letters.collect::<Outcome<Vec<LetterAt>>>()? })
    }

    fn equals(&mut self, name: &str) -> Outcome<()> {
        if self.take(Kind::Word(Word::Compare(Comparison::Equal))) {
            return Ok(());
        }
        let error = self.syntax(format!(
            "\"{name}\" needs a value: \"=\" is missing, {} stands here.",
            self.found()
        ));
        Err(error.hint(format!("Write {name} = 4.")))
    }

    fn param(&mut self) -> Outcome<(Name, f64)> {
        let name = self.new_name("param")?;
        self.equals(&name.text)?;
        let is_negative = self.take(Kind::Minus);
        let Some(Kind::Number(number)) = self.kind() else {
            let error = self.syntax(format!("A param is a number; {} stands here.", self.found()));
            return Err(error.hint("Write a number such as 4 or 0.5; a formula is a step."));
        };
        if !number.is_finite() {
            return Err(self.syntax("This number is too large.").hint("Write a smaller one."));
        }
        self.at += 1;
        Ok((name, if is_negative { -number } else { number }))
    }

    fn axis(&mut self) -> Outcome<(LetterAt, crate::language::syntax::Expression)> {
        let letter = self.letter()?;
        self.equals(&letter.letter.to_string())?;
        Ok((letter, self.sum()?))
    }
}
