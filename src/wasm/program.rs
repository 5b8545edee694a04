//! What a call computes: a variant by its id, or a program of somebody's own; and the language's calls.
//!
//! The first core has no language. Whatever needs one asks it through an export, which the whole core
//! has and the first lacks, so that nothing else holds the language there.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use js_sys::{Function, Reflect};
use serde::Serialize;
use tsify::Tsify;
use wasm_bindgen::prelude::*;

use super::decode::{get, text, unexpected};
use super::{Js, answer, request};
use crate::base::error::{Code, Error, Result};
use crate::language::program::{OwnProgram, Tables, text_of};
use crate::language::report::report;
use crate::program::axis::Axis;
use crate::program::build::Written;
use crate::program::graph::Graph;
use crate::program::param::{ParamValue, Params};
use crate::program::variant::Variant;
use crate::request::run::program;
use crate::runs::recognise::recognise;
use crate::variants::find;

#[wasm_bindgen(typescript_custom_section)]
const CHOICE: &str = r#"
/** A variant by its id, or the text of a program. */
export type VariantOrProgram = string | { program: string };
"#;

/// A variant by its id, or a program.
pub enum Chosen {
    Shipped(&'static Variant<'static>),
    Written(Far),
}

/// What a variant borrows from it.
pub enum Lent<'c> {
    Shipped(&'static Variant<'static>),
    Written(Tables<'c>, &'c Far),
}

/// A program whose graphs the language builds behind its export.
pub struct Far(Rc<OwnProgram>);

impl Chosen {
    /// An id, or `{program: text}`.
    pub fn decode(value: &JsValue) -> Result<Self> {
        if !value.is_object() {
            return Ok(Self::Shipped(find(&text(value, "variant")?)?));
        }
        let program = get(value, "program").map_err(|error| error.at("variant"))?;
        let Some(text) = program.as_string() else {
            return Err(unexpected(value, "variant", "an id, or {program: text}"));
        };
        match asked(Question::Read(text))? {
            Answer::Read(program) => Ok(Self::Written(Far(Rc::new(program?)))),
            Answer::Graph(_) => Err(absent()),
        }
    }

    pub fn lend(&self) -> Lent<'_> {
        match self {
            Self::Shipped(variant) => Lent::Shipped(variant),
            Self::Written(far) => Lent::Written(far.0.tables(), far),
        }
    }
}

impl Lent<'_> {
    pub fn variant(&self) -> Variant<'_> {
        match self {
            Self::Shipped(variant) => (*variant).clone(),
            Self::Written(tables, far) => tables.variant_by(*far),
        }
    }
}

/// What a call makes of the variant that it is given.
pub fn with<T>(value: &JsValue, make: impl FnOnce(&Variant) -> Result<T>) -> Result<T> {
    make(&Chosen::decode(value)?.lend().variant())
}

impl Written for Far {
    fn graph(&self, inputs: Vec<(&str, Vec<Axis>)>, params: &Params) -> Result<Graph> {
        let inputs = inputs.into_iter().map(|(name, axes)| (name.to_owned(), axes)).collect();
        let question = Question::Graph { program: self.0.clone(), inputs, params: params.clone() };
        match asked(question)? {
            Answer::Graph(graph) => graph,
            Answer::Read(_) => Err(absent()),
        }
    }
}

/// What the language is asked.
enum Question {
    Read(String),
    Graph { program: Rc<OwnProgram>, inputs: Vec<(String, Vec<Axis>)>, params: Params },
}

enum Answer {
    Read(Result<OwnProgram>),
    Graph(Result<Graph>),
}

thread_local! {
    static QUESTION: RefCell<Option<Question>> = const { RefCell::new(None) };
    static ANSWER: RefCell<Option<Answer>> = const { RefCell::new(None) };
}

/// What the language answers.
fn asked(question: Question) -> Result<Answer> {
    QUESTION.set(Some(question));
    let export = Reflect::get(&wasm_bindgen::exports(), &"answerAboutProgram".into());
    let export = export.ok().and_then(|export| export.dyn_into::<Function>().ok());
    let called = export.and_then(|export| export.call0(&JsValue::UNDEFINED).ok());
    QUESTION.set(None);
    called.and_then(|_| ANSWER.take()).ok_or_else(absent)
}

fn absent() -> Error {
    let error = Error::new(Code::BadRequest, "This part of the core has no language.");
    error.at("variant").hint("Load the whole core.")
}

/// Answers what the core asks its language: for itself, and for nobody else.
#[wasm_bindgen(js_name = answerAboutProgram, skip_typescript)]
pub fn answer_about_program() {
    let answer = QUESTION.take().map(|question| match question {
        Question::Read(text) => Answer::Read(OwnProgram::read(&text)),
        Question::Graph { program, inputs, params } => {
            let inputs = inputs.iter().map(|(name, axes)| (&**name, axes.clone())).collect();
            Answer::Graph(program.graph(inputs, &params))
        }
    });
    ANSWER.set(answer);
}

/// What the text of a program declares and makes, and what is wrong with it. No text is refused.
#[wasm_bindgen(js_name = readProgram, unchecked_return_type = "ProgramReport")]
pub fn read_program(#[wasm_bindgen(unchecked_param_type = "string")] text: JsValue) -> Js {
    answer(self::text(&text, "program").map(|text| report(&text)))
}

/// A variant in its present state, as the text of a program that computes the same.
#[wasm_bindgen(js_name = programOf, unchecked_return_type = "string")]
pub fn program_of(
    #[wasm_bindgen(unchecked_param_type = "VariantOrProgram")] id: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Request")] request: JsValue,
) -> Js {
    answer(with(&id, |variant| {
        text_of(variant.title, &program(variant, &request::request(&request)?)?)
    }))
}

/// Which variant a program computes, or which comes closest.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct Recognition {
    variant: &'static str,
    #[tsify(type = "Record<string, Value>")]
    params: BTreeMap<String, ParamValue>,
    /// Whether both computed the same on 200 draws.
    equal: bool,
    #[tsify(optional)]
    first_difference: Option<StepDifference>,
}

/// The first step of a program that the closest variant has nothing like.
#[derive(Serialize, Tsify)]
pub struct StepDifference {
    step: String,
    line: usize,
}

/// The variant that computes the same as a program, or the one that comes closest; nothing where no
/// variant takes such inputs.
#[wasm_bindgen(js_name = recogniseProgram, unchecked_return_type = "Recognition | undefined")]
pub fn recognise_program(#[wasm_bindgen(unchecked_param_type = "string")] text: JsValue) -> Js {
    let recognised = self::text(&text, "program").and_then(|text| {
        let own = Far(Rc::new(OwnProgram::read(&text)?));
        let tables = own.0.tables();
        let found = recognise(&tables.variant_by(&own))?;
        let line = |step: String| own.0.line(&step).map(|line| StepDifference { step, line });
        Ok(found.map(|found| Recognition {
            variant: found.variant,
            params: found.params,
            equal: found.equal,
            first_difference: found.first_difference.and_then(line),
        }))
    });
    answer(recognised)
}
