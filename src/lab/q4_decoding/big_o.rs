//! A typed big-O answer, compared with the derived cost as polynomials.
//!
//! Both sides are brought into the same letters, and dominance is decided between letters that are
//! free of each other: d = h·k. A typed term that no derived one outgrows is wrong; a leading term
//! of the derivation that no typed one outgrows is missing; anything else changes nothing under O.

mod origin;
mod sizes;
mod tokens;
mod told;
mod typed_answer;

use serde::Serialize;
use tsify::Tsify;

use crate::base::error::{Code, Error, Result, brief};
use crate::base::letter::Letter;
use crate::base::poly::{Monomial, Polynomial};
use crate::program::graph::Graph;
use crate::program::trace::Trace;
use crate::program::variant::Variant;
use crate::read::cost::{Cost, CostReport, Letters, cost, count, memory, notation, with_backward};
use sizes::Sizes;

/// What an answer is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// Operations of the forward pass.
    Forward,
    /// Operations of the backward pass.
    Backward,
    /// Cells that a fused kernel touches (the rule of homework 4).
    Fused,
    /// Cells of every tensor.
    Every,
    /// Cells that backpropagation keeps (the rule of homework 6).
    Kept,
}

/// What is said of work that nothing does.
const TAKES: &str = "takes that much work";

/// How an answer compares, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Tsify)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The leading terms, in the letters of the derivation.
    Right,
    /// The same growth, with lower terms of the count, in other letters, or with factors.
    Equivalent,
    /// The same growth, with a lower term that the count does not have.
    Dominated,
    /// A leading term is not there.
    Missing,
    /// A term grows faster than everything that is counted.
    Wrong,
}

/// What there is to say about a term, or about the whole where there is none.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
pub struct BigOFinding {
    /// "wrong", "missing", "dominated", "kept", "letters", "factor" or "near".
    pub code: &'static str,
    #[tsify(optional, type = "Written")]
    pub term: Option<Monomial>,
    /// A plain sentence.
    pub message: String,
    /// The same without what a right answer has and this one lacks.
    pub discreet: String,
    /// What to count for the term that is meant; empty where none is.
    pub origin: String,
    /// The term that is meant: one that is missing, or one in a larger one's place.
    #[serde(skip)]
    pub meant: Option<Monomial>,
}

impl BigOFinding {
    /// One that gives nothing away.
    fn open(code: &'static str, term: Option<Monomial>, message: String) -> Self {
        let discreet = message.clone();
        Self { code, term, message, discreet, origin: String::new(), meant: None }
    }
}

/// A typed big-O answer, judged.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
pub struct BigOReport {
    pub verdict: Verdict,
    /// Whether the answer grows as the count does.
    pub accepted: bool,
    /// The answer as it was read.
    #[tsify(type = "Written")]
    pub read: Polynomial,
    pub findings: Vec<BigOFinding>,
    /// The derived cost, which gives the answer away.
    #[tsify(type = "Amount")]
    pub derived: Cost,
}

impl Quantity {
    /// The quantity, `time` or `memory`, and the rule that it is counted by; the first rule of
    /// each where none is given.
    ///
    /// # Errors
    /// `param-value`, with the words that there are.
    pub fn parse(quantity: &str, rule: &str) -> Result<Self> {
        let rules: &[(&str, Self)] = match quantity {
            "time" => &[("forward", Self::Forward), ("backward", Self::Backward)],
            "memory" => &[("fused", Self::Fused), ("every", Self::Every), ("kept", Self::Kept)],
            _ => return Err(no_word("quantity", quantity, &["time", "memory"])),
        };
        let found = rules.iter().find(|(word, _)| rule.is_empty() || *word == rule);
        let words = || rules.iter().map(|(word, _)| *word).collect::<Vec<_>>();
        found.map(|(_, quantity)| *quantity).ok_or_else(|| no_word("rule", rule, &words()))
    }

    fn is_memory(self) -> bool {
        matches!(self, Self::Fused | Self::Every | Self::Kept)
    }

