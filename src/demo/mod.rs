//! The example data of `--demo` (spec 9, demonstration data).
