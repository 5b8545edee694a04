//! LaTeX -> the text of a cell: `-\frac{1}{2\sqrt{3}}` becomes `-1/2/sqrt(3)`.
//!
//! The grammar of a cell has no brackets, so a denominator is written with its signs turned: what
//! it multiplies, the cell divides by. That is why the walk keeps track of where it is.

use super::cell::before;

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
    /// A radicand, and whether the root stands in a denominator.
    Root {
        turned: bool,
    },
    /// `\phantom{-}` takes up space and shows nothing.
    Hidden,
}

/// Writes one cell of a LaTeX matrix in the grammar of a cell. What it does not know stays as it
/// is, for the reader of the cell to refuse.
pub(super) fn cell(latex: &str) -> String {
    let mut writer = Writer { out: String::new(), groups: Vec::new(), next: None, turned: false };
    let mut rest = latex;
    while let Some((token, after)) = token(rest) {
        rest = after;
        if let Some(power) = writer.token(token, rest) {
            rest = power;
        }
    }
    writer.out.trim().to_owned()
}

struct Writer {
    out: String,
    groups: Vec<Group>,
    /// What the next braces, or the next character, will be.
    next: Option<Group>,
    /// Whether a product is now a division, because a denominator is open.
    turned: bool,
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
            Token::Command("sqrt") => {
                self.next = Some(Group::Root { turned: self.turned });
            }
            Token::Command("phantom" | "hphantom" | "vphantom") => self.next = Some(Group::Hidden),
            Token::Command("cdot" | "times" | "ast") => match power_of_ten(after) {
                Some((power, rest)) => {
                    self.out.push_str(&power);
                    return Some(rest);
                }
                None => self.operator('*'),
            },
            Token::Command(name) if is_look(name) => {}
            Token::Command(name) => {
                self.out.push('\\');
                self.out.push_str(name);
            }
            Token::Char('{') => {
                let group = self.next.take().unwrap_or(Group::Plain);
                // Braces in hidden ones are hidden too: the innermost pair tells.
                self.open(if self.is_hidden() { Group::Hidden } else { group });
            }
            Token::Char('}') => self.close(),
            Token::Char(' ' | '\t' | '\n' | '~' | '$') => {}
            Token::Char('*') => self.operator('*'),
            Token::Char('/') => self.operator('/'),
            Token::Char(character) => match self.next.take() {
                // `\frac12` and `\sqrt2`: a single character needs no braces.
                Some(group) => {
                    self.open(group);
                    self.out.push(character);
                    self.close();
                }
                None => self.out.push(character),
            },
        }
        None
    }

    fn is_hidden(&self) -> bool {
        self.groups.last() == Some(&Group::Hidden)
    }

    fn open(&mut self, group: Group) {
        match group {
            Group::Numerator => self.juxtapose(),
            Group::Denominator => {
                self.operator('/');
                self.turned = !self.turned;
            }
            Group::Root { .. } => {
                self.juxtapose();
                self.out.push_str("sqrt(");
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
            Some(Group::Root { turned }) => {
                self.out.push(')');
                self.turned = turned;
            }
            Some(Group::Plain | Group::Hidden) => {}
            None => self.out.push('}'),
        }
    }

    /// `2\sqrt{3}` is a product, though no sign says so.
    fn juxtapose(&mut self) {
        if self.out.ends_with(|c: char| c.is_ascii_digit() || c == ')') {
            self.operator('*');
        }
    }

    fn operator(&mut self, sign: char) {
        self.out.push(if (sign == '/') == self.turned { '*' } else { '/' });
    }
}

/// `10^{-3}` after a times sign: `e-3`, and the text after it.
fn power_of_ten(text: &str) -> Option<(String, &str)> {
    let power = text.trim_start().strip_prefix("10^")?;
    let Some(braced) = power.strip_prefix('{') else {
        let (exponent, rest) = power.split_at_checked(1)?;
        return Some((format!("e{exponent}"), rest));
    };
    let after = braced.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
    let (exponent, _) = before(braced, after)?;
    Some((format!("e{exponent}"), after.strip_prefix('}')?))
}

/// Whether a command changes only the look.
pub(super) fn is_look(name: &str) -> bool {
    const LOOKS: &str = "left right big Big bigl bigr Bigl Bigr quad qquad displaystyle textstyle \
        small mathbf mathrm mathit mathsf mathbb mathcal boldsymbol bm text textbf textrm \
        hline toprule midrule bottomrule nonumber lbrace rbrace";
    matches!(name, "," | ";" | ":" | "!" | " ") || LOOKS.split_whitespace().any(|look| look == name)
}
