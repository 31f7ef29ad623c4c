-- The console's own role: it may insert into the audit history and read it, and nothing else.
-- Where the owner may not create roles, the trigger below holds alone.
DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'muniment_app') THEN
    CREATE ROLE muniment_app NOLOGIN;
  END IF;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
  WHEN insufficient_privilege THEN RAISE NOTICE 'The role muniment_app could not be created; the trigger guards the audit alone.';
END
$$;
--> statement-breakpoint
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'muniment_app') THEN
    EXECUTE format('GRANT muniment_app TO %I', current_user);
    GRANT USAGE ON SCHEMA public TO muniment_app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO muniment_app;
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO muniment_app;
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO muniment_app;
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO muniment_app;
    REVOKE UPDATE, DELETE, TRUNCATE ON audit_entries, audit_seals FROM muniment_app;
    -- Readiness compares the migrations that were applied with those in the tree.
    GRANT USAGE ON SCHEMA drizzle TO muniment_app;
    GRANT SELECT ON ALL TABLES IN SCHEMA drizzle TO muniment_app;
  END IF;
END
$$;
--> statement-breakpoint
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit history is append-only: % on % is refused.', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END
$$;
--> statement-breakpoint
CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
--> statement-breakpoint
CREATE TRIGGER audit_seals_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seals
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
