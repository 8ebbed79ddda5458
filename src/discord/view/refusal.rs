//! Why something was not done, in one plain sentence that says what to do next.

use crate::domain::{
    Refusal, Status,
    rule::{self, Fault},
};

use super::{
    escape::{code, escape},
    link,
};

/// What a person reads when something was not done, and what they can do about it.
pub fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::OnlyInServers => "This works in a server only: please use it there.".to_owned(),
        Refusal::NotSetUp => {
            "I have not been set up here yet: somebody with the Manage Server permission can do it with `/setup`.".to_owned()
        }
        Refusal::OnlyManagers => "Only people with the Manage Server permission can do this: please ask one of them.".to_owned(),
        Refusal::OnlyLeads => "Only leads can do this: please ask one of them, or somebody with the Manage Server permission.".to_owned(),
        Refusal::OnlyAgents => "Only the support team can do this; to ask the team something, use `/ask`.".to_owned(),
        Refusal::NotACaseNumber => "That is not a case number: please write it like `12` or `#12`.".to_owned(),
        Refusal::NoSuchCase(case) => format!("There is no case {case} here: `/queue` lists the open ones."),
        Refusal::NoCaseHere => {
            "No case belongs to this channel: please name one, like `12`, or use the command in a case's thread.".to_owned()
        }
        Refusal::AlreadyClaimed { case, by, since } => format!(
            "<@{by}> has had case {case} since {} ({}): please ask them to `/release` it if you want to take over.",
            link::date(*since),
            link::ago(*since)
        ),
        Refusal::AlreadyYours(case) => format!("Case {case} is yours already: you can go on in its thread."),
        Refusal::NotClaimed(case) => format!("Nobody has case {case}, so there is nothing to release; `/claim` makes it yours."),
        Refusal::NotYours { case, by } => format!("<@{by}> has case {case}: please ask them, or a lead, to release it."),
        Refusal::CaseOver { case, status } => {
            format!("Case {case} is {}: it has to be reopened before anything else can be done with it.", over(*status))
        }
        Refusal::AlreadyTagged { case, tag } => format!("Case {case} has the tag {} already, so nothing is left to do.", code(tag)),
        Refusal::NotTagged { case, tag } => {
            format!("Case {case} does not have the tag {}: `/case show` lists those that it has.", code(tag))
        }
        Refusal::TooManyTags => {
            format!("A case can have {} tags: please take one off with `/untag` first.", crate::domain::case::TAG_COUNT_LIMIT)
        }
        Refusal::BadTag => format!(
            "That cannot be a tag: please use one word of letters, digits, `-` and `_`, at most {} characters.",
            crate::domain::text::TAG_LIMIT
        ),
        Refusal::AlreadyPriority { case, priority } => {
            format!("Case {case} has the priority {} already, so nothing is left to do.", priority.name())
        }
        Refusal::NotAnAgent(user) => {
            format!("<@{user}> is not an agent here, so I cannot give them a case: please choose someone of the team.")
        }
        Refusal::AlreadyLinked { case, bug } => format!("Case {case} is linked to bug {bug} already, so nothing is left to do."),
        Refusal::NotLinked { case, bug } => format!("Case {case} is not linked to bug {bug}: `/case show` lists its bugs."),
        Refusal::NoSuchBug(bug) => format!("There is no bug {bug} here: the developers' channel shows those that there are."),
        Refusal::NotABugNumber => "That is not a bug number: please write it like `3` or `#3`.".to_owned(),
        Refusal::NotASpan { field } => {
            format!("I cannot read a span of time from “{field}”: please write it like `30m`, `4h` or `2d`.")
        }
        Refusal::SpanOutOfRange { field, least, most } => {
            format!("“{field}” has to be between `{least}` and `{most}`: please choose something in between.")
        }
        Refusal::NotInTheFuture => "That time is over already: please choose one that lies ahead.".to_owned(),
        Refusal::OnlyTheCustomer { case, customer } => {
            format!("Only <@{customer}> (or the team for them) can say that of case {case}; to ask something yourself, use `/ask`.")
        }
        Refusal::NewerSolution(case) => format!("There is a newer answer in case {case}: please use the buttons under that one."),
        Refusal::StillOpen(case) => format!("Case {case} is open: you can simply write in its thread."),
        Refusal::MergedInto { case, into } => format!("Case {case} goes on in {into}: please go on there, or undo it with `/unmerge`."),
        Refusal::MergeWithItself(case) => format!("Case {case} cannot go on in itself: please name another case."),
        Refusal::NotMerged(case) => format!("Case {case} is not merged into another, so there is nothing to undo."),
        Refusal::NothingDue(case) => format!("Nothing of case {case} is due: somebody was quicker."),
        Refusal::NoSuchSnippet(name) => {
            format!("There is no prepared answer called {}: `/snippet list` shows them all.", code(name))
        }
        Refusal::SnippetChanged(name) => format!(
            "The prepared answer {} says something else now, so nothing was posted: please look at it again with `/reply`.",
            code(name)
        ),
        Refusal::AlreadySent(case) => format!("This answer is in the thread of case {case} already, so it was not posted again."),
        Refusal::SnippetExists(name) => {
            format!("There is a prepared answer called {} already: please choose another name, or remove it first.", code(name))
        }
        Refusal::BadSnippetName => {
            "That cannot be a name: please use one word of letters, digits, `-` and `_`, at most 32 characters.".to_owned()
        }
        Refusal::TooManySnippets => {
            "There is no room for more prepared answers: please remove one with `/snippet remove` first.".to_owned()
        }
        Refusal::AlreadyRated(case) => format!("You have told us about case {case} already, thank you."),
        Refusal::AlreadyEscalated { case, bug } => {
            format!("Case {case} is with the developers already, as bug {bug}: please add what is new in the case's thread.")
        }
        Refusal::EmptyText(field) => format!("There is nothing to read under “{}”: please write something there.", field_name(field)),
        Refusal::TextTooLong { field, length, limit } => format!(
            "What you wrote under “{}” has {length} characters, and {limit} is the most I can take: please shorten it.",
            field_name(field)
        ),
        Refusal::NotAMembersMessage => {
            "Only a person's message can become a case: please choose the one in which the member asks.".to_owned()
        }
        Refusal::NothingInMessage => {
            "I find neither text nor a file in this message: please choose the one in which the member asks.".to_owned()
        }
        Refusal::MessageGone(_) => "That message has been deleted: please ask the member to write again, or to use `/ask`.".to_owned(),
        Refusal::InternalChannel => "This channel belongs to the team: please flag a message where members write.".to_owned(),
        Refusal::NoThreadsHere => {
            "Discord allows no threads on messages in this channel: please ask the member to use `/ask` instead.".to_owned()
        }
        Refusal::NoPrivateThreads => {
            "Discord has private threads in text channels only, and the help channel is none: please ask in public, or choose another one with `/setup`."
                .to_owned()
        }
        Refusal::ThreadTaken { case, by } => {
            format!("Another case, {by}, is open in the thread of case {case}: please go on there, or close that one first.")
        }
        Refusal::NoPlaceToAnswer(case) => {
            format!("The thread of case {case} and its question were deleted: please write to the customer elsewhere, then `/close` it.")
        }
        Refusal::PrivateToOthers(case) => {
            format!("Case {case} is private between its customer and the team: please merge it with a case of the same customer only.")
        }
        Refusal::BadRule(fault) => rule_fault(fault),
        Refusal::NoSuchRule(name) => format!("There is no rule called “{}”: `/rule list` shows them all.", escape(name)),
        Refusal::TooManyRules => format!("A server can have {} rules: please remove one with `/rule remove` first.", rule::RULE_LIMIT),
        Refusal::SetupIncomplete(option) => {
            format!("To start I also need `{option}`: please use `/setup` again with that option filled in.")
        }
        Refusal::NotATextChannel(option) => {
            format!("What you gave as `{option}` is not a channel I can use: please choose a text channel.")
        }
        Refusal::ChannelHidden(channel) => {
            format!("I cannot see <#{channel}>: please give me the View Channel permission there, then try again.")
        }
        Refusal::MissingPermissions { channel, permissions } => format!(
            "In <#{channel}> I lack {}: please allow {} there for me, then try again.",
            bold_list(permissions),
            if permissions.len() == 1 { "it" } else { "these" }
        ),
        Refusal::BadRole(option) => {
            format!("The role that you gave as `{option}` is everyone's: please choose one that only those people have.")
        }
        Refusal::HelpIsInternal => {
            "The help channel has to be another one than the desk and the developers': please choose one where members write.".to_owned()
        }
        Refusal::BadEmoji => {
            "I cannot use that as the flag: please give me one emoji, either a standard one or one of this server.".to_owned()
        }
        Refusal::TooManyAsks { limit } => {
            format!("You have {limit} open questions, which is the most at one time: please go on in one of their threads.")
        }
    }
}

