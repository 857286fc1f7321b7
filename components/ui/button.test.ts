import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Button } from "./button";

const markup = (tone: "danger" | "plain") =>
  renderToStaticMarkup(createElement(Button, { tone }, "Revoke key"));

test("a button that destroys looks it", () => {
  expect(markup("danger")).toContain("bg-failed");
  expect(markup("plain")).not.toContain("bg-failed");
});
