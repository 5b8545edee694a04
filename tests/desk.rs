//! The einsum desk: laws of any equation, the table of wrong letters, and the sheet's slip.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/table.rs"]
mod table;

use std::collections::BTreeMap;

use attention_playground::base::error::Result;
use attention_playground::base::letter::Letter;
use attention_playground::lab::q4_decoding::einsum_lab::{Content, Operand, Report, einsum};
use attention_playground::read::cost::notation::text;
use attention_playground::read::steps;
use attention_playground::request::nested::{Cell, Nested};
use proptest::prelude::*;
use serde_json::Value;
use table::{Refused, equations};

fn shape(sizes: &[usize]) -> Operand {
    Operand { content: Content::Shape(sizes.to_vec()), ..Operand::default() }
}

/// A tensor whose cells are small whole numbers, in an order without a pattern.
fn filled(sizes: &[usize]) -> Operand {
    let cell = |place: usize| (place * 7 + 3) % 11;
    let count = sizes.iter().product::<usize>();
    tensor(sizes, &(0..count).map(|place| cell(place) as f64 - 5.0).collect::<Vec<_>>())
}

fn tensor(sizes: &[usize], cells: &[f64]) -> Operand {
    Operand { content: Content::Cells(nested(sizes, cells)), ..Operand::default() }
}

fn nested(sizes: &[usize], cells: &[f64]) -> Nested {
    match sizes {
        [] => Nested::Cell(Cell::Number(cells[0])),
        [size, inner @ ..] => {
            Nested::List(cells.chunks(cells.len() / size).map(|row| nested(inner, row)).collect())
        }
    }
}

fn called(name: &str, axes: &str, operand: Operand) -> Operand {
    Operand { name: Some(name.to_owned()), axes: Some(axes.chars().collect()), ..operand }
}

fn cells(report: &Report) -> Vec<f64> {
    report.value.as_ref().expect("it has numbers").data.iter().copied().collect()
}

fn codes(report: &Report) -> Vec<&str> {
    report.notes.iter().map(|note| note.code).collect()
}

/// The equation of each gradient that is one contraction.
fn gradients(report: &Report) -> Vec<Vec<Option<String>>> {
    let way =
        |way: &Vec<_>| way.iter().map(|id| steps::equation(&report.graph.node(*id).op)).collect();
    report.gradients.iter().map(way).collect()
}

fn table_row(row: &Value) -> Result<Report> {
    let operand = |operand: &Value| {
        let sizes = operand["shape"].as_array().expect("a shape").iter();
        let sizes = sizes.map(|size| usize::try_from(size.as_u64().unwrap()).unwrap());
        Operand {
            name: operand["name"].as_str().map(str::to_owned),
            axes: operand["axes"].as_str().map(|axes| axes.chars().collect()),
            content: Content::Shape(sizes.collect()),
        }
    };
    let operands = row["operands"].as_array().expect("a list").iter().map(operand);
    einsum(row["equation"].as_str().expect("a text"), &operands.collect::<Vec<_>>())
}

#[test]
fn every_wrong_letter_is_named_with_both_operands_and_both_sizes() {
    let (mut sizes, mut failures) = (0, Vec::new());
    for row in equations() {
        let error = &row["error"];
        let name = format!("{} {}", row["equation"], row["operands"]);
        let Err(refused) = table_row(&row) else {
            failures.push(format!("{name}: was accepted"));
            continue;
        };
        let cause = refused.cause.clone();
        let mut wrong = Refused::from(refused).all_differences(error);
        if error["code"] == "letter-size" {
            sizes += 1;
            let size = |key: &str| error[key].as_str().expect("a size").to_owned();
            for (place, size) in [(0, size("expected")), (1, size("found"))] {
                let part = format!("{size} in operand {}", error["operands"][place]);
                if !cause.contains(&part) {
                    wrong.push(format!("no \"{part}\" in: {cause}"));
                }
            }
        }
        failures.extend(wrong.into_iter().map(|what| format!("{name}: {what}")));
    }
    assert!(failures.is_empty(), "{} differences\n{}", failures.len(), failures.join("\n"));
    assert!(sizes >= 40, "{sizes} equations with wrong letters");
}

