CREATE TABLE "licenses" (
	"id" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"serial_number" text NOT NULL,
	"ssrn" text NOT NULL,
	"entitlement_id" text,
	"product_sku" text,
	"product_description" text,
	"customer_id" text,
	"group_id" text,
	"activation_id" text,
	"vendor_license_id" text,
	"quantity" integer NOT NULL,
	"activated_at" timestamp (3) with time zone,
	"starts_at" timestamp (3) with time zone,
	"ends_at" timestamp (3) with time zone,
	"status" text,
	"sealed_key" text,
	"sealed_file" text,
	"file_name" text,
	"file_bytes" integer,
	"file_sha256" text,
	"asked_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"asked_by" text NOT NULL,
	"request_id" text NOT NULL,
	"job_id" text,
	"release_asked_at" timestamp (3) with time zone,
	"released_at" timestamp (3) with time zone,
	"released_by" text,
	"release_reason" text,
	"quantity_returned" integer
);
--> statement-breakpoint
CREATE TABLE "onboarding_facts" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL,
	"noted_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"noted_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "onboarding_steps" (
	"step" text PRIMARY KEY NOT NULL,
	"done_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"done_by" text NOT NULL
);
--> statement-breakpoint
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
	"request_id" text NOT NULL,
	"asked_by" text
);
--> statement-breakpoint
CREATE TABLE "vendor_credentials" (
	"id" text PRIMARY KEY NOT NULL,
	"vendor" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"source" text NOT NULL,
	"sealed" text,
	"digest" text NOT NULL,
	"issued_at" timestamp (3) with time zone,
	"added_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"added_by" text,
	"proved_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone,
	"retired_at" timestamp (3) with time zone,
	"subject" text,
	"fingerprint_sha256" text,
	"words" text,
	"reminded" jsonb DEFAULT '[]'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "vouchers" (
	"id" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"serial_number" text NOT NULL,
	"ssrn" text NOT NULL,
	"product_sku" text,
	"vendor_voucher_id" text,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"assertion" text,
	"certificate_pem" text NOT NULL,
	"certificate_sha256" text NOT NULL,
	"certificate_subject" text NOT NULL,
	"certificate_issuer" text NOT NULL,
	"certificate_not_after" timestamp (3) with time zone NOT NULL,
	"sealed_file" text,
	"file_name" text,
	"media_type" text,
	"file_bytes" integer,
	"file_sha256" text,
	"asked_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"asked_by" text NOT NULL,
	"request_id" text NOT NULL,
	"issued_at" timestamp (3) with time zone,
	"revoke_asked_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	"revoke_reason" text,
	"settled_reason" text
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
CREATE UNIQUE INDEX "licenses_open" ON "licenses" USING btree (upper("ssrn"),"serial_number") WHERE "licenses"."state" in ('activating', 'activation_in_doubt', 'releasing', 'release_in_doubt');--> statement-breakpoint
CREATE INDEX "licenses_serial" ON "licenses" USING btree ("serial_number","asked_at");--> statement-breakpoint
CREATE INDEX "licenses_entitlement" ON "licenses" USING btree ("entitlement_id","asked_at");--> statement-breakpoint
CREATE INDEX "licenses_ssrn" ON "licenses" USING btree (upper("ssrn"),"serial_number");--> statement-breakpoint
CREATE INDEX "licenses_latest" ON "licenses" USING btree ("asked_at","id");--> statement-breakpoint
CREATE INDEX "vendor_calls_latest" ON "vendor_calls" USING btree ("holder","at");--> statement-breakpoint
CREATE UNIQUE INDEX "vendor_credentials_one" ON "vendor_credentials" USING btree ("vendor","kind","state") WHERE "vendor_credentials"."state" in ('candidate', 'current', 'previous');--> statement-breakpoint
CREATE INDEX "vendor_credentials_latest" ON "vendor_credentials" USING btree ("vendor","added_at");--> statement-breakpoint
CREATE UNIQUE INDEX "vouchers_open" ON "vouchers" USING btree ("ssrn","serial_number") WHERE "vouchers"."state" in ('issuing', 'issue_in_doubt', 'revoking', 'revoke_in_doubt');--> statement-breakpoint
CREATE INDEX "vouchers_serial" ON "vouchers" USING btree ("serial_number","asked_at");--> statement-breakpoint
CREATE INDEX "vouchers_certificate" ON "vouchers" USING btree ("certificate_sha256","serial_number");--> statement-breakpoint
CREATE INDEX "vouchers_expiry" ON "vouchers" USING btree ("expires_at","id");--> statement-breakpoint
CREATE INDEX "vouchers_ssrn" ON "vouchers" USING btree ("ssrn","asked_at");--> statement-breakpoint
CREATE INDEX "vouchers_latest" ON "vouchers" USING btree ("asked_at","id");--> statement-breakpoint
CREATE INDEX "shared_answers_age" ON "shared_answers" USING btree ("answered_at");