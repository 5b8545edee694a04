//! The scaling experiment: measured against exact theory, the same bits again, and what √d is for.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/lab.rs"]
mod lab;

use attention_playground::base::error::{Code, Result};
use attention_playground::lab::q1_scaling::normal::Normal;
use attention_playground::lab::q1_scaling::scaling::{
    BINS, Estimate, Mean, SAMPLES, Scale, ScalingReport, ScalingRequest, Theory, Weights, no_value,
    run,
};
use attention_playground::program::axis::Axis;
use attention_playground::program::build::Builder;
use attention_playground::program::param::Params;
use attention_playground::program::tensor::Tensor;
use attention_playground::read::grad;
use attention_playground::read::value::evaluate;
use lab::{fingerprint, scaled, scaling_cases};
use proptest::prelude::*;

/// d, μ and σ of the settings that are measured with a million samples each; the seed is the place.
const SETTINGS: [(usize, f64, f64); 24] = [
    (1, 0.0, 1.0),
    (1, 1.0, 1.0),
    (1, -3.0, 0.5),
    (1, 0.0, 2.0),
    (2, 0.0, 1.0),
    (2, 0.5, 0.5),
    (3, 0.0, 1.0),
    (3, -1.0, 1.0),
    (4, 0.0, 0.1),
    (4, 2.0, 3.0),
    (5, 0.1, 1.0),
    (7, 0.0, 1.5),
    (8, 0.0, 1.0),
    (8, 1.0, 0.25),
    (10, -0.5, 1.0),
    (16, 0.0, 1.0),
    (16, 0.25, 2.0),
    (20, 3.0, 0.1),
    (32, 0.0, 1.0),
    (32, -0.1, 1.0),
    (40, 1.0, 1.0),
    (64, 0.0, 1.0),
    (64, 0.5, 2.0),
    (128, 0.0, 1.0),
];

/// The same with a mean of its own for every entry, and another scale.
const VECTORS: [(&[f64], f64, Scale); 6] = [
    (&[1.0, -1.0], 1.0, Scale::One),
    (&[0.0, 0.0, 5.0], 0.5, Scale::Root),
    (&[1.0, 2.0, 3.0, 4.0], 1.0, Scale::Width),
    (&[0.1, -0.2, 0.3, -0.4, 0.5], 2.0, Scale::Own(0.25)),
    (&[10.0, 0.0, 0.0, 0.0, 0.0, 0.0], 0.1, Scale::Own(100.0)),
    (&[0.5, -0.5, 0.5, -0.5, 0.5, -0.5, 0.5, -0.5], 3.0, Scale::Root),
];

/// Only the products at d: one narrow width is compared beside it.
fn alone(d: usize, mean: Mean, std: f64, samples: u32) -> ScalingRequest {
    ScalingRequest { d, mean, std, samples, widths: Some(vec![1]), ..ScalingRequest::default() }
}

fn deviations(estimate: Estimate) -> f64 {
    (estimate.sample - estimate.exact) / estimate.error
}

fn refused(request: &ScalingRequest) -> String {
    let error = run(request, |_, _| true).expect_err("it is out of range");
    format!("{} {}", error.code.word(), error.place)
}

#[test]
fn a_million_samples_agree_with_theory_in_thirty_settings() {
    let plain = SETTINGS.map(|(d, mean, std)| alone(d, Mean::Every(mean), std, 1_000_000));
    let vectors = VECTORS.map(|(mean, std, scale)| ScalingRequest {
        scale,
        ..alone(mean.len(), Mean::Each(mean.to_vec()), std, 1_000_000)
    });
    let settings: Vec<ScalingRequest> = plain.into_iter().chain(vectors).collect();
    assert_eq!(settings.len(), 30);
    for (seed, request) in (0..).zip(settings) {
        let report = scaled(&ScalingRequest { seed, ..request.clone() });
        let (of_mean, of_variance) = (deviations(report.mean), deviations(report.variance));
        println!(
            "d {:3} {:?} σ {}: {of_mean:+.2} {of_variance:+.2}",
            request.d, request.mean, request.std
        );
        assert!(of_mean.abs() < 4.0, "the mean of {request:?} is {of_mean} errors away");
        assert!(
            of_variance.abs() < 4.0,
            "the variance of {request:?} is {of_variance} errors away"
        );
    }
}

