//! What JavaScript is given: plain data, from which the TypeScript types are derived.

use std::collections::BTreeMap;

use js_sys::Float64Array;
use ndarray::ArrayViewD;
use serde::Serialize;
use tsify::Tsify;

use crate::axis::meaning;
use crate::error::Result;
use crate::graph::NodeId;
use crate::param::{self, Kind, Param, Setting};
use crate::read::formula::{self, Element};
use crate::read::{arithmetic, reach, source, steps, written};
use crate::run::{self, Request};
use crate::variants::{Input, Variant};
use crate::{input, note, tensor};

/// A variant, and everything that a page needs to offer it.
#[derive(Serialize, Tsify)]
pub struct VariantInfo {
    id: &'static str,
    title: &'static str,
    /// One sentence.
    summary: &'static str,
    /// Paragraphs, with an empty line between them.
    description: String,
    /// The heading that it stands under.
    family: &'static str,
    reference: Reference,
    params: Vec<ParamInfo>,
    inputs: Vec<InputInfo>,
    axes: Vec<AxisInfo>,
    example: Example,
}

/// Where a variant was first written down.
#[derive(Serialize, Tsify)]
pub struct Reference {
    text: &'static str,
    url: &'static str,
}

/// Where the numbers of the example come from.
#[derive(Serialize, Tsify)]
pub struct Example {
    title: &'static str,
}

/// An axis of the inputs, and its size in the example.
#[derive(Serialize, Tsify)]
pub struct AxisInfo {
    letter: char,
    /// What it counts, such as "queries".
    meaning: String,
    size: usize,
}

/// A parameter with the values that it takes.
#[derive(Serialize, Tsify)]
pub struct ParamInfo {
    name: &'static str,
    label: &'static str,
    help: &'static str,
    default: Value,
    /// The values that it takes; none where it takes a number.
    choices: Vec<Choice>,
    /// Of a number.
    #[tsify(optional)]
    range: Option<Range>,
    /// The axis of the inputs that it is the size of, if it is one.
    #[tsify(optional)]
    size_of: Option<char>,
    /// The axes whose sizes it must divide.
    divides: Vec<char>,
}

/// The numbers that a parameter takes.
#[derive(Serialize, Tsify)]
pub struct Range {
    least: f64,
    most: f64,
    /// Whether they are whole.
    whole: bool,
}

/// One value of a parameter.
#[derive(Serialize, Tsify)]
pub struct Choice {
    value: Value,
    label: &'static str,
    help: &'static str,
}

/// A parameter's value.
#[derive(Serialize, Tsify)]
#[serde(untagged)]
pub enum Value {
    Flag(bool),
    Number(f64),
    Word(String),
}

/// An input, with the axes that it has.
#[derive(Serialize, Tsify)]
pub struct InputInfo {
    name: &'static str,
    meaning: &'static str,
    axes: Vec<char>,
    /// The letters that its sizes are called by, one for each axis.
    sizes: Vec<char>,
    /// Whether the program does without it.
    optional: bool,
    /// Whether its cells are 1 (may attend) or 0.
    boolean: bool,
    /// The texts of the example's cells, one level of lists for each axis; none where the example
    /// leaves the input out.
    #[tsify(type = "Cells | null")]
    example: Option<Cells>,
}

/// Texts of cells, in lists of lists.
#[derive(Serialize, Tsify)]
#[serde(untagged)]
#[tsify(type = "(string | Cells)[]")]
pub enum Cells {
    Text(String),
    List(Vec<Cells>),
}

/// A result: the steps of a program, inputs first.
#[derive(Serialize, Tsify)]
pub struct Trace {
    variant: String,
    #[tsify(type = "Record<string, Value>")]
    params: BTreeMap<&'static str, Value>,
    /// By axis letter.
    #[tsify(type = "Record<string, number>")]
    sizes: BTreeMap<char, usize>,
    steps: Vec<Step>,
    /// The id of the step that is the result.
    output: String,
    /// The id of each input's gradient, by the input's name; empty without a backward pass.
    #[tsify(type = "Record<string, string>")]
    gradients: BTreeMap<&'static str, String>,
    notes: Vec<Note>,
}

