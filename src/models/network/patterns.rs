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
}

impl Pattern {
    pub const ALL: [(Self, &str); 7] = [
        (Self::PreviousToken, "previous_token"),
        (Self::NextToken, "next_token"),
        (Self::SameToken, "same_token"),
        (Self::DuplicateToken, "duplicate_token"),
        (Self::FirstToken, "first_token"),
        (Self::Separator, "separator"),
        (Self::Induction, "induction"),
    ];

    /// Does row i of the pattern have position j?
    fn has(self, ids: &[u32], separator: Option<u32>, i: usize, j: usize) -> bool {
        match self {
            Self::PreviousToken => j + 1 == i,
            Self::NextToken => j == i + 1,
            Self::SameToken => ids[i] == ids[j],
            Self::DuplicateToken => i != j && ids[i] == ids[j],
            Self::FirstToken => j == 0,
            Self::Separator => Some(ids[j]) == separator,
            Self::Induction => j > 0 && j <= i && ids[j - 1] == ids[i],
        }
    }
}

/// The scores of every head by pattern, layer after layer, head after head: for each row from
/// `first` to before `end` the weight on the pattern's positions, and the mean of it over the rows
/// that have such a position; 0 where none has.
#[must_use]
pub fn scores(
    run: &Run,
    separator: Option<u32>,
    [first, end]: [usize; 2],
) -> Vec<(&'static str, Vec<f32>)> {
    let tokens = run.ids.len();
    let rows = first.min(tokens)..end.min(tokens);
    let places = |pattern: Pattern| -> Vec<(usize, usize)> {
        let all = rows.clone().flat_map(|i| (0..tokens).map(move |j| (i, j)));
        all.filter(|(i, j)| pattern.has(&run.ids, separator, *i, *j)).collect()
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
