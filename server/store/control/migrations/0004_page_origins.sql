CREATE TABLE `page_origins` (
	`workspace` text NOT NULL,
	`key` text NOT NULL,
	`origin` text NOT NULL,
	`is_allowed` integer NOT NULL,
	`refused` integer NOT NULL,
	`last_at` integer NOT NULL,
	PRIMARY KEY(`workspace`, `key`, `origin`)
);
--> statement-breakpoint
CREATE INDEX `page_origins_newest` ON `page_origins` (`workspace`,`last_at`);