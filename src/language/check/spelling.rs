//! Names that nothing here has: what their writer may have meant, with what stands for it.

use super::scope::{Origin, Scope};
use super::similar::similar;
use crate::grammar::Kind as Sign;
use crate::language::diagnostic::{Diagnostic, Mistake};
use crate::language::notation::{Token, Word, cut};
use crate::language::read::letter;
use crate::language::span::Span;
use crate::language::text::Line;
use crate::language::words;
use crate::program::condition::Comparison;

/// Words of papers and libraries: their spellings, what stands here in their place if one word
/// does, and how to write it.
const ELSEWHERE: &[(&[&str], Option<&str>, &str)] = &[
    (&["ln", "log1p"], Some("log"), "log is the natural logarithm."),
    (&["swish"], Some("silu"), "silu(x) is x sigmoid(x)."),
    (
        &["argmax", "hardmax", "one_hot"],
        Some("onehot"),
        "onehot[j] is 1 at the largest cell and 0 elsewhere.",
    ),
    (&["avg", "average"], Some("mean"), "mean[j] is the average along j."),
    (&["topk", "top_k"], Some("top"), "Write top(2)[j] s[i,j] in a condition."),
    (
        &["cat", "concatenate", "stack", "append"],
        Some("concat"),
        "Write concat[m] a[n,k], b[k] as a whole right side.",
    ),
    (&["randn", "rand", "random", "gaussian"], Some("normal"), "normal(1) is a whole right side."),
    (&["infinity", "infty"], Some("inf"), "Infinity is inf."),
    (&["l2norm"], Some("norm"), "norm[d] is the root of the sum of squares."),
    (&["erf"], None, "gelu is the function with erf."),
    (&["pi"], Some("3.141592653589793"), "Write the number."),
    (&["min", "amin", "minimum"], None, "The least cell is -(max[j] (-x[j]))."),
    (&["softmin"], None, "Write softmax[j] (-x[j])."),
    (&["maximum"], None, "relu(x) is the larger of x and 0; if c then a else b chooses."),
    (&["where", "select", "masked_fill"], None, "Write if c then a else b."),
    (&["clip", "clamp", "sign", "sgn"], None, "Write if c then a else b."),
    (
        &["dot", "matmul", "einsum", "inner", "bmm"],
        None,
        "A product is a sum over what both share: sum[d] q[i,d] k[j,d].",
    ),
    (&["mod", "remainder"], None, "The remainder of a by w is a - w block(a + 1, w)."),
    (&["floor"], None, "block(i, w) is the whole part of (i - 1)/w."),
    (&["pow", "power"], None, "Write x^2."),
    (&["tan"], None, "Write sin(x) / cos(x)."),
    (&["prod", "product", "cumprod"], None, "Write exp of a sum of log."),
    (&["var", "variance", "std"], None, "Write mean[d] (x[d] - m)^2, with m = mean[d] x[d]."),
    (
        &["layernorm", "layer_norm", "rmsnorm"],
        None,
        "Write it out: (x[i,d] - m[i]) / sqrt(var[i] + 1e-5), with mean[d].",
    ),
    (&["logsumexp"], None, "Write log(sum[j] exp(x[j]))."),
    (&["transpose"], None, "Nothing is transposed: the letters say which axis is which."),
];

/// What stands here for a word of elsewhere, and how it is written.
fn elsewhere(name: &str) -> Option<(Option<&'static str>, &'static str)> {
    let name = name.to_lowercase();
    let known = ELSEWHERE.iter().find(|(words, ..)| words.contains(&&*name));
    known.map(|(_, here, hint)| (*here, *hint))
}

