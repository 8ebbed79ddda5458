//! The sentences that the bot answers with when something was done.

use crate::{
    desk::{Escalated, Opened, Snippet},
    domain::{BugNumber, Case, Home, Mode, Rule, RuleAction, Settings, Tag, span},
};

use super::{
    escape::{code, escape},
    link,
};

/// To an agent: a message is a case now, or was one before.
pub fn opened(opened: &Opened) -> String {
    let case = link::case_number(&opened.case);
    if opened.new {
        let thread = if opened.case.home == Home::Private { "a private thread that only they and the team see" } else { "its thread" };
        format!("Case {case} is open, and <@{}> will be greeted in {thread}.", opened.case.requester)
    } else {
        format!("This message belongs to case {case} already, so I opened no second one: please go on there.")
    }
}

/// To a member: their own `/ask` is a case.
pub fn asked(opened: &Opened) -> String {
    let case = &opened.case;
    if case.home == Home::Private {
        return format!(
            "Thank you! Your question is case {}; a private thread opens in <#{}> in a moment, and I will mention you there. Only you and \
             the team can read it.",
            case.number, case.source.channel
        );
    }
    match link::thread(case) {
        Some(thread) => format!("Thank you! Your question is case {}, and the team answers [in its thread]({thread}).", case.number),
        None => format!(
            "Thank you! Your question is case {}; its thread opens in <#{}> in a moment, and I will mention you there.",
            case.number, case.source.channel
        ),
    }
}

/// To an agent: the case is theirs.
pub fn claimed(case: &Case) -> String {
    format!("Case {} is yours: <@{}> reads what you write in its thread.", link::case_number(case), case.requester)
}

/// To an agent: the case is nobody's.
pub fn released(case: &Case) -> String {
    format!("Case {} is back in the queue: anyone of the team can claim it.", link::case_number(case))
}

/// To an agent: the files that come with this answer.
pub fn transcript(case: &Case) -> String {
    format!(
        "What was said in case {}, without the team's notes: a page for the browser and for printing, and plain text.",
        link::case_number(case)
    )
}

/// To an agent: the tag is on the case.
pub fn tagged(case: &Case, tag: &Tag) -> String {
    format!("Case {} has the tag {} now.", link::case_number(case), code(tag.as_str()))
}

/// To an agent: the tag is off the case.
pub fn untagged(case: &Case, tag: &Tag) -> String {
    format!("Case {} no longer has the tag {}.", link::case_number(case), code(tag.as_str()))
}

/// To an agent: the tags that the case has now.
pub fn retagged(case: &Case) -> String {
    if case.tags.is_empty() {
        return format!("Case {} has no tags now.", link::case_number(case));
    }
    let tags: Vec<String> = case.tags.iter().map(|tag| code(tag.as_str())).collect();
    format!("Case {} has these tags now: {}.", link::case_number(case), tags.join(" "))
}

/// To an agent: the developers have the bug.
pub fn escalated(escalated: &Escalated) -> String {
    let bug = link::linked(&bug(escalated.bug.number), link::bug_card(&escalated.bug));
    format!("{bug} is reported to the developers, and case {} waits for it.", link::case_number(&escalated.case))
}

/// To an agent: somebody else has the case now.
pub fn assigned(case: &Case) -> String {
    let agent = case.assignee.map_or_else(|| "Nobody".to_owned(), |agent| format!("<@{agent}>"));
    format!("{agent} has case {} now, and knows it.", link::case_number(case))
}

/// To an agent: the priority is another.
pub fn prioritised(case: &Case) -> String {
    format!("Case {} has the priority {} now.", link::case_number(case), case.priority.name())
}

/// To an agent: the note is with the team.
pub fn noted(case: &Case) -> String {
    format!("Noted for the team, under the card of case {}. The customer does not see it.", link::case_number(case))
}

/// To an agent: the prepared answer is on its way.
pub fn replied(case: &Case) -> String {
    format!("Your answer is in the thread of case {}.", link::case_number(case))
}

