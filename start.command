#!/bin/sh
# Opens the workbook by a double click (macOS, Linux). Close this window, or press Quit in the workbook, to end it.
cd "$(dirname "$0")" || exit 2
program=run.py
[ -f start.py ] && program=start.py
for python in python3.13 python3.12 python3.11 python3 /Library/Frameworks/Python.framework/Versions/Current/bin/python3; do
    if command -v "$python" >/dev/null 2>&1 && "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        "$python" "$program" "$@"
        status=$?
        if [ "$status" -ne 0 ] && [ -t 0 ]; then
            printf '\nPress Enter to close this window. '
            read -r _
        fi
        exit "$status"
    fi
done
echo "The workbook needs Python 3.11 or newer. Install it from python.org and start again."
if [ -t 0 ]; then
    printf 'Press Enter to close this window. '
    read -r _
fi
exit 2
