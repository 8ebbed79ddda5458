//! Access control. The server listens on 127.0.0.1 only, but a browser on this machine also runs
//! other sites' pages, which may neither read nor change anything here.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Refuses requests of other sites' pages. A browser sends the page's site as `Origin`, and the
/// name that was resolved to 127.0.0.1 as `Host`. `port` is the server's own.
pub(crate) async fn local_only(State(port): State<u16>, request: Request, next: Next) -> Response {
    if is_local(request.headers(), port) {
        return next.run(request).await;
    }
    (
        StatusCode::FORBIDDEN,
        "The sandbox only works on this machine. Open it at the address it prints.",
    )
        .into_response()
}

fn is_local(headers: &HeaderMap, port: u16) -> bool {
    let hosts = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    let all = |name: header::HeaderName, fits: &dyn Fn(&str) -> bool| {
        headers.get_all(name).iter().all(|value| value.to_str().is_ok_and(fits))
    };
    all(header::HOST, &|host| hosts.iter().any(|known| known.eq_ignore_ascii_case(host)))
        && all(header::ORIGIN, &|origin| {
            origin
                .strip_prefix("http://")
                .is_some_and(|host| hosts.iter().any(|known| known == host))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_under_its_own_names_is_let_in() {
        let with = |name: header::HeaderName, value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(name, value.parse().expect("a header"));
            is_local(&headers, 7171)
        };
        assert!(is_local(&HeaderMap::new(), 7171));
        for host in ["127.0.0.1:7171", "localhost:7171", "LocalHost:7171"] {
            assert!(with(header::HOST, host), "{host}");
        }
        for host in
            ["evil.example:7171", "127.0.0.1:7172", "127.0.0.1", "127.0.0.1.evil.example:7171"]
        {
            assert!(!with(header::HOST, host), "{host}");
        }
        for (origin, fits) in [
            ("http://127.0.0.1:7171", true),
            ("http://localhost:7171", true),
            ("http://localhost:8080", false),
            ("https://evil.example", false),
            ("null", false),
            ("file://", false),
        ] {
            assert_eq!(with(header::ORIGIN, origin), fits, "{origin}");
        }
    }
}
