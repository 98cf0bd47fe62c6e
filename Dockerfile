# The demo: a web process, or with the argument `worker` a worker. Nothing is written but what /tmp takes.
FROM node:20-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY libs/esms-voice/package.json libs/esms-voice/
COPY apps/demo/package.json apps/demo/
COPY apps/console/package.json apps/console/
RUN npm ci
COPY . .
# What npm finds no room for at the root stands beside the demo.
RUN npm run build && npm prune --omit=dev && mkdir -p apps/demo/node_modules

FROM node:20-slim
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/libs/esms-voice/package.json libs/esms-voice/
COPY --from=build /app/libs/esms-voice/dist libs/esms-voice/dist
COPY --from=build /app/apps/demo/package.json apps/demo/
COPY --from=build /app/apps/demo/node_modules apps/demo/node_modules
COPY --from=build /app/apps/demo/migrations apps/demo/migrations
COPY --from=build /app/apps/demo/dist apps/demo/dist
COPY --from=build /app/apps/console/dist apps/console/dist
USER node
EXPOSE 3000
ENTRYPOINT ["node", "apps/demo/dist/main.js"]
