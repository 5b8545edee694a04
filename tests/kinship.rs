//! Variants that are other words for one function give the same numbers.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use attention_playground::program::param::ParamValue;
use attention_playground::program::trace::Trace;
use attention_playground::request::Request;
use attention_playground::request::run::run;
use attention_playground::variants::find;
use common::{CASES, any_case, bits, is_well_conditioned, nested, tensor};
use proptest::prelude::*;

fn settings() -> ProptestConfig {
    ProptestConfig { max_global_rejects: 100 * CASES, ..ProptestConfig::with_cases(CASES) }
}

fn word(word: &str) -> ParamValue {
    ParamValue::Word(word.to_owned())
}

/// The same inputs, as far as the variant takes them, through another variant.
fn through(variant: &str, request: &Request, params: &[(&str, ParamValue)]) -> Trace {
    let variant = find(variant).unwrap();
    let mut request = request.clone();
    request.inputs.retain(|name, _| variant.inputs.iter().any(|input| input.name == name));
    let params = params.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
    request.params = params.collect();
    run(variant, &request).unwrap()
}

fn farthest(one: &Trace, two: &Trace) -> f64 {
    let both = tensor(one, "output").data.iter().zip(&tensor(two, "output").data);
    both.map(|(one, two)| (one - two).abs() / one.abs().max(1.0)).fold(0.0, f64::max)
}

proptest! {
    #![proptest_config(settings())]

    #[test]
    fn linear_attention_is_kernel_attention(case in any_case()) {
        prop_assume!(case.takes("feature_map"));
        let linear = case.run();
        let param = |name: &str| linear.params.0[name].clone();
        // The features exp(x) belong to no similarity that `kernel` has a name for.
        prop_assume!(param("feature_map") != word("exp") && is_well_conditioned(&linear));
        let causal = linear.params.0.get("causal").cloned().unwrap_or(ParamValue::Flag(true));
        let kernel = [
            ("kernel", param("feature_map")),
            ("offset", param("offset")),
            ("causal", causal),
        ];
        let kernel = through("kernel", &case.request, &kernel);
        let farthest = farthest(&linear, &kernel);
        prop_assert!(farthest <= 1e-12, "{farthest}");
    }

    #[test]
    fn cross_attention_of_a_sequence_to_itself_is_multi_head_attention(case in any_case()) {
        prop_assume!(case.variant().id == "multi-head");
        let case = case.with("causal", ParamValue::Flag(false));
        let own = case.run();
        let mut request = case.request.clone();
        request.inputs.insert("y".to_owned(), request.inputs["x"].clone());
        let params = ["heads", "scale", "mask_fill"].map(|name| (name, own.params.0[name].clone()));
        prop_assert_eq!(bits(&own, "output"), bits(&through("cross", &request, &params), "output"));
    }

    #[test]
    fn the_exponential_kernel_is_softmax_attention(case in any_case()) {
        prop_assume!(case.variant().id == "kernel");
        let kernel = case.with("kernel", word("exponential"));
        let trace = kernel.run();
        let params = ["scale", "causal"].map(|name| (name, trace.params.0[name].clone()));
        let softmax = through("scaled-dot-product", &kernel.request, &params);
        let farthest = farthest(&trace, &softmax);
        prop_assert!(farthest <= 1e-12, "{farthest}");
    }

    #[test]
    fn one_head_that_projects_nothing_is_plain_attention(case in any_case()) {
        prop_assume!(case.variant().id == "multi-head");
        let mut case = case.with("heads", ParamValue::Number(1.0));
        let x = case.request.inputs["x"].clone();
        let shape = tensor(&case.run(), "x").shape().to_vec();
        let [tokens, width] = shape[..] else { unreachable!("x has two axes") };
        let unit: Vec<f64> = (0..width * width)
            .map(|place| f64::from(u8::from(place % (width + 1) == 0)))
            .collect();
        for weight in ["w_q", "w_k", "w_v", "w_o"] {
            case.request.inputs.insert(weight.to_owned(), nested(&[width, width], &unit));
        }
        case.request.inputs.retain(|name, _| !name.starts_with("b_"));
        let trace = case.run();
        prop_assert_eq!(tensor(&trace, "output").shape(), &[tokens, width]);
        let names = ["scale", "causal", "mask_fill"];
        let params = names.map(|name| (name, trace.params.0[name].clone()));
        let mut plain = case.request.clone();
        for name in ["q", "k", "v"] {
            plain.inputs.insert(name.to_owned(), x.clone());
        }
        let plain = through("scaled-dot-product", &plain, &params);
        prop_assert_eq!(bits(&trace, "output"), bits(&plain, "output"));
    }
}
