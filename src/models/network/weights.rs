//! The weights of a network, and the names that files give them.

use crate::error::{Code, Error, Result};
use crate::files::config::{Config, Family};
use crate::limits;

use super::matrix::{Layout, Matrix};
use super::norm::Norm;

/// y = x W + b
#[derive(Debug, Default)]
pub struct Linear {
    pub weight: Matrix,
    pub bias: Vec<f32>,
}

/// One layer.
#[derive(Debug, Default)]
pub struct Block {
    /// Queries, keys and values side by side.
    pub qkv: Linear,
    pub output: Linear,
    /// Of attention: before it in GPT-2, behind it in BERT.
    pub norm: Norm,
    pub inner: Linear,
    pub outer: Linear,
    /// Of the feed-forward network.
    pub inner_norm: Norm,
}

/// What turns the last hidden state into a logit for each token.
#[derive(Debug)]
pub enum Head {
    /// The token embedding, or weights of its own.
    Causal { own: Option<Matrix> },
    /// BERT's: one layer more, then the same.
    Masked { transform: Box<Linear>, norm: Norm, own: Option<Matrix>, bias: Vec<f32> },
}

/// All of a network.
#[derive(Debug)]
pub struct Network {
    pub config: Config,
    /// A row a token.
    pub tokens: Matrix,
    pub positions: Vec<f32>,
    /// A row a segment; empty for GPT-2.
    pub segments: Vec<f32>,
    /// Behind the last layer in GPT-2, behind the embeddings in BERT.
    pub norm: Norm,
    pub blocks: Vec<Block>,
    pub head: Option<Head>,
}

/// A tensor that the network needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needed {
    /// Without a prefix.
    pub name: String,
    /// As files write it; the layout says how it lies.
    pub shape: Vec<usize>,
    pub place: Place,
}

/// Where a tensor goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Tokens,
    Positions,
    Segments,
    Norm(Side),
    /// `first` is the first of its outputs, where three tensors share a table.
    Layer {
        layer: usize,
        part: Part,
        side: Side,
        first: usize,
    },
    HeadOwn,
    HeadBias,
    HeadTransform(Side),
    HeadNorm(Side),
}

/// A part of a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Qkv,
    Output,
    Norm,
    Inner,
    Outer,
    InnerNorm,
}

/// Which of the two tensors that most parts have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Weight,
    Bias,
}

const SIDES: [(&str, Side); 2] = [("weight", Side::Weight), ("bias", Side::Bias)];

/// What the file's output over tokens is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeadFound {
    pub is_there: bool,
    /// It has weights of its own.
    pub own: bool,
}

/// What a network with these sizes needs, in the order in which it is looked for.
#[must_use]
pub fn needed(config: &Config, head: HeadFound) -> Vec<Needed> {
    let &Config { width, inner, vocabulary, positions, segments, .. } = config;
    let mut list = Vec::new();
    let mut need = |name: String, shape: &[usize], place| {
        list.push(Needed { name, shape: shape.to_vec(), place });
    };
    match config.family {
        Family::Gpt2 => {
            need("wte.weight".into(), &[vocabulary, width], Place::Tokens);
            need("wpe.weight".into(), &[positions, width], Place::Positions);
            for layer in 0..config.layers {
                for (part, name, shape) in [
                    (Part::Norm, "ln_1", [width, width]),
                    (Part::Qkv, "attn.c_attn", [width, 3 * width]),
                    (Part::Output, "attn.c_proj", [width, width]),
                    (Part::InnerNorm, "ln_2", [width, width]),
                    (Part::Inner, "mlp.c_fc", [width, inner]),
                    (Part::Outer, "mlp.c_proj", [inner, width]),
                ] {
                    for (end, side) in SIDES {
                        let is_table = side == Side::Weight && !part.is_norm();
                        let shape = if is_table { &shape[..] } else { &shape[1..] };
                        let place = Place::Layer { layer, part, side, first: 0 };
                        need(format!("h.{layer}.{name}.{end}"), shape, place);
                    }
                }
            }
            for (end, side) in SIDES {
                need(format!("ln_f.{end}"), &[width], Place::Norm(side));
            }
            if head.is_there && head.own {
                need("lm_head.weight".into(), &[vocabulary, width], Place::HeadOwn);
            }
        }
        Family::Bert => {
            let named = |name: &str| format!("embeddings.{name}");
            need(named("word_embeddings.weight"), &[vocabulary, width], Place::Tokens);
            need(named("position_embeddings.weight"), &[positions, width], Place::Positions);
            need(named("token_type_embeddings.weight"), &[segments, width], Place::Segments);
            for (end, side) in SIDES {
                need(named(&format!("LayerNorm.{end}")), &[width], Place::Norm(side));
            }
            for layer in 0..config.layers {
                for (part, name, first, shape) in [
                    (Part::Qkv, "attention.self.query", 0, [width, width]),
                    (Part::Qkv, "attention.self.key", width, [width, width]),
                    (Part::Qkv, "attention.self.value", 2 * width, [width, width]),
                    (Part::Output, "attention.output.dense", 0, [width, width]),
                    (Part::Norm, "attention.output.LayerNorm", 0, [width, width]),
                    (Part::Inner, "intermediate.dense", 0, [inner, width]),
                    (Part::Outer, "output.dense", 0, [width, inner]),
                    (Part::InnerNorm, "output.LayerNorm", 0, [width, width]),
                ] {
                    for (end, side) in SIDES {
                        let is_table = side == Side::Weight && !part.is_norm();
                        let shape = if is_table { &shape[..] } else { &shape[..1] };
                        let place = Place::Layer { layer, part, side, first };
                        need(format!("encoder.layer.{layer}.{name}.{end}"), shape, place);
                    }
                }
            }
            if head.is_there {
                let named = |name: &str| format!("cls.predictions.{name}");
                for (end, side) in SIDES {
                    let shape = if side == Side::Weight { &[width, width][..] } else { &[width] };
                    let place = Place::HeadTransform(side);
                    need(named(&format!("transform.dense.{end}")), shape, place);
                }
                for (end, side) in SIDES {
                    let name = named(&format!("transform.LayerNorm.{end}"));
                    need(name, &[width], Place::HeadNorm(side));
                }
                // With weights of its own it has a bias of its own, too.
                let bias = if head.own { "decoder.bias" } else { "bias" };
                need(named(bias), &[vocabulary], Place::HeadBias);
                if head.own {
                    need(named("decoder.weight"), &[vocabulary, width], Place::HeadOwn);
                }
            }
        }
    }
    list
}

