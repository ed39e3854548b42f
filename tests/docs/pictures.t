# The pictures of README.md are what scripts/gen-pictures draws, by the gnuplot that drew
# them.
need gnuplot
version=$(gnuplot --version | sed 's/^gnuplot/GNUPLOT/')
grep -qi "$version" "$srcdir_abs/data/pictures/roc.svg" || { echo "another gnuplot"; exit 77; }
"$srcdir_abs/scripts/gen-pictures" "$PWD/pictures" none
diff -r -x '*.png' "$srcdir_abs/data/pictures" pictures >/dev/null || echo "run scripts/gen-pictures"
grep -o 'data/pictures/[a-z]*\.[a-z]*' "$srcdir_abs/README.md" | while read -r file; do
    [ -f "$srcdir_abs/$file" ] || echo "$file does not exist"
    [ "$(wc -c <"$srcdir_abs/$file")" -lt 200000 ] || echo "$file is large"
done
