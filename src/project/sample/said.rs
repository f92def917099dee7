//! What the sample's people told the client, what the work costs, and the one thing that is going wrong.

use super::museum::{PEOPLE, Whose};
use crate::plan::Money;
use crate::project::Wording;

/// A promise. Its dates lie around those of its step as they are now.
pub(super) struct Said {
    pub key: &'static str,
    pub words: &'static str,
    pub to: &'static str,
    /// Each date said: so many days before the status date, for so many working days after the step as it is now, why anew.
    pub dates: &'static [(u64, i32, &'static str)],
}

/// Every date said to the client.
pub(super) const PROMISES: &[Said] = &[
    Said {
        key: "agreed",
        words: "We agree with you what is in the first release",
        to: "Helen Brandt",
        dates: &[(32, 2, "")],
    },
    Said {
        key: "approved",
        words: "You have every page in front of you and approve the design",
        to: "Helen Brandt",
        dates: &[
            (32, -1, ""),
            (11, 5, "Visitors stumbled over the calendar. We take a week to make that part right before you see it."),
        ],
    },
    Said {
        key: "ready",
        words: "The portal is ready for the Friends of the Museum",
        to: "Helen Brandt",
        dates: &[(18, 1, "")],
    },
    // Season opening: the plan had days in hand, and they are gone.
    Said {
        key: "live",
        words: "Everyone can book online before the season opens",
        to: "Louise Meyer",
        dates: &[(32, -2, "")],
    },
];

/// What a day of each of our people costs.
const RATES: &[(&str, i64)] =
    &[("Mira Okafor", 760), ("Jonas Lind", 680), ("Priya Raman", 720), ("Tomás Ferreira", 720), ("Ada Kowalska", 600)];

/// What is paid once, beside the days.
pub(super) const FIXED: &[(&str, i64)] =
    &[("trial", 450), ("access-check", 900), ("base", 640), ("french", 4_300), ("load", 380)];

/// What a day of this owner costs; nothing for people who are not ours.
pub(super) fn rate(owner: &str) -> Money {
    let ours = PEOPLE.iter().any(|(name, _, whose)| *name == owner && matches!(whose, Whose::Ours));
    let rate = RATES.iter().find(|(name, _)| ours && *name == owner);
    whole(rate.map_or(0, |(_, rate)| *rate))
}

/// An amount without cents.
pub(super) fn whole(amount: i64) -> Money {
    Money(amount * 100)
}

/// The budget is what the work is expected to cost, and this much more.
pub(super) const RESERVE: i64 = 2_000;

/// The contract, as we say it among ourselves.
pub(super) fn contract_slip() -> Wording {
    Wording {
        title: "The museum’s contract for payments is stuck".into(),
        what: "The contract with the payment provider was to take three weeks. Six look likely, and go-live moves with it.".into(),
        why: "It lies with the museum’s legal department, and nobody there answers for it. Samir cannot move it; Louise can.".into(),
        how: "We planned three weeks without asking the legal department how long it takes.".into(),
        still_good: "Everything but payment goes on, and the provider’s test access does not wait for a signature.".into(),
    }
}

/// The same as the client hears it.
pub(super) fn contract_slip_for_the_client() -> Wording {
    Wording {
        title: "The contract with the payment provider takes longer".into(),
        what: "Paying can be built only once your contract with the provider is signed. Every day it takes from here is a day on go-live.".into(),
        why: "It is with your legal department for longer than we both assumed.".into(),
        how: "We should have asked them how long it takes before we said a date.".into(),
        still_good: "Booking, groups and the texts go on as agreed, and you can try them week by week.".into(),
    }
}

/// The wish, as we say it among ourselves.
pub(super) fn wish() -> Wording {
    Wording {
        title: "Louise wants gift vouchers sold at the opening".into(),
        what: "Selling vouchers was never in the scope; taking them in payment was. She asked for it in the corridor."
            .into(),
        why: "The museum’s board has promised its members a present for the season.".into(),
        how: "Nobody asked the board when the scope was written.".into(),
        still_good: "Taking vouchers in payment is in the plan and stays there.".into(),
    }
}

/// The same as the client hears it.
pub(super) fn wish_for_the_client() -> Wording {
    Wording {
        title: "Gift vouchers at the opening".into(),
        what: "You would like visitors to buy gift vouchers online from the first day.".into(),
        why: "Your board wants to offer them to members for the season.".into(),
        how: "Selling vouchers is not in the scope we agreed; taking them in payment is.".into(),
        still_good: "Whichever way you choose, the opening stays where it is.".into(),
    }
}

/// A way to answer the wish.
pub(super) struct Way {
    pub name: &'static str,
    pub notice: &'static str,
    pub risk: &'static str,
    pub cost: i64,
    pub recommended: bool,
}

/// Both leave the plan as it is.
pub(super) const WAYS: &[Way] = &[
    Way {
        name: "Vouchers four weeks after the opening",
        notice: "Members can give a voucher from the second month; nothing else changes.",
        risk: "The board may find it too late.",
        cost: 3_800,
        recommended: true,
    },
    Way {
        name: "Vouchers now, bookings for schools later",
        notice: "Schools book by telephone for one more month; vouchers are there on the first day.",
        risk: "Schools were promised to Helen; she will not like it.",
        cost: 0,
        recommended: false,
    },
];
