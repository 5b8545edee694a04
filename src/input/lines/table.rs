//! Tables with bars between their cells, as Markdown, polars and SQL print them.

use super::super::raw_table::{Format, RawTable, Rows};
use super::decimal::{cells, is_number};
use super::names;
use crate::base::error::Result;

/// Reads a table with bars between its cells.
pub(super) fn read(lines: &[&str]) -> Result<RawTable> {
    let mut rows = Rows::with_capacity(lines.len());
    // What stands above the first line between rows is a header; what polars says of the types of
    // the columns, between two such lines, is more of it.
    let mut header: Option<Vec<String>> = None;
    let is_rule = |line: &str| line.chars().all(|c| "-+:|= ".contains(c));
    let end = lines.iter().rposition(|line| !is_rule(line.trim())).map_or(0, |at| at + 1);
    for line in lines.iter().take(end).map(|line| line.trim()) {
        if is_rule(line) {
            let are_types = rows.iter().flatten().all(|cell| !is_number(cell));
            if header.is_none() && (rows.len() == 1 || are_types) {
                header = rows.pop();
                rows.clear();
            } else if are_types {
                rows.clear();
            }
            continue;
        }
        let line = line.strip_prefix('|').unwrap_or(line);
        let line = line.strip_suffix('|').unwrap_or(line);
        rows.push(line.split('|').map(|cell| cell.trim().to_owned()).collect());
    }
    // Bars around rows, and none between their numbers.
    if header.is_none()
        && rows.iter().all(|row| row.len() == 1)
        && lines.iter().all(|line| line.contains(['|', '+']))
    {
        for row in &mut rows {
            *row = row.iter().flat_map(|cell| cell.split_whitespace()).map(str::to_owned).collect();
        }
    }
    let reading = cells(Format::Markdown, rows)?;
    Ok(match header {
        Some(header) => names::of_header(header, reading),
        None => reading,
    })
}
