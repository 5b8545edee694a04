//! Programs that nobody wrote: well-formed ones by chance keep the laws that shipped variants keep.
#![cfg(not(target_arch = "wasm32"))]

mod common;
#[path = "common/counted.rs"]
mod counted;
mod programs;

use std::fmt::Write as _;

use attention_playground::base::chance::Chance;
use attention_playground::language::program::{OwnProgram, Tables, text_of};
use attention_playground::program::trace::Trace;
use attention_playground::program::variant::Variant;
use attention_playground::read::code::CodeTarget;
use attention_playground::read::cost::cost;
use attention_playground::read::explain::explain;
use attention_playground::request::Request;
use attention_playground::request::nested::Nested;
use attention_playground::request::run::run;
use common::nested;
use counted::performed;
use ndarray::{Dimension, indices};

/// Programs that the laws are tried on.
const PROGRAMS: u32 = 1000;

/// A table that a line can read: its name and its axes.
#[derive(Clone)]
struct Known {
    name: String,
    axes: String,
}

impl Known {
    fn read(&self) -> String {
        if self.axes.is_empty() {
            return self.name.clone();
        }
        let letters: Vec<String> = self.axes.chars().map(String::from).collect();
        format!("{}[{}]", self.name, letters.join(","))
    }

    /// The same at the place before along one of its axes.
    fn read_before(&self, along: char) -> String {
        let (name, index) =
            self.read().split_once('[').map(|(n, i)| (n.to_owned(), i.to_owned())).unwrap();
        format!("{name}[{}", index.replace(along, &format!("{along}-1")))
    }
}

/// What stands for the name of the line.
const OWN: &str = "OWN";

fn one<'c, T>(chance: &mut Chance, of: &'c [T]) -> &'c T {
    &of[chance.place(u32::try_from(of.len()).unwrap()) as usize]
}

/// The letters of two tables, each once.
fn union(one: &str, two: &str) -> String {
    let more = two.chars().filter(|letter| !one.contains(*letter));
    one.chars().chain(more).collect()
}

/// A program of a few lines that is right.
fn program(seed: u32) -> String {
    let chance = &mut Chance::new(seed, 77);
    let given = [("q", "id"), ("k", "jd"), ("v", "jm"), ("b", "ij"), ("g", "d")];
    let mut known: Vec<Known> = given
        .iter()
        .map(|(name, axes)| Known { name: (*name).into(), axes: (*axes).into() })
        .collect();
    let mut text =
        String::from("# By chance\nin q[i,d], k[j,d], v[j,m], b[i,j], g[d]\nparam c = 0.5\n");
    for place in 0..2 + chance.place(4) {
        let (right, axes) = right(chance, &known);
        let made = Known { name: format!("t{place}"), axes };
        let right = right.replace(OWN, &made.name);
        let _ = writeln!(text, "{} = {right}", made.read());
        known.push(made);
    }
    text
}

