//! What else a page has to know of the core: the programs that it writes, the variants that decode,
//! the sizes that share, what is laid side by side.

use std::collections::BTreeSet;

use serde::Serialize;
use tsify::Tsify;

use super::compare::TRIO;
use super::decoding::{DECODERS, Decoder};
use crate::read::code::CodeTarget;
use crate::request::limits;
use crate::variants;

/// What the core knows of itself, besides its variants.
#[derive(Debug, Clone, Serialize, Tsify)]
pub struct Description {
    /// What a program can be written for, in the order in which it is offered.
    pub targets: Vec<TargetInfo>,
    /// The variants that decode with a cache, from the largest cache to the smallest.
    pub decoders: Vec<Decoder>,
    /// Pairs of letters of which the second divides the first: heads share the width, say.
    #[tsify(type = "[string, string][]")]
    pub shares: BTreeSet<(&'static str, &'static str)>,
    pub comparison: ComparisonInfo,
}

/// What a comparison takes.
#[derive(Debug, Clone, Serialize, Tsify)]
pub struct ComparisonInfo {
    /// As many runs as stand side by side at most.
    pub most: usize,
    /// The variants that a comparison opens with, where they take the inputs.
    pub variants: &'static [&'static str],
}

/// A target of a program.
#[derive(Debug, Clone, Serialize, Tsify)]
pub struct TargetInfo {
    /// As a request spells it.
    pub value: CodeTarget,
    /// What people call it.
    pub label: &'static str,
}

/// ```
/// use attention_playground::runs::description::describe;
///
/// let short: Vec<_> = describe().decoders.iter().map(|decoder| decoder.short).collect();
/// assert_eq!(short, ["MHA", "GQA", "MQA"]);
/// assert!(describe().shares.contains(&("d", "h")));
/// assert_eq!(describe().comparison.variants, ["argmax", "scaled-dot-product", "linear"]);
/// ```
#[must_use]
pub fn describe() -> Description {
    let targets = CodeTarget::ALL.map(|value| TargetInfo { value, label: value.label() });
    let equal = variants::ALL.iter().flat_map(|variant| variant.cost_aliases.equal);
    let shares = equal.filter_map(|(_, share)| share.split_once('/'));
    Description {
        targets: targets.into(),
        decoders: DECODERS.into(),
        shares: shares.collect(),
        comparison: ComparisonInfo { most: limits::COMPARED, variants: &TRIO },
    }
}
