//! What becomes of what the bot changes in place if Discord refuses the change: nobody is told that
//! it is changed before it is, and it is changed once when the obstacle is gone.

use std::fmt::Write;

use chrono::TimeDelta;
use sandbox::{Snowflake, fault::Trouble};

use crate::{
    delivery::refusals::REFUSALS,
    scene::{Scene, board, card, opening, report, thread},
};

/// A change of something that is in Discord.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edit {
    /// An agent who claims is added to the thread.
    Member,
    /// A closed case's thread is archived and locked.
    PutAway,
    /// A reopened case's thread is opened again.
    TakeOut,
    Greeting,
    /// A question that is answered loses its buttons.
    Question,
    Card,
    Board,
    Report,
    Notice,
    NoticeGone,
    PanelGone,
}

/// Where something is changed, and how that is seen.
struct Site {
    /// The request that is refused.
    request: String,
    channel: Snowflake,
    message: Snowflake,
}

impl Edit {
    /// What an answer says only if the change is in Discord.
    fn claim(self) -> &'static str {
        match self {
            Self::Notice => "Changed the known-issue notice",
            Self::NoticeGone => "Took down the known-issue notice",
            Self::PanelGone => "To post a message with a button there",
            // The others are told of the case or the bug.
            _ => "no claim",
        }
    }

    /// Lets everything happen that leads to the change.
    async fn prepare(self, scene: &Scene, case: i64) -> Site {
        let Scene { ana, max, dora, olaf, .. } = scene;
        ana.opens_case(&format!("It fails in way {case}")).await;
        let (desk, help) = (max.channel("desk").await, ana.channel("help").await);
        let home = ana.channel(thread(case)).await;
        let (channel, message) = match self {
            Self::Member | Self::PutAway => (home, max.id()),
            Self::TakeOut => {
                max.runs(&format!("/close reason:spam case:{case}")).await;
                (home, 0)
            }
            Self::Greeting => (home, ana.message(&opening(case)).await),
            Self::Question => {
                max.runs(&format!("/solve case:{case}")).await;
                (home, ana.client.last_message(home).expect("a question"))
            }
            Self::Card => (desk, max.message(&card(case)).await),
            Self::Board => (desk, max.message(&board()).await),
            Self::PanelGone => {
                olaf.runs("/setup ask_panel:true").await;
                (help, ana.client.finds("help", "Press a button, write").expect("a panel"))
            }
            Self::Report | Self::Notice | Self::NoticeGone => {
                let form = max.runs(&format!("/escalate case:{case}")).await.form();
                max.submits(&form, &[("Actual result", "It fails")]).await;
                if self == Self::Report {
                    (dora.channel("developers").await, dora.message(&report(case)).await)
                } else {
                    let text = format!("Known trouble {case}");
                    max.runs(&format!("/bug notice text:{text} bug:{case} channel:#general")).await;
                    let general = ana.channel("general").await;
                    (general, ana.client.finds("general", &text).expect("a notice"))
                }
            }
        };
        let request = match self {
            Self::Member => format!("PUT /channels/{channel}/thread-members/{message}"),
            Self::PutAway | Self::TakeOut => format!("PATCH /channels/{channel}"),
            Self::NoticeGone | Self::PanelGone => {
                format!("DELETE /channels/{channel}/messages/{message}")
            }
            _ => format!("PATCH /channels/{channel}/messages/{message}"),
        };
        Site { request, channel, message }
    }

    /// Lets somebody do what makes the bot change it. Returns what they are told.
    async fn act(self, scene: &Scene, case: i64) -> String {
        let Scene { ana, max, dora, olaf, .. } = scene;
        let answer = match self {
            Self::Member | Self::Greeting | Self::Card | Self::Board => {
                max.runs(&format!("/claim case:{case}")).await
            }
            Self::PutAway => max.runs(&format!("/close reason:spam case:{case}")).await,
            Self::TakeOut => max.runs(&format!("/reopen case:{case}")).await,
            Self::Question => ana.clicks(thread(case), "Not fixed").await,
            Self::Report => dora.clicks(report(case), "Accept").await,
            Self::Notice => {
                max.runs(&format!("/bug notice text:Better words {case} bug:{case}")).await
            }
            Self::NoticeGone => max.runs(&format!("/bug notice remove:true bug:{case}")).await,
            Self::PanelGone => olaf.runs("/setup ask_panel:false").await,
        };
        answer.to_string()
    }

    /// Whether people see the change.
    fn is_seen(self, scene: &Scene, site: &Site) -> bool {
        let max = format!("<@{}>", scene.max.id());
        let dora = format!("<@{}>", scene.dora.id());
        scene.sandbox.world(|world| {
            let message = world.message(site.channel, site.message);
            let says = |words: &str| {
                message.is_some_and(|message| {
                    let embeds = serde_json::to_string(&message.embeds).unwrap_or_default();
                    message.content.contains(words) || embeds.contains(words)
                })
            };
            let place = world.channels[&site.channel].thread.as_ref();
            match self {
                Self::Member => {
                    place.is_some_and(|thread| thread.members.contains_key(&site.message))
                }
                Self::PutAway => place.is_some_and(|thread| thread.archived && thread.locked),
                Self::TakeOut => place.is_some_and(|thread| !thread.archived && !thread.locked),
                Self::Greeting | Self::Card | Self::Board => says(&max),
                Self::Question => message.is_some_and(|message| message.components.is_empty()),
                Self::Report => says(&dora),
                Self::Notice => says("Better words"),
                Self::NoticeGone | Self::PanelGone => message.is_none(),
            }
        })
    }
}

