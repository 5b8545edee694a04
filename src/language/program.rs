//! A text as a variant: what a shipped one says in its file, a person says in a few lines.

use std::collections::BTreeMap;

use crate::base::error::{Code, Error, Place, Result};
use crate::base::letter::Letter;
use crate::language::check::{
    Checked, Depth, Origin, Outline, TableAxis, Text, outline, outline_while,
};
use crate::language::cures;
use crate::language::diagnostic::{Diagnostic, Mistake};
use crate::language::lower::{Failure, lower};
use crate::language::size::Size;
use crate::language::syntax::{Expression, Kind as Syntax, Reduction, visit};
use crate::program::axis::Axis;
use crate::program::build::{Program, Written};
use crate::program::graph::Graph;
use crate::program::param::{Kind, Param, Params};
use crate::program::variant::{CostAliases, Example, Family, Input, Reference, Variant};
use crate::read::own_program::own_program;

/// What a program calls itself where a variant has an id.
pub const ID: &str = "program";

/// A program that was read and is right.
#[derive(Debug, Clone)]
pub struct OwnProgram {
    title: String,
    checked: Checked,
    given: Vec<Given>,
    /// Sizes at which every axis is whole.
    sizes: Vec<(Letter, usize)>,
}

/// A table that the program is given.
#[derive(Debug, Clone)]
struct Given {
    name: String,
    /// The letters of its axes.
    axes: String,
    /// The letters that their sizes are called by.
    sizes: String,
    /// Whether its cells are 1 or 0.
    boolean: bool,
}

/// What a variant borrows from a program.
pub struct Tables<'p> {
    program: &'p OwnProgram,
    params: Vec<Param<'p>>,
    inputs: Vec<Input<'p>>,
}

impl OwnProgram {
    /// Reads a text.
    ///
    /// # Errors
    /// `program`, with the line and the column of its first mistake.
    pub fn read(text: &str) -> Result<Self> {
        let Outline { checked, diagnostics, .. } = outline(text);
        if let Some(first) = diagnostics.first() {
            return Err(error(first));
        }
        let own = Self::new(text, checked);
        match own.tried() {
            Ok(()) => Ok(own),
            Err(Failure::Program(diagnostic)) => Err(error(&diagnostic)),
            Err(Failure::Request(error)) => Err(*error),
        }
    }

    /// The program of lines that are right.
    fn new(text: &str, checked: Checked) -> Self {
        let given = checked.tables.iter().filter(|table| table.origin == Origin::Given);
        let given = given
            .map(|table| {
                let axes = || table.axes.iter().flatten();
                let symbol = |axis: &TableAxis| axis.size.as_ref().and_then(Size::letter);
                Given {
                    name: table.name.text.clone(),
                    axes: axes().map(|axis| &*axis.name).collect(),
                    sizes: axes().filter_map(symbol).collect(),
                    boolean: is_condition_only(&checked, &table.name.text),
                }
            })
            .collect();
        let title = text.lines().next().and_then(|line| line.trim().strip_prefix('#'));
        let title = title.map_or("Your own", str::trim).to_owned();
        let sizes = sizes(&checked);
        Self { title, checked, given, sizes }
    }

    /// Builds its graph once at small sizes.
    fn tried(&self) -> std::result::Result<(), Failure> {
        let size = |letter| {
            self.sizes.iter().find(|(known, _)| *known == letter).map_or(1, |(_, size)| *size)
        };
        let inputs = self.given.iter().map(|given| {
            let letters = given.axes.chars().zip(given.sizes.chars());
            let axes = letters.map(|(letter, symbol)| Axis { letter, symbol, size: size(symbol) });
            (&*given.name, axes.collect::<Vec<_>>())
        });
        let params = Params(
            self.checked
                .params
                .iter()
                .map(|(name, value)| {
                    (name.text.clone(), crate::program::param::ParamValue::Number(*value))
                })
                .collect(),
        );
        lower(&self.checked, inputs.collect(), &params).map(|_| ())
    }

