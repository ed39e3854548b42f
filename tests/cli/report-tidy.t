# The pages are well-formed HTML with no script and nothing from elsewhere.
need tidy
try() {
    file=$1
    shift
    proctor report "$samples/$file" "$@" -o page.html
    tidy -errors -quiet page.html 2>&1
    grep -i -E '<script|https?:|src="[^d]|@import|<link' page.html
    echo "$file: looked at"
}
try head-ct.csv -s ai_score -l haemorrhage -p patient_id -i study_id --ids plain \
    -t release=0.5 -g site,scanner,age:18,65 -B 0 --meta 'note=<b>"&' --date
try asah.csv -l outcome --positive Poor -s s100b,wfns,ndka -g gender -B 0
try fixture40.csv -l label -s score -B 0
try head-ct.csv --policy "$samples/ci/release-gate.yaml" -B 0
# With the reliability diagram's band, and a comparison.
try fixture40.csv -l label -s score,score2 --baseline score2 --margin 0.1 -g scanner -t 0.5 -B 100
# Names that would be markup.
cat >odd.csv <<'END'
<b>s</b>,"l""&",<i>
0.9,1,<script>x</script>
0.8,0,a&b
0.3,1,a&b
0.1,0,<script>x</script>
END
proctor report odd.csv -s '<b>s</b>' -l '"l""&"' -g '<i>' -B 0 -o odd.html
tidy -errors -quiet odd.html 2>&1
grep -c -E '<script|<i>|<b>' odd.html || :
