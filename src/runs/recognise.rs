//! Which variant of the registry a program computes: both run on the same numbers by chance.

mod inputs;

use std::collections::{BTreeMap, BTreeSet};

use crate::base::chance::Chance;
use crate::base::error::Result;
use crate::program::graph::Graph;
use crate::program::node_id::NodeId;
use crate::program::op::Node;
use crate::program::param::{Kind, Param, ParamValue};
use crate::program::role::Role;
use crate::program::tensor::Tensor;
use crate::program::trace::Trace;
use crate::program::variant::Variant;
use crate::request::Request;
use crate::request::nested::{Cell, Nested};
use crate::request::run::{definition, run};
use crate::runs::same_steps::{APART, Form, alike};
use crate::variants::ALL;
use inputs::{Taken, matched};

/// Draws after which two programs count as equal.
const DRAWS: u32 = 200;
/// Draws by which candidates are told apart.
const FIRST_DRAWS: u32 = 2;
/// What comes closest to attention that has no step like any.
const PLAIN: &str = "scaled-dot-product";
/// States of one variant that are looked at.
const STATES: usize = 96;

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
        // Where no step says it, attention is a softmax of scores.
        let is_plain = candidate.taken.by_name && candidate.variant.id == PLAIN;
        if likeness.shared == 0 && !is_plain {
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
        let found = compared(trace, &other, candidate);
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

fn compared(own: &Trace, other: &Trace, Candidate { variant, taken, .. }: &Candidate) -> Likeness {
    let [of_own, of_other] = [own, other].map(|trace| &trace.values[trace.graph.output.0]);
    let is_equal = alike(of_own, of_other);
    let [own_form, other_form] =
        [own, other].map(|trace| Form { graph: &trace.graph, values: &trace.values });
    let forward = |form: Form| -> Vec<NodeId> {
        let steps = form.steps().filter(|(_, node)| !node.backward);
        steps.map(|(id, _)| id).collect()
    };
    // A schedule has the steps too that it stands for.
    let defined = definition(variant, &other.params, &other.graph, &other.values);
    let defined = defined.as_ref().map(|(graph, values)| Form { graph, values });
    let others: Vec<&Tensor> = std::iter::once(other_form)
        .chain(defined)
        .flat_map(|form| forward(form).into_iter().map(move |id| form.value(id)))
        .collect();
    let has = |id: &NodeId| others.iter().any(|other| alike(own_form.value(*id), other));
    // What the variant is given is no part of what it computes.
    let given = made_of(&own.graph, &taken.tables);
    let all: Vec<NodeId> = forward(own_form).into_iter().filter(|id| !given.contains(id)).collect();
    let shared = all.iter().filter(|id| has(id)).count();
    // A step that its author named, so that its line is known.
    let named = |id: &&NodeId| !own.graph.node(**id).id.contains('-');
    let first = all.iter().filter(named).find(|id| !has(id));
    // Weights without a softmax are the first step that differs. Where nothing is masked, zeros are numbers as
    // others are.
    let is_masked = own.graph.nodes.iter().any(|node| node.op.condition().is_some());
    let masked = weights(own).into_iter().next_back().or(first.map(|id| own_form.value(*id)));
    let masked = masked.filter(|_| is_masked);
    Likeness {
        is_equal,
        shared,
        apart: masked.map_or(1.0, |table| apart(table, other)),
        first_difference: first.map(|id| own.graph.node(*id).id.clone()),
        outputs: vec![of_other.clone()],
    }
}

/// These tables, and all that they are made of.
fn made_of(graph: &Graph, tables: &[(&str, String)]) -> BTreeSet<NodeId> {
    let mut left: Vec<NodeId> =
        tables.iter().filter_map(|(_, table)| graph.find(table).ok()).collect();
    let mut all = BTreeSet::new();
    while let Some(id) = left.pop() {
        if all.insert(id) {
            left.extend(&graph.node(id).inputs);
        }
    }
    all
}

/// The tables of weights of a result.
fn weights(of: &Trace) -> Vec<&Tensor> {
    let is_weights = |node: &Node| node.role == Some(Role::Weights) && !node.backward;
    let steps = of.graph.steps().filter(|(_, node)| is_weights(node));
    steps.map(|(id, _)| &of.values[id.0]).collect()
}

/// The share of cells that a mask leaves in one table and not in the weights of a result. One that forms none
/// of this shape masks nothing.
fn apart(one: &Tensor, other: &Trace) -> f64 {
    let shares = weights(other).into_iter().filter(|two| two.shape() == one.shape()).map(|two| {
        let pairs = one.data.iter().zip(&two.data);
        let differ = pairs.filter(|(one, two)| (**one == 0.0) != (**two == 0.0)).count();
        differ as f64 / one.data.len().max(1) as f64
    });
    let zeros = one.data.iter().filter(|cell| **cell == 0.0).count();
    shares.reduce(f64::min).unwrap_or(zeros as f64 / one.data.len().max(1) as f64)
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
