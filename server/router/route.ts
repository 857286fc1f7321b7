/** The only door of the router core: what a request is, and who serves it. Both are pure. */
export { classify } from "./classify/classify";
export { routeFacts } from "./route-facts";

/** Version of the rules in this folder; named in every record. Raised whenever an equal input may decide otherwise. */
export const ROUTER_VERSION = "1";
