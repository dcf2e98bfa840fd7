# Sourced by bin/ilium and bin/test. Sets up .tools (uv, a browser for the tests), .venv (Python packages) and the
# assets of the web pages where they are missing or out of date, and does nothing, quickly, where they are not.
# The caller sets "root", the folder of this repository.

say() { printf 'ilium: %s\n' "$*" >&2; }

stop() {
    say "$@"
    exit 1
}

# The lock to install from. The developer's tools, once there, are kept and kept up to date.
choose_lock() {
    lock=requirements.lock
    if [ "$1" = dev ] || [ -x "$root/.venv/bin/pytest" ]; then
        lock=requirements-dev.lock
    fi
}

# What .venv was made from: when any of it changes, the set-up runs again.
fingerprint() {
    printf '%s\n' "$root"
    cd "$root" && cksum "$lock" requirements-tools.lock pyproject.toml frontend/package-lock.json frontend/assets.py
}

# First python3 of the right age, as its real path, so that a later change of the default python3 does no harm.
find_python() {
    for candidate in ${ILIUM_PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        python=$("$candidate" -c '
import os, sys
print(os.path.realpath(sys.executable) if sys.version_info >= (3, 11) else "")' 2>/dev/null) || continue
        [ -z "$python" ] || return 0
    done
    stop "Python 3.11 or newer is needed, and was not found. Install it (on Debian or Ubuntu:" \
        "apt install python3 python3-pip), or set ILIUM_PYTHON to the one to use, then run this command again."
}

# pip puts uv into .tools: this works without ensurepip and where the system's Python is marked as managed.
fetch_uv() {
    uv=$root/.tools/bin/uv
    wanted=$(cksum <requirements-tools.lock)
    if [ -x "$uv" ] && [ "$(cat .tools/.made-from 2>/dev/null)" = "$wanted" ]; then return 0; fi
    "$python" -m pip --version >/dev/null 2>&1 ||
        stop "pip is needed once, and $python has none. Install it (on Debian or Ubuntu: apt install python3-pip)," \
            "then run this command again."
    say "Fetching the installer (uv) into .tools ..."
    PIP_USER=0 PIP_DISABLE_PIP_VERSION_CHECK=1 "$python" -m pip install --quiet --root-user-action=ignore \
        --upgrade --target .tools --only-binary :all: --require-hashes --requirement requirements-tools.lock >&2 ||
        no_packages
    printf '%s\n' "$wanted" >.tools/.made-from
}

# uv shall do as pip does on this machine: trust the system's certificates, use the mirror that pip was told of.
settle_uv() {
    if [ -e /etc/ssl/certs/ca-certificates.crt ] || [ -e /etc/pki/tls/certs/ca-bundle.crt ]; then
        UV_SYSTEM_CERTS=${UV_SYSTEM_CERTS:-true}
        export UV_SYSTEM_CERTS
    fi
    mirror=$("$python" -m pip config list 2>/dev/null | sed -n "s/^[^.]*\\.index.url='\\(.*\\)'\$/\\1/p" | head -n 1)
    if [ -n "$mirror" ]; then
        UV_DEFAULT_INDEX=${UV_DEFAULT_INDEX:-$mirror}
        export UV_DEFAULT_INDEX
    fi
    # Downloads are kept in the home folder; where that cannot be written, in .tools.
    if [ ! -w "${HOME:-/nonexistent}" ]; then
        UV_CACHE_DIR=${UV_CACHE_DIR:-$root/.tools/cache}
        export UV_CACHE_DIR
    fi
}

no_packages() {
    stop "The packages could not be fetched or installed: the lines above say why. Most often there is no network," \
        "or it needs a proxy (HTTPS_PROXY) or a certificate (SSL_CERT_FILE, PIP_CERT)." \
        "Nothing is broken: run this command again once that is mended."
}

# A .venv that was moved, or whose Python is gone, is made anew.
make_venv() {
    if [ -x .venv/bin/python ] && .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null &&
        grep -qF "$root/.venv" .venv/bin/activate 2>/dev/null; then
        return 0
    fi
    "$uv" venv --quiet --clear --python "$python" .venv ||
        stop "The folder $root/.venv could not be made: the lines above say why."
}

install_packages() {
    say "Setting up the Python packages of $lock (about a minute the first time) ..."
    "$uv" pip sync --quiet --python .venv/bin/python --require-hashes --compile-bytecode "$lock" ||
        no_packages
    "$uv" pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable . ||
        stop "Ilium itself could not be installed into .venv: the lines above say why."
    [ "$lock" != requirements-dev.lock ] || bring_browser
}

# The browser of the tests, and what checks the pages in it.
bring_browser() {
    say "Setting up the browser of the tests ..."
    .venv/bin/python frontend/assets.py --tests ||
        stop "The browser of the tests could not be set up: the lines above say why."
}

# Two at once would break each other's .venv: the second waits its turn, and then most often finds the work done.
# flock lets go by itself when its process ends; where a system has none, a folder stands for the turn.
take_turn() {
    mkdir -p .tools || stop "The folder $root/.tools could not be made: the line above says why."
    if command -v flock >/dev/null 2>&1; then
        exec 9>.tools/.turn
        flock -n 9 || {
            say_waiting
            flock 9
        }
        return 0
    fi
    waited=
    until mkdir .tools/.turns 2>/dev/null; do
        owner=$(cat .tools/.turns/owner 2>/dev/null) || owner=
        if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
            rm -rf .tools/.turns
            continue
        fi
        [ -n "$waited" ] || say_waiting
        waited=yes
        sleep 1
    done
    trap 'rm -rf "$root/.tools/.turns"' EXIT
    printf '%s\n' "$$" >.tools/.turns/owner
}

say_waiting() {
    say "Another command is setting up this folder. Waiting for it. If none is, end this one, remove" \
        "$root/.tools/.turns and run it again."
}

# Whether .venv was made from what is there now. Sets "lock", "stamp" and "current".
is_ready() {
    choose_lock "$1"
    stamp=$root/.venv/.made-from
    current=$(fingerprint) || stop "A lock file or pyproject.toml is missing from $root: restore it with git."
    [ -x "$root/.venv/bin/python" ] && [ -r "$stamp" ] && [ "$(cat "$stamp")" = "$current" ]
}

# ensure_environment runtime|dev
ensure_environment() {
    is_ready "$1" || set_up "$1" || exit 1
}

set_up() (
    cd "$root" || exit 1
    take_turn
    if is_ready "$1"; then exit 0; fi
    find_python
    fetch_uv
    settle_uv
    rm -f "$stamp"
    make_venv
    install_packages
    printf '%s\n' "$current" >"$stamp"
    say "Set-up done."
)
