CREATE TABLE `erasures` (
	`hash` text PRIMARY KEY NOT NULL,
	`cause` text,
	`kind` text NOT NULL,
	`subject` text,
	`pseudonym` text,
	`marks` text,
	`requested_at` integer NOT NULL,
	`finished_at` integer
);
--> statement-breakpoint
CREATE INDEX `erasures_cause` ON `erasures` (`cause`);--> statement-breakpoint
CREATE INDEX `erasures_running` ON `erasures` (`requested_at`) WHERE finished_at is null;--> statement-breakpoint
CREATE TABLE `idempotent_writes` (
	`key` text PRIMARY KEY NOT NULL,
	`request` text NOT NULL,
	`holder` text NOT NULL,
	`lease_until` integer NOT NULL,
	`status` integer,
	`body` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `idempotent_writes_created` ON `idempotent_writes` (`created_at`);