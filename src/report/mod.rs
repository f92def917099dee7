//! F8. What leaves our side as words and pictures: the status report, the client snapshot, tables, calendars, diagrams.
//! Everything here takes a [`ClientProject`](crate::client::ClientProject) and gives text.
