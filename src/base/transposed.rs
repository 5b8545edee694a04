//! The marks by which people write that a vector or a matrix is transposed, wherever one is read.

/// Every mark, in formulas, in LaTeX and in code. One that ends in another stands before it.
pub const TRANSPOSED: &[&str] = &[
    "^T",
    "^{T}",
    "^{{T}}",
    "^{\\T}",
    "^\\top",
    "^{\\top}",
    "^\\intercal",
    "^{\\intercal}",
    "^\\mathsf{T}",
    "^{\\mathsf{T}}",
    "^\\mathrm{T}",
    "^{\\mathrm{T}}",
    "^⊤",
    "^{⊤}",
    "^⊺",
    "^{⊺}",
    "\\top",
    "\\intercal",
    "ᵀ",
    "ᵗ",
    "⊤",
    "⊺",
    ".mT",
    ".T",
    ".'",
    "'",
];

/// What is set as the exponent of a matrix that is transposed.
pub const EXPONENTS: &[&str] = &["T", "⊤", "⊺", "𝑇", "𝖳"];

/// What stands behind the mark that a text begins with.
#[must_use]
pub fn behind_mark(text: &str) -> Option<&str> {
    TRANSPOSED.iter().find_map(|mark| text.strip_prefix(mark))
}

/// What stands before the mark that a text ends with.
#[must_use]
pub fn before_mark(text: &str) -> Option<&str> {
    TRANSPOSED.iter().find_map(|mark| text.strip_suffix(mark))
}

/// The text with every mark that is an exponent as `^T`.
#[must_use]
pub fn plain_exponents(text: String) -> String {
    let exponents = TRANSPOSED.iter().filter(|mark| mark.starts_with('^') && **mark != "^T");
    exponents.fold(
        text,
        |text, mark| {
            if text.contains(mark) { text.replace(mark, "^T") } else { text }
        },
    )
}
