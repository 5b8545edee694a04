//! LaTeX -> the text of a cell: `-\frac{1}{2\sqrt{3}}` becomes `-1/2/sqrt(3)`.
//!
//! The grammar of a cell has no brackets, so a denominator is written with its signs turned: what
//! it multiplies, the cell divides by. That is why the walk keeps track of where it is. A blank
//! never joins digits: it stays a blank, and two numbers in a cell are two.

use super::split::before;
use crate::base::transposed::plain_exponents;

/// A command such as `\frac`, or one character.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Command(&'a str),
    Char(char),
}

/// Splits the first token off.
pub(super) fn token(text: &str) -> Option<(Token<'_>, &str)> {
    let first = text.chars().next()?;
    let after = text.get(first.len_utf8()..)?;
    if first != '\\' {
        return Some((Token::Char(first), after));
    }
    // A command is letters, or one other character as in `\,`.
    let letters = after.len() - after.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
    let length = if letters > 0 { letters } else { after.chars().next().map_or(0, char::len_utf8) };
    let (name, rest) = after.split_at_checked(length)?;
    Some((Token::Command(name), rest))
}

/// What a pair of braces holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Plain,
    Numerator,
    Denominator,
    /// What stands in the brackets of a function or a power, and whether that is in a denominator.
    Argument {
        turned: bool,
    },
    /// `\phantom{-}` takes up space, and `\color{red}` a colour: they show nothing.
    Hidden,
}

/// A text with a blank for each space of LaTeX, which may hold a comma or a semicolon that parts
/// nothing. `\\` ends a row, whatever follows.
pub(crate) fn plain_spaces(text: &str) -> String {
    const SPACES: [&str; 8] = ["\\,", "\\;", "\\:", "\\!", "\\>", "\\ ", "\\qquad", "\\quad"];
    let spaced = |row: &str| {
        SPACES.iter().fold(row.to_owned(), |row, space| {
            if row.contains(space) { row.replace(space, " ") } else { row }
        })
    };
    text.split("\\\\").map(spaced).collect::<Vec<_>>().join("\\\\")
}

/// Brackets and commas that stand in a formula without an environment, as they are anywhere: without
/// the signs around the formula and the spaces between, and with each `^{\top}` as `^T`.
pub(super) fn plain_brackets(text: &str) -> String {
    const AROUND: [(&str, &str); 2] = [("\\[", "\\]"), ("\\(", "\\)")];
    let inside = AROUND
        .iter()
        .find_map(|(open, close)| text.trim().strip_prefix(open)?.trim_end().strip_suffix(close));
    plain_exponents(plain_spaces(inside.unwrap_or(text)))
}

/// Writes one cell of a LaTeX matrix in the grammar of a cell. What it does not know stays as it
/// is, for the reader of the cell to refuse.
pub(super) fn cell(latex: &str) -> String {
    let mut writer = Writer::default();
    let mut rest = latex;
    while let Some((token, after)) = token(rest) {
        rest = writer.token(token, after).unwrap_or(after);
    }
    if !writer.groups.is_empty() || writer.next.is_some() {
        writer.out.push('{');
    }
    writer.out.trim().to_owned()
}

#[derive(Default)]
struct Writer {
    out: String,
    groups: Vec<Group>,
    /// What the next braces, or the next character, will be.
    next: Option<Group>,
    /// How many pairs of braces to hide.
    hides: usize,
    /// Whether a product is now a division, because a denominator is open.
    turned: bool,
    /// Whether a blank came after a number.
    blank: bool,
    /// Whether braces came after it: digits on both sides are those of two numbers.
    braces: bool,
}

