import { describe, expect, it } from "vitest";
import { loadCatalog } from "./catalog";
import { measuredMode, THINKING } from "./thinking";

const catalog = loadCatalog();
const variant = (text: string | null) => ({ variant: text });

describe("modes", () => {
  it("are stated with a reason for every model that can think, and for no other", () => {
    const thinkers = Object.values(catalog.models).filter((model) => model.reasoning !== false);
    expect(Object.keys(THINKING).toSorted()).toEqual(thinkers.map((model) => model.id).toSorted());
    for (const { why } of Object.values(THINKING)) expect(why).not.toBe("");
  });

  it("follow what the row says about thinking", () => {
    expect(measuredMode(variant("thinking"), "on-request", true)).toBe("thinking");
    expect(measuredMode(variant("non-thinking"), "by-default", true)).toBe("standard");
    expect(measuredMode(variant("no-thinking prompt, inputs cut at 120K tokens"), "by-default", true)).toBe(
      "standard",
    );
    expect(measuredMode(variant("effort high, some harness"), "on-request", true)).toBe("thinking");
  });

  it("are the model's default where the row is silent", () => {
    expect(measuredMode(variant(null), "by-default", true)).toBe("thinking");
    expect(measuredMode(variant(null), "on-request", true)).toBe("standard");
  });

  it("are standard for a model that cannot think, whatever the prompt asks for", () => {
    expect(measuredMode(variant("thinking prompt, inputs cut at 120K tokens"), "never", true)).toBe(
      "standard",
    );
  });

  it("leave out a row that measured a model as it is never served", () => {
    expect(measuredMode(variant(null), "always", false)).toBeNull();
    expect(measuredMode(variant("non-thinking"), "always", true)).toBeNull();
  });
});
