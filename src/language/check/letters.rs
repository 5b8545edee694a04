//! The size of each letter of a step: from the tables that it indexes, from the pairs that it stands
//! in, or its own.

use std::collections::BTreeMap;

use super::remarks::divides;
use super::scope::{Scope, Table, TableAxis};
use crate::base::letter::Letter;
use crate::language::diagnostic::{Diagnostic, Fix, Mistake, Outcome};
use crate::language::size::Size;
use crate::language::span::Span;
use crate::language::syntax::{Expression, Index, Kind, Left, LetterAt, Reading, visit};

/// Sizes by letter; none where a mistake above leaves one open.
pub type Sizes = BTreeMap<Letter, Option<Size>>;

/// A letter at an axis that has a size.
struct Bound<'s> {
    letter: LetterAt,
    size: &'s Size,
    reading: &'s Reading,
}

/// A pair at an axis that has a size.
pub(super) struct PairAt<'s> {
    pub(super) pair: [LetterAt; 2],
    pub(super) size: Option<&'s Size>,
    pub(super) reading: &'s Reading,
}

/// The tables that an expression reads, in the order in which they stand.
#[must_use]
pub fn readings(of: &Expression) -> Vec<&Reading> {
    let mut found = Vec::new();
    visit(of, &mut |part| {
        if let Kind::Table(reading) = &part.kind {
            found.push(reading);
        }
    });
    found
}

impl Scope {
    /// The size of every letter of a step. `own` is the step itself, which it may read at the place
    /// before.
    pub(super) fn sizes(&self, left: &Left, right: &Expression, own: &Table) -> Outcome<Sizes> {
        let readings = readings(right);
        let table = |reading: &Reading| {
            let known = self.table(&reading.name.text);
            known.or_else(|| (own.name.text == reading.name.text).then_some(own))
        };
        let mut sizes = Sizes::new();
        let mut bounds: Vec<Bound> = Vec::new();
        let mut pairs: Vec<PairAt> = Vec::new();
        for reading in &readings {
            let axes = table(reading).and_then(|table| table.axes.as_deref());
            for (place, index) in reading.indices.iter().enumerate() {
                let size =
                    axes.and_then(|axes| axes.get(place)).and_then(|axis| axis.size.as_ref());
                match index {
                    Index::Pair(pair) => pairs.push(PairAt { pair: *pair, size, reading }),
                    Index::Letter(letter) | Index::Before(letter) => match size {
                        Some(size) => bounds.push(Bound { letter: *letter, size, reading }),
                        // The step itself says nothing about its own sizes.
                        None if reading.name.text != own.name.text => {
                            sizes.entry(letter.letter).or_insert(None);
                        }
                        None => {}
                    },
                }
            }
        }
        Self::bind(&mut sizes, &bounds, &table)?;
        self.split(&mut sizes, &pairs)?;
        self.give_own(&mut sizes, left, right)?;
        Self::join_pairs(&sizes, &pairs)?;
        Ok(sizes)
    }

    /// Letters take the sizes of the places where they index tables.
    fn bind<'s>(
        sizes: &mut Sizes,
        bounds: &[Bound<'s>],
        table: &impl Fn(&Reading) -> Option<&'s Table>,
    ) -> Outcome<()> {
        for (place, bound) in bounds.iter().enumerate() {
            let known =
                bounds[..place].iter().find(|known| known.letter.letter == bound.letter.letter);
            if let Some(known) = known.filter(|known| known.size != bound.size) {
                return Err(Self::two_sizes(known, bound, bounds, table));
            }
            sizes.insert(bound.letter.letter, Some(bound.size.clone()));
        }
        Ok(())
    }

