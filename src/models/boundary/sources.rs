//! Where the files come from: memory, a disk or the network, and never a second copy of the weights.
//!
//! A chunk goes from JavaScript into one buffer, and from there number by number to its place. A blob
//! is read slice by slice; a response is read as its bytes arrive.

use js_sys::{Array, ArrayBuffer, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Blob, ReadableStreamDefaultReader, Response};

use crate::error::{Code, Error};
use crate::files::{Files, base, is_weights, weights_name};
use crate::limits;
use crate::model::{Model, Opening};

use super::error::thrown;
use super::input::get;
use super::tensor::object;

/// Bytes that are copied at once.
const CHUNK: usize = 1 << 20;

/// Bytes of a slice of a blob.
const SLICE: f64 = (4 << 20) as f64;

/// The files that are read besides the weights.
const SMALL: [&str; 6] = [
    crate::files::config::FILE,
    crate::tokenizer::json::FILE,
    crate::tokenizer::lists::CONFIG,
    crate::tokenizer::lists::VOCAB_TXT,
    crate::tokenizer::lists::VOCAB_JSON,
    crate::tokenizer::lists::MERGES,
];

fn is_small(name: &str) -> bool {
    SMALL.contains(&base(name))
}

/// Values by name.
fn entries(files: &JsValue) -> Result<Vec<(String, JsValue)>, JsValue> {
    let Some(files) = files.dyn_ref::<Object>() else {
        let error = Error::new(Code::BadRequest, "files", "It is not an object of files by name.");
        return Err(thrown(error.hint("Give files by name, such as {\"config.json\": …}.")));
    };
    let pair = |entry: JsValue| {
        let entry = Array::from(&entry);
        Some((entry.get(0).as_string()?, entry.get(1)))
    };
    Ok(Object::entries(files).iter().filter_map(pair).collect())
}

fn bytes_of(name: &str, value: &JsValue) -> Result<Uint8Array, JsValue> {
    match (value.dyn_ref::<Uint8Array>(), value.dyn_ref::<ArrayBuffer>()) {
        (Some(bytes), _) => Ok(bytes.clone()),
        (None, Some(buffer)) => Ok(Uint8Array::new(buffer)),
        (None, None) => {
            let error = Error::new(Code::BadRequest, base(name), "It is not a Uint8Array.");
            Err(thrown(
                error.hint("Read the file first, or use Model.open for a Blob or a Response."),
            ))
        }
    }
}

/// The small files among some in memory.
pub fn small(files: &JsValue) -> Result<Vec<(String, Vec<u8>)>, JsValue> {
    let wanted = entries(files)?.into_iter().filter(|(name, _)| is_small(name));
    wanted
        .map(|(name, value)| {
            let bytes = bytes_of(&name, &value)?;
            too_large(&name, f64::from(bytes.length()))?;
            Ok((name, bytes.to_vec()))
        })
        .collect()
}

/// Refuses a small file that is none, before it is copied.
fn too_large(name: &str, bytes: f64) -> Result<(), JsValue> {
    if bytes <= limits::TEXT_FILE_BYTES as f64 {
        return Ok(());
    }
    let cause = format!(
        "It has {}, the limit is {}.",
        limits::bytes(bytes as u64),
        limits::bytes(limits::TEXT_FILE_BYTES as u64)
    );
    Err(thrown(Error::new(Code::TooLarge, base(name), cause).hint("Take a smaller vocabulary.")))
}

/// A model of files in memory.
pub fn in_memory(files: &JsValue) -> Result<Model, JsValue> {
    let all = entries(files)?;
    let name = weights_name(all.iter().map(|(name, _)| name.as_str())).map_err(thrown)?;
    let weights = all
        .iter()
        .find(|(found, _)| found == name)
        .map_or(JsValue::UNDEFINED, |(_, value)| value.clone());
    let weights = bytes_of(name, &weights)?;
    let small = small(files)?;
    let mut opening = opening(&small, name, Some(u64::from(weights.length())))?;
    push(&mut opening, &weights, &mut Vec::new())?;
    opening.finish().map_err(thrown)
}

