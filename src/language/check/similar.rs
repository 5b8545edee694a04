//! Names that are spelled nearly the same, for cures.

use super::elsewhere::greek;

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
    let far = |name: &str| {
        // Of two names in ASCII none has a Greek letter.
        if !(name.is_ascii() && wrong.is_ascii()) && spelled(name) == spelled_out {
            return Some(0);
        }
        let far = is_about_as_long(wrong, name, most).then(|| distance(wrong, name))?;
        (far <= most).then_some(far)
    };
    let mut near: Vec<(usize, String)> =
        names.filter_map(|name| Some((far(name)?, name.to_owned()))).collect();
    near.sort();
    near.dedup();
    near.into_iter().map(|(_, name)| name).take(3).collect()
}

/// A name with its Greek letters as words: `λ` as `lambda`.
fn spelled(name: &str) -> String {
    let letters = name.chars().map(|c| greek(c).map_or_else(|| c.to_string(), str::to_owned));
    letters.collect()
}

/// Whether two names may be so near at all; most are not, and are told apart by their lengths and
/// their letters.
fn is_about_as_long(one: &str, two: &str, most: usize) -> bool {
    let lacks = |all: &str, of: &str| {
        let is_in = |c: char| all.chars().any(|other| other.eq_ignore_ascii_case(&c));
        of.chars().filter(|c| c.is_ascii() && !is_in(*c)).count()
    };
    let (long, short) = (one.chars().count(), two.chars().count());
    long.abs_diff(short) <= most && lacks(one, two) <= most
}

/// Letters to change, add, leave out, or swap with their neighbour (optimal string alignment).
fn distance(one: &str, two: &str) -> usize {
    let (one, two): (Vec<char>, Vec<char>) =
        (one.to_lowercase().chars().collect(), two.to_lowercase().chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=two.len()).collect()];
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in two.iter().enumerate() {
            let change = rows[i][j] + usize::from(a != b);
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
