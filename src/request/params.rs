//! The text of a number as a parameter, such as `1/sqrt(8)`, is read as the text of a cell is.

use std::borrow::Cow;

use crate::base::error::Place;
use crate::base::note::Note;
use crate::input::parse_cell;
use crate::program::param::ParamValue;
use crate::program::variant::Variant;
use crate::request::Request;

/// The request with numbers in place of such texts, and what there is to say of them. A text that is
/// no number stays, and is refused as a value.
#[must_use]
pub fn with_numbers<'r>(variant: &Variant, request: &'r Request) -> (Cow<'r, Request>, Vec<Note>) {
    let mut resolved = Cow::Borrowed(request);
    let mut notes = Vec::new();
    for param in variant.params.iter().filter(|param| param.range().is_some()) {
        let Some(ParamValue::Word(text)) = request.params.get(param.name) else { continue };
        let Ok(cell) = parse_cell(text) else { continue };
        if cell.notes.iter().any(|note| note.code == "boolean") {
            continue; // a word that is spelled as a flag is no number
        }
        for mut note in cell.notes {
            note.place = Place { field: param.name.to_owned(), ..Place::default() };
            notes.push(note);
        }
        let value = ParamValue::Number(cell.value);
        resolved.to_mut().params.insert(param.name.to_owned(), value);
    }
    (resolved, notes)
}
