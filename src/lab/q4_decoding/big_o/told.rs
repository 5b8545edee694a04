//! What is said of a term that is too small, too large or not there: in the words of the sheet, and
//! without the term that is right.

use super::{BigOFinding, Quantity, name};
use crate::base::letter::Letter;
use crate::base::poly::{Monomial, Polynomial};
use crate::program::variant::Variant;

/// A leading term of a cost that the sheet asks for.
struct Leading {
    variants: &'static [&'static str],
    quantity: Quantity,
    /// As `Monomial::new` reads it.
    term: &'static str,
    /// What it is the cost of.
    of: &'static str,
    /// What leads to it when it is counted.
    count: &'static str,
    /// What is asked of whoever has left these factors out.
    asks: &'static [(&'static str, &'static str)],
    /// What is said of its h-th part.
    share: &'static str,
    /// What is asked of whoever has h times as much.
    sets: &'static str,
}

/// What each entry begins from.
const TERM: Leading = Leading {
    variants: &[],
    quantity: Quantity::Forward,
    term: "",
    of: "",
    count: "",
    asks: &[],
    share: "",
    sets: "",
};

const DECODERS: &[&str] = &["multi-head-decode", "multi-query-decode", "grouped-query-decode"];
const SHARING: &[&str] = &["multi-query-decode", "grouped-query-decode"];
const SEQUENCES: &str = "How many sequences are there?";
const CACHED: &str = "How many tokens does the cache hold?";
const PAIRS: &str =
    "How many scores are there: one for each token, or one for each pair of tokens?";
const TOKENS: &str = "How many tokens are there?";
const OWN_CACHE: &[(&str, &str)] = &[
    ("b", "Each sequence has a cache of its own: how many are there?"),
    ("n", CACHED),
    ("d", "How wide is a cached key?"),
];

