CREATE TABLE `publications` (
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`at` integer NOT NULL,
	`body` text NOT NULL,
	`scheduled_at` integer NOT NULL,
	`scheduled_by` text NOT NULL,
	`failure` text,
	PRIMARY KEY(`kind`, `key`)
);
--> statement-breakpoint
CREATE INDEX `publications_due` ON `publications` (`at`) WHERE failure is null;--> statement-breakpoint
ALTER TABLE `definitions` ADD `updated_by` text;