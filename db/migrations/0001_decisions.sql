-- The record of decisions: one row each, by month. Hand-written, since drizzle-kit cannot write PARTITION BY.
-- Filters and totals are columns; what only a reader of one decision needs is packed in record and candidates
-- (server/audit/row describes both).
CREATE TABLE "decisions" (
	"id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"team_id" text NOT NULL,
	"key_id" text,
	"state" text NOT NULL,
	"requested_model" text NOT NULL,
	"objective" text NOT NULL,
	"task" text NOT NULL,
	"complexity" text NOT NULL,
	"model" text,
	"provider" text,
	"reason" text NOT NULL,
	"flags" smallint NOT NULL,
	"snapshot_id" text NOT NULL,
	"cost_nano_usd" bigint,
	"input_tokens" integer,
	"output_tokens" integer,
	"record" json NOT NULL,
	"candidates" "bytea" NOT NULL,
	CONSTRAINT "decisions_pk" PRIMARY KEY ("id","created_at")
) PARTITION BY RANGE ("created_at");
--> statement-breakpoint
-- Packed by us: a second compression would cost time and win nothing. Partitions inherit it.
ALTER TABLE "decisions" ALTER COLUMN "candidates" SET STORAGE EXTERNAL;
--> statement-breakpoint
CREATE INDEX "decisions_team" ON "decisions" USING btree ("team_id","created_at" DESC,"id" DESC);
--> statement-breakpoint
-- Catches a row whose month has no partition yet, so that a record is never refused for it.
CREATE TABLE "decisions_default" PARTITION OF "decisions" DEFAULT WITH (fillfactor = 80, toast_tuple_target = 8160);
--> statement-breakpoint
-- Makes the monthly partitions from the month of "first" (UTC) on; rows of theirs that wait in the default partition
-- move. Safe when several call it at once. A row of 60 candidates stays in its page (toast_tuple_target), and a page
-- keeps room for the closing update (fillfactor).
CREATE FUNCTION "ensure_decision_partitions"("first" timestamp with time zone, "months" integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
	start timestamp with time zone;
	stop timestamp with time zone;
	name text;
	made integer := 0;
BEGIN
	PERFORM pg_advisory_xact_lock(4701190003);
	FOR step IN 0 .. months - 1 LOOP
		start := (date_trunc('month', first AT TIME ZONE 'UTC') + make_interval(months => step)) AT TIME ZONE 'UTC';
		stop := (date_trunc('month', first AT TIME ZONE 'UTC') + make_interval(months => step + 1)) AT TIME ZONE 'UTC';
		name := 'decisions_' || to_char(start AT TIME ZONE 'UTC', 'YYYY_MM');
		IF to_regclass(name) IS NULL THEN
			EXECUTE format('CREATE TABLE %I (LIKE decisions INCLUDING DEFAULTS INCLUDING STORAGE) WITH (fillfactor = 80, toast_tuple_target = 8160)', name);
			LOCK TABLE decisions_default IN ACCESS EXCLUSIVE MODE;
			EXECUTE format('WITH moved AS (DELETE FROM decisions_default WHERE created_at >= %L AND created_at < %L RETURNING *) INSERT INTO %I SELECT * FROM moved', start, stop, name);
			EXECUTE format('ALTER TABLE decisions ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', name, start, stop);
			made := made + 1;
		END IF;
	END LOOP;
	RETURN made;
END $$;
--> statement-breakpoint
SELECT ensure_decision_partitions(now(), 3);
