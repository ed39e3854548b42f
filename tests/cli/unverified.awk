# 400 studies with scores all over [0,1]; the finding is the commoner the higher the
# score. `mode` says which have truth: all "flagged" at 0.5 alone; these and every
# eighth of the others ("rare") or every seventieth ("scarce"); the unflagged ones
# alone ("unflagged"); all but two ("few"); without a pattern ("half").
BEGIN {
    OFS = ","
    print "score", "label", "site", "patient"
    for (i = 0; i < 400; i++) {
        score = (i * 37 % 400) / 400 + 0.00125
        finding = (i * 53 % 101) / 101 < score * score
        if (mode == "flagged")
            known = score >= 0.5
        else if (mode == "rare")
            known = score >= 0.5 || i % 8 == 0
        else if (mode == "scarce")
            known = score >= 0.5 || i % 70 == 3
        else if (mode == "unflagged")
            known = score < 0.5
        else if (mode == "few")
            known = i % 200 != 7
        else
            known = i * 7 % 11 < 5
        print score, known ? finding : "", i % 2 ? "A" : "B", "p" int(i / 4)
    }
}
