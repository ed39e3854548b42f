# Every page there is, installed by section.

dist_man1_MANS = $(call in_srcdir,man/*.1)
dist_man5_MANS = $(call in_srcdir,man/*.5)
dist_man7_MANS = $(call in_srcdir,man/*.7)
