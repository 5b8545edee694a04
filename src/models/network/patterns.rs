//! What the heads of a run attend to, as the field measures it: the mean weight that a row puts on
//! the positions of a pattern.
//!
//! The patterns are those that heads of trained models are known for (Clark et al. 2019,
//! arXiv:1906.04341; Elhage et al. 2021; Olsson et al. 2022, arXiv:2209.11895). The page and the
//! model cards measure by this code.

use super::forward::Run;

/// A pattern that a head may follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pattern {
    /// Position i − 1.
    PreviousToken,
    /// Position i + 1.
    NextToken,
    /// Every position with the token of row i, itself among them.
    SameToken,
    /// Every other position with the token of row i.
    DuplicateToken,
    /// Position 0.
    FirstToken,
    /// Every `[SEP]`.
    Separator,
    /// Every position behind an earlier one with the token of row i: what followed it before.
    Induction,
    /// From a `[MASK]`, every token between the same two neighbours: the one that it hides, where
    /// that stands somewhere else as well.
    Copy,
}

/// The ids of the special tokens that a pattern speaks of, where the vocabulary has them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Special {
    pub separator: Option<u32>,
    pub mask: Option<u32>,
}

impl Pattern {
    pub const ALL: [(Self, &str); 8] = [
        (Self::PreviousToken, "previous_token"),
        (Self::NextToken, "next_token"),
        (Self::SameToken, "same_token"),
        (Self::DuplicateToken, "duplicate_token"),
        (Self::FirstToken, "first_token"),
        (Self::Separator, "separator"),
        (Self::Induction, "induction"),
        (Self::Copy, "copy"),
    ];

    /// Does row i of the pattern have position j?
    fn has(self, ids: &[u32], special: Special, i: usize, j: usize) -> bool {
        let neighbours = |at: usize| Some((ids.get(at.checked_sub(1)?)?, ids.get(at + 1)?));
        match self {
            Self::PreviousToken => j + 1 == i,
            Self::NextToken => j == i + 1,
            Self::SameToken => ids[i] == ids[j],
            Self::DuplicateToken => i != j && ids[i] == ids[j],
            Self::FirstToken => j == 0,
            Self::Separator => Some(ids[j]) == special.separator,
            Self::Induction => j > 0 && j <= i && ids[j - 1] == ids[i],
            Self::Copy => {
                Some(ids[i]) == special.mask
                    && ids[i] != ids[j]
                    && neighbours(i).is_some()
                    && neighbours(i) == neighbours(j)
            }
        }
    }
}

/// The scores of every head by pattern, layer after layer, head after head: for each row from
/// `first` to before `end` the weight on the pattern's positions, and the mean of it over the rows
/// that have such a position; 0 where none has.
#[must_use]
pub fn scores(
    run: &Run,
    special: Special,
    [first, end]: [usize; 2],
) -> Vec<(&'static str, Vec<f32>)> {
    let tokens = run.ids.len();
    let rows = first.min(tokens)..end.min(tokens);
    let places = |pattern: Pattern| -> Vec<(usize, usize)> {
        let all = rows.clone().flat_map(|i| (0..tokens).map(move |j| (i, j)));
        all.filter(|(i, j)| pattern.has(&run.ids, special, *i, *j)).collect()
    };
    let score = |places: &[(usize, usize)], weights: &[f32]| {
        let sum: f64 = places.iter().map(|(i, j)| f64::from(weights[i * tokens + j])).sum();
        let rows = places.chunk_by(|(one, _), (next, _)| one == next).count();
        (sum / rows.max(1) as f64) as f32
    };
    Pattern::ALL
        .iter()
        .map(|(pattern, name)| {
            let places = places(*pattern);
            let heads =
                run.layers.iter().flat_map(|layer| layer.weights.chunks_exact(tokens * tokens));
            (*name, heads.map(|weights| score(&places, weights)).collect())
        })
        .collect()
}