/// What homework 1 derives, in numbers: ‖μ‖²/s, and (dσ⁴ + 2σ²‖μ‖²)/s².
#[test]
fn the_exact_numbers_are_those_of_homework_1() {
    let exact = |d: usize, mean: f64, std: f64, scale: Scale| {
        let report = scaled(&ScalingRequest { scale, ..alone(d, Mean::Every(mean), std, 10) });
        (report.mean.exact, report.variance.exact)
    };
    assert_eq!(exact(16, 0.0, 1.0, Scale::One), (0.0, 16.0));
    assert_eq!(exact(16, 0.0, 1.0, Scale::Root), (0.0, 1.0));
    assert_eq!(exact(16, 0.0, 1.0, Scale::Width), (0.0, 1.0 / 16.0));
    assert_eq!(exact(2, 3.0, 2.0, Scale::One), (18.0, 2.0 * 16.0 + 2.0 * 4.0 * 18.0));
    assert_eq!(exact(2, 3.0, 2.0, Scale::Own(2.0)), (9.0, 44.0));
}

/// The standard errors are right too: over many seeds a measurement strays by one of them.
#[test]
fn standard_errors_are_what_measurements_stray_by() {
    const SEEDS: u32 = 2000;
    for (d, mean, std) in [(1, 0.0, 1.0), (4, 1.0, 0.5), (16, 0.3, 2.0)] {
        let report =
            |seed| scaled(&ScalingRequest { seed, ..alone(d, Mean::Every(mean), std, 2000) });
        let reports: Vec<ScalingReport> = (0..SEEDS).map(report).collect();
        for of in [|report: &ScalingReport| report.mean, |report: &ScalingReport| report.variance] {
            let squares: f64 = reports.iter().map(|report| deviations(of(report)).powi(2)).sum();
            let spread = (squares / f64::from(SEEDS)).sqrt();
            assert!((spread - 1.0).abs() < 0.06, "d = {d}, μ = {mean}, σ = {std}: {spread}");
        }
    }
}

/// A hundred bins, the tails beyond the ziggurat's layers among them, by Pearson's χ².
#[test]
fn the_ziggurat_is_normal() {
    const DRAWS: u32 = 20_000_000;
    const HALF: i32 = 50;
    let edge = |bin: i32| f64::from(bin) * 0.09;
    let below = |x: f64| 0.5 * libm::erfc(-x / std::f64::consts::SQRT_2);
    let mut counts = [0.0; 2 * HALF as usize];
    let (mut normal, mut sums) = (Normal::new(1), [0.0; 4]);
    for _ in 0..DRAWS {
        let x = normal.draw();
        sums.iter_mut().zip([x, x * x, x * x * x, x * x * x * x]).for_each(|(sum, x)| *sum += x);
        #[expect(clippy::cast_possible_truncation, reason = "it is small")]
        let bin = (x / 0.09).floor() as i32;
        counts[usize::try_from(bin.clamp(-HALF, HALF - 1) + HALF).unwrap()] += 1.0;
    }
    let share = |bin: i32| match bin {
        _ if bin == -HALF => below(edge(bin + 1)),
        _ if bin == HALF - 1 => 1.0 - below(edge(bin)),
        _ => below(edge(bin + 1)) - below(edge(bin)),
    };
    let draws = f64::from(DRAWS);
    let square = (-HALF..HALF).zip(counts).map(|(bin, count)| {
        let expected = draws * share(bin);
        (count - expected) * (count - expected) / expected
    });
    // 99 degrees of freedom: the mean is 99, and the deviation √198 = 14.
    let square: f64 = square.sum();
    assert!((50.0..155.0).contains(&square), "χ² = {square}");
    let exact = [(0.0, 1.0), (1.0, 2.0), (0.0, 15.0), (3.0, 96.0)];
    for (power, (sum, (mean, variance))) in sums.into_iter().zip(exact).enumerate() {
        let away = (sum / draws - mean) / f64::sqrt(variance / draws);
        assert!(away.abs() < 4.0, "moment {} is {away} errors away", power + 1);
    }
}

