//! Costs as functions of one letter: over a range of sizes, how steep they are, where two cross.
//!
//! A graph's polynomials hold at every size, so that none of this runs a variant at the sizes that
//! are asked for. Sizes are those of the homework's letters: N for i and j, and d = h·k.

mod check;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use tsify::Tsify;

use crate::base::error::Result;
use crate::base::floats::Floats;
use crate::base::letter::{Letter, meaning};
use crate::base::poly::Polynomial;
use crate::base::words::words;
use crate::program::graph::Graph;
use crate::program::variant::Variant;
use crate::read::cost::{Letters, Needed, count, memory, notation, with_backward};
use crate::request::Request;
use crate::request::run::program;
pub use check::{LARGEST, MOST_CURVES, MOST_POINTS};
use check::{check, check_shares, no_such_letter};

/// Sizes that nobody asked for: one head as homework 6 thinks of it, and beside it a layer with
/// many, as wide as those of a model that one machine serves.
const OPENING: &[(Letter, u32)] = &[
    ('D', 64),
    ('M', 64),
    ('d', 4096),
    ('h', 32),
    ('g', 8),
    ('f', 16384),
    ('b', 32),
    ('p', 32),
    ('x', 2),
    ('t', 16),
];
/// The size that any other letter opens with, and every letter of one's own program but these: what
/// it counts is known to its writer alone.
const WIDTH: u32 = 64;
const COUNTS: &str = "bgh";
/// Halvings after which a crossing is as exact as a double.
const HALVINGS: usize = 64;

/// What costs are asked for.
pub struct CurvesRequest<'v> {
    /// Of each request the sizes count for nothing: only which inputs and parameters it has.
    pub programs: Vec<(&'v Variant<'v>, Request)>,
    /// The letter of the homework that grows.
    pub letter: Letter,
    /// Its smallest and its largest size.
    pub range: [u32; 2],
    /// How many sizes of the range are looked at, evenly on a logarithmic axis.
    pub points: usize,
    /// The other letters, as far as they are not to have the sizes that they open with.
    pub sizes: BTreeMap<Letter, u32>,
}

words! {
    /// What can be read off a curve. `flops` counts a multiply–add as two, `operations` as one.
    pub enum CostMeasure {
        /// Operations of the forward pass, a multiply–add as one.
        Operations = "operations",
        /// Operations of the forward pass, a multiply–add as two.
        Flops = "flops",
        /// Numbers that a fused kernel touches.
        Fused = "fused",
        /// Numbers of all tensors of the forward pass.
        Every = "every",
        /// Numbers that are kept for backpropagation.
        Kept = "kept",
        /// Operations for each number that a fused kernel touches.
        Intensity = "intensity",
        /// Operations of the forward pass that the masks leave needed; all of them where no closed
        /// form says how many these are.
        Needed = "needed",
    }
}

/// How costs grow with one letter, from their polynomials: nothing is run at these sizes.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
pub struct CostCurves {
    pub letter: Letter,
    /// What the letter counts, in words.
    pub meaning: String,
    /// The sizes of it that were looked at, rising.
    #[tsify(type = "Float64Array")]
    pub at: Floats,
    /// The other letters that the curves depend on.
    pub sizes: Vec<CurveSize>,
    /// In the order of the question.
    pub curves: Vec<CostCurve>,
    pub crossings: Vec<CurveCrossing>,
}

/// A letter that the curves depend on.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
pub struct CurveSize {
    pub letter: Letter,
    /// What it counts, in words.
    pub meaning: String,
    pub size: u32,
}

/// How the costs of one program grow.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
pub struct CostCurve {
    pub variant: String,
    #[tsify(type = "Record<CostMeasure, CostLine>")]
    pub lines: BTreeMap<CostMeasure, CostLine>,
}

/// How one cost of a program grows.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
pub struct CostLine {
    /// At each size that was looked at.
    #[tsify(type = "Float64Array")]
    pub values: Floats,
    /// At the largest size, on logarithmic axes: the exponent that the cost grows with there.
    pub slope: f64,
    /// The polynomial, in the letters of the homework; a ratio is of two.
    pub text: String,
}

/// A size at which two programs cost the same, and behind which the other one is cheaper.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
pub struct CurveCrossing {
    pub measure: CostMeasure,
    /// The places of the two in the question.
    #[tsify(type = "[number, number]")]
    pub curves: [usize; 2],
    /// The size; whole only by accident.
    pub at: f64,
    /// What both cost there.
    pub value: f64,
}

