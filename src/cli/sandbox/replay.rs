//! Recorded conversations, played as members' messages while the rules watch.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use ::playground::replay::{Options, Report, replay};
use anyhow::Context as _;
use serde_json::Value;
use tokio::{fs::File, io::BufReader};

use crate::cli::sandbox::{screen::Screen, stage::Stage};
use crate::store::Export;

/// The rules that lea adds where there are none: name, pattern, and what a match leads to.
const RULES: [(&str, &str, &str, &str); 2] = [
    ("trouble", r"(?i)\b(error|fails?|broken|not working)\b", "open", "opens a case for"),
    ("how-to", r"(?i)^(how (do|can) (i|we)|is there a way)\b", "ask", "asks the agents about"),
];
/// How many cases and bad lines the summary names.
const SHOWN: usize = 40;

/// A recording that is about to be played.
pub struct Recording {
    path: PathBuf,
    file: File,
    speed: Option<f64>,
}

impl Recording {
    /// Opens a recording, to be played so many times faster than it happened, or as fast as
    /// possible.
    ///
    /// # Errors
    /// When there is no such file, or we may not read it.
    pub async fn open(path: &Path, speed: Option<f64>) -> anyhow::Result<Self> {
        let file = File::open(path).await.with_context(|| cannot_be_read(path))?;
        anyhow::ensure!(
            !file.metadata().await?.is_dir(),
            "{} is a folder; choose a file with recorded conversations",
            path.display()
        );
        Ok(Self { path: path.to_owned(), file, speed })
    }

    /// Plays it in #help and prints what became of it. Read line by line, however long it is.
    ///
    /// # Errors
    /// When the file cannot be read on, the bot cannot be kept at work, or standard output is
    /// closed.
    pub async fn play(self, stage: &mut Stage, screen: &mut Screen) -> anyhow::Result<()> {
        add_rules(stage, screen).await?;
        let (cases_before, offers_before) =
            (rows(stage, Export::Cases).await?.len(), offers(stage).await?);
        screen.say(&format!("\nPlaying {} in #help ...", self.path.display()))?;
        let options = Options { speed: self.speed, in_step: true, ..Options::default() };
        let report = {
            let sandbox = stage.sandbox.clone();
            let mut playing = std::pin::pin!(replay(&sandbox, BufReader::new(self.file), &options));
            loop {
                tokio::select! {
                    report = &mut playing => break report.with_context(|| cannot_be_read(&self.path))?,
                    _ = stage.bot.ended() => stage.revive(screen).await?,
                }
            }
        };
        stage.rest(screen).await?;
        summary(stage, screen, &report, cases_before, &offers_before).await
    }
}

fn cannot_be_read(path: &Path) -> String {
    format!("can't read {}; check its name and permissions", path.display())
}

async fn add_rules(stage: &mut Stage, screen: &mut Screen) -> anyhow::Result<()> {
    let guild = stage.guild()?;
    if stage.fresh_desk().team(guild).await?.is_some_and(|team| !team.rules.is_empty()) {
        return Ok(());
    }
    screen.say("\nThere are no rules yet, so lea adds two:")?;
    let lea = stage.person("lea")?;
    for (name, pattern, action, what) in RULES {
        let answer = lea
            .command("general", &format!("/rule add name:{name} pattern:{pattern} action:{action}"))
            .await;
        anyhow::ensure!(
            answer.text().contains("Saved the rule"),
            "lea couldn't add the rule {name}: {}",
            answer.text()
        );
        screen.say(&format!("  {name}: {what} messages that match {pattern}"))?;
    }
    Ok(())
}