#[test]
fn a_histogram_counts_every_sample_and_looks_normal_at_large_d() {
    let report = scaled(&alone(512, Mean::Every(0.0), 1.0, 200_000));
    let histogram = &report.histogram;
    let all = histogram.counts.iter().sum::<f64>() + histogram.below + histogram.above;
    assert_eq!((histogram.counts.len(), histogram.normal.len(), all), (BINS, BINS, 200_000.0));
    let middle = histogram.from + histogram.width * BINS as f64 / 2.0;
    assert!((middle - report.mean.exact).abs() < 1e-12);
    let apart = histogram.counts.iter().zip(&histogram.normal).map(|(one, two)| (one - two).abs());
    assert!(apart.sum::<f64>() < 0.03 * 200_000.0);
    // The product of two single numbers is far from normal: it is sharp in the middle.
    let narrow = scaled(&alone(1, Mean::Every(0.0), 1.0, 200_000)).histogram;
    assert!(narrow.counts[BINS / 2] > 2.0 * narrow.normal[BINS / 2]);
}

#[test]
fn the_variance_grows_with_d_unless_it_is_scaled() {
    for (scale, exact) in
        [(Scale::One, 1.0), (Scale::Root, 0.0), (Scale::Width, -1.0), (Scale::Own(3.0), 1.0)]
    {
        for (seed, mean) in [(0, 0.0), (1, 0.0), (2, 1.5)] {
            let mean = Mean::Every(mean);
            let report = scaled(&ScalingRequest {
                scale,
                seed,
                mean,
                samples: 10,
                ..ScalingRequest::default()
            });
            let slope = report.slope.expect("there are several widths");
            assert!((slope.exact - exact).abs() < 1e-12, "{scale:?} {slope:?}");
            assert!((slope.sample - exact).abs() < 0.03, "{scale:?} {slope:?}");
            assert_eq!(report.widths.last().map(|at| at.d), Some(4096));
        }
    }
}

