//! The flags: what can be said on the command line, and what it means when nothing is said.

use super::memory::bytes;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

pub(super) use super::print_args::{BidiArg, ColorArg, DigitsArg, Format, Print, ProgressArg};

const EXAMPLES: &str = "\
Examples:
  mizan stats book.txt                      the main figures on one screen
  mizan words --layer root -n 50 corpus/    the fifty most frequent roots of a folder
  mizan ngrams --order 3 --format tsv - < a.txt
  mizan sentences --format json news.txt";

/// Measures Arabic text: words, n-grams, stems, roots, sentences.
#[derive(Debug, Parser)]
#[command(name = "mizan", version, about, after_help = EXAMPLES, arg_required_else_help = true)]
#[command(disable_help_subcommand = true, infer_long_args = false)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
    #[command(flatten)]
    pub(super) everywhere: super::command_line::Everywhere,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Counts, lengths, most frequent words, n-grams, stems and roots, on one screen
    Stats(super::stats::StatsArgs),
    /// The frequency list of words, stems, lemmas, roots or patterns
    Words(WordsArgs),
    /// Runs of words, or of characters
    Ngrams(NgramsArgs),
    /// The sentences, each with the reason of its end
    Sentences(SentencesArgs),
    /// The tokens with their offsets
    Tokens(TokensArgs),
    /// Root, kind, stem, lemma, pattern and clitics of each word
    Analyze(AnalyzeArgs),
    /// The syllables of each word, exact where it is marked, expected where not
    Syllables(super::syllables::SyllablesArgs),
    /// How right the project is, measured on gold data
    Evaluate(super::evaluate::EvaluateArgs),
    /// Lexical diversity
    Diversity(DiversityArgs),
    /// Growth of the vocabulary: Zipf, Heaps, Good–Turing, entropy, models
    Growth(super::growth::GrowthArgs),
    /// How evenly each term is spread
    Dispersion(DispersionArgs),
    /// How hard a text is to read, sentence by sentence, and why; every formula
    Readability(super::readability::ReadabilityArgs),
    /// Two texts side by side, with the differences of their measures
    Compare(CompareArgs),
    /// Words that stand together more often than chance would have it
    Collocations(super::collocations::CollocationsArgs),
    /// What is more frequent in a text than in a reference, rarer, or alike
    Keyness(super::keyness::KeynessArgs),
    /// Every place of a word, root, lemma, pattern or phrase, with the words around it
    Concordance(super::concordance::ConcordanceArgs),
    /// The text, or its counts, as a file of another program: CoNLL-U, vertical, JSON lines, zipfR, SRILM
    Export(super::export::ExportArgs),
    /// How fast each stage of the work is, on your text and your machine
    Bench(super::bench::BenchArgs),
    /// The list of measures, with formula and source
    Measures(MeasuresArgs),
    /// One measure: formula, meaning, domain, source and a worked example
    Explain(ExplainArgs),
    /// The script that completes commands and options in a shell
    Completions(super::pages::CompletionsArgs),
    /// The manual, as roff: "mizan man words | man -l -"
    Man(super::pages::ManArgs),
}