fn rule_fault(fault: &Fault) -> String {
    match fault {
        Fault::NameEmpty => "The rule needs a name: please give it one that says what it looks for.".to_owned(),
        Fault::NameTooLong => format!("The rule's name is too long: please use at most {} characters.", rule::NAME_LIMIT),
        Fault::NameTaken(name) => {
            format!(
                "There is a rule called “{}” already: please choose another name, or remove that one with `/rule remove`.",
                escape(name)
            )
        }
        Fault::PatternEmpty => "The pattern is empty: please write what a message has to contain, like `crash`.".to_owned(),
        Fault::PatternTooLong(length) => format!(
            "The pattern has {length} characters, and {} is the most I can take: please shorten it, or make two rules of it.",
            rule::PATTERN_LIMIT
        ),
        Fault::PatternTooLarge => {
            "The pattern grows too large when I prepare it: please use smaller numbers in its `{…}`, or make two rules of it.".to_owned()
        }
        Fault::MatchesEverything => {
            "The pattern matches every message, even an empty one: please say more closely what a message has to contain.".to_owned()
        }
        Fault::PatternInvalid(why) => {
            format!("I cannot read the pattern ({}): please correct it and try it with `/rule test`.", escape(why))
        }
    }
}

/// The words for a case that is over. The others stand here because a refusal may name any status.
fn over(status: Status) -> &'static str {
    match status {
        Status::New => "new",
        Status::Open => "open",
        Status::Pending => "waiting for the customer",
        Status::OnHold => "on hold",
        Status::Solved => "solved",
        Status::Closed => "closed",
    }
}

