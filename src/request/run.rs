//! A request -> a result: parameters and inputs are checked, the graph is built and computed.

use std::collections::BTreeMap;

use crate::base::error::{Code, Error, Result};
use crate::base::letter::Letter;
use crate::base::note::Note;
use crate::program::build::Builder;
use crate::program::graph::{Graph, UPSTREAM};
use crate::program::limits;
use crate::program::node_id::NodeId;
use crate::program::op::Op;
use crate::program::param::Params;
use crate::program::tensor::Tensor;
use crate::program::trace::Trace;
use crate::program::variant::Variant;
use crate::read::number_format::format_number;
use crate::read::{grad, notes, value};
use crate::request::Request;
use crate::request::inputs::{self, ResolvedInput};
use crate::request::params;

/// Computes a variant.
///
/// # Errors
/// The first thing in the request that does not fit, with its place.
pub fn run(variant: &Variant, request: &Request) -> Result<Trace> {
    let Resolved { params, inputs, mut notes, graph } = resolve(variant, request)?;
    let sizes = sizes(&inputs);
    let mut tensors: Vec<Tensor> =
        inputs.into_iter().map(|given| given.tensor(request.seed)).collect();
    if request.upstream.is_some() && !request.gradients {
        let cause = "An upstream gradient is given, and no gradients are asked for.";
        let error = Error::new(Code::BadRequest, cause).at(UPSTREAM);
        return Err(error.hint("Ask for gradients, or leave upstream out."));
    }
    if request.gradients {
        tensors.push(inputs::upstream(request.upstream.as_ref(), &graph)?);
    }
    let (graph, gradients) = whole(variant, request, graph)?;
    let values = value::evaluate(&graph, tensors)?;
    notes.extend(notes::notes(&graph, &values));
    notes.extend(beside_definition(variant, &params, &graph, &values));
    Ok(Trace { params, sizes, graph, values, gradients, notes })
}

/// With the backward pass, and the node of each input's gradient, where the request asks for them.
fn whole(
    variant: &Variant,
    request: &Request,
    graph: Graph,
) -> Result<(Graph, BTreeMap<String, NodeId>)> {
    if !request.gradients {
        return Ok((graph, BTreeMap::new()));
    }
    let numeric = variant.numeric(&graph);
    let wanted: Vec<NodeId> = numeric.iter().map(|(_, id)| *id).collect();
    let both = grad::differentiate(graph, &wanted)?;
    // `differentiate` answers in the order in which it is asked.
    let names = numeric.into_iter().map(|(name, _)| name.to_owned());
    Ok((both.graph, names.zip(both.gradients.iter().map(|(_, node)| *node)).collect()))
}

/// What a request runs, of which nothing is computed: its program, with the backward pass where it
/// asks for one, and the definition that the result is compared with.
///
/// # Errors
/// As [`run`], as far as a request can be refused before any number is.
pub fn programs(variant: &Variant, request: &Request) -> Result<(Graph, Option<Graph>)> {
    let Resolved { params, graph, .. } = resolve(variant, request)?;
    let definition = definition_program(variant, &params, &graph);
    Ok((whole(variant, request, graph)?.0, definition))
}

/// The program of a request, of which nothing is computed.
///
/// # Errors
/// As [`run`], as far as a request can be refused before any number is.
pub fn program(variant: &Variant, request: &Request) -> Result<Graph> {
    Ok(resolve(variant, request)?.graph)
}

/// What a request gives to its program.
#[derive(Debug, Clone)]
pub struct ResolvedInputs {
    pub params: Params,
    /// The sizes of the inputs, by letter.
    pub sizes: BTreeMap<Letter, usize>,
    /// By name; those that are left out are not among them.
    pub tensors: BTreeMap<String, Tensor>,
}

/// The inputs of a request, of which nothing is computed.
///
/// # Errors
/// As [`run`], as far as a request can be refused before any number is.
pub fn inputs(variant: &Variant, request: &Request) -> Result<ResolvedInputs> {
    let Resolved { params, inputs, .. } = resolve(variant, request)?;
    let sizes = sizes(&inputs);
    let named = |given: ResolvedInput| (given.input.name.to_owned(), given.tensor(request.seed));
    Ok(ResolvedInputs { params, sizes, tensors: inputs.into_iter().map(named).collect() })
}

fn sizes(inputs: &[ResolvedInput]) -> BTreeMap<Letter, usize> {
    inputs.iter().flat_map(|given| &given.axes).map(|axis| (axis.symbol, axis.size)).collect()
}

/// A request that was resolved: what there is before the first number is computed.
struct Resolved<'v> {
    params: Params,
    inputs: Vec<ResolvedInput<'v>>,
    notes: Vec<Note>,
    graph: Graph,
}

fn resolve<'v>(variant: &'v Variant, request: &Request) -> Result<Resolved<'v>> {
    let (request, mut notes) = params::with_numbers(variant, request);
    let request = &*request;
    let mut params = Params::resolve(variant.params, &request.params)?;
    let (inputs, remarks) = inputs::inputs(variant, request)?;
    notes.extend(remarks);
    inputs::follow(variant, request, &inputs, &mut params)?;
    let axes = inputs.iter().map(|given| (given.input.name, given.axes.clone()));
    let graph = Builder::graph(variant.build, axes.collect(), &params)?;
    Ok(Resolved { params, inputs, notes, graph })
}

/// What the variant's schedule computes, as it is defined and on the same inputs; none where the
/// program is the definition, or where that is refused: a schedule exists because the definition
/// grows too large.
#[must_use]
pub fn definition(
    variant: &Variant,
    params: &Params,
    graph: &Graph,
    values: &[Tensor],
) -> Option<(Graph, Vec<Tensor>)> {
    let definition = definition_program(variant, params, graph)?;
    let inputs = graph.nodes.iter().zip(values).filter(|(node, _)| node.op == Op::Input);
    let inputs = inputs.map(|(_, tensor)| tensor.clone()).collect();
    let values = value::evaluate(&definition, inputs).ok()?;
    Some((definition, values))
}

/// The program of the definition, on inputs of the same sizes.
fn definition_program(variant: &Variant, params: &Params, graph: &Graph) -> Option<Graph> {
    let inputs = graph.nodes.iter().filter(|node| node.op == Op::Input);
    let axes = inputs.map(|node| (&*node.id, node.axes.clone())).collect();
    let definition = Builder::graph(variant.definition?, axes, params).ok()?;
    limits::check_beside(definition.nodes.iter().map(|node| &*node.axes)).ok()?;
    Some(definition)
}

/// How far the output is from that of the definition, where there is one.
fn beside_definition(
    variant: &Variant,
    params: &Params,
    graph: &Graph,
    values: &[Tensor],
) -> Option<Note> {
    let (defined, defined_values) = definition(variant, params, graph, values)?;
    let both = defined_values[defined.output.0].data.iter().zip(&values[graph.output.0].data);
    let most = both.map(|(one, two)| (one - two).abs()).fold(0.0, f64::max);
    let message = format!(
        "Computed as it is defined, every query with every key, the output is the same: the \
         largest difference is {}.",
        format_number(most),
    );
    Some(Note::new("plain-form", &graph.node(graph.output).id, message))
}
