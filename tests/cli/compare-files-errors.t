# What can be wrong with two files.
f40="$samples/fixture40.csv"
cut -d , -f 1,3,4 "$f40" >new.csv
{ echo id,score; sed 1d "$f40" | cut -d , -f 1,5; } >old.csv
try() { proctor compare "$@" -l label -q >out || echo "status $?"; cat out; }
try new.csv old.csv -s score
try new.csv old.csv new.csv -s score
try new.csv old.csv -i id -s scored
try new.csv old.csv -i id -s score,other
try new.csv old.csv -i label -s score
try new.csv old.csv -i id=exam -s score --min-overlap 2
sed 's/^s/t/' old.csv >other-ids.csv
try new.csv other-ids.csv -i id -s score
sed '2,4d' old.csv >fewer.csv
try new.csv fewer.csv -i id -s score
try new.csv fewer.csv -i id -s score --min-overlap 0.9 --missing positive
try new.csv fewer.csv -i id -s score --min-overlap 0.9 --missing negative
awk -F , -v OFS=, 'NR == 1 { print $0, "label"; next } { print $0, NR == 3 || NR == 30 }' old.csv >wrong.csv
try new.csv wrong.csv -i id -s score
sed '$p' old.csv >twice.csv
try new.csv twice.csv -i id -s score
sed 's/,label,/,finding,/' new.csv >unlabelled.csv
try unlabelled.csv old.csv -i id -s score
