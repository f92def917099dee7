//! The radar beside every room: what it says the same moment, the one action of each line, putting off and waking. And
//! what the client finds of the record: concerns, the agreement, whom they meet, looking back.

use crate::page::Page;
use crate::rooms::set_theme;
use crate::{Scenario, canary, scenario};
use serde_json::json;

pub const SCENARIOS: &[Scenario] = &[
    scenario("radar: a passed promise is said the same moment, its action leads there; put off and woken again", walk),
    scenario(
        "radar: axe-core finds nothing, it gives way to panels, and on a phone it takes the room's place",
        accessible,
    ),
    scenario(
        "radar: concerns, the agreement and looking back before the client, without a private word",
        before_client,
    ),
    scenario("radar: what we need, a concern and a date to hold are opened where they are answered", answers),
    scenario("radar: a client who asks more and more often leads to a frank discussion", asked),
];

const READY: &str = "The portal is ready";

fn open(page: &Page) {
    page.open("");
    page.open_sample();
    page.go("#plan", "Plan");
}

/// What the button in the head is called.
fn label(page: &Page) -> String {
    page.css("button.radar-button").attribute("aria-label").unwrap_or_default()
}

fn walk(page: &Page) {
    page.resize(1600, 900);
    open(page);
    page.wait("there is something on the radar", || label(page).starts_with("Radar: ") && label(page) != "Radar: calm");
    let before = label(page);
    assert_eq!(page.count(".radar"), 0, "closed, it is only the count");
    page.key("r");
    page.by_role("complementary", "Radar");
    page.wait("it has the focus", || page.focused_name() == "Radar");
    page.says(".radar-strip", "are not told, the oldest");
    page.says(".radar-line.pressing", "before the season opens” was promised for");
    page.says(".radar-line.pressing", "Tell now: ");
    assert!(!page.text(".radar-lines").contains(READY), "that one is kept so far");
    // Design takes two weeks more: what was promised after it is passed.
    page.css(".tl-bars [role=button][aria-label^='Design,']").focus();
    page.keys(&["Shift+ArrowRight"; 10]);
    page.key("Enter");
    page.says(".radar-line.pressing", READY);
    let line = || {
        let script = "return [...document.querySelectorAll('.radar-line')].find((one) => one.innerText.includes(arguments[0]))?.innerText ?? ''";
        page.eval_with(script, &[json!(READY)]).as_str().unwrap_or_default().to_owned()
    };
    assert!(line().contains("Promise passed") && line().contains("days of notice; in a week: "), "{}", line());
    page.wait("the count follows", || label(page) != before);
    // Its one action leads to the conversation that tells it; a name leads to its step.
    page.by_role("button", &format!("*Log that it was told: “{READY}*")).click();
    page.by_role("main", "Conversations");
    page.by_role("complementary", "Radar").by_role("button", "*Write the report: *").click();
    page.by_role("main", "Report");
    page.by_role("complementary", "Radar").by_role("link", &format!("“{READY} for the Friends of the Museum”")).click();
    page.by_role("main", "Plan");
    page.by_role("button", "*Open the problem: *").click();
    page.by_role("main", "Options");
    page.says(".radar-line.pressing", READY);
    // Put off: not without a reason, not to a day that is over.
    let put_off = format!("*Put off: “{READY}*");
    page.by_role("button", &put_off).focus();
    page.key("Enter");
    page.wait("why is asked first", || page.focused_name() == "Why");
    page.key("Enter");
    page.says("form.put-off", "Say why in a few words");
    page.type_text("I call on Friday");
    page.by_role("textbox", "Back on").fill("yesterday");
    page.key("Enter");
    page.says("form.put-off", "choose one after today");
    page.by_role("textbox", "Back on").fill("+3d");
    page.key("Enter");
    page.wait("the line is put off", || !line().contains("Promise passed"));
    page.wait("the next line has the focus", || {
        page.eval("return document.activeElement.classList.contains('act')") == json!(true)
    });
    page.by_role("button", "Put off: 1").click();
    page.says(".radar-snoozed", "I call on Friday");
    page.by_role("button", &format!("*Wake: “{READY}*")).focus();
    page.key("Enter");
    page.wait("it is back", || line().contains("Promise passed"));
    page.wait("and has the focus", || {
        let script = "return document.activeElement.closest('.radar-line')?.innerText.includes(arguments[0]) === true";
        page.eval_with(script, &[json!(READY)]) == json!(true)
    });
    page.key("Mod+z");
    page.says(".radar-snoozed", "Put off: 1");
    page.key("Mod+z");
    page.wait("it is back again", || line().contains("Promise passed"));
    // It stays open for this person, and is nowhere while the client looks on.
    page.wait("it is safe", || page.css(".save-state").text() == "Safe");
    page.reload();
    page.says(".radar-line.pressing", READY);
    page.go("#as-client", "As the client sees it");
    assert_eq!(page.count(".radar, .radar-button"), 0);
    page.go("#plan", "Plan");
    page.key("p");
    page.by_role("dialog", "Before you share").by_role("button", "Present").click();
    page.by_role("main", "Present");
    assert_eq!(page.count(".radar, .radar-button"), 0);
    page.wait("the room is back", || {
        page.has_role("main", "Plan") || {
            page.key("Escape");
            false
        }
    });
    page.by_role("complementary", "Radar").focus();
    page.key("Escape");
    page.wait("it is closed", || page.count(".radar") == 0);
    page.wait("its button has the focus", || page.focused_name().starts_with("Radar: "));
}

