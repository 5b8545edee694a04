//! What masks leave needed of some steps, in letters and at any sizes: nothing is run at them.

use super::count;
use super::fraction::Fraction;
use super::pairs::{Pairs, pairs};
use crate::base::letter::Letter;
use crate::base::poly::{Monomial, Polynomial};
use crate::program::axis::Axis;
use crate::program::condition::{ClosedForm, Comparison, Condition, number, place};
use crate::program::graph::Graph;
use crate::program::mask::Fill;
use crate::program::node_id::NodeId;
use crate::program::op::{Node, Op};

/// A mask over queries and keys.
type Mask = (Condition, [Axis; 2]);

/// Operations that masks leave needed: of each part what one pair takes, and which pairs there are.
#[derive(Debug, Clone)]
pub struct Needed {
    parts: Vec<(Polynomial, Option<Mask>)>,
}

impl Needed {
    /// What is needed of some steps of a graph, counted in letters that `write` writes. None where a step runs over the pairs of two masks,
    /// or of one that heads or other tables decide.
    #[must_use]
    pub fn new<'n>(
        graph: &Graph,
        write: &impl Fn(&Polynomial) -> Polynomial,
        steps: impl Iterator<Item = &'n Node>,
    ) -> Option<Self> {
        let masks = masks(graph);
        let mut parts: Vec<(Polynomial, Option<Mask>)> = Vec::new();
        for node in steps {
            let loops = count::loops(node);
            let mut own =
                masks.iter().filter(|(_, pair)| pair.iter().all(|axis| loops.contains(axis)));
            let mask = own.next();
            if own.next().is_some() {
                return None;
            }
            let operations = count::operations(node);
            let each = mask.map_or(operations.clone(), |(_, [query, key])| {
                let pair = Monomial::from(query.symbol) * &Monomial::from(key.symbol);
                operations * Polynomial::from(pair.power(-1))
            });
            if let Some((condition, pair)) = mask {
                let known = |letter: &Letter| pair.iter().any(|axis| axis.letter == *letter);
                if !condition.letters().iter().all(known) {
                    return None;
                }
            }
            let each = write(&each);
            match parts.iter_mut().find(|(_, known)| known.as_ref() == mask) {
                Some((sum, _)) => *sum = sum.clone() + each,
                None => parts.push((each, mask.cloned())),
            }
        }
        Some(Self { parts })
    }

    /// Whether a mask has a part in it.
    #[must_use]
    pub fn is_masked(&self) -> bool {
        self.parts.iter().any(|(_, mask)| mask.is_some())
    }

    /// The number at some sizes; `symbol` writes the size of an axis in the same letters. None where
    /// a mask is no sum of lines.
    pub fn at(
        &self,
        size: &impl Fn(Letter) -> f64,
        symbol: &impl Fn(Letter) -> Polynomial,
    ) -> Option<f64> {
        let parts = self.parts.iter().map(|(each, mask)| {
            let pairs = left(mask.as_ref(), size, symbol)?;
            Some(each.at(size) * pairs.map_or(1.0, |pairs| pairs.number))
        });
        parts.sum()
    }

    /// The polynomial that it is at these sizes, and at those that leave as much in blocks, wherever
    /// the lines of the masks cross in the same order.
    pub fn in_letters(
        &self,
        size: &impl Fn(Letter) -> f64,
        symbol: &impl Fn(Letter) -> Polynomial,
    ) -> Option<Fraction> {
        let parts = self.parts.iter().map(|(each, mask)| {
            Some(match left(mask.as_ref(), size, symbol)? {
                None => Fraction { sum: each.clone(), over: 1 },
                Some(pairs) => {
                    let Fraction { sum, over } = pairs.letters?;
                    Fraction { sum: each.clone() * written(&sum, symbol)?, over }
                }
            })
        });
        let parts: Option<Vec<Fraction>> = parts.collect();
        Some(parts?.into_iter().sum())
    }
}

/// The pairs that a mask leaves; none of nothing where there is no mask.
#[expect(clippy::option_option, reason = "no mask is not the same as no closed form")]
fn left(
    mask: Option<&Mask>,
    size: &impl Fn(Letter) -> f64,
    symbol: &impl Fn(Letter) -> Polynomial,
) -> Option<Option<Pairs>> {
    let Some((condition, axes)) = mask else { return Some(None) };
    #[expect(clippy::cast_possible_truncation, reason = "sizes are whole")]
    let whole = |letter: Letter| symbol(letter).at(size).round() as i64;
    pairs(condition, *axes, &whole).map(Some)
}

