//! How each mutation changes the node that it speaks of.

mod masks;
mod pieces;

use super::{Cut, Mutation, NumberScale, Part, Product, Scale, Side};
use crate::base::letter::Letter;
use crate::program::axis::{Axis, letter_list};
use crate::program::einsum::Equation;
use crate::program::function::Function;
use crate::program::mask::Fill;
use crate::program::node_id::NodeId;
use crate::program::op::{Combine, Factor, Node, Op};
use crate::program::role::Role;
use masks::{misread, until};
use pieces::by_size;

/// A graph under rewriting; helper nodes stand before the node that needs them.
pub struct Rewrite {
    pub nodes: Vec<Node>,
    /// Whether the graph divides by the root of a size anywhere.
    pub scaled: bool,
    /// Whether there is a softmax.
    pub softmax: bool,
    /// A scale on its way to another step.
    pub moved: Option<Factor>,
}

impl Rewrite {
    /// Changes a node whose inputs are in place; none where the mutation does not speak of it.
    pub fn change(&mut self, mutation: Mutation, node: &mut Node) -> Option<()> {
        if let Mutation::Renumber(scale) = mutation {
            node.op = self.renumbered(scale, node)?;
            return Some(());
        }
        match (mutation, &mut node.op) {
            (Mutation::Rescale(scale), Op::Scale(factor)) => {
                *factor = rescaled(scale, *factor, &node.axes)?;
            }
            (Mutation::ScaleAdded, Op::Contract { equation, loops })
                if !self.scaled && node.role == Some(Role::Scores) =>
            {
                let letter = *equation.summed().first()?;
                let size = loops.iter().find(|axis| axis.letter == letter)?.size;
                let products = self.helper(node.op.clone(), &node.inputs, &node.axes);
                node.op = Op::Scale(Factor::DivideBySqrt { letter, size });
                node.inputs = vec![products];
            }
            (Mutation::Skip(part), _) => {
                let kept = self.kept(part, node)?;
                let same = sizes(&self.nodes[kept.0].axes) == sizes(&node.axes);
                node.op = same.then_some(Op::Scale(Factor::Number(1.0)))?;
                node.inputs = vec![kept];
            }
            (Mutation::ScaleAfterSoftmax, Op::Scale(factor))
                if self.softmax && self.nodes[node.inputs[0].0].role == Some(Role::Scores) =>
            {
                self.moved = Some(std::mem::replace(factor, Factor::Number(1.0)));
            }
            (Mutation::ScaleAfterSoftmax, Op::Softmax { .. }) => {
                let factor = self.moved?;
                let weights = self.helper(node.op.clone(), &node.inputs, &node.axes);
                node.op = Op::Scale(factor);
                node.inputs = vec![weights];
            }
            (Mutation::BiasScaled, Op::Pointwise { combine: Combine::Plus, .. })
                if self.nodes[node.inputs[1].0].id == "bias" =>
            {
                let factor = self.scale_of(node.inputs[0])?;
                let axes = self.nodes[node.inputs[1].0].axes.clone();
                node.inputs[1] = self.helper(Op::Scale(factor), &node.inputs[1..], &axes);
            }
            (Mutation::SoftmaxAlong(side), Op::Softmax { along })
            | (Mutation::ArgmaxAlong(side), Op::OneHot { along, .. }) => {
                let place = node.axes.iter().position(|axis| axis.letter == *along)?;
                let other = match side {
                    Side::Before => place.checked_sub(1)?,
                    Side::First => (place > 1).then_some(0)?,
                };
                *along = node.axes[other].letter;
            }
            (Mutation::ArgmaxForSoftmax, Op::Softmax { along }) => {
                node.op = Op::OneHot { along: *along, straight_through: false };
            }
            (Mutation::SoftmaxForArgmax, Op::OneHot { along, .. }) => {
                node.op = Op::Softmax { along: *along };
            }
            (Mutation::Flat { shared }, Op::Softmax { along } | Op::OneHot { along, .. }) => {
                let is_open = !matches!(self.nodes[node.inputs[0].0].op, Op::Mask { .. });
                let along = is_open.then_some(*along)?;
                let none = Op::Scale(Factor::Number(0.0));
                node.inputs = vec![self.helper(none, &node.inputs, &node.axes)];
                node.op = if shared { Op::Softmax { along } } else { Op::Map(Function::Exp) };
            }
            (Mutation::ShareOfAll, Op::Softmax { .. }) => {
                let own = letter_list(&node.axes);
                let outer = own[..own.len().checked_sub(2)?].to_vec();
                let exp = self.helper(Op::Map(Function::Exp), &node.inputs, &node.axes);
                let total = self.sum(exp, own.clone(), outer.clone());
                let equation = Equation { operands: vec![own.clone(), outer], output: own };
                node.op = Op::Pointwise { combine: Combine::Divide, equation };
                node.inputs = vec![exp, total];
            }
            (Mutation::ExpAlone, Op::Softmax { .. }) => node.op = Op::Map(Function::Exp),
            (Mutation::ExpLessMax, Op::Softmax { along }) => {
                let (along, own) = (*along, letter_list(&node.axes));
                let rows = node.axes.iter().copied().filter(|axis| axis.letter != along);
                let rows: Vec<Axis> = rows.collect();
                let loops = node.axes.clone();
                let largest = self.helper(Op::Max { loops }, &node.inputs, &rows);
                let equation =
                    Equation { operands: vec![own.clone(), letter_list(&rows)], output: own };
                let less = Op::Pointwise { combine: Combine::Minus, equation };
                let less = self.helper(less, &[node.inputs[0], largest], &node.axes);
                node.op = Op::Map(Function::Exp);
                node.inputs = vec![less];
            }
            (Mutation::PlainShare, Op::Softmax { along }) => {
                let along = *along;
                let scores = self.finite(node.inputs[0]);
                let own = letter_list(&node.axes);
                let row: Vec<Letter> =
                    own.iter().copied().filter(|letter| *letter != along).collect();
                let total = self.sum(scores, own.clone(), row.clone());
                let equation = Equation { operands: vec![own.clone(), row], output: own };
                node.op = Op::Pointwise { combine: Combine::Divide, equation };
                node.inputs = vec![scores, total];
            }
            (Mutation::Dropout(share), _) if node.role == Some(Role::Weights) => {
                let weights = self.helper(node.op.clone(), &node.inputs, &node.axes);
                node.op = Op::Scale(Factor::DivideBy(1.0 - f64::from(share) / 100.0));
                node.inputs = vec![weights];
            }
            (Mutation::VarianceOfSample, Op::Scale(factor)) => {
                let Factor::DivideBySize { size, .. } = *factor else { return None };
                let squares = &self.nodes[node.inputs[0].0];
                let is_square = squares.op.is_product() && squares.inputs[0] == squares.inputs[1];
                *factor = (is_square && size > 1).then(|| Factor::DivideBy((size - 1) as f64))?;
            }
            (Mutation::MaskAddedAsNumbers, Op::Mask { mask, fill }) if *fill != Fill::Zero => {
                let open = self.open(mask.clone(), &node.axes);
                let own = letter_list(&node.axes);
                let equation = Equation { operands: vec![own.clone(), own.clone()], output: own };
                node.op = Op::Pointwise { combine: Combine::Plus, equation };
                node.inputs = vec![node.inputs[0], open];
            }
            (Mutation::GroupsInTurn, Op::Split { .. }) => {
                let order = in_turn(&node.axes)?;
                let cut = self.helper(node.op.clone(), &node.inputs, &order);
                let equation = Equation {
                    operands: vec![letter_list(&order)],
                    output: letter_list(&node.axes),
                };
                node.op = Op::Contract { equation, loops: node.axes.clone() };
                node.inputs = vec![cut];
            }
            (Mutation::GroupsInTurn, Op::Merge { .. }) => {
                let own = self.nodes[node.inputs[0].0].axes.clone();
                let order = letter_list(&in_turn(&own)?);
                node.inputs = vec![self.sum(node.inputs[0], letter_list(&own), order)];
            }
            (Mutation::MaskAdded, Op::Softmax { .. }) => {
                let [.., query, key] = &*node.axes else { return None };
                let is_open = !matches!(self.nodes[node.inputs[0].0].op, Op::Mask { .. });
                let causal = until(key.letter, query.letter);
                let causal = Op::Mask { mask: causal, fill: Fill::MinusInfinity };
                let fits = is_open && query.size == key.size;
                let masked = fits.then(|| self.helper(causal, &node.inputs, &node.axes))?;
                node.inputs = vec![masked];
            }
            (Mutation::MaskAfterSoftmax, Op::Softmax { .. } | Op::OneHot { .. }) => {
                let masked = self.nodes[node.inputs[0].0].clone();
                let Op::Mask { mask, .. } = masked.op else { return None };
                let weights = self.helper(node.op.clone(), &masked.inputs[..1], &node.axes);
                node.inputs = std::iter::once(weights).chain(mask.nodes()).collect();
                node.op = Op::Mask { mask, fill: Fill::Zero };
            }
            (Mutation::MaskByZero, Op::Mask { fill, .. }) if *fill != Fill::Zero => {
                *fill = Fill::Zero;
            }
            (Mutation::Misread(reading), Op::Mask { mask, .. }) => {
                *mask = misread(reading, mask, &node.axes)?;
            }
            (Mutation::Split(cut), Op::Split { .. }) => {
                let [tokens, heads, width] = <[Axis; 3]>::try_from(&*node.axes).ok()?;
                let order = match cut {
                    Cut::BeforeTokens => [heads, tokens, width],
                    Cut::HeadsInside => [tokens, width, heads],
                };
                let cut = self.helper(node.op.clone(), &node.inputs, &order);
                let equation = Equation {
                    operands: vec![letter_list(&order)],
                    output: letter_list(&node.axes),
                };
                node.op = Op::Contract { equation, loops: node.axes.clone() };
                node.inputs = vec![cut];
            }
            (Mutation::JoinedWithoutTranspose, Op::Merge { .. }) => {
                let own = &self.nodes[node.inputs[0].0].axes;
                let [tokens, heads, width] = <[Axis; 3]>::try_from(&**own).ok()?;
                let own = letter_list(own);
                let order = letter_list(&[heads, tokens, width]);
                node.inputs = vec![self.sum(node.inputs[0], own, order)];
            }
            _ => return self.change_product(mutation, node),
        }
        Some(())
    }

