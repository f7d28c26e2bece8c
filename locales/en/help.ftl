help-title = Help
help-what = Walk through your first day, or look up how something is done
help-own-walk = My first day
help-topics = Guides
help-walks = First days of other roles
help-others = See also
help-here = Help for this page