/// Homework 4 prints "bkh,bnk->bhn" for queries with the axes b, h, k.
#[test]
fn the_slip_of_homework_4_is_found_by_running_it() {
    let slip = "bkh,bnk->bhn";
    let run = |equation, h, k, fill: fn(&[usize]) -> Operand| {
        let q = called("q", "bhk", fill(&[2, h, k]));
        einsum(equation, &[q, called("new_K", "bnk", fill(&[2, 3, k]))])
    };
    let error = run(slip, 2, 4, filled).unwrap_err();
    let cause = "\"k\" (key width of a head) has size 2 in operand 1 and size 4 in operand 2.";
    assert_eq!((error.code.word(), &*error.cause), ("letter-size", cause));
    assert_eq!(error.hint, "q has the axes b, h, k: write \"bhk\" for operand 1.");

    let (wrong, right) =
        (run(slip, 4, 4, filled).unwrap(), run("bhk,bnk->bhn", 4, 4, filled).unwrap());
    assert_eq!((codes(&wrong), codes(&right)), (vec!["letters-swapped"], vec![]));
    let apart = cells(&wrong).into_iter().zip(cells(&right)).map(|(a, b)| (a - b).abs());
    let most = apart.fold(0.0, f64::max);
    assert!(most > 0.0);
    let note = &wrong.notes[0];
    assert_eq!(note.place.field, "q");
    assert_eq!(
        note.message,
        format!(
            "q has the axes b, h, k, and the equation calls them b, k, h. It fits because the \
             sizes do. Written \"bhk,bnk->bhn\", it differs by up to {most}."
        )
    );
    // On shapes alone there is a finding and no number.
    let shapes = run(slip, 4, 4, shape).unwrap();
    assert_eq!(codes(&shapes), ["letters-swapped"]);
    assert!(shapes.value.is_none());
    // Without names the letters are anybody's.
    let nameless = einsum(slip, &[filled(&[2, 4, 4]), filled(&[2, 3, 4])]).unwrap();
    assert!(nameless.notes.is_empty());
}

/// Every choice that homework 4 offers, on its own shapes: those that are no answer do not run.
#[test]
fn the_choices_of_homework_4_run_or_say_why_not() {
    let x = || called("x", "bd", shape(&[2, 6]));
    let (wide, shared) = (shape(&[3, 6, 2]), shape(&[6, 2]));
    let run = |equation: &str, weights: &Operand| {
        einsum(equation, &[x(), weights.clone()])
            .map(|report| report.axes.iter().map(|axis| axis.size).collect::<Vec<_>>())
            .map_err(|error| error.code.word())
    };
    assert_eq!(run("bd,hdq->bhq", &wide), Ok(vec![2, 3, 2]));
    assert_eq!(run("bd,dq->bhq", &wide), Err("letter-unknown"));
    assert_eq!(run("bhd,dq->bhq", &wide), Err("operand-rank"));
    assert_eq!(run("bd,dk->bk", &shared), Ok(vec![2, 2]));
    assert_eq!(run("bd,hdk->bhk", &shared), Err("operand-rank"));
    assert_eq!(run("bd,dk->bhk", &shared), Err("letter-unknown"));
    assert_eq!(run("bd,dv->bv", &shared), Ok(vec![2, 2]));
    assert_eq!(run("bd,hdv->bhv", &shared), Err("operand-rank"));
    assert_eq!(run("bd,dv->bhv", &shared), Err("letter-unknown"));
}

#[test]
fn an_equation_says_its_cost_its_loops_and_its_gradients() {
    let report = einsum(" bhk, bnk -> bhn", &[filled(&[2, 3, 4]), filled(&[2, 5, 4])]).unwrap();
    assert_eq!(report.equation.to_string(), "bhk,bnk->bhn");
    assert_eq!(text(&report.operations.exact), "b·h·n·k");
    assert_eq!((report.operations.number, report.cells.number), (120.0, 30.0));
    assert_eq!(text(&report.cells.exact), "b·h·n");
    let loops: String = report.letters.iter().map(|used| used.letter).collect();
    assert_eq!(loops, "bhnk");
    let k = &report.letters[3];
    let places: Vec<_> = k.operands.iter().map(|place| (place.operand, place.axis)).collect();
    assert_eq!((places, k.output, k.size), (vec![(0, 2), (1, 2)], None, 4));
    let one = |equation: &str| vec![Some(equation.to_owned())];
    assert_eq!(gradients(&report), [one("bhn,bnk->bhk"), one("bhn,bhk->bnk")]);
    // A letter that is summed alone: each of its places receives the same.
    let alone = einsum("id,jm->im", &[filled(&[2, 3]), filled(&[4, 5])]).unwrap();
    assert_eq!(codes(&alone), ["summed-alone", "summed-alone"]);
    assert_eq!(gradients(&alone)[0], [Some("im,jm->i".to_owned()), None]);
}

