//! What `listVariants` gives: the variants, and everything that a page needs to offer them.

use std::collections::BTreeMap;

use ndarray::ArrayViewD;
use serde::Serialize;
use tsify::Tsify;

use crate::base::error::Result;
use crate::base::letter::meaning;
use crate::program::choice;
use crate::program::param::{Kind, Param, ParamValue};
use crate::program::tensor::Tensor;
use crate::program::variant::{Example, Family, Input, Reference, Variant};
use crate::request::{Request, run};
use crate::runs::thumbnail::thumbnail;
use crate::variants::examples;

/// A variant, and everything that a page needs to offer it.
#[derive(Serialize, Tsify)]
pub struct VariantInfo<'v> {
    id: &'v str,
    title: &'v str,
    /// What it is called within its family, where there is little room.
    name: &'v str,
    /// What sets it apart within its family, in a few words.
    line: &'static str,
    /// One sentence.
    summary: &'v str,
    /// Paragraphs, with an empty line between them.
    description: String,
    family: Family,
    reference: Reference,
    params: Vec<ParamInfo<'v>>,
    inputs: Vec<InputInfo<'v>>,
    axes: Vec<AxisInfo>,
    /// States that are worth opening, first the one that it opens with.
    examples: Vec<ExampleInfo>,
    /// Its weights on a few random numbers: a picture in small.
    thumbnail: Tensor,
}

/// Inputs and parameters that are worth opening.
#[derive(Serialize, Tsify)]
pub struct ExampleInfo {
    /// What links call it.
    id: &'static str,
    /// The problem of the homework that it belongs to.
    #[tsify(optional)]
    homework: Option<u8>,
    title: &'static str,
    /// What there is to see.
    notice: &'static str,
    /// The texts of the cells, by the input's name.
    #[tsify(type = "Record<string, Cells>")]
    inputs: BTreeMap<String, Cells>,
    /// By name; the others have their defaults.
    #[tsify(type = "Record<string, Value>")]
    params: BTreeMap<String, ParamValue>,
    gradients: bool,
    /// The words that its tokens stand for, in their order.
    #[tsify(optional)]
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    words: &'static [&'static str],
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
pub struct ParamInfo<'v> {
    name: &'v str,
    label: &'v str,
    help: &'v str,
    #[tsify(type = "Value")]
    default: ParamValue,
    /// The values that it takes, but for numbers.
    choices: Vec<Choice>,
    /// Of a number.
    #[tsify(optional)]
    range: Option<Range>,
    /// What a number means beside the choices, where it takes both.
    #[tsify(optional)]
    number: Option<OrNumber>,
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

/// A number where the other values are words.
#[derive(Serialize, Tsify)]
pub struct OrNumber {
    label: &'static str,
    help: &'static str,
}

/// One value of a parameter.
#[derive(Serialize, Tsify)]
pub struct Choice {
    #[tsify(type = "Value")]
    value: ParamValue,
    /// Another value that requests and links may have for it.
    #[tsify(optional, type = "Value")]
    #[serde(skip_serializing_if = "Option::is_none")]
    also: Option<ParamValue>,
    label: &'static str,
    help: &'static str,
}

/// An input, with the axes that it has.
#[derive(Serialize, Tsify)]
pub struct InputInfo<'v> {
    name: &'v str,
    meaning: &'v str,
    axes: Vec<char>,
    /// The letters that its sizes are called by, one for each axis.
    sizes: Vec<char>,
    /// The axes that it may have instead, one more; none where it has no others.
    #[tsify(optional)]
    several: Option<Vec<AxisInfo>>,
    /// Whether the program does without it.
    optional: bool,
    /// Whether its cells are 1 (may attend) or 0.
    boolean: bool,
    /// The texts of the example's cells, one level of lists for each axis; none where the example
    /// leaves the input out.
    #[tsify(optional)]
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

impl<'v> VariantInfo<'v> {
    pub fn new(variant: &Variant<'v>) -> Result<Self> {
        let example = run::inputs(variant, &Request::default())?;
        let size = |letter| example.sizes.get(&letter).copied().unwrap_or(1);
        let axis =
            |letter| AxisInfo { letter, meaning: variant.meaning(letter), size: size(letter) };
        Ok(Self {
            id: variant.id,
            title: variant.title,
            name: variant.name,
            line: variant.line,
            summary: variant.summary,
            description: variant.description(),
            family: variant.family,
            reference: variant.reference,
            params: variant.params.iter().map(|param| ParamInfo::new(param, &example)).collect(),
            inputs: variant.inputs.iter().map(|input| InputInfo::new(input, &example)).collect(),
            axes: variant.letters().into_iter().map(axis).collect(),
            examples: examples::of(variant)
                .map(|example| ExampleInfo::new(variant, example))
                .collect::<Result<_>>()?,
            thumbnail: thumbnail(variant)?,
        })
    }
}

impl ExampleInfo {
    fn new(variant: &Variant, example: &Example) -> Result<Self> {
        let request = Request::from_example(variant, example)?;
        let inputs = run::inputs(variant, &request)?.tensors.into_iter();
        Ok(Self {
            id: example.id,
            homework: example.homework,
            title: example.title,
            notice: example.notice,
            inputs: inputs.map(|(name, given)| (name, Cells::new(given.data.view()))).collect(),
            params: request.params,
            gradients: example.gradients,
            words: example.words,
        })
    }
}

impl<'v> ParamInfo<'v> {
    fn new(param: &Param<'v>, example: &run::ResolvedInputs) -> Self {
        let choice = |choice: &choice::Choice| Choice {
            value: param.value(choice),
            also: param.flag_of(choice),
            label: choice.label,
            help: choice.help,
        };
        Self {
            name: param.name,
            label: param.label,
            help: param.help,
            default: example.params.0[param.name].clone(),
            choices: param.choices().iter().map(choice).collect(),
            range: param.range().map(|(least, most, whole)| Range { least, most, whole }),
            number: match param.kind {
                Kind::FlagOrReal { number, .. } => {
                    Some(OrNumber { label: number.label, help: number.help })
                }
                _ => None,
            },
            size_of: param.size_of,
            divides: param.divides.chars().collect(),
        }
    }
}

impl<'v> InputInfo<'v> {
    fn new(input: &Input<'v>, example: &run::ResolvedInputs) -> Self {
        Self {
            name: input.name,
            meaning: input.meaning,
            axes: input.axes.chars().collect(),
            sizes: input.sizes.chars().collect(),
            several: (!input.several.is_empty()).then(|| {
                let size = |letter| example.sizes.get(&letter).copied().unwrap_or(1);
                let axis =
                    |letter| AxisInfo { letter, meaning: meaning(letter), size: size(letter) };
                input.several.chars().map(axis).collect()
            }),
            optional: input.optional,
            boolean: input.boolean,
            example: example.tensors.get(input.name).map(|given| Cells::new(given.data.view())),
        }
    }
}

impl Cells {
    /// The shortest text of each number that reads as the same number.
    pub fn new(data: ArrayViewD<f64>) -> Self {
        match data.first() {
            Some(cell) if data.ndim() == 0 => Self::Text(cell.to_string()),
            _ => Self::List(data.outer_iter().map(Self::new).collect()),
        }
    }
}
