//! Members who ask, and agents who flag and escalate, all at the same time. Without a response,
//! they try again.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use sandbox::{AnswerKind, Person, Sandbox, Snowflake};
use tokio::{task::JoinHandle, time::sleep};

use crate::delivery::{
    crash::picture::{self, Asked, Picture},
    dice::Dice,
};

const FLAGS: usize = 200;
/// Every so manyth case goes to the developers.
const ESCALATED: usize = 5;
/// And for every so manyth of all cases they ship a fix.
const SHIPPED: usize = 2 * ESCALATED;
/// Of the others, so many are noted something of and closed.
const CLOSED: usize = ESCALATED;
/// A thread with its first message and a card for each flag, a report for each escalation; for each
/// close a thread of the team with its note, and a line where the question stands; for each fix a
/// message to the customer.
pub const THINGS: usize = 3 * FLAGS + FLAGS / ESCALATED + 3 * FLAGS / CLOSED + FLAGS / SHIPPED;
/// All questions are asked within this time.
const RUSH: u64 = 1_500;

/// How a message becomes a case.
#[derive(Clone, Copy, Debug)]
enum How {
    Rule,
    Reaction,
    Menu,
}

/// Everybody who is at it.
pub struct People {
    busy: Vec<JoinHandle<()>>,
    asked: Arc<Mutex<Vec<Asked>>>,
    done: Arc<AtomicUsize>,
}

/// What the owner and a lead do before: settings, and a rule. The bot may still be connecting.
pub async fn prepare(sandbox: &Sandbox) {
    sandbox.gateway().wait_connected().await;
    let (olaf, lea) = (sandbox.person("olaf"), sandbox.person("lea"));
    let setup = format!("{} one_case_within:off send_bug_news:true", crate::scene::SETUP);
    until_answered(|| olaf.command("general", &setup), &["Saved."]).await;
    until_answered(
        || lea.command("desk", "/rule add name:failure pattern:export fails"),
        &["failure"],
    )
    .await;
}

/// The owner changes the language of the desk, and with it the words of cards, reports and board.
pub async fn change_language(sandbox: Sandbox, german: bool) {
    let olaf = sandbox.person("olaf");
    let language = if german { "Deutsch" } else { "English" };
    let line = format!("/setup language:{language}");
    until_answered(|| olaf.command("desk", &line), &["Saved."]).await;
}

/// Does something until the answer is one of those that are wanted. An answer that does not come is
/// worth another try: whoever waits for what is being sent meets every kill.
async fn until_answered<F: Future<Output = sandbox::Answer>>(
    mut act: impl FnMut() -> F,
    wanted: &[&str],
) {
    let began = Instant::now();
    for pause in pauses() {
        let answer = act().await;
        if wanted.iter().any(|wanted| answer.text().contains(wanted)) {
            return;
        }
        let retry = answer.is_none() || answer.is_refused();
        assert!(retry, "expected {wanted:?}, and there was: {}", answer.text());
        if began.elapsed() > super::TIMEOUT {
            break;
        }
        sleep(pause).await;
    }
    panic!("never answered: {wanted:?}");
}

/// How long a person waits before each further try: twice as long as before, up to five seconds.
/// Two hundred people who all try again at once would keep a slow machine so busy that the bot
/// answers none of them in time.
fn pauses() -> impl Iterator<Item = Duration> {
    (0..).map(|tries| Duration::from_millis(20 << 8.min(tries)))
}

impl People {
    pub fn begin(sandbox: &Sandbox, dice: &mut Dice) -> Self {
        let mut people = Self { busy: Vec::new(), asked: Arc::default(), done: Arc::default() };
        for index in 0..FLAGS {
            let (sandbox, asked, done, mut dice) =
                (sandbox.clone(), Arc::clone(&people.asked), Arc::clone(&people.done), dice.fork());
            people.busy.push(tokio::spawn(async move {
                sleep(Duration::from_millis(dice.below(RUSH))).await;
                ask(&sandbox, index, &asked, &mut dice).await;
                done.fetch_add(1, Ordering::SeqCst);
            }));
        }
        people
    }

    /// Whether everybody has done what they wanted to.
    ///
    /// # Panics
    /// When somebody gave up; why stands above.
    pub fn are_done(&self) -> bool {
        let ended = self.busy.iter().filter(|person| person.is_finished()).count();
        let done = self.done.load(Ordering::SeqCst);
        assert!(ended <= done, "{} people gave up", ended - done);
        done == FLAGS
    }

    /// How far they are.
    pub fn progress(&self) -> String {
        format!("{} of {FLAGS} people are done", self.done.load(Ordering::SeqCst))
    }

