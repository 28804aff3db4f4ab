//! Inputs of many encodings and containers, made by other programs (`tests/inputs/make.py`): the same numbers as the
//! plain text, or a message that names the place.

use super::{made, run, warning, words};
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

fn plain() -> Value {
    words(&[&made("plain.txt")], b"").0["words"].clone()
}

#[test]
fn every_encoding_gives_the_numbers_of_utf8() {
    let expected = plain();
    for name in ["windows-1256", "iso-8859-6", "mac-arabic", "utf-16le", "utf-16be", "utf-32le", "utf-32be"] {
        let file = made(&format!("{name}.txt"));
        let (found, code) = words(&[&file], b"");
        assert_eq!(found["inputs"][0]["encoding"], name);
        assert_eq!(found["inputs"][0]["offsets"], "decoded");
        assert_eq!((&found["words"], code), (&expected, 0), "{name}");
        assert_eq!(warning(&found, "encoding_guessed")["severity"], "warning");
        let (found, code) = words(&["--encoding", name, &file], b"");
        assert_eq!((&found["words"], code), (&expected, 0), "{name}");
        assert_eq!(found["inputs"][0]["encoding"], name);
        assert_eq!(found["warnings"], serde_json::json!([]));
        if name.starts_with("utf") {
            let marked = fs::read(made(&format!("{name}-bom.txt"))).unwrap();
            for args in [&[] as &[&str], &["--encoding", name]] {
                let (found, code) = words(args, &marked);
                assert_eq!((&found["words"], code), (&expected, 0), "{name}");
                assert_eq!(found["inputs"][0]["encoding"], name);
            }
        }
    }
    let (marked, _) = words(&[&made("utf-8-bom.txt")], b"");
    assert_eq!((&marked["words"], &marked["inputs"][0]["offsets"]), (&expected, &"file".into()));
}

#[test]
fn few_words_tell_their_encoding() {
    for word in ["السلام عليكم", "مرحبا بالضيوف الكرام", "والمدرسة", "في البيت الكبير"]
    {
        for (name, encoding) in
            [("windows-1256", encoding_rs::WINDOWS_1256), ("iso-8859-6", encoding_rs::ISO_8859_6)]
        {
            let (bytes, _, lossy) = encoding.encode(word);
            assert!(!lossy);
            let (found, _) = words(&[], &bytes);
            assert_eq!(found["inputs"][0]["encoding"], name, "{word}");
        }
        let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(words(&[], &wide).0["inputs"][0]["encoding"], "utf-16le", "{word}");
    }
    let (found, code) = words(&[&made("ibm864.txt")], b"");
    assert_eq!((&found["inputs"][0]["encoding"], code), (&"ibm864".into(), 0));
    let french = words(&[], b"caf\xe9 \xe0 la cr\xe8me, d\xe9j\xe0 vu").0;
    assert_eq!(french["inputs"][0]["encoding"], "windows-1252");
}

#[test]
fn what_an_encoding_lacks_is_placed() {
    let (found, code) = words(&["--encoding", "iso-8859-6"], b"\xc7\xe4\n\xc7 \xff\xff\n\xfe");
    let lost = warning(&found, "lossy_decoding");
    assert_eq!((code, &lost["byte"], &lost["line"], &lost["count"]), (2, &5.into(), &2.into(), &3.into()));
    let (found, code) = words(&["--encoding", "utf-32le", "--lenient"], b"a\0\0\0\n\0\0\0\xff\xff\xff\xff\0");
    let lost = warning(&found, "lossy_decoding");
    assert_eq!((code, &lost["byte"], &lost["line"], &lost["count"]), (0, &8.into(), &2.into(), &2.into()));
    let wrong = run(&["words", "--encoding", "windows-1265"], b"");
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("windows-1256"), "{}", wrong.err);
}

#[test]
fn compressed_files_are_told_by_their_bytes() {
    let expected = plain();
    for ending in ["gz", "bz2", "xz", "zst"] {
        for name in ["plain", "members"] {
            let bytes = fs::read(made(&format!("{name}.{ending}"))).unwrap();
            let (found, code) = words(&[], &bytes);
            assert_eq!((&found["words"], code), (&expected, 0), "{name}.{ending}");
            assert_eq!(found["inputs"][0]["bytes"], bytes.len(), "{name}.{ending}");
            assert_eq!(found["inputs"][0]["offsets"], "decoded");
            let (garbage, code) = words(&[], &[bytes.as_slice(), b"more"].concat());
            assert_eq!((&garbage["words"], code), (&expected, 0), "{name}.{ending}");
            assert_eq!(warning(&garbage, "trailing_garbage")["severity"], "warning");
            let (padded, _) = words(&[], &[bytes.as_slice(), &[0; 512]].concat());
            assert_eq!((&padded["words"], &padded["warnings"]), (&expected, &serde_json::json!([])));
        }
    }
}

#[test]
fn a_stream_that_ends_early_is_named_and_what_was_read_is_counted() {
    for ending in ["gz", "bz2", "xz", "zst"] {
        let whole = fs::read(made(&format!("members.{ending}"))).unwrap();
        let (first, _) = words(&[], &whole[..whole.len() * 3 / 4]);
        let early = warning(&first, "truncated_input");
        assert_eq!(early["severity"], "error");
        assert!(early["message"].as_str().unwrap().contains("ends early, after "), "{ending}: {early}");
        assert!(first["words"]["total"].as_u64().unwrap() >= 10, "{ending}: the first member was read");
        for cut in 1..whole.len() {
            let run = run(&["words", "--format", "json"], &whole[..cut]);
            assert!([0, 2].contains(&run.code), "{ending} {cut}: {}", run.err);
        }
        let mut damaged = whole.clone();
        let middle = whole.len() / 2 - 12;
        damaged[middle] ^= 0x55;
        assert_eq!(run(&["words"], &damaged).code, 2, "{ending}");
    }
}

#[test]
fn limits_stop_a_bomb() {
    let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let line = [b' '; 1 << 20];
    (0..80).for_each(|_| std::io::Write::write_all(&mut bomb, &line).unwrap());
    let bomb = bomb.finish().unwrap();
    let (found, code) = words(&["--max-ratio", "500"], &bomb);
    assert_eq!(code, 2);
    let said = warning(&found, "limit_reached")["message"].as_str().unwrap().to_owned();
    assert!(said.contains("more than 500 times"), "{said}");
    let (found, code) = words(&["--max-bytes", "50", &made("plain.txt")], b"");
    assert_eq!((code, warning(&found, "limit_reached")["severity"].as_str()), (2, Some("error")));
    let length = fs::metadata(made("plain.txt")).unwrap().len().to_string();
    assert_eq!(words(&["--max-bytes", &length, &made("plain.txt")], b"").1, 0);
}

#[test]
fn what_is_packed_twice_is_said() {
    let mut outer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut outer, &fs::read(made("plain.zst")).unwrap()).unwrap();
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("twice.gz");
    fs::write(&path, outer.finish().unwrap()).unwrap();
    let (found, code) = words(&[&path.to_string_lossy(), &made("plain.gz")], b"");
    assert_eq!((code, warning(&found, "nested_container")["severity"].as_str()), (2, Some("error")));
    assert_eq!(found["words"], plain());
    assert!(Path::new(&path).exists());
}
