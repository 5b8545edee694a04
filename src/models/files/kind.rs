//! What a file is that is not what its name says: by its first bytes, or by its name.

use crate::error::{Code, Error};

/// A format that is not read here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    what: &'static str,
    hint: &'static str,
}

const fn kind(what: &'static str, hint: &'static str) -> Kind {
    Kind { what, hint }
}

const PICKLE: Kind = kind(
    "a pickle, which runs code when it is opened",
    "It is never opened here: take model.safetensors.",
);
const ZIP: Kind = kind(
    "a zip archive, as PyTorch's .bin and .pt and NumPy's .npz are",
    "It is never opened here: take model.safetensors.",
);
const GGUF: Kind = kind("a GGUF file", "Take model.safetensors.");
const ONNX: Kind = kind("an ONNX model", "Take model.safetensors.");
const HDF5: Kind = kind("an HDF5 file", "Take model.safetensors.");
const NUMPY: Kind = kind("a NumPy array", "Take model.safetensors.");
const GZIP: Kind = kind("a gzip archive", "Unpack it first.");
const POINTER: Kind = kind(
    "a pointer of Git LFS, not the file itself",
    "Download the file from the page of the model, or run git lfs pull.",
);
const HTML: Kind =
    kind("a page of HTML", "Download the file itself, signed in where it needs that.");

/// What a file begins with, where that is none of the files of a model.
#[must_use]
pub fn of_start(bytes: &[u8]) -> Option<Kind> {
    const STARTS: [(&[u8], Kind); 9] = [
        (b"PK\x03\x04", ZIP),
        (b"PK\x05\x06", ZIP),
        (b"GGUF", GGUF),
        (b"version https://git-lfs", POINTER),
        (b"\x89HDF", HDF5),
        (b"\x93NUMPY", NUMPY),
        (b"\x1f\x8b", GZIP),
        (b"\x80\x02", PICKLE),
        (b"\x80\x04", PICKLE),
    ];
    if let Some((_, kind)) = STARTS.iter().find(|(start, _)| bytes.starts_with(start)) {
        // The length of a header may begin with these two bytes: its end decides.
        let is_header = bytes.get(6..9).is_some_and(|bytes| bytes == b"\0\0{");
        return (!is_header).then_some(*kind);
    }
    let start = bytes.get(..bytes.len().min(256)).unwrap_or_default().trim_ascii_start();
    let is_html = [&b"<!doctype"[..], b"<html", b"<head", b"<?xml"]
        .iter()
        .any(|tag| start.get(..tag.len()).is_some_and(|found| found.eq_ignore_ascii_case(tag)));
    if is_html {
        return Some(HTML);
    }
    // A model's version and its producer are the first fields of ONNX.
    let is_onnx = matches!(bytes, [8, 1..=20, 18, length, ..] if *length < 64)
        && bytes.get(4..8).is_some_and(|name| name.iter().all(u8::is_ascii_graphic));
    is_onnx.then_some(ONNX)
}

/// What a file's name says that it is, where that is weights in another format.
#[must_use]
pub fn of_name(name: &str) -> Option<Kind> {
    const ENDS: [(&str, Kind); 11] = [
        (".bin", PICKLE),
        (".pt", PICKLE),
        (".pth", PICKLE),
        (".ckpt", PICKLE),
        (".pkl", PICKLE),
        (".gguf", GGUF),
        (".onnx", ONNX),
        (".h5", HDF5),
        (".npz", ZIP),
        (".npy", NUMPY),
        (".zip", ZIP),
    ];
    ENDS.iter().find(|(end, _)| name.ends_with(end)).map(|(_, kind)| *kind)
}

/// The refusal of such a file.
#[must_use]
pub fn wrong(name: &str, kind: Kind) -> Error {
    Error::new(Code::FileKind, name, format!("This is {}.", kind.what)).hint(kind.hint)
}
