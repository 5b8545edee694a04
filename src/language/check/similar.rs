//! Names that are spelled nearly the same, for cures.

/// The names that a wrong one may stand for, the nearest first, at most three.
#[must_use]
pub fn similar<'n>(wrong: &str, names: impl Iterator<Item = &'n str>) -> Vec<String> {
    // Of single letters only the other case is near.
    let most = match wrong.chars().count() {
        0 | 1 => 0,
        2 | 3 => 1,
        _ => 2,
    };
    let mut near: Vec<(usize, String)> = names
        .map(|name| (distance(wrong, name), name.to_owned()))
        .filter(|(distance, _)| *distance <= most)
        .collect();
    near.sort();
    near.dedup();
    near.into_iter().map(|(_, name)| name).take(3).collect()
}

/// Letters to change, add, leave out, or swap with their neighbour (optimal string alignment).
fn distance(one: &str, two: &str) -> usize {
    let (one, two): (Vec<char>, Vec<char>) =
        (one.to_lowercase().chars().collect(), two.to_lowercase().chars().collect());
    if one.len().abs_diff(two.len()) > 2 {
        return usize::MAX;
    }
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
