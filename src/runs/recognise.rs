//! Which variant of the registry a program computes: both run on the same numbers by chance.

use std::collections::BTreeMap;

use crate::base::chance::Chance;
use crate::base::error::Result;
use crate::program::graph::Graph;
use crate::program::op::Op;
use crate::program::param::{Kind, Param, ParamValue};
use crate::program::tensor::Tensor;
use crate::program::trace::Trace;
use crate::program::variant::{Input, Variant};
use crate::request::Request;
use crate::request::nested::{Cell, Nested};
use crate::request::run::run;
use crate::variants::ALL;

/// Draws after which two programs count as equal.
const DRAWS: u32 = 200;
/// Draws by which candidates are told apart.
const FIRST_DRAWS: u32 = 2;
/// States of one variant that are looked at.
const STATES: usize = 96;
/// How far two cells may be apart, to one of size 1: sums run in another order.
const APART: f64 = 1e-9;

/// The variant that computes the same, or the one that comes closest.
#[derive(Debug, Clone, PartialEq)]
pub struct Recognised {
    pub variant: &'static str,
    pub params: BTreeMap<String, ParamValue>,
    pub equal: bool,
    /// The first step of the program that the closest variant has nothing like.
    pub first_difference: Option<String>,
}

/// A variant in one state, with the names that the program's inputs have there.
struct Candidate {
    variant: &'static Variant<'static>,
    params: BTreeMap<String, ParamValue>,
    /// The place of the program's input for each input of the variant.
    inputs: Vec<(&'static str, usize)>,
}

/// How alike two results are.
struct Likeness {
    is_equal: bool,
    /// Steps of the program that the variant has too.
    shared: usize,
    first_difference: Option<String>,
}

/// Recognises a program; none where no variant takes such inputs.
///
/// # Errors
/// What is wrong with the program.
pub fn recognise(program: &Variant) -> Result<Option<Recognised>> {
    let own: Vec<(Request, Trace)> =
        (0..FIRST_DRAWS).map(|seed| drawn(program, seed)).collect::<Result<_>>()?;
    let mut closest: Option<(Likeness, Candidate)> = None;
    for candidate in candidates(program) {
        let Some(likeness) = likeness(program, &own, &candidate) else { continue };
        let is_equal = likeness.is_equal && agrees(program, &candidate)?;
        if is_equal {
            return Ok(Some(Recognised {
                variant: candidate.variant.id,
                params: candidate.params,
                equal: true,
                first_difference: None,
            }));
        }
        if closest.as_ref().is_none_or(|(known, _)| likeness.shared > known.shared) {
            closest = Some((likeness, candidate));
        }
    }
    Ok(closest.map(|(likeness, candidate)| Recognised {
        variant: candidate.variant.id,
        params: candidate.params,
        equal: false,
        first_difference: likeness.first_difference,
    }))
}

/// A program on numbers by chance, its sizes other ones each time.
fn drawn(program: &Variant, seed: u32) -> Result<(Request, Trace)> {
    let mut chance = Chance::new(seed, 1000);
    let factor = 1 + chance.place(2) as usize;
    let sizes = program.sizes.iter().map(|(letter, size)| (*letter, size * factor)).collect();
    let mut request = Request { sizes, seed, ..Request::default() };
    let trace = run(program, &request)?;
    for input in program.inputs {
        let value = &trace.values[trace.graph.find(input.name)?.0];
        request.inputs.insert(input.name.to_owned(), nested(value));
    }
    request.sizes.clear();
    Ok((request, trace))
}

fn nested(value: &Tensor) -> Nested {
    fn level(shape: &[usize], cells: &mut impl Iterator<Item = f64>) -> Nested {
        match shape {
            [] => Nested::Cell(Cell::Number(cells.next().unwrap_or(0.0))),
            [size, rest @ ..] => Nested::List((0..*size).map(|_| level(rest, cells)).collect()),
        }
    }
    level(value.shape(), &mut value.data.iter().copied())
}

/// Whether all draws agree.
fn agrees(program: &Variant, candidate: &Candidate) -> Result<bool> {
    for seed in FIRST_DRAWS..DRAWS {
        let own = drawn(program, seed)?;
        if !likeness(program, &[own], candidate).is_some_and(|likeness| likeness.is_equal) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// How alike a variant's results are to a program's; none where it does not run on such inputs.
fn likeness(
    program: &Variant,
    own: &[(Request, Trace)],
    candidate: &Candidate,
) -> Option<Likeness> {
    let mut all: Option<Likeness> = None;
    for (request, trace) in own {
        let given = candidate.inputs.iter().map(|(name, place)| {
            let own = program.inputs[*place].name;
            ((*name).to_owned(), request.inputs[own].clone())
        });
        let asked = Request {
            inputs: given.collect(),
            params: candidate.params.clone(),
            ..Request::default()
        };
        let other = run(candidate.variant, &asked).ok()?;
        let found = compared(trace, &other);
        all = Some(match all {
            None => found,
            Some(before) if before.shared <= found.shared => {
                Likeness { is_equal: before.is_equal && found.is_equal, ..before }
            }
            Some(before) => Likeness { is_equal: before.is_equal && found.is_equal, ..found },
        });
    }
    all
}

fn compared(own: &Trace, other: &Trace) -> Likeness {
    let output = |trace: &'_ Trace| trace.graph.output;
    let is_equal = alike(&own.values[output(own).0], &other.values[output(other).0]);
    let steps = |graph: &Graph| -> Vec<usize> {
        let steps = graph.steps().filter(|(_, node)| node.op != Op::Input && !node.backward);
        steps.map(|(id, _)| id.0).collect()
    };
    let others = steps(&other.graph);
    let has = |at: &usize| {
        others.iter().any(|other_at| alike(&own.values[*at], &other.values[*other_at]))
    };
    let all = steps(&own.graph);
    let shared = all.iter().filter(|at| has(at)).count();
    // A step that its author named, so that its line is known.
    let named = |at: &&usize| own.graph.nodes.get(**at).is_some_and(|node| !node.id.contains('-'));
    let first = all.iter().filter(named).find(|at| !has(at));
    Likeness { is_equal, shared, first_difference: first.map(|at| own.graph.nodes[*at].id.clone()) }
}

/// Whether two tables hold nearly the same numbers in the same shape.
fn alike(one: &Tensor, two: &Tensor) -> bool {
    one.shape() == two.shape()
        && one.data.iter().zip(&two.data).all(|(one, two)| {
            one == two || (one - two).abs() <= APART * (1.0 + one.abs().max(two.abs()))
        })
}

/// Every state of every variant that takes such inputs.
fn candidates(program: &Variant) -> Vec<Candidate> {
    let numbers: Vec<f64> = program.params.iter().filter_map(start).collect();
    let mut all = Vec::new();
    for variant in ALL {
        let Some(inputs) = matched(program, variant) else { continue };
        let mut states: Vec<BTreeMap<String, ParamValue>> = vec![BTreeMap::new()];
        for param in variant.params {
            let values = values(param, &numbers);
            let next = states.iter().flat_map(|state| {
                values.iter().map(|value| {
                    let mut state = state.clone();
                    state.extend(value.clone().map(|value| (param.name.to_owned(), value)));
                    state
                })
            });
            states = next.take(STATES).collect();
        }
        all.extend(states.into_iter().map(|params| Candidate {
            variant,
            params,
            inputs: inputs.clone(),
        }));
    }
    all
}

fn start(param: &Param) -> Option<f64> {
    match param.kind {
        Kind::Real { start, .. } => Some(start),
        _ => None,
    }
}

/// The values of a parameter that are looked at: none for its default.
fn values(param: &Param, numbers: &[f64]) -> Vec<Option<ParamValue>> {
    let mut values = vec![None];
    match param.kind {
        Kind::Whole { least, most, start } => {
            let own = numbers.iter().copied().filter(|number| number.fract() == 0.0);
            let near = [1.0, 2.0, 3.0, 4.0].into_iter();
            for number in own.chain(near) {
                let fits = (f64::from(least)..=f64::from(most)).contains(&number);
                let value = Some(ParamValue::Number(number));
                if fits && number != f64::from(start) && !values.contains(&value) {
                    values.push(value);
                }
            }
        }
        Kind::Real { least, most, .. } => {
            let own = numbers.iter().filter(|number| (least..=most).contains(*number));
            values.extend(own.map(|number| Some(ParamValue::Number(*number))));
        }
        _ => values.extend(param.choices().iter().map(|choice| Some(param.value(choice)))),
    }
    values
}

/// The program's input for each of a variant's: by name where all are there, else in order.
fn matched(
    program: &Variant,
    variant: &'static Variant<'static>,
) -> Option<Vec<(&'static str, usize)>> {
    let rank = |input: &Input| input.axes.chars().count();
    let place = |name: &str| program.inputs.iter().position(|input| input.name == name);
    let named: Option<Vec<_>> = variant
        .inputs
        .iter()
        .filter(|input| !input.optional || place(input.name).is_some())
        .map(|input| Some((input, place(input.name)?)))
        .collect();
    let required = variant.inputs.iter().filter(|input| !input.optional);
    let in_order = required.zip(0..).collect::<Vec<(&Input, usize)>>();
    let pairs = match named {
        Some(named) if named.len() == program.inputs.len() => named,
        _ => in_order,
    };
    let fits = pairs.len() == program.inputs.len()
        && pairs.iter().all(|(input, place)| rank(input) == rank(&program.inputs[*place]));
    fits.then(|| pairs.into_iter().map(|(input, place)| (input.name, place)).collect())
}