#[test]
fn sizes_that_are_equal_by_accident_are_found() {
    let pair = |axes: &str| {
        einsum("id,jd->ij", &[called("q", "id", shape(&[2, 3])), called("v", axes, shape(&[4, 3]))])
    };
    assert_eq!(codes(&pair("jm").unwrap()), ["equal-by-accident"]);
    assert!(pair("jd").unwrap().notes.is_empty());
    // The same tensor twice: its letters are local.
    let x = || called("x", "id", filled(&[3, 2]));
    assert!(einsum("id,jd->ij", &[x(), x()]).unwrap().notes.is_empty());
    let transposed = einsum("ji->ij", &[called("w", "ij", filled(&[3, 3]))]).unwrap();
    assert_eq!(codes(&transposed), ["letters-swapped"]);
}

#[test]
fn shapes_of_any_size_have_a_cost_and_numbers_have_limits() {
    let large = [shape(&[64, 4096]), shape(&[4096, 1 << 20])];
    let report = einsum("bd,dn->bn", &large).unwrap();
    assert_eq!(report.operations.number, 64.0 * 4096.0 * f64::from(1 << 20));
    assert_eq!(report.letters[2].size, 4096);
    let error = einsum("ab,cd->abcd", &[filled(&[64, 128]), filled(&[64, 128])]).unwrap_err();
    assert_eq!(error.code.word(), "too-large");
    let error = |operand: Operand| einsum("ab->ba", &[operand]).unwrap_err();
    assert_eq!(error(shape(&[2, 0])).code.word(), "size-value");
    assert_eq!(error(called("w", "a", shape(&[2, 2]))).code.word(), "rank");
    assert_eq!(error(shape(&[1; 9])).code.word(), "rank");
    let infinite = error(called("w", "ab", tensor(&[1, 2], &[1.0, f64::INFINITY])));
    assert_eq!(
        (infinite.code.word(), infinite.place.to_string()),
        ("not-finite", "w, row 1, column 2".to_owned())
    );
}

/// As NumPy's and PyTorch's einsum have it: counted from the last axis, and a size of 1 serves all.
#[test]
fn an_ellipsis_is_written_out_with_letters_of_its_own() {
    let batched = |one: &[usize], two: &[usize]| {
        einsum("...qd,...kd->...qk", &[filled(one), filled(two)]).unwrap()
    };
    let plain = batched(&[2, 3], &[4, 3]);
    assert_eq!(plain.equation.to_string(), "qd,kd->qk");
    let heads = batched(&[2, 3, 2, 5], &[2, 3, 4, 5]);
    assert_eq!(heads.equation.to_string(), "bhqd,bhkd->bhqk");
    assert_eq!(codes(&heads), ["written-out"]);
    assert!(heads.notes[0].message.contains("stands for b, h"), "{}", heads.notes[0].message);
    let by_letters = einsum("bhqd,bhkd->bhqk", &[filled(&[2, 3, 2, 5]), filled(&[2, 3, 4, 5])]);
    assert_eq!(cells(&heads), cells(&by_letters.unwrap()));

    // Fewer axes than the other: its own are the last ones.
    let fewer = batched(&[2, 3, 2, 5], &[3, 4, 5]);
    assert_eq!(fewer.equation.to_string(), "bhqd,hkd->bhqk");
    // Size 1 beside another: it serves every place.
    let shared = batched(&[2, 3, 2, 5], &[2, 1, 4, 5]);
    assert_eq!(shared.axes.iter().map(|axis| axis.size).collect::<Vec<_>>(), [2, 3, 2, 4]);
    let Content::Cells(Nested::List(batches)) = filled(&[2, 1, 4, 5]).content else { panic!() };
    let repeated = batches.into_iter().map(|batch| match batch {
        Nested::List(heads) => Nested::List(vec![heads[0].clone(); 3]),
        Nested::Cell(_) => unreachable!("it has axes"),
    });
    let repeated = Content::Cells(Nested::List(repeated.collect()));
    let repeated = Operand { content: repeated, ..Operand::default() };
    let wide = einsum("bhqd,bhkd->bhqk", &[filled(&[2, 3, 2, 5]), repeated]).unwrap();
    assert_eq!(cells(&shared), cells(&wide));

    // pytorch/pytorch#45854 and numpy/numpy#4183: it may stand for nothing, or be missing.
    let between = einsum("i...k,k...j->i...j", &[filled(&[2, 1, 3]), filled(&[3, 2])]).unwrap();
    assert_eq!(between.equation.to_string(), "ibk,kj->ibj");
    let missing = einsum("ik,k...->i...", &[filled(&[2, 3]), filled(&[3, 4, 5])]).unwrap();
    assert_eq!(missing.equation.to_string(), "ik,kbh->ibh");

    // An operand's own names come first, unless the equation has them already.
    let named = [called("q", "nsd", filled(&[2, 3, 4])), filled(&[2, 5, 4])];
    assert_eq!(einsum("...sd,...td->...st", &named).unwrap().equation.to_string(), "nsd,ntd->nst");
    let taken = [called("q", "bsd", filled(&[2, 3, 4])), filled(&[5, 4])];
    assert_eq!(einsum("...sd,bd->...sb", &taken).unwrap().equation.to_string(), "hsd,bd->hsb");
}

