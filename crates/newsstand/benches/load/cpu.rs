//! CPU and memory of processes, from the kernel's own count.

use std::time::Duration;

/// What a run cost.
pub struct Usage {
    /// CPU in clock ticks of 10 ms.
    pub ticks: u64,
    /// Time on the wall.
    pub wall: Duration,
}

impl Usage {
    pub fn cpu_ms(&self) -> f64 {
        // Linux reports in ticks of 1/100 s on every platform we know (`getconf CLK_TCK`).
        self.ticks as f64 * 10.0
    }
}

fn stat(path: &str) -> Vec<u64> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    // The second field is a name in brackets that may hold spaces.
    let rest = text.rsplit(')').next().unwrap_or("");
    rest.split_whitespace().map(|field| field.parse().unwrap_or(0)).collect()
}

/// CPU of all ended children so far.
pub fn children() -> u64 {
    let fields = stat("/proc/self/stat");
    fields.get(13).copied().unwrap_or(0) + fields.get(14).copied().unwrap_or(0)
}

/// CPU of a running process so far.
pub fn of(pid: u32) -> u64 {
    let fields = stat(&format!("/proc/{pid}/stat"));
    fields.get(11).copied().unwrap_or(0) + fields.get(12).copied().unwrap_or(0)
}

/// Proportional set size.
pub fn memory_kib(pid: u32) -> u64 {
    let text = std::fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with("Pss:")).unwrap_or("");
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or(0)
}
