//! Links between tasks.

use super::{Duration, TaskId, duration::is_default};
use serde::{Deserialize, Serialize};

/// Which ends a dependency joins: predecessor's end first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum DependencyKind {
    /// Finish to start.
    #[default]
    FS,
    /// Start to start.
    SS,
    /// Finish to finish.
    FF,
    /// Start to finish.
    SF,
}

/// What makes a dependency one of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DependencyKey {
    pub successor: TaskId,
    pub predecessor: TaskId,
    pub kind: DependencyKind,
}

/// A dependency and its lag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dependency {
    #[serde(flatten)]
    pub key: DependencyKey,
    #[serde(default, skip_serializing_if = "is_default")]
    pub lag: Lag,
}

/// Time between the two ends; negative is a lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lag {
    /// Working or elapsed minutes.
    Time(Duration),
    /// A share of the predecessor's duration, in percent; elapsed when told so.
    Percent { percent: i32, elapsed: bool },
}

impl Default for Lag {
    fn default() -> Lag {
        Lag::Time(Duration::ZERO)
    }
}

impl Lag {
    /// True for no lag at all.
    pub fn is_zero(self) -> bool {
        match self {
            Lag::Time(time) => time.minutes == 0,
            Lag::Percent { percent, .. } => percent == 0,
        }
    }
}

/// Dependencies in a file: a list, in key order.
pub(super) mod as_list {
    use super::*;
    use serde::{Deserializer, Serializer};
    use std::collections::BTreeMap;

    pub fn serialize<S: Serializer>(map: &BTreeMap<DependencyKey, Lag>, s: S) -> Result<S::Ok, S::Error> {
        s.collect_seq(map.iter().map(|(key, lag)| Dependency { key: *key, lag: *lag }))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<BTreeMap<DependencyKey, Lag>, D::Error> {
        Ok(Vec::<Dependency>::deserialize(d)?.into_iter().map(|link| (link.key, link.lag)).collect())
    }
}
