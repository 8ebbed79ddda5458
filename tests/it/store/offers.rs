//! The messages that rules have put before the agents.

use switchboard::domain::OfferedMessage;

use crate::store::server::{ANA, GUILD, HELP, Server, at, message};

fn offered(second: i64) -> OfferedMessage {
    let rule = "animals".to_owned();
    OfferedMessage { channel: HELP, message: message(second), author: ANA, guest: None, rule }
}

#[tokio::test]
async fn an_offer_is_there_until_it_ends_once() {
    let server = Server::set_up().await;
    let write = async |second: i64| {
        let save = async move |tx: &mut switchboard::store::Tx<'_>| {
            tx.add_offer(GUILD, &offered(second), at(second)).await
        };
        server.write(save).await;
    };
    write(20).await;
    write(10).await;
    let open = async || server.read(async |reader| reader.open_offers(GUILD).await).await;
    assert_eq!(open().await, [offered(10), offered(20)]);
    let before = server.read(async |reader| reader.offers_before(at(10), 5).await).await;
    assert_eq!(before, [(GUILD, offered(10))]);
    let end = async || server.write(async |tx| tx.end_offer(GUILD, message(10)).await).await;
    assert_eq!((end().await, end().await), (Some(offered(10)), None));
    let left = server.read(async |reader| {
        let is_open = reader.is_open_offer(GUILD, message(10)).await?;
        Ok((is_open, reader.offer_count(GUILD).await?))
    });
    assert_eq!(left.await, (false, 1));
    server.close().await;
}
