//! Files that are none of a model are refused, each by a code, with a next step, before anything of
//! their size is allocated.

use std::collections::BTreeSet;

use attention_models::error::{Code, Error};
use attention_models::files::safetensors::{entries, header_length};
use attention_models::model::{Input, Model};
use serde_json::{Value, json};

use crate::bytes::{cells, file, weights};

const CONFIG: &str = r#"{"model_type": "gpt2", "n_embd": 8, "n_layer": 1, "n_head": 2, "n_positions": 6, "vocab_size": 9}"#;
const BERT: &str = r#"{"model_type": "bert", "hidden_size": 8, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 8, "max_position_embeddings": 6, "vocab_size": 9}"#;

fn shapes() -> Vec<(String, Vec<usize>)> {
    let layer = |name: &str| format!("h.0.{name}");
    [
        ("wte.weight".to_owned(), vec![9, 8]),
        ("wpe.weight".to_owned(), vec![6, 8]),
        (layer("ln_1.weight"), vec![8]),
        (layer("ln_1.bias"), vec![8]),
        (layer("attn.c_attn.weight"), vec![8, 24]),
        (layer("attn.c_attn.bias"), vec![24]),
        (layer("attn.c_proj.weight"), vec![8, 8]),
        (layer("attn.c_proj.bias"), vec![8]),
        (layer("ln_2.weight"), vec![8]),
        (layer("ln_2.bias"), vec![8]),
        (layer("mlp.c_fc.weight"), vec![8, 32]),
        (layer("mlp.c_fc.bias"), vec![32]),
        (layer("mlp.c_proj.weight"), vec![32, 8]),
        (layer("mlp.c_proj.bias"), vec![8]),
        ("ln_f.weight".to_owned(), vec![8]),
        ("ln_f.bias".to_owned(), vec![8]),
    ]
    .into()
}

fn with(change: impl FnOnce(&mut Vec<(String, Vec<usize>)>)) -> Vec<u8> {
    let mut shapes = shapes();
    change(&mut shapes);
    weights(&shapes, "transformer.", "F32")
}

fn open(files: &[(&str, &[u8])]) -> Result<Model, Error> {
    Model::from_files(files)
}

fn of_weights(bytes: &[u8]) -> Option<Error> {
    open(&[("config.json", CONFIG.as_bytes()), ("model.safetensors", bytes)]).err()
}

fn of_config(config: &str) -> Option<Error> {
    let good = with(|_| {});
    open(&[("config.json", config.as_bytes()), ("model.safetensors", &good)]).err()
}

fn of_tokenizer(files: &[(&str, &str)]) -> Option<Error> {
    let good = with(|_| {});
    let mut all = vec![("config.json", CONFIG.as_bytes()), ("model.safetensors", &good[..])];
    all.extend(files.iter().map(|(name, text)| (*name, text.as_bytes())));
    open(&all).err()
}

fn header(header: &Value) -> Option<Error> {
    of_weights(&file(header, &[0; 64]))
}

fn raw(header: &str) -> Option<Error> {
    of_weights(&[&(header.len() as u64).to_le_bytes(), header.as_bytes(), &[0; 64]].concat())
}

fn tensor(shape: Value, offsets: [u64; 2]) -> Value {
    json!({ "dtype": "F32", "shape": shape, "data_offsets": offsets })
}