const LEADING: &[Leading] = &[
    Leading {
        variants: DECODERS,
        quantity: Quantity::Forward,
        term: "bdd",
        of: "the projections",
        count: "the multiplications of the projections, to the queries and from the outputs of the \
                heads, for all heads together",
        asks: &[
            ("b", SEQUENCES),
            ("d", "Over how many entries of x is one number of a query summed?"),
        ],
        share: "is what the projections to shared keys and values take. Which projections does each \
                head still have of its own?",
        ..TERM
    },
    Leading {
        variants: DECODERS,
        quantity: Quantity::Forward,
        term: "bnd",
        of: "the attention to the cache",
        count: "the multiplications of the dot products with the cached keys, and of the weighted \
                sums of the cached values, for all heads together",
        asks: &[
            ("b", SEQUENCES),
            ("n", "With how many cached keys is a query compared?"),
            ("d", "What does one dot product cost, and how many heads make one?"),
        ],
        share: "is one head's work: sharing keys saves no multiplication with them. How many heads multiply \
                a query of their own with every cached key?",
        ..TERM
    },
    Leading {
        variants: DECODERS,
        quantity: Quantity::Fused,
        term: "dd",
        of: "the weights",
        count: "the numbers in W_q, W_k, W_v and W_o",
        asks: &[(
            "d",
            "W_q has a number for each entry of x and each entry of all queries: how many is that?",
        )],
        share: "is what shared W_k and W_v hold. Which weights does each head still have of its own?",
        ..TERM
    },
    Leading {
        variants: DECODERS,
        quantity: Quantity::Fused,
        term: "bd",
        of: "the token itself, on its way in and out",
        count: "the numbers in x, q, o and y, for all sequences",
        asks: &[
            ("b", "Each sequence has a token of its own: how many are there?"),
            ("d", "How wide is a token?"),
        ],
        share: "is the new key and the new value alone. Which tensors of the token are wider?",
        ..TERM
    },
    Leading {
        variants: &["multi-head-decode"],
        quantity: Quantity::Fused,
        term: "bnd",
        of: "the cache",
        count: "the numbers in prev_K and prev_V, for all heads",
        asks: OWN_CACHE,
        share: "is the cache of one head. How many heads have a cache of their own here?",
        ..TERM
    },
    Leading {
        variants: SHARING,
        quantity: Quantity::Fused,
        term: "bnd/h",
        of: "the cache",
        count: "the numbers in prev_K and prev_V, of which there is one set for all heads",
        asks: OWN_CACHE,
        share: "is too small: one set is cached whole, and a key in it is as wide as one head.",
        sets: "How many sets of keys and values does the cache hold now?",
    },
    Leading {
        variants: SHARING,
        quantity: Quantity::Fused,
        term: "bngd/h",
        of: "the cache",
        count: "the numbers in prev_K and prev_V, of which there are g sets",
        asks: &[
            ("b", "Each sequence has a cache of its own: how many are there?"),
            ("n", CACHED),
            ("g", "How many sets of keys and values are cached?"),
            ("d", "How wide is a cached key?"),
        ],
        share: "is too small: each set is cached whole, and a key in it is as wide as one head.",
        sets: "How many sets of keys and values does the cache hold now?",
    },
    Leading {
        variants: &["scaled-dot-product"],
        quantity: Quantity::Forward,
        term: "NND",
        of: "the dot products of queries and keys",
        count: "the multiplications of QKᵀ",
        asks: &[("N", PAIRS), ("D", "What does one of the N² scores cost?")],
        ..TERM
    },
    Leading {
        variants: &["scaled-dot-product"],
        quantity: Quantity::Forward,
        term: "NNM",
        of: "the weighted sums of the values",
        count: "the multiplications of the weights with V",
        asks: &[
            ("N", "Does an output read one value, or all of them?"),
            ("M", "How many entries of a value does each of the N² weights multiply?"),
        ],
        ..TERM
    },
    Leading {
        variants: &["scaled-dot-product"],
        quantity: Quantity::Kept,
        term: "NN",
        of: "the table of weights, which backpropagation needs",
        count: "the numbers in the table of weights",
        asks: &[(
            "N",
            "How many weights are there: one for each token, or one for each pair of tokens?",
        )],
        ..TERM
    },
    Leading {
        variants: &["scaled-dot-product"],
        quantity: Quantity::Kept,
        term: "ND",
        of: "Q and K",
        count: "the numbers in Q and K",
        asks: &[("N", TOKENS), ("D", "How many entries has one query?")],
        ..TERM
    },
    Leading {
        variants: &["scaled-dot-product", "linear"],
        quantity: Quantity::Kept,
        term: "NM",
        of: "V and the outputs",
        count: "the numbers in V",
        asks: &[("N", TOKENS), ("M", "How many entries has one value?")],
        ..TERM
    },
    Leading {
        variants: &["linear"],
        quantity: Quantity::Forward,
        term: "NDDM",
        of: "the sums of φ(Kⱼ)Vⱼᵀ over the keys, and the queries that read them",
        count: "the multiplications of Σⱼ φ(Kⱼ)Vⱼᵀ, and of every φ(Qᵢ) with it",
        asks: &[
            ("N", TOKENS),
            (
                "DM",
                "φ(x) has an entry for each product of two entries of x, and each of them meets every \
                 entry of a value: how many multiplications is that for one token?",
            ),
        ],
        ..TERM
    },
    Leading {
        variants: &["linear"],
        quantity: Quantity::Kept,
        term: "NDD",
        of: "the features φ(Q) and φ(K)",
        count: "the numbers in φ(Q) and φ(K), for all tokens",
        asks: &[
            ("N", TOKENS),
            ("D", "φ(x) has an entry for each product of two entries of x: how many is that?"),
        ],
        ..TERM
    },
    Leading {
        variants: &["linear"],
        quantity: Quantity::Kept,
        term: "DDM",
        of: "the table that Σⱼ φ(Kⱼ)Vⱼᵀ fills",
        count: "the numbers in the table Σⱼ φ(Kⱼ)Vⱼᵀ: one for each entry of φ and each entry of a value",
        asks: &[(
            "DM",
            "The table Σⱼ φ(Kⱼ)Vⱼᵀ has a row for each entry of φ, and a column for each entry of a \
             value: how many rows are those, and how many columns?",
        )],
        ..TERM
    },
];

