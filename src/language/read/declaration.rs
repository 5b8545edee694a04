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
        let is_declaration = ["in", "param", "axis"].iter().any(|word| self.is_next(word));
        if is_declaration && self.kind_at(1) == Some(Kind::Word(Word::Colon)) {
            self.at += 1;
            let error = self.syntax("There is a colon after the first word of the line.");
            return Err(error.hint("Remove it.").fix(self.here(), ""));
        }
        if is_declaration && self.kind_at(1) == Some(Kind::Open) {
            self.at += 1;
            let error = self.syntax("This list needs no brackets.");
            let all = self.rest();
            let text = self.line.slice(all);
            let inside = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
            let error = error.hint("Write what is given with commas between: in q[i,d], k[j,d].");
            return Err(match inside {
                Some(inside) => error.fix(all, inside),
                None => error,
            });
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
                let error = self.syntax("The list ends here, but another entry should follow.");
                let error = error
                    .hint("Write a list on one line; begin the next line with its word again.");
                return Err(if items.is_empty() { error } else { error.fix(comma, "") });
            }
            items.push(item(self)?);
            if self.take(Kind::Comma) {
                if let (Some(Kind::Number(_)), Some(before)) = (self.kind(), self.at.checked_sub(2))
                    && let Kind::Number(_) = self.tokens[before].kind
                {
                    return Err(self.comma_in_number());
                }
                continue;
            }
            match self.peek() {
                Some(token) if token.kind == Kind::Name => {
                    let error = self.syntax("A comma is missing in this list.");
                    let behind = self.before().behind();
                    let is_word = self.is_next("and");
                    let gap = if is_word { behind.to(token.span) } else { behind };
                    return Err(error.hint("Write a comma.").fix(gap, ","));
                }
                _ => return Ok(items),
            }
        }
    }

    /// `0,5` and `10,000`
    fn comma_in_number(&self) -> Box<Diagnostic> {
        let comma = self.before();
        let message = "A comma stands in a number.";
        let error = Diagnostic::new(Mistake::Syntax, comma, message);
        let error = error.hint("Numbers are written with a point and without separators.");
        let digits = self.here().length;
        let error = if digits == 3 { error.fix(comma, "") } else { error };
        error.fix(comma, ".")
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
            let error =
                error.hint(format!("Write {}[i,d], or declare a number with param.", name.text));
            // `in q: [i,d]`, `in q = [i,d]`
            if self.kind_at(1) == Some(Kind::Word(Word::OpenIndex))
                && !matches!(self.kind(), Some(Kind::Name | Kind::Comma))
            {
                return Err(error.fix(name.span.behind().to(self.start_of(1)), ""));
            }
            return Err(self.spelled_as_a_table(error, &name));
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
                    "A declaration cannot name the place before.",
                );
                Err(error.hint("Write the letter alone."))
            }
        });
        Ok(InputDeclaration { name, letters: letters.collect::<Outcome<Vec<LetterAt>>>()? })
    }

    /// `q(i,d)`, `w-q[d,e]` and `query vec[i,d]` as tables.
    fn spelled_as_a_table(&self, error: Box<Diagnostic>, name: &Name) -> Box<Diagnostic> {
        let is_dashed = self.kind() == Some(Kind::Minus);
        let next = self.tokens.get(self.at + usize::from(is_dashed));
        match (self.kind(), next) {
            // All of the line's brackets at once, since a line has one message.
            (Some(Kind::Open), _) => {
                let all = self.rest();
                let square = self.line.slice(all).replace('(', "[").replace(')', "]");
                error.fix(all, square)
            }
            (Some(Kind::Minus | Kind::Name), Some(next)) if next.kind == Kind::Name => {
                let all = name.span.to(next.span);
                let message = format!("\"{}\" is not a name.", self.line.slice(all));
                let error = Diagnostic::new(Mistake::BadName, all, message);
                let error = error.hint("A name is letters, digits, \"_\" and primes.");
                error.fix(all, format!("{}_{}", name.text, next.text))
            }
            _ => error,
        }
    }

    fn equals(&mut self, name: &str) -> Outcome<()> {
        if self.take(Kind::Word(Word::Compare(Comparison::Equal))) {
            return Ok(());
        }
        let error = self.syntax(format!(
            "\"{name}\" needs a value: \"=\" is missing, {} stands here.",
            self.found()
        ));
        let error = error.hint(format!("Write {name} = 4."));
        let error = match self.kind() {
            Some(Kind::Word(Word::Colon)) => {
                error.fix(self.before().behind().to(self.here()), " =")
            }
            Some(Kind::Number(_)) => error.fix(self.here().before(), "= "),
            _ => error,
        };
        // A table is a step.
        let is_table = self.kind() == Some(Kind::Word(Word::OpenIndex));
        Err(if is_table && self.tokens[0].text == "param" { self.as_step(error) } else { error })
    }

    /// Offers the line as a step, where it is no list.
    fn as_step(&self, error: Box<Diagnostic>) -> Box<Diagnostic> {
        let (word, name) = (self.tokens[0].span, self.tokens[1].span);
        let is_first = self.tokens.iter().take(self.at).all(|token| token.kind != Kind::Comma);
        if is_first { error.fix(word.to(name.before()), "") } else { error }
    }

    fn param(&mut self) -> Outcome<(Name, f64)> {
        let name = self.new_name("param")?;
        self.equals(&name.text)?;
        let is_negative = self.take(Kind::Minus);
        let Some(Kind::Number(number)) = self.kind() else {
            let error = self.syntax(format!("A param is a number; {} stands here.", self.found()));
            let error = error.hint("Write a number such as 4 or 0.5; a formula is a step.");
            // `param w = four`
            let is_word = self.kind() == Some(Kind::Name) && self.kind_at(1).is_none();
            let word = self.here();
            return Err(self.as_step(if is_word { error.fix(word, "4") } else { error }));
        };
        if !number.is_finite() {
            return Err(self.syntax("This number is too large.").hint("Write a smaller one."));
        }
        self.at += 1;
        if let Some(Kind::Plus | Kind::Minus | Kind::Times | Kind::Over | Kind::Power) = self.kind()
        {
            let error = self.syntax("A param is one number, and this is a formula.");
            let error = error.hint("Write the number; a formula is a step.");
            return Err(self.as_step(self.quotient(error, number)));
        }
        Ok((name, if is_negative { -number } else { number }))
    }

    /// `param tau = 1/2` as one number.
    fn quotient(&self, error: Box<Diagnostic>, over: f64) -> Box<Diagnostic> {
        let (Some(Kind::Over), Some(Kind::Number(under)), None) =
            (self.kind(), self.kind_at(1), self.kind_at(2))
        else {
            return error;
        };
        let all = self.before().to(self.tokens[self.at + 1].span);
        let number = over / under;
        // A third is no number of a few digits.
        let is_short = (number * 1e4).fract() == 0.0;
        if is_short { error.fix(all, number.to_string()) } else { error }
    }

    fn axis(&mut self) -> Outcome<(LetterAt, crate::language::syntax::Expression)> {
        let letter = self.letter()?;
        self.equals(&letter.letter.to_string())?;
        Ok((letter, self.sum()?))
    }
}
