# Pictures: within the page, or beside the Markdown and named after it; their numbers
# in words. Without gnuplot all else is the same.
need gnuplot
set -- "$samples/head-ct.csv" -s ai_score -l haemorrhage -t release=0.5 -g sex -B 0
proctor report "$@" -o page.html
grep -c 'src="data:image/svg+xml;base64,' page.html
grep -o 'alt="[^"]*"' page.html
grep -o '<figcaption>[^<]*' page.html
echo "== the same again"
proctor report "$@" -o again.html
cmp page.html again.html && echo "same"
echo "== Markdown"
mkdir out
proctor report "$@" -f markdown -o 'out/a (b).md'
grep -o ']([^ ]*)$' 'out/a (b).md'
rm out/*
proctor report "$@" -f markdown -o out/rep.v1.md
ls out
grep -o ']([^)]*)' out/rep.v1.md
for file in out/*.png; do
    od -A n -t x1 -N 4 "$file"
done
echo "== without gnuplot"
bin=$(command -v proctor)
PATH=/nonexistent "$bin" report "$@" -o without.html
grep -c '<img' without.html
grep 'gnuplot' without.html
grep -v -e '<fig' -e '<img' -e '</fig' page.html | grep -v gnuplot >rest.html
grep -v gnuplot without.html | cmp - rest.html && echo "all else is the same"
