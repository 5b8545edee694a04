//! Functions of libraries that the language writes in another way.

use std::ops::Range;

use super::{Edit, Habit, one};
use crate::grammar::Kind as Sign;
use crate::language::words::Reducer;

impl Habit<'_> {
    /// A call whose name is where the mistake is, or before it.
    pub(super) fn calls(&self) -> Vec<Edit> {
        let mut edits = Vec::new();
        for at in 0..=(self.at + 1).min(self.tokens.len().saturating_sub(1)) {
            if !self.is_name(at) {
                continue;
            }
            let name = self.text_at(at).to_lowercase();
            let opens = self.text_at(at + 1);
            if opens == "("
                && let Some((parts, close)) = self.arguments(at + 1)
            {
                let is_of_library = at > 2 && self.text_at(at - 1) == ".";
                let all = if is_of_library { at - 2 } else { at }..close + 1;
                let call = self.span(&all);
                let texts: Vec<String> = parts.iter().map(|part| self.text(part)).collect();
                edits.extend(called(&name, &texts).map(|text| (call, text)));
                edits.extend(self.reduced(&name, &parts).map(|text| (call, text)));
                // `exp(x[i], 2)`: a function takes one number.
                if crate::language::words::function(&name).is_some() && parts.len() > 1 {
                    edits.push((call, format!("{name}({})", texts[0])));
                }
            }
            if opens == "["
                && let Some(close) = self.partner(at + 1)
            {
                edits.extend(self.reduction(&name, at, close));
            }
        }
        edits
    }

    /// `softmax(scores, dim=-1)`, `mean(x[i,d], axis=1)`, `layernorm(x)`.
    fn reduced(&self, name: &str, parts: &[Range<usize>]) -> Option<String> {
        let operand = self.operand(parts.first()?)?;
        let axis = match parts.get(1) {
            None => operand.letters.last()?,
            Some(axis) => {
                let minus = axis.clone().any(|at| self.kind(at) == Some(Sign::Minus));
                let number = axis.clone().find_map(|at| match self.kind(at) {
                    #[expect(
                        clippy::cast_possible_truncation,
                        clippy::cast_sign_loss,
                        reason = "a small number"
                    )]
                    Some(Sign::Number(number)) if (0.0..9.0).contains(&number) => {
                        Some(number as usize)
                    }
                    _ => None,
                })?;
                let count = operand.letters.len();
                let place = if minus { count.checked_sub(number)? } else { number };
                operand.letters.get(place)?
            }
        };
        let x = &operand.text;
        Some(match name {
            "layernorm" | "layer_norm" => {
                let apart = format!("({x} - (mean[{axis}] {x}))");
                format!("{apart} / sqrt((mean[{axis}] {apart}^2) + 1e-5)")
            }
            "rmsnorm" | "rms_norm" => format!("{x} / sqrt((mean[{axis}] {x}^2) + 1e-6)"),
            "normalize" | "l2norm" | "l2_norm" => format!("{x} / (norm[{axis}] {x})"),
            "logsumexp" => format!("log(sum[{axis}] exp({x}))"),
            "var" | "variance" => format!("(mean[{axis}] ({x} - (mean[{axis}] {x}))^2)"),
            "std" => format!("sqrt(mean[{axis}] ({x} - (mean[{axis}] {x}))^2)"),
            "min" | "amin" => format!("-(max[{axis}] (-{x}))"),
            "log_softmax" => format!("log(softmax[{axis}] {x})"),
            "amax" => format!("(max[{axis}] {x})"),
            "argmax" => format!("(onehot[{axis}] {x})"),
            _ if parts.len() > 1 => {
                Reducer::find(name)?;
                format!("({name}[{axis}] {x})")
            }
            _ => return None,
        })
    }

    /// `min[j] x`, up to the end of the line.
    fn reduction(&self, name: &str, at: usize, close: usize) -> Option<Edit> {
        let along = self.text(&(at + 1..close + 1));
        let all = at..self.tokens.len();
        let of = self.text(&(close + 1..self.tokens.len()));
        let text = match name {
            "min" | "amin" => format!("-(max{along} (-{}))", one(&of)),
            "softmin" => format!("softmax{along} (-{})", one(&of)),
            "prod" | "product" | "∏" => format!("exp(sum{along} log({of}))"),
            "logsumexp" => format!("log(sum{along} exp({of}))"),
            "var" | "variance" => {
                format!("mean{along} ({} - (mean{along} {}))^2", one(&of), one(&of))
            }
            "std" => format!("sqrt(mean{along} ({} - (mean{along} {}))^2)", one(&of), one(&of)),
            "log_softmax" => format!("log(softmax{along} {of})"),
            _ => return None,
        };
        Some((self.span(&all), text))
    }

    /// `∏[i] x[i]`, `∫ x[i]`.
    pub(super) fn operator(&self) -> Vec<Edit> {
        let Some(token) = self.tokens.get(self.at) else { return Vec::new() };
        let end = self.tokens.len();
        match &*token.text {
            "∏" => self
                .partner(self.at + 1)
                .and_then(|close| self.reduction("∏", self.at, close))
                .into_iter()
                .collect(),
            "∫" => {
                let left = self.left();
                let letters = self.letters(&(self.at..end)).into_iter();
                let letters: Vec<String> =
                    letters.filter(|letter| !left.contains(letter)).collect();
                vec![(token.span, format!("sum[{}]", letters.join(",")))]
            }
            _ => Vec::new(),
        }
    }
}