/// A polynomial in the sizes of axes, in other letters.
fn written(twice: &Polynomial, symbol: &impl Fn(Letter) -> Polynomial) -> Option<Polynomial> {
    let terms = twice.terms().map(|(term, coefficient)| {
        let factors = term.factors().into_iter().map(|(letter, exponent)| {
            let own = symbol(letter);
            let times = usize::try_from(exponent).ok()?;
            Some((0..times).fold(Polynomial::number(1), |product, _| product * own.clone()))
        });
        let factors: Option<Vec<Polynomial>> = factors.collect();
        Some(factors?.into_iter().fold(Polynomial::number(coefficient), |a, b| a * b))
    });
    let terms: Option<Vec<Polynomial>> = terms.collect();
    Some(terms?.into_iter().sum())
}

/// The masks of a graph, each once; one that another one implies is left out.
fn masks(graph: &Graph) -> Vec<Mask> {
    let mut masks: Vec<Mask> = Vec::new();
    let mut implied: Vec<Mask> = Vec::new();
    for node in &graph.nodes {
        let (Op::Mask { mask, .. }, [.., query, key]) = (&node.op, &*node.axes) else { continue };
        let pair = [*query, *key];
        let (as_many, ranked) = as_many(graph, mask, key.letter);
        implied.extend(ranked.map(|ranked| (ranked, pair)));
        if !masks.contains(&(as_many.clone(), pair)) {
            masks.push((as_many, pair));
        }
    }
    masks.retain(|mask| !implied.contains(mask));
    masks
}

/// A condition that leaves as many pairs, and what it implies: of the keys from the first one on,
/// the k largest are as many as the first k, whichever they are.
fn as_many(graph: &Graph, mask: &Condition, key: Letter) -> (Condition, Option<Condition>) {
    let as_it_is = || (mask.clone(), None);
    let Condition::Given { node, .. } = mask else { return as_it_is() };
    let own = graph.node(*node);
    let Op::TopK { along, count } = own.op else { return as_it_is() };
    let Some(ranked) = own.inputs.first().filter(|_| along == key) else { return as_it_is() };
    let first = Condition::compare(place(key), Comparison::AtMost, number(count));
    match &graph.node(*ranked).op {
        Op::Mask { mask: ranked_mask, fill: Fill::MinusInfinity }
            if begins_with_first(ranked_mask, key)
                && !graph.node(*ranked).inputs.iter().any(|id| is_masked(graph, *id)) =>
        {
            (first & ranked_mask.clone(), Some(ranked_mask.clone()))
        }
        _ if is_masked(graph, *ranked) => as_it_is(),
        _ => (first, None),
    }
}

/// Whether a condition leaves each query the keys from the first one up to another.
fn begins_with_first(condition: &Condition, key: Letter) -> bool {
    match condition {
        Condition::Always => true,
        Condition::And(both) => both.iter().all(|part| begins_with_first(part, key)),
        Condition::Compare(comparison, pair) => {
            let has = |form: &ClosedForm| form.letters().contains(&key);
            let is_key = |form: &ClosedForm| *form == place(key);
            match comparison {
                Comparison::Less | Comparison::AtMost => is_key(&pair[0]) && !has(&pair[1]),
                Comparison::More | Comparison::AtLeast => is_key(&pair[1]) && !has(&pair[0]),
                Comparison::Equal | Comparison::NotEqual => false,
            }
        }
        Condition::Given { .. } | Condition::Not(_) | Condition::Or(_) => false,
    }
}

/// Whether cells of a table may be −∞: a mask or a choice is among the steps that it comes from.
fn is_masked(graph: &Graph, id: NodeId) -> bool {
    let mut comes = vec![false; id.0 + 1];
    comes[id.0] = true;
    for at in (0..=id.0).rev() {
        if !comes[at] {
            continue;
        }
        let node = &graph.nodes[at];
        if matches!(node.op, Op::Mask { .. } | Op::Choose { .. }) {
            return true;
        }
        node.inputs.iter().for_each(|input| comes[input.0] = true);
    }
    false
}
