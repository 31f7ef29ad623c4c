CREATE TABLE "certificate_acts" (
	"rot_public_uid" text NOT NULL,
	"act" text NOT NULL,
	"ca_name" text NOT NULL,
	"to_ca_name" text,
	"serial_number" text,
	"asked_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"asked_by" text NOT NULL,
	"job_id" text,
	"certain" boolean DEFAULT true NOT NULL,
	"heartbeats_seen" integer DEFAULT 0 NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "certificate_acts_rot_public_uid_asked_at_pk" PRIMARY KEY("rot_public_uid","asked_at")
);
--> statement-breakpoint
CREATE TABLE "finding_checks" (
	"id" text PRIMARY KEY NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"complete" boolean DEFAULT false NOT NULL,
	"words" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "findings" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"rot_public_uid" text NOT NULL,
	"sameness" text NOT NULL,
	"device_profile_uid" text,
	"imei" text,
	"device_serial_number" text,
	"reasons" text[] NOT NULL,
	"at" timestamp (3) with time zone,
	"first_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"owner_id" text,
	"owner_name" text,
	"note" text,
	"changed_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"raw" jsonb
);
--> statement-breakpoint
CREATE TABLE "hook_events" (
	"id" text PRIMARY KEY NOT NULL,
	"digest" text NOT NULL,
	"receiver" text NOT NULL,
	"type" text,
	"rot_public_uid" text,
	"at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deliveries" integer DEFAULT 1 NOT NULL,
	"last_delivery_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"event" jsonb NOT NULL,
	"body" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hook_receivers" (
	"type" text PRIMARY KEY NOT NULL,
	"token_hash" text,
	"token_made_at" timestamp (3) with time zone,
	"previous_token_hash" text,
	"connected_at" timestamp (3) with time zone,
	"last_received_at" timestamp (3) with time zone,
	"refused_count" integer DEFAULT 0 NOT NULL,
	"last_refused_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "revocation_lists" (
	"id" text PRIMARY KEY NOT NULL,
	"ca_name" text NOT NULL,
	"digest" text NOT NULL,
	"first_fetched_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_fetched_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"crl" text,
	"parsed" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "confirmed_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
CREATE INDEX "certificate_acts_open" ON "certificate_acts" USING btree ("rot_public_uid") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "certificate_acts_serial" ON "certificate_acts" USING btree ("serial_number");--> statement-breakpoint
CREATE UNIQUE INDEX "findings_same" ON "findings" USING btree ("kind","rot_public_uid","sameness");--> statement-breakpoint
CREATE INDEX "findings_status" ON "findings" USING btree ("status","last_seen_at");--> statement-breakpoint
CREATE INDEX "findings_serial" ON "findings" USING btree ("device_serial_number");--> statement-breakpoint
CREATE INDEX "findings_imei" ON "findings" USING btree ("imei");--> statement-breakpoint
CREATE UNIQUE INDEX "hook_events_digest" ON "hook_events" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "hook_events_at" ON "hook_events" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "hook_events_device" ON "hook_events" USING btree ("rot_public_uid","at","id");--> statement-breakpoint
CREATE INDEX "hook_events_type" ON "hook_events" USING btree ("type","at","id");--> statement-breakpoint
CREATE INDEX "hook_events_receiver" ON "hook_events" USING btree ("receiver","deliveries");--> statement-breakpoint
CREATE INDEX "revocation_lists_ca" ON "revocation_lists" USING btree ("ca_name","last_fetched_at");