/// What is refused, by the code that it is refused with.
fn refused() -> Vec<(&'static str, Code, Option<Error>)> {
    let good = with(|_| {});
    let length = |length: u64| of_weights(&[&length.to_le_bytes()[..], &[b' '; 100]].concat());
    let dtype = |name: &str| {
        header(&json!({ "wte.weight": { "dtype": name, "shape": [8], "data_offsets": [0, 64] } }))
    };
    let mut many = serde_json::Map::new();
    for at in 0..10_001 {
        many.insert(format!("t{at}"), tensor(json!([0]), [0, 0]));
    }
    let json_of = |vocab: &str, merges: &str| {
        format!(
            r#"{{"model": {{"type": "BPE", "vocab": {vocab}, "merges": {merges}}}, "pre_tokenizer": {{"type": "ByteLevel"}}}}"#
        )
    };
    let tokenizer = |text: &str| of_tokenizer(&[("tokenizer.json", text)]);
    let bpe = |vocab: &str, merges: &str| tokenizer(&json_of(vocab, merges));
    let starts = |bytes: &[u8]| of_weights(&[bytes, &[0; 300]].concat());
    let config = |name: &str, value: Value| {
        let mut config: Value = serde_json::from_str(CONFIG).expect("it is JSON");
        config[name] = value;
        of_config(&config.to_string())
    };
    let bert = |name: &str, value: Value| {
        let mut config: Value = serde_json::from_str(BERT).expect("it is JSON");
        config[name] = value;
        of_config(&config.to_string())
    };
    let nested = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let twice = r#"{"a":{"dtype":"F32","shape":[16],"data_offsets":[0,64]},"a":{"dtype":"F32","shape":[16],"data_offsets":[0,64]}}"#;
    let pattern = r#"{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": []}, "pre_tokenizer": {"type": "Sequence", "pretokenizers": [{"type": "Split", "pattern": {"Regex": "(a+)+"}, "behavior": "Isolated", "invert": false}, {"type": "ByteLevel", "use_regex": false}]}}"#;
    vec![
        // B91, B92, B93
        ("0 bytes", Code::FileKind, of_weights(&[])),
        ("7 bytes", Code::FileKind, of_weights(&[0; 7])),
        ("8 bytes", Code::BadHeader, of_weights(&[0; 8])),
        ("a header of 2⁶³", Code::TooLarge, length(1 << 63)),
        ("a header of 2³²", Code::TooLarge, length(1 << 32)),
        ("a header of 100,000,001", Code::TooLarge, length(100_000_001)),
        ("a header of 8 MiB + 1", Code::TooLarge, length((8 << 20) + 1)),
        ("a header beyond the file", Code::BadHeader, length(101)),
        // B94, B95
        ("10,001 tensors", Code::TooLarge, header(&Value::Object(many))),
        ("no UTF-8", Code::BadHeader, of_weights(&[&2u64.to_le_bytes()[..], &[0xff; 2]].concat())),
        ("no JSON", Code::BadHeader, raw("{nonsense}")),
        ("a list", Code::BadHeader, raw("[]")),
        ("a deep header", Code::BadHeader, raw(&format!("{{\"a\": {nested}}}"))),
        ("a name twice", Code::BadHeader, raw(twice)),
        // B96
        (
            "overlap",
            Code::BadHeader,
            header(&json!({"a": tensor(json!([8]), [0, 32]), "b": tensor(json!([12]), [16, 64])})),
        ),
        ("a gap", Code::BadHeader, header(&json!({"a": tensor(json!([8]), [32, 64])}))),
        ("reversed", Code::BadHeader, header(&json!({"a": tensor(json!([16]), [64, 0])}))),
        ("beyond the end", Code::BadHeader, header(&json!({"a": tensor(json!([32]), [0, 128])}))),
        ("bytes behind", Code::BadHeader, of_weights(&[&good[..], b"PK\x03\x04"].concat())),
        ("cut off", Code::BadHeader, of_weights(&good[..good.len() - 1])),
        // B97
        (
            "an overflow",
            Code::BadHeader,
            header(
                &json!({"a": tensor(json!([4_194_305, 4_194_305, 211_106_198_978_564_u64]), [0, 64])}),
            ),
        ),
        (
            "an overflow of two",
            Code::BadHeader,
            header(&json!({"a": tensor(json!([2, 18_446_744_073_709_551_614_u64]), [0, 64])})),
        ),
        (
            "1,000 axes",
            Code::BadHeader,
            header(&json!({"a": tensor(json!(vec![1; 1000]), [0, 64])})),
        ),
        ("a size of −1", Code::BadHeader, header(&json!({"a": tensor(json!([-1]), [0, 64])}))),
        ("a size of 1.5", Code::BadHeader, header(&json!({"a": tensor(json!([1.5]), [0, 64])}))),
        // B98
        ("NOTADTYPE", Code::Dtype, dtype("NOTADTYPE")),
        ("I64", Code::Dtype, dtype_of_known("I64")),
        ("BOOL", Code::Dtype, dtype_of_known("BOOL")),
        ("C64", Code::Dtype, dtype_of_known("C64")),
        ("F8_E4M3", Code::Dtype, dtype_of_known("F8_E4M3")),
        // B100, B101
        (
            "a missing weight",
            Code::MissingWeight,
            of_weights(&with(|shapes| drop(shapes.remove(4)))),
        ),
        ("transposed", Code::WeightShape, of_weights(&with(|shapes| shapes[4].1 = vec![24, 8]))),
        (
            "one layer more",
            Code::ExtraLayer,
            of_weights(&with(|shapes| shapes.push(("h.1.ln_1.weight".to_owned(), vec![8])))),
        ),
        ("another width", Code::WeightShape, of_weights(&with(|shapes| shapes[0].1 = vec![9, 10]))),
        // B102
        ("a zip", Code::FileKind, starts(b"PK\x03\x04")),
        ("a pickle", Code::FileKind, starts(b"\x80\x02}q\0X\x05\0\0")),
        ("GGUF", Code::FileKind, starts(b"GGUF\x03\0\0\0")),
        ("ONNX", Code::FileKind, starts(b"\x08\x07\x12\x07pytorch\x1a\x03")),
        ("a pointer", Code::FileKind, starts(b"version https://git-lfs.github.com/spec/v1\n")),
        ("a page", Code::FileKind, starts(b"\n<!DOCTYPE html><html>")),
        ("a pickle by name", Code::FileKind, open(&[("pytorch_model.bin", b"x")]).err()),
        ("no weights", Code::MissingFile, open(&[("config.json", CONFIG.as_bytes())]).err()),
        ("no config", Code::MissingFile, open(&[("model.safetensors", &good)]).err()),
        (
            "two parts",
            Code::BadRequest,
            open(&[("a.safetensors", b""), ("b.safetensors", b"")]).err(),
        ),
        // Configs
        ("a config that is none", Code::BadJson, of_config("[1]")),
        ("a config of NaN", Code::BadJson, of_config("{\"n_embd\": NaN}")),
        ("a config of a page", Code::FileKind, of_config("<html>")),
        ("another family", Code::Config, config("model_type", json!("llama"))),
        ("no family", Code::Config, of_config("{}")),
        ("heads that do not divide", Code::Config, config("n_head", json!(3))),
        ("no heads", Code::Config, config("n_head", json!(0))),
        ("many layers", Code::Config, config("n_layer", json!(1e9))),
        ("half a layer", Code::Config, config("n_layer", json!(1.5))),
        ("a width below 0", Code::Config, config("n_embd", json!(-8))),
        ("another activation", Code::Config, config("activation_function", json!("swiglu"))),
        ("cross attention", Code::Config, config("add_cross_attention", json!(true))),
        (
            "relative positions",
            Code::Config,
            bert("position_embedding_type", json!("relative_key")),
        ),
        ("a decoder", Code::Config, bert("is_decoder", json!(true))),
        // B106, B107
        ("17 MiB", Code::TooLarge, tokenizer(&" ".repeat(17 << 20))),
        ("2 M tokens", Code::TooLarge, bpe("{\"a\": 2000000}", "[]")),
        ("an id below 0", Code::BadJson, bpe("{\"a\": -1}", "[]")),
        ("an id that is none", Code::BadJson, bpe("{\"a\": 99999999999}", "[]")),
        ("an id that is missing", Code::Vocabulary, bpe("{\"a\": 0, \"b\": 2}", "[]")),
        ("an id twice", Code::Vocabulary, bpe("{\"a\": 0, \"b\": 0}", "[]")),
        ("a token twice", Code::Vocabulary, bpe("{\"a\": 0, \"a\": 1}", "[]")),
        ("no tokens", Code::Vocabulary, bpe("{}", "[]")),
        ("a merge of no token", Code::Vocabulary, bpe("{\"a\": 0}", "[[\"a\", \"b\"]]")),
        ("a merge to no token", Code::Vocabulary, bpe("{\"a\": 0}", "[\"a a\"]")),
        ("a merge twice", Code::Vocabulary, bpe("{\"a\": 0, \"aa\": 1}", "[\"a a\", \"a a\"]")),
        ("a merge of three", Code::Vocabulary, bpe("{\"a\": 0}", "[\"a a a\"]")),
        ("a byte-order mark", Code::BadJson, tokenizer("\u{feff}{}")),
        ("a deep tokenizer", Code::BadJson, tokenizer(&format!("{{\"normalizer\": {nested}}}"))),
        (
            "a list of tokens",
            Code::TokenizerKind,
            tokenizer(r#"{"model": {"type": "Unigram", "vocab": [["a", 0.5]]}}"#),
        ),
        ("a pattern of its own", Code::TokenizerKind, tokenizer(pattern)),
        ("merges alone", Code::MissingFile, of_tokenizer(&[("merges.txt", "")])),
        ("tokens alone", Code::MissingFile, of_tokenizer(&[("vocab.json", "{\"a\": 0}")])),
        (
            "a vocabulary without [CLS]",
            Code::Vocabulary,
            of_tokenizer(&[("vocab.txt", "[UNK]\na\n")]),
        ),
    ]
}

/// A format that exists, in the one tensor of a file.
fn dtype_of_known(dtype: &str) -> Option<Error> {
    let bits = match dtype {
        "BOOL" | "F8_E4M3" => 8,
        _ => 64,
    };
    let mut shapes = shapes();
    let (name, shape) = shapes.remove(2);
    let rest = weights(&shapes, "", "F32");
    let (length, data) = rest.split_at(8);
    let length = u64::from_le_bytes(length.try_into().expect("eight bytes")) as usize;
    let mut header: Value = serde_json::from_slice(&data[..length]).expect("it is JSON");
    let start = data.len() - length;
    let bytes = shape[0] * bits / 8;
    header[name] =
        json!({ "dtype": dtype, "shape": shape, "data_offsets": [start, start + bytes] });
    of_weights(&file(&header, &[&data[length..], &vec![0; bytes]].concat()))
}

#[test]
fn what_is_no_model_is_refused_with_its_code_and_a_next_step() {
    let mut met = BTreeSet::new();
    for (what, code, error) in refused() {
        let error = error.unwrap_or_else(|| panic!("{what} is taken"));
        assert_eq!(error.code, code, "{what}: {error}");
        assert!(!error.field.is_empty() && !error.hint.is_empty(), "{what}: {error:?}");
        assert!(error.to_string().chars().count() < 400, "{what}: {error}");
        met.insert(error.code);
    }
    met.extend(requests().into_iter().map(|error| error.code));
    let unmet: Vec<&Code> = Code::ALL.iter().filter(|code| !met.contains(code)).collect();
    assert!(unmet.is_empty(), "no input yields {unmet:?}");
}

/// What a good model refuses to do.
fn requests() -> Vec<Error> {
    let good = with(|_| {});
    let model = open(&[("config.json", CONFIG.as_bytes()), ("model.safetensors", &good)]);
    let model = model.expect("the model opens");
    let ids = |ids: &[u32]| Input::Ids { ids: ids.to_vec(), segments: Vec::new() };
    let run = |input: Input, off: &[[usize; 2]]| model.run(&input, off).err();
    let (_, three) = model.run(&ids(&[1, 2, 3]), &[]).expect("it runs");
    let text = Input::Text { text: "a".to_owned(), second: None };
    let mut loader = attention_models::network::load::Loader::new(
        "model.safetensors",
        None,
        attention_models::files::config::read(CONFIG.as_bytes()).expect("it is read"),
    );
    loader.push(&good[..good.len() - 4]).expect("the bytes are taken");
    let bert = bert();
    let (_, of_bert) = bert.run(&ids(&[1, 2]), &[]).expect("it runs");
    let found = [
        run(text, &[]),
        run(ids(&[]), &[]),
        run(ids(&[1; 7]), &[]),
        run(ids(&[9]), &[]),
        run(ids(&[1]), &[[1, 0]]),
        run(ids(&[1]), &[[0, 2]]),
        bert.run(&Input::Ids { ids: vec![1, 2], segments: vec![0, 2] }, &[]).err(),
        bert.run(&Input::Ids { ids: vec![1, 2], segments: vec![0] }, &[]).err(),
        model.network.head(&three, 0, 2).err(),
        model.network.hidden(&three, 2).err(),
        model.network.gradient(&three, 9, 0, [0, 0]).err(),
        model.network.gradient(&three, 0, 3, [0, 0]).err(),
        bert.network.gradient(&of_bert, 0, 0, [0, 0]).err(),
        loader.finish().err(),
    ];
    found
        .into_iter()
        .enumerate()
        .map(|(at, error)| error.unwrap_or_else(|| panic!("request {at} is taken")))
        .collect()
}

/// A BERT without an output over tokens.
fn bert() -> Model {
    let mut shapes: Vec<(String, Vec<usize>)> = [
        ("word_embeddings.weight", vec![9, 8]),
        ("position_embeddings.weight", vec![6, 8]),
        ("token_type_embeddings.weight", vec![2, 8]),
        ("LayerNorm.gamma", vec![8]),
        ("LayerNorm.beta", vec![8]),
    ]
    .map(|(name, shape)| (format!("embeddings.{name}"), shape))
    .into();
    for name in [
        "attention.self.query",
        "attention.self.key",
        "attention.self.value",
        "attention.output.dense",
        "intermediate.dense",
        "output.dense",
    ] {
        shapes.push((format!("encoder.layer.0.{name}.weight"), vec![8, 8]));
        shapes.push((format!("encoder.layer.0.{name}.bias"), vec![8]));
    }
    for name in ["attention.output.LayerNorm", "output.LayerNorm"] {
        shapes.push((format!("encoder.layer.0.{name}.gamma"), vec![8]));
        shapes.push((format!("encoder.layer.0.{name}.beta"), vec![8]));
    }
    let bytes = weights(&shapes, "bert.", "F32");
    open(&[("config.json", BERT.as_bytes()), ("model.safetensors", &bytes)]).expect("it opens")
}

/// B103: a file's size alone refuses it, and a header that would need more than there is.
#[test]
fn a_file_beyond_the_limit_is_not_read() {
    let large = 3 << 30;
    let error = header_length("m", &[16, 0, 0, 0, 0, 0, 0, 0], Some(large)).expect_err("too large");
    assert_eq!(error.code, Code::TooLarge);
    let header = r#"{"a":{"dtype":"F32","shape":[805306368],"data_offsets":[0,3221225472]}}"#;
    let error = entries("m", header.as_bytes(), None).expect_err("too large");
    assert_eq!(error.code, Code::TooLarge);
}

/// B99: numbers that are not finite are taken, with a note that names the tensor.
#[test]
fn weights_that_are_not_finite_are_noted() {
    let mut bytes = with(|_| {});
    let last = bytes.len() - 4;
    bytes[last..].copy_from_slice(&f32::NAN.to_le_bytes());
    let model = open(&[("config.json", CONFIG.as_bytes()), ("model.safetensors", &bytes)]);
    let notes = model.expect("it opens").notes;
    assert_eq!(notes.len(), 1);
    assert!(notes[0].contains("ln_f.bias"), "{}", notes[0]);
}

/// B104: what a name holds stays text, and stays short.
#[test]
fn long_and_hidden_names_are_shown_cut() {
    let name = format!("h.7.\u{202e}<script>__proto__{}", "x".repeat(1 << 20));
    let error = of_weights(&with(|shapes| shapes.push((name, vec![1])))).expect("an extra layer");
    assert_eq!(error.code, Code::ExtraLayer);
    assert!(error.cause.chars().count() < 200 && !error.cause.contains('\u{202e}'));
}

/// Buffers of older versions may have any format, and a folder before a name does not count.
#[test]
fn what_older_files_have_besides_is_passed_over() {
    let good = with(|_| {});
    let length = u64::from_le_bytes(good[..8].try_into().expect("eight bytes")) as usize;
    let mut header: Value = serde_json::from_slice(&good[8..8 + length]).expect("it is JSON");
    let data = good.len() - 8 - length;
    header["transformer.h.0.attn.bias"] =
        json!({ "dtype": "U8", "shape": [1, 1, 6, 6], "data_offsets": [data, data + 36] });
    let bytes = file(&header, &[&good[8 + length..], &[1; 36]].concat());
    let files = [("model/config.json", CONFIG.as_bytes()), ("model/model.safetensors", &bytes[..])];
    let model = open(&files).expect("it opens");
    assert!(model.notes.is_empty());
    let expected = cells("wte.weight", 72);
    assert_eq!(model.network.tokens.row(3).collect::<Vec<_>>(), expected[24..32]);
}
