//! A formula printed as `MathML` Core: elements first, so that a page can build them one by one.

use std::fmt;

use super::Math;
use super::math::parts;

/// A `MathML` element.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    pub tag: &'static str,
    pub attributes: Vec<(&'static str, String)>,
    pub children: Vec<Element>,
    /// What a token element says; empty for the others.
    pub text: String,
}

/// A formula as a `math` element in display style. An axis' letter has the class `axis-i`.
#[must_use]
pub fn mathml(math: &Math) -> Element {
    element("math", vec![print(math)]).with("display", "block")
}

fn print(math: &Math) -> Element {
    match math {
        Math::Letter { letter, primed } => {
            let letter_only = token("mi", letter).with("class", &format!("axis-{letter}"));
            if *primed { primes(letter_only, "′") } else { letter_only }
        }
        Math::Name(name) => {
            let (base, above, marks) = parts(name);
            let base = token("mi", &base);
            match (above.is_empty(), marks.is_empty()) {
                (true, true) => base,
                (true, false) => primes(base, marks),
                (false, true) => element("msup", vec![base, token("mi", &above)]),
                (false, false) => {
                    let above = vec![token("mi", &above), token("mo", &marks)];
                    element("msup", vec![base, element("mrow", above)])
                }
            }
        }
        Math::Number(number) => token("mn", number),
        // Brackets round single letters stay as small as they are.
        Math::Operator(bracket @ ("(" | ")")) => token("mo", bracket).with("stretchy", "false"),
        Math::Operator("∂") => token("mo", &"∂").with("lspace", "0").with("rspace", "0"),
        Math::Operator(operator) => token("mo", operator),
        Math::Word(word) => token("mtext", &format!("\u{a0}{word}\u{a0}")),
        Math::Row(parts) => grouped(parts),
        Math::Indexed { base, index } => {
            let index = grouped(index);
            match print(base) {
                // s′ with an index: both scripts hang on the same letter.
                Element { tag: "msup", mut children, .. } => {
                    children.insert(1, index);
                    element("msubsup", children)
                }
                base => element("msub", vec![base, index]),
            }
        }
        Math::Power(pair) => element("msup", pair.iter().map(print).collect()),
        Math::Fraction(pair) => element("mfrac", pair.iter().map(print).collect()),
        Math::Root(inside) => element("msqrt", vec![print(inside)]),
        Math::Sum { over, body } => {
            let sign = token("mo", &"∑").with("movablelimits", "false");
            element("mrow", vec![element("munder", vec![sign, grouped(over)]), print(body)])
        }
        Math::Apply { function, of } => {
            let bracket = |text| token("mo", &text).with("stretchy", "false");
            element("mrow", vec![token("mi", function), bracket("("), print(of), bracket(")")])
        }
        Math::Under { function, under } => {
            let name = token("mo", function).with("movablelimits", "false");
            element(
                "munder",
                vec![name.with("lspace", "0.17em").with("rspace", "0.17em"), grouped(under)],
            )
        }
        Math::Cases(cases) => {
            let cell = |math: &Math| element("mtd", vec![print(math)]);
            let line = |(value, when): &(Math, Math)| element("mtr", vec![cell(value), cell(when)]);
            let table = element("mtable", cases.iter().map(line).collect());
            element("mrow", vec![token("mo", &"{"), table.with("columnalign", "left left")])
        }
        Math::Bracketed(inside) => {
            let bracket = |text| token("mo", &text).with("stretchy", "false");
            element("mrow", vec![bracket("["), print(inside), bracket("]")])
        }
    }
}

fn primes(base: Element, marks: &str) -> Element {
    element("msup", vec![base, token("mo", &marks)])
}

fn grouped(parts: &[Math]) -> Element {
    match parts {
        [only] => print(only),
        _ => element("mrow", parts.iter().map(print).collect()),
    }
}

fn element(tag: &'static str, children: Vec<Element>) -> Element {
    Element { tag, attributes: Vec::new(), children, text: String::new() }
}

fn token(tag: &'static str, text: &impl ToString) -> Element {
    Element { text: text.to_string(), ..element(tag, Vec::new()) }
}

impl Element {
    fn with(mut self, name: &'static str, value: &str) -> Self {
        self.attributes.push((name, value.to_owned()));
        self
    }
}

impl fmt::Display for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{}", self.tag)?;
        if self.tag == "math" {
            write!(f, " xmlns=\"http://www.w3.org/1998/Math/MathML\"")?;
        }
        for (name, value) in &self.attributes {
            write!(f, " {name}=\"{}\"", escaped(value))?;
        }
        write!(f, ">{}", escaped(&self.text))?;
        for child in &self.children {
            write!(f, "{child}")?;
        }
        write!(f, "</{}>", self.tag)
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