    /// The same for what a product is made of.
    fn change_product(&mut self, mutation: Mutation, node: &mut Node) -> Option<()> {
        match mutation {
            Mutation::Transposed(product, place) if self.is(product, node) => {
                let Op::Contract { equation, loops } = &mut node.op else { return None };
                let (own, summed) = (own(equation, place)?, equation.summed());
                let term = &mut equation.operands[place];
                let summed = *term.iter().find(|letter| summed.contains(letter))?;
                exchange(term, own, summed, loops)?;
            }
            Mutation::Exchanged if self.is(Product::Scores, node) => {
                let Op::Contract { equation, loops } = &mut node.op else { return None };
                let (one, two) = (own(equation, 0)?, own(equation, 1)?);
                for term in &mut equation.operands {
                    exchange(term, one, two, loops)?;
                }
            }
            Mutation::Mistaken { product, place, for_factor } if self.is(product, node) => {
                let scores = self.nodes.iter().find(|other| self.is(Product::Scores, other));
                let other = scores.unwrap_or(node).inputs[for_factor];
                let [one, two] = [other, node.inputs[place]].map(|id| &self.nodes[id.0].axes);
                let fits = one.len() == two.len() && sizes(one) == sizes(two);
                node.inputs[place] = fits.then_some(other)?;
            }
            Mutation::Shifted { forward } if self.is(Product::Readout, node) => {
                let Op::Contract { equation, .. } = &node.op else { return None };
                let own = equation.operands[1].clone();
                let along = *own.iter().find(|letter| equation.summed().contains(letter))?;
                node.inputs[1] = self.shifted(node.inputs[1], own, along, forward)?;
            }
            _ => return None,
        }
        Some(())
    }

