//! Tokens -> the value of an expression: sums of products of powers, by recursive descent.

use super::token::{Kind, Notation, Token};

/// What expressions of a notation are.
pub trait Algebra: Notation {
    type Value;

    const RULES: Rules<Self>;

    /// What a token stands for that is no bracket; it may read on.
    fn atom(parser: &mut Parser<'_, Self>, token: Token<Self::Word>) -> Outcome<Self>;

    /// Two values with a sign between them; the column is the sign's, or that of the second value
    /// where there is none.
    fn combine(
        &self,
        sign: Kind<Self::Word>,
        pair: [Self::Value; 2],
        column: usize,
    ) -> Outcome<Self>;

    /// Reads the exponent of a base; the column is that of the sign between them. A notation without
    /// that sign is never asked.
    fn power(_: &mut Parser<'_, Self>, base: Self::Value, _column: usize) -> Outcome<Self> {
        Ok(base)
    }

    /// Whether what is next multiplies what was before without a sign.
    fn goes_on(_: &Parser<'_, Self>) -> Result<bool, Self::Error> {
        Ok(false)
    }

    /// The error of a text that is no expression.
    fn refuse(parser: &Parser<'_, Self>, complaint: Complaint<Self::Word>) -> Self::Error;
}

/// A value, or why there is none.
pub type Outcome<A> = Result<<A as Algebra>::Value, <A as Notation>::Error>;

/// How tight signs bind.
pub struct Rules<A: Algebra> {
    /// The signs between the terms of a sum.
    pub sum: &'static [Kind<A::Word>],
    /// The signs between the factors of a product.
    pub product: &'static [Kind<A::Word>],
    pub beside: Beside,
    /// What a minus makes of the factor behind it; none where it must not stand.
    pub negative: Option<fn(A::Value) -> A::Value>,
    /// Levels of sums within sums, the whole counted.
    pub depth: usize,
}

/// How tight two factors bind that have no sign between them.
#[derive(PartialEq)]
pub enum Beside {
    /// Tighter than a sign: `bnd/hk` is bnd over hk.
    Together,
    /// As a sign: `1/2 d` is half of d.
    InTurn,
}

/// Why a text is no expression.
pub enum Complaint<W> {
    /// A value should stand where this token does, or the end.
    Missing(Option<Token<W>>),
    /// A bracket should close where the next token stands.
    Unclosed,
    /// Brackets nest too deep.
    TooDeep,
    /// The expression is complete, and there is more.
    More,
}

/// A place among the tokens of a text, and what it is read for.
pub struct Parser<'t, A: Algebra> {
    pub algebra: A,
    pub text: &'t str,
    tokens: &'t [Token<A::Word>],
    /// How many tokens have been read.
    pub place: usize,
    depth: usize,
}

/// The value of a text, or its first mistake.
pub fn parse<A: Algebra>(algebra: A, text: &str, tokens: &[Token<A::Word>]) -> Outcome<A> {
    let mut parser = Parser { algebra, text, tokens, place: 0, depth: 0 };
    let value = parser.sum()?;
    match parser.peek() {
        None => Ok(value),
        Some(_) => Err(A::refuse(&parser, Complaint::More)),
    }
}

impl<A: Algebra> Parser<'_, A> {
    /// The next token.
    pub fn peek(&self) -> Option<Token<A::Word>> {
        self.tokens.get(self.place).copied()
    }

    /// What the next token is.
    pub fn kind(&self) -> Option<Kind<A::Word>> {
        Some(self.peek()?.kind)
    }

    /// The column of the next token, or of the last character.
    pub fn column(&self) -> usize {
        self.peek().map_or_else(|| self.text.chars().count(), |token| token.column)
    }

    /// Reads the next token.
    pub fn read(&mut self) -> Option<Token<A::Word>> {
        let token = self.peek()?;
        self.place += 1;
        Some(token)
    }

    /// Reads the next token if it is this one.
    pub fn take(&mut self, kind: Kind<A::Word>) -> bool {
        let is_next = self.kind() == Some(kind);
        self.place += usize::from(is_next);
        is_next
    }

    /// Reads the token that closes a bracket.
    pub fn close(&mut self, close: Kind<A::Word>) -> Result<(), A::Error> {
        if self.take(close) { Ok(()) } else { Err(A::refuse(self, Complaint::Unclosed)) }
    }

    /// Reads a sum and the token that closes it.
    pub fn inside(&mut self, close: Kind<A::Word>) -> Outcome<A> {
        let value = self.sum()?;
        self.close(close).map(|()| value)
    }

    pub fn sum(&mut self) -> Outcome<A> {
        self.depth += 1;
        if self.depth > A::RULES.depth {
            return Err(A::refuse(self, Complaint::TooDeep));
        }
        let mut sum = self.product()?;
        loop {
            let column = self.column();
            let Some(sign) = self.take_any(A::RULES.sum) else { break };
            let next = self.product()?;
            sum = self.algebra.combine(sign, [sum, next], column)?;
        }
        self.depth -= 1;
        Ok(sum)
    }

    pub fn product(&mut self) -> Outcome<A> {
        let mut product = self.operand()?;
        loop {
            let column = self.column();
            let sign = match self.take_any(A::RULES.product) {
                Some(sign) => sign,
                None if A::RULES.beside == Beside::InTurn && A::goes_on(self)? => Kind::Times,
                None => return Ok(product),
            };
            let next = self.operand()?;
            product = self.algebra.combine(sign, [product, next], column)?;
        }
    }

    /// What stands between two signs.
    fn operand(&mut self) -> Outcome<A> {
        let mut product = self.factor()?;
        while A::RULES.beside == Beside::Together && A::goes_on(self)? {
            let column = self.column();
            let next = self.factor()?;
            product = self.algebra.combine(Kind::Times, [product, next], column)?;
        }
        Ok(product)
    }

    /// A power with its minus signs, which cover it: −x² is −(x²).
    fn factor(&mut self) -> Outcome<A> {
        let before = self.place;
        while A::RULES.negative.is_some() && self.take(Kind::Minus) {}
        let signs = self.place - before;
        let mut value = self.atom()?;
        let column = self.column();
        if self.take(Kind::Power) {
            value = A::power(self, value, column)?;
        }
        let negative = A::RULES.negative.iter().cycle().take(signs);
        Ok(negative.fold(value, |value, negative| negative(value)))
    }

    /// Reads a number, a name, a bracket with what it holds, or what else the notation has.
    pub fn atom(&mut self) -> Outcome<A> {
        match self.read() {
            Some(Token { kind: Kind::Open, .. }) => self.inside(Kind::Close),
            Some(token) => A::atom(self, token),
            None => Err(A::refuse(self, Complaint::Missing(None))),
        }
    }

    /// Reads what stands raised: an atom, and a minus before it where signs may stand: d^-1.
    pub fn exponent(&mut self) -> Outcome<A> {
        let negative = A::RULES.negative.filter(|_| self.take(Kind::Minus));
        let value = self.atom()?;
        Ok(match negative {
            Some(negative) => negative(value),
            None => value,
        })
    }

    fn take_any(&mut self, kinds: &[Kind<A::Word>]) -> Option<Kind<A::Word>> {
        kinds.iter().copied().find(|kind| self.take(*kind))
    }
}
