//! `mizan stats`: everything worth knowing of a text on one screen.

use super::Failure;
use super::args::{Common, Format};
use super::session::Session;
use super::{documents, output};
use clap::Args;
use mizan::count::Keep;
use mizan::input::{InputRecord, Severity, Warning, WarningCode};
use mizan::report::{Stats, StatsLayers, Tree, arabic_share, screen};
use mizan::{Layer, LayerSpec, Profile};

#[derive(Debug, Args)]
pub(super) struct StatsArgs {
    /// Rows in each list of most frequent items
    #[arg(long, value_name = "N", default_value_t = 10)]
    top: usize,
    /// The same of each document too
    #[arg(long)]
    per_document: bool,
    #[command(flatten)]
    common: Common,
}

pub(super) fn run(args: StatsArgs) -> Result<bool, Failure> {
    let streamed = documents::are_streamed(&args.common, args.per_document);
    let mut session = Session::bounded(args.common, Keep::Order, true)?;
    if streamed {
        let columns = Tree::rows_of_documents(&[]).columns;
        let rows = |session: &Session, name: &str, profile: Profile| {
            Tree::rows_of_documents(&[(name, stats(session, profile, args.top).tree())]).rows
        };
        return documents::print(&mut session, "stats", columns, rows, |session, sum, tokens| {
            session.warn_of_missing_marks(sum, tokens);
            warn(session, arabic_share(&sum.characters), tokens);
        });
    }
    let (profile, each, corpus) = session.profile_of_each(args.per_document)?;
    let stats = stats(&session, profile, args.top);
    session.warn_of_missing_marks(&stats.profile, stats.tokens);
    warn(&mut session, stats.arabic_share(), stats.tokens);
    session.say_warnings();
    if session.failed() && (session.common.strict || corpus.records().is_empty()) {
        return Err(Failure::Silent);
    }
    let inputs = corpus.records();
    let name = |at: usize| corpus.names().get(at).map_or("", |name| &**name);
    let documents: Vec<(&str, Stats)> = each
        .into_iter()
        .enumerate()
        .map(|(at, profile)| (name(at), self::stats(&session, profile, args.top)))
        .collect();
    if session.common.print.format == Format::Table {
        let whole = title(&session, inputs);
        let pages = documents.iter().map(|(name, stats)| ((*name).to_owned(), stats));
        screens(&session, pages.chain([(whole, &stats)]).collect())?;
        output::manifest(&session, "stats", inputs, output::measure_ids(&stats.tree().rows()))?;
        return Ok(!session.failed());
    }
    let mut tree = stats.tree();
    let mut rows = tree.rows();
    if args.per_document {
        let trees: Vec<(&str, Tree)> = documents.iter().map(|(name, stats)| (*name, stats.tree())).collect();
        rows = Tree::rows_of_documents(&trees);
        tree = tree.with_documents(trees);
    }
    output::reported(&session, "stats", inputs, &rows, &tree)?;
    Ok(!session.failed())
}

fn stats(session: &Session, profile: Profile, top: usize) -> Stats {
    let layer = |layer| session.pipeline.layer(&profile, &LayerSpec { layer, ..session.spec });
    let words = layer(session.spec.layer);
    let layers = StatsLayers { words, stems: layer(Layer::Stem), roots: layer(Layer::Root) };
    Stats::of(profile, &layers, session.spec.folding, top)
}

/// One screen for each title; the whole, where there is more, comes last.
fn screens(session: &Session, pages: Vec<(String, &Stats)>) -> Result<(), Failure> {
    let options = output::options(&session.common.print);
    output::deliver(&session.common.print, |out| {
        for (at, (title, stats)) in pages.iter().enumerate() {
            if at > 0 {
                out.write_all(b"\n")?;
            }
            out.write_all(screen(stats, title, output::page_columns(&options), &options).as_bytes())?;
        }
        Ok(())
    })
}

/// What was read, for the first line of the screen.
fn title(session: &Session, inputs: &[InputRecord]) -> String {
    match inputs {
        [one] if one.path == "-" => "standard input".to_owned(),
        [one] => one.path.clone(),
        many => match session.common.inputs.as_slice() {
            [folder] => format!("{} ({} files)", folder.display(), many.len()),
            _ => format!("{} files", many.len()),
        },
    }
}

/// Warnings of what the numbers may not mean.
fn warn(session: &mut Session, arabic_share: Option<f64>, tokens: u64) {
    if let Some(share) = arabic_share.filter(|&share| share < 0.7) {
        let message = format!("{:.0} % of the letters are Arabic: readability is not scored", 100.0 * share);
        session.warnings.push(Warning::new(WarningCode::NonArabicText, Severity::Warning, message));
    }
    session.warn_of_short_text(tokens);
}