impl Part {
    fn is_norm(self) -> bool {
        matches!(self, Self::Norm | Self::InnerNorm)
    }
}

/// Where the numbers of a tensor go, one after another.
pub enum Target<'n> {
    Cells(&'n mut [f32]),
    Matrix { matrix: &'n mut Matrix, layout: Layout, first: usize, columns: usize },
}

impl Target<'_> {
    /// Sets the number at a place of the tensor.
    #[inline]
    pub fn set(&mut self, at: usize, number: f32) {
        match self {
            Self::Cells(cells) => cells[at] = number,
            Self::Matrix { matrix, layout, first, columns } => {
                let (row, column) = (at / *columns, at % *columns);
                match layout {
                    Layout::RowPerOutput => matrix.set(column, *first + row, number),
                    Layout::RowPerInput => matrix.set(row, *first + column, number),
                }
            }
        }
    }
}

fn cells(count: usize) -> Option<Vec<f32>> {
    let mut cells = Vec::new();
    cells.try_reserve_exact(count).ok()?;
    cells.resize(count, 0.0);
    Some(cells)
}

impl Linear {
    fn zeros(inputs: usize, outputs: usize) -> Option<Self> {
        Some(Self { weight: Matrix::zeros(inputs, outputs)?, bias: cells(outputs)? })
    }
}

impl Norm {
    fn zeros(width: usize) -> Option<Self> {
        Some(Self { weight: cells(width)?, bias: cells(width)? })
    }
}

impl Network {
    /// Bytes that the weights of such a network take.
    #[must_use]
    pub fn bytes(config: &Config, head: HeadFound) -> Option<u64> {
        let cells = |needed: &Needed| {
            let table = |rows: usize, columns: usize| match config.family {
                Family::Gpt2 if matches!(needed.place, Place::Layer { .. }) => {
                    Matrix::bytes(rows, columns)
                }
                _ => Matrix::bytes(columns, rows),
            };
            match needed.shape[..] {
                [rows, columns] if !matches!(needed.place, Place::Positions | Place::Segments) => {
                    table(rows, columns)
                }
                _ => needed
                    .shape
                    .iter()
                    .try_fold(4u64, |bytes, size| bytes.checked_mul(*size as u64)),
            }
        };
        needed(config, head).iter().try_fold(0u64, |sum, needed| sum.checked_add(cells(needed)?))
    }

    fn head_found(&self) -> HeadFound {
        let own = match &self.head {
            Some(Head::Causal { own } | Head::Masked { own, .. }) => own.is_some(),
            None => false,
        };
        HeadFound { is_there: self.head.is_some(), own }
    }

