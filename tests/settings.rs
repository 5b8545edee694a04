//! wasm-pack reads its settings from Cargo.toml, our scripts read theirs from wasm-pack.toml: these
//! tests hold the two together, so that a run by hand and a run by script build the same thing.
#![cfg(not(target_arch = "wasm32"))]

use std::{fs, path::Path};

use toml::{Table, Value};

fn read(file: &str) -> Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    text.parse().unwrap_or_else(|e| panic!("{file}: {e}"))
}

#[test]
fn wasm_pack_profiles_equal_cargos() {
    let settings = read("wasm-pack.toml");
    let of = |file| read(file)["package"]["metadata"]["wasm-pack"]["profile"].clone();
    assert_eq!(settings["profile"], of("Cargo.toml"));
    assert_eq!(settings["models"]["profile"], of("src/models/Cargo.toml"));
}

/// wasm-pack accepts a wasm-bindgen from PATH only if its version is the library's, to the letter.
/// Set-up installs the version of Cargo.lock, so an update of the lock must not be able to move it.
#[test]
fn wasm_bindgen_is_pinned_to_the_locked_version() {
    let required = &read("Cargo.toml")["dependencies"]["wasm-bindgen"];
    let lock = read("Cargo.lock");
    let locked = lock["package"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|package| package["name"].as_str() == Some("wasm-bindgen"))
        .expect("Cargo.lock lists wasm-bindgen");
    let version = locked["version"].as_str().expect("it has a version");
    assert_eq!(required, &Value::from(format!("={version}")));
}