impl Leading {
    fn find(variant: &Variant, quantity: Quantity, meant: &Monomial) -> Option<&'static Self> {
        // M may have been taken for D.
        let near = |term: &Monomial| term.with('M', &Monomial::from('D'));
        let of = |leading: &&Self| {
            leading.quantity == quantity && leading.variants.contains(&variant.id)
        };
        let known = || LEADING.iter().filter(of).map(|one| (one, Monomial::new(one.term)));
        let exact = known().find(|(_, term)| term == meant);
        exact.or_else(|| known().find(|(_, term)| near(term) == *meant)).map(|(leading, _)| leading)
    }

    /// What is asked where these factors have been left out; nothing where one of them is not known.
    fn ask(&self, missing: &Monomial) -> Option<String> {
        let factors = missing.factors();
        let known = |(letter, _): &(Letter, i32)| {
            self.asks.iter().any(|(letters, _)| letters.contains(*letter))
        };
        if factors.is_empty()
            || factors.iter().any(|(_, power)| *power < 0)
            || !factors.iter().all(known)
        {
            return None;
        }
        let asked = self
            .asks
            .iter()
            .filter(|(letters, _)| factors.iter().any(|(letter, _)| letters.contains(*letter)));
        Some(asked.map(|(_, question)| *question).collect::<Vec<_>>().join(" "))
    }
}

/// Says of each finding what helps to mend it. What would do no harm in a right answer is no matter
/// where something is missing.
pub fn tell(
    variant: &Variant,
    quantity: Quantity,
    answer: &Polynomial,
    findings: &mut [BigOFinding],
) {
    let leading = |finding: &BigOFinding| {
        finding.meant.as_ref().and_then(|meant| Leading::find(variant, quantity, meant))
    };
    if !findings.iter().any(|finding| ["missing", "wrong"].contains(&finding.code)) {
        return;
    }
    let mut seeds: Vec<Seed> = Vec::new();
    let mut lacks = false;
    for (at, finding) in findings.iter_mut().enumerate() {
        let Some(leading) = leading(finding) else { continue };
        let meant = finding.meant.clone().unwrap_or_default();
        finding.origin = format!("Count {}.", leading.count);
        if finding.code == "missing" {
            if let Some(seed) = Seed::of(at, leading, &meant, answer) {
                finding.discreet.clear();
                seeds.push(seed);
            } else {
                let which = if lacks { "Another one" } else { "A leading term" };
                lacks = true;
                finding.discreet = format!("{which} is missing: {}.", leading.of);
            }
        }
        let beyond = finding.term.clone().map(|term| term * &meant.power(-1));
        let is_of_heads = beyond == Some(Monomial::from('h')) && !leading.sets.is_empty();
        if finding.code == "wrong" && is_of_heads {
            finding.discreet = format!("{} {}", finding.discreet, leading.sets);
        }
    }
    for (at, said) in Seed::tell(&seeds) {
        findings[at].discreet = said;
    }
    let is_seed = |term: &Monomial| {
        let beyond = |finding: &&BigOFinding| {
            let meant = finding.meant.as_ref().filter(|_| finding.code == "missing")?;
            leading(finding)?.ask(&(meant.clone() * &term.power(-1)))
        };
        seeds.iter().any(|seed| seed.own == *term)
            || findings.iter().any(|one| beyond(&one).is_some())
    };
    let idle: Vec<usize> = (0..findings.len())
        .filter(|at| findings[*at].code == "dominated")
        .filter(|at| {
            findings[*at].term.as_ref().is_some_and(|term| !term.is_one() && !is_seed(term))
        })
        .collect();
    let names: Vec<String> =
        idle.iter().filter_map(|at| findings[*at].term.as_ref()).map(name).collect();
    for finding in findings.iter_mut() {
        if ["dominated", "kept", "near", "factor"].contains(&finding.code) {
            finding.discreet.clear();
        }
    }
    if let Some(first) = idle.first() {
        findings[*first].discreet = format!("Nothing here costs {}.", one_of(&names, " or"));
    }
}

