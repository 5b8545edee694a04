//! Lines as people write them elsewhere: what each says here, offered as a cure where nothing else is.

mod along;
mod brackets;
mod calls;
mod cells;
mod compared;
mod concats;
mod conditions;
mod declared;
mod definitions;
mod first_place;
mod indices;
mod latex;
mod lists;
mod loops;
mod marks;
mod products;
mod program;
mod shapes;
mod sizes;
mod sums;
mod tensors;

use std::ops::Range;

pub(super) use brackets::dropped_bracket;
pub(super) use program::{goes_on, is_unfinished};

use super::scope::{Scope, Table, TableAxis};
use crate::base::letter::Letter;
use crate::grammar::Kind as Sign;
use crate::language::diagnostic::{Diagnostic, Fix, Mistake};
use crate::language::notation::{Token, Word};
use crate::language::read::letter;
use crate::language::span::Span;
use crate::language::text::Line;
use crate::program::condition::Comparison;

/// A text in the place of another one on the line.
type Edit = (Span, String);

/// A line with a mistake.
struct Habit<'s> {
    scope: &'s Scope,
    line: &'s Line,
    error: &'s Diagnostic,
    tokens: &'s [Token],
    /// The token where the mistake is; the number of tokens where it is behind them.
    at: usize,
}

/// A table where it is read.
struct Operand {
    text: String,
    letters: Vec<String>,
}

impl Scope {
    /// The mistake with what its line may mean. Whether it does is tried like any cure.
    pub(super) fn habits(&self, line: &Line, mut error: Box<Diagnostic>) -> Box<Diagnostic> {
        if line.code.chars().count() > LONGEST {
            return error;
        }
        let tokens = &line.tokens;
        let at = tokens.iter().position(|token| token.span.end() > error.column);
        let at = at.unwrap_or(tokens.len());
        let habit = Habit { scope: self, line, error: &error, tokens, at };
        let mut whole = habit.latex();
        // A formula over whole tables says which ones are turned; others need not.
        let of_tables = whole.pop().and_then(|(_, text)| {
            let text = &text;
            let line = line.with_code(text);
            let tokens = &line.tokens;
            let habit = Habit { scope: self, line: &line, error: &error, tokens, at: 0 };
            habit.whole_tables().filter(|step| step.is_of_tables)
        });
        let is_latex = line.code.contains('\\') || line.code.matches('$').count() > 1;
        // A line of LaTeX is written anew before any of its signs is.
        let mut edits = if is_latex { Vec::new() } else { std::mem::take(&mut whole) };
        let tables = of_tables.or_else(|| habit.whole_tables().filter(|step| step.is_of_tables));
        if let Some(step) = tables {
            whole.insert(0, (line.span(), step.line()));
        }
        // A size that is said is meant.
        let is_said = error.code == Mistake::Twice || habit.reads_twice();
        whole.extend(habit.as_large().filter(|_| is_said));
        // Heads that are forgotten stand on both sides.
        whole.extend(habit.fewer());
        whole.extend(habit.length());
        whole.extend(habit.along());
        whole.extend(habit.cross());
        whole.extend(habit.greek_number());
        whole.extend(habit.count());
        whole.extend(habit.top_count());
        whole.extend(habit.in_order());
        whole.extend(habit.first_place());
        whole.extend(habit.state());
        whole.extend(habit.word_apart());
        whole.extend(habit.otherwise());
        whole.extend(habit.bare_top());
        whole.extend(habit.renamed_number());
        whole.extend(habit.compared());
        whole.extend(habit.sums());
        whole.extend(habit.largest());
        whole.extend(habit.shapes());
        edits.extend(habit.opened());
        edits.extend(habit.marks());
        edits.extend(habit.calls());
        edits.extend(habit.brackets_elsewhere());
        edits.extend(habit.square());
        edits.extend(habit.concats());
        edits.extend(habit.products());
        edits.extend(habit.conditions());
        edits.extend(habit.declared());
        edits.extend(habit.indices());
        edits.extend(habit.lists());
        edits.extend(habit.programs());
        edits.extend(habit.as_large().filter(|_| !is_said));
        let fixes = |edits: Vec<Edit>| edits.into_iter().map(|(at, text)| Fix::new(at, text));
        let reckoned: Vec<Edit> = habit.reckoned().into_iter().collect();
        error.fixes.splice(0..0, fixes(whole));
        error.fixes.extend(fixes(reckoned));
        error.spare.extend(fixes(edits));
        error
    }
}

