CREATE TABLE "whitelist_import_bad_lines" (
	"import_id" text NOT NULL,
	"line" integer NOT NULL,
	"reason" text NOT NULL,
	"text" text NOT NULL,
	"message" text NOT NULL,
	CONSTRAINT "whitelist_import_bad_lines_import_id_line_pk" PRIMARY KEY("import_id","line")
);
--> statement-breakpoint
CREATE TABLE "whitelist_import_chunks" (
	"import_id" text NOT NULL,
	"ordinal" integer NOT NULL,
	"row_count" integer NOT NULL,
	"rows" text NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"run" integer DEFAULT 0 NOT NULL,
	"request_id" text,
	"problem" text,
	CONSTRAINT "whitelist_import_chunks_import_id_ordinal_pk" PRIMARY KEY("import_id","ordinal")
);
--> statement-breakpoint
CREATE TABLE "whitelist_imports" (
	"id" text PRIMARY KEY NOT NULL,
	"file_name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"checked_at" timestamp (3) with time zone,
	"adds" integer DEFAULT 0 NOT NULL,
	"removes" integer DEFAULT 0 NOT NULL,
	"bad" integer DEFAULT 0 NOT NULL,
	"run" integer DEFAULT 0 NOT NULL,
	"started_by_id" text,
	"driver" text,
	"heartbeat_at" timestamp (3) with time zone,
	"problem" text,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "whitelist_import_bad_lines" ADD CONSTRAINT "whitelist_import_bad_lines_import_id_whitelist_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."whitelist_imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "whitelist_import_chunks" ADD CONSTRAINT "whitelist_import_chunks_import_id_whitelist_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."whitelist_imports"("id") ON DELETE cascade ON UPDATE no action;