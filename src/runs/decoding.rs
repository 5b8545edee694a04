//! Decoding as a run: a sequence token by token through a cache, for three kinds of heads.
//!
//! The same tokens and weights go through the registry's three decoding variants, and after each
//! token the keys and values that it leaves are the next token's cache. Beside them stands the
//! full causal computation of the whole sequence. The two agree to the last bit, since every sum
//! here runs first to last, and the keys that the causal mask forbids come last and add exact
//! zeros.

use std::collections::BTreeMap;

use serde::Serialize;
use tsify::Tsify;

use crate::base::error::{Code, Error, Result};
use crate::base::floats::Floats;
use crate::base::letter::Letter;
use crate::base::note::Note;
use crate::base::poly::Polynomial;
use crate::program::axis::Axis;
use crate::program::build::{Builder, Program};
use crate::program::graph::Graph;
use crate::program::limits;
use crate::program::op::Node;
use crate::program::param::{ParamValue, Params};
use crate::program::tensor::Tensor;
use crate::program::variant::Variant;
use crate::read::cost::{Letters, count, memory};
use crate::read::value;
use crate::request::run::run;
use crate::request::{Request, cells};
use crate::variants::parts::KV_HEADS;
use crate::variants::{decode_sequence, find};

/// A variant that decodes with a cache.
#[derive(Debug, Clone, Copy, Serialize, Tsify)]
pub struct Decoder {
    /// The id of the variant.
    pub variant: &'static str,
    /// The variant that computes a whole sequence so, if there is one.
    #[tsify(optional)]
    pub whole: Option<&'static str>,
    /// What its heads are called.
    pub title: &'static str,
    /// The same in letters.
    pub short: &'static str,
}

const fn decoder(variant: &'static str, title: &'static str, short: &'static str) -> Decoder {
    Decoder { variant, whole: None, title, short }
}

/// From the largest cache to the smallest.
pub const DECODERS: [Decoder; 3] = [
    Decoder { whole: Some("multi-head"), ..decoder("multi-head-decode", "Multi-head", "MHA") },
    decoder("grouped-query-decode", "Grouped-query", "GQA"),
    decoder("multi-query-decode", "Multi-query", "MQA"),
];

/// The weights of a step.
const WEIGHTS: [&str; 4] = ["w_q", "w_k", "w_v", "w_o"];
/// What a number in the cache takes.
const BYTES: usize = size_of::<f64>();

/// A sequence that was decoded by each kind of heads.
#[derive(Debug, Clone, Serialize, Tsify)]
pub struct DecodeRun {
    /// The tokens and the weights, as they were given or filled in; by name.
    #[tsify(type = "Record<string, Tensor>")]
    pub inputs: BTreeMap<&'static str, Tensor>,
    /// Multi-head, grouped-query and multi-query attention, from the largest cache to the smallest.
    pub kinds: Vec<DecodeKind>,
    /// How the inputs were read.
    pub notes: Vec<Note>,
}

/// A sequence that was decoded by one kind of heads.
#[derive(Debug, Clone, Serialize, Tsify)]
pub struct DecodeKind {
    /// The registry's variant that takes each step.
    pub variant: &'static str,
    /// How many sets of keys and values the heads share.
    pub groups: usize,
    /// What each token leaves, in their order.
    pub tokens: Vec<DecodeToken>,
    /// The full causal computation of the same, over `i` and `d`.
    pub output: Tensor,
    /// The largest difference between a cell of it and the same cell of the tokens' outputs.
    pub difference: f64,
}

/// One step of a decoding run.
#[derive(Debug, Clone, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct DecodeToken {
    /// The cached keys, this token's among them.
    pub keys: Tensor,
    /// The cached values, this token's among them.
    pub values: Tensor,
    /// What the token becomes.
    #[tsify(type = "Float64Array")]
    pub output: Floats,
    /// How many numbers the cache holds after this token.
    pub cache_numbers: usize,
    /// How many bytes they take as doubles.
    pub cache_bytes: usize,
    /// Operations of the step.
    pub operations: f64,
    /// Those of them that multiply with weights; the others attend to the cache.
    pub projections: f64,
    /// How many numbers a fused kernel touches in the step (the rule of homework 4).
    pub touched: f64,
}

/// Decodes a sequence with a cache, by each kind of heads.
///
/// ```
/// use attention_playground::request::Request;
/// use attention_playground::runs::decoding::decode;
///
/// let run = decode(&Request::default())?;
/// // Four heads, two groups, one group: after each token, keys and values of width 2 in each.
/// let caches = run.kinds.iter().map(|kind| {
///     kind.tokens.iter().map(|token| token.cache_numbers).collect::<Vec<_>>()
/// });
/// assert_eq!(
///     caches.collect::<Vec<_>>(),
///     [[16, 32, 48, 64, 80], [8, 16, 24, 32, 40], [4, 8, 12, 16, 20]],
/// );
/// assert!(run.kinds.iter().all(|kind| kind.difference == 0.0));
/// # Ok::<(), attention_playground::base::error::Error>(())
/// ```
///
/// # Errors
/// The first thing in the request that does not fit, with its place.
pub fn decode(request: &Request) -> Result<DecodeRun> {
    if request.gradients || request.upstream.is_some() {
        let error = Error::new(Code::BadRequest, "A decoding run has no backward pass.");
        return Err(error.at("gradients").hint("Leave gradients and upstream out."));
    }
    let asked = run(&decode_sequence::VARIANT, request)?;
    let names = decode_sequence::VARIANT.inputs.iter().map(|input| input.name);
    let inputs: Vec<(&str, Tensor)> = names.zip(asked.values.iter().cloned()).collect();
    let heads = asked.sizes[&'h'];
    let groups = asked.values[asked.graph.find("mean_k")?.0].shape()[0];
    let sets = [heads, groups, 1];
    check_caches(&asked.sizes, sets.iter().sum())?;
    let kinds = DECODERS
        .iter()
        .zip(sets)
        .map(|(decoder, groups)| by_kind(find(decoder.variant)?, groups, &asked.params, &inputs));
    let kinds = kinds.collect::<Result<_>>()?;
    Ok(DecodeRun { inputs: inputs.into_iter().collect(), kinds, notes: asked.notes })
}

