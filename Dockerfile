# The bot, with the drivers of PostgreSQL and Prometheus: settings come in at /etc/retbot, and everything it keeps lies
# in /var/lib/retbot. Pin the base by its digest: --build-arg PYTHON=python:3.11-slim@sha256:…
ARG PYTHON=python:3.11-slim
FROM ${PYTHON} AS build
COPY . /src
RUN /src/tools/image.sh /src /opt/retbot

FROM ${PYTHON}
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
