CREATE TABLE `heard` (
	`day` integer NOT NULL,
	`placement` text NOT NULL,
	`times` integer NOT NULL,
	`last_at` integer NOT NULL,
	PRIMARY KEY(`day`, `placement`)
);
--> statement-breakpoint
CREATE TABLE `pictures` (
	`hash` text PRIMARY KEY NOT NULL,
	`size` integer NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`created_at` integer NOT NULL,
	`used_at` integer NOT NULL,
	`body` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `pictures_used` ON `pictures` (`used_at`);--> statement-breakpoint
CREATE INDEX `pictures_created` ON `pictures` (`created_at`,`hash`);