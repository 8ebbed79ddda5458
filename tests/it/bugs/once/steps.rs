//! What people do in a story, each thing as chance has it.

use regex::Regex;
use sandbox::{AnswerKind, Snowflake};

use crate::{
    bugs::once::{
        BUGS,
        ledger::{Ledger, Links, stays},
    },
    delivery::dice::Dice,
    scene::Scene,
};

/// Something is done with cases and bugs.
pub async fn step(scene: &Scene, dice: &mut Dice, ledger: &mut Ledger, step: u64) {
    let max = &scene.max.client;
    let (case, other) = (1 + dice.below(ledger.cases()), 1 + dice.below(ledger.cases()));
    let (bug, twin) = (1 + dice.below(BUGS), 1 + dice.below(BUGS));
    let line = match dice.below(22) {
        0 | 1 => format!("/link bug:{bug} case:{case}"),
        2 => format!("/unlink bug:{bug} case:{case}"),
        3 => format!("/merge into:{other} case:{case}"),
        4 => format!("/unmerge case:{case}"),
        5 | 6 => return reopen(scene, ledger, bug).await,
        7 => return call_duplicate(scene, bug, twin).await,
        8 => return decline(scene, ledger, bug).await,
        9 => return follow_case(scene, ledger, case).await,
        10 => return follow_notice(scene, ledger, bug).await,
        11..=13 if ledger.has_agents => return send(scene, dice, case).await,
        16 => format!("/private case:{case}"),
        17 => format!("/close case:{case}"),
        18..=21 => return judge(scene, dice, ledger, case).await,
        _ => return ship(scene, ledger, bug, format!("1.{step}")).await,
    };
    drop(max.command("desk", &line).await);
}

/// Something is done with cases and bugs that may come to nothing, since the bot dies meanwhile.
pub async fn begin(scene: &Scene, dice: &mut Dice, ledger: &Ledger, step: u64) {
    let (case, other) = (1 + dice.below(ledger.cases()), 1 + dice.below(ledger.cases()));
    let (bug, by_dora) = (1 + dice.below(BUGS), dice.below(2) == 0);
    if by_dora {
        let line = format!("/bug ship version:3.{step} bug:{bug}");
        return drop(scene.dora.client.command("developers", &line).await);
    }
    let line = match dice.below(5) {
        0 => format!("/link bug:{bug} case:{case}"),
        1 => format!("/unlink bug:{bug} case:{case}"),
        2 => format!("/merge into:{other} case:{case}"),
        3 => format!("/private case:{case}"),
        _ if ledger.has_agents => return send(scene, dice, case).await,
        _ => format!("/unmerge case:{case}"),
    };
    drop(scene.max.client.command("desk", &line).await);
}

/// A customer says whether a fix works, or the bot has not asked.
async fn judge(scene: &Scene, dice: &mut Dice, ledger: &mut Ledger, case: u64) {
    let customer = [&scene.ana.client, &scene.ben.client][dice.index(2)];
    let button = ["Works now", "Still broken"][dice.index(2)];
    let thread = format!("#{case} · Nothing");
    let Some(question) = customer.finds(&*thread, &format!("[{button}]")) else { return };
    let (text, before) = (customer.sees_message(question), Links::of(scene).await);
    drop(customer.press(question, button).await);
    if button == "Works now" {
        ledger.note_works(case, &text);
    }
    ledger.note_changes(scene, &before, &Links::of(scene).await);
}

fn report(scene: &Scene, bug: u64) -> Option<Snowflake> {
    scene.dora.client.finds("developers", &format!("Bug #{bug}"))
}

async fn reopen(scene: &Scene, ledger: &mut Ledger, bug: u64) {
    let Some(report) = report(scene, bug) else { return };
    if scene.dora.client.press(report, "Reopen").await.text().contains("is open again") {
        ledger.take_back(scene, bug);
    }
}

/// Fills in the form of a button on a report. Returns the answer, if there was a form.
async fn fill_in(
    scene: &Scene,
    bug: u64,
    button: &str,
    fields: [(&str, &str); 1],
) -> Option<String> {
    let dora = &scene.dora.client;
    let AnswerKind::Form(form) = dora.press(report(scene, bug)?, button).await.kind else {
        return None;
    };
    Some(dora.submit(&form, &fields).await.text())
}

/// A developer says that a bug is fixed.
pub async fn fix(scene: &Scene, bug: u64) {
    if let Some(report) = report(scene, bug) {
        drop(scene.dora.client.press(report, "Fixed").await);
    }
}

async fn call_duplicate(scene: &Scene, bug: u64, twin: u64) {
    let fields = [("Of which bug?", twin.to_string())];
    let fields = fields.each_ref().map(|(field, text)| (*field, text.as_str()));
    drop(fill_in(scene, bug, "Duplicate", fields).await);
}

/// Declines a bug, once in a story: what customers read of it has no version.
async fn decline(scene: &Scene, ledger: &mut Ledger, bug: u64) {
    if ledger.was_declined(bug) {
        return;
    }
    let before = Links::of(scene).await;
    let fields = [("Reason", "As designed")];
    let answer = fill_in(scene, bug, "Decline", fields).await;
    if answer.is_some_and(|answer| answer.contains("is declined")) {
        ledger.note(scene, &before, bug, None);
    }
}

async fn ship(scene: &Scene, ledger: &mut Ledger, bug: u64, version: String) {
    let before = Links::of(scene).await;
    let line = format!("/bug ship version:{version} bug:{bug}");
    let shipped = scene.dora.client.command("developers", &line).await;
    if shipped.text().contains("is shipped in version") {
        ledger.note(scene, &before, bug, Some(version));
    }
}

async fn follow_case(scene: &Scene, ledger: &mut Ledger, case: u64) {
    let caro = &scene.caro.client;
    let Some(opening) = caro.finds(format!("#{case} · Nothing"), "[Me too]") else { return };
    if caro.press(opening, "Me too").await.text().starts_with("Got it") {
        ledger.followed.insert(case);
    }
}

async fn follow_notice(scene: &Scene, ledger: &mut Ledger, bug: u64) {
    let caro = &scene.caro.client;
    let Some(notice) = caro.finds("general", &format!("Known trouble {bug}")) else { return };
    if caro.press(notice, "Me too").await.text().starts_with("Got it") {
        ledger.under_notices.insert(bug);
    }
}

/// An agent sends what a case's customer is to be told, perhaps two of them at once. That a bug is
/// declined they say in their own words.
async fn send(scene: &Scene, dice: &mut Dice, case: u64) {
    let (max, mia) = (&scene.max.client, &scene.mia.client);
    let Some(draft) = max.finds(format!("#{case} · team"), "[Send]") else { return };
    let declined = Regex::new(r"declined bug #(\d+)").expect("a pattern");
    let seen = max.sees_message(draft);
    if let Some(bug) = declined.captures(&seen).and_then(|found| found[1].parse().ok()) {
        let AnswerKind::Form(form) = max.press(draft, "Edit").await.kind else { return };
        drop(max.submit(&form, &[("Message", &stays(bug))]).await);
    } else if dice.below(2) == 0 {
        drop(tokio::join!(max.press(draft, "Send"), mia.press(draft, "Send")));
    } else {
        drop(max.press(draft, "Send").await);
    }
}

/// Agents send all that is still to be sent.
pub async fn send_the_rest(scene: &Scene, dice: &mut Dice, ledger: &Ledger) {
    for case in 1..=ledger.cases() {
        for _ in 0..2 * BUGS {
            send(scene, dice, case).await;
            scene.idle().await;
        }
    }
}
