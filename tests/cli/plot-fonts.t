# Characters that no font has are replaced by their codes in PNG and PDF, where cairo would
# draw boxes over the whole picture; the script and SVG keep them. Both programs are ours.
mkdir bin
cat >bin/gnuplot <<'END'
#!/bin/sh
if [ "$1" = --version ]; then echo gnuplot 5.4 patchlevel 1; else cat; fi
END
cat >bin/fc-list <<'END'
#!/bin/sh
echo "$*" >>"$FC_LOG"
printf '20-7e a0-17f 4eac\n5d0-5ea 627-64a\n'
END
chmod +x bin/gnuplot bin/fc-list
PATH=$PWD/bin:$PATH
FC_LOG=$PWD/asked
export FC_LOG
cat >names.csv <<'END'
p,label,site
0.9,1,北京协和医院
0.1,0,北京协和医院
0.6,1,مستشفى
0.3,0,مستشفى
0.8,1,שלום 12
0.2,0,שלום 12
0.8,1,京院
0.2,0,京院
END
for format in png pdf svg; do
    proctor plot forest names.csv -s p -l label -g site -B 0 -o names.$format
    sed -n "s/^set label '\(.*\)' at screen 0.0[0-9]*, first.*/\1/p" names.$format
    sed -n "s/^set label '\(.*\)' at screen 0.0[0-9]*, first.*/\1/p" names.gp | grep -c 北京协和医院
done
echo "-- nobody asks for what every font has"
cat asked
proctor plot forest "$samples/head-ct.csv" -s ai_score -l haemorrhage -g scanner -B 0 -q -o latin.png
wc -l <asked
echo "-- without fc-list nothing is known"
rm bin/fc-list
ln -s "$(command -v cat)" bin/cat
PATH=$PWD/bin "$(command -v proctor)" plot forest names.csv -s p -l label -g site -B 0 -f png |
    grep -c 北京协和医院
