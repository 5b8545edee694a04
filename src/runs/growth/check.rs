//! What may be asked about growth, and what is refused before anything is derived.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::error::{Code, Error, Result};
use crate::base::letter::Letter;
use crate::base::poly::Monomial;
use crate::runs::growth::CurvesRequest;

/// The largest size of a letter. All costs at it are far below what a double can hold.
pub const LARGEST: u32 = 1 << 30;
/// Sizes of the range that are looked at.
pub const MOST_POINTS: usize = 1024;
/// Programs in one question.
pub const MOST_CURVES: usize = 16;

/// Whether the range, the sizes and the counts are such.
pub fn check(request: &CurvesRequest) -> Result<()> {
    let [from, to] = request.range;
    let counts =
        [("curves", request.programs.len(), MOST_CURVES), ("points", request.points, MOST_POINTS)];
    for (field, found, most) in counts {
        if !(1..=most).contains(&found) {
            let cause = format!("The request asks for {found} {field}; there may be 1 to {most}.");
            let error = Error::new(Code::SizeValue, cause).at(field).found(found);
            return Err(error
                .expected(format!("1 to {most}"))
                .hint("Ask for a number in between."));
        }
    }
    if from > to {
        let cause = format!("The range begins at {from} but ends at {to}.");
        let error = Error::new(Code::SizeValue, cause).at("range").expected(from).found(to);
        return Err(error.hint("Give the smaller size first."));
    }
    let sizes = request.sizes.iter().map(|(letter, size)| (letter.to_string(), *size));
    let sizes = sizes.chain([from, to].map(|size| ("range".to_owned(), size)));
    for (field, size) in sizes {
        if !(1..=LARGEST).contains(&size) {
            let cause = format!("The request asks for a size of {size}; it may be 1 to {LARGEST}.");
            let error = Error::new(Code::SizeValue, cause).at(field).found(size);
            return Err(error
                .expected(format!("1 to {LARGEST}"))
                .hint("Ask for a size in between."));
        }
    }
    Ok(())
}

/// Heads share the width evenly: d/h is a whole number, and so is h/g.
pub fn check_shares(request: &CurvesRequest, sizes: &BTreeMap<Letter, u32>) -> Result<()> {
    let size = |letter| sizes.get(&letter).map_or(1.0, |size| f64::from(*size));
    let shares = request.programs.iter().flat_map(|(variant, _)| variant.cost_aliases.equal);
    for (_, share) in shares {
        let Some((whole, parts)) = share.split_once('/') else { continue };
        let known = |letter| sizes.contains_key(&letter);
        if share.chars().filter(|sign| *sign != '/').all(known)
            && Monomial::new(share).at(&size).fract() != 0.0
        {
            let [whole_size, part_size] = [whole, parts].map(|part| Monomial::new(part).at(&size));
            let cause =
                format!("{whole} = {whole_size} is not a multiple of {parts} = {part_size}.");
            let error = Error::new(Code::SizeValue, cause).at(parts).found(part_size);
            return Err(error.hint(format!("Give {parts} a size that divides {whole}.")));
        }
    }
    Ok(())
}

/// That nothing here grows with a letter.
pub fn no_such_letter(letter: Letter, letters: &BTreeSet<Letter>) -> Error {
    let cause = format!("No cost of these programs depends on {letter}.");
    let error = Error::new(Code::UnknownAxis, cause).at("letter").found(letter);
    let list: Vec<String> = letters.iter().map(Letter::to_string).collect();
    error.hint(format!("They depend on: {}.", list.join(", ")))
}
