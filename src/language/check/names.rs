//! Names that a step reads: whether each is given above, and has as many axes as letters.

use super::letters::{span, text, visit};
use super::scope::{Scope, Table};
use super::similar::similar;
use crate::language::diagnostic::{Diagnostic, Mistake, Outcome};
use crate::language::read::letter;
use crate::language::span::Span;
use crate::language::syntax::{Expression, Index, Kind, Reading};

impl Scope {
    /// Refuses the first name that a step cannot read.
    pub(super) fn check_names(&self, right: &Expression, own: &Table) -> Outcome<()> {
        let mut first: Option<Box<Diagnostic>> = None;
        visit(right, &mut |part| {
            if first.is_some() {
                return;
            }
            let fits = match &part.kind {
                Kind::Table(reading) => self.check_reading(reading, own),
                Kind::Name(name) => self.check_name(name, part.span, own),
                _ => Ok(()),
            };
            first = fits.err();
        });
        first.map_or(Ok(()), Err)
    }

    fn check_reading(&self, reading: &Reading, own: &Table) -> Outcome<()> {
        let name = &reading.name;
        if self.param(&name.text).is_some() {
            let error = Diagnostic::new(
                Mistake::NotATable,
                name.span,
                format!("\"{}\" is a number and has no axes.", name.text),
            );
            return Err(error.hint("Write its name alone.").fix(span(reading), &*name.text));
        }
        let known = self.table(&name.text);
        if known.is_none() && own.name.text == name.text {
            return Self::check_itself(reading, own);
        }
        let Some(table) = known else { return Err(self.unknown_name(&name.text, name.span, true)) };
        for at in reading.indices.iter().flat_map(Index::letters) {
            self.check_letter(at)?;
        }
        let Some(axes) = &table.axes else { return Ok(()) };
        if axes.len() == reading.indices.len() {
            return Ok(());
        }
        let names: Vec<&str> = axes.iter().map(|axis| &*axis.name).collect();
        let own_text = format!("{}[{}]", name.text, names.join(","));
        let message = format!(
            "{} has {}, and the table is {own_text} with {}.",
            text(reading),
            letters(reading.indices.len()),
            axes_count(axes.len()),
        );
        let error = Diagnostic::new(Mistake::Rank, span(reading), message).other(table.name.span);
        let error = error.hint("Write one letter for each axis.");
        if axes.is_empty() {
            return Err(error.fix(span(reading), &*name.text));
        }
        Err(Self::shorter(error, reading, axes.len()).fix(span(reading), own_text))
    }

    /// Offers a reading with fewer letters.
    fn shorter(error: Box<Diagnostic>, reading: &Reading, wanted: usize) -> Box<Diagnostic> {
        if reading.indices.len() != wanted + 1 {
            return error;
        }
        let without = |left_out: usize| {
            let kept = reading.indices.iter().enumerate().filter(|(place, _)| *place != left_out);
            let kept: Vec<String> = kept.map(|(_, index)| super::scope::written(index)).collect();
            format!("{}[{}]", reading.name.text, kept.join(","))
        };
        (0..reading.indices.len())
            .fold(error, |error, place| error.fix(span(reading), without(place)))
    }

    /// A step that reads itself does so at the place before.
    fn check_itself(reading: &Reading, own: &Table) -> Outcome<()> {
        let is_before = reading.indices.iter().any(|index| matches!(index, Index::Before(_)));
        let axes = own.axes.as_deref().unwrap_or_default();
        if is_before && axes.len() == reading.indices.len() {
            return Ok(());
        }
        if axes.len() != reading.indices.len() {
            let message = format!(
                "{} has {}, and the step has {}.",
                text(reading),
                letters(reading.indices.len()),
                axes_count(axes.len())
            );
            let error = Diagnostic::new(Mistake::Rank, span(reading), message).other(own.name.span);
            return Err(error.hint("Write one letter for each axis."));
        }
        let message = format!("\"{}\" reads itself at the same place.", own.name.text);
        let error = Diagnostic::new(Mistake::Itself, span(reading), message).other(own.name.span);
        let mut error = error.hint("A step may read itself at the place before, such as S[t-1,a].");
        for (place, index) in reading.indices.iter().enumerate() {
            if let Index::Letter(at) = index {
                let indices = reading.indices.iter().enumerate().map(|(other, index)| {
                    if other == place {
                        format!("{}-1", at.letter)
                    } else {
                        super::scope::written(index)
                    }
                });
                let indices: Vec<String> = indices.collect();
                error = error
                    .fix(span(reading), format!("{}[{}]", reading.name.text, indices.join(",")));
            }
        }
        Err(error)
    }

    fn check_name(&self, name: &str, span: Span, own: &Table) -> Outcome<()> {
        if self.number(name).is_some() {
            return Ok(());
        }
        if let Some(table) = self.table(name) {
            let Some(axes) = &table.axes else { return Ok(()) };
            // An axis may share the letter with a table, which its brackets tell apart.
            let known = letter(name).is_some_and(|letter| self.own_size(letter).is_some());
            if known {
                return Ok(());
            }
            let names: Vec<&str> = axes.iter().map(|axis| &*axis.name).collect();
            let message = format!("\"{name}\" is a table and stands without its axes.");
            let error = Diagnostic::new(Mistake::NotATable, span, message).other(table.name.span);
            let whole = format!("{name}[{}]", names.join(","));
            return Err(error.hint(format!("Write {whole}.")).fix(span, whole));
        }
        if letter(name).is_some() {
            return Ok(());
        }
        if own.name.text == name {
            let message = format!("\"{name}\" is made on this line and cannot be read here.");
            let error = Diagnostic::new(Mistake::Itself, span, message).other(own.name.span);
            return Err(error.hint("A step may read itself at the place before, such as S[t-1,a]."));
        }
        Err(self.unknown_name(name, span, false))
    }

    fn unknown_name(&self, name: &str, at: Span, is_table: bool) -> Box<Diagnostic> {
        let later = self.foretold.iter().find(|known| known.text == name);
        if let Some(later) = later {
            let message = format!("\"{name}\" is read here and given on line {}.", later.span.line);
            let error = Diagnostic::new(Mistake::TooEarly, at, message).other(later.span);
            return error.hint("A step reads what stands above it: move one of the two lines.");
        }
        let what = if is_table { "table" } else { "number, axis or step" };
        let message = format!("There is no {what} \"{name}\".");
        let mut error = Diagnostic::new(Mistake::UnknownName, at, message);
        let tables = self.checked.tables.iter().map(|table| &*table.name.text);
        let params = self.checked.params.iter().map(|(name, _)| &*name.text);
        let known: Vec<&str> = tables.chain(params).collect();
        error = if known.is_empty() {
            error.hint("Declare tables with in and numbers with param.")
        } else {
            error.hint(format!("There are: {}.", known.join(", ")))
        };
        for near in similar(name, known.into_iter()) {
            error = error.fix(at, near);
        }
        let axes = name
            .chars()
            .all(|c| letter(&c.to_string()).is_some_and(|l| self.own_size(l).is_some()));
        if !is_table && axes && name.chars().count() <= 4 {
            let apart: Vec<String> = name.chars().map(String::from).collect();
            error = error.fix(at, apart.join(" "));
        }
        error
    }
}

fn letters(count: usize) -> String {
    if count == 1 { "1 letter".to_owned() } else { format!("{count} letters") }
}

fn axes_count(count: usize) -> String {
    match count {
        0 => "no axes".to_owned(),
        1 => "1 axis".to_owned(),
        _ => format!("{count} axes"),
    }
}