/// A node of the program.
#[derive(Serialize, Tsify)]
pub struct Step {
    id: String,
    label: String,
    /// What formulas call it, such as "s" or "s′".
    symbol: String,
    /// What it does, such as "contract" or "softmax"; "input" for what is given.
    op: &'static str,
    /// Of a contraction, such as "id,jd->ij".
    #[tsify(optional)]
    equation: Option<String>,
    formula: Formula,
    /// The steps that it reads.
    inputs: Vec<String>,
    tensor: Tensor,
    /// Whether the cells are shares, from 0 to 1.
    weights: bool,
    /// Whether it belongs to the backward pass.
    backward: bool,
}

/// A formula in its forms.
#[derive(Serialize, Tsify)]
pub struct Formula {
    latex: String,
    mathml: String,
    /// The same MathML, to be built element by element.
    tree: MathNode,
}

/// A MathML element. An axis' letter has the class "axis-i".
#[derive(Serialize, Tsify)]
pub struct MathNode {
    tag: &'static str,
    #[tsify(type = "Record<string, string>")]
    attributes: BTreeMap<&'static str, String>,
    #[tsify(type = "(MathNode | string)[]")]
    children: Vec<MathChild>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum MathChild {
    Element(MathNode),
    Text(String),
}

/// Numbers over named axes, last axis fastest. A masked score is −Infinity.
#[derive(Serialize, Tsify)]
pub struct Tensor {
    axes: Vec<char>,
    shape: Vec<usize>,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "Float64Array")]
    data: Float64Array,
}

/// Something that is not wrong, and that a person should know.
#[derive(Serialize, Tsify)]
pub struct Note {
    /// A stable word, such as "tie".
    code: &'static str,
    /// The input or the step.
    field: String,
    /// Counted from 1.
    #[tsify(optional)]
    row: Option<usize>,
    /// Counted from 1.
    #[tsify(optional)]
    column: Option<usize>,
    message: String,
}

/// The arithmetic of one cell.
#[derive(Serialize, Tsify)]
pub struct Explanation {
    step: String,
    index: Vec<usize>,
    value: f64,
    /// What the cell is called: s₁₂.
    name: String,
    /// The calculation, then the same with its innermost operations done, down to the value.
    lines: Vec<Line>,
    /// What the cell is and how it came about, in words.
    words: String,
    /// The cells that it was computed from, in the order of the arithmetic.
    sources: Vec<Cell>,
    /// The typed cells that it goes back to.
    origins: Vec<Cell>,
    /// The cells of later steps that depend on it.
    dependents: Vec<Cell>,
}

/// A line of arithmetic, without the equals sign before it.
#[derive(Serialize, Tsify)]
pub struct Line {
    /// Whether a number in it is rounded, so that "≈" is meant.
    rounded: bool,
    tokens: Vec<Token>,
}

/// A piece of a line.
#[derive(Serialize, Tsify)]
pub struct Token {
    text: String,
    /// Which of the sources this is the value of.
    #[tsify(optional)]
    source: Option<usize>,
}

/// One cell of one step; the index counts from 0.
#[derive(Serialize, Tsify)]
pub struct Cell {
    step: String,
    index: Vec<usize>,
    value: f64,
}

/// A paste that has been read.
#[derive(Serialize, Tsify)]
pub struct ParsedMatrix {
    /// The texts of the cells, as an editable table keeps them.
    cells: Vec<Vec<String>>,
    #[tsify(type = "[number, number]")]
    shape: [usize; 2],
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "Float64Array")]
    data: Float64Array,
    /// How the text was written, such as "latex".
    format: &'static str,
    notes: Vec<Note>,
    /// Other ways to read a text that may mean two things.
    alternatives: Vec<Alternative>,
}