impl Scope {
    /// A name that nothing has. `own` is the step that reads it.
    pub(super) fn unknown_name(
        &self,
        name: &str,
        at: Span,
        letters: Option<&str>,
        own: Option<&str>,
    ) -> Box<Diagnostic> {
        let later = self.foretold.iter().find(|known| known.text == name);
        if let Some(later) = later {
            let message = format!("\"{name}\" is read here and given on line {}.", later.span.line);
            let error = Diagnostic::new(Mistake::TooEarly, at, message).other(later.span);
            return error.hint("A step reads what stands above it: move one of the two lines.");
        }
        let is_called = letters.is_none() && self.follows(at, '(');
        let what = match letters {
            Some(_) => "table",
            None if is_called => "function",
            None => "number, axis or step",
        };
        let message = format!("There is no {what} \"{name}\".");
        let error = Diagnostic::new(Mistake::UnknownName, at, message);
        let known = self.known_names();
        let stands_here = elsewhere(name);
        let mut error = match stands_here {
            Some((_, hint)) => error.hint(hint),
            None if is_called => error.hint(format!(
                "Functions are: {}.",
                words::FUNCTIONS.iter().map(|of| of.name()).collect::<Vec<_>>().join(", ")
            )),
            None if known.is_empty() => {
                error.hint("Declare tables with in and numbers with param.")
            }
            None => error.hint(format!("There are: {}.", known.join(", "))),
        };
        if let Some((Some(here), _)) = stands_here {
            error = error.fix(at, here);
        }
        if stands_here.is_none() {
            for word in misspelt(name, letters.is_some(), is_called) {
                error = error.fix(at, word);
            }
        }
        if !is_called {
            for near in similar(name, known.iter().map(|name| &**name).chain(own)) {
                error = error.fix(at, near);
            }
        }
        error = self.without_transposition(error, name, at, letters);
        error = self.subscript(error, name, at, letters);
        let axes = name
            .chars()
            .all(|c| letter(&c.to_string()).is_some_and(|l| self.own_size(l).is_some()));
        if letters.is_none() && axes && name.chars().count() <= 4 {
            let apart: Vec<String> = name.chars().map(String::from).collect();
            error = error.fix(at, apart.join(" "));
        }
        if error.fixes.is_empty() && stands_here.is_none() {
            error = self.declared(error, name, at, letters);
        }
        error
    }

    /// The names that a line may read.
    fn known_names(&self) -> Vec<String> {
        let tables = self.checked.tables.iter().map(|table| &*table.name.text);
        let params = self.checked.params.iter().map(|(name, _)| &*name.text);
        tables.chain(params).map(str::to_owned).collect()
    }

    /// Whether a sign stands directly behind a place.
    pub(super) fn follows(&self, at: Span, sign: char) -> bool {
        self.slice(Span { length: 1, ..at.behind() }).starts_with(sign)
    }

    /// `kᵀ[d,j]`, where `k[j,d]` is meant, and `k[j,d]ᵀ`.
    fn without_transposition(
        &self,
        error: Box<Diagnostic>,
        name: &str,
        at: Span,
        letters: Option<&str>,
    ) -> Box<Diagnostic> {
        let Some(plain) = name.strip_suffix(['ᵀ', 'ᵗ']) else { return error };
        let error = error.hint("Nothing is transposed: the letters say which axis is which.");
        let table = self.table(plain).filter(|_| letters.is_some());
        match (letters, table) {
            (None, _) if plain.is_empty() => error.fix(at, ""),
            (Some(letters), Some(_)) => {
                let turned: Vec<&str> = letters.split(',').rev().collect();
                let whole = Span { length: at.length + letters.chars().count() + 2, ..at };
                error.fix(whole, format!("{plain}[{}]", turned.join(","))).fix(at, plain)
            }
            _ => error,
        }
    }

