//! Programs that no variant of the registry is, one for each operation that only some have.

use attention_playground::program::build::{Builder, Program, Value};
use attention_playground::program::condition::{ClosedForm, Comparison, Condition, number, place};
use attention_playground::program::function::Function;
use attention_playground::program::mask::Fill;
use attention_playground::program::trace::Trace;
use attention_playground::program::variant::Variant;
use attention_playground::request::Request;
use attention_playground::request::run::run;
use attention_playground::variants::find;

/// A variant on queries, keys and values with this program.
fn variant(id: &'static str, program: for<'g> fn(&'g Builder) -> Value<'g>) -> Variant<'static> {
    let build = Program::Shipped(program);
    Variant { id, build, params: &[], ..find("scaled-dot-product").unwrap().clone() }
}

fn compare(one: ClosedForm, comparison: Comparison, two: ClosedForm) -> Condition {
    Condition::compare(one, comparison, two)
}

fn scores(g: &Builder) -> Value<'_> {
    let [q, k] = g.inputs(["q", "k"]);
    g.contract("id,jd->ij", q, k).named("scores")
}

fn read<'g>(g: &'g Builder, weights: Value<'g>) -> Value<'g> {
    let [v] = g.inputs(["v"]);
    weights.contract("ij,jm->im", v).named("output")
}

