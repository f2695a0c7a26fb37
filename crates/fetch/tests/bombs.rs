//! Bodies made to hurt: stopped at the limit, in bounded memory. A binary of its own, because it looks at its own peak.

mod server;

use flate2::Compression;
use flate2::write::GzEncoder;
use newsstand_fetch::{Fetcher, Limits, Settings, Want};
use server::{Piece, Server, bytes, code, get, head, ok};
use std::io::Write;

/// The most memory this process has ever held, in MiB; where the system says it.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kib| kib / 1024)
}

fn gzip_of_zeros(mebibytes: usize) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    for _ in 0..mebibytes {
        encoder.write_all(&vec![0; 1 << 20]).unwrap();
    }
    encoder.finish().unwrap()
}

#[tokio::test]
async fn bombs_go_off_nowhere() {
    // 10 GB: a gzip member of 8 MiB, 1,280 times over.
    let member = gzip_of_zeros(8);
    let zstd = zstd::bulk::compress(&vec![0; 8 << 20], 3).unwrap();
    let server = Server::start(move |asked| match asked.path.as_str() {
        "/gzip" => vec![head("Content-Encoding: gzip\r\n"), Piece::Times(member.clone(), 1280), Piece::Close],
        "/zstd" => vec![head("Content-Encoding: zstd\r\n"), Piece::Times(zstd.clone(), 1280), Piece::Close],
        "/unlabelled" => ok("", member.repeat(8)),
        "/endless" => vec![head(""), Piece::Times(vec![b'x'; 1 << 16], 1 << 20), Piece::Close],
        "/announced" => vec![
            Piece::Bytes(b"HTTP/1.1 200 OK\r\nContent-Length: 20971520\r\n\r\n".to_vec()),
            Piece::Times(vec![b'x'; 1 << 20], 20),
        ],
        "/long-head" => vec![
            Piece::Bytes(b"HTTP/1.1 200 OK\r\n".to_vec()),
            Piece::Times(b"X-Y: zzzzzzzz\r\n".to_vec(), 1 << 20),
            Piece::Close,
        ],
        _ => ok("", vec![b'x'; 20 << 20]),
    })
    .await;
    let fetcher = server.fetcher();
    for path in ["/gzip", "/zstd", "/unlabelled", "/endless", "/announced"] {
        for want in [Want::Feed, Want::Picture] {
            assert_eq!(code(&fetcher, &server.url(path), want).await, "too-large", "{path} {want:?}");
        }
    }
    assert_eq!(code(&fetcher, &server.url("/long-head"), Want::Feed).await, "bad-answer");
    let roomy = Settings { limits: Limits { feed: 32 << 20, ..Limits::default() }, ..server.settings() };
    let roomy = Fetcher::new(roomy).unwrap();
    assert_eq!(bytes(get(&roomy, &server.url("/20mb")).await.unwrap()).len(), 20 << 20);
    assert!(peak().is_none_or(|peak| peak < 200), "{:?} MiB", peak());
}