    /// Costs of queries and keys are written as those of shipped variants, so that curves of both grow with
    /// one N; unless an axis of the program has such a letter itself.
    fn aliases(&self) -> CostAliases {
        let has =
            |letters: &[Letter]| self.sizes.iter().any(|(letter, _)| letters.contains(letter));
        let is_shared = has(&['i', 'j']) && !has(&['N', 'D', 'M']);
        if is_shared { CostAliases::ONE_HEAD } else { CostAliases::NONE }
    }

    /// What its lines mean together.
    #[must_use]
    pub const fn checked(&self) -> &Checked {
        &self.checked
    }

    /// The line of a step.
    #[must_use]
    pub fn line(&self, step: &str) -> Option<usize> {
        let step = self.checked.steps.iter().find(|known| known.left.name.text == step);
        step.map(|step| step.line)
    }

    /// What a variant borrows from it.
    #[must_use]
    pub fn tables(&self) -> Tables<'_> {
        Tables {
            program: self,
            params: self
                .checked
                .params
                .iter()
                .map(|(name, start)| {
                    let kind = Kind::Real { least: -1e9, most: 1e9, start: *start };
                    Param::new(&name.text, &name.text, "A number of the program.", kind)
                })
                .collect(),
            inputs: self
                .given
                .iter()
                .map(|given| Input {
                    boolean: given.boolean,
                    ..Input::new(&given.name, "given", &given.axes).sized(&given.sizes)
                })
                .collect(),
        }
    }
}

