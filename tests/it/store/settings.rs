//! Servers, their settings, rules and saved replies.

use switchboard::{
    domain::{
        BugNumber, CaseNumber, ChannelId, Finds, GuildId, Language, Origin, Priority, Refusal,
        Rule, RuleAction, Settings, Snippet, Tag,
        refusal::{RuleRefusal, SetupRefusal, SnippetRefusal},
    },
    store::Error,
};

use crate::store::server::{ANA, BEN, GUILD, HELP, MAX, Server, at, flagged, message, settings};

const ELSEWHERE: GuildId = GuildId(8);

#[tokio::test]
async fn settings_are_saved_and_changed() {
    let server = Server::set_up().await;
    let read = async |guild| server.read(async move |reader| reader.settings(guild).await).await;
    assert_eq!(read(GUILD).await, Some(settings(GUILD)));
    assert_eq!(read(ELSEWHERE).await, None);

    let changed = Settings {
        leads_roles: vec![switchboard::domain::RoleId(6), switchboard::domain::RoleId(7)],
        language: Language::German,
        help_channel: ChannelId(11),
        ..settings(GUILD)
    };
    let saved = changed.clone();
    server.write(async move |tx| tx.save_settings(&saved).await).await;
    server.write(async |tx| tx.save_settings(&settings(ELSEWHERE)).await).await;
    assert_eq!(read(GUILD).await, Some(changed.clone()));
    let all = server.read(async |reader| reader.guilds().await).await;
    assert_eq!(all, [changed, settings(ELSEWHERE)]);
    server.close().await;
}

#[tokio::test]
async fn numbers_are_given_once_and_each_server_has_its_own() {
    let server = Server::set_up().await;
    server.write(async |tx| tx.save_settings(&settings(ELSEWHERE)).await).await;
    let next = async |guild| {
        let taken = server.write(async move |tx| {
            tx.hold_numbers(guild).await?;
            tx.next_case(guild, None, ANA).await
        });
        taken.await.map(|(number, _)| number.0)
    };
    assert_eq!(
        [next(GUILD).await, next(GUILD).await, next(ELSEWHERE).await],
        [Some(1), Some(2), Some(1)]
    );
    assert_eq!(next(GuildId(9)).await, None, "a server that nobody set up has no cases");
    let bug = server.write(async |tx| tx.next_bug(GUILD).await).await;
    assert_eq!(bug, BugNumber(1));
    let nowhere = server.store.write(async |tx| tx.next_bug(GuildId(9)).await).await;
    assert!(matches!(nowhere, Err(Error::Refused(Refusal::Setup(SetupRefusal::NotSetUp)))));
    server.close().await;
}

#[tokio::test]
async fn a_message_with_a_case_takes_no_number_and_the_language_of_an_ask_is_remembered() {
    let server = Server::set_up().await;
    let case = server.open(flagged(10, ANA, "It fails")).await;
    let again = server.write(async |tx| tx.next_case(GUILD, Some(message(10)), ANA).await).await;
    assert_eq!(again, None);

    let mut asked = flagged(20, BEN, "Wo ist es?");
    asked.source.message = None;
    asked.origin = Origin::Ask;
    asked.language = Language::German;
    server.open(asked).await;
    let of =
        async |person| server.write(async move |tx| tx.next_case(GUILD, None, person).await).await;
    assert_eq!(of(BEN).await, Some((CaseNumber(case.number.0 + 2), Some(Language::German))));
    assert_eq!(of(ANA).await, Some((CaseNumber(case.number.0 + 3), None)));
    server.close().await;
}

#[tokio::test]
async fn how_far_a_server_was_read_never_goes_back() {
    let server = Server::set_up().await;
    let until = async || server.read(async |reader| reader.read_until(GUILD).await).await;
    assert_eq!(until().await, None);
    server.write(async |tx| tx.begin_reading(GUILD, at(10), false).await).await;
    assert_eq!(until().await, Some((at(10), at(10))));
    server.write(async |tx| tx.save_caught_up_to(GUILD, at(30)).await).await;
    server.write(async |tx| tx.save_caught_up_to(GUILD, at(20)).await).await;
    assert_eq!(until().await, Some((at(30), at(10))));
    server.write(async |tx| tx.begin_reading(GUILD, at(40), false).await).await;
    assert_eq!(until().await, Some((at(30), at(10))), "it has begun already");
    server.write(async |tx| tx.begin_reading(GUILD, at(40), true).await).await;
    assert_eq!(until().await, Some((at(30), at(40))), "the flag emoji is a new one");
    server.close().await;
}