    /// Numbers that were learnt.
    #[must_use]
    pub fn parameters(&self) -> usize {
        let needed = needed(&self.config, self.head_found());
        needed.iter().map(|needed| needed.shape.iter().product::<usize>()).sum()
    }

    /// Bytes that the weights take.
    #[must_use]
    pub fn weights_bytes(&self) -> u64 {
        Self::bytes(&self.config, self.head_found()).unwrap_or(u64::MAX)
    }

    /// A network whose weights are all 0, to be filled.
    ///
    /// # Errors
    /// `too-large` where there is no room for it.
    pub fn zeros(config: Config, head: HeadFound) -> Result<Self> {
        let bytes = Self::bytes(&config, head);
        Self::try_zeros(config, head).ok_or_else(|| {
            let bytes = bytes.map_or_else(|| "too many bytes".to_owned(), limits::bytes);
            let cause = format!("The weights take {bytes}, and there is no room for them.");
            let error = Error::new(Code::TooLarge, "model.safetensors", cause);
            error.hint("Close other tabs, or take a smaller model.")
        })
    }

    fn try_zeros(config: Config, head: HeadFound) -> Option<Self> {
        let Config { width, inner, vocabulary, positions, segments, .. } = config;
        let block = || {
            Some(Block {
                qkv: Linear::zeros(width, 3 * width)?,
                output: Linear::zeros(width, width)?,
                norm: Norm::zeros(width)?,
                inner: Linear::zeros(width, inner)?,
                outer: Linear::zeros(inner, width)?,
                inner_norm: Norm::zeros(width)?,
            })
        };
        let own = || if head.own { Matrix::zeros(width, vocabulary).map(Some) } else { Some(None) };
        let built = match config.family {
            _ if !head.is_there => None,
            Family::Gpt2 => Some(Head::Causal { own: own()? }),
            Family::Bert => Some(Head::Masked {
                transform: Box::new(Linear::zeros(width, width)?),
                norm: Norm::zeros(width)?,
                own: own()?,
                bias: cells(vocabulary)?,
            }),
        };
        Some(Self {
            tokens: Matrix::zeros(width, vocabulary)?,
            positions: cells(positions * width)?,
            segments: cells(segments * width)?,
            norm: Norm::zeros(width)?,
            blocks: (0..config.layers).map(|_| block()).collect::<Option<_>>()?,
            head: built,
            config,
        })
    }

    /// Where a tensor's numbers go; nothing for a part that this network has not.
    pub fn target(&mut self, place: Place, columns: usize) -> Option<Target<'_>> {
        let layout = match self.config.family {
            Family::Gpt2 if matches!(place, Place::Layer { .. }) => Layout::RowPerInput,
            _ => Layout::RowPerOutput,
        };
        let matrix = |matrix, first| Some(Target::Matrix { matrix, layout, first, columns });
        match place {
            Place::Tokens => matrix(&mut self.tokens, 0),
            Place::Positions => Some(Target::Cells(&mut self.positions)),
            Place::Segments => Some(Target::Cells(&mut self.segments)),
            Place::Norm(side) => Some(Target::Cells(self.norm.side(side))),
            Place::Layer { layer, part, side, first } => {
                let block = self.blocks.get_mut(layer)?;
                let linear = match part {
                    Part::Qkv => &mut block.qkv,
                    Part::Output => &mut block.output,
                    Part::Inner => &mut block.inner,
                    Part::Outer => &mut block.outer,
                    Part::Norm => return Some(Target::Cells(block.norm.side(side))),
                    Part::InnerNorm => return Some(Target::Cells(block.inner_norm.side(side))),
                };
                match side {
                    Side::Weight => matrix(&mut linear.weight, first),
                    Side::Bias => Some(Target::Cells(&mut linear.bias[first..])),
                }
            }
            Place::HeadOwn => match self.head.as_mut()? {
                Head::Causal { own } | Head::Masked { own, .. } => matrix(own.as_mut()?, 0),
            },
            Place::HeadBias | Place::HeadTransform(_) | Place::HeadNorm(_) => {
                let Head::Masked { transform, norm, bias, .. } = self.head.as_mut()? else {
                    return None;
                };
                match place {
                    Place::HeadTransform(Side::Weight) => matrix(&mut transform.weight, 0),
                    Place::HeadTransform(Side::Bias) => Some(Target::Cells(&mut transform.bias)),
                    Place::HeadNorm(side) => Some(Target::Cells(norm.side(side))),
                    _ => Some(Target::Cells(bias)),
                }
            }
        }
    }
}

impl Norm {
    fn side(&mut self, side: Side) -> &mut [f32] {
        match side {
            Side::Weight => &mut self.weight,
            Side::Bias => &mut self.bias,
        }
    }
}
