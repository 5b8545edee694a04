//! The text of a number as a parameter, such as `1/sqrt(8)`, is read as the text of a cell is.

use std::borrow::Cow;

use crate::base::error::Place;
use crate::base::note::Note;
use crate::input::{Cell, parse_cell};
use crate::program::param::ParamValue;
use crate::program::variant::Variant;
use crate::request::Request;

/// What the text of a number says; none for other text, and for a word that is spelled as a flag.
#[must_use]
pub fn number(text: &str) -> Option<Cell> {
    let cell = parse_cell(text).ok()?;
    cell.notes.iter().all(|note| note.code != "boolean").then_some(cell)
}

/// The request with numbers in place of such texts, and what there is to say of them. A text that is
/// no number stays, and is refused as a value.
#[must_use]
pub fn with_numbers<'r>(variant: &Variant, request: &'r Request) -> (Cow<'r, Request>, Vec<Note>) {
    let mut resolved = Cow::Borrowed(request);
    let mut notes = Vec::new();
    for param in variant.params.iter().filter(|param| param.range().is_some()) {
        let Some(ParamValue::Word(text)) = request.params.get(param.name) else { continue };
        let Some(cell) = number(text) else { continue };
        for mut note in cell.notes {
            note.place = Place { field: param.name.to_owned(), ..Place::default() };
            notes.push(note);
        }
        let value = ParamValue::Number(cell.value);
        resolved.to_mut().params.insert(param.name.to_owned(), value);
    }
    (resolved, notes)
}
