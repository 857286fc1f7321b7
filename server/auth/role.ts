import type { Viewer } from "./session-store";

type Team = NonNullable<Viewer["team"]>;

/** Whether a person may change what lets programs in; a member who may not still sees the team's decisions. */
export const mayManageKeys = (team: Team | null): boolean => team?.role === "owner" || team?.role === "admin";

/** Whether a person may run models in the team's name; a viewer reads only. */
export const mayRunModels = (team: Team | null): boolean => team !== null && team.role !== "viewer";
