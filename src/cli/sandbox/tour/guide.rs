//! Who leads the tour: prints what people do and see, and looks whether it is what has to be.

use std::{
    io::{self, IsTerminal as _},
    time::{Duration, Instant},
};

use tokio::io::{AsyncBufReadExt as _, BufReader, Lines, Stdin};

use ::sandbox::{Answer, Person, Refused, Snowflake};

use crate::cli::sandbox::{
    screen::{Screen, readable},
    stage::Stage,
};

/// How long a step may take.
const STEP_TIMEOUT: Duration = Duration::from_secs(15);
/// How often we look whether it has happened.
const LOOK: Duration = Duration::from_millis(3);
/// How far what people see stands to the right.
const INDENT: usize = 6;

/// The guide through the tour.
pub struct Guide<'a> {
    pub stage: &'a mut Stage,
    pub screen: &'a mut Screen,
    /// The number and the name of the step that is being played.
    step: (u32, &'static str),
    /// Where Enter is waited for, if there is somebody to press it.
    reader: Option<Lines<BufReader<Stdin>>>,
}

impl<'a> Guide<'a> {
    pub fn new(stage: &'a mut Stage, screen: &'a mut Screen) -> Self {
        let is_read = io::stdin().is_terminal() && io::stdout().is_terminal();
        let reader = is_read.then(|| BufReader::new(tokio::io::stdin()).lines());
        Self { stage, screen, step: (0, "The start"), reader }
    }

    /// Lets a person at a terminal read before the next step. Never waits on a pipe.
    pub async fn pause(&mut self) -> anyhow::Result<()> {
        let Some(lines) = &mut self.reader else { return Ok(()) };
        self.screen.say("\n(Enter shows the next step.)")?;
        if lines.next_line().await?.is_none() {
            self.reader = None;
        }
        Ok(())
    }

    pub fn intro(&mut self) -> anyhow::Result<()> {
        let took = self.stage.ready_after.as_secs_f64();
        Ok(self.screen.say(&format!(
            "Welcome to Lantern, a small community on this machine, with the real bot in it (ready in {took:.2} s).
Members ask in #help: ana, ben and caro. Agents answer: max and mia, in their own channel #desk.
dora is a developer and reads #developers. lea leads the team.
Here's one case, as each of them sees it. \"→ pings\" names the people whom Discord notifies."
        ))?)
    }

    pub fn outro(&mut self) -> anyhow::Result<()> {
        Ok(self.screen.say(
            "
That's the tour, and every step was checked. What to try next (in a clone of the repository, \"cargo try\" is the same as
\"switchboard sandbox\"):
  switchboard sandbox                       play everyone yourself; add --data FILE to keep it
  switchboard sandbox --replay FILE.jsonl   try your rules on recorded conversations
  switchboard run                           run it in your own server, with DISCORD_TOKEN set",
        )?)
    }

    /// Begins a step.
    pub fn heading(&mut self, name: &'static str) -> anyhow::Result<()> {
        self.step = (self.step.0 + 1, name);
        Ok(self.screen.say(&format!("\n{}. {name}", self.step.0))?)
    }

    /// Says what happens.
    pub fn tell(&mut self, text: &str) -> anyhow::Result<()> {
        Ok(self.screen.show(2, text)?)
    }

    /// Shows what somebody sees.
    pub fn show(&mut self, what: &str, text: &str) -> anyhow::Result<()> {
        self.tell(&format!("{what}:"))?;
        let text = readable(text);
        Ok(self.screen.show(INDENT, &text)?)
    }

    pub fn person(&self, name: &str) -> anyhow::Result<Person> {
        self.stage.person(name)
    }

