//! `mizan concordance`: every place of a word, a root, a lemma, a pattern or a phrase, with the words around it.

use super::args::{Common, Format};
use super::output;
use super::session::Session;
use super::{Failure, usage};
use clap::Args;
use mizan::concordance::{Hit, Query, Searcher, TermTest};
use mizan::count::Keep;
use mizan::measure::Random;
use mizan::profile::LayerTerms;
use mizan::report::{Cell, Column, KwicLine, Lazy, kwic};
use mizan::{LayerSpec, Normalizer, Unit};
use std::ops::ControlFlow;
use std::sync::Arc;

#[derive(Debug, Args)]
pub(super) struct ConcordanceArgs {
    /// What is looked for: a word, or what --layer says (a root, a lemma, …); several make a phrase, * is any word
    #[arg(value_name = "PATTERN")]
    pattern: String,
    /// PATTERN is a regular expression that a whole term must match (or several, with spaces between)
    #[arg(long)]
    regex: bool,
    /// Words on each side, inside the sentence
    #[arg(long, value_name = "N", default_value_t = 5)]
    context: usize,
    /// The order: position, node, or the words at L1 … L9 or R1 … R9; several with commas
    #[arg(long, value_name = "KEYS", default_value = "position")]
    sort: String,
    /// Only so many hits, drawn at random
    #[arg(long, value_name = "N")]
    sample: Option<usize>,
    /// What the random draw starts from
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    #[command(flatten)]
    common: Common,
}

/// A hit with its document.
struct Found {
    name: Arc<str>,
    base: u64,
    hit: Hit,
}

pub(super) fn run(args: ConcordanceArgs) -> Result<bool, Failure> {
    let keys = sort_keys(&args.sort)?;
    let mut session = Session::new(args.common, Keep::Documents, false)?;
    let query = query(&args.pattern, args.regex, session.spec)?;
    let several = session.is_several();
    let (mut found, corpus) = search(&mut session, &query, args.context);
    session.say_warnings();
    if session.failed() && (session.common.strict || corpus.records().is_empty()) {
        return Err(Failure::Silent);
    }
    let total = found.len() as u64;
    let mut nodes: Vec<String> = found.iter().map(|found| found.hit.node.join(" ")).collect();
    nodes.sort_unstable();
    nodes.dedup();
    if let Some(size) = args.sample {
        sample(&mut found, size, args.seed);
    }
    sort(&mut found, &keys, &session);
    if session.common.print.format == Format::Table {
        print_lines(&session, &found, several)?;
        output::manifest(&session, "concordance", corpus.records(), Vec::new())?;
        return ended(&session, total);
    }
    found.truncate(session.common.print.limit.unwrap_or(usize::MAX));
    let columns = vec![
        Column::word("document"),
        Column::integer("start"),
        Column::integer("end"),
        Column::arabic("left"),
        Column::arabic("node"),
        Column::arabic("right"),
    ];
    let rows = Lazy::new(columns, Some(found.len() as u64), || {
        found.iter().map(|Found { name, base, hit }| {
            vec![
                Cell::Text(name.to_string()),
                Cell::Integer(base + u64::from(hit.span.start)),
                Cell::Integer(base + u64::from(hit.span.end)),
                Cell::Text(hit.left.join(" ")),
                Cell::Text(hit.node.join(" ")),
                Cell::Text(hit.right.join(" ")),
            ]
        })
    });
    output::rows(&session, "concordance", corpus.records(), total, nodes.len() as u64, &rows)?;
    ended(&session, total)
}

/// No hit is an answer that scripts can tell from one: exit code 1, unless something was not read.
fn ended(session: &Session, hits: u64) -> Result<bool, Failure> {
    if hits == 0 && !session.failed() { Err(Failure::Negative) } else { Ok(!session.failed()) }
}

fn query(pattern: &str, regex: bool, spec: LayerSpec) -> Result<Query, Failure> {
    if !regex {
        return Ok(Query::terms(pattern, spec)?);
    }
    let test = |part: &str| -> Result<TermTest, Failure> {
        if part == "*" {
            return Ok(TermTest::Any);
        }
        let whole = regex::Regex::new(&format!("^(?:{part})$")).map_err(|error| {
            let reason = error.to_string();
            let last = reason.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
            let help =
                "it is matched against whole terms of the layer; white space parts the words of a phrase";
            usage(format!("{part:?} is no regular expression: {last}"), help)
        })?;
        Ok(TermTest::Passes(Box::new(move |term| whole.is_match(term))))
    };
    let parts = pattern.split_whitespace().map(test).collect::<Result<_, _>>()?;
    Ok(Query::new(parts, spec)?)
}

