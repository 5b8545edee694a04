//! Declarations that lack a part, and remarks behind other signs.

use super::{Edit, Habit};
use crate::grammar::Kind as Sign;
use crate::language::diagnostic::Mistake;
use crate::language::span::Span;

impl Habit<'_> {
    pub(super) fn lists(&self) -> Vec<Edit> {
        let mut edits = Vec::new();
        edits.extend(self.remark());
        edits.extend(self.without_value());
        edits.extend(self.not_declared());
        edits.extend(self.said_again());
        edits.extend(self.joined());
        edits
    }

    /// `y[i] = x[i] -- the same`, `// the same`
    fn remark(&self) -> Option<Edit> {
        let sign = (1..self.tokens.len()).find(|at| {
            let dashes = self.text_at(*at) == "-" && self.text_at(*at + 1) == "-";
            dashes || self.text_at(*at) == "//"
        })?;
        let length = if self.text_at(sign) == "//" { 1 } else { 2 };
        Some((self.span(&(sign..sign + length)), "#".to_owned()))
    }

    /// `param w`, `axis h`
    fn without_value(&self) -> Option<Edit> {
        let is_bare =
            self.error.code == Mistake::Syntax && self.tokens.len() == 2 && self.is_name(1);
        let value = match self.text_at(0) {
            "param" => "4",
            "axis" => "2",
            _ => return None,
        };
        is_bare.then(|| (self.tokens[1].span.behind(), format!(" = {value}")))
    }

    /// A number in a condition that no line gives.
    fn not_declared(&self) -> Option<Edit> {
        let name = self.tokens.get(self.at).filter(|token| token.kind == Sign::Name)?;
        let is_number = self.error.code == Mistake::UnknownName
            && name.text.chars().count() > 1
            && name.text != "mod"
            && !matches!(self.text_at(self.at + 1), "[" | "(");
        let above = Span { column: 1, length: 0, ..name.span };
        is_number.then(|| (above, format!("param {} = 4\n", name.text)))
    }

    /// `axis d = 4` where a table has d.
    fn said_again(&self) -> Option<Edit> {
        let is_alone = self.error.code == Mistake::Twice && self.text_at(0) == "axis";
        let is_one = !self.tokens.iter().any(|token| token.kind == Sign::Comma);
        (is_alone && is_one).then(|| (self.line.span(), String::new()))
    }

    /// `concat a[n,k], b[k]`
    fn joined(&self) -> Vec<Edit> {
        let at = self.tokens.iter().position(|token| token.text == "concat");
        let Some(at) = at.filter(|at| self.text_at(at + 1) != "[") else { return Vec::new() };
        let letters = self.left().into_iter();
        letters.map(|letter| (self.tokens[at].span.behind(), format!("[{letter}]"))).collect()
    }
}
