# Joins that cannot be made. Ids are never shown.
try() {
    echo "== $1" >&2
    shift
    proctor evaluate "$@" || echo "exit status $?"
}
printf 'study,score\n1234567890121,0.9\n1234567890122,0.8\n' >p.csv
printf 'study,cancer\n1.2E+12,1\n1.2E+13,0\n' >t.csv
try "no --id" p.csv -s score -l cancer --truth t.csv
try "a spreadsheet damaged the ids of the truth" p.csv -s score -l cancer --truth t.csv -i study
printf 'study,cancer\n1234567890121,1\n1234567890122,0\n' >u.csv
printf 'study,score\n"1,23457E+12",0.9\n1.3e+12,0.8\n' >q.csv
try "a spreadsheet damaged the ids of the predictions" q.csv -s score -l cancer --truth u.csv -i study
printf 'study,score\nimg/0017.PNG,0.9\nimg/0018.PNG,0.8\n' >r.csv
printf 'study,cancer\n17.0,1\n18,0\n' >v.csv
try "folders, zeros, endings" r.csv -s score -l cancer --truth v.csv -i study
printf 'study,cancer\nx,1\ny,0\n' >w.csv
try "nothing alike" p.csv -s score -l cancer --truth w.csv -i study
try "no such id column in the truth" p.csv -s score -l cancer --truth w.csv -i study=studi
try "no such id column in the predictions" p.csv -s score -l cancer --truth w.csv -i studi=study
try "the label is in neither file" p.csv -s score -l cancre --truth w.csv -i study
try "no such truth file" p.csv -s score -l cancer --truth nowhere.csv -i study
printf 'study,cancer\n1234567890121,maybe\n1234567890122,sure\n' >x.csv
try "labels of the truth file that are not plain" p.csv -s score -l cancer --truth x.csv -i study
printf 'study,cancer\n1234567890121,1\n1234567890122\n' >y.csv
try "a ragged truth file" p.csv -s score -l cancer --truth y.csv -i study
