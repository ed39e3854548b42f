# The console blocks of README.md show what proctor says. A line "..." stands for
# the rest of an output.
ln -s "$srcdir_abs/data" data

# Each command into N.cmd, what README says of it into N.want.
awk '
/^```console$/ { inside = 1; next }
/^```/ { inside = 0; next }
!inside { next }
sub(/^\$ /, "") { n++; print > (n ".cmd"); printf "" > (n ".want"); more = /\\$/; next }
more { print > (n ".cmd"); more = /\\$/; next }
{ print > (n ".want") }
END { print n + 0 }' "$srcdir_abs/README.md" >count

n=$(cat count)
[ "$n" -gt 0 ] || echo "README.md has no console block"
i=0
while [ $i -lt "$n" ]; do
    i=$((i + 1))
    sh ./$i.cmd >$i.said 2>&1 </dev/null
    if grep -qx '\.\.\.' $i.want; then
        sed -i.bak '/^\.\.\.$/,$d' $i.want
        head -n "$(wc -l <$i.want)" $i.said >$i.cut
        mv $i.cut $i.said
    fi
    diff -u $i.want $i.said || echo "README.md: $(cat $i.cmd)"
done
