//! A formula printed as LaTeX, for a write-up (needs amsmath and amssymb).

use super::Math;
use super::math::parts;

/// The LaTeX of a formula, for maths mode.
#[must_use]
pub fn latex(math: &Math) -> String {
    match math {
        Math::Letter { letter, primed } => format!("{letter}{}", if *primed { "'" } else { "" }),
        Math::Name(name) => named(name),
        Math::Number(number) => number.replace('∞', r"\infty"),
        Math::Operator(operator) => command(operator).to_owned(),
        Math::Word(word) => format!(r"\text{{ {word} }}"),
        Math::Row(parts) => spaced(parts),
        Math::Indexed { base, index } => format!("{}_{{{}}}", latex(base), joined(index)),
        Math::Power(pair) => format!("{}^{{{}}}", latex(&pair[0]), latex(&pair[1])),
        Math::Fraction(pair) => format!(r"\frac{{{}}}{{{}}}", latex(&pair[0]), latex(&pair[1])),
        Math::Root(inside) => format!(r"\sqrt{{{}}}", latex(inside)),
        Math::Sum { over, body } => format!(r"\sum_{{{}}} {}", joined(over), latex(body)),
        Math::Apply { function, of } => {
            let base = function.trim_end_matches('′');
            let primes = "'".repeat(function.chars().count() - base.chars().count());
            format!(r"\operatorname{{{base}}}{primes}({})", latex(of))
        }
        Math::Under { function, under } => {
            format!(r"\operatorname*{{{function}}}_{{{}}}", joined(under))
        }
        Math::Cases(cases) => {
            let line = |(value, when): &(Math, Math)| format!("{} & {}", latex(value), latex(when));
            let lines: Vec<String> = cases.iter().map(line).collect();
            format!(r"\begin{{cases}} {} \end{{cases}}", lines.join(r" \\ "))
        }
        Math::Bracketed(inside) => format!("[{}]", latex(inside)),
    }
}

fn named(name: &str) -> String {
    let (base, above, marks) = parts(name);
    let primes = marks.chars().count();
    let is_word = above.len() > 1 && !above.starts_with('(');
    let above = if is_word { format!(r"\mathrm{{{above}}}") } else { above };
    let above = match above.as_str() {
        "" => "'".repeat(primes),
        above => format!("^{{{above}{}}}", r"\prime".repeat(primes)),
    };
    if base.chars().count() > 1 && base.is_ascii() {
        return format!(r"\mathrm{{{base}}}{above}");
    }
    let mut text = String::new();
    for letter in base.chars() {
        match letter {
            'ℝ' => text.push_str(r"\mathbb{R}"),
            'φ' => text.push_str(r"\varphi "),
            'μ' => text.push_str(r"\mu "),
            'α' => text.push_str(r"\alpha "),
            'δ' => text.push_str(r"\delta "),
            'τ' => text.push_str(r"\tau "),
            'λ' => text.push_str(r"\lambda "),
            'θ' => text.push_str(r"\theta "),
            'σ' => text.push_str(r"\sigma "),
            '\u{303}' => text = format!(r"\tilde{{{text}}}"),
            other => text.push(other),
        }
    }
    format!("{}{above}", text.trim_end())
}

fn command(operator: &'static str) -> &'static str {
    match operator {
        "∈" => r"\in",
        "×" => r"\times",
        "≤" => r"\le",
        "≥" => r"\ge",
        "≠" => r"\ne",
        "⌊" => r"\lfloor",
        "⌋" => r"\rfloor",
        "−" => "-",
        "·" => r"\cdot",
        "∂" => r"\partial",
        other => other,
    }
}

fn joined(parts: &[Math]) -> String {
    parts.iter().map(latex).collect()
}

fn spaced(parts: &[Math]) -> String {
    parts.iter().map(latex).collect::<Vec<_>>().join(" ")
}
