//! What members see of a case in public: its thread's name, the first message there, and the question of an `/ask`. And
//! what agents see of a message that a rule put before them.

use serenity::all::{ButtonStyle, CreateActionRow, CreateButton, CreateEmbed};

use crate::domain::{
    Case, ChannelId, GuildId, Home, MessageId, Origin, UserId,
    text::{THREAD_NAME_LIMIT, clean, shorten},
};

use super::{
    Body, CustomId,
    escape::{escape, shortened},
    limit, link,
};

/// How much of an offered message the agents see, in characters.
const EXCERPT: usize = 1_000;

/// What a case's thread is called: `#12 · title`. A thread's name knows no marks, so nothing is escaped.
pub fn thread_name(case: &Case) -> String {
    let title = clean(case.title.as_str()).split_whitespace().collect::<Vec<_>>().join(" ");
    shorten(&format!("{} · {title}", case.number), THREAD_NAME_LIMIT)
}

/// The name for where Discord refuses the words of the title: `#12`.
pub fn plain_thread_name(case: &Case) -> String {
    case.number.to_string()
}

/// The bot's first and only message of its own in a case's thread. Pings the customer, and so brings them into it.
pub fn opening(case: &Case) -> Body {
    let customer = case.requester;
    let hello = match case.origin {
        Origin::Menu | Origin::Reaction => format!("Hello <@{customer}>! Your message is with the team now: this is case {}.", case.number),
        Origin::Rule(_) => format!("Hello <@{customer}>! Your message looks like something for the team: this is case {}.", case.number),
        Origin::Ask => format!("Hello <@{customer}>, thank you for asking! This is case {}.", case.number),
    };
    let who = match case.assignee {
        Some(agent) => format!("<@{agent}> of the team has it."),
        None => "Nobody has it yet; a person of the team will read it and answer here.".to_owned(),
    };
    let only_us = if case.home == Home::Private { " Only you and the team can read this." } else { "" };
    let again = if case.surfaces.thread_generation > 0 { "The thread in which this began is gone, so it goes on here.\n" } else { "" };
    let details = "Meanwhile, anything that helps us understand is welcome here: what you did, what you expected to happen, \
                   which version you use, a screenshot.";
    let honest = "-# I am a bot. I only keep things in order; the answers come from people.";
    // A private thread hangs on no message: without its question nobody would know what it is about.
    let question = shortened(&case.question, limit::DESCRIPTION);
    let alone = case.home == Home::Private || case.surfaces.thread_generation > 0;
    let embeds = if alone && !question.is_empty() { vec![CreateEmbed::new().description(question)] } else { Vec::new() };
    Body { embeds, pings: vec![customer], ..Body::text(format!("{again}{hello} {who}{only_us}\n{details}\n{honest}")) }
}

/// The message that stands for a member's `/ask` in the help channel; the case's thread starts from it. Pings nobody.
/// The question stands in an embed, since 1,500 characters may need more than a message holds once they are escaped.
pub fn anchor(case: &Case) -> Body {
    let question = shortened(&case.question, limit::DESCRIPTION);
    let embeds = if question.is_empty() { Vec::new() } else { vec![CreateEmbed::new().description(question)] };
    Body { embeds, ..Body::text(format!("<@{}> asks (case {}):", case.requester, case.number)) }
}

/// To the agents: a message that a rule with the action `ask` has found, for one of them to open as a case.
pub fn offer(guild: GuildId, channel: ChannelId, message: MessageId, author: UserId, rule: &str, excerpt: &str) -> Body {
    let address = link::message(guild, channel, message);
    let content = format!(
        "The rule “{}” found [a message]({address}) by <@{author}> in <#{channel}>. If it needs an answer, open it as a case.",
        escape(rule)
    );
    let excerpt = shortened(excerpt, EXCERPT);
    let embeds = if excerpt.is_empty() { Vec::new() } else { vec![CreateEmbed::new().description(excerpt)] };
    let button = CreateButton::new(CustomId::OpenOffered { channel, message }.to_string()).label("Open case").style(ButtonStyle::Primary);
    Body { content, embeds, components: vec![CreateActionRow::Buttons(vec![button])], ..Body::default() }
}

/// Whether a message of the bot puts something before the agents that this person wrote.
pub fn is_offer_of(content: &str, author: UserId) -> bool {
    content.starts_with("The rule “") && content.contains(&format!(") by <@{author}> in <#"))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{self, LONG, check, read};
    use super::*;
    use crate::domain::{CaseNumber, Title, text::QUESTION_LIMIT};
    use proptest::prelude::*;

    #[test]
    fn the_first_message_is_warm_and_honest() {
        let body = opening(&sample::case());
        insta::assert_snapshot!(read(&body), @"
        Hello <@5>! Your message is with the team now: this is case #12. Nobody has it yet; a person of the team will read it and answer here.
        Meanwhile, anything that helps us understand is welcome here: what you did, what you expected to happen, which version you use, a screenshot.
        -# I am a bot. I only keep things in order; the answers come from people.
        ");
        assert_eq!(body.pings, [UserId(5)]);
        let mut asked = sample::case();
        asked.origin = Origin::Ask;
        asked.assignee = Some(UserId(7));
        insta::assert_snapshot!(read(&opening(&asked)), @"
        Hello <@5>, thank you for asking! This is case #12. <@7> of the team has it.
        Meanwhile, anything that helps us understand is welcome here: what you did, what you expected to happen, which version you use, a screenshot.
        -# I am a bot. I only keep things in order; the answers come from people.
        ");
    }

    #[test]
    fn an_ask_is_shown_in_full_and_pings_nobody() {
        let mut case = sample::case();
        case.question = "*".repeat(QUESTION_LIMIT);
        let body = anchor(&case);
        check(&body);
        assert_eq!(read(&body), format!("<@5> asks (case #12):\n---\n{}", r"\*".repeat(QUESTION_LIMIT)));
        assert!(body.pings.is_empty());
    }

    #[test]
    fn an_offer_leads_to_the_message() {
        let body = offer(GuildId(1), ChannelId(2), MessageId(3), UserId(5), "crash", "it *crashed*");
        insta::assert_snapshot!(read(&body), @r"
        The rule “crash” found [a message](https://discord.com/channels/1/2/3) by <@5> in <#2>. If it needs an answer, open it as a case.
        ---
        it \*crashed\*
        (Open case v1:open:2:3)
        ");
        assert!(is_offer_of(&body.content, UserId(5)) && !is_offer_of(&body.content, UserId(3)));
        check(&offer(GuildId(LONG), ChannelId(LONG), MessageId(LONG), UserId(LONG), &"*".repeat(50), &"*".repeat(4_000)));
        check(&offer(GuildId(1), ChannelId(2), MessageId(3), UserId(5), "crash", ""));
    }

    proptest! {
        #[test]
        fn a_threads_name_is_one_line_that_fits(title in any::<String>(), number in 1..i64::MAX) {
            let mut case = sample::case();
            case.title = Title::from_message(&title);
            case.number = CaseNumber(number);
            let name = thread_name(&case);
            let start = format!("#{number} · ");
            prop_assert!(name.starts_with(&start));
            prop_assert!(name.chars().count() <= THREAD_NAME_LIMIT && !name.contains('\n'));
            prop_assert!(plain_thread_name(&case).chars().count() <= THREAD_NAME_LIMIT);
        }
    }
}
