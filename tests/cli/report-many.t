# More than six models and findings: a ROC picture for each finding, and the commands for what is left out.
need gnuplot
awk -F , -v OFS=, 'NR == 1 { print "a: x,b: x,c: x,d: x,a: y,b: y,c: y,d: y,x,y,scanner" }
    NR > 1 { print $4, $5, 1 - $4, 1 - $5, $5, $4, 1 - $5, 1 - $4, $3, 1 - $3, $6 }' "$samples/fixture40.csv" >a.csv
set -- a.csv -s '{model}: {finding}' -l '{finding}' -g scanner -B 0
proctor report "$@" -o page.html
grep -o '<figcaption>[^<]*' page.html
grep -o 'alt="[^:]*: model ., finding .' page.html
grep -c 'href="#s' page.html
echo "== Markdown"
proctor report "$@" -f markdown -o out.md
ls out*
echo "== the command that is told draws the first pair"
sed -n '/pictures are left out/,/^## /p' out.md
sed -n 's/^proctor plot sweep/&/p' out.md | head -n 1 >told
sh told && ls sweep.*
grep -c 'a, x' sweep.svg
echo "== six are drawn"
proctor report "$@" --models a,b,c -f markdown -o six.md
ls six*
