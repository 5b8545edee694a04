//! The families that variants stand in: what is the same within one, and what differs.

use crate::program::variant::Family;

pub const WHOLE_SEQUENCE: Family =
    Family { title: "Whole sequence", line: "every query, every key" };
pub const HEADS: Family = Family { title: "Heads", line: "several attentions side by side" };
pub const POSITIONS: Family = Family { title: "Positions", line: "where a token stands" };
pub const CACHES: Family = Family { title: "Decoding with a cache", line: "one token at a time" };
pub const KERNELS: Family = Family { title: "Kernels and linear", line: "other similarities" };
pub const LAYER: Family = Family { title: "The layer", line: "attention and what surrounds it" };
