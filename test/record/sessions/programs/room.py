#!/usr/bin/python3
"""A chat room over WebSocket: JSON in, JSON out; it counts, remembers and knows the time."""
import asyncio, datetime, json, sys, uuid
import websockets

messages = []


async def talk(socket):
    await socket.send(json.dumps({"type": "welcome", "session": str(uuid.uuid4()), "protocol": socket.subprotocol}))
    name = None
    async for text in socket:
        if isinstance(text, bytes):
            await socket.send(text[::-1])
            continue
        try:
            asked = json.loads(text)
        except ValueError:
            await socket.send(json.dumps({"type": "error", "reason": "this is no JSON"}))
            continue
        if asked["type"] == "join":
            name = asked["name"]
            await socket.send(json.dumps({"type": "joined", "name": name, "room": asked["room"], "users": 1}))
        elif asked["type"] == "say":
            messages.append(asked["text"])
            now = datetime.datetime.now().isoformat(timespec="seconds")
            await socket.send(json.dumps({"type": "said", "id": len(messages), "by": name, "text": asked["text"], "at": now}))
        elif asked["type"] == "history":
            for number, each in enumerate(messages):
                await socket.send(json.dumps({"type": "message", "id": number + 1, "text": each}))
            await socket.send(json.dumps({"type": "end", "of": "history"}))
        elif asked["type"] == "leave":
            await socket.send(json.dumps({"type": "bye", "name": name}))
            await socket.close(1000, "good bye")
            return
        else:
            await socket.send(json.dumps({"type": "error", "reason": f"unknown type {asked['type']}"}))


async def main():
    async with websockets.serve(talk, "127.0.0.1", int(sys.argv[1]), subprotocols=["chat.v1"]):
        await asyncio.Future()


asyncio.run(main())
