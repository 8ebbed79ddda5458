//! The example, run as it is.

#[path = "../../examples/serenity_bot.rs"]
#[expect(dead_code, reason = "`main` is for whoever runs it by itself")]
mod serenity_bot;

#[tokio::test]
async fn a_serenity_bot_replies_in_the_sandbox() {
    let seen = serenity_bot::conversation().await.expect("a conversation");
    assert_eq!(seen, "ana: hello\n↱ to ana: hello\nSwitchboard: Hello! How can I help?");
}
