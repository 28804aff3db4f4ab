//! Files of settings, read with the places of their keys and values.

use super::{Origin, Setting, Value};
use mizan::{Error, ErrorKind};
use std::io::Read;
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A file of settings is written by hand: a larger one is none.
const MOST_BYTES: u64 = 1 << 20;

/// The file of the user: in the folder of `XDG_CONFIG_HOME`, or `.config` in the home folder.
pub(super) fn of_user() -> Option<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let configs = folder("XDG_CONFIG_HOME").or_else(|| folder("HOME").map(|home| home.join(".config")))?;
    Some(configs.join("mizan").join("config.toml"))
}

/// The settings of a file, those of commands first, since they win; none if there is no file.
pub(super) fn read(path: &Path) -> Result<Vec<Setting>, Error> {
    let name = path.to_string_lossy().into_owned();
    let error = |message: String, help: &str| {
        Error::new(ErrorKind::Usage, message)
            .at(name.as_str())
            .with_help(format!("{help}, or say --no-config"))
    };
    let found = match std::fs::metadata(path) {
        Ok(found) => found,
        Err(reason) if reason.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        // Where a folder of the path is a file, there is no file either.
        Err(reason) if reason.kind() == std::io::ErrorKind::NotADirectory => return Ok(Vec::new()),
        Err(reason) => return Err(error(unreadable(&reason), "mend it")),
    };
    if !found.is_file() {
        return Err(error("the configuration is no file".to_owned(), "move it away"));
    }
    let mut bytes = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(MOST_BYTES + 1).read_to_end(&mut bytes))
        .map_err(|reason| error(unreadable(&reason), "mend it"))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(error("a configuration of more than 1 MiB".to_owned(), "shorten it"));
    }
    parse(&name, &bytes)
}

fn unreadable(reason: &std::io::Error) -> String {
    let text = reason.to_string();
    format!("cannot be read: {}", text.split(" (os error").next().unwrap_or(&text).to_lowercase())
}

/// The settings that a text holds.
fn parse(name: &str, bytes: &[u8]) -> Result<Vec<Setting>, Error> {
    let error = |origin: Origin, message: &str, help: &str| {
        Error::new(ErrorKind::Usage, message).at(origin.to_string()).with_help(help)
    };
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(reason) => {
            let valid = String::from_utf8_lossy(&bytes[..reason.valid_up_to()]);
            let origin = place(name, &valid, valid.len());
            return Err(error(origin, "not UTF-8", "save it as UTF-8"));
        }
    };
    if text.starts_with('\u{feff}') {
        let help = "save it as UTF-8 without one";
        return Err(error(place(name, text, 0), "begins with a byte order mark", help));
    }
    let table = DeTable::parse(text).map_err(|reason| {
        let at = reason.span().map_or(text.len(), |span| span.start);
        let message = format!("not TOML: {}", reason.message().replace('\n', "; "));
        error(place(name, text, at), &message, "settings are lines like: layer = \"root\"")
    })?;
    let mut settings = Vec::new();
    let mut top = Vec::new();
    for (key, value) in table.get_ref() {
        if let DeValue::Table(inner) = value.get_ref() {
            let command = key.get_ref().to_string();
            for (key, value) in inner {
                settings.push(setting(name, text, Some(command.clone()), key, value)?);
            }
        } else {
            top.push(setting(name, text, None, key, value)?);
        }
    }
    settings.extend(top);
    Ok(settings)
}

fn setting(
    name: &str,
    text: &str,
    command: Option<String>,
    key: &Spanned<std::borrow::Cow<'_, str>>,
    value: &Spanned<DeValue<'_>>,
) -> Result<Setting, Error> {
    let value_at = place(name, text, value.span().start);
    let wrong = || {
        let message = format!("{} cannot be a {}", key.get_ref(), value.get_ref().type_str());
        Error::new(ErrorKind::Usage, message)
            .at(value_at.to_string())
            .with_help("values are texts, numbers, true, false, or lists of texts and numbers")
    };
    let written = match value.get_ref() {
        DeValue::Boolean(on) => Value::Switch(*on),
        DeValue::Array(all) => {
            let texts = all.iter().map(|value| scalar(value.get_ref()).ok_or_else(wrong));
            Value::Many(texts.collect::<Result<_, _>>()?)
        }
        other => Value::One(scalar(other).ok_or_else(wrong)?),
    };
    let key_at = place(name, text, key.span().start);
    let key = key.get_ref().to_string();
    Ok(Setting { command, key, value: written, is_text: false, key_at, value_at })
}

/// A text or number as it is said on the command line.
fn scalar(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) if number.radix() == 10 => Some(number.as_str().to_owned()),
        DeValue::Integer(number) => {
            i128::from_str_radix(number.as_str(), number.radix()).ok().map(|number| number.to_string())
        }
        DeValue::Float(number) => Some(number.as_str().to_owned()),
        _ => None,
    }
}

/// Line and column of a byte, columns in characters.
fn place(name: &str, text: &str, at: usize) -> Origin {
    let at = (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let before = &text[..at];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
    Origin { name: name.to_owned(), place: Some((line, column)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_of_commands_win_over_what_stands_above_them() {
        let text = "top = 0x10\nkinds = [\"word\", 'number']\n[words]\nmin_count = 1_000\nlist = true\n";
        let found = parse("mizan.toml", text.as_bytes()).unwrap();
        let of = |key: &str| found.iter().find(|setting| setting.key == key).unwrap();
        assert_eq!(of("top").value, Value::One("16".to_owned()));
        assert_eq!(of("kinds").value, Value::Many(vec!["word".to_owned(), "number".to_owned()]));
        assert_eq!(of("min_count").value, Value::One("1000".to_owned()));
        assert_eq!(of("list").value, Value::Switch(true));
        assert_eq!(found[0].command.as_deref(), Some("words"));
        assert_eq!(of("min_count").key_at.place, Some((4, 1)));
        assert_eq!(of("min_count").value_at.place, Some((4, 13)));
    }

    #[test]
    fn columns_are_characters() {
        assert_eq!(place("a", "x = 1\nكتاب = ", "x = 1\nكتاب = ".len()).place, Some((2, 8)));
    }

    #[test]
    fn what_is_broken_is_named_with_its_place() {
        for (bytes, wanted) in [
            (&b"\xef\xbb\xbftop = 1"[..], "mizan.toml: line 1, column 1: begins with a byte order mark"),
            (b"top = 1\nlayer = '\xff'", "mizan.toml: line 2, column 10: not UTF-8"),
            (b"top = 2026-01-01", "mizan.toml: line 1, column 7: top cannot be a datetime"),
            (b"[words]\nsort = { a = 1 }", "mizan.toml: line 2, column 8: sort cannot be a table"),
        ] {
            assert_eq!(parse("mizan.toml", bytes).unwrap_err().to_string(), wanted);
        }
        for bytes in ["top = ", "[words", "a = 1\na = 2", "top = \"x", "\0", "= 1"] {
            let error = parse("mizan.toml", bytes.as_bytes()).unwrap_err().to_string();
            assert!(error.starts_with("mizan.toml: line ") && error.contains("not TOML"), "{error}");
        }
    }
}
