# syntax=docker/dockerfile:1

FROM node:24-slim AS packages
WORKDIR /muniment
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund

FROM packages AS build
ENV NEXT_TELEMETRY_DISABLED=1
COPY . .
RUN mkdir -p public && npm run build && rm -rf .next/cache

FROM packages AS production-packages
RUN npm prune --omit=dev --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /muniment
# Only /data is written to, and only without DATABASE_URL.
RUN install --directory --owner=node --group=node /data
COPY --from=production-packages /muniment/node_modules node_modules
COPY --from=build /muniment/package.json /muniment/next.config.ts ./
COPY --from=build /muniment/public public
COPY --from=build /muniment/drizzle drizzle
COPY --from=build /muniment/lib lib
COPY --from=build /muniment/.next .next
USER node
VOLUME /data
EXPOSE 3000
# node itself, not npm: it gets the signal to stop, lets requests finish and ends.
CMD ["node", "--import", "./lib/scripts/register.mjs", "lib/scripts/start.ts"]
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