    /// Whether a node is a product of this kind, known by the roles of the steps and the names of
    /// inputs.
    fn is(&self, product: Product, node: &Node) -> bool {
        let Op::Contract { equation, .. } = &node.op else { return false };
        let input = |place: usize| &self.nodes[node.inputs[place].0];
        match (product, equation.operands.len()) {
            (Product::Scores, 2) => node.role == Some(Role::Scores),
            (Product::Readout, 2) => input(0).role == Some(Role::Weights),
            (Product::With(weights), 2) => input(1).id == weights,
            (Product::Totals, 1) => node.role == Some(Role::Totals),
            _ => false,
        }
    }

    /// What scales scores in place of the number that does.
    fn renumbered(&self, scale: NumberScale, node: &Node) -> Option<Op> {
        let (number, scores) = scaled_scores(node, &self.nodes)?;
        Some(Op::Scale(match scale {
            NumberScale::Nothing => Factor::Number(1.0),
            NumberScale::Divided => (number != 0.0).then_some(Factor::DivideBy(number))?,
            NumberScale::OverSqrt => {
                let Op::Contract { equation, loops } = &scores.op else { return None };
                let letter = *equation.summed().first()?;
                let size = loops.iter().find(|axis| axis.letter == letter)?.size;
                Factor::DivideBySqrt { letter, size }
            }
        }))
    }

    /// What scores were scaled with on their way to a step; none where they were not.
    fn scale_of(&self, step: NodeId) -> Option<Factor> {
        let node = &self.nodes[step.0];
        match node.op {
            Op::Scale(factor) if self.nodes[node.inputs[0].0].role == Some(Role::Scores) => {
                Some(factor)
            }
            _ if node.op.is_by_cell() => self.scale_of(node.inputs[0]),
            _ => None,
        }
    }

