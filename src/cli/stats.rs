//! `mizan stats`: everything worth knowing of a text on one screen.

use super::Failure;
use super::args::{Format, StatsArgs};
use super::output::{self, Envelope};
use super::session::Session;
use mizan::count::Keep;
use mizan::input::{Severity, Warning, WarningCode};
use mizan::report::{Stats, StatsLayers, Tree, screen};
use mizan::{Layer, LayerSpec};

pub(super) fn run(args: StatsArgs) -> Result<bool, Failure> {
    let mut session = Session::new(args.common, Keep::Order, true)?;
    let (profile, corpus) = session.profile();
    let layer = |layer| session.pipeline.layer(&profile, &LayerSpec { layer, ..session.spec });
    let words = layer(session.spec.layer);
    let layers = StatsLayers { words, stems: layer(Layer::Stem), roots: layer(Layer::Root) };
    let stats = Stats::of(profile, &layers, session.spec.folding, args.top);
    session.warn_of_missing_marks(&stats.profile);
    warn(&mut session, &stats);
    session.say_warnings();
    if session.failed() && (session.common.strict || corpus.records().is_empty()) {
        return Err(Failure::Silent);
    }
    let inputs = corpus.records();
    if session.common.print.format == Format::Table {
        let options = output::options(&session.common.print);
        let title = title(&session, inputs);
        let page = screen(&stats, &title, output::page_columns(&options), &options);
        output::deliver(&session.common.print, |out| out.write_all(page.as_bytes()))?;
    } else {
        let tree: Tree = stats.tree();
        output::formatted(&session.common.print, &tree.rows(), |out| {
            let envelope = Envelope { session: &session, command: "stats", inputs, body: &tree };
            mizan::report::json::write_value(&envelope, out)
        })?;
    }
    Ok(!session.failed())
}

/// What was read, for the first line of the screen.
fn title(session: &Session, inputs: &[mizan::input::InputRecord]) -> String {
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
fn warn(session: &mut Session, stats: &Stats) {
    if let Some(share) = stats.arabic_share().filter(|&share| share < 0.7) {
        let message = format!("{:.0} % of the letters are Arabic: readability is not scored", 100.0 * share);
        session.warnings.push(Warning::new(WarningCode::NonArabicText, Severity::Warning, message));
    }
    session.warn_of_short_text(stats.tokens);
}
