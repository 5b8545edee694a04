//! The models in a browser: files from blobs and from streams, with progress, and cancelled.
#![cfg(target_arch = "wasm32")]

#[path = "models/bytes.rs"]
mod bytes;

use attention_models::boundary::Model;
use js_sys::{Array, Float32Array, Function, Object, Reflect, Uint8Array, eval};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const CONFIG: &str = r#"{"model_type": "gpt2", "n_embd": 32, "n_layer": 2, "n_head": 4, "n_positions": 16, "vocab_size": 300}"#;
const IDS: [u32; 5] = [3, 299, 17, 3, 0];

/// Every tensor of such a network but the embedding of its tokens, by its width.
fn shapes_of(width: usize) -> Vec<(String, Vec<usize>)> {
    let mut shapes = vec![
        ("wpe.weight".to_owned(), vec![16, width]),
        ("ln_f.weight".to_owned(), vec![width]),
        ("ln_f.bias".to_owned(), vec![width]),
    ];
    for layer in 0..2 {
        for (name, inputs, outputs) in [
            ("attn.c_attn", width, 3 * width),
            ("attn.c_proj", width, width),
            ("mlp.c_fc", width, 4 * width),
            ("mlp.c_proj", 4 * width, width),
        ] {
            shapes.push((format!("h.{layer}.{name}.weight"), vec![inputs, outputs]));
            shapes.push((format!("h.{layer}.{name}.bias"), vec![outputs]));
        }
        for name in ["ln_1", "ln_2"] {
            shapes.push((format!("h.{layer}.{name}.weight"), vec![width]));
            shapes.push((format!("h.{layer}.{name}.bias"), vec![width]));
        }
    }
    shapes
}

/// The weights of such a network.
fn weights() -> Vec<u8> {
    let mut shapes = shapes_of(32);
    shapes.push(("wte.weight".to_owned(), vec![300, 32]));
    bytes::weights(&shapes, "", "F16")
}

/// A JavaScript function.
fn function(source: &str) -> Function {
    eval(&format!("({source})")).expect("it is JavaScript").unchecked_into()
}

fn call(source: &str, arguments: &[&JsValue]) -> JsValue {
    let arguments: Array = arguments.iter().copied().collect();
    function(source).apply(&JsValue::UNDEFINED, &arguments).expect("it returns")
}

fn object(fields: &[(&str, &JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &JsValue::from_str(name), value).expect("a new object takes it");
    }
    object.into()
}

fn get(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &name.into()).expect("it is an object")
}

fn blob(bytes: &[u8]) -> JsValue {
    call("(bytes) => new Blob([bytes])", &[&Uint8Array::from(bytes)])
}

/// A response whose bytes come in pieces; the signal is aborted before the piece `stop`, which
/// never comes.
fn response(bytes: &[u8], size: usize, stop: Option<usize>, controller: &JsValue) -> JsValue {
    let source = "(bytes, size, stop, controller) => {
        let piece = 0;
        const pull = (stream) => {
            if (piece === stop) { controller.abort(); return new Promise(() => {}); }
            const part = bytes.slice(piece * size, (piece + 1) * size);
            piece += 1;
            if (part.length === 0) return stream.close();
            stream.enqueue(part);
        };
        return new Response(new ReadableStream({ pull }));
    }";
    let number = |count: Option<usize>| JsValue::from_f64(count.map_or(-1.0, |count| count as f64));
    call(source, &[&Uint8Array::from(bytes), &number(Some(size)), &number(stop), controller])
}

fn files(weights: &JsValue) -> JsValue {
    object(&[("config.json", &blob(CONFIG.as_bytes())), ("model.safetensors", weights)])
}

fn in_memory(weights: &[u8]) -> Model {
    Model::from_files(object(&[
        ("config.json", &Uint8Array::from(CONFIG.as_bytes())),
        ("model.safetensors", &Uint8Array::from(weights)),
    ]))
    .expect("it opens")
}

fn logits(model: &Model) -> Vec<f32> {
    let ids: Array = IDS.iter().map(|id| JsValue::from(*id)).collect();
    let forward = model.run(object(&[("ids", &ids)]), JsValue::UNDEFINED).expect("it runs");
    let tensor = forward.logits(JsValue::UNDEFINED).expect("it has logits");
    get(&tensor, "data").unchecked_into::<Float32Array>().to_vec()
}

