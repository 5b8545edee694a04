//! What to say about a word that is not a number: each common mistake has its own next step.

use super::quote;
use crate::base::error::{Code, Error};

/// The error for a text that the grammar of a cell refuses.
pub(super) fn not_a_number(text: &str) -> Error {
    let word = quote(text);
    let unsigned = text.trim_start_matches(['-', '+']).to_ascii_lowercase();
    match unsigned.as_str() {
        "" if text.is_empty() => {
            Error::new(Code::EmptyCell, "This cell is empty.").hint("Type a number; 0 is one too.")
        }
        "nan" | "inf" | "infinity" | "∞" | "np.inf" | "np.nan" | "math.inf" | "torch.inf" => {
            Error::new(Code::NotFinite, format!("{word} is not a finite number."))
                .hint("Type a finite number; to hide a key from a query, use the mask.")
        }
        "null" | "none" | "na" | "n/a" | "#n/a" => {
            Error::new(Code::EmptyCell, format!("{word} stands for a missing number."))
                .hint("Type a number; 0 is one too.")
        }
        _ if is_comma_number(text) => {
            Error::new(Code::MixedSeparators, format!("The comma in {word} is not clear."))
                .hint("Write a decimal point, and no sign between thousands.")
        }
        _ => Error::new(Code::NotANumber, format!("{word} is not a number.")).hint(next_step(text)),
    }
}

/// `1,5` and `1.234,56`: digits that only points and commas join.
fn is_comma_number(text: &str) -> bool {
    text.contains(',')
        && text.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '+')
        && text.chars().skip(1).all(|c| c.is_ascii_digit() || c == ',' || c == '.')
}

/// `1.+0.j` and `2j`: a complex number of Python.
fn is_complex(text: &str) -> bool {
    let number = text.trim_end_matches(['j', 'J', 'i']);
    number.len() + 1 == text.len()
        && number.ends_with(|c: char| c.is_ascii_digit() || c == '.')
        && number.chars().all(|c| c.is_ascii_digit() || "+-.e".contains(c))
}

fn next_step(text: &str) -> String {
    let digit = |c: char| c.is_ascii_digit();
    let unsigned = text.trim_start_matches(['-', '+']);
    let percent = text.strip_suffix('%').and_then(|number| number.parse::<f64>().ok());
    if let Some(percent) = percent.filter(|percent| percent.is_finite()) {
        return format!("Write {} instead.", percent / 100.0);
    }
    if unsigned.is_empty() {
        "Write the digits right after the sign."
    } else if text == "\\" || text.ends_with('\\') {
        "End a row of LaTeX with two backslashes, and put & between its cells."
    } else if is_complex(unsigned) {
        "Only real numbers can be used here: paste the real part, as .real gives it."
    } else if text.starts_with(['=', '@']) {
        "Paste the formula's value, not the formula."
    } else if text.contains(['½', '⅓', '⅔', '¼', '¾', '⅕', '⅛']) {
        "Write the fraction with a slash: 1/2 instead of ½."
    } else if text.contains('_') && text.contains(digit) {
        "Write the digits without underscores."
    } else if unsigned.starts_with("0x") || unsigned.starts_with("0b") {
        "Write the number with decimal digits."
    } else if text.ends_with(['e', 'E']) && text.starts_with(digit) {
        "Write the exponent too, as in 1e3."
    } else if text.contains("×10") || text.contains("·10") {
        "Write a power of ten as in 1.2e-3."
    } else if unsigned.starts_with(digit) && unsigned.contains(['+', '-']) {
        "Write the result; a cell does not add or subtract."
    } else if unsigned.starts_with(digit) && text.ends_with(char::is_alphabetic) {
        "Leave out the letters after the number."
    } else {
        "Write a number, a fraction such as 1/3, or sqrt(2)."
    }
    .to_owned()
}