/// What the scale is for: with √d a gradient passes at every width, without it none does.
#[test]
fn softmax_of_unscaled_products_becomes_argmax() {
    let report = scaled(&ScalingRequest { samples: 10, ..ScalingRequest::default() });
    let at = |d| report.widths.iter().find(|at| at.d == d).expect("it is a power of 2");
    for d in [16, 64, 256, 1024, 4096] {
        let scaled = at(d).scaled;
        assert!((scaled.entropy - at(16).scaled.entropy).abs() < 0.25, "{d} {scaled:?}");
        assert!(scaled.jacobian > 0.2 && scaled.largest < 0.4, "{d} {scaled:?}");
    }
    let plain: Vec<Weights> = [16, 256, 4096].map(|d| at(d).unscaled).to_vec();
    assert!(plain.windows(2).all(|two| two[1].entropy < two[0].entropy / 2.0), "{plain:?}");
    assert!(plain[2].largest > 0.95 && plain[2].jacobian < 0.06, "{plain:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// The size of the Jacobian is that of the backward pass, row by row of upstream gradients.
    #[test]
    fn the_jacobian_is_the_backward_pass(scores in prop::collection::vec(-6.0..6.0_f64, 2..9), s in 0.2..4.0_f64) {
        let weights = Weights::of(&scores, s);
        let axes = vec![Axis::named('j', scores.len())];
        let builder = Builder::new(vec![("s", axes.clone())], Params::default());
        let output = builder.inputs(["s"])[0].softmax('j').named("weights").id();
        let graph = builder.finish(output).unwrap();
        let input = graph.find("s").unwrap();
        let both = grad::differentiate(graph, &[input]).unwrap();
        let cells = |of: &dyn Fn(usize) -> f64| Tensor::from_fn(&axes, |index| of(index[0]));
        let mut squares = 0.0;
        for row in 0..scores.len() {
            let upstream = cells(&|at| f64::from(u8::from(at == row)));
            let values = evaluate(&both.graph, vec![cells(&|at| scores[at] / s), upstream]).unwrap();
            squares += values[both.gradients[0].1.0].data.iter().map(|cell| cell * cell).sum::<f64>();
            if row == 0 {
                let shares = &values[output.0].data;
                let entropy: f64 = shares.iter().map(|share| -share * share.ln()).sum();
                prop_assert!((weights.entropy - entropy).abs() < 1e-12);
                prop_assert_eq!(weights.largest, shares.iter().copied().fold(0.0, f64::max));
            }
        }
        prop_assert!((weights.jacobian - squares.sqrt()).abs() < 1e-12, "{} {}", weights.jacobian, squares.sqrt());
    }

    /// A scale divides the deviation and nothing else: the draws are the same.
    #[test]
    fn a_scale_only_divides(d in 1..20_usize, mean in -2.0..2.0_f64, std in 0.1..3.0_f64, s in 0.1..50.0_f64, seed: u32) {
        let request = ScalingRequest { seed, ..alone(d, Mean::Every(mean), std, 100) };
        let [plain, scaled] = [Scale::One, Scale::Own(s)].map(|scale| scaled(&ScalingRequest { scale, ..request.clone() }));
        let close = |one: f64, two: f64| (one - two).abs() <= 1e-9 * two.abs().max(1.0);
        prop_assert!(close(scaled.mean.sample * s, plain.mean.sample));
        prop_assert!(close(scaled.variance.sample * s * s, plain.variance.sample));
        prop_assert_eq!(&scaled.histogram.counts, &plain.histogram.counts);
        // The same mean for every entry, one by one.
        let each = scaled_each(&request, mean);
        prop_assert_eq!(fingerprint(&each), fingerprint(&scaled_with(&request, Scale::One)));
    }
}

fn scaled_with(request: &ScalingRequest, scale: Scale) -> ScalingReport {
    scaled(&ScalingRequest { scale, ..request.clone() })
}

fn scaled_each(request: &ScalingRequest, mean: f64) -> ScalingReport {
    let mean = Mean::Each(vec![mean; request.d]);
    scaled_with(&ScalingRequest { mean, ..request.clone() }, Scale::One)
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    for (request, _) in scaling_cases() {
        let found = fingerprint(&scaled(&request));
        assert_eq!(found, fingerprint(&scaled(&request)));
        let other = ScalingRequest { seed: request.seed ^ 1, ..request };
        assert_ne!(found, fingerprint(&scaled(&other)));
    }
}

/// The test in a browser, `browser_lab.rs`, finds the same.
#[test]
fn the_bytes_are_those_of_every_platform() {
    let found = scaling_cases().map(|(request, _)| fingerprint(&scaled(&request)));
    assert_eq!(found, scaling_cases().map(|(_, known)| known));
}

#[test]
fn progress_is_told_and_it_can_be_stopped() {
    let request = ScalingRequest { samples: 200_000, ..ScalingRequest::default() };
    let total = request.numbers();
    let mut told = Vec::new();
    let report = run(&request, |done, of| {
        told.push((done, of));
        true
    });
    assert_eq!(fingerprint(&report.unwrap().unwrap()), fingerprint(&scaled(&request)));
    assert!(told.len() > 10 && told.windows(2).all(|two| two[0].0 < two[1].0), "{told:?}");
    assert!(told.iter().all(|(_, of)| *of == total));
    assert_eq!(told.last(), Some(&(total, total)), "the estimate is what was drawn");
    let mut calls = 0;
    let stopped = run(&request, |_, _| {
        calls += 1;
        calls < 3
    });
    assert_eq!((stopped, calls), (Result::Ok(None), 3));
}

#[test]
fn what_is_out_of_range_is_refused() {
    let good = ScalingRequest::default;
    let each = |means: &[f64]| Mean::Each(means.to_vec());
    let cases = [
        (ScalingRequest { d: 0, ..good() }, "param-value d"),
        (ScalingRequest { d: 4097, ..good() }, "param-value d"),
        (ScalingRequest { samples: 1, ..good() }, "param-value samples"),
        (ScalingRequest { samples: SAMPLES + 1, ..good() }, "param-value samples"),
        (ScalingRequest { std: 0.0, ..good() }, "param-value std"),
        (ScalingRequest { std: f64::NAN, ..good() }, "param-value std"),
        (ScalingRequest { std: -1.0, ..good() }, "param-value std"),
        (ScalingRequest { keys: 1, ..good() }, "param-value keys"),
        (ScalingRequest { keys: 1025, ..good() }, "param-value keys"),
        (ScalingRequest { scale: Scale::Own(0.0), ..good() }, "param-value scale"),
        (ScalingRequest { scale: Scale::Own(f64::INFINITY), ..good() }, "param-value scale"),
        (ScalingRequest { mean: Mean::Every(f64::NAN), ..good() }, "param-value mean"),
        (ScalingRequest { mean: Mean::Every(1e7), ..good() }, "param-value mean"),
        (ScalingRequest { d: 2, mean: each(&[0.0, 1e7]), ..good() }, "param-value mean, column 2"),
        (ScalingRequest { d: 2, mean: each(&[0.0]), ..good() }, "axis-size mean"),
        (ScalingRequest { d: 2, mean: each(&[0.0; 3]), ..good() }, "axis-size mean"),
        (ScalingRequest { widths: Some(vec![]), ..good() }, "param-value widths"),
        (ScalingRequest { widths: Some(vec![1; 33]), ..good() }, "param-value widths"),
        (ScalingRequest { widths: Some(vec![4, 0]), ..good() }, "param-value widths"),
        (ScalingRequest { widths: Some(vec![4097]), ..good() }, "param-value widths"),
    ];
    for (request, error) in cases {
        assert_eq!(refused(&request), error, "{request:?}");
    }
    let vast = Theory::new(&vec![1e6; 4096], 1e6);
    assert!(vast.fourth.is_finite() && Theory::new(&[0.0], 1e-6).fourth > 0.0);
}

/// Where a vector is shorter than a width, it begins again.
#[test]
fn a_vector_of_means_has_every_width() {
    let mean = vec![1.0, 2.0, 0.0];
    let request =
        ScalingRequest { d: 3, mean: Mean::Each(mean), std: 2.0, ..ScalingRequest::default() };
    let report = scaled(&ScalingRequest { samples: 1000, scale: Scale::One, ..request.clone() });
    let widths: Vec<usize> = report.widths.iter().map(|at| at.d).collect();
    assert_eq!(widths[..5], [1, 2, 3, 4, 8]);
    assert_eq!(widths.last(), Some(&4096));
    assert_eq!(request.mean(5), [1.0, 2.0, 0.0, 1.0, 2.0]);
    // dσ⁴ + 2σ²‖μ‖² at d = 3 and at d = 4, where the first entry stands twice.
    let exact = |d| report.widths.iter().find(|at| at.d == d).map(|at| at.variance.exact);
    assert_eq!((exact(3), exact(4)), (Some(88.0), Some(112.0)));
    assert!(report.widths.iter().all(|at| deviations(at.variance).abs() < 5.0));
}

/// A mean is typed in any way in which a row of numbers is written.
#[test]
fn a_mean_is_read_from_what_is_typed() {
    let each = |means: &[f64]| Mean::Each(means.to_vec());
    for (text, mean) in [
        ("0", Mean::Every(0.0)),
        (" −1/2 ", Mean::Every(-0.5)),
        ("[3]", Mean::Every(3.0)),
        ("1, 2, 0", each(&[1.0, 2.0, 0.0])),
        ("1 2 0", each(&[1.0, 2.0, 0.0])),
        ("1; 2; 0", each(&[1.0, 2.0, 0.0])),
        ("1,2", each(&[1.0, 2.0])),
        ("(1, 2)", each(&[1.0, 2.0])),
        ("[1,2,3,4,5,6,7,8,9,10]", each(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0])),
        ("mu = np.array([0.5, -1])", each(&[0.5, -1.0])),
    ] {
        assert_eq!(Mean::parse(text).unwrap_or_else(|error| panic!("{text}: {error}")), mean);
    }
    for text in ["", " ", "abc", "1, x", "[[1, 2], [3, 4]]"] {
        let error = Mean::parse(text).expect_err(text);
        assert_eq!((error.code, &*error.place.field), (Code::ParamValue, "mean"));
        assert_eq!(error.hint, "A mean is one number, or d of them with commas.", "{text}");
    }
}

/// One sentence for every number that is no width, whether it is too small, broken or no number.
#[test]
fn what_is_no_width_is_told_one_sentence() {
    let too_small =
        run(&ScalingRequest { d: 0, ..ScalingRequest::default() }, |_, _| true).unwrap_err();
    assert_eq!(too_small.to_string(), "d: This cannot be 0. Use a whole number from 1 to 4096.");
    for found in ["−1", "2.5", "\"abc\""] {
        let sentence = format!("d: This cannot be {found}. Use a whole number from 1 to 4096.");
        assert_eq!(no_value("d", found).to_string(), sentence);
    }
}
