//! Elements stand in the order of Microsoft's schema (Project 2007, with what 2010 and later added), kept here apart from
//! the table the writer goes by.

use super::super::Private;
use super::{saved, seeded};
use crate::format::xml::{self, Element};

const TASK: &str = "UID GUID ID Name Active Manual Type IsNull CreateDate Contact WBS WBSLevel OutlineNumber OutlineLevel \
    Priority StartText FinishText DurationText Start Finish Duration ManualStart ManualFinish ManualDuration DurationFormat Work Stop Resume ResumeValid \
    EffortDriven Recurring OverAllocated Estimated Milestone Summary DisplayAsSummary Critical IsSubproject \
    IsSubprojectReadOnly SubprojectName ExternalTask ExternalTaskProject EarlyStart EarlyFinish LateStart LateFinish \
    StartVariance FinishVariance WorkVariance FreeSlack TotalSlack FixedCost FixedCostAccrual PercentComplete \
    PercentWorkComplete Cost OvertimeCost OvertimeWork ActualStart ActualFinish ActualDuration ActualCost \
    ActualOvertimeCost ActualWork ActualOvertimeWork RegularWork RemainingDuration RemainingCost RemainingWork \
    RemainingOvertimeCost RemainingOvertimeWork ACWP CV ConstraintType CalendarUID ConstraintDate Deadline \
    LevelAssignments LevelingCanSplit LevelingDelay LevelingDelayFormat PreLeveledStart PreLeveledFinish Hyperlink \
    HyperlinkAddress HyperlinkSubAddress IgnoreResourceCalendar Notes HideBar Rollup BCWS BCWP PhysicalPercentComplete \
    EarnedValueMethod PredecessorLink ActualWorkProtected ActualOvertimeWorkProtected ExtendedAttribute Baseline \
    OutlineCode IsPublished StatusManager CommitmentStart CommitmentFinish CommitmentType TimephasedData";
const RESOURCE: &str = "UID GUID ID Name Type IsNull Initials Phonetics NTAccount MaterialLabel Code Group WorkGroup \
    EmailAddress Hyperlink HyperlinkAddress HyperlinkSubAddress MaxUnits PeakUnits OverAllocated AvailableFrom \
    AvailableTo Start Finish CanLevel AccrueAt Work StandardRate StandardRateFormat Cost OvertimeRate \
    OvertimeRateFormat OvertimeCost CostPerUse CalendarUID Notes BCWS BCWP IsGeneric IsInactive IsEnterprise \
    BookingType ActiveDirectoryGUID CreationDate ExtendedAttribute Baseline OutlineCode IsCostResource AssnOwner \
    AssnOwnerGuid IsBudget AvailabilityPeriods Rates TimephasedData";
const ASSIGNMENT: &str = "UID GUID TaskUID ResourceUID PercentWorkComplete ActualCost ActualFinish ActualOvertimeCost \
    ActualOvertimeWork ActualStart ActualWork ACWP Confirmed Cost CostRateTable RateScale CostVariance CV Delay Finish \
    FinishVariance Hyperlink HyperlinkAddress HyperlinkSubAddress WorkVariance HasFixedRateUnits FixedMaterial \
    LevelingDelay LevelingDelayFormat LinkedFields Milestone Notes Overallocated OvertimeCost OvertimeWork PeakUnits \
    RegularWork RemainingCost RemainingOvertimeCost RemainingOvertimeWork RemainingWork ResponsePending Start Stop \
    Resume StartVariance Summary SV Units UpdateNeeded VAC Work WorkContour BCWS BCWP BookingType CreationDate \
    AssnOwner AssnOwnerGuid BudgetCost BudgetWork ExtendedAttribute Baseline TimephasedData";
