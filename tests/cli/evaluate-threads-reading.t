# A file that is large enough to be read one batch ahead, in a thread of its own: the bytes and messages are those of one thread.
rows() { # n quote
    awk -v n="$1" -v quote="$2" 'BEGIN {
        print "study_id,score,label,scanner,comment"
        for (i = 0; i < n; i++) {
            x = (i * 7919 + 13) % 100003
            printf "S%06d,%.5f,%d,%s,%s\n", i, x / 100003, (x * 31 + i) % 10 == 0, substr("ABC", i % 3 + 1, 1), i % 997 ? "none" : quote
        }
    }'
}
same() { # what files...
    what=$1
    shift
    for threads in 1 2 7; do
        proctor evaluate "$@" -s score -l label -g scanner -B 0 -f csv --threads $threads >$threads.out 2>$threads.err
        echo $? >>$threads.err
    done
    cmp 1.out 2.out && cmp 1.out 7.out && cmp 1.err 2.err && cmp 1.err 7.err &&
        echo "$what: the same, $(wc -l <1.out) lines"
}
rows 60000 none >plain.csv
rows 60000 '"two
lines, and a ""quote"""' >quotes.csv
gzip -c quotes.csv >quotes.csv.gz
same "plain" plain.csv
same "quotes" quotes.csv
mv 1.out quotes.out
same "gzip" quotes.csv.gz
cmp 1.out quotes.out && echo "gzip: as the file in it"
same "two files" plain.csv quotes.csv

# Errors at the end of a large file.
{ cat quotes.csv; echo 'S060000,high,1,A,none'; } >text.csv
{ cat quotes.csv; echo 'S060000,0.5,1,A'; echo 'S060001,0.5,1,A,none'; } >ragged.csv
{ cat quotes.csv; echo 'S060000,0.5,1,A,"none'; } >open.csv
{ cat quotes.csv; printf 'S060000,0.5,1,A,Universit\344t\n'; rows 20000 none | sed 1d; } >latin.csv
head -c 300000 quotes.csv.gz >cut.csv.gz
for file in text.csv ragged.csv open.csv latin.csv cut.csv.gz; do
    same "$file" $file
    cat 1.err
done
same "ids" plain.csv -i study_id
cat 1.err
{ cat plain.csv; echo 'S000017,0.5,1,A,none'; } >twice.csv
same "an id that repeats" twice.csv -i study_id
cat 1.err
