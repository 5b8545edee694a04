//! Random requests for any variant of the registry, and what the laws read off a result.
#![allow(dead_code, reason = "each test file uses its own part")]

use std::collections::BTreeMap;

use attention_playground::base::letter::Letter;
use attention_playground::program::condition::{Comparison, Condition, place};
use attention_playground::program::op::{Combine, Op};
use attention_playground::program::param::{Kind, Param, ParamValue};
use attention_playground::program::tensor::Tensor;
use attention_playground::program::trace::Trace;
use attention_playground::program::variant::{Input, Variant};
use attention_playground::request::Request;
use attention_playground::request::nested::{Cell, Nested};
use attention_playground::request::run::run;
use attention_playground::variants::ALL;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::Union;

/// Cases that each law is tried on.
pub const CASES: u32 = 1000;

/// A variant with a request for it.
#[derive(Debug, Clone)]
pub struct Case {
    pub variant: usize,
    pub request: Request,
}

impl Case {
    pub fn variant(&self) -> &'static Variant<'static> {
        &ALL[self.variant]
    }

    pub fn run(&self) -> Trace {
        run(self.variant(), &self.request).unwrap_or_else(|error| panic!("{error}\n{self:?}"))
    }

    /// The same with another value for one parameter, where the variant has it.
    pub fn with(mut self, name: &str, setting: ParamValue) -> Self {
        if self.variant().params.iter().any(|param| param.name == name) {
            self.request.params.insert(name.to_owned(), setting);
        }
        self
    }

    pub fn takes(&self, param: &str) -> bool {
        self.variant().params.iter().any(|known| known.name == param)
    }
}

/// Any variant of the registry at any small sizes, with any parameters, with and without what is
/// optional.
pub fn any_case() -> impl Strategy<Value = Case> {
    (0..ALL.len()).prop_flat_map(|variant| {
        any_params(&ALL[variant]).prop_flat_map(move |params| case_of(variant, params))
    })
}

/// A variant with these parameters at any small sizes, with and without what is optional.
pub fn case_of(
    variant: usize,
    params: BTreeMap<String, ParamValue>,
) -> impl Strategy<Value = Case> {
    any_sizes(&ALL[variant]).prop_flat_map(move |mut sizes| {
        for param in ALL[variant].params {
            if let Some(ParamValue::Number(number)) = params.get(param.name) {
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                let number = *number as usize;
                sizes.extend(param.size_of.map(|letter| (letter, number)));
                for letter in param.divides.chars() {
                    sizes.entry(letter).and_modify(|size| *size = number * (1 + *size % 2));
                }
            }
        }
        let inputs = ALL[variant].inputs.iter().map(|input| any_input(input, &sizes));
        let params = params.clone();
        inputs.collect::<Vec<_>>().prop_map(move |inputs| {
            let given = inputs.into_iter().filter_map(|(name, cells)| Some((name, cells?)));
            let inputs = given.collect();
            Case {
                variant,
                request: Request { inputs, params: params.clone(), ..Request::default() },
            }
        })
    })
}

/// Every setting of a variant: each choice with each other, and of numbers some.
pub fn settings(variant: &Variant) -> Vec<BTreeMap<String, ParamValue>> {
    let mut all = vec![BTreeMap::new()];
    for param in variant.params {
        let values: Vec<ParamValue> = match param.kind {
            Kind::Whole { least, most, .. } => {
                (least..=most.min(least + 2)).map(|own| ParamValue::Number(own.into())).collect()
            }
            Kind::Real { least, most, .. } => {
                [least.max(0.0), 0.5_f64.clamp(least, most)].map(ParamValue::Number).into()
            }
            Kind::FlagOrReal { .. } => {
                let choices = param.choices().iter().map(|choice| param.value(choice));
                choices.chain([ParamValue::Number(0.75)]).collect()
            }
            _ => param.choices().iter().map(|choice| param.value(choice)).collect(),
        };
        all = all
            .iter()
            .flat_map(|known| {
                values.iter().map(|value| {
                    let mut more = known.clone();
                    more.insert(param.name.to_owned(), value.clone());
                    more
                })
            })
            .collect();
    }
    all
}

fn any_params(
    variant: &'static Variant<'static>,
) -> impl Strategy<Value = BTreeMap<String, ParamValue>> {
    let params = variant.params.iter().map(|param| {
        let setting = any_setting(param).prop_map(move |setting| (param.name.to_owned(), setting));
        setting.boxed()
    });
    params.collect::<Vec<_>>().prop_map(|pairs| pairs.into_iter().collect())
}

fn any_setting(param: &'static Param) -> impl Strategy<Value = ParamValue> {
    match param.kind {
        Kind::Whole { least, most, .. } => (least..=most.min(least + 2))
            .prop_map(|number| ParamValue::Number(number.into()))
            .boxed(),
        Kind::Real { least, most, .. } => {
            prop_oneof![Just(least.max(0.0)), least.max(-3.0)..most.min(3.0)]
                .prop_map(ParamValue::Number)
                .boxed()
        }
        Kind::FlagOrReal { least, most, .. } => {
            let flags = param.choices().iter().map(|choice| param.value(choice));
            let flags = select(flags.collect::<Vec<_>>()).boxed();
            let numbers = (least.max(-2.0)..most.min(2.0)).prop_map(ParamValue::Number).boxed();
            Union::new_weighted(vec![(3, flags), (1, numbers)]).boxed()
        }
        _ => {
            let settings = param.choices().iter().map(|choice| param.value(choice));
            select(settings.collect::<Vec<_>>()).boxed()
        }
    }
}