impl Scope {
    /// The axes of a step that names none, where they follow from its right side.
    pub(super) fn axes_of(&self, line: &Line) -> Option<Vec<TableAxis>> {
        if line.code.chars().count() > LONGEST {
            return None;
        }
        let error = &Diagnostic::new(Mistake::Rank, line.span(), "");
        let step =
            Habit { scope: self, line, error, tokens: &line.tokens, at: 0 }.whole_tables()?;
        let axes = step.letters.into_iter().zip(step.sizes);
        Some(axes.map(|(name, size)| TableAxis { name, size }).collect())
    }
}

/// Characters of a line that somebody wrote by hand.
const LONGEST: usize = 400;

impl Habit<'_> {
    fn text_at(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &token.text)
    }

    fn kind(&self, at: usize) -> Option<Sign<Word>> {
        self.tokens.get(at).map(|token| token.kind)
    }

    fn is_name(&self, at: usize) -> bool {
        self.kind(at) == Some(Sign::Name)
    }

    /// From the first token of a range to the last.
    fn span(&self, of: &Range<usize>) -> Span {
        match (self.tokens.get(of.start), of.end.checked_sub(1).and_then(|at| self.tokens.get(at)))
        {
            (Some(first), Some(last)) if of.start < of.end => first.span.to(last.span),
            (Some(first), _) => first.span.before(),
            _ => self.line.span().behind(),
        }
    }

    fn text(&self, of: &Range<usize>) -> String {
        self.line.slice(self.span(of))
    }

    /// The bracket that closes one, or opens one.
    fn partner(&self, at: usize) -> Option<usize> {
        let turn = |at: usize| match self.text_at(at) {
            "(" | "[" | "{" => 1,
            ")" | "]" | "}" => -1,
            _ => 0,
        };
        let mut depth = 0;
        let see = |at: &usize| {
            depth += turn(*at);
            depth == 0
        };
        match turn(at) {
            1 => (at..self.tokens.len()).find(see),
            -1 => (0..=at).rev().find(see),
            _ => None,
        }
    }

    /// Where the index opens that a place stands in, and the axis of its table that it reads.
    fn read_axis(&self, at: usize) -> Option<(usize, &TableAxis)> {
        let open = self.tokens[..at]
            .iter()
            .rposition(|token| token.kind == Sign::Word(Word::OpenIndex))?;
        let table = self.scope.table(self.text_at(open.checked_sub(1)?))?;
        let place = (open..at).filter(|at| self.kind(*at) == Some(Sign::Comma)).count();
        Some((open, table.axes.as_ref()?.get(place)?))
    }

    /// What stands in brackets, cut at its commas.
    fn arguments(&self, open: usize) -> Option<(Vec<Range<usize>>, usize)> {
        let close = self.partner(open)?;
        let mut parts = Vec::new();
        let (mut from, mut at) = (open + 1, open + 1);
        while at < close {
            match self.kind(at) {
                Some(Sign::Comma) => {
                    parts.push(from..at);
                    from = at + 1;
                }
                _ if matches!(self.text_at(at), "(" | "[" | "{") => at = self.partner(at)?,
                _ => {}
            }
            at += 1;
        }
        parts.push(from..close);
        Some((parts, close))
    }

    /// What stands behind the equals sign.
    fn right(&self) -> Option<Range<usize>> {
        let equals = Sign::Word(Word::Compare(Comparison::Equal));
        let at = self.tokens.iter().position(|token| token.kind == equals)?;
        Some(at + 1..self.tokens.len())
    }

    /// The letters of the left side.
    fn left(&self) -> Vec<String> {
        let end = self.right().map_or(0, |right| right.start);
        self.letters(&(0..end))
    }

    /// The letters that stand in square brackets, each once.
    fn letters(&self, of: &Range<usize>) -> Vec<String> {
        let mut letters: Vec<String> = Vec::new();
        let mut depth = 0;
        for token in &self.tokens[of.clone()] {
            match &*token.text {
                "[" => depth += 1,
                "]" => depth -= 1,
                text if depth > 0
                    && letter(text).is_some()
                    && letters.iter().all(|known| known != text) =>
                {
                    letters.push(text.to_owned());
                }
                _ => {}
            }
        }
        letters
    }

    /// The letters of a table's axes, as the line that gives it calls them.
    fn axes(table: &Table) -> Option<Vec<String>> {
        let names = table.axes.as_ref()?.iter().map(|axis| axis.name.clone());
        let names: Vec<String> = names.collect();
        names.iter().all(|name| letter(name).is_some()).then_some(names)
    }

    /// A row of a table that is named by its letter below: `q_i`, `qᵢ`.
    fn row(&self, name: &str) -> Option<(&Table, Vec<String>)> {
        const BELOW: &[(char, char)] = &[
            ('ᵢ', 'i'),
            ('ⱼ', 'j'),
            ('ₖ', 'k'),
            ('ₗ', 'l'),
            ('ₘ', 'm'),
            ('ₙ', 'n'),
            ('ₜ', 't'),
            ('ₛ', 's'),
            ('ₕ', 'h'),
        ];
        let plain: String = name
            .chars()
            .map(|c| BELOW.iter().find(|(below, _)| *below == c).map_or(c, |(_, own)| *own))
            .collect();
        let (base, below) = match plain.rsplit_once('_') {
            Some(parts) => parts,
            None if plain != name => plain.split_at(plain.char_indices().last()?.0),
            None => return None,
        };
        letter(below)?;
        let other = || {
            let mut tables = self.scope.checked.tables.iter();
            tables.find(|table| table.name.text.eq_ignore_ascii_case(base))
        };
        let table = self.scope.table(base).or_else(other)?;
        let mut letters = Self::axes(table)?;
        if letters.len() < 2 || letters[1..].iter().any(|own| own == below) {
            return None;
        }
        below.clone_into(&mut letters[0]);
        Some((table, letters))
    }

    /// A table, with its index or without one.
    fn operand(&self, of: &Range<usize>) -> Option<Operand> {
        let name = self.tokens.get(of.start).filter(|token| token.kind == Sign::Name)?;
        if let Some((table, letters)) = self.row(&name.text).filter(|_| of.len() == 1) {
            let text = format!("{}[{}]", table.name.text, letters.join(","));
            return Some(Operand { text, letters });
        }
        let table = self.scope.table(name.text.trim_end_matches(['ᵀ', 'ᵗ']))?;
        let transposed =
            of.len() == 3 && self.text_at(of.start + 1) == "." && self.text_at(of.start + 2) == "T";
        if of.len() == 1 || transposed {
            let letters = Self::axes(table)?;
            let text = format!("{}[{}]", table.name.text, letters.join(","));
            return Some(Operand { text, letters });
        }
        let is_whole =
            self.text_at(of.start + 1) == "[" && self.partner(of.start + 1) == Some(of.end - 1);
        let mut letters = self.letters(of);
        let said = letters.len();
        let axes = Self::axes(table).unwrap_or_default();
        // `q[i]` is a row.
        if is_whole && said == (of.len() - 2) / 2 && said < axes.len() {
            letters.extend(
                axes[said..]
                    .iter()
                    .filter(|own| !letters.contains(own))
                    .cloned()
                    .collect::<Vec<_>>(),
            );
            let text = format!("{}[{}]", table.name.text, letters.join(","));
            return (letters.len() == axes.len()).then_some(Operand { text, letters });
        }
        is_whole.then(|| Operand { text: self.text(of), letters })
    }

    /// A letter that stands nowhere on the line.
    fn free_letter(&self, wanted: &str) -> String {
        let is_free = |text: &str| self.tokens.iter().all(|token| token.text != text);
        if is_free(wanted) {
            return wanted.to_owned();
        }
        let all = ('a'..='z').rev().map(|letter: Letter| letter.to_string());
        all.into_iter().find(|letter| is_free(letter)).unwrap_or_else(|| wanted.to_owned())
    }
}

/// A text that is one thing to what stands beside it, in brackets where it is more.
fn one(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "_'.|√".contains(c);
    let is_table = text.split_once('[').is_some_and(|(name, index)| {
        name.chars().all(is_plain)
            && index.ends_with(']')
            && !index[..index.len() - 1].contains(']')
    });
    let of = text.trim_start_matches(|c: char| c.is_ascii_lowercase());
    if text.chars().all(is_plain) || is_table || is_bracketed(of) {
        text.to_owned()
    } else {
        format!("({text})")
    }
}

/// Whether one pair of brackets holds the whole text.
fn is_bracketed(text: &str) -> bool {
    let mut depth = 0;
    let closes = text.char_indices().find(|(_, c)| {
        depth += match c {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        depth == 0
    });
    text.starts_with('(') && closes.is_some_and(|(at, _)| at + 1 == text.len())
}
