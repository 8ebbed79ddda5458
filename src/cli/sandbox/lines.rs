//! The community by plain lines: from a person at a terminal, or from a script on a pipe.

use std::io::{self, IsTerminal as _};

use ::playground::Terminal;
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    sync::mpsc,
};

use crate::cli::sandbox::{
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

Welcome to Lantern, a small community on your own machine. Switchboard is running in it (ready in {took:.2} s).

  ana, ben, caro   members: they ask in #help
  max, mia         agents: every case gets a card in #desk
  dora             developer: bug reports arrive in #developers
  lea              lead: sets the rules that open cases automatically
  olaf             owner: has set up the bot

The page works like Discord and shows what happens behind the scenes. Or type here, line by line:
  ana in #help: the export fails since the update
  max flags 1               (each message has its number in front; this opens a case)
  max claims 1              (here 1 is the case's number)
  look #1 as ana            (what ana sees in the case's thread)
Type \"help\" for more, or \"quit\" to stop."
    ))?;
    Ok(())
}

/// Takes lines until they end, or somebody says `quit`. Where there is not one line, the page is
/// what it is opened for: then, if it may `stay`, it does so until it is told to stop.
///
/// # Errors
/// When the bot cannot be kept at work, or standard output is closed.
pub async fn live(stage: &mut Stage, screen: &mut Screen, stay: bool) -> anyhow::Result<()> {
    let mut terminal = Terminal::new(&stage.sandbox);
    let mut lines = read();
    if io::stdin().is_terminal() {
        return talk(stage, screen, &mut terminal, lines).await;
    }
    let first = loop {
        tokio::select! {
            line = lines.recv() => break line,
            order = stage.engine.orders.recv() => if let Some(order) = order { stage.obey(order).await? },
            _ = stage.bot.ended(), if !stage.down => stage.revive(screen).await?,
        }
    };
    match first {
        Some(first) => script(stage, screen, &mut terminal, first, lines).await,
        None if stay => serve(stage, screen).await,
        None => Ok(()),
    }
}

/// Nothing but the page, until somebody stops the program.
async fn serve(stage: &mut Stage, screen: &mut Screen) -> anyhow::Result<()> {
    screen.say("\nNo input to read, so I'll just serve the page. Press Ctrl-C to stop.")?;
    loop {
        tokio::select! {
            order = stage.engine.orders.recv() => if let Some(order) = order { stage.obey(order).await? },
            _ = stage.bot.ended(), if !stage.down => stage.restart_or_wait(screen).await?,
        }
    }
}

/// Lines as a person types them, with what happens meanwhile between them.
async fn talk(
    stage: &mut Stage,
    screen: &mut Screen,
    terminal: &mut Terminal,
    mut lines: mpsc::Receiver<String>,
) -> anyhow::Result<()> {
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
                order = stage.engine.orders.recv() => if let Some(order) = order { stage.obey(order).await? },
                _ = stage.bot.ended(), if !stage.down => {
                    screen.say("")?;
                    stage.restart_or_wait(screen).await?;
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

/// Lines of a script: each is done, with all that follows from it, before the next. So the same
/// script reads the same.
async fn script(
    stage: &mut Stage,
    screen: &mut Screen,
    terminal: &mut Terminal,
    first: String,
    mut lines: mpsc::Receiver<String>,
) -> anyhow::Result<()> {
    let mut next = Some(first);
    while let Some(line) = next {
        if !line.trim().is_empty() {
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
        next = loop {
            tokio::select! {
                line = lines.recv() => break line,
                order = stage.engine.orders.recv() => if let Some(order) = order { stage.obey(order).await? },
                _ = stage.bot.ended(), if !stage.down => stage.revive(screen).await?,
            }
        };
    }
    Ok(())
}

/// Standard input, line by line; what is no UTF-8 is made readable. A thread of its own waits for
/// it, since waiting for a person cannot be broken off.
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
