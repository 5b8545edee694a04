//! The values: every node of a graph computed, in one fixed order of additions.
//!
//! A sum runs over its terms first to last, with a multiplication and an addition each, never
//! fused and never regrouped, so that native code and every browser agree to the last bit.

use ndarray::{
    ArrayD, ArrayView1, ArrayViewD, ArrayViewMut1, Axis as Position, Dimension, Slice, Zip,
    concatenate, indices,
};

use crate::base::chance::Chance;
use crate::base::error::{Code, Error, Result};
use crate::base::letter::Letter;
use crate::base::number::Number;
use crate::program::axis::Axis;
use crate::program::condition::Condition;
use crate::program::einsum::Equation;
use crate::program::function::Function;
use crate::program::graph::Graph;
use crate::program::mask::Fill;
use crate::program::node_id::NodeId;
use crate::program::op::{Body, Combine, Node, Op, Table};
use crate::program::tensor::{Tensor, shape};
use crate::read::scan;

/// The tensors of all nodes, in the nodes' order; `inputs` are those of the input nodes, in
/// theirs.
///
/// # Errors
/// `overflow` where finite inputs lead to a cell that is not finite.
pub fn evaluate(graph: &Graph, inputs: Vec<Tensor>) -> Result<Vec<Tensor>> {
    let values = evaluate_with(graph, inputs);
    for ((_, node), tensor) in graph.steps().zip(&values) {
        check_finite(node, tensor, &values)?;
    }
    Ok(values)
}

/// The same for any element type, without the check for overflow.
#[must_use]
pub fn evaluate_with<E: Number>(graph: &Graph, inputs: Vec<Tensor<E>>) -> Vec<Tensor<E>> {
    let mut given = inputs.into_iter();
    let mut values: Vec<Tensor<E>> = Vec::with_capacity(graph.nodes.len());
    for (_, node) in graph.steps() {
        let value = match &node.op {
            Op::Input => given.next().map(|tensor| tensor.data),
            _ => None,
        };
        let data = value.unwrap_or_else(|| apply(node, &values));
        values.push(Tensor { axes: node.axes.clone(), data });
    }
    values
}

fn apply<E: Number>(node: &Node, values: &[Tensor<E>]) -> ArrayD<E> {
    let input = |place: usize| &values[node.inputs[place].0];
    let axes = &node.axes;
    match &node.op {
        Op::Input => filled(axes, 0.0),
        Op::Constant(number) => filled(axes, *number),
        Op::Table(table) => tabulated(table, axes),
        Op::Contract { equation, loops } => match node.inputs.len() {
            1 => sum(equation, loops, input(0)),
            _ => contract(equation, loops, input(0), input(1)),
        },
        Op::Pointwise { combine, equation } => {
            let one = lay_over(axes, &equation.operands[0], input(0));
            let two = lay_over(axes, &equation.operands[1], input(1));
            let mut cells = filled(axes, 0.0);
            let zip = Zip::from(&mut cells).and_broadcast(one).and_broadcast(two);
            zip.for_each(|cell, one, two| *cell = combined(*combine, one.clone(), two.clone()));
            cells
        }
        Op::Expand => {
            let own: Vec<Letter> = input(0).axes.iter().map(|axis| axis.letter).collect();
            let mut cells = filled(axes, 0.0);
            let zip = Zip::from(&mut cells).and_broadcast(lay_over(axes, &own, input(0)));
            zip.for_each(|cell, one| *cell = one.clone());
            cells
        }
        Op::Map(function) => input(0).data.mapv(|cell| cell.apply(|x| function.value(x))),
        Op::Slope(function) => input(0).data.mapv(|cell| cell.apply(|x| function.slope(x))),
        Op::Scale(factor) => input(0).data.mapv(|cell| factor.of(cell)),
        Op::Mask { mask, fill } => masked(input(0), axes, mask, *fill, values),
        Op::Choose { condition } => {
            let mut cells = input(0).data.clone();
            for (index, cell) in cells.indexed_iter_mut() {
                if !holds(condition, axes, index.slice(), values) {
                    *cell = input(1).data[index].clone();
                }
            }
            cells
        }
        Op::Sparsemax { along } => by_row(input(0), *along, sparsemax),
        Op::TopK { along, count } => by_row(input(0), *along, |row| top(row, *count)),
        Op::Max { loops } => {
            let own = input(0);
            let reduced = loops.last().map_or('?', |axis| axis.letter);
            let rows = own.data.lanes(position(&own.axes, reduced));
            let cells = rows.into_iter().map(|row| match largest(row) {
                Some(place) => row[place].clone(),
                None => E::from(0.0),
            });
            ArrayD::from_shape_vec(shape(axes), cells.collect())
                .unwrap_or_else(|_| filled(axes, 0.0))
        }
        Op::Softmax { along } => by_row(input(0), *along, softmax),
        Op::OneHot { along, .. } => by_row(input(0), *along, one_hot),
        Op::Split { .. } | Op::Merge { .. } => regrouped(input(0), axes),
        Op::Concat { along } => {
            let position = position(axes, *along);
            let last = input(1).data.view();
            let is_one = last.ndim() < axes.len();
            let last = if is_one { last.insert_axis(position) } else { last };
            // The shapes were checked as the node was built.
            concatenate(position, &[input(0).data.view(), last])
                .unwrap_or_else(|_| filled(axes, 0.0))
        }
        Op::DropLast { along } => {
            let position = position(&input(0).axes, *along);
            let kept = axes[position.0].size;
            input(0).data.slice_axis(position, Slice::from(..kept)).to_owned()
        }
        Op::TakeLast { along } => {
            let position = position(&input(0).axes, *along);
            let whole = input(0).data.len_of(position);
            if axes.len() < input(0).data.ndim() {
                return input(0).data.index_axis(position, whole - 1).to_owned();
            }
            let first = whole - axes[position.0].size;
            input(0).data.slice_axis(position, Slice::from(first..)).to_owned()
        }
        Op::RunningSum { along, backward: false } => by_row(input(0), *along, running_sum),
        Op::Shift { along, backward } => scan::shifted(input(0), *along, *backward),
        Op::Scan { along, backward, body } => {
            let reads: Vec<&Tensor<E>> = node.inputs.iter().map(|id| &values[id.0]).collect();
            scanned(axes, body, *along, *backward, &reads)
        }
        Op::RunningSum { along, backward: true } => by_row(input(0), *along, |mut row| {
            row.invert_axis(Position(0));
            running_sum(row);
        }),
    }
}

