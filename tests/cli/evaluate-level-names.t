# Levels that differ only in case, blanks or punctuation are kept apart, with a
# note; the empty field is missing in a subgroup, and nothing else.
cat >a.csv <<'END'
score,label,scanner
0.9,1,"GE Revolution"
0.8,0,GE REVOLUTION
0.7,1,"GE Revolution "
0.6,0,ge-revolution
0.5,1,N/A
0.4,0,
0.3,1,none
0.2,0,GE Revolution 2
END
proctor evaluate a.csv -s score -l label -g scanner -f csv -B 0 --metrics prevalence |
    awk -F, '$6 == "prevalence" && $4 != "" { print $5 "|" $11 }'