fn any_sizes(variant: &Variant) -> impl Strategy<Value = BTreeMap<Letter, usize>> + use<> {
    let letters = variant.letters();
    // A width that is cut into pairs is even.
    let pairs = usize::from(variant.id == "rope");
    let size = move |(letter, size): (Letter, usize)| match letter {
        'd' => (letter, size + pairs * size),
        _ => (letter, size),
    };
    prop::collection::vec(1_usize..=4, letters.len())
        .prop_map(move |sizes| letters.iter().copied().zip(sizes).map(size).collect())
}

fn any_input(
    input: &'static Input,
    sizes: &BTreeMap<Letter, usize>,
) -> impl Strategy<Value = (String, Option<Nested>)> + use<> {
    let size = |letter| sizes.get(&letter).copied();
    let shape: Vec<usize> = input.sizes.chars().filter_map(size).collect();
    // Tokens in order where there are as many as the odd sizes say.
    let shape = match sizes.values().sum::<usize>() % 4 {
        more if !input.several.is_empty() && more > 0 => {
            input.several.chars().map(|letter| size(letter).unwrap_or(more)).collect()
        }
        _ => shape,
    };
    let cell = if input.boolean {
        Union::new([prop::bool::ANY.prop_map(|flag| f64::from(u8::from(flag))).boxed()])
    } else {
        Union::new([(-4.0..4.0_f64).boxed(), (-3..=3_i8).prop_map(f64::from).boxed()])
    };
    let given = prop::collection::vec(cell, shape.iter().product::<usize>())
        .prop_map(move |cells| nested(&shape, &cells));
    let given =
        if input.optional { prop::option::of(given).boxed() } else { given.prop_map(Some).boxed() };
    (Just(input.name.to_owned()), given)
}

/// A row of cells as nested lists.
pub fn nested(shape: &[usize], cells: &[f64]) -> Nested {
    match shape {
        [] => Nested::Cell(Cell::Number(cells[0])),
        [size, inner @ ..] => {
            let rows = cells.chunks(cells.len() / size);
            Nested::List(rows.map(|row| nested(inner, row)).collect())
        }
    }
}

/// The tensor of a step.
pub fn tensor<'t>(trace: &'t Trace, step: &str) -> &'t Tensor {
    &trace.values[trace.graph.find(step).expect("the step is there").0]
}

/// The bits of all cells of a step.
pub fn bits(trace: &Trace, step: &str) -> Vec<u64> {
    tensor(trace, step).data.iter().map(|cell| cell.to_bits()).collect()
}

/// Whether every quotient of the forward pass is safe from rounding: its divisor is exactly 0, for
/// which there is a rule, or not small beside what it divides.
pub fn is_well_conditioned(trace: &Trace) -> bool {
    let nodes = trace.graph.nodes.iter().filter(|node| !node.backward);
    nodes.filter(|node| matches!(node.op, Op::Pointwise { combine: Combine::Divide, .. })).all(
        |node| {
            let [over, under] = [0, 1].map(|place| &trace.values[node.inputs[place].0].data);
            let largest = over.iter().fold(0.0, |most: f64, cell| most.max(cell.abs()));
            under.iter().all(|cell| *cell == 0.0 || cell.abs() >= 0.05 * largest.max(1.0))
        },
    )
}

/// Whether later tokens are kept from earlier ones.
pub fn is_causal(trace: &Trace) -> bool {
    trace.graph.nodes.iter().any(|node| match &node.op {
        Op::Mask { mask, .. } => reads_causal(mask),
        Op::RunningSum { .. } => true,
        _ => false,
    })
}

fn reads_causal(mask: &Condition) -> bool {
    match mask {
        Condition::Compare(Comparison::AtMost, pair) => pair[0] == place('j'),
        Condition::And(both) => both.iter().any(reads_causal),
        _ => false,
    }
}

/// Changes the lists at one depth of nested lists.
pub fn at_depth(nested: &mut Nested, depth: usize, change: &impl Fn(&mut Vec<Nested>)) {
    match nested {
        Nested::List(items) if depth == 0 => change(items),
        Nested::List(items) => items.iter_mut().for_each(|item| at_depth(item, depth - 1, change)),
        Nested::Cell(_) => unreachable!("an input has an axis at this depth"),
    }
}

/// The same request with a change to each input of numbers that has an axis of this letter, along
/// it.
pub fn along(case: &Case, letter: Letter, change: impl Fn(&mut Vec<Nested>)) -> Case {
    let mut case = case.clone();
    let numeric = case.variant().inputs.iter().filter(|input| !input.boolean);
    for input in numeric {
        let Some(given) = case.request.inputs.get_mut(input.name) else { continue };
        let (axes, _) = input.letters_of(given.flatten().map_or(0, |(shape, _)| shape.len()));
        if let Some(depth) = axes.chars().position(|other| other == letter) {
            at_depth(given, depth, &change);
        }
    }
    case
}
