# Shortcuts of a working day; `just` alone lists them. `./pe` does the first two without `just`.

_liste:
    @just --list --unsorted

# Build what changed and run the demo: `just demo --reset`, `just demo --port 9000`
demo *options:
    ./pe demo {{options}}

# Every check, or the quick ones: `just test --rapide`
test *options:
    ./pe test {{options}}

# Types and lints only
check:
    cargo clippy --workspace --all-targets -- -D warnings
    cd web && npm run check

# Put the code in its usual form
fmt:
    cargo fmt --all

# Tests of one package, a domain for instance: `just un messagerie`, `just un messagerie msg_03`
un paquet *filtre:
    cargo test --package {{paquet}} {{filtre}}

# Performance of an optimised build: `just bench --tours 3`, `just bench --json`
bench *options:
    ./pe bench {{options}}
