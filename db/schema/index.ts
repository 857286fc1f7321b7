export * from "./admin-event";
export * from "./key";
export * from "./policy";
export * from "./snapshot";
export * from "./team";
export * from "./user";