/// What a field is called where people type into it. An option of a command goes by its own name.
fn field_name(field: &str) -> &str {
    use super::form::{field, label};
    match field {
        field::TITLE => label::TITLE,
        field::STEPS => label::STEPS,
        field::EXPECTED => label::EXPECTED,
        field::ACTUAL => label::ACTUAL,
        field::VERSION => label::VERSION,
        field::COMMENT => label::COMMENT,
        other => other,
    }
}

/// `**a**, **b** and **c**`. The words are Discord's own.
fn bold_list(words: &[&str]) -> String {
    let bold: Vec<String> = words.iter().map(|word| format!("**{word}**")).collect();
    match bold.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => "a permission".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{self, LONG};
    use super::*;
    use crate::domain::{BugNumber, CaseNumber, ChannelId, MessageId, Priority, UserId};

    fn refusals() -> Vec<Refusal> {
        let case = CaseNumber(12);
        let by = UserId(7);
        let tag = "billing".to_owned();
        let faults = [
            Fault::NameEmpty,
            Fault::NameTooLong,
            Fault::NameTaken("cr*sh".to_owned()),
            Fault::PatternEmpty,
            Fault::PatternTooLong(300),
            Fault::PatternTooLarge,
            Fault::MatchesEverything,
            Fault::PatternInvalid("unclosed group".to_owned()),
        ];
        let mut all = vec![
            Refusal::OnlyInServers,
            Refusal::NotSetUp,
            Refusal::OnlyManagers,
            Refusal::OnlyLeads,
            Refusal::OnlyAgents,
            Refusal::NotACaseNumber,
            Refusal::NoSuchCase(case),
            Refusal::NoCaseHere,
            Refusal::AlreadyClaimed { case, by, since: sample::time(1_000_000) },
            Refusal::AlreadyYours(case),
            Refusal::NotClaimed(case),
            Refusal::NotYours { case, by },
            Refusal::CaseOver { case, status: Status::Closed },
            Refusal::AlreadyTagged { case, tag: tag.clone() },
            Refusal::NotTagged { case, tag },
            Refusal::TooManyTags,
            Refusal::BadTag,
            Refusal::AlreadyPriority { case, priority: Priority::High },
            Refusal::NotAnAgent(by),
            Refusal::AlreadyLinked { case, bug: BugNumber(3) },
            Refusal::NotLinked { case, bug: BugNumber(3) },
            Refusal::NoSuchBug(BugNumber(3)),
            Refusal::NotABugNumber,
            Refusal::NotASpan { field: "until" },
            Refusal::SpanOutOfRange { field: "until", least: "1m", most: "90d" },
            Refusal::NotInTheFuture,
            Refusal::OnlyTheCustomer { case, customer: by },
            Refusal::NewerSolution(case),
            Refusal::StillOpen(case),
            Refusal::MergedInto { case, into: CaseNumber(9) },
            Refusal::MergeWithItself(case),
            Refusal::NotMerged(case),
            Refusal::NothingDue(case),
            Refusal::NoSuchSnippet("reset".to_owned()),
            Refusal::SnippetChanged("reset".to_owned()),
            Refusal::AlreadySent(case),
            Refusal::SnippetExists("reset".to_owned()),
            Refusal::BadSnippetName,
            Refusal::TooManySnippets,
            Refusal::AlreadyRated(case),
            Refusal::AlreadyEscalated { case, bug: BugNumber(3) },
            Refusal::EmptyText("question"),
            Refusal::TextTooLong { field: "steps", length: 1_001, limit: 1_000 },
            Refusal::NotAMembersMessage,
            Refusal::NothingInMessage,
            Refusal::MessageGone(MessageId(LONG)),
            Refusal::InternalChannel,
            Refusal::NoPrivateThreads,
            Refusal::ThreadTaken { case, by: CaseNumber(13) },
            Refusal::NoPlaceToAnswer(case),
            Refusal::PrivateToOthers(case),
            Refusal::NoThreadsHere,
            Refusal::NoSuchRule("cr*sh".to_owned()),
            Refusal::TooManyRules,
            Refusal::SetupIncomplete("desk"),
            Refusal::NotATextChannel("desk"),
            Refusal::ChannelHidden(ChannelId(2)),
            Refusal::MissingPermissions { channel: ChannelId(2), permissions: vec!["View Channel", "Send Messages", "Embed Links"] },
            Refusal::BadRole("agents"),
            Refusal::BadEmoji,
            Refusal::TooManyAsks { limit: 5 },
        ];
        all.extend(faults.map(Refusal::BadRule));
        all
    }

    #[test]
    fn every_refusal_is_one_plain_sentence() {
        for case in refusals() {
            let words = refusal(&case);
            assert!((30..250).contains(&words.chars().count()), "{words}");
            assert!(words.ends_with('.') && !words.contains('\n') && !words.contains(". "), "{words}");
            assert!(words.contains([':', ';', ',']), "says what to do: {words}");
        }
    }

    #[test]
    fn who_has_a_case_and_what_is_missing_is_named() {
        let claimed = Refusal::AlreadyClaimed { case: CaseNumber(12), by: UserId(7), since: sample::time(1_000_000) };
        insta::assert_snapshot!(refusal(&claimed), @"
        <@7> has had case #12 since <t:1000000:f> (<t:1000000:R>): please ask them to `/release` it if you want to take over.
        ");
        let missing = Refusal::MissingPermissions { channel: ChannelId(2), permissions: vec!["View Channel", "Embed Links"] };
        insta::assert_snapshot!(refusal(&missing), @"
        In <#2> I lack **View Channel** and **Embed Links**: please allow these there for me, then try again.
        ");
    }
}
