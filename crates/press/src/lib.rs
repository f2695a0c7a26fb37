//! A press of made-up titles on loopback, for the demo and for tests
