//! What every command does before and after its own work: reads the common flags, opens the inputs, gathers
//! warnings, says them.

use super::args::{Common, ProgressArg};
use super::{Failure, complain, digest, memory, progress, resume, usage};
use mizan::Aggregate;
use mizan::count::spill::Spill;
use mizan::count::{Keep, NgramSpec};
use mizan::input::{self, Corpus, Encoding, Meter, ReadOptions, Severity, Warning, WarningCode, resolve};
use mizan::morphology::{Gives, StemmerId};
use mizan::pipeline::{Spilled, SpilledSpec};
use mizan::token::KindSet;
use mizan::token::sentence::{EndReason, SoftWrap};
use mizan::{
    Folding, Layer, LayerSpec, Pipeline, Profile, SentenceMode, Settings, Source, TokenizerId, Unit,
};
use std::collections::HashSet;
use std::io::IsTerminal;
use std::path::Path;
use std::sync::Arc;

/// Below so many words scores say little.
const SHORT_TEXT_WORDS: u64 = 100;

/// The common flags, understood.
pub(super) struct Session {
    pub(super) common: Common,
    pub(super) settings: Settings,
    pub(super) spec: LayerSpec,
    pub(super) pipeline: Pipeline,
    pub(super) warnings: Vec<Warning>,
    /// The names of all documents are wanted.
    pub(super) names: bool,
    format: Option<input::Format>,
    encoding: Option<Encoding>,
    pub(super) sources: Vec<Source>,
    stoplist: HashSet<String>,
}

impl Session {
    /// Reads the flags and resolves the inputs, for a command that keeps no bound of memory.
    pub(super) fn new(common: Common, keep: Keep, characters: bool) -> Result<Self, Failure> {
        if memory::bound(&common)?.is_some() {
            return Err(usage(
                "--max-memory: this command keeps no bound of memory",
                "words and ngrams count within one, and the other commands that count stop at it",
            ));
        }
        resume::refuse(common.resume.as_ref())?;
        Self::bounded(common, keep, characters)
    }

    /// The same, for a command that counts within a bound of memory or stops at it, and that can go on where it was
    /// stopped.
    pub(super) fn bounded(common: Common, keep: Keep, characters: bool) -> Result<Self, Failure> {
        if common.resume.is_some() && memory::bound(&common)?.is_some() {
            return Err(usage("--resume with --max-memory", "leave one of them out"));
        }
        let layer = Layer::parse(&common.layer)?;
        let stemmer = common.stemmer.as_deref().map(StemmerId::parse).transpose()?;
        let mut spec = LayerSpec { layer, folding: Folding::parse(&common.fold)?, ..LayerSpec::default() };
        if let Some(id) = stemmer {
            match id.entry().gives {
                Gives::Stem | Gives::Root if matches!(layer, Layer::Lemma | Layer::Pattern) => {
                    let message = format!("the stemmer {} gives no {}s", id.name(), layer.name());
                    return Err(usage(message, "leave --stemmer out: the analyser gives them"));
                }
                Gives::Stem if layer == Layer::Root => {
                    let message = format!("the stemmer {} gives stems, not roots", id.name());
                    return Err(usage(message, "say --layer stem, or --stemmer mizan for roots"));
                }
                Gives::Stem => spec.stem = id,
                Gives::Root if layer == Layer::Stem => spec.stem = id,
                Gives::Root => spec.root = id,
                Gives::All => {}
            }
        }
        let format = format_of(&common.input_format)?;
        let unit = format.map_or(Unit::Text, input::Format::unit);
        let settings = Settings {
            tokenizer: TokenizerId::parse(&common.tokenizer)?,
            sentences: SentenceMode::parse(&common.sentence_mode)?,
            kinds: common.kinds.as_deref().map(KindSet::parse).transpose()?,
            unit,
            keep,
            characters,
            max_sentence_bytes: common.max_sentence_bytes,
            ayah: false,
            soft_wrap: SoftWrap::parse(&common.soft_wrap)?,
            only_words: false,
        };
        if common.threads > 1024 {
            return Err(usage("more than 1024 threads", "say --threads 0 for all cores"));
        }
        let encoding = encoding_of(&common.encoding)?;
        let stoplist = read_stoplist(&common, spec.folding)?;
        let (sources, warnings) = if common.inputs.is_empty() {
            if std::io::stdin().is_terminal() {
                return Err(usage(
                    "no input",
                    "name a file or a folder, or pipe text in; mizan --help shows all",
                ));
            }
            (vec![Source::Stdin], Vec::new())
        } else {
            resolve(&common.inputs, common.threads)
        };
        let pipeline = Pipeline::new(common.threads);
        Ok(Self {
            common,
            settings,
            spec,
            pipeline,
            warnings,
            names: false,
            format,
            encoding,
            sources,
            stoplist,
        })
    }