#[wasm_bindgen_test]
async fn a_blob_and_a_stream_give_what_memory_gives() {
    let bytes = weights();
    let expected = logits(&in_memory(&bytes));
    let nobody = JsValue::UNDEFINED;
    for source in
        [blob(&bytes), response(&bytes, 999, None, &nobody), response(&bytes, 1, None, &nobody)]
    {
        let events = Array::new();
        let progress = call("(events) => (event) => events.push(event)", &[&events]);
        let options = object(&[("progress", &progress)]);
        let model = Model::open(files(&source), options).await.expect("it opens");
        assert_eq!(logits(&model), expected);
        let last = events.get(events.length() - 1);
        assert_eq!(get(&last, "loaded").as_f64(), Some(bytes.len() as f64));
        assert_eq!(get(&last, "file").as_string().as_deref(), Some("model.safetensors"));
    }
}

#[wasm_bindgen_test]
async fn a_stream_that_waits_is_left_when_its_signal_is_aborted() {
    let bytes = weights();
    for stop in [0, 1, 3] {
        let controller = call("() => new AbortController()", &[]);
        let stuck = response(&bytes, 10_000, Some(stop), &controller);
        let options = object(&[("signal", &get(&controller, "signal"))]);
        let error = Model::open(files(&stuck), options).await.err().expect("it is left");
        assert_eq!(get(&error, "name").as_string().as_deref(), Some("AbortError"), "piece {stop}");
    }
}

#[wasm_bindgen_test]
async fn what_ends_early_or_goes_on_is_refused_with_a_next_step() {
    let bytes = weights();
    let nobody = JsValue::UNDEFINED;
    let longer = [&bytes[..], b"more"].concat();
    for (source, code) in [
        (response(&bytes[..bytes.len() - 1], 4096, None, &nobody), "read"),
        (response(&longer, 4096, None, &nobody), "bad-header"),
        (blob(&longer), "bad-header"),
        (blob(b"<!doctype html>"), "file-kind"),
        (call("() => new Response('', { status: 404 })", &[]), "read"),
        (
            call(
                "() => new Response(new ReadableStream({ pull() { throw new Error('gone'); } }))",
                &[],
            ),
            "read",
        ),
    ] {
        let error =
            Model::open(files(&source), JsValue::UNDEFINED).await.err().expect("it is refused");
        assert_eq!(get(&error, "name").as_string().as_deref(), Some("AttentionError"));
        assert_eq!(get(&error, "code").as_string().as_deref(), Some(code));
        assert!(get(&error, "hint").as_string().is_some_and(|hint| !hint.is_empty()));
    }
}

/// The weights of a large file are in memory once: no second copy, and no buffer of its size.
#[wasm_bindgen_test]
async fn a_stream_is_in_memory_once() {
    let config = CONFIG.replace("300", "100000").replace("\"n_embd\": 32", "\"n_embd\": 128");
    let mut shapes = shapes_of(128);
    shapes.push(("wte.weight".to_owned(), vec![100_000, 128]));
    let header = bytes::header(&shapes, "F32");
    let total: usize = shapes.iter().map(|(_, shape)| 4 * shape.iter().product::<usize>()).sum();
    let source = "(header, total) => {
        let left = total;
        const pull = (stream) => {
            if (left === 0) return stream.close();
            const count = Math.min(left, 1 << 18);
            stream.enqueue(new Uint8Array(count));
            left -= count;
        };
        const start = (stream) => stream.enqueue(header);
        return new Response(new ReadableStream({ start, pull }));
    }";
    let header = Uint8Array::from(&header[..]);
    let response = call(source, &[&header, &JsValue::from_f64(total as f64)]);
    let files =
        object(&[("config.json", &blob(config.as_bytes())), ("model.safetensors", &response)]);
    let memory = || {
        let memory = get(&wasm_bindgen::memory(), "buffer");
        get(&memory, "byteLength").as_f64().expect("a size")
    };
    let before = memory();
    let model = Model::open(files, JsValue::UNDEFINED).await.expect("it opens");
    let grown = memory() - before;
    let info = model.info().expect("it has sizes");
    let weights = get(&info, "bytes").as_f64().expect("a size");
    assert!(weights > 50e6, "{weights}");
    assert!(grown <= 1.1 * weights, "{grown} for {weights}");
}
