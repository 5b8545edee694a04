//! Random requests for any variant of the registry, and what the laws read off a result.
#![allow(dead_code, reason = "each test file uses its own part")]

use std::collections::BTreeMap;

use attention_playground::axis::Letter;
use attention_playground::nested::{Cell, Nested};
use attention_playground::param::{Kind, Param, Setting};
use attention_playground::run::{Request, Trace, run};
use attention_playground::tensor::Tensor;
use attention_playground::variants::{ALL, Input, Variant};
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
    pub fn variant(&self) -> &'static Variant {
        &ALL[self.variant]
    }

    pub fn run(&self) -> Trace {
        run(self.variant(), &self.request).unwrap_or_else(|error| panic!("{error}\n{self:?}"))
    }

    /// The same with another value for one parameter, where the variant has it.
    pub fn with(mut self, name: &str, setting: Setting) -> Self {
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
        let sizes = sizes(&ALL[variant]);
        (Just(variant), sizes).prop_flat_map(|(variant, sizes)| {
            let inputs = ALL[variant].inputs.iter().map(|input| any_input(input, &sizes));
            let params = ALL[variant]
                .params
                .iter()
                .map(|param| (Just(param.name.to_owned()), any_setting(param)));
            (Just(variant), inputs.collect::<Vec<_>>(), params.collect::<Vec<_>>()).prop_map(
                |(variant, inputs, params)| {
                    let given = inputs.into_iter().filter_map(|(name, cells)| Some((name, cells?)));
                    let inputs = given.collect();
                    let params = params.into_iter().collect();
                    Case { variant, request: Request { inputs, params, ..Request::default() } }
                },
            )
        })
    })
}

fn any_setting(param: &'static Param) -> impl Strategy<Value = Setting> {
    match param.kind {
        Kind::Whole { least, most, .. } => {
            (least..=most.min(least + 3)).prop_map(|n| Setting::Number(n.into())).boxed()
        }
        Kind::Real { least, most, .. } => {
            (least.max(-3.0)..most.min(3.0)).prop_map(Setting::Number).boxed()
        }
        _ => {
            let settings: Vec<Setting> =
                param.choices().iter().map(|choice| param.setting(choice)).collect();
            select(settings).boxed()
        }
    }
}

fn sizes(variant: &Variant) -> impl Strategy<Value = BTreeMap<Letter, usize>> + use<> {
    let letters = variant.letters();
    let count = letters.len();
    prop::collection::vec(1_usize..=6, count)
        .prop_map(move |sizes| letters.iter().copied().zip(sizes).collect())
}

fn any_input(
    input: &'static Input,
    sizes: &BTreeMap<Letter, usize>,
) -> impl Strategy<Value = (String, Option<Nested>)> + use<> {
    let shape: Vec<usize> = input.sizes.chars().map(|letter| sizes[&letter]).collect();
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