    /// The documents, in pieces of the usual size.
    pub(super) fn corpus(&mut self) -> Corpus {
        self.corpus_in(ReadOptions::default().chunk_bytes)
    }

    /// The documents, in pieces of about so many bytes.
    pub(super) fn corpus_in(&mut self, chunk_bytes: usize) -> Corpus {
        let options = ReadOptions { meter: self.watched(), chunk_bytes, ..self.read_options() };
        if self.common.strict && self.failed() {
            self.sources.clear();
        }
        Corpus::new(std::mem::take(&mut self.sources), &self.settings, options)
    }

    /// How inputs are read.
    pub(super) fn read_options(&self) -> ReadOptions {
        ReadOptions {
            checksum: ((self.common.print.format.carries_record() || self.common.print.manifest.is_some())
                && !self.common.no_digest)
                .then_some(digest::sha256),
            lenient: self.common.lenient,
            strict: self.common.strict,
            names: self.names,
            format: self.format,
            text_field: self.common.text_field.clone(),
            id_field: self.common.id_field.clone(),
            column: self.common.column.clone(),
            header: !self.common.no_header,
            encoding: self.encoding,
            max_bytes: self.common.max_bytes,
            max_ratio: Some(self.common.max_ratio),
            ..ReadOptions::default()
        }
    }

    /// What the progress of reading is drawn by, if it is drawn.
    fn watched(&self) -> Option<Arc<Meter>> {
        if self.common.quiet || self.common.progress == ProgressArg::Never {
            return None;
        }
        let size = |source: &Source| match source {
            Source::File(path) => std::fs::metadata(path).ok().map(|file| file.len()),
            Source::Stdin | Source::Text(..) => None,
        };
        let meter = Arc::new(Meter::default());
        progress::start(meter.clone(), || self.sources.iter().map(size).sum());
        Some(meter)
    }

    /// Lists of more than one document need a column that tells them apart.
    pub(super) fn require_document_column(&self, command: &str) -> Result<(), Failure> {
        if self.is_several() && !self.common.document {
            return Err(several_documents(command));
        }
        Ok(())
    }

    /// Whether there is more than one document, as far as can be told before reading.
    pub(super) fn is_several(&self) -> bool {
        self.sources.len() > 1 || self.sources.iter().any(|source| self.holds_documents(source))
    }

    /// Whether an input is a list of documents, as far as can be told before it is read.
    fn holds_documents(&self, source: &Source) -> bool {
        let name = source.name().to_lowercase();
        let is_archive = [".zip", ".tar", ".tgz"].iter().any(|ending| name.ends_with(ending));
        let is_archive = is_archive || name.contains(".tar.");
        self.format.or_else(|| input::Format::of_name(&name)).map_or(is_archive, input::Format::has_records)
    }

