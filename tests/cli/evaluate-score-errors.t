# Scores that are no numbers: file, line, column, value and rule; repeats of one
# kind are grouped and counted.
try() {
    echo "== $1" >&2
    shift
    proctor evaluate a.csv -s score -l label "$@" || echo "exit status $?"
}
printf 'score,label\n0.2,0\n\nabc,1\n0.4,0\n0.7,1\n' >a.csv
try "not a number, behind a blank line"
printf 'score,label\n0.2,0\nabc,1\ndef,0\nabc,1\n' >a.csv
try "three of them"
printf 'score,label\n0.2,0\ninf,1\n0.4,0\n0.7,1\n' >a.csv
try infinite
printf 'score,label\n0.2,0\n1e999,1\n0.4,0\n0.7,1\n' >a.csv
try "larger than any number"
printf 'score,label\n0.2,0\n0x1p-1,1\n' >a.csv
try hexadecimal
printf 'score,label\n0.2,0\n93%%,1\n' >a.csv
try "a percentage"
printf 'score;label\n0.2;0\n1.234,5;1\n' >a.csv
try "thousands separator"
printf 'score,label\n0.2,0\n"1,234.5",1\n' >a.csv
try "thousands separator in quotes"
printf 'score,label\n0.2,0\n"0,93",1\n' >a.csv
try "decimal comma in a file with commas"
printf 'score;label\n0.2;0\n0,93;1\n' >a.csv
try "decimal comma after points"
printf 'score;label\n0,2;0\n0.93;1\n' >a.csv
try "decimal point after commas"
printf 'score,label\n0.2,0\n,1\n0.4,0\nNA,1\n' >a.csv
try "no score is an error" --missing error
printf 'score,label\n0.2,0\n-1,1\n0.4,0\n0.7,1\n-1,0\n0.8,1\n' >a.csv
try "a code for no result?"
printf 'score,label\n0.2,0\n999,1\n0.4,0\n0.7,1\n999,0\n-1,1\n0.1,1\n' >a.csv
try "two of them"
printf 'score,label\n0.2,0\nQC_FAIL_because_of_a_long_explanation_that_goes_on_and_on,1\n0.4,0\n' >a.csv
try "a long text is cut"
printf 'a,b,label\n0.2,0.1,0\n0.3,x1,1\ny2,0.4,0\n' >a.csv
echo "== the first is that of the first line, not of the first column" >&2
proctor evaluate a.csv -s a,b -l label || echo "exit status $?"