async fn summary(
    stage: &Stage,
    screen: &mut Screen,
    report: &Report,
    cases_before: usize,
    offers_before: &BTreeMap<String, usize>,
) -> anyhow::Result<()> {
    screen.say(&format!(
        "{} played; {} joined for this.",
        counted(report.said, "message"),
        counted(report.joined, "member")
    ))?;
    if report.failed > 0 {
        screen.say(&format!("{} couldn't be played:", counted(report.failed, "line")))?;
        for (number, problem) in report.problems.iter().take(SHOWN) {
            screen.say(&format!("  line {number}: {problem}"))?;
        }
        more(screen, usize::try_from(report.failed).unwrap_or(usize::MAX))?;
    }
    let all = rows(stage, Export::Cases).await?;
    let cases = all.get(cases_before..).unwrap_or_default();
    let mut opened: BTreeMap<&str, usize> = BTreeMap::new();
    for case in cases {
        *opened.entry(case["origin"].as_str().unwrap_or_default()).or_default() += 1;
    }
    screen.say("What the rules did:")?;
    let now_offered = offers(stage).await?;
    for rule in rule_names(stage, &opened, &now_offered).await? {
        let cases = opened.get(format!("rule:{rule}").as_str()).copied().unwrap_or_default();
        let offered = now_offered.get(&rule).copied().unwrap_or_default()
            - offers_before.get(&rule).copied().unwrap_or_default();
        let asked = if offered > 0 {
            format!(", asked the agents about {}", counted(offered as u64, "message"))
        } else {
            String::new()
        };
        screen.say(&format!("  {rule}: opened {}{asked}", counted(cases as u64, "case")))?;
    }
    if !cases.is_empty() {
        screen.say("The cases:")?;
    }
    for case in cases.iter().take(SHOWN) {
        let by = case["requester_id"].as_str().and_then(|id| id.parse().ok());
        let by = by.map_or_else(
            || "?".to_owned(),
            |id| stage.sandbox.world(|world| ::sandbox::sight::name(world, id).to_owned()),
        );
        let rule = case["origin"].as_str().unwrap_or_default().trim_start_matches("rule:");
        screen.say(&format!(
            "  #{} {by}: {} ({rule})",
            case["number"],
            case["title"].as_str().unwrap_or_default()
        ))?;
    }
    more(screen, cases.len())?;
    Ok(())
}

/// All rules, and those that are gone but did something.
async fn rule_names(
    stage: &Stage,
    opened: &BTreeMap<&str, usize>,
    offered: &BTreeMap<String, usize>,
) -> anyhow::Result<Vec<String>> {
    let team = stage.fresh_desk().team(stage.guild()?).await?;
    let rules = team.iter().flat_map(|team| &team.rules);
    let others = opened
        .keys()
        .filter_map(|origin| origin.strip_prefix("rule:"))
        .map(str::to_owned)
        .chain(offered.keys().cloned());
    let mut names: Vec<String> = rules.map(|rule| rule.name.clone()).collect();
    for name in others {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    Ok(names)
}

/// How many messages each rule has put before the agents.
async fn offers(stage: &Stage) -> anyhow::Result<BTreeMap<String, usize>> {
    let mut counts = BTreeMap::new();
    for event in rows(stage, Export::Events).await? {
        if event["kind"] == "message_offered" {
            *counts
                .entry(event["detail"]["rule"].as_str().unwrap_or_default().to_owned())
                .or_default() += 1;
        }
    }
    Ok(counts)
}

/// All rows of one kind.
async fn rows(stage: &Stage, what: Export) -> anyhow::Result<Vec<Value>> {
    let guild = stage.guild()?;
    let mut all = Vec::new();
    let mut after = Some(0);
    while let Some(from) = after {
        let (rows, next) = stage.desk.export(guild, what, from).await?;
        all.extend(rows);
        after = next;
    }
    Ok(all)
}

fn counted(count: u64, what: &str) -> String {
    let digits = count.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| str::from_utf8(group).ok()).collect();
    format!("{} {what}{}", groups.join(","), if count == 1 { "" } else { "s" })
}

fn more(screen: &mut Screen, count: usize) -> std::io::Result<()> {
    if count > SHOWN { screen.say(&format!("  ... and {} more", count - SHOWN)) } else { Ok(()) }
}
