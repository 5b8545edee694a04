//! Whole-number expressions as Python writes them: `self.num_heads * self.d_k`, `x.size(-1) // 2`.

use std::collections::BTreeMap;

/// What an expression may use.
pub struct Names {
    /// Names with their numbers.
    pub sizes: BTreeMap<&'static str, i64>,
    /// The shape of the tensor `x`, where there is one.
    pub x: Vec<usize>,
}

/// Characters that an expression may have.
const LONGEST: usize = 200;
/// Numbers stay far from where sums and products overflow.
const MOST: i64 = 1 << 24;

/// The value of an expression.
///
/// # Errors
/// A sentence that names what cannot be read.
pub fn evaluate(text: &str, names: &Names) -> Result<i64, String> {
    if text.len() > LONGEST {
        return Err(format!("This has {} characters, more than {LONGEST}.", text.len()));
    }
    let mut reader = Reader { rest: text.trim(), names };
    let value = reader.sum()?;
    match reader.rest {
        "" => Ok(value),
        rest => Err(format!("“{rest}” does not continue a size.")),
    }
}

struct Reader<'a> {
    rest: &'a str,
    names: &'a Names,
}

impl Reader<'_> {
    fn sum(&mut self) -> Result<i64, String> {
        let mut value = self.product()?;
        loop {
            if self.takes("+") {
                value = bounded(value + self.product()?)?;
            } else if self.takes("-") {
                value = bounded(value - self.product()?)?;
            } else {
                return Ok(value);
            }
        }
    }

    fn product(&mut self) -> Result<i64, String> {
        let mut value = self.factor()?;
        loop {
            if self.takes("//") {
                value = value.div_euclid(nonzero(self.factor()?)?);
            } else if self.takes("/") {
                return Err("A size is a whole number: divide with //, as in d_model // 2.".into());
            } else if self.takes("*") {
                value = bounded(value * self.factor()?)?;
            } else {
                return Ok(value);
            }
        }
    }

    fn factor(&mut self) -> Result<i64, String> {
        if self.takes("-") {
            return Ok(-self.factor()?);
        }
        if self.takes("(") {
            let value = self.sum()?;
            return if self.takes(")") { Ok(value) } else { Err("A bracket stays open.".into()) };
        }
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
        let end = self.rest.find(|c| !is_word(c)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest.trim_start();
        if word.is_empty() {
            return Err("A size is missing here.".to_owned());
        }
        if let Ok(number) = word.parse::<i64>() {
            return bounded(number);
        }
        if matches!(word, "x.size" | "x.shape") && !self.names.x.is_empty() {
            return self.size(word);
        }
        self.names.sizes.get(word).copied().ok_or_else(|| {
            let known: Vec<&str> = self.names.sizes.keys().copied().collect();
            format!("“{word}” is no name here. There are: {}.", known.join(", "))
        })
    }

    /// `x.size(i)`, `x.size()[i]` or `x.shape[i]`, where the axis −1 is the last.
    fn size(&mut self, word: &str) -> Result<i64, String> {
        let is_called = word == "x.size" && !self.takes("()");
        let (open, close) = if is_called { ("(", ")") } else { ("[", "]") };
        if !self.takes(open) {
            return Err(format!("“{word}” is a whole shape: name one axis, as in x.size(-1)."));
        }
        let axis = self.sum()?;
        if !self.takes(close) {
            return Err("A bracket stays open.".to_owned());
        }
        let axes = self.names.x.len();
        let from_end = usize::try_from(-axis).ok().and_then(|back| axes.checked_sub(back));
        let place = usize::try_from(axis).ok().or(from_end);
        let size = place.and_then(|place| self.names.x.get(place));
        let size = size.ok_or_else(|| format!("x has {axes} axes, and no axis {axis}."))?;
        Ok(i64::try_from(*size).unwrap_or(i64::MAX))
    }

    fn takes(&mut self, sign: &str) -> bool {
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.map_or(self.rest, str::trim_start);
        rest.is_some()
    }
}

fn bounded(value: i64) -> Result<i64, String> {
    let fits = value.abs() <= MOST;
    if fits { Ok(value) } else { Err(format!("{value} is too large for a size.")) }
}

fn nonzero(value: i64) -> Result<i64, String> {
    if value == 0 { Err("This divides by 0.".to_owned()) } else { Ok(value) }
}
