//! One step: what it reads, what it makes, and that both sides have the same axes.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::letters::{Sizes, readings, span, text};
use super::order::order;
use super::scope::{Origin, Scope, Step, Table, TableAxis, written};
use crate::base::letter::Letter;
use crate::language::diagnostic::{Diagnostic, Mistake, Outcome};
use crate::language::read::letter;
use crate::language::size::Size;
use crate::language::span::Span;
use crate::language::syntax::{Expression, Index, Kind, Left, LetterAt, Reading, visit};
use crate::language::text::Line;

/// Lines in which a step is looked for that reads one: of a text that is wrong throughout, each line looks.
const BELOW: usize = 16;

impl Scope {
    /// Adds a step; what it makes counts as given even where the step is wrong.
    pub(super) fn add_step(
        &mut self,
        line: &Line,
        left: Left,
        right: Rc<Expression>,
        note: Option<String>,
    ) -> Outcome<()> {
        if self.reads_doubtful(&right) {
            self.add_unsized(line, &left);
            return Ok(());
        }
        let checked = self.check_step(&left, &right);
        match checked {
            Ok((sizes, axes)) => {
                self.add(left.name.clone(), Some(axes), Origin::Made);
                let sizes = sizes.into_iter().filter_map(|(letter, size)| Some((letter, size?)));
                let sizes: BTreeMap<Letter, Size> = sizes.collect();
                self.checked.steps.push(Step { line: line.number, left, right, sizes, note });
                Ok(())
            }
            // An axis that the left side lacks is read below as if it stood there: that is no other mistake.
            Err(error) if error.code == Mistake::NotReduced && !left.indices.is_empty() => {
                self.add(left.name, None, Origin::Made);
                Err(error)
            }
            Err(error) => {
                self.add_unsized(line, &left);
                Err(error)
            }
        }
    }

    /// Whether a name stands alone of which a mistake above leaves open what it is: a table whose axes are
    /// not known, or an axis that has a value too. What is said of the line would follow from that mistake.
    fn reads_doubtful(&self, right: &Expression) -> bool {
        let is_doubtful = |name: &str| {
            let is_open = self.table(name).is_some_and(|table| table.axes.is_none());
            let is_axis = letter(name).is_some_and(|letter| self.own_size(letter).is_some());
            (is_open && !is_axis) || self.doubtful.contains(name)
        };
        let mut found = false;
        visit(right, &mut |part| {
            found |= matches!(&part.kind, Kind::Name(name) if is_doubtful(name));
        });
        found
    }

    fn check_step(&self, left: &Left, right: &Expression) -> Outcome<(Sizes, Vec<TableAxis>)> {
        self.check_new(&left.name)?;
        if left.indices.is_empty() {
            self.check_no_axis(&left.name)?;
        }
        for at in left.indices.iter().flat_map(Index::letters) {
            self.check_letter(at)?;
        }
        let axis = |index: &Index| TableAxis { name: written(index), size: None };
        let axes = left.indices.iter().map(axis).collect();
        let own = Table { name: left.name.clone(), axes: Some(axes), origin: Origin::Made };
        self.check_names(left, right, &own)?;
        if let Kind::Concat { into, .. } = &right.kind {
            Self::check_made(left, *into)?;
        }
        let mut sizes = self.sizes(left, right, &own)?;
        self.check_number(right, false)?;
        self.check_reductions(right)?;
        Self::check_before(left, right)?;
        match &right.kind {
            Kind::Concat { into, parts } => self.check_concat(left, *into, parts, &mut sizes)?,
            _ => self.check_sides(left, right)?,
        }
        order(left, right)?;
        let axes = Self::made_axes(left, &sizes);
        Self::check_own_sizes(&own, right, &axes, &sizes)?;
        Ok((sizes, axes))
    }

    /// The same letters on both sides.
    fn check_sides(&self, left: &Left, right: &Expression) -> Outcome<()> {
        let free = self.free(right);
        let of_left: Vec<LetterAt> = left.indices.iter().flat_map(Index::letters).collect();
        let stands = |letters: &[LetterAt], at: &LetterAt| {
            letters.iter().any(|other| other.letter == at.letter)
        };
        if let Some(at) = free.iter().find(|at| !stands(&of_left, at)) {
            return Err(self.not_reduced(*at, left, right));
        }
        // A number fills a table; a letter that it was summed over is not one of its places again.
        let reduced = reduced(right);
        let is_wrong = |at: &&LetterAt| !free.is_empty() || stands(&reduced, at);
        match of_left.iter().filter(is_wrong).find(|at| !stands(&free, at)) {
            Some(at) => Err(Self::only_left(*at, left, right)),
            None => Ok(()),
        }
    }

