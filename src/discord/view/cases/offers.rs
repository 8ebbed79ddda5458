//! Messages that rules have put before the agents.

use serenity::all::{ButtonStyle, CreateActionRow, CreateButton, CreateEmbed};

use crate::domain::{Case, ChannelId, GuildId, Language, MessageId, OfferEnd, UserId, Writer};

use crate::discord::view::{
    Body, CustomId,
    escape::{escape, shortened},
    link,
    words::t,
};

/// The most characters of an offered message.
const EXCERPT: usize = 1_000;

/// Builds the offer of a message that matched a rule with the action `ask`: an agent may open it as
/// a case, or say that it is no question.
pub fn offer(
    language: Language,
    guild: GuildId,
    (channel, message): (ChannelId, MessageId),
    (author, name): (UserId, Option<&str>),
    rule: &str,
    excerpt: &str,
) -> Body {
    let content = t!(
        language,
        "offer",
        rule = escape(rule),
        message = link::message(guild, channel, message),
        author = Writer::new(author, name),
        channel = channel
    );
    let excerpt = shortened(excerpt, EXCERPT);
    let embeds =
        if excerpt.is_empty() { Vec::new() } else { vec![CreateEmbed::new().description(excerpt)] };
    let button =
        |id: CustomId, label, style| CreateButton::new(id.to_string()).label(label).style(style);
    let open = CustomId::OpenOffered { channel, message, author: Some(author) };
    let buttons = vec![
        button(open, t!(language, "offer-open"), ButtonStyle::Primary),
        button(
            CustomId::DismissOffer(message),
            t!(language, "offer-dismiss"),
            ButtonStyle::Secondary,
        ),
    ];
    Body { content, embeds, components: vec![CreateActionRow::Buttons(buttons)], ..Body::default() }
}

/// Builds what is left of an offer once somebody has decided about it: who, and in which case the
/// message is. None if nothing is left.
pub fn decided_offer(
    language: Language,
    guild: GuildId,
    (channel, message): (ChannelId, MessageId),
    rule: &str,
    end: OfferEnd,
    case: Option<&Case>,
) -> Option<Body> {
    let (how, by) = match end {
        OfferEnd::Opened { by, .. } => ("opened", by),
        OfferEnd::Added { by, .. } => ("added", Some(by)),
        OfferEnd::Dismissed { by } => ("dismissed", Some(by)),
        OfferEnd::Expired | OfferEnd::Deleted => return None,
    };
    Some(Body::text(t!(
        language,
        "offer-decided",
        rule = escape(rule),
        message = link::message(guild, channel, message),
        channel = channel,
        how = how,
        agent = link::person_or_none(by),
        case = case.map_or_else(String::new, link::case_number)
    )))
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;
    use crate::{
        discord::view::sample::{self, LONG, check, read},
        domain::CaseNumber,
    };

    fn offered(language: Language, excerpt: &str) -> Body {
        let message = (ChannelId(2), MessageId(3));
        offer(language, GuildId(1), message, (UserId(5), None), "cr*sh", excerpt)
    }

    fn decided(language: Language, end: OfferEnd) -> Option<Body> {
        let message = (ChannelId(2), MessageId(3));
        decided_offer(language, GuildId(1), message, "cr*sh", end, Some(&sample::case()))
    }

    #[test]
    fn an_offer_leads_to_the_message_and_says_what_became_of_it() {
        let (case, by) = (CaseNumber(12), UserId(7));
        let ends = [
            OfferEnd::Opened { case, by: Some(by) },
            OfferEnd::Opened { case, by: None },
            OfferEnd::Added { case, by },
            OfferEnd::Dismissed { by },
        ];
        let told = Language::VARIANTS.iter().flat_map(|&language| {
            let open = offered(language, "it *crashed*");
            [open].into_iter().chain(ends.into_iter().filter_map(move |end| decided(language, end)))
        });
        insta::assert_snapshot!(told.map(|body| read(&body)).collect::<Vec<_>>().join("\n"), @r"
        Rule “cr\*sh” matched [a message](https://discord.com/channels/1/2/3) from <@5> in <#2>.
        ---
        it \*crashed\*
        (Open case v1:open:2:3:5) (Not a question v1:not-a-question:3)
        Rule “cr\*sh” matched [a message](https://discord.com/channels/1/2/3) in <#2>. <@7> opened case [#12](https://discord.com/channels/1/3) for it.
        Rule “cr\*sh” matched [a message](https://discord.com/channels/1/2/3) in <#2>. It became case [#12](https://discord.com/channels/1/3).
        Rule “cr\*sh” matched [a message](https://discord.com/channels/1/2/3) in <#2>. <@7> added it to case [#12](https://discord.com/channels/1/3).
        Rule “cr\*sh” matched [a message](https://discord.com/channels/1/2/3) in <#2>. <@7> said it isn't a question.
        Die Regel „cr\*sh“ passt auf [eine Nachricht](https://discord.com/channels/1/2/3) von <@5> in <#2>.
        ---
        it \*crashed\*
        (Fall eröffnen v1:open:2:3:5) (Keine Frage v1:not-a-question:3)
        Die Regel „cr\*sh“ passte auf [eine Nachricht](https://discord.com/channels/1/2/3) in <#2>. <@7> hat dafür Fall [#12](https://discord.com/channels/1/3) eröffnet.
        Die Regel „cr\*sh“ passte auf [eine Nachricht](https://discord.com/channels/1/2/3) in <#2>. Daraus wurde Fall [#12](https://discord.com/channels/1/3).
        Die Regel „cr\*sh“ passte auf [eine Nachricht](https://discord.com/channels/1/2/3) in <#2>. <@7> hat sie Fall [#12](https://discord.com/channels/1/3) hinzugefügt.
        Die Regel „cr\*sh“ passte auf [eine Nachricht](https://discord.com/channels/1/2/3) in <#2>. Laut <@7> ist es keine Frage.
        ");
        check(&offered(Language::English, ""));
    }

    #[test]
    fn nothing_is_left_of_an_offer_that_nobody_used() {
        assert!(decided(Language::English, OfferEnd::Expired).is_none());
        assert!(decided(Language::English, OfferEnd::Deleted).is_none());
    }

    #[test]
    fn an_offer_may_be_as_long_as_can_be() {
        check(&offer(
            Language::English,
            GuildId(LONG),
            (ChannelId(LONG), MessageId(LONG)),
            (UserId(LONG), None),
            &"*".repeat(50),
            &"*".repeat(4_000),
        ));
    }
}
