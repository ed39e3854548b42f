# A label in both files must agree; what one of them lacks comes from the other.
printf 'study,score,cancer\ns1,0.9,1\ns2,0.8,\ns3,0.3,0.0\ns4,0.1,0\ns5,0.2,0\n' >p.csv
printf 'study,cancer\ns1,1.0\ns2,1\ns3,0\ns4,NA\n' >t.csv
set -- p.csv -s score -l cancer --truth t.csv -i study -f csv -B 0 --metrics auc
# s5 is not in the truth file, but has a label of its own
echo "== the same numbers, one label from each file, one study without truth there"
proctor evaluate "$@" -q | awk -F, 'NR > 1 && $11 != 0 { print $6 "," $11 "," $24 "," $25 }'
echo "== two contradictions" >&2
printf 'study,cancer\ns1,1\ns2,1\ns3,1\ns4,1\ns5,0\n' >t.csv
proctor evaluate "$@" || echo "exit status $?"
echo "== one contradiction" >&2
printf 'study,cancer\ns1,1\ns2,1\ns3,1\ns4,0\ns5,0\n' >t.csv
proctor evaluate "$@" || echo "exit status $?"
