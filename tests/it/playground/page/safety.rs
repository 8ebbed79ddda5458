//! Who is kept out: pages of others that a browser on this machine has open.

use tokio_tungstenite::{connect_async, tungstenite::client::IntoClientRequest as _};

use crate::playground::page::window::token;
use crate::scene::Scene;

/// Tries to open a socket with further headers; the status if it is refused.
async fn knock(address: &str, headers: &[(&'static str, &str)]) -> Option<u16> {
    let mut request = address.into_client_request().expect("an address");
    for (name, value) in headers {
        request.headers_mut().insert(*name, value.parse().expect("a value"));
    }
    match connect_async(request).await {
        Ok(_) => None,
        Err(tokio_tungstenite::tungstenite::Error::Http(response)) => {
            Some(response.status().as_u16())
        }
        Err(other) => panic!("{other}"),
    }
}

const EVIL: &str = "https://evil.example";

#[tokio::test]
async fn a_socket_of_the_page_opens_only_with_the_pages_token() {
    let scene = Scene::open().await;
    let (url, token) = (scene.sandbox.url(), token(&scene.sandbox.url()).await);
    let (bot, longer) = (format!("&token={}", scene.sandbox.token()), format!("&token={token}0"));
    for path in ["/page/live?person=ana", "/page/watch?"] {
        let socket = format!("{}{path}", url.replacen("http", "ws", 1));
        let right = format!("{socket}&token={token}");
        assert_eq!(knock(&right, &[("origin", &url)]).await, None, "{path} of the page itself");
        for wrong in ["", "&token=", "&token=0", &bot, &longer] {
            let answer = knock(&format!("{socket}{wrong}"), &[]).await;
            assert_eq!(answer, Some(403), "{path} with {wrong:?}");
        }
        for origin in [EVIL, "http://localhost:1", "null"] {
            let answer = knock(&right, &[("origin", origin)]).await;
            assert_eq!(answer, Some(403), "{path} from {origin}");
        }
        let answer = knock(&right, &[("host", "evil.example")]).await;
        assert_eq!(answer, Some(403), "{path} under another name");
    }
    scene.close().await;
}

#[tokio::test]
async fn the_files_of_the_page_are_served_only_to_itself() {
    let scene = Scene::open().await;
    let (url, token) = (scene.sandbox.url(), token(&scene.sandbox.url()).await);
    let (http, world) = (reqwest::Client::new(), format!("{url}/page/world"));
    for request in [
        http.get(&url).header("host", "evil.example"),
        http.get(format!("{url}/page/page.js")).header("origin", EVIL),
        http.get(&world),
        http.get(format!("{world}?token=0")),
        http.post(format!("{world}?token=0")).body("{}"),
        http.post(format!("{world}?token={token}")).header("origin", EVIL).body("{}"),
    ] {
        assert_eq!(request.send().await.expect("an answer").status().as_u16(), 403);
    }
    scene.close().await;
}

#[tokio::test]
async fn a_page_of_somebody_else_cannot_use_the_interface_of_the_bot() {
    let scene = Scene::open().await;
    let (url, help) = (scene.sandbox.url(), scene.ana.channel("help").await);
    let messages = format!("{url}/api/v10/channels/{help}/messages");
    let bot = format!("Bot {}", scene.sandbox.token());
    let http = reqwest::Client::new();
    let post = http.post(&messages).body(r#"{"content": "hello"}"#);
    let post = post.header("content-type", "application/json").header("authorization", bot);
    for (name, value) in [("origin", EVIL), ("host", "evil.example")] {
        let request = post.try_clone().expect("a text").header(name, value);
        assert_eq!(request.send().await.expect("an answer").status().as_u16(), 403, "{name}");
    }
    // What a browser asks before it sends such a header: no answer allows it.
    let asked = http.request(reqwest::Method::OPTIONS, &messages).header("origin", &url);
    let asked = asked.header("access-control-request-method", "POST").send().await;
    let asked = asked.expect("an answer");
    let allows = asked.headers().keys().any(|name| name.as_str().starts_with("access-control"));
    assert!(!allows, "{asked:?}");
    assert!(scene.ana.client.last_message("help").is_none(), "nothing was posted");
    // What a browser asks is no request of the bot's.
    scene.sandbox.keep_exchanges(0);
    scene.close().await;
}

#[tokio::test]
async fn a_page_of_somebody_else_cannot_use_the_gateway_of_the_bot() {
    let scene = Scene::open().await;
    let gateway = scene.sandbox.url().replacen("http", "ws", 1) + "/?v=10&encoding=json";
    assert_eq!(knock(&gateway, &[("origin", EVIL)]).await, Some(403));
    scene.close().await;
}

#[tokio::test]
async fn the_page_may_do_nothing_but_talk_to_its_own_server() {
    let scene = Scene::open().await;
    let url = scene.sandbox.url();
    for (path, kind) in
        [("/", "text/html"), ("/page/style.css", "text/css"), ("/page/page.js", "text/javascript")]
    {
        let answer = reqwest::get(format!("{url}{path}")).await.expect("an answer");
        assert_eq!(answer.status().as_u16(), 200, "{path}");
        let header = |name: &str| {
            answer
                .headers()
                .get(name)
                .and_then(|value| value.to_str().ok())
                .unwrap_or_default()
                .to_owned()
        };
        assert!(header("content-type").starts_with(kind), "{path}");
        let policy = header("content-security-policy");
        for part in [
            "default-src 'none'",
            "script-src 'self'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        ] {
            assert!(policy.split("; ").any(|one| one == part), "{part} is missing in {policy}");
        }
        assert!(!policy.contains("unsafe"));
        assert_eq!(
            (header("x-content-type-options").as_str(), header("referrer-policy").as_str()),
            ("nosniff", "no-referrer")
        );
    }
    scene.close().await;
}
