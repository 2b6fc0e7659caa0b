# As pieces.mjs without TLS: one connection after another.
import json
import os
import socket
import sys
import threading

printing = threading.Lock()
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()


def read(connection):
    pieces = []
    try:
        while piece := connection.recv(65536):
            pieces.append(piece.hex())
        how = "end"
    except ConnectionResetError:
        how = "ECONNRESET"
    connection.close()
    # Two threads that print at once would come in one line.
    with printing:
        print(json.dumps({"pieces": pieces, "how": how}), flush=True)


place = sys.argv[1]
if place.isdigit():
    server = socket.create_server(("127.0.0.1", int(place)))
    print(json.dumps({"port": server.getsockname()[1]}), flush=True)
else:
    server = socket.socket(socket.AF_UNIX)
    server.bind(place)
    server.listen()
    print(json.dumps({"port": 0}), flush=True)
while True:
    threading.Thread(target=read, args=(server.accept()[0],), daemon=True).start()