/// All values of the body, as [`scan::at_one_place`] has it, at a place: `state` is the table at the place
/// before.
#[must_use]
pub fn values_at<E: Number>(
    placed: &Graph,
    along: Letter,
    at: usize,
    state: Tensor<E>,
    reads: &[&Tensor<E>],
) -> Vec<Tensor<E>> {
    let reads = reads.iter().map(|read| scan::place_of(read, along, at));
    evaluate_with(placed, std::iter::once(state).chain(reads).collect())
}

/// A table that is made place by place.
fn scanned<E: Number>(
    axes: &[Axis],
    body: &Body,
    along: Letter,
    backward: bool,
    reads: &[&Tensor<E>],
) -> ArrayD<E> {
    let mut cells = filled(axes, 0.0);
    let Some(position) = axes.iter().position(|axis| axis.letter == along) else { return cells };
    let placed = scan::at_one_place(body, along);
    let mut state = scan::nothing(&placed);
    let size = axes[position].size;
    for turn in 0..size {
        let at = if backward { size - 1 - turn } else { turn };
        let mut values = values_at(&placed, along, at, state, reads);
        let made = &values[placed.output.0].data;
        cells.slice_axis_mut(Position(position), Slice::from(at..=at)).assign(made);
        state = values.swap_remove(body.state.0);
    }
    cells
}

/// A table that no input decides.
fn tabulated<E: Number>(table: &Table, axes: &[Axis]) -> ArrayD<E> {
    let mut cells = filled(axes, 0.0);
    match table {
        Table::Form(form) => {
            for (index, cell) in cells.indexed_iter_mut() {
                *cell = E::from(form.at(&|letter| index.slice()[position(axes, letter).0]));
            }
        }
        Table::Normal { seed } => {
            let mut chance = Chance::new(*seed, 0);
            cells.iter_mut().for_each(|cell| *cell = E::from(chance.normal_hundredths()));
        }
    }
    cells
}

fn filled<E: Number>(axes: &[Axis], number: f64) -> ArrayD<E> {
    ArrayD::from_elem(shape(axes), E::from(number))
}

fn position(axes: &[Axis], letter: Letter) -> Position {
    Position(axes.iter().position(|axis| axis.letter == letter).unwrap_or(0))
}

/// The same cells in the same order under other axes.
fn regrouped<E: Number>(tensor: &Tensor<E>, axes: &[Axis]) -> ArrayD<E> {
    let cells: Vec<E> = tensor.data.iter().cloned().collect();
    ArrayD::from_shape_vec(shape(axes), cells).unwrap_or_else(|_| filled(axes, 0.0))
}

