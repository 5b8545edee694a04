//! Words of papers and libraries, and what stands here in their place.

/// Words of papers and libraries: their spellings, what stands here in their place if one word
/// does, and how to write it.
const ELSEWHERE: &[(&[&str], Option<&str>, &str)] = &[
    (&["ln", "log1p"], Some("log"), "log is the natural logarithm."),
    (&["swish"], Some("silu"), "silu(x) is x sigmoid(x)."),
    (
        &["argmax", "hardmax", "one_hot"],
        Some("onehot"),
        "onehot[j] is 1 at the largest cell and 0 elsewhere.",
    ),
    (&["avg", "average"], Some("mean"), "mean[j] is the average along j."),
    (&["topk", "top_k"], Some("top"), "Write top(2)[j] s[i,j] in a condition."),
    (
        &["cat", "concatenate", "stack", "append"],
        Some("concat"),
        "Write concat[m] a[n,k], b[k] as a whole right side.",
    ),
    (&["randn", "rand", "random", "gaussian"], Some("normal"), "normal(1) is a whole right side."),
    (&["sigma", "logistic", "expit"], Some("sigmoid"), "sigmoid(x) is 1/(1 + exp(-x))."),
    (&["infinity", "infty"], Some("inf"), "Infinity is inf."),
    (&["l2norm"], Some("norm"), "norm[d] is the root of the sum of squares."),
    (&["erf"], None, "gelu is the function with erf."),
    (&["pi"], Some("3.141592653589793"), "Write the number."),
    (&["min", "amin", "minimum"], None, "The least cell is -(max[j] (-x[j]))."),
    (&["softmin"], None, "Write softmax[j] (-x[j])."),
    (&["maximum"], None, "relu(x) is the larger of x and 0; if c then a else b chooses."),
    (&["where", "select", "masked_fill"], None, "Write if c then a else b."),
    (&["clip", "clamp", "sign", "sgn"], None, "Write if c then a else b."),
    (
        &["dot", "matmul", "einsum", "inner", "bmm"],
        None,
        "A product is a sum over what both share: sum[d] q[i,d] k[j,d].",
    ),
    (&["mod", "remainder"], None, "The remainder of a by w is a - w block(a + 1, w)."),
    (&["floor"], None, "block(i, w) is the whole part of (i - 1)/w."),
    (&["pow", "power"], None, "Write x^2."),
    (&["tan"], None, "Write sin(x) / cos(x)."),
    (&["prod", "product", "cumprod"], None, "Write exp of a sum of log."),
    (&["var", "variance", "std"], None, "Write mean[d] (x[d] - m)^2, with m = mean[d] x[d]."),
    (
        &["layernorm", "layer_norm", "rmsnorm"],
        None,
        "Write it out: (x[i,d] - m[i]) / sqrt(var[i] + 1e-5), with mean[d].",
    ),
    (&["logsumexp"], None, "Write log(sum[j] exp(x[j]))."),
    (&["transpose"], None, "Nothing is transposed: the letters say which axis is which."),
];

/// What stands here for a word of elsewhere, and how it is written.
pub(super) fn elsewhere(name: &str) -> Option<(Option<&'static str>, &'static str)> {
    let name = name.to_lowercase();
    let known = ELSEWHERE.iter().find(|(words, ..)| words.contains(&&*name));
    known.map(|(_, here, hint)| (*here, *hint))
}

/// A Greek letter as the word that is typed for it: `lambda` for `λ`.
pub(super) fn greek(letter: char) -> Option<&'static str> {
    const GREEK: &[(char, &str)] = &[
        ('α', "alpha"),
        ('β', "beta"),
        ('γ', "gamma"),
        ('δ', "delta"),
        ('ε', "epsilon"),
        ('ζ', "zeta"),
        ('η', "eta"),
        ('θ', "theta"),
        ('κ', "kappa"),
        ('λ', "lambda"),
        ('μ', "mu"),
        ('ξ', "xi"),
        ('π', "pi"),
        ('ρ', "rho"),
        ('σ', "sigma"),
        ('τ', "tau"),
        ('φ', "phi"),
        ('χ', "chi"),
        ('ψ', "psi"),
        ('ω', "omega"),
    ];
    GREEK.iter().find(|(known, _)| *known == letter).map(|(_, name)| *name)
}
