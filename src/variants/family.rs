//! The families that variants stand in: what is the same within one, and what differs.

/// A group of variants, with the line that a picker shows beside its title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Family {
    pub title: &'static str,
    pub line: &'static str,
}

pub const WHOLE_SEQUENCE: Family =
    Family { title: "Whole sequence", line: "every query, every key" };
pub const HEADS: Family = Family { title: "Heads", line: "several attentions side by side" };
pub const CACHES: Family = Family { title: "Decoding with a cache", line: "a token at a time" };
pub const KERNELS: Family = Family { title: "Kernels and linear", line: "other similarities" };
pub const LAYER: Family = Family { title: "The layer", line: "and what is around it" };