impl Writer {
    /// Takes one token in; where it reads on (a power of ten), gives the text after that.
    fn token<'a>(&mut self, token: Token, after: &'a str) -> Option<&'a str> {
        if self.is_hidden() && !matches!(token, Token::Char('{' | '}')) {
            return None;
        }
        match token {
            Token::Command("frac" | "dfrac" | "tfrac" | "cfrac") => {
                self.next = Some(Group::Numerator);
            }
            Token::Command("sqrt") => self.function("sqrt"),
            Token::Command("exp") if after.trim_start().starts_with('{') => self.function("exp"),
            Token::Command("exp") => {
                self.juxtapose();
                self.out.push_str("exp");
            }
            Token::Command("cdot" | "times" | "ast") | Token::Char('×' | '·') => {
                match power_of_ten(after).filter(|_| self.ends_with_number()) {
                    Some((power, rest)) => {
                        self.out.push_str(&power);
                        return Some(rest);
                    }
                    None => self.operator('*'),
                }
            }
            Token::Command(name) if hidden(name) > 0 => {
                self.hides = hidden(name);
                // The model of a colour: `\color[HTML]{FF0000}`.
                let model =
                    after.trim_start().strip_prefix('[').and_then(|rest| rest.split_once(']'));
                return model.map(|(_, rest)| rest);
            }
            Token::Command(name) if is_blank(name) => self.blank = true,
            Token::Command(name) if is_look(name) => {}
            Token::Command(name) => {
                self.space();
                self.out.push('\\');
                self.out.push_str(name);
            }
            Token::Char('{') => {
                self.braces = true;
                let group = self.next.take().unwrap_or(Group::Plain);
                let is_hidden = self.is_hidden() || self.hides > 0;
                self.hides = self.hides.saturating_sub(1);
                // Braces in hidden ones are hidden too: the innermost pair tells.
                self.open(if is_hidden { Group::Hidden } else { group });
            }
            Token::Char('}') => {
                self.braces = true;
                self.close();
            }
            Token::Char(' ' | '\t' | '\n' | '~') => self.blank = true,
            Token::Char('$') => self.braces = true,
            Token::Char('*') => self.operator('*'),
            Token::Char('/') => self.operator('/'),
            Token::Char('e') if self.is_base(after) => return Some(self.exponential(after)),
            Token::Char('^') => {
                self.out.push('^');
                self.next = Some(Group::Argument { turned: self.turned });
            }
            // `\frac12` and `\sqrt2`: a single character needs no braces.
            Token::Char(character) if self.next.is_some() => {
                let group = self.next.take().unwrap_or(Group::Plain);
                self.open(group);
                self.out.push(character);
                self.close();
            }
            Token::Char(character) => {
                let parts = std::mem::take(&mut self.braces) && character.is_ascii_digit();
                self.blank |= parts && self.ends_with_number();
                self.space();
                self.out.push(character);
            }
        }
        None
    }

    fn is_hidden(&self) -> bool {
        self.groups.last() == Some(&Group::Hidden)
    }

    fn open(&mut self, group: Group) {
        match group {
            Group::Numerator => {
                // `1\frac{1}{2}` is one and a half to some, and a product to others.
                if self.ends_with_number() {
                    self.out.push(' ');
                }
                self.juxtapose();
            }
            Group::Denominator => {
                self.operator('/');
                self.turned = !self.turned;
            }
            Group::Argument { .. } => {
                self.out.push('(');
                self.turned = false;
            }
            Group::Plain | Group::Hidden => {}
        }
        self.groups.push(group);
    }

    fn close(&mut self) {
        match self.groups.pop() {
            Some(Group::Numerator) => self.next = Some(Group::Denominator),
            Some(Group::Denominator) => self.turned = !self.turned,
            Some(Group::Argument { turned }) => {
                self.out.push(')');
                self.turned = turned;
            }
            Some(Group::Plain | Group::Hidden) => {}
            None => self.out.push('}'),
        }
    }

    fn function(&mut self, name: &str) {
        self.juxtapose();
        self.out.push_str(name);
        self.next = Some(Group::Argument { turned: self.turned });
    }

    /// Whether an e is Euler's number: it stands alone or has a power, and is no exponent's.
    fn is_base(&self, after: &str) -> bool {
        let alone = |c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '-' || c == '+');
        let after = after.trim_start_matches('}');
        let stands = self.out.is_empty() || self.out.ends_with(['-', '+', '*', '/', '(']);
        after.starts_with('^') || (stands && after.chars().next().is_none_or(alone))
    }

    /// `e` and `e^{2}` as the function that a cell has for them.
    fn exponential<'a>(&mut self, after: &'a str) -> &'a str {
        let closing = after.len() - after.trim_start_matches('}').len();
        let (closed, rest) = after.split_at_checked(closing).unwrap_or(("", after));
        let Some(power) = rest.strip_prefix('^') else {
            self.juxtapose();
            self.out.push_str("exp(1)");
            return after;
        };
        // `\mathrm{e}^2`: the braces of the letter are closed before its power.
        for _ in closed.chars() {
            self.close();
        }
        self.function("exp");
        power
    }

    fn ends_with_number(&self) -> bool {
        self.out.ends_with(|c: char| c.is_ascii_digit() || c == '.')
    }

    fn ends_with_factor(&self) -> bool {
        self.ends_with_number() || self.out.ends_with(')')
    }

    /// Writes the blank that came after a number, if one did.
    fn space(&mut self) {
        if std::mem::take(&mut self.blank)
            && self.out.ends_with(|c: char| c.is_alphanumeric() || ").}".contains(c))
        {
            self.out.push(' ');
        }
    }

    /// `2\sqrt{3}` is a product, though no sign says so.
    fn juxtapose(&mut self) {
        self.blank = false;
        if self.ends_with_factor() {
            self.operator('*');
        }
    }

    fn operator(&mut self, sign: char) {
        self.blank = false;
        self.out.push(if (sign == '/') == self.turned { '*' } else { '/' });
    }
}