#[test]
fn an_ellipsis_that_says_too_little_is_refused() {
    let refused = |equation, operands: &[Operand]| {
        let error = einsum(equation, operands).unwrap_err();
        assert!(!error.hint.is_empty(), "{error}");
        error.code.word()
    };
    assert_eq!(refused("...i->i", &[filled(&[2, 3])]), "equation-syntax");
    assert_eq!(refused("...i...->...i", &[filled(&[2, 3])]), "equation-syntax");
    assert_eq!(refused("...ij->...", &[filled(&[3])]), "operand-rank");
    assert_eq!(refused("..ij->ij", &[filled(&[2, 3])]), "equation-syntax");
    assert_eq!(refused("...ij,...jk->...ik", &[filled(&[2, 3])]), "operand-count");
    assert_eq!(
        refused("...ij,...jk->...ik", &[filled(&[2, 2, 3]), filled(&[3, 3, 3])]),
        "letter-size"
    );
}

#[test]
fn an_arrow_and_an_ellipsis_are_read_as_keyboards_and_pages_spell_them() {
    let spelled = [
        "bqd,bkd->bqk",
        "bqd,bkd→bqk",
        "bqd, bkd – > bqk",
        "bqd,bkd—>bqk",
        "bqd,bkd−>bqk",
        "bqd,bkd ⟶ bqk",
        "bqd,bkd-&gt;bqk",
        "bqd,bkd \\rightarrow bqk",
        "bqd,bkd \\to bqk",
        "bqd,bkd ⇒ bqk",
        "bqd,bkd=>bqk",
        "\"bqd,bkd->bqk\"",
        "‘bqd,bkd ↦ bqk’",
        "…qd,…kd→…qk",
        "...qd,...kd \\to \\ldots qk",
    ];
    let operands = [filled(&[2, 3, 4]), filled(&[2, 5, 4])];
    for equation in spelled {
        let report =
            einsum(equation, &operands).unwrap_or_else(|error| panic!("{equation}: {error}"));
        assert_eq!(report.equation.to_string(), "bqd,bkd->bqk", "{equation}");
    }
    assert_eq!(einsum("bqd,bkd=bqk", &operands).unwrap_err().code.word(), "equation-syntax");
}

/// An equation with sizes for its letters: two terms of up to three letters, and any result.
fn any_equation() -> impl Strategy<Value = (Vec<Vec<Letter>>, Vec<Letter>, BTreeMap<Letter, usize>)>
{
    let letters = || prop::sample::subsequence(vec!['a', 'b', 'i', 'j', 'k'], 0..=3).prop_shuffle();
    let sizes = prop::collection::vec(1..=3_usize, 5);
    (prop::collection::vec(letters(), 1..=2), sizes, any::<u64>()).prop_map(
        |(terms, sizes, chosen)| {
            let sizes: BTreeMap<Letter, usize> = "abijk".chars().zip(sizes).collect();
            let mut all: Vec<Letter> = terms.concat();
            all.sort_unstable();
            all.dedup();
            let kept = (0..).zip(&all).filter(|(place, _)| (chosen >> place) & 1 == 1);
            let mut output: Vec<Letter> = kept.map(|(_, letter)| *letter).collect();
            if (chosen >> 10) & 1 == 1 {
                output.reverse();
            }
            (terms, output, sizes)
        },
    )
}

fn written(terms: &[Vec<Letter>], output: &[Letter]) -> String {
    let terms: Vec<String> = terms.iter().map(|term| term.iter().collect()).collect();
    format!("{}->{}", terms.join(","), output.iter().collect::<String>())
}

