//! Rows → JSON lines: one compact object for each row, no wrapper.

use std::io::{self, Write};
use std::ops::ControlFlow;

use super::{Options, RowJson, Source};

/// Writes all rows of `source`.
pub fn write(source: &dyn Source, _: &Options, mut out: &mut dyn Write) -> io::Result<()> {
    let columns = source.columns();
    source.walk(&mut |row| {
        serde_json::to_writer(&mut out, &RowJson { columns, row })?;
        out.write_all(b"\n")?;
        Ok(ControlFlow::Continue(()))
    })
}
