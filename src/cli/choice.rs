//! Which measures a command reports: by ids, by another program's conventions, or those that it reports unasked.

use super::args::{MeasureChoice, Print};
use super::session::Session;
use super::{Failure, measures};
use mizan::input::{Severity, Warning, WarningCode};
use mizan::measure::{Asked, Family, Measure, Tool};

impl MeasureChoice {
    /// Prints the list of measures, if it was asked for.
    pub(super) fn listed(&self, family: Family, print: &Print) -> Option<Result<bool, Failure>> {
        self.list.then(|| measures::listed(print, Some(family)))
    }

    /// The measures that were asked for.
    pub(super) fn select(&self, family: Family) -> Result<Vec<Asked>, Failure> {
        let ids = match &self.compat {
            Some(name) => Some(Tool::parse(name)?.ids(family)?),
            None => self.measures.as_deref(),
        };
        Ok(Measure::select(family, ids)?)
    }

    /// Warns of the cases in which the program that was named gives other numbers by its own fault.
    pub(super) fn warn_of_faults(&self, family: Family, session: &mut Session) {
        let tool = self.compat.as_deref().and_then(|name| Tool::parse(name).ok());
        for fault in tool.into_iter().flat_map(|tool| tool.faults(family)) {
            let version = tool.map_or("", |tool| tool.version);
            let message = format!("{version}: {fault}");
            session.warnings.push(Warning::new(WarningCode::PeerFault, Severity::Info, message));
        }
    }
}
