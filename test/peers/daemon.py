# Becomes a daemon as the books tell: forks twice, a session of its own, no descriptors, no environment, the root folder.
import os

if os.fork():
    os._exit(0)
os.setsid()
if os.fork():
    os._exit(0)
os.chdir("/")
os.closerange(0, 256)
os.execvpe("sleep", ["sleep", "1000"], {})