    /// The error that a step did not happen.
    pub fn missing(&mut self, wanted: &str, instead: &str) -> anyhow::Error {
        let (number, name) = self.step;
        let instead = if instead.trim().is_empty() { "nothing" } else { instead };
        let bot = match self.stage.bot.has_ended() {
            Some(status) => {
                format!("\nThe bot stopped ({status}). {}", self.stage.bot.last_words())
            }
            None => String::new(),
        };
        anyhow::anyhow!(
            "step {number} of the tour, \"{name}\", didn't happen.\nExpected: {wanted}\nFound:\n{instead}{bot}"
        )
    }

    /// What a member does, which the server must allow.
    pub fn done<T>(&mut self, what: &str, done: Result<T, Refused>) -> anyhow::Result<T> {
        done.map_err(|Refused(why)| self.missing(what, &why))
    }

    /// Waits until a person sees all of these words in a place; the answer is what they see there.
    pub async fn sees(
        &mut self,
        who: &Person,
        place: &str,
        words: &[&str],
    ) -> anyhow::Result<String> {
        let wanted = format!("{} sees {} in {place}", who.name, quoted(words));
        self.until(&wanted, || who.sees(place), |seen| words.iter().all(|word| seen.contains(word)))
            .await
    }

    /// Waits until a message of a place holds all of these words; the answer is the newest that
    /// does.
    pub async fn finds(
        &mut self,
        who: &Person,
        place: &str,
        words: &[&str],
    ) -> anyhow::Result<Snowflake> {
        let wanted = format!("{} sees a message with {} in {place}", who.name, quoted(words));
        let first = words.first().copied().unwrap_or_default();
        let look = || {
            who.finds(place, first).map_or_else(String::new, |message| who.sees_message(message))
        };
        self.until(&wanted, look, |seen| words.iter().all(|word| seen.contains(word))).await?;
        who.finds(place, first).ok_or_else(|| self.missing(&wanted, &who.sees(place)))
    }

    /// Waits until the bot has nothing left to do. Returns the lines of a message that were not in
    /// it before; some must be new.
    pub async fn changed(
        &mut self,
        who: &Person,
        message: Snowflake,
        before: &str,
    ) -> anyhow::Result<String> {
        self.rest().await?;
        let seen = who.sees_message(message);
        let is_new = |line: &&str| before.lines().all(|old| old != *line);
        let changed = seen.lines().filter(is_new).collect::<Vec<_>>().join("\n");
        self.check(!changed.is_empty(), "the message changes", &seen)?;
        Ok(changed)
    }

    async fn until(
        &mut self,
        wanted: &str,
        look: impl Fn() -> String,
        is_there: impl Fn(&str) -> bool,
    ) -> anyhow::Result<String> {
        let began = Instant::now();
        loop {
            let seen = look();
            if is_there(&seen) {
                return Ok(seen);
            }
            if began.elapsed() > STEP_TIMEOUT || self.stage.bot.has_ended().is_some() {
                return Err(self.missing(wanted, &seen));
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// The words of an answer, which must hold these.
    pub fn answered(
        &mut self,
        who: &Person,
        answer: &Answer,
        words: &[&str],
    ) -> anyhow::Result<String> {
        let text = readable(&answer.text());
        if words.iter().all(|word| text.contains(word)) {
            return Ok(text);
        }
        let wanted = format!("the bot answers {} with {}", who.name, quoted(words));
        Err(self.missing(&wanted, &text))
    }

    /// Something that has to be so.
    pub fn check(&mut self, so: bool, wanted: &str, instead: &str) -> anyhow::Result<()> {
        if so { Ok(()) } else { Err(self.missing(wanted, instead)) }
    }

    /// Waits until the bot has nothing left to do.
    pub async fn rest(&mut self) -> anyhow::Result<()> {
        self.stage.rest(self.screen).await
    }
}

/// The lines of a message that hold one of these words, in their order.
pub fn lines_with(text: &str, words: &[&str]) -> String {
    let chosen: Vec<&str> =
        text.lines().filter(|line| words.iter().any(|word| line.contains(word))).collect();
    chosen.join("\n")
}

fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" and ")
}
