//! A request as one table: its TypeScript type, its decoder and the list in its error are the same
//! lines, one for each field.

/// Writes `decode`, which reads such an object, and the interface that ships with the package.
///
/// A field is `name?: "its type" => what it sets`, with `value` for what was given; without the
/// question mark the type says that it is required, and whoever uses it says what is missing.
macro_rules! fields {
    (
        $(#[doc = $about:literal])+
        interface $name:ident: $what:literal, at $field:literal;
        fn $decode:ident($target:ident: $of:ty = $start:expr, $value:ident);
        $($(#[doc = $doc:literal])* $key:ident $mark:tt $type:literal => $set:expr;)+
    ) => {
        const _: () = {
            use wasm_bindgen::prelude::*;

            #[wasm_bindgen(typescript_custom_section)]
            const TYPE: &str = concat!(
                "/**\n", $(" *", $about, "\n",)+ " */\n",
                "export interface ", stringify!($name), " {\n",
                $(
                    $("  /**", $doc, " */\n",)*
                    "  ", stringify!($key), $crate::wasm::fields::mark!($mark), $type, ";\n",
                )+
                "}\n",
            );
        };

        pub fn $decode(given: &wasm_bindgen::JsValue) -> $crate::base::error::Result<$of> {
            let mut $target = $start;
            for (key, $value) in $crate::wasm::decode::entries(given, $field)? {
                let $value = &$value;
                match key.as_str() {
                    $(stringify!($key) => $set,)+
                    _ => {
                        let known = [$(stringify!($key)),+].join(", ");
                        return Err($crate::wasm::decode::no_field($what, $field, &key, &known));
                    }
                }
            }
            Ok($target)
        }
    };
}

/// What stands between a field and its type.
macro_rules! mark {
    (?) => {
        "?: "
    };
    (:) => {
        ": "
    };
}

pub(crate) use {fields, mark};