/// The right side of a line, and its axes.
fn right(chance: &mut Chance, known: &[Known]) -> (String, String) {
    let table = one(chance, known).clone();
    let with_axes: Vec<Known> =
        known.iter().filter(|table| !table.axes.is_empty()).cloned().collect();
    match chance.place(14) {
        // Itself at the place before along two axes, and of the row before all.
        13 => {
            let wide: Vec<Known> =
                with_axes.iter().filter(|table| table.axes.len() > 1).cloned().collect();
            let table = one(chance, &wide).clone();
            let axes: Vec<char> = table.axes.chars().collect();
            let (outer, inner) = match chance.place(2) {
                0 => (axes[0], axes[1]),
                _ => (axes[axes.len() - 1], axes[0]),
            };
            let own = Known { name: OWN.to_owned(), axes: table.axes.clone() };
            let (row, beside) = (own.read_before(outer), own.read_before(inner));
            let corner = row.replace(&inner.to_string(), &format!("{inner}-1"));
            let kept = match chance.place(4) {
                0 => format!("0.5 {row} + tanh({beside})"),
                1 => format!("({row} + {beside} + {corner}) / 3"),
                2 => format!("mean[{inner}] {row} + {beside} sigmoid({beside})"),
                _ => format!("(if {outer} < {inner} then {row} else {beside} / 2)"),
            };
            (format!("{kept} + {}", table.read()), table.axes)
        }
        // Itself at the place before.
        11 => {
            let table = one(chance, &with_axes).clone();
            let along = *one(chance, &table.axes.chars().collect::<Vec<_>>());
            let own = Known { name: OWN.to_owned(), axes: table.axes.clone() };
            let before = own.read_before(along);
            let kept = *one(chance, &["0.5 BEFORE", "tanh(BEFORE)", "BEFORE / (1 + c)"]);
            let joins = match chance.place(3) {
                0 => format!("(TABLE - {before}) / 2"),
                1 => format!("if {along} < 3 then TABLE else {before} TABLE / 4"),
                _ => "TABLE".to_owned(),
            };
            let kept = kept.replace("BEFORE", &before);
            let joins = joins.replace("TABLE", &table.read());
            let joins = if joins.starts_with("if") { format!("({joins})") } else { joins };
            (format!("{kept} + {joins}"), table.axes)
        }
        // Another table at the place before.
        12 => {
            let table = one(chance, &with_axes).clone();
            let along = *one(chance, &table.axes.chars().collect::<Vec<_>>());
            (format!("{} - {}", table.read(), table.read_before(along)), table.axes)
        }
        // Σ of a product over some letters that both have, or one.
        0 | 1 => {
            let (a, b) = (one(chance, &with_axes).clone(), one(chance, &with_axes).clone());
            let all = union(&a.axes, &b.axes);
            let along = *one(chance, &all.chars().collect::<Vec<_>>());
            let kept = all.replace(along, "");
            let scale = one(chance, &["", " / sqrt(|d|)", " / 2", " * c", " / |m|"]);
            (format!("sum[{along}] {} {}{scale}", a.read(), b.read()), kept)
        }
        2 => {
            let table = one(chance, &with_axes).clone();
            let along = *one(chance, &table.axes.chars().collect::<Vec<_>>());
            (format!("softmax[{along}] {}", table.read()), table.axes)
        }
        3 => {
            let table = one(chance, &with_axes).clone();
            let along = *one(chance, &table.axes.chars().collect::<Vec<_>>());
            let mean = *one(chance, &["mean", "sum"]);
            (format!("{mean}[{along}] {}", table.read()), table.axes.replace(along, ""))
        }
        4 => {
            let other = one(chance, known).clone();
            let sign = one(chance, &["+", "-"]);
            (format!("{} {sign} {}", table.read(), other.read()), union(&table.axes, &other.axes))
        }
        5 => {
            let function = one(chance, &["gelu", "elu", "silu", "tanh", "sigmoid"]);
            (format!("{function}({}) + 1", table.read()), table.axes)
        }
        8 => (format!("(i - j) {} + cos(i / |d|)", table.read()), union("ij", &table.axes)),
        9 => {
            let other = one(chance, known).clone();
            let axes = union(&union(&table.axes, &other.axes), "ij");
            (format!("if i < j or i = 2 then {} else {}", table.read(), other.read()), axes)
        }
        6 => (format!("({} - c)^2 / 3", table.read()), table.axes),
        7 => {
            let table = one(chance, &with_axes).clone();
            let along = *one(chance, &table.axes.chars().collect::<Vec<_>>());
            (format!("cumsum[{along}] {}", table.read()), table.axes)
        }
        _ => {
            let pairs: Vec<Known> = with_axes
                .iter()
                .filter(|table| table.axes.contains('i') && table.axes.contains('j'))
                .cloned()
                .collect();
            let table = one(chance, &pairs).clone();
            let condition = one(
                chance,
                &[
                    "j <= i",
                    "i - j < 2 and j <= i",
                    "not i = j or j = 1",
                    "block(i, 2) = block(j, 2)",
                ],
            );
            let kind = one(chance, &["softmax", "sum"]);
            let kept =
                if *kind == "sum" { table.axes.replace('j', "") } else { table.axes.clone() };
            (format!("{kind}[j : {condition}] {}", table.read()), kept)
        }
    }
}

