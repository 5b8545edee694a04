//! Sizes in words.

/// The sizes of a table: `2 × 3`.
#[must_use]
pub fn size_text(shape: &[usize]) -> String {
    shape.iter().map(usize::to_string).collect::<Vec<_>>().join(" × ")
}
