# UTF-16 and Windows-1252 are converted, with a note; --encoding overrules.
need iconv
printf 'S100\303\237,Befund,Ger\303\244t\n0.2,0,Stra\303\237e\n0.9,1,H\303\266he\n0.4,0,H\303\266he\n0.7,1,Stra\303\237e\n0.1,0,Stra\303\237e\n' >utf8.csv
iconv -f UTF-8 -t UTF-16LE utf8.csv >utf16le.csv
iconv -f UTF-8 -t UTF-16BE utf8.csv >utf16be.csv
{ printf '\377\376'; cat utf16le.csv; } >utf16.csv
iconv -f UTF-8 -t WINDOWS-1252 utf8.csv >windows.csv
{ printf '\357\273\277'; cat utf8.csv; } >bom.csv
set -- -s 'S100ß' -l Befund -g 'Gerät' -t 0.5 -f csv -B 0
proctor evaluate utf8.csv "$@" >want.csv
grep -q ',Gerät,Straße,' want.csv && echo "a level is called Straße"
for file in utf16le.csv utf16be.csv utf16.csv windows.csv bom.csv; do
    proctor evaluate $file "$@" >got.csv
    cmp want.csv got.csv && echo "$file agrees"
done
proctor evaluate windows.csv "$@" --encoding windows-1252 >got.csv && cmp want.csv got.csv && echo "named: no note"
echo "== named wrongly" >&2
proctor evaluate windows.csv "$@" --encoding utf-8 || echo "exit status $?"
