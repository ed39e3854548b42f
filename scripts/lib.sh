# shellcheck shell=sh
# What scripts/test and scripts/demo share: get the packages, build in build/.
# Sourced with the source tree as working directory.

say() {
    printf '%s\n' "$*" >&2
}

die() {
    say "$(basename "$0"): $*"
    exit 2
}

# logged LOG COMMAND...: send what the command says to build/LOG.
logged() {
    mkdir -p build
    log=build/$1
    shift
    "$@" >"$log" 2>&1
}

# The same, and the end of the script if the command fails.
run_logged() {
    logged "$@" || {
        tail -n 60 "$log" >&2
        shift
        die "failed: $* (whole log: $log)"
    }
}

n_processors() {
    getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2
}

# ---- Packages --------------------------------------------------------------

use_homebrew_paths() {
    [ "$(uname)" = Darwin ] && command -v brew >/dev/null || return 0
    brew_prefix=$(brew --prefix)
    # libcsv has no .pc file, and Homebrew keeps zlib to itself.
    CPPFLAGS="-I$brew_prefix/include ${CPPFLAGS:-}"
    LDFLAGS="-L$brew_prefix/lib ${LDFLAGS:-}"
    PKG_CONFIG_PATH="$brew_prefix/lib/pkgconfig:$brew_prefix/opt/zlib/lib/pkgconfig:${PKG_CONFIG_PATH:-}"
    export CPPFLAGS LDFLAGS PKG_CONFIG_PATH
}

# One line for every thing that is missing: its package with apt-get, dnf, brew.
missing_packages() {
    c_compiler=${CC:-cc}
    command -v "${c_compiler%% *}" >/dev/null || command -v gcc >/dev/null ||
        echo "gcc gcc gcc"
    [ -e /usr/include/stdlib.h ] || [ "$(uname)" = Darwin ] ||
        echo "libc6-dev glibc-devel -"
    command -v make >/dev/null || echo "make make make"
    command -v autoconf >/dev/null || echo "autoconf autoconf autoconf"
    command -v automake >/dev/null || echo "automake automake automake"
    command -v pkg-config >/dev/null || echo "pkg-config pkgconf-pkg-config pkgconf"
    command -v xz >/dev/null || echo "xz-utils xz xz"
    command -v diff >/dev/null || echo "diffutils diffutils diffutils"
    has_module gsl || echo "libgsl-dev gsl-devel gsl"
    has_module jansson || echo "libjansson-dev jansson-devel jansson"
    has_module nettle || echo "nettle-dev nettle-devel nettle"
    has_module yaml-0.1 || echo "libyaml-dev libyaml-devel libyaml"
    has_module zlib || echo "zlib1g-dev zlib-devel zlib"
    has_module check || echo "check check-devel check"
    has_header csv.h || echo "libcsv-dev libcsv-devel libcsv"
    command -v gnuplot >/dev/null || echo "gnuplot-nox gnuplot gnuplot"
}

has_module() {
    pkg-config --exists "$1" 2>/dev/null
}

has_header() {
    for directory in /usr/include /usr/local/include "${brew_prefix:-/usr}/include"; do
        [ ! -e "$directory/$1" ] || return 0
    done
    return 1
}

# The missing packages in the words of one package manager: column 1, 2 or 3.
package_column() {
    missing_packages | awk -v column="$1" '$column != "-" { printf " %s", $column }'
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        echo "not root and no sudo: install these packages and try again"
        return 1
    fi
}

install_packages() {
    use_homebrew_paths
    [ -n "$(missing_packages)" ] || return 0
    if command -v apt-get >/dev/null; then
        packages=$(package_column 1)
        say "Installing with apt-get:$packages"
        logged packages.log as_root apt-get update || say "apt-get update failed; going on"
        # shellcheck disable=SC2086 # a list
        run_logged packages.log as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y --no-install-recommends $packages
    elif command -v dnf >/dev/null; then
        packages=$(package_column 2)
        say "Installing with dnf:$packages"
        # shellcheck disable=SC2086
        run_logged packages.log as_root dnf install -y $packages
    elif command -v brew >/dev/null; then
        packages=$(package_column 3)
        say "Installing with brew:$packages"
        # shellcheck disable=SC2086
        run_logged packages.log brew install $packages
    else
        die "no apt-get, dnf or brew here; missing (Debian names):$(package_column 1)"
    fi
}

# ---- Build -----------------------------------------------------------------

configure_build() {
    if [ ! -x configure ]; then
        say "Making configure"
        run_logged autoreconf.log autoreconf -fi
    fi
    # A tree configured before Check was there would leave the unit tests out.
    if [ ! -f build/Makefile ] || grep -q '^HAVE_CHECK_TRUE = #' build/Makefile; then
        say "Configuring in build/"
        run_logged configure.log sh -c 'cd build && ../configure'
    fi
}

build() {
    install_packages
    configure_build
    say "Building in build/"
    run_logged make.log make -C build -j "$(n_processors)"
}