    /// The counts of all documents, with the warnings that reading gave.
    ///
    /// # Errors
    /// If they are more than the bound of memory, or cannot go on where they were stopped.
    pub(super) fn profile(&mut self) -> Result<(Profile, Corpus), Failure> {
        if let Some(path) = self.common.resume.clone() {
            if self.names {
                return Err(usage("--resume with --per-document", "leave one of them out"));
            }
            let (profile, corpus) = resume::profile(self, &path)?;
            self.warn_of_reading(&profile, &corpus);
            return Ok((profile, corpus));
        }
        let mut corpus = self.corpus();
        let profile = match memory::bound(&self.common)? {
            None => self.pipeline.profile(&mut corpus.portions(), &self.settings),
            Some(bytes) => self
                .pipeline
                .profile_within(&mut corpus.portions(), &self.settings, bytes)
                .ok_or_else(|| {
                    usage(
                        "the counts of this command are more than --max-memory allows",
                        "allow more, or count words or ngrams, which go on in temporary files",
                    )
                })?,
        };
        self.warn_of_reading(&profile, &corpus);
        Ok((profile, corpus))
    }

    /// The counts of a layer of all documents through temporary files, with the warnings that reading gave.
    pub(super) fn spilled(
        &mut self,
        grams: &[NgramSpec],
        by_document: bool,
        spill: &Spill,
    ) -> Result<(Spilled, Corpus), Failure> {
        let mut corpus = self.corpus();
        let spec = SpilledSpec { layer: &self.spec, grams, by_document };
        let spilled = self
            .pipeline
            .spilled(&mut corpus.portions(), &self.settings, spec, spill)
            .map_err(|error| memory::temporary(&self.common, error))?;
        self.warn_of_reading(&spilled.profile, &corpus);
        Ok((spilled, corpus))
    }

    /// The same, and, where they are wanted, the counts of each document.
    pub(super) fn profile_of_each(
        &mut self,
        wanted: bool,
    ) -> Result<(Profile, Vec<Profile>, Corpus), Failure> {
        if !wanted {
            let (profile, corpus) = self.profile()?;
            return Ok((profile, Vec::new(), corpus));
        }
        if memory::bound(&self.common)?.is_some() {
            return Err(usage("--max-memory with --per-document", "leave one of them out"));
        }
        if self.common.resume.is_some() {
            return Err(usage("--resume with --per-document", "leave one of them out"));
        }
        self.names = true;
        let mut corpus = self.corpus();
        let each = self.pipeline.profiles(&mut corpus.portions(), &self.settings);
        let mut whole = Profile::default();
        each.iter().for_each(|profile| whole.merge(profile.clone()));
        self.warn_of_reading(&whole, &corpus);
        Ok((whole, each, corpus))
    }

    pub(super) fn warn_of_reading(&mut self, profile: &Profile, corpus: &Corpus) {
        self.warnings.extend_from_slice(corpus.warnings());
        if profile.cut_sentences > 0 {
            let limit = self.settings.max_sentence_bytes;
            let message = format!("sentences longer than {limit} bytes were cut at white space");
            let mut warning = Warning::new(WarningCode::LimitReached, Severity::Warning, message)
                .with_help("--max-sentence-bytes sets the limit");
            warning.count = profile.cut_sentences;
            warning.path = match corpus.records() {
                [one] => Some(one.path.clone()),
                _ => None,
            };
            self.warnings.push(warning);
        }
    }

    /// Warns where hardly a sentence ends with a mark: then sentences are lines.
    pub(super) fn warn_of_missing_marks(&mut self, profile: &Profile, tokens: u64) {
        const LEAST_WORDS: u64 = 100;
        let all: u64 = profile.ends.iter().sum();
        let unmarked: u64 = EndReason::ALL
            .into_iter()
            .zip(profile.ends)
            .filter(|(reason, _)| matches!(reason, EndReason::Newline | EndReason::End | EndReason::Limit))
            .map(|(_, count)| count)
            .sum();
        let marks = matches!(self.settings.sentences, SentenceMode::Mizan | SentenceMode::Uax29);
        if marks && self.settings.unit == Unit::Text && tokens >= LEAST_WORDS && (all - unmarked) * 50 < all {
            let message = "hardly a sentence ends with a mark: each line is taken as a sentence";
            self.warnings.push(
                Warning::new(WarningCode::NoTerminators, Severity::Warning, message)
                    .with_help("figures of sentences say little; --soft-wrap yes joins wrapped lines"),
            );
        }
    }

