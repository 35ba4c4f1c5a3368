# Shared by the scripts in this folder; read with `. "$(dirname "$0")/lib.sh"`.
# shellcheck shell=bash
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export root

say() { printf '\n== %s\n' "$*"; }

die() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# need COMMAND=PACKAGE...  installs the Debian packages whose command is missing
need() {
    local pair missing=()
    for pair in "$@"; do
        command -v "${pair%%=*}" >/dev/null || missing+=("${pair##*=}")
    done
    ((${#missing[@]})) || return 0
    command -v apt-get >/dev/null || die "please install: ${missing[*]}"
    local as_root=()
    [ "$(id -u)" = 0 ] || as_root=(sudo --non-interactive)
    say "installing ${missing[*]}"
    # a third-party source that does not answer must not stop Debian's own packages
    "${as_root[@]}" apt-get update -qq || true
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null >/dev/null
}

# The Debian mirror that this machine already uses.
debian_mirror() {
    # shellcheck disable=SC2016  # apt-get expands it
    apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Label: Debian' | sort -u | head -n 1
}

# A JDK 25, wherever CI runners and Debian keep theirs.
jdk25() {
    local home
    for home in "${JAVA_HOME:-}" "${JAVA_HOME_25_X64:-}" "${JAVA_HOME_25_ARM64:-}" /usr/lib/jvm/*; do
        if [ -x "$home/bin/javac" ] && grep -qs '^JAVA_VERSION="25' "$home/release"; then
            printf '%s\n' "$home"
            return
        fi
    done
    die "no JDK 25 found; install one under /usr/lib/jvm or set JAVA_HOME"
}

# What Java builds and tests run with.
use_jdk25() {
    JAVA_HOME=$(jdk25)
    export JAVA_HOME
    # Maven 3 on Java 25 warns about its own libraries
    export MAVEN_OPTS="${MAVEN_OPTS:-} --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
}

# What Maven prints, without colours and the progress of downloads
plainly() {
    sed --unbuffered -e 's/\x1b\[[0-9;]*m//g' -e '/^Progress/d' -e '/Download\(ing\|ed\) from/d'
}

# reports DIRECTORY...  lists the test reports in all directories of these names (surefire-reports, failsafe-reports)
reports() {
    local directory
    for directory in "$@"; do
        find "$root" -path "*/target/$directory/TEST-*.xml" -not -path "$root/work/*" -not -path "$root/.kata/*"
    done
}

clear_reports() {
    find "$root" -type d \( -path '*/target/surefire-reports' -o -path '*/target/failsafe-reports' \) -prune \
        -exec rm -rf {} +
}

# Reads names of reports, prints: passed failed skipped
sum_reports() {
    xargs -r grep -ho '<testsuite [^>]*' | awk '
        function number(name) { return match($0, " " name "=\"[0-9]+") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 3) : 0 }
        { tests += number("tests"); failed += number("errors") + number("failures"); skipped += number("skipped") }
        END { print tests - failed - skipped, failed + 0, skipped + 0 }'
}

# Prints "PID COMMAND" for every process that carries the mark of this CI run, other than this shell and its commands.
processes_of_this_run() {
    local pid
    { env -u KATAS_CI_RUN grep -lzsx "KATAS_CI_RUN=${KATAS_CI_RUN:?}" /proc/[0-9]*/environ || true; } |
        while IFS=/ read -r _ _ pid _; do
            if [ "$pid" != "$$" ] && [ "$pid" != "$BASHPID" ] && [ -d "/proc/$pid" ]; then
                printf '%s %s\n' "$pid" "$({ tr '\0' ' ' <"/proc/$pid/cmdline"; } 2>/dev/null | cut -c 1-150)"
            fi
        done
}

# eventually SECONDS COMMAND...  until it succeeds
eventually() {
    local deadline=$((SECONDS + $1))
    shift
    until "$@"; do
        ((SECONDS < deadline)) || return 1
        sleep 0.5
    done
}
