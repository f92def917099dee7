//! What can be done in the What-if room.

use super::{Command, Group, Scope, row};
use crate::ui::what_if::deeds::{self, toggle};
use crate::ui::what_if::state::Panel;

/// The rows of this group.
pub const ROWS: &[Command] = &[
    row("what-if", "What if …", Group::WhatIf, &["W", "Alt+W"], Scope::Open, |s| s.open_what_if()),
    row("what-if-new", "New what-if", Group::WhatIf, &[], Scope::WhatIf, deeds::new),
    row("what-if-changes", "Changes", Group::WhatIf, &[], Scope::WhatIf, |s| toggle(s, Panel::Changes)),
    row("side-by-side", "Side by side", Group::WhatIf, &[], Scope::WhatIf, |s| toggle(s, Panel::SideBySide)),
    row("hold-date", "Hold a date", Group::WhatIf, &[], Scope::WhatIf, |s| toggle(s, Panel::HoldDate)),
    row("what-if-keep", "Keep", Group::WhatIf, &[], Scope::Scenario, deeds::keep),
    row("what-if-duplicate", "Duplicate", Group::WhatIf, &[], Scope::Scenario, deeds::duplicate),
    row("what-if-away", "Put away", Group::WhatIf, &[], Scope::Scenario, deeds::put_active_away),
    row("what-if-discard", "Discard", Group::WhatIf, &[], Scope::Scenario, deeds::discard),
    row("what-if-adopt", "Adopt", Group::WhatIf, &[], Scope::Scenario, |s| toggle(s, Panel::Adopt)),
];
