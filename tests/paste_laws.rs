//! Laws of the paste reader: it never panics, and what is printed is read back bit by bit.
#![cfg(not(target_arch = "wasm32"))]

use attention_playground::input::{Format, parse_cell, parse_matrix, parse_plain_matrix};
use proptest::prelude::*;

/// A printer of a matrix, and the format that its text should be read as.
struct Printer {
    format: Format,
    print: fn(&[Vec<String>]) -> String,
}

/// Joins cells to rows and rows to a text.
fn table(rows: &[Vec<String>], cell: &str, row: &str) -> String {
    rows.iter().map(|cells| cells.join(cell)).collect::<Vec<_>>().join(row)
}

const PRINTERS: &[Printer] = &[
    Printer { format: Format::Python, print: |m| format!("[[{}]]", table(m, ", ", "], [")) },
    Printer {
        format: Format::Tensor,
        print: |m| format!("tensor([[{}]], dtype=torch.float64)", table(m, ", ", "],\n        [")),
    },
    Printer {
        format: Format::Array,
        print: |m| format!("array([[{}]])", table(m, ", ", "],\n       [")),
    },
    Printer { format: Format::NumpyPrint, print: |m| format!("[[{}]]", table(m, " ", "]\n [")) },
    Printer { format: Format::Matlab, print: |m| format!("[{}]", table(m, " ", "; ")) },
    Printer { format: Format::Braces, print: |m| format!("{{{{{}}}}};", table(m, ", ", "}, {")) },
    Printer {
        format: Format::Latex,
        print: |m| format!("\\begin{{bmatrix}} {} \\end{{bmatrix}}", table(m, " & ", " \\\\ ")),
    },
    Printer {
        format: Format::Vectors,
        print: |m| {
            let vector = |row: &Vec<String>| {
                format!("\\begin{{bmatrix}} {} \\end{{bmatrix}}", row.join(" \\\\ "))
            };
            format!(
                "\\left\\{{ {} \\right\\}}",
                m.iter().map(vector).collect::<Vec<_>>().join(", ")
            )
        },
    },
    Printer {
        format: Format::MathMl,
        print: |m| {
            let cell = |cell: &String| format!("<mtd>{}</mtd>", mathml(cell));
            let row = |row: &Vec<String>| {
                format!("<mtr>{}</mtr>", row.iter().map(cell).collect::<String>())
            };
            let rows: String = m.iter().map(row).collect();
            format!("<math><mo>[</mo><mtable>{rows}</mtable><mo>]</mo></math>")
        },
    },
    Printer {
        format: Format::Rendered,
        print: |m| {
            // KaTeX lays out columns; a number in its notation has no exponent.
            let column = |at: usize| -> String {
                let cells: Vec<String> = m.iter().map(|row| plain(&row[at])).collect();
                cells.join("\n")
            };
            let columns: Vec<String> = (0..m[0].len()).map(column).collect();
            format!("Q=[ \n{}\n\u{200B}\n ]", columns.join("\n\u{200B}\n  \n"))
        },
    },
    Printer {
        format: Format::Html,
        print: |m| {
            format!(
                "<table><tr><td>{}</td></tr></table>",
                table(m, "</td><td>", "</td></tr>\n<tr><td>")
            )
        },
    },
    Printer { format: Format::Csv, print: |m| table(m, ",", "\n") },
    Printer { format: Format::Tsv, print: |m| table(m, "\t", "\r\n") },
    Printer { format: Format::Semicolons, print: |m| table(m, ";", "\n").replace('.', ",") },
    Printer { format: Format::Markdown, print: |m| format!("| {} |", table(m, " | ", " |\n| ")) },
    Printer { format: Format::Spaces, print: |m| table(m, " ", "\n") },
];

/// A number of `MathML`: a sign apart, and a power of ten.
fn mathml(cell: &str) -> String {
    let (sign, digits) = cell.strip_prefix('-').map_or(("", cell), |digits| ("<mo>−</mo>", digits));
    let number = |text: &str| format!("<mn>{text}</mn>");
    match digits.split_once('e') {
        None => format!("{sign}{}", number(digits)),
        Some((mantissa, power)) => {
            let (minus, power) =
                power.strip_prefix('-').map_or(("", power), |power| ("<mo>−</mo>", power));
            let ten = format!("<msup><mn>10</mn><mrow>{minus}{}</mrow></msup>", number(power));
            format!("{sign}{}<mo>×</mo>{ten}", number(mantissa))
        }
    }
}

