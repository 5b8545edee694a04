//! Random numbers for the inputs that are there: the same seed gives the same ones everywhere.

use std::collections::BTreeMap;

use ndarray::{ArrayD, IxDyn};

use crate::base::chance::Chance;
use crate::base::error::{Code, Error, Result, brief};
use crate::base::words::words;
use crate::program::variant::{Input, Variant};
use crate::request::{Request, limits};

words! {
    /// Which numbers there are to draw from.
    #[derive(Default)]
    pub enum Spread {
        /// Normal with mean 0 and deviation 1, rounded to two decimals.
        #[default]
        Normal = "normal",
        /// −3 … 3, each as often as the others.
        Whole = "whole",
    }
}

/// What is drawn.
#[derive(Debug, Clone, Default)]
pub struct Draw {
    pub seed: u32,
    pub spread: Spread,
    /// The names of the inputs to draw for; none for all that are numbers.
    pub only: Vec<String>,
}

impl Spread {
    /// The spread that a request calls so.
    ///
    /// # Errors
    /// `bad-request` for a word that is none.
    pub fn parse(word: &str) -> Result<Self> {
        Self::find(word).ok_or_else(|| {
            let cause = format!("\"{}\" is not a distribution.", brief(word));
            let error = Error::new(Code::BadRequest, cause).at("spread").found(word);
            error.hint("Use normal or whole.")
        })
    }

    fn draw(self, chance: &mut Chance) -> f64 {
        match self {
            Self::Normal => chance.normal_hundredths(),
            Self::Whole => chance.whole(3),
        }
    }
}

/// New cells for inputs of the shapes that the request gives them. What its cells say does not
/// matter, so that a typing error in one of them is no obstacle. An input that is not given is not
/// drawn; of a mask, three cells in four are 1.
///
/// Every input draws from a stream of its own: its numbers do not depend on the other inputs.
///
/// # Errors
/// `unknown-input` for a name that the variant or the request does not have; what is wrong with a
/// shape.
pub fn draw(
    variant: &Variant,
    request: &Request,
    draw: &Draw,
) -> Result<BTreeMap<String, ArrayD<f64>>> {
    let given: Vec<(&Input, u64)> = (variant.inputs.iter().zip(0..))
        .filter(|(input, _)| request.inputs.contains_key(input.name))
        .collect();
    for name in &draw.only {
        if !given.iter().any(|(input, _)| input.name == name) {
            let cause = format!("There is no input \"{}\" to fill.", brief(name));
            let error = Error::new(Code::UnknownInput, cause).at(name).found(name);
            let list: Vec<&str> = given.iter().map(|(input, _)| input.name).collect();
            return Err(error.hint(format!("There are: {}.", list.join(", "))));
        }
    }
    let wanted = |input: &Input| match &*draw.only {
        [] => !input.boolean,
        names => names.iter().any(|name| name == input.name),
    };
    let mut drawn = BTreeMap::new();
    for (input, stream) in given.into_iter().filter(|(input, _)| wanted(input)) {
        let (shape, cells) = request.inputs[input.name].flatten().map_err(|e| e.at(input.name))?;
        limits::check_list(cells.len() as u64, limits::INPUT_CELLS)?;
        let mut chance = Chance::new(draw.seed, stream);
        let mut cell = || match draw.spread {
            _ if input.boolean => chance.allowed(),
            spread => spread.draw(&mut chance),
        };
        drawn.insert(input.name.to_owned(), ArrayD::from_shape_simple_fn(IxDyn(&shape), &mut cell));
    }
    Ok(drawn)
}
