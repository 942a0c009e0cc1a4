# The bot alone: settings come in at /etc/retbot, and everything it keeps lies in /var/lib/retbot.
FROM python:3.11-slim AS build
COPY requirements/build.txt requirements/run.txt /src/requirements/
RUN python -m venv /tools && /tools/bin/pip install --no-cache-dir --require-hashes -r /src/requirements/build.txt
RUN python -m venv /opt/retbot && /opt/retbot/bin/pip install --no-cache-dir --require-hashes -r /src/requirements/run.txt
COPY pyproject.toml README.md /src/
COPY config /src/config
COPY retbot /src/retbot
RUN cd /src && /tools/bin/hatchling build --target wheel --directory /wheel \
    && /opt/retbot/bin/pip install --no-cache-dir --no-deps /wheel/*.whl

FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /var/lib/retbot --shell /usr/sbin/nologin retbot \
    && install --directory --owner retbot --group retbot --mode 0700 /var/lib/retbot
COPY --from=build /opt/retbot /opt/retbot
ENV PATH=/opt/retbot/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER retbot
WORKDIR /var/lib/retbot
VOLUME /var/lib/retbot
HEALTHCHECK --interval=1m --start-period=2m CMD ["retbot", "status"]
# Keys and the case file are for the bot's own user only; exec lets the bot receive the signal to stop.
ENTRYPOINT ["/bin/sh", "-c", "umask 077 && exec \"$@\"", "sh"]
CMD ["retbot", "run", "--settings", "/etc/retbot/retbot.toml"]
