//! The steps of the tour, up to the queue.

use ::sandbox::{AnswerKind, Person, Snowflake};

use crate::cli::sandbox::tour::guide::{Guide, lines_with};

/// What ana writes. Long, as real questions are: the developers will get all of it.
const QUESTION: &str = "Hi all! Since this morning the export fails for me, and I can't see why.
I open the project \"Harbour\" (about 400 pages), choose Export, then PDF, then All pages.
The bar runs up to 80%, stands still, and then it says \"Something went wrong (E17)\".
I have tried it four times: twice in the app, once in the browser, once after a restart.
A small project exports without trouble. Yesterday, before the update, this one did, too.
I have to send it to the printer by tomorrow noon. The picture shows what I see.";

/// A picture of one dot: the smallest PNG there is.
const PICTURE: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0,
    1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1F, 0x15, 0xC4, 0x89, 0, 0, 0, 13, b'I', b'D', b'A', b'T',
    0x78, 0x9C, 0x63, 0xF8, 0xCF, 0xC0, 0xF0, 0x1F, 0, 5, 0, 1, 0xFF, 0x56, 0xC7, 0x2F, 0x0D, 0, 0,
    0, 0, b'I', b'E', b'N', b'D', 0xAE, 0x42, 0x60, 0x82,
];

/// The rule that lea adds.
const RULE: &str = r"(?i)\bexport\b.*\b(fails?|broken|stuck)\b";

/// The emoji with which agents flag.
const FLAG: &str = "🎫";

/// ana's case: her message, and its card.
#[derive(Clone, Copy)]
pub struct AnasCase {
    message: Snowflake,
    card: Snowflake,
}

/// ana asks, max makes a case of it.
pub async fn a_question(guide: &mut Guide<'_>) -> anyhow::Result<AnasCase> {
    let (ana, max) = (guide.person("ana")?, guide.person("max")?);
    guide.heading("ana asks, and max opens a case")?;
    let said = ana.say_with_files("help", QUESTION, &[("export.png", PICTURE)]);
    let message = guide.done("ana writes in #help", said)?;
    guide.show("ana writes in #help", &ana.sees_message(message))?;
    let answer = max.menu(message, "Open case").await;
    let text = guide.answered(&max, &answer, &["Opened case #1"])?;
    guide.show(
        "max opens the menu of her message and chooses Open case. Only he sees the reply",
        &text,
    )?;
    let thread = guide.sees(&ana, "#1", &["Hi @ana", "case #1"]).await?;
    guide.sees(&ana, "help", &["↳ thread #1"]).await?;
    let gateway_info = thread.find("Switchboard: Hi").map_or("", |start| &thread[start..]);
    guide.show("ana finds a thread on her message. It says", gateway_info)?;
    let card = guide.finds(&max, "desk", &["#1 ·"]).await?;
    guide.rest().await?;
    guide.show(
        "In #desk, which members can't see, the agents find the case's card",
        &max.sees_message(card),
    )?;
    let hidden = ana.sees("desk");
    guide.check(!hidden.contains("#1 ·"), "ana can't see #desk", &hidden)?;
    Ok(AnasCase { message, card })
}

/// max and mia claim at once. Returns the one who got the case.
pub async fn two_claims(guide: &mut Guide<'_>, case: AnasCase) -> anyhow::Result<Person> {
    let (max, mia) = (guide.person("max")?, guide.person("mia")?);
    guide.heading("Two agents claim it at the same moment")?;
    let before = mia.sees_message(case.card);
    let (typed, pressed) =
        tokio::join!(max.command("desk", "/claim case:1"), mia.press(case.card, "Claim"));
    let won = [typed.text(), pressed.text()].map(|text| text.contains("is yours"));
    let both = format!("max: {}\nmia: {}", typed.text(), pressed.text());
    guide.check(won[0] != won[1], "one of max and mia has the case, and only one", &both)?;
    let (winner, loser, refused) = if won[0] {
        (max.clone(), mia.clone(), &pressed)
    } else {
        (mia.clone(), max.clone(), &typed)
    };
    guide.answered(&loser, refused, &[&format!("@{} has had case #1 since", winner.name)])?;
    guide.show("max types /claim, and reads", &typed.text())?;
    guide.show("mia presses Claim on the card, and reads", &pressed.text())?;
    let changed = guide.changed(&mia, case.card, &before).await?;
    let names_winner = changed.contains(&format!("@{}", winner.name));
    guide.check(names_winner, "the card says who has the case", &changed)?;
    guide.show("There is still just one card, updated in place", &changed)?;
    Ok(winner)
}

