"""/health and /metrics for monitoring: on the loopback interface only, and off by default."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from retbot.app import heartbeat
from retbot.app.health import Health
from retbot.matrix.client.errors import NeedsPerson
from retbot.wording.health import faults

HOST = "127.0.0.1"


class EndpointsClosed(NeedsPerson):
    """The endpoints cannot be opened as the settings ask."""


@asynccontextmanager
async def endpoints(health: Health, port: int | None) -> AsyncIterator[int | None]:
    """Keeps the endpoints open; yields the port, or None when they are off. Raises EndpointsClosed."""
    if port is None:
        yield None
        return
    runner = web.AppRunner(_application(health), access_log=None, handle_signals=False)
    await runner.setup()
    try:
        site = web.TCPSite(runner, HOST, port)
        try:
            await site.start()
        except OSError:
            raise EndpointsClosed(f"Poort {port} van deze machine is bezet: kies een andere bij watch.port.") from None
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


def _application(health: Health) -> web.Application:
    try:
        from retbot.app import metrics  # noqa: PLC0415 - an extra of the package
    except ImportError:
        raise EndpointsClosed(
            "watch.port vraagt het pakket prometheus-client: installeer requirements/metrics.txt, of haal het weg."
        ) from None
    source = metrics.registry(health)

    async def how_it_is(_: web.Request) -> web.Response:
        pulse = health.pulse()
        return web.json_response(text=heartbeat.as_json(pulse), status=503 if faults(pulse) else 200)

    async def numbers(_: web.Request) -> web.Response:
        # aiohttp would add a charset to content_type, and Prometheus needs the version that is in it.
        return web.Response(body=metrics.text(source), headers={"Content-Type": metrics.CONTENT_TYPE})

    application = web.Application()
    application.add_routes([web.get("/health", how_it_is), web.get("/metrics", numbers)])
    return application