    /// A sentence that leads to a term without saying it; empty where no step has it alone.
    fn origin(self, graph: &Graph, letters: &Letters, meant: &Monomial) -> String {
        let passes = |backward: bool| {
            let steps = graph.steps().filter(move |(_, node)| node.backward == backward);
            steps.map(|(id, _)| id).collect()
        };
        let steps = match self {
            Self::Forward => passes(false),
            Self::Backward => passes(true),
            Self::Fused => memory::touched(graph).collect(),
            Self::Every => memory::stored(graph).collect(),
            Self::Kept => memory::referred(graph).into_iter().collect(),
        };
        let counted = if self.is_memory() { count::cells } else { count::operations };
        let what = if self.is_memory() { "numbers" } else { "multiplications" };
        let labels = origin::of(graph, letters, steps, counted, meant);
        if labels.is_empty() {
            return String::new();
        }
        format!("Count the {what} of: {}.", labels.join(", "))
    }

    fn of(self, report: CostReport) -> Cost {
        match self {
            Self::Forward => report.time.forward.performed,
            Self::Backward => report.time.backward.performed,
            Self::Fused => report.memory.fused,
            Self::Every => report.memory.every,
            Self::Kept => report.memory.kept,
        }
    }
}

fn no_word(field: &str, found: &str, words: &[&str]) -> Error {
    let expected = format!("one of {}", words.join(", "));
    let cause = format!("\"{}\" is no {field} of a cost.", brief(found));
    let error = Error::new(Code::ParamValue, cause).at(field).found(found);
    error.hint(format!("Use {expected}.")).expected(expected)
}

/// Judges a typed answer about a result.
///
/// ```
/// use attention_playground::lab::q4_decoding::big_o::{check, Quantity, Verdict};
/// use attention_playground::request::Request;
/// use attention_playground::request::run::run;
/// use attention_playground::variants::find;
///
/// let variant = find("multi-query-decode")?;
/// let trace = run(variant, &Request::default())?;
/// let judged = check(variant, &trace, Quantity::Fused, "O(d^2 + bnd/h)")?;
/// assert_eq!(judged.verdict, Verdict::Missing);
/// assert_eq!(judged.findings[0].message, "A term is missing: b·d.");
/// # Ok::<(), attention_playground::base::error::Error>(())
/// ```
///
/// # Errors
/// `cost-syntax` or `letter-unknown` for what cannot be read, with the place in it.
pub fn check(
    variant: &Variant,
    trace: &Trace,
    quantity: Quantity,
    text: &str,
) -> Result<BigOReport> {
    let derived = quantity.of(cost(variant, trace)?);
    let letters = Letters::new(&trace.graph, &variant.cost_aliases);
    let short = |typed: &Polynomial| letters.short(&letters.exact(typed));
    let read = typed_answer::read(text, &Sizes::new(variant, short))?;

    let answer = short(&read).without_coefficients();
    let mut findings = compare(&letters, &answer, &derived.short);
    if let Some((answer, count)) = letters.approx(&answer).zip(letters.approx(&derived.short)) {
        let roughly = compare(&letters, &answer.without_coefficients(), &count);
        let exactly = findings.clone();
        if verdict(&exactly) >= Verdict::Missing && verdict(&roughly) < verdict(&exactly) {
            findings = roughly;
        } else {
            // What leads in free letters may be outgrown where two of them are alike, and what is
            // too large there may be counted.
            let is_settled = |own: &BigOFinding| ["missing", "wrong"].contains(&own.code);
            findings.retain(|own| !is_settled(own) || is_so_near(&letters, own, &roughly));
        }
        if findings != exactly {
            let near: Vec<String> = variant
                .cost_aliases
                .approx
                .iter()
                .map(|(one, two)| format!("{one} ≈ {two}"))
                .collect();
            let message = format!("It is right where {}.", near.join(" and "));
            findings.push(BigOFinding::open("near", None, message));
        }
    }
    if read.without_coefficients() != read {
        let message = "Constant factors make no difference under O.".to_owned();
        findings.push(BigOFinding::open("factor", None, message));
    }
    if answer != read.without_coefficients() {
        let mut letters: Vec<Letter> =
            answer.terms().flat_map(|(term, _)| term.factors()).map(|(letter, _)| letter).collect();
        letters.sort_unstable();
        letters.dedup();
        let letters: Vec<String> = letters.iter().map(ToString::to_string).collect();
        let names = match &letters[..] {
            [others @ .., last] if !others.is_empty() => {
                format!("{} and {last}", others.join(", "))
            }
            _ => letters.concat(),
        };
        let message = format!("Written in {names}, your answer is {}.", notation::text(&answer));
        findings.push(BigOFinding::open("letters", None, message));
    }
    let both = with_backward(variant, &trace.graph)?;
    let letters_of_both = Letters::new(&both, &variant.cost_aliases);
    let given = projections(&trace.graph, &letters, quantity);
    for finding in &mut findings {
        if finding.term.as_ref().is_some_and(|term| finding.code == "wrong" && given.contains(term))
        {
            let own = finding.term.as_ref().map(name).unwrap_or_default();
            let what = if quantity.is_memory() {
                "what the weights of a projection take"
            } else {
                "the work of a projection"
            };
            finding.message = format!(
                "{own} is {what}. Q, K and V are given here: only the attention is \
                 counted."
            );
            finding.discreet.clone_from(&finding.message);
        }
        if let Some(meant) = &finding.meant {
            finding.origin = quantity.origin(&both, &letters_of_both, meant);
        }
        if finding.code == "wrong" && quantity.is_memory() {
            finding.discreet = finding.discreet.replace(TAKES, "holds that many numbers");
        }
    }
    told::tell(variant, quantity, &answer, &mut findings);
    let verdict = verdict(&findings);
    Ok(BigOReport { verdict, accepted: verdict < Verdict::Missing, read, findings, derived })
}

