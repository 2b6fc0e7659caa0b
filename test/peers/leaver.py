import sys

for line in sys.stdin:
    if line.strip() == "bye":
        print("good bye", flush=True)
        sys.exit(7)
    print("heard", line.strip(), flush=True)
