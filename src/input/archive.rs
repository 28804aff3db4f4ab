//! Archives, tar and zip: their members are documents, or files of documents.

use super::ahead::Ahead;
use super::compression::{Compression, MAGIC_BYTES};
use super::documents::Reader;
use super::notes::{Notes, Tap};
use super::records::{self, Reading};
use super::{Broken, Severity, Warning, WarningCode, open};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

/// A way to put files into one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Archive {
    Tar,
    Zip,
}

/// Bytes that are looked at to tell them.
pub(super) const HEAD_BYTES: usize = 512;

impl Archive {
    /// What these first bytes begin, if it is one.
    pub(super) fn of(head: &[u8]) -> Option<Self> {
        // A zip archive without members begins with its end.
        if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
            return Some(Self::Zip);
        }
        head.get(257..262).filter(|magic| *magic == b"ustar").map(|_| Self::Tar)
    }
}

impl Reading<'_> {
    /// Reads a tar archive to its end.
    pub(super) fn tar(&mut self, reader: &mut dyn Read) -> io::Result<()> {
        let mut archive = tar::Archive::new(reader);
        for entry in archive.entries().map_err(|error| self.broken("tar", &error))? {
            let entry = entry.map_err(|error| self.broken("tar", &error))?;
            let kind = entry.header().entry_type();
            if kind.is_file() || kind.is_contiguous() || kind.is_gnu_sparse() {
                let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
                self.member(&path, entry).map_err(|error| self.broken("tar", &error))?;
            }
        }
        Ok(())
    }

    /// Reads a zip archive: a document in parts, or files.
    pub(super) fn zip(&mut self, file: File) -> io::Result<()> {
        let mut archive =
            zip::ZipArchive::new(io::BufReader::new(file)).map_err(|error| self.zip_broken(&error))?;
        if let Some(format) = self.options.format.or_else(|| records::packaged_format(&mut archive))
            && format.is_packaged()
        {
            self.notes.noted().format = Some(format.name());
            return records::read_package(format, &mut archive, self);
        }
        for at in 0..archive.len() {
            let path = archive.name_for_index(at).and_then(Result::ok).unwrap_or_default().into_owned();
            let member = match archive.by_index(at) {
                Ok(member) if member.is_file() => member,
                Ok(_) => continue,
                Err(error) => {
                    self.pass_over(&path, format!("cannot be unpacked: {error}"))?;
                    continue;
                }
            };
            match self.member(&path, member) {
                Err(error) if Broken::of(&error).is_none() && error.kind() != io::ErrorKind::BrokenPipe => {
                    self.pass_over(&path, format!("is damaged: {error}; the counts cover what was read"))?;
                }
                read => read?,
            }
        }
        Ok(())
    }

    /// Reads a member, as a file of its own would be read.
    fn member(&mut self, path: &str, reader: impl Read) -> io::Result<()> {
        // What is hidden in a folder is hidden in an archive.
        if path.split('/').any(|part| (part.starts_with('.') && part.len() > 2) || part == "__MACOSX") {
            return Ok(());
        }
        let name = format!("{}/{path}", self.name);
        let mut reader = Ahead::new(self.limited(reader));
        let head = reader.look(HEAD_BYTES);
        if Compression::of(&head[..head.len().min(MAGIC_BYTES)]).is_some() || Archive::of(head).is_some() {
            return self.pass_over(path, "packed inside an archive; not read".to_owned());
        }
        let notes = Notes::default();
        let result = open::feed_text(&name, reader, self.options, &notes, self.sink);
        self.notes.absorb(&name, &notes, self.options.lenient);
        result
    }

    /// Notes a member that is not read, or not whole.
    fn pass_over(&self, path: &str, message: String) -> io::Result<()> {
        let nested = message.starts_with("packed");
        let code = if nested { WarningCode::NestedContainer } else { WarningCode::TruncatedInput };
        let name = format!("{}/{path}", self.name);
        let warning = Warning::new(code, Severity::Error, message).at(&name);
        let warning = warning.with_help("unpack the archive, and name the file itself");
        if self.options.strict {
            return Err(Broken(warning).into());
        }
        self.notes.noted().warnings.push(warning);
        Ok(())
    }

    fn broken(&self, kind: &str, error: &io::Error) -> io::Error {
        if let Some(broken) = Broken::of(error) {
            return broken.clone().into();
        }
        if error.kind() == io::ErrorKind::BrokenPipe {
            return error.kind().into();
        }
        let what = error.to_string();
        let early = error.kind() == io::ErrorKind::UnexpectedEof || what.contains("unexpected EOF");
        let what = if early { "ends early".to_owned() } else { format!("is damaged: {what}") };
        let bytes = self.notes.noted().bytes;
        let message =
            format!("the {kind} archive {what}, after {bytes} bytes; the counts cover what was read");
        Broken::error(WarningCode::TruncatedInput, message, "fetch the file again, or leave it out")
    }

    fn zip_broken(&self, error: &zip::result::ZipError) -> io::Error {
        let message = format!("the zip archive cannot be read: {error}");
        Broken::error(WarningCode::TruncatedInput, message, "fetch the file again, or leave it out")
    }
}

/// The bytes of a zip archive as a file in which one can go back: what is no file of its own is written to one that
/// has no name.
pub(super) fn seekable(path: Option<&std::path::Path>, reader: Ahead<Tap<Reader>>) -> io::Result<File> {
    let notes = reader.get_ref().notes.clone();
    let mut reader = reader;
    match path {
        Some(path) => {
            let file = File::open(path)?;
            // The checksum is taken of the bytes in their order.
            let is_wanted = notes.noted().checksum.is_some();
            if is_wanted {
                io::copy(&mut reader, &mut io::sink())?;
            } else {
                notes.noted().bytes = file.metadata()?.len();
            }
            Ok(file)
        }
        None => {
            let mut file = tempfile::tempfile()?;
            io::copy(&mut reader, &mut file)?;
            file.seek(SeekFrom::Start(0))?;
            Ok(file)
        }
    }
}