/// What projections to queries, keys and values would take, where these are given.
fn projections(graph: &Graph, letters: &Letters, quantity: Quantity) -> Vec<Monomial> {
    let given = ["q", "k", "v"].map(|name| graph.find(name).map(|id| &graph.node(id).axes[..]));
    if graph.find("w_q").is_ok() {
        return Vec::new();
    }
    let tables = given.into_iter().flatten().filter(|axes| axes.len() == 2);
    let tables: Vec<(Letter, Letter)> =
        tables.map(|axes| (axes[0].symbol, axes[1].symbol)).collect();
    let each = tables.iter().flat_map(|(rows, own)| {
        tables.iter().map(move |(_, other)| {
            let weights = [*own, *other];
            let rows = Some(*rows).filter(|_| !quantity.is_memory());
            Polynomial::product(rows.into_iter().chain(weights))
        })
    });
    let short: Vec<Polynomial> = each.map(|cost| letters.short(&letters.exact(&cost))).collect();
    short.iter().flat_map(Polynomial::terms).map(|(term, _)| term.clone()).collect()
}

/// The worst that there is to say.
fn verdict(findings: &[BigOFinding]) -> Verdict {
    let one = |finding: &BigOFinding| match finding.code {
        "wrong" => Verdict::Wrong,
        "missing" => Verdict::Missing,
        "dominated" => Verdict::Dominated,
        "kept" | "factor" | "letters" => Verdict::Equivalent,
        _ => Verdict::Right,
    };
    findings.iter().map(one).max().unwrap_or(Verdict::Right)
}

/// Whether a term is missing, or too large, where nearly the same sizes are the same as well.
fn is_so_near(letters: &Letters, finding: &BigOFinding, roughly: &[BigOFinding]) -> bool {
    let near = finding.term.as_ref().and_then(|term| letters.approx(&term.clone().into()));
    let alike = roughly.iter().filter(|other| other.code == finding.code);
    alike.flat_map(|other| &other.term).any(|term| Some(term.clone().into()) == near)
}

