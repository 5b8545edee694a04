//! Names that are spelled nearly the same, for cures.

use super::elsewhere::greek;
use crate::language::alike::alike;

/// The names that a wrong one may stand for, the nearest first, at most three.
#[must_use]
pub fn similar<'n>(wrong: &str, names: impl Iterator<Item = &'n str>) -> Vec<String> {
    // Of single letters only the other case is near.
    let most = match wrong.chars().count() {
        0 | 1 => 0,
        2 | 3 => 1,
        _ => 2,
    };
    let spelled_out = spelled(wrong);
    let looks_so = looks(wrong);
    let own = Shape::of(wrong);
    let far = |name: &str| {
        // Of two names in ASCII none has a Greek letter.
        let shape = Shape::of(name);
        let is_other = !(shape.is_ascii && own.is_ascii) && name != wrong;
        if is_other && (spelled(name) == spelled_out || looks(name) == looks_so) {
            return Some(0);
        }
        let far = own.is_near(&shape, most).then(|| distance(wrong, name))?;
        (far <= most).then_some(far)
    };
    let mut near: Vec<(u32, String)> =
        names.filter_map(|name| Some((far(name)?, name.to_owned()))).collect();
    near.sort();
    near.dedup();
    near.into_iter().map(|(_, name)| name).take(3).collect()
}

/// A name as it looks in ASCII.
fn looks(name: &str) -> String {
    alike(name).unwrap_or_else(|| name.to_owned())
}

/// A name with its Greek letters as words: `λ` as `lambda`.
fn spelled(name: &str) -> String {
    let letters = name.chars().map(|c| greek(c).map_or_else(|| c.to_string(), str::to_owned));
    letters.collect()
}

/// What tells most names apart at a glance: how long each is, and which letters it has.
struct Shape {
    length: u32,
    is_ascii: bool,
    /// A bit for each sign of ASCII, small letters for capitals.
    signs: u128,
}

impl Shape {
    fn of(name: &str) -> Self {
        let mut shape = Self { length: 0, is_ascii: true, signs: 0 };
        for c in name.chars() {
            shape.length += 1;
            shape.is_ascii &= c.is_ascii();
            if c.is_ascii() {
                shape.signs |= 1 << u32::from(c.to_ascii_lowercase());
            }
        }
        shape
    }

    /// Whether two names may be so near at all.
    fn is_near(&self, other: &Self, most: u32) -> bool {
        let lacks = |one: &Self, two: &Self| (two.signs & !one.signs).count_ones();
        self.length.abs_diff(other.length) <= most
            && lacks(self, other) <= most
            && lacks(other, self) <= most
    }
}

/// Letters to change, add, leave out, or swap with their neighbour (optimal string alignment).
fn distance(one: &str, two: &str) -> u32 {
    let (one, two): (Vec<char>, Vec<char>) =
        (one.to_lowercase().chars().collect(), two.to_lowercase().chars().collect());
    let mut rows: Vec<Vec<u32>> = vec![(0..).take(two.len() + 1).collect()];
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![rows[i][0] + 1];
        for (j, b) in two.iter().enumerate() {
            let change = rows[i][j] + u32::from(a != b);
            let mut least = change.min(rows[i][j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && one[i - 1] == *b && two[j - 1] == *a {
                least = least.min(rows[i - 1][j - 1] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[one.len()][two.len()]
}
