//! How a mask is misread.

use crate::base::letter::Letter;
use crate::program::axis::Axis;
use crate::program::condition::{Comparison, Condition, Corner, place};
use crate::read::mutate::Misreading;

/// Each place along one axis with those up to it along another.
pub fn until(key: Letter, query: Letter) -> Condition {
    Condition::compare(place(key), Comparison::AtMost, place(query))
}

/// A mask as it is misread.
pub fn misread(reading: Misreading, mask: &Condition, axes: &[Axis]) -> Option<Condition> {
    let [.., query, key] = axes else { return None };
    match reading {
        Misreading::KeepForBlock => Some(!mask.clone()),
        Misreading::Transposed => (query.size == key.size).then(|| {
            mask.renamed(&|letter| match letter {
                own if own == query.letter => key.letter,
                own if own == key.letter => query.letter,
                other => other,
            })
        }),
        Misreading::WithoutSelf => strict(mask, key.letter),
        Misreading::From(corner) => (Corner::of(mask, axes) == Some(corner.other())
            && query.size != key.size)
            .then(|| mask.with_corner(corner, axes)),
    }
}

/// A mask with "up to" read as "before"; none where it says "up to" of no key.
fn strict(mask: &Condition, key: Letter) -> Option<Condition> {
    match mask {
        Condition::Compare(Comparison::AtMost, pair) if pair[0] == place(key) => {
            Some(Condition::Compare(Comparison::Less, pair.clone()))
        }
        Condition::And(both) => {
            let [one, two] = both.each_ref().map(|one| (one, strict(one, key)));
            if one.1.is_none() && two.1.is_none() {
                return None;
            }
            let [one, two] = [one, two].map(|(as_is, strict)| strict.unwrap_or(as_is.clone()));
            Some(one & two)
        }
        _ => None,
    }
}
