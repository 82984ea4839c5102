CREATE TABLE `identity_checks` (
	`workspace` text NOT NULL,
	`hour` integer NOT NULL,
	`verdict` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`workspace`, `hour`, `verdict`)
);
--> statement-breakpoint
CREATE TABLE `identity_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace` text NOT NULL,
	`algorithm` text NOT NULL,
	`sealed` text,
	`public_key` text,
	`created_at` integer NOT NULL,
	`last_used_at` integer,
	`revoked_at` integer,
	FOREIGN KEY (`workspace`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `identity_keys_workspace` ON `identity_keys` (`workspace`);--> statement-breakpoint
ALTER TABLE `workspaces` ADD `identity_mode` text DEFAULT 'off' NOT NULL;