//! A line of LaTeX as a line of the language.

use super::{Edit, Habit, one};
use crate::language::diagnostic::Mistake;
use crate::language::read::letter;

impl Habit<'_> {
    /// The whole line, where a command or a brace is what does not belong there.
    pub(super) fn latex(&self) -> Vec<Edit> {
        let is_latex = self.error.code == Mistake::Foreign
            && matches!(self.text_at(self.at), "\\" | "$" | "{" | "}");
        if !is_latex {
            return Vec::new();
        }
        let code: Vec<char> = self.line.code.trim().chars().collect();
        let written = Reader { code, at: 0 }.all();
        vec![(self.line.span(), written.trim().to_owned())]
    }
}

struct Reader {
    code: Vec<char>,
    at: usize,
}

/// Commands that are other signs here; those that are names are written as they are.
const COMMANDS: &[(&str, &str)] = &[
    ("cdot", "*"),
    ("times", "*"),
    ("odot", "*"),
    ("le", "<="),
    ("leq", "<="),
    ("ge", ">="),
    ("geq", ">="),
    ("ne", "!="),
    ("neq", "!="),
    ("infty", "inf"),
    ("left", ""),
    ("right", ""),
    ("big", ""),
    ("Big", ""),
    ("bigl", ""),
    ("bigr", ""),
    ("land", "and"),
    ("wedge", "and"),
    ("lor", "or"),
    ("lnot", "not"),
    ("quad", ""),
    ("qquad", ""),
    ("displaystyle", ""),
    ("top", ""),
    ("lambda", "λ"),
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("tau", "τ"),
    ("phi", "φ"),
    ("sigma", "σ"),
];

/// Commands whose argument stands there as it is.
const LOOKS: &[&str] = &[
    "mathrm",
    "operatorname",
    "text",
    "textrm",
    "mathbf",
    "mathbb",
    "mathcal",
    "boldsymbol",
    "bm",
    "textbf",
    "mathit",
];

impl Reader {
    fn all(mut self) -> String {
        let mut text = String::new();
        while self.at < self.code.len() {
            self.next(&mut text);
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn peek(&self) -> Option<char> {
        self.code.get(self.at).copied()
    }

    /// What stands in braces, or the next sign.
    fn argument(&mut self) -> String {
        while self.peek() == Some(' ') {
            self.at += 1;
        }
        if self.peek() != Some('{') {
            let mut text = String::new();
            self.next(&mut text);
            return text;
        }
        let (from, mut depth) = (self.at + 1, 0);
        while let Some(c) = self.peek() {
            depth += match c {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            self.at += 1;
            if depth == 0 {
                break;
            }
        }
        let end = if depth == 0 { self.at.saturating_sub(1) } else { self.at };
        Self { code: self.code[from.min(end)..end].to_vec(), at: 0 }.all()
    }

    fn next(&mut self, text: &mut String) {
        let Some(c) = self.peek() else { return };
        self.at += 1;
        match c {
            '$' | '&' => {}
            '{' => {
                self.at -= 1;
                let inside = self.argument();
                text.push_str(&format!("({inside})"));
            }
            '\\' => self.command(text),
            '_' => {
                let below = self.argument();
                let letters: Vec<String> = below
                    .chars()
                    .filter(|c| !matches!(c, ',' | ' ' | '(' | ')'))
                    .map(String::from)
                    .collect();
                let is_index = letters.iter().all(|own| letter(own).is_some());
                // `softmax_j` and `s_{ij}` have letters below, `w_q` is a name as it is.
                match is_index {
                    true => text.push_str(&format!("[{}]", letters.join(","))),
                    false => text.push_str(&format!("_{below}")),
                }
            }
            '^' => {
                let above = self.argument();
                if !matches!(&*above, "" | "T" | "⊤") {
                    text.push_str(&format!("^{}", one(&above)));
                }
            }
            other => text.push(other),
        }
    }

    fn command(&mut self, text: &mut String) {
        let from = self.at;
        while self.peek().is_some_and(|c| c.is_ascii_alphabetic()) {
            self.at += 1;
        }
        let name: String = self.code[from..self.at].iter().collect();
        match &*name {
            // `\,` and `\{`
            "" => {
                let sign = self.peek();
                self.at += 1;
                text.push_str(match sign {
                    Some('{') => "(",
                    Some('}') => ")",
                    _ => " ",
                });
            }
            "frac" | "dfrac" | "tfrac" => {
                let (over, under) = (self.argument(), self.argument());
                text.push_str(&format!("({} / {})", one(&over), one(&under)));
            }
            "sqrt" => {
                let of = self.argument();
                text.push_str(&format!("sqrt({of})"));
            }
            name if LOOKS.contains(&name) => {
                let of = self.argument();
                text.push_str(&of);
            }
            name => {
                let known = COMMANDS.iter().find(|(command, _)| *command == name);
                text.push_str(known.map_or(name, |(_, sign)| *sign));
                text.push(' ');
            }
        }
    }
}