    /// Warns where there is too little text for scores.
    pub(super) fn warn_of_short_text(&mut self, tokens: u64) {
        if tokens < SHORT_TEXT_WORDS {
            let words = if tokens == 1 { "word" } else { "words" };
            let message = format!("{tokens} {words}: scores of so short a text say little");
            self.warnings.push(Warning::new(WarningCode::ShortText, Severity::Info, message));
        }
    }

    /// Whether there is a stop list.
    pub(super) fn has_stoplist(&self) -> bool {
        !self.stoplist.is_empty()
    }

    /// Whether a term is on the stop list.
    pub(super) fn is_stopped(&self, term: &str) -> bool {
        self.stoplist.contains(term)
    }

    /// Whether something asked for was not read, or read with loss.
    pub(super) fn failed(&self) -> bool {
        self.warnings.iter().any(|warning| warning.severity == Severity::Error)
    }

    /// Says the warnings on standard error.
    pub(super) fn say_warnings(&self) {
        for warning in &self.warnings {
            let grave = warning.severity == Severity::Error;
            if grave || (!self.common.quiet && warning.severity == Severity::Warning) {
                let mut line = warning.line();
                if warning.count > 1 {
                    line.push_str(&format!(" ({} times)", warning.count));
                }
                complain(&line, warning.help.as_deref());
            }
        }
    }
}

/// The refusal of a list in which documents cannot be told apart.
pub(super) fn several_documents(command: &str) -> Failure {
    usage(
        format!("{command} of several documents in one list"),
        "say --document for a column that names them",
    )
}

/// The format of this name; none for `auto`.
fn format_of(name: &str) -> Result<Option<input::Format>, Failure> {
    if name == "auto" {
        return Ok(None);
    }
    input::Format::parse(name).map(Some).ok_or_else(|| {
        let names: Vec<&str> = input::FORMATS.iter().map(|entry| entry.name).collect();
        let help = format!("the formats are auto, {}", names.join(", "));
        usage(format!("unknown input format {name:?}"), help)
    })
}

fn encoding_of(name: &str) -> Result<Option<Encoding>, Failure> {
    if name == "auto" {
        return Ok(None);
    }
    Encoding::parse(name).map(Some).ok_or_else(|| {
        let help = "the encodings are auto, utf-8, windows-1256, iso-8859-6, utf-16le, utf-16be, utf-32le, \
                    utf-32be, mac-arabic, ibm864, and the labels of the web";
        usage(format!("unknown encoding {name:?}"), help)
    })
}

fn read_stoplist(common: &Common, folding: Folding) -> Result<HashSet<String>, Failure> {
    common.stoplist.as_deref().map_or_else(|| Ok(HashSet::new()), |path| read_terms(path, folding))
}

/// The terms of a list, one on each line, folded as the text is.
pub(super) fn read_terms(path: &Path, folding: Folding) -> Result<HashSet<String>, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| {
        let reason = error.to_string();
        let reason = reason.split(" (os error").next().unwrap_or(&reason).to_lowercase();
        usage(
            format!("{}: the list of terms cannot be read: {reason}", path.display()),
            "it is a UTF-8 file with one term on each line: a stop list, or the terms of --terms",
        )
    })?;
    let normalizer = mizan::Normalizer::new(folding);
    let terms = text.trim_start_matches('\u{feff}').lines().map(str::trim).filter(|line| !line.is_empty());
    Ok(terms.map(|term| normalizer.fold(term).into_owned()).collect())
}
