# Reads until the end of the stream: then, and only then, a read has no bytes.
import socket
import sys

listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    connection, _ = listener.accept()
    letter = b""
    try:
        while part := connection.recv(1024):
            letter += part
        connection.sendall(b"%d bytes\n" % len(letter))
    except OSError as error:
        print("a letter is lost:", error, flush=True)
    connection.close()
