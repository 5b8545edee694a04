//! Mistakes that more than one line has to do with: order, sums step by step, lists, sizes as numbers.

use super::{Edit, Habit, one};
use crate::grammar::Kind as Sign;
use crate::language::diagnostic::{Diagnostic, Mistake};
use crate::language::notation::{Foreign, Token, Word};
use crate::language::read::letter;
use crate::language::span::Span;
use crate::language::text::{Line, span_of};
use crate::language::words::DECLARATIONS;
use crate::program::condition::Comparison;

pub(super) const EQUAL: Sign<Word> = Sign::Word(Word::Compare(Comparison::Equal));

impl Habit<'_> {
    pub(super) fn programs(&self) -> Vec<Edit> {
        let mut edits = self.moved();
        edits.extend(self.added_up());
        edits.extend(self.looped());
        edits.extend(self.defined());
        edits.extend(self.inlined());
        edits.extend(self.one_formula());
        edits.extend(self.arrow());
        edits.extend(self.apart());
        edits
    }

    /// Lines in the place of the lines from one number to another, both among them.
    pub(super) fn rewritten(&self, first: usize, last: usize, lines: &[String]) -> Edit {
        let all = &self.scope.lines;
        (span_of(&all[first - 1..last.min(all.len())]), lines.join("\n"))
    }

    /// A line as it stands in the text.
    pub(super) fn line_text(&self, number: usize) -> &str {
        self.scope.lines.get(number - 1).map_or("", |line| &line.text)
    }

    /// The lines from one number to another, both among them.
    pub(super) fn texts(&self, first: usize, last: usize) -> Vec<String> {
        (first..=last).map(|number| self.line_text(number).to_owned()).collect()
    }

    /// A step that reads one of a line below: that line moves up, or this one down, each with the
    /// comment above it.
    fn moved(&self) -> Vec<Edit> {
        let Some(other) = self.error.other.filter(|_| self.error.code == Mistake::TooEarly) else {
            return Vec::new();
        };
        let with_note = |number: usize| {
            let is_note = |line: &Line| line.code.trim().is_empty() && line.comment.is_some();
            let lines = &self.scope.lines[..number - 1];
            number - lines.iter().rev().take_while(|line| is_note(line)).count()
        };
        let (own, later) = (self.line.number, other.line);
        let (first, above) = (with_note(own), with_note(later));
        if above <= own {
            return Vec::new();
        }
        let between = self.texts(own + 1, above - 1);
        let (mine, its) = (self.texts(first, own), self.texts(above, later));
        [[its.clone(), mine.clone(), between.clone()], [between, its, mine]]
            .into_iter()
            .map(|order| self.rewritten(first, later, &order.concat()))
            .collect()
    }

    /// `y[i] += 1` as a step of another name, `S[a,b] += k[t,a] v[t,b]` as a sum.
    fn added_up(&self) -> Vec<Edit> {
        let sign = self.tokens.iter().position(|token| {
            token.text.len() == 2
                && token.text.ends_with('=')
                && token.kind == Sign::Word(Word::Foreign(Foreign::Assign))
                && token.text != ":="
        });
        let Some(sign) = sign.filter(|sign| *sign > 0) else { return Vec::new() };
        let (name, number) = (self.text_at(0), self.line.number);
        let operator = &self.text_at(sign)[..1];
        let left = self.text(&(0..sign));
        let right = sign + 1..self.tokens.len();
        let of = self.text(&right);
        let own = self.letters(&(0..sign));
        let summed: Vec<String> =
            self.letters(&right).into_iter().filter(|letter| !own.contains(letter)).collect();
        let first = self.scope.lines[..number - 1].iter().find(|line| {
            let tokens = &line.tokens;
            tokens.first().is_some_and(|first| first.text == name)
        });
        let is_empty = first.is_none_or(|line| is_nothing(&line.tokens));
        if is_empty && operator == "+" {
            let sum = if summed.is_empty() {
                of
            } else {
                format!("sum[{}] {}", summed.join(","), one_product(&of))
            };
            let step = format!("{left} = {sum}");
            let Some(first) = first else { return vec![(self.line.span(), step)] };
            let mut lines = self.texts(first.number + 1, number - 1);
            lines.push(step);
            return vec![self.rewritten(first.number, number, &lines)];
        }
        let other = format!("{name}'");
        let of = if operator == "+" { of } else { one(&of) };
        let of = if summed.is_empty() || operator != "+" {
            of
        } else {
            format!("sum[{}] {}", summed.join(","), one_product(&of))
        };
        let index = &left[name.len()..];
        let mut lines = vec![format!("{other}{index} = {left} {operator} {of}")];
        let last = self.scope.lines.len();
        for line in &self.scope.lines[number..] {
            lines.push(with_names(line, &[(name, &other)]));
        }
        vec![self.rewritten(number, last, &lines)]
    }

    /// A formula that goes on below: `s[i,j] = a[i,j] +`, or from above: `+ b[i,j]`.
    fn one_formula(&self) -> Option<Edit> {
        let number = self.line.number;
        let begins = matches!(
            self.kind(0),
            Some(Sign::Plus | Sign::Minus | Sign::Times | Sign::Over | Sign::Power | Sign::Close)
        );
        let (first, last) = if begins {
            (number.checked_sub(1).filter(|above| *above > 0)?, number)
        } else {
            if !is_unfinished(self.line, self.error) {
                return None;
            }
            let goes_on = |line: &&Line| goes_on(line);
            let more = self.scope.lines[number..].iter().take_while(goes_on).count();
            (number, number + more)
        };
        let lines = &self.scope.lines[first - 1..last];
        let all: Vec<&str> = lines.iter().map(|line| line.code.trim()).collect();
        (last > first).then(|| self.rewritten(first, last, &[all.join(" ")]))
    }

    /// `s[i,j] -> sum[d] q[i,d] k[j,d]`, and with the two sides the other way round.
    fn arrow(&self) -> Vec<Edit> {
        let arrow = Sign::Word(Word::Foreign(Foreign::Arrow));
        let Some(at) = self.tokens.iter().position(|token| token.kind == arrow) else {
            return Vec::new();
        };
        let sides = [0..at, at + 1..self.tokens.len()];
        if sides.iter().any(|side| !side.clone().any(|at| self.text_at(at) == "[")) {
            return Vec::new();
        }
        let [left, right] = sides.clone().map(|side| self.text(&side));
        // Tables side by side, as in `q[i,d], k[j,d] -> s[i,j]`, are a product.
        let commas = self.arguments_of(&sides[0]);
        let own = self.letters(&sides[1]);
        let summed: Vec<String> =
            self.letters(&sides[0]).into_iter().filter(|letter| !own.contains(letter)).collect();
        let mut edits = vec![(self.tokens[at].span, "=".to_owned())];
        let product = commas.join(" ");
        let sum = if summed.is_empty() || product.contains("sum") || product.contains('Σ') {
            product
        } else {
            format!("sum[{}] {product}", summed.join(","))
        };
        edits.push((self.line.span(), format!("{right} = {left}")));
        edits.push((self.line.span(), format!("{right} = {sum}")));
        edits
    }

    /// The parts of a range between commas that stand in no brackets.
    pub(super) fn arguments_of(&self, of: &std::ops::Range<usize>) -> Vec<String> {
        let mut parts = Vec::new();
        let (mut from, mut depth) = (of.start, 0);
        for at in of.clone() {
            match self.text_at(at) {
                "[" | "(" => depth += 1,
                "]" | ")" => depth -= 1,
                "," if depth == 0 => {
                    parts.push(self.text(&(from..at)));
                    from = at + 1;
                }
                _ => {}
            }
        }
        parts.push(self.text(&(from..of.end)));
        parts
    }

    /// `1 + concat[m] a, b` and `x + normal(1)` as two steps, a pair of three as two pairs.
    fn apart(&self) -> Vec<Edit> {
        let mut edits = Vec::new();
        let left = self.left();
        let place = self.tokens.iter().position(|token| {
            matches!(&*token.text, "concat" | "normal") && token.kind == Sign::Name
        });
        if let (Some(at), Some(right)) = (place, self.right())
            && at > right.start
            && self.error.code == Mistake::Syntax
        {
            let end = if self.text_at(at) == "normal" {
                self.partner(at + 1).map_or(at + 1, |close| close + 1)
            } else {
                // Up to the sign or the bracket that ends its second table.
                let mut depth = 0;
                let ends = |place: &usize| {
                    let text = self.text_at(*place);
                    depth +=
                        i32::from(matches!(text, "[" | "(")) - i32::from(matches!(text, "]" | ")"));
                    depth < 0 || (depth == 0 && matches!(text, "+" | "-"))
                };
                (at + 1..self.tokens.len()).find(ends).unwrap_or(self.tokens.len())
            };
            let name = if self.text_at(at) == "normal" { "noise" } else { "joined" };
            let own = format!("{name}[{}]", left.join(","));
            let (before, behind) = (
                self.text(&(0..at)),
                self.line.slice(self.span(&(at..end)).behind().to(self.line.span().behind())),
            );
            let what = self.text(&(at..end));
            edits.push((self.line.span(), format!("{own} = {what}\n{before} {own}{behind}")));
        }
        // `y[i,(h g k)]`
        let open = (2..self.tokens.len().saturating_sub(5)).find(|at| {
            self.text_at(*at) == "("
                && self.text_at(*at + 4) == ")"
                && (1..4).all(|by| letter(self.text_at(at + by)).is_some())
        });
        if let Some(open) = open
            && let Some(bracket) = (0..open).rev().find(|at| self.text_at(*at) == "[")
            && let Some(close) = self.partner(bracket)
            && let Some(start) = bracket.checked_sub(1)
        {
            let name = self.text_at(start);
            let [h, g, k] = [1, 2, 3].map(|by| self.text_at(open + by));
            let rest = self.free_letter("z");
            let before = self.text(&(bracket + 1..open));
            let behind = self.text(&(open + 5..close));
            let index: Vec<&str> = [&*before, &*behind]
                .into_iter()
                .flat_map(|part| part.split(','))
                .filter(|part| !part.trim().is_empty())
                .collect();
            let wide = [&index[..], &[h, &rest]].concat().join(",");
            let whole = self.text(&(start..open));
            let tail = self.text(&(open + 5..close + 1));
            let first = format!("{name}_{h}[{wide}] = {whole}({h} {rest}){tail}");
            let reading = format!(
                "{name}_{h}[{}]",
                [&index[..], &[h, &format!("({g} {k})")]].concat().join(",")
            );
            let (before, behind) = (
                self.text(&(0..start)),
                self.line
                    .slice(self.span(&(start..close + 1)).behind().to(self.line.span().behind())),
            );
            edits.push((self.line.span(), format!("{first}\n{before} {reading}{behind}")));
        }
        edits
    }
}

