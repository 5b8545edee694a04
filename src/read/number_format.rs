//! A number as a person writes it: short where it is short, else to four significant digits.

/// Significant digits that a rounded number keeps.
const SIGNIFICANT: usize = 4;
/// Characters that an exact number may take before it is rounded.
const SHORT: usize = 7;

/// The text of a number, with a real minus sign; `1.25`, `0.3333`, `4·10⁻⁹`, `−∞`.
///
/// ```
/// use attention_playground::read::number_format::format_number;
///
/// assert_eq!(format_number(-1.25), "−1.25");
/// assert_eq!(format_number(2.0 / 3.0), "0.6667");
/// assert_eq!(format_number(-1e9), "−10⁹");
/// ```
#[must_use]
pub fn format_number(number: f64) -> String {
    if !number.is_finite() {
        let text = if number.is_nan() { "undefined" } else { "∞" };
        return sign(number < 0.0, text);
    }
    let size = number.abs();
    let exact = size.to_string();
    if exact.len() <= SHORT {
        return sign(number < 0.0, &exact);
    }
    // The exponent of the rounded number, so that 9.99996 does not become 10.000.
    let rounded = format!("{size:.*e}", SIGNIFICANT - 1);
    let (mantissa, exponent) = rounded.split_once('e').unwrap_or((&rounded, "0"));
    let power: i32 = exponent.parse().unwrap_or(0);
    if (-3..6).contains(&power) {
        let whole = usize::try_from(power.max(0)).unwrap_or(0);
        let leading = usize::try_from((-power).max(0)).unwrap_or(0);
        let decimals = (SIGNIFICANT - 1 + leading).saturating_sub(whole);
        return sign(number < 0.0, trim(&format!("{size:.decimals$}")));
    }
    let power = superscript(power);
    match trim(mantissa) {
        "1" => sign(number < 0.0, &format!("10{power}")),
        mantissa => sign(number < 0.0, &format!("{mantissa}·10{power}")),
    }
}

/// Whether [`format_number`] writes the number without rounding it.
#[must_use]
pub fn is_exact(number: f64) -> bool {
    let text = format_number(number.abs());
    !number.is_finite() || text == "10⁹" || text.parse() == Ok(number.abs())
}

/// A whole number in subscript digits: `₁₂`.
#[must_use]
pub fn subscript(number: usize) -> String {
    shifted(&number.to_string(), '₀')
}

/// A whole number in superscript digits: `⁻⁴`.
#[must_use]
pub fn superscript(number: impl ToString) -> String {
    let digit = |c| match c {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '-' => '⁻',
        other => shifted(&other.to_string(), '⁰').chars().next().unwrap_or(other),
    };
    number.to_string().chars().map(digit).collect()
}

/// The digits of a text, moved to the block of Unicode that begins with this zero.
fn shifted(text: &str, zero: char) -> String {
    let digit = |c: char| c.to_digit(10).and_then(|d| char::from_u32(u32::from(zero) + d));
    text.chars().filter_map(digit).collect()
}

fn sign(negative: bool, text: &str) -> String {
    if negative { format!("−{text}") } else { text.to_owned() }
}

/// Without the zeros that a rounding leaves behind the point.
fn trim(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}
