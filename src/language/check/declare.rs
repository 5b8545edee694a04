//! Lines that declare, and what is saved of a line that cannot be read.

use super::habits::dropped_bracket;
use super::scope::{Origin, Scope, TableAxis};
use crate::base::letter::Letter;
use crate::grammar::Kind as Sign;
use crate::language::diagnostic::{Diagnostic, Mistake, Outcome};
use crate::language::notation::{Foreign, Token, Word};
use crate::language::read::{left_of, letter};
use crate::language::size::Size;
use crate::language::span::Span;
use crate::language::syntax::{Expression, InputDeclaration, Kind, LetterAt, Name};
use crate::language::text::Line;
use crate::language::words::list_word;
use crate::program::condition::Comparison;

/// The largest size that a program gives to an axis.
const LARGEST: usize = 1 << 16;

impl Scope {
    pub(super) fn declare_inputs(&mut self, inputs: Vec<InputDeclaration>) -> Outcome<()> {
        let mut first = Ok(());
        for InputDeclaration { name, letters } in inputs {
            let fits = self.check_input(&name, &letters);
            first = first.and(fits);
            let own = letters.iter().filter(|at| self.alias(at.letter).is_none());
            let own: Vec<LetterAt> = own.copied().collect();
            for at in own {
                self.symbols.entry(at.letter).or_insert(at.span);
            }
            let axis = |at: &LetterAt| TableAxis {
                name: at.letter.to_string(),
                size: Some(Size::symbol(self.alias(at.letter).unwrap_or(at.letter))),
            };
            let axes = letters.iter().map(axis).collect();
            self.add(name, Some(axes), Origin::Given);
        }
        first
    }

    /// The letter of a given table whose size `axis` says that this letter has: `axis j = |i|`.
    fn alias(&self, letter: Letter) -> Option<Letter> {
        let known = self.checked.axes.iter().find(|(known, _)| *known == letter);
        known.and_then(|(_, size)| size.letter())
    }

    fn check_input(&self, name: &Name, letters: &[LetterAt]) -> Outcome<()> {
        self.check_new(name)?;
        for at in letters {
            self.check_letter(*at)?;
            if let Some(axis) =
                self.axis_places.get(&at.letter).filter(|_| self.alias(at.letter).is_none())
            {
                let message = format!(
                    "\"{}\" is an axis of {} and has a size from axis.",
                    at.letter, name.text
                );
                let error = Diagnostic::new(Mistake::Twice, at.span, message).other(*axis);
                return Err(
                    error.hint("A given table has the sizes of its numbers: use another letter, or give the axis the size of another axis, as axis j = |i| does.")
                );
            }
        }
        Ok(())
    }

    pub(super) fn declare_params(&mut self, params: Vec<(Name, f64)>) -> Outcome<()> {
        let mut first = Ok(());
        for (name, number) in params {
            match self.check_new(&name).and_then(|()| self.check_no_axis(&name)) {
                Ok(()) => self.checked.params.push((name, number)),
                Err(error) => first = first.and(Err(error)),
            }
        }
        first
    }

    pub(super) fn declare_axes(&mut self, axes: Vec<(LetterAt, Expression)>) -> Outcome<()> {
        let mut first = Ok(());
        for (at, formula) in axes {
            let size = self.axis_size(at, &formula);
            match size {
                Ok(size) => self.checked.axes.push((at.letter, size)),
                Err(error) => {
                    // Which of the two sizes is meant is not known.
                    if error.code == Mistake::Twice {
                        self.checked.tables.forget(&Size::symbol(at.letter));
                    }
                    first = first.and(Err(error));
                }
            }
            self.axis_places.entry(at.letter).or_insert(at.span);
        }
        first
    }

