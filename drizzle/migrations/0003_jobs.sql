CREATE TABLE "job_chunks" (
	"job" bigint NOT NULL,
	"ordinal" integer NOT NULL,
	"first_row" integer NOT NULL,
	"last_row" integer NOT NULL,
	"row_count" integer NOT NULL,
	"state" text DEFAULT 'planned' NOT NULL,
	"fence" integer DEFAULT 0 NOT NULL,
	"holder" text,
	"leased_until" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"request_id" text,
	"words" text,
	"answer" text,
	"cursor" jsonb,
	"started_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "job_chunks_job_ordinal_pk" PRIMARY KEY("job","ordinal")
);
--> statement-breakpoint
CREATE TABLE "job_pages" (
	"job" bigint NOT NULL,
	"ordinal" integer NOT NULL,
	"row_count" integer NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "job_pages_job_ordinal_pk" PRIMARY KEY("job","ordinal")
);
--> statement-breakpoint
CREATE TABLE "job_rows" (
	"job" bigint NOT NULL,
	"ordinal" integer NOT NULL,
	"chunk" integer,
	"target" text NOT NULL,
	"input" text,
	"state" text,
	"words" text,
	CONSTRAINT "job_rows_job_ordinal_pk" PRIMARY KEY("job","ordinal")
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" text PRIMARY KEY NOT NULL,
	"number" bigint GENERATED ALWAYS AS IDENTITY (sequence name "jobs_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"unit" text[] NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"words" text,
	"resumes_at" timestamp (3) with time zone,
	"away_count" integer DEFAULT 0 NOT NULL,
	"input" jsonb NOT NULL,
	"targets" jsonb,
	"digest" text,
	"skips" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"preparation" integer DEFAULT 0 NOT NULL,
	"stop_at_failure_percent" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by_id" text NOT NULL,
	"created_by" text NOT NULL,
	"started_at" timestamp (3) with time zone,
	"started_by_id" text,
	"started_by" text,
	"ended_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone,
	"rows_total" integer DEFAULT 0 NOT NULL,
	"rows_skipped" integer DEFAULT 0 NOT NULL,
	"rows_sent" integer DEFAULT 0 NOT NULL,
	"rows_accepted" integer DEFAULT 0 NOT NULL,
	"rows_waiting" integer DEFAULT 0 NOT NULL,
	"rows_done" integer DEFAULT 0 NOT NULL,
	"rows_failed" integer DEFAULT 0 NOT NULL,
	"rows_unknown" integer DEFAULT 0 NOT NULL,
	"calls_total" integer DEFAULT 0 NOT NULL,
	"calls_made" integer DEFAULT 0 NOT NULL,
	"file_bytes" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "jobs_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"words" text NOT NULL,
	"href" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"read" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "vendor_pace" (
	"vendor" text PRIMARY KEY NOT NULL,
	"next_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "watches" (
	"kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"for_user_id" text,
	"seen" jsonb,
	"seen_at" timestamp (3) with time zone,
	"looks" integer DEFAULT 0 NOT NULL,
	"next_look_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "watches_kind_subject_id_pk" PRIMARY KEY("kind","subject_id")
);
--> statement-breakpoint
ALTER TABLE "audit_entries" ADD COLUMN "job_id" text;--> statement-breakpoint
ALTER TABLE "job_chunks" ADD CONSTRAINT "job_chunks_job_jobs_number_fk" FOREIGN KEY ("job") REFERENCES "public"."jobs"("number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_pages" ADD CONSTRAINT "job_pages_job_jobs_number_fk" FOREIGN KEY ("job") REFERENCES "public"."jobs"("number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "job_chunks_open" ON "job_chunks" USING btree ("job","ordinal") WHERE state in ('planned', 'sent', 'lost');--> statement-breakpoint
CREATE INDEX "job_chunks_ended" ON "job_chunks" USING btree ("job","ended_at");--> statement-breakpoint
CREATE INDEX "job_rows_apart" ON "job_rows" USING btree ("job","state","ordinal") WHERE state is not null;--> statement-breakpoint
CREATE INDEX "jobs_created" ON "jobs" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "jobs_current" ON "jobs" USING btree ("state") WHERE state in ('preparing', 'running', 'paused');--> statement-breakpoint
CREATE INDEX "jobs_expiry" ON "jobs" USING btree ("expires_at") WHERE expires_at is not null;--> statement-breakpoint
CREATE INDEX "notices_of" ON "notices" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "watches_due" ON "watches" USING btree ("next_look_at") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "audit_entries_job" ON "audit_entries" USING btree ("job_id","ordinal") WHERE job_id is not null;