/// What there is to say about the terms of an answer, beside what is counted.
fn compare(letters: &Letters, answer: &Polynomial, count: &Polynomial) -> Vec<BigOFinding> {
    let leading = letters.leading(count);
    let lacks = |other: &Monomial| !is_under(letters, other, answer);
    let typed = answer.terms().filter_map(|(term, _)| {
        let is_counted = count.terms().any(|(other, _)| other == term);
        let heads = term.clone() * &Monomial::from('h');
        let is_one_of = |other: &Monomial| *other == heads && lacks(other);
        if !is_counted && leading.terms().any(|(other, _)| is_one_of(other)) {
            return Some(share(term));
        }
        surplus(letters, term, &leading, count)
    });
    let missing = leading.terms().filter(|(term, _)| lacks(term));
    let missing = missing.map(|(term, _)| BigOFinding {
        discreet: "A leading term is missing.".to_owned(),
        meant: Some(term.clone()),
        ..BigOFinding::open(
            "missing",
            Some(term.clone()),
            format!("A term is missing: {}.", name(term)),
        )
    });
    typed.chain(missing).collect()
}

/// What there is to say about a typed term that is counted once for each head, where all were meant.
fn share(term: &Monomial) -> BigOFinding {
    let own = name(term);
    let message = format!("{own} is one head's share: all heads together make h of them.");
    BigOFinding::open("dominated", Some(term.clone()), message)
}

/// What there is to say about a typed term; nothing where it is one of the leading ones.
fn surplus(
    letters: &Letters,
    term: &Monomial,
    leading: &Polynomial,
    count: &Polynomial,
) -> Option<BigOFinding> {
    let stands_in = |sum: &Polynomial| sum.terms().any(|(other, _)| other == term);
    if stands_in(leading) {
        return None;
    }
    let (own, free) = (name(term), letters.free(term));
    let above = leading.terms().find(|(other, _)| letters.free(other).dominates(&free));
    let above = above.map_or_else(|| "the sum".to_owned(), |(other, _)| name(other));
    let below = leading.terms().map(|(other, _)| other);
    let below = below.filter(|other| free.dominates(&letters.free(other)));
    let below = below.min_by_key(|other| other.distance(term));
    let large = format!("{own} is too large: no step {TAKES}.");
    let (code, message, discreet) = match below {
        _ if is_under(letters, term, leading) && stands_in(count) => (
            "kept",
            format!("{own} is counted too, but {above} outgrows it: you may leave it out."),
            format!("You may leave {own} out."),
        ),
        _ if is_under(letters, term, leading) => (
            "dominated",
            format!("{own} is not counted. It does no harm, since {above} outgrows it."),
            format!("{own} is not counted, but is small enough to stand here."),
        ),
        Some(below) => {
            let faster = format!("{own} grows faster than what is counted, {}", name(below));
            ("wrong", faster + &too_much(term, below), large)
        }
        None => ("wrong", large.clone(), large),
    };
    let meant = below.filter(|_| code == "wrong").cloned();
    let finding = BigOFinding::open(code, Some(term.clone()), message);
    Some(BigOFinding { discreet, meant, ..finding })
}

/// What a term has beyond the one that is meant, as the end of a sentence.
fn too_much(term: &Monomial, meant: &Monomial) -> String {
    let beyond = term.clone() * &meant.power(-1);
    match beyond.factors()[..] {
        // Only a tensor that the heads share has a width of one head, d/h.
        [('h', 1)] if meant.exponent('h') < 0 => {
            let sets = if meant.exponent('g') > 0 { "g sets" } else { "one set" };
            format!(": h is missing under it. There are keys and values in {sets}, not in h.")
        }
        _ => format!(", by a factor of {}.", name(&beyond)),
    }
}

/// A term as a person writes it.
fn name(term: &Monomial) -> String {
    notation::text(&term.clone().into())
}

/// Whether a sum grows at least as fast as a term: one of its terms does, or the geometric mean of
/// two, which their sum is never below.
fn is_under(letters: &Letters, term: &Monomial, sum: &Polynomial) -> bool {
    let free: Vec<Monomial> = sum.terms().map(|(other, _)| letters.free(other)).collect();
    let square = letters.free(term).power(2);
    free.iter().any(|one| free.iter().any(|two| (one.clone() * two).dominates(&square)))
}