#[tokio::test]
async fn rules_have_names_of_their_own_and_are_at_most_fifty() {
    let server = Server::set_up().await;
    let rule = |name: &str| Rule {
        name: name.to_owned(),
        finds: Finds::Pattern("error".to_owned()),
        channel: Some(HELP),
        action: RuleAction::Open,
        tag: Some(Tag::parse("crash").expect("a tag")),
        priority: Some(Priority::High),
    };
    let add = async |rule: Rule, second| {
        server.store.write(async move |tx| tx.add_rule(GUILD, &rule, MAX, at(second)).await).await
    };
    let plain = Rule { channel: None, tag: None, priority: None, ..rule("plain") };
    add(rule("second"), 2).await.expect("added");
    add(plain.clone(), 1).await.expect("added");
    let rules = async || server.read(async |reader| reader.rules(GUILD).await).await;
    assert_eq!(rules().await, [plain, rule("second")], "in the order in which they were added");
    let taken = add(rule("plain"), 3).await;
    assert!(
        matches!(taken, Err(Error::Refused(Refusal::Rule(RuleRefusal::NameTaken(name)))) if name == "plain")
    );
    let remove = async || server.write(async |tx| tx.remove_rule(GUILD, "plain").await).await;
    assert!(remove().await);
    assert!(!remove().await);
    for number in 1..50 {
        add(rule(&number.to_string()), 10 + number).await.expect("added");
    }
    let one_more = add(rule("fifty-first"), 100).await;
    assert!(matches!(one_more, Err(Error::Refused(Refusal::Rule(RuleRefusal::TooMany)))));
    assert_eq!(rules().await.len(), 50);
    server.close().await;
}

#[tokio::test]
async fn a_rule_that_is_changed_keeps_its_place() {
    let server = Server::set_up().await;
    let rule = |name: &str, pattern: &str| Rule {
        name: name.to_owned(),
        finds: Finds::Pattern(pattern.to_owned()),
        channel: None,
        action: RuleAction::Ask,
        tag: None,
        priority: None,
    };
    for (name, second) in [("first", 1), ("second", 2)] {
        let rule = rule(name, "error");
        server.write(async move |tx| tx.add_rule(GUILD, &rule, MAX, at(second)).await).await;
    }
    let change = async |name: &'static str, to: Rule| {
        server.store.write(async move |tx| tx.change_rule(GUILD, name, &to).await).await
    };
    let full = Rule {
        channel: Some(HELP),
        action: RuleAction::Open,
        tag: Some(Tag::parse("crash").expect("a tag")),
        priority: Some(Priority::High),
        ..rule("new", "crash")
    };
    assert!(change("first", full.clone()).await.expect("changed"));
    assert!(!change("first", rule("other", "x")).await.expect("it has another name"));
    let rules = server.read(async |reader| reader.rules(GUILD).await).await;
    assert_eq!(rules, [full, rule("second", "error")]);
    let taken = change("second", rule("new", "x")).await;
    assert!(
        matches!(taken, Err(Error::Refused(Refusal::Rule(RuleRefusal::NameTaken(name)))) if name == "new")
    );
    server.close().await;
}

#[tokio::test]
async fn prepared_answers_have_names_of_their_own() {
    let server = Server::set_up().await;
    let snippet = |name: &str| Snippet { name: name.to_owned(), text: "Try again".to_owned() };
    let add = async |name| {
        let new = snippet(name);
        server.store.write(async move |tx| tx.add_snippet(GUILD, &new, MAX, at(1)).await).await
    };
    add("retry").await.expect("added");
    add("again").await.expect("added");
    let taken = add("retry").await;
    assert!(
        matches!(taken, Err(Error::Refused(Refusal::Snippet(SnippetRefusal::NameTaken(name)))) if name == "retry")
    );
    let all = server.read(async |reader| reader.snippets(GUILD).await).await;
    assert_eq!(all, [snippet("again"), snippet("retry")]);
    let one = async || server.read(async |reader| reader.snippet(GUILD, "retry").await).await;
    assert_eq!(one().await, Some(snippet("retry")));
    let change = async |to: &str| {
        let changed = snippet(to);
        server.store.write(async move |tx| tx.change_snippet(GUILD, "again", &changed).await).await
    };
    assert!(matches!(
        change("retry").await,
        Err(Error::Refused(Refusal::Snippet(SnippetRefusal::NameTaken(name)))) if name == "retry"
    ));
    assert!(change("once-more").await.expect("changed"));
    assert!(!change("twice").await.expect("it has another name"));
    assert!(server.write(async |tx| tx.remove_snippet(GUILD, "retry").await).await);
    assert_eq!(one().await, None);
    assert!(!server.write(async |tx| tx.remove_snippet(GUILD, "retry").await).await);
    server.close().await;
}