fn opening(
    small: &[(String, Vec<u8>)],
    name: &str,
    bytes: Option<u64>,
) -> Result<Opening, JsValue> {
    let small = small.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
    Opening::new(&Files::new(small), name, bytes).map_err(thrown)
}

/// Hands bytes on, through one buffer.
fn push(opening: &mut Opening, bytes: &Uint8Array, buffer: &mut Vec<u8>) -> Result<(), JsValue> {
    let length = bytes.length() as usize;
    for from in (0..length).step_by(CHUNK) {
        let end = length.min(from + CHUNK);
        buffer.resize(end - from, 0);
        bytes.subarray(from as u32, end as u32).copy_to(buffer);
        opening.push(buffer).map_err(thrown)?;
    }
    Ok(())
}

/// What may end a load, and who is told how far it is.
struct LoadControl {
    progress: Option<Function>,
    signal: Option<AbortSignal>,
    /// It rejects once the signal is aborted.
    aborted: Option<Promise>,
    /// What the signal calls, for as long as it may.
    listener: Option<Closure<dyn FnMut()>>,
}

impl LoadControl {
    fn new(options: &JsValue) -> Self {
        let progress = get(options, "progress").dyn_into::<Function>().ok();
        let signal = get(options, "signal").dyn_into::<AbortSignal>().ok();
        let mut reading = Self { progress, signal, aborted: None, listener: None };
        if let Some(signal) = &reading.signal {
            let mut reject = None;
            reading.aborted = Some(Promise::new(&mut |_, no| reject = Some(no)));
            // What nobody waits for may be rejected all the same.
            let ignored = Closure::<dyn FnMut(JsValue)>::new(|_| {});
            if let Some(aborted) = &reading.aborted {
                let _ = aborted.catch(&ignored);
            }
            ignored.forget();
            let told = signal.clone();
            let listener = Closure::<dyn FnMut()>::new(move || {
                if let Some(reject) = &reject {
                    let _ = reject.call1(&JsValue::UNDEFINED, &reason(&told));
                }
            });
            let _ =
                signal.add_event_listener_with_callback("abort", listener.as_ref().unchecked_ref());
            reading.listener = Some(listener);
        }
        reading
    }

    fn check(&self) -> Result<(), JsValue> {
        match &self.signal {
            Some(signal) if signal.aborted() => Err(reason(signal)),
            _ => Ok(()),
        }
    }

    /// The value of a promise, or the signal's reason where that comes first.
    async fn wait(&self, file: &str, promise: Promise) -> Result<JsValue, JsValue> {
        self.check()?;
        let first = match &self.aborted {
            Some(aborted) => Promise::race(&Array::of2(&promise, aborted)),
            None => promise,
        };
        let value = JsFuture::from(first).await;
        self.check()?;
        value.map_err(|error| {
            let said = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
            let cause = format!(
                "It could not be read: {}.",
                said.unwrap_or_default().trim_end_matches('.')
            );
            let error = Error::new(Code::Read, base(file), cause);
            thrown(error.hint("If it was moved or changed, choose it again; else try once more."))
        })
    }

    fn tell(&self, file: &str, loaded: f64, total: Option<u64>) -> Result<(), JsValue> {
        let Some(progress) = &self.progress else { return Ok(()) };
        let total = total.map_or(JsValue::NULL, |total| JsValue::from_f64(total as f64));
        let event =
            object(&[("file", base(file).into()), ("loaded", loaded.into()), ("total", total)]);
        progress.call1(&JsValue::UNDEFINED, &event).map(drop)
    }
}

impl Drop for LoadControl {
    fn drop(&mut self) {
        if let (Some(signal), Some(listener)) = (&self.signal, &self.listener) {
            let _ = signal
                .remove_event_listener_with_callback("abort", listener.as_ref().unchecked_ref());
        }
    }
}

fn reason(signal: &AbortSignal) -> JsValue {
    Reflect::get(signal, &"reason".into()).unwrap_or(JsValue::UNDEFINED)
}

/// A file that is not in memory.
enum Source {
    Blob(Blob),
    Response(Response),
}