const PROJECT: &str = "SaveVersion BuildNumber UID Name GUID Title Subject Category Company Manager Author CreationDate \
    Revision LastSaved ScheduleFromStart StartDate FinishDate FYStartDate CriticalSlackLimit CurrencyDigits \
    CurrencySymbol CurrencyCode CurrencySymbolPosition CalendarUID DefaultStartTime DefaultFinishTime MinutesPerDay \
    MinutesPerWeek DaysPerMonth DefaultTaskType DefaultFixedCostAccrual DefaultStandardRate DefaultOvertimeRate \
    DurationFormat WorkFormat EditableActualCosts HonorConstraints EarnedValueMethod InsertedProjectsLikeSummary \
    MultipleCriticalPaths NewTasksEffortDriven NewTasksEstimated SplitsInProgressTasks SpreadActualCost \
    SpreadPercentComplete TaskUpdatesResource FiscalYearStart WeekStartDay MoveCompletedEndsBack \
    MoveRemainingStartsBack MoveRemainingStartsForward MoveCompletedEndsForward BaselineForEarnedValue \
    AutoAddNewResourcesAndTasks StatusDate CurrentDate MicrosoftProjectServerURL Autolink NewTaskStartDate \
    NewTasksAreManual DefaultTaskEVMethod ProjectExternallyEdited ExtendedCreationDate ActualsInSync \
    RemoveFileProperties AdminProject UpdateManuallyScheduledTasksWhenEditingLinks \
    KeepTaskOnNearestWorkingTimeWhenMadeAutoScheduled BaselineCalendar Views Filters Groups Tables Maps Reports \
    Drawings DataLinks VBAProjects OutlineCodes WBSMasks ExtendedAttributes Calendars Tasks Resources Assignments";

fn order(parent: &str, above: &str) -> Option<&'static str> {
    Some(match (above, parent) {
        (_, "Project") => PROJECT,
        (_, "Task") => TASK,
        (_, "Resource") => RESOURCE,
        (_, "Assignment") => ASSIGNMENT,
        (_, "Calendar") => {
            "UID GUID Name IsBaseCalendar IsBaselineCalendar BaseCalendarUID WeekDays Exceptions WorkWeeks"
        }
        (_, "WeekDay") => "DayType DayWorking TimePeriod WorkingTimes",
        (_, "TimePeriod") => "FromDate ToDate",
        (_, "WorkingTime") => "FromTime ToTime",
        (_, "Exception") => {
            "EnteredByOccurrences TimePeriod Occurrences Name Type Period DaysOfWeek MonthItem MonthPosition Month \
             MonthDay DayWorking WorkingTimes"
        }
        (_, "WorkWeek") => "TimePeriod Name WeekDays",
        (_, "PredecessorLink") => "PredecessorUID Type CrossProject CrossProjectName LinkLag LagFormat",
        ("Task", "Baseline") => {
            "TimephasedData Number Interim Start Finish Duration DurationFormat EstimatedDuration Work Cost BCWS BCWP \
             FixedCost"
        }
        (_, "TimephasedData") => "Type UID Start Finish Unit Value",
        ("ExtendedAttributes", "ExtendedAttribute") => "FieldID FieldName CFType Ltuid UserDef Alias",
        ("Task" | "Resource", "ExtendedAttribute") => "FieldID Value DurationFormat",
        _ => return None,
    })
}

/// The whole document as one element.
fn document(text: &str) -> Element {
    let mut root = Element::list("Project", Vec::new());
    let broke = xml::walk(text, &[], |_, element| root.children.push(element)).unwrap();
    assert_eq!(broke, None, "well-formed to the end");
    root
}

#[track_caller]
fn check(name: &str, element: &Element, above: &str) {
    if let Some(order) = order(&element.name, above) {
        let places: Vec<&str> = order.split_whitespace().collect();
        let mut last = 0;
        for child in &element.children {
            let place = places.iter().position(|known| *known == child.name);
            let place = place.unwrap_or_else(|| panic!("{name}: {} in {}", child.name, element.name));
            assert!(place >= last, "{name}: {} in {} comes too late", child.name, element.name);
            last = place;
        }
    }
    element.children.iter().for_each(|child| check(name, child, &element.name));
}

#[track_caller]
pub fn in_order(name: &str, text: &str) {
    check(name, &document(text), "");
}

#[test]
fn elements_stand_in_the_order_of_the_schema() {
    for seed in 0..100 {
        in_order(&format!("seed {seed}"), &saved(&seeded::project(seed), Private::Keep));
    }
    in_order("sample", &saved(&crate::project::sample(super::today()), Private::Keep));
}
