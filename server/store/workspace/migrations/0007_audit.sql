CREATE TABLE `audit` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`actor_kind` text NOT NULL,
	`actor` text NOT NULL,
	`actor_name` text NOT NULL,
	`action` text NOT NULL,
	`subject_kind` text NOT NULL,
	`subject` text NOT NULL,
	`subject_name` text,
	`before` text,
	`after` text
);
--> statement-breakpoint
CREATE INDEX `audit_subject` ON `audit` (`subject`);--> statement-breakpoint
-- Whoever is erased has their id replaced by the one drawn for them, and nothing else can be changed.
CREATE TRIGGER `audit_is_never_changed` BEFORE UPDATE ON `audit`
WHEN NOT (
	old.subject_kind IN ('account', 'user') AND substr(new.subject, 1, 7) = 'erased_'
	AND (new.seq, new.at, new.actor_kind, new.actor, new.actor_name, new.action, new.subject_kind)
		= (old.seq, old.at, old.actor_kind, old.actor, old.actor_name, old.action, old.subject_kind)
	AND new.subject_name IS old.subject_name AND new.before IS old.before AND new.after IS old.after
)
BEGIN SELECT RAISE(ABORT, 'The audit log only grows'); END;--> statement-breakpoint
CREATE TRIGGER `audit_is_never_deleted` BEFORE DELETE ON `audit`
BEGIN SELECT RAISE(ABORT, 'The audit log only grows'); END;
