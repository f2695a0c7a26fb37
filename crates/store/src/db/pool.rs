//! A small pool of connections for either engine.

use std::sync::{Arc, Condvar, Mutex};

use super::tx::{Conn, Tx};
use crate::Error;

type Make = Box<dyn Fn() -> Result<Conn, Error> + Send + Sync>;

pub(super) struct Pool {
    state: Mutex<State>,
    freed: Condvar,
    make: Make,
    /// Bounds how many blocking threads wait for a connection; waiting tasks cost no thread.
    permits: Arc<tokio::sync::Semaphore>,
}

struct State {
    idle: Vec<Conn>,
    /// Connections that may still be made.
    spare: usize,
}

impl Pool {
    pub(super) fn new(size: usize, make: Make) -> Result<Self, Error> {
        let first = make()?;
        Ok(Self {
            state: Mutex::new(State { idle: vec![first], spare: size - 1 }),
            freed: Condvar::new(),
            make,
            permits: Arc::new(tokio::sync::Semaphore::new(size)),
        })
    }

    pub(super) async fn permit(&self) -> Result<tokio::sync::OwnedSemaphorePermit, Error> {
        self.permits.clone().acquire_owned().await.map_err(|_| Error::Closed)
    }

    /// One transaction. Once more from the start, on a new connection, when the old one was lost; and a few times when
    /// another transaction was in the way: where two keep the same thing at once, the second finds it there when it
    /// looks again.
    pub(super) fn with<T>(&self, write: bool, mut work: impl FnMut(&mut Tx<'_>) -> Result<T, Error>) -> Result<T, Error> {
        const TRIES: u32 = 4;
        let mut attempt = 1;
        loop {
            let mut conn = self.take()?;
            let result = Tx::run(&mut conn, write, &mut work);
            let (lost, pg) = (matches!(result, Err(Error::Lost(_))), matches!(conn, Conn::Pg(_)));
            self.give(if lost { None } else { Some(conn) });
            let in_the_way = pg && matches!(result, Err(Error::Busy | Error::Unique));
            if attempt == TRIES || !(in_the_way || (lost && attempt == 1)) {
                return result;
            }
            attempt += 1;
        }
    }

    /// What cannot be done within a transaction.
    pub(super) fn apart<T>(&self, work: impl FnOnce(&mut Conn) -> Result<T, Error>) -> Result<T, Error> {
        let mut conn = self.take()?;
        let result = work(&mut conn);
        let lost = matches!(result, Err(Error::Lost(_)));
        self.give(if lost { None } else { Some(conn) });
        result
    }

    fn take(&self) -> Result<Conn, Error> {
        let mut state = self.lock();
        loop {
            if let Some(conn) = state.idle.pop() {
                return Ok(conn);
            }
            if state.spare > 0 {
                state.spare -= 1;
                drop(state);
                return (self.make)().inspect_err(|_| self.give(None));
            }
            state = self.freed.wait(state).unwrap_or_else(std::sync::PoisonError::into_inner);
        }
    }

    /// Gives a connection back, or the right to make a new one in its place.
    fn give(&self, conn: Option<Conn>) {
        let mut state = self.lock();
        match conn {
            Some(conn) => state.idle.push(conn),
            None => state.spare += 1,
        }
        drop(state);
        self.freed.notify_one();
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Drop for Pool {
    /// PostgreSQL's client may not be dropped on a thread that runs async tasks, so connections end on one of their own.
    fn drop(&mut self) {
        let idle = std::mem::take(&mut self.lock().idle);
        let _ = std::thread::spawn(move || drop(idle)).join();
    }
}