/// Every program, by what it is for.
pub fn all() -> Vec<Variant<'static>> {
    vec![
        variant("window", |g| {
            let near = compare(place('i') - place('j'), Comparison::Less, number(2.0));
            let mask = compare(place('j'), Comparison::AtMost, place('i')) & near;
            read(g, scores(g).mask_with(mask, Fill::MinusInfinity).softmax('j').named("weights"))
        }),
        variant("blocks-or-first", |g| {
            let block = |letter| place(letter).block(number(2.0));
            let same = compare(block('i'), Comparison::Equal, block('j'));
            let mask = same | compare(place('j'), Comparison::Equal, number(1.0));
            read(g, scores(g).mask_with(mask, Fill::MinusInfinity).softmax('j').named("weights"))
        }),
        variant("not-both", |g| {
            let edge = compare(place('j'), Comparison::AtLeast, g.size_of('j'));
            let even = compare(place('i') * number(2.0), Comparison::NotEqual, place('j'));
            let mask = !(edge & even);
            read(g, scores(g).mask_with(mask, Fill::MinusInfinity).softmax('j').named("weights"))
        }),
        variant("nothing-left", |g| {
            let mask = compare(place('j'), Comparison::Less, place('i') - number(1.0));
            let masked = scores(g).mask_with(mask, Fill::MinusInfinity).named("masked");
            let largest = masked.max('j').named("largest");
            let weights = masked.sparsemax('j').named("weights");
            read(g, weights).plus("im,i->im", largest).named("sum")
        }),
        variant("slopes", |g| {
            let slope = number(2.0).power(number(-8.0) * place('i') / g.size_of('i'));
            let near = compare(place('j'), Comparison::AtMost, place('i'));
            let bias = (slope * (place('j') - place('i'))).when(near, number(-0.5));
            let products = scores(g);
            let bias = g.table(bias, products.axes()).named("added");
            read(g, products.plus("ij,ij->ij", bias).softmax('j').named("weights"))
        }),
        variant("angles", |g| {
            let [q] = g.inputs(["q"]);
            let angle = (place('i') - number(1.0)) / number(10.0).power(place('d') / number(2.0));
            let turned = g.table(angle.map(Function::Cos), q.axes()).named("cosines");
            let row = g.table(place('i').map(Function::Sqrt), q.axes()).named("roots");
            let q = q.contract("id,id->id", turned).plus("id,id->id", row).named("turned");
            let [k] = g.inputs(["k"]);
            read(g, q.contract("id,jd->ij", k).softmax('j').named("weights"))
        }),
        variant("normal", |g| {
            let [q] = g.inputs(["q"]);
            let noise = g.normal(3, q.axes()).named("noise");
            q.contract("id,id->id", noise).named("output")
        }),
        variant("minus-infinity", |g| {
            let near = compare(place('j'), Comparison::AtMost, place('i'));
            let bias = number(0.0).when(near, number(f64::NEG_INFINITY));
            let products = scores(g);
            let bias = g.table(bias, products.axes()).named("added");
            read(g, products.plus("ij,ij->ij", bias).softmax('j').named("weights"))
        }),
        variant("top-two", |g| {
            let products = scores(g);
            let best = products.top('j', 2).named("best");
            let masked = products.mask_with(best.given(), Fill::MinusInfinity).named("masked");
            read(g, masked.softmax('j').named("weights"))
        }),
        variant("top-of-the-past", |g| {
            let mask = compare(place('j'), Comparison::AtMost, place('i'));
            let products = scores(g).mask_with(mask, Fill::MinusInfinity).named("past");
            let best = products.top('j', 2).named("best");
            let masked = products.mask_with(best.given(), Fill::MinusInfinity).named("masked");
            read(g, masked.softmax('j').named("weights"))
        }),
        variant("sparsemax", |g| read(g, scores(g).sparsemax('j').named("weights"))),
        variant("shifted-softmax", |g| {
            let products = scores(g);
            let less = products.minus("ij,i->ij", products.max('j').named("largest"));
            let powers = less.map(Function::Exp).named("powers");
            read(g, powers.div("ij,i->ij", powers.sum("ij->i")).named("weights"))
        }),
        variant("chosen", |g| {
            let near = compare(place('j'), Comparison::Less, place('i'));
            let products = scores(g);
            read(g, products.choose(near, products.map(Function::Tanh)).named("chosen"))
        }),
        variant("smooth", |g| {
            use Function::{Cos, Elu, Sigmoid, Silu, Sin, Softplus, Tanh};
            let all = [Cos, Elu, Sigmoid, Silu, Sin, Softplus, Tanh];
            read(g, all.into_iter().fold(scores(g), Value::map))
        }),
        variant("powers", |g| {
            let base = scores(g).map(Function::Abs).map(Function::Plus(0.5)).named("base");
            let root = base.map(Function::Raise(-0.5)).named("root");
            let logs = base.map(Function::Log).named("logs");
            read(g, base.power("ij,ij->ij", root).plus("ij,ij->ij", logs).named("power"))
        }),
        variant("delta-rule", |g| {
            let [q, k, v] = g.inputs(["q", "k", "v"]);
            let whole = k.contract("jd,jm->jdm", v).axes();
            let before = g.before(whole, 'j');
            let kept = before.contract("jcm,jc->jm", k);
            let written = k.contract("jd,jm->jdm", v.minus("jm,jm->jm", kept));
            let made = before.plus("jdm,jdm->jdm", written.times(0.5));
            let state = g.scan(before, made, made, false).named("state");
            q.contract("id,jdm->im", state).named("output")
        }),
        variant("gated", |g| {
            let [k, v] = g.inputs(["k", "v"]);
            let first = compare(place('j'), Comparison::Less, number(3.0));
            let near = compare(place('m'), Comparison::AtMost, place('j'));
            let gate = k.sum("jd->j").map(Function::Sigmoid).named("gate");
            let before = g.before(v.axes(), 'j');
            let soft = before.plus("jm,jm->jm", v).mask_with(near, Fill::MinusInfinity);
            let soft = soft.softmax('m').contract("jm,j->jm", gate);
            let made = soft.choose(first, before.map(Function::Tanh));
            let made = made.plus("jm,jm->jm", v);
            g.scan(before, made, made, false).named("output")
        }),
        variant("largest-so-far", |g| {
            let [k, v] = g.inputs(["k", "v"]);
            let before = g.before(v.axes(), 'j');
            let most = before.plus("jm,jm->jm", v).max('m').named("most");
            let made = most.contract("j,jm->jm", v).times(0.3);
            let made = made.plus("jm,j->jm", k.shift('j', false).sum("jd->j"));
            let all = g.scan(before, made, made, false).named("all");
            all.sum("jm->m").named("output")
        }),
        variant("alignment", |g| {
            let near = scores(g).map(Function::Sigmoid).named("near");
            let above = g.before(near.axes(), 'i');
            let beside = g.before(near.axes(), 'j');
            let later = compare(place('j'), Comparison::Less, place('i'));
            let row = above.sum("ij->i").times(0.25);
            let corner = above.shift('j', false).map(Function::Tanh);
            let made = beside.contract("ij,ij->ij", beside.map(Function::Sigmoid));
            let made = made.choose(later, above).plus("ij,i->ij", row);
            let made = made.plus("ij,ij->ij", corner).contract("ij,ij->ij", near);
            let made = made.plus("ij,ij->ij", near);
            let rows = g.scan(beside, made, made, false);
            read(g, g.scan(above, rows, rows, false).named("ways"))
        }),
        variant("place-before", |g| {
            let [q, k] = g.inputs(["q", "k"]);
            let both = k.shift('j', false).minus("jd,jd->jd", k.shift('j', true));
            q.contract("id,jd->ij", both.map(Function::Tanh)).named("output")
        }),
        variant("mean-and-norm", |g| {
            let [q] = g.inputs(["q"]);
            let unit = q.div("id,i->id", q.norm("id->i").named("norm")).named("unit");
            let [k] = g.inputs(["k"]);
            let products = unit.contract("id,jd->ij", k).named("scores");
            let less = products.minus("ij,i->ij", products.mean("ij->i").named("mean"));
            read(g, less.named("less"))
        }),
    ]
}

/// Every program at some sizes, with and without its backward pass.
pub fn results() -> Vec<(Variant<'static>, Trace)> {
    let sizes = [(1, 1, 1, 1), (3, 4, 2, 2), (4, 3, 3, 1), (5, 5, 2, 3)];
    let mut results = Vec::new();
    for (seed, (i, j, d, m)) in (1..).zip(sizes) {
        for gradients in [false, true] {
            for variant in all() {
                let sizes = [('i', i), ('j', j), ('d', d), ('m', m)].into();
                let request = Request { sizes, seed, gradients, ..Request::default() };
                let trace = run(&variant, &request);
                let trace = trace.unwrap_or_else(|error| panic!("{}: {error}", variant.id));
                results.push((variant, trace));
            }
        }
    }
    results
}
