# shellcheck disable=SC2016 # backquotes of Markdown
# "Where is ...?" of CONTRIBUTING.md names files that exist and hold what it says.
sed -n '/^## Where is/,/^## To add/s/^| .* | `\(.*\)` | `\(.*\)` |$/\1 \2/p' \
    "$srcdir_abs/CONTRIBUTING.md" >index
[ -s index ] || echo "no index"
while read -r file name; do
    grep -q -w -e "$name" "$srcdir_abs/src/$file" || echo "$name is not in src/$file"
done <index

# Every other path in it exists, too.
grep -o -E '`[a-z]+/[a-z0-9_/.*-]+`' "$srcdir_abs/CONTRIBUTING.md" | tr -d '`' | sort -u |
    while read -r path; do
        case $path in
        *x.c | *x.1 | *x-\*.t) continue ;; # names to be made up
        esac
        found=no
        for file in "$srcdir_abs"/$path "$srcdir_abs"/src/$path; do
            [ ! -e "$file" ] || found=yes
        done
        [ $found = yes ] || echo "$path does not exist"
    done

# The layers are those that scripts/check-layers knows.
sed -n 's/^| `\([a-z]*\)\/` |.*/\1/p' "$srcdir_abs/CONTRIBUTING.md" | sort >layers.page
for layer in "$srcdir_abs"/src/*/; do
    basename "$layer"
done | sort >layers.tree
diff layers.tree layers.page