impl Source {
    fn new(name: &str, value: &JsValue) -> Result<Self, JsValue> {
        if let Some(blob) = value.dyn_ref::<Blob>() {
            return Ok(Self::Blob(blob.clone()));
        }
        let Some(response) = value.dyn_ref::<Response>() else {
            let error =
                Error::new(Code::BadRequest, base(name), "It is neither a Blob nor a Response.");
            return Err(thrown(error.hint("Give a file, a blob, or what fetch returns.")));
        };
        if !response.ok() {
            let cause =
                format!("The server answered {} {}.", response.status(), response.status_text());
            let error = Error::new(Code::Read, base(name), cause);
            return Err(thrown(error.hint("Check the name of the model, and try again.")));
        }
        Ok(Self::Response(value.clone().unchecked_into()))
    }

    /// Its bytes, where they are known before it is read.
    fn bytes(&self) -> Option<u64> {
        match self {
            Self::Blob(blob) => Some(blob.size() as u64),
            Self::Response(response) => {
                let header = |name: &str| response.headers().get(name).ok().flatten();
                // The length of what is packed is another.
                let is_plain = header("content-encoding").is_none_or(|coding| coding == "identity");
                header("content-length").filter(|_| is_plain)?.parse().ok()
            }
        }
    }
}

/// Reads files as they come.
pub async fn open(files: JsValue, options: JsValue) -> Result<Model, JsValue> {
    let reading = LoadControl::new(&options);
    reading.check()?;
    let all = entries(&files)?;
    let weights =
        weights_name(all.iter().map(|(name, _)| name.as_str())).map_err(thrown)?.to_owned();
    let mut small = Vec::new();
    for (name, value) in all.iter().filter(|(name, _)| is_small(name)) {
        let source = Source::new(name, value)?;
        if let Some(bytes) = source.bytes() {
            too_large(name, bytes as f64)?;
        }
        let buffer = match &source {
            Source::Blob(blob) => blob.array_buffer(),
            Source::Response(response) => response.array_buffer()?,
        };
        let bytes = Uint8Array::new(&reading.wait(name, buffer).await?);
        too_large(name, f64::from(bytes.length()))?;
        small.push((name.clone(), bytes.to_vec()));
    }
    let found = all.iter().find(|(name, _)| *name == weights && is_weights(name));
    let source =
        Source::new(&weights, &found.map_or(JsValue::UNDEFINED, |(_, value)| value.clone()))?;
    let total = source.bytes();
    let mut opening = opening(&small, &weights, total)?;
    let mut buffer = Vec::new();
    match source {
        Source::Blob(blob) => {
            let size = blob.size();
            let mut from = 0.0;
            while from < size {
                let end = size.min(from + SLICE);
                let slice = blob.slice_with_f64_and_f64(from, end)?;
                let bytes = Uint8Array::new(&reading.wait(&weights, slice.array_buffer()).await?);
                push(&mut opening, &bytes, &mut buffer)?;
                from = end;
                reading.tell(&weights, from, total)?;
            }
        }
        Source::Response(response) => {
            if let Some(body) = response.body() {
                let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
                let read =
                    stream(&reading, &reader, &mut opening, &weights, total, &mut buffer).await;
                if read.is_err() {
                    // The rest is not wanted; whether that can still be said does not matter.
                    drop(reader.cancel());
                }
                read?;
            }
        }
    }
    opening.finish().map_err(thrown)
}

async fn stream(
    reading: &LoadControl,
    reader: &ReadableStreamDefaultReader,
    opening: &mut Opening,
    file: &str,
    total: Option<u64>,
    buffer: &mut Vec<u8>,
) -> Result<(), JsValue> {
    let mut loaded = 0.0;
    loop {
        let chunk = reading.wait(file, reader.read()).await?;
        if get(&chunk, "done").is_truthy() {
            return Ok(());
        }
        let bytes = Uint8Array::new(&get(&chunk, "value"));
        push(opening, &bytes, buffer)?;
        loaded += f64::from(bytes.length());
        reading.tell(file, loaded, total)?;
    }
}
