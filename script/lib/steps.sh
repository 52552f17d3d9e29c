# Sourced by script/test and script/check: run checks one after the other, remember how each ended.
# shellcheck shell=sh

reports=$(mktemp -d)
export HANDBOOK_TEST_KEPT="$reports"
trap 'rm -rf "$reports"' EXIT
trap 'exit 130' INT TERM
summary=
broken=0

# step TITLE COMMAND...: run it whatever came before, note its verdict.
step() {
    title=$1
    shift
    printf '\n=== %s\n' "$title"
    began=$(date +%s)
    if "$@" </dev/null; then
        verdict='  ok   '
    else
        verdict='FAILED '
        broken=$((broken + 1))
    fi
    summary="$summary$verdict $title ($(($(date +%s) - began)) s)
"
}

# aside NAME COMMAND...: begin it on the other processor; `joined NAME` is its end and what it said.
aside() {
    name=$1
    shift
    "$@" >"$reports/$name.log" 2>&1 </dev/null &
    echo $! >"$reports/$name.pid"
}

joined() {
    wait "$(cat "$reports/$1.pid")"
    ended=$?
    cat "$reports/$1.log"
    return "$ended"
}

# pytest_step NAME ARGUMENTS...: two processes, one for each processor; `measured` writes down what they went through.
pytest_step() {
    name=$1
    shift
    # a file stays in one process, which warms up for it once; in their order, because the longest stand first
    set -- pytest --quiet --numprocesses 2 --dist loadfile --no-loadscope-reorder --junitxml="$reports/$name.xml" "$@"
    [ -z "${measured:-}" ] || set -- slipcover --json --out "$reports/$name.json" -m "$@"
    # with bytecode written, the processes after the first need not rewrite the assertions of every test again
    PYTHONDONTWRITEBYTECODE='' .venv/bin/python -W "ignore:Unable to activate pytest:RuntimeWarning" -m "$@"
}

# tests_on DATABASE: all but the browser's. Which lines and branches of the product they went through is written down on
# SQLite: watching costs a quarter of the time, and what only the other run goes through counts as not gone through.
tests_on() (
    export HANDBOOK_TEST_DATABASE="$1"
    [ "$1" != sqlite ] || export measured=yes
    pytest_step "$1" --ignore tests/e2e
)

lint_imports() {
    PYTHONPATH=. .venv/bin/lint-imports --no-logo
}

coverage() {
    .venv/bin/python -m slipcover --merge "$reports/sqlite.json" --out "$reports/read.json" --skip-covered --fail-under 95
}

# Each asserts that what it timed was right. Two run at a time, so the figures are only printed: those that count come
# from a benchmark alone on its machine.
# shellcheck disable=SC2016 # expanded by the shell that runs each
quick_benchmarks() {
    grep -l __main__ benchmarks/*.py | xargs -n 1 -P 2 sh -c '
        name=$(basename "$1" .py)
        timeout 300 .venv/bin/python -m "benchmarks.$name" --quick >"$0/$name.log" 2>&1
        ended=$?
        printf "== %s\n" "$name" && cat "$0/$name.log"
        exit "$ended"
    ' "$reports"
}

# An advisory service that cannot be asked is said, not counted as a failure; a finding is a failure.
audit_packages() {
    .venv/bin/python script/lib/audit.py
}

# finish: the summary and, last, one honest line. A check that is no test counts when it fails.
finish() {
    # pytest writes: <testsuite name="pytest" errors="0" failures="0" skipped="0" tests="5" ...
    tests=0 skipped=0 failed=$broken
    for report in "$reports"/*.xml; do
        [ -e "$report" ] || continue
        tests=$((tests + $(count tests "$report")))
        skipped=$((skipped + $(count skipped "$report")))
        bad=$(($(count errors "$report") + $(count failures "$report")))
        # the step that failed with these tests is not counted a second time
        [ "$bad" = 0 ] || failed=$((failed + bad - 1))
        tests=$((tests - bad))
    done
    [ "$tests" != 0 ] || failed=$((failed + 1))
    printf '\n=== Summary\n%s\n' "$summary"
    printf '%s passed, %s failed, %s skipped\n' "$((tests - skipped))" "$failed" "$skipped"
    [ "$failed" = 0 ]
}

count() {
    sed -n "s/.*<testsuite [^>]*$1=\"\([0-9]*\)\".*/\1/p" "$2" | head -n 1
}
