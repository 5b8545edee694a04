//! Roots that are typed as rounded numbers, `1.414`, read as the roots that they stand for.
//!
//! An answer with them is judged as if the roots stood there: what is asked is how a kernel comes apart,
//! and 1.414 says that as √2 does. What is read otherwise than it is typed is said.

/// A text with roots in place of the numbers that they were rounded to.
pub struct Rounded {
    pub exact: String,
    /// What was read as what.
    pub said: String,
    /// Whether each has three digits at least.
    pub is_near: bool,
}

/// What is said where a root has fewer digits than three.
pub const TOO_ROUGH: &str = "Only the rounding is at fault. Write each root as a root, such as sqrt(3), \
                             and not as a decimal number.";

/// The digits that tell a root from another number.
const DIGITS: usize = 3;

/// The text with its roots; none where no number in it may be one.
pub fn roots(text: &str) -> Option<Rounded> {
    let mut rounded = Rounded { exact: String::new(), said: String::new(), is_near: true };
    let mut rest = text;
    while let Some(from) = rest.find(|c: char| c.is_ascii_digit() || c == '.') {
        let (before, number) = rest.split_at(from);
        let end = number.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(number.len());
        let (number, after) = number.split_at(end);
        rounded.exact.push_str(before);
        match root(number) {
            Some((name, root)) => {
                rounded.exact.extend(["(", &format!("{root:.17}"), ")"]);
                if !rounded.said.contains(number) {
                    rounded.said.extend([number, " is read as ", &name, ". "]);
                }
                let digits = number.trim_start_matches(['0', '.']).replace('.', "").len();
                rounded.is_near &= digits >= DIGITS;
            }
            None => rounded.exact.push_str(number),
        }
        rest = after;
    }
    rounded.exact.push_str(rest);
    rounded.said.truncate(rounded.said.trim_end().len());
    (!rounded.said.is_empty()).then_some(rounded)
}

/// The root that a decimal number is, rounded or cut off.
fn root(number: &str) -> Option<(String, f64)> {
    let (_, decimals) = number.split_once('.')?;
    let given: f64 = number.parse().ok()?;
    let unit = 10f64.powi(-i32::try_from(decimals.len()).ok()?);
    let is_square = |n: u8| [1, 4, 9].contains(&n);
    let roots = (2..12u8).filter(|n| !is_square(*n)).map(|n| (n, f64::from(n).sqrt()));
    let mut named = roots.flat_map(|(n, root)| {
        [(format!("√{n}"), root), (format!("1/√{n}"), 1.0 / root), (format!("√{n}/2"), root / 2.0)]
    });
    // Rounded, or cut off.
    named.find(|(_, root)| (-unit / 2.0..unit).contains(&(root - given)))
}
