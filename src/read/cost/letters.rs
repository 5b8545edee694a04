//! The letters that a cost is written in: those of the graph, those of the homework, and those
//! that are free of each other.

use std::collections::BTreeMap;

use crate::base::letter::Letter;
use crate::base::poly::{Monomial, Polynomial};
use crate::program::graph::{Graph, Relation};
use crate::program::variant::CostAliases;
use crate::read::cost::count::loops;

/// The sizes of one graph, and how its variant's costs are written.
pub struct Letters<'a> {
    relations: &'a [Relation],
    aliases: &'a CostAliases,
    sizes: BTreeMap<Letter, usize>,
}

impl<'a> Letters<'a> {
    /// The letters of a graph.
    #[must_use]
    pub fn new(graph: &'a Graph, aliases: &'a CostAliases) -> Self {
        let axes = graph.nodes.iter().flat_map(|node| node.axes.iter().chain(loops(node)));
        let sizes = axes.map(|axis| (axis.symbol, axis.size)).collect();
        Self { relations: &graph.relations, aliases, sizes }
    }

    /// With every size that follows from others written in those: e as h·k, and j as n + 1.
    #[must_use]
    pub fn exact(&self, cost: &Polynomial) -> Polynomial {
        // What one relation brings in may be the subject of another: as many rounds as relations
        // reach the end of every chain of them.
        let rounds = self.relations.iter().flat_map(|_| self.relations);
        rounds.fold(cost.clone(), |cost, relation| match *relation {
            Relation::Product { whole, parts: [one, two] } => {
                cost.with(whole, &(Monomial::from(one) * &Monomial::from(two)))
            }
            // A size that names itself says nothing.
            Relation::Successor { next, of } if next == of => cost,
            Relation::Sum { whole, parts } if parts.contains(&whole) => cost,
            Relation::Successor { next, of } => {
                cost.with_sum(next, &(Polynomial::product([of]) + Polynomial::number(1)))
            }
            Relation::Sum { whole, parts: [one, two] } => {
                cost.with_sum(whole, &(Polynomial::product([one]) + Polynomial::product([two])))
            }
        })
    }

    /// The number that an exact cost is at the sizes of the graph.
    #[must_use]
    pub fn number(&self, exact: &Polynomial) -> f64 {
        exact.at(&|letter| self.size(letter))
    }

    /// The size that a symbol of the graph has; 1 where it has none.
    #[must_use]
    pub fn size(&self, symbol: Letter) -> f64 {
        self.sizes.get(&symbol).map_or(1.0, |size| *size as f64)
    }

    /// An exact cost as the homework writes it.
    #[must_use]
    pub fn short(&self, exact: &Polynomial) -> Polynomial {
        put(exact, self.aliases.equal)
    }

    /// The terms that no other dominates. Dominance is decided between letters that are free of
    /// each other: k = d/h leaves d = h·k, so that a term with n·d outgrows one with h·n.
    #[must_use]
    pub fn leading(&self, short: &Polynomial) -> Polynomial {
        short.without_coefficients().leading(|term| self.free(term))
    }

    /// A term of a short cost in letters that are free of each other.
    #[must_use]
    pub fn free(&self, term: &Monomial) -> Monomial {
        let shares = self.aliases.equal.iter().filter_map(|(letters, is)| whole(letters, is));
        let shares: Vec<(Letter, Monomial)> = shares.collect();
        let rounds = shares.iter().flat_map(|_| &shares);
        rounds.fold(term.clone(), |term, (whole, parts)| term.with(*whole, parts))
    }

    /// A short cost where the sizes that the homework takes for nearly the same are so; none
    /// where it takes none.
    #[must_use]
    pub fn approx(&self, short: &Polynomial) -> Option<Polynomial> {
        let approx = self.aliases.approx;
        (!approx.is_empty()).then(|| put(short, approx))
    }

    /// The leading terms of that.
    #[must_use]
    pub fn nearly(&self, short: &Polynomial) -> Option<Polynomial> {
        self.approx(short).map(|approx| self.leading(&approx))
    }
}

/// Each letter of the left sides replaced by its right side.
fn put(cost: &Polynomial, rules: &[(&str, &str)]) -> Polynomial {
    let each = rules.iter().flat_map(|(letters, is)| letters.chars().map(move |own| (own, is)));
    each.fold(cost.clone(), |cost, (letter, is)| cost.with(letter, &Monomial::new(is)))
}

/// What a share says about the whole: d = h·k, from k = d/h.
fn whole(letters: &str, is: &str) -> Option<(Letter, Monomial)> {
    let (whole, parts) = is.split_once('/')?;
    Some((whole.chars().next()?, Monomial::new(parts) * &Monomial::from(letters.chars().next()?)))
}
