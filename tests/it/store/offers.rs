//! The messages that rules have put before the agents.

use switchboard::domain::{OfferedMessage, Subject, Surface};

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
            tx.add_offer(GUILD, &offered(second), at(second)).await?;
            // Nobody has to decide within a day about what nobody can read.
            let posted = (second == 10).then_some((HELP, message(second)));
            let surface = Surface { posted, ..Surface::default() };
            tx.save_surface(GUILD, Subject::Offer(message(second)), &surface).await
        };
        server.write(save).await;
    };
    write(20).await;
    write(10).await;
    let open = async || server.read(async |reader| reader.open_offers(GUILD).await).await;
    assert_eq!(open().await, [offered(10), offered(20)]);
    let before = async |second: i64| {
        server.read(async move |reader| reader.offers_before(at(second), 5).await).await
    };
    assert_eq!(before(30).await, [(GUILD, offered(10))]);
    server.write(async |tx| tx.save_offered(GUILD, message(10), at(40)).await).await;
    assert_eq!(before(30).await, []);
    let end = async || server.write(async |tx| tx.end_offer(GUILD, message(10)).await).await;
    assert_eq!((end().await, end().await), (Some(offered(10)), None));
    let left = server.read(async |reader| {
        let is_open = reader.is_open_offer(GUILD, message(10)).await?;
        Ok((is_open, reader.offer_count(GUILD).await?))
    });
    assert_eq!(left.await, (false, 1));
    server.close().await;
}
