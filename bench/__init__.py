"""``make bench``: how fast and how light Rounds is, as ratios against a bare Flask twin in the same run.

Speeds on a shared machine mean little by themselves. Each is measured in alternating pairs with the twin (or
with the other size of data), and the median of the ratios is what is reported.
"""
