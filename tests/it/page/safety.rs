//! Who is kept out: pages of others that a browser on this machine has open.

use tokio_tungstenite::{connect_async, tungstenite::client::IntoClientRequest as _};

use crate::page::window::token;
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

#[tokio::test]
async fn nobody_comes_in_without_the_pages_token() {
    let scene = Scene::open().await;
    let (url, token) = (scene.sandbox.url(), token(&scene.sandbox.url()).await);
    let socket = url.replacen("http", "ws", 1);
    for path in ["/page/live?person=ana", "/page/watch?"] {
        assert_eq!(
            knock(&format!("{socket}{path}&token={token}"), &[("origin", &url)]).await,
            None,
            "{path} of the page itself"
        );
        for wrong in [
            "",
            "&token=",
            "&token=0",
            &format!("&token={}", scene.sandbox.token()),
            &format!("&token={token}0"),
        ] {
            assert_eq!(
                knock(&format!("{socket}{path}{wrong}"), &[]).await,
                Some(403),
                "{path} with {wrong:?}"
            );
        }
        for origin in ["https://evil.example", "http://localhost:1", "null"] {
            let right = format!("{socket}{path}&token={token}");
            assert_eq!(
                knock(&right, &[("origin", origin)]).await,
                Some(403),
                "{path} from {origin}"
            );
        }
        let right = format!("{socket}{path}&token={token}");
        assert_eq!(
            knock(&right, &[("host", "evil.example")]).await,
            Some(403),
            "{path} under another name"
        );
    }
    let http = reqwest::Client::new();
    for request in [
        http.get(&url).header("host", "evil.example"),
        http.get(format!("{url}/page/page.js")).header("origin", "https://evil.example"),
        http.get(format!("{url}/page/world")),
        http.get(format!("{url}/page/world?token=0")),
        http.post(format!("{url}/page/world?token=0")).body("{}"),
        http.post(format!("{url}/page/world?token={token}"))
            .header("origin", "https://evil.example")
            .body("{}"),
    ] {
        assert_eq!(request.send().await.expect("an answer").status().as_u16(), 403);
    }
    scene.close().await;
}

#[tokio::test]
async fn a_page_of_somebody_else_reaches_neither_the_bots_interface_nor_its_gateway() {
    let scene = Scene::open().await;
    let url = scene.sandbox.url();
    let help = scene.person("ana").channel("help").expect("help");
    let http = reqwest::Client::new();
    let post = || {
        http.post(format!("{url}/api/v10/channels/{help}/messages"))
            .body(r#"{"content": "hello"}"#)
            .header("content-type", "application/json")
    };
    let bot = format!("Bot {}", scene.sandbox.token());
    let foreign = post().header("authorization", &bot).header("origin", "https://evil.example");
    assert_eq!(foreign.send().await.expect("an answer").status().as_u16(), 403);
    let renamed = post().header("authorization", &bot).header("host", "evil.example");
    assert_eq!(renamed.send().await.expect("an answer").status().as_u16(), 403);
    // What a browser asks before it sends such a header: no answer allows it.
    let asked =
        http.request(reqwest::Method::OPTIONS, format!("{url}/api/v10/channels/{help}/messages"));
    let asked = asked
        .header("origin", &url)
        .header("access-control-request-method", "POST")
        .send()
        .await
        .expect("an answer");
    assert!(
        !asked.headers().keys().any(|name| name.as_str().starts_with("access-control")),
        "{asked:?}"
    );
    let gateway = url.replacen("http", "ws", 1);
    assert_eq!(
        knock(&format!("{gateway}/?v=10&encoding=json"), &[("origin", "https://evil.example")])
            .await,
        Some(403)
    );
    assert!(scene.person("ana").last_message("help").is_none(), "nothing was posted");
    // What a browser asks is no request of the bot's.
    scene.sandbox.keep_exchanges(0);
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
