//! Lines in the desk channel that belong to no open case.

use reqwest::Method;

use crate::{
    delivery::Performed,
    domain::{
        ChannelId, DeskLine, Job, MessageId, OtherTeam, Rule,
        settings::{Loss, RULES, TEAM},
    },
};

use crate::discord::draw::{
    DiscordPlatform, Stop,
    post::{self, Outgoing},
};
use crate::discord::{
    rest::{Failure, Route},
    view::{self, Key, KeyKind, Mark, fingerprint},
};

impl DiscordPlatform {
    pub(in crate::discord::draw) async fn tell_desk(
        &self,
        job: &Job,
        line: &DeskLine,
    ) -> Result<Performed, Stop> {
        let (guild, settings) = (job.guild, self.desk.settings(job.guild).await?);
        let language = settings.language;
        let mut channels = vec![settings.desk_channel];
        let body = match line {
            DeskLine::FlagRefused { channel, message, by, why } => {
                if self.desk.is_in_open_case(guild, *message).await? {
                    // It has become one since.
                    return Ok(Performed::Done);
                }
                self.mark_refused(*channel, *message).await?;
                view::flag_refused(language, guild, (*channel, *message), *by, &why.clone().into())
            }
            DeskLine::CustomerReturned { case, channel, message } => {
                let Some(case) = self.desk.case(guild, *case).await? else {
                    return Ok(Performed::Done);
                };
                let elsewhere = match case.merged {
                    Some(merged) => Some(self.desk.continuation(guild, merged.into).await?),
                    None => None,
                };
                view::customer_returned(language, &case, elsewhere.as_ref(), (*channel, *message))
            }
            DeskLine::Lost { option, id } => {
                let team = self.desk.team(guild).await?;
                let is_lost = |loss: &Loss| loss.id == *id && loss.option == option;
                let Some(team) = team.filter(|team| team.losses().iter().any(is_lost)) else {
                    // Somebody has named another one in the meantime.
                    return Ok(Performed::Done);
                };
                channels.push(settings.developers_channel);
                if option == RULES {
                    let looks_there = |rule: &&Rule| rule.channel == Some(ChannelId(*id));
                    view::rules_lost(language, team.rules.iter().filter(looks_there))
                } else {
                    let is_lost = |other: &&OtherTeam| [other.channel.0, other.role.0].contains(id);
                    let others = team.other_teams.iter().filter(is_lost);
                    let others = others.filter(|_| option == TEAM);
                    let names: Vec<&str> = others.map(|other| other.name.as_str()).collect();
                    view::lost(language, option, &names)
                }
            }
        };
        let mut parts = vec![guild.0, line.subject()];
        parts.extend(line.topic().map(|topic| fingerprint(&[topic.as_bytes()])));
        let key = || Key::new(KeyKind::DeskLine, &parts);
        let last = channels.len() - 1;
        for (place, channel) in channels.into_iter().enumerate() {
            let post = Outgoing {
                channel,
                mark: Mark::new(key(), guild, channel, "…"),
                body: &body,
                files: &[],
                first_tried_at: job.first_tried_at,
                now: self.desk.now(),
            };
            match post::post(&self.rest, self.me.user, post).await {
                Ok(_) => break,
                Err(Failure::Refused { .. }) if place < last => {}
                Err(failure) => return Err(failure.into()),
            }
        }
        Ok(Performed::Done)
    }

    /// Takes back the reaction with which the bot refused a flag.
    pub(in crate::discord::draw) async fn clear_refusal(
        &self,
        channel: ChannelId,
        message: MessageId,
    ) -> Result<Performed, Stop> {
        let path = format!("/messages/{message}/reactions/{}/@me", view::REFUSED);
        let route = Route::channel(Method::DELETE, channel.0, path, "reaction");
        match self.rest.send(route, None, &[]).await {
            // The reaction or its message is gone already, or the bot may no longer.
            Err(failure @ Failure::Refused { .. }) => {
                tracing::info!("The mark of a refused flag stays: {failure}");
            }
            sent => drop(sent?),
        }
        Ok(Performed::Done)
    }

    /// Reacts to the message. Where the bot may not, or the message is gone, the line says it
    /// alone.
    async fn mark_refused(&self, channel: ChannelId, message: MessageId) -> Result<(), Failure> {
        let path = format!("/messages/{message}/reactions/{}/@me", view::REFUSED);
        let route = Route::channel(Method::PUT, channel.0, path, "reaction");
        match self.rest.send(route, None, &[]).await {
            Ok(_) => Ok(()),
            Err(failure @ Failure::Refused { .. }) => {
                tracing::info!("A refused flag was answered without a reaction: {failure}");
                Ok(())
            }
            Err(failure) => Err(failure),
        }
    }
}
