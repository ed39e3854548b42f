# Files that cannot be used. Nothing is evaluated from a part of one.
try() {
    echo "== $1" >&2
    shift
    proctor evaluate -s score -l label "$@" || echo "exit status $?"
}
printf 'score,label\n0.2,0\n0.9,1\n0.4,0\n0.7,1\n' >a.csv
try "no such file" nowhere.csv
try "no such second file" a.csv nowhere.csv
mkdir folder
try "a directory" folder
: >empty.csv
try "an empty file" empty.csv
printf '\n\n' >blank.csv
try "blank lines only" blank.csv
printf 'score,label\n' >header.csv
try "a header only" header.csv
try "a header only, then rows: fine" header.csv a.csv -f csv -B 0 --metrics prevalence -o out.csv
try "an empty file on standard input" - </dev/null
printf 'score,label\n0.2,0\n0.9,1,\n0.4,0\n' >long.csv
try "a field too many" long.csv
printf 'score,label\n0.2,0\n\n0.9\n0.4,0\n' >short.csv
try "a field too few" short.csv
printf 'score,label\n0.2,0\n0.9' >cut.csv
try "cut off" cut.csv
printf 'score,label,note\n0.2,0,"two\nlines"\n0.9,1,x,y\n' >newline.csv
try "behind a quoted newline: the physical line" newline.csv
printf 'score;label\r\n0,2;0\r\n0,9;1;2\r\n' >semi.csv
try "a field too many in a file with semicolons" semi.csv
printf 'score,label,note\n0.2,0,5"\n0.9,1,x\n' >quote.csv
try "a quote in the middle" quote.csv
printf 'score,label,note\n0.2,0,"x\n0.9,1,x\n' >open.csv
try "a quote that is never closed" open.csv
printf 'score,label\n0.2,0\n0.9\0,1\n' >nul.csv
try "a NUL byte" nul.csv
printf 'score;label,x\n0.2;0,1\n' >tie.csv
try "a tie of delimiters" tie.csv
printf 'score,lable\n0.2,0\n' >b.csv
try "another header" a.csv b.csv
printf 'score,label,more\n0.2,0,1\n' >c.csv
try "a column more" a.csv c.csv
printf 'PK\003\004..........xl/worksheets/sheet1.xml' >book.xlsx
try "Excel" book.xlsx
printf 'PK\003\004..........readme.txt' >some.zip
try "zip" some.zip
printf 'PAR1\025\004' >table.parquet
try "Parquet" table.parquet
printf 'SQLite format 3\000' >base.db
try "SQLite" base.db
printf '<!DOCTYPE html>\n<html><body>Please log in</body></html>\n' >login.csv
try "a login page" login.csv
printf '{"score": [0.1, 0.2]}\n' >table.json
try "JSON" table.json
printf 'score,label,na\303\257ve\n0.2,0,\351\n' >mixed.csv
try "UTF-8 and not UTF-8" mixed.csv
printf 'score,label\n0.2,0\n0.9,1\n0.4,0\n0.7,\201\n' >bad1252.csv
try "neither UTF-8 nor Windows-1252" bad1252.csv
printf 'score,label\n0.2,0\n0.9,1\n0.4,0\n0.7,\377\n' >bad8.csv
try "not in the encoding that was named" bad8.csv --encoding utf-8
