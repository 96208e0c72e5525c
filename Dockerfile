# Reelgate as an image: docs/en/containers.md. Built in one stage, so that nothing of what building needs is in what runs.
ARG NODE_IMAGE=docker.io/library/node:24-bookworm-slim
ARG BASE_IMAGE=docker.io/library/debian:bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /srv/reelgate
# These alone decide what is installed: a change of the sources leaves this layer as it is.
COPY package.json package-lock.json ./
COPY bin/package.json bin/package.json
# No package of ours needs a script of its own to be installed.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run prepare && npm prune --omit=dev --ignore-scripts --no-audit --no-fund
# A first start strips types and compiles. The image keeps that, since its files can't be written later.
RUN REELGATE_DATA_DIR=/tmp/first-start REELGATE_PORT=0 \
    timeout --preserve-status 10 node_modules/.bin/node --max-semi-space-size=16 bin/reelgate.mjs serve > /dev/null

FROM ${BASE_IMAGE}
# ffmpeg encodes faster than the encoder that comes along; tini reaps what a killed renderer leaves behind.
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates ffmpeg tini \
 && rm -rf /var/lib/apt/lists/*
# The drawing library wants a home for whoever runs it.
RUN groupadd --gid 10001 reelgate \
 && useradd --uid 10001 --gid reelgate --no-create-home --home-dir /data --shell /usr/sbin/nologin reelgate \
 && install -d -o reelgate -g reelgate -m 0700 /data
WORKDIR /srv/reelgate
COPY --from=build /srv/reelgate/package.json /srv/reelgate/LICENSE /srv/reelgate/NOTICE ./
COPY --from=build /srv/reelgate/node_modules node_modules
COPY --from=build /srv/reelgate/console/dist console/dist
COPY --from=build /srv/reelgate/docs-site/dist docs-site/dist
COPY --from=build /srv/reelgate/docs docs
COPY --from=build /srv/reelgate/bin bin
COPY --from=build /srv/reelgate/src src
# The Node that the lock file names, not the image's: `docker exec ... reelgate keys list` finds it too.
ENV PATH=/srv/reelgate/node_modules/.bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    HOME=/data \
    NODE_ENV=production \
    REELGATE_HOST=0.0.0.0 \
    REELGATE_DATA_DIR=/data
USER 10001:10001
VOLUME /data
EXPOSE 8787
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.REELGATE_PORT ?? 8787}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["tini", "--", "node", "--max-semi-space-size=16", "bin/reelgate.mjs"]
CMD ["serve"]
