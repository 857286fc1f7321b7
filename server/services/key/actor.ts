/** Who changes a key, and the only team whose keys are in reach. */
export interface Actor {
  teamId: string;
  userId: string;
}
