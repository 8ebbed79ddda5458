use proptest::prelude::*;

use crate::domain::turn::*;

fn time(minute: i64) -> Time {
    id::created_at(1 << 22) + chrono::TimeDelta::minutes(minute)
}

fn step(minute: i64, step: TurnStep) -> (u64, TurnStep) {
    (id::snowflake_at(time(minute)), step)
}

#[test]
fn thanks_ask_for_nothing() {
    for closing in [
        "thanks",
        "Thank you so much!!",
        "thaaanks",
        "👍",
        ":)",
        ":D",
        "+1",
        "<@123456> thanks!",
        "<:partyparrot:1234>",
        "ok, works now",
        "got it, thanks",
        "perfect",
        "  ",
        "np",
        "will try",
        "thanks, will do",
        "I'll check it out tomorrow, thank you",
        "that did it",
        "You too!",
        "no worries",
        "nvm thanks",
        "nvm, figured it out",
        "hahaha",
        "yes, that worked",
        "Thanks for the quick answer guys <3",
        "thanks Karl",
        "Thanks for explaining it so well!",
        "ok, I'll try it tonight",
        ":(",
        "...",
        "Vielen Dank!",
        "danke, jetzt geht es",
        "merci beaucoup",
        "¡Muchas gracias!",
        "muito obrigado pela ajuda",
        "grazie mille",
        "dank je wel",
        "dzięki wielkie",
        "çok teşekkürler",
        "Спасибо большое",
        "ありがとうございます！",
        "了解です、ありがとう",
        "好的，谢谢",
        "好的谢谢你",
        "Thank you, take your time",
        "ok, no rush",
        "Danke, lasst euch Zeit!",
    ] {
        assert!(!wants_an_answer(closing, false), "{closing}");
    }
}

#[test]
fn everything_else_wants_an_answer() {
    for asking in [
        "thanks, but it still fails",
        "thanks but no",
        "thanks in advance",
        "ok?",
        "ok so how",
        "thanks? it does not work",
        "no",
        "nope",
        "not yet",
        "yes",
        "done",
        "same",
        "it does not work",
        "it still doesn't work",
        "it works on the phone only",
        "nothing works",
        "works but slowly",
        "500",
        "still broken",
        "any news",
        "hello",
        "good morning",
        "thanks `ok`",
        "https://example.org/thanks",
        "great, now it is gone",
        "let me know",
        "will it",
        "geht nicht",
        "danke, geht immer noch nicht",
        "спасибо, но не работает",
        "まだ動きません",
        "谢谢，但是不行",
        "1️⃣",
        "})",
        "^",
        "thanks for nothing",
        "thanks for the refund",
        "thanks, the app crashed",
        "I'll try, where is it",
        "I'll try it if you tell me",
        "let me see how that is done",
        "will do that when it is back",
        "thanks 500",
        "I'll wait",
        "take your time, but it is urgent",
        "I want to try it",
        "<@123456>",
    ] {
        assert!(wants_an_answer(asking, false), "{asking}");
    }
    assert!(wants_an_answer("thanks", true), "a file wants to be looked at");
    assert!(wants_an_answer(&"thanks ".repeat(40), false), "so many words say something");
}

#[test]
fn the_oldest_unanswered_message_counts() {
    use TurnStep::{Answers, Asks, Nothing, Settles};
    let turn = |steps: &[(i64, TurnStep)]| {
        let turn = of(Some(time(0)), steps.iter().map(|&(minute, what)| step(minute, what)));
        (turn.waiting_since, turn.first_answer_at)
    };
    assert_eq!(turn(&[]), (Some(time(0)), None));
    assert_eq!(turn(&[(5, Asks)]), (Some(time(0)), None), "the question itself is the oldest");
    assert_eq!(turn(&[(5, Answers)]), (None, Some(time(5))));
    assert_eq!(
        turn(&[(5, Answers), (6, Nothing)]),
        (None, Some(time(5))),
        "thanks ask for nothing"
    );
    assert_eq!(turn(&[(5, Answers), (7, Asks), (8, Asks)]), (Some(time(7)), Some(time(5))));
    assert_eq!(turn(&[(5, Answers), (7, Asks), (8, Settles)]), (None, Some(time(5))));
    assert_eq!(
        turn(&[(3, Settles), (5, Answers)]),
        (None, Some(time(5))),
        "what settles is no answer"
    );
    assert_eq!(
        of(None, [step(4, Asks)]).waiting_since,
        Some(time(4)),
        "a question that was taken back does not count"
    );
}

#[test]
fn the_customer_asks_again_after_the_case_is_put_on_hold() {
    use TurnStep::{Answers, Asks, Holds, Nothing, Settles};
    let asks = |steps: &[(i64, TurnStep)]| {
        of(Some(time(0)), steps.iter().map(|&(minute, what)| step(minute, what))).asks
    };
    assert!(asks(&[]));
    assert!(!asks(&[(5, Holds)]), "the question is not answered, but the case is on hold");
    assert!(asks(&[(5, Holds), (6, Asks)]));
    assert!(!asks(&[(5, Holds), (6, Nothing)]), "thanks ask for nothing");
    assert!(!asks(&[(5, Holds), (6, Asks), (7, Answers)]));
    assert!(!asks(&[(5, Holds), (6, Asks), (7, Settles)]));
    assert!(!asks(&[(5, Holds), (6, Asks), (7, Holds)]));
    let held = of(Some(time(0)), [step(5, Holds)]);
    assert_eq!(held.waiting_since, Some(time(0)), "the customer still waits for an answer");
}

#[test]
fn what_is_asked_before_an_answer_is_there_is_not_answered_by_it() {
    use TurnStep::{Asks, Reopens, Responds, Settles, Supersedes};
    // It is said in the second minute, and in Discord in the fifth.
    let turn = |meanwhile: &[(i64, TurnStep)]| {
        let before = [(2, Settles)].into_iter().chain(meanwhile.iter().copied());
        let steps = before.chain([(5, Responds), (5, Supersedes)]);
        let turn = of(Some(time(0)), steps.map(|(minute, what)| step(minute, what)));
        (turn.waiting_since, turn.first_answer_at)
    };
    assert_eq!(turn(&[]), (None, Some(time(5))));
    assert_eq!(turn(&[(3, Asks), (4, Asks)]), (Some(time(3)), Some(time(5))));
    assert_eq!(turn(&[(3, Reopens)]), (None, Some(time(5))), "it was about an earlier answer");
    assert_eq!(turn(&[(3, Reopens), (4, Asks)]), (Some(time(4)), Some(time(5))));
}

proptest! {
    #[test]
    fn the_turn_is_the_same_in_whatever_order_the_steps_come(order in Just((0..12_usize).collect::<Vec<_>>()).prop_shuffle(), kinds in proptest::collection::vec(0..5_usize, 12)) {
        let all = [TurnStep::Asks, TurnStep::Answers, TurnStep::Settles, TurnStep::Holds, TurnStep::Nothing];
        let steps: Vec<_> = (0_i64..).zip(&kinds).map(|(minute, &kind)| step(minute, all[kind])).collect();
        let shuffled = order.iter().map(|&index| steps[index]);
        prop_assert_eq!(of(None, shuffled), of(None, steps.iter().copied()));
    }

    #[test]
    fn a_question_mark_always_wants_an_answer(before in any::<String>(), after in any::<String>()) {
        let asking = format!("{before}?{after}");
        prop_assert!(wants_an_answer(&asking, false));
    }
}
