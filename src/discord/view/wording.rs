//! The sentences that the bot answers with when something was done.

use chrono::TimeDelta;

use crate::{
    desk::{Escalated, Opened, Snippet},
    domain::{BugNumber, Case, Language, Rule, RuleAction, Settings, Tag, ThreadKind},
};

use crate::discord::view::{
    escape::{code, escape},
    link,
    words::{t, yes_or_no},
};

/// To an agent: a message is a case now, or was one before.
pub fn opened(language: Language, opened: &Opened) -> String {
    let case = &opened.case;
    let number = link::case_number(case);
    if opened.new {
        t!(
            language,
            "case-opened",
            case = number,
            customer = case.requester,
            private = yes_or_no(case.home == ThreadKind::Private)
        )
    } else {
        t!(language, "case-known", case = number)
    }
}

/// To a member: their own `/ask` is a case.
pub fn asked(language: Language, opened: &Opened) -> String {
    let case = &opened.case;
    if case.home == ThreadKind::Private {
        return t!(language, "asked-private", case = case.number, channel = case.source.channel);
    }
    match link::thread(case) {
        Some(thread) => t!(language, "asked-in-thread", case = case.number, thread = thread),
        None => t!(language, "asked", case = case.number, channel = case.source.channel),
    }
}

/// To an agent: the case is theirs.
pub fn claimed(language: Language, case: &Case) -> String {
    t!(language, "claimed", case = link::case_number(case), customer = case.requester)
}

/// To an agent: the case is nobody's.
pub fn released(language: Language, case: &Case) -> String {
    t!(language, "released", case = link::case_number(case))
}

/// To an agent: the files that come with this answer.
pub fn transcript(language: Language, case: &Case) -> String {
    t!(language, "transcript-comes", case = link::case_number(case))
}

/// To an agent: the tag is on the case.
pub fn tagged(language: Language, case: &Case, tag: &Tag) -> String {
    t!(language, "tagged", case = link::case_number(case), tag = code(tag.as_str()))
}

/// To an agent: the tag is off the case.
pub fn untagged(language: Language, case: &Case, tag: &Tag) -> String {
    t!(language, "untagged", case = link::case_number(case), tag = code(tag.as_str()))
}

/// To an agent: the tags that the case has now.
pub fn retagged(language: Language, case: &Case) -> String {
    if case.tags.is_empty() {
        return t!(language, "retagged-none", case = link::case_number(case));
    }
    let tags: Vec<String> = case.tags.iter().map(|tag| code(tag.as_str())).collect();
    t!(language, "retagged", case = link::case_number(case), tags = tags.join(" "))
}

/// To an agent: the developers have the bug.
pub fn escalated(language: Language, escalated: &Escalated) -> String {
    let named = t!(language, "bug-named", bug = escalated.bug.number);
    let bug = link::linked(&named, link::bug_card(&escalated.bug));
    t!(language, "escalated", bug = bug, case = link::case_number(&escalated.case))
}

/// To an agent: somebody else has the case now.
pub fn assigned(language: Language, case: &Case) -> String {
    let agent = case
        .assignee
        .map_or_else(|| t!(language, "assigned-nobody"), |agent| format!("<@{agent}>"));
    t!(language, "assigned", agent = agent, case = link::case_number(case))
}

/// To an agent: the priority is another.
pub fn prioritised(language: Language, case: &Case) -> String {
    t!(language, "prioritised", case = link::case_number(case), priority = case.priority.into_str())
}

/// To an agent: the note is with the team.
pub fn noted(language: Language, case: &Case) -> String {
    t!(language, "noted", case = link::case_number(case))
}

/// To an agent: the prepared answer is on its way.
pub fn replied(language: Language, case: &Case) -> String {
    t!(language, "replied", case = link::case_number(case))
}

/// To an agent: the case waits for a bug.
pub fn linked(language: Language, case: &Case, bug: BugNumber) -> String {
    t!(language, "linked", case = link::case_number(case), bug = bug)
}

/// To an agent: the case no longer waits for a bug.
pub fn unlinked(language: Language, case: &Case, bug: BugNumber) -> String {
    t!(language, "unlinked", case = link::case_number(case), bug = bug)
}

/// To an agent: the case is put aside.
pub fn snoozed(language: Language, case: &Case) -> String {
    let number = link::case_number(case);
    match case.snoozed_until {
        Some(until) => t!(
            language,
            "snoozed",
            case = number,
            until = link::date(until),
            ago = link::ago(until)
        ),
        None => t!(language, "snoozed-open", case = number),
    }
}

/// To an agent: the customer is asked.
pub fn solved(language: Language, case: &Case) -> String {
    let (number, customer) = (link::case_number(case), case.requester);
    match case.close_at {
        Some(at) => {
            t!(language, "solved-closes", case = number, customer = customer, ago = link::ago(at))
        }
        None => t!(language, "solved", case = number, customer = customer),
    }
}

/// To whoever said for the customer that it is solved.
pub fn confirmed(language: Language, case: &Case) -> String {
    t!(language, "confirmed", case = link::case_number(case), customer = case.requester)
}

/// To whoever said that it is not solved.
pub fn rejected(language: Language, case: &Case) -> String {
    t!(language, "rejected", case = link::case_number(case))
}

