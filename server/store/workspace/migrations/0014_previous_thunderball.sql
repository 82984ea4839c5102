CREATE TABLE `alerts` (
	`id` text PRIMARY KEY NOT NULL,
	`play` text NOT NULL,
	`signal` text NOT NULL,
	`trigger` text NOT NULL,
	`account` text NOT NULL,
	`user` text,
	`at` integer NOT NULL,
	`way` text NOT NULL,
	`destination` text,
	`data` text,
	`state` text NOT NULL,
	`reason` text,
	`rep` text,
	`due_at` integer,
	`told_at` integer,
	`told_by` text,
	`day` text,
	`delivery` text,
	`worth` text,
	`worth_at` integer,
	`worth_by` text
);
--> statement-breakpoint
CREATE INDEX `alerts_due` ON `alerts` (`due_at`) WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX `alerts_day` ON `alerts` (`rep`,`day`) WHERE day is not null;--> statement-breakpoint
CREATE INDEX `alerts_account` ON `alerts` (`account`,`at`);--> statement-breakpoint
CREATE INDEX `alerts_at` ON `alerts` (`at`,`id`);--> statement-breakpoint
CREATE INDEX `alerts_play` ON `alerts` (`play`,`state`,`worth`);--> statement-breakpoint
CREATE TABLE `plays` (
	`signal` text NOT NULL,
	`play` text NOT NULL,
	`version` integer NOT NULL,
	`account` text NOT NULL,
	`user` text,
	`at` integer NOT NULL,
	`outcome` text NOT NULL,
	`evidence` text NOT NULL,
	`people` integer,
	`after` text,
	PRIMARY KEY(`signal`, `play`)
);
--> statement-breakpoint
CREATE INDEX `plays_account` ON `plays` (`account`,`at`);--> statement-breakpoint
CREATE INDEX `plays_at` ON `plays` (`at`);