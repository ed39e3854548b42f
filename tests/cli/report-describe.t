# Numbers in the table of who was tested: of columns that --by cuts, and of those that --describe names. Quartiles are R's
# quantile(type = 7): quantile(c(40, 50, 61, 70.5)) is 40, 47.5, 55.5, 63.375, 70.5; quantile(c(20, 30, 44)) is 20, 25, 30, 37, 44;
# all seven 20, 35, 44, 55.5, 70.5.
cat >who.csv <<'END'
id,label,score,age,dose,site
s1,1,0.9,040Y,1.5,A
s2,1,0.8,50,,A
s3,1,0.7,61,2,A
s4,1,0.4,70.5,2.25,B
s5,0,0.6,20,NA,B
s6,0,0.3,030Y,3,B
s7,0,0.2,44,1000000.5,B
s8,0,,99,7,B
s9,,0.5,1,8,B
END
who() {
    proctor report "$@" -s score -l label -t 0.5 -B 0 -f markdown >page.md 2>err || { echo "status $?"; cat err; return; }
    sed -n '/^## Who/,/^Eval/p' page.md | grep '^| ' | sed 1d
    grep -e 'Hyndman' -e 'different numbers' page.md
}
who who.csv -g age:35,60
who who.csv -g site --describe dose,age
grep '^proctor report' page.md
echo "== a cut and a crossing: once each"
who who.csv -g 'age:60,age:60*site' --describe age | cut -c1-40
echo "== counted rows: as often as they stand for; R: quantile(rep(c(20, 30, 40), c(3, 1, 6)))"
printf 'label,score,age,n\n1,0.9,40,6\n1,0.8,30,1\n1,0.3,20,3\n0,0.2,5,2\n' >counted.csv
who counted.csv --freq n --describe age
echo "== a table of count has bands: no numbers, and no error"
proctor count who.csv -s score -l label -g age:35,60 -o table.csv
who table.csv --freq n -g age:35,60 | tail -n 3
who table.csv --freq n --describe age
echo "== two rows of a study that differ"
printf 'id,label,score,age\na,1,0.9,40\na,1,0.8,41\nb,0,0.1,50\n' >images.csv
who images.csv --unit id --aggregate max -g age:45
who images.csv --unit id --aggregate max --describe age
echo "== a second file, by patient"
printf 'id,weight\ns1,80\ns2,60.5\ns5,75\n' >weights.csv
who who.csv -i id --join weights.csv --describe weight
echo "== more different numbers than can be told apart"
awk 'BEGIN { print "label,score,x"; for (i = 0; i < 66000; i++) print i % 2 "," i / 66000 "," i }' >many.csv
who many.csv -g x:33000 --describe score | tail -n 2
echo "== errors"
who who.csv --describe site
who who.csv --describe agee
who who.csv --describe age,age