/// All hits, in the order of the text.
fn search(session: &mut Session, query: &Query, context: usize) -> (Vec<Found>, mizan::Corpus) {
    // A list of tokens is one sentence: in pieces its contexts would end where they do.
    let mut corpus = match session.settings.unit {
        Unit::Tokens => session.corpus_in(usize::MAX),
        Unit::Text | Unit::Sentences => session.corpus(),
    };
    let terms = LayerTerms::new(query.spec());
    let settings = session.settings;
    let mut found = Vec::new();
    session.pipeline.ordered(
        &mut corpus.portions(),
        || Searcher::new(query, &terms, &settings, context),
        |searcher, piece| (piece.name.clone(), piece.base, searcher.search(&piece.as_piece())),
        |(name, base, hits)| {
            found.extend(hits.into_iter().map(|hit| Found { name: name.clone(), base, hit }));
            ControlFlow::Continue(())
        },
    );
    session.warnings.extend_from_slice(corpus.warnings());
    (found, corpus)
}

/// Keeps `size` hits: those whose random number is least; in the order of the text.
fn sample(found: &mut Vec<Found>, size: usize, seed: u64) {
    let mut order: Vec<(u64, usize)> =
        (0..found.len()).map(|at| (Random::new(seed, at as u64).draw(), at)).collect();
    order.sort_unstable();
    order.truncate(size);
    let chosen: std::collections::HashSet<usize> = order.into_iter().map(|(_, at)| at).collect();
    let mut at = 0;
    found.retain(|_| {
        at += 1;
        chosen.contains(&(at - 1))
    });
}

/// What hits are sorted by.
#[derive(Clone, Copy)]
enum SortKey {
    Position,
    Node,
    Left(usize),
    Right(usize),
}

fn sort_keys(text: &str) -> Result<Vec<SortKey>, Failure> {
    let key = |name: &str| {
        let place = |rest: &str| rest.parse().ok().filter(|place| (1..=9).contains(place));
        let upper = name.to_ascii_uppercase();
        let key = match (upper.as_str(), upper.strip_prefix('L'), upper.strip_prefix('R')) {
            ("POSITION", ..) => Some(SortKey::Position),
            ("NODE", ..) => Some(SortKey::Node),
            (_, Some(rest), _) => place(rest).map(SortKey::Left),
            (_, _, Some(rest)) => place(rest).map(SortKey::Right),
            _ => None,
        };
        key.ok_or_else(|| {
            usage(
                format!("--sort {name}: no order"),
                "say position, node, L1 to L9 or R1 to R9, such as --sort R1,R2",
            )
        })
    };
    text.split(',').map(str::trim).map(key).collect()
}

/// Sorts hits by folded words, ties in the order of the text.
fn sort(found: &mut [Found], keys: &[SortKey], session: &Session) {
    if keys.iter().all(|key| matches!(key, SortKey::Position)) {
        return;
    }
    let normalizer = Normalizer::new(session.spec.folding);
    let word = |hit: &Hit, key: &SortKey| -> String {
        let raw = match key {
            SortKey::Position => return String::new(),
            SortKey::Node => hit.node.join(" "),
            SortKey::Left(place) => hit.left.iter().rev().nth(place - 1).cloned().unwrap_or_default(),
            SortKey::Right(place) => hit.right.get(place - 1).cloned().unwrap_or_default(),
        };
        normalizer.fold(&raw).into_owned()
    };
    found.sort_by_cached_key(|found| keys.iter().map(|key| word(&found.hit, key)).collect::<Vec<_>>());
}

/// The first hits for the eye, and how many there are.
fn print_lines(session: &Session, found: &[Found], several: bool) -> Result<(), Failure> {
    let options = output::options(&session.common.print);
    let most = session.common.print.limit.unwrap_or(20);
    let lines: Vec<KwicLine> = found
        .iter()
        .take(most)
        .map(|Found { name, hit, .. }| KwicLine {
            document: several.then(|| name.to_string()),
            left: hit.left.clone(),
            node: hit.node.join(" "),
            right: hit.right.clone(),
        })
        .collect();
    let mut page = kwic(&lines, output::page_columns(&options), &options);
    let more = found.len() - lines.len();
    if more > 0 {
        let hits = if more == 1 { "hit" } else { "hits" };
        let count = options.digits.of(mizan::report::number::count(more as u64, options.grouping));
        page.push_str(&format!("… {count} more {hits}; --limit N or --format tsv shows them\n"));
    }
    if found.is_empty() {
        page.push_str("no hits\n");
    }
    output::deliver(&session.common.print, |out| out.write_all(page.as_bytes()))
}