/// A cell of the table: whether the change was told before it was seen, and how it ended.
async fn cell(scene: &Scene, edit: Edit, case: i64, (status, code): (u16, u32)) -> String {
    let site = edit.prepare(scene, case).await;
    let refusal = Trouble::Before { status, code };
    scene.sandbox.faults().plan_trouble(&site.request, 0, None, refusal);
    let answer = edit.act(scene, case).await;
    let is_told = answer.contains(edit.claim());
    let is_seen = edit.is_seen(scene, &site);
    // Where the channel is gone, so is what was in it.
    let is_gone = code == 10_003 && [Edit::NoticeGone, Edit::PanelGone].contains(&edit);
    assert!(is_seen || !is_told || is_gone, "{edit:?}, {code}: {answer}");
    scene.sandbox.faults().clear();
    for channel in ["help", "general", "desk", "developers"] {
        scene.allow_bot(channel);
    }
    for _ in 0..3 {
        scene.idle().await;
        if !edit.is_seen(scene, &site) {
            scene.advance_and_run_due(TimeDelta::minutes(6)).await;
        }
    }
    let end = if edit.is_seen(scene, &site) { "changed" } else { "not changed" };
    let told = if is_told { "told" } else { "not told" };
    scene.max.runs(&format!("/close reason:spam case:{case}")).await;
    format!("{told}, {end}")
}

async fn table(edits: &[Edit]) -> String {
    let mut table = String::from("|");
    for (status, code) in REFUSALS {
        write!(table, " | {}", if code == 0 { u32::from(status) } else { code }).expect("text");
    }
    for &edit in edits {
        let scene = Scene::open().await;
        REFUSALS.iter().for_each(|&(status, code)| scene.expect_refusal(status, code.into()));
        write!(table, "\n{edit:?}").expect("text");
        for (case, refusal) in (1..).zip(REFUSALS) {
            let result = cell(&scene, edit, case, refusal).await;
            write!(table, " | {result}").expect("text");
        }
        scene.expect_dead_jobs();
        scene.close().await;
    }
    table
}

#[tokio::test]
async fn no_change_of_a_thread_is_told_that_is_not_there() {
    insta::assert_snapshot!(table(&[Edit::Member, Edit::PutAway, Edit::TakeOut]).await, @"
    | | 50001 | 50013 | 160005 | 160006 | 30033 | 200000 | 50035 | 10003 | 500
    Member | not told, not changed | not told, not changed | not told, not changed | not told, not changed | not told, not changed | not told, not changed | not told, not changed | not told, changed | not told, changed
    PutAway | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed
    TakeOut | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed
    ");
}

#[tokio::test]
async fn no_change_of_what_customers_read_is_told_that_is_not_there() {
    insta::assert_snapshot!(table(&[Edit::Greeting, Edit::Question, Edit::Notice, Edit::NoticeGone, Edit::PanelGone]).await, @"
    | | 50001 | 50013 | 160005 | 160006 | 30033 | 200000 | 50035 | 10003 | 500
    Greeting | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed
    Question | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed | not told, not changed | not told, changed
    Notice | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed | not told, not changed | not told, not changed | not told, not changed | not told, changed
    NoticeGone | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed | told, not changed | not told, changed
    PanelGone | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed | told, not changed | not told, changed
    ");
}

#[tokio::test]
async fn no_change_of_what_the_team_reads_is_told_that_is_not_there() {
    insta::assert_snapshot!(table(&[Edit::Card, Edit::Board, Edit::Report]).await, @"
    | | 50001 | 50013 | 160005 | 160006 | 30033 | 200000 | 50035 | 10003 | 500
    Card | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed
    Board | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed
    Report | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed | not told, changed
    ");
}
