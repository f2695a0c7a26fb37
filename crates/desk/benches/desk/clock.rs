//! What this program has used: processor time and memory.

/// Seconds this thread has spent on a processor so far, as Linux counts them. Yielding makes it count up to now.
pub fn spent() -> f64 {
    std::thread::yield_now();
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds: f64 = text.split_whitespace().next().and_then(|field| field.parse().ok()).unwrap_or(0.0);
    nanoseconds / 1e9
}

/// The most memory this program has held at any time, in MiB.
pub fn peak_mebibytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0");
    let kibibytes: f64 = line.split_whitespace().next().and_then(|field| field.parse().ok()).unwrap_or(0.0);
    kibibytes / 1024.0
}