/// To an agent: the case waits for a bug.
pub fn linked(case: &Case, bug: BugNumber) -> String {
    format!("Case {} is linked to bug {bug}: its report shows one more customer.", link::case_number(case))
}

/// To an agent: the case no longer waits for a bug.
pub fn unlinked(case: &Case, bug: BugNumber) -> String {
    format!("Case {} is no longer linked to bug {bug}.", link::case_number(case))
}

/// To an agent: the case is put aside.
pub fn snoozed(case: &Case) -> String {
    let until = case.snoozed_until.map_or_else(String::new, |until| format!(" until {} ({})", link::date(until), link::ago(until)));
    format!("Case {} is off the queue{until}, or until the customer writes.", link::case_number(case))
}

/// To an agent: the customer is asked.
pub fn solved(case: &Case) -> String {
    let closes = case.close_at.map_or_else(String::new, |at| format!(" Without a word it closes {}.", link::ago(at)));
    format!("<@{}> is asked in case {} whether it is solved.{closes}", case.requester, link::case_number(case))
}

/// To whoever said for the customer that it is solved.
pub fn confirmed(case: &Case) -> String {
    format!("Case {} is closed as solved; the history says that you said so for <@{}>.", link::case_number(case), case.requester)
}

/// To whoever said that it is not solved.
pub fn rejected(case: &Case) -> String {
    format!("Case {} is open again, and the team knows. Please write in the thread what is still wrong.", link::case_number(case))
}

/// To an agent: the case is closed.
pub fn closed(case: &Case) -> String {
    let why = case.close_reason.map_or("it is over", super::post::why);
    format!("Case {} is closed: {why}. `/reopen` brings it back.", link::case_number(case))
}

/// To whoever opened a case again.
pub fn reopened(case: &Case) -> String {
    format!("Case {} is open again: you can write in its thread.", link::case_number(case))
}

/// To an agent: the case goes on in another.
pub fn merged(from: &Case, into: &Case) -> String {
    format!(
        "Case {} goes on in {}, and <@{}> is told. `/unmerge` undoes it.",
        link::case_number(from),
        link::case_number(into),
        from.requester
    )
}

/// To an agent: the case is on its own again.
pub fn unmerged(case: &Case) -> String {
    format!("Case {} is on its own again, just as it was.", link::case_number(case))
}

/// To a lead: the prepared answer is there.
pub fn snippet_added(snippet: &Snippet) -> String {
    format!("The prepared answer {} is there: `/reply snippet:{}` posts it.", code(&snippet.name), snippet.name)
}

/// To a lead: the prepared answer is gone.
pub fn snippet_removed(name: &str) -> String {
    format!("The prepared answer {} is gone; what was posted stays.", code(name))
}

/// To a customer: the sentence is kept.
pub fn commented() -> String {
    "Thank you! It is kept with your case.".to_owned()
}

fn bug(number: BugNumber) -> String {
    format!("Bug {number}")
}

/// To a lead: the rule is there.
pub fn rule_added(rule: &Rule) -> String {
    let place = rule.channel.map_or_else(|| "in every channel where members write".to_owned(), |channel| format!("in <#{channel}>"));
    let what = match rule.action {
        RuleAction::Open => "a message that it matches becomes a case at once",
        RuleAction::Ask => "a message that it matches is put before the agents, who decide",
        RuleAction::None => "it rests, and nothing happens with what it matches",
    };
    format!("The rule “{}” is there. It looks {place}, and {what}.", escape(&rule.name))
}

/// To a lead: the rule is gone.
pub fn rule_removed(name: &str) -> String {
    format!("The rule “{}” is gone; the cases that it opened stay.", escape(name))
}