fn combined<E: Number>(combine: Combine, one: E, two: E) -> E {
    match combine {
        Combine::Plus => one + two,
        Combine::Minus => one - two,
        Combine::Power => one.power(two),
        Combine::Divide if two == E::from(0.0) => two,
        Combine::Divide => one / two,
    }
}

fn running_sum<E: Number>(mut row: ArrayViewMut1<E>) {
    let mut sum = E::from(0.0);
    for cell in &mut row {
        sum = sum + cell.clone();
        *cell = sum.clone();
    }
}

/// A sum of products: for each place along the summed axes, first to last, the product of the
/// two slices that stand there is added to the result.
fn contract<E: Number>(
    equation: &Equation,
    loops: &[Axis],
    one: &Tensor<E>,
    two: &Tensor<E>,
) -> ArrayD<E> {
    let (kept, summed) = loops.split_at(equation.output.len());
    let one = lay_over(loops, &equation.operands[0], one);
    let two = lay_over(loops, &equation.operands[1], two);
    let mut sums = filled(kept, 0.0);
    for place in indices(shape(summed)) {
        Zip::from(&mut sums)
            .and_broadcast(slice_at(&one, kept.len(), place.slice()))
            .and_broadcast(slice_at(&two, kept.len(), place.slice()))
            .for_each(|sum: &mut E, a, b| *sum = sum.clone().plus_product(a.clone(), b.clone()));
    }
    sums
}

/// A sum over some of a tensor's axes. Where nothing is summed the cells are copied, in another
/// order of the axes.
fn sum<E: Number>(equation: &Equation, loops: &[Axis], one: &Tensor<E>) -> ArrayD<E> {
    let (kept, summed) = loops.split_at(equation.output.len());
    let one = lay_over(loops, &equation.operands[0], one);
    if summed.is_empty() {
        return one.as_standard_layout().to_owned();
    }
    let mut sums = filled(kept, 0.0);
    for place in indices(shape(summed)) {
        Zip::from(&mut sums)
            .and(slice_at(&one, kept.len(), place.slice()))
            .for_each(|sum: &mut E, cell| *sum = sum.clone() + cell.clone());
    }
    sums
}

/// An operand with its axes in the order of the loops, and an axis of size 1 for each that it
/// lacks.
fn lay_over<'t, E>(loops: &[Axis], term: &[Letter], tensor: &'t Tensor<E>) -> ArrayViewD<'t, E> {
    let place = |axis: &Axis| term.iter().position(|letter| *letter == axis.letter);
    let order: Vec<usize> = loops.iter().filter_map(place).collect();
    let mut view = tensor.data.view().permuted_axes(order);
    for (position, axis) in loops.iter().enumerate() {
        if !term.contains(&axis.letter) {
            view = view.insert_axis(Position(position));
        }
    }
    view
}

/// What is left of an operand at one place along the summed axes, which follow the kept ones.
fn slice_at<'v, E>(operand: &ArrayViewD<'v, E>, kept: usize, place: &[usize]) -> ArrayViewD<'v, E> {
    place.iter().fold(operand.clone(), |view, at| {
        let last = view.len_of(Position(kept)) - 1; // 0 where the operand lacks the axis
        view.index_axis_move(Position(kept), (*at).min(last))
    })
}

fn masked<E: Number>(
    scores: &Tensor<E>,
    axes: &[Axis],
    mask: &Condition,
    fill: Fill,
    values: &[Tensor<E>],
) -> ArrayD<E> {
    let mut data = scores.data.clone();
    for (index, cell) in data.indexed_iter_mut() {
        if !holds(mask, axes, index.slice(), values) {
            *cell = E::from(fill.value());
        }
    }
    data
}

/// Whether a condition holds at an index of a step with these axes. A condition that reads fewer
/// axes serves every head and batch alike.
#[must_use]
pub fn holds<E: Number>(
    condition: &Condition,
    axes: &[Axis],
    index: &[usize],
    values: &[Tensor<E>],
) -> bool {
    let at = |letter: Letter| index[position(axes, letter).0];
    let given = |node: NodeId, index: &[usize]| values[node.0].data[index] != E::from(0.0);
    condition.holds(&at, &given)
}

fn by_row<E: Number>(
    tensor: &Tensor<E>,
    along: Letter,
    map: impl FnMut(ArrayViewMut1<E>),
) -> ArrayD<E> {
    let mut data = tensor.data.clone();
    if let Some(position) = tensor.position(along) {
        data.lanes_mut(Position(position)).into_iter().for_each(map);
    }
    data
}

