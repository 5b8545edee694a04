//! Where the patterns of heads look, on rows of tokens with one head's weights made by hand.

use attention_models::network::forward::{LayerRun, Run};
use attention_models::network::patterns::{Special, scores};

const SPECIAL: Special = Special { separator: Some(3), mask: Some(4) };

/// The score of one head that puts all of row i's weight on position `to[i]`.
fn score(pattern: &str, ids: &[u32], to: &[usize], special: Special) -> f32 {
    let mut weights = vec![0.0; ids.len() * ids.len()];
    for (i, j) in to.iter().enumerate() {
        weights[i * ids.len() + j] = 1.0;
    }
    let none = Vec::new;
    let layer =
        LayerRun { input: none(), q: none(), k: none(), v: none(), weights, output: none() };
    let run = Run { ids: ids.to_vec(), layers: vec![layer], behind: none(), last: none() };
    let all = scores(&run, special, [0, ids.len()]);
    all.into_iter().find(|(name, _)| *name == pattern).unwrap().1[0]
}

#[test]
fn a_copy_is_the_token_between_the_same_neighbours() {
    // [CLS] 7 8 9 [SEP] 7 [MASK] 9 [SEP]: the mask hides the 8 at position 2.
    let ids = [2, 7, 8, 9, 3, 7, 4, 9, 3];
    let at = |place: usize| [0, 0, 0, 0, 0, 0, place, 0, 0];
    let copies: Vec<usize> =
        (0..9).filter(|place| score("copy", &ids, &at(*place), SPECIAL) > 0.0).collect();
    assert_eq!(copies, [2]);
    // Without a mask in the vocabulary, or on the row, there is nothing to copy.
    for special in [Special { mask: None, ..SPECIAL }, Special { mask: Some(5), ..SPECIAL }] {
        assert!(score("copy", &ids, &at(2), special) == 0.0);
    }
    // Of two masks between the same neighbours none shows the token, and an end has one neighbour.
    let ids = [4, 7, 4, 9, 7, 4, 9, 4];
    let nowhere = (0..8).all(|place| score("copy", &ids, &[place; 8], SPECIAL) == 0.0);
    assert!(nowhere);
}

#[test]
fn a_separator_is_looked_at_wherever_it_stands() {
    let ids = [2, 7, 3, 8, 3];
    assert!(score("separator", &ids, &[2, 2, 4, 4, 4], SPECIAL) == 1.0);
    assert!(score("separator", &ids, &[2, 2, 0, 0, 0], SPECIAL) == 0.4);
    assert!(score("separator", &ids, &[2; 5], Special::default()) == 0.0);
}
