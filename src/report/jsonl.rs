//! Rows → JSON lines: one compact object for each row, no wrapper.

use std::io::{self, Write};

use super::{Options, RowJson, Source};

/// Writes all rows of `source`.
pub fn write(source: &dyn Source, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let columns = source.columns();
    source.spell(
        &|row, text| {
            // The keys are texts and the values numbers and texts: nothing of that can fail.
            text.push_str(&serde_json::to_string(&RowJson { columns, row }).unwrap_or_default());
            text.push('\n');
        },
        out,
    )
}