impl<'p> Tables<'p> {
    /// The program as a variant.
    #[must_use]
    pub fn variant(&'p self) -> Variant<'p> {
        const NOTHING: Family = Family { title: "Your own", line: "written in a few lines" };
        Variant {
            id: ID,
            title: &self.program.title,
            summary: "A program of your own.",
            name: &self.program.title,
            line: "your own",
            family: NOTHING,
            reference: Reference { text: "", url: "" },
            params: &self.params,
            inputs: &self.inputs,
            example: Example::new(ID, "Your own", ""),
            sizes: &self.program.sizes,
            cost_aliases: self.program.aliases(),
            file: "",
            definition: None,
            build: Program::Written(self.program),
        }
    }
}

impl Written for OwnProgram {
    fn graph(&self, inputs: Vec<(&str, Vec<Axis>)>, params: &Params) -> Result<Graph> {
        lower(&self.checked, inputs, params).map_err(|failure| match failure {
            Failure::Program(diagnostic) => error(&diagnostic),
            Failure::Request(error) => *error,
        })
    }
}

/// What a text is.
pub enum Reading {
    Right(OwnProgram),
    /// What can be read of it, and what is wrong with it, with cures that work.
    Wrong(Checked, Vec<Diagnostic>),
}

/// Reads a text, right or wrong, that may be much like another one; with its lines, for the next.
#[must_use]
pub fn diagnose(text: &str, like: &Text) -> (Reading, Text) {
    let Outline { checked, diagnostics, text: read, .. } =
        outline_while(text, like, Depth::Habits, |_| true);
    if !diagnostics.is_empty() {
        let diagnostics = cures::tried(text, &read, diagnostics);
        return (Reading::Wrong(checked, diagnostics), read);
    }
    let own = OwnProgram::new(text, checked);
    let diagnostics = match own.tried() {
        Ok(()) => return (Reading::Right(own), read),
        Err(Failure::Program(diagnostic)) => cures::tried(text, &read, vec![*diagnostic]),
        Err(Failure::Request(error)) => {
            let output = own.checked.steps.last().into_iter();
            let mistake = output.map(|output| {
                let at = output.left.name.span;
                *Diagnostic::new(Mistake::NoSizes, at, &*error.cause).hint(&*error.hint)
            });
            mistake.collect()
        }
    };
    (Reading::Wrong(own.checked, diagnostics), read)
}

/// A mistake as the error that a call gives.
fn error(of: &Diagnostic) -> Error {
    let place = Place { line: Some(of.line), column: Some(of.column), ..Place::default() };
    let error = Error { place, ..Error::new(Code::Program, &*of.message) };
    error.at("program").hint(&*of.hint)
}

/// Whether a table is read in conditions alone, so that its cells are 1 and 0.
fn is_condition_only(checked: &Checked, name: &str) -> bool {
    let mut in_conditions = false;
    let mut elsewhere = false;
    for step in &checked.steps {
        let mut conditions: Vec<&Expression> = Vec::new();
        visit(&step.right, &mut |part| match &part.kind {
            Syntax::Reduce(Reduction { condition: Some(condition), .. }) => {
                conditions.push(condition);
            }
            Syntax::Choice(three) => conditions.push(&three[0]),
            Syntax::Top { condition: Some(condition), .. } => conditions.push(condition),
            _ => {}
        });
        let asks = |of: &Expression| count(of, name, true);
        let all = count(&step.right, name, false);
        let asked: usize = conditions.into_iter().map(asks).sum();
        in_conditions |= asked > 0;
        elsewhere |= all > asked;
    }
    in_conditions && !elsewhere
}

/// How often a table stands in an expression; of a condition, as yes or no itself.
fn count(of: &Expression, name: &str, as_condition: bool) -> usize {
    let own = usize::from(matches!(&of.kind, Syntax::Table(reading) if reading.name.text == name));
    if as_condition && matches!(of.kind, Syntax::Top { .. }) {
        return 0;
    }
    let mut all = own;
    of.each_part(&mut |part| all += count(part, name, as_condition));
    all
}

/// Sizes of the given tables at which every axis of the program is whole.
fn sizes(checked: &Checked) -> Vec<(Letter, usize)> {
    /// What letters usually count; others have 3.
    const USUAL: &[(Letter, usize)] = &[
        ('i', 3),
        ('j', 4),
        ('d', 4),
        ('e', 4),
        ('u', 4),
        ('m', 2),
        ('b', 2),
        ('h', 2),
        ('n', 3),
        ('k', 2),
        ('v', 2),
        ('t', 4),
        ('a', 2),
        ('f', 4),
    ];
    let given = checked.tables.iter().filter(|table| table.origin == Origin::Given);
    let formulas =
        given.flat_map(|table| table.axes.iter().flatten()).filter_map(|axis| axis.size.as_ref());
    let mut letters: Vec<Letter> = formulas.flat_map(Size::letters).collect();
    letters.sort_unstable();
    letters.dedup();
    let mut all: Vec<&Size> = Vec::new();
    for size in checked.steps.iter().flat_map(|step| step.sizes.values()) {
        if !all.contains(&size) {
            all.push(size);
        }
    }
    let usual = |letter: Letter| {
        USUAL.iter().find(|(known, _)| *known == letter).map_or(3, |(_, size)| *size)
    };
    let mut sizes: BTreeMap<Letter, usize> =
        letters.iter().map(|letter| (*letter, usual(*letter))).collect();
    for _ in 0..4 {
        for size in &all {
            for _ in 0..8 {
                if size.at(|letter| sizes.get(&letter).copied()).is_some() {
                    break;
                }
                // The letter that is divided grows to the next multiple.
                let Some(letter) =
                    size.letters().into_iter().find(|letter| size.grows_with(*letter))
                else {
                    break;
                };
                let by = size.divisor_at(|letter| sizes.get(&letter).copied());
                let own = sizes.entry(letter).or_insert(1);
                *own = if by > 1 { own.div_ceil(by) * by } else { *own + 1 };
                if size.at(|letter| sizes.get(&letter).copied()).is_none() {
                    *sizes.entry(letter).or_insert(1) += by.max(1);
                }
            }
        }
    }
    letters.into_iter().map(|letter| (letter, sizes[&letter].min(64))).collect()
}

/// The text of a graph as a program.
///
/// # Errors
/// `program` where the graph has a step that no line says.
pub fn text_of(title: &str, graph: &Graph) -> Result<String> {
    own_program(title, graph, crate::language::words::is_word)
}
