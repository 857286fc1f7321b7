import { expect, test } from "vitest";
import { DECISION_STATES } from "@/server/audit/decision";
import * as router from "@/server/router/types";
import { OBJECTIVES, STATES, TASKS } from "./filters";

test("every state, objective and task that a decision can have can be filtered by", () => {
  expect(new Set<string>(STATES)).toEqual(new Set(DECISION_STATES));
  expect(new Set<string>(OBJECTIVES)).toEqual(new Set(router.OBJECTIVES));
  expect(new Set<string>(TASKS)).toEqual(new Set(router.TASKS));
});