    fn two_sizes<'s>(
        known: &Bound<'s>,
        bound: &Bound<'s>,
        all: &[Bound<'s>],
        table: &impl Fn(&Reading) -> Option<&'s Table>,
    ) -> Box<Diagnostic> {
        let letter = bound.letter.letter;
        let message = format!(
            "\"{letter}\" has size {} in {} and size {} in {}.",
            known.size,
            text(known.reading),
            bound.size,
            text(bound.reading),
        );
        let error = Diagnostic::new(Mistake::LetterSize, bound.letter.span, message)
            .other(known.letter.span);
        let mut error = error.hint("In one step a letter has one size: put the letters in the order of the table's axes, or use another letter; in the line in, axes of one size have one letter.");
        // Another letter of this step has the size that the axis has: of a table with one axis that
        // is the likelier cure.
        let is_there = |letter: Letter| {
            bound.reading.indices.iter().flat_map(Index::letters).any(|at| at.letter == letter)
        };
        let others =
            all.iter().filter(|other| other.size == bound.size && !is_there(other.letter.letter));
        let others: Vec<Letter> = others.map(|other| other.letter.letter).collect();
        let is_alone = bound.reading.indices.len() == 1;
        let ordered = |reading: &'s Reading| {
            let axes = table(reading).and_then(|table| table.axes.as_deref()).unwrap_or_default();
            let others: Vec<&Bound> =
                all.iter().filter(|other| !std::ptr::eq(other.reading, reading)).collect();
            let orders = orders(reading, axes, &others).into_iter();
            let turned =
                orders.map(|order| (span(reading), format!("{}[{order}]", reading.name.text)));
            turned.collect::<Vec<(Span, String)>>()
        };
        let changed = others.into_iter().map(|letter| (bound.letter.span, letter.to_string()));
        let changed: Vec<(Span, String)> = changed.collect();
        // Where the letter has the size that is called so, that table is read as it was made.
        let is_as_made = known.size.to_string() == format!("|{letter}|");
        let (own, other) = (ordered(bound.reading), ordered(known.reading));
        let fixes = match (is_alone, is_as_made) {
            (true, _) => [changed, own, other],
            (false, true) => [own, changed, other],
            (false, false) => [own, other, changed],
        };
        for (at, text) in fixes.into_iter().flatten() {
            error = error.fix(at, text);
        }
        error
    }

    /// Letters that index no table have sizes of their own.
    fn give_own(&self, sizes: &mut Sizes, left: &Left, right: &Expression) -> Outcome<()> {
        let mut wanted: Vec<(Letter, Span)> = Vec::new();
        visit(right, &mut |part| match &part.kind {
            Kind::Size(letter) => wanted.push((*letter, part.span)),
            Kind::Name(name) if self.number(name).is_none() => {
                wanted
                    .extend(crate::language::read::letter(name).map(|letter| (letter, part.span)));
            }
            Kind::Reduce(reduction) => {
                wanted.extend(reduction.letters.iter().map(|at| (at.letter, at.span)));
            }
            Kind::Top { along, .. } => wanted.push((along.letter, along.span)),
            Kind::Table(reading) => wanted.extend(
                reading.indices.iter().flat_map(Index::letters).map(|at| (at.letter, at.span)),
            ),
            _ => {}
        });
        let made = match &right.kind {
            Kind::Concat { into, .. } => Some(into.letter),
            _ => None,
        };
        let of_left = left.indices.iter().flat_map(Index::letters);
        wanted.extend(of_left.filter(|at| Some(at.letter) != made).map(|at| (at.letter, at.span)));
        for (letter, span) in wanted {
            if sizes.contains_key(&letter) {
                continue;
            }
            match self.own_size(letter) {
                Some(size) => sizes.insert(letter, Some(size)),
                // A mistake on the line that should have given it.
                None if self.axis_places.contains_key(&letter) => sizes.insert(letter, None),
                None => {
                    let error = self.unknown_letter(letter, span);
                    let place = if right_has_bars(right, span) {
                        Span { column: span.column + 1, length: 1, ..span }
                    } else {
                        span
                    };
                    let twin = other_case(letter)
                        .filter(|twin| sizes.contains_key(twin) || self.own_size(*twin).is_some());
                    let error = twin.into_iter().fold(error, |error, twin| error.fix(place, twin));
                    let error = self.meant(error, letter, span, left, right, sizes);
                    let known = sizes.keys().map(char::to_string).collect::<Vec<_>>();
                    // What is called is no letter of an axis, and a count is none.
                    let is_none = self.follows(span, '(') || is_count(right, span);
                    let most = if is_none { 0 } else { 6 };
                    let fixes = known.into_iter().take(most);
                    // What divides is a size.
                    let divides = divides(right, span);
                    let text = |known: String| if divides { format!("|{known}|") } else { known };
                    return Err(fixes.fold(error, |error, known| error.fix(place, text(known))));
                }
            };
        }
        Ok(())
    }
}

