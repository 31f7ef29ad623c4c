CREATE TABLE "vendor_budgets" (
	"holder" text PRIMARY KEY NOT NULL,
	"frozen_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "vendor_calls" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "vendor_calls_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"holder" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"lane" text NOT NULL,
	"call" text NOT NULL,
	"request_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "shared_answers" (
	"key" text PRIMARY KEY NOT NULL,
	"subject" text NOT NULL,
	"leased_until" timestamp (3) with time zone,
	"body" jsonb,
	"asked_at" timestamp (3) with time zone,
	"answered_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "shared_changes" (
	"subject" text PRIMARY KEY NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "vendor_calls_latest" ON "vendor_calls" USING btree ("holder","at");--> statement-breakpoint
CREATE INDEX "shared_answers_age" ON "shared_answers" USING btree ("answered_at");