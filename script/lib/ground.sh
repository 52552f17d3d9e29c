# Sourced by the scripts, from the root of the checkout. Plain words for the person at the terminal,
# and a memory of what is already done, so that a second run does nothing twice.
# shellcheck shell=sh

stamps=.venv/stamps

say() {
    printf '%s\n' "• $*"
}

give_up() {
    printf '%s\n' "✗ $*" >&2
    exit 1
}

# quietly SENTENCE COMMAND...: say what is happening; show the command's output only if it fails.
quietly() {
    printf '%s' "• $1 … "
    shift
    began=$(date +%s)
    log=$(mktemp)
    if (export NO_COLOR=1 && "$@") >"$log" 2>&1 </dev/null; then
        rm -f "$log"
        printf '%s\n' "done in $(($(date +%s) - began)) s"
    else
        printf '%s\n' "failed:"
        tail -n 40 "$log" >&2
        rm -f "$log"
        return 1
    fi
}

# fingerprint PATH...: one word that changes when any file under these paths does.
fingerprint() {
    find "$@" \( -name node_modules -o -name __pycache__ -o -name build -o -name .svelte-kit -o -name coverage \) -prune \
        -o -type f -exec cksum {} + | LC_ALL=C sort -k 3 | cksum | tr ' ' -
}

# done_before STEP KEY: was the step finished for exactly this key? Then it need not run again.
done_before() {
    [ "$(cat "$stamps/$1" 2>/dev/null)" = "$2" ]
}

remember() {
    mkdir -p "$stamps"
    printf '%s\n' "$2" >"$stamps/$1"
}

# The first Python that is new enough; $python holds it afterwards.
find_python() {
    for python in ${PYTHON:+"$PYTHON"} python3 python3.13 python3.12 python3.11 python; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            return
        fi
    done
    give_up "Python 3.11 or newer is needed and was not found." \
        "Install it (on Debian: apt-get install python3 python3-venv), or name it: PYTHON=/path/to/python3 $0"
}

# Two scripts started together set up one after the other. The lock lives as long as descriptor 9,
# so a script that is killed leaves nothing behind.
take_turns() {
    exec 9<pyproject.toml
    "$python" -c '
import fcntl
try:
    fcntl.flock(9, fcntl.LOCK_EX | fcntl.LOCK_NB)
except BlockingIOError:
    print("• Another script is setting this checkout up; waiting for it", flush=True)
    fcntl.flock(9, fcntl.LOCK_EX)
'
}

let_others_go() {
    exec 9<&-
}

# install_debian WHAT PACKAGE...: system packages, where this machine and this account allow it.
install_debian() {
    what=$1
    shift
    if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
        quietly "Installing $what ($*)" apt_install "$@" && return
        say "$what could not be installed just now."
    else
        say "$what is missing here. An administrator can install it (on Debian: apt-get install $*)."
    fi
    return 1
}

apt_install() {
    export DEBIAN_FRONTEND=noninteractive
    apt-get update && apt-get install --yes --no-install-recommends -o DPkg::Lock::Timeout=120 "$@"
}