#[derive(Debug, Args)]
pub(super) struct WordsArgs {
    /// Further columns: document_share, idf, zipf_value, or all; --list shows them
    #[arg(long, value_name = "IDS", conflicts_with = "spectrum")]
    pub(super) measures: Option<String>,
    /// The measures of this command, instead of its result
    #[arg(long)]
    pub(super) list: bool,
    /// Intervals of 95 % of per_million
    #[arg(long, value_enum, default_value_t = WordsCi::None, conflicts_with = "spectrum")]
    pub(super) ci: WordsCi,
    /// The seed of --ci bootstrap: the same seed, the same interval
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(super) seed: u64,
    /// Only terms that occur at least so often
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(super) min_count: u64,
    /// The order of the list
    #[arg(long, value_enum, default_value_t = WordSort::Count)]
    pub(super) sort: WordSort,
    /// Instead of terms, how many of them occur once, twice, …
    #[arg(long)]
    pub(super) spectrum: bool,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(super) enum WordSort {
    Count,
    Term,
    PerMillion,
    Documents,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum WordsCi {
    None,
    /// Wilson's score
    Analytic,
    /// Exact, of a Poisson count (Garwood)
    Poisson,
    /// By drawing documents anew: wider, since words clump
    Bootstrap,
}

#[derive(Debug, Args)]
pub(super) struct NgramsArgs {
    /// How many words: N, or a range N..M (both counted), from 1 to 5
    #[arg(long, value_name = "N|N..M", default_value = "2")]
    pub(super) order: String,
    /// The unit that no n-gram leaves
    #[arg(long, value_enum, default_value_t = BoundaryArg::Sentence)]
    pub(super) boundary: BoundaryArg,
    /// Words that may be skipped, in all
    #[arg(long, value_name = "K", default_value_t = 0)]
    pub(super) skip: usize,
    /// Runs of characters inside each word instead
    #[arg(long, conflicts_with_all = ["skip", "boundary"])]
    pub(super) chars: bool,
    /// What a character is, with --chars
    #[arg(long, value_enum, default_value_t = UnitArg::CodePoint, requires = "chars")]
    pub(super) unit: UnitArg,
    /// With --chars: mark the beginning and end of words by U+2581
    #[arg(long, requires = "chars")]
    pub(super) pad: bool,
    /// Only n-grams that occur at least so often
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(super) min_count: u64,
    /// Only n-grams that occur in at least so many documents
    #[arg(long, value_name = "N", default_value_t = 1, conflicts_with = "chars")]
    pub(super) min_documents: u64,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum BoundaryArg {
    Clause,
    Sentence,
    Paragraph,
    Document,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum UnitArg {
    CodePoint,
    Grapheme,
}

#[derive(Debug, Args)]
pub(super) struct SentencesArgs {
    /// Every mark that could end a sentence, with the decision
    #[arg(long)]
    pub(super) candidates: bool,
    /// End an ayah at ۝ and ﴿١٢﴾
    #[arg(long)]
    pub(super) ayah: bool,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Args)]
pub(super) struct TokensArgs {
    /// Every token, white space included
    #[arg(long, conflicts_with = "kinds")]
    pub(super) all: bool,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Args)]
pub(super) struct AnalyzeArgs {
    /// Answers for each word, best first
    #[arg(long, value_name = "K", default_value_t = 5)]
    pub(super) alternatives: usize,
    /// With text: where each word stands
    #[arg(long)]
    pub(super) offsets: bool,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Args)]
pub(super) struct MeasuresArgs {
    /// Only of this family: diversity, growth, dispersion, association, keyness, readability
    #[arg(value_name = "FAMILY")]
    pub(super) family: Option<String>,
    #[command(flatten)]
    pub(super) print: Print,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// The measure: mattr_50, g2, juilland_d, …
    #[arg(value_name = "ID")]
    pub(super) id: String,
    #[command(flatten)]
    pub(super) print: Print,
}

/// Which measures a command reports.
#[derive(Debug, Args)]
pub(super) struct MeasureChoice {
    /// Measures with commas between them, or all; --list shows them
    #[arg(long, value_name = "IDS")]
    pub(super) measures: Option<String>,
    /// The measures that give the numbers of another program: nltk, quanteda, lexicalrichness, lexical_diversity, …
    #[arg(long, value_name = "PROGRAM", conflicts_with = "measures")]
    pub(super) compat: Option<String>,
    /// The measures of this command, instead of its result
    #[arg(long)]
    pub(super) list: bool,
}

/// How intervals are found.
#[derive(Debug, Args)]
pub(super) struct CiChoice {
    /// Intervals of 95 %, for the measures that have one of this kind
    #[arg(long, value_enum, default_value_t = CiArg::None)]
    pub(super) ci: CiArg,
    /// The seed of --ci bootstrap: the same seed, the same interval
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(super) seed: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CiArg {
    None,
    /// By the formula of the variance
    Analytic,
    /// By leaving out blocks of sentences
    Jackknife,
    /// By drawing documents anew
    Bootstrap,
}

#[derive(Debug, Args)]
pub(super) struct DiversityArgs {
    #[command(flatten)]
    pub(super) choice: MeasureChoice,
    #[command(flatten)]
    pub(super) ci: CiChoice,
    /// Scores of each document
    #[arg(long)]
    pub(super) per_document: bool,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Args)]
pub(super) struct DispersionArgs {
    #[command(flatten)]
    pub(super) choice: MeasureChoice,
    /// The parts: documents, paragraphs, sentences, or equal:K (one document: equal:10)
    #[arg(long, value_name = "PARTS")]
    pub(super) parts: Option<String>,
    /// Only the terms of this file, one on each line
    #[arg(long, value_name = "FILE")]
    pub(super) terms: Option<PathBuf>,
    /// The order of the list: count, term, or a measure of it (the first)
    #[arg(long, value_name = "KEY")]
    pub(super) sort: Option<String>,
    /// Only terms that occur at least so often
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(super) min_count: u64,
    #[command(flatten)]
    pub(super) ci: CiChoice,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Args)]
pub(super) struct CompareArgs {
    #[command(flatten)]
    pub(super) choice: MeasureChoice,
    #[command(flatten)]
    pub(super) ci: CiChoice,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Clone, Debug, Args)]
