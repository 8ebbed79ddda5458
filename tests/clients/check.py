"""discord.py against the sandbox: logs in, registers a command, answers a message with a thread, and the command with "pong".

Prints one JSON object a line for each step that was reached, so that the test knows when to play the people's part:
"ready" (the test says "hello from ana"), "message", "thread", "answered" (after the test used /ping).
SANDBOX_URL and SANDBOX_TOKEN say where to log in.
"""

import asyncio
import json
import os
import sys
import urllib.request

import discord
import yarl
from discord import app_commands

GREETING = "hello from ana"
PATIENCE_SECONDS = 20


def kind_of(message: discord.Message) -> str:
    """What a message is, in the words that the test compares."""
    if message.message_snapshots:
        return f"forward: {message.message_snapshots[0].content}"
    if message.poll:
        answers = ", ".join(f"{answer.text} {answer.vote_count}" for answer in message.poll.answers)
        return f"poll: {message.poll.question} {answers}"
    if message.stickers:
        return f"sticker: {message.stickers[0].name}"
    if message.flags.voice:
        return f"voice note: {message.attachments[0].duration:g}"
    if message.flags.components_v2:
        return f"components: {message.components[0].children[0].content}"
    if message.webhook_id:
        return f"webhook: {message.author.name}"
    if message.embeds:
        return f"card: {message.embeds[0].title}"
    return message.content


def step(name: str, /, **details: object) -> None:
    print(json.dumps({"step": name, **details}), flush=True)


def point_at(sandbox: str) -> None:
    """The library has its addresses built in, and never asks for the gateway's."""
    discord.http.Route.BASE = f"{sandbox}/api/v10"
    with urllib.request.urlopen(f"{sandbox}/api/v10/gateway", timeout=PATIENCE_SECONDS) as answer:
        gateway = json.load(answer)["url"]
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)


class Check(discord.Client):
    """Waits for the people's part of each step."""

    def __init__(self) -> None:
        intents = discord.Intents(guilds=True, guild_messages=True, message_content=True)
        super().__init__(intents=intents)
        self.commands = app_commands.CommandTree(self)
        self.prepared = False
        self.threads_announced: dict[int, asyncio.Future[discord.Thread]] = {}

    async def on_ready(self) -> None:
        if self.prepared:
            return
        self.prepared = True
        guild = self.guilds[0]

        @self.commands.command(name="ping", description="Answers pong", guild=guild)
        async def ping(interaction: discord.Interaction) -> None:
            await interaction.response.send_message("pong from discord.py")
            step("answered")
            await self.close()

        await self.commands.sync(guild=guild)
        step("ready", user=str(self.user))

    async def on_message(self, message: discord.Message) -> None:
        if message.content != GREETING:
            return
        kinds = [kind_of(other) async for other in message.channel.history(limit=20, oldest_first=True)]
        step("message", content=message.content, author=message.author.name, kinds=kinds)
        announced = self.announcement_of(message.id)
        thread = await message.create_thread(name="discord.py was here")
        if thread.id != message.id:
            raise RuntimeError("the thread does not have its message's id")
        thread = await announced
        step("thread", id=str(thread.id), name=thread.name)

    async def on_thread_create(self, thread: discord.Thread) -> None:
        announced = self.announcement_of(thread.id)
        if not announced.done():
            announced.set_result(thread)

    def announcement_of(self, thread: int) -> asyncio.Future[discord.Thread]:
        """The event may come before or after the answer to the request."""
        return self.threads_announced.setdefault(thread, self.loop.create_future())

    async def on_error(self, event: str, /, *_arguments: object, **_named: object) -> None:
        # The library would log the error and go on, until the deadline hides what happened.
        sys.excepthook(*sys.exc_info())
        os._exit(1)


async def main() -> None:
    point_at(os.environ["SANDBOX_URL"])
    async with asyncio.timeout(PATIENCE_SECONDS):
        async with Check() as client:
            await client.start(os.environ["SANDBOX_TOKEN"])


asyncio.run(main())
