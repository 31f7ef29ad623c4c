DROP TABLE "whitelist_import_bad_lines" CASCADE;--> statement-breakpoint
DROP TABLE "whitelist_import_chunks" CASCADE;--> statement-breakpoint
DROP TABLE "whitelist_imports" CASCADE;