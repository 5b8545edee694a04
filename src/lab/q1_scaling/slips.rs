//! The usual wrong answers to homework 1, each as a formula, and what a teacher would say to it.
//!
//! None says the right answer: what an answer is instead, and the question that leads on.

use super::formula::{Distribution, Formula};

/// A formula, and what is said to every answer that gives the same numbers wherever it is tried.
pub type Slip = (&'static str, &'static str);

const SPREAD: &str = "σ says how far the entries spread. q and k are drawn independently of each \
                      other, so their spread does not move the mean.";
const UNSCALED: &str = "(a) asks for qᵀk itself: it is not divided by anything yet.";
const SQUARE: &str = "Dividing a number by s divides its deviation by s, and its variance by s².";

/// Slips of E[qᵀk]. The plainest first: where two give the same numbers, the first is named.
#[rustfmt::skip]
pub const MEAN: &[Slip] = &[
    ("0", "That holds where μ = 0, as in (b). Here μ may be any vector."),
    ("d*mu^2", "That is right if all d entries have the same mean. Here μ is a vector, and its entries may differ: write it so that it holds for μ = (1, 2, 0) too."),
    ("norm(mu)", "That is the length of μ. Try d = 1, where both numbers have the mean 3: what is the mean of their product?"),
    ("sum mu_i", "That adds up the means of the entries of one vector. Each summand of qᵀk is a product: an entry of q times an entry of k."),
    ("2 sum mu_i", "That is the mean of all entries of q and k added up. Each summand of qᵀk is a product of two of them."),
    ("(sum mu_i)^2", "That multiplies every entry of q with every entry of k. qᵀk multiplies only those that stand at the same place."),
    ("mu^2 + d*sigma^2", "That is the mean of qᵀq, a vector with itself. q and k are two vectors, drawn independently."),
    ("mu^2 + sigma^2", "For d = 1 that is the mean of q², a number times itself. q and k are two vectors, drawn independently."),
    ("d*(mu^2 + sigma^2)", "That is the mean of qᵀq if all d entries have the same mean. But q and k are two vectors, drawn independently, and for a vector μ the square μ² is a sum over its entries already."),
    ("d", "That belongs to (b): it has no μ in it. Here the mean is asked, for any μ and σ."),
    ("d*sigma^2", SPREAD),
    ("sigma^2", SPREAD),
    ("sigma", SPREAD),
    ("d*sigma", SPREAD),
    ("d*sigma^4", SPREAD),
    ("sigma^4", SPREAD),
    ("sigma^2*mu^2", SPREAD),
    ("d*mu^2*sigma^2", SPREAD),
    ("mu^2/d", "That is the mean of one summand, averaged over all d. qᵀk adds up d of them."),
    ("mu^2/sqrt(d)", UNSCALED),
    ("sqrt(d)*mu^2", UNSCALED),
    ("mu^2*mu^2", "That is the square of the mean. The mean of each product is taken once."),
    ("2*mu^2", "q and k each bring one factor to a product, not one summand."),
];
/// Slips of Var(qᵀk) where μ = 0 and σ = 1.
#[rustfmt::skip]
pub const VARIANCE: &[Slip] = &[
    ("0", "0 is the mean in this setting. The products spread around it: how far is what the variance says."),
    ("1", "That is the variance of one summand, q₁k₁. qᵀk adds up d of them."),
    ("sqrt(d)", "That is the standard deviation. The variance is asked."),
    ("d^2", "That would be so if all d summands were the same number. They are drawn independently, so some cancel."),
    ("2*d", "Then each summand would have the variance 2. A sum qᵢ + kᵢ has it, and so has a square qᵢ². Here each summand is a product of two independent numbers, qᵢkᵢ."),
    ("3*d", "3 is the mean of the fourth power of one entry. An entry of q is multiplied by one of k, not with itself."),
    ("1/d", "That is the variance of the average of the summands. qᵀk is their sum."),
    ("1/sqrt(d)", "That is the deviation of the average of the summands. qᵀk is their sum, and its variance is asked."),
    ("d-1", "Dividing by d − 1 estimates a variance from samples. Here the distribution is known."),
    ("d/2", "All d summands count whole: each spreads as much as the others."),
    ("2", "This does not grow with d. More summands spread more."),
];
/// Slips of the s that makes the variance 1.
#[rustfmt::skip]
pub const SCALE: &[Slip] = &[
    ("1/sqrt(d)", "s divides: qᵀk / s. Your formula is the factor to multiply by."),
    ("1", "With s = 1 nothing is divided, and the variance stays what (b) found."),
    ("d", SQUARE),
    ("1/d", "s divides: qᵀk / s, so an s below 1 spreads the scores more. And the variance is divided by s²."),
    ("1/d^2", "s divides: qᵀk / s, so an s below 1 spreads the scores more. And the variance is divided by s²."),
    ("d^2", "Dividing by s divides the variance by s², so s is a root of it, not its square."),
    ("d^(1/4)", "One root too many: the variance is divided by s², not by s⁴."),
    ("sqrt(2*d)", "The variance of (b) is what s² has to undo. Is there a 2 in it?"),
    ("2*d", "The variance of (b) is what s² has to undo. Is there a 2 in it?"),
    ("d/2", SQUARE),
    ("sqrt(d-1)", "d − 1 estimates a variance from samples. Here the distribution is known."),
];
/// Slips of Var(qᵀk) for any μ and σ.
#[rustfmt::skip]
pub const ANY_VARIANCE: &[Slip] = &[
    ("d", "That holds where μ = 0 and σ = 1. Here they may have any value."),
    ("d*sigma^4", "That holds where μ = 0. Here μ may be any vector."),
    ("d*sigma^2", "A product of two numbers spreads with σ from both of them."),
    ("d*sigma^4 + sigma^2*mu^2", "Both vectors have a mean: each mean meets the spread of the other vector."),
];

/// What a wrong mean depends on and should not, or does not and should; empty where it is neither.
pub fn dependence(formula: &Formula) -> &'static str {
    let at = |mean: &[f64], std| formula.at(&Distribution { mean: mean.to_vec(), std }).ok();
    let own = at(&[1.0, 2.0, 0.0], 1.0);
    if at(&[1.0, 2.0, 0.0], 2.0) != own {
        SPREAD
    } else if at(&[1.0, 2.0, 0.0, 0.0, 0.0], 1.0) != own {
        "Give q and k one more entry, with the mean 0: it adds a product that is 0 on average, and \
         your answer changes."
    } else if at(&[3.0, 5.0, 1.0], 1.0) == own {
        "Your answer is the same for every μ."
    } else {
        ""
    }
}

/// What a wrong answer is instead; empty where it is none of the usual ones.
pub fn name(
    slips: &'static [Slip],
    formula: &Formula,
    distributions: &[Distribution],
) -> &'static str {
    let gives_the_same = |(slip, _): &&Slip| {
        let Ok(slipped) = Formula::parse(slip) else { return false };
        distributions.iter().all(|at| match (formula.at(at), slipped.at(at)) {
            (Ok(one), Ok(two)) => (one - two).abs() <= 1e-9 * two.abs().max(1.0),
            _ => false,
        })
    };
    slips.iter().find(gives_the_same).map_or("", |(_, message)| message)
}