fn own() -> Vec<(String, OwnProgram)> {
    let read = |seed| {
        let text = program(seed);
        let own = OwnProgram::read(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        (text, own)
    };
    (0..PROGRAMS).map(read).collect()
}

fn request(seed: u32) -> Request {
    let sizes = [('i', 3), ('j', 4), ('d', 2), ('m', 2)].into();
    Request { sizes, seed, gradients: true, ..Request::default() }
}

#[test]
fn a_program_is_printed_as_one_that_prints_the_same() {
    for (text, own) in own() {
        let tables = own.tables();
        let graph =
            run(&tables.variant(), &Request { gradients: false, ..request(1) }).unwrap().graph;
        let printed =
            text_of("By chance", &graph).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let again = OwnProgram::read(&printed).unwrap_or_else(|error| panic!("{error}\n{printed}"));
        let tables = again.tables();
        let graph =
            run(&tables.variant(), &Request { gradients: false, ..request(1) }).unwrap().graph;
        assert_eq!(text_of("By chance", &graph).unwrap(), printed, "{text}");
    }
}

#[test]
fn a_gradient_is_the_slope_along_any_direction() {
    let mut judged = 0;
    for (place, (text, own)) in own().into_iter().enumerate() {
        let seed = u32::try_from(place).unwrap();
        let tables = own.tables();
        let variant = tables.variant();
        let trace = run(&variant, &request(seed)).unwrap();
        let output = |trace: &Trace| trace.values[trace.graph.output.0].data.sum();
        // Where numbers are large a difference of two of them says nothing.
        let largest =
            trace.values.iter().flat_map(|tensor| &tensor.data).filter(|cell| cell.is_finite());
        if largest.fold(0.0_f64, |most, cell| most.max(cell.abs())) > 1e4 {
            continue;
        }
        judged += 1;
        let mut chance = Chance::new(seed, 5);
        let directions: Vec<(String, Vec<f64>)> = trace
            .gradients
            .keys()
            .map(|name| {
                let cells = trace.values[trace.graph.find(name).unwrap().0].data.len();
                (name.clone(), (0..cells).map(|_| chance.whole(10) / 10.0).collect())
            })
            .collect();
        let slope: f64 = directions
            .iter()
            .map(|(name, direction)| {
                let gradient = &trace.values[trace.gradients[name].0].data;
                gradient.iter().zip(direction).map(|(one, two)| one * two).sum::<f64>()
            })
            .sum();
        let moved = |step: f64| {
            let inputs = directions.iter().map(|(name, direction)| {
                let value = &trace.values[trace.graph.find(name).unwrap().0];
                let cells: Vec<f64> =
                    value.data.iter().zip(direction).map(|(cell, way)| cell + step * way).collect();
                (name.clone(), nested(value.shape(), &cells))
            });
            let inputs: std::collections::BTreeMap<String, Nested> = inputs.collect();
            output(&run(&variant, &Request { inputs, ..Request::default() }).unwrap())
        };
        let step = 1e-4;
        let difference = (8.0 * (moved(step) - moved(-step))
            - (moved(2.0 * step) - moved(-2.0 * step)))
            / (12.0 * step);
        let scale = slope.abs().max(output(&trace).abs()).max(1.0) * 10.0;
        assert!((slope - difference).abs() <= 1e-6 * scale, "{slope} for {difference}\n{text}");
    }
    assert!(judged > PROGRAMS / 2, "{judged}");
}

#[test]
fn a_counted_evaluation_is_the_polynomial() {
    for (place, (text, own)) in own().into_iter().enumerate() {
        let seed = u32::try_from(place).unwrap();
        let tables = own.tables();
        let variant = tables.variant();
        let trace = run(&variant, &request(seed)).unwrap();
        let time = cost(&variant, &trace).unwrap().time;
        let derived = time.forward.performed.number + time.backward.performed.number;
        assert_eq!(performed(&trace.graph, &trace.values).to_bits(), derived.to_bits(), "{text}");
    }
}

/// The arithmetic of each cell gives the cell, bit for bit, from what its step reads.
#[test]
fn the_sources_of_a_cell_give_the_cell() {
    for (place, (text, own)) in own().into_iter().enumerate() {
        let tables = own.tables();
        let trace = run(&tables.variant(), &request(u32::try_from(place).unwrap())).unwrap();
        for (id, node) in trace.graph.steps() {
            for index in indices(trace.values[id.0].data.raw_dim()) {
                let term = explain(&trace.graph, &trace.values, id, index.slice());
                let cell = trace.values[id.0].data[index.slice()];
                assert_eq!(term.value().to_bits(), cell.to_bits(), "{} {index:?}\n{text}", node.id);
                for source in term.cells() {
                    let known = trace.values[source.node.0].data[&*source.index];
                    assert_eq!(source.value.to_bits(), known.to_bits(), "{} {index:?}", node.id);
                    let is_read = source.node == id || node.inputs.contains(&source.node);
                    assert!(is_read, "{} reads {source:?}\n{text}", node.id);
                }
            }
        }
    }
}

#[test]
fn the_printed_numpy_computes_the_trace() {
    let python = programs::python_with("numpy", "PYTHON_NUMPY", "`npm run setup` makes one.");
    let all = own();
    let tables: Vec<Tables> = all.iter().map(|(_, own)| own.tables()).collect();
    let variants: Vec<Variant> = tables.iter().map(Tables::variant).collect();
    let results: Vec<(&Variant, Trace)> = variants
        .iter()
        .zip(0..)
        .map(|(variant, seed)| (variant, run(variant, &request(seed)).unwrap()))
        .collect();
    programs::check(&python, CodeTarget::NumPy, &results);
}
