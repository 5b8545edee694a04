//! What a program is called: run beside the registry on 200 draws, it is the variant that computes
//! the same, or the closest one with the first step that differs.
#![cfg(not(target_arch = "wasm32"))]

use attention_playground::language::program::{OwnProgram, text_of};
use attention_playground::request::Request;
use attention_playground::request::run::program;
use attention_playground::runs::recognise::{Recognised, recognise};
use attention_playground::variants::ALL;
use serde_json::Value;

fn recognised(text: &str) -> Option<Recognised> {
    let own = OwnProgram::read(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    recognise(&own.tables().variant()).unwrap()
}

/// The text of a program of papers.
fn paper(title: &str) -> String {
    let rows: Vec<Value> = serde_json::from_str(include_str!("programs-right.json")).unwrap();
    let row = rows.iter().find(|row| row["title"].as_str().unwrap().starts_with(title)).unwrap();
    row["text"].as_str().unwrap().to_owned()
}

#[test]
fn a_program_of_a_paper_is_the_variant_that_ships() {
    let known = [
        ("Scaled dot-product", "scaled-dot-product"),
        ("Argmax", "argmax"),
        ("Multi-head", "multi-head"),
        ("Multi-query", "multi-query-decode"),
        ("Linear attention, elu", "linear"),
        ("Quadratic kernel", "linear"),
        ("Sliding window", "sliding-window"),
        ("ALiBi", "alibi"),
        ("Rotary", "rope"),
        ("Top two", "top-k"),
        ("Differential", "differential"),
        ("Latent", "latent"),
    ];
    for (title, variant) in known {
        let found = recognised(&paper(title)).unwrap();
        assert!(found.equal && found.variant == variant, "{title}: {found:?}");
        assert_eq!(found.first_difference, None, "{title}");
    }
    let window = recognised(&paper("Sliding window")).unwrap();
    assert_eq!(window.params["window"].to_string(), "4");
}

/// Some compute the same as another one that comes first: they may be called so.
#[test]
fn a_printed_variant_is_itself() {
    let same = [
        ("linear-recurrent", "linear"),
        ("kernel", "scaled-dot-product"),
        ("grouped-query-decode", "multi-head-decode"),
    ];
    for variant in ALL {
        let graph = program(variant, &Request::default()).unwrap();
        let found = recognised(&text_of(variant.title, &graph).unwrap()).unwrap();
        let may_be =
            same.iter().find(|(id, _)| *id == variant.id).map_or(variant.id, |(_, as_)| as_);
        assert!(found.equal, "{}: {found:?}", variant.id);
        assert!([variant.id, may_be].contains(&found.variant), "{}: {found:?}", variant.id);
    }
}

#[test]
fn a_slip_is_the_closest_variant_with_its_first_step_that_differs() {
    let slips = [
        ("Scaled dot-product", "j <= i", "j < i", "scaled-dot-product", "weights"),
        ("Scaled dot-product", " / sqrt(|d|)", " / |d|", "scaled-dot-product", "scores"),
        ("Sliding window", "i - j < w", "i - j < w - 1", "sliding-window", ""),
        ("Argmax", "onehot[j] scores", "sparsemax[j] scores", "scaled-dot-product", "weights"),
    ];
    for (title, right, wrong, variant, step) in slips {
        let text = paper(title).replace(right, wrong);
        let found = recognised(&text).unwrap();
        if step.is_empty() {
            // A window of three instead of four is a window too.
            assert!(found.equal && found.variant == variant, "{title}: {found:?}");
            continue;
        }
        assert!(!found.equal, "{title} with {wrong}: {found:?}");
        assert_eq!(found.variant, variant, "{title} with {wrong}");
        assert_eq!(found.first_difference.as_deref(), Some(step), "{title} with {wrong}");
    }
}

/// What the inputs of the variant are called in a program.
fn tables(found: &Recognised) -> Vec<(&str, &str)> {
    found.tables.iter().map(|(input, table)| (*input, &**table)).collect()
}

#[test]
fn what_the_inputs_are_called_is_nothing_to_it() {
    let attention = |[q, k, v]: [&str; 3]| {
        format!(
            "s[i,j] = sum[d] {q}[i,d] {k}[j,d] / sqrt(|d|)\na[i,j] = softmax[j] s[i,j]\no[i,m] = sum[j] a[i,j] {v}[j,m]"
        )
    };
    let named = ["query", "key", "value"];
    let programs = [
        (format!("in a[i,d], b[j,d], c[j,m]\n{}", attention(["a", "b", "c"]).replace("a[i,j]", "w[i,j]")), [("q", "a"), ("k", "b"), ("v", "c")]),
        // In another order: the sizes say which is which.
        (format!("in query[i,d], value[j,m], key[j,d]\n{}", attention(named)), [("q", "query"), ("k", "key"), ("v", "value")]),
        // One table three times.
        ("in x[i,d]\ns[i,j] = sum[d] x[i,d] x[j,d] / sqrt(|d|)\na[i,j] = softmax[j] s[i,j]\no[i,d] = sum[j] a[i,j] x[j,d]".to_owned(), [("q", "x"), ("k", "x"), ("v", "x")]),
        // Made by projections.
        (format!("in x[i,e], A[e,d], B[e,d], C[e,m]\nQ[i,d] = sum[e] x[i,e] A[e,d]\nK[i,d] = sum[e] x[i,e] B[e,d]\nV[i,m] = sum[e] x[i,e] C[e,m]\n{}", attention(["Q", "K", "V"])), [("q", "Q"), ("k", "K"), ("v", "V")]),
    ];
    for (text, names) in &programs {
        let found = recognised(text).unwrap_or_else(|| panic!("nothing for\n{text}"));
        assert!(found.equal && found.variant == "scaled-dot-product", "{text}\n{found:?}");
        assert_eq!(tables(&found), *names, "{text}");
    }
    // What stands before the tables that it is like is no difference: that is what it is given.
    let (gated, _) = &programs[3];
    let gated = format!("{gated}\ng[i,m] = sigmoid(o[i,m])\ny[i,m] = g[i,m] o[i,m]");
    let found = recognised(&gated).unwrap();
    assert!(!found.equal && found.variant == "scaled-dot-product", "{found:?}");
    assert_eq!(found.first_difference.as_deref(), Some("g"));
    let usual = recognised(&format!("in q[i,d], k[j,d], v[j,m]\n{}", attention(["q", "k", "v"])));
    assert_eq!(usual.unwrap().tables, []);
}

/// What a person would answer: the plain name, in the state that comes nearest.
#[test]
fn the_closest_variant_is_the_plain_one() {
    const INPUTS: &str = "in q[i,d], k[j,d], v[j,m]";
    const SCORES: &str = "s[i,j] = sum[d] q[i,d] k[j,d] / sqrt(|d|)";
    const OUTPUT: &str = "o[i,m] = sum[j] p[i,j] v[j,m]";
    let programs = [
        ("e[i,j] = exp(s[i,j])\np[i,j] = e[i,j] / (1 + sum[l] e[i,l])", "p", false),
        ("p[i,j] = sigmoid(s[i,j])", "p", false),
        ("p[i,j] = softmax[j : j < i] s[i,j]", "p", true),
        // A cell of −∞ is like no number.
        ("c[i,j] = relu(s[i,j])\np[i,j] = softmax[j : j <= i] (s[i,j] - c[i,j])", "c", true),
    ];
    for (weights, step, is_causal) in programs {
        let text = format!("{INPUTS}\n{SCORES}\n{weights}\n{OUTPUT}");
        let found = recognised(&text).unwrap();
        assert!(!found.equal && found.variant == "scaled-dot-product", "{text}\n{found:?}");
        assert_eq!(found.first_difference.as_deref(), Some(step), "{text}");
        assert_eq!(found.params.contains_key("causal"), is_causal, "{found:?}");
    }
    // What it is given more is what it differs by.
    let more = format!("{INPUTS}, b[i,j]\n{SCORES} + b[i,j]\np[i,j] = softmax[j] s[i,j]\n{OUTPUT}");
    let found = recognised(&more).unwrap();
    assert!(!found.equal && found.variant == "scaled-dot-product", "{found:?}");
    assert_eq!(found.first_difference.as_deref(), Some("s"));
}

/// No state of a variant is named for a mask that the program has not, and none where nothing is alike.
#[test]
fn a_closest_variant_shares_a_step() {
    let cosine = "in Q[i,d], K[j,d], V[j,m]
S[i,j] = sum[d] relu(Q[i,d]) relu(K[j,d]) cos((i - j) / |j|)
P[i,j] = S[i,j] / (sum[l] S[i,l])
O[i,m] = sum[j] P[i,j] V[j,m]";
    let found = recognised(cosine).unwrap();
    assert_eq!((found.variant, found.equal), ("linear", false));
    assert!(!found.params.contains_key("causal"), "{found:?}");
    let relative = "in x[i,d], wq[d,e], wk[d,e], wv[d,m]
axis j = |i|
in rk[i,j,e]
q[i,e] = sum[d] x[i,d] wq[d,e]
k[j,e] = sum[d] x[j,d] wk[d,e]
v[j,m] = sum[d] x[j,d] wv[d,m]
e[i,j] = (sum[e] q[i,e] (k[j,e] + rk[i,j,e])) / sqrt(|e|)
z[i,m] = sum[j] (softmax[j] e[i,j]) v[j,m]";
    let found = recognised(relative).unwrap();
    assert_eq!((found.variant, found.params.len()), ("scaled-dot-product", 0), "{found:?}");
    assert_eq!(found.first_difference.as_deref(), Some("e"));
    let normed = "in q[h,i,d], k[h,j,d], v[h,j,m]
a[h,i,d] = q[h,i,d] / (norm[d] q[h,i,d])
b[h,j,d] = k[h,j,d] / (norm[d] k[h,j,d])
p[h,i,j] = softmax[j] (4 sum[d] a[h,i,d] b[h,j,d])
o[h,i,m] = sum[j] p[h,i,j] v[h,j,m]";
    assert_eq!(recognised(normed), None);
}

#[test]
fn a_program_on_other_inputs_is_none_of_them() {
    assert_eq!(recognised(&paper("Delta rule")), None);
}