/// A function of numbers in the words of the language.
fn called(name: &str, of: &[String]) -> Option<String> {
    let is_zero = |text: &String| text.trim() == "0" || text.trim() == "0.0";
    Some(match (name, of) {
        ("where" | "select", [when, then, other]) => {
            format!("(if {when} then {then} else {other})")
        }
        ("masked_fill", [of, when, then]) => format!("(if {when} then {then} else {of})"),
        ("tan", [x]) => format!("(sin({x}) / cos({x}))"),
        ("pow" | "power", [x, n]) => format!("{}^{}", one(x), one(n)),
        ("square", [x]) => format!("{}^2", one(x)),
        ("rsqrt", [x]) => format!("(1 / sqrt({x}))"),
        ("reciprocal", [x]) => format!("(1 / {})", one(x)),
        ("neg", [x]) => format!("(-{})", one(x)),
        ("max" | "maximum", [x, y]) if is_zero(y) => format!("relu({x})"),
        ("max" | "maximum", [y, x]) if is_zero(y) => format!("relu({x})"),
        ("max" | "maximum", [x, y]) => format!("({} + relu({} - {}))", one(y), one(x), one(y)),
        ("min" | "minimum", [x, y]) => format!("({} - relu({} - {}))", one(x), one(x), one(y)),
        ("clip" | "clamp", [x, low, high]) => format!(
            "({} + relu({} - {}) - relu({} - {}))",
            one(low),
            one(x),
            one(low),
            one(x),
            one(high)
        ),
        ("leakyrelu" | "leaky_relu", [x]) => format!("(relu({x}) - 0.01 relu(-{}))", one(x)),
        ("leakyrelu" | "leaky_relu", [x, slope]) => {
            format!("(relu({x}) - {slope} relu(-{}))", one(x))
        }
        ("add", [x, y]) => format!("({x} + {y})"),
        ("sub" | "subtract", [x, y]) => format!("({x} - {})", one(y)),
        ("mul" | "multiply", [x, y]) => format!("({} * {})", one(x), one(y)),
        ("div" | "divide", [x, y]) => format!("({} / {})", one(x), one(y)),
        ("normal" | "randn", [_, _]) => "normal(1)".to_owned(),
        _ => return None,
    })
}