    fn axis_size(&self, at: LetterAt, formula: &Expression) -> Outcome<Size> {
        self.check_letter(at)?;
        let before = self.symbols.get(&at.letter).or_else(|| self.axis_places.get(&at.letter));
        if let Some(before) = before {
            let message = format!("\"{}\" already has a size.", at.letter);
            let error = Diagnostic::new(Mistake::Twice, at.span, message).other(*before);
            return Err(error.hint("Use another letter, or remove one of the two."));
        }
        let size = self.formula(formula)?;
        let is_whole = size.number().is_some_and(|number| number <= LARGEST);
        if size.letters().is_empty() && !is_whole {
            let message = format!("An axis cannot have size {size}.");
            let error = Diagnostic::new(Mistake::Size, formula.span, message);
            return Err(error.hint(format!("Use a whole number from 1 to {LARGEST}.")));
        }
        Ok(size)
    }

    /// A size as a formula of sizes.
    fn formula(&self, of: &Expression) -> Outcome<Size> {
        let refused = |message: &str| {
            let error = Diagnostic::new(Mistake::Size, of.span, message);
            Err(error.hint("Write whole numbers, sizes such as |d|, +, -, * and /."))
        };
        let known = |size: Option<Size>| match size {
            Some(size) => Ok(size),
            None => refused("This is not a size."),
        };
        match &of.kind {
            Kind::Number(number) if number.fract() == 0.0 && *number <= LARGEST as f64 => {
                #[expect(clippy::cast_possible_truncation, reason = "checked above")]
                let number = *number as i64;
                Ok(Size::whole(number))
            }
            Kind::Size(letter) => match self.own_size(*letter) {
                Some(size) => Ok(size),
                None => Err(self.unknown_letter(*letter, of.span)),
            },
            Kind::Name(name) => {
                let Some(letter) = letter(name).filter(|letter| self.own_size(*letter).is_some())
                else {
                    return refused("A size depends on other sizes only.");
                };
                let message = format!("\"{letter}\" alone is a place; its size is |{letter}|.");
                let error = Diagnostic::new(Mistake::Size, of.span, message);
                Err(error.hint(format!("Write |{letter}|.")).fix(of.span, format!("|{letter}|")))
            }
            Kind::Group(of) => self.formula(of),
            Kind::Sum(terms) => {
                let mut sum = Size::default();
                for term in terms {
                    let size = self.formula(&term.of)?;
                    sum = known(if term.negative { sum.minus(&size) } else { sum.plus(&size) })?;
                }
                Ok(sum)
            }
            Kind::Product(factors) => {
                let mut product = Size::whole(1);
                for factor in factors {
                    let size = self.formula(&factor.of)?;
                    product = known(if factor.divides {
                        product.over(&size)
                    } else {
                        product.times(&size)
                    })?;
                }
                Ok(product)
            }
            Kind::Number(_) => refused("A size is a whole number."),
            _ => refused("This is not a size."),
        }
    }

    /// Refuses a name that something has already.
    pub(super) fn check_new(&self, name: &Name) -> Outcome<()> {
        let before = self
            .table(&name.text)
            .map(|table| &table.name)
            .or_else(|| self.param(&name.text).map(|(name, _)| name));
        let Some(before) = before else { return Ok(()) };
        let message = format!("\"{}\" is already given on line {}.", name.text, before.span.line);
        let error = Diagnostic::new(Mistake::Twice, name.span, message).other(before.span);
        Err(error
            .hint("Use another name: each name is given only once.")
            .fix(name.span, format!("{}'", name.text)))
    }

    /// Refuses the name of a number that is an axis as well.
    pub(super) fn check_no_axis(&self, name: &Name) -> Outcome<()> {
        let Some(letter) = letter(&name.text) else { return Ok(()) };
        let axis = self.symbols.get(&letter).or_else(|| self.axis_places.get(&letter));
        let Some(axis) = axis else { return Ok(()) };
        let message = format!("\"{letter}\" is an axis, so a number cannot have this name.");
        let error = Diagnostic::new(Mistake::BadName, name.span, message).other(*axis);
        Err(error.hint("Use another name.").fix(name.span, format!("{letter}_")))
    }

    /// Refuses an axis that a number is called as well.
    pub(super) fn check_letter(&self, at: LetterAt) -> Outcome<()> {
        let mut name = [0; 4];
        let Some(number) = self.number(at.letter.encode_utf8(&mut name)) else { return Ok(()) };
        let message = format!("\"{}\" is a number, so an axis cannot have this name.", at.letter);
        let error = Diagnostic::new(Mistake::BadName, at.span, message).other(number);
        Err(error.hint("Use another letter for the axis."))
    }

