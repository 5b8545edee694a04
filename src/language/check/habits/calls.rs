//! Functions of libraries that the language writes in another way.

use std::ops::Range;

use super::{Edit, Habit, Operand, one};
use crate::grammar::Kind as Sign;
use crate::language::notation::Word;
use crate::language::read::letter;
use crate::language::words::Reducer;

impl Habit<'_> {
    /// Functions and reductions whose brackets stand elsewhere: `sin²(x[i])`, `exp^2(x[i])`,
    /// `abs|x[i]|`, `relu(x)[i]`, `softmax[] s[i,j]`, `softmax[dim=-1] s[i,j]`, `softmax[s[i,j]]`.
    pub(super) fn brackets_elsewhere(&self) -> Vec<Edit> {
        let mut edits = Vec::new();
        for at in 0..self.tokens.len() {
            let name = self.text_at(at);
            let is_function = crate::language::words::function(name).is_some();
            let reducer = Reducer::find(name);
            if !self.is_name(at) || !(is_function || reducer.is_some()) {
                continue;
            }
            if is_function {
                edits.extend(self.raised(at));
                edits.extend(self.in_bars(at));
            }
            edits.extend(self.index_behind(at, reducer.is_some()));
            if reducer.is_some() {
                edits.extend(self.no_letter_inside(at));
            }
        }
        edits
    }

    /// `sin²(x[i])`, `exp^2(x[i])`
    fn raised(&self, at: usize) -> Option<Edit> {
        let power = at + 1;
        let open = (power..self.tokens.len().min(power + 3)).find(|at| self.text_at(*at) == "(")?;
        let Some(Sign::Number(number)) = self.kind(open - 1) else { return None };
        if self.kind(power) != Some(Sign::Power) {
            return None;
        }
        let close = self.partner(open)?;
        let inside = self.text(&(open..close + 1));
        let text = format!("{}{inside}^{number}", self.text_at(at));
        Some((self.span(&(at..close + 1)), text))
    }

    /// `‖x[i,d]‖`, `||x||`, `||q[i,d] - k[j,d]||`: the length of a vector, along the axes that the left side
    /// lacks.
    pub(super) fn length(&self) -> Option<Edit> {
        let bars = |at: &usize| match (self.text_at(*at), self.text_at(at + 1)) {
            ("‖", _) => Some(1),
            ("|", "|") => Some(2),
            _ => None,
        };
        let right = self.right()?;
        let open = right.clone().find(|at| bars(at).is_some())?;
        let inside = open + bars(&open)?;
        let close = (inside..right.end).find(|at| bars(at).is_some())?;
        let end = close + bars(&close)?;
        let of = inside..close;
        let Operand { text, letters } = self
            .operand(&of)
            .unwrap_or_else(|| Operand { text: one(&self.text(&of)), letters: self.letters(&of) });
        let left = self.left();
        let lacks: Vec<&str> =
            letters.iter().filter(|letter| !left.contains(letter)).map(|l| &**l).collect();
        let along = if lacks.is_empty() { letters.last()?.clone() } else { lacks.join(",") };
        let norm = format!("norm[{along}] {text}");
        let is_alone = open == right.start && end == right.end;
        Some((self.span(&(open..end)), if is_alone { norm } else { format!("({norm})") }))
    }

    /// `abs|x[i]|`
    fn in_bars(&self, at: usize) -> Option<Edit> {
        let bar = Sign::Word(Word::Bar);
        let end = (at + 2..self.tokens.len()).find(|at| self.kind(*at) == Some(bar))?;
        (self.kind(at + 1) == Some(bar)).then(|| {
            let inside = self.text(&(at + 2..end));
            (self.span(&(at..end + 1)), format!("{}({inside})", self.text_at(at)))
        })
    }

    /// `relu(x)[i]`, `softmax(s)[i,j]`: the index of what stands in the brackets.
    fn index_behind(&self, at: usize, reduces: bool) -> Vec<Edit> {
        let is_so = self.text_at(at + 1) == "("
            && self.is_name(at + 2)
            && self.text_at(at + 3) == ")"
            && self.text_at(at + 4) == "[";
        let Some(close) = self.partner(at + 4).filter(|_| is_so) else { return Vec::new() };
        let (name, of) = (self.text_at(at), self.text_at(at + 2));
        let table = format!("{of}{}", self.text(&(at + 4..close + 1)));
        let all = self.span(&(at..close + 1));
        if !reduces {
            return vec![(all, format!("{name}({table})"))];
        }
        let letters = self.letters(&(at + 4..close + 1)).into_iter().rev();
        letters.map(|along| (all, format!("{name}[{along}] {table}"))).collect()
    }

    /// A reduction whose brackets hold no letter: its axis is the last one of what it reduces.
    fn no_letter_inside(&self, at: usize) -> Vec<Edit> {
        let open = at + 1;
        let close = (self.text_at(open) == "[").then(|| self.partner(open)).flatten();
        let Some(close) = close else { return Vec::new() };
        let name = self.text_at(at);
        if self.text_at(open + 2) == ":" {
            return Vec::new();
        }
        let holds_table = (open + 1..close).any(|at| self.text_at(at) == "[");
        if holds_table {
            let (inside, all) = (self.text(&(open + 1..close)), self.span(&(at..close + 1)));
            let letters = self.letters(&(open + 1..close)).into_iter().rev();
            return letters
                .map(|along| (all, format!("{name}[{along}] {}", one(&inside))))
                .collect();
        }
        let is_letter = (open + 1..close).any(|at| letter(self.text_at(at)).is_some());
        if is_letter {
            return Vec::new();
        }
        let letters = self.letters(&(close + 1..self.tokens.len())).into_iter().rev();
        let head = self.span(&(at..close + 1));
        letters.map(|along| (head, format!("{name}[{along}]"))).collect()
    }

    /// `[x[i] + 1] / 2`: brackets of a formula are round.
    pub(super) fn square(&self) -> Option<Edit> {
        let open = self.at;
        let is_index = open > 0 && self.is_name(open - 1);
        let close =
            (self.text_at(open) == "[" && !is_index).then(|| self.partner(open)).flatten()?;
        Some((self.span(&(open..close + 1)), format!("({})", self.text(&(open + 1..close)))))
    }

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

    /// Where the product ends that begins at a place.
    fn end_of_product(&self, from: usize) -> usize {
        let mut depth = 0;
        let ends = |at: &usize| {
            depth += i32::from(matches!(self.text_at(*at), "(" | "["));
            depth -= i32::from(matches!(self.text_at(*at), ")" | "]"));
            let is_sign = matches!(
                self.kind(*at),
                Some(Sign::Plus | Sign::Minus | Sign::Comma | Sign::Word(Word::Compare(_)))
            );
            let is_word = matches!(self.text_at(*at), "then" | "else" | "and" | "or");
            depth < 0 || (depth == 0 && *at > from && (is_sign || is_word))
        };
        (from..self.tokens.len()).find(ends).unwrap_or(self.tokens.len())
    }

    /// `min[j] x`, up to the end of its product.
    fn reduction(&self, name: &str, at: usize, close: usize) -> Option<Edit> {
        let along = self.text(&(at + 1..close + 1));
        let end = self.end_of_product(close + 1);
        let all = at..end;
        let of = self.text(&(close + 1..end));
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
        ("float", [x]) if x.contains("inf") => {
            if x.contains('-') {
                "-inf".to_owned()
            } else {
                "inf".to_owned()
            }
        }
        // Dropout is for training.
        ("dropout", [x] | [x, _]) => one(x),
        ("add", [x, y]) => format!("({x} + {y})"),
        ("sub" | "subtract", [x, y]) => format!("({x} - {})", one(y)),
        ("mul" | "multiply", [x, y]) => format!("({} * {})", one(x), one(y)),
        ("div" | "divide", [x, y]) => format!("({} / {})", one(x), one(y)),
        ("normal" | "randn", [_, _]) => "normal(1)".to_owned(),
        _ => return None,
    })
}