/// Softmax of a row: exp, divided by its sum; 0 where every cell is −∞.
pub fn softmax<E: Number>(mut row: ArrayViewMut1<E>) {
    let Some(place) = largest(row.view()) else {
        return row.fill(E::from(0.0));
    };
    let most = row[place].clone();
    row.mapv_inplace(|cell| (cell - most.clone()).apply(|x| Function::Exp.value(x)));
    let sum = row.iter().fold(E::from(0.0), |sum, cell| sum + cell.clone());
    row.mapv_inplace(|cell| cell / sum.clone());
}

fn one_hot<E: Number>(mut row: ArrayViewMut1<E>) {
    let place = largest(row.view());
    row.fill(E::from(0.0));
    if let Some(place) = place {
        row[place] = E::from(1.0);
    }
}

/// The row less a threshold, and 0 where that is below 0. A cell is above the threshold exactly
/// where the others are above it by less than 1 in all.
fn sparsemax<E: Number>(mut row: ArrayViewMut1<E>) {
    let zero = || E::from(0.0);
    if largest(row.view()).is_none() {
        return row.fill(zero());
    }
    let (mut total, mut count) = (zero(), 0);
    for own in &row {
        let above = row.iter().fold(zero(), |sum, cell| {
            sum + (cell.clone() - own.clone()).apply(|x| Function::Relu.value(x))
        });
        let is_above = above < E::from(1.0);
        count += u32::from(is_above);
        total = total + if is_above { own.clone() } else { zero() };
    }
    let threshold = (total - E::from(1.0)) / E::from(f64::from(count));
    row.mapv_inplace(|cell| (cell - threshold.clone()).apply(|x| Function::Relu.value(x)));
}

/// The cells of a row that are above the threshold of its sparsemax.
#[must_use]
pub fn support(row: &[f64]) -> Vec<usize> {
    let is_above = |own: &f64| {
        let above = row.iter().map(|cell| Function::Relu.value(cell - own));
        above.fold(0.0, |sum, above| sum + above) < 1.0
    };
    (0..row.len()).filter(|place| is_above(&row[*place])).collect()
}

fn top<E: Number>(mut row: ArrayViewMut1<E>, count: u32) {
    let mut taken = vec![false; row.len()];
    for _ in 0..count {
        let mut best: Option<usize> = None;
        for (place, cell) in row.iter().enumerate() {
            // One comparison a cell and a pass, which is what the cost says.
            let larger = match best {
                Some(best) => *cell > row[best],
                None => *cell > E::from(f64::NEG_INFINITY),
            };
            if larger && !taken[place] {
                best = Some(place);
            }
        }
        if let Some(best) = best {
            taken[best] = true;
        }
    }
    for (cell, taken) in row.iter_mut().zip(taken) {
        *cell = E::from(f64::from(u8::from(taken)));
    }
}

/// The place of the largest cell, the first at a tie; none where every cell is −∞. Scores are
/// finite, so a cell is −∞ exactly where the mask put it.
#[must_use]
pub fn largest<E: Number>(row: ArrayView1<E>) -> Option<usize> {
    let mut best: Option<(usize, &E)> = None;
    for (place, cell) in row.iter().enumerate() {
        // One comparison a cell, which is what the cost says.
        let larger = match best {
            Some((_, most)) => cell > most,
            None => *cell > E::from(f64::NEG_INFINITY),
        };
        if larger {
            best = Some((place, cell));
        }
    }
    best.map(|(place, _)| place)
}

fn check_finite(node: &Node, tensor: &Tensor, values: &[Tensor]) -> Result<()> {
    // −∞ is meant where a mask or a table puts it, and where it comes from there.
    let is_open = |cell: &f64| *cell == f64::NEG_INFINITY;
    let is_meant = match &node.op {
        Op::Mask { .. } | Op::Table(_) | Op::Constant(_) => true,
        _ => node.inputs.iter().any(|input| values[input.0].data.iter().any(is_open)),
    };
    let is_wrong = |cell: &f64| !(cell.is_finite() || is_meant && is_open(cell));
    let Some((index, cell)) = tensor.data.indexed_iter().find(|(_, cell)| is_wrong(cell)) else {
        return Ok(());
    };
    let found = if *cell > 0.0 {
        "∞"
    } else if *cell < 0.0 {
        "−∞"
    } else {
        "no number"
    };
    let cause = format!("{} leaves the range of a double (1.8·10³⁰⁸) here: {found}.", node.symbol);
    let mut error = Error::new(Code::Overflow, cause).at(&node.id).found(found);
    if let [.., row, column] = index.slice() {
        error = error.row(row + 1).column(column + 1);
    }
    Err(error.hint("Use smaller numbers in the row and the column that meet here."))
}
