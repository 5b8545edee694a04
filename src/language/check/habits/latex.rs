//! A line of LaTeX as a line of the language.

use super::{Edit, Habit, one};
use crate::language::diagnostic::Mistake;
use crate::language::read::{latex_sign, letter};

impl Habit<'_> {
    /// The whole line, where a command or a brace is what does not belong there.
    pub(super) fn latex(&self) -> Vec<Edit> {
        let is_latex = self.error.code == Mistake::Foreign
            && (matches!(self.text_at(self.at), "\\" | "$" | "{" | "}")
                || (self.text_at(self.at) == "&" && self.line.code.contains('\\')));
        if !is_latex {
            return Vec::new();
        }
        let code: Vec<char> = self.line.code.trim().chars().collect();
        let written = |turns: bool| {
            let text = Reader { code: code.clone(), at: 0, turns }.all();
            (self.line.span(), text.trim().to_owned())
        };
        vec![written(false), written(true)]
    }
}

struct Reader {
    code: Vec<char>,
    at: usize,
    /// Whether the sign of a transposed matrix is kept, for a formula over whole tables.
    turns: bool,
}

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
            text.push_str(&self.next());
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
            return self.next().trim().to_owned();
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
        let code = self.code[from.min(end)..end].to_vec();
        Self { code, at: 0, turns: self.turns }.all()
    }

    fn next(&mut self) -> String {
        let Some(c) = self.peek() else { return String::new() };
        self.at += 1;
        match c {
            '$' | '&' => String::new(),
            '{' => {
                self.at -= 1;
                format!("({})", self.argument())
            }
            '\\' => self.command(),
            '_' => {
                let is_width = self.is_width();
                let below = self.argument();
                // `\sqrt{d_k}`
                if is_width {
                    return format!("_{below}");
                }
                let letters: Vec<String> = below
                    .chars()
                    .filter(|c| !matches!(c, ',' | ' ' | '(' | ')'))
                    .map(String::from)
                    .collect();
                // `softmax_j` and `s_{ij}` have letters below, `w_q` is a name as it is.
                if letters.iter().all(|own| letter(own).is_some()) {
                    format!("[{}]", letters.join(","))
                } else if let Some(own) = letters.first().filter(|own| letter(own).is_some())
                    && below.contains(['<', '>'])
                {
                    // `\sum_{j \le i}`
                    format!("[{own} : {below}]")
                } else {
                    format!("_{below}")
                }
            }
            '^' => match self.argument() {
                above if matches!(&*above, "" | "T" | "⊤") => {
                    if self.turns {
                        "^T".to_owned()
                    } else {
                        String::new()
                    }
                }
                above => format!("^{}", one(&above)),
            },
            other => other.to_string(),
        }
    }

    /// Whether `d` stands before the sign of what is below: `d_k` is a size.
    fn is_width(&self) -> bool {
        let before = |by: usize| self.at.checked_sub(by).and_then(|at| self.code.get(at));
        matches!(before(2), Some('d' | 'D'))
            && !before(3).is_some_and(|c| c.is_alphanumeric() || *c == '\\')
    }

    fn command(&mut self) -> String {
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
                match sign {
                    Some('{') => "(".to_owned(),
                    Some('}') => ")".to_owned(),
                    _ => " ".to_owned(),
                }
            }
            "frac" | "dfrac" | "tfrac" => {
                let (over, under) = (self.argument(), self.argument());
                format!("({} / {})", one(&over), one(&under))
            }
            "sqrt" => format!("sqrt({})", self.argument()),
            name if LOOKS.contains(&name) => self.argument(),
            name => {
                let gap = if self.peek() == Some('_') { "" } else { " " };
                format!("{}{gap}", latex_sign(name))
            }
        }
    }
}