    /// The input that a node hands on where a part is left out.
    fn kept(&self, part: Part, node: &Node) -> Option<NodeId> {
        let is = match (part, &node.op) {
            (Part::Mask, Op::Mask { .. })
            | (Part::Softmax, Op::Softmax { .. })
            | (Part::Argmax, Op::OneHot { .. }) => true,
            (Part::Bias, Op::Pointwise { combine: Combine::Plus, .. }) => {
                let bias = &self.nodes[node.inputs[1].0].id;
                bias == "bias" || bias.starts_with("b_")
            }
            (Part::Offset, Op::Map(Function::Plus(_))) => self.is_of_scores(node.inputs[0]),
            (Part::OutputProjection, _) => self.is(Product::With("w_o"), node),
            (Part::Average, Op::Pointwise { combine: Combine::Minus, .. }) => true,
            _ => false,
        };
        is.then(|| node.inputs[0])
    }

    /// Whether a step is scores, or made of them cell by cell.
    fn is_of_scores(&self, step: NodeId) -> bool {
        let node = &self.nodes[step.0];
        let is_by_cell = node.op.is_by_cell();
        node.role == Some(Role::Scores) || is_by_cell && self.is_of_scores(node.inputs[0])
    }
}

/// A node whose inputs stand at these places, and whose axes go by their sizes.
pub fn moved(node: &Node, places: &[NodeId]) -> Node {
    let mut node = node.clone();
    node.axes.iter_mut().for_each(|axis| *axis = by_size(*axis));
    node.inputs.iter_mut().for_each(|input| *input = places[input.0]);
    if let Some(Role::Gradient(of)) = &mut node.role {
        *of = places[of.0];
    }
    match &mut node.op {
        Op::Contract { loops, .. } => loops.iter_mut().for_each(|axis| *axis = by_size(*axis)),
        Op::Max { loops } => loops.iter_mut().for_each(|axis| *axis = by_size(*axis)),
        Op::Choose { condition } => *condition = condition.moved(&|node| places[node.0]),
        Op::Mask { mask, .. } => *mask = mask.moved(&|node| places[node.0]),
        _ => {}
    }
    node
}

/// The axes with those of groups and of the heads in a group exchanged; none where there are none, or
/// one of a kind.
fn in_turn(axes: &[Axis]) -> Option<Vec<Axis>> {
    let place = |letter| axes.iter().position(|axis| axis.letter == letter && axis.size > 1);
    let (groups, heads) = (place('g')?, place('r')?);
    let mut order = axes.to_vec();
    order.swap(groups, heads);
    Some(order)
}

fn sizes(axes: &[Axis]) -> Vec<usize> {
    axes.iter().map(|axis| axis.size).collect()
}

/// The last letter that a factor alone brings into the result.
fn own(equation: &Equation, place: usize) -> Option<Letter> {
    let is_own = |letter: &&Letter| {
        let terms = equation.operands.iter().enumerate();
        let mut others = terms.filter(|(other, _)| *other != place);
        equation.output.contains(letter) && others.all(|(_, term)| !term.contains(letter))
    };
    equation.operands[place].iter().rev().find(is_own).copied()
}

/// Lets two letters of equal size take each other's place in a term.
fn exchange(term: &mut [Letter], one: Letter, two: Letter, loops: &[Axis]) -> Option<()> {
    let size = |letter| loops.iter().find(|axis| axis.letter == letter).map(|axis| axis.size);
    (one != two && size(one)? == size(two)?).then_some(())?;
    for letter in term {
        if *letter == one {
            *letter = two;
        } else if *letter == two {
            *letter = one;
        }
    }
    Some(())
}

/// The number that a node multiplies scores with, and the scores, in either pass.
pub fn scaled_scores<'n>(node: &Node, nodes: &'n [Node]) -> Option<(f64, &'n Node)> {
    let Op::Scale(Factor::Number(number)) = node.op else { return None };
    let of = match node.role {
        Some(Role::Gradient(of)) => of,
        _ => *node.inputs.first()?,
    };
    let scores = nodes.get(of.0)?;
    (scores.role == Some(Role::Scores)).then_some((number, scores))
}

fn rescaled(scale: Scale, factor: Factor, axes: &[Axis]) -> Option<Factor> {
    let Factor::DivideBySqrt { letter, size } = factor else { return None };
    let heads = axes.iter().filter(|axis| "hgr".contains(axis.letter));
    let heads: usize = heads.map(|axis| axis.size).product();
    let over_sqrt = |size| Factor::DivideBySqrt { letter, size };
    Some(match scale {
        Scale::Nothing => Factor::Number(1.0),
        Scale::OverWidth => Factor::DivideBySize { letter, size },
        Scale::TimesSqrt => Factor::Number((size as f64).sqrt()),
        Scale::OverSqrtOfAllHeads => over_sqrt(size * heads),
        Scale::OverSqrtOfKeys => over_sqrt(axes.last()?.size),
    })
}
