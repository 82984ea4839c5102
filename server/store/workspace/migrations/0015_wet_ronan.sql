CREATE TABLE `payloads` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`source` text NOT NULL,
	`at` integer NOT NULL,
	`text` text NOT NULL,
	`message` text,
	`issues` text NOT NULL,
	`account` text,
	`user` text
);
--> statement-breakpoint
CREATE INDEX `payloads_source` ON `payloads` (`source`,`id`);