/// A typed term that is too small to be one that is meant.
struct Seed {
    /// Which finding it is.
    at: usize,
    leading: &'static Leading,
    own: Monomial,
    /// How many factors are left out; none where it is one head's share.
    lacks: i32,
    /// What is said of it.
    says: String,
}

impl Seed {
    /// The nearest to what is meant; nothing where none is a part of it.
    fn of(
        at: usize,
        leading: &'static Leading,
        meant: &Monomial,
        answer: &Polynomial,
    ) -> Option<Self> {
        let beyond = |term: &Monomial| meant.clone() * &term.power(-1);
        let typed = || answer.terms().map(|(term, _)| term).filter(|term| !term.is_one());
        let share = typed().find(|term| beyond(term) == Monomial::from('h'));
        if let Some(own) = share.filter(|_| !leading.share.is_empty()) {
            let says = format!("{} {}", name(own), leading.share);
            return Some(Self { at, leading, own: own.clone(), lacks: 0, says });
        }
        let asked = typed().filter_map(|term| {
            let lacks = beyond(term).factors().iter().map(|(_, power)| power.abs()).sum();
            Some(Self { at, leading, own: term.clone(), lacks, says: leading.ask(&beyond(term))? })
        });
        asked.min_by_key(|seed| seed.lacks)
    }

    /// What is said, at the first finding that it is about. A term that stands for several is not asked
    /// for each: all questions together would be the answer.
    fn tell(seeds: &[Self]) -> Vec<(usize, String)> {
        let (shares, others): (Vec<&Self>, Vec<&Self>) =
            seeds.iter().partition(|seed| seed.lacks == 0);
        let mut said: Vec<(usize, String)> =
            shares.iter().map(|seed| (seed.at, seed.says.clone())).collect();
        let is_alone =
            |seed: &&Self| others.iter().filter(|other| other.own == seed.own).count() == 1;
        let (alone, shared): (Vec<&Self>, Vec<&Self>) = others.iter().copied().partition(is_alone);
        for seed in &shared {
            let alike: Vec<&&Self> = shared.iter().filter(|other| other.own == seed.own).collect();
            if alike[0].at != seed.at {
                continue;
            }
            let of: Vec<String> =
                alike.iter().map(|other| format!("for {}", other.leading.of)).collect();
            let more = if alike.iter().all(|other| other.lacks == 1) {
                "one more factor"
            } else {
                "more factors"
            };
            let says = format!(
                "{} is too small {}: each needs {more}.",
                name(&seed.own),
                one_of(&of, ", and")
            );
            said.push((seed.at, says));
        }
        for seed in &alone {
            let alike: Vec<&&Self> = alone.iter().filter(|other| other.says == seed.says).collect();
            if alike[0].at != seed.at {
                continue;
            }
            let names: Vec<String> = alike.iter().map(|other| name(&other.own)).collect();
            let lack = match names.len() {
                1 => "is there, and a factor is missing",
                _ => "are there, and each lacks a factor",
            };
            said.push((seed.at, format!("{} {lack}. {}", one_of(&names, " and"), seed.says)));
        }
        said
    }
}

/// `a, b or c`, with the word and what stands before it.
fn one_of(texts: &[String], word: &str) -> String {
    match texts {
        [others @ .., last] if !others.is_empty() => {
            format!("{}{word} {last}", others.join(", "))
        }
        _ => texts.concat(),
    }
}