/// To a manager: the settings hold.
pub fn set_up(settings: &Settings) -> String {
    let leads =
        settings.leads.map_or_else(|| "people with Manage Server".to_owned(), |role| format!("<@&{role}> (and people with Manage Server)"));
    let lines = [
        "All set. This is how the team works from now on:".to_owned(),
        format!("- Members ask in <#{}>, or anywhere with `/ask`.", settings.help),
        format!(
            "- Agents (<@&{}>) find the cases in <#{}>, and open one by reacting with {}.",
            settings.agents,
            settings.desk,
            flag(&settings.flag_emoji)
        ),
        format!("- Developers (<@&{}>) get the bugs in <#{}>.", settings.devs, settings.developers),
        format!("- Leads are {leads}."),
        match settings.mode {
            Mode::Public => "- Everybody who can read a question can read the answers.".to_owned(),
            Mode::Private => "- Answers are private: only the customer and the team can read them.".to_owned(),
        },
        format!("- A case whose customer says nothing to a proposed answer closes after {}.", span::written(settings.close_after)),
        format!(
            "- What was written in a case is kept for {} after it closes; then the texts go, and the figures stay.",
            span::written(settings.keep_texts)
        ),
    ];
    lines.join("\n")
}

/// A custom emoji is kept as `name:id`, and shows as `<:name:id>` (Discord, "Message Formatting").
fn flag(emoji: &str) -> String {
    match emoji.split_once(':') {
        Some((name, id)) => format!("<:{name}:{id}>"),
        None => emoji.to_owned(),
    }
}

/// To anyone: something broke. The reference stands in the log beside what broke.
pub fn internal_fault(reference: &str) -> String {
    format!(
        "Something went wrong on our side, and we have a note of it. Please try again; if it stays, tell us the reference {}.",
        code(reference)
    )
}

/// To anyone: the records cannot be reached.
pub fn busy() -> String {
    "I cannot reach my records right now, so nothing has been changed. Please try again in a moment.".to_owned()
}

/// To anyone: the command is no longer (or not yet) what Discord shows. Discord renews its list by itself.
pub fn changed_command() -> String {
    "This command has changed since Discord showed it to you. Please reload Discord and try again.".to_owned()
}

/// To anyone: a button or a form that nobody here has made.
pub fn unknown_button() -> String {
    "I do not know this button. Please use the command instead: `/queue` lists the cases.".to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn successes_lead_to_the_thread() {
        let case = sample::case();
        let mut ask = case.clone();
        ask.source.message = None;
        let tag = Tag::stored("billing".to_owned());
        let told = [
            opened(&Opened { case: case.clone(), new: true }),
            opened(&Opened { case: case.clone(), new: false }),
            asked(&Opened { case: ask, new: true }),
            claimed(&case),
            released(&case),
            tagged(&case, &tag),
            untagged(&case, &tag),
            escalated(&Escalated { case: case.clone(), bug: sample::bug() }),
            set_up(&sample::settings()),
            internal_fault("abc123"),
        ];
        insta::assert_snapshot!(told.join("\n"), @"
        Case [#12](https://discord.com/channels/1/3) is open, and <@5> will be greeted in its thread.
        This message belongs to case [#12](https://discord.com/channels/1/3) already, so I opened no second one: please go on there.
        Thank you! Your question is case #12; its thread opens in <#2> in a moment, and I will mention you there.
        Case [#12](https://discord.com/channels/1/3) is yours: <@5> reads what you write in its thread.
        Case [#12](https://discord.com/channels/1/3) is back in the queue: anyone of the team can claim it.
        Case [#12](https://discord.com/channels/1/3) has the tag `billing` now.
        Case [#12](https://discord.com/channels/1/3) no longer has the tag `billing`.
        Bug #3 is reported to the developers, and case [#12](https://discord.com/channels/1/3) waits for it.
        All set. This is how the team works from now on:
        - Members ask in <#2>, or anywhere with `/ask`.
        - Agents (<@&40>) find the cases in <#20>, and open one by reacting with 🎫.
        - Developers (<@&41>) get the bugs in <#30>.
        - Leads are people with Manage Server.
        - Everybody who can read a question can read the answers.
        - A case whose customer says nothing to a proposed answer closes after 3d.
        - What was written in a case is kept for 180d after it closes; then the texts go, and the figures stay.
        Something went wrong on our side, and we have a note of it. Please try again; if it stays, tell us the reference `abc123`.
        ");
    }
}
