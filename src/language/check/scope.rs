//! What is known above a line: tables, numbers, axes.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::rc::Rc;

use crate::base::letter::Letter;
use crate::language::size::Size;
use crate::language::span::Span;
use crate::language::syntax::{Expression, Index, Left, Name, Statement};
use crate::language::text::Line;

/// A program that was read: all of it where nothing is wrong.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    pub tables: Tables,
    pub params: Vec<(Name, f64)>,
    /// The sizes that the program gives to axes.
    pub axes: Vec<(Letter, Size)>,
    pub steps: Vec<Step>,
}

/// Tables in the order in which they are given, each found by its name.
#[derive(Debug, Clone, Default)]
pub struct Tables {
    all: Vec<Table>,
    places: BTreeMap<String, usize>,
}

impl Deref for Tables {
    type Target = [Table];

    fn deref(&self) -> &[Table] {
        &self.all
    }
}

impl Tables {
    /// The table of this name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Table> {
        self.places.get(name).map(|place| &self.all[*place])
    }

    /// Lets any size fit where this one is.
    pub fn forget(&mut self, size: &Size) {
        for axis in self.all.iter_mut().flat_map(|table| table.axes.iter_mut().flatten()) {
            axis.size = axis.size.take().filter(|own| own != size);
        }
    }

    /// Adds a table, or puts it in the place of the one of its name.
    pub fn put(&mut self, table: Table) {
        if let Some(place) = self.places.get(&table.name.text) {
            self.all[*place] = table;
        } else {
            self.places.insert(table.name.text.clone(), self.all.len());
            self.all.push(table);
        }
    }
}

/// A table, given or made.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub name: Name,
    /// None behind a mistake: then any number of axes fits.
    pub axes: Option<Vec<TableAxis>>,
    pub origin: Origin,
}

/// An axis of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct TableAxis {
    /// As the line that makes it calls it; `(h v)` where it is a pair that no letter stands for.
    pub name: String,
    /// None behind a mistake: then any size fits.
    pub size: Option<Size>,
}

/// Where a table comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    Given,
    Made,
}

/// A line that makes a table.
#[derive(Debug, Clone)]
pub struct Step {
    pub line: usize,
    pub left: Left,
    pub right: Rc<Expression>,
    /// The size of each letter that stands in it.
    pub sizes: BTreeMap<Letter, Size>,
    /// What the comment above it says.
    pub note: Option<String>,
}

/// What is known above a line.
#[derive(Default)]
pub struct Scope {
    pub checked: Checked,
    /// The letters of given tables, where they stand first.
    pub symbols: BTreeMap<Letter, Span>,
    /// Where `axis` gives a letter its size.
    pub axis_places: BTreeMap<Letter, Span>,
    /// Names that some line gives, with the first place of each.
    pub foretold: BTreeMap<String, Span>,
    /// The text.
    pub lines: Rc<[Line]>,
    /// Names that lines above give and that are none, each as its tokens, by the first of them.
    pub bad_names: BTreeMap<String, Vec<Vec<String>>>,
    /// Axes that a line above gives a value as well, by a mistake.
    pub doubtful: BTreeSet<String>,
}

impl Scope {
    /// Remembers what a line will give.
    pub fn foretell(&mut self, statement: &Statement) {
        let names: Vec<&Name> = match statement {
            Statement::Inputs(inputs) => inputs.iter().map(|input| &input.name).collect(),
            Statement::Params(params) => params.iter().map(|(name, _)| name).collect(),
            Statement::Axes(_) => Vec::new(),
            Statement::Step { left, .. } => vec![&left.name],
        };
        for name in names {
            self.foretold.entry(name.text.clone()).or_insert(name.span);
        }
    }

    /// What stands at a place.
    #[must_use]
    pub fn slice(&self, at: Span) -> String {
        self.lines.get(at.line - 1).map_or_else(String::new, |line| line.slice(at))
    }

    /// The table of this name.
    #[must_use]
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.checked.tables.named(name)
    }

    /// The parameter of this name.
    #[must_use]
    pub fn param(&self, name: &str) -> Option<&(Name, f64)> {
        self.checked.params.iter().find(|(param, _)| param.text == name)
    }

    /// The place of a number of this name: a parameter, or a step of no axes.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<Span> {
        let param = self.param(name).map(|(name, _)| name.span);
        let scalar = |table: &&Table| table.axes.as_ref().is_some_and(Vec::is_empty);
        param.or_else(|| self.table(name).filter(scalar).map(|table| table.name.span))
    }

    /// The size that a letter has of its own: what `axis` says, else that of the given tables.
    #[must_use]
    pub fn own_size(&self, letter: Letter) -> Option<Size> {
        let axis = self.checked.axes.iter().find(|(known, _)| *known == letter);
        let symbol = || self.symbols.contains_key(&letter).then(|| Size::symbol(letter));
        axis.map(|(_, size)| size.clone()).or_else(symbol)
    }

    /// Adds a table; behind a mistake its sizes, or even its axes, are not known.
    pub fn add(&mut self, name: Name, axes: Option<Vec<TableAxis>>, origin: Origin) {
        if self.table(&name.text).is_none() {
            self.checked.tables.put(Table { name, axes, origin });
        }
    }

    /// Adds what the left side of a wrong line makes; where it names no axes, those that follow
    /// from the right side.
    pub fn add_unsized(&mut self, line: &Line, left: &Left) {
        let axis = |index: &Index| TableAxis { name: written(index), size: None };
        let axes = match &left.indices[..] {
            [] => self.axes_of(line),
            indices => Some(indices.iter().map(axis).collect()),
        };
        self.add(left.name.clone(), axes, Origin::Made);
    }
}

/// A place of an index as a line writes it.
#[must_use]
pub fn written(index: &Index) -> String {
    match index {
        Index::Letter(letter) => letter.letter.to_string(),
        Index::Pair([outer, inner]) => format!("({} {})", outer.letter, inner.letter),
        Index::Before(letter) => format!("{}-1", letter.letter),
    }
}
