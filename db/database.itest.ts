import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrate, openDatabase, type Database } from "./client";
import { teams } from "./schema";
import { testDatabase, testDatabaseOptions } from "./testing";

describe("the database", () => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.close());

  it("gives numbers, instants, json and bytes as such, on every driver", async () => {
    const [row] = await db.query(
      "select 9007199254740991::int8 as count, '2026-01-02T03:04:05.678Z'::timestamptz as at, '{\"a\":[1]}'::json as data, $1::bytea as bytes, null::text as none",
      [Buffer.from([0, 255, 7])],
    );
    expect(row).toMatchObject({
      count: 9007199254740991,
      at: new Date("2026-01-02T03:04:05.678Z"),
      data: { a: [1] },
      none: null,
    });
    expect([...(row!.bytes as Uint8Array)]).toEqual([0, 255, 7]);
  });

  it("a failed transaction leaves nothing behind, and an inner one is part of the outer", async () => {
    const attempt = db.transaction(async (tx) => {
      await tx.query("insert into teams (id, name) values ('team_1', 'One')");
      await tx.transaction((inner) => inner.orm.insert(teams).values({ id: "team_2", name: "Two" }));
      expect(await tx.orm.select().from(teams)).toHaveLength(2);
      throw new Error("no");
    });
    await expect(attempt).rejects.toThrow("no");
    expect(await db.orm.select().from(teams)).toEqual([]);
  });

  it("what a transaction wrote can be read after it, with SQL and with drizzle", async () => {
    await db.transaction((tx) =>
      tx.query("insert into teams (id, name) values ($1, $2)", ["team_3", "Three"]),
    );
    const [team] = await db.orm.select().from(teams).where(eq(teams.id, "team_3"));
    expect(team).toMatchObject({ id: "team_3", name: "Three" });
    expect(team!.createdAt).toBeInstanceOf(Date);
  });

  it("an error names its code and constraint but none of the row's values", async () => {
    const error = await db
      .query("insert into teams (id, name) values ($1, $2)", ["team_3", "hush-hush"])
      .catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: "23505", constraint: "teams_pkey" });
    expect(JSON.stringify(error)).not.toContain("hush-hush");
  });

  it("migrations applied by several at once are applied once", async () => {
    await Promise.all([migrate(db), migrate(db), migrate(db)]);
    const [before] = await db.query("select count(*) as n from drizzle.__drizzle_migrations");
    await db.query(
      "delete from drizzle.__drizzle_migrations where id = (select max(id) from drizzle.__drizzle_migrations)",
    );
    // The last one is pending again: whoever comes first fails on what exists already, and nothing is half done.
    await expect(Promise.all([migrate(db), migrate(db)])).rejects.toMatchObject({ code: "42P07" });
    await db.query("drop table decisions cascade");
    await db.query("drop function ensure_decision_partitions");
    for (const { name } of await db.query<{ name: string }>(
      "select relname as name from pg_class where relname like 'decisions_%' and relkind = 'r'",
    ))
      await db.query(`drop table ${name}`);
    await Promise.all([migrate(db), migrate(db), migrate(db)]);
    expect((await db.query("select count(*) as n from drizzle.__drizzle_migrations"))[0]).toEqual(before);
  });

  it("can be closed and opened again", async () => {
    const { options, drop } = await testDatabaseOptions();
    const first = await openDatabase(options);
    await first.query("select 1");
    await first.close();
    const second = await openDatabase(options);
    expect(await second.query("select count(*) as n from decisions")).toEqual([{ n: 0 }]);
    await second.close();
    await drop();
  });
});

describe("a database that cannot be opened", () => {
  const open = (url: string) => openDatabase({ driver: "pg", url, dataDir: null });

  it("says which server does not answer and what to check, without the password", async () => {
    const refused = await open("postgres://someone:hush-hush@127.0.0.1:1/fairlead?sslmode=disable").catch(
      (error: unknown) => error as Error,
    );
    expect(refused).toMatchObject({ kind: "internal" });
    expect((refused as Error).message).toBe(
      "The database at 127.0.0.1:1/fairlead does not answer (ECONNREFUSED): nothing listens there: start the server, or correct host and port in DATABASE_URL.",
    );
  });

  it("says that a host name cannot be resolved", async () => {
    await expect(open("postgres://u:p@no-such-host.invalid/x")).rejects.toThrow(
      /no-such-host\.invalid\/x does not answer/,
    );
  });
});
