//! The handle of a node under construction: every operation that a program can write.

mod axes;

use super::{Builder, NAMELESS};
use crate::base::error::{Code, Error, Result};
use crate::base::letter::Letter;
use crate::program::axis::{Axis, letters};
use crate::program::condition::Condition;
use crate::program::function::Function;
use crate::program::limits;
use crate::program::mask::Fill;
use crate::program::misprint::{Misprint, Printed};
use crate::program::node_id::NodeId;
use crate::program::op::{Combine, Factor, Op};
use crate::program::param::{MASK_FILL, MaskFill, ParamValue, SCALE, TEMPERATURE};
use crate::program::role::Role;

/// A node under construction: the handle that the variant's program passes around.
#[derive(Clone, Copy)]
pub struct Value<'g> {
    pub(super) builder: &'g Builder,
    pub(super) id: NodeId,
}

impl Value<'_> {
    /// The place of this node in the graph.
    #[must_use]
    pub fn id(self) -> NodeId {
        self.id
    }

    /// The axes of this node.
    #[must_use]
    pub fn axes(self) -> Vec<Axis> {
        self.builder.nodes.borrow()[self.id.0].axes.clone()
    }

    /// The letters of this node: `"ij"`.
    #[must_use]
    pub fn letters(self) -> String {
        letters(&self.axes())
    }

    /// Names the step, and calls it by the first letter of its name in formulas.
    #[must_use]
    pub fn named(self, name: &str) -> Self {
        let symbol: String = name.chars().take(1).collect();
        self.named_as(name, &symbol)
    }

    /// Names the step, and says what formulas call it.
    #[must_use]
    pub fn named_as(self, name: &str, symbol: &str) -> Self {
        let node = &mut self.builder.nodes.borrow_mut()[self.id.0];
        name.clone_into(&mut node.id);
        symbol.clone_into(&mut node.symbol);
        node.label = None;
        self
    }

    /// Says what people call the step, where that is more than its name.
    #[must_use]
    pub fn labelled(self, label: &str) -> Self {
        self.builder.nodes.borrow_mut()[self.id.0].label = Some(label.to_owned());
        self
    }

    /// Whether the step has a name of its own by now.
    #[must_use]
    pub fn is_named(self) -> bool {
        !self.builder.nodes.borrow()[self.id.0].id.starts_with(NAMELESS)
    }

    /// The name of the step, where it has one of its own by now.
    #[must_use]
    pub fn name(self) -> Option<String> {
        self.is_named().then(|| self.builder.nodes.borrow()[self.id.0].id.clone())
    }

    /// Leaves the step without a name: it is called by what it does, and so in formulas.
    #[must_use]
    pub fn unnamed(self, symbol: &str) -> Self {
        self.named_as(&super::nameless(self.id), symbol)
    }

    /// Says that a fused kernel never writes this step to memory.
    #[must_use]
    pub fn transient(self) -> Self {
        self.builder.nodes.borrow_mut()[self.id.0].transient = true;
        self
    }

    /// Says what this step means.
    #[must_use]
    pub fn role(self, role: Role) -> Self {
        self.builder.nodes.borrow_mut()[self.id.0].role = Some(role);
        self
    }

    /// Says what a source prints in place of this step, by mistake.
    #[must_use]
    pub fn misprinted(self, source: &'static str, printed: Printed) -> Self {
        let misprint = Misprint { source, printed };
        self.builder.nodes.borrow_mut()[self.id.0].misprint = Some(misprint);
        self
    }

    /// A contraction of this tensor with another: `"ij,jm->im"`.
    #[must_use]
    pub fn contract(self, equation: &str, other: Self) -> Self {
        self.builder.contract(equation, self, other)
    }

    /// A contraction of this tensor alone, a sum or another order of its axes: `"ij->i"`.
    #[must_use]
    pub fn sum(self, equation: &str) -> Self {
        self.builder.contraction(equation, vec![self.id])
    }

    /// Cell by cell, an axis that one of them lacks repeated: `"id,d->id"`.
    #[must_use]
    pub fn plus(self, equation: &str, other: Self) -> Self {
        self.pointwise(Combine::Plus, equation, other)
    }

    /// Cell by cell, this less the other.
    #[must_use]
    pub fn minus(self, equation: &str, other: Self) -> Self {
        self.pointwise(Combine::Minus, equation, other)
    }

    /// Cell by cell, this to the power of the other.
    #[must_use]
    pub fn power(self, equation: &str, other: Self) -> Self {
        self.pointwise(Combine::Power, equation, other)
    }

    /// Cell by cell, this over the other, and 0 where the other is 0.
    #[must_use]
    pub fn div(self, equation: &str, other: Self) -> Self {
        self.pointwise(Combine::Divide, equation, other)
    }

    fn pointwise(self, combine: Combine, equation: &str, other: Self) -> Self {
        let inputs = vec![self.id, other.id];
        self.builder.bound(equation, &inputs).map_or_else(
            |error| self.builder.refused(error, self.id),
            |(equation, axes)| {
                // Whatever stands in a term stands in the result, so no loop is summed over.
                self.builder.add(Op::Pointwise { combine, equation }, inputs, axes)
            },
        )
    }

    /// A function of each cell.
    #[must_use]
    pub fn map(self, function: Function) -> Self {
        self.unary(Op::Map(function))
    }

    /// The slope of a function at each cell.
    #[must_use]
    pub fn slope(self, function: Function) -> Self {
        self.unary(Op::Slope(function))
    }

    /// Divides by the square root of an axis' size, unless the variant has a parameter `scale`: it
    /// may be off, or a number to multiply with.
    #[must_use]
    pub fn scale(self, letter: Letter) -> Self {
        match self.builder.params.get(&SCALE) {
            Some(ParamValue::Flag(false)) => self,
            Some(ParamValue::Number(number)) => self.times(*number),
            _ => self.sized(letter, |size| Factor::DivideBySqrt { letter, size }),
        }
    }

    /// Divides by the parameter `temperature`; no step where it is 1.
    #[must_use]
    pub fn temperature(self) -> Self {
        let temperature = self.builder.number(&TEMPERATURE);
        if temperature == 1.0 {
            return self;
        }
        self.factor(Factor::DivideBy(temperature)).named_as("tempered", "t").transient()
    }

    /// Divides by an axis' size, which makes a sum over that axis a mean.
    #[must_use]
    pub fn div_size(self, letter: Letter) -> Self {
        self.sized(letter, |size| Factor::DivideBySize { letter, size })
    }

    /// Every cell times a number.
    #[must_use]
    pub fn times(self, number: f64) -> Self {
        self.factor(Factor::Number(number))
    }

    /// Every cell times a factor.
    #[must_use]
    pub fn factor(self, factor: Factor) -> Self {
        self.unary(Op::Scale(factor))
    }

    fn sized(self, letter: Letter, factor: impl Fn(usize) -> Factor) -> Self {
        match self.builder.size(letter) {
            Ok(size) => self.factor(factor(size)),
            Err(error) => self.builder.refused(error, self.id),
        }
    }

    /// The condition that this table of 1 and 0 is, at the letters of its own axes.
    #[must_use]
    pub fn given(self) -> Condition {
        let letters = self.axes().iter().map(|axis| axis.letter).collect();
        Condition::Given { node: self.id, letters }
    }

    /// Adds the optional input `bias`, over queries and keys, which all heads share; no step where it
    /// is not given.
    #[must_use]
    pub fn bias(self) -> Self {
        let Some(bias) = self.builder.input("bias") else { return self };
        let own = self.letters();
        let equation = format!("{own},{}->{own}", bias.letters());
        self.plus(&equation, bias).named("biased").transient()
    }

    /// Fills the cells that the mask forbids, by the rule of the parameter `mask_fill`. No step
    /// where the mask allows everything.
    #[must_use]
    pub fn mask(self, mask: Condition) -> Self {
        let fill = match self.builder.choice(&MASK_FILL) {
            MaskFill::MinusInfinity => Fill::MinusInfinity,
            MaskFill::MinusBillion => Fill::MinusBillion,
        };
        self.mask_with(mask, fill)
    }

    /// Fills the cells that the mask forbids with a number.
    #[must_use]
    pub fn mask_with(self, mask: Condition, fill: Fill) -> Self {
        if mask == Condition::Always {
            return self;
        }
        let inputs = std::iter::once(self.id).chain(mask.nodes()).collect();
        let symbol = format!("{}′", self.builder.nodes.borrow()[self.id.0].symbol);
        let masked = self.builder.add(Op::Mask { mask, fill }, inputs, self.axes());
        if self.builder.backward.get() {
            return masked; // named as the gradient that it is; `masked` is a step already
        }
        masked.named_as("masked", &symbol).transient()
    }

    /// Similarities over their sums along a row: weights.
    #[must_use]
    pub fn div_by_totals(self, equation: &str, totals: Self) -> Self {
        self.div(equation, totals.role(Role::Totals)).weights(self)
    }

    /// Softmax along an axis: weights.
    #[must_use]
    pub fn softmax(self, along: Letter) -> Self {
        self.row_wise(along, Op::Softmax { along }).weights(self)
    }

    /// 1 at the largest cell along an axis, 0 elsewhere: weights.
    #[must_use]
    pub fn one_hot(self, along: Letter, straight_through: bool) -> Self {
        self.row_wise(along, Op::OneHot { along, straight_through }).weights(self)
    }

    /// The nearest shares along an axis: weights, many of them exactly 0.
    #[must_use]
    pub fn sparsemax(self, along: Letter) -> Self {
        let loops = || self.axis(along).map(|axis| [self.axes(), vec![axis]].concat());
        match loops().and_then(|loops| limits::check_loops("sparsemax", &loops)) {
            Ok(()) => self.row_wise(along, Op::Sparsemax { along }).weights(self),
            Err(error) => self.builder.refused(error, self.id),
        }
    }

    /// 1 at the `count` largest cells along an axis, 0 elsewhere: a table for [`Self::given`].
    #[must_use]
    pub fn top(self, along: Letter, count: u32) -> Self {
        let passes = Axis::named(along, count as usize);
        let loops = [self.axes(), vec![passes]].concat();
        match limits::check_loops("top", &loops) {
            Ok(()) => self.row_wise(along, Op::TopK { along, count }),
            Err(error) => self.builder.refused(error, self.id),
        }
    }

    /// The largest cell along an axis, which disappears.
    #[must_use]
    pub fn max(self, along: Letter) -> Self {
        match self.axis(along) {
            Ok(axis) => {
                let own = self.axes().into_iter().filter(|other| *other != axis);
                let own: Vec<Axis> = own.collect();
                let loops = own.iter().copied().chain([axis]).collect();
                self.builder.add(Op::Max { loops }, vec![self.id], own)
            }
            Err(error) => self.builder.refused(error, self.id),
        }
    }

    /// The mean over the axes that an equation sums: `"ij->i"`.
    #[must_use]
    pub fn mean(self, equation: &str) -> Self {
        let (own, left) = equation.split_once("->").unwrap_or((equation, ""));
        let summed = own.chars().filter(|letter| !left.contains(*letter));
        summed.fold(self.sum(equation), Self::div_size)
    }

    /// The root of the sum of squares over the axes that an equation sums: `"id->i"`.
    #[must_use]
    pub fn norm(self, equation: &str) -> Self {
        let (own, left) = equation.split_once("->").unwrap_or((equation, ""));
        self.contract(&format!("{own},{own}->{left}"), self).map(Function::Sqrt)
    }

    /// This tensor where the condition holds, and another of the same axes elsewhere.
    #[must_use]
    pub fn choose(self, condition: Condition, other: Self) -> Self {
        if condition == Condition::Always {
            return self;
        }
        let inputs = [self.id, other.id].into_iter().chain(condition.nodes()).collect();
        if self.axes() != other.axes() {
            let (one, two) = (self.letters(), other.letters());
            let cause = format!("A choice between \"{one}\" and \"{two}\" has no axes of its own.");
            let error = Error::new(Code::OperandRank, cause).expected(one).found(two);
            let error = error.hint("Give both the same axes.");
            return self.builder.refused(error, self.id);
        }
        self.builder.add(Op::Choose { condition }, inputs, self.axes())
    }

    /// What was made of these similarities as weights; as they were where it was refused.
    fn weights(self, similarities: Self) -> Self {
        if self.id == similarities.id {
            return self;
        }
        self.builder.weigh(self.id);
        self.transient()
    }

    /// Running sums along an axis.
    #[must_use]
    pub fn running_sum(self, along: Letter, backward: bool) -> Self {
        self.row_wise(along, Op::RunningSum { along, backward })
    }

    /// The place before along an axis, and 0 at the first; backward the place behind.
    #[must_use]
    pub fn shift(self, along: Letter, backward: bool) -> Self {
        self.row_wise(along, Op::Shift { along, backward })
    }

    fn row_wise(self, along: Letter, op: Op) -> Self {
        match self.axis(along) {
            Ok(_) => self.unary(op),
            Err(error) => self.builder.refused(error, self.id),
        }
    }

    fn unary(self, op: Op) -> Self {
        self.builder.add(op, vec![self.id], self.axes())
    }

    /// A node of these axes over this one, for the backward pass, which knows them.
    #[must_use]
    pub fn derived(self, op: Op, axes: Vec<Axis>) -> Self {
        self.builder.add(op, vec![self.id], axes)
    }

    fn axis(self, letter: Letter) -> Result<Axis> {
        let nodes = self.builder.nodes.borrow();
        let node = &nodes[self.id.0];
        node.axes.iter().find(|axis| axis.letter == letter).copied().ok_or_else(|| {
            let cause = format!("\"{}\" has no axis \"{letter}\".", node.id);
            let error = Error::new(Code::UnknownAxis, cause).at(&node.id).found(letter);
            error.hint(format!("Its axes are \"{}\".", letters(&node.axes)))
        })
    }
}
