//! Several people do the same thing at the same moment.

use std::collections::BTreeSet;

use sandbox::{Answer, Person, Snowflake};

use crate::delivery::crash::picture::{self, Asked};
use crate::scene::{Scene, card};

const FLAG_ROUNDS: usize = 50;
const CLAIM_ROUNDS: usize = 200;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_flagged_at_once_by_menu_reaction_and_rule_is_one_case() {
    let scene = Scene::open().await;
    let (ana, max, mia) = (&scene.ana.client, &scene.max.client, &scene.mia.client);
    scene.olaf.runs("/setup one_case_within:off").await;
    scene.lea.runs("/rule add name:failure pattern:export fails").await;
    let mut asked = Vec::new();
    for round in 0..FLAG_ROUNDS {
        let ticket = format!("t{round:03}q");
        let text = format!("The export fails, see {ticket}");
        let message = ana.say("help", &text).expect("ana may write");
        let react = async {
            // Ahead of the menu in one half of the rounds, behind it in the other.
            if round % 2 == 0 {
                tokio::task::yield_now().await;
            }
            mia.react(message, "🎫")
        };
        let (reacted, answer) = tokio::join!(react, max.menu(message, "Open case"));
        reacted.expect("mia may react");
        assert!(answer.text().contains(&format!("ase [#{}]", round + 1)), "{}", answer.text());
        asked.push(Asked { message, ticket, escalated: false, shipped: false, closed: false });
    }
    scene.idle().await;
    let picture = scene.sandbox.world(|world| picture::look(world, &asked));
    assert_eq!(picture.faults, Vec::<String>::new());
    assert_eq!(picture.cases.len(), FLAG_ROUNDS);
    scene.close().await;
}

/// Claims the first case, by its card or by the command. Whoever finds the button gone, since the
/// other was quicker, types the command.
async fn claim(agent: &Person, card: Option<Snowflake>) -> Answer {
    if let Some(card) = card {
        let answer = agent.press(card, "Claim").await;
        if answer.interaction != 0 {
            return answer;
        }
    }
    agent.command("desk", "/claim case:1").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_who_claim_at_once_one_is_assigned_and_the_other_is_told_who_and_since_when() {
    let scene = Scene::open().await;
    let (max, mia) = (&scene.max.client, &scene.mia.client);
    scene.ana.opens_case("How do I print?").await;
    let card = scene.max.message(&card(1)).await;
    let mut winners = BTreeSet::new();
    for round in 0..CLAIM_ROUNDS {
        // By button and by command in turn, and who is first to move changes too.
        let (first, second) = if round % 2 == 0 { (max, mia) } else { (mia, max) };
        let by_card = |is_by_card: bool| is_by_card.then_some(card);
        let claims = (claim(first, by_card(round % 3 != 0)), claim(second, by_card(round % 4 < 2)));
        let answers = tokio::join!(claims.0, claims.1);
        let (winner, loser) = match (is_won(&answers.0), is_won(&answers.1)) {
            (true, false) => (first, &answers.1),
            (false, true) => (second, &answers.0),
            _ => panic!("round {round}: {} / {}", answers.0.text(), answers.1.text()),
        };
        let told = words(loser);
        assert!(told.contains(&format!("<@{}> has had case #1 since <t:", winner.id)), "{told}");
        winners.insert(winner.name.clone());
        let released = winner.command("desk", "/release case:1").await;
        assert!(released.text().contains("back in the queue"), "{}", released.text());
        // The card offers **Claim** again.
        scene.idle().await;
    }
    assert_eq!(winners.len(), 2, "neither may be favoured for ever");
    scene.close().await;
}

fn is_won(answer: &Answer) -> bool {
    words(answer).contains("is yours")
}

/// What an answer says, as it was sent.
fn words(answer: &Answer) -> String {
    assert!(answer.is_ephemeral(), "{answer:?}");
    answer.raw()["content"].as_str().unwrap_or_default().to_owned()
}
