//! Notes: things that are not wrong, and that a person should know all the same.

use serde::Serialize;
use tsify::Tsify;

use crate::base::error::Place;

/// Something that is not wrong, and that a person should know: a finding beside a result, or a
/// remark on how a text was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tsify)]
pub struct Note {
    /// A stable word for what it is about, such as `tie` or `decimal-comma`.
    pub code: &'static str,
    /// The input or step that it speaks of, and the cell where there is one.
    #[serde(flatten)]
    pub place: Place,
    /// One or two plain sentences.
    pub message: String,
}

impl Note {
    /// A note about a whole input or step.
    pub fn new(code: &'static str, field: impl Into<String>, message: impl Into<String>) -> Self {
        let place = Place { field: field.into(), ..Place::default() };
        Self { code, place, message: message.into() }
    }

    /// Names the row, counted from 1.
    #[must_use]
    pub fn row(mut self, row: usize) -> Self {
        self.place.row = Some(row);
        self
    }
}
