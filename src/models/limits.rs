//! What is refused for its size, before anything of that size is allocated.

/// Bytes of a file of weights: GPT-2 and BERT-base are half of it.
pub const WEIGHTS_BYTES: u64 = 1 << 30;

/// Bytes of a header of safetensors; those of GPT-2 and BERT-base are tens of kilobytes.
pub const HEADER_BYTES: u64 = 8 << 20;

/// Tensors in a file of weights.
pub const TENSORS: usize = 10_000;

/// Axes of a tensor.
pub const RANK: usize = 8;

/// Bytes of any file but the weights.
pub const TEXT_FILE_BYTES: usize = 16 << 20;

/// Tokens of a vocabulary.
pub const VOCABULARY: usize = 1 << 20;

/// Bytes of a text to encode.
pub const TEXT_BYTES: usize = 16 << 20;

/// Layers of a network.
pub const LAYERS: usize = 256;

/// Numbers of a token, a hidden layer, or positions.
pub const WIDTH: usize = 1 << 16;

/// Bytes of what one run keeps: queries, keys, values, weights and hidden states of every layer.
pub const RUN_BYTES: u64 = 1 << 30;

/// 8 MiB, 40 MB or 3.0 GiB as a message says it.
#[must_use]
pub fn bytes(count: u64) -> String {
    const UNITS: [(u64, &str); 3] = [(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")];
    match UNITS.iter().find(|(size, _)| count >= *size) {
        Some((size, unit)) => {
            let tenths = (u128::from(count) * 10).div_ceil(u128::from(*size));
            format!("{}.{} {unit}", tenths / 10, tenths % 10)
        }
        None => format!("{count} bytes"),
    }
}