    /// The left side with the axes that it lacks, as a line below reads the step.
    fn read_below(&self, left: &Left, lacks: &[String]) -> Option<String> {
        let own = left.indices.iter().flat_map(Index::letters).map(|at| at.letter.to_string());
        let mut wanted: Vec<String> = own.chain(lacks.iter().cloned()).collect();
        wanted.sort();
        let begins = format!("{}[", left.name.text);
        self.lines.iter().skip(left.span.line).take(BELOW).find_map(|line| {
            let code = &line.code;
            code.match_indices(&begins).find_map(|(at, _)| {
                let before = code[..at].chars().next_back();
                let behind = &code[at + begins.len()..];
                let letters = &behind[..behind.find(']')?];
                let mut read: Vec<String> =
                    letters.split(',').map(|letter| letter.trim().to_owned()).collect();
                read.sort();
                let is_whole = !before.is_some_and(|c| c.is_alphanumeric() || c == '_');
                (is_whole && read == wanted).then(|| format!("{begins}{letters}]"))
            })
        })
    }

    fn not_reduced(&self, at: LetterAt, left: &Left, right: &Expression) -> Box<Diagnostic> {
        let letter = at.letter;
        let message = format!(
            "\"{letter}\" stands on the right, and is neither an axis of {} nor reduced.",
            left.name.text
        );
        let error = Diagnostic::new(Mistake::NotReduced, at.span, message).other(left.span);
        let error = error
            .hint(format!("Sum over it with sum[{letter}], or give {} the axis.", left.name.text));
        // A place alone is rarely meant where its axis is gone: the size is.
        let mut alone = false;
        visit(right, &mut |part| {
            alone |= part.span == at.span && matches!(part.kind, Kind::Name(_));
        });
        let error = if alone {
            let hint =
                format!("\"{letter}\" alone is a place; the size of the axis is |{letter}|.");
            error.hint(hint).fix(at.span, format!("|{letter}|"))
        } else {
            error
        };
        let is_left = |at: &LetterAt| {
            left.indices.iter().flat_map(Index::letters).any(|own| own.letter == at.letter)
        };
        let lacks = |of: &Expression| {
            let free = self.free(of).into_iter().filter(|at| !is_left(at));
            free.map(|at| at.letter.to_string()).collect::<Vec<_>>()
        };
        let all = lacks(right);
        // `s_ij` names its axes in its own way.
        let subscript = left.name.text.rsplit_once('_').filter(|_| left.indices.is_empty());
        let error = match subscript {
            Some((name, below)) if below == all.concat() => {
                error.fix(left.span, format!("{name}[{}]", all.join(",")))
            }
            _ => error,
        };
        let error = match self.read_below(left, &all) {
            Some(whole) => error.fix(left.span, whole),
            None => error,
        };
        // Before the term that holds it.
        let term = match &right.kind {
            Kind::Sum(terms) => terms
                .iter()
                .map(|term| &term.of)
                .find(|term| self.free(term).iter().any(|free| free.letter == letter)),
            _ => None,
        };
        let term = term.unwrap_or(right);
        let error = error.fix(term.span.before(), format!("sum[{}] ", lacks(term).join(",")));
        match left.indices.last() {
            Some(_) => error.fix(
                Span { column: left.span.end() - 1, length: 0, ..left.span },
                format!(",{}", all.join(",")),
            ),
            None => error.fix(left.span.behind(), format!("[{}]", all.join(","))),
        }
    }

    fn only_left(at: LetterAt, left: &Left, right: &Expression) -> Box<Diagnostic> {
        let letter = at.letter;
        let reduced = reduced(right).into_iter().find(|bound| bound.letter == letter);
        let message = match reduced {
            Some(_) => format!(
                "\"{letter}\" is an axis of {}, but it is reduced on the right side.",
                left.name.text
            ),
            None => format!(
                "\"{letter}\" is an axis of {}, and does not stand on the right.",
                left.name.text
            ),
        };
        let error = Diagnostic::new(Mistake::OnlyLeft, at.span, message);
        let error = match reduced {
            Some(reduced) => error.other(reduced.span),
            None => error.other(right.span),
        };
        let error =
            error.hint("Both sides have the same axes: leave it out here, or read it there.");
        let kept = left
            .indices
            .iter()
            .filter(|index| !matches!(index, Index::Letter(own) if own.letter == letter));
        let kept: Vec<String> = kept.map(written).collect();
        let text = if kept.is_empty() {
            left.name.text.clone()
        } else {
            format!("{}[{}]", left.name.text, kept.join(","))
        };
        error.fix(left.span, text)
    }