/// Another way to read a text.
#[derive(Serialize, Tsify)]
pub struct Alternative {
    label: String,
    cells: Vec<Vec<String>>,
}

impl VariantInfo {
    pub fn new(variant: &Variant) -> Result<Self> {
        let example = run::run(variant, &Request::default())?;
        let size = |letter| example.sizes.get(&letter).copied().unwrap_or(1);
        let axis = |letter| AxisInfo { letter, meaning: meaning(letter), size: size(letter) };
        Ok(Self {
            id: variant.id,
            title: variant.title,
            summary: variant.summary,
            description: variant.description(),
            family: variant.family,
            reference: Reference { text: variant.reference.text, url: variant.reference.url },
            params: variant.params.iter().map(|param| ParamInfo::new(param, &example)).collect(),
            inputs: variant.inputs.iter().map(|input| InputInfo::new(input, &example)).collect(),
            axes: variant.letters().into_iter().map(axis).collect(),
            example: Example { title: variant.example },
        })
    }
}

impl ParamInfo {
    fn new(param: &Param, example: &run::Trace) -> Self {
        let choice = |choice: &param::Choice| Choice {
            value: param.setting(choice).into(),
            label: choice.label,
            help: choice.help,
        };
        Self {
            name: param.name,
            label: param.label,
            help: param.help,
            default: example.settings.0[param.name].clone().into(),
            choices: param.choices().iter().map(choice).collect(),
            range: match param.kind {
                Kind::Whole { least, most, .. } => {
                    Some(Range { least: least.into(), most: most.into(), whole: true })
                }
                Kind::Real { least, most, .. } => Some(Range { least, most, whole: false }),
                Kind::Flag { .. } | Kind::Words(_) => None,
            },
            size_of: param.size_of,
            divides: param.divides.chars().collect(),
        }
    }
}

impl From<Setting> for Value {
    fn from(setting: Setting) -> Self {
        match setting {
            Setting::Flag(flag) => Self::Flag(flag),
            Setting::Number(number) => Self::Number(number),
            Setting::Word(word) => Self::Word(word),
        }
    }
}

impl InputInfo {
    fn new(input: &Input, example: &run::Trace) -> Self {
        let tensor = example.graph.find(input.name).map(|id| &example.values[id.0]).ok();
        Self {
            name: input.name,
            meaning: input.meaning,
            axes: input.axes.chars().collect(),
            sizes: input.sizes.chars().collect(),
            optional: input.optional,
            boolean: input.boolean,
            example: tensor.map(|tensor| Cells::new(tensor.data.view())),
        }
    }
}

impl Cells {
    /// The shortest text of each number that reads as the same number.
    fn new(data: ArrayViewD<f64>) -> Self {
        match data.first() {
            Some(cell) if data.ndim() == 0 => Self::Text(cell.to_string()),
            _ => Self::List(data.outer_iter().map(Self::new).collect()),
        }
    }
}

impl Trace {
    pub fn new(variant: &str, trace: &run::Trace) -> Self {
        let params = trace.settings.0.iter();
        let id_of = |id: NodeId| trace.graph.node(id).id.clone();
        Self {
            variant: variant.to_owned(),
            params: params.map(|(name, value)| (*name, value.clone().into())).collect(),
            sizes: trace.sizes.clone(),
            steps: trace.graph.steps().map(|(id, _)| Step::new(trace, id)).collect(),
            output: trace.graph.node(trace.graph.output).id.clone(),
            gradients: trace.gradients.iter().map(|(name, id)| (*name, id_of(*id))).collect(),
            notes: trace.notes.iter().cloned().map(Note::from).collect(),
        }
    }
}