pub(super) struct Common {
    /// Files, folders, patterns, or - for standard input
    #[arg(value_name = "INPUT")]
    pub(super) inputs: Vec<PathBuf>,
    /// What is counted: surface, normal, stem, lemma, root, pattern
    #[arg(long, value_name = "LAYER", default_value = "normal", help_heading = "What is counted")]
    pub(super) layer: String,
    /// A preset (none surface normal search folded lucene), or foldings added to normal: alef, maqsura, …
    #[arg(long, value_name = "PRESET|FLAGS", default_value = "normal", help_heading = "What is counted")]
    pub(super) fold: String,
    /// Who finds stems and roots: mizan (default), light10, light10_lucene, snowball, isri
    #[arg(long, value_name = "NAME", help_heading = "What is counted")]
    pub(super) stemmer: Option<String>,
    /// Tokenizer: mizan, uax29, whitespace
    #[arg(long, value_name = "NAME", default_value = "mizan", help_heading = "What is counted")]
    pub(super) tokenizer: String,
    /// Sentences: mizan, clause, newline, uax29
    #[arg(long, value_name = "MODE", default_value = "mizan", help_heading = "What is counted")]
    pub(super) sentence_mode: String,
    /// Whether line breaks after full lines are spaces: no, yes, auto
    #[arg(long, value_name = "CHOICE", default_value = "no", help_heading = "What is counted")]
    pub(super) soft_wrap: String,
    /// Only tokens of these kinds: word, number, latin, mixed, url, email, hashtag, mention, emoji, …
    #[arg(long, value_name = "KINDS", help_heading = "What is counted")]
    pub(super) kinds: Option<String>,
    /// Leave out the terms of this file, one on each line
    #[arg(long, value_name = "FILE", help_heading = "What is counted")]
    pub(super) stoplist: Option<PathBuf>,
    /// How the input is made: auto, text, tokens, sentences, jsonl, csv, tsv, conllu, vert, html, openiti, …
    #[arg(long, value_name = "FORMAT", default_value = "auto", help_heading = "Input")]
    pub(super) input_format: String,
    /// JSON lines: the field with the text
    #[arg(long, value_name = "NAME", default_value = "text", help_heading = "Input")]
    pub(super) text_field: String,
    /// JSON lines and tables: the field or column with the name of a document
    #[arg(long, value_name = "NAME", default_value = "id", help_heading = "Input")]
    pub(super) id_field: String,
    /// Tables: the column with the text, by name or number (text, or the only one)
    #[arg(long, value_name = "NAME|N", help_heading = "Input")]
    pub(super) column: Option<String>,
    /// Tables: the first record is data
    #[arg(long, help_heading = "Input")]
    pub(super) no_header: bool,
    /// The encoding: auto, utf-8, windows-1256, iso-8859-6, utf-16le, utf-32le, mac-arabic, ibm864, …
    #[arg(long, value_name = "NAME", default_value = "auto", help_heading = "Input")]
    pub(super) encoding: String,
    /// Read at most so many bytes of each input, unpacked
    #[arg(long, value_name = "BYTES", value_parser = bytes, help_heading = "Input")]
    pub(super) max_bytes: Option<u64>,
    /// Stop what unpacks to so many times its size, past 64 MiB
    #[arg(long, value_name = "N", default_value_t = 1000, help_heading = "Input")]
    pub(super) max_ratio: u64,
    /// Stop at the first input that cannot be read whole, and print nothing
    #[arg(long, conflicts_with = "lenient", help_heading = "Input")]
    pub(super) strict: bool,
    /// Losses in decoding are no errors
    #[arg(long, help_heading = "Input")]
    pub(super) lenient: bool,
    /// The longest sentence; a longer one is cut at white space
    #[arg(long, value_name = "BYTES", default_value_t = 1 << 20, help_heading = "Input")]
    pub(super) max_sentence_bytes: usize,
    /// No SHA-256 of the inputs in JSON
    #[arg(long, help_heading = "Input")]
    pub(super) no_digest: bool,
    /// How far reading has come, on a terminal, after a second
    #[arg(long, value_enum, default_value_t = ProgressArg::Auto, help_heading = "Output")]
    pub(super) progress: ProgressArg,
    /// A column with the document, for lists of more than one
    #[arg(long, help_heading = "Output")]
    pub(super) document: bool,
    /// Threads; 0 for all cores. The result is the same for any number
    #[arg(long, value_name = "N", default_value_t = 0, help_heading = "Output")]
    pub(super) threads: usize,
    /// Memory for counting, as 64M or 2G: words and ngrams write what is more to temporary files, others stop
    #[arg(long, value_name = "BYTES", value_parser = bytes, help_heading = "Output")]
    pub(super) max_memory: Option<u64>,
    /// Where temporary files go, with --max-memory (the system's folder for them)
    #[arg(long, value_name = "FOLDER", help_heading = "Output")]
    pub(super) temp_dir: Option<PathBuf>,
    /// Write the counts so far to this file now and then, and go on from there after an interruption
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub(super) resume: Option<PathBuf>,
    /// No messages but errors
    #[arg(short, long, help_heading = "Output")]
    pub(super) quiet: bool,
    #[command(flatten)]
    pub(super) print: Print,
}