impl Scope {
    /// What a letter without a size may stand for: e in e^x, λ for lambda, the other place of a
    /// table that is read twice, or a letter that lacks its line.
    fn meant(
        &self,
        mut error: Box<Diagnostic>,
        letter: Letter,
        at: Span,
        left: &Left,
        right: &Expression,
        sizes: &Sizes,
    ) -> Box<Diagnostic> {
        visit(right, &mut |part| {
            if let Kind::Power(pair) = &part.kind
                && letter == 'e'
                && pair[0].span == at
            {
                let exponent = self.slice(pair[1].bare().span);
                error.fixes.push(Fix::new(part.span, format!("exp({exponent})")));
            }
        });
        if letter == 'σ'
            && self.follows(at, '(')
            && let Some((Some(here), hint)) = super::elsewhere::elsewhere("sigma")
        {
            error = error.hint(hint).fix(at, here);
        }
        if let Some(name) =
            super::elsewhere::greek(letter).filter(|name| self.number(name).is_some())
        {
            error = error.fix(at, name);
        }
        let readings = readings(right);
        let stands_right = readings
            .iter()
            .flat_map(|reading| reading.indices.iter().flat_map(Index::letters))
            .any(|own| own.letter == letter);
        for (place, reading) in readings.iter().enumerate().rev().filter(|_| !stands_right) {
            let twice = readings[..place].iter().any(|other| other.name.text == reading.name.text);
            for own in reading.indices.iter().flat_map(Index::letters).filter(|_| twice) {
                error = error.fix(own.span, letter);
            }
        }
        // A place of the same size as another one: `axis s = |t|`.
        let above = Span { column: 1, length: 0, ..at };
        let axes = left.indices.iter().flat_map(Index::letters).map(|at| at.letter);
        let has_size =
            |other: &Letter| sizes.contains_key(other) || self.own_size(*other).is_some();
        for other in axes.filter(|other| *other != letter && has_size(other)) {
            error = error.fix(above, format!("axis {letter} = |{other}|\n"));
        }
        error
    }
}

/// A letter as a capital, or a capital as a small letter.
fn other_case(letter: Letter) -> Option<Letter> {
    let other = |letter: Letter| letter.to_lowercase().chain(letter.to_uppercase());
    other(letter).find(|other| *other != letter)
}

/// Whether a place is that of how many are the best.
fn is_count(right: &Expression, span: Span) -> bool {
    let mut found = false;
    visit(right, &mut |part| {
        found |= matches!(&part.kind, Kind::Top { count, .. } if count.bare().span == span);
    });
    found
}

/// Whether a place is that of a size, with its bars.
fn right_has_bars(right: &Expression, span: Span) -> bool {
    let mut found = false;
    visit(right, &mut |part| found |= part.span == span && matches!(part.kind, Kind::Size(_)));
    found
}

/// The letters of a reading in the orders in which all of them have the sizes of the table's axes.
fn orders(reading: &Reading, axes: &[TableAxis], others: &[&Bound]) -> Vec<String> {
    let letters: Option<Vec<Letter>> = reading
        .indices
        .iter()
        .map(|index| match index {
            Index::Letter(at) => Some(at.letter),
            _ => None,
        })
        .collect();
    let Some(letters) = letters.filter(|letters| letters.len() <= 5 && letters.len() == axes.len())
    else {
        return Vec::new();
    };
    let fits = |letter: Letter, axis: &TableAxis| {
        let mut known = others.iter().filter(|other| other.letter.letter == letter);
        known.all(|known| axis.size.as_ref().is_none_or(|size| size == known.size))
    };
    let mut found = Vec::new();
    permute(&letters, &mut Vec::new(), &mut |order| {
        let all = order.iter().zip(axes).all(|(letter, axis)| fits(*letter, axis));
        if all && order != letters {
            found.push(order.iter().map(char::to_string).collect::<Vec<_>>().join(","));
        }
    });
    found.truncate(3);
    found
}

fn permute(left: &[Letter], order: &mut Vec<Letter>, see: &mut impl FnMut(&[Letter])) {
    if left.is_empty() {
        return see(order);
    }
    for (place, letter) in left.iter().enumerate() {
        let rest: Vec<Letter> = [&left[..place], &left[place + 1..]].concat();
        order.push(*letter);
        permute(&rest, order, see);
        order.pop();
    }
}

/// A reading as a line writes it.
#[must_use]
pub fn text(reading: &Reading) -> String {
    let letters: Vec<String> = reading.indices.iter().map(super::scope::written).collect();
    format!("{}[{}]", reading.name.text, letters.join(","))
}

/// The place of a reading: its name, its brackets and what stands between them.
#[must_use]
pub fn span(reading: &Reading) -> Span {
    let last = reading.indices.iter().flat_map(Index::letters).last();
    let Some(last) = last else { return reading.name.span };
    let closes = match reading.indices.last() {
        Some(Index::Pair(_)) => 2,
        Some(Index::Before(_)) => 3,
        _ => 1,
    };
    let end = last.span.end() + closes;
    Span { length: end - reading.name.span.column, ..reading.name.span }
}