fn accessible(page: &Page) {
    page.resize(1280, 800);
    open(page);
    page.wait("there is something on the radar", || label(page) != "Radar: calm");
    page.key("r");
    page.says(".radar-line.pressing", "Tell now: ");
    page.by_role("button", "*Put off: “Everyone*").click();
    page.by_role("form", "Put off");
    for (fragment, name) in [("#plan", "Plan"), ("#report", "Report"), ("#files", "Files and versions")] {
        page.go(fragment, name);
        page.by_role("complementary", "Radar");
        for theme in ["light", "dark"] {
            set_theme(page, theme);
            page.axe();
        }
    }
    set_theme(page, "light");
    // The timeline keeps its place: the radar gives way to the task panel, and the other way round.
    page.go("#plan", "Plan");
    page.key("Mod+i");
    page.by_role("complementary", "Task");
    page.wait("the radar gave way", || page.count(".radar") == 0);
    page.by_role("button", "*Radar: *").click();
    page.by_role("complementary", "Radar");
    page.wait("the task panel gave way", || page.count(".inspector") == 0);
    // On a phone: not there by accident, and in place of the room when it is asked for.
    page.resize(360, 740);
    page.wait("the room is there", || page.count(".radar") == 0);
    page.by_role("button", "*Radar: *").click();
    page.by_role("complementary", "Radar");
    page.says(".radar", "Tell now: ");
    let wider = page.eval("return document.documentElement.scrollWidth - innerWidth");
    assert!(wider.as_i64().unwrap_or(0) <= 0, "{wider} px wider than a phone");
    for theme in ["light", "dark"] {
        set_theme(page, theme);
        page.axe();
    }
    page.by_role("button", "*Write the report: *").click();
    page.by_role("main", "Report");
    page.wait("the room is there", || page.count(".radar") == 0);
}

fn before_client(page: &Page) {
    page.resize(1280, 720);
    canary::open(page);
    page.go("#as-client", "As the client sees it");
    for part in [
        "Will it hold on the first day?",
        "Every Friday by three",
        "Our director",
        "Next time we ask earlier",
        "Photographs of the rooms",
    ] {
        page.says("main", part);
    }
    canary::none(page, "as the client sees it");
    page.axe();
    page.resize(360, 740);
    let wider = page.eval("return document.documentElement.scrollWidth - innerWidth");
    assert!(wider.as_i64().unwrap_or(0) <= 0, "{wider} px wider than a phone");
    page.resize(1280, 720);
    page.go("#plan", "Plan");
    page.key("p");
    let before = page.by_role("dialog", "Before you share");
    let lists = before.text();
    for part in ["1 concern of theirs", "2 concerns of theirs", "5 conversations", "how we work together"] {
        assert!(lists.contains(part), "{part:?} in {lists}");
    }
    before.by_role("button", "Present").click();
    page.by_role("main", "Present");
    let heading = || page.text("main.screen h1");
    let mut wanted =
        vec!["Your concerns", "How we work together", "Who stands behind it", "Looking back", "What we take along"];
    for _ in 0..30 {
        // Where it takes more than one page: `Looking back, 1 of 2`.
        let now = heading().split(", ").next().unwrap_or_default().to_owned();
        if wanted.contains(&now.as_str()) {
            wanted.retain(|title| *title != now);
            for theme in ["light", "dark"] {
                set_theme(page, theme);
                page.axe();
            }
            let fits = page
                .eval("const one = document.querySelector('main.screen'); return one.scrollHeight - one.clientHeight");
            assert!(fits.as_i64().unwrap_or(0) <= 1, "{now} is {fits} px longer than the screen");
        }
        canary::none_in(page.eval("return document.documentElement.outerHTML").as_str().unwrap_or_default(), &now);
        page.key("ArrowRight");
    }
    assert!(wanted.is_empty(), "no page says {wanted:?}");
}