    pub(super) fn unknown_letter(&self, letter: char, span: Span) -> Box<Diagnostic> {
        let message = format!("Nothing says how large the axis \"{letter}\" is.");
        let error = Diagnostic::new(Mistake::UnknownLetter, span, message);
        let known: Vec<String> =
            self.symbols.keys().chain(self.axis_places.keys()).map(char::to_string).collect();
        let list = if known.is_empty() {
            String::new()
        } else {
            format!(" Known are: {}.", known.join(", "))
        };
        error.hint(format!(
            "Give it a size with axis {letter} = 4, give it the size of another axis, or use a letter of a table.{list}"
        ))
    }

    /// What a line that cannot be read gives all the same.
    pub(super) fn recover(&mut self, line: &Line) {
        // Signs that mean nothing here are left out.
        let is_sign = |token: &Token| {
            !matches!(token.kind, Sign::Word(Word::Unknown | Word::Foreign(Foreign::Quote)))
        };
        let tokens: Vec<&Token> = line.tokens.iter().filter(|token| is_sign(token)).collect();
        let is = |token: &Token, word: &str| token.kind == Sign::Name && token.text == word;
        let equals = Sign::Word(Word::Compare(Comparison::Equal));
        let is_step = tokens.iter().any(|token| token.kind == equals);
        // The word that it begins with, where a name stands behind another one.
        let is_named = tokens.get(1).is_some_and(|token| token.kind == Sign::Name);
        let list = tokens.first().and_then(|first| list_word(&first.text, is_step));
        let list = list.filter(|list| is_named || tokens[0].text == **list);
        match tokens.first() {
            Some(first) if is(first, "in") => self.recover_inputs(&tokens),
            Some(_) if matches!(list, Some("param" | "axis")) => {
                let is_axis = list == Some("axis");
                // Bars around the letter and axes behind a name are mistakes of their own.
                let named = |token: &&&Token| token.kind != Sign::Word(Word::Bar);
                let plain: Vec<&Token> = tokens.iter().filter(named).copied().collect();
                for (at, token) in plain.iter().enumerate().skip(1) {
                    let next = plain.get(at + 1).map(|next| next.kind);
                    let is_indexed = next == Some(Sign::Word(Word::OpenIndex));
                    // The name that a mistake follows counts as given all the same.
                    let is_listed = (at == 1 || plain[at - 1].kind == Sign::Comma) && !is_indexed;
                    let name = Name { text: token.text.to_string(), span: token.span };
                    if token.kind == Sign::Name && is_indexed && !is_axis {
                        self.add(name.clone(), None, Origin::Made);
                    }
                    if token.kind != Sign::Name || !(is_listed || next == Some(equals)) {
                        continue;
                    }
                    match letter(&name.text) {
                        Some(letter) if is_axis => {
                            self.axis_places.entry(letter).or_insert(name.span);
                        }
                        _ if self.param(&name.text).is_none() => {
                            self.checked.params.push((name, 1.0));
                        }
                        _ => {}
                    }
                }
            }
            // `float w = 4`
            Some(_) if is_named && tokens.get(2).is_some_and(|sign| sign.kind == equals) => {
                let name = Name { text: tokens[1].text.to_string(), span: tokens[1].span };
                self.add(name, Some(Vec::new()), Origin::Made);
            }
            // A list of tables whose line begins otherwise.
            Some(first) if !is_step && tokens.len() > 3 && !is_formula(&tokens) => {
                let is_first = tokens[1].kind == Sign::Word(Word::OpenIndex);
                let word = is_first.then_some(*first);
                let all: Vec<&Token> = word.into_iter().chain(tokens.iter().copied()).collect();
                self.recover_inputs(&all);
            }
            Some(first) => match left_of(line) {
                Some(left) => self.add_unsized(line, &left),
                None if first.kind == Sign::Name => {
                    let glued = dropped_bracket(&line.tokens).filter(|(at, _)| *at == 0);
                    let text = glued.map_or(&*first.text, |(_, bytes)| &first.text[..bytes]);
                    let name = Name { text: text.to_owned(), span: first.span };
                    self.add(name, None, Origin::Made);
                }
                // Behind a sign that does not belong there.
                None => {
                    let left = tokens.iter().take_while(|token| token.kind != equals);
                    if let Some(name) = left.into_iter().find(|token| token.kind == Sign::Name) {
                        let name = Name { text: name.text.to_string(), span: name.span };
                        self.add(name, None, Origin::Made);
                    }
                }
            },
            None => {}
        }
    }