/// A number without an exponent, to the same double.
fn plain(cell: &str) -> String {
    let value: f64 = cell.parse().expect("it was printed as a number");
    format!("{value}")
}

/// Matrices of finite doubles. Two or more rows and columns: a matrix of one row or column is
/// written alike in several formats, and tests/pastes.json has those.
fn matrices() -> impl Strategy<Value = Vec<Vec<f64>>> {
    let finite =
        proptest::num::f64::NORMAL | proptest::num::f64::SUBNORMAL | proptest::num::f64::ZERO;
    (2..6_usize, 2..6_usize).prop_flat_map(move |(rows, columns)| {
        let row = proptest::collection::vec(finite, columns);
        proptest::collection::vec(row, rows)
    })
}

/// Pieces of every format, which random texts seldom hit.
fn fragments() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        ",",
        ";",
        "\n",
        "\r",
        "\t",
        " ",
        "|",
        "\"",
        "'",
        "=",
        ":",
        "$$",
        "*",
        "/",
        "-",
        "−",
        "1",
        "2.5",
        "1,5",
        "1.234,5",
        "1e-400",
        "1e400",
        "sqrt(",
        "√",
        "\\sqrt",
        "\\frac",
        "\\begin{bmatrix}",
        "\\end{bmatrix}",
        "\\begin",
        "\\begin{array}",
        "\\\\",
        "\\",
        "&",
        "^T",
        ".T",
        "tensor(",
        "array(",
        "np.float64(",
        "dtype=",
        "...",
        "True",
        "nan",
        "None",
        "x",
        "|---|",
        "10^",
        "\\times",
        "\\phantom",
        "\\left",
        "\\right\\}",
        "１",
        "½",
        "%",
        "\u{202E}",
        "\u{200B}\n",
        "  \n",
        "→",
        "·",
        "⁻³",
        "#",
        "//",
        ">>>",
        "```",
        "~",
        "mat(",
        "c(",
        "matrix(",
        "nrow=",
        "[,1]",
        "[1,]",
        "Columns 1 through 2",
        "<mtable>",
        "<mtr>",
        "<mtd>",
        "<table>",
        "<tr>",
        "<td>",
        "</td>",
        "&amp;",
        "shape=(2, 2)",
        "Tensor",
        "⎡",
        "⎤",
        "×10",
        "e^",
    ]);
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Pastes of the table, for mutation.
fn corpus() -> Vec<String> {
    let table: serde_json::Value =
        serde_json::from_str(include_str!("pastes.json")).expect("pastes.json is JSON");
    let cases = table.as_array().expect("pastes.json is a list");
    cases.iter().filter_map(|case| case["paste"].as_str().map(str::to_owned)).collect()
}

