# Rows that do not make a study. Fields of the unit are never shown.
printf 'patient,side,score,label,scanner,n\nSECRET1,L,0.2,1,GE,1\nSECRET1,L,0.9,0,GE,1\nSECRET1,R,0.9,0,Philips,1\n\nSECRET2,L,0.1,0,GE,1\n' >p.csv
try() {
    echo "== $1" >&2
    shift
    proctor evaluate "$@" -s score -l label || echo "exit status $?"
}
try "no --aggregate" p.csv --unit patient
try "no --unit" p.csv --aggregate max
try "none is no way to aggregate" p.csv --unit patient --aggregate none
try "an unknown way" p.csv --unit patient --aggregate maximum
try "with --freq" p.csv --unit patient --aggregate max --freq n
try "no such column" p.csv --unit patient,sides --aggregate max
try "labels that disagree" p.csv --unit patient,side --aggregate max
printf 'patient,side,score,label,scanner\nSECRET1,L,0.2,1,GE\nSECRET1,R,0.9,1,Philips\nSECRET2,L,0.1,0,GE\n' >p.csv
try "levels that disagree" p.csv --unit patient --aggregate max -g scanner
try "crossed levels that disagree" p.csv --unit patient --aggregate max -g 'scanner*side'
try "patients that disagree" p.csv --unit scanner --aggregate max -p patient --positive 0,1
sed 1q p.csv >q.csv && printf 'SECRET2,L,0.5,0,\nSECRET1,L,0.2,0,GE\n' >>q.csv
try "in another file" p.csv q.csv --unit patient,side --aggregate max
printf 'patient,side,score,label\nSECRET1,L,0.2,1\nSECRET1,,0.9,1\n' >p.csv
try "an empty field" p.csv --unit patient,side --aggregate max
printf 'patient,side,score,label\nSECRET1,L,0.2,1\nSECRET1,L,,1\nSECRET2,L,0.2,0\nSECRET3,L,,1\n' >p.csv
try "a study without a score" p.csv --unit patient,side --aggregate max --missing error