/// Σ over all turns of all loops, cell by cell: what an equation means.
fn by_loops(
    terms: &[Vec<Letter>],
    output: &[Letter],
    sizes: &BTreeMap<Letter, usize>,
    operands: &[Vec<f64>],
) -> Vec<f64> {
    let used: Vec<Letter> = sizes
        .keys()
        .copied()
        .filter(|letter| terms.iter().any(|term| term.contains(letter)))
        .collect();
    let place = |letters: &[Letter], turn: &BTreeMap<Letter, usize>| {
        letters.iter().fold(0, |place, letter| place * sizes[letter] + turn[letter])
    };
    let mut result = vec![0.0; output.iter().map(|letter| sizes[letter]).product()];
    for turn in 0..used.iter().map(|letter| sizes[letter]).product::<usize>() {
        let mut rest = turn;
        let at: BTreeMap<Letter, usize> = used
            .iter()
            .map(|letter| {
                let own = rest % sizes[letter];
                rest /= sizes[letter];
                (*letter, own)
            })
            .collect();
        let factors = terms.iter().zip(operands).map(|(term, cells)| cells[place(term, &at)]);
        result[place(output, &at)] += factors.product::<f64>();
    }
    result
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn the_value_is_what_the_loops_mean((terms, output, sizes) in any_equation()) {
        let shapes: Vec<Vec<usize>> =
            terms.iter().map(|term| term.iter().map(|letter| sizes[letter]).collect()).collect();
        // Whole numbers, so that no order of additions makes a difference.
        let operands: Vec<Operand> = shapes.iter().map(|shape| filled(shape)).collect();
        let numbers: Vec<Vec<f64>> = operands.iter().map(|operand| match &operand.content {
            Content::Cells(nested) => nested.flatten().unwrap().1.into_iter().map(|cell| match cell {
                Cell::Number(number) => *number,
                Cell::Text(_) => unreachable!("numbers were given"),
            }).collect(),
            Content::Shape(_) => unreachable!("numbers were given"),
        }).collect();
        let report = einsum(&written(&terms, &output), &operands).unwrap();
        prop_assert_eq!(cells(&report), by_loops(&terms, &output, &sizes, &numbers));
        // On shapes alone everything else is the same.
        let bare: Vec<Operand> = shapes.iter().map(|sizes| shape(sizes)).collect();
        let bare = einsum(&written(&terms, &output), &bare).unwrap();
        prop_assert_eq!(&bare.operations, &report.operations);
        prop_assert_eq!(gradients(&bare), gradients(&report));
        prop_assert_eq!(&bare.letters, &report.letters);
        let turns: usize = report.letters.iter().map(|used| used.size).product();
        let performed = terms.len() > 1 || output.len() < report.letters.len();
        prop_assert_eq!(report.operations.number, if performed { turns as f64 } else { 0.0 });
    }

    /// A gradient that is one contraction is another equation of the desk: run there, it is the
    /// slope of the result, which is linear in each operand.
    #[test]
    fn a_gradient_equation_runs_and_is_the_slope((terms, output, sizes) in any_equation()) {
        prop_assume!(terms.len() == 2);
        let size = |letters: &[Letter]| letters.iter().map(|l| sizes[l]).collect::<Vec<_>>();
        let operands = [filled(&size(&terms[0])), filled(&size(&terms[1]))];
        let report = einsum(&written(&terms, &output), &operands).unwrap();
        for (own, way) in gradients(&report).into_iter().enumerate() {
            prop_assert!(way.len() == 1 || codes(&report).contains(&"summed-alone"));
            let [Some(equation)] = &way[..] else { continue };
            let ones = |letters: &[Letter]| {
                let shape = size(letters);
                tensor(&shape, &vec![1.0; shape.iter().product()])
            };
            let gradient = einsum(equation, &[ones(&output), operands[1 - own].clone()]);
            let gradient = cells(&gradient.unwrap());
            // Linear: the sum of the result is the gradient's product with the operand itself.
            let Content::Cells(nested) = &operands[own].content else { continue };
            let (_, own_cells) = nested.flatten().unwrap();
            let product: f64 = own_cells.iter().zip(&gradient).map(|(cell, slope)| match cell {
                Cell::Number(number) => number * slope,
                Cell::Text(_) => f64::NAN,
            }).sum();
            prop_assert_eq!(product, cells(&report).iter().sum::<f64>());
        }
    }
}
