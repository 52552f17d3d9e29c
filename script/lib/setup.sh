# Sourced by the scripts after ground.sh. Each step compares what is there with what the checkout's
# files describe and does only what is missing.
# shellcheck shell=sh
# shellcheck disable=SC2154 # $python and $stamps come from ground.sh

# set_up_python requirements|requirements-dev: the virtual environment with that lock's packages.
# The development lock holds everything the other one does, so the server is content with it.
set_up_python() {
    here=$(pwd -P)
    if ! done_before place "$here" || ! .venv/bin/python -c '' 2>/dev/null; then
        make_environment || give_up "The virtual environment .venv could not be made."
        remember place "$here"
    fi
    key="$(fingerprint requirements.lock requirements-dev.lock pyproject.toml)"
    if done_before packages "requirements-dev $key" || done_before packages "$1 $key"; then
        return
    fi
    quietly "Installing the Python packages of $1.lock" install_packages "$1.lock" ||
        give_up "The Python packages could not be installed. Is the package index reachable?"
    remember packages "$1 $key"
}

# Our own modules compiled ahead: whoever serves may not write here, or writes no bytecode, and would compile them all at
# every start.
set_up_bytecode() {
    key=$(fingerprint api notifications migrations)
    if done_before bytecode "$key"; then
        return
    fi
    .venv/bin/python -m compileall -q api notifications migrations || return 0
    remember bytecode "$key"
}

make_environment() {
    say "Making the virtual environment .venv with $("$python" --version)"
    if ! "$python" -c 'import ensurepip' 2>/dev/null; then
        install_debian "Python's venv module" python3-venv || return
    fi
    # uv comes through pip at the version and the hashes of the lock
    "$python" -m venv --clear .venv &&
        mkdir -p "$stamps" &&
        sed -n '/^uv==/,/[^\\]$/p' requirements.lock >"$stamps/uv.txt" &&
        quietly "Fetching uv" .venv/bin/python -m pip install --disable-pip-version-check \
            --require-hashes --no-deps -r "$stamps/uv.txt"
}

install_packages() {
    .venv/bin/uv pip sync --python .venv/bin/python --require-hashes --compile-bytecode "$1" &&
        .venv/bin/uv pip install --python .venv/bin/python --no-deps --editable .
}

# The PWA's packages, through the Node of the virtual environment.
set_up_pwa_packages() {
    key=$(fingerprint pwa/package.json pwa/package-lock.json pwa/.npmrc)
    if [ -e pwa/node_modules/.package-lock.json ] && done_before pwa-packages "$key"; then
        return
    fi
    quietly "Installing the PWA's packages" in_pwa npm ci --no-audit --no-fund ||
        give_up "The PWA's packages could not be installed. Is the npm registry reachable?"
    remember pwa-packages "$key"
}

# The built PWA in pwa/build; it carries its sources' fingerprint as its version. Fails if they do
# not build.
set_up_pwa_build() {
    version=$(fingerprint pwa)
    if [ -e pwa/build/200.html ] && done_before pwa-build "$version"; then
        return
    fi
    set_up_pwa_packages
    quietly "Building the PWA" build_pwa "$version" || return
    remember pwa-build "$version"
}

build_pwa() {
    HANDBOOK_VERSION=$1 in_pwa npm run build
}

in_pwa() {
    (PATH="$(pwd -P)/.venv/bin:$PATH" && export PATH && cd pwa && "$@")
}

# Reading scanned papers needs Tesseract with Vietnamese; without it the rest still works. A machine
# that cannot have it is asked once a day, not at every start.
set_up_ocr() {
    if tesseract --list-langs 2>/dev/null | grep -qx vie; then
        return
    fi
    today=$(date +%F)
    if ! done_before ocr-missing "$today"; then
        remember ocr-missing "$today"
        install_debian "Tesseract for Vietnamese" tesseract-ocr tesseract-ocr-vie && return
    fi
    say "Scanned papers will be stored but not read: Tesseract with Vietnamese is not installed."
}

# OpenCV's wheel links a few libraries that a plain server does not have (api/decisions/0004).
set_up_pictures() {
    key=$(fingerprint requirements.lock)
    if done_before pictures "$key"; then
        return
    fi
    if ! .venv/bin/python -c 'import cv2' 2>/dev/null; then
        install_debian "what OpenCV needs" libgl1 libglib2.0-0 libxcb1 ||
            say "Face check-in will not work; everything else does."
    fi
    remember pictures "$key"
}

# What only the tests need: a browser, a database server, a typeface for the pages they scan, a token. Where
# one cannot be had, the tests that need it fail and say so.
set_up_test_programs() {
    has browsers.find_chromium || install_debian "Chromium" chromium || true
    has postgres.find_programs || install_debian "PostgreSQL" postgresql || true
    fc-list 2>/dev/null | grep -q NotoSans-Regular ||
        install_debian "a typeface with Vietnamese letters" fontconfig fonts-noto-core || true
    command -v softhsm2-util >/dev/null || install_debian "a token in software (SoftHSM)" softhsm2 || true
    has photographs.fetch_photographs || say "The photographs of faces for the tests could not be fetched."
}

has() {
    .venv/bin/python -c "from tests.support import ${1%.*}; ${1}()" 2>/dev/null
}
