//! What a network predicts at a position: tokens by their probability.

use crate::error::Result;

use super::forward::Run;
use super::weights::Network;

/// One token of the vocabulary as a prediction.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Predicted {
    pub id: u32,
    pub logit: f32,
    /// The softmax of the logits of the whole vocabulary.
    pub probability: f64,
}

impl Network {
    /// The tokens with the largest logits at a position, and those that are asked for by their ids
    /// behind them; nothing where the network has no output over tokens.
    ///
    /// # Errors
    /// `range` for a position or a token that is not there.
    pub fn predictions(
        &self,
        run: &Run,
        position: usize,
        count: usize,
        also: &[u32],
    ) -> Result<Option<Vec<Predicted>>> {
        self.check_position(run, position)?;
        for id in also {
            self.check_token(*id as usize)?;
        }
        let Some(logits) = self.logits(run, position, 1) else { return Ok(None) };
        let most = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let power = |logit: f32| f64::from(logit - most).exp();
        let sum: f64 = logits.iter().map(|logit| power(*logit)).sum();
        let mut ids: Vec<u32> = (0..logits.len() as u32).collect();
        let by_logit = |a: &u32, b: &u32| logits[*b as usize].total_cmp(&logits[*a as usize]);
        let count = count.min(ids.len());
        if count < ids.len() {
            ids.select_nth_unstable_by(count, |a, b| by_logit(a, b).then(a.cmp(b)));
            ids.truncate(count);
        }
        ids.sort_unstable_by(|a, b| by_logit(a, b).then(a.cmp(b)));
        ids.extend(also);
        let predicted = |id: u32| {
            let logit = logits[id as usize];
            Predicted { id, logit, probability: power(logit) / sum }
        };
        Ok(Some(ids.into_iter().map(predicted).collect()))
    }
}
