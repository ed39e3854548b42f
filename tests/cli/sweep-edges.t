# Perfect, worthless and tied scores; a level with one class.
sweep() {
    proctor sweep "$@" -s score -l label -B 200 --fpr 0:0.5 -f json -q |
        grep -o '"level": "[^"]*", "metric": "partial_auc[^}]*' |
        sed -E 's/"(point|threshold|prevalence|statistic|df|p_value|p_adjusted|numerator|denominator|std_error)": [^,]*, //g'
}
echo "-- perfect"
printf 'score,label\n0.9,1\n0.8,1\n0.7,1\n0.4,0\n0.2,0\n0.1,0\n' >a.csv
sweep a.csv
echo "-- reversed"
printf 'score,label\n0.9,0\n0.8,0\n0.7,1\n0.4,0\n0.5,0\n0.2,1\n0.1,1\n' >b.csv
sweep b.csv
echo "-- one tie: chance"
printf 'score,label\n0.5,1\n0.5,1\n0.5,0\n0.5,0\n' >c.csv
sweep c.csv
proctor sweep c.csv -s score -l label -f csv -q | cut -d, -f5-12
echo "-- a level of one class, and a small one"
printf 'score,label,site\n0.9,1,A\n0.8,1,A\n0.7,1,B\n0.4,0,B\n0.2,0,B\n0.1,0,B\n' >d.csv
sweep d.csv -g site
proctor sweep d.csv -s score -l label -g site -f csv -q --metrics sensitivity,specificity | cut -d, -f3-