/// A product that is no sum at its top.
pub(super) fn one_product(text: &str) -> String {
    let mut depth = 0;
    let is_sum = text.char_indices().any(|(at, c)| {
        depth += i32::from("([".contains(c)) - i32::from(")]".contains(c));
        at > 0 && depth == 0 && "+-".contains(c)
    });
    if is_sum { format!("({text})") } else { text.to_owned() }
}

/// Whether a line begins a table with nothing in it: `S = 0`, `S = zeros(d, m)`, `o = []`.
pub(super) fn is_nothing(tokens: &[Token]) -> bool {
    let Some(equal) = tokens.iter().position(|token| token.kind == EQUAL) else { return false };
    let right = &tokens[equal + 1..];
    let texts: Vec<&str> = right.iter().map(|token| &*token.text).collect();
    matches!(&texts[..], ["0" | "0.0" | "None"] | ["[", "]"])
        || texts.iter().any(|text| matches!(*text, "zeros" | "zeros_like" | "empty"))
}

/// A line with other names.
pub(super) fn with_names(line: &Line, names: &[(&str, &str)]) -> String {
    let tokens = &line.tokens;
    let mut text = line.text.to_string();
    for token in tokens.iter().rev().filter(|token| token.kind == Sign::Name) {
        if let Some((_, other)) = names.iter().find(|(name, _)| *name == token.text) {
            text = replaced(&text, token.span, other);
        }
    }
    text
}

pub(super) fn replaced(text: &str, at: Span, by: &str) -> String {
    let before: String = text.chars().take(at.column - 1).collect();
    let behind: String = text.chars().skip(at.end() - 1).collect();
    format!("{before}{by}{behind}")
}

/// Whether a line is no line of its own, behind one whose formula is not complete.
pub(in crate::language::check) fn goes_on(line: &Line) -> bool {
    !line.tokens.is_empty()
        && !line.tokens.iter().any(|token| token.kind == EQUAL)
        && !DECLARATIONS.contains(&&*line.tokens[0].text)
}

/// Whether a mistake is that the end of its line is missing.
pub(in crate::language::check) fn is_unfinished(line: &Line, error: &Diagnostic) -> bool {
    error.column + error.length >= line.span().end()
        && matches!(error.code, Mistake::Syntax | Mistake::Bracket)
}