    /// `q_id` for `q[i,d]`, `sum_d` for `sum[d]`, `d_k` for `|d|`.
    fn subscript(
        &self,
        error: Box<Diagnostic>,
        name: &str,
        at: Span,
        letters: Option<&str>,
    ) -> Box<Diagnostic> {
        let Some((base, below)) = name.rsplit_once('_').filter(|_| letters.is_none()) else {
            return error;
        };
        let all: Option<Vec<String>> =
            below.chars().map(|c| letter(&c.to_string()).map(String::from)).collect();
        let index =
            all.filter(|all| !all.is_empty()).map(|all| format!("{base}[{}]", all.join(",")));
        let is_reducer = words::Reducer::find(base).is_some();
        match index {
            Some(index) if is_reducer || self.table(base).is_some() => error
                .hint("The letters of axes stand in square brackets behind the name.")
                .fix(at, index),
            _ => [base, below]
                .into_iter()
                .filter_map(letter)
                .filter(|letter| self.own_size(*letter).is_some())
                .fold(error, |error, letter| {
                    error
                        .hint(format!("The size of the axis {letter} is |{letter}|."))
                        .fix(at, format!("|{letter}|"))
                }),
        }
    }

    /// Offers to declare a table among those that are given.
    fn declared(
        &self,
        error: Box<Diagnostic>,
        name: &str,
        at: Span,
        letters: Option<&str>,
    ) -> Box<Diagnostic> {
        let is_index = |text: &&str| text.split(',').all(|part| letter(part).is_some());
        let Some(letters) = letters.filter(is_index) else { return error };
        let table = format!("{name}[{letters}]");
        let line = self.checked.tables.iter().rev().find(|table| table.origin == Origin::Given);
        if let Some(line) = line.and_then(|table| self.lines.get(table.name.span.line - 1)) {
            return error.fix(line.span().behind(), format!(", {table}"));
        }
        let own = Span { column: 1, length: 0, ..at };
        let others = self.lines.get(at.line - 1).map(|line| self.unknown_tables(line));
        error.fix(own, format!("in {}\n", others.unwrap_or(table)))
    }

    /// The tables that a line reads and nothing gives, as a list.
    fn unknown_tables(&self, line: &Line) -> String {
        let tokens = cut(line);
        let mut found: Vec<String> = Vec::new();
        for pair in tokens.windows(2).skip(1) {
            let is_table = pair[0].kind == Sign::Name
                && pair[1].kind == Sign::Word(Word::OpenIndex)
                && !words::is_word(&pair[0].text)
                && self.table(&pair[0].text).is_none();
            let from = pair[0].span;
            let rest = line.slice(Span { length: line.code.chars().count(), ..from });
            if let Some((table, _)) = rest.split_once(']').filter(|_| is_table)
                && !found.iter().any(|known| known.starts_with(&format!("{}[", pair[0].text)))
            {
                found.push(format!("{table}]"));
            }
        }
        found.join(", ")
    }

    /// A function that nothing here has, on a line that cannot be read behind it.
    pub(super) fn unknown_call(&self, line: &Line, broken: &Diagnostic) -> Option<Box<Diagnostic>> {
        let tokens = cut(line);
        let equals = Sign::Word(Word::Compare(Comparison::Equal));
        let right = tokens.iter().position(|token| token.kind == equals)?;
        let own = tokens.first().map(|token| &*token.text);
        let is_call = |pair: &&[Token]| {
            let name = &*pair[0].text;
            let opens = match pair[1].kind {
                Sign::Open => pair[0].span.end() == pair[1].span.column,
                Sign::Word(Word::OpenIndex) => elsewhere(name).is_some(),
                _ => false,
            };
            let is_known = words::is_word(name)
                || letter(name).is_some()
                || self.table(name).is_some()
                || self.param(name).is_some()
                || self.foretold.iter().any(|known| known.text == name);
            let at = pair[0].span;
            pair[0].kind == Sign::Name && opens && !is_known && at.column <= broken.column
        };
        let call = tokens[right..].windows(2).find(is_call)?;
        let is_index = call[1].kind != Sign::Open;
        Some(self.unknown_name(&call[0].text, call[0].span, is_index.then_some(""), own))
    }

