//! Rules on an invented world.
