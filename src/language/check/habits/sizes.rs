//! Two axes of given tables that are as large as each other: the line that says so, where it belongs.

use super::{Edit, Habit};
use crate::base::letter::Letter;
use crate::grammar::Kind as Sign;
use crate::language::diagnostic::{Fix, Mistake};
use crate::language::notation::{Token, Word};
use crate::language::read::letter;
use crate::language::size::Size;
use crate::language::span::Span;
use crate::language::text::Line;

impl Habit<'_> {
    /// `x[i,d]` and `adj[i,j]` read as rows of the same tokens: `axis j = |i|` above the table that
    /// has j.
    pub(super) fn as_large(&self) -> Option<Edit> {
        let pair = match self.error.code {
            Mistake::LetterSize => {
                let other = self.error.other.filter(|other| other.line == self.line.number);
                let places = other.map(|other| [other.column, self.error.column]);
                places.and_then(|places| {
                    let [one, two] = places.map(|column| self.symbol_at(column));
                    Some([one?, two?])
                })
            }
            Mistake::Twice => self.said(),
            _ => None,
        };
        let [one, two] = pair?;
        self.with_one_size(one, two).or_else(|| self.with_one_size(two, one))
    }

    /// Whether the table where the mistake is, or where the other place is, is read twice: x[i,d] and
    /// x[j,d] are not the same rows.
    pub(super) fn reads_twice(&self) -> bool {
        let columns = [Some(self.error.column), self.error.other.map(|other| other.column)];
        let table = |column: usize| {
            let open = self.tokens.iter().rposition(|token| {
                token.kind == Sign::Word(Word::OpenIndex) && token.span.column < column
            })?;
            open.checked_sub(1).map(|at| self.text_at(at))
        };
        let count = |name: &str| self.tokens.iter().filter(|token| token.text == name).count();
        self.error.code == Mistake::LetterSize
            && columns.into_iter().flatten().filter_map(table).any(|name| count(name) > 1)
    }

    /// `q[b,n,h,k]` and `K[b,m,h,k]`, where both tables have the heads before: each in its own order.
    pub(super) fn in_order(&self) -> Option<Edit> {
        if self.error.code != Mistake::LetterSize {
            return None;
        }
        let right = self.right()?;
        let mut text = self.line.code.trim_end().to_string();
        let mut turned = 0;
        for at in right.rev().filter(|at| self.text_at(at + 1) == "[") {
            let Some(axes) = self.scope.table(self.text_at(at)).and_then(Self::axes) else {
                continue;
            };
            let close = self.partner(at + 1)?;
            let own = self.letters(&(at + 1..close + 1));
            let mut sorted = [own.clone(), axes.clone()];
            for letters in &mut sorted {
                letters.sort();
            }
            if own != axes && sorted[0] == sorted[1] {
                let index = Span { line: 1, ..self.span(&(at + 1..close + 1)) };
                text = Fix::new(index, format!("[{}]", axes.join(","))).apply(&text);
                turned += 1;
            }
        }
        (turned > 1).then(|| (self.line.span(), text.trim().to_owned()))
    }

    /// The size of the axis whose letter stands at a column.
    fn symbol_at(&self, column: usize) -> Option<Letter> {
        let at = self.tokens.iter().position(|token| token.span.column == column)?;
        let (_, axis) = self.read_axis(at)?;
        axis.size.as_ref().and_then(Size::letter)
    }

    /// What `axis j = |i|` says where j has a size already.
    fn said(&self) -> Option<[Letter; 2]> {
        let texts: Vec<&str> = self.tokens.iter().map(|token| &*token.text).collect();
        match texts[..] {
            ["axis", own, "=", "|", other, "|"] => Some([letter(other)?, letter(own)?]),
            _ => None,
        }
    }

    /// The list of tables in two, with the size of one axis between them.
    fn with_one_size(&self, kept: Letter, other: Letter) -> Option<Edit> {
        let is_list = |line: &&Line| line.tokens.first().is_some_and(|word| word.text == "in");
        let lists = || self.scope.lines.iter().take(self.line.number).filter(is_list);
        let list = lists().find(|line| has(&line.tokens, other))?;
        if list.comment.is_some() {
            return None;
        }
        let (with, without): (Vec<&[Token]>, Vec<&[Token]>) =
            tables(&list.tokens[1..]).into_iter().partition(|table| has(table, other));
        let is_above = lists()
            .take_while(|line| line.number < list.number)
            .any(|line| has(&line.tokens, kept));
        if !is_above && !without.iter().any(|table| has(table, kept)) {
            return None;
        }
        let text = |tables: &[&[Token]]| {
            let all = tables
                .iter()
                .filter_map(|table| Some(list.slice(table.first()?.span.to(table.last()?.span))));
            format!("in {}", all.collect::<Vec<_>>().join(", "))
        };
        let mut lines = Vec::new();
        if !without.is_empty() {
            lines.push(text(&without));
        }
        lines.extend([format!("axis {other} = |{kept}|"), text(&with)]);
        let last = match self.error.code {
            // The line that said so below moves up.
            Mistake::Twice => {
                lines.extend(self.texts(list.number + 1, self.line.number - 1));
                self.line.number
            }
            _ => list.number,
        };
        Some(self.rewritten(list.number, last, &lines))
    }
}

/// Whether a letter stands in an index.
fn has(tokens: &[Token], letter: Letter) -> bool {
    let mut depth = 0;
    tokens.iter().any(|token| {
        depth += i32::from(token.text == "[") - i32::from(token.text == "]");
        depth > 0 && token.text.chars().eq([letter])
    })
}

/// The tables of a list.
fn tables(tokens: &[Token]) -> Vec<&[Token]> {
    let mut depth = 0;
    let parts = tokens.split(|token| {
        depth += i32::from(token.text == "[") - i32::from(token.text == "]");
        depth == 0 && token.kind == Sign::Comma
    });
    parts.filter(|part| !part.is_empty()).collect()
}
