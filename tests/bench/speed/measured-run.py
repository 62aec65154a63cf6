"""Runs a program, and prints what it took: milliseconds on the clock and of the processors, and MiB at its peak."""
import json
import resource
import subprocess
import sys
import time

begun = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
wall = time.perf_counter() - begun
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({
    "code": done.returncode,
    "said": done.stdout.decode(errors="replace"),
    "wall": wall * 1000,
    "cpu": (used.ru_utime + used.ru_stime) * 1000,
    "peak": used.ru_maxrss / 1024,
}))
