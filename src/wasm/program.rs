//! What a call computes: a variant by its id, or a program of somebody's own.
//!
//! The first core has no language, so that it refuses a program: who has one asks the whole.

#[cfg(feature = "whole")]
use std::{cell::RefCell, rc::Rc};

use wasm_bindgen::prelude::*;

use super::decode::{get, text, unexpected};
use crate::base::error::Result;
#[cfg(feature = "whole")]
use crate::language::{
    cache::Cache,
    program::{OwnProgram, Tables},
    report::ProgramReport,
};
use crate::program::variant::Variant;
use crate::variants::find;

#[wasm_bindgen(typescript_custom_section)]
const CHOICE: &str = r#"
/** A variant by its id, or the text of a program. */
export type VariantOrProgram = string | { program: string };
"#;

/// A variant by its id, or a program.
pub enum Chosen {
    Shipped(&'static Variant<'static>),
    #[cfg(feature = "whole")]
    Written(Rc<OwnProgram>),
}

/// What a variant borrows from it.
pub enum Lent<'c> {
    Shipped(&'c Variant<'static>),
    #[cfg(feature = "whole")]
    Written(Tables<'c>),
}

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
        Self::read(&text)
    }

    #[cfg(feature = "whole")]
    fn read(text: &str) -> Result<Self> {
        Ok(Self::Written(read(text)?))
    }

    #[cfg(not(feature = "whole"))]
    fn read(_: &str) -> Result<Self> {
        use crate::base::error::{Code, Error};

        let error = Error::new(Code::BadRequest, "This part of the core has no language.");
        Err(error.at("variant").hint("Load the whole core."))
    }

    pub fn lend(&self) -> Lent<'_> {
        match self {
            Self::Shipped(variant) => Lent::Shipped(variant),
            #[cfg(feature = "whole")]
            Self::Written(program) => Lent::Written(program.tables()),
        }
    }
}

impl Lent<'_> {
    pub fn variant(&self) -> Variant<'_> {
        match self {
            Self::Shipped(variant) => (*variant).clone(),
            #[cfg(feature = "whole")]
            Self::Written(tables) => tables.variant(),
        }
    }
}

#[cfg(feature = "whole")]
thread_local! {
    /// The text that is being typed.
    static TYPED: RefCell<Cache> = RefCell::default();
}

/// What a text has, and what is wrong with it.
#[cfg(feature = "whole")]
pub fn report(text: &str) -> ProgramReport {
    TYPED.with_borrow_mut(|cache| cache.report(text))
}

/// The program of a text.
#[cfg(feature = "whole")]
pub fn read(text: &str) -> Result<Rc<OwnProgram>> {
    TYPED.with_borrow_mut(|cache| cache.program(text))
}

/// What a call makes of the variant that it is given.
pub fn with<T>(value: &JsValue, make: impl FnOnce(&Variant) -> Result<T>) -> Result<T> {
    make(&Chosen::decode(value)?.lend().variant())
}