/// Refuses caches that together, as they are after each token, would not fit.
fn check_caches(sizes: &BTreeMap<Letter, usize>, sets: usize) -> Result<()> {
    let tokens = sizes[&'i'];
    let shown = [('n', tokens * (tokens + 1) / 2), ('g', sets), ('k', sizes[&'k'] + sizes[&'v'])];
    let shown = shown.map(|(letter, size)| Axis::named(letter, size));
    limits::check_cells(std::iter::once(shown.as_slice()))
}

fn by_kind(
    variant: &Variant<'static>,
    groups: usize,
    params: &Params,
    inputs: &[(&'static str, Tensor)],
) -> Result<DecodeKind> {
    let mut params = params.clone();
    params.0.insert(KV_HEADS.name.to_owned(), ParamValue::Number(groups as f64));
    let full = Computed::new(decode_sequence::VARIANT.build, &params, inputs.to_vec())?;
    let (x, output) = (full.tensor("x")?, full.tensor("output")?);

    // A cache before the first token is empty: its axis n has size 0.
    let mut given = BTreeMap::from([("prev_k", Vec::new()), ("prev_v", Vec::new())]);
    for (name, step) in WEIGHTS.into_iter().zip(["w_q", "mean_k", "mean_v", "w_o"]) {
        given.insert(name, cells(full.tensor(step)?));
    }
    let mut sizes: BTreeMap<Letter, usize> = [('b', 1), ('g', groups)].into();
    sizes.extend(inputs.iter().flat_map(|(_, tensor)| &tensor.axes).map(|a| (a.letter, a.size)));

    let mut tokens: Vec<DecodeToken> = Vec::new();
    let mut difference = 0.0_f64;
    for (at, (row, expected)) in x.data.outer_iter().zip(output.data.outer_iter()).enumerate() {
        sizes.insert('n', at);
        given.insert("x", row.iter().copied().collect());
        let token = step(variant, &params, &sizes, &given)?;
        let apart = expected.iter().zip(&token.output).map(|(one, two)| (one - two).abs());
        difference = apart.fold(difference, f64::max);
        given.insert("prev_k", cells(&token.keys));
        given.insert("prev_v", cells(&token.values));
        tokens.push(token);
    }
    Ok(DecodeKind { variant: variant.id, groups, tokens, output: output.clone(), difference })
}

/// One token through a decoding variant, whose inputs have these sizes and these cells.
fn step(
    variant: &Variant,
    params: &Params,
    sizes: &BTreeMap<Letter, usize>,
    given: &BTreeMap<&str, Vec<f64>>,
) -> Result<DecodeToken> {
    let inputs = variant.inputs.iter().map(|input| {
        let size = |letter| sizes.get(&letter).copied().unwrap_or(1);
        let axes = input.axes.chars().map(|letter| Axis::named(letter, size(letter)));
        let axes: Vec<Axis> = axes.collect();
        let shape: Vec<usize> = axes.iter().map(|axis| axis.size).collect();
        let cells = given.get(input.name).cloned().unwrap_or_default();
        Ok((input.name, Tensor { axes, data: cells::array(&shape, cells)? }))
    });
    let inputs = inputs.collect::<Result<_>>()?;
    let computed = Computed::new(variant.build, params, inputs)?;
    let (keys, values) = (computed.tensor("keys")?, computed.tensor("values")?);
    let cache_numbers = keys.data.len() + values.data.len();
    let graph = &computed.graph;
    let letters = Letters::new(graph, &variant.cost_aliases);
    let number = |cost: Polynomial| letters.number(&letters.exact(&cost));
    let weights = WEIGHTS.map(|name| graph.find(name).ok());
    let projects = |node: &&Node| node.inputs.iter().any(|id| weights.contains(&Some(*id)));
    Ok(DecodeToken {
        output: cells(computed.tensor("output")?).into(),
        cache_numbers,
        cache_bytes: BYTES * cache_numbers,
        operations: number(graph.nodes.iter().map(count::operations).sum()),
        projections: number(graph.nodes.iter().filter(projects).map(count::operations).sum()),
        touched: number(memory::fused(graph)),
        keys: keys.clone(),
        values: values.clone(),
    })
}

/// A program with the value of each of its nodes.
struct Computed {
    graph: Graph,
    values: Vec<Tensor>,
}

impl Computed {
    fn new(program: Program, params: &Params, inputs: Vec<(&str, Tensor)>) -> Result<Self> {
        let axes = inputs.iter().map(|(name, tensor)| (*name, tensor.axes.clone())).collect();
        let graph = Builder::graph(program, axes, params)?;
        let tensors = inputs.into_iter().map(|(_, tensor)| tensor).collect();
        let values = value::evaluate(&graph, tensors)?;
        Ok(Self { graph, values })
    }

    fn tensor(&self, step: &str) -> Result<&Tensor> {
        Ok(&self.values[self.graph.find(step)?.0])
    }
}

/// All cells, last axis fastest.
fn cells(tensor: &Tensor) -> Vec<f64> {
    tensor.data.iter().copied().collect()
}
