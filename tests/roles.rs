//! A step's meaning is its role and not its name: a variant that calls its steps otherwise has all
//! that is said about scores and weights.
#![cfg(not(target_arch = "wasm32"))]

use attention_playground::lab::check::slips::SLIPS;
use attention_playground::program::build::Program;
use attention_playground::program::function::Function;
use attention_playground::program::param::ParamValue;
use attention_playground::program::role::Role;
use attention_playground::program::tensor::Tensor;
use attention_playground::program::variant::Variant;
use attention_playground::request::Request;
use attention_playground::request::run::run;
use attention_playground::runs::sweep::sweep;
use attention_playground::runs::thumbnail::thumbnail;
use attention_playground::variants::{ALL, find};

/// Softmax attention whose author has other words for it.
fn renamed() -> Variant<'static> {
    Variant {
        build: Program::Shipped(|g| {
            let [q, k, v] = g.inputs(["q", "k", "v"]);
            let scaled =
                g.contract("id,jd->ij", q, k).named("similarity").scale('d').named("energy");
            let masked = scaled.temperature().mask(g.mask_input() & g.causal());
            masked.softmax('j').named("alpha").contract("ij,jm->im", v).named("context")
        }),
        ..find("scaled-dot-product").unwrap().clone()
    }
}

fn request() -> Request {
    let sizes = [('i', 4), ('j', 4), ('d', 3), ('m', 2)].into();
    Request { sizes, seed: 7, gradients: true, ..Request::default() }
}

#[test]
fn a_slip_is_the_same_whatever_its_steps_are_called() {
    let (own, other) = (find("scaled-dot-product").unwrap(), renamed());
    let [known, renamed] = [own, &other].map(|variant| run(variant, &request()).unwrap());
    let mut made = 0;
    for slip in SLIPS {
        for (step, called) in [("weights", "alpha"), ("output", "context"), ("grad-q", "grad-q")] {
            let [one, two]: [Option<Tensor>; 2] =
                [slip.value(&known, step), slip.value(&renamed, called)];
            assert_eq!(one.map(|of| of.data), two.map(|of| of.data), "{} at {called}", slip.id);
        }
        made += usize::from(slip.value(&renamed, "context").is_some());
    }
    assert!(made >= 19, "{made} slips can be made in softmax attention");
}

#[test]
fn a_thumbnail_is_the_weights_whatever_they_are_called() {
    let own = thumbnail(find("scaled-dot-product").unwrap()).unwrap();
    assert_eq!(thumbnail(&renamed()).unwrap(), own);
}

#[test]
fn a_temperature_is_followed_by_the_weights() {
    let trace = run(&renamed(), &request()).unwrap();
    let weights = trace.graph.with_role(Role::Weights).unwrap();
    let name = &trace.graph.node(weights).id;
    let swept = sweep(&renamed(), &request(), "temperature", &[0.5, 1.0], name).unwrap();
    assert_eq!(swept[1], trace.values[weights.0]);
    assert_ne!(swept[0], swept[1]);
}

/// The names of today, which links and lessons use, are those of the roles.
#[test]
fn every_variant_has_its_weights_and_its_scores_by_role() {
    for variant in ALL {
        let trace = run(variant, &Request::default()).unwrap();
        let name = |role| trace.graph.with_role(role).map(|id| trace.graph.node(id).id.clone());
        let named = |name: &str| trace.graph.find(name).is_ok().then(|| name.to_owned());
        // Two softmaxes that one variant takes the difference of are counted.
        let weights = named("weights-1").or_else(|| named("weights"));
        assert_eq!(name(Role::Weights), weights, "{}", variant.id);
        let scores =
            ["products", "products-1", "scores", "similarities"].into_iter().find_map(named);
        assert_eq!(name(Role::Scores), scores, "{}", variant.id);
    }
}

/// A gradient says what it is of.
#[test]
fn a_gradient_knows_its_step() {
    let trace = run(&renamed(), &request()).unwrap();
    for (name, id) in &trace.gradients {
        let Some(Role::Gradient(of)) = trace.graph.node(*id).role else { panic!("{name}") };
        assert_eq!(trace.graph.node(of).id, *name);
    }
}

/// The number that keeps a root from 0 is no constant of a similarity.
#[test]
fn a_constant_is_an_offset_where_it_is_added_to_scores() {
    let with_unit_values = Variant {
        build: Program::Shipped(|g| {
            let [q, k, v] = g.inputs(["q", "k", "v"]);
            let squares = g.contract("jm,jm->j", v, v).named("squares");
            let root = squares.map(Function::Plus(1e-5)).named("kept").map(Function::Sqrt);
            let unit = v.div("jm,j->jm", root).named("unit");
            let weights = g.contract("id,jd->ij", q, k).softmax('j');
            weights.contract("ij,jm->im", unit).named("output")
        }),
        ..find("scaled-dot-product").unwrap().clone()
    };
    let quadratic = [("kernel".to_owned(), ParamValue::Word("quadratic".to_owned()))];
    let quadratic = Request { params: quadratic.into(), ..Request::default() };
    let similarity = run(find("kernel").unwrap(), &quadratic).unwrap();
    let forgotten = SLIPS.iter().find(|slip| slip.id == "offset-forgotten").unwrap();
    assert!(forgotten.value(&similarity, "output").is_some());
    for variant in [&with_unit_values, find("transformer-layer").unwrap()] {
        let trace = run(variant, &Request::default()).unwrap();
        assert!(forgotten.value(&trace, "output").is_none(), "{}", variant.id);
    }
}
