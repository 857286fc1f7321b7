import { decisionRouter } from "./decision-router";
import { createCallerFactory, createRouter } from "./init";
import { keyRouter } from "./key-router";
import { playgroundRouter } from "./playground-router";
import { setupRouter } from "./setup-router";
import { showcaseRouter } from "./showcase-router";

export const consoleRouter = createRouter({
  decision: decisionRouter,
  key: keyRouter,
  playground: playgroundRouter,
  setup: setupRouter,
  showcase: showcaseRouter,
});

export type ConsoleRouter = typeof consoleRouter;
export const createCaller = createCallerFactory(consoleRouter);
