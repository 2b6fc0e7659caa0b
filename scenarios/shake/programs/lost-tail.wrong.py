# Takes a short read for the end of the stream. A read has what has come so far, and the rest comes later.
import socket
import sys

listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    connection, _ = listener.accept()
    letter = b""
    while True:
        part = connection.recv(1024)
        letter += part
        if len(part) < 1024:
            break
    connection.sendall(b"%d bytes\n" % len(letter))
    connection.close()