/// A tag, an answer in the thread, and ana's reply.
pub async fn an_answer(
    guide: &mut Guide<'_>,
    agent: &Person,
    case: AnasCase,
) -> anyhow::Result<()> {
    let ana = guide.person("ana")?;
    guide.heading("The case is tagged and answered, and the card keeps up")?;
    let before = agent.sees_message(case.card);
    let answer = agent.command("#1", "/tag name:export").await;
    let text = guide.answered(agent, &answer, &["Tagged case"])?;
    guide.show(&format!("{} types /tag name:export in the thread", agent.name), &text)?;
    let said = agent.say(
        "#1",
        "Hello ana, thank you for the details. Does it help to export the pages in two halves?",
    );
    guide.done("the agent answers in the thread", said)?;
    let changed = guide.changed(agent, case.card, &before).await?;
    guide.check(changed.contains("`export`"), "the card has the tag", &changed)?;
    guide.show(
        &format!("{} answers in the thread, and the card shows whose turn it is", agent.name),
        &changed,
    )?;
    let answered = agent.sees_message(case.card);
    let said = ana.say("#1", "No, sadly: both halves stop at 80%, with the same E17.");
    guide.done("ana replies in the thread", said)?;
    let changed = guide.changed(agent, case.card, &answered).await?;
    guide.show("And after ana replies", &changed)?;
    let thread = guide.sees(&ana, "#1", &["two halves", "both halves"]).await?;
    let newest: Vec<&str> = thread.lines().filter(|line| line.contains("halves")).collect();
    guide.show("The end of the thread, as ana sees it", &newest.join("\n"))
}

/// ben has the same trouble; a reaction flags his message.
pub async fn a_reaction(guide: &mut Guide<'_>) -> anyhow::Result<()> {
    let (ben, mia) = (guide.person("ben")?, guide.person("mia")?);
    guide.heading("ben has the same problem, and mia opens a case with one reaction")?;
    let message = guide.done(
        "ben writes in #help",
        ben.say("help", "My PDF does not come out either, it says E17. Anyone else?"),
    )?;
    guide.done("mia reacts", mia.react(message, FLAG))?;
    let thread = guide.sees(&ben, "#2", &["Hi @ben", "case #2"]).await?;
    guide.rest().await?;
    guide.show(
        &format!("mia reacts with {FLAG}. ben's message, as he sees it now"),
        &ben.sees_message(message),
    )?;
    guide.show("And in its thread", &lines_with(&thread, &["Hi @"]))
}

/// lea adds a rule; caro's message flags itself.
pub async fn a_rule(guide: &mut Guide<'_>) -> anyhow::Result<()> {
    let (lea, caro, mia) = (guide.person("lea")?, guide.person("caro")?, guide.person("mia")?);
    guide.heading("lea adds a rule, and the next message becomes a case by itself")?;
    let line = format!("/rule add name:export trouble pattern:{RULE} action:open tag:export");
    let answer = lea.command("general", &line).await;
    let text = guide.answered(&lea, &answer, &["export trouble", "Saved the rule"])?;
    guide.tell(&format!("lea types {line}"))?;
    guide.show("and reads", &text)?;
    let message = guide.done(
        "caro writes in #help",
        caro.say("help", "Good morning! Is it just me, or is the export broken?"),
    )?;
    guide.sees(&caro, "#3", &["Hi @caro", "case #3"]).await?;
    guide.rest().await?;
    guide.show("caro writes, and nobody has to do anything", &caro.sees_message(message))?;
    let card = guide.finds(&mia, "desk", &["#3 ·", "export trouble"]).await?;
    let card = mia.sees_message(card);
    guide.show(
        "Her card in #desk says why it's there",
        &lines_with(&card, &["#3 ·", "@caro", "`export`", "export trouble"]),
    )
}

