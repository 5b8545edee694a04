//! What `costCurves` is asked: which costs, over which sizes.

use super::decode::{entries, get, letter, list, text, unexpected, whole};
use super::fields::fields;
use super::program::{Chosen, Lent};
use super::request::request;
use crate::base::error::Result;
use crate::program::variant::Variant;
use crate::request::Request;
use crate::runs::growth::{self, MOST_CURVES};

/// What `costCurves` is asked.
pub struct Curves {
    programs: Vec<(Chosen, Request)>,
    task: growth::CurvesRequest<'static>,
}

impl Curves {
    /// What is made of it, with the variants that it names.
    pub fn with<T>(self, make: impl FnOnce(&growth::CurvesRequest) -> Result<T>) -> Result<T> {
        let lent: Vec<Lent> = self.programs.iter().map(|(chosen, _)| chosen.lend()).collect();
        let variants: Vec<Variant> = lent.iter().map(Lent::variant).collect();
        let requests = self.programs.iter().map(|(_, request)| request.clone());
        let task = self.task;
        make(&growth::CurvesRequest {
            programs: variants.iter().zip(requests).collect(),
            letter: task.letter,
            range: task.range,
            points: task.points,
            sizes: task.sizes,
        })
    }
}

fn nothing() -> Curves {
    let task = growth::CurvesRequest {
        programs: vec![],
        letter: 'N',
        range: [1, 1],
        points: 49,
        sizes: [].into(),
    };
    Curves { programs: vec![], task }
}

fields! {
    /// Which costs to follow over which sizes. Letters are those of the homework: N, n, D, d, h …
    interface CurvesRequest: "This call", at "curves";
    fn curves(asked: Curves = nothing(), value);
    /// Of a request only its parameters, and which inputs it has, count here; its sizes do not.
    curves : "{ variant: VariantOrProgram; request?: Request }[]" => {
        for curve in list(value, "curves", MOST_CURVES as u64)? {
            let chosen = Chosen::decode(&get(&curve, "variant")?)?;
            asked.programs.push((chosen, request(&get(&curve, "request")?)?));
        }
    };
    /// The letter that grows: "N" for a sequence, "n" for a cache.
    letter : "string" => asked.task.letter = letter(&text(value, "letter")?, "letter")?;
    /// The smallest size and the largest.
    range : "[number, number]" => match &list(value, "range", 2)?[..] {
        [from, to] => asked.task.range = [whole(from, "range", 1)?, whole(to, "range", 1)?],
        _ => return Err(unexpected(value, "range", "two sizes, such as [16, 4096]")),
    };
    /// How many sizes in this range, evenly on a logarithmic axis; 49 by default.
    points ? "number" => asked.task.points = whole(value, "points", 1)?;
    /// The other letters; those that are left out have the sizes that the answer says.
    sizes ? "Record<string, number>" => {
        for (name, value) in entries(value, "sizes")? {
            asked.task.sizes.insert(letter(&name, "sizes")?, whole(&value, &name, 1)?);
        }
    };
}