/// How the costs of some programs grow with a letter.
///
/// ```
/// use attention_playground::request::Request;
/// use attention_playground::runs::growth::{growth, CurvesRequest, CostMeasure};
/// use attention_playground::variants::find;
///
/// let programs = vec![(find("scaled-dot-product")?, Request::default())];
/// let request = CurvesRequest { programs, letter: 'N', range: [1, 1 << 20], points: 21, sizes: [].into() };
/// let softmax = &growth(&request)?.curves[0].lines[&CostMeasure::Operations];
/// assert_eq!(softmax.text, "6·N² + N²·D + N²·M");
/// assert_eq!(softmax.values[1], 4.0 * (6.0 + 64.0 + 64.0));
/// assert_eq!(softmax.slope, 2.0);
/// # Ok::<(), attention_playground::base::error::Error>(())
/// ```
///
/// # Errors
/// A range or a size that is none, a letter that a program does not depend on, or what is wrong
/// with a request.
pub fn growth(request: &CurvesRequest) -> Result<CostCurves> {
    check(request)?;
    let formulas =
        request.programs.iter().map(|(variant, request)| Formulas::new(variant, request));
    let formulas = formulas.collect::<Result<Vec<_>>>()?;
    let mut letters: BTreeSet<Letter> = formulas.iter().flat_map(Formulas::letters).collect();
    if !letters.remove(&request.letter) {
        return Err(no_such_letter(request.letter, &letters));
    }
    let is_own = request.programs.iter().all(|(variant, _)| variant.is_written());
    let opening = |letter: Letter| {
        let known = OPENING.iter().find(|(known, _)| *known == letter).map(|(_, size)| *size);
        known.filter(|_| !is_own || COUNTS.contains(letter)).unwrap_or(WIDTH)
    };
    let size_of = |(letter, size): (Letter, u32)| CurveSize {
        letter,
        meaning: described(&request.programs, letter),
        size,
    };
    let size = |letter| request.sizes.get(&letter).copied().unwrap_or_else(|| opening(letter));
    let sizes: BTreeMap<Letter, u32> =
        letters.into_iter().map(|letter| (letter, size(letter))).collect();
    check_shares(request, &sizes)?;

    let at = spread(request.range, request.points);
    let scale = Scale { letter: request.letter, sizes: &sizes };
    let curve = |formulas: &Formulas| CostCurve {
        variant: formulas.variant.clone(),
        lines: CostMeasure::ALL
            .into_iter()
            .map(|measure| (measure, scale.line(formulas, measure, &at)))
            .collect(),
    };
    Ok(CostCurves {
        letter: request.letter,
        meaning: described(&request.programs, request.letter),
        curves: formulas.iter().map(curve).collect(),
        crossings: scale.crossings(&formulas, &at),
        at: at.into(),
        sizes: sizes.into_iter().map(size_of).collect(),
    })
}

/// What a letter of the costs counts, in words: of a program of one's own what its tables say, and beside
/// one the same.
#[must_use]
pub fn described(programs: &[(&Variant, Request)], letter: Letter) -> String {
    let written = programs.iter().map(|(variant, _)| variant).find(|variant| variant.is_written());
    let own = written.and_then(|variant| {
        let is_so = |own: &Letter| {
            let mut rules = variant.cost_aliases.equal.iter();
            let rule = rules.find(|(letters, _)| letters.contains(*own));
            rule.map_or(letter == *own, |(_, is)| is.starts_with(letter))
        };
        let letters = variant.inputs.iter().flat_map(|input| input.sizes.chars());
        letters.into_iter().find(is_so).map(|own| (variant, own))
    });
    match own {
        Some((variant, own)) if !variant.is_usual(own) => variant.meaning(own),
        None if written.is_some() => format!("places of {letter}"),
        _ if letter == 'N' => "tokens".to_owned(),
        _ => meaning(letter.to_ascii_lowercase()),
    }
}

/// The costs of a program, in the letters of the homework.
struct Formulas {
    variant: String,
    operations: Polynomial,
    flops: Polynomial,
    fused: Polynomial,
    every: Polynomial,
    kept: Polynomial,
    needed: Option<Needed>,
    /// The sizes of the axes.
    symbols: BTreeMap<Letter, Polynomial>,
}

/// A cost, and what it is shared by: 1, but for intensity.
type Ratio<'f> = (&'f Polynomial, Option<&'f Polynomial>);

impl Formulas {
    fn new(variant: &Variant, request: &Request) -> Result<Self> {
        let graph: Graph = with_backward(variant, &program(variant, request)?)?;
        let letters = Letters::new(&graph, &variant.cost_aliases);
        let short = |cost: Polynomial| letters.short(&letters.exact(&cost));
        let forward = || graph.nodes.iter().filter(|node| !node.backward);
        Ok(Self {
            variant: variant.id.to_owned(),
            operations: short(forward().map(count::operations).sum()),
            flops: short(forward().map(count::flops).sum()),
            fused: short(memory::fused(&graph)),
            every: short(memory::every(&graph)),
            kept: short(memory::kept(&graph)),
            needed: Needed::new(&graph, &|cost| short(cost.clone()), forward()),
            symbols: graph
                .nodes
                .iter()
                .flat_map(|node| node.axes.iter().chain(count::loops(node)))
                .map(|axis| (axis.symbol, short(Polynomial::product([axis.symbol]))))
                .collect(),
        })
    }

