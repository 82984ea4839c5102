CREATE TABLE `backup_codes` (
	`person` text NOT NULL,
	`print` text NOT NULL,
	PRIMARY KEY(`person`, `print`),
	FOREIGN KEY (`person`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `password_resets` (
	`hash` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`person`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `password_resets_person` ON `password_resets` (`person`);--> statement-breakpoint
CREATE TABLE `second_factors` (
	`person` text PRIMARY KEY NOT NULL,
	`sealed` text NOT NULL,
	`confirmed_at` integer,
	`last_step` integer NOT NULL,
	FOREIGN KEY (`person`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `workspaces` ADD `requires_second_factor` integer DEFAULT false NOT NULL;--> statement-breakpoint
-- Their tokens stood here as they are; from now on their hashes do. People sign in once more.
DELETE FROM `sessions`;
