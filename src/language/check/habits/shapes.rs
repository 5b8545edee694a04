//! Tables in another shape, as libraries write it: an axis that is read as a pair, or a pair that is joined.

use super::{Edit, Habit};
use crate::grammar::Kind as Sign;
use crate::language::read::letter;

impl Habit<'_> {
    /// `rearrange(x, 'i (h d) -> h i d', h=2)`, `x.view(i, h, d)`, `x.reshape(i, -1)`
    pub(super) fn shapes(&self) -> Option<Edit> {
        let right = self.right()?;
        let words = ["rearrange", "reshape", "view", "unflatten", "flatten", "split_heads"];
        let at = right.clone().find(|at| words.contains(&self.text_at(*at)))?;
        let name = self.text_at(0);
        let line = if self.text_at(at) == "rearrange" {
            self.rearranged(name, at)?
        } else {
            self.reshaped(name, right.start, at)?
        };
        Some((self.line.span(), line))
    }

    /// What the pattern says; names of more than one letter are not axes.
    fn rearranged(&self, name: &str, at: usize) -> Option<String> {
        let code: Vec<char> = self.line.code.chars().collect();
        let from = self.tokens.get(at)?.span.column;
        let rest: String = code.get(from..)?.iter().collect();
        let first = rest.find(['\'', '"', '’', '“'])?;
        let behind = &rest[first..];
        let inside = behind.get(behind.chars().next()?.len_utf8()..)?;
        let pattern = &inside[..inside.find(['\'', '"', '’', '”'])?];
        let (old, new) = pattern.split_once("->")?;
        let table = self.tokens.get(at + 2).filter(|token| token.kind == Sign::Name)?;
        let [old, new] = [old, new].map(indices);
        let (old, new) = (old?, new?);
        let line = format!("{name}[{}] = {}[{}]", new.join(","), table.text, old.join(","));
        Some(self.with_size(&line, &old, &new))
    }

    /// The axes that the left side has and the table lacks, as a pair; or the other way round.
    fn reshaped(&self, name: &str, start: usize, at: usize) -> Option<String> {
        let source = if self.text_at(at - 1) == "." { start } else { at + 2 };
        let table = self.scope.table(self.text_at(source))?;
        let axes = Self::axes(table)?;
        let left = self.left();
        let new: Vec<String> = left.iter().filter(|own| !axes.contains(own)).cloned().collect();
        let gone: Vec<String> = axes.iter().filter(|own| !left.contains(own)).cloned().collect();
        let paired = |all: &[String], from: &str, pair: &[String]| {
            let all = all
                .iter()
                .map(|own| if own == from { format!("({})", pair.join(" ")) } else { own.clone() });
            all.collect::<Vec<String>>()
        };
        let (old, made) = match (&new[..], &gone[..]) {
            ([_, _], [from]) => (paired(&axes, from, &new), left.clone()),
            ([into], [_, _]) => (axes.clone(), paired(&left, into, &gone)),
            _ => return None,
        };
        let line = format!("{name}[{}] = {}[{}]", made.join(","), table.name.text, old.join(","));
        Some(self.with_size(&line, &old, &made))
    }

    /// The line, below one that says how large a part of its pair is, where nothing says it.
    fn with_size(&self, line: &str, old: &[String], new: &[String]) -> String {
        let pair = old.iter().find_map(|index| index.strip_prefix('(')?.strip_suffix(')'));
        let is_sized =
            |text: &str| text.chars().next().is_some_and(|own| self.scope.own_size(own).is_some());
        match pair.and_then(|pair| pair.split_once(' ')) {
            Some((outer, inner)) if !is_sized(outer) && !is_sized(inner) && new.len() > 1 => {
                format!("axis {outer} = 2\n{line}")
            }
            _ => line.to_owned(),
        }
    }
}

/// The axes of one side of a pattern: letters, and pairs of letters.
fn indices(side: &str) -> Option<Vec<String>> {
    let mut all = Vec::new();
    let mut pair: Option<Vec<&str>> = None;
    let side = side.replace('(', " ( ").replace(')', " ) ");
    for word in side.split_whitespace() {
        match word {
            "(" => pair = Some(Vec::new()),
            ")" => all.push(format!("({})", pair.take()?.join(" "))),
            own => {
                letter(own)?;
                match &mut pair {
                    Some(pair) => pair.push(own),
                    None => all.push(own.to_owned()),
                }
            }
        }
    }
    Some(all)
}