/// The case goes to the developers.
pub async fn an_escalation(
    guide: &mut Guide<'_>,
    agent: &Person,
    case: AnasCase,
) -> anyhow::Result<()> {
    let (dora, ana) = (guide.person("dora")?, guide.person("ana")?);
    guide.heading("It's a bug: the case goes to the developers")?;
    let before = agent.sees_message(case.card);
    let opened = agent.command("#1", "/escalate severity:high").await;
    let AnswerKind::Form(form) = &opened.kind else {
        return Err(guide.missing("a form opens", &opened.text()));
    };
    let typed = [
        ("title", "Export of large projects stops at 80% (E17)"),
        ("steps", "1. Open a project of 400 pages\n2. Export, PDF, All pages"),
        ("expected", "A PDF file"),
        ("actual", "E17 at 80%, every time"),
        ("version", "5.2.0"),
    ];
    let known = typed.iter().all(|(field, _)| form.field(field).is_some());
    guide.check(
        known,
        "the form asks for title, steps, expected, actual and version",
        &form.text(),
    )?;
    guide.tell(&format!(
        "{} types /escalate severity:high in the thread. A form opens, filled in like this:",
        agent.name
    ))?;
    let filled =
        typed.map(|(field, text)| format!("{field}: {}", text.replace('\n', " / "))).join("\n");
    guide.screen.show(6, &filled)?;
    let answer = agent.submit(form, &typed).await;
    let text = guide.answered(agent, &answer, &["Reported as bug #1", "is on hold"])?;
    guide.show("The answer", &text)?;
    let last_words = QUESTION.lines().last().unwrap_or_default();
    let needed = [typed[0].1, last_words, "export.png", "A PDF file", "5.2.0", "`export`"];
    let report = guide.sees(&dora, "developers", &needed).await?;
    guide.rest().await?;
    let report =
        if dora.sees("developers").contains(last_words) { dora.sees("developers") } else { report };
    guide.show("dora finds the report in #developers: ana's words in full, her picture, and links back to her", &report)?;
    let changed = guide.changed(agent, case.card, &before).await?;
    guide.check(changed.contains("[#1]"), "the card leads to the bug", &changed)?;
    guide.show("The case's card now says", &changed)?;
    let seen = ana.sees_message(case.message);
    guide.check(seen.contains("↳ thread #1"), "ana's message still has its one thread", &seen)
}

/// Who waits.
pub async fn a_queue(guide: &mut Guide<'_>) -> anyhow::Result<()> {
    let mia = guide.person("mia")?;
    guide.heading("Who's waiting for us?")?;
    let answer = mia.command("desk", "/queue").await;
    let text = guide.answered(&mia, &answer, &["#2", "#3", "waiting"])?;
    guide.show("mia types /queue. ana's case is with the developers, so two are left", &text)
}

/// ben's case ends: an answer, his word on it, and the way back.
pub async fn an_end(guide: &mut Guide<'_>) -> anyhow::Result<()> {
    let (ben, mia) = (guide.person("ben")?, guide.person("mia")?);
    guide.heading("ben's case ends, and ben has the last word")?;
    let answer = mia
        .command(
            "#2",
            "/solve summary:Please choose Export, then Smaller pictures. It works for all sizes.",
        )
        .await;
    let text = guide.answered(&mia, &answer, &["Asked @ben whether case #2"])?;
    guide.show("mia types /solve in the thread, with her answer", &text)?;
    let thread = guide.sees(&ben, "#2", &["Smaller pictures", "[Solved] [Not fixed]"]).await?;
    let proposal = thread.find("Switchboard: @ben").map_or("", |start| &thread[start..]);
    guide.show("ben reads", proposal)?;
    let asked =
        ben.last_message("#2").ok_or_else(|| guide.missing("ben finds the question", &thread))?;
    let pressed = ben.press(asked, "Solved").await;
    let text = guide.answered(&ben, &pressed, &["How did we do?"])?;
    guide.show("ben presses Solved. Only he sees the reply", &text)?;
    let help = guide.sees(&ben, "help", &["is solved and closed", "[Reopen]"]).await?;
    guide.rest().await?;
    guide.show(
        "The thread is archived. Where he asked, a button leads back",
        &lines_with(&help, &["is solved and closed", "[Reopen]"]),
    )
}
