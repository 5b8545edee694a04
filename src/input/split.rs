//! A text in two, where the second is known.

/// Splits a text where its end `after` begins. By length: to compare the ends, as `strip_suffix`
/// does, takes time for all that follows.
pub(super) fn before<'a>(text: &'a str, after: &str) -> Option<(&'a str, &'a str)> {
    text.split_at_checked(text.len().checked_sub(after.len())?)
}
