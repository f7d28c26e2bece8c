//! The command line: `yunwu serve`, `worker`, `migrate`, `admin`, `demo`, `config`.

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {}
