//! The fillings that are words: which tensor, which function, which module.

use ndarray::{ArrayView1, ArrayViewMut1};

use super::stop::Stop;
use crate::base::error::brief;
use crate::program::function::Function as Mathematical;

/// A function of torch that takes a tensor and an axis.
pub enum Function {
    AlongKeys(fn(ArrayViewMut1<f64>)),
    /// One number in place of the axis.
    DropsKeys(fn(ArrayView1<f64>) -> f64),
}

/// Which of Q, K and V a text names.
///
/// # Errors
/// Where it names none of them.
pub fn tensor(hole: &'static str, text: &str) -> Result<usize, Stop> {
    ["Q", "K", "V"].iter().position(|name| *name == text.trim()).ok_or_else(|| {
        let message = format!("“{}” is none of the tensors here: Q, K or V.", brief(text));
        Stop::Unclear { hole, message }
    })
}

/// Which function of torch a text names.
///
/// # Errors
/// Where it names none that takes `dim`.
pub fn function(text: &str) -> Result<Function, Stop> {
    const WITHOUT_AXIS: [&str; 7] = ["sigmoid", "tanh", "relu", "exp", "log", "sqrt", "abs"];
    let unclear = |message| Err(Stop::Unclear { hole: "e", message });
    let (full, call) = match text.trim().split_once('(') {
        Some((name, "" | ")")) => (name, ""),
        Some((name, call)) => (name, call),
        None => (text.trim(), ""),
    };
    if !call.is_empty() && function(full).is_ok() {
        return unclear(format!(
            "“({}” stands after the blank already, with the scores and dim: type only the name.",
            brief(call)
        ));
    }
    let full = full.strip_prefix("torch.").unwrap_or(full);
    let (place, name) = full.rsplit_once('.').unwrap_or(("", full));
    let held = match place {
        "" | "special" | "nn.functional" => Ok(()),
        "nn" if name == "Softmax" => Err(format!(
            "torch.nn.{name} makes a module, which is not given any scores here. What stands here is \
             called with them: a function."
        )),
        "nn" | "functional" | "F" | "nn.F" => Err(format!("{} {}.", missing(place, name), WHERE)),
        _ => Err(format!("torch has no “{}”. {SHARES}", brief(full))),
    };
    if let Err(message) = held {
        return unclear(message);
    }
    Ok(match name {
        "softmax" => Function::AlongKeys(softmax),
        "log_softmax" => Function::AlongKeys(|mut row| {
            let sum: f64 = row.iter().map(|cell| Mathematical::Exp.value(*cell)).sum();
            row.mapv_inplace(|cell| cell - libm::log(sum));
        }),
        "softmin" => Function::AlongKeys(|mut row| {
            row.mapv_inplace(|cell| -cell);
            softmax(row);
        }),
        "cumsum" => Function::AlongKeys(|row| {
            row.into_iter().fold(0.0, |sum, cell| {
                *cell += sum;
                *cell
            });
        }),
        "sum" => Function::DropsKeys(|row| row.sum()),
        "mean" => Function::DropsKeys(|row| row.sum() / row.len() as f64),
        "argmax" | "max" | "amax" => Function::DropsKeys(|row| row.fold(0.0, |a, b| a.max(*b))),
        "" => return unclear("A function is missing here.".to_owned()),
        name if WITHOUT_AXIS.contains(&name) => {
            return unclear(format!(
                "torch.{name} takes no dim: it changes each number by itself."
            ));
        }
        name => {
            let own = brief(name);
            let lower = name.to_lowercase();
            return unclear(if lower != name && function(&lower).is_ok() {
                format!("torch has no “{own}”: Python tells capital letters from small ones.")
            } else if lower == "normalize" {
                format!(
                    "“{own}” divides a row by its length: its squares add up to 1, and what is \
                     negative stays so. {SHARES}"
                )
            } else {
                format!("“{own}” makes no shares of a row of scores. {SHARES}")
            });
        }
    })
}

/// What leads on where a function is not known; which one is meant is for a person to find.
const SHARES: &str = "What turns a row of scores into shares that add up to 1?";
/// Where torch has the functions that modules are made of.
const WHERE: &str = "Functions like it are in torch itself and in torch.nn.functional";

/// That a module of torch does not have a name.
fn missing(place: &str, name: &str) -> String {
    match place {
        "F" | "nn.F" => format!(
            "torch has no F: people import torch.nn.functional under that name, so “torch.F.{}” \
             stops with an error.",
            brief(name)
        ),
        _ => format!("torch.{place} has no “{}”.", brief(name)),
    }
}

/// Which projection a text names, by its place; none for a module that hands on what it is given.
///
/// # Errors
/// Where it names none of the module's.
pub fn module(text: &str) -> Result<Option<usize>, Stop> {
    const MODULES: [&str; 4] = ["W_q", "W_k", "W_v", "W_o"];
    let name = text.trim();
    let name = name.strip_prefix("self.").unwrap_or(name);
    if ["identity", "nn.Identity()", "Identity"].contains(&name) {
        return Ok(None);
    }
    MODULES.iter().position(|module| *module == name).map(Some).ok_or_else(|| {
        let called = name.split_once('(').is_some_and(|(own, _)| MODULES.contains(&own.trim()));
        let name = brief(name);
        let message = if called {
            "What the module is called with stands after the blank already: type only its name."
                .to_owned()
        } else {
            format!("“{name}” is none of the modules: W_q, W_k, W_v or W_o.")
        };
        Stop::Unclear { hole: "h", message }
    })
}

/// Why `view` cannot join heads; what can is for a person to find.
pub const VIEWED: &str = "After transpose(1, 2) the numbers of a token lie apart in memory. \
                          PyTorch refuses view there: it can only reinterpret numbers that lie \
                          together.";

/// A remark on a filling that repeats what the line has before it.
#[must_use]
pub fn repeated(hole: &str, text: &str) -> Option<String> {
    let prefix = match hole {
        "e" => "torch.",
        "h" => "self.",
        _ => return None,
    };
    let again = text.trim().starts_with(prefix);
    again.then(|| format!("“{prefix}” stands before the blank already."))
}

/// A remark on a filling that computes the right thing and would not run as it stands.
#[must_use]
pub fn remark(hole: &str, text: &str) -> Option<String> {
    let words = || text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '.'));
    let bare =
        |names: &[&'static str]| names.iter().copied().find(|name| words().any(|w| w == *name));
    let (name, place) = match hole {
        "g" | "split" | "split_v" => (bare(&["num_heads", "d_k"])?, "split_heads"),
        "combine" => (bare(&["num_heads", "d_model"])?, "combine_heads"),
        "a" | "b" | "c" | "v_out" | "o_in" => (bare(&["d_k"])?, "__init__"),
        _ => return None,
    };
    Some(format!("Inside {place} the name is self.{name}; {name} alone is not defined there."))
}

fn softmax(mut row: ArrayViewMut1<f64>) {
    row.mapv_inplace(|cell| Mathematical::Exp.value(cell));
    let sum = row.sum();
    row.mapv_inplace(|cell| cell / sum);
}