/// `10^{-3}` after a times sign: `e-3`, and the text after it.
fn power_of_ten(text: &str) -> Option<(String, &str)> {
    let text = text.trim_start_matches([' ', '{']);
    let power = text.strip_prefix("10^").or_else(|| text.strip_prefix("10}^"))?;
    let Some(braced) = power.strip_prefix('{') else {
        let (exponent, rest) = power.split_at_checked(1)?;
        return Some((format!("e{exponent}"), rest));
    };
    let after = braced.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
    let (exponent, _) = before(braced, after)?;
    Some((format!("e{exponent}"), after.strip_prefix('}')?))
}

/// How many of the braces behind a command show nothing.
fn hidden(name: &str) -> usize {
    match name {
        "phantom" | "hphantom" | "vphantom" | "color" | "textcolor" | "colorbox" | "cellcolor"
        | "rowcolor" | "hspace" | "vspace" | "mspace" | "label" | "tag" | "cmidrule" | "cline" => 1,
        "fcolorbox" => 2,
        _ => 0,
    }
}

/// Whether a command is a blank.
pub(super) fn is_blank(name: &str) -> bool {
    matches!(
        name,
        "," | ";"
            | ":"
            | " "
            | "\n"
            | "\t"
            | ""
            | "quad"
            | "qquad"
            | "enspace"
            | "thinspace"
            | "space"
    )
}

/// Whether a command changes only the look.
pub(super) fn is_look(name: &str) -> bool {
    const LOOKS: &str = "left right big Big bigl bigr Bigl Bigr displaystyle textstyle \
        scriptstyle small scriptsize footnotesize normalsize mathbf mathrm mathit mathsf mathbb \
        mathcal boldsymbol bm bf it rm text textbf textit textrm mbox num boxed fbox underline \
        hline toprule midrule bottomrule hdashline nonumber notag lbrace rbrace lbrack rbrack";
    name == "!" || LOOKS.split_whitespace().any(|look| look == name)
}
