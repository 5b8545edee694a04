//! Masks that are given as lengths, as in `key_lengths = [3, 5]`: a query may read that many first keys.

use super::quote;
use crate::base::error::{Code, Error, Result};

/// The lengths that a text gives; none for a text that is no list of lengths.
pub(super) fn read(text: &str) -> Option<Vec<usize>> {
    let text = text.trim().trim_end_matches(';');
    let start = text.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ' '))?;
    let start = text.find(|c: char| c.is_ascii_digit()).map_or(start, |digit| digit.min(start));
    let (name, given) = text.split_at_checked(start)?;
    let name = name.trim().to_ascii_lowercase();
    let last = name.rsplit(['_', ' ']).next()?;
    if !matches!(last.trim_end_matches('s'), "length" | "len" | "seqlen") {
        return None;
    }
    let given = given.trim_start().trim_start_matches(['=', ':']);
    let calls = ["torch.", "np.", "jnp.", "tf.", "tensor", "array", "constant"];
    let plain = calls.iter().fold(given.to_owned(), |text, call| text.replace(call, " "));
    let numbers = plain.split(|c: char| "[](){},;".contains(c) || c.is_whitespace());
    numbers.filter(|word| !word.is_empty()).map(|word| word.parse().ok()).collect()
}

/// A mask of one row for each length, as wide as there are keys, or as the longest is.
///
/// # Errors
/// When there are neither one length nor as many as queries, or one is longer than there are keys.
pub(super) fn rows(lengths: &[usize], sizes: Option<[usize; 2]>) -> Result<Vec<Vec<String>>> {
    let longest = lengths.iter().copied().max().unwrap_or(0);
    if let Some([queries, keys]) = sizes {
        if lengths.len() != 1 && lengths.len() != queries {
            let count = lengths.len();
            let cause = format!("These are {count} lengths, and there are {queries} queries.");
            let error = Error::new(Code::AxisSize, cause).expected(queries).found(count);
            return Err(error.hint("Give one length for all queries, or one for each."));
        }
        if longest > keys {
            let word = quote(&longest.to_string());
            let cause = format!("The length {word} is more than the {keys} keys.");
            let error = Error::new(Code::AxisSize, cause).expected(keys).found(longest);
            return Err(error.hint("Give a length that is not more than the number of keys."));
        }
    }
    let keys = sizes.map_or(longest, |[_, keys]| keys);
    let word = |key: usize, length: usize| if key < length { "1" } else { "0" }.to_owned();
    Ok(lengths.iter().map(|length| (0..keys).map(|key| word(key, *length)).collect()).collect())
}