    /// What there is to be seen of what was asked.
    pub fn picture(&self, sandbox: &Sandbox) -> Picture {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone();
        sandbox.world(|world| picture::look(world, &asked))
    }
}

async fn ask(sandbox: &Sandbox, index: usize, asked: &Mutex<Vec<Asked>>, dice: &mut Dice) {
    let how = [How::Rule, How::Reaction, How::Menu][index % 3];
    let (escalated, closed) = (index.is_multiple_of(ESCALATED), index % CLOSED == 1);
    let shipped = index.is_multiple_of(SHIPPED);
    let member = sandbox.person(["ana", "ben", "caro"][dice.index(3)]);
    let agent = sandbox.person(["max", "mia"][dice.index(2)]);
    let ticket = format!("t{index:03}q");
    let text = match how {
        How::Rule => format!("My export fails, see {ticket}"),
        How::Reaction | How::Menu => format!("How do I print {ticket}?"),
    };
    let message = member.say("help", &text).expect("members may write");
    asked.lock().unwrap_or_else(PoisonError::into_inner).push(Asked {
        message,
        ticket: ticket.clone(),
        escalated,
        shipped,
        closed,
    });
    // A remark that nobody flags, and that must stay one.
    member.say("help", "Thank you all in advance").expect("members may write");
    sleep(Duration::from_millis(dice.below(100))).await;
    match how {
        How::Rule => {}
        How::Reaction => agent.react(message, "🎫").expect("agents may react"),
        // A second attempt may find that the first one succeeded.
        How::Menu => {
            until_answered(|| agent.menu(message, "Open case"), &["ase [#", "ase #"]).await;
        }
    }
    if escalated {
        sleep(Duration::from_millis(dice.below(300))).await;
        escalate(sandbox, &agent, &ticket).await;
    }
    if shipped {
        sleep(Duration::from_millis(dice.below(300))).await;
        ship(sandbox, &ticket).await;
    }
    if closed {
        sleep(Duration::from_millis(dice.below(300))).await;
        let card = card_of(sandbox, &ticket).await;
        let number =
            sandbox.world(|world| picture::number_of(world, card)).expect("a card names its case");
        // Each try is a note of its own: one that was kept and not answered is kept all the same.
        let tries = AtomicUsize::new(0);
        let note = || {
            let line = format!(
                "/note text:{ticket}, try {} case:{number}",
                tries.fetch_add(1, Ordering::SeqCst)
            );
            let agent = agent.clone();
            async move { agent.command("desk", &line).await }
        };
        until_answered(note, &["Added your note", "Your note"]).await;
        let close = format!("/close reason:moved case:{number}");
        until_answered(|| agent.command("desk", &close), &["is closed", "Closed case"]).await;
    }
}

/// Presses **Escalate** on the case's card and sends the form, until the case is with the
/// developers.
async fn escalate(sandbox: &Sandbox, agent: &Person, ticket: &str) {
    let began = Instant::now();
    for pause in pauses() {
        let card = card_of(sandbox, ticket).await;
        let mut pressed = agent.press(card, "Escalate").await;
        if pressed.is_refused() {
            pressed = agent.press(card, "Eskalieren").await;
        }
        let answer = match &pressed.kind {
            AnswerKind::Form(form) => {
                agent.submit(form, &[("Actual result", "It does not work")]).await
            }
            _ => pressed,
        };
        let text = answer.text();
        let with_developers = text.contains("Reported as bug")
            || text.contains("Recorded as bug")
            || text.contains("is already linked to bug");
        // The button is gone once the card shows the bug.
        let is_gone =
            answer.is_refused() && sandbox.world(|world| picture::is_reported(world, ticket));
        if with_developers || is_gone {
            return;
        }
        // The language may have changed between the two attempts.
        let retry = answer.is_none() || answer.is_refused();
        assert!(retry, "expected an escalation, and there was: {text}");
        if began.elapsed() > super::TIMEOUT {
            break;
        }
        sleep(pause).await;
    }
    panic!("{ticket} never reached the developers");
}

/// Says that the fix of a question's bug is out. A second attempt may find that it is.
async fn ship(sandbox: &Sandbox, ticket: &str) {
    let bug = sandbox.try_until(super::TIMEOUT, |world| picture::bug_of(world, ticket)).await;
    let bug = bug.unwrap_or_else(|| panic!("no report of {ticket}"));
    let dora = sandbox.person("dora");
    let line = format!("/bug ship version:{ticket} bug:{bug}");
    until_answered(|| dora.command("developers", &line), &["shipped"]).await;
}

async fn card_of(sandbox: &Sandbox, ticket: &str) -> Snowflake {
    let found = sandbox.try_until(super::TIMEOUT, |world| picture::card_of(world, ticket)).await;
    found.unwrap_or_else(|| panic!("no card for {ticket}"))
}
