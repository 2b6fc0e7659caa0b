# A client that has left ends its own conversation, and nothing else.
import socket
import sys

listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    connection, _ = listener.accept()
    try:
        for line in connection.makefile("rb"):
            connection.sendall(b"hello " + line)
    except OSError as error:
        print("a client has left:", error.strerror, flush=True)
    connection.close()
