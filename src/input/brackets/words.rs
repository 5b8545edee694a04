//! The words of programs that are numbers.

use super::super::cell;

/// Whether a word can be a number, though perhaps not a good one: `True`, `nan` and `1.2.3` are.
pub(super) fn may_be_number(word: &str) -> bool {
    let unsigned = word.trim_start_matches(['-', '+']);
    cell::evaluate(word).is_ok()
        || unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        || ["nan", "inf", "None", "NaN", "Inf", "null"]
            .iter()
            .any(|none| unsigned.starts_with(none))
}

/// What programs write behind a number to say its type or its precision.
const SUFFIXES: [&str; 8] = ["_f32", "_f64", "f32", "f64", "f", "F", "L", "`"];

/// A number of a program as a plain one: `1.0f32`, `3L`, Mathematica's `1.5*^-3` and `Sqrt[2]`.
pub(super) fn plain(word: &str) -> String {
    let is_digit = |c: char| c.is_ascii_digit() || c == '.';
    let is_plain = |text: &str| {
        let unsigned = text.trim_start_matches(['-', '+']);
        unsigned.ends_with(is_digit)
            && unsigned.starts_with(is_digit)
            && unsigned.chars().all(|c| is_digit(c) || "eE+-_".contains(c))
    };
    if let Some(number) =
        SUFFIXES.iter().find_map(|suffix| word.strip_suffix(suffix)).filter(|text| is_plain(text))
    {
        return number.to_owned();
    }
    word.replace("*^", "e").replace('[', "(").replace(']', ")")
}
