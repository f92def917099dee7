//! What the plan comes to, against what it may cost.

use crate::plan::{Money, Plan};
use crate::words::{Locale, write_money};

/// The plan's money in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// `€85,150 of €87,000`.
    pub short: String,
    /// The same where there is little room: the share of the budget.
    pub mark: String,
    /// `Cost €85,150, €1,850 below the budget of €87,000`.
    pub says: String,
    pub over: bool,
}

/// What is said of a cost; nothing for a plan that knows neither costs nor a budget.
pub fn told(plan: &Plan, cost: Money, currency: &str, locale: Locale) -> Option<Told> {
    let amount = |money| write_money(money, currency, locale);
    let budget = plan.settings.budget;
    if budget.is_none() && !plan.tasks.iter().any(|task| task.cost.is_some()) {
        return None;
    }
    let Some(budget) = budget else {
        let short = amount(cost);
        return Some(Told { mark: short.clone(), says: format!("Cost {short}, no budget set"), short, over: false });
    };
    let room = budget.minus(cost);
    let standing = match room.0 {
        0 => "just".to_owned(),
        left if left > 0 => format!("{} below", amount(room)),
        _ => format!("{} above", amount(Money::ZERO.minus(room))),
    };
    let share = i128::from(cost.0) * 100 / i128::from(budget.0.max(1));
    let over = room < Money::ZERO;
    let short = format!("{} of {}{}", amount(cost), amount(budget), if over { ", over budget" } else { "" });
    Some(Told {
        mark: format!("{share} %"),
        says: format!("Cost {}, {standing} the budget of {}", amount(cost), amount(budget)),
        short,
        over,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Moment;

    #[test]
    fn cost_stands_against_the_budget() {
        let mut plan = Plan::new(Moment(0));
        let said =
            |plan: &Plan, cost| told(plan, Money(cost), "EUR", Locale::default()).map(|told| (told.short, told.says));
        assert_eq!(said(&plan, 0), None);
        plan.settings.budget = Some(Money(100_000));
        let pair = |short: &str, says: &str| Some((short.to_owned(), says.to_owned()));
        assert_eq!(said(&plan, 90_000), pair("€900 of €1,000", "Cost €900, €100 below the budget of €1,000"));
        assert_eq!(said(&plan, 100_000), pair("€1,000 of €1,000", "Cost €1,000, just the budget of €1,000"));
        assert_eq!(
            said(&plan, 100_050),
            pair("€1,000.50 of €1,000, over budget", "Cost €1,000.50, €0.50 above the budget of €1,000")
        );
    }
}
