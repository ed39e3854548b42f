# Fixed jobs take as many instructions as instructions.txt says, within 5 %: a figure
# that does not depend on how busy the machine is. It does on compiler, flags, C library
# and the processor, for which that library chooses its routines; with others than the
# file names the case is skipped.
# "make update-golden TESTS=tests/bench/instructions.t" writes the file anew.
need valgrind

recorded=$srcdir_abs/tests/bench/instructions.txt

make_variable() {
    sed -n "s/^$1 = *//p" "$top_builddir/Makefile"
}

processor() {
    sed -n 's/^\(vendor_id\|cpu family\|model\)[[:space:]]*: //p' /proc/cpuinfo 2>/dev/null |
        head -n 3 | tr '\n' ' ' | sed 's/ $//'
}

compiler=$(make_variable CC | sed 's/^ccache //')
# shellcheck disable=SC2086 # a command with its arguments
built="# $compiler $($compiler -dumpfullversion 2>/dev/null)," \
built="$built $(getconf GNU_LIBC_VERSION 2>/dev/null), $(make_variable CFLAGS), $(processor)"
instrumented=$(make_variable INSTRUMENT_CFLAGS)

if [ -z "$update" ] && [ "$built$instrumented" != "$(head -n 1 "$recorded")" ]; then
    echo "recorded with another compiler, C library or flags: $(head -n 1 "$recorded")"
    exit 77
fi

# The C library's own choice of vector width is not what is measured.
GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX512F,-AVX512VL,-AVX2,-AVX,-FMA,-ERMS
export GLIBC_TUNABLES

# instructions JOB COMMAND...: a line of the file.
instructions() {
    job=$1
    shift
    valgrind --tool=callgrind --callgrind-out-file=/dev/null \
        proctor "$@" 2>log >records ||
        { echo "$job: failed"; cat log; }
    [ -s records ] || echo "$job: no records"
    echo "$job $(sed -n 's/^.*Collected : //p' log)"
}

head="$samples/head-ct.csv -s ai_score -l haemorrhage"
asah="$samples/asah.csv -l outcome --positive Poor -s s100b,ndka"
one="--threads 1 --cpu portable -f csv"
# shellcheck disable=SC2086 # lists of arguments
{
    instructions delong evaluate $head -B 0 --metrics auc $one
    instructions bootstrap evaluate $head --metrics auc --interval percentile $one
    instructions page evaluate $head -B 200 -t 0.5 $one
    instructions subgroups evaluate $asah -B 2000 --metrics auc -g gender,age:50 $one
    instructions patients evaluate $head -B 200 --metrics auc -p patient_id $one
    instructions sweep sweep $head -B 200 --band simultaneous --thresholds 0:1:0.01 $one
    instructions paired compare $asah -B 2000 --metrics auc $one
    instructions reading count $head -g scanner
} >measured

if [ -n "$update" ]; then
    { echo "$built" && cat measured; } >"$recorded"
    exit
fi
sed 1d "$recorded" | awk '
    NR == FNR { want[$1] = $2; next }
    {
        n++
        ratio = want[$1] ? $2 / want[$1] : 0
        if (ratio < 0.95 || ratio > 1.05)
            printf "%s: %d instructions, recorded %d (%+.1f %%)\n", $1, $2, want[$1],
                100 * (ratio - 1)
    }
    END { if (n != length(want)) print n " jobs, recorded " length(want) }' - measured
