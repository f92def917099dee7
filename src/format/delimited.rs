//! Tables as text: cells between tabs, semicolons or commas, in quotes where they hold a delimiter, a quote or a new line.

/// The rows of a table, with the delimiter found in it. Quotes that never close run to the end of the text.
pub(super) fn read(text: &str) -> Vec<Vec<String>> {
    let text = text.trim_start_matches('\u{feff}');
    let delimiter = delimiter(text);
    let mut rows = Vec::new();
    let mut row: Vec<String> = Vec::new();
    let mut cell = String::new();
    let (mut quoted, mut fresh) = (false, true);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if fresh => (quoted, fresh) = (true, false),
            _ if quoted => cell.push(c),
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
                fresh = true;
            }
            c if c == delimiter => {
                row.push(std::mem::take(&mut cell));
                fresh = true;
            }
            c => {
                fresh = fresh && c == ' ';
                cell.push(c);
            }
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    for cell in rows.iter_mut().flatten() {
        *cell = plain(std::mem::take(cell));
    }
    rows.retain(|row| row.iter().any(|cell| !cell.trim().is_empty()));
    rows
}

/// A tab if there is one in the first line; else whichever of `;` and `,` cuts the first lines most evenly.
pub(super) fn delimiter(text: &str) -> char {
    let first: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(10).collect();
    if first.iter().any(|line| line.trim().contains('\t')) {
        return '\t';
    }
    let cuts = |line: &str, delimiter: char| {
        let mut quoted = false;
        let outside = |c: &char| {
            quoted ^= *c == '"';
            *c == delimiter && !quoted
        };
        line.chars().filter(outside).count()
    };
    let least = |delimiter| first.iter().map(|line| cuts(line, delimiter)).min().unwrap_or(0);
    let head = |delimiter| first.first().map_or(0, |line| cuts(line, delimiter));
    if (least(';'), head(';')) >= (least(','), head(',')) { ';' } else { ',' }
}

/// Without the quote that keeps a spreadsheet from taking the cell for a formula.
fn plain(cell: String) -> String {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => rest.to_owned(),
        _ => cell,
    }
}

fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// A cell of a tab-separated table: harmless in a spreadsheet, in quotes where it must be.
pub(super) fn write_cell(cell: &str) -> String {
    write_cell_between(cell, '\t')
}

/// A cell of a table with any delimiter (RFC 4180): harmless in a spreadsheet, in quotes where it must be.
pub fn write_cell_between(cell: &str, delimiter: char) -> String {
    let safe = if is_formula(cell) { format!("'{cell}") } else { cell.to_owned() };
    if safe.contains([delimiter, '\n', '\r', '"']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cells_are_cut_where_the_table_is_cut() {
        for (text, expected) in [
            ("a\tb\nc\td\n", vec![vec!["a", "b"], vec!["c", "d"]]),
            ("a;b,c;d\r\n1;2,5;3\r\n", vec![vec!["a", "b,c", "d"], vec!["1", "2,5", "3"]]),
            ("a,\"b, \"\"c\"\"\n d\",e\n", vec![vec!["a", "b, \"c\"\n d", "e"]]),
            ("'=1+1\t'tis\n", vec![vec!["=1+1", "'tis"]]),
            ("\n\n", vec![]),
            ("\"open\tend", vec![vec!["open\tend"]]),
        ] {
            assert_eq!(read(text), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_cell_reads_back_as_written(cells in prop::collection::vec("[a=+@'\"\t\n\r ,;-]{0,6}", 2..4)) {
            let line: Vec<String> = cells.iter().map(|cell| write_cell(cell)).collect();
            let expected: Vec<String> = cells.clone();
            let head = "x\t".repeat(cells.len() - 1) + "x\n";
            let rows = read(&(head + &line.join("\t")));
            if cells.iter().any(|cell| !cell.trim().is_empty()) {
                prop_assert_eq!(&rows[1], &expected);
            }
        }
    }
}
