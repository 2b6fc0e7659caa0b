# A server that goes into the background once it listens on argv[1]; on SIGTERM it writes to argv[2], or nothing when there is none.
import os
import signal
import socket
import sys
import time

server = socket.socket(socket.AF_UNIX)
server.bind(sys.argv[1])
if os.fork():
    # Its parent leaves when it listens, or a moment before: both are seen.
    time.sleep(0.05)
    os._exit(0)
os.setsid()
null = os.open(os.devnull, os.O_RDWR)
for descriptor in range(3):
    os.dup2(null, descriptor)


def leave(*_):
    with open(sys.argv[2], "w") as file:
        file.write("terminated")
    os._exit(0)


signal.signal(signal.SIGTERM, leave if len(sys.argv) > 2 else signal.SIG_IGN)
server.listen()
while True:
    time.sleep(1000)
