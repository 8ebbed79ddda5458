//! The community by plain lines: from a person at a terminal, or from a script on a pipe.

use std::io::{self, IsTerminal as _};

use ::sandbox::Terminal;
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    sync::mpsc,
};

use super::{
    screen::{Screen, readable},
    stage::Stage,
};

/// Says who is there and what one can do.
///
/// # Errors
/// Standard output is closed.
pub fn welcome(stage: &Stage, screen: &mut Screen) -> anyhow::Result<()> {
    let took = stage.ready_after.as_secs_f64();
    let address = stage.sandbox.url();
    screen.say(&format!(
        "Open {address}/ in your browser.

Welcome to Lantern, a small community on your own machine. Switchboard is at work in it (ready in {took:.2} s).

  ana, ben, caro   members: they ask in #help
  max, mia         agents: every case has a card in #desk
  dora             developer: bug reports come to #developers
  lea              lead: sets the rules by which messages flag themselves
  olaf             owner: has set the bot up for them

You speak for all of them. Try these, one after the other:
  ana in #help: the export fails since the update
  max flags 1               (numbers stand before the messages; this one opens a case)
  max claims 1              (here 1 is the case)
  look #1 as ana            (what ana sees in the case's thread)
\"help\" shows all that you can type, \"quit\" ends."
    ))?;
    Ok(())
}

/// Takes lines until they end, or somebody says `quit`.
///
/// # Errors
/// When the bot cannot be kept at work, or standard output is closed.
pub async fn live(stage: &mut Stage, screen: &mut Screen) -> anyhow::Result<()> {
    let mut terminal = Terminal::new(&stage.sandbox);
    let lines = read();
    if io::stdin().is_terminal() {
        talk(stage, screen, &mut terminal, lines).await
    } else {
        script(stage, screen, &mut terminal, lines).await
    }
}

/// Lines as a person types them, with what happens meanwhile between them.
async fn talk(stage: &mut Stage, screen: &mut Screen, terminal: &mut Terminal, mut lines: mpsc::Receiver<String>) -> anyhow::Result<()> {
    screen.say("")?;
    while !terminal.finished() {
        screen.prompt()?;
        let line = loop {
            tokio::select! {
                line = lines.recv() => break line,
                news = terminal.news() => {
                    screen.say_over_prompt(&readable(&news))?;
                    screen.prompt()?;
                }
                _ = stage.bot.ended() => {
                    screen.say("")?;
                    stage.revive(screen).await?;
                    screen.prompt()?;
                }
            }
        };
        let Some(line) = line else {
            screen.say("")?;
            return Ok(());
        };
        let said = terminal.perform(&line).await;
        if !said.is_empty() {
            screen.say(&readable(&said))?;
        }
    }
    Ok(())
}

/// Lines of a script: each is done, with all that follows from it, before the next. So the same script reads the same.
async fn script(stage: &mut Stage, screen: &mut Screen, terminal: &mut Terminal, mut lines: mpsc::Receiver<String>) -> anyhow::Result<()> {
    loop {
        let line = tokio::select! {
            line = lines.recv() => line,
            _ = stage.bot.ended() => {
                stage.revive(screen).await?;
                continue;
            }
        };
        let Some(line) = line else { return Ok(()) };
        if line.trim().is_empty() {
            continue;
        }
        screen.say(&format!("\n> {}", line.trim()))?;
        let said = terminal.answer(&line).await;
        if terminal.finished() {
            return Ok(screen.say(&said)?);
        }
        stage.rest(screen).await?;
        let news = terminal.fresh_by_channel();
        for part in [news, said] {
            if !part.is_empty() {
                screen.say(&readable(&part))?;
            }
        }
    }
}

/// Standard input, line by line; what is no UTF-8 is made readable. A thread of its own waits for it, since waiting for a
/// person cannot be broken off.
fn read() -> mpsc::Receiver<String> {
    let (sender, lines) = mpsc::channel(1);
    tokio::spawn(async move {
        let mut input = BufReader::new(tokio::io::stdin());
        let mut bytes = Vec::new();
        while input.read_until(b'\n', &mut bytes).await.is_ok_and(|read| read > 0) {
            let line = String::from_utf8_lossy(&bytes).trim_end_matches(['\r', '\n']).to_owned();
            bytes.clear();
            if sender.send(line).await.is_err() {
                return;
            }
        }
    });
    lines
}