/// To an agent: the case is closed.
pub fn closed(language: Language, case: &Case) -> String {
    let why =
        case.close_reason.map_or_else(String::new, |reason| super::post::why(language, reason));
    t!(language, "closed", case = link::case_number(case), why = why)
}

/// To whoever opened a case again.
pub fn reopened(language: Language, case: &Case) -> String {
    t!(language, "reopened", case = link::case_number(case))
}

/// To an agent: the case goes on in another.
pub fn merged(language: Language, from: &Case, into: &Case) -> String {
    t!(
        language,
        "merged",
        case = link::case_number(from),
        into = link::case_number(into),
        customer = from.requester
    )
}

/// To an agent: the case is on its own again.
pub fn unmerged(language: Language, case: &Case) -> String {
    t!(language, "unmerged", case = link::case_number(case))
}

/// To a lead: the prepared answer is there.
pub fn snippet_added(language: Language, snippet: &Snippet) -> String {
    t!(language, "snippet-added", shown = code(&snippet.name), name = snippet.name.as_str())
}

/// To a lead: the prepared answer is gone.
pub fn snippet_removed(language: Language, name: &str) -> String {
    t!(language, "snippet-removed", shown = code(name))
}

/// To a customer: the sentence is kept.
pub fn commented(language: Language) -> String {
    t!(language, "commented")
}

/// To a lead: the rule is there.
pub fn rule_added(language: Language, rule: &Rule) -> String {
    let channel = rule.channel.map_or_else(|| "none".to_owned(), |channel| channel.to_string());
    let action = match rule.action {
        RuleAction::Open => "open",
        RuleAction::Ask => "ask",
        RuleAction::None => "none",
    };
    t!(language, "rule-added", rule = escape(&rule.name), channel = channel, action = action)
}

/// To a lead: the rule is gone.
pub fn rule_removed(language: Language, name: &str) -> String {
    t!(language, "rule-removed", rule = escape(name))
}

/// To a manager: the settings hold.
pub fn set_up(language: Language, settings: &Settings) -> String {
    t!(
        language,
        "set-up",
        help = settings.help_channel,
        agents = settings.agents_role,
        desk = settings.desk_channel,
        flag = flag(&settings.flag_emoji),
        devs = settings.developers_role,
        developers = settings.developers_channel,
        leads = settings.leads_role.map_or_else(|| "none".to_owned(), |role| role.to_string()),
        mode = settings.mode.into_str(),
        silence = span(language, settings.close_after),
        keeping = span(language, settings.keep_texts),
        language = settings.language.into_str(),
    )
}

/// A span of time in days, hours and minutes.
fn span(language: Language, span: TimeDelta) -> String {
    let (days, hours, minutes) = (span.num_days(), span.num_hours() % 24, span.num_minutes() % 60);
    let parts = [
        (days, t!(language, "span-days", count = days)),
        (hours, t!(language, "span-hours", count = hours)),
        (minutes, t!(language, "span-minutes", count = minutes)),
    ];
    parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(_, words)| words)
        .collect::<Vec<_>>()
        .join(" ")
}

/// A custom emoji is kept as `name:id`, and shows as `<:name:id>` (Discord, "Message Formatting").
fn flag(emoji: &str) -> String {
    match emoji.split_once(':') {
        Some((name, id)) => format!("<:{name}:{id}>"),
        None => emoji.to_owned(),
    }
}

/// To anyone: something broke. The reference stands in the log beside what broke.
pub fn internal_fault(language: Language, reference: &str) -> String {
    t!(language, "internal-fault", reference = code(reference))
}

/// To anyone: the records cannot be reached.
pub fn busy(language: Language) -> String {
    t!(language, "busy")
}

/// To anyone: the command is no longer (or not yet) what Discord shows. Discord renews its list by
/// itself.
pub fn changed_command(language: Language) -> String {
    t!(language, "changed-command")
}

/// To anyone: a button or a form that nobody here has made.
pub fn unknown_button(language: Language) -> String {
    t!(language, "unknown-button")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::view::sample;

    #[test]
    fn successes_lead_to_the_thread() {
        let case = sample::case();
        let mut ask = case.clone();
        ask.source.message = None;
        let tag = Tag::stored("billing".to_owned());
        let told = [
            opened(Language::English, &Opened { case: case.clone(), new: true }),
            opened(Language::English, &Opened { case: case.clone(), new: false }),
            asked(Language::English, &Opened { case: ask, new: true }),
            claimed(Language::English, &case),
            released(Language::English, &case),
            tagged(Language::English, &case, &tag),
            untagged(Language::English, &case, &tag),
            escalated(Language::English, &Escalated { case: case.clone(), bug: sample::bug() }),
            set_up(Language::English, &sample::settings()),
            internal_fault(Language::English, "abc123"),
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
        - A case whose customer says nothing to a proposed answer closes after 3 days.
        - What was written in a case is kept for 180 days after it closes; then the texts go, and the figures stay.
        - The desk speaks English; a member who asks in German is answered in German.
        Something went wrong on our side, and we have a note of it. Please try again; if it stays, tell us the reference `abc123`.
        ");
    }
}
