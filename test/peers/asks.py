import sys

sys.stdout.write("Name: ")
sys.stdout.flush()
name = sys.stdin.readline().strip()
print("Hello", name)
sys.stdout.write("Again: ")
sys.stdout.flush()
sys.stdin.readline()
