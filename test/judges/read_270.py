"""Reads an X12 270 from standard input with linuxforhealth-x12's models, which check it, and says how many segments they hold."""

import sys

from linuxforhealth.x12.io import X12ModelReader

with X12ModelReader(sys.stdin.read()) as reader:
    for model in reader.models():
        print(type(model).__name__, len([one for one in model.x12().replace("\n", "").split("~") if one]))
