//! JSON lines: an object on each line, a field of which is the text of a document.

use super::Reading;
use crate::input::Format;
use serde::de::{Deserializer as _, IgnoredAny, MapAccess, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::io::{self, BufRead};

pub(super) fn read(reader: &mut dyn BufRead, reading: &mut Reading<'_>) -> io::Result<()> {
    let options = reading.options;
    let mut line = Vec::new();
    let mut number = 0;
    while reading.next_line(reader, &mut line, &mut number)? {
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let fields = Fields { text: &options.text_field, id: &options.id_field };
        match record(&line, fields) {
            Ok((id, Field::Text(text))) => {
                let name = id.unwrap_or_else(|| reading.numbered(number));
                reading.sink.document(name, Format::Jsonl.unit())?;
                reading.sink.text(text.as_bytes())?;
            }
            Ok((_, Field::Other)) => {
                let message = format!("the field {:?} is no string; record skipped", fields.text);
                reading.skip(number, message, "name the field of the text with --text-field")?;
            }
            Ok((_, Field::Missing)) => {
                let keys = keys(&line);
                let help = match keys.first() {
                    Some(key) => format!("name the field with --text-field {key}"),
                    None => "name the field with --text-field".to_owned(),
                };
                let message =
                    format!("no field {:?} (fields here: {}); record skipped", fields.text, keys.join(", "));
                reading.skip(number, message, &help)?;
            }
            Err(error) => {
                let what = error.to_string();
                let what = what.split(" at line ").next().unwrap_or_default();
                let message =
                    format!("not an object of JSON: {what} (column {}); record skipped", error.column());
                reading.skip(number, message, "mend the line, or say --input-format text")?;
            }
        }
    }
    Ok(())
}

/// What stands in the field of the text.
enum Field<'l> {
    Text(Cow<'l, str>),
    Other,
    Missing,
}

#[derive(Clone, Copy)]
struct Fields<'f> {
    text: &'f str,
    id: &'f str,
}

/// The name and the text of a record. The other fields are not kept.
fn record<'l>(line: &'l [u8], fields: Fields<'_>) -> serde_json::Result<(Option<String>, Field<'l>)> {
    let mut parser = serde_json::Deserializer::from_slice(line);
    let found = parser.deserialize_map(fields)?;
    parser.end()?;
    Ok(found)
}

impl<'l> Visitor<'l> for Fields<'_> {
    type Value = (Option<String>, Field<'l>);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'l>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut id, mut text) = (None, Field::Missing);
        while let Some(key) = map.next_key_seed(Key)? {
            // Of a key that stands twice, the last counts, as with other readers.
            if key == self.text {
                text = map.next_value_seed(Text)?;
            } else if key == self.id {
                id = match map.next_value::<serde_json::Value>()? {
                    serde_json::Value::String(name) => Some(name),
                    serde_json::Value::Number(number) => Some(number.to_string()),
                    _ => None,
                };
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok((id, text))
    }
}

/// A key, borrowed where it holds no escapes.
struct Key;

impl<'l> serde::de::DeserializeSeed<'l> for Key {
    type Value = Cow<'l, str>;

    fn deserialize<D: serde::Deserializer<'l>>(self, parser: D) -> Result<Self::Value, D::Error> {
        match parser.deserialize_str(Text)? {
            Field::Text(key) => Ok(key),
            Field::Other | Field::Missing => Ok(Cow::Borrowed("")),
        }
    }
}

/// A value that should be a string.
struct Text;

impl<'l> serde::de::DeserializeSeed<'l> for Text {
    type Value = Field<'l>;

    fn deserialize<D: serde::Deserializer<'l>>(self, parser: D) -> Result<Self::Value, D::Error> {
        parser.deserialize_any(self)
    }
}

impl<'l> Visitor<'l> for Text {
    type Value = Field<'l>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_borrowed_str<E>(self, text: &'l str) -> Result<Self::Value, E> {
        Ok(Field::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Field::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Field::Other)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(Field::Other)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(Field::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Field::Other)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Field::Other)
    }

    fn visit_seq<A: serde::de::SeqAccess<'l>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Field::Other)
    }

    fn visit_map<A: MapAccess<'l>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Field::Other)
    }
}

/// The first keys of a record, for a message.
fn keys(line: &[u8]) -> Vec<String> {
    let object: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(line).unwrap_or_default();
    object.into_iter().map(|(key, _)| key).take(8).collect()
}
