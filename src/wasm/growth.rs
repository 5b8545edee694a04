//! What `costCurves` is asked: which costs, over which sizes.

use super::decode::{entries, get, letter, list, text, unexpected, whole};
use super::fields::fields;
use super::request::request;
use crate::runs::growth::{CurvesRequest, MOST_CURVES};
use crate::variants::find;

fields! {
    /// Which costs to follow over which sizes. Letters are those of the homework: N, n, D, d, h …
    interface CurvesRequest: "This call", at "curves";
    fn curves(
        task: CurvesRequest<'static> =
            CurvesRequest { programs: vec![], letter: 'N', range: [1, 1], points: 49, sizes: [].into() },
        value
    );
    /// Of a request only its parameters, and which inputs it has, count here; its sizes do not.
    curves : "{ variant: string; request?: Request }[]" => {
        for curve in list(value, "curves", MOST_CURVES as u64)? {
            let id = get(&curve, "variant")?.as_string().unwrap_or_default();
            task.programs.push((find(&id)?, request(&get(&curve, "request")?)?));
        }
    };
    /// The letter that grows: "N" for a sequence, "n" for a cache.
    letter : "string" => task.letter = letter(&text(value, "letter")?, "letter")?;
    /// The smallest size and the largest.
    range : "[number, number]" => match &list(value, "range", 2)?[..] {
        [from, to] => task.range = [whole(from, "range", 1)?, whole(to, "range", 1)?],
        _ => return Err(unexpected(value, "range", "two sizes, such as [16, 4096]")),
    };
    /// How many sizes in this range, evenly on a logarithmic axis; 49 by default.
    points ? "number" => task.points = whole(value, "points", 1)?;
    /// The other letters; those that are left out have the sizes that the answer says.
    sizes ? "Record<string, number>" => {
        for (name, value) in entries(value, "sizes")? {
            task.sizes.insert(letter(&name, "sizes")?, whole(&value, &name, 1)?);
        }
    };
}
