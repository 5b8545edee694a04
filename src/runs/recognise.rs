//! Which variant of the registry a program computes: both run on the same numbers by chance.

use std::collections::BTreeMap;

use crate::base::chance::Chance;
use crate::base::error::Result;
use crate::program::graph::Graph;
use crate::program::op::{Node, Op};
use crate::program::param::{Kind, Param, ParamValue};
use crate::program::role::Role;
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
/// Ways that are tried in which the inputs of a program may be those of a variant, and that are found.
const WAYS: usize = 4;
const MOST_WAYS: usize = 64;
/// How far two cells may be apart, to one of size 1: sums run in another order.
const APART: f64 = 1e-9;

/// The variant that computes the same, or the one that comes closest.
#[derive(Debug, Clone, PartialEq)]
pub struct Recognised {
    pub variant: &'static str,
    pub params: BTreeMap<String, ParamValue>,
    pub equal: bool,
    /// What the inputs of the variant are in the program, where one of them is called otherwise there or
    /// is made by a step.
    pub tables: Vec<(&'static str, String)>,
    /// The first step of the program that the closest variant has nothing like.
    pub first_difference: Option<String>,
}

/// The table of the program for each input of a variant.
#[derive(Clone)]
struct Taken {
    tables: Vec<(&'static str, String)>,
    /// Whether all that the program is given is taken by its name.
    by_name: bool,
}

/// A variant in one state, with what it takes of the program.
struct Candidate {
    variant: &'static Variant<'static>,
    params: BTreeMap<String, ParamValue>,
    taken: Taken,
}

/// How alike two results are.
struct Likeness {
    is_equal: bool,
    /// Steps of the program that the variant has too.
    shared: usize,
    /// The share of the cells that are 0 in the program's weights and not in the variant's, or the other
    /// way round.
    apart: f64,
    first_difference: Option<String>,
    /// The variant's outputs.
    outputs: Vec<Tensor>,
}

impl Likeness {
    /// Whether it comes closer than another one: by the steps that it has too, and in another state of the
    /// same variant by its mask.
    fn is_closer(&self, than: &Self, is_same_variant: bool) -> bool {
        self.shared > than.shared
            || (is_same_variant && self.shared == than.shared && self.apart + APART < than.apart)
    }
}

/// Recognises a program; none where no variant takes such inputs.
///
/// # Errors
/// What is wrong with the program.
pub fn recognise(program: &Variant) -> Result<Option<Recognised>> {
    let own: Vec<(Request, Trace)> =
        (0..FIRST_DRAWS).map(|seed| drawn(program, seed)).collect::<Result<_>>()?;
    let Some((_, first)) = own.first() else { return Ok(None) };
    let mut others: Vec<(Likeness, Candidate)> = Vec::new();
    let mut closest: Option<usize> = None;
    for candidate in candidates(program, first) {
        let Some(likeness) = likeness(&own, &candidate) else { continue };
        if likeness.is_equal && agrees(program, &candidate)? {
            return Ok(Some(recognised(program, &candidate, true, None)));
        }
        if !candidate.taken.by_name && likeness.shared == 0 {
            continue;
        }
        let is_closer = closest.is_none_or(|at| {
            let (known, other) = &others[at];
            likeness.is_closer(known, other.variant.id == candidate.variant.id)
        });
        if is_closer {
            closest = Some(others.len());
        }
        others.push((likeness, candidate));
    }
    let Some(at) = closest else { return Ok(None) };
    let (likeness, _) = &others[at];
    // Where an earlier variant computes the same in one step less, that is its plain name: a kernel of exp
    // is a softmax.
    let is_same = |other: &Likeness| {
        other.outputs.iter().zip(&likeness.outputs).all(|(one, two)| alike(one, two))
    };
    let plain = others.iter().find(|(other, _)| is_same(other)).unwrap_or(&others[at]);
    Ok(Some(recognised(program, &plain.1, false, likeness.first_difference.clone())))
}

fn recognised(
    program: &Variant,
    Candidate { variant, params, taken }: &Candidate,
    equal: bool,
    first_difference: Option<String>,
) -> Recognised {
    let is_given = |(name, table): &(&str, String)| {
        name == table && program.inputs.iter().any(|input| input.name == table)
    };
    let tables = if taken.tables.iter().all(is_given) { Vec::new() } else { taken.tables.clone() };
    Recognised { variant: variant.id, params: params.clone(), equal, tables, first_difference }
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
        if !likeness(&[own], candidate).is_some_and(|likeness| likeness.is_equal) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// How alike a variant's results are to a program's; none where it does not run on such inputs.
fn likeness(own: &[(Request, Trace)], candidate: &Candidate) -> Option<Likeness> {
    let mut all: Option<Likeness> = None;
    for (_, trace) in own {
        let given = candidate.taken.tables.iter().map(|(name, table)| {
            let value = &trace.values[trace.graph.find(table).ok()?.0];
            Some(((*name).to_owned(), nested(value)))
        });
        let asked = Request {
            inputs: given.collect::<Option<_>>()?,
            params: candidate.params.clone(),
            ..Request::default()
        };
        let other = run(candidate.variant, &asked).ok()?;
        let found = compared(trace, &other);
        all = Some(match all {
            None => found,
            Some(mut before) => {
                before.is_equal &= found.is_equal;
                before.apart = before.apart.max(found.apart);
                before.outputs.extend(found.outputs);
                if found.shared < before.shared {
                    before.shared = found.shared;
                    before.first_difference = found.first_difference;
                }
                before
            }
        });
    }
    all
}

fn compared(own: &Trace, other: &Trace) -> Likeness {
    let [of_own, of_other] = [own, other].map(|trace| &trace.values[trace.graph.output.0]);
    let is_equal = alike(of_own, of_other);
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
    // Weights without a softmax are the first step that differs.
    let masked = weights(own).into_iter().next_back().or(first.map(|at| &own.values[*at]));
    Likeness {
        is_equal,
        shared,
        apart: masked.map_or(1.0, |table| apart(table, other)),
        first_difference: first.map(|at| own.graph.nodes[*at].id.clone()),
        outputs: vec![of_other.clone()],
    }
}

/// The tables of weights of a result.
fn weights(of: &Trace) -> Vec<&Tensor> {
    let is_weights = |node: &Node| node.role == Some(Role::Weights) && !node.backward;
    let steps = of.graph.steps().filter(|(_, node)| is_weights(node));
    steps.map(|(id, _)| &of.values[id.0]).collect()
}

/// The share of cells that a mask leaves in one table and not in the weights of a result; 1 where it has
/// none of this shape.
fn apart(one: &Tensor, other: &Trace) -> f64 {
    let shares = weights(other).into_iter().filter(|two| two.shape() == one.shape()).map(|two| {
        let pairs = one.data.iter().zip(&two.data);
        let differ = pairs.filter(|(one, two)| (**one == 0.0) != (**two == 0.0)).count();
        differ as f64 / one.data.len().max(1) as f64
    });
    shares.fold(1.0, f64::min)
}

/// Whether two tables hold nearly the same numbers in the same shape.
fn alike(one: &Tensor, two: &Tensor) -> bool {
    one.shape() == two.shape()
        && one.data.iter().zip(&two.data).all(|(one, two)| {
            // An infinite cell is as far from every number as it is large.
            let between = (one - two).abs();
            let is_near = between <= APART * (1.0 + one.abs().max(two.abs()));
            one == two || (between.is_finite() && is_near)
        })
}

/// Every state of every variant that takes such inputs.
fn candidates(program: &Variant, first: &Trace) -> Vec<Candidate> {
    let numbers: Vec<f64> = program.params.iter().filter_map(start).collect();
    let mut all = Vec::new();
    for variant in ALL {
        let ways = matched(program, variant, &first.graph);
        if ways.is_empty() {
            continue;
        }
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
        all.extend(ways.iter().flat_map(|taken| {
            let candidate = |params: &BTreeMap<String, ParamValue>| Candidate {
                variant,
                params: params.clone(),
                taken: taken.clone(),
            };
            states.iter().map(candidate).collect::<Vec<_>>()
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

/// The tables of the program that the inputs of a variant may be, the likeliest first: by name where all
/// are there, else steps of these names, and the inputs whose sizes agree as the variant's do.
fn matched(program: &Variant, variant: &'static Variant<'static>, graph: &Graph) -> Vec<Taken> {
    let rank = |input: &Input| input.axes.chars().count();
    let own = |name: &str| program.inputs.iter().find(|input| input.name == name);
    let required = || variant.inputs.iter().filter(|input| !input.optional);
    let taken = |tables: Vec<(&'static str, String)>| {
        let is_named =
            |input: &Input| tables.iter().any(|(name, table)| name == table && table == input.name);
        Taken { by_name: program.inputs.iter().all(is_named), tables }
    };
    let named: Vec<(&Input, &Input)> =
        variant.inputs.iter().filter_map(|input| Some((input, own(input.name)?))).collect();
    let is_whole = required().all(|input| own(input.name).is_some());
    if is_whole && named.iter().all(|(input, own)| rank(input) == rank(own)) {
        let tables = named.iter().map(|(input, own)| (input.name, own.name.to_owned()));
        return vec![taken(tables.collect())];
    }
    let mut found = Assignments { program, places: Vec::new(), all: Vec::new() };
    let inputs: Vec<&'static Input> = required().collect();
    found.assign(&inputs, &BTreeMap::new());
    let mut all = found.all;
    all.sort_by_key(|places| std::cmp::Reverse(likely(program, &inputs, places)));
    all.truncate(WAYS);
    let ways = all.into_iter().map(|places| {
        let table = |place: usize| program.inputs[place].name.to_owned();
        let mut tables: Vec<(&str, String)> =
            inputs.iter().zip(&places).map(|(input, place)| (input.name, table(*place))).collect();
        // What may be left out is given where it has its name, or where both are a mask.
        for input in variant.inputs.iter().filter(|input| input.optional) {
            let fits = |(place, own): &(usize, &Input)| {
                let is_meant = own.name == input.name || (own.boolean && input.boolean);
                is_meant && rank(own) == rank(input) && !places.contains(place)
            };
            let other = program.inputs.iter().enumerate().find(fits);
            tables.extend(other.map(|(place, _)| (input.name, table(place))));
        }
        taken(tables)
    });
    let steps = of_steps(variant, graph).map(taken);
    steps.into_iter().chain(ways).collect()
}

/// The steps that are called as a variant's inputs are, in small letters or large ones: projections
/// stand before them.
fn of_steps(
    variant: &'static Variant<'static>,
    graph: &Graph,
) -> Option<Vec<(&'static str, String)>> {
    let required = variant.inputs.iter().filter(|input| !input.optional);
    let tables = required.map(|input| {
        let rank = input.axes.chars().count();
        let named = |name: &str| {
            let node = graph.node(graph.find(name).ok()?);
            (node.axes.len() == rank).then(|| (input.name, name.to_owned()))
        };
        named(input.name).or_else(|| named(&input.name.to_uppercase()))
    });
    tables.collect()
}

/// The ways in which the inputs of a program may be those of a variant.
struct Assignments<'p> {
    program: &'p Variant<'p>,
    places: Vec<usize>,
    all: Vec<Vec<usize>>,
}

impl Assignments<'_> {
    /// Gives the first of a variant's inputs a table, then the others. Letters that are one size in the
    /// variant have to be one in the program; where the program has fewer tables, one may be several.
    fn assign(&mut self, inputs: &[&Input], letters: &BTreeMap<char, char>) {
        let Some((input, rest)) = inputs.split_first() else {
            self.all.push(self.places.clone());
            return;
        };
        let may_repeat = self.program.inputs.len() < inputs.len() + self.places.len();
        for (place, own) in self.program.inputs.iter().enumerate() {
            let is_free = may_repeat || !self.places.contains(&place);
            let has_rank = input.sizes.chars().count() == own.sizes.chars().count();
            if !is_free || !has_rank || self.all.len() >= MOST_WAYS {
                continue;
            }
            let mut known = letters.clone();
            let pairs = input.sizes.chars().zip(own.sizes.chars());
            let agrees =
                pairs.into_iter().all(|(letter, own)| *known.entry(letter).or_insert(own) == own);
            if agrees {
                self.places.push(place);
                self.assign(rest, &known);
                self.places.pop();
            }
        }
    }
}

/// How likely a way is: the same name, the same first letter, the same place in the list.
fn likely(program: &Variant, inputs: &[&Input], places: &[usize]) -> usize {
    let initial = |name: &str| name.chars().next().map(|first| first.to_ascii_lowercase());
    let alike = |(at, (input, place)): (usize, (&&Input, &usize))| {
        let own = program.inputs[*place].name;
        4 * usize::from(own == input.name)
            + 2 * usize::from(initial(own) == initial(input.name))
            + usize::from(at == *place)
    };
    inputs.iter().zip(places).enumerate().map(alike).sum()
}
