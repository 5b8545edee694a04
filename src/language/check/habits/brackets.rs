//! An index whose opening bracket was dropped: `scoresi,j]` for `scores[i,j]`.

use super::{Edit, Habit};
use crate::grammar::Kind as Sign;
use crate::language::diagnostic::Mistake;
use crate::language::notation::{Token, Word};
use crate::language::read::letter;
use crate::language::words;

/// The token that holds the name before a bracket that was dropped, and the bytes of that name.
pub(in crate::language::check) fn dropped_bracket(tokens: &[Token]) -> Option<(usize, usize)> {
    let mut depth = 0;
    let close = tokens.iter().position(|token| {
        depth += match token.kind {
            Sign::Word(Word::OpenIndex) => 1,
            Sign::Word(Word::CloseIndex) => -1,
            _ => 0,
        };
        depth < 0
    })?;
    // Back over the letters and their commas.
    let mut at = close.checked_sub(1)?;
    while letter(&tokens[at].text).is_some() && at >= 2 && tokens[at - 1].kind == Sign::Comma {
        at -= 2;
    }
    let glued = tokens.get(at).filter(|token| token.kind == Sign::Name)?;
    let (last, _) = glued.text.char_indices().last()?;
    letter(&glued.text[last..]).filter(|_| last > 0).map(|_| (at, last))
}

impl Habit<'_> {
    /// `soft max[j] s[i,j]`: a word in two parts.
    pub(super) fn word_apart(&self) -> Option<Edit> {
        let at = self.at.min(self.tokens.len().checked_sub(2)?);
        let whole = format!("{}{}", self.text_at(at), self.text_at(at + 1));
        let is_so = self.error.code == Mistake::UnknownName
            && self.is_name(at)
            && self.is_name(at + 1)
            && (words::Reducer::find(&whole).is_some() || words::function(&whole).is_some());
        is_so.then(|| (self.span(&(at..at + 2)), whole))
    }

    pub(super) fn opened(&self) -> Option<Edit> {
        let (at, bytes) = dropped_bracket(self.tokens)?;
        let (name, first) = self.tokens[at].text.split_at(bytes);
        let is_known = self.scope.table(name).is_some()
            || words::Reducer::find(name).is_some()
            || (at == 0 && !words::is_word(name));
        is_known.then(|| (self.tokens[at].span, format!("{name}[{first}")))
    }
}
