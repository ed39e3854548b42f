# Three markers: an overview, then a part each.
proctor report "$samples/asah.csv" -l outcome --positive Poor -s s100b,wfns,ndka \
    -g gender -t T@s100b=0.205 -B 0 -f markdown >out.md
grep '^#' out.md
sed -n '/^## asah.csv/,/^## Model/p' out.md
