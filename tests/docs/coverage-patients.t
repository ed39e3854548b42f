# What the simulation says of intervals over patients (make check-slow compares the
# table with what the program computes): the lowest coverage of each, of 95 %, and
# every case below 92 %. Beside them, studies taken for independent.
table=$srcdir_abs/tests/slow/coverage-patients.txt
echo "-- lowest coverage"
awk '/^ *[0-9]/ { name = substr($0, 15, 29); sub(/ +$/, "", name); cover = $(NF - 3) + 0
    if (!(name in lowest)) { order[++n] = name; lowest[name] = 100 }
    if (cover < lowest[name]) lowest[name] = cover }
    END { for (i = 1; i <= n; i++) printf "%-29s %.1f\n", order[i], lowest[order[i]] }' "$table"
echo "-- over patients, below 92 %"
awk '/^ *[0-9]/ && / patients / && !/as it is/ && $(NF - 3) < 92' "$table"