/// Each of the actions that lead to something else than a conversation.
fn answers(page: &Page) {
    page.resize(1600, 900);
    open(page);
    // What we need, by a step that begins soon.
    page.go("#conversations", "Conversations");
    page.css("#new-input").focus();
    page.type_text("The texts for the review\n");
    page.wait("its step is asked for", || page.focused_name().contains("step that waits"));
    page.type_text("accessibility");
    page.key("Enter");
    page.says("#inputs-part .need-by", "eeded");
    // A concern that nobody answered for a month.
    page.css("#new-concern").focus();
    page.type_text("Who helps at the desk?\n");
    page.wait("who is asked for", || page.focused_name().contains("Who"));
    page.by_role("textbox", "Heard on").fill("-30d");
    page.key("Tab");
    page.key("Escape");
    page.css("#talks-part h2").click();
    page.key("r");
    page.by_role("button", "*Open the concern: *").click();
    page.wait("the concern is open", || page.text("#concerns-part .record.open").contains("Who helps at the desk?"));
    page.go("#plan", "Plan");
    page.by_role("button", "*Open what we need: *").click();
    page.by_role("main", "Conversations");
    page.wait("it is open", || page.text("#inputs-part .record.open").contains("The texts for the review"));
    // What they know by now is answered by holding the date.
    page.by_role("button", "*Log that it was told: “Everyone can book online*").click();
    page.wait("the call is open", || page.count("#talks-part .record.open") == 1);
    page.by_role("button", "*Hold the date: *").click();
    page.by_role("main", "What-if");
    page.by_role("complementary", "Hold a date");
    page.wait("its milestone is chosen", || {
        page.eval("return document.activeElement.matches('select') && document.activeElement.selectedOptions[0].text")
            == json!("Go-live")
    });
    // A promise whose day is over is said anew, or why it was missed.
    page.eval("document.activeElement.blur()");
    page.key("Shift+p");
    page.by_role("main", "Promises");
    page.wait("its step is asked for", || page.focused_name().contains("Step or milestone"));
    page.type_text("Booking pages");
    page.key("Tab");
    page.type_text("-3d\n");
    page.by_role("button", "*Promise anew or say why: *").click();
    page.wait("it is open and has the focus", || {
        page.eval("return document.activeElement.matches('.ledger-line[aria-expanded=true]')") == json!(true)
    });
    page.by_role("textbox", "Why it was missed").fill("The texts came late\n");
    page.wait("why it was missed is in the summary", || page.text(".lead").contains("1 missed: The texts came late"));
}

fn asked(page: &Page) {
    page.resize(1600, 900);
    open(page);
    page.go("#conversations", "Conversations");
    page.key("r");
    page.by_role("complementary", "Radar");
    assert!(!page.text(".radar").contains("They asked where things stand"));
    for times in 1..=2 {
        page.by_role("button", "Log a conversation").click();
        page.wait("it is open", || page.count("#talks-part .record.open") == 1);
        page.by_role("textbox", "With").fill("Helen Brandt\n");
        page.by_role("checkbox", "They asked where it stands").click();
        page.wait("it is marked", || {
            let all = page.text("#talks-part .record-head");
            all.matches("they asked").count() == times
        });
    }
    page.says(".radar-lines", "They asked where things stand 2 times in two weeks");
    page.by_role("button", "*Prepare a frank discussion: *").focus();
    page.key("Enter");
    page.by_role("article", "Frank discussion");
    page.wait("it has the focus", || {
        page.eval("return document.activeElement.closest('.guide-open') !== null") == true
    });
}