    /// What a place before needs: the letter on the left, and no reduction over it.
    fn check_before(left: &Left, right: &Expression) -> Outcome<()> {
        for reading in readings(right) {
            for (place, index) in reading.indices.iter().enumerate() {
                let Index::Before(at) = index else { continue };
                let is_own = reading.name.text == left.name.text;
                let found = left
                    .indices
                    .iter()
                    .position(|own| matches!(own, Index::Letter(own) if own.letter == at.letter));
                let message = match found {
                    None => format!(
                        "\"{}-1\" is the place before, and {} has no axis {}.",
                        at.letter, left.name.text, at.letter
                    ),
                    Some(found) if is_own && found != place => {
                        format!(
                            "\"{}-1\" stands for another axis of {} than {} does on the left.",
                            at.letter, left.name.text, at.letter
                        )
                    }
                    Some(_) => continue,
                };
                let error = Diagnostic::new(Mistake::Before, at.span, message).other(left.span);
                let error = error.hint("Use the letter that the left side has there.");
                return Err(if is_own { Self::before_itself(error, reading, left) } else { error });
            }
        }
        let mut wrong: Option<(LetterAt, LetterAt, Span)> = None;
        visit(right, &mut |part| {
            if let Kind::Reduce(reduction) = &part.kind {
                let own = |reading: &&Reading| reading.name.text == left.name.text;
                for reading in readings(&reduction.body).into_iter().filter(own) {
                    for index in &reading.indices {
                        if let Index::Before(at) = index
                            && let Some(bound) =
                                reduction.letters.iter().find(|bound| bound.letter == at.letter)
                        {
                            let head = part.span.before().to(reduction.body.span.before());
                            wrong = wrong.or(Some((*at, *bound, head)));
                        }
                    }
                }
            }
        });
        match wrong {
            None => Ok(()),
            Some((at, bound, head)) => {
                let message = format!(
                    "The reduction over \"{}\" reads {} itself.",
                    at.letter, left.name.text
                );
                let error = Diagnostic::new(Mistake::Itself, bound.span, message).other(at.span);
                let error = error.hint(
                    "Reduce over another axis; to add up what came before, read only the place before.",
                );
                Err(error.fix(head, ""))
            }
        }
    }

    /// The axes of the table that a step makes.
    fn made_axes(left: &Left, sizes: &Sizes) -> Vec<TableAxis> {
        let size = |at: &LetterAt| sizes.get(&at.letter).cloned().flatten();
        let axis = |index: &Index| match index {
            Index::Letter(at) | Index::Before(at) => {
                TableAxis { name: at.letter.to_string(), size: size(at) }
            }
            Index::Pair([outer, inner]) => {
                let size = size(outer).zip(size(inner)).and_then(|(one, two)| one.times(&two));
                let symbol = size.as_ref().and_then(Size::letter);
                TableAxis { name: symbol.map_or_else(|| written(index), String::from), size }
            }
        };
        left.indices.iter().map(axis).collect()
    }

    /// A step that reads itself does so with the sizes that it has.
    fn check_own_sizes(
        own: &Table,
        right: &Expression,
        axes: &[TableAxis],
        sizes: &Sizes,
    ) -> Outcome<()> {
        for reading in
            readings(right).into_iter().filter(|reading| reading.name.text == own.name.text)
        {
            for (index, axis) in reading.indices.iter().zip(axes) {
                let (Index::Letter(at) | Index::Before(at)) = index else { continue };
                let size = sizes.get(&at.letter).cloned().flatten();
                if let (Some(one), Some(two)) = (&size, &axis.size)
                    && one != two
                {
                    let message = format!(
                        "\"{}\" has size {one}, and that axis of {} has size {two}.",
                        at.letter,
                        text(reading)
                    );
                    let error =
                        Diagnostic::new(Mistake::LetterSize, at.span, message).other(own.name.span);
                    let error = error.hint("Put the letters in the order of the left side.");
                    return Err(Self::in_order(error, reading, axes));
                }
            }
        }
        Ok(())
    }

    /// Offers the step itself with the letters of its left side.
    fn in_order(error: Box<Diagnostic>, reading: &Reading, axes: &[TableAxis]) -> Box<Diagnostic> {
        let own = axes.iter().map(|axis| {
            let is_before = reading.indices.iter().any(
                |index| matches!(index, Index::Before(at) if at.letter.to_string() == axis.name),
            );
            format!("{}{}", axis.name, if is_before { "-1" } else { "" })
        });
        let own: Vec<String> = own.collect();
        error.fix(span(reading), format!("{}[{}]", reading.name.text, own.join(",")))
    }
}

/// The letters that reductions bind.
fn reduced(of: &Expression) -> Vec<LetterAt> {
    let mut letters = Vec::new();
    visit(of, &mut |part| {
        if let Kind::Reduce(reduction) = &part.kind {
            letters.extend(&reduction.letters);
        }
    });
    letters
}