impl Step {
    fn new(trace: &run::Trace, id: NodeId) -> Self {
        let node = trace.graph.node(id);
        let math = formula::formula(&trace.graph, id);
        let mathml = formula::mathml(&math);
        Self {
            id: node.id.clone(),
            label: steps::label(node),
            symbol: node.symbol.clone(),
            op: steps::word(&node.op),
            equation: steps::equation(&node.op),
            formula: Formula {
                latex: formula::latex(&math),
                mathml: mathml.to_string(),
                tree: mathml.into(),
            },
            inputs: node.inputs.iter().map(|id| trace.graph.node(*id).id.clone()).collect(),
            tensor: Tensor::new(&trace.values[id.0]),
            weights: steps::is_weights(&node.op),
            backward: node.backward,
        }
    }
}

impl From<Element> for MathNode {
    fn from(element: Element) -> Self {
        let mut children: Vec<MathChild> =
            element.children.into_iter().map(|child| MathChild::Element(child.into())).collect();
        if !element.text.is_empty() {
            children.push(MathChild::Text(element.text));
        }
        Self { tag: element.tag, attributes: element.attributes.into_iter().collect(), children }
    }
}

impl Tensor {
    fn new(tensor: &tensor::Tensor) -> Self {
        let data: Vec<f64> = tensor.data.iter().copied().collect();
        Self {
            axes: tensor.axes.iter().map(|axis| axis.letter).collect(),
            shape: tensor.shape().to_vec(),
            data: Float64Array::from(data.as_slice()),
        }
    }
}

impl From<note::Note> for Note {
    fn from(note: note::Note) -> Self {
        let place = note.place;
        Self {
            code: note.code,
            field: place.field,
            row: place.row,
            column: place.column,
            message: note.message,
        }
    }
}

impl Explanation {
    pub fn new(trace: &run::Trace, id: NodeId, index: &[usize]) -> Self {
        let run::Trace { graph, values, .. } = trace;
        let term = source::source(graph, values, id, index);
        let sources = term.cells();
        let mut lines: Vec<Line> = Vec::new();
        for line in term.lines().iter().map(|term| Line::new(term, &sources)) {
            // A sum of one number and the number are written alike: once is enough.
            let text = |line: &Line| line.tokens.iter().map(|t| &*t.text).collect::<String>();
            if lines.last().is_none_or(|last| text(last) != text(&line)) {
                lines.push(line);
            }
        }
        let cells = |cells: Vec<arithmetic::Cell>| -> Vec<Cell> {
            cells.into_iter().map(|cell| Cell::new(trace, cell)).collect()
        };
        Self {
            step: graph.node(id).id.clone(),
            index: index.to_vec(),
            value: values[id.0].data[index],
            name: steps::cell_name(graph.node(id), index),
            lines,
            words: steps::words(graph, id, index),
            origins: cells(reach::origins(graph, values, id, index)),
            dependents: cells(reach::dependents(graph, values, id, index)),
            sources: cells(sources),
        }
    }
}

impl Line {
    fn new(term: &arithmetic::Term, sources: &[arithmetic::Cell]) -> Self {
        let token = |token: written::Token| Token { text: token.text, source: token.source };
        Self {
            rounded: term.is_rounded(),
            tokens: written::written(term, sources).into_iter().map(token).collect(),
        }
    }
}

impl Cell {
    fn new(trace: &run::Trace, cell: arithmetic::Cell) -> Self {
        let step = trace.graph.node(cell.node).id.clone();
        Self { step, index: cell.index, value: cell.value }
    }
}

impl ParsedMatrix {
    pub fn new(parsed: input::Parsed) -> Self {
        let grid = parsed.grid;
        Self {
            shape: [grid.rows, grid.columns],
            data: Float64Array::from(grid.values.as_slice()),
            cells: grid.cells,
            format: parsed.format.as_str(),
            notes: grid.notes.into_iter().map(Note::from).collect(),
            alternatives: parsed.alternatives.into_iter().map(Alternative::from).collect(),
        }
    }
}

impl From<input::Alternative> for Alternative {
    fn from(other: input::Alternative) -> Self {
        Self { label: other.label, cells: other.cells }
    }
}