    fn of(&self, measure: CostMeasure) -> Ratio<'_> {
        match measure {
            CostMeasure::Operations | CostMeasure::Needed => (&self.operations, None),
            CostMeasure::Flops => (&self.flops, None),
            CostMeasure::Fused => (&self.fused, None),
            CostMeasure::Every => (&self.every, None),
            CostMeasure::Kept => (&self.kept, None),
            CostMeasure::Intensity => (&self.operations, Some(&self.fused)),
        }
    }

    /// The size of an axis.
    fn symbol(&self, letter: Letter) -> Polynomial {
        let known = self.symbols.get(&letter).cloned();
        known.unwrap_or_else(|| Polynomial::product([letter]))
    }

    fn letters(&self) -> BTreeSet<Letter> {
        let costs = [&self.operations, &self.fused, &self.every, &self.kept];
        let terms = costs.into_iter().flat_map(Polynomial::terms);
        terms.flat_map(|(term, _)| term.factors()).map(|(letter, _)| letter).collect()
    }
}

/// The letter that grows, and the sizes of the others.
struct Scale<'s> {
    letter: Letter,
    sizes: &'s BTreeMap<Letter, u32>,
}

impl Scale<'_> {
    fn sized(&self, at: f64) -> impl Fn(Letter) -> f64 {
        move |letter| match self.sizes.get(&letter) {
            Some(size) => f64::from(*size),
            None => at,
        }
    }

    fn value(&self, formulas: &Formulas, measure: CostMeasure, at: f64) -> f64 {
        let size = self.sized(at);
        let needed = formulas.needed.as_ref().filter(|_| measure == CostMeasure::Needed);
        if let Some(number) = needed.and_then(|all| all.at(&size, &|own| formulas.symbol(own))) {
            return number;
        }
        let (cost, by) = formulas.of(measure);
        cost.at(&size) / by.map_or(1.0, |by| by.at(&size))
    }

    fn line(&self, formulas: &Formulas, measure: CostMeasure, at: &[f64]) -> CostLine {
        let (cost, by) = formulas.of(measure);
        let values = at.iter().map(|at| self.value(formulas, measure, *at)).collect();
        let last = self.sized(at.last().copied().unwrap_or(1.0));
        let needed = formulas.needed.as_ref().filter(|_| measure == CostMeasure::Needed);
        if let Some(letters) =
            needed.and_then(|all| all.in_letters(&last, &|own| formulas.symbol(own)))
        {
            let slope = letters.sum.slope(self.letter, &last);
            return CostLine { values, slope, text: letters.text() };
        }
        let end = self.sized(at.last().copied().unwrap_or(1.0));
        let slope = |cost: &Polynomial| cost.slope(self.letter, &end);
        CostLine {
            values,
            slope: slope(cost) - by.map_or(0.0, slope),
            text: match by {
                None => notation::text(cost),
                Some(by) => format!("({}) / ({})", notation::text(cost), notation::text(by)),
            },
        }
    }

    fn crossings(&self, formulas: &[Formulas], at: &[f64]) -> Vec<CurveCrossing> {
        let mut crossings = Vec::new();
        for measure in CostMeasure::ALL {
            for (one, first) in formulas.iter().enumerate() {
                for (two, second) in formulas.iter().enumerate().skip(one + 1) {
                    let value = |formulas, at| self.value(formulas, measure, at);
                    let apart = |at: f64| value(first, at) - value(second, at);
                    let found = crossed(&apart, at).into_iter().map(|at| CurveCrossing {
                        measure,
                        curves: [one, two],
                        at,
                        value: value(first, at),
                    });
                    crossings.extend(found);
                }
            }
        }
        crossings
    }
}

/// The sizes at which one cost overtakes another, by how far apart they are.
fn crossed(apart: &impl Fn(f64) -> f64, at: &[f64]) -> Vec<f64> {
    // Where they are the same for a while, neither has overtaken the other yet.
    let apart_at: Vec<(f64, bool)> = at
        .iter()
        .map(|at| (*at, apart(*at)))
        .filter(|(_, apart)| *apart != 0.0)
        .map(|(at, apart)| (at, apart > 0.0))
        .collect();
    let turns = apart_at.windows(2).filter(|pair| pair[0].1 != pair[1].1);
    let halve = |(low, high): (f64, f64), above: bool| {
        let middle = f64::midpoint(low, high);
        if (apart(middle) > 0.0) == above { (middle, high) } else { (low, middle) }
    };
    let crossing = |pair: &[(f64, bool)]| {
        let between = (pair[0].0, pair[1].0);
        let (low, high) = (0..HALVINGS).fold(between, |between, _| halve(between, pair[0].1));
        f64::midpoint(low, high)
    };
    turns.map(crossing).collect()
}

/// Whole sizes of a range, evenly on a logarithmic axis, each once.
fn spread([from, to]: [u32; 2], points: usize) -> Vec<f64> {
    let (from, to) = (f64::from(from), f64::from(to));
    let steps = points.saturating_sub(1).max(1) as f64;
    let size = |step: usize| (from * (to / from).powf(step as f64 / steps)).round();
    let mut sizes: Vec<f64> = (0..points).map(size).collect();
    sizes.dedup();
    sizes
}