    /// What a line gives that goes on with the list of the line above.
    pub(super) fn recover_rest(&mut self, line: &Line) {
        let tokens = &line.tokens;
        let first = tokens.first();
        self.recover_inputs(&first.into_iter().chain(&**tokens).collect::<Vec<_>>());
    }

    fn recover_inputs(&mut self, tokens: &[&Token]) {
        let opens = |token: Option<&&Token>| {
            token.is_some_and(|token| {
                token.kind == Sign::Word(Word::OpenIndex) || token.kind == Sign::Open
            })
        };
        let closes =
            |token: &Token| token.kind == Sign::Word(Word::CloseIndex) || token.kind == Sign::Close;
        let mut at = 1;
        while at + 1 < tokens.len() {
            // A sign may stand between a name and its axes: `q: [i,d]`.
            let is_apart = tokens[at].kind == Sign::Name
                && !matches!(tokens[at + 1].kind, Sign::Name | Sign::Comma)
                && !opens(tokens.get(at + 1))
                && opens(tokens.get(at + 2));
            if tokens[at].kind != Sign::Name || !(is_apart || opens(tokens.get(at + 1))) {
                at += 1;
                continue;
            }
            let name = Name { text: tokens[at].text.to_string(), span: tokens[at].span };
            at += if is_apart { 3 } else { 2 };
            let opened = tokens[at - 1].kind;
            let mut commas = 0;
            let mut letters: Vec<Option<(Letter, Span)>> = Vec::new();
            // Up to the bracket that closes, or to the next table where none does.
            while at < tokens.len() && !closes(tokens[at]) {
                let token = &tokens[at];
                if token.kind == Sign::Name && opens(tokens.get(at + 1)) {
                    break;
                }
                if token.kind == Sign::Comma {
                    commas += 1;
                } else {
                    letters.push(letter(&token.text).map(|letter| (letter, token.span)));
                }
                at += 1;
            }
            let is_round =
                |kind: Option<&Sign<Word>>| matches!(kind, Some(Sign::Open | Sign::Close));
            let closed = tokens.get(at).map(|token| &token.kind);
            // How many axes a broken index has is not known.
            let is_whole =
                letters.len() == commas + 1 && is_round(Some(&opened)) == is_round(closed);
            for (letter, span) in letters.iter().flatten() {
                self.symbols.entry(*letter).or_insert(*span);
            }
            let axis = |at: &Option<(Letter, Span)>| {
                let (letter, _) = (*at)?;
                Some(TableAxis { name: letter.to_string(), size: Some(Size::symbol(letter)) })
            };
            let axes: Option<Vec<TableAxis>> = letters.iter().map(axis).collect();
            self.add(name, axes.filter(|_| is_whole), Origin::Given);
        }
        // A name without axes, at the end of a list.
        if let [.., before, last] = tokens
            && (before.kind == Sign::Comma || tokens.len() == 2)
            && last.kind == Sign::Name
        {
            let name = Name { text: last.text.to_string(), span: last.span };
            self.add(name, None, Origin::Given);
        }
    }
}

/// Whether a line is a step without its equals sign: behind its first table stands what is no list.
fn is_formula(tokens: &[&Token]) -> bool {
    let close = tokens.iter().position(|token| token.kind == Sign::Word(Word::CloseIndex));
    close
        .and_then(|close| tokens.get(close + 1))
        .is_some_and(|behind| !matches!(behind.kind, Sign::Name | Sign::Comma))
}
