//! Names that a step reads: whether each is given above, and has as many axes as letters.

use super::letters::{span, text};
use super::scope::{Scope, Table, written};
use crate::base::letter::Letter;
use crate::language::diagnostic::{Diagnostic, Mistake, Outcome};
use crate::language::read::letter;
use crate::language::span::Span;
use crate::language::syntax::{Expression, Index, Kind, Left, LetterAt, Reading, visit};

impl Scope {
    /// Refuses the first name that a step cannot read.
    pub(super) fn check_names(&self, left: &Left, right: &Expression, own: &Table) -> Outcome<()> {
        let mut first: Option<Box<Diagnostic>> = None;
        let is_axis = |letter: Letter| is_axis(letter, left, right);
        visit(right, &mut |part| {
            if first.is_some() {
                return;
            }
            let fits = match &part.kind {
                Kind::Table(reading) => self.check_reading(reading, left, own),
                Kind::Name(name) => self.check_name(name, part.span, own, is_axis),
                _ => Ok(()),
            };
            first = fits.err();
        });
        first.map_or(Ok(()), Err)
    }

    fn check_reading(&self, reading: &Reading, left: &Left, own: &Table) -> Outcome<()> {
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
            return Self::check_itself(reading, left, own);
        }
        let Some(table) = known else {
            let letters: Vec<String> = reading.indices.iter().map(written).collect();
            let (letters, own) = (letters.join(","), &*own.name.text);
            return Err(self.unknown_name(&name.text, name.span, Some(&letters), Some(own)));
        };
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
        let stands = |axis: &str| {
            let mut all = left.indices.iter().chain(&reading.indices).flat_map(Index::letters);
            all.any(|at| axis == at.letter.to_string())
        };
        let error = match names
            .iter()
            .find(|axis| axes.len() > reading.indices.len() && !stands(axis))
        {
            Some(axis) => error.hint(format!(
                "Write {own_text}, and {axis} on the left too; or reduce it, as sum[{axis}] does.",
            )),
            None => error.hint("Write one letter for each axis."),
        };
        if axes.is_empty() {
            return Err(error.fix(span(reading), &*name.text));
        }
        let error = Self::paired(error, reading, &names);
        Err(Self::shorter(error, reading, axes.len()).fix(span(reading), own_text))
    }

    /// `Q[i,h,k]` where Q has an axis for both: `Q[i,(h k)]`.
    fn paired(error: Box<Diagnostic>, reading: &Reading, names: &[&str]) -> Box<Diagnostic> {
        let indices: Vec<String> = reading.indices.iter().map(written).collect();
        let is_plain = reading.indices.iter().all(|index| matches!(index, Index::Letter(_)));
        if !is_plain || indices.len() != names.len() + 1 {
            return error;
        }
        // The letters beside the pair are those of the axes, and neither of its own is that of its axis.
        let fits = |place: &usize| {
            indices[*place] != names[*place]
                && indices[place + 1] != names[*place]
                && indices[..*place].iter().zip(names).all(|(own, name)| own == name)
                && indices[place + 2..]
                    .iter()
                    .zip(&names[place + 1..])
                    .all(|(own, name)| own == name)
        };
        (0..names.len()).filter(fits).fold(error, |error, place| {
            let mut all = indices.clone();
            let inner = all.remove(place + 1);
            all[place] = format!("({} {inner})", all[place]);
            error.fix(span(reading), format!("{}[{}]", reading.name.text, all.join(",")))
        })
    }

    /// Offers a reading with fewer letters.
    fn shorter(error: Box<Diagnostic>, reading: &Reading, wanted: usize) -> Box<Diagnostic> {
        if reading.indices.len() != wanted + 1 {
            return error;
        }
        let without = |left_out: usize| {
            let kept = reading.indices.iter().enumerate().filter(|(place, _)| *place != left_out);
            let kept: Vec<String> = kept.map(|(_, index)| written(index)).collect();
            format!("{}[{}]", reading.name.text, kept.join(","))
        };
        (0..reading.indices.len())
            .fold(error, |error, place| error.fix(span(reading), without(place)))
    }

    /// A step that reads itself does so at the place before.
    fn check_itself(reading: &Reading, left: &Left, own: &Table) -> Outcome<()> {
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
            let error = error.hint("Write one letter for each axis.");
            return Err(Self::before_itself(error, reading, left));
        }
        let message = format!("\"{}\" reads itself at the same place.", own.name.text);
        let error = Diagnostic::new(Mistake::Itself, span(reading), message).other(own.name.span);
        let mut error = error.hint("A step may read itself at the place before, such as S[t-1,a].");
        for (place, index) in reading.indices.iter().enumerate() {
            if let Index::Letter(at) = index {
                let indices = reading.indices.iter().enumerate().map(|(other, index)| {
                    if other == place { format!("{}-1", at.letter) } else { written(index) }
                });
                let indices: Vec<String> = indices.collect();
                error = error
                    .fix(span(reading), format!("{}[{}]", reading.name.text, indices.join(",")));
            }
        }
        Err(error)
    }

    /// Offers the step at the place before with the axes of its left side, or a left side with the
    /// axes of the reading.
    pub(super) fn before_itself(
        error: Box<Diagnostic>,
        reading: &Reading,
        left: &Left,
    ) -> Box<Diagnostic> {
        let before = reading.indices.iter().find_map(|index| match index {
            Index::Before(at) => Some(at.letter),
            _ => None,
        });
        let Some(before) = before else { return error };
        let stands = |index: &Index| index.letters().any(|at| at.letter == before);
        if left.indices.iter().any(stands) {
            let own = left.indices.iter().map(|index| match index {
                Index::Letter(at) if at.letter == before => format!("{before}-1"),
                other => written(other),
            });
            let own: Vec<String> = own.collect();
            return error.fix(span(reading), format!("{}[{}]", reading.name.text, own.join(",")));
        }
        let all = reading.indices.iter().flat_map(Index::letters);
        let all: Vec<String> = all.map(|at| at.letter.to_string()).collect();
        error.fix(left.span, format!("{}[{}]", left.name.text, all.join(",")))
    }

    fn check_name(
        &self,
        name: &str,
        span: Span,
        own: &Table,
        is_axis: impl Fn(Letter) -> bool,
    ) -> Outcome<()> {
        if self.number(name).is_some() {
            return Ok(());
        }
        if let Some(table) = self.table(name) {
            let Some(axes) = &table.axes else { return Ok(()) };
            // An axis may share the letter with a table, which its brackets tell apart.
            let known = letter(name)
                .is_some_and(|letter| self.own_size(letter).is_some() || is_axis(letter));
            if known {
                return Ok(());
            }
            let names: Vec<&str> = axes.iter().map(|axis| &*axis.name).collect();
            let message = format!("\"{name}\" is a table and stands without its axes.");
            let error = Diagnostic::new(Mistake::NotATable, span, message).other(table.name.span);
            let whole = format!("{name}[{}]", names.join(","));
            return Err(error.hint(format!("Write {whole}.")).fix(span, whole));
        }
        let is_given_below = || self.foretold.get(name).is_some_and(|at| at.line > span.line);
        match letter(name) {
            Some(letter) if self.own_size(letter).is_some() || is_axis(letter) => return Ok(()),
            Some(_) if own.name.text != name && !is_given_below() => return Ok(()),
            _ => {}
        }
        if own.name.text == name {
            let message = format!("\"{name}\" is made on this line and cannot be read here.");
            let error = Diagnostic::new(Mistake::Itself, span, message).other(own.name.span);
            return Err(error.hint("A step may read itself at the place before, such as S[t-1,a]."));
        }
        Err(self.unknown_name(name, span, None, Some(&own.name.text)))
    }
}

/// Whether a letter is an axis in a step: on its left, in an index, behind a reduction.
fn is_axis(letter: Letter, left: &Left, right: &Expression) -> bool {
    let is_in = |mut letters: std::slice::Iter<LetterAt>| letters.any(|at| at.letter == letter);
    let is_index =
        |indices: &[Index]| indices.iter().flat_map(Index::letters).any(|at| at.letter == letter);
    let mut found = is_index(&left.indices);
    visit(right, &mut |part| {
        found |= match &part.kind {
            Kind::Table(reading) => is_index(&reading.indices),
            Kind::Reduce(reduction) => is_in(reduction.letters.iter()),
            Kind::Top { along, .. } => along.letter == letter,
            _ => false,
        };
    });
    found
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
