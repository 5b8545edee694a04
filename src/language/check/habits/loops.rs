//! Loops over an axis as steps that have it.

use super::program::{EQUAL, is_nothing, one_product};
use super::tensors::Whole;
use super::{Edit, Habit};
use crate::grammar::Kind as Sign;
use crate::language::check::scope::{Origin, Scope, Table, TableAxis};
use crate::language::diagnostic::{Diagnostic, Mistake};
use crate::language::notation::{Token, Word};
use crate::language::read::letter;
use crate::language::span::Span;
use crate::language::syntax::Name;
use crate::language::text::Line;
use crate::language::words;

impl Habit<'_> {
    /// `for t in range(n):` and what stands in it, as steps over all places.
    pub(super) fn looped(&self) -> Vec<Edit> {
        let is_loop = self.text_at(0) == "for" && self.is_name(1) && self.text_at(2) == "in";
        let colon = Sign::Word(Word::Colon);
        let end = self.tokens.iter().rposition(|token| token.kind == colon);
        let Some(end) = end.filter(|_| is_loop) else { return Vec::new() };
        let (along, number) = (self.text_at(1).to_owned(), self.line.number);
        let lines = &self.scope.lines;
        let indent = |line: &Line| line.text.chars().take_while(|c| c.is_whitespace()).count();
        let own = indent(self.line);
        let mut body: Vec<Line> = Vec::new();
        let mut last = number;
        if end + 1 < self.tokens.len() {
            let code = self.text(&(end + 1..self.tokens.len()));
            body.push(Line::new(number, &code));
        } else {
            let inside = lines[number..]
                .iter()
                .take_while(|line| line.text.trim().is_empty() || indent(line) > own);
            body.extend(inside.cloned());
            last += body.len();
        }
        // A body that is not indented is one line.
        if body.is_empty()
            && let Some(next) = lines.get(number)
        {
            body.push(next.clone());
            last += 1;
        }
        let mut first = number;
        let mut scope = self.scope.clone_names();
        let mut steps: Vec<String> = Vec::new();
        for line in &body {
            let tokens = &line.tokens;
            let Some(name) = tokens.first().map(|token| token.text.clone()) else {
                steps.push(line.text.trim().to_owned());
                continue;
            };
            // What is nothing before the loop has its first place there.
            let begins = lines[..number - 1]
                .iter()
                .rev()
                .find(|line| line.tokens.first().is_some_and(|own| own.text == name));
            let begins = begins.filter(|line| is_nothing(&line.tokens));
            if let Some(begins) = begins {
                first = first.min(begins.number);
            }
            match step(&mut scope, line, tokens, &along, begins.is_some()) {
                Some(step) => steps.push(step),
                None => steps.push(line.text.trim().to_owned()),
            }
        }
        let between = (first..number).filter(|at| {
            let tokens = lines.get(at - 1).map(|line| line.tokens.clone()).unwrap_or_default();
            !(is_nothing(&tokens)
                && steps.iter().any(|step| {
                    tokens.first().is_some_and(|own| {
                        step.strip_prefix(&*own.text).is_some_and(|rest| rest.starts_with('['))
                    })
                }))
        });
        let mut all: Vec<String> = between.map(|at| self.line_text(at).to_owned()).collect();
        all.extend(steps);
        vec![self.rewritten(first, last, &all)]
    }
}

impl Scope {
    /// What is known of tables and numbers, to read a line with another table.
    fn clone_names(&self) -> Self {
        Self {
            checked: self.checked.clone(),
            symbols: self.symbols.clone(),
            axis_places: self.axis_places.clone(),
            ..Self::default()
        }
    }
}

/// A line in a loop over an axis as a step that has it.
fn step(
    scope: &mut Scope,
    line: &Line,
    tokens: &[Token],
    along: &str,
    begins: bool,
) -> Option<String> {
    let name = &*tokens.first()?.text;
    if letter(along).is_none() || words::is_word(name) {
        return None;
    }
    let is_appended = tokens.get(1).is_some_and(|sign| sign.text == ".")
        && tokens.get(2).is_some_and(|word| word.text == "append");
    let plus = tokens.iter().position(|token| token.text == "+=");
    let equal = tokens.iter().position(|token| token.kind == EQUAL);
    let last = tokens.last()?.span;
    let behind = |at: usize| Some(line.slice(tokens.get(at)?.span.to(last)));
    let right = match (is_appended, plus, equal) {
        (true, ..) => line.slice(tokens.get(3)?.span.behind().to(last.before())),
        (_, Some(plus), _) => format!("{name} + {}", one_product(&behind(plus + 1)?)),
        (_, _, Some(equal)) => behind(equal + 1)?,
        _ => return None,
    };
    let is_own = holds(&right, name);
    // A step with its index as it is.
    if !is_own && !is_appended && tokens.get(1).is_some_and(|open| open.text == "[") {
        let whole = whole(scope, &format!("{name} = {right}"))?;
        return Some(known(scope, name, whole));
    }
    if is_own && begins {
        // Its axes are those of what is added.
        let terms = terms(&right);
        let others = terms.iter().filter(|term| !holds(term, name));
        let most = others
            .filter_map(|term| whole(scope, &format!("{name} = {term}")))
            .max_by_key(|whole| whole.letters.len())?;
        let mut letters = most.letters.clone();
        letters.retain(|own| own != along);
        letters.insert(0, along.to_owned());
        let size = |own: &String| {
            let at = most.letters.iter().position(|letter| letter == own)?;
            most.sizes.get(at)?.clone()
        };
        let axes = letters.iter().map(|own| TableAxis { name: own.clone(), size: size(own) });
        let axes = axes.collect();
        let own = Name { text: name.to_owned(), span: line.span() };
        scope.checked.tables.put(Table { name: own, axes: Some(axes), origin: Origin::Made });
        let whole = whole(scope, &format!("{name}[{}] = {right}", letters.join(",")))?;
        let text = whole.text.replace(&format!("{name}[{along}"), &format!("{name}[{along}-1"));
        return Some(format!("{name}[{}] = {text}", letters.join(",")));
    }
    let whole = whole(scope, &format!("{name} = {right}"))?;
    Some(known(scope, name, whole))
}

/// A step as a line, which the lines behind it know.
fn known(scope: &mut Scope, name: &str, whole: Whole) -> String {
    let text = whole.line();
    let axes = whole.letters.into_iter().zip(whole.sizes);
    let axes = axes.map(|(name, size)| TableAxis { name, size }).collect();
    let own = Name { text: name.to_owned(), span: Span { line: 1, column: 1, length: 0 } };
    scope.checked.tables.put(Table { name: own, axes: Some(axes), origin: Origin::Made });
    text
}

fn whole(scope: &Scope, code: &str) -> Option<Whole> {
    let line = Line::new(1, code);
    let error = &Diagnostic::new(Mistake::Rank, line.span(), "");
    Habit { scope, line: &line, error, tokens: &line.tokens, at: 0 }.whole_tables()
}

/// The terms of a sum, without their signs.
fn terms(text: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut depth = 0;
    for c in text.chars() {
        depth += i32::from("([".contains(c)) - i32::from(")]".contains(c));
        if depth == 0 && "+-".contains(c) {
            all.push(String::new());
        } else if let Some(last) = all.last_mut() {
            last.push(c);
        }
    }
    all.retain(|term| !term.trim().is_empty());
    all
}

fn holds(text: &str, name: &str) -> bool {
    let line = Line::new(1, text);
    line.tokens.iter().any(|token| token.text == name)
}
