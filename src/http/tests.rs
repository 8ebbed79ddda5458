//! The pages as a probe sees them.

use std::{net::SocketAddr, sync::atomic::Ordering};

use tokio::sync::oneshot;

use crate::http::*;
use crate::{domain::SystemClock, store::Store};

struct Bot {
    health: Health,
    store: Store,
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    served: tokio::task::JoinHandle<io::Result<()>>,
    folder: tempfile::TempDir,
}

impl Bot {
    async fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite://{}", folder.path().join("house.db").display());
        let store = Store::connect(&url).await.expect("a database");
        let (desk, _jobs) = Desk::new(store.clone(), Arc::new(SystemClock));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let health = Health::default();
        let (stop, stopped) = oneshot::channel::<()>();
        let shutdown = async move { drop(stopped.await) };
        let served = tokio::spawn(serve(listener, health.clone(), desk, None, shutdown));
        Self { health, store, address, stop, served, folder }
    }

    async fn get(&self, path: &str) -> (u16, String) {
        let answer =
            reqwest::get(format!("http://{}{path}", self.address)).await.expect("an answer");
        (answer.status().as_u16(), answer.text().await.expect("text"))
    }
}

#[tokio::test]
async fn ready_means_gateway_and_database() {
    let bot = Bot::start().await;
    assert_eq!(bot.get("/healthz").await, (200, "alive\n".to_owned()));
    assert_eq!(
        bot.get("/readyz").await,
        (503, "not ready: there's no session with Discord's gateway\n".to_owned())
    );

    bot.health.gateway_up.store(true, Ordering::Relaxed);
    assert_eq!(bot.get("/readyz").await, (200, "ready\n".to_owned()));

    bot.health.catching_up.store(2, Ordering::Relaxed);
    assert_eq!(
        bot.get("/readyz").await,
        (200, "ready; catching up on what was missed\n".to_owned())
    );

    bot.store.close().await;
    assert_eq!(
        bot.get("/readyz").await,
        (503, "not ready: the database isn't responding\n".to_owned())
    );
    assert_eq!(bot.get("/healthz").await.0, 200, "a process without its database still lives");
    assert_eq!(bot.get("/elsewhere").await.0, 404);
}

#[tokio::test]
async fn while_the_index_of_searches_is_made_anew_the_page_says_how_far_it_is() {
    let bot = Bot::start().await;
    bot.health.gateway_up.store(true, Ordering::Relaxed);
    let file = rusqlite::Connection::open(bot.folder.path().join("house.db")).expect("a file");
    let cases = "INSERT INTO case_documents (guild_id, case_number, behind) VALUES (7, 1, 2), (7, 2, 2), (7, 3, 0)";
    file.execute_batch(cases).expect("cases that the index lacks");
    assert_eq!(
        bot.get("/readyz").await,
        (200, "ready; rebuilding the search index (33 %)\n".to_owned())
    );
}

#[tokio::test]
async fn metrics_leave_out_what_nobody_knows() {
    let bot = Bot::start().await;
    bot.health.requests_sent.store(7, Ordering::Relaxed);
    let (status, text) = bot.get("/metrics").await;
    assert_eq!(status, 200);
    let values: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(
        values,
        [
            "switchboard_gateway_up 0",
            "switchboard_catching_up 0",
            "switchboard_database_up 1",
            "switchboard_outbox_pending 0",
            "switchboard_outbox_dead 0",
            "switchboard_cases_waiting 0",
            "switchboard_requests_sent_total 7",
            "switchboard_requests_failed_total 0",
        ]
    );

    bot.store.close().await;
    let (status, text) = bot.get("/metrics").await;
    assert!(
        status == 200 && text.contains("switchboard_database_up 0") && !text.contains("outbox"),
        "{text}"
    );
}

#[tokio::test]
async fn a_client_that_never_finishes_does_not_hold_up_the_end() {
    use tokio::io::AsyncWriteExt;

    let bot = Bot::start().await;
    let mut slow = tokio::net::TcpStream::connect(bot.address).await.expect("a connection");
    slow.write_all(b"GET /healthz HTTP/1.1\r\n").await.expect("half a request");
    bot.get("/healthz").await;
    drop(bot.stop);
    let served = timeout(GRACE * 3, bot.served).await.expect("an end");
    served.expect("no panic").expect("no error");
}
