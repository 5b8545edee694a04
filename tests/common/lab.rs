//! Experiments whose bits every platform must find alike: the native test pins them, and the one in
//! the browser computes them again.
#![allow(dead_code, reason = "each test file uses its own part")]

use attention_playground::lab::q1_scaling::scaling::{
    Estimate, Mean, Scale, ScalingReport, ScalingRequest, Weights, run,
};

/// Experiments with the fingerprint of what comes out.
pub fn scaling_cases() -> [(ScalingRequest, &'static str); 3] {
    let small = ScalingRequest { samples: 20_000, ..ScalingRequest::default() };
    [
        (small.clone(), "37d19c3c344fd7d1"),
        (
            ScalingRequest {
                d: 3,
                std: 0.5,
                mean: Mean::Every(-1.25),
                scale: Scale::Width,
                ..small.clone()
            },
            "94cc2780fd2ebcfb",
        ),
        (
            ScalingRequest {
                d: 5,
                mean: Mean::Each(vec![0.0, 1.0, -2.0, 0.5, 3.0]),
                std: 2.0,
                seed: u32::MAX,
                scale: Scale::Own(7.0),
                keys: 40,
                widths: Some(vec![1, 2, 5]),
                ..small
            },
            "6ae0649d5ae1e339",
        ),
    ]
}

/// What comes out of an experiment that nobody stops.
pub fn scaled(request: &ScalingRequest) -> ScalingReport {
    run(request, |_, _| true).expect("it is in range").expect("it was not stopped")
}

/// FNV-1a (64 bits) over the bytes of every number of a report.
pub fn fingerprint(report: &ScalingReport) -> String {
    let estimate = |of: Estimate| [of.sample, of.exact, of.error];
    let weights = |of: Weights| [of.entropy, of.largest, of.jacobian];
    let mut numbers = vec![report.s];
    numbers.extend(estimate(report.mean));
    numbers.extend(estimate(report.variance));
    let histogram = &report.histogram;
    numbers.extend([histogram.from, histogram.width, histogram.below, histogram.above]);
    numbers.extend(histogram.counts.iter().chain(&histogram.normal));
    for at in &report.widths {
        numbers.extend([at.d as f64, at.s]);
        numbers.extend(estimate(at.variance));
        numbers.extend(weights(at.unscaled).into_iter().chain(weights(at.scaled)));
    }
    numbers.extend(report.slope.into_iter().flat_map(|slope| [slope.sample, slope.exact]));
    let bytes = numbers.into_iter().flat_map(f64::to_le_bytes);
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}
