//! What is saved of a line that cannot be read, so that the lines below it have no second message.

use super::habits::dropped_bracket;
use super::scope::{Origin, Scope, TableAxis};
use crate::base::letter::Letter;
use crate::grammar::Kind as Sign;
use crate::language::notation::{Foreign, Token, Word};
use crate::language::read::{left_of, letter};
use crate::language::size::Size;
use crate::language::span::Span;
use crate::language::syntax::Name;
use crate::language::text::Line;
use crate::language::words::{is_word, list_word};
use crate::program::condition::Comparison;

impl Scope {
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
            // `def attention(q, k, v):`
            Some(first) if is(first, "def") => {
                for name in tokens.iter().skip(2).filter(|token| token.kind == Sign::Name) {
                    let name = Name { text: name.text.to_string(), span: name.span };
                    self.add(name, None, Origin::Given);
                }
            }
            // `Q ∈ R^{n×d}`
            Some(_) if line.tokens.iter().any(|token| token.text == "∈") => {
                for pair in line.tokens.windows(2).filter(|pair| pair[1].text == "∈") {
                    let name = Name { text: pair[0].text.to_string(), span: pair[0].span };
                    self.add(name, None, Origin::Given);
                }
            }
            // A list of tables whose line begins otherwise.
            Some(first) if !is_step && tokens.len() > 3 && !self.is_formula(&tokens) => {
                let is_first = match tokens[1].kind {
                    Sign::Word(Word::OpenIndex) => true,
                    // `q: (n, d)`
                    Sign::Word(Word::Colon) => opens(tokens.get(2)),
                    _ => false,
                };
                let word = is_first.then_some(*first);
                let all: Vec<&Token> = word.into_iter().chain(tokens.iter().copied()).collect();
                self.recover_inputs(&all);
            }
            Some(first) => match left_of(line) {
                Some(left) => self.add_unsized(line, &left),
                None if first.kind == Sign::Name && self.is_given_below(first) => {}
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
        let closes =
            |token: &Token| token.kind == Sign::Word(Word::CloseIndex) || token.kind == Sign::Close;
        let mut at = 1;
        while at < tokens.len() {
            // A name without axes: how many it has is not known.
            let is_entry = at == 1 || tokens[at - 1].kind == Sign::Comma;
            let is_bare = tokens.get(at + 1).is_none_or(|next| next.kind == Sign::Comma);
            if is_entry && is_bare && tokens[at].kind == Sign::Name {
                let name = Name { text: tokens[at].text.to_string(), span: tokens[at].span };
                self.add(name, None, Origin::Given);
                at += 1;
                continue;
            }
            if at + 1 == tokens.len() {
                break;
            }
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
            let plain: Vec<Letter> = letters.iter().flatten().map(|(letter, _)| *letter).collect();
            let is_distinct =
                plain.iter().enumerate().all(|(at, letter)| !plain[..at].contains(letter));
            let is_whole = letters.len() == commas + 1
                && is_round(Some(&opened)) == is_round(closed)
                && is_distinct;
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
    }
}

impl Scope {
    /// Whether a line is a step without its equals sign: behind its first table stands what no list of
    /// tables has.
    fn is_formula(&self, tokens: &[&Token]) -> bool {
        let close = tokens.iter().position(|token| token.kind == Sign::Word(Word::CloseIndex));
        let Some(behind) = close.map(|close| &tokens[close + 1..]) else { return false };
        let Some(first) = behind.first() else { return false };
        match first.kind {
            Sign::Comma => false,
            Sign::Name => {
                let mut depth = 0;
                let is_known = is_word(&first.text) || self.table(&first.text).is_some();
                is_known
                    || behind.iter().any(|token| {
                        depth += i32::from(token.kind == Sign::Word(Word::OpenIndex));
                        depth -= i32::from(token.kind == Sign::Word(Word::CloseIndex));
                        let is_sign = matches!(
                            token.kind,
                            Sign::Number(_) | Sign::Plus | Sign::Minus | Sign::Times | Sign::Over
                        );
                        depth == 0 && (is_sign || is_word(&token.text))
                    })
            }
            _ => true,
        }
    }

    /// Whether a line below gives what this one gives at one place: `h[0,a] = 0`, then `h[t,a] = …`.
    fn is_given_below(&self, name: &Token) -> bool {
        self.foretold.get(&*name.text).is_some_and(|at| at.line > name.span.line)
    }
}

/// Whether a bracket opens.
fn opens(token: Option<&&Token>) -> bool {
    token.is_some_and(|token| token.kind == Sign::Word(Word::OpenIndex) || token.kind == Sign::Open)
}
