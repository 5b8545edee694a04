//! What JavaScript is given about costs: plain data, from which the TypeScript types are derived.

use serde::Serialize;
use tsify::Tsify;

use crate::base::poly::Polynomial;
use crate::program::trace::Trace;
use crate::program::variant::{Accounting, Variant};
use crate::read::cost::notation::{math, order_math, order_text, text};
use crate::read::cost::{self, Letters, count};
use crate::read::formula::{Math, latex};
use crate::read::steps;

/// What a result takes, in operations and in cells of memory. A cell is a double of 8 bytes.
#[derive(Serialize, Tsify)]
pub struct CostReport {
    variant: &'static str,
    /// What the letters stand for, such as "i = j = N" and "k = v = d/h".
    same: Vec<String>,
    /// What `nearly` takes for the same, such as "M ≈ D".
    near: Vec<String>,
    /// In the order of the steps of the result.
    steps: Vec<CostOfStep>,
    time: TimeCosts,
    memory: MemoryCosts,
    /// Operations of the forward pass for each cell that a fused kernel touches.
    intensity: f64,
}

/// What one step takes.
#[derive(Serialize, Tsify)]
pub struct CostOfStep {
    step: String,
    label: String,
    backward: bool,
    operations: Operations,
    cells: Amount,
}

/// Operations of the two passes; the backward pass is that of the gradients of all inputs.
#[derive(Serialize, Tsify)]
pub struct TimeCosts {
    forward: Operations,
    backward: Operations,
}

/// One operation is an addition, a multiplication (with the addition of its product), a division,
/// a comparison or a function of one number.
#[derive(Serialize, Tsify)]
pub struct Operations {
    /// What the schedule performs.
    performed: Amount,
    /// How many of these the masks leave needed.
    needed: f64,
}

/// Cells of memory of the forward pass, by three rules.
#[derive(Serialize, Tsify)]
pub struct MemoryCosts {
    /// Everything but the scores and weights that never leave a fused kernel (homework 4).
    fused: Amount,
    /// Every tensor.
    every: Amount,
    /// The tensors that the backward pass refers to (homework 6).
    kept: Amount,
}

/// A count, as a number and in letters.
#[derive(Serialize, Tsify)]
pub struct Amount {
    /// At the sizes of the result.
    number: f64,
    /// In the sizes of the program's own axes.
    exact: Written,
    /// In the letters of the homework.
    polynomial: Written,
    /// Its terms without their coefficients, the dominated ones too.
    full: Written,
    /// What is left under O.
    order: Written,
    /// What is left under O where the sizes in `near` are the same.
    #[tsify(optional)]
    nearly: Option<Written>,
}

/// An expression in its forms.
#[derive(Serialize, Tsify)]
pub struct Written {
    text: String,
    latex: String,
}

/// What a step of a trace takes.
#[derive(Serialize, Tsify)]
pub struct StepCost {
    /// How many operations it performs.
    operations: Count,
    /// How many cells it has.
    cells: Count,
}

/// A count in the sizes of the program's axes, and at the sizes of the result.
#[derive(Serialize, Tsify)]
pub struct Count {
    text: String,
    number: f64,
}

impl CostReport {
    pub fn new(variant: &Variant, trace: &Trace, report: cost::Report) -> Self {
        let step = |step: cost::StepCost| {
            let node = trace.graph.node(step.step);
            CostOfStep {
                step: node.id.clone(),
                label: steps::label(&trace.graph, step.step),
                backward: node.backward,
                operations: step.operations.into(),
                cells: step.cells.into(),
            }
        };
        let memory = report.memory;
        Self {
            variant: variant.id,
            same: equations(variant.accounting.same, " = "),
            near: equations(variant.accounting.near, " ≈ "),
            steps: report.steps.into_iter().map(step).collect(),
            time: TimeCosts { forward: report.forward.into(), backward: report.backward.into() },
            memory: MemoryCosts {
                fused: memory.fused.into(),
                every: memory.every.into(),
                kept: memory.kept.into(),
            },
            intensity: report.intensity,
        }
    }
}

/// What some letters are: `i = j = N`.
fn equations(rules: &[(&str, &str)], sign: &str) -> Vec<String> {
    let equation = |(letters, is): &(&str, &str)| {
        let letters = letters.chars().map(String::from);
        letters.chain([(*is).to_owned()]).collect::<Vec<_>>().join(sign)
    };
    rules.iter().map(equation).collect()
}

impl StepCost {
    /// The cost of every step of a trace, in their order.
    pub fn all(trace: &Trace, accounting: &Accounting) -> Vec<Self> {
        let letters = Letters::new(&trace.graph, accounting);
        let counted = |cost: &Polynomial| {
            let exact = letters.exact(cost);
            Count { text: text(&exact), number: letters.number(&exact) }
        };
        let step = |node| StepCost {
            operations: counted(&count::operations(node)),
            cells: counted(&count::cells(node)),
        };
        trace.graph.nodes.iter().map(step).collect()
    }
}

impl From<cost::Time> for Operations {
    fn from(time: cost::Time) -> Self {
        Self { performed: time.performed.into(), needed: time.needed }
    }
}

impl From<cost::Cost> for Amount {
    fn from(cost: cost::Cost) -> Self {
        let order = |order: &Polynomial| Written::new(order_text(order), &order_math(order));
        Self {
            number: cost.number,
            exact: Written::of(&cost.exact),
            polynomial: Written::of(&cost.short),
            full: Written::of(&cost.full()),
            order: order(&cost.leading),
            nearly: cost.nearly.as_ref().map(order),
        }
    }
}

impl Written {
    /// A sum as it is.
    pub fn of(sum: &Polynomial) -> Self {
        Self::new(text(sum), &math(sum))
    }

    fn new(text: String, math: &Math) -> Self {
        Self { text, latex: latex(math) }
    }
}