    /// Names that were refused above and are read on this line all the same: what is said of it
    /// would be said twice.
    pub(super) fn follows_bad_name(&self, line: &Line) -> bool {
        let tokens = cut(line);
        self.bad_names.iter().any(|bad| {
            tokens
                .windows(bad.len())
                .any(|window| window.iter().zip(bad).all(|(token, bad)| token.text == *bad))
        })
    }

    /// Remembers a name that a line gives and that is none, with its index where it has one.
    pub(super) fn remember_bad_name(&mut self, line: &Line, error: &Diagnostic) {
        if error.code != Mistake::BadName && error.code != Mistake::Foreign {
            return;
        }
        // What the first cure replaces.
        let (column, length) = error
            .fixes
            .first()
            .map_or((error.column, error.length), |fix| (fix.column, fix.length));
        let tokens = cut(line);
        let Some(first) = tokens.iter().position(|token| token.span.column == column) else {
            return;
        };
        let covered =
            tokens[first..].iter().take_while(|token| token.span.column < column + length.max(1));
        let mut name: Vec<String> = covered.map(|token| token.text.clone()).collect();
        let opens = |token: &&Token| token.kind == Sign::Word(Word::OpenIndex);
        if let Some(open) = tokens.get(first + name.len()).filter(opens) {
            name.push(open.text.clone());
            name.extend(tokens.get(first + name.len()).map(|token| token.text.clone()));
        }
        let is_name = name.first().is_some_and(|first| words::is_word(first)) || name.len() > 2;
        if is_name && name.len() > 1 {
            self.bad_names.push(name);
        }
    }

    /// Offers the names by which the ones are called that were none: `norm_` for `norm`, `w_q` for
    /// `w-q`.
    pub(super) fn renamed(&self, line: &Line, error: Box<Diagnostic>) -> Box<Diagnostic> {
        let tokens = cut(line);
        let mut error = error;
        for (place, token) in
            tokens.iter().enumerate().filter(|(_, token)| token.kind == Sign::Name)
        {
            let other = format!("{}_", token.text);
            if words::is_word(&token.text) && self.table(&other).is_some() {
                error = error.fix(token.span, other);
            }
            let joined = tokens.get(place + 1).zip(tokens.get(place + 2));
            for last in [tokens.get(place + 1), joined.map(|(_, last)| last)].into_iter().flatten()
            {
                let whole = format!("{}_{}", token.text, last.text);
                if last.kind == Sign::Name && self.table(&whole).is_some() {
                    error = error.fix(token.span.to(last.span), whole);
                }
            }
        }
        error
    }
}

/// Words of the language that a wrong one may stand for: reductions before an index, functions before
/// a bracket, `inf` alone.
fn misspelt(name: &str, is_index: bool, is_called: bool) -> Vec<String> {
    let reducers = words::Reducer::ALL.iter().map(|(_, word)| *word).chain(["concat"]);
    let functions = words::FUNCTIONS.iter().map(|of| of.name()).chain(["block", "top", "normal"]);
    match (is_index, is_called) {
        (true, _) => similar(name, reducers),
        (_, true) => similar(name, functions),
        _ => similar(name, std::iter::once("inf")).into_iter().filter(|_| name.len() > 2).collect(),
    }
}

/// A number that a name of a parameter is spelled as: `λ` for `lambda`.
pub(super) fn greek(letter: char) -> Option<&'static str> {
    const GREEK: &[(char, &str)] = &[
        ('α', "alpha"),
        ('β', "beta"),
        ('γ', "gamma"),
        ('δ', "delta"),
        ('ε', "epsilon"),
        ('η', "eta"),
        ('θ', "theta"),
        ('κ', "kappa"),
        ('λ', "lambda"),
        ('μ', "mu"),
        ('ρ', "rho"),
        ('σ', "sigma"),
        ('τ', "tau"),
        ('φ', "phi"),
        ('ω', "omega"),
    ];
    GREEK.iter().find(|(known, _)| *known == letter).map(|(_, name)| *name)
}
