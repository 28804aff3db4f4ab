//! Graded sentences from a table of BAREC: the columns Sentence, Readability_Level_19, Document.

use crate::graded::{Reader, Sentence};

/// The sentences of a table, and the CRC-32 of its bytes, by which the command tells what it was trained on.
pub fn read(path: &str) -> Result<(Vec<Sentence>, u32), String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{path}: {error}"))?;
    let mut reader = Reader::new();
    let mut table = csv::Reader::from_reader(bytes.as_slice());
    let headers = table.headers().map_err(|error| format!("{path}: {error}"))?.clone();
    let column = |name: &str| {
        headers.iter().position(|header| header == name).ok_or_else(|| format!("{path}: no column {name}"))
    };
    let (text, level, document) = (column("Sentence")?, column("Readability_Level_19")?, column("Document")?);
    let mut sentences = Vec::new();
    for record in table.records() {
        let record = record.map_err(|error| format!("{path}: {error}"))?;
        let level = record[level].parse().map_err(|_| format!("{path}: level {:?}", &record[level]))?;
        sentences.push(Sentence {
            tokens: reader.read(&record[text]),
            level,
            document: record[document].to_owned(),
        });
    }
    Ok((sentences, crc::Crc::<u32>::new(&crc::CRC_32_ISCSI).checksum(&bytes)))
}