/// Checks what holds for any text at all.
fn check_any(text: &str) -> Result<(), TestCaseError> {
    match parse_matrix(text) {
        Ok(parsed) => {
            let grid = parsed.grid;
            prop_assert!(grid.rows > 0 && grid.columns > 0);
            prop_assert_eq!(grid.values.len(), grid.rows * grid.columns);
            prop_assert_eq!(grid.cells.len(), grid.rows);
            prop_assert!(grid.cells.iter().all(|row| row.len() == grid.columns));
            prop_assert!(grid.values.iter().all(|value| value.is_finite()));
        }
        Err(error) => {
            prop_assert!(!error.hint.is_empty(), "{error}");
            prop_assert!(error.to_string().chars().count() <= 200, "{error}");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn printed_matrices_are_read_back(matrix in matrices()) {
        let cells: Vec<Vec<String>> = matrix.iter().map(|row| row.iter().map(|x| format!("{x:?}")).collect()).collect();
        let bits = |values: &[f64]| values.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
        for Printer { format, print } in PRINTERS {
            let text = print(&cells);
            let parsed = parse_matrix(&text).map_err(|error| TestCaseError::fail(format!("{text}\n{error}")))?;
            prop_assert_eq!(parsed.format, *format, "{}", text);
            prop_assert_eq!(bits(&parsed.grid.values), bits(&matrix.concat()), "{}", text);
        }
    }

    /// What needs no judgement is read alike by the small reader and by all the others.
    #[test]
    fn a_plain_text_is_read_alike_by_both_readers(matrix in matrices(), separator in 0..4_usize) {
        let cells: Vec<Vec<String>> = matrix.iter().map(|row| row.iter().map(|x| format!("{x:?}")).collect()).collect();
        let text = match separator {
            0 => format!("[[{}]]", table(&cells, ", ", "], [")),
            1 => table(&cells, "\t", "\r\n"),
            2 => table(&cells, ",", "\n"),
            _ => table(&cells, "  ", "\n"),
        };
        let plain = parse_plain_matrix(&text).expect("it is not large");
        // A mark of the order of bytes is left out, and only the larger reader knows it.
        let marked = format!("\u{FEFF}{text}");
        prop_assert_eq!(parse_plain_matrix(&marked), Ok(None));
        if let Some(plain) = plain {
            prop_assert_eq!(Ok(plain), parse_matrix(&marked), "{}", text);
        } else {
            // Two columns of commas may be decimal commas.
            prop_assert!(separator == 2 && matrix[0].len() == 2, "{}", text);
        }
    }

    #[test]
    fn no_text_panics(text in any::<String>()) {
        check_any(&text)?;
        let _ = parse_cell(&text);
    }

    #[test]
    fn no_mixture_of_formats_panics(text in fragments()) {
        check_any(&text)?;
        let _ = parse_cell(&text);
    }

    #[test]
    fn no_damaged_paste_panics(
        paste in prop::sample::select(corpus()),
        other in fragments(),
        at in any::<prop::sample::Index>(),
        cut in 0..8_usize,
    ) {
        let characters: Vec<char> = paste.chars().collect();
        let at = at.index(characters.len() + 1);
        let (before, after) = characters.split_at(at);
        let damaged: String = before.iter().copied().chain(other.chars().take(cut)).chain(after.iter().skip(cut).copied()).collect();
        check_any(&damaged)?;
    }

    /// A decimal has a short way; a blank before it takes the way of everything else.
    #[test]
    fn a_plain_decimal_is_read_as_the_grammar_reads_it(text in "-?[0-9]{0,11}(\\.[0-9]{0,11})?") {
        let read = |text: &str| parse_cell(text).map(|cell| (cell.text, cell.value.to_bits(), cell.notes.len()));
        let (short, whole) = (read(&text), read(&format!(" {text}")));
        prop_assert_eq!(short.is_ok(), whole.is_ok());
        if let (Ok(short), Ok(whole)) = (short, whole) {
            prop_assert_eq!(short, whole);
        }
    }

    /// What a person types in a cell is read as what is pasted.
    #[test]
    fn a_cell_in_latex_is_read_as_it_is_in_plain_text(a in 0..1000_u32, b in 1..1000_u32, minus in any::<bool>()) {
        let sign = if minus { "-" } else { "" };
        for (latex, plain) in [
            (format!("{sign}\\sqrt{{{a}}}"), format!("{sign}sqrt({a})")),
            (format!("{sign}\\frac{{{a}}}{{{b}}}"), format!("{sign}{a}/{b}")),
            (format!("$ {sign}\\dfrac{{\\sqrt{{{a}}}}}{{{b}}} $"), format!("{sign}sqrt({a})/{b}")),
            (format!("{sign}{b}\\,\\sqrt{{{a}}}"), format!("{sign}{b}*sqrt({a})")),
            (format!("{sign}{a} \\cdot {b}"), format!("{sign}{a}*{b}")),
        ] {
            let read = |text: &str| parse_cell(text).map(|cell| (cell.text, cell.value.to_bits()));
            prop_assert_eq!(read(&latex), read(&plain), "{}", latex);
        }
        let unknown = format!("{a}\\alpha");
        for refused in ["\\sqrt{4", "\\frac{1}", "\\frac{1}{0}", "\\sqrt{-4}", "1\\", "\\sqrt{9} \\\\", &unknown] {
            prop_assert!(parse_cell(refused).is_err(), "{}", refused);
        }
    }

    #[test]
    fn every_cell_that_was_read_is_read_again_alike(text in fragments()) {
        if let Ok(cell) = parse_cell(&text) {
            let again = parse_cell(&cell.text);
            prop_assert_eq!(again.map(|again| (again.text, again.value.to_bits())), Ok((cell.text, cell.value.to_bits())));
        }
    }
}

#[test]
fn every_format_has_a_printer() {
    let printed: Vec<Format> = PRINTERS.iter().map(|printer| printer.format).collect();
    // Lengths are those of a mask, which no matrix is printed as.
    let of_matrices: Vec<Format> =
        Format::ALL.iter().copied().filter(|format| *format != Format::Lengths).collect();
    assert_eq!(printed, of_matrices);
}
