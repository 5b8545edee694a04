//! Which tables of a program may be the inputs of a variant.

use std::collections::BTreeMap;

use crate::program::graph::Graph;
use crate::program::variant::{Input, Variant};

/// Ways that are tried, and that are found.
const WAYS: usize = 4;
const MOST_WAYS: usize = 64;

/// The table of the program for each input of a variant.
#[derive(Clone)]
pub struct Taken {
    pub tables: Vec<(&'static str, String)>,
    /// Whether all that the program is given, or all that the variant is, is taken by its name.
    pub by_name: bool,
}

/// The tables of the program that the inputs of a variant may be, the likeliest first: by name where all
/// are there, else steps of these names, and the inputs whose sizes agree as the variant's do.
#[must_use]
pub fn matched(program: &Variant, variant: &'static Variant<'static>, graph: &Graph) -> Vec<Taken> {
    let own = |name: &str| program.inputs.iter().find(|input| input.name == name);
    let required = || variant.inputs.iter().filter(|input| !input.optional);
    let taken = |tables: Vec<(&'static str, String)>| {
        let is_named =
            |input: &Input| tables.iter().any(|(name, table)| name == table && table == input.name);
        Taken { by_name: program.inputs.iter().all(is_named), tables }
    };
    let named: Vec<(&Input, &Input)> =
        variant.inputs.iter().filter_map(|input| Some((input, own(input.name)?))).collect();
    let is_whole = required().all(|input| own(input.name).is_some());
    if is_whole && named.iter().all(|(input, own)| input.rank() == own.rank()) {
        let tables = named.iter().map(|(input, own)| (input.name, own.name.to_owned()));
        return vec![taken(tables.collect())];
    }
    let mut found = Assignments { program, places: Vec::new(), all: Vec::new() };
    let inputs: Vec<&'static Input> = required().collect();
    found.assign(&inputs, &BTreeMap::new());
    let mut all = found.all;
    all.sort_by_key(|places| std::cmp::Reverse(likely(program, &inputs, places)));
    all.truncate(WAYS);
    let ways = all.into_iter().map(|places| {
        let table = |place: usize| program.inputs[place].name.to_owned();
        let mut tables: Vec<(&str, String)> =
            inputs.iter().zip(&places).map(|(input, place)| (input.name, table(*place))).collect();
        // What may be left out is given where it has its name, or where both are a mask.
        for input in variant.inputs.iter().filter(|input| input.optional) {
            let fits = |(place, own): &(usize, &Input)| {
                let is_meant = own.name == input.name || (own.boolean && input.boolean);
                is_meant && own.rank() == input.rank() && !places.contains(place)
            };
            let other = program.inputs.iter().enumerate().find(fits);
            tables.extend(other.map(|(place, _)| (input.name, table(place))));
        }
        taken(tables)
    });
    let steps = of_steps(variant, graph).map(|tables| Taken { tables, by_name: true });
    steps.into_iter().chain(ways).collect()
}

/// The steps that are called as a variant's inputs are, in small letters or large ones: projections
/// stand before them.
fn of_steps(
    variant: &'static Variant<'static>,
    graph: &Graph,
) -> Option<Vec<(&'static str, String)>> {
    let required = variant.inputs.iter().filter(|input| !input.optional);
    let tables = required.map(|input| {
        let named = |name: &str| {
            let node = graph.node(graph.find(name).ok()?);
            (node.axes.len() == input.rank()).then(|| (input.name, name.to_owned()))
        };
        named(input.name).or_else(|| named(&input.name.to_uppercase()))
    });
    tables.collect()
}

/// The ways in which the inputs of a program may be those of a variant.
struct Assignments<'p> {
    program: &'p Variant<'p>,
    places: Vec<usize>,
    all: Vec<Vec<usize>>,
}

impl Assignments<'_> {
    /// Gives the first of a variant's inputs a table, then the others. Letters that are one size in the
    /// variant have to be one in the program; where the program has fewer tables, one may be several.
    fn assign(&mut self, inputs: &[&Input], letters: &BTreeMap<char, char>) {
        let Some((input, rest)) = inputs.split_first() else {
            self.all.push(self.places.clone());
            return;
        };
        let may_repeat = self.program.inputs.len() < inputs.len() + self.places.len();
        for (place, own) in self.program.inputs.iter().enumerate() {
            let is_free = may_repeat || !self.places.contains(&place);
            let has_rank = input.rank() == own.rank();
            if !is_free || !has_rank || self.all.len() >= MOST_WAYS {
                continue;
            }
            let mut known = letters.clone();
            let pairs = input.sizes.chars().zip(own.sizes.chars());
            let agrees =
                pairs.into_iter().all(|(letter, own)| *known.entry(letter).or_insert(own) == own);
            if agrees {
                self.places.push(place);
                self.assign(rest, &known);
                self.places.pop();
            }
        }
    }
}

/// How likely a way is: the same name, the same first letter, the same place in the list.
fn likely(program: &Variant, inputs: &[&Input], places: &[usize]) -> usize {
    let initial = |name: &str| name.chars().next().map(|first| first.to_ascii_lowercase());
    let alike = |(at, (input, place)): (usize, (&&Input, &usize))| {
        let own = program.inputs[*place].name;
        4 * usize::from(own == input.name)
            + 2 * usize::from(initial(own) == initial(input.name))
            + usize::from(at == *place)
    };
    inputs.iter().zip(places).enumerate().map(alike).sum()
}
