//! A line over whole tables as a step with all of its axes.

use super::Formula;
use crate::grammar::Kind as Sign;
use crate::language::check::habits::Habit;
use crate::language::size::Size;
use crate::language::text::Line;
use crate::language::words;

/// A line as a step with all of its axes.
pub(in super::super) struct Whole {
    pub(in super::super) name: String,
    pub(in super::super) letters: Vec<String>,
    pub(in super::super) text: String,
    pub(in super::super) is_of_tables: bool,
    /// The size of each axis, where it is known.
    pub(in super::super) sizes: Vec<Option<Size>>,
}

impl Habit<'_> {
    /// The line as a step whose axes follow from its right side.
    pub(in super::super) fn whole_tables(&self) -> Option<Whole> {
        if let Some(apart) = self.names_apart() {
            let line = self.line.with_code(&apart);
            let tokens = &line.tokens;
            let habit = Habit { scope: self.scope, line: &line, error: self.error, tokens, at: 0 };
            return habit.whole_tables();
        }
        let (name, right) = match self.right() {
            Some(right) => (self.text_at(0), right),
            None if self.text_at(0) == "return" => ("output", 1..self.tokens.len()),
            // A formula alone is the output.
            None if self.scope.table("output").is_none() => ("output", 0..self.tokens.len()),
            None => return None,
        };
        if words::is_word(name) || right.is_empty() {
            return None;
        }
        let mut left = self.left();
        let is_left = right.start == 2
            || !left.is_empty()
            || self.right().is_none()
            || self.is_call_of_tables(right.start - 1);
        let mut formula = Formula::new(self, &right);
        let mut of = formula.whole().filter(|_| is_left)?;
        let is_of_tables = formula.is_of_tables || self.right().is_none();
        let holds = |all: &[String], of: &[String]| of.iter().all(|own| all.contains(own));
        let letters = if left.is_empty() {
            of.letters.clone()
        } else {
            if left.len() == of.letters.len() && !holds(&left, &of.letters) {
                for (from, to) in of.letters.clone().iter().zip(&left) {
                    if !of.letters.contains(to) {
                        of = of.renamed(from, to);
                    }
                }
            }
            // What the left side lacks and two factors share is summed.
            let (shared, more): (Vec<String>, Vec<String>) = of
                .letters
                .iter()
                .filter(|own| !left.contains(own))
                .cloned()
                .partition(|own| times_read(&of.text, own) > 1);
            if formula.is_of_tables && holds(&of.letters, &left) {
                if !shared.is_empty() {
                    of = of.reduced("sum", &shared, false);
                }
                left.extend(more);
            }
            left
        };
        let sizes = letters.iter().map(|letter| formula.sizes.get(letter).cloned()).collect();
        Some(Whole { name: name.to_owned(), letters, text: of.text, is_of_tables, sizes })
    }
}

impl Habit<'_> {
    /// `Attention(Q, K, V) = …`: a step with the tables that it reads.
    fn is_call_of_tables(&self, equals: usize) -> bool {
        let Some((parts, close)) = self.arguments(1).filter(|_| self.text_at(1) == "(") else {
            return false;
        };
        close + 1 == equals && parts.iter().all(|part| self.operand(part).is_some())
    }

    /// `QK^T` and `PV` where each letter is a table: with blanks between them.
    fn names_apart(&self) -> Option<String> {
        let right = self.right()?;
        let is_table = |letter: char| {
            let cases = [letter.to_string(), letter.to_uppercase().to_string()];
            let is_known = |name: &String| self.scope.table(name).is_some();
            cases.iter().any(is_known) || is_known(&letter.to_lowercase().to_string())
        };
        let is_glued = |at: &usize| {
            let name = self.text_at(*at).trim_end_matches(['ᵀ', 'ᵗ']);
            self.kind(*at) == Some(Sign::Name)
                && (2..=4).contains(&name.chars().count())
                && matches!(self.text_at(at + 1), "" | "^" | "." | ")" | "/" | "*" | "·")
                && !words::is_word(name)
                && self.scope.table(name).is_none()
                && self.scope.number(name).is_none()
                && name.chars().all(is_table)
        };
        let glued: Vec<usize> = right.filter(is_glued).collect();
        let mut code: Vec<char> = self.line.code.chars().collect();
        for at in glued.iter().rev() {
            let span = self.tokens[*at].span;
            let last = code.get(span.column - 1..span.end() - 1)?.to_vec();
            // What is raised stays with the last letter.
            let is_first = |place: usize| place == 0 || matches!(last[place], 'ᵀ' | 'ᵗ');
            let gap = |place: usize| if is_first(place) { None } else { Some(' ') };
            let apart = last.iter().enumerate();
            let apart: Vec<char> =
                apart.flat_map(|(place, own)| gap(place).into_iter().chain([*own])).collect();
            code.splice(span.column - 1..span.end() - 1, apart);
        }
        (!glued.is_empty()).then(|| code.into_iter().collect())
    }
}

/// How often a letter stands in a formula.
fn times_read(text: &str, own: &str) -> usize {
    Line::new(1, text).tokens.iter().filter(|token| token.text == *own).count()
}

impl Whole {
    /// As a line.
    pub(in super::super) fn line(&self) -> String {
        let index = if self.letters.is_empty() {
            String::new()
        } else {
            format!("[{}]", self.letters.join(","))
        };
        format!("{}{index} = {}", self.name, self.text)
    }
}
