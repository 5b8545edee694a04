//! The registry: one file a variant, one line here.

use crate::base::error::{Code, Error, Result, brief};
use crate::program::variant::Variant;

mod alibi;
mod argmax;
mod cross;
pub mod decode_sequence;
mod differential;
pub mod examples;
pub mod family;
mod grouped_query_decode;
pub mod kernel;
mod latent;
mod linear;
mod linear_recurrent;
mod multi_head;
mod multi_head_decode;
mod multi_query_decode;
pub(crate) mod parts;
mod rope;
mod scaled_dot_product;
mod sliding_window;
mod top_k;
mod transformer_layer;

/// Every variant, in the order in which the page offers them.
pub const ALL: &[Variant] = &[
    scaled_dot_product::VARIANT,
    argmax::VARIANT,
    sliding_window::VARIANT,
    top_k::VARIANT,
    differential::VARIANT,
    alibi::VARIANT,
    rope::VARIANT,
    multi_head::VARIANT,
    cross::VARIANT,
    latent::VARIANT,
    transformer_layer::VARIANT,
    multi_head_decode::VARIANT,
    multi_query_decode::VARIANT,
    grouped_query_decode::VARIANT,
    kernel::VARIANT,
    linear::VARIANT,
    linear_recurrent::VARIANT,
];

/// Variants that a run of several steps is made of. The page does not offer them, and no link and no
/// request names them.
pub const UNLISTED: &[Variant] = &[decode_sequence::VARIANT];

/// The variant with this id.
///
/// # Errors
/// `unknown-variant`, with the ids that there are.
pub fn find(id: &str) -> Result<&'static Variant<'static>> {
    ALL.iter().find(|variant| variant.id == id).ok_or_else(|| {
        let list: Vec<&str> = ALL.iter().map(|variant| variant.id).collect();
        let cause = format!("There is no variant \"{}\".", brief(id));
        let error = Error::new(Code::UnknownVariant, cause).at("variant").found(id);
        error.hint(format!("Use one of: {}.", list.join(", ")))
    })
}
