"""Starts the waker in real time with APScheduler: a date job at the next due instant, a regular job, the morning."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from retbot.domain.tijd import AMSTERDAM
from retbot.logs import where
from retbot.ports.vitals import UNWATCHED, Vital, Vitals
from retbot.scheduling.waker import Waker

log = structlog.get_logger()

RING_EVERY = timedelta(seconds=30)
"""Catches what timers miss: a machine that was asleep, a clock that was changed."""
BREATH = timedelta(seconds=5)
"""The wait before a new attempt at something that is due but could not be done, such as a message without its room."""
MAIL_WAITS = 0.05
"""Seconds. Mail is less urgent, and the store allows one transaction at a time."""


class Alarm:
    """Starts the waker in real time. Its jobs only set a signal; the work is done by two tasks that live as long as the
    alarm. A job that still ran when it was due again would make APScheduler drop the new run."""

    def __init__(self, waker: Waker, every: timedelta = RING_EVERY, vitals: Vitals = UNWATCHED) -> None:
        self._waker = waker
        self._vitals = vitals
        self._every = every
        self._rooms, self._mail = asyncio.Event(), asyncio.Event()
        self._scheduler = AsyncIOScheduler(
            timezone=AMSTERDAM, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 8}
        )
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        self._add_regular_jobs()
        self._scheduler.start()
        self._tasks = [
            asyncio.create_task(self._work(self._rooms, self._rooms_done, wakes=self._mail)),
            asyncio.create_task(self._work(self._mail, self._waker.run_mail, wakes=self._rooms, after=MAIL_WAITS)),
        ]
        self.poke()
        return self

    async def __aexit__(
        self, error_type: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._scheduler.shutdown(wait=False)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def poke(self) -> None:
        """Called after every commit: there may be something to send, or a term that moved."""
        self._rooms.set()
        self._mail.set()

    def _add_regular_jobs(self) -> None:
        team = self._waker.team()
        regularly = IntervalTrigger(seconds=self._every.total_seconds())
        morning = CronTrigger(
            day_of_week="mon-fri", hour=team.morning.hour, minute=team.morning.minute, timezone=AMSTERDAM
        )
        self._scheduler.add_job(self._ring, regularly, id="regularly")
        self._scheduler.add_job(self._ring, morning, id="morning")

    async def _rooms_done(self) -> bool:
        """Does not wait for the mail: its server may hang, and that is watched separately."""
        try:
            busy = await self._waker.run_rooms()
        except Exception:
            self._vitals.fails(Vital.WAKER)
            raise
        self._vitals.works(Vital.WAKER)
        return busy

    async def _ring(self) -> None:
        self.poke()

    async def _work(
        self, rung: asyncio.Event, run: Callable[[], Awaitable[bool]], wakes: asyncio.Event, after: float = 0
    ) -> None:
        """Runs whenever its signal is set. The work may produce something for the other task, whose signal it then
        sets."""
        while True:
            await rung.wait()
            await asyncio.sleep(after)
            rung.clear()
            try:
                if await run():
                    wakes.set()
                self._arm(await self._waker.next_instant())
            except Exception as error:
                log.warning("waker_failed", error=type(error).__name__, where=where(error))
                self._arm(self._waker.clock.now())

    def _arm(self, instant: datetime) -> None:
        """Replaces the date job. It is at least BREATH from now, because work that is already due has just been
        tried."""
        earliest = self._waker.clock.now() + BREATH if instant <= self._waker.clock.now() else instant
        self._scheduler.add_job(self._ring, DateTrigger(earliest), id="next", replace_existing=True)
