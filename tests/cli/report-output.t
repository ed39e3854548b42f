# A report goes to no file whose name promises another format.
for name in report.pdf report.docx report.csv report.md; do
    proctor report "$samples/fixture40.csv" -s score -l label -B 0 -o $name
    echo "exit status $?"
    [ ! -e $name ] || echo "$name was written"
done
