#!/usr/bin/python3
"""Somebody in the chat room, who waits for each answer."""
import asyncio, json, sys
import websockets


async def main():
    url = f"ws://127.0.0.1:{sys.argv[1]}/rooms/kitchen?lang=en"
    async with websockets.connect(url, subprotocols=["chat.v1"]) as socket:
        await socket.recv()

        async def asks(what, answers=1):
            await socket.send(what if isinstance(what, (str, bytes)) else json.dumps(what))
            for _ in range(answers):
                await socket.recv()

        await asks({"type": "join", "name": "anna", "room": "kitchen"})
        await asks({"type": "say", "text": "is anybody here?"})
        await asks({"type": "say", "text": "tea is ready ☕"})
        await asks("tea")
        await asks({"type": "dance"})
        await asks({"type": "history"}, 3)
        await asks(bytes([1, 2, 3, 254]))
        await asks({"type": "leave"})
        await socket.wait_closed()


asyncio.run(main())
