# Two files about the same studies: NEW OLD -i ID.
f40="$samples/fixture40.csv"
cut -d , -f 1-4,6 "$f40" >new.csv
# The old one: other order, other dialect, another name for the id, no truth.
{
    echo 'exam;ai'
    sed 1d "$f40" | sort -r | cut -d , -f 1,5 | sed 's/,/;/; s/\./,/'
} >old.csv
proctor compare new.csv old.csv -i id=exam -s score,ai -l label -g scanner -B 200 -q
names() { sed 's/\tscore2\t/\told\t/g; s/^score2\t/old\t/; s/\tscore\t/\tnew\t/g; s/^score\t/new\t/'; }
echo "== the records of one file with both columns"
proctor compare "$f40" -i id -s score,score2 --baseline score2 -l label -g scanner -B 200 -f tsv -q | names >want.tsv
proctor compare new.csv old.csv -i id=exam -s score,ai -l label -g scanner -B 200 -f tsv -q | cmp want.tsv -
{ echo id,score; sed 1d old.csv | sed 's/,/./; s/;/,/'; } >older.csv
echo "== columns that are called alike"
proctor compare new.csv older.csv -i id -s score -l label -g scanner -B 200 -f tsv -q |
    sed 's/\tolder\t/\told\t/g; s/^older\t/old\t/' | cmp want.tsv -
echo "== digest of the studies"
for arguments in "$f40 -s score,score2" "new.csv older.csv -s score"; do
    # shellcheck disable=SC2086 # a list
    proctor compare $arguments -i id -l label -B 0 -f json -q | sed -n 's/.*"studies_digest": "\(.\{8\}\).*/\1/p'
done | uniq -c | awk '{ print $1 }'
echo "== inputs"
proctor compare new.csv older.csv -i id -s score -l label -B 0 -f json -q | sed -n '/"inputs"/,/\]/p' | sed 's/"sha256": "[0-9a-f]*"/"sha256": "..."/'
echo "== truth in both, given in the one, lacking in the other"
{ echo id,score,label; sed 1d "$f40" | awk -F , -v OFS=, '{ print $1, $5, NR % 2 ? ($3 ? "yes" : "no") : "" }'; } >truth.csv
awk -F , -v OFS=, 'NR == 2 { $3 = "" } { print }' new.csv >gap.csv
proctor compare gap.csv truth.csv -i id -s score -l label -g scanner -B 200 -f tsv -q |
    sed 's/\ttruth\t/\told\t/g; s/^truth\t/old\t/; s/\tgap\t/\tnew\t/g; s/^gap\t/new\t/' | cmp want.tsv -
echo "== a truth file with further studies"
{ echo id,label; sed 1d "$f40" | cut -d , -f 1,3; echo s98,1; echo s99,0; } >all.csv
proctor compare new.csv older.csv -i id -s score -l label --truth all.csv -B 0 -f csv -q --metrics auc | grep -E 'shared|difference|without_score' | cut -d , -f 1,2,6,11,23-25
proctor compare new.csv older.csv -i id -s score -l label --truth all.csv -B 0 -f csv -q --metrics sensitivity --missing positive |
    grep -E 'shared|tango' | cut -d , -f 1,2,6,11,23-25
echo "== overlap"
sed '2,4d' older.csv >fewer.csv
echo 's99,0.5' >>fewer.csv
proctor compare new.csv fewer.csv -i id -s score -l label -B 0 -f csv -q --metrics auc --min-overlap 0.9 | grep -E 'shared|difference' | cut -d , -f 1,2,6,11,23-25
echo "== two columns in each file"
{ echo id,score,b; sed 1d older.csv | awk -F , -v OFS=, '{ print $1, $2, 1 - $2 }'; } >two.csv
proctor compare new.csv two.csv -i id -s score,b -l label -B 0 -f csv -q --metrics auc | grep -E 'difference' | cut -d , -f 1,2,6,11
proctor compare new.csv two.csv -i id -s v2=score,b -l label --baseline b -B 0 -f csv -q --metrics auc | grep -E 'difference' | cut -d , -f 1,2,6